"""Every row that the site owes is tested, or it is told why not."""

import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ROWS = tomllib.loads((HERE / "rows.toml").read_text("utf-8"))
_MARK = re.compile(r"mark\.row\(([^)]*)\)")


def marked(root: Path) -> set[str]:
    """Rows that tests carry."""
    texts = (path.read_text("utf-8") for path in (root / "tests").rglob("test_*.py"))
    return {row for text in texts for given in _MARK.findall(text) for row in re.findall(r'"([A-Z]\d+)"', given)}


def test_every_row_is_tested_or_told_why_not(root: Path) -> None:
    tested, told = marked(root), set(ROWS["not_done"])
    assert tested | told == set(ROWS["rows"])
    assert tested & told == set()
