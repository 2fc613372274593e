"""What a value measures: the words around it without the value, its comparator, goal words and time."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from cancu.graph.plan.lines import Words, clean
from cancu.graph.plan.values import PERCENT, Value
from cancu.graph.read import Text

_OPENING = Words(
    r"[\s*_,:;.+()–-]{0,40}(?:"
    r"phấn đấu|từng bước|tiếp tục|bảo đảm|đảm bảo|duy trì|(?:hằng|hàng|mỗi) năm|có|đạt|và|trong đó|nhằm|để"
    r"|(?:(?:đến|vào|trong) )?(?:hết |cuối )?năm 20\d\d|từ năm 20\d\d(?: trở đi)?"
    r"|(?:trong )?giai đoạn 20\d\d\s*[–-]\s*20\d\d"
    r"|(?:(?:cắt )?giảm|tăng|nâng|hạ)(?!\s+(?:thiểu|nghèo|sút|dần|cường|mức|tốc))"
    r"|ít nhất|tối thiểu|kéo|góp phần"
    r"|(?:(?:kế hoạch|đề án|chương trình) )?(?:đặt|hướng (?:tới|đến)|góp phần đạt) (?:các )?mục tiêu"
    r"|(?:các )?mục tiêu(?: cụ thể| chung| tổng quát)?(?: mà)?(?: (?:của )?(?:kế hoạch|đề án|chương trình))?(?: này)?"
    r"(?: (?:đề|đặt) ra)?(?: là)?(?=\s*$|(?: (?:đến|vào) (?:hết |cuối )?năm))"
    r")(?=[\s*_,:;.–-]|$)"
)
_GOAL = Words(
    r"[\s*_,:;.+()–-]{0,40}(?:phấn đấu|từng bước|tiếp tục|(?:hằng|hàng|mỗi) năm|và|trong đó|nhằm|để"
    r"|(?:(?:đến|vào|trong) )?(?:hết |cuối )?năm 20\d\d|từ năm 20\d\d(?: trở đi)?)(?=[\s*_,:;.–-]|$)"
)
_LAST_GOAL = Words(
    r",\s+(?=(?:duy trì|phấn đấu|đảm bảo|bảo đảm)\b"
    r"|(?:giảm|tăng|nâng|hạ)\s+(?:tỷ lệ|tỉ lệ|tỷ suất|số|mức|tỷ trọng)\b|(?:tỷ lệ|tỉ lệ|tỷ suất|tỷ trọng|tỷ số)\b)"
)
_TIME = re.compile(
    r"[\s,(]{0,9}\b(?:(?:vao|den|trong|tu)\s+(?:cuoi\s+|het\s+)?)?(?<!so voi )(?<!cung ky )(?<!so voi\n)(?<!cung ky\n)"
    r"nam\s+20\d\d(?:\s+tro\s+di|(?:\s*,|\s+va)\s+(?:(?:den|vao)\s+)?nam\s+20\d\d)?\b\)?"
)
"""A time at an end of a measure; the year with which it is compared is a part of it («so với năm 2025»)."""
_ANOTHER_YEAR = re.compile(
    r"[\s*_,;(]*(?:va\s+)?(?:(?:den|vao|trong)\s+)?(?:(?:cuoi|het)\s+)?nam\s+20\d\d[\s*_,)]*(?:(?:dat|co)\s*|va\s+)?"
)
_FURTHER_YEAR = re.compile(r"nam\s+20\d\d[\s*_]*(?:,|va\b)[\s*_]*$")
_YEAR_LETTERS = "nam"
"""Letters that stand in every such time."""
_SEPARATOR = Words(r"\s{0,9}(?:[,;]|\bvà\b|\btrong đó\b)\s{0,9}|\s*\((?=[^()%]{0,40}(?:toàn quốc|cả nước)\b)")
_OPENS_MEASURE = Words(
    r"(?:,|;|\bvà\b|\btrong đó\b)[\s*_]{1,9}(?=(?:phấn đấu\s+|giảm\s+|tăng\s+|nâng\s+|còn\s+)*"
    r"(?:tỷ lệ|tỉ lệ|tỷ suất|tỷ trọng|tỷ số|số|mức|phấn đấu|riêng)\b)"
)
_APART = Words(r"[\s*_,]*riêng (?:đối với |tại |ở )?(?P<group>[^\s,;.:%][^,;.:%]{2,60}?)(?: (?:là|có))?[\s*_]*$")
"""«tỷ lệ có vườn đạt 80%, riêng các xã vùng cao đạt 60%»: the same, of a group."""
_OF_WHICH = Words(r",\s+(?:trong đó|gồm|bao gồm)[\s*_]*:")
"""Behind a value it opens what it consists of."""
_GROUP = re.compile(
    r"^[\s*_]*(?:o|tai|doi voi|trong)\s+(?:khu vuc\s+(?=nong thon|thanh thi|do thi))?(?P<group>[^,;.:]{3,80}?)[\s*_]*$"
)
_GROUP_IN_BRACKETS = re.compile(r"[\s*_]*\((?:(?:o|tai)\s+)?(?P<group>(?:khu vuc|dia ban|vung)\s[^()%\d]{2,40})\)")
_CHANGE_BEFORE = Words(
    r"(?<![^\s*_(])(?P<verb>(?:tăng|(?:cắt )?giảm)(?: thêm| bình quân| (?:hằng|hàng|mỗi) năm)*)[\s*_]{0,9}$"
)
_TO_A_LEVEL = ("xuong", "con")
"""First words between «giảm» and a value that is reached, not the change: «giảm còn dưới 9%»."""
_REACHED = "dat"
"""How the words before a level begin that goes with a change told in another unit: «tăng 1,5 lần, đạt 1.200 trẻ»."""
_CHANGED = Words(r"\b(?:giảm|tăng)\b")
_IN_A_LIST = re.compile(r"(?:,|\bva)[\s*_]*$")
_BESIDE = re.compile(r"\bso\s+voi\b")
_CHANGE_PHRASE = Words(r"\bmức (?:giảm|tăng)\b|\btỷ lệ (?:giảm|tăng)\b")
_COMPARED = Words(r"[\s*_,]{0,9}so với\b")
"""«Giảm số vụ … ít nhất 15% so với năm 2023»: a value behind which something is compared is by how much it changes."""
_YEARLY = re.compile(r"^[\s*_]*(?:/\s*nam\b|(?:moi|hang) nam\b)")
_A_YEAR = re.compile(r"/\s?nam\b")
_TRAIL = Words(
    r"(?:[\s,:;.*_+(–-]|\b(?:(?<!không\s)đạt|và(?: (?:hằng|hàng|mỗi) năm)?|chiếm|(?:trong đó|gồm|lũy kế)(?: có)?"
    r"|phấn đấu|duy trì|tăng thêm"
    r"|(?<=\d\s)có)(?=\W|$)"
    r"|,\s+(?:thành lập thêm|thành lập mới|thành lập|mở mới|mở"
    r"|xây mới|sửa chữa|hỗ trợ|trồng mới|bàn giao|trao|tặng|trao tặng|thăm hỏi)\s*$)+$"
)
"""What stands behind the words of a measure: marks, and the words that open the next value."""
_MEASURE_CUE = Words(
    r"(?:tỷ lệ|tỉ lệ|tỷ suất|tỷ trọng|tỷ số|số(?! h[oó][aá]\b)|tổng|mức"
    r"|kinh phí|giá trị|chỉ số|tốc độ)\b"
)
_ONLY_ACTS = Words(
    r"(?:đầu tư|dành|bố trí|hỗ trợ|giải ngân|huy động|thu hút|đào tạo|bồi dưỡng|tập huấn|cấp|cung cấp"
    r"|số h[oó][aá]|giảm)"
    r"(?: (?:cho|được|mới))?[\s*_]*$"
)
"""Words before a value that only say what is done: what it measures stands behind it («Đầu tư tối thiểu 20% chi …»)."""
_NOTHING_BEHIND = re.compile(r"[\s*_]*(?:[,;.](?!\d)|và\s|\Z)")
"""«nông nghiệp 20%, công nghiệp 45%»: what a value measures stands before it."""
_FOR_WHOM = re.compile(r"(?:^|\s+)cho$")
"""Behind what is counted, before the count of those for whom it is."""
_PER_SO_MANY = re.compile(r"\w\s?(?:/|trên )\s?10")
"""A unit that says itself what is counted: «bác sĩ/10.000 dân»."""
_LINK_WORDS = frozenset(("cho", "tai", "cua", "voi", "o", "trong", "theo", "doi voi"))
_WINDOW = 60
_MIN_MEASURE = 4
_BASIS_WORDS = 6


class Phrase(NamedTuple):
    """A value with what it measures, for which group, and whether it is a change rather than a level."""

    value: Value
    measure: str
    group: str | None
    change: bool


def phrases(
    text: Text, start: int, end: int, found: tuple[Value, ...], before: Phrase | None = None
) -> Iterator[Phrase]:
    """The values `found` in the clause `start:end` with their measures, or that of `before`, with which an enumeration
    began («…: năm 2026: 50%; năm 2027: 60%»); left out where the measure cannot be told.
    """
    cursor = start
    waiting: list[Value] = []
    for value, following in zip_longest(found, found[1:]):
        limit = _lead(text, value.end, following)[0] if following else end
        former = before
        before, cursor = _phrase(text, min(cursor, value.lead), value, max(limit, value.end), before)
        if before is not None and former is not None and _changes_too(text, former, before, end):
            before = before._replace(value=value._replace(comparator=former.value.comparator), change=True)
        if before is not None:
            # «Đến năm 2028 đạt 80% và đến năm 2030 đạt 90% số trường»: the first waits for what is said once.
            yield from (Phrase(v, before.measure, before.group, before.change) for v in waiting if v.unit == value.unit)
            yield before
        parted = following is not None and _ANOTHER_YEAR.fullmatch(text.folded, value.end, following.lead)
        waiting = [*waiting, value] if before is None and parted else []


def _changes_too(text: Text, former: Phrase, phrase: Phrase, end: int) -> bool:
    """Whether the verb of change before `former` holds for it: «giảm 10% số vụ, 15% số người … so với năm nay»."""
    value = phrase.value
    alike = former.change and not phrase.change and not value.cue and value.unit == former.value.unit
    return (
        alike
        and _IN_A_LIST.search(text.folded, former.value.end, value.lead) is not None
        and _BESIDE.search(text.folded, value.end, end) is not None
    )


def _phrase(text: Text, start: int, value: Value, limit: int, before: Phrase | None) -> tuple[Phrase | None, int]:
    """The phrase of `value`, whose words lie in `start:limit`, and where the words of the next one may begin."""
    stop, change = _lead(text, start, value)
    if value.counted:
        end = _behind_end(text, value.end, limit)
        behind = _FOR_WHOM.sub("", _surface(text, value.end, end))
        measure = f"{value.unit} {behind}".strip()
        if len(measure) < _MIN_MEASURE:
            # «bố trí, sắp xếp ổn định cho 3.450 hộ»: the thing counted alone says nothing.
            measure = f"{_surface(text, _opened(text, start, stop, _GOAL), stop)} {measure}".strip()
        if before is not None and _of_a_further_year(text, before, value, measure, limit):
            measure = before.measure
        return _made(value, measure, None, change=change), end
    ahead = _opened(text, start, stop, _OPENING)
    change = change or _lowered(text, (start, ahead), value, limit)
    if ahead >= stop:
        return _value_first(text, value, limit, before, change=change)
    apart = _APART.match(text, ahead, stop) if before is not None and before.value.unit == value.unit else None
    if before is not None and apart is not None and not _MEASURE_CUE.match(text, apart.start("group"), stop):
        return Phrase(value, before.measure, clean(text.content[slice(*apart.span("group"))]), before.change), value.end
    if _runs_on(text, ahead, stop, value):
        end = _behind_end(text, value.end, limit)
        ahead = _opened(text, start, stop, _GOAL)
        measure = f"{_surface(text, ahead, stop)} {_surface(text, value.end, end)}"
        return _made(value, measure.strip(), None, change=change), end
    return _value_last(text, value, limit, (ahead, stop), change=change)


def _of_a_further_year(text: Text, before: Phrase, value: Value, measure: str, limit: int) -> bool:
    """Whether a count only repeats how `before` begins: «20 bè neo kỹ vào năm 2025 và 30 bè vào năm 2030»."""
    alike = before.value.counted and before.value.unit == value.unit and f"{before.measure} ".startswith(f"{measure} ")
    return (
        alike
        and _FURTHER_YEAR.search(text.folded, before.value.end, value.lead) is not None
        and _TIME.search(text.folded, value.end, limit) is not None
    )


def _lead(text: Text, start: int, value: Value) -> tuple[int, bool]:
    """Where the words of comparing or changing before `value` begin, and whether it is a change («tăng trên 3%»)."""
    verb = _CHANGE_BEFORE.search(text, max(start, value.lead - _WINDOW), value.lead)
    if verb is None:
        return value.lead, False
    return verb.start("verb"), not value.cue.startswith(_TO_A_LEVEL)


def _lowered(text: Text, opening: tuple[int, int], value: Value, limit: int) -> bool:
    """Whether the words that open the clause say that something is lowered or raised by `value` beside another state:
    «giảm phát thải ít nhất 9% so với …».
    """
    if value.cue.startswith(_TO_A_LEVEL) or _CHANGED.search(text, *opening) is None:
        return False
    return _COMPARED.match(text, value.end, limit) is not None


def _opened(text: Text, start: int, end: int, opening: Words) -> int:
    """`start` moved past goal words («phấn đấu giảm», «đến năm 2025 đạt») and past an earlier clause."""
    position = start
    for goal in _LAST_GOAL.finditer(text, start, end):
        position = goal.end()
    while (match := opening.match(text, position, end)) and match.end() > position:
        position = match.end()
    while position < end and not text.folded[position].isalnum() and text.folded[position] not in "\"'(":
        position += 1
    return position


def _runs_on(text: Text, start: int, end: int, value: Value) -> bool:
    """Whether the words before go on behind the value («trợ giúp pháp lý cho 100% số người …»)."""
    if _ONLY_ACTS.match(text, start, end):
        return True
    if not value.cue and not _MEASURE_CUE.match(text, start, end):
        return _NOTHING_BEHIND.match(text.content, value.end) is None
    return text.folded[max(start, end - _WINDOW) : end].rstrip(" \n*_").rpartition(" ")[2] in _LINK_WORDS


def _value_first(
    text: Text, value: Value, limit: int, before: Phrase | None, *, change: bool
) -> tuple[Phrase | None, int]:
    end = _behind_end(text, value.end, limit)
    behind = _surface(text, value.end, end)
    group = _group(text, value.end, end)
    of_another_year = before is not None and before.value.unit == value.unit
    if len(behind) < _MIN_MEASURE and _PER_SO_MANY.search(value.unit) and not of_another_year:
        return _made(value, value.unit, group, change=change), end
    compared = change and behind.startswith("so với")
    if before is not None and (group or compared or len(behind) < _MIN_MEASURE):
        reached = value.cue.startswith(_TO_A_LEVEL)
        reached = reached or (value.unit != before.value.unit and value.cue.startswith(_REACHED))
        return Phrase(value, before.measure, group, not reached and (change or before.change or compared)), end
    return _made(value, behind, None, change=change), end


def _value_last(
    text: Text, value: Value, limit: int, ahead: tuple[int, int], *, change: bool
) -> tuple[Phrase | None, int]:
    separator = _SEPARATOR.search(text, value.end, limit)
    stop, follows = separator.span() if separator else (limit, limit)
    behind = text.folded[value.end : stop]
    yearly = _YEARLY.match(behind) or _A_YEAR.search(text.folded, value.start, value.end)
    growing = yearly is not None and value.unit == PERCENT
    change = change or _CHANGE_PHRASE.search(text, *ahead) is not None or growing
    measure = _surface(text, *ahead)
    group = _group(text, value.end, stop)
    basis = "" if group or change or value.unit != PERCENT or "so voi" in behind else _surface(text, value.end, stop)
    if any(map(str.isalpha, basis)) and len(basis.split()) <= _BASIS_WORDS:
        # «chiếm 45% GRDP»: without its basis the number would measure something else.
        measure = f"{measure} … {basis}"
    return _made(value, measure, group, change=change), follows


def _group(text: Text, start: int, end: int) -> str | None:
    begin, stop = _without_time(text, start, end)
    found = _GROUP_IN_BRACKETS.match(text.folded[begin:stop]) or _GROUP.match(text.folded[begin:stop].rstrip(" \n.;"))
    return clean(text.content[begin + found.start("group") : begin + found.end("group")]) if found else None


def _behind_end(text: Text, start: int, limit: int) -> int:
    """End of the words behind the value: where another measure opens, else `limit`."""
    opens = _OPENS_MEASURE.search(text, start, limit)
    of_which = _OF_WHICH.search(text, start, limit)
    return min((m.start() for m in (opens, of_which) if m), default=limit)


def _without_time(text: Text, start: int, end: int) -> tuple[int, int]:
    """`start:end` without words of time at its ends («vào năm 2025»)."""
    for time in _TIME.finditer(text.folded, start, end) if text.folded.find(_YEAR_LETTERS, start, end) >= 0 else ():
        if not text.folded[start : time.start()].strip(" \n.;,*_"):
            start = time.end()
        elif not text.folded[time.end() : end].strip(" \n.;,*_"):
            end = time.start()
    return start, end


def _surface(text: Text, start: int, end: int) -> str:
    """`start:end` as printed, white space collapsed, without words of time and loose ends."""
    start, end = _without_time(text, start, end)
    trail = _TRAIL.search(text, max(start, end - _WINDOW), end)
    if trail is not None:
        start, end = _without_time(text, start, trail.start())
    return clean(text.content[start:end]).strip(" ,;:.-–+")


def _made(value: Value, measure: str, group: str | None, *, change: bool) -> Phrase | None:
    """None where hardly a word is left to say what is measured."""
    if len(measure) < _MIN_MEASURE or not any(c.isalpha() for c in measure):
        return None
    return Phrase(value, measure, group, change)
