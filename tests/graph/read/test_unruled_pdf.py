"""Tables of PDF pages that no upright lines rule: what is read as a table, and what is better read line by line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cancu.graph.read import read_file

MakePdf = Callable[..., Path]
Placed = tuple[float, float, str]

HEAD: list[Placed] = [(60, 700, "TT"), (100, 700, "Nhiệm vụ"), (300, 700, "Chủ trì"), (430, 700, "Thời gian")]
ROWS: list[Placed] = [
    (60, 676, "1"), (100, 676, "Trồng cây trong sân"), (300, 676, "Sở Y tế"), (430, 676, "Quý I"),
    (60, 652, "2"), (100, 652, "Tưới cây mỗi tuần"), (300, 652, "Sở Nội vụ"), (430, 652, "Hằng năm"),
]  # fmt: skip
TABLE = [
    "| TT | Nhiệm vụ | Chủ trì | Thời gian |",
    "| 1 | Trồng cây trong sân | Sở Y tế | Quý I |",
    "| 2 | Tưới cây mỗi tuần | Sở Nội vụ | Hằng năm |",
]


def lines_of(path: Path) -> list[str]:
    return [line for line in read_file(path).content.replace("\f", "").split("\n") if line]


def test_white_space_and_numbers_make_a_table(make_pdf: MakePdf) -> None:
    above, below = (60.0, 760.0, "Ủy ban nhân dân tỉnh giao nhiệm vụ:"), (60.0, 600.0, "Yêu cầu các sở thực hiện.")
    assert lines_of(make_pdf([[above, *HEAD, *ROWS, below]])) == [above[2], *TABLE, below[2]]


def test_a_table_goes_on_over_leaf_without_its_head(make_pdf: MakePdf) -> None:
    further: list[Placed] = [
        (300, 794, "và Xã hội"), (60, 776, "3"), (100, 776, "Cắt cỏ"), (300, 776, "Sở Y tế"), (430, 776, "Quý II"),
    ]  # fmt: skip
    assert lines_of(make_pdf([[*HEAD, *ROWS], further])) == [
        *TABLE[:2],
        "| 2 | Tưới cây mỗi tuần | Sở Nội vụ và Xã hội | Hằng năm |",
        "| 3 | Cắt cỏ | Sở Y tế | Quý II |",
    ]


@pytest.mark.parametrize(
    "words",
    [
        [*HEAD, *ROWS[:4]],
        [*HEAD, *ROWS[:4], *((x, y, w) for x, y, w in ROWS[4:] if w != "2")],
        [*HEAD, *ROWS, (300, 664, "Sở Công Thương"), (430, 664, "Quý III")],
        [(60, 700, "TT"), (100, 700, "Nhiệm vụ"), (300, 700, "Chủ trì"), (355, 700, "Phối hợp"),
         (60, 676, "1"), (100, 676, "Trồng cây trong sân"), (300, 676, "Sở Y tế"), (355, 676, "Sở Nội vụ"),
         (60, 652, "2"), (100, 652, "Tưới cây mỗi tuần"), (300, 652, "Sở Nội vụ"), (355, 652, "Sở Y tế")],
        [*HEAD, *ROWS, (100, 636, "theo lịch của các trường trên địa bàn tỉnh và các xã")],
    ],
    ids=["one row", "a row without number", "a row within a row", "columns that touch", "a line across the last row"],
)  # fmt: skip
def test_what_is_not_clear_is_read_line_by_line(make_pdf: MakePdf, words: list[Placed]) -> None:
    assert "|" not in read_file(make_pdf([words])).content


def test_a_page_of_single_letters_is_put_together(make_pdf: MakePdf) -> None:
    said = "Ủy ban nhân dân tỉnh giao Sở Y tế"
    letters = [(60.0 + 9 * i, 700.0 - 20 * line, c) for line in range(2) for i, c in enumerate(said) if c != " "]
    # Every letter at another height in the file: each is a line of its own.
    path = make_pdf([[letters[i] for i in (*range(0, len(letters), 2), *range(1, len(letters), 2))]])
    assert said.replace(" ", "") in read_file(path).content.replace(" ", "").replace("\n", "")
