"""What can be wrong with documents in the data folder; texts are «Vietnamese / English»."""

from pathlib import Path


class LostTextError(Exception):
    """The data folder names a document whose text it does not hold, or not as it was."""

    def __init__(self, place: Path, file: str) -> None:
        super().__init__(
            f"{place}: toàn văn của tệp «{file}» bị mất hoặc đã bị sửa; chép lại từ bản sao lưu, hoặc bỏ văn "
            f"bản này bằng `cancu remove` rồi thêm lại tệp gốc / {place}: the text of «{file}» is lost or was "
            "changed; restore it from a backup, or remove the document and add its file again"
        )


class TextNotHeldError(LookupError):
    """Decisions about a document cannot be applied: its text is not in the data folder, so it cannot be read again."""

    def __init__(self, document: str, *, bundled: bool) -> None:
        origin = "kế hoạch đi kèm Căn Cứ, " if bundled else ""
        super().__init__(
            f"{document}: {origin}chưa có toàn văn trong kho nên không đọc lại được; thêm tệp gốc bằng `cancu add` / "
            f"{document}: its text is not held, so it cannot be read again; add its file with `cancu add`"
        )


class UnfitDecisionError(Exception):
    """Decisions that would break a rule of the data; the documents were left as they are."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(
            f"quyết định đã ghi làm dữ liệu vi phạm quy tắc nên chưa áp dụng: {vi} Lấy lại bằng `cancu review --undo`, "
            f"hoặc sửa tệp soát. / the recorded decisions break a rule of the data and were not applied: {en} Take "
            "them back with `cancu review --undo`, or edit the review file."
        )


class NotHeldError(LookupError):
    """The data folder holds no such document; `bundled` where it comes with the package."""

    def __init__(self, document: str, *, bundled: bool) -> None:
        super().__init__(document)
        self.bundled = bundled
