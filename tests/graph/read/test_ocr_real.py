"""Recognition by the real tesseract, of documents of ours printed by LibreOffice and of real scans."""

import csv
import subprocess
import zipfile
from html import escape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from rapidfuzz import fuzz

from cancu.graph.read import FolderCache, OcrSettings, read_file
from cancu.graph.reading import read_document
from cancu.graph.records import records

pytestmark = pytest.mark.ocr

Record = dict[str, Any]

LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "Số: 45/KH-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Bằng, ngày 09 tháng 10 năm 2025"]
HEADINGS = ["KẾ HOẠCH", "Trồng cây bóng mát trong sân trường năm 2025"]
BODY = [
    "Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường sự lãnh đạo của Đảng đối với công "
    "tác chăm sóc, giáo dục và bảo vệ trẻ em; Kế hoạch số 240-KH/TU ngày 05/3/2024 của Ban Thường vụ Tỉnh ủy; Quyết "
    "định số 1863/QĐ-TTg ngày 23/12/2019 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC TIÊU",
    "1. Đến hết năm 2025 có 80% trường mầm non có bóng mát theo Nghị định số 12/2024/NĐ-CP ngày 01/02/2024 của Chính "
    "phủ và Thông tư số 45/2025/TT-BYT ngày 30/10/2025 của Bộ Y tế.",
    "II. NHIỆM VỤ",
    "1. Rà soát sân trường theo Quyết định số 2074/QĐ-UBND ngày 20/10/2025 của Ủy ban nhân dân tỉnh.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Sở Giáo dục và Đào tạo",
    "a) Chủ trì tham mưu thực hiện Kế hoạch số 33-KH/TU ngày 05/3/2024 của Ban Thường vụ Tỉnh ủy.",
    "b) Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11/2025.",
    "2. Sở Y tế",
    "Phối hợp với Sở Giáo dục và Đào tạo tuyên truyền Luật Trẻ em năm 2016.",
]
ENDING_LEFT = ["Nơi nhận:", "- Bộ Giáo dục và Đào tạo;", "- Thường trực Tỉnh ủy;", "- Lưu: VT, VX."]
ENDING_RIGHT = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hoàng Văn Sáng"]

FONT = '<w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="28"/></w:rPr>'


def paragraph(text: str, alignment: str = "both") -> str:
    properties = f'<w:pPr><w:spacing w:after="80"/><w:jc w:val="{alignment}"/></w:pPr>'
    return f'<w:p>{properties}<w:r>{FONT}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def beside(left: list[str], right: list[str], widths: tuple[int, int], alignment: str = "center") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(paragraph(line, side) for line in lines)}</w:tc>"
        for lines, width, side in ((left, widths[0], alignment), (right, widths[1], "center"))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan as a Word file, whole enough for LibreOffice, with its head and end in two columns."""
    path = tmp_path / "ke-hoach.docx"
    body = (
        beside(LEFT, RIGHT, (3900, 5900))
        + "".join(paragraph(line, "center") for line in HEADINGS)
        + "".join(paragraph(line) for line in BODY)
        + beside(ENDING_LEFT, ENDING_RIGHT, (4900, 4900), "left")
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1134" '
        'w:right="850"/></w:sectPr>'
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return path


def converted(path: Path, form: str) -> Path:
    """The document as LibreOffice writes it in another format."""
    profile = path.parent / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form, path.name],
        cwd=path.parent,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path.with_suffix(f".{form}")


def scanned(pdf: Path, dpi: int = 200, slant: float = 0.4, turned: int = 0) -> Path:
    """The PDF as an office scanner would give it: pictures of its pages, a little askew and grainy."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    grain = Image.effect_noise(pages[0].size, 24)
    pages = [
        Image.blend(page.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255), grain, 0.12).rotate(
            turned, expand=True
        )
        for page in pages
    ]
    path = pdf.with_name("scan.pdf")
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi)
    return path


def facts(path: Path) -> list[Record]:
    """What is read, apart from where it stands in the text."""
    return [placeless(record) for record in records(read_document(path))]


def placeless(record: Record) -> Record:
    places = ("start", "end", "sha256", "iri", "text", "raw", "pages")
    if record.get("kind") == "citation":
        places += ("title",)  # words of the text as well: a letter of it may be misread
    kept = {k: v for k, v in record.items() if k not in places}
    # So are these, of which the size of a letter may be misread («Bộ Y tẾ»), on some processors and not on others.
    kept |= {k: v.casefold() for k, v in kept.items() if k in ("label", "measure")}
    return kept | {k: [placeless(part) for part in v] for k, v in kept.items() if k in ("items", "targets")}


def test_a_plan_gives_the_same_facts_as_word_file_page_pdf_and_scan(plan: Path) -> None:
    wanted = facts(plan)
    assert wanted[0]["number"] == "45/KH-UBND"
    assert wanted[0]["signer"] == "Hoàng Văn Sáng"
    assert [r["section"] for r in wanted if r["kind"] == "citation"] == [
        *["preamble"] * 3, "I.1", "I.1", "II.1", "III.1.a", "III.2",
    ]  # fmt: skip
    pdf = converted(plan, "pdf")
    for other in (converted(plan, "html"), pdf, converted(plan, "odt"), scanned(pdf)):
        assert facts(other) == wanted, other.suffix


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_sideways_or_upside_down_is_turned(plan: Path, turned: int) -> None:
    found = facts(scanned(converted(plan, "pdf"), turned=turned))
    assert found[0]["number"] == "45/KH-UBND"
    assert len([r for r in found if r["kind"] == "citation"]) == 8


def test_a_photograph_of_a_page_is_read(plan: Path, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(converted(plan, "pdf")) as document:
        page = document[0].render(scale=180 / 72).to_pil()
    photograph = tmp_path / "trang.jpg"
    page.convert("RGB").save(photograph, quality=70, dpi=(72, 72))
    assert facts(photograph)[0]["number"] == "45/KH-UBND"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> OcrSettings:
    """Each real scan is recognised once."""
    return OcrSettings(cache=FolderCache(tmp_path_factory.mktemp("ocr")))


def headers(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "formats" / "scans" / "HEADERS.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_real_scans_tell_which_document_they_are(corpus: Path, kept: OcrSettings) -> None:
    """Number and day are written by hand: they may be missing, never wrong."""
    for row in headers(corpus):
        reading = read_document(corpus / "formats" / "scans" / row["file"], ocr=kept)
        document = records(reading)[0]
        assert document["type"].casefold() == row["type"], row["file"]
        assert document["issuer"] == row["issuer"].replace("UBND", "Ủy ban nhân dân"), row["file"]
        assert document["level"] == "province"
        assert document["symbol"] == row["number"].partition("/")[2], row["file"]
        assert document["number"] in (None, row["number"]), row["file"]
        assert document["number_status"] == ("illegible" if document["number"] is None else "given")
        assert row["date"].startswith(document["date"]), row["file"]
        assert fuzz.partial_ratio(row["abstract"].casefold(), document["title"].casefold()) > 93, row["file"]


def test_citations_on_the_first_pages_of_real_scans(corpus: Path, kept: OcrSettings) -> None:
    wanted: set[tuple[str, str]] = set()
    found: set[tuple[str, str]] = set()
    for row in headers(corpus):
        printed = row["cited_on_first_page (number@date, as far as read)"]
        wanted |= {(row["file"], cited) for cited in printed.split("; ") if cited}
        reading = read_document(corpus / "formats" / "scans" / row["file"], ocr=kept)
        found |= {
            (row["file"], f"{r['number']}@{r['date']}") for r in records(reading) if r["kind"] == "citation"
        }  # fmt: skip
    assert len(wanted) == 14
    # The date of the four laws of 87/QĐ-UBND stands once, behind the last; «27/2023» lost its slash to the grain.
    numbers = {(file, cited.partition("@")[0]) for file, cited in found}
    assert len({(file, cited.partition("@")[0]) for file, cited in wanted} - numbers) <= 2


def test_what_was_recognised_is_classed_like_other_text(corpus: Path, kept: OcrSettings) -> None:
    for row in headers(corpus):
        assert read_file(corpus / "formats" / "scans" / row["file"], kept).quality == "good"
