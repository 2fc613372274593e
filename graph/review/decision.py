"""What a person decided about an uncertain reading: read from a review file and checked, keyed by what is printed,
never by offset.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from cancu.graph.names import ID

REVIEW_SUFFIX = ".review.toml"

CITATION, TITLE, RELATION, AGENCY = "citation", "title", "relation", "agency"
IDENTITY, DUTY, CONFIRMED = "identity", "duty", "confirmed"
KINDS = (CITATION, TITLE, RELATION, AGENCY, IDENTITY, DUTY, CONFIRMED)

DOCUMENT = "document"
"""Section of a decision about the document itself: its title, its identity, its confirmation as a whole."""
NUMBER, DATE, ISSUER = "number", "date", "issuer"
FIELDS = (NUMBER, DATE, ISSUER)
"""Fields of the document's own identity that a person may decide."""
REPORTER = "reporter"
"""Field of a decision about the nth report due of a section of which nobody is told to send it."""

NONE, UNKNOWN = "none", "unknown"
"""Decisions of every kind: «there is nothing of the sort here», «looked at, and it cannot be told»."""
RELATIONS = ("implements", "based_on", "proposed_by", "replaces", "amends", "repeals", "cites")
"""Relations a person may give a citation; «nested» is left out, since it needs the citation it stands in."""

LARGEST_FILE = 10 * 2**20
LONGEST = 2000
"""Characters of one value; titles of real instruments have fewer."""

Key: TypeAlias = tuple[str, str, str, int, str]
"""Which reading a decision is about: kind, section, surface, ordinal, field."""

_REQUIRED = ("kind", "section", "decision", "why", "who", "when")
_KEYS = (*_REQUIRED, "surface", "ordinal", "field")
_IRI = re.compile(re.escape(ID) + r"[a-z0-9~._/-]+")
_BODY = re.compile(re.escape(ID) + r"body/[a-z0-9~.-]+")
_WRITTEN_NUMBER = re.compile(r"\S*\d[\d.]*[a-zđ]?(?:/\d{4})?[/-][^\W\d_]\S*", re.IGNORECASE)
_OWN_NUMBER = re.compile(
    r"(?P<digits>\d[\d.]{0,9}[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?(?P<mark>[/-])(?P<symbol>[^\W\d_][\w&/.-]*)"
)


class ReviewError(ValueError):
    """A review file that cannot be used; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one reading.

    `section`, `surface` and `ordinal` say which reading: the nth of that surface in the section; a duty has only an
    ordinal. `field` names the part of the document's identity, or the reporter of a report. `decision` is, by kind:
    citation, an instrument's IRI, its citation in full, or none; title, the title; relation, one of `RELATIONS`;
    agency, a body's IRI, or none; identity, the value; duty, a label; confirmed, what was seen and is right: the
    IRI that the citation led to, or for the whole document the SHA-256 of its text. Each but a duty may be unknown.
    """

    kind: str
    section: str
    surface: str
    ordinal: int
    decision: str
    why: str
    who: str
    when: str
    field: str = ""

    @property
    def key(self) -> Key:
        """Which reading it is about."""
        return self.kind, self.section, self.surface, self.ordinal, self.field

    @property
    def of_document(self) -> bool:
        """Whether it is about the document as a whole."""
        return self.section == DOCUMENT

    def told(self) -> str:
        """Which reading it is about, for a message."""
        surface = f" «{self.surface}»" if self.surface else ""
        return f"{self.kind} {self.field or self.section}{surface} #{self.ordinal}"


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A document's own number taken apart; `year` is the one that the number carries."""

    digits: str
    year: str | None
    symbol: str


def numbered(number: str) -> OwnNumber | None:
    """The parts of a whole number («206/KH-UBND», «28-CT/TW»), None where it is none."""
    found = _OWN_NUMBER.fullmatch(number)
    return OwnNumber(found["digits"].lstrip("0") or "0", found["year"], found["symbol"]) if found else None


def source_of(file: Path) -> str:
    """Name of the document that a review file is about."""
    return str(_load(file).get("source", ""))


def load_decisions(file: Path) -> tuple[Decision, ...]:
    """Read a review file; a missing one holds no decisions. Raises `ReviewError`."""
    return read_decisions(file, _load(file)) if file.exists() else ()


def read_decisions(file: Path, content: dict[str, Any]) -> tuple[Decision, ...]:
    """The decisions of a parsed review file, `file` for messages. Raises `ReviewError`."""
    entries = content.get("decision", [])
    if not isinstance(entries, list):
        raise ReviewError(f"{file}: «decision» phải là danh sách [[decision]] (must be an array of tables)")
    decisions = tuple(_decision(file, index, entry) for index, entry in enumerate(entries, start=1))
    seen: dict[Key, int] = {}
    for index, decision in enumerate(decisions, start=1):
        first = seen.setdefault(decision.key, index)
        if first != index:
            raise _faulty(
                file, index, f"trùng với mục thứ {first}; giữ lại một trong hai", f"repeats entry {first}; keep one"
            )
    return decisions


def winning(*layers: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions of several files about one document: of two about the same reading the later layer's stands."""
    found: dict[Key, Decision] = {}
    for layer in layers:
        for decision in layer:
            found[decision.key] = decision
    return tuple(found.values())


def checked(decision: Decision) -> Decision:
    """The decision itself where its parts fit together. Raises `ReviewError` telling what to put right."""
    fault = _fault(decision)
    if fault:
        raise ReviewError(f"{decision.told()}: {fault[0]} ({fault[1]})")
    return decision


def _load(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ReviewError(f"{file}: tệp soát quá lớn, không đọc (review file too large)")
        return parsed(file, file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(f"{file}: không đọc được tệp soát: {error} (unreadable review file)") from error


def parsed(file: Path, text: str) -> dict[str, Any]:
    """The text of a review file as values, `file` for messages. Raises `ReviewError`."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "quá nhiều tầng ngoặc"
        raise ReviewError(f"{file}: không đọc được tệp soát: {reason} (unreadable review file)") from error


def _decision(file: Path, index: int, entry: object) -> Decision:
    if not isinstance(entry, dict):
        raise _faulty(file, index, "không phải một bảng", "is no table")
    missing = [name for name in _REQUIRED if not entry.get(name)]
    if missing:
        raise _faulty(file, index, f"thiếu {', '.join(missing)}", f"lacks {', '.join(missing)}")
    strange = [name for name in entry if name not in _KEYS]
    if strange:
        known = ", ".join(_KEYS)
        raise _faulty(
            file, index, f"có tên lạ {', '.join(strange)}; chỉ dùng {known}", f"unknown key {', '.join(strange)}"
        )
    values = {name: _text(file, index, name, entry.get(name, "")) for name in _KEYS if name != "ordinal"}
    ordinal = entry.get("ordinal", 1)
    if not isinstance(ordinal, int) or isinstance(ordinal, bool) or ordinal < 1:
        raise _faulty(file, index, "ordinal phải là số nguyên từ 1", "ordinal must be an integer from 1")
    decision = Decision(ordinal=ordinal, **values)
    fault = _fault(decision)
    if fault:
        raise _faulty(file, index, *fault)
    return decision


def _text(file: Path, index: int, name: str, value: object) -> str:
    """A text, white space collapsed; a TOML day is taken as written."""
    if isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str):
        raise _faulty(file, index, f"{name} phải là chữ trong ngoặc kép", f"{name} must be a string")
    return unicodedata.normalize("NFC", " ".join(value.split()))


def _faulty(file: Path, index: int, vi: str, en: str) -> ReviewError:
    return ReviewError(f"{file}: mục [[decision]] thứ {index}: {vi} (entry {index}: {en})")


def _fault(decision: Decision) -> tuple[str, str] | None:
    """What does not fit, in both languages."""
    kind, value = decision.kind, decision.decision
    longest = max(_KEYS, key=lambda name: len(str(getattr(decision, name))))
    if len(str(getattr(decision, longest))) > LONGEST:
        return f"{longest} dài quá {LONGEST} ký tự", f"{longest} is longer than {LONGEST} characters"
    if kind not in KINDS:
        return f"kind = «{kind}» không hợp lệ; chọn {', '.join(KINDS)}", "invalid kind"
    if not _is_day(decision.when):
        return f"when = «{decision.when}» không phải ngày dạng 2026-11-22", "when is no ISO date"
    allowed = {IDENTITY: FIELDS, AGENCY: ("", REPORTER)}.get(kind, ("",))
    if decision.field not in allowed:
        wanted = ", ".join(f for f in allowed if f) or "không có"
        return f"field = «{decision.field}» không dùng được với {kind}; field: {wanted}", "no such field for this kind"
    needs_surface = kind in (CITATION, RELATION, AGENCY) or (
        kind in (TITLE, CONFIRMED) and decision.section != DOCUMENT
    )
    needs_surface = needs_surface and decision.field != REPORTER
    if needs_surface and not decision.surface:
        return "thiếu surface, chữ như in trên văn bản", "lacks surface"
    if value == UNKNOWN and kind != DUTY:
        return None
    return _FAULTS[kind](decision, value) if kind in _FAULTS else None


def _citation_fault(_: Decision, value: str) -> tuple[str, str] | None:
    if value == NONE or _IRI.fullmatch(value) or (not _is_iri(value) and _WRITTEN_NUMBER.search(value)):
        return None
    return (
        f"decision = «{value}» phải là none, unknown, IRI của văn bản, hoặc lời viện dẫn đủ số, ngày và cơ quan",
        "decision must be none, unknown, an IRI, or a citation in full",
    )


def _relation_fault(_: Decision, value: str) -> tuple[str, str] | None:
    if value in RELATIONS:
        return None
    return f"decision = «{value}» phải là một trong {', '.join(RELATIONS)}", "no such relation"


def _agency_fault(_: Decision, value: str) -> tuple[str, str] | None:
    if value == NONE or _BODY.fullmatch(value):
        return None
    return f"decision = «{value}» phải là none, unknown hoặc IRI {ID}body/…", "must be none, unknown or a body's IRI"


def _identity_fault(decision: Decision, value: str) -> tuple[str, str] | None:
    if decision.section != DOCUMENT:
        return f"identity cần section = «{DOCUMENT}»", f"identity wants section «{DOCUMENT}»"
    fits = {NUMBER: numbered(value) is not None, DATE: _is_date(value), ISSUER: bool(_BODY.fullmatch(value))}
    if fits[decision.field]:
        return None
    wanted = {NUMBER: "số như 206/KH-UBND", DATE: "ngày như 2025-03-14", ISSUER: f"IRI {ID}body/…"}[decision.field]
    return f"decision = «{value}» phải là {wanted}", f"invalid {decision.field}"


def _confirmed_fault(decision: Decision, value: str) -> tuple[str, str] | None:
    if decision.section == DOCUMENT:
        return None if re.fullmatch(r"[0-9a-f]{64}", value) else ("decision phải là SHA-256 của bản văn", "no SHA-256")
    return None if _IRI.fullmatch(value) else ("decision phải là IRI của văn bản đã xác nhận", "no IRI")


_FAULTS = {
    CITATION: _citation_fault,
    RELATION: _relation_fault,
    AGENCY: _agency_fault,
    IDENTITY: _identity_fault,
    CONFIRMED: _confirmed_fault,
}


def _is_iri(value: str) -> bool:
    return value.startswith(("http:", "https:"))


def _is_day(value: str) -> bool:
    return len(value) == 10 and _is_date(value)


def _is_date(value: str) -> bool:
    """A date as precise as it is: year, month or day."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True
