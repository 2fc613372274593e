"""What the command line says and writes: errors in both languages, tables, lists, files."""

import errno
import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import click

from cancu.graph import results
from cancu.graph.engine import Table
from cancu.graph.lookup import Candidate
from cancu.graph.saved import Parameter, SavedQuery
from cancu.graph.stopping import INTERRUPTED

if TYPE_CHECKING:
    from cancu.graph.read import OcrSettings


class CommandError(click.ClickException):
    """What went wrong and what to do, in both languages; the exit code says that the command could not run."""

    exit_code = 2

    def __init__(self, vi: str, en: str, candidates: Iterable[Candidate] = (), code: str = "") -> None:
        super().__init__(vi)
        english = (f"Error: {en}",) if en != vi else ()
        listed = [f"  {candidate.line()}" for candidate in candidates]
        heading = ("Gần giống / Similar:",) if listed and code == "unknown" else ()
        self.lines = [f"Lỗi: {vi}", *english, *heading, *listed]

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it on standard error."""
        click.echo("\n".join(self.lines), file=file, err=file is None)


class StoppedError(CommandError):
    """A person stopped the work: nothing went wrong."""

    exit_code = 1

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.lines = [vi, en]


class InterruptedWorkError(StoppedError):
    """Stopped by Ctrl-C, when part of the work was done and stays."""

    exit_code = INTERRUPTED


_YES, _NO = frozenset(("c", "có", "co", "y", "yes")), frozenset(("", "k", "không", "khong", "n", "no"))


def confirmed(question: str) -> bool:
    """Whether a person on the terminal says yes; Enter is no. Raises click.Abort where they stop."""
    while True:
        typed = str(click.prompt(f"{question} [c/K]", default="", show_default=False, err=True)).strip().lower()
        if typed in _YES or typed in _NO:
            return typed in _YES
        notice("Hãy gõ c (có) hoặc k (không); Enter là không. / Type y (yes) or n (no); Enter is no.")


def ocr_settings(wanted: bool | None, home: Path) -> "OcrSettings":
    """Recognition of every page, of none, or (None) where it is needed; kept in `home`, pages counted aloud."""
    from cancu.graph.read import FolderCache, OcrSettings

    mode: Literal["auto", "always", "never"] = "auto" if wanted is None else "always" if wanted else "never"
    return OcrSettings(mode, FolderCache(home / "ocr"), _pages_recognised)


def _pages_recognised(done: int, total: int) -> None:
    """«trang 3/12» on standard error: one line that changes on a terminal, one a page elsewhere."""
    if done == 0:
        return
    text = f"Nhận dạng chữ (OCR): trang {done}/{total} / OCR: page {done} of {total}"
    if sys.stderr.isatty():
        click.echo(f"\r{text}", err=True, nl=done == total)
    else:
        notice(text)


def counted(done: int, total: int) -> None:
    """«Kiểm tra: câu hỏi 120/400» on a terminal."""
    _told(f"Kiểm tra: câu hỏi {done}/{total} / Checking: question {done} of {total}", done == total)


def read_for_check(done: int, total: int) -> None:
    """«Kiểm tra: đọc tệp 120/400» on a terminal."""
    _told(f"Kiểm tra: đọc tệp {done}/{total} / Checking: reading file {done} of {total}", done == total)


def loaded(done: int, total: int) -> None:
    """«Nạp kho: tệp 120/400» on a terminal."""
    _told(f"Nạp kho: tệp {done}/{total} / Filling the store: file {done} of {total}", done == total)


def uploaded(done: int, total: int) -> None:
    """«Tải lên: 120/400 đồ thị» on a terminal."""
    _told(f"Tải lên: {done}/{total} đồ thị / Uploading: graph {done} of {total}", done == total)


def _told(text: str, last: bool) -> None:
    """How far the work is: on one line of a terminal that changes; nothing elsewhere."""
    if sys.stderr.isatty():
        click.echo(f"\r{text}", err=True, nl=last)


def notice(text: str) -> None:
    """Something said about the work, not part of the result."""
    click.echo(text, err=True)


def name_and_value(text: str) -> tuple[str, str]:
    """The two sides of `name=value`. Raises CommandError."""
    name, equals, value = text.partition("=")
    if not equals:
        raise CommandError(
            f"Tham số phải viết tên=giá trị, không hiểu «{text}».", f"A parameter is name=value; «{text}» is not."
        )
    return name, value


def given_query(text: str) -> str:
    """A query given as text, as `@file`, or as `-` for standard input. Raises CommandError."""
    try:
        if text == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        return Path(text[1:]).read_text("utf-8") if text.startswith("@") else text
    except UnicodeDecodeError:
        raise CommandError("Câu truy vấn không phải UTF-8.", "The query is not UTF-8.") from None
    except OSError as error:
        raise CommandError(
            f"Không đọc được {text[1:]}: {system_reason(error)}.", f"Cannot read {text[1:]} ({error.strerror})."
        ) from None


_ENGLISH_AT_THE_END = re.compile(r"(?P<place>.*?: )(?P<vi>.*) \((?P<en>[^()]*(?:\([^()]*\)[^()]*)*)\)", re.DOTALL)
_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "trên đường dẫn có một tệp, không phải thư mục",
    errno.EEXIST: "đã có một tệp mang tên thư mục này",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết vòng",
    errno.EADDRINUSE: "cổng này đang có chương trình khác dùng",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
}


def system_reason(error: Exception) -> str:
    """Why the system refused, in Vietnamese."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0) or (f"lỗi hệ thống số {number}" if number else "lỗi hệ thống")


def in_both_languages(error: Exception) -> tuple[str, str]:
    """The two languages of an exception: its text is «Vietnamese / English» or «place: Vietnamese (English)»."""
    text = str(error)
    vi, separator, en = text.partition(" / ")
    if separator:
        return vi, en
    told = _ENGLISH_AT_THE_END.fullmatch(text)
    return (told["place"] + told["vi"] + ".", f"{told['place']}{told['en']}.") if told else (text, text)


def cell(value: Any) -> str:
    """A value of a record as one cell of a table."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def shown_table(table: Table) -> str:
    """A result aligned for the terminal."""
    return results.text_table(table.columns, [list(row.values()) for row in table.values()], widest=72)


def list_of_questions(queries: Iterable[SavedQuery]) -> str:
    """Names, parameters and titles of the saved questions."""
    lines = ["Câu hỏi mẫu / Saved questions:", ""]
    for saved in queries:
        lines.append(" ".join([saved.name, *map(_placeholder, saved.parameters)]))
        lines += [f"    {saved.title_vi}", f"    {saved.title_en}"]
    return "\n".join(lines) + "\n"


def _placeholder(parameter: Parameter) -> str:
    shown = f"{parameter.name}={parameter.type.upper()}"
    return shown if parameter.required else f"[{shown}]"


def workbook(saved: SavedQuery, parameters: Sequence[str], table: Table, version: str) -> bytes:
    """An Excel file that says what was asked, of which data."""
    about = {
        "Câu hỏi": saved.title_vi,
        "Tham số": " ".join(parameters),
        "Số dòng": str(len(table.rows)),
        "Phiên bản dữ liệu": version,
        "Ngày xuất": date.today().isoformat(),
        "Giấy phép": "CC BY 4.0",
    }
    return results.to_xlsx(table, saved.name, about)


def beside_terminal(name: str) -> Path | None:
    """A file for what must not go to a terminal; None where the output is not one."""
    return Path(f"{name}.xlsx") if sys.stdout.isatty() else None


def write_out(content: bytes, output: Path | None) -> None:
    """Write to the file, or to standard output. Raises CommandError."""
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise CommandError(
            f"Không ghi được {output}: {system_reason(error)}.", f"Cannot write {output} ({error.strerror})."
        ) from None
    notice(f"Đã ghi / written: {output}")
