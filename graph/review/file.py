"""Edits a review file as text, so that comments and order made by hand stay; every edit is read back before it is
given out.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

from cancu.graph.review.decision import Decision, Key, ReviewError, checked, parsed, read_decisions

_HEAD = "# What people decided about readings of this plan; keyed by section and surface, never by offset.\n"
_ENTRY = re.compile(r"[ \t]*\[\[[ \t]*decision[ \t]*\]\]")
_TABLE = re.compile(r"[ \t]*\[")
_ORDER = ("kind", "section", "surface", "ordinal", "field", "decision", "why", "who", "when")


def with_decisions(file: Path, text: str, source: str, decisions: Iterable[Decision]) -> str:
    """The content of the review file after these decisions; one about a reading decided before takes its place.

    `text` is what the file holds now (empty for a new one), `source` the name of the document it is about. Raises
    `ReviewError` where the file or a decision cannot be used.
    """
    new = {clean.key: checked(clean) for clean in map(_clean, decisions)}
    kept = _without(file, text, new) if text.strip() else _HEAD + f"source = {_quoted(source)}\n"
    written = kept.rstrip("\n") + "\n" + "".join(f"\n{_entry(decision)}" for decision in new.values())
    expected = [d for d in _decisions(file, text) if d.key not in new] + list(new.values())
    return _verified(file, written, expected)


def without_decisions(file: Path, text: str, keys: Collection[Key]) -> str:
    """The content of the review file without the decisions about these readings. Raises `ReviewError`."""
    expected = [d for d in _decisions(file, text) if d.key not in keys]
    return _verified(file, _without(file, text, keys), expected)


def says_nothing(text: str) -> bool:
    """Whether a review file holds nothing but what this program writes at its head."""
    lines = [line for line in text.removeprefix(_HEAD).splitlines() if line.strip()]
    return all(re.match(r"source\s*=", line) for line in lines)


def _decisions(file: Path, text: str) -> tuple[Decision, ...]:
    return read_decisions(file, parsed(file, text))


def _without(file: Path, text: str, keys: Collection[Key]) -> str:
    """The text without these entries; comments after an entry belong to what follows it and stay."""
    decisions = _decisions(file, text)
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)  # TOML ends lines at nothing else
    starts = [n for n, line in enumerate(lines) if _ENTRY.match(line)]
    dropped: set[int] = set()
    for decision, start in zip(decisions, starts, strict=False):
        if decision.key in keys:
            tables = (n for n in range(start + 1, len(lines)) if _TABLE.match(lines[n]))
            end = next(tables, len(lines))
            while end > start + 1 and not _says_something(lines[end - 1]):
                end -= 1
            dropped.update(range(start, end))
    kept = "".join(line for n, line in enumerate(lines) if n not in dropped)
    return re.sub(r"\n{3,}", "\n\n", kept).rstrip("\n") + "\n" if dropped else text


def _says_something(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def _verified(file: Path, written: str, expected: list[Decision]) -> str:
    """The text, if it says just what was meant: a file laid out in an unusual way is left for its owner to edit."""
    try:
        same = list(_decisions(file, written)) == expected
    except ReviewError:
        same = False
    if not same:
        raise ReviewError(
            f"{file}: tệp được trình bày khác thường nên không sửa tự động được; sửa bằng tay rồi chạy lại "
            "(laid out in an unusual way, edit it by hand)"
        )
    return written


def _entry(decision: Decision) -> str:
    lines = ["[[decision]]"]
    for name in _ORDER:
        value = getattr(decision, name)
        if name == "ordinal":
            lines.append(f"ordinal = {value}")
        elif value:
            lines.append(f"{name} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _clean(decision: Decision) -> Decision:
    texts = {n: _plain(getattr(decision, n)) for n in _ORDER if n != "ordinal"}
    return Decision(ordinal=decision.ordinal, **texts)


def _plain(value: str) -> str:
    """NFC, white space collapsed, without characters that print nothing."""
    shown = "".join(c for c in value if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def _quoted(value: str) -> str:
    """A TOML basic string; what JSON escapes, TOML reads the same."""
    return json.dumps(value, ensure_ascii=False)
