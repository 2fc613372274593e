"""The sheet that a clerk fills in, out and back, as Excel saves it and as nobody should."""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cancu.graph.uncertain import TOPICS, Choice, Occurrence, Question
from cancu.graph.uncertain.sheet import COLUMNS, FilledIn, SheetError, filled_in, to_csv, to_xlsx

PLACE = Occurrence("https://w3id.org/cancu/id/x", "Kế hoạch 1/KH-UBND", "2024", "II.1", "=1+1", 1, 1, 10)
QUESTION = Question(
    TOPICS["unresolved"], '=HYPERLINK("x")', "48/NQ-CP", "Không in ngày;\n«dòng hai»", "", "Chính phủ",
    (Choice("https://w3id.org/cancu/id/y", "Nghị quyết 48/NQ-CP, năm 2023"),), (PLACE,),
)  # fmt: skip


def answered_csv(delimiter: str, encoding: str) -> bytes:
    rows = list(csv.reader(io.StringIO(to_csv([QUESTION]).decode("utf-8-sig"), newline="")))
    rows[1][COLUMNS.index("Trả lời")] = "không rõ"
    rows[1][COLUMNS.index("Lý do")] = "giấy mờ"
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_csv_comes_back_as_excel_saves_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    file = tmp_path / "soat.csv"
    file.write_bytes(answered_csv(delimiter, encoding))
    assert filled_in(file) == (FilledIn(2, QUESTION.id, "không rõ", "giấy mờ"),)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [(1, "1"), (1.0, "1"), (" 2 ", "2"), (datetime(2025, 3, 14), "14/3/2025"), ("'206/KH-UBND", "206/KH-UBND")],
)
def test_what_excel_makes_of_an_answer_is_undone(tmp_path: Path, typed: object, understood: str) -> None:
    file = tmp_path / "soat.xlsx"
    file.write_bytes(to_xlsx([QUESTION]))
    book = load_workbook(file)
    book.worksheets[0].cell(2, COLUMNS.index("Trả lời") + 1).value = typed  # type: ignore[assignment]
    book.save(file)
    assert [row.answer for row in filled_in(file)] == [understood]


def test_an_unanswered_sheet_holds_no_answer_and_runs_no_formula(tmp_path: Path) -> None:
    for name, content in (("soat.xlsx", to_xlsx([QUESTION])), ("soat.csv", to_csv([QUESTION]))):
        file = tmp_path / name
        file.write_bytes(content)
        assert filled_in(file) == ()
    cell = load_workbook(tmp_path / "soat.xlsx").worksheets[0].cell(2, 3)
    assert (cell.data_type, cell.value) == ("s", QUESTION.subject)
    assert "'=HYPERLINK" in (tmp_path / "soat.csv").read_text("utf-8-sig")


def other_workbook() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["Họ tên", "Lương"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(30):
            archive.writestr(f"xl/{n}.xml", b"0" * 10**7)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04broken", other_workbook(), bomb(), "Mã,Trả lời\n\"mở".encode(), "Mã;Lý do\n".encode(),
        "Mã,Trả lời\n1,có".encode("utf-16-le"), b"\xd0\xcf\x11\xe0" + bytes(600), b"M\xe3,Tr\xe3 l\xf6i\n",
    ],
)  # fmt: skip
def test_what_is_no_review_sheet_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "la.xlsx"
    file.write_bytes(content)
    with pytest.raises(SheetError, match=r"la\.xlsx"):
        filled_in(file)


def test_a_missing_sheet_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="không đọc được"):
        filled_in(tmp_path / "khong-co.csv")
