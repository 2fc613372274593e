"""Days, months, campaigns, contests, conferences that a plan names: «Tháng hành động vì trẻ em», «Ngày Dân số 26/12».

An event is a gathering, a campaign or movement, a contest, or a day, week, month or year of observance *with a name of
its own*. A name shows by quotation marks, by a capital letter where none is due, or by what it opens with. None are
common nouns («hội nghị, hội thảo», «các chiến dịch truyền thông»), a day in the life of a paper («ngày Luật này có
hiệu lực»), and a meeting after which only a paper is called («Nghị quyết Đại hội …»). The year, the day and the place
are no part of the name: «Tết Nguyên đán 2026» is «Tết Nguyên đán», its time 2026. An emulation drive that the title of
the plan names is one wherever the plan calls it in those words, whatever its letters; «phong trào thi đua cao điểm»,
«Tháng hành động» alone and the phases of a drive («đợt 1») are none.
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
_CEREMONIES = one_of(
    """phát động, ra quân, mít tinh, kỷ niệm, khai mạc, bế mạc, công bố, tuyên dương, tôn vinh, vinh danh, tri ân,
    hưởng ứng, hội, khởi công, khánh thành, thông xe, khai trương, ra mắt, trao giải, trao tặng, ký kết, đón nhận,
    xuất quân, dâng hương, giỗ tổ, phật đản"""
)
_MEETINGS = one_of(
    """diễn đàn, chiến dịch, hội nghị, hội thảo, hội thi, hội chợ, hội khỏe, hội khoẻ, hội diễn, cuộc thi, giải thưởng,
    giải, liên hoan, triển lãm, festival, đại hội, giờ trái đất"""
)
_OPENINGS = Openings(
    """thang, tuan le, ngay, tet, dien dan, le, chien dich, hoi thi, hoi cho, hoi dien, hoi nghi, hoi thao, hoi khoe,
    cuoc thi, cuoc van, giai, lien hoan, trien lam, festival, dai hoi, gio trai, phong trao, dot thi, dot cao,
    dem hoi""",
    r"(?=[\s*_]+[^\s*_\d])",
)
_YEARS = Openings("nam du, nam an, nam quoc, nam thanh", r"(?=\s+(?:du\s+lich|an\s+toan|quoc\s+te|thanh\s+nien)\b)")
_JUBILEES = Openings("ky niem", r"(?=\s+niem\s+(?:lan\s+thu\s+)?\d)")
_HEAD = Words(
    r"(?:(?P<month>tháng (?="
    + one_of(
        """hành động, cao điểm, thanh niên, công nhân, nhân đạo, an toàn, khuyến học, khuyến mại, khuyến mãi, cùng,
        vệ sinh, bán hàng, tri ân, phụ nữ"""
    )
    + r"\b))|(?P<week>tuần lễ (?=\w))"
    r"|(?P<year>năm (?=du lịch quốc gia|an toàn giao thông|quốc tế|thanh niên tình nguyện))"
    rf"|(?P<day>ngày (?:hội (?!đồng|nghị|viên|thảo|thi\b|chợ|ý|của\b|trước\b|này\b)(?=\w)|(?={_OBSERVED}\b)"
    r"|(?=(?:[^\W\d_]+ ){1,4}(?:thế giới|việt nam)\b)))"
    r"|(?P<other>ngày (?:lễ )?(?=[^\W\d_]))"
    rf"|(?P<feast>tết (?={_FEASTS}\b))"
    r"|(?P<forum>diễn đàn (?=trẻ em))"
    r"|(?P<jubilee>(?:lễ )?kỷ niệm (?:lần thứ )?\d{1,4} (?:năm|ngày) (?="
    r"ngày|thành lập|giải phóng|chiến thắng|cách mạng))"
    r"|(?P<drive>cuộc vận động (?=toàn dân|người việt nam|xây dựng người))"
    r"|(?P<contest>(?:phong trào|đợt) thi đua (?="
    + one_of(
        """lập thành tích, xây dựng, đổi mới sáng tạo, cả nước, chung tay, chung sức, làm giàu, học tập, toàn dân,
        quyết thắng, đặc biệt, cao điểm, thực hành, chào mừng"""
    )
    + rf"\b))|(?P<hour>giờ trái đất\b)|(?P<capital>(?:lễ {_CEREMONIES}|{_MEETINGS}) (?=[\w“\"«])))"
)
_QUOTED_HEAD = Words(
    r"(?P<kind>"
    + one_of(
        """cuộc thi, hội thi, giải thưởng, giải, chiến dịch, lễ hội, lễ phát động, lễ ra quân, ngày, ngày hội, tháng,
        tháng cao điểm, tháng hành động, tuần lễ, triển lãm, liên hoan, hội chợ, hội diễn, hội nghị, hội thảo,
        diễn đàn, đêm hội, đợt thi đua, đợt cao điểm, phong trào, cuộc vận động"""
    )
    + r"(?: (?!(?:"
    + one_of("với, và, có, theo, là, gồm, cho, tại, do, chủ đề, khẩu hiệu, thông điệp")
    + r")\b)[^\W\d_]+){0,3})[\s*_]*(?=[“\"«])"
)
_TOLD = Words(
    one_of(
        """tìm hiểu, nghiên cứu, sáng tác, sáng tạo, sáng kiến, trực tuyến, viết, vẽ, ảnh, tiếng hát, văn nghệ,
        văn hóa, khởi nghiệp, khoa học, kỹ thuật, tin học, xúc tiến, kết nối, gặp mặt, đối thoại, giáo viên,
        tuyên truyền, bóng đá, bóng chuyền, điền kinh, việt dã, đua thuyền, thanh niên, tiêm, làm sạch, tổng vệ sinh,
        nông nghiệp, thương mại, hàng việt nam, sản phẩm, an toàn, cán bộ, báo cáo viên, tay nghề"""
    )
    + r"\b"
)
"""What the names of contests, fairs and drives go on with behind a capital letter: «Hội thi tìm hiểu …»."""

_NO_NAME = Words(
    r"(?:"
    + one_of(
        """luật, nghị, quyết, thông tư, thông báo, quy, chỉ thị, kế hoạch, hợp đồng, bộ, sở, ủy, uỷ, ubnd, hđnd,
        chính phủ, quốc hội, thủ tướng,
        thứ(?! bảy tình nguyện), chủ nhật(?! xanh| tình nguyện), chủ tịch, ban, hội đồng, công văn,
        công an, công ty, công bố,
        công điện, văn bản, văn phòng, giấy, đơn, dự, tòa, toà, viện, cơ quan, tỉnh, thành phố, trung tâm,
        trung ương, tổ, cục, chi, phòng, đảng, đoàn, trường, kho bạc, ngân hàng, bên, nhà nước, mặt trận,
        hiệp, điều, biên bản, hồ sơ, báo, chương trình, đề án, dự án, âm lịch, dương lịch, nhất, nhì, ba, tư,
        khuyến khích, xuất sắc, đặc biệt, vàng, bạc, đồng"""
    )
    + r"|[ivx]{1,5})\b"
)
"""Words, mostly of papers and bodies, behind «ngày», «hội nghị», «giải» that no event is called by."""

_HONOURED = Words(
    r"\b"
    + one_of("kỷ niệm, hưởng ứng, chào mừng, mừng, nhân, nhân dịp, dịp, tổ chức, phát động, ra quân")
    + r"[\s*_“\"]*$"
)
_AND = one_of(
    """phòng ngừa, phòng, trẻ em, phát triển, du lịch, thể thao, sáng tạo, công nghệ, ứng phó, vệ sinh, an toàn, bảo vệ,
    môi trường, đổi mới, việc làm, quyền, gia đình, bà mẹ, tệ nạn, hải đảo, cứu nạn, cứu hộ, chữa cháy, chống,
    giáo dục, đào tạo, văn minh, học tập, người khuyết tật, vị thành niên, trung học, sử dụng"""
)
_STOPS = Words(
    r"\s+(?:"
    + one_of(
        """nhằm, để, theo, tại, do, được, từ, trong, hằng năm, hàng năm, đảm bảo, bảo đảm, năm, các cấp,
        giữa, gắn với, vào, trước, là, có, đã, sẽ, khi, nếu, nên, cùng, hoặc, như, thông qua, đạt, kết hợp,
        diễn ra, tổ chức, phù hợp, nhiệm kỳ, tiếp tục, nói chung, nói riêng, sau đây, trở thành, gồm, bao gồm, theo đó,
        hiệu quả, thiết thực, thành công, dành, vừa, kết thúc, bắt đầu, khép lại,
        đang"""
    )
    + r"|bằng (?:các|nhiều|những|hình thức|việc|sự|nguồn|cách)|trên (?!cơ sở)"
    r"|của (?!người|trẻ|phụ nữ|đảng)|đến(?! trường)" + rf"|và(?! {_AND}\b))\b|(?<!làm)\s+cho\b|(?<!đối)(?<!phó)\s+với\b"
    rf"|\s+(?:\(|ngày\s)?\d{{1,2}}\s*/\s*\d{{1,2}}\b|(?<!thứ)\s+\d"
)
_COMMAS = Words(
    r"\s*"
    + one_of(
        """chống, ứng phó, chăm sóc, giáo dục, ngăn chặn, thể thao, gia đình, tìm kiếm, cứu nạn, văn minh, đô thị,
        vệ sinh, thống nhất, chữa cháy, kỹ thuật, công nghệ, miền núi, hải đảo, hòa bình, chăm lo, dược"""
    )
    + r"\b"
)
_DAY = re.compile(
    r"[\s*_,“”\"()]{0,6}(?:ngay\s{1,3})?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?:\s?/\s?(?P<y>20\d\d))?(?![\d/])"
    r"(?:\)?\s*,?\s*nam\s+(?P<yy>20\d\d))?"
)
_POINT = r"(?:ngay\s+)?(?P<d{0}>\d{{1,2}})\s?(?:/|thang)\s?(?P<m{0}>\d{{1,2}})(?:\s?(?:/|nam)\s?(?P<y{0}>20\d\d))?"
_SPAN = re.compile(
    r"[\s*_,“”\"]{0,6}(?:nam\s+20\d\d\s*)?(?:\(?\s*(?:dien ra\s+)?tu\s+|\(\s*)"
    + _POINT.format(1)
    + r"\s*(?:-|den)\s*(?:het\s+)?"
    + _POINT.format(2)
)
_YEAR = re.compile(r"[\s*_,“”\"()]{0,6}(?:cac cap\s+)?(?:nam\s+)?(?P<y>20\d\d)(?![\d/]|\s*-\s*20)")
_CONGRESS = Words(
    r"đại hội (?:đại biểu (?:toàn quốc|đảng bộ (?:[^\W\d_]+ ){1,5}?lần thứ)|thi đua yêu nước"
    r"|(?:đảng )?(?:toàn quốc )?(?:lần thứ )?[ivx]+ của đảng)\b"
)
_SAID_OF = Words(r"\b(?:là|thành|như)[\s*_]+$")
"""Words before «Ngày hội đại đoàn kết» that make it what something is said to be."""

_NEXT_QUOTED = re.compile(r"[\s*_]*(?:,|;|va\b)[\s*_]*(?=[“\"«])")
_PAIRED = re.compile(r"\s[-–]\s(?=(?:Văn hóa|Du lịch|Thể thao|Nghệ thuật|Ẩm thực|Thương mại|Công nghệ)\b)")
"""«Tuần lễ Văn hóa - Du lịch …»: the dash joins two matters of one name."""
_MORE = re.compile(r"(?:,|\s+và)[\s*_]+")
_NATIONAL = re.compile(r"(?:viet nam|the gioi|quoc gia|quoc te|toan quoc)$")
_OF_A_PAPER = Words(r"\b(?:nghị quyết|văn kiện|kết luận|thông báo|chương trình)[\s*_]+$")
_NAMELESS = re.compile(
    r"(?:thang (?:hanh dong|cao diem)|tuan le|ngay (?:quoc te|the gioi|toan dan|toan quoc|phap luat|hoi|phu nu)|le hoi"
    r"|(?:hoi nghi|dai hoi) (?:lan thu|dang|trung uong|can bo|tong ket|so ket|chuyen de|truc tuyen|giao ban)\b.*"
    r"|le (?:[a-z]+ ){1,2}(?:cap|tai|va|o|trong|cac|tren)\b.*"
    r"|.* (?:nay|neu tren|tren|quan trong|lon|khac|lien quan|lan thu))$"
)
_DAY_AT_END = re.compile(r"\s*\(?(?:ngày\s+)?\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?20\d\d)?\)?$")
_DRIVE = re.compile(r"(?:phong\s+trao|dot)\s+thi\s+dua\s")
_WORD = re.compile(r"\w+")
_DRIVE_END = re.compile(
    r"\s*(?:[.;:()|]|\n[ \t]*\n)|\s+(?:tren\s+dia\s+ban|nham|theo|trong\s+toan|nam\s+20)\b|,\s+cu\s+the\b"
)
_MIN_OF_TITLE = 7
"""Words of a drive that the title names: those of its kind and three of its own."""
_MIN_WORDS, _MIN_QUOTED = 3, 2
_REACH = 160


def events(text: Text, outline: Outline, start: int) -> tuple[Event, ...]:
    """Events named behind `start`, where the title ends; one of each name a section."""
    found = ((e.name, e) for e in _all(text, outline, start))
    return tuple(replace(e, order=order) for order, e in enumerate(once_a_section(found, outline), start=1))


def _all(text: Text, outline: Outline, start: int) -> Iterator[Event]:
    behind = start
    limit = outline.length
    offsets = (at for o in (_OPENINGS, _YEARS, _JUBILEES) for at in o.among(text, start, limit))
    for offset in sorted(offsets):
        if offset < behind or not legible(text, offset):
            continue
        found = list(_called(text, outline, offset))
        head = None if found else _HEAD.match(text, offset, limit)
        found += [event] if head and (event := _named(text, outline, head)) else []
        found = found or list(_of_the_title(text, outline, offset, start))
        for event in found:
            behind = event.end
            yield event


def _of_the_title(text: Text, outline: Outline, offset: int, title_end: int) -> Iterator[Event]:
    """«phong trào thi đua …» in the words in which the title names it, whatever its letters: the plan is about it."""
    drive = _DRIVE.match(text.folded, offset)
    in_title = _DRIVE.search(text.folded, 0, title_end) if drive else None
    if in_title is None:
        return
    limit = min(outline.length, offset + 2 * _REACH)
    ours = _WORD.findall(text.folded, offset, limit)[:_MIN_OF_TITLE]
    if ours == _WORD.findall(text.folded, in_title.start(), title_end)[:_MIN_OF_TITLE]:
        stop = _DRIVE_END.search(text.folded, offset, limit)
        end = stop.start() if stop else limit
        yield _event(text, outline, surface(text, offset, end), offset, end)


def _called(text: Text, outline: Outline, offset: int) -> Iterator[Event]:
    """«phong trào “Trường em xanh mát”, “Nhà sạch, ngõ đẹp”»: a common noun with names in quotation marks."""
    head = _QUOTED_HEAD.match(text, offset, outline.length)
    position = head.end() if head else None
    while head and position is not None and (inside := quoted(text, position, outline.length)):
        words = surface(text, *inside)
        if len(words.split()) >= _MIN_QUOTED and not _HEAD.match(text, *inside):
            name = f"{surface(text, *head.span('kind'))} “{words}”"
            yield _event(text, outline, name, offset if position == head.end() else inside[0], inside[1] + 1)
        further = _NEXT_QUOTED.match(text.folded, inside[1] + 1, outline.length)
        position = further.end() if further else None


def _named(text: Text, outline: Outline, match: re.Match[str]) -> Event | None:
    begin = match.start()
    head = next(k for k, v in match.groupdict().items() if v is not None)
    if not _is_name(text, match, head):
        return None
    end = inside_quotes(text, begin) or begin
    if not begin < end <= begin + _REACH:
        end = _name_end(text, match, head, min(outline.length, begin + _REACH))
    dated = _DAY_AT_END.search(text.content, match.end(), end)
    end = dated.start() if dated else end
    name = surface(text, begin, end)
    long_enough = 2 if head in ("hour", "feast", "forum") else 5 if head == "contest" else _MIN_WORDS
    nameless = _NAMELESS.match(fold(name)) and not _CONGRESS.match(text, begin, end)
    if name.isupper() or len(name.split()) < long_enough or nameless:
        return None
    if head == "other" and not _is_kept(text, begin, end):
        return None
    return _event(text, outline, name, begin, end)


def _name_end(text: Text, match: re.Match[str], head: str, limit: int) -> int:
    """Where the name ends; one of a country or the world may hold «và» («Ngày Sách và Văn hóa đọc Việt Nam»)."""
    end = phrase_end(text, match.end(), limit, _STOPS, commas=_COMMAS)
    paired = _PAIRED.match(text.content, end, limit)
    end = phrase_end(text, paired.end(), limit, _STOPS, commas=_COMMAS) if paired else end
    further = end
    while head in ("day", "other", "week", "capital") and (more := _MORE.match(text.content, further, limit)):
        begin = more.end()
        if not is_capital(text, begin) or _HEAD.match(text, begin, limit) or _NO_NAME.match(text, begin, limit):
            break
        further = phrase_end(text, begin, limit, _STOPS, commas=_COMMAS)
        if _NATIONAL.search(fold(text.content[match.start() : further])):
            return further
    return end


def _is_name(text: Text, match: re.Match[str], head: str) -> bool:
    """Whether what opens so is a name: by its capitals, save for the few that are always names."""
    begin, behind = match.start(), match.end()
    whole = inside_quotes(text, begin) is not None and is_capital(text, begin)
    called = is_capital(text, behind) and (whole or not _NO_NAME.match(text, behind, behind + 20))
    if head == "capital":
        shouted = text.content[begin:behind].isupper()
        if not is_capital(text, begin) or shouted or _of_a_paper(text, begin):
            return False
        if text.folded.startswith("le", begin) or _CONGRESS.match(text, begin, behind + _REACH):
            return called or not opens_sentence(text, begin)
        told = _TOLD.match(text, behind, behind + 20) is not None and not opens_sentence(text, begin)
        return called or told
    if head == "day":
        said_of = _SAID_OF.search(text, max(0, begin - 12), begin)
        return not said_of and (is_capital(text, begin) or is_capital(text, behind))
    if head == "other":
        return called
    if head == "contest":
        return is_capital(text, begin) and not opens_sentence(text, begin)
    if head in ("month", "week", "year", "hour"):
        return is_capital(text, begin) or called or text.folded.startswith("thang hanh dong", begin)
    return True


def _is_kept(text: Text, begin: int, end: int) -> bool:
    """Whether the words around a day or in its name say that it is kept: «hưởng ứng Ngày …», «ngày lễ …», «(18/5)»."""
    if _HONOURED.search(text, max(0, begin - 30), begin) or _when(text, end)[0] or inside_quotes(text, begin):
        return True
    name = text.folded[begin:end]
    return _NATIONAL.search(name) is not None or re.match(r"ngay\s+le\b", name) is not None


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
