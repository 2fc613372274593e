"""Tables of PDF pages, from the lines that rule them; where the lines rule none, the page is read line by line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typeset import Cell, Table, row, sheets

from cancu.graph.read import read_file
from cancu.graph.read.rulings import MAX_POINTS

MakePdf = Callable[..., Path]

ABOVE = "Ủy ban nhân dân tỉnh giao các sở, ban, ngành và địa phương các nhiệm vụ sau đây:"
BELOW = "Yêu cầu các sở, ban, ngành và địa phương nghiêm túc thực hiện."
TABLE = Table((0.1, 0.5, 0.4), [row("TT", "Nhiệm vụ", "Chủ trì"), row("1", "Trồng cây trong sân", "Sở Y tế")])
ROWS = ["| TT | Nhiệm vụ | Chủ trì |", "| 1 | Trồng cây trong sân | Sở Y tế |"]
WORDS = [(65.0, 700.0, "TT"), (165.0, 700.0, "Chủ trì"), (65.0, 680.0, "1"), (165.0, 680.0, "Sở Y tế")]


def lines_of(path: Path) -> list[str]:
    return [line for line in read_file(path).content.replace("\f", "").split("\n") if line]


def ruled(*lines: tuple[float, float, float, float]) -> str:
    return "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines)


def frame(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left} {bottom} {right - left} {top - bottom} re S\n"


def test_a_table_stands_between_the_lines_above_and_below_it(make_pdf: MakePdf) -> None:
    laid = sheets([ABOVE, TABLE, BELOW])
    outside, inside = [laid.words[0][0], laid.words[0][-1]], laid.words[0][1:-1]
    assert lines_of(make_pdf(laid.words, drawn=laid.drawn())) == [ABOVE, *ROWS, BELOW]
    # A file may draw its tables last.
    assert lines_of(make_pdf([[*outside, *inside]], drawn=laid.drawn())) == [ABOVE, *ROWS, BELOW]


@pytest.mark.parametrize(
    ("turned", "content"), [(90, "0 1 -1 0 842 0 cm"), (180, "-1 0 0 -1 595 842 cm"), (270, "0 -1 1 0 0 595 cm")]
)
def test_a_page_may_be_turned(make_pdf: MakePdf, turned: int, content: str) -> None:
    laid = sheets([ABOVE, TABLE, BELOW])
    drawn = [f"{content}\n{lines}" for lines in laid.drawn()]
    assert lines_of(make_pdf(laid.words, drawn=drawn, turned=turned)) == [ABOVE, *ROWS, BELOW]


@pytest.mark.parametrize(
    "drawn",
    [
        frame(60, 675, 160, 695) + frame(160, 675, 300, 695) + frame(60, 695, 160, 715) + frame(160, 695, 300, 715),
        "".join(
            f"{x} {y} {w} {h} re f\n"
            for x, y, w, h in [
                *((60, y, 240, 1) for y in (675, 695, 715)),
                (60, 675, 1, 40),
                (160, 675, 1, 20),
                (160, 695, 1, 20),
                (300, 675, 1, 40),
            ]
        ),
        ruled((60, 675, 300, 675), (60, 695, 300, 695), (60, 715, 300, 715), (160, 675, 160, 715)),
        "q 2 0 0 2 0 0 cm\n"
        + "30 337.5 120 0.5 re 30 347.5 120 0.5 re 30 357.5 120 0.5 re 30 337.5 0.5 20 re 80 337.5 0.5 20 re "
        + "150 337.5 0.5 20 re f Q\n",
        ruled((60, 675, 301, 675), (61, 695, 300, 695), (60, 715, 300, 714.5))
        + ruled((60, 674, 60, 716), (160, 676, 160, 695), (160.8, 696, 160.8, 714), (300, 675, 300, 715)),
    ],
    ids=["rectangles", "thin bars", "open at the sides", "one path, enlarged", "inexact"],
)
def test_however_borders_are_drawn_they_part_cells(make_pdf: MakePdf, drawn: str) -> None:
    path = make_pdf([[(50.0, 800.0, ABOVE), *WORDS]], drawn=[drawn])
    assert lines_of(path) == [ABOVE, "| TT | Chủ trì |", "| 1 | Sở Y tế |"]


GRID = ruled((60, 675, 300, 675), (60, 695, 300, 695), (60, 715, 300, 715), (160, 675, 160, 715))


@pytest.mark.parametrize(
    "drawn",
    [
        frame(40, 600, 560, 830),
        ruled((50, 798, 550, 798), (65, 698, 90, 698)),
        frame(40, 600, 560, 830) + ruled((120, 600, 120, 830), (400, 600, 400, 830), (40, 701, 560, 701)),
        GRID + ruled((100, 640, 400, 640), (100, 690, 400, 690), (100, 640, 100, 690), (200, 640, 200, 690)),
        ruled(*((x / 30, 842, x / 30, 0) for x in range(MAX_POINTS // 2 + 1))),
        ruled(*((0, 3.5 * y, 595, 3.5 * y) for y in range(240)), *((3.5 * x, 0, 3.5 * x, 842) for x in range(170))),
        "1 0 0 RG 60 675 m 300 675 400 715 60 715 c S\n",
        "60 675 100 20 re n\n" + GRID.replace(" S", " n"),
    ],
    ids=["a frame", "underlined", "crossed words", "overlapping", "a drawing", "a net", "a curve", "not drawn"],
)
def test_lines_that_part_no_cells_leave_the_page_to_its_lines(make_pdf: MakePdf, drawn: str) -> None:
    path = make_pdf([[(50.0, 800.0, ABOVE), *WORDS]], drawn=[drawn])
    assert "|" not in read_file(path).content
    assert lines_of(path)[0] == ABOVE
    assert "".join(lines_of(path)[1:]).replace(" ", "") == "TTChủtrì1SởYtế"


def test_a_table_inside_a_cell_only_sets_its_words(make_pdf: MakePdf) -> None:
    inner = [(180.0, 684.0, "Sở Y tế"), (240.0, 684.0, "Sở Nội vụ")]
    outer = ruled((60, 665, 320, 665), (60, 696, 320, 696), (60, 715, 320, 715), (160, 665, 160, 715))
    drawn = outer + frame(170, 675, 235, 691) + frame(235, 675, 310, 691)
    path = make_pdf([[(50.0, 800.0, ABOVE), *WORDS[:3], *inner]], drawn=[drawn])
    assert lines_of(path) == [ABOVE, "| TT | Chủ trì |", "|", "1", "|", "Sở Y tế", "Sở Nội vụ", "|"]


def test_paragraphs_of_a_cell_are_told_by_the_room_they_leave(make_pdf: MakePdf) -> None:
    cell = Cell(("Ban hành kế hoạch theo Nghị định số 12/2024/NĐ-CP của Chính phủ", "Sơ kết", "a) Tổng kết"))
    laid = sheets([ABOVE, Table((0.5, 0.5), [row("Việc", "Ai"), row(cell, "Sở Y tế")]), BELOW])
    assert lines_of(make_pdf(laid.words, drawn=laid.drawn()))[1:-1] == [
        "| Việc | Ai |", "|", *cell.paragraphs, "|", "Sở Y tế", "|",
    ]  # fmt: skip


def test_a_table_over_pages_is_one_and_its_rows_are_whole(make_pdf: MakePdf) -> None:
    duty = "Rà soát hiện trạng cây xanh trong các trường mầm non, tiểu học trên địa bàn toàn tỉnh năm 2026"
    duties = [row(str(number), duty, "Sở Giáo dục và Đào tạo") for number in range(1, 8)]
    laid = sheets([ABOVE, Table((0.1, 0.5, 0.4), [*TABLE.rows[:1], *duties]), BELOW], 150)
    text = read_file(make_pdf(laid.words, drawn=laid.drawn()))
    assert len(text.pages) > 2
    assert lines_of(make_pdf(laid.words, drawn=laid.drawn())) == [
        ABOVE, ROWS[0], *(f"| {number} | {duty} | Sở Giáo dục và Đào tạo |" for number in range(1, 8)), BELOW,
    ]  # fmt: skip
    # A row stands on the page where it begins.
    third = text.content.index("| 3 |")
    assert next(i for i, page in enumerate(text.pages) if page.start <= third < page.end) == next(
        i for i, words in enumerate(laid.words) if any(word == "3" and x < 100 for x, _, word in words)
    )


def test_a_number_laid_over_a_page_with_a_table_stands_in_its_gap(make_pdf: MakePdf) -> None:
    page = [(50.0, 760.0, "Số:"), (110.0, 760.0, "/KH-UBND"), (50.0, 740.0, BELOW), *WORDS]
    path = make_pdf([page], [(80.0, 760.0, "64"), (230.0, 680.0, "tỉnh")], drawn=[GRID])
    assert lines_of(path) == ["Số: 64/KH-UBND", BELOW, "| TT | Chủ trì |", "| 1 | Sở Y tế tỉnh |"]
