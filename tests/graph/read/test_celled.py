"""Tables whose copy set every cell on a line of its own, on texts of our own."""

from pathlib import Path

import pytest

from cancu.graph.plan import identity, plan_facts
from cancu.graph.read import outline, read_file
from cancu.graph.read.celled import with_rows
from cancu.graph.registry import load_registry

HEAD = "UBND TỈNH CAO BẰNG\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nTrồng cây giai đoạn 2021 - 2030\n\nI. MỤC TIÊU\n\n1. Cụ thể\n\n"
CELLS = ["TT", "Chỉ tiêu", "Đơn vị tính", "Giai đoạn 2021 - 2025", "Giai đoạn 2026 - 2030"]
ROWS = [["1", "Tỷ lệ đường có cây", "%", "80", "90"], ["2", "Số vườn cây", "Vườn", "1.000", "1.500"]]
TABLE = "\n\n".join([*CELLS, *ROWS[0], *ROWS[1]])
"""A table of targets as a law site prints it."""


def test_a_table_of_one_cell_a_line_has_rows_again() -> None:
    assert with_rows(f"Trước.\n\n{TABLE}\n\nII. SAU\n") == (
        "Trước.\n\n"
        "| TT | Chỉ tiêu | Đơn vị tính | Giai đoạn 2021 - 2025 | Giai đoạn 2026 - 2030 |\n"
        "| 1 | Tỷ lệ đường có cây | % | 80 | 90 |\n| 2 | Số vườn cây | Vườn | 1.000 | 1.500 |\n\nII. SAU\n"
    )


@pytest.mark.parametrize(
    "printed",
    [
        TABLE.replace("\n\n2\n\n", "\n\nA\n\n"),
        TABLE.replace("Vườn\n\n", "Vườn\n\n(nhà kính)\n\n").replace("80\n\n", ""),
        "STT\n\nMột dòng.\n\nII. SAU\n\n1. Trồng cây.\n\n2. Tưới cây.",
    ],
)
def test_lines_that_make_no_even_rows_stay(printed: str) -> None:
    assert with_rows(printed) == printed


def test_phases_that_head_columns_are_the_years_that_end_them(tmp_path: Path) -> None:
    file = tmp_path / "bang.txt"
    file.write_text(f"{HEAD}{TABLE}\n\nII. GIẢI PHÁP\n\n1. Trồng cây.\n", "utf-8")
    text, registry = read_file(file), load_registry()
    skeleton = outline(text)
    facts = plan_facts(text, skeleton, registry, identity(text, skeleton, registry), ())
    assert [(t.value, t.unit, t.year) for i in facts.indicators for t in i.targets] == [
        (80, "%", 2025),
        (90, "%", 2030),
        (1000, "Vườn", 2025),
        (1500, "Vườn", 2030),
    ]
