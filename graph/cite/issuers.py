"""Issuers that no register knows, by the words that name them: steering committees, working groups, departments."""

import re

from cancu.graph.cite.dates import NOTE_MARK
from cancu.graph.fold import CAPITALS
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body

_SESSION = r"(?:tai\s+)?hoi\s+nghi\s+(?:lan\s+thu\s+\w+|trung\s+uong\s+\d+),?\s+(?:cua\s+)?"
_HEADED = (
    r"(?:bo|(?:tong\s+)?cuc|vien)\s+truong\s+(?=(?:bo|(?:tong\s+)?cuc|vien)\s)|giam\s+doc\s+(?=(?:so|cong\s+an)\s)"
)
"""Who signs for a body that is named behind him: the paper is the body's."""
OF = re.compile(
    rf"{NOTE_MARK}[\s,]{{0,4}}(?:cung\s+ngay\s+)?"
    rf"(?:(?:cua\s*)?{_SESSION}|(?:cua|c\S{{1,2}}a|do)\s*(?:dong chi\s+)?(?:{_HEADED})?)"
)
"""What stands before a printed issuer, in some copies without the blank («củaChính phủ»); the session of a committee
that passed a resolution names the committee.
"""
_HEAD = (
    r"(?:Ban [Cc]hỉ đạo|Ban [Đđ]iều hành|Tổ công tác|Tổ [Gg]iúp việc|Tiểu ban|Ban [Vv]ận động|Ban Tổ chức|"
    r"Ban [Qq]uản lý|Ban [Cc]hỉ huy|"
    r"Ban [Aa]n toàn|Ban [Tt]hường (?:vụ|trực)|Cơ quan [Tt]hường trực|Ban [Cc]hấp hành|Thường trực|Ủy ban Quốc gia|"
    r"Hội đồng|Đại hội (?:[Đđ]ại biểu|[Đđ]ảng bộ)|[Ll]iên (?:ngành|[Bb]ộ)|"
    r"Tổng cục|Cục|Chi cục|Vụ|Viện|Trung tâm|Tập đoàn|Tổng công ty|Hội|Liên đoàn|Liên minh|Hiệp hội|Công đoàn|Đảng ủy|"
    r"Đảng bộ|Quỹ|Học viện|Trường|Bệnh viện|Ngân hàng|Văn phòng)"
).replace(" ", r"\s+")
_CHIEF = re.compile(r"(?:Đồng chí\s+)?[Tt]rưởng\s+(?:ban\s+)?(?=Ban\s+[Cc]hỉ\s+đạo\s)")
"""Who signs for a steering committee, as a minister does for his ministry."""
_NAME = re.compile(rf"{_HEAD}(?=\s)[^;.()“\"|]*", re.UNICODE)
_ENDS = re.compile(
    r"\s(?=(?:và\s+(?:các\s+)?(?:Kế\s+hoạch|Quyết\s+định|Công\s+văn|Hướng\s+dẫn|Nghị\s+quyết|Kết\s+luận|Chỉ\s+thị)|"
    r"ban\s+hành|phê\s+duyệt|thông\s+báo|về\s+việc|v/v|quy\s+định|hướng\s+dẫn|kiện\s+toàn|thành\s+lập|ngày|"
    r"sửa\s+đổi|công\s+bố|triển\s+khai|thực\s+hiện|tổ\s+chức|trong|tại|nhằm|để|"
    r"lần\s+thứ|nhiệm\s+kỳ|yêu\s+cầu|đề\s+nghị|phát\s+động|theo|đã|được|sẽ)(?!\w))|\n\s*\n|,\s*"
    rf"(?=[{CAPITALS}])"
)
_ABOUT = re.compile(r"(?<!tội phạm)\svề(?!\w)")
"""«Cục Cảnh sát điều tra tội phạm về ma túy» is named so; behind any other name it opens what the paper is about."""
_CONCERNED = re.compile(
    r"(?:(?:Cơ quan [Tt]hường trực|Tổ [Gg]iúp việc) (?=Ban ))?(?:Ban [Cc]hỉ đạo|Tổ công tác|Tổ [Gg]iúp việc)"
    r"(?: (?:Trung ương|[Qq]uốc gia|Nhà nước|Chính phủ|[Tt]ỉnh|[Tt]hành phố|của \w+ \w+))?\svề\s(?!việc|kết luận)"
)
"""Bodies that are named by what they are concerned with («Ban Chỉ đạo về phát triển khoa học»)."""
_COMMITTEE = re.compile(r"\bBan chỉ đạo\b")
_FRONT = re.compile(r"\bMTTQ(?=\s+Việt Nam\b)")
_WOMEN = re.compile(r"\bLHPN\b")
_BETWEEN = re.compile(
    r"(?:Kết\s+luận|Quyết\s+định|Thông\s+báo|Kế\s+hoạch|Hướng\s+dẫn|Quy\s+chế)\s+"
    r"(?P<body>(?:[Ll]iên\s+ngành|Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng)\s[^;,.()\d]{3,80}?)\s+số\s*:?\s*$"
)
_PARTY_COMMITTEE = re.compile(r"\b(?:ban chap hanh|bch) dang bo\b")
_LONGEST = 180
_OWN_PLACE = re.compile(r"(?:^|\s)(?P<rank>tỉnh|[Tt]hành phố|Tỉnh|huyện|xã|phường)$")
_PROVINCES = frozenset(("tỉnh", "thành phố"))
"""What the paper's own province is called, be it the one or the other; a lower place is its own by its rank alone."""


def unregistered_issuer(text: Text, start: int, place: Area | None) -> tuple[str, int] | None:
    """Name of the body that stands at `start` and where it ends; a bare «tỉnh» is completed by the document's place."""
    chief = _CHIEF.match(text.content, start, start + _LONGEST)
    start = chief.end() if chief else start
    found = _NAME.match(text.content, start, start + _LONGEST)
    if found is None:
        return None
    end = found.end()
    stop = _ENDS.search(text.content, start, end)
    end = stop.start() if stop else end
    concerned = _CONCERNED.match(text.content, start, end)
    about = _ABOUT.search(text.content, concerned.end() if concerned else start, end)
    end = about.start() if about else end
    surface = text.content[start:end].rstrip(" ,\n\t*_")
    name = " ".join(surface.split())
    if len(name.split()) < 2 or (stop is None and found.end() - start >= _LONGEST):
        return None
    return with_place(name, place), start + len(surface)


def name_in_full(words: str, body: Body) -> str | None:
    """The committee of the Party called in `words` (folded) by what «Tỉnh ủy» is short for; None for any other name."""
    if body.area is None or body.system != "party" or not _PARTY_COMMITTEE.search(" ".join(words.split())):
        return None
    return f"Ban Chấp hành Đảng bộ {body.area.name}"


def with_place(name: str, place: Area | None) -> str:
    """The name as it is written in full: a bare «tỉnh» at its end is the document's own."""
    name = _FRONT.sub("Mặt trận Tổ quốc", _COMMITTEE.sub("Ban Chỉ đạo", name[0].upper() + name[1:]))
    name = _WOMEN.sub("Liên hiệp Phụ nữ", name)
    bare = _OWN_PLACE.search(name) if place is not None else None
    if place is not None and bare is not None and (bare["rank"].lower() in _PROVINCES or place.rank == bare["rank"]):
        return _OWN_PLACE.sub("", name).rstrip() + f" {place.name}"
    return name


def is_named_so(name: str) -> bool:
    """Whether bodies that no register knows are called so."""
    return _NAME.match(name) is not None


def issuer_in_type(text: Text, start: int, place: Area | None) -> str | None:
    """The body between type word and number at `start`: «Kết luận liên ngành tư pháp Trung ương số 23/KL-…»."""
    found = _BETWEEN.search(text.content, max(0, start - _LONGEST), start)
    if found is None:
        return None
    name = " ".join(found["body"].split())
    return with_place(name, place)
