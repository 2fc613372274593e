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


def not_to_be_recognised(path: Path) -> UnreadableFile:
    """The error of a scan where recognition was ruled out."""
    return UnreadableFile(
        f"{path}: bản chụp (scan): không có lớp chữ, nếu có thì chỉ là con dấu chữ ký số; phải nhận dạng chữ (OCR): "
        "bỏ «--no-ocr» hoặc dùng «--ocr», hoặc tìm bản Word hay PDF có lớp chữ (a scan without a text layer: it needs "
        "OCR; leave out --no-ocr or give --ocr, or look for a Word file or a PDF with text)"
    )


def nothing_legible(path: Path) -> UnreadableFile:
    """The error of pages on which recognition found no text."""
    return UnreadableFile(
        f"{path}: không nhận dạng được chữ nào (OCR); có thể ảnh mờ, trang bị xoay, hoặc không phải văn bản tiếng "
        "Việt; hãy quét lại cho rõ, 300 dpi, đúng chiều (OCR found nothing legible: scan it anew, upright, at 300 dpi)"
    )


def too_large_page(path: Path, page: int, most: int) -> UnreadableFile:
    """The error of a page whose picture would take more than `most` dots."""
    return UnreadableFile(
        f"{path}: trang {page}: ảnh hoặc khổ trang quá lớn (trên {most // 1_000_000} triệu điểm ảnh), có thể là tệp "
        f"độc hại; không đọc; hãy lưu lại trang ở khổ A4, 300 dpi (page {page}: picture or page box too large, over "
        f"{most // 1_000_000} million dots: save it anew as A4 at 300 dpi)"
    )
