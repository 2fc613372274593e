"""The same document gives the same facts in every format: real files, and one of ours made as text, DOCX, HTML, PDF."""

import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from cancu.graph.read import OcrSettings, UnreadableFile, read_file
from cancu.graph.reading import read_document
from cancu.graph.records import records

MakeDocx = Callable[..., Path]
MakePdf = Callable[..., Path]

PLAN_TEXT = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Bằng, ngày 09 tháng 10 năm 2025
KẾ HOẠCH
Trồng cây bóng mát trong sân trường năm 2025
Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Đến hết năm 2025 có 80% trường mầm non có bóng mát theo Nghị định số 12/2024/NĐ-CP ngày 01/02/2024 của Chính phủ.
II. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
a) Chủ trì tham mưu thực hiện Kế hoạch số 33-KH/TU ngày 05/3/2024 của Ban Thường vụ Tỉnh ủy.
b) Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11/2025.
2. Sở Y tế
Phối hợp với Sở Giáo dục và Đào tạo tuyên truyền Luật Trẻ em năm 2016."""
PLAN = PLAN_TEXT.split("\n")

PLACES = ("start", "end", "sha256", "iri", "text", "raw", "pages")


def facts(path: Path) -> list[dict[str, Any]]:
    return [placeless(record) for record in records(read_document(path))]


def placeless(record: dict[str, Any]) -> dict[str, Any]:
    """A record without where it stands, which differs from format to format."""
    kept = {k: v for k, v in record.items() if k not in PLACES}
    return kept | {k: [placeless(part) for part in v] for k, v in kept.items() if k == "items"}


def test_a_plan_of_ours_gives_the_same_facts_in_every_format(
    tmp_path: Path, make_docx: MakeDocx, make_pdf: MakePdf
) -> None:
    plain = tmp_path / "ke-hoach.txt"
    plain.write_text("\n\n".join(PLAN), encoding="utf-8")
    page = tmp_path / "ke-hoach.html"
    page.write_text(f"<html>{''.join(f'<p>{escape(line)}</p>' for line in PLAN)}</html>", encoding="utf-8")
    word = make_docx("".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in PLAN))
    lines = [piece for line in PLAN for piece in wrap(line, 90)]
    pages = [[(50.0, 800.0 - 16 * i, line) for i, line in enumerate(part)] for part in (lines[:12], lines[12:])]
    wanted = facts(plain)
    assert wanted[0]["number"] == "45/KH-UBND"
    assert [r["number"] for r in wanted if r["kind"] == "citation"] == ["28-CT/TW", "12/2024/NĐ-CP", "33-KH/TU", None]
    assert facts(page) == wanted
    assert facts(word) == wanted
    assert facts(make_pdf(pages)) == wanted


def test_a_real_plan_as_word_file_and_as_page(corpus: Path) -> None:
    word, page = sorted((corpus / "formats").glob("25-11-KH*"))
    assert {word.suffix, page.suffix} == {".docx", ".htm"}
    found = facts(word)
    assert found == facts(page)
    assert (found[0]["symbol"], found[0]["date"], found[0]["signer"]) == ("KH-MTTQ-BTT", "2025-11-25", "Lan Thị Vân")
    cited = [r for r in found if r["kind"] == "citation"]
    assert [r["number"] for r in cited if r["number"]][:6] == [
        "85/2015/QH13", "83/2025/QH15", "75/2015/QH13", "97/2025/QH15", "101/2025/UBTVQH15", "13/HD-MTTQ-BTT",
    ]  # fmt: skip
    assert len(cited) == 19
    assert {r["section"] for r in cited} > {"preamble", "I", "II.4", "II.5"}


@pytest.mark.parametrize(
    ("name", "number", "date", "cited"),
    [
        ("pdf/NQso11.2025.pdf", "11/2025/NQ-HĐND", "2025-06-27", "84/BC-KTNS"),
        ("pdf/VanBanGoc_64.2024.pdf", "64/2024/QĐ-UBND", "2024-11-07", "4187/SLĐTBXH-GDNN"),
        ("pdf/VanBanGoc_67.2024.pdf", "67/2024/QĐ-UBND", "2024-11-21", "07/2023/QĐ-UBND"),
        ("pdf/VanBanGoc_QD-05.2025.pdf", "05/2025/QĐ-UBND", "2025-01-23", "1102/QĐTPT-TCHC"),
        ("pdf/VanBanGoc_QD-12.2025.pdf", "12/2025/QĐ-UBND", "2025-02-28", "190/2025/QH15"),
        ("pdf/VanBanGoc_QD-14.2025.pdf", "14/2025/QĐ-UBND", "2025-02-28", "2074-TB/TU"),
        ("scans/11-TB-UBND_2025-01-08.pdf", "11/TB-UBND", "2025-01-08", None),
    ],
)
def test_signed_papers_with_number_and_day_laid_over(
    corpus: Path, name: str, number: str, date: str, cited: str | None
) -> None:
    found = facts(corpus / "formats" / name)
    assert (found[0]["number"], found[0]["date"], found[0]["level"]) == (number, date, "province")
    assert cited is None or cited in [r["number"] for r in found if r["kind"] == "citation"]


def test_scans_are_told_from_text_without_reading_them(corpus: Path) -> None:
    scans = [
        path
        for path in sorted((corpus / "formats" / "scans").glob("*.pdf"))
        if path.name != "11-TB-UBND_2025-01-08.pdf"
    ]
    assert len(scans) == 5
    for path in scans:
        with pytest.raises(UnreadableFile, match="OCR"):
            read_file(path, OcrSettings("never"))


def test_word_files_with_automatic_numbers_and_notes(corpus: Path) -> None:
    numbered = read_file(next((corpus / "formats").glob("KE-HOACH-KIEM-TRA*.docx"))).content
    assert "\n1. Mục đích\n" in numbered
    noted = read_file(next((corpus / "formats").glob("KH-Tieu-ban*.docx"))).content
    assert "\n[1] Chỉ thị số 46-CT/TW" in noted
    assert noted.index("[1]") < noted.index("\n[1] ")


def test_a_pdf_of_thirteen_pages_is_read_and_understood_in_a_second(corpus: Path) -> None:
    path = corpus / "formats" / "pdf" / "VanBanGoc_QD-12.2025.pdf"
    read_document(path)
    # What the processor does for it, however busy the machine is.
    begun = time.process_time()
    read_document(path)
    assert time.process_time() - begun < 1


def test_rows_with_tabs_are_rows_of_a_table(tmp_path: Path) -> None:
    """So a table arrives that was copied from Word or a web page into a text file."""
    pasted = tmp_path / "dan.txt"
    pasted.write_text(
        "UBND TỈNH\tCỘNG HÒA XÃ HỘI\nSố: 1/KH-UBND\tĐộc lập\n\nSTT\tNhiệm vụ\tCơ quan chủ trì\r\n"
        "1\tTrồng  cây\tSở Y tế\r\n2\t\tSở Tài chính\r\nHết\tmột\tdòng lẻ khác\tnữa\n",
        "utf-8",
    )
    assert read_file(pasted).content.split("\n")[3:] == [
        "| STT | Nhiệm vụ | Cơ quan chủ trì |",
        "| 1 | Trồng cây | Sở Y tế |",
        "| 2 |  | Sở Tài chính |",
        "Hết\tmột\tdòng lẻ khác\tnữa",
        "",
    ]
