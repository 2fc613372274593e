"""Days, months, campaigns, contests, conferences that a plan names: «Tháng hành động vì trẻ em», «Ngày Dân số 26/12».

A common noun is none («hội nghị, hội thảo», «các chiến dịch truyền thông»): a name is known by what it opens with, by
quotation marks, or by a capital letter where none is due.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cancu.graph.fold import fold
from cancu.graph.plan.lines import Words
from cancu.graph.plan.model import Event
from cancu.graph.plan.naming import (
    Openings,
    inside_quotes,
    is_capital,
    legible,
    once_a_section,
    opens_sentence,
    phrase_end,
    quoted,
    surface,
)
from cancu.graph.plan.party_words import one_of
from cancu.graph.read import Outline, Text

_OBSERVED = one_of(
    """quốc tế, thế giới, toàn dân, toàn quốc, gia đình việt nam, pháp luật, dân số, môi trường, thầy thuốc, nhà giáo,
    thương binh, chuyển đổi số, doanh nhân, phụ nữ, đại đoàn kết, quốc khánh, giỗ tổ, trẻ em, người khuyết tật,
    người cao tuổi, hạnh phúc, quyền của người tiêu dùng, báo chí, sách, công tác xã hội, khuyến học, an toàn,
    nước thế giới, đất ngập nước, khí tượng, đa dạng sinh học, phòng chống, vì người nghèo, vì nạn nhân, tim mạch,
    vi chất, tình nguyện, đổi mới sáng tạo, khoa học và công nghệ, thống kê"""
)
_FEASTS = one_of("trung thu, nguyên đán, thiếu nhi, trồng cây, cổ truyền, quân dân, thầy trò, nhân ái, sum vầy")
_CEREMONIES = one_of("phát động, ra quân, mít tinh, kỷ niệm, khai mạc, công bố, tuyên dương, tôn vinh, hưởng ứng, hội")
_MEETINGS = one_of(
    """diễn đàn, chiến dịch, hội nghị, hội thảo, hội thi, hội chợ, hội khỏe, hội khoẻ, hội diễn, cuộc thi, giải thưởng,
    giải, liên hoan, triển lãm, festival, đại hội, giờ trái đất"""
)
_OPENINGS = Openings("thang tuan ngay tet dien le chien hoi cuoc giai lien trien festival dai gio phong", r"(?=[\s*_])")
_HEAD = Words(
    r"(?:(?P<month>tháng (?=hành động|cao điểm|thanh niên|công nhân|nhân đạo|an toàn|khuyến học|cùng ))"
    r"|(?P<week>tuần lễ (?=\w))"
    rf"|(?P<day>ngày (?:hội (?=\w)|(?={_OBSERVED}\b)|(?=(?:[^\W\d_]+ ){{1,4}}(?:thế giới|việt nam)\b)))"
    rf"|(?P<feast>tết (?={_FEASTS}\b))"
    r"|(?P<forum>diễn đàn (?=trẻ em))"
    r"|(?P<drive>cuộc vận động (?=toàn dân|người việt nam|xây dựng người))"
    rf"|(?P<capital>(?:lễ {_CEREMONIES}|{_MEETINGS}) (?=[\w“\"«])))"
)
_QUOTED_HEAD = Words(
    r"(?P<kind>"
    + one_of(
        """cuộc thi, hội thi, giải thưởng, giải, chiến dịch, lễ hội, ngày, ngày hội, tuần lễ, triển lãm, liên hoan,
        phong trào, phong trào thi đua, cuộc vận động"""
    )
    + r")[\s*_]*(?=[“\"«])"
)
_AND = one_of(
    """phòng ngừa, phòng, trẻ em, phát triển, du lịch, thể thao, sáng tạo, công nghệ, ứng phó, vệ sinh, an toàn, bảo vệ,
    môi trường, đổi mới, việc làm, quyền, gia đình, bà mẹ, tệ nạn, hải đảo"""
)
_STOPS = Words(
    r"\s+(?:"
    + one_of(
        """nhằm, để, theo, tại, do, được, bằng, cho, từ, trong, hằng năm, hàng năm, đảm bảo, bảo đảm, năm, các cấp,
        giữa, gắn với, là, có, đã, sẽ, khi, nếu, nên, cùng, hoặc, như, thông qua, đạt, kết hợp,
        diễn ra, tổ chức, phù hợp"""
    )
    + r"|trên (?!cơ sở)|của (?!người|trẻ|phụ nữ|đảng)|đến(?! trường)"
    + rf"|và(?! {_AND}\b))\b|(?<!đối)(?<!phó)\s+với\b|\s+(?:\(|ngày\s)?\d{{1,2}}\s*/\s*\d{{1,2}}\b|\s+\d"
)
_COMMAS = Words(
    r"\s*"
    + one_of("chống, ứng phó, chăm sóc, giáo dục, ngăn chặn, thể thao, gia đình, tìm kiếm, cứu nạn, văn minh, đô thị")
    + r"\b"
)
_DAY = re.compile(
    r"[\s*_,“”\"()]{0,6}(?:ngay\s{1,3})?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?:\s?/\s?(?P<y>20\d\d))?(?![\d/])"
    r"(?:\)?\s*,?\s*nam\s+(?P<yy>20\d\d))?"
)
_POINT = r"(?:ngay\s+)?(?P<d{0}>\d{{1,2}})\s?(?:/|thang)\s?(?P<m{0}>\d{{1,2}})(?:\s?(?:/|nam)\s?(?P<y{0}>20\d\d))?"
_SPAN = re.compile(
    r"[\s*_,“”\"]{0,6}(?:nam\s+20\d\d\s*)?\(?\s*(?:dien ra\s+)?tu\s+"
    + _POINT.format(1)
    + r"\s*(?:-|den)\s*(?:het\s+)?"
    + _POINT.format(2)
)
_YEAR = re.compile(r"[\s*_,“”\"()]{0,6}(?:cac cap\s+)?nam\s+(?P<y>20\d\d)(?!\s*-\s*20)")
_CONGRESS = Words(r"đại hội (?:đại biểu toàn quốc|thi đua yêu nước)\b")
_OF_A_PAPER = Words(r"\b(?:nghị quyết|văn kiện|kết luận|thông báo|chương trình)[\s*_]+$")
_NAMELESS = re.compile(
    r"(?:thang (?:hanh dong|cao diem)|tuan le|ngay (?:quoc te|the gioi|toan dan|toan quoc|phap luat|hoi|phu nu)|le hoi"
    r"|(?:hoi nghi|dai hoi) (?:lan thu|dang|trung uong|can bo|tong ket|so ket|chuyen de|truc tuyen|giao ban)\b.*"
    r"|.* (?:nay|neu tren|tren|quan trong|lon|khac|lien quan|lan thu))$"
)
_DAY_AT_END = re.compile(r"\s*\(?(?:ngày\s+)?\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?20\d\d)?\)?$")
_MIN_WORDS = 3
_REACH = 160


def events(text: Text, outline: Outline, start: int) -> tuple[Event, ...]:
    """Events named behind `start`, where the title ends; one of each name a section."""
    found = ((e.name, e) for e in _all(text, outline, start))
    return tuple(replace(e, order=order) for order, e in enumerate(once_a_section(found, outline), start=1))


def _all(text: Text, outline: Outline, start: int) -> Iterator[Event]:
    behind = start
    quotes = any(mark in text.content for mark in '“"«')
    for offset in _OPENINGS.among(text, start, outline.length):
        if offset < behind or not legible(text, offset):
            continue
        head = _HEAD.match(text, offset, outline.length)
        event = _named(text, outline, head) if head else None
        event = event or (_called(text, outline, offset) if quotes else None)
        if event is not None:
            behind = event.end
            yield event


def _called(text: Text, outline: Outline, offset: int) -> Event | None:
    """«cuộc thi “Trường em xanh mát”»: a common noun with a name in quotation marks."""
    head = _QUOTED_HEAD.match(text, offset, outline.length)
    inside = quoted(text, head.end(), outline.length) if head else None
    if head is None or inside is None:
        return None
    words = surface(text, *inside)
    if len(words.split()) < _MIN_WORDS or _HEAD.match(text, *inside):
        return None
    return _event(text, outline, f"{surface(text, *head.span('kind'))} “{words}”", offset, inside[1] + 1)


def _named(text: Text, outline: Outline, match: re.Match[str]) -> Event | None:
    begin = match.start()
    head = next(k for k, v in match.groupdict().items() if v is not None)
    if not _is_name(text, match, head):
        return None
    end = inside_quotes(text, begin) or begin
    if not begin < end <= begin + _REACH:
        end = phrase_end(text, match.end(), min(outline.length, begin + _REACH), _STOPS, commas=_COMMAS)
    dated = _DAY_AT_END.search(text.content, match.end(), end)
    end = dated.start() if dated else end
    name = surface(text, begin, end)
    short = len(name.split()) < (_MIN_WORDS if head in ("day", "capital", "month", "week") else _MIN_WORDS - 1)
    if name.isupper() or short or _NAMELESS.match(fold(name)):
        return None
    return _event(text, outline, name, begin, end)


def _is_name(text: Text, match: re.Match[str], head: str) -> bool:
    """Whether what opens so is a name: by its capitals, save for the few that are always names."""
    begin = match.start()
    if head == "capital":
        shouted = text.content[begin : match.end()].isupper()
        ceremony = text.folded.startswith("le", begin) or _CONGRESS.match(text, begin, match.end() + _REACH)
        common = not ceremony and not is_capital(text, match.end())
        plain = shouted or common or opens_sentence(text, begin) or _of_a_paper(text, begin)
        return is_capital(text, begin) and not plain
    if head == "day":
        return is_capital(text, begin) or is_capital(text, match.end())
    if head in ("month", "week"):
        return is_capital(text, begin) or text.folded.startswith("thang hanh dong", begin)
    return True


def _of_a_paper(text: Text, begin: int) -> bool:
    """«Nghị quyết Đại hội …»: the paper is meant, not the congress."""
    return _OF_A_PAPER.search(text, max(0, begin - 30), begin) is not None


def _event(text: Text, outline: Outline, name: str, start: int, end: int) -> Event:
    when, stop = _when(text, end)
    return Event(section=outline.path_at(start), start=start, end=max(end, stop), name=name, date=when)


def _when(text: Text, end: int) -> tuple[str | None, int]:
    """The time printed directly behind a name, and where it ends."""
    span = _SPAN.match(text.folded, end)
    if span:
        year = span["y2"] or span["y1"]
        first, last = _iso(span["y1"] or year, span["m1"], span["d1"]), _iso(year, span["m2"], span["d2"])
        if first and last:
            return f"{first}/{last}", span.end()
    day = _DAY.match(text.folded, end)
    if day and (found := _iso(day["y"] or day["yy"], day["m"], day["d"])):
        return found, day.end()
    year_only = _YEAR.match(text.folded, end)
    return (year_only["y"], year_only.end()) if year_only else (None, end)


def _iso(year: str | None, month: str, day: str) -> str | None:
    """A day in full, or «--12-26» where no year is printed; None for a day that no calendar has."""
    try:
        known = date(int(year or 2024), int(month), int(day))
    except ValueError:
        return None
    return known.isoformat() if year else f"--{known.month:02}-{known.day:02}"
