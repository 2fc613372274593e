"""The text layer of a PDF, and what signatures lay over it."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from cancu.graph.read import OcrSettings, UnreadableFile, read_file
from cancu.graph.read.overlay import Glyph, spaced

MakePdf = Callable[..., Path]
BODY = "Ủy ban nhân dân tỉnh ban hành kế hoạch này để các sở, ban, ngành và địa phương cùng thực hiện."


def test_pages_are_parted_and_their_printed_numbers_left_out(make_pdf: MakePdf) -> None:
    text = read_file(
        make_pdf([[(50, 700, BODY)], [(300, 800, "2"), (50, 700, "Điều 2. Hiệu lực"), (50, 670, "22 bản")]])
    )
    assert text.content == f"{BODY}\n\fĐiều 2. Hiệu lực\n22 bản\n"
    assert len(text.pages) == 2


def test_running_heads_and_feet_are_left_out_and_headings_kept(make_pdf: MakePdf) -> None:
    pages = [
        [(50, 800, "Kế hoạch trồng cây"), (50, 780, str(n)), (50, 740, "PHỤ LỤC"), (50, 700, f"{BODY} {n}{n}"),
         (50, 40, f"Trang {n}/4 - http://caobang.example")]
        for n in range(1, 5)
    ]  # fmt: skip
    content = read_file(make_pdf(pages)).content
    assert content == "\f".join(f"PHỤ LỤC\n{BODY} {n}{n}\n" for n in range(1, 5))
    assert "Kế hoạch trồng cây" in read_file(make_pdf(pages[:2])).content


def test_a_number_broken_at_its_hyphen_is_whole_again(make_pdf: MakePdf) -> None:
    page = [
        (50, 700, BODY),
        (50, 680, "theo Nghị định số 12/2024/NĐ-"),
        (50, 660, "CP và kế hoạch 2024-"),
        (50, 640, "2025"),
    ]
    assert read_file(make_pdf([page])).content.split("\n")[1:] == [
        "theo Nghị định số 12/2024/NĐ-CP và kế hoạch 2024-",
        "2025",
        "",
    ]


def test_number_and_day_laid_over_the_page_stand_in_their_gaps(make_pdf: MakePdf) -> None:
    header = [
        (50.0, 760.0, "Số:"),
        (110.0, 760.0, "/KH-UBND"),
        (300.0, 760.0, "Cao Bằng, ngày"),
        (420.0, 760.0, "tháng"),
    ]
    page = [*header, (490.0, 760.0, "năm 2025"), (50.0, 700.0, BODY)]
    laid = [(80.0, 760.0, "64"), (395.0, 760.0, "07"), (460.0, 761.0, "11"), (300.0, 820.0, "Ký bởi: Ủy ban nhân dân")]
    content = read_file(make_pdf([page], laid)).content
    assert content.startswith("Số: 64/KH-UBND")
    assert "Cao Bằng, ngày 07 tháng 11 năm 2025" in content
    assert "Ký bởi" not in content


def test_a_letterhead_drawn_last_comes_first(make_pdf: MakePdf) -> None:
    page = [(50.0, 700.0, BODY), (300.0, 780.0, "CỘNG HÒA"), (50.0, 780.0, "UBND TỈNH"), (50.0, 760.0, "Số:")]
    content = read_file(make_pdf([page], [(80.0, 760.0, "7")])).content
    assert [" ".join(line.split()) for line in content.split("\n")][:3] == ["UBND TỈNH CỘNG HÒA", "Số: 7", BODY]


def test_a_page_with_nothing_but_a_stamp_is_a_scan(make_pdf: MakePdf) -> None:
    stamp = [(300.0, 820.0, "Ký bởi: Ủy ban nhân dân tỉnh Cao Bằng, Thời gian ký: 05/01/2021 08:15:24")]
    with pytest.raises(UnreadableFile, match=r"scan\.pdf.*OCR.*--ocr"):
        read_file(make_pdf([[]], stamp, "scan.pdf"), OcrSettings("never"))


def test_a_paper_with_most_pages_scanned_is_not_read_in_part(make_pdf: MakePdf) -> None:
    with pytest.raises(UnreadableFile, match="OCR"):
        read_file(make_pdf([[(50, 700, BODY)], [], []]), OcrSettings("never"))


def drawn_in_two_turns(line: str, x: float, y: float) -> list[tuple[float, float, str]]:
    """A line as a program draws it that takes Vietnamese letters from a second font: they come last."""
    first, second = "", []
    for character in line:
        if character >= "\u1ea0":
            second.append((x + sum(3.0 if c == " " else 6.0 for c in first), y, character))
            first += "  "
        else:
            first += character
    return [(x, y, first), *second]


def test_letters_of_a_second_font_stand_in_their_words(make_pdf: MakePdf) -> None:
    lines = ["Số: 45/KH-UBND tỉnh Cao Bằng", "Triển khai thực hiện Chỉ thị số 28-CT/TW của Bộ Chính trị"]
    page = [place for i, line in enumerate(lines) for place in drawn_in_two_turns(line, 50.0, 700.0 - 20 * i)]
    path = make_pdf([page])
    with pypdfium2.PdfDocument(path) as document:
        assert lines[0] not in document[0].get_textpage().get_text_range()
    assert read_file(path).content == "\n".join(lines) + "\n"


def test_footnotes_stand_behind_the_text_and_their_numbers_in_brackets(make_pdf: MakePdf) -> None:
    def page(number: str, says: str, more: str) -> list[tuple[float, float, str, float]]:
        return [
            (50, 700, "Thực hiện văn bản", 12), (143, 705, number, 7), (150, 700, "của tỉnh.", 12), (50, 680, BODY, 12),
            (50, 80, number, 6), (58, 78, says, 9), (50, 66, more, 9),
        ]  # fmt: skip

    rule = "50 95 m 190 95 l S\n"
    first = page("1", "Kế hoạch số 33-", "KH/TU năm 2024.")
    second = page("1", "Chỉ thị số 28-CT/TW", "của Bộ Chính trị.")
    text = f"Thực hiện văn bản[{{}}] của tỉnh.\n{BODY}\n"
    # Notes may be numbered anew on each page.
    assert read_file(make_pdf([first, second], drawn=[rule, rule])).content == (
        f"{text.format(1)}\f{text.format(2)}"
        "\n[1] Kế hoạch số 33-KH/TU năm 2024.\n[2] Chỉ thị số 28-CT/TW của Bộ Chính trị.\n"
    )
    # Small print that nothing refers to is none.
    unmarked = [place for place in first if place[1] != 705]
    assert "\n[" not in read_file(make_pdf([unmarked], drawn=[rule])).content


def test_a_head_drawn_last_on_every_page_stands_once_above_the_first(make_pdf: MakePdf) -> None:
    head = [(300.0, 800.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (50.0, 780.0, "Số: 7/KH-UBND")]
    pages = [[(50.0, 700.0, f"{BODY} {letter}"), *head] for letter in "abc"]
    assert [" ".join(line.split()) for line in read_file(make_pdf(pages)).content.split("\n")] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 7/KH-UBND", f"{BODY} a", f"{BODY} b", f"{BODY} c", "",
    ]  # fmt: skip


def test_a_line_drawn_out_to_its_margins_is_no_columns() -> None:
    def line(*words: tuple[float, str]) -> str:
        drawn = [Glyph(c, x + 6 * i, 0, x + 6 * i + 6, 12) for x, word in words for i, c in enumerate(word)]
        return "".join(glyph.char for glyph in spaced(drawn))

    assert line((0, "Luật"), (40, "số"), (70, "83"), (100, "ngày")) == "Luật số 83 ngày"
    assert line((0, "UBND"), (27, "tỉnh"), (200, "CỘNG"), (228, "HÒA")) == "UBND tỉnh    CỘNG HÒA"
