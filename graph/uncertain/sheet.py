"""The queue as a sheet that a clerk fills in, and the answers read back from it."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cancu.graph.names import slug
from cancu.graph.sections import section_words
from cancu.graph.spelling import vi_date
from cancu.graph.uncertain.question import Occurrence, Question

ID, ANSWER, WHY = "Mã", "Trả lời", "Lý do"
COLUMNS = (
    ID, "Loại", "Chữ như in", "Số chỗ", "Ở đâu", "Tên in kèm", "Máy đọc được", "Vì sao hỏi", "Có thể trả lời",
    ANSWER, WHY,
)  # fmt: skip
LARGEST_FILE = 20 * 2**20
MOST_ROWS = 100_000
MOST_UNPACKED = 200 * 2**20
_WIDTHS = (12, 22, 42, 8, 48, 40, 44, 44, 70, 30, 36)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SHOWN_PLACES = 5
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")


class SheetError(ValueError):
    """A sheet that cannot be read; the message names the file and says what to do, in both languages."""

    def __init__(self, file: Path, vi: str, en: str) -> None:
        super().__init__(f"{file}: {vi} / {file}: {en}")
        self.message_vi = f"{file}: {vi}"
        self.message_en = f"{file}: {en}"


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One row that somebody answered; `row` as a spreadsheet counts them."""

    row: int
    id: str
    answer: str
    why: str


def occurrence_words(occurrence: Occurrence) -> str:
    """Which document, and where in it: «Kế hoạch 206/KH-UBND, …; mục II.3»."""
    where = section_words(occurrence.section)
    return f"{occurrence.name}; {where}" if where else occurrence.name


def allowed(question: Question) -> tuple[str, ...]:
    """What may be answered, a line each, as a person reads it."""
    lines = [f"{n} = {c.told}{' (máy đọc)' if c.confirms else ''}" for n, c in enumerate(question.choices, start=1)]
    if question.topic.none:
        lines.append(f"0 = {question.topic.none}")
    lines.append(f"? = {question.topic.unknown}")
    if question.topic.typed:
        lines.append(f"hoặc gõ: {question.topic.typed}")
    return tuple(lines)


def rows_of(questions: Iterable[Question]) -> Iterator[tuple[str | int, ...]]:
    """A row for each question, in the order of `COLUMNS`."""
    for question in questions:
        places = list(map(occurrence_words, question.occurrences))
        if len(places) > _SHOWN_PLACES:
            places = [*places[:_SHOWN_PLACES], f"… và {len(places) - _SHOWN_PLACES} chỗ khác"]
        yield (
            question.id, question.topic.label, question.subject, len(question.occurrences), "\n".join(places),
            question.beside, question.read, question.why, "\n".join(allowed(question)), "", "",
        )  # fmt: skip


def as_json(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """The queue for programs."""
    return [
        {
            "id": q.id, "topic": q.topic.name, "kind": q.topic.kind, "field": q.topic.field or None,
            "surface": q.subject, "title": q.beside or None, "read": q.read, "why": q.why, "place": q.place or None,
            "count": len(q.occurrences),
            "choices": [
                {"answer": str(n), "value": c.value, "label": c.told, "confirms": c.confirms}
                for n, c in enumerate(q.choices, start=1)
            ],
            "answers": list(allowed(q)),
            "occurrences": [
                {"document": o.document, "section": o.section, "surface": o.surface, "ordinal": o.ordinal}
                for o in q.occurrences
            ],
        }
        for q in questions
    ]  # fmt: skip


def to_csv(questions: Iterable[Question]) -> bytes:
    """CSV that Excel opens: a byte order mark, and nothing that it would run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows_of(questions):
        writer.writerow([f"'{c}" if isinstance(c, str) and c.startswith(_FORMULA_STARTS) else c for c in row])
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(questions: Iterable[Question]) -> bytes:
    """A workbook with the answers to choose from in each row; anything else may be typed too."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Soát"
    sheet.append(COLUMNS)
    sheet.freeze_panes = "A2"
    answer = COLUMNS.index(ANSWER) + 1
    lists: dict[str, DataValidation] = {}
    for at, (question, row) in enumerate(((q, next(rows_of([q]))) for q in questions), start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column, value if isinstance(value, int) else value.translate(_NOT_IN_XML)[:32_000])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                # openpyxl takes text that begins with «=» for a formula.
                cell.data_type = "s" if value else "n"
        sheet.cell(at, answer).number_format = "@"
        offered = ",".join(_offered(question))
        if offered not in lists:
            lists[offered] = DataValidation(
                type="list", formula1=f'"{offered}"', allow_blank=True, showErrorMessage=False
            )
            sheet.add_data_validation(lists[offered])
        lists[offered].add(sheet.cell(at, answer))
    for column, (heading, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)
        if heading in (ANSWER, WHY):
            sheet.cell(1, column).fill = PatternFill("solid", fgColor="FFF2CC")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _offered(question: Question) -> list[str]:
    numbers = [str(n) for n in range(1, len(question.choices) + 1)]
    return [*numbers, *(["không phải"] if question.topic.none else []), "không rõ"]


def filled_in(file: Path) -> tuple[FilledIn, ...]:
    """The answered rows of a sheet written by `to_xlsx` or `to_csv`, as a person saved it. Raises SheetError."""
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        raise SheetError(file, f"không đọc được ({error.strerror}).", f"cannot be read ({error.strerror}).") from None
    if content is None:
        raise SheetError(file, "tệp quá lớn cho một bảng soát.", "too large for a review sheet.")
    rows = _xlsx_rows(file, content) if content.startswith(b"PK") else _csv_rows(file, content)
    return tuple(_answers(file, rows))


def _answers(file: Path, rows: Sequence[Sequence[str]]) -> Iterator[FilledIn]:
    heading = [slug(cell) for cell in rows[0]] if rows else []
    if slug(ID) not in heading or slug(ANSWER) not in heading:
        raise SheetError(
            file,
            f"dòng đầu không có cột «{ID}» và «{ANSWER}»; dùng bảng do `cancu review --format xlsx -o TỆP` ghi ra.",
            f"its first row lacks «{ID}» and «{ANSWER}»; use a sheet written by `cancu review --format xlsx -o FILE`.",
        )
    at = {name: heading.index(slug(name)) for name in (ID, ANSWER, WHY) if slug(name) in heading}
    for number, row in enumerate(rows[1:], start=2):
        told = {name: row[column].strip() if column < len(row) else "" for name, column in at.items()}
        if told[ANSWER]:
            yield FilledIn(number, told[ID].lstrip("'"), told[ANSWER].removeprefix("'"), told.get(WHY, ""))


def _csv_rows(file: Path, content: bytes) -> list[list[str]]:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError(
            file,
            "không phải CSV dạng UTF-8; trong Excel chọn Lưu thành → «CSV UTF-8», hoặc lưu dạng .xlsx.",
            "is no CSV in UTF-8; in Excel choose Save As → «CSV UTF-8», or save it as .xlsx.",
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetError(file, f"CSV sai cấu trúc ({error}).", f"broken CSV ({error}).") from None
    return _bounded(file, rows)


def _xlsx_rows(file: Path, content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise SheetError(file, "tệp nén quá lớn khi mở ra; không đọc.", "unpacks to too much; not read.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)]
    except SheetError:
        raise
    except Exception as error:  # openpyxl lets whatever a broken part causes through
        raise SheetError(
            file,
            "không mở được như bảng tính .xlsx; mở bằng Excel rồi lưu lại.",
            f"cannot be opened as .xlsx ({type(error).__name__}); open it in Excel and save it again.",
        ) from None
    return _bounded(file, rows)


def _bounded(file: Path, rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > MOST_ROWS:
        raise SheetError(file, f"có hơn {MOST_ROWS} dòng.", f"has more than {MOST_ROWS} rows.")
    return rows


def _text(value: object) -> str:
    """A cell as it was meant: Excel makes numbers of «1» and days of «14/3/2025»."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return vi_date(value.isoformat()[:10])
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
