"""What a person decided about uncertain readings: one TOML file beside each plan, keyed by what is printed, never
by offset.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

CITATION, DUTY, TITLE = "citation", "duty", "title"
DOCUMENT = "document"
"""Section of a decision about the document itself: its own title."""
_REQUIRED = ("kind", "section", "decision", "why", "who", "when")


class ReviewError(ValueError):
    """A review file that cannot be used; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: `decision` is an instrument's IRI for a citation (or «none»: no citation), a label for a duty,
    the title of the cited instrument where reading ran too far or stopped short.

    `surface` and `ordinal` say which reading of the section is meant: the nth of that surface; a duty has only an
    ordinal.
    """

    kind: str
    section: str
    surface: str
    ordinal: int
    decision: str
    why: str
    who: str
    when: str


def source_of(file: Path) -> str:
    """Name of the document that a review file is about."""
    return str(_load(file).get("source", ""))


def load_decisions(file: Path) -> tuple[Decision, ...]:
    """Read a review file; a missing one holds no decisions. Raises `ReviewError`."""
    if not file.exists():
        return ()
    entries = _load(file).get("decision", [])
    if not isinstance(entries, list):
        raise ReviewError(f"{file}: «decision» phải là danh sách [[decision]] (must be an array of tables)")
    return tuple(_decision(file, index, entry) for index, entry in enumerate(entries, start=1))


def _load(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReviewError(f"{file}: không đọc được tệp soát: {error} (unreadable review file)") from error


def _decision(file: Path, index: int, entry: dict[str, object]) -> Decision:
    missing = [name for name in _REQUIRED if not entry.get(name)]
    if missing or entry["kind"] not in (CITATION, DUTY, TITLE):
        what = f"thiếu {', '.join(missing)}" if missing else f"kind = «{entry['kind']}» không hợp lệ"
        raise ReviewError(f"{file}: mục [[decision]] thứ {index}: {what} (missing or invalid field)")
    return Decision(
        kind=str(entry["kind"]),
        section=str(entry["section"]),
        surface=" ".join(str(entry.get("surface", "")).split()),
        ordinal=int(str(entry.get("ordinal", 1))),
        decision=str(entry["decision"]),
        why=str(entry["why"]),
        who=str(entry["who"]),
        when=str(entry["when"]),
    )
