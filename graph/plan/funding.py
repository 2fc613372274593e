"""Where the money comes from: «ngân sách nhà nước», «nguồn xã hội hóa», «các nguồn hợp pháp khác», with amounts.

A source is what the document says its own work is paid from: in a section about money, of an annex too, or in a
sentence whose subject is the money («Kinh phí thực hiện do ngân sách tỉnh bảo đảm»). None are the money a body shall
set aside among its duties, what money is spent on, the parts of a source («ngân sách địa phương: vốn đầu tư công; …»),
and what a budget could bear («khả năng cân đối ngân sách tỉnh»). Enterprises and investors are one where they pay with
their own money.

A name is as printed with what says whose money it is («nguồn kinh phí khen thưởng của tỉnh», «ngân sách tỉnh đối ứng»);
«nguồn» before a budget, «hình thức» before a partnership, the year and the estimate of a budget («dự toán ngân sách
tỉnh») are no part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cancu.graph.plan.budget_tables import BudgetRow, budget_rows
from cancu.graph.plan.headings import Section, annex_sections, inherited
from cancu.graph.plan.lines import Words, clean, sentences
from cancu.graph.plan.model import Funding
from cancu.graph.plan.naming import Openings, legible, once_a_section, phrase_end
from cancu.graph.plan.party_words import one_of
from cancu.graph.plan.subjects import title_alone
from cancu.graph.plan.values import decimal
from cancu.graph.read import Outline, Text
from cancu.graph.scanning import letters_first

_TITLE = re.compile(
    r"\b(?:kinh phi|nhu cau von|von thuc hien|nguon von|nguon luc (?:tai chinh|thuc hien)|nguon huy dong"
    r"|nguon tai chinh"
    r"|ngan sach thuc hien|co che tai chinh)\b"
)
_MONEY = re.compile(r"kinh\s+phi")
_DUTY = re.compile(
    r"(?:bo tri|phoi hop|tham muu|can doi|huong dan|tham dinh|chu tri|huy dong|lap|cap|quan ly|kiem tra"
    r"|tong hop(?! (?:kinh phi|nhu cau|nguon|von)\b)"
    r"|su dung|co(?! che))\b"
)
"""Titles about money that say what somebody shall do are no headings above sources."""

_OTHER_MEANS = re.compile(letters_first(r"\b(?:nguyen lieu|hang hoa|vat tu|nhan luc|co so vat chat|nhan su)\b"))
_MAX_TITLE, _MAX_TITLE_WORDS = 90, 9
_PAID = Words(
    r"[\s*_-]*(?:[a-zđ]\)[\s*_]*)?(?:(?:về|nguồn|toàn bộ|phần|tổng) )*"
    r"kinh phí(?: để)?(?: bảo đảm| đảm bảo| triển khai| tổ chức)?"
    r"(?: thực hiện| triển khai| tổ chức| hoạt động)?[^.;]{0,120}?"
    r"(?:\b(?:từ|bao gồm|gồm|bố trí|bảo đảm|đảm bảo|sử dụng|chi trả|lồng ghép|huy động|do)\b|:)"
)
"""A sentence of its own about what the work is paid from; that a body shall set money aside tells no source."""

_LEVEL = (
    r"(?:nhà nước|trung ương|địa phương|các cấp|nhà trường"
    r"|(?:cấp )?(?:tỉnh|thành phố|huyện|xã|phường|đặc khu)(?:, phường)?|quốc gia)\b"
)
_OF_WHOM = one_of("tổ chức, doanh nghiệp, cá nhân, nhà hảo tâm, người dân, cộng đồng, trung ương, nhà tài trợ")
_PAYER = "(?:doanh nghiệp|nhà đầu tư|chủ đầu tư)"
_OPENINGS = Openings(
    """ngan sach, von, nguon, kinh phi, dong gop, du toan, van dong, ung ho, tai tro, ho tro, long ghep, quy,
    hinh thuc, mo, xa hoi hoa, doanh nghiep, nha dau tu, chu dau tu, nsnn, nstw, nsdp, ns""",
    "",
    anywhere=False,
)
_SOURCE = Words(
    rf"\b(?:(?P<budget>(?:vốn )?(?:(?:ngân sách|ns) (?:{_LEVEL}|hằng năm\b"
    rf"|hàng năm\b|tự chủ\b)|nsnn\b|nstw\b|nsđp\b))(?:(?: , |, | , |/| và )(?:ngân sách )?{_LEVEL})*(?: đối ứng\b)?"
    r"|(?P<regular>kinh phí (?:chi )?thường xuyên\b[^,.;:|]{0,50}?\b(?:dự toán[^,.;:|]{0,40}? )?(?:hằng|hàng) năm\b"
    r"|(?:nguồn )?dự toán (?:chi |ngân sách |kinh phí )*"
    r"(?:(?:hằng|hàng) năm|(?:đã )?được giao(?: (?:hằng|hàng) năm)?)\b"
    r"|kinh phí (?:đã )?được (?:giao|cấp|bố trí)(?: trong dự toán[^,.;:|]{0,30}?)? (?:năm 20\d\d|(?:hằng|hàng) năm)\b"
    r"|(?:nguồn )?kinh phí tự chủ\b)"
    r"|(?P<outside>(?:nguồn (?:lực |vốn )*|vốn )ngoài ngân sách(?: nhà nước)?\b)"
    r"|(?P<whole>nguồn (?:vốn |kinh phí |lực |huy động |thu |tài chính |tài trợ )*(?:hợp pháp(?: khác)?"
    r"|khác(?: theo quy định)?)"
    r"|vận động xã hội h(?:óa|oá)\b|vận động (?:tài trợ|ủng hộ)(?=[\s*_]*:[\s*_]*\d)"
    r"|(?:nguồn |vốn |kinh phí )(?:vốn |lực |kinh phí |huy động |từ )*xã hội h(?:óa|oá)"
    r"|xã hội h(?:óa|oá)(?=[\s*_]*(?::[\s*_]*|\|[\s*_|]*)\d)|(?<=\|\s)xã hội h(?:óa|oá)(?=[\s*_]*\|))\b"
    r"|(?P<kind>nguồn (?:vốn |kinh phí )*(?:"
    + one_of(
        """tài trợ, viện trợ, đóng góp, đầu tư của, đầu tư từ, đầu tư(?=\\x2c), đầu tư công, oda, fdi, dự phòng,
        vận động, vay, huy động, hỗ trợ, thu từ, thu học phí, thu dịch vụ, thu sự nghiệp, sự nghiệp, chi thường xuyên,
        chi sự nghiệp, tín dụng, tự có, đối ứng, quỹ, bảo hiểm y tế, doanh nghiệp, của doanh nghiệp,
        của các doanh nghiệp, trái phiếu, khen thưởng, tài chính công đoàn, chăm sóc sức khỏe ban đầu,
        phòng chống dịch, phòng\\x2c chống dịch"""
    )
    + r")\b"
    r"|kinh phí (?:sự nghiệp (?=[^\W\d_])|khuyến nông\b)"
    r"|vốn (?:"
    + one_of(
        """tín dụng, vay, đầu tư công, sự nghiệp, đối ứng, oda, fdi, tự có, doanh nghiệp, trái phiếu, của doanh nghiệp,
        của các doanh nghiệp, của nhà đầu tư, của người dân"""
    )
    + r")\b)"
    r"|(?P<shared>(?:hình thức|mô hình) (?P<partnership>(?:hợp|đối) tác công[\s-]*tư\b(?: khác\b)?(?:\s*\(?ppp\b\)?)?))"
    r"|(?P<own>kinh phí (?:và các nguồn lực )?của (?:các )?(?:doanh nghiệp|nhà đầu tư)\b)"
    rf"|(?P<payer>{_PAYER}\b)"
    r"|(?P<given>(?:kinh phí (?=hỗ trợ))?(?:đóng góp|ủng hộ|tài trợ|hỗ trợ)(?: (?:tự nguyện|kinh phí|ủng hộ"
    r"|hợp pháp))? (?:của|từ) (?:các )?"
    rf"(?={_OF_WHOM}))"
    r"|(?P<merged>(?:kinh phí |vốn |nguồn )?lồng ghép (?:kinh phí |nguồn vốn |nguồn )?(?=(?:vào |từ |trong "
    r"|với |của )*(?:các )?"
    r"(?:chương trình|đề án|dự án|kế hoạch)))"
    r"|(?P<fund>quỹ (?=[^\W\d_])))"
)
_OPENS_ROW = re.compile(r"(?:[\s*_+•–-]|\b(?:nguon|von|kinh phi|tu)\b)*")
"""What may stand before the source in the name of a row."""
_LEVELS = Words(_LEVEL)
_TOGETHER = Words(r"\b(?:tổng|cộng|chung)\b")
"""Before an amount: it is that of all sources together."""
_ANOTHER = Words(r"\b(?:nguồn|kinh phí|ngân sách|quỹ|vốn)\b")
"""Between a source and an amount: it may be that of another source, which is not read."""
_BEARS = Words(
    rf"[\s*_-]*(?:do )?(?:các )?(?:ngân sách {_LEVEL}|{_PAYER}\b[^.;:]{{0,60}}?) (?:chủ động )?(?:tự )?"
    r"(?:bảo đảm|đảm bảo) (?:nguồn )?kinh phí\b"
)
"""A sentence of its own that says who bears the costs."""
_BEARING = Words(r"[^.;:,]{0,60}? (?:chủ động )?(?:tự )?(?:bảo đảm|đảm bảo) (?:nguồn )?kinh phí\b")
_PAID_BY = Words(
    r"\bkinh phí(?: để)?(?: thực hiện| triển khai| tổ chức)?(?: kế hoạch)?(?: được)?(?: bố trí| huy động)? từ"
    r" (?:các )?$"
)
"""Around enterprises and investors these make them a source: their own money pays."""
_IN = Words(r"\btrong[\s*_]+$")
_TELLING = re.compile(r"(?:tài trợ|viện trợ|đóng góp|đầu tư|tai tro|vien tro|dong gop|dau tu)")
_GIVEN = Words(r"(?:tài trợ|đóng góp|hỗ trợ|ủng hộ)\b")
_FROM = Words(r"\s+từ\b")
_SEVERAL = Words(r"\bcác[\s*_]+$")
_STOPS = Words(
    r"\s+"
    + one_of(
        """để, nhằm, theo, được, trong, phục vụ, cho, thực hiện, hoặc, phải, của pháp luật, thuộc, nếu, tại,
        phân bổ, hằng năm, hàng năm, đã, khi, do, bảo đảm, đảm bảo, liên quan, trên, có liên quan, triển khai,
        thuê, chi, mua, chủ động, tự đảm bảo, tự bảo đảm, và(?! phát triển| miền núi)"""
    )
    + r"\b|\s+(?=\d{1,3}(?:\.\d{3})+\b|\d+(?:,\d+)? (?:nghìn|triệu|tỷ|đồng))"
)
_NOT_A_SOURCE = Words(
    r"\b(?:luật|nghị định|thông tư|thu|chi|nộp|quản lý|quyết toán|phân cấp(?: quản lý)?"
    r"|khả năng(?: cân đối)?(?: của)?(?: các)?(?: nguồn| vốn)*)[\s*_]+$"
)
_EMPTY = re.compile(r"(?:nguồn (?:hỗ trợ|thu từ|kinh phí|vốn)|lồng ghép|quỹ đất)\b\W*$")
_AMOUNT = re.compile(
    r"(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s{0,3}"
    r"(?P<unit>(?:nghin\s+|ngan\s+|trieu\s+|ty\s+)?(?:dong|usd|d)|trieu|ty)\b"
)
_SMALLER = {"ty": "trieu", "trieu": "nghin"}
_AND_SMALLER = re.compile(r"\s{1,3}(?P<value>\d{1,3})\s{1,3}(?P<unit>(?P<word>trieu|nghin)(?:\s+dong)?)\b")
"""«12 tỷ 500 triệu đồng»: thousandths of the unit before them."""
_DRAWN_FROM = Words(
    r"(?: \d{1,3} (?:triệu|nghìn)(?: đồng)?)? (?:\([^()]{0,120}\) )?(?:được )?(?:lấy |trích |bố trí )?(?:từ|bằng)"
    r" (?:(?:các )?nguồn (?:vốn |kinh phí )?)*$"
)
"""Between an amount and the source it is drawn from."""
_DRAWN_WITHIN = 200
_DIRECTLY = re.compile(r"[\s*_:(]*(?:la\s)?")
_DONG = re.compile(r"\bđ$")
_END_OF_CLAUSE = re.compile(r"[;|]|\.(?!\d)|\n[ \t]*\n")
_COMMAS = Words(
    r"\s*"
    + one_of(
        """viện trợ, tài trợ, đề án, dự án, kế hoạch, cá nhân, doanh nghiệp, ủng hộ, tổ chức, chương trình, đóng góp,
        vận động, khu vực tư nhân, cộng đồng, nhà hảo tâm, người dân, hợp tác, hỗ trợ, chống"""
    )
    + r"\b"
)
_MIN_WORDS = 3
_BEFORE = 80
_OF_AN_ESTIMATE = Words(rf"\s+trong dự toán (?:chi )?(?:của )?ngân sách {_LEVEL}")
_IN_AN_ESTIMATE = Words(r"\btrong dự toán (?:chi )?(?:của )?$")
"""«kinh phí sự nghiệp môi trường trong dự toán ngân sách tỉnh»: whose it is belongs to the source, not the year."""
_IN_PARTS = re.compile(r"[\s*_]*:[\s*_]*(?=[^\W\d])")
_PARTS_IN_BRACKETS = re.compile(r"[^.;()]{0,40}\((?:bao\s+)?gồm\s[^()]*\)")
_PARTS_END = re.compile(r"\.(?!\d)|\n[ \t]*(?:\n|[-+•|]|[a-zđ]\))")


def funding(text: Text, outline: Outline, headings: tuple[Section, ...]) -> tuple[Funding, ...]:
    """Sources of money in sections about money and in sentences that say what «kinh phí» is paid from."""
    regions = list(_regions(text, headings, outline.body_end))
    if _MONEY.search(text.folded, outline.ending_start):
        for annexed in annex_sections(text, outline):
            regions += _regions(text, annexed, max(s.end for s in annexed))
    tabled = budget_rows(text, outline) if regions else ()
    found = ((f.name, f) for start, end in regions for f in _sources(text, outline, start, end, tabled))
    return tuple(replace(f, order=order) for order, f in enumerate(once_a_section(found, outline), start=1))


def _regions(text: Text, headings: tuple[Section, ...], last: int) -> Iterator[tuple[int, int]]:
    bounds = [*(s.heading.start for s in headings[1:]), last]
    paying = inherited(headings, [_on_money(s.title) for s in headings])
    for section, end, pays in zip(headings, bounds, paying, strict=False):
        if pays:
            if not _OTHER_MEANS.search(section.title):
                yield section.body, end
            continue
        if text.folded.find("kinh", section.heading.start, end) < 0:
            continue
        if _MONEY.search(text.folded, section.heading.start, end) is None:
            continue
        begin = section.title_end if title_alone(text, section) else section.body
        for start, stop in sentences(text, begin, end, semicolons=False):
            if _PAID.match(text, start, stop) or _BEARS.match(text, start, stop):
                yield start, stop


def _on_money(title: str) -> bool:
    """Whether a heading, folded, is about where the money comes from."""
    short = len(title) < _MAX_TITLE and len(title.split()) <= _MAX_TITLE_WORDS
    return short and _TITLE.search(title) is not None and not _DUTY.match(title)


def _sources(text: Text, outline: Outline, start: int, end: int, tabled: tuple[BudgetRow, ...]) -> Iterator[Funding]:
    found: list[re.Match[str]] = []
    for at in _OPENINGS.among(text, start, end):
        source = _SOURCE.match(text, at, end) if not found or at >= found[-1].end() else None
        found += [source] if source else []
    if not found:
        return
    found = [m for m in found if legible(text, m.start())]
    found = [m for m in found if not _NOT_A_SOURCE.search(text, max(start, m.start() - 30), m.start())]
    found = [m for m in found if m["payer"] is None or _pays(text, start, m, end)]
    found = [m for m, before in zip(found, [None, *found], strict=False) if not _of_an_estimate(text, before, m)]
    bounds = [*(m.start() for m in found[1:]), end]
    behind = parted = told = 0
    for match, bound in zip(found, bounds, strict=False):
        if match.start() < max(behind, parted) or _restates(text, match, behind):
            continue
        if match["budget"] and (parts := _IN_PARTS.match(text.content, match.end(), end)):
            stop_of_parts = _PARTS_END.search(text.content, parts.end(), end)
            parted = stop_of_parts.start() if stop_of_parts else end
        elif match["budget"] and (parts := _PARTS_IN_BRACKETS.match(text.content, match.end(), end)):
            parted = parts.end()
        names = list(_names(text, match, end))
        shared = bound < end and _shared(text, match.end(), bound)
        amount, unit = (None, None) if shared or len(names) != 1 else _amount_before(text, start, told, match.start())
        told = match.end()
        if len(names) == 1 and amount is None:
            amount, unit = _amount(text, match.end(), bound)
        row = _row_of(text, match, found, tabled) if len(names) == 1 and amount is None else None
        if row is not None:
            amount, unit = row.amount, row.unit
        for name, stop in names:
            # «nguồn đầu tư, tài trợ từ các doanh nghiệp»: givers belong to the source, a budget begins another.
            if (
                (name.isupper() and " " in name)
                or (stop > bound and not _GIVEN.match(text, bound, end))
                or _EMPTY.match(name)
            ):
                continue
            behind = stop
            section = outline.path_at(match.start())
            yield Funding(section=section, start=match.start(), end=stop, name=name, amount=amount, unit=unit)


def _row_of(
    text: Text, match: re.Match[str], found: list[re.Match[str]], tabled: tuple[BudgetRow, ...]
) -> BudgetRow | None:
    """The row of a table whose name opens with the source, if it names no other."""
    row = next((r for r in tabled if r.start <= match.start() < r.end), None)
    if row is None or not _OPENS_ROW.fullmatch(text.folded, row.start, match.start()):
        return None
    return row if sum(row.start <= m.start() < row.end for m in found) == 1 else None


def _pays(text: Text, start: int, payer: re.Match[str], end: int) -> bool:
    """Whether it is said that the payer's own money pays."""
    before = _PAID_BY.search(text, max(start, payer.start() - _BEFORE), payer.start())
    return before is not None or _BEARING.match(text, payer.end(), end) is not None


def _of_an_estimate(text: Text, before: re.Match[str] | None, match: re.Match[str]) -> bool:
    """Whether a budget only says in whose estimate the source `before` it stands."""
    if before is None or match["budget"] is None or before["kind"] is None:
        return False
    return (
        _IN_AN_ESTIMATE.search(text, max(before.end(), match.start() - _BEFORE), match.start()) is not None
        and _END_OF_CLAUSE.search(text.content, before.end(), match.start()) is None
    )


def _restates(text: Text, match: re.Match[str], behind: int) -> bool:
    """«ngân sách tỉnh bố trí trong dự toán hằng năm»: the estimate says when, not from what."""
    if match["regular"] is None or not _IN.search(text, max(0, match.start() - 10), match.start()):
        return False
    return bool(behind) and _END_OF_CLAUSE.search(text.content, behind, match.start()) is None


def _names(text: Text, match: re.Match[str], end: int) -> Iterator[tuple[str, int]]:
    """The source as printed or, of «ngân sách tỉnh, xã», the sources."""
    if match["budget"]:
        matched = match.end() if text.small.endswith("đối ứng", 0, match.end()) else match.end("budget")
        yield _printed(text, match.start("budget"), matched), matched
        for level in _LEVELS.finditer(text, match.end("budget"), match.end()):
            yield f"ngân sách {_printed(text, *level.span())}", level.end()
    elif match["shared"] and _with_article(text, match.start()) == match.start():
        yield _printed(text, *match.span("partnership")), match.end()
    elif match["whole"] or match["regular"] or match["outside"] or match["shared"] or match["own"]:
        yield _printed(text, _with_article(text, match.start()), match.end()), match.end()
    elif match["fund"] is None or _is_fund(text, match.start()):
        stop = phrase_end(text, match.end(), min(end, match.end() + 120), _STOPS, commas=_COMMAS)
        # «nguồn tài trợ từ các doanh nghiệp» is known by its kind.
        source = _FROM.search(text, match.end() - 1, stop) if match["kind"] and _TELLING.search(match["kind"]) else None
        stop = source.start() if source else stop
        estimate = _OF_AN_ESTIMATE.match(text, stop, end)
        stop = estimate.end() if estimate else stop
        name = _printed(text, _with_article(text, match.start()), stop)
        if len(name.split()) >= _MIN_WORDS:
            yield name, stop


def _is_fund(text: Text, start: int) -> bool:
    """A fund with a name of its own, or several of a kind («các quỹ …»); «quỹ đất» is none."""
    return text.content[start].isupper() or _with_article(text, start) < start


def _with_article(text: Text, start: int) -> int:
    """Where the name begins with the «các» that may stand before it."""
    article = _SEVERAL.search(text, max(0, start - 8), start)
    return article.start() if article else start


def _printed(text: Text, start: int, end: int) -> str:
    return clean(text.content[start:end]).strip(" ,;:.-–")


def _amount_before(text: Text, start: int, told: int, end: int) -> tuple[Decimal | None, str | None]:
    """The amount that is said right before its source: «3 tỷ đồng từ nguồn ngân sách tỉnh»; what stands directly behind
    the source before it, which ends at `told`, is that one's.
    """
    near = max(start, told, end - _DRAWN_WITHIN)
    found = next((m for m in _AMOUNT.finditer(text.folded, near, end) if _DRAWN_FROM.match(text, m.end(), end)), None)
    if found is None or (told and _DIRECTLY.fullmatch(text.folded, told, found.start())):
        return None, None
    return _as_printed(text, found, end)


def _shared(text: Text, stop: int, bound: int) -> bool:
    """Whether the next source, at `bound`, has its amount from the same words as that which ends at `stop`."""
    apart = _END_OF_CLAUSE.search(text.content, stop, bound) or _AMOUNT.search(text.folded, stop, bound)
    return apart is None


def _amount(text: Text, start: int, end: int) -> tuple[Decimal | None, str | None]:
    """The first amount of money behind a source, in its clause, that is not drawn from another."""
    stop = _END_OF_CLAUSE.search(text.content, start, end)
    found = _AMOUNT.search(text.folded, start, stop.start() if stop else end)
    if found is None or any(w.search(text, start, found.start()) for w in (_TOGETHER, _ANOTHER)):
        return None, None
    if _DRAWN_FROM.match(text, found.end(), end) and not _DIRECTLY.fullmatch(text.folded, start, found.start()):
        return None, None
    return _as_printed(text, found, end)


def _as_printed(text: Text, found: re.Match[str], end: int) -> tuple[Decimal, str]:
    """The amount `found`, with what is told of it in a smaller unit."""
    amount = decimal(text.content[slice(*found.span("value"))])
    smaller = _AND_SMALLER.match(text.folded, found.end(), end)
    if smaller is not None and smaller["word"] == _SMALLER.get(found["unit"]):
        amount, found = amount * 1000 + int(smaller["value"]), smaller
    return amount, _DONG.sub("đồng", " ".join(text.content[slice(*found.span("unit"))].split()))
