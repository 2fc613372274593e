"""Writes values as a Vietnamese official would: dates, numbers, comparators, sections, sorting."""

import re
from collections.abc import Iterable
from datetime import date as day_of_calendar
from datetime import timedelta

from cancu.graph.collation import sort_key as sort_key
from cancu.graph.names import PREFIXES
from cancu.graph.sections import section_words
from cancu.graph.spelling import vi_date

COMPARATORS = {"<": "dưới", "<=": "không quá", ">": "trên", ">=": "ít nhất", "=": "đạt"}


def date(value: str | None) -> str:
    """«2023-12-25» → «25/12/2023», «2025-07-01» → «01/7/2025», «2016» → «2016»; other text as it is.

    The style of papers (Nghị định 30/2020/NĐ-CP): days below ten and months 1 and 2 take a zero.
    """
    if not value:
        return ""
    matched = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:Z|[+-]\d{2}:\d{2})?", value)
    if matched is None:
        return value
    return vi_date("-".join(part for part in matched.groups() if part))


def days_in(text: str) -> str:
    """The text with its ISO days as people write them: «từ 2017-06-01» → «từ 01/6/2017»."""
    return re.sub(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", lambda day: date(day[0]), text)


def month_digits(month: str) -> str:
    """«01», «02», «3» … «12»."""
    return vi_date(f"2000-{month}").partition("/")[0]


def last_day(ended: str) -> str:
    """The last day of a thing, from the first day it no longer existed: «2025-07-01» → «30/6/2025»."""
    try:
        return date((day_of_calendar.fromisoformat(ended) - timedelta(days=1)).isoformat())
    except (ValueError, OverflowError):
        return date(ended)


def integer(value: int) -> str:
    """1234 → «1.234»."""
    return f"{value:,}".replace(",", ".")


def decimal(value: str) -> str:
    """«9.5» → «9,5», «1234.0» → «1.234»."""
    sign, digits = ("−", value[1:]) if value.startswith("-") else ("", value)
    whole, _, fraction = digits.partition(".")
    fraction = fraction.rstrip("0")
    grouped = integer(int(whole)) if whole.isdigit() else whole
    return f"{sign}{grouped}{',' + fraction if fraction else ''}"


def section(path: str | None) -> str:
    """«II.1.a» → «mục II.1.a», «part2.I» → «Phần 2, mục I», «preamble» → «phần mở đầu», «annex.1» → «phụ lục 1»."""
    return section_words(path) if path else "không rõ mục"


def capital(text: str) -> str:
    """The text with its first letter as a capital; the rest as it is."""
    return text[:1].upper() + text[1:]


def local_name(iri: str) -> str:
    """Last readable piece of an IRI, for things without a label."""
    return re.split(r"[#/]", iri.rstrip("/#"))[-1] or iri


def prefixed(iri: str) -> str:
    """An IRI as written with the project's prefixes, «skos:Concept»; whole where none fits."""
    found = [(len(space), prefix) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not found:
        return iri
    length, prefix = max(found)
    return f"{prefix}:{iri[length:]}"


def joined(parts: Iterable[str | None], by: str = " · ") -> str:
    """The non-empty parts joined."""
    return by.join(p for p in parts if p)


def is_true(value: str) -> bool:
    """Whether a boolean of the data says yes: «1» is as good a form of it as «true», and some servers give that."""
    return value in ("true", "1")
