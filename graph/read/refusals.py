"""Errors that several formats share: what is wrong with a file and what to do."""

from pathlib import Path

from cancu.graph.read.text import UnreadableFile


def encrypted(path: Path) -> UnreadableFile:
    """The error of a file that wants a password."""
    return UnreadableFile(
        f"{path}: tệp đặt mật khẩu; hãy mở bằng mật khẩu rồi lưu một bản không có mật khẩu "
        "(encrypted: open it with its password and save a copy without one)"
    )


def broken(path: Path, cause: str) -> UnreadableFile:
    """The error of a file that is cut off or damaged."""
    return UnreadableFile(
        f"{path}: tệp hỏng hoặc tải chưa hết ({cause}); hãy tải lại hoặc mở bằng Word rồi lưu lại "
        "(broken or incomplete file: download it again, or open and save it anew)"
    )


def too_deep(path: Path) -> UnreadableFile:
    """The error of a file whose elements lie one inside the other without end."""
    return UnreadableFile(
        f"{path}: các phần tử lồng nhau quá sâu, có thể là tệp độc hại; không đọc; hãy xin lại tệp từ nơi ban hành "
        "(nested too deeply, as hostile files are: not read; ask the issuer for the file)"
    )
