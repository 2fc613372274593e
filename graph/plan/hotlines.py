"""Numbers that people may call: «Tổng đài điện thoại quốc gia bảo vệ trẻ em (số 111)», «đường dây nóng … 1800 1567».

The telephone of an officer who can be asked is none: it belongs to a person.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cancu.graph.plan.lines import Words, clean
from cancu.graph.plan.model import Hotline
from cancu.graph.plan.naming import Openings, once_a_section
from cancu.graph.read import Outline, Text
from cancu.graph.read.widths import parts_paragraphs

_OPENINGS = Openings("tong dai, duong day, hotline, so dien", r"(?:(?<=hotline)|(?=\s+(?:dai|day|dien)\b))")
_HEAD = Words(
    r"(?:tổng đài|đường dây nóng|đường dây tư vấn|hotline|số điện thoại (?:khẩn cấp|trực(?: ban| cấp cứu| cứu hộ)))\b"
)
_NUMBER = re.compile(
    r"(?<![\d/.,-])(?P<number>0\d{2,3} \d \d{3} \d{3}"
    r"|1[89]00(?:[ .]\d\d){3}(?!\d)|1[89]00[\s.]?\d{2,4}(?:[ .]?\d{2,4})?|0\d{2,4}[ .-]{0,2}\d{3}[ .]?\d{3,4}"
    r"|0\d{2,3}(?:[ .]?\d{2,4}){2,3}|1\d{2,3})(?![\d/%])"
)
_REACH = 140
_MARK = r"[;|]|(?<!\d)\.(?=\s)|\n[ \t]*-"
_STOP = re.compile(_MARK)
_STOP_AT_BLANK_LINES = re.compile(rf"\n[ \t]*\n|{_MARK}")
_NEXT = re.compile(r"[\s*_]*(?:,|va|hoac|-)[\s*_]*(?:so\s+)?")
_LABEL_END = re.compile(
    r"[\s*_(,:–-]*(?:\(?\s*(?:số điện thoại|điện thoại|số|qua số|gọi số|theo số|là)\s*:?)?[\s*_(:–-]*$", re.IGNORECASE
)
_SHORT = re.compile(r"1\d{2,3}$")
_PREFIX = ("1800", "1900")


def hotlines(text: Text, outline: Outline, start: int) -> tuple[Hotline, ...]:
    """Numbers named behind `start`; one of each a section."""
    found = ((h.name, h) for h in _all(text, outline, start))
    return tuple(replace(h, order=order) for order, h in enumerate(once_a_section(found, outline), start=1))


def _all(text: Text, outline: Outline, start: int) -> Iterator[Hotline]:
    found = (_HEAD.match(text, offset, outline.length) for offset in _OPENINGS.among(text, start, outline.length))
    heads = [match for match in found if match]
    bounds = [*(m.start() for m in heads[1:]), outline.length]
    stops = _STOP_AT_BLANK_LINES if parts_paragraphs(text) else _STOP
    for head, bound in zip(heads, bounds, strict=False):
        limit = min(bound, head.end() + _REACH)
        stop = stops.search(text.content, head.end(), limit)
        limit = stop.start() if stop else limit
        number = _NUMBER.search(text.content, head.end(), limit)
        if (
            number is None
            or number["number"] in _PREFIX
            or (_SHORT.match(number["number"]) and not _called(text, head.end(), number))
        ):
            continue
        cut = _LABEL_END.search(text.content, head.start(), number.start())
        label = clean(text.content[head.start() : cut.start() if cut else number.start()])
        label = label[:1].upper() + label[1:]
        while number is not None:
            printed = clean(number["number"]).rstrip(" .")
            yield Hotline(
                section=outline.path_at(head.start()), start=head.start(), end=number.end(), printed=printed,
                name=re.sub(r"\D", "", printed), label=label,
            )  # fmt: skip
            more = _NEXT.match(text.folded, number.end(), limit)
            number = _NUMBER.match(text.content, more.end(), limit) if more else None


def _called(text: Text, behind: int, number: re.Match[str]) -> bool:
    """Whether a short number is what is called («Tổng đài … 111», «(số 111)») and not a count of something."""
    before = text.folded[max(behind, number.start() - 12) : number.start()].rstrip(" *_\n")
    after = text.folded[number.end() : number.end() + 12].lstrip(" *_")
    counted = re.match(r"(?:nguoi|tre|cuoc|vu|don vi|truong|xa|phuong|ngay|thang|nam)\b", after)
    return not counted and not before.endswith(("nam", "ngay", "thang", "khoan", "dieu", "muc"))
