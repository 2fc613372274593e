"""How often something is owed: «6 tháng», «quý», «năm», from the words around the day when it is due."""

import re
from itertools import chain

from cancu.graph.fold import fold
from cancu.graph.plan.figures import figures
from cancu.graph.plan.lines import Words
from cancu.graph.plan.model import Due
from cancu.graph.plan.subjects import Sentence
from cancu.graph.read import Text

_OFTEN = Words(
    r"\b(?:(?:hằng|hàng|mỗi) (?P<each>quý|tháng|tuần|ngày|năm)\b|cuối (?P<last>quý)\b|cả (?P<whole>năm)\b(?!\s*học\b)"
    r"|báo cáo (?P<told>quý|tháng|tuần|năm\b(?!\s*(?:\d|học\b)))\b|định kỳ (?P<regular>năm)\b"
    r"|\b0?1 (?P<one>năm)(?=[\s*_]*\()|lần/(?P<times>ngày)\b"
    r"|(?:(?<=,\s)|(?<=và\s))(?P<beside>quý|tháng|tuần|năm)(?=[\s*_]*\())"
)
_MONTHS = Words(r"(?<!\w)0?(?P<months>\d{1,2}) tháng\b(?!\s*(?:/|\d|(?:cuối|việc|thực hiện|triển khai|kể từ)\b))")
_NAMES = {fold(name): name for name in ("quý", "tháng", "tuần", "ngày", "năm")}
"""What a period is called by its letters; of several behind a day the first of these counts."""
_BRACKET = re.compile(r"[\s*_]*\([^()]{0,60}\)")
_FOR_REPORT = Words(r"[\s*_]*đối với báo cáo (?:(?!\btrước\b)[^.;,()]){0,30}")
"""«trước ngày 15/6 đối với báo cáo 6 tháng»: which report the day before it is that of."""
_PERIOD = r"(?:\d{1,2} tháng|quý(?! [ivx]+\b)|tháng(?! \d)|(?:0?1 )?năm(?! \d))"
_EVERY = r"(?:hằng |hàng |mỗi )?"
_LISTED = Words(
    rf"\b(?:(?:định kỳ|báo cáo) (?=\w)|(?=\d{{1,2}} tháng[^.;]{{0,60}}báo cáo))"
    rf"(?P<periods>{_EVERY}{_PERIOD}(?:(?:,| và) (?:báo cáo )?{_EVERY}{_PERIOD})+)\b"
)
_EACH = Words(rf"(?P<name>{_PERIOD})\b")
_AND = re.compile(r"[\s*_]*(?:,|va|;)[\s*_]*(?:truoc\s+)?(?:ngay\s+)?")
_OF_A_QUARTER = re.compile(r"\bquy\b")
"""«ngày 05 tháng đầu của quý sau» is a day of each quarter."""
_OF_EACH = Words(r"[\s*_]*(?:hằng|hàng|mỗi) (?:quý|tháng|tuần|năm)\b")
"""«chậm nhất ngày 07 hằng tháng»: what stands directly behind a day says of what it is the day."""
_AFTER = 20
"""Characters behind a day in which «hằng năm» still belongs to it."""


def period_of(text: Text, previous: int, due: Due, sentence: Sentence) -> str | None:
    """How often, from the words in brackets behind the day, those nearest before it, or those directly behind."""
    bracket = _BRACKET.match(text.content, due.end, sentence.end)
    inside = period_in(text, due.end, bracket.end()) or _named_in(text, bracket) if bracket else None
    if inside is not None:
        return inside
    each = _OF_EACH.match(text, due.end, sentence.end)
    own = _often(text, due.start, each.end() if each else due.end)
    if own:
        return own[-1][1]
    told = _FOR_REPORT.match(text, due.end, sentence.end)
    of_report = period_in(text, due.end, told.end()) if told else None
    if of_report is not None:
        return of_report
    spoken_for = _BRACKET.match(text.content, previous, due.start)
    before = period_in(text, spoken_for.end() if spoken_for else previous, due.start)
    if before is not None:
        return before
    if due.month_day and _OF_A_QUARTER.search(text.folded, due.start, due.end):
        return _NAMES["quy"]
    behind = due.end if text.content.startswith(")", due.end) else min(sentence.end, due.end + _AFTER)
    stop = text.content.find(";", due.end, behind)
    behind = stop if stop >= 0 else behind
    said = {name for _, name in _often(text, due.start, behind)}
    return next((name for name in _NAMES.values() if name in said), None)


def _named_in(text: Text, bracket: re.Match[str]) -> str | None:
    """The period that is all that stands in the bracket: «(năm)», «(báo cáo quý)»."""
    words = text.folded[bracket.start() : bracket.end()].strip(" \n*_()")
    return _NAMES.get(words.removeprefix("bao cao").strip())


def periods_of_each(text: Text, sentence: Sentence, found: tuple[Due, ...]) -> tuple[str | None, ...]:
    """How often, of each of the days `found` that stand in a list: its own where as many periods are told before
    («định kỳ 6 tháng, năm … trước ngày 05/6 và 25/11»), else that of all; None of each that stands alone.
    """
    lists: list[list[Due]] = []
    for due in found:
        if lists and _AND.fullmatch(text.folded, lists[-1][-1].end, due.start):
            lists[-1].append(due)
        else:
            lists.append([due])
    begins = [sentence.start, *(listed[-1].end for listed in lists)]
    each = (_periods_of_list(text, sentence, begin, listed) for begin, listed in zip(begins, lists, strict=False))
    return tuple(chain.from_iterable(each))


def _periods_of_list(text: Text, sentence: Sentence, begin: int, listed: list[Due]) -> tuple[str | None, ...]:
    """How often, of each of the days of one list, from the words from `begin` on."""
    first, last = listed[0], listed[-1]
    if first is last or len({due.date is None for due in listed}) > 1:
        return (None,) * len(listed)
    names = periods_listed(text, begin, first.start)
    if len(names) == len(listed):
        return names
    period = period_of(text, begin, first, sentence) or period_of(text, last.start, last, sentence)
    return (period,) * len(listed)


def periods_listed(text: Text, start: int, end: int) -> tuple[str, ...]:
    """The periods of the last list of such in `start:end`: «định kỳ quý, 6 tháng, năm»."""
    told = list(_LISTED.finditer(text, start, end))
    names = (" ".join(m["name"].split()) for m in _EACH.finditer(text, *told[-1].span("periods"))) if told else ()
    return tuple("năm" if n.endswith("năm") else n.removeprefix("0") for n in names)


def period_in(text: Text, start: int, end: int) -> str | None:
    """How often, from the last words of `start:end` that say so."""
    found = [*_often(text, start, end), *_months(text, start, end)]
    return max(found)[1] if found else None


def _often(text: Text, start: int, end: int) -> list[tuple[int, str]]:
    """Where periods that have a name are said, and their names."""
    found = _OFTEN.finditer(text, start, end)
    return [(m.start(), _NAMES[fold(m[m.lastgroup])]) for m in found if m.lastgroup]


def _months(text: Text, start: int, end: int) -> list[tuple[int, str]]:
    """Where numbers of months are said, and those."""
    found = (_MONTHS.match(text, at, end) for at in figures(text, start, end))
    return [(m.start(), f"{m['months']} tháng") for m in found if m]
