"""Parts of documents: what pages know of a thing from the one text that tells it."""

import re
from pathlib import Path

import cancu.web
from cancu.graph.saved import page_query
from cancu.web.parts import Parts

READERS = ("citations", "named", "parts", "planning")
"""Modules that read the parts of a document by the names of their properties."""


def parts(**told: str) -> Parts:
    return Parts({"thing": f"e#{name}", "told": text} for name, text in told.items())


def test_a_value_may_hold_what_a_text_holds() -> None:
    found = parts(a="type\x1fcancu/Theme\x1eprefLabel\x1fVì trẻ em;\n\tvì tương lai\x1esection\x1fII")
    (theme,) = found.of_kind("Theme")
    assert (theme.one("prefLabel"), theme.one("section"), theme.one("order")) == (
        "Vì trẻ em;\n\tvì tương lai",
        "II",
        "",
    )


def test_parts_stand_in_their_order_and_of_one_number_in_that_of_the_text() -> None:
    found = parts(
        z="type\x1fDuty\x1eorder\x1f2\x1estart\x1f90",
        b="type\x1fDuty\x1eorder\x1f10\x1estart\x1f5",
        a="type\x1fDuty\x1eorder\x1f2\x1estart\x1f100",
        c="type\x1fDuty",
    )
    assert [duty.iri for duty in found.of_kind("Duty")] == ["e#c", "e#z", "e#a", "e#b"]


def test_when_a_part_is_due_is_told_in_words() -> None:
    (weekly, dated, never) = parts(
        a="type\x1fT\x1edueWeekday\x1f5", b="type\x1fT\x1edueDate\x1f2025-11-15\x1edueBefore\x1ftrue", c="type\x1fT"
    ).of_kind("T")
    assert (weekly.when, dated.when, never.when) == ("thứ Sáu hằng tuần", "trước ngày 15/11/2025", "")


def test_every_property_that_pages_read_is_asked_for() -> None:
    """The query names the properties that it tells; one that it forgot would be empty on every page."""
    asked = set(re.findall(r'\(\w+:\w+ "(\w+)"\)', page_query("document-parts").text))
    code = "".join((Path(cancu.web.__file__).parent / f"{name}.py").read_text("utf-8") for name in READERS)
    read = set(re.findall(r'\.(?:one|each)\("(\w+)"\)', code)) | set(
        re.findall(r'\.(?:of|bodies|passages)\(\w+, "(\w+)"\)', code)
    )
    assert len(read) > 40
    assert read <= asked
