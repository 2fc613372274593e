"""What a Word file says, as it prints."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cancu.graph.read import UnreadableFile, read_file
from cancu.graph.read.numbering import printed

MakeDocx = Callable[..., Path]


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
        "</w:lvl>"
    )


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*paragraphs: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{"".join(map(p, paragraphs))}</w:tc>'


def lines(path: Path) -> list[str]:
    return [line for line in read_file(path).content.split("\n") if line]


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%2.")}'
    f"{level(2, 'lowerLetter', '%3)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="8">{level(0, "bullet", chr(0xF0B7))}{level(1, "bullet", "+")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="9">{level(0, "upperRoman", "%1")}'
    f"{level(1, 'decimal', '%1.%2.', '<w:isLgl/>')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def test_automatic_numbers_are_printed_and_count_on(make_docx: MakeDocx) -> None:
    body = (
        item("MỤC ĐÍCH", 1) + item("Mục đích", 1, 1) + item("Ý một", 1, 2) + item("Ý hai", 1, 2) + item("Yêu cầu", 1, 1)
        + item("Ý ba", 1, 2) + item("NHIỆM VỤ", 1) + item("gạch", 2) + item("cộng", 2, 1) + item("Phần", 3)
        + item("Mục", 3, 1) + item("Năm", 4, 1) + item("Sáu", 4, 1)
    )  # fmt: skip
    assert lines(make_docx(body, numbering=NUMBERING)) == [
        "I. MỤC ĐÍCH", "1. Mục đích", "a) Ý một", "b) Ý hai", "2. Yêu cầu", "a) Ý ba", "II. NHIỆM VỤ", "- gạch",
        "+ cộng", "I Phần", "1.1. Mục", "5. Năm", "6. Sáu",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_and_those_based_on_it(make_docx: MakeDocx) -> None:
    styles = (
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Con"><w:basedOn w:val="Muc"/><w:rPr><w:caps/></w:rPr></w:style>'
    )
    body = p("Một", '<w:pStyle w:val="Muc"/>') + p("Hai", '<w:pStyle w:val="Con"/>')
    unnumbered = p("Ba", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(make_docx(body + unnumbered, numbering=NUMBERING, styles=styles)) == ["1. Một", "2. HAI", "Ba"]


@pytest.mark.parametrize(
    ("value", "form", "says"),
    [
        (4, "lowerRoman", "iv"),
        (27, "lowerLetter", "aa"),
        (3, "decimalZero", "03"),
        (9, "chicken", "9"),
        (2, "none", ""),
    ],
)
def test_forms_of_numbers(value: int, form: str, says: str) -> None:
    assert printed(value, form) == says


def test_tracked_changes_are_accepted(make_docx: MakeDocx) -> None:
    body = (
        "<w:p><w:r><w:t>Chỉ thị số </w:t></w:r><w:del><w:r><w:delText>27</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>28</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>-QĐ</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>-CT/TW</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p>" + p("liền")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("bỏ") + "</w:tr></w:tbl>"
        + "<w:tbl><w:tr>" + cell("giữ") + cell("bỏ").replace("<w:tc>", "<w:tc><w:tcPr><w:cellDel/></w:tcPr>")
        + cell("lại") + "</w:tr></w:tbl>"
    )  # fmt: skip
    assert lines(make_docx(body)) == ["Chỉ thị số 28-CT/TW", "nối liền", "| giữ | lại |"]


def test_comments_are_not_text_and_controls_only_once_they_are_filled_in(make_docx: MakeDocx) -> None:
    prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    body = (
        f"<w:sdt>{prompt}<w:sdtContent>{p('Bấm vào đây để nhập')}</w:sdtContent></w:sdt>"
        "<w:p><w:commentRangeStart w:id='0'/><w:r><w:t>ngày </w:t></w:r><w:commentRangeEnd w:id='0'/>"
        "<w:r><w:commentReference w:id='0'/></w:r><w:sdt><w:sdtContent><w:r><w:t>05</w:t></w:r></w:sdtContent></w:sdt>"
        f"<w:sdt>{prompt}<w:sdtContent><w:r><w:t>[tháng]</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('1')}{cell('2')}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    path = make_docx(body, comments=f"<w:comment w:id='0'>{p('xem lại')}</w:comment>")
    assert lines(path) == ["ngày 05", "| 1 | 2 |"]


def test_words_that_a_style_hides_are_not_text(make_docx: MakeDocx) -> None:
    styles = "".join(f'<w:style w:styleId="{name}"><w:rPr><w:vanish/></w:rPr></w:style>' for name in ("An", "Doan"))
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>'
    body = (
        f'<w:p><w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t>ẩn</w:t></w:r>{shown}</w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="Doan"/></w:pPr><w:r><w:t>ẩn</w:t></w:r>{shown}</w:p>'
    )
    assert lines(make_docx(body, styles=styles)) == ["hiện", "hiện"]


def test_hidden_words_and_fields_are_not_text_but_their_results_are(make_docx: MakeDocx) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:fldSimple><w:r><w:t>năm</w:t></w:r></w:fldSimple><w:r><w:tab/></w:r><w:hyperlink><w:r><w:t>2025</w:t></w:r>"
        "</w:hyperlink><w:r><w:noBreakHyphen/><w:t>2030</w:t></w:r></w:p>"
    )
    assert lines(make_docx(body)) == ["năm    2025-2030"]


def test_letterhead_table_keeps_its_lines_and_a_table_of_data_its_empty_cells(make_docx: MakeDocx) -> None:
    head = table(cell("UBND TỈNH CAO BẰNG", "SỞ Y TẾ") + cell() + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    data = table(cell("TT") + cell("Chỉ tiêu") + cell("Năm 2025"), cell("1") + cell("Tỷ lệ", "trẻ") + cell())
    wide = table(cell("Nhóm", span=2) + cell("x"))
    assert lines(make_docx(head + data + wide)) == [
        "|", "UBND TỈNH CAO BẰNG", "SỞ Y TẾ", "|", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "|",
        "| TT | Chỉ tiêu | Năm 2025 |", "| 1 | Tỷ lệ trẻ |  |", "| Nhóm |  | x |",
    ]  # fmt: skip


def test_notes_follow_the_text_and_text_boxes_their_paragraph(make_docx: MakeDocx) -> None:
    box = f"<w:txbxContent>{p('Số: 12/KH-UBND')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Theo kế hoạch</w:t><w:footnoteReference w:id='2'/></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    notes = (
        f"<w:footnote w:id='0' w:type='separator'>{p('-')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('Chú thích')}</w:footnote>"
    )
    assert lines(make_docx(body, footnotes=notes)) == ["Theo kế hoạch[1]", "Số: 12/KH-UBND", "[1] Chú thích"]


def test_a_page_header_counts_where_it_holds_the_letterhead(make_docx: MakeDocx) -> None:
    body = p("KẾ HOẠCH") + '<w:sectPr><w:headerReference w:type="first" r:id="r1"/></w:sectPr>'
    assert lines(make_docx(body, header1=p("Số: 9/KH-UBND")))[0] == "Số: 9/KH-UBND"
    assert lines(make_docx(body, header1=p("Trang 2")))[0] == "KẾ HOẠCH"


def test_a_word_file_without_words_says_that_it_may_be_a_picture(make_docx: MakeDocx) -> None:
    with pytest.raises(UnreadableFile, match=r"van-ban\.docx.*OCR"):
        read_file(make_docx("<w:p/>"))
