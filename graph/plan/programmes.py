"""Programmes, schemes and projects by their titles, with the paper that approves each where printed beside.

A programme is a programme, scheme («đề án»), or a project that is part of one or named in quotation marks, with *a
title of its own*: in quotation marks, with a period, behind a capital letter where none is due, or a number that
stands for it («Đề án 06»). It is not the decision that approves it. None are «Chương trình này», «các đề án liên quan»,
what is planned to be drawn up and has no title yet, papers («chương trình hành động số …»), strategies, public works
(«Dự án đường ven biển»), the action programme of a body for a paper («Chương trình hành động của Chính phủ thực hiện
Nghị quyết số …», known by the decision that issues it), and a number that only stands in the name of a body («Ban Chỉ
đạo … Đề án 06»).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from cancu.graph.cite import Mention
from cancu.graph.plan.lines import Words
from cancu.graph.plan.model import Programme
from cancu.graph.plan.naming import (
    Openings,
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

_KINDS = "chương trình, đề án, dự án, tiểu dự án, chiến lược"
_OPENINGS = Openings("chuong trinh, de an, du an, tieu du", r"(?=\s+(?:trinh|an|du)\b)")
_PART = (
    r"(?:[\s*_]*\([\s*_]*(?:tiểu )?dự án \d{1,2}[\s*_]*\)|[\s*_]+thuộc (?:tiểu )?dự án \d{1,2}"
    r"|[\s*_]+(?:[-–][\s*_]+)?dự án \d{1,2})"
)
_HEAD = Words(
    rf"(?P<kind>{one_of('chương trình, đề án, dự án, tiểu dự án')})"
    rf"(?P<number>[\s*_]+\d{{1,2}}{_PART}?)?(?=[\s*_:.]*[\w“\"«])"
)
"""Also «Tiểu dự án 2 (Dự án 7)», «Tiểu dự án 2 Dự án 7» and «Tiểu dự án 1 thuộc Dự án 7»."""

_DESCRIBES = Words(
    r"[\s*_]*(?:hành động )?"
    + one_of(
        """hỗ trợ, thúc đẩy, phát triển, nâng cao, đào tạo, bồi dưỡng, tăng cường, đổi mới, chuyển đổi, phòng,
        phòng chống, giảm nghèo, bảo vệ, bảo tồn, giáo dục, chăm sóc, ứng dụng, xóa, tái cơ cấu, cơ cấu lại, kiểm soát,
        truyền thông, khuyến công, khuyến nông, xúc tiến, hoàn thiện, trồng, cải tạo, hợp tác, điều tra, quản lý,
        tổng điều tra, tuyên truyền, sức khỏe, dinh dưỡng, an toàn, củng cố, mở rộng, điều chỉnh, tổ chức, đẩy mạnh,
        xây dựng, dạy, thí điểm, đầu tư, sắp xếp, cung cấp, cấp nước, xã hội hóa, khởi nghiệp, khôi phục,
        giải quyết, giảm, huy động, kết nối, khuyến khích, liên kết, ổn định, phổ cập, phục hồi, tinh giản, tư vấn,
        thu hút, số hóa, hiện đại hóa, tự động hóa, khai thác, phân loại, thích ứng, ứng phó"""
    )
    + r"\b"
)
"""What titles begin with that say what a programme shall do."""

_PLANNED = Words(
    r"\b(?:xây dựng|ban hành|lập|đề xuất|nghiên cứu|trình|soạn thảo|dự thảo)"
    r"(?:,? (?:và|tổ chức|triển khai|thực hiện|các|hoàn thiện|phê duyệt|ban hành))*[\s*_]*$"
)
"""Words before a programme that is still to be drawn up and has no title yet."""

_BY_NUMBER = Words(
    r"(?:(?:chương trình|đề án) (?:0\d|(?!20\d\d)\d{2,4}[ab]?)(?: giai đoạn [ivx]+)?"
    r"(?! (?:năm|triệu|nghìn|ngàn|tỷ|tháng|ngày|trẻ|người)\b)\b"
    r"|chương trình ocop\b)"
)
"""Programmes that everybody calls by a number or by letters."""

_NUMBER_OR_LETTERS = re.compile(r"[a-z]+\s+[a-z]+\s+(?:\d|ocop)")

_IN_A_BODY = Words(r"\b(?:ban chỉ đạo|tổ công tác|ban quản lý|tổ giúp việc|ban điều hành)\b[^.;:()|]{0,160}$")
_PORTAL = Words(r"\bcổng thông tin[\s*_]+$")
_OF_A_BODY = Words(
    r"[\s*_]*(?:chính phủ|quốc hội|thủ tướng|trung ương|đảng|bộ|sở|ubnd|hđnd|ủy ban|uỷ ban|hội|tỉnh|nhà nước|ban|luật"
    r"|mtqg|ocop|tổng|liên hợp|thành phố|nghị|đoàn|mặt trận)\b"
)
"""Words with a capital letter behind a programme that are whose it is and no title."""

_SEVERAL = Words(r"\b(?:các|những|một số|nhiều|mỗi)[\s*_]+$|/[\s*_]*$")
_DESCRIBED_ENDS = Words(
    r"\s+(?:(?<=,\s)"
    + one_of(
        """tập trung, trong đó, bảo đảm, đảm bảo, góp phần, tạo, gắn, từ đó, triển khai, tổ chức, thực hiện, kịp thời,
        nhất là, đặc biệt, ưu tiên, chú trọng, xây dựng, chỉ đạo, khuyến khích, phù hợp, lồng ghép, báo cáo, hiệu quả,
        chương trình, đề án, dự án, kế hoạch, nghị quyết, quyết định"""
    )
    + r"|theo|nhằm|để|do|được|đã|đang|sẽ|là|có|khi(?! sinh\b)|nếu|hay|(?:đối )?với|trên các|trên địa bàn"
    r"|đến (?:người|các)|vào|góp phần"
    r"|của (?:thủ|chính|tỉnh|ubnd|ủy|bộ|sở|ngành|địa phương)|tại (?:kế|quyết|nghị|công|văn|địa phương)"
    r"|trong (?!các (?:cơ sở|khu)|(?:hoạt động|lĩnh vực|giáo dục|học|trường|thanh|trẻ|phụ|nông))"
    r"|và (?:các )?"
    + one_of("chương trình, đề án, dự án, kế hoạch, nghị quyết, quyết định, tổ chức, triển khai, thực hiện")
    + r")\b"
)
"""What ends a title that only its words tell; it may hold commas and «tại»."""

_MIDWAY = Words(r"[\s*_]+(?:là|có)\b")
"""Words in the midst of a description; what stands before them is no title."""

_LISTED = re.compile(r"[\s*_”\"]*(?:\([^()\n]{1,30}\))?[\s*_]*;[\s*_]*(?:và )?")
_CUT = 40
"""Characters by which the period may reach beyond the title as the paper's mention gives it."""

_MIN_DESCRIBED = 6
_GENERIC = Words(r"[\s*_]*(?:(?:mục tiêu|hành động) quốc gia|mtqg|quốc gia|tổng thể)\b")
"""Words that many programmes share; alone they name none."""

_KNOWN = Words(
    r"[\s*_]*"
    + one_of("mỗi xã một sản phẩm, xóa nhà tạm, tiêm chủng mở rộng, sữa học đường, khuyến công quốc gia")
    + r"\b"
)
_CURRICULUM = Words(r"chương trình (?:giáo dục phổ thông|gdpt)(?: năm)? 2018\b")
_NAMELESS = Words(
    r"[\s*_]*(?:[,.;:()]|$|(?:"
    + one_of(
        """này, trên, đã, được, của, phối hợp, theo, khác, liên quan, nêu, gồm, bao gồm, là, làm việc, kỳ họp, kế hoạch,
        và, do, để, cụ thể, sau, số, chi tiết, tại, tổ chức, báo cáo, triển khai, thực hiện, không, phải, có, cần, với,
        trong, tới, giai đoạn, hằng năm, hàng năm, năm, công tác, hành động của, hành động thực hiện, hành động số,
        chung,
        đầu tư công, đầu tư xây dựng, đầu tư phát triển"""
    )
    + r")\b)"
)
_MIDST = one_of(
    """theo, tại, do, đã, được, bằng các, bằng nhiều, bằng những, bằng hình thức, bằng việc, bằng nguồn, nhằm, để,
    hằng năm, hàng năm, đối với, với, khi(?! sinh\\b), sẽ, là, có, hoặc, như, nêu, này"""
)
_STOPS = Words(
    rf"\s+(?:{_MIDST}|"
    + one_of(
        """thuộc, trên địa bàn, và các, tới, cho các, trong, gắn với, bảo đảm, đảm bảo, cũng như, kịp thời, phù hợp,
        đúng,
        nói, nếu, đạt, vào, nên, phải, ngày, năm, giai đoạn, chủ trì"""
    )
    + r"|của (?:thủ|chính|tỉnh|ubnd|ủy|bộ|sở|ngành|địa phương)"
    + rf"|và {one_of(f'{_KINDS}, kế hoạch, nghị quyết, quyết định, chỉ thị, triển khai, tổ chức, thực hiện')})\b"
)
_CLAUSE = Words(
    r"\s(?:theo (?=quyết|nghị|quy)|tại (?=quyết|nghị|kế)|đã được|được (?:phê|ban|thủ|chính|cấp|đồng bộ)|nhằm|kịp thời"
    rf"|thuộc (?={one_of(_KINDS)})|(?<=,\s){one_of(_KINDS)}\b"
    rf"|và (?:các )?(?={one_of(f'{_KINDS}, kế hoạch, nghị quyết, quyết định, chỉ thị')})"
    rf"|và (?:{one_of('tổ chức, triển khai, xây dựng, báo cáo, theo dõi')})\b)"
)
_NUMBERED_ENDS = Words(
    rf"\s+(?:theo|do|thuộc (?={one_of(_KINDS)})"
    rf"|trên địa bàn|tại địa phương|(?<=,\s){one_of(_KINDS)}|và {one_of(_KINDS)}"
    r"|và (?:tổ chức|triển khai|báo cáo|theo dõi))\b"
)
"""What ends the title behind «Dự án 1:»; it may hold commas and «trong»."""

_COLON, _PARTING = re.compile(r"[\s*_]*:?[\s*_]*"), re.compile(r"[\s*_]*[:.]?[\s*_]*")
_ANY = Words("")
_SUB = Words(r"\btiểu[\s*_]+$")
_ROUTINE = Words(r"[\s*_]*(?:công tác (?:năm|của|tháng)|làm việc|phối hợp)\b")
_PART_OF = Words(rf"[\s*_]*thuộc {one_of(_KINDS)}\b")
_COMMAS = Words(
    r"\s*"
    + one_of(
        """chống, chăm sóc, giáo dục, ứng phó, ngăn chặn, bảo vệ, hỗ trợ, nâng cao, phát triển, điều trị, cai nghiện,
        thể thao, gia đình, miền núi, hải đảo, bồi dưỡng, đào tạo, an toàn, hòa bình, nhà dột nát, vùng sâu, vùng xa,
        vùng cao, cứu nạn, vệ sinh, dạy nghề, công nghệ, đổi mới"""
    )
    + r"\b"
)
_YEAR = r"(?:năm )?20\d\d"
_PERIOD = Words(
    rf"[\s*_,(]*(?:(?:(?:cho |trong )?giai đoạn|thời kỳ)[\s*_]+(?:từ )?{_YEAR}[\s*_]*(?:[–-]|đến)[\s*_]*{_YEAR}"
    rf"|đến(?: hết)? {_YEAR})"
    rf"(?:[\s*_]*,?[\s*_]*(?:và )?(?:tầm nhìn|định hướng)[\s*_]+(?:(?:đến|tới) )?{_YEAR})?"
)
"""The time a programme's title ends with: «giai đoạn 2021 - 2030, tầm nhìn đến năm 2045»."""

_PLACE = re.compile(
    r"[\s*_]+(?:tren\s+dia\s+ban|cua|tai)\s+(?:tinh|thanh\s+pho|huyen)(?:\s+[a-z]+(?:[ -][a-z]+){0,3}?)?"
    r"(?=[\s*_]*(?:[,;.:()”\"]|$|\n[\s*_]*\n)|\s+(?:giai|den|nam|theo|duoc|tai|va)\b)"
)
_NO_TITLE = re.compile(r"^\S+ án \d{1,2},|\b(?:thực hiện|triển khai|phê duyệt|ban hành)$")
_PLAN_YEAR = re.compile(r"(?<!đến)(?<!tới)(?<!định hướng)(?<!tầm nhìn)(?<!phổ thông)(?<!GDPT)\s+năm\s+20\d\d$")
_OF_THE_PROVINCE = re.compile(r"(?<!địa bàn)(?<!của)(?<!toàn)(?<!cấp)\s+(?:tỉnh|huyện|thành phố)$")
_APPROVES = Words(
    r"\b(?:phê duyệt|ban hành|thông qua)(?: (?:điều chỉnh|bổ sung|nội dung|các|triển khai|và)|,)*[\s*_“\"«]*$"
)
_APPROVED = Words(
    r"[\s*_,(”\"]*(?:(?:đã )?được[^,;.()]{0,60}?|đã )?(?:phê duyệt|ban hành|thông qua)(?: (?:kèm theo|tại|theo"
    r"|bởi)|:)*[\s*_]*$"
    r"|[\s*_”\"]*,?[\s*_]*(?:ban hành )?kèm theo[\s*_]*$|[\s*_]*[”\"][\s*_]*theo[\s*_]*$"
    r"|[\s*_”\"]*\((?:(?:kèm )?theo )?[\s*_]*$"
)
_APPROVING = frozenset(("quyet-dinh", "nghi-quyet"))
_NEAR = 110
_REACH = 320
_MIN_WORDS, _MAX_WORDS = 4, 60
_OWN_WORDS = 2
_OF_A_RANK = re.compile(r"[\s*_]*(?:tỉnh|thành phố|huyện|xã|phường)\b")
"""Behind «Chương trình mục tiêu quốc gia» whose it is («… tỉnh»), or whose the body that sees to it is."""
_MARKS = '“”"«»(),.;'
_OPENING_LETTERS, _OPENING_WORDS = 40, 3
_GAP = 12
"""Blanks and marks that may stand before a word of a title."""
_SIGN = re.compile(r"[\s,;]+(?:va\s+)?so\s*:?\s*$")
"""Before the number of the next paper of a list: «…, số 290/KH-UBND»."""
_HEADING = re.compile(r"\n[ \t*_]*\d{1,2}(?:\.\d{1,2})*[.)][ \t]+[^\n]{0,50}\n\s*(?=[^\W\d_])")
"""A short numbered line that «chương trình» ends: what stands below it is no title."""
_MAX_BETWEEN = 200
"""Characters between a paper and what it approves: its date, its issuer, «phê duyệt»."""


def programmes(text: Text, outline: Outline, mentions: tuple[Mention, ...], start: int) -> tuple[Programme, ...]:
    """Programmes named behind `start`, where the document's own title ends; one of each name a section."""
    found = list(_all(text, outline, mentions, start))
    approved = {(p.section, p.name): p.approved_at for p in reversed(found) if p.approved_at is not None}
    once = _fullest(list(once_a_section(((_words(p.name), p) for p in found), outline)))
    return tuple(
        replace(p, order=order, approved_at=approved.get((p.section, p.name))) for order, p in enumerate(once, start=1)
    )


def _fullest(found: list[Programme]) -> Iterator[Programme]:
    """`found` without those whose title stands in full elsewhere in their section."""
    titles: dict[str, list[str]] = {}
    for programme in found:
        titles.setdefault(programme.section, []).append(_words(programme.name))
    for programme in found:
        name = _words(programme.name)
        if not any(t != name and t.startswith(f"{name} ") for t in titles[programme.section]):
            yield programme


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower()))


def _all(text: Text, outline: Outline, mentions: tuple[Mention, ...], start: int) -> Iterator[Programme]:
    starts = [m.start for m in mentions]
    behind = start
    for begin in _OPENINGS.among(text, start, outline.length):
        head = _HEAD.match(text, begin, outline.length)
        numbered = _NUMBER_OR_LETTERS.match(text.folded, begin) and _BY_NUMBER.match(text, begin, outline.length)
        if numbered and begin >= behind and is_capital(text, begin) and legible(text, begin):
            alias = behind > start and text.content[behind:begin].strip(" *_\n") == "("
            if not alias and not _IN_A_BODY.search(text, max(start, begin - 180), begin):
                behind = numbered.end()
                yield Programme(
                    section=outline.path_at(begin), start=begin, end=behind, name=surface(text, begin, behind),
                    approved_at=None,
                )  # fmt: skip
            continue
        heading = _HEADING.match(text.content, max(0, text.content.rfind("\n", 0, begin)))
        broken = head is not None and heading is not None and text.content[head.end() : heading.end()].isspace()
        if head is None or broken or _SUB.search(text, max(0, begin - 8), begin):
            continue
        place = bisect_right(starts, begin) - 1
        cited = place >= 0 and begin < mentions[place].end
        if begin < behind or cited or not legible(text, begin) or _PORTAL.search(text, max(start, begin - 40), begin):
            continue
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        sign = _SIGN.search(text.folded, max(begin, following.start - _GAP), following.start) if following else None
        further = sign.start() if sign else following.start if following else outline.length
        limit = min(outline.length, begin + _REACH, further)
        titling = _titling(text, begin, mentions[place]) if place >= 0 else None
        listed = behind > start and _LISTED.fullmatch(text.content, behind, begin) is not None
        end = _end(text, head, limit, titling[1] if titling else None, listed=listed)
        if end is None:
            continue
        name = _OF_THE_PROVINCE.sub("", _PLAN_YEAR.sub("", _printed(text, begin, end)))
        if name.isupper() or _NO_TITLE.search(name) or not _MIN_WORDS <= len(name.split()) <= _MAX_WORDS:
            continue
        behind = end
        paper = titling[0] if titling else _approving(text, end, following)
        yield Programme(
            section=outline.path_at(begin), start=begin, end=end, name=name, approved_at=paper.start if paper else None
        )


def _printed(text: Text, begin: int, end: int) -> str:
    """The title as printed; a quotation that opens in it is closed."""
    name = re.sub(r"\s+:", ":", surface(text, begin, end))
    name = re.sub(r"“\s+", "“", name)
    name = re.sub(r"(?<!\d):\s*(?=[“\"])", " ", name)
    if name.count('"') % 2:
        return f'{name}"'
    return f"{name}”" if name.count("“") > name.count("”") else name


def _title_end(text: Text, begin: int, mention: Mention) -> int | None:
    """Where the title of `mention` ends, of which the words at `begin` are a part; None where they are not."""
    words = (mention.title or "").split()
    opening = [w.strip(_MARKS) for w in text.content[begin : begin + _OPENING_LETTERS].split()[:_OPENING_WORDS]]
    place = next(
        (i for i in range(len(words)) if [w.strip(_MARKS) for w in words[i : i + len(opening)]] == opening), None
    )
    if place is None:
        return None
    position = begin
    for word in words[place:]:
        rest = text.content[position : position + len(word) + _GAP]
        bare = word.strip(_MARKS)
        at = rest.find(bare)
        if at < 0:
            return None
        position += at + len(bare)
    return position


def _titling(text: Text, begin: int, mention: Mention) -> tuple[Mention, int] | None:
    """`mention` where its title says that it approves what is named at `begin`, and where that title ends."""
    if begin - mention.end > _MAX_BETWEEN or _APPROVES.search(text, max(mention.end, begin - 40), begin) is None:
        return None
    end = _title_end(text, begin, mention)
    return (mention, end) if end is not None else None


def _end(text: Text, head: re.Match[str], limit: int, title_end: int | None, *, listed: bool) -> int | None:
    """Where the programme's title ends, at most at `title_end` of the paper that approves it; None for no title.

    `listed` one follows another title and «;», so that its capital letter is none of a sentence's.
    """
    begin, behind = head.span()
    parting = (_PARTING if head["number"] else _COLON).match(text.content, behind)
    body = parting.end() if parting else behind
    words = quoted(text, body, min(len(text.content), body + _REACH))
    if words is not None and is_capital(text, words[0]):
        return words[1]
    if _ROUTINE.match(text, behind, limit):
        return None
    if curriculum := _CURRICULUM.match(text, begin, limit):
        return curriculum.end() if is_capital(text, begin) else None
    if title_end is not None:
        stop = min(limit, title_end)
        return _with_period(text, begin, min(limit, stop + _CUT)) or stop
    generic = _GENERIC.match(text, behind, limit)
    if head["number"]:
        mark = text.content[behind:body].strip(" *_\n")
        numbered = is_capital(text, begin) and (mark == ":" or (mark == "." and opens_sentence(text, begin)))
        return phrase_end(text, body, limit, _NUMBERED_ENDS, commas=_ANY) if numbered else None
    titled = is_capital(text, behind) and not _OF_A_BODY.match(text, behind, limit)
    named = is_capital(text, begin) or (titled and not _SEVERAL.search(text, max(0, begin - 12), begin))
    if not named or _NAMELESS.match(text, generic.end() if generic else behind, limit):
        return None
    dated = _with_period(text, begin, limit)
    if dated is not None:
        return dated
    project = text.folded.startswith("du", begin)
    following = text.content[behind : behind + 20].split()[:1]
    opens = opens_sentence(text, begin) and not listed
    by_capital = titled or (is_capital(text, behind) and not opens)
    by_capital = by_capital and not all(word.isupper() for word in following)
    described = not opens and _described(text, begin, behind, limit)
    if not (generic or by_capital or described or _KNOWN.match(text, behind, limit)):
        return None
    if described and not (generic or by_capital):
        end = phrase_end(text, behind, limit, _DESCRIBED_ENDS, commas=_ANY)
        if _MIDWAY.match(text, end, limit):
            return None
    else:
        end = phrase_end(text, generic.end() if generic else behind, limit, _STOPS, commas=_COMMAS)
    if described and not by_capital and len(text.content[begin:end].split()) < _MIN_DESCRIBED:
        return None
    if project and not generic and not _PART_OF.match(text, end, len(text.content)):
        return None
    own = text.content[generic.end() : end] if generic else ""
    if generic and (len(own.split()) < _OWN_WORDS or _OF_A_RANK.match(own)):
        return None
    place = _PLACE.match(text.folded, end, limit)
    # «trên địa bàn tỉnh» tells where it is carried out.
    return place.end() if place and not text.folded[end : place.end()].lstrip("\n *_").startswith("tren") else end


def _described(text: Text, begin: int, behind: int, limit: int) -> bool:
    """Whether a capital letter where none is due and a verb make what stands at `begin` a title."""
    before = max(0, begin - 60)
    if _PLANNED.search(text, before, begin) or _SEVERAL.search(text, before, begin):
        return False
    return _DESCRIBES.match(text, behind, limit) is not None


def _with_period(text: Text, begin: int, limit: int) -> int | None:
    """End of the title that has a period («… giai đoạn 2021 - 2030») in the clause at `begin`."""
    period = _PERIOD.search(text, begin, limit) if text.content.find("20", begin, limit) >= 0 else None
    if period is None or period.start() > phrase_end(text, begin, limit, _CLAUSE, commas=_ANY):
        return None
    end = period.end()
    # «… đến năm 2030 trên địa bàn tỉnh» tells where it is carried out; before a period the place is part of the title.
    place = _PLACE.match(text.folded, end, limit)
    further = _PERIOD.match(text, place.end(), limit) if place else None
    end = further.end() if further else end
    return begin + len(text.content[begin:end].rstrip(" \n*_,("))


def _approving(text: Text, end: int, following: Mention | None) -> Mention | None:
    """The paper named directly behind the title as the one that approves it."""
    if following is None or not end <= following.start <= end + _NEAR:
        return None
    kind = following.type.slug if following.type else ""
    return following if kind in _APPROVING and _APPROVED.match(text, end, following.start) else None
