"""Which document it is: issuer, number, date, type and title, from its header; the issuer from its recital at need."""

import re
from dataclasses import dataclass, replace
from datetime import date

from cancu.graph.cite.dates import DATE, read_date
from cancu.graph.cite.numbers import with_dash
from cancu.graph.cite.symbols import codes_of
from cancu.graph.fold import fold
from cancu.graph.plan.attributes import DIGITS_AND_SYMBOL, annexed, announced, listed_day, listed_issuer, named_above
from cancu.graph.plan.communes import commune_issuing
from cancu.graph.plan.heads import (
    body_issuer,
    chairman,
    commune_chairman,
    deciding,
    header_issuer,
    issued_below,
    level,
    party_organ,
    signing_organ,
    steering_committee,
    unregistered,
)
from cancu.graph.plan.letters import letter_issuer, own_line
from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import ABSENT, BLANK, GIVEN, ILLEGIBLE, ISSUED_WITH, Identity
from cancu.graph.plan.titles import LETTER, Title, period_of, title_of
from cancu.graph.read import Outline, Text
from cancu.graph.read.quality import GOOD
from cancu.graph.registry import Area, Body, DocumentType, Registry

_NUMBER = re.compile(
    rf"^[ \t|*_#]{{0,80}}s[o06][ \t]{{0,3}}[:.]?[ \t*_]{{0,3}}\n?[ \t]*{DIGITS_AND_SYMBOL}", re.MULTILINE
)
_BEHIND_BODY = re.compile(
    r"^[ \t|*]{0,9}[A-ZÀ-ỸĐ][A-ZÀ-ỸĐ \t_-]{3,90}[ \t_](?=Số[ \t]*:[ \t]*\d[^\n|]{4,40}\|)", re.MULTILINE
)
_NUMBER_BEHIND = re.compile(rf"so[ \t]*:[ \t]*{DIGITS_AND_SYMBOL}")
"""In a letterhead whose lines became one, the number stands behind the body: «ỦY BAN NHÂN DÂN Số: 30/KH-UBND |»."""
_LISTED_NUMBER = re.compile(rf"^[ \t|*_]*so hieu[ \t*_]*[:|]?[ \t|*_]*{DIGITS_AND_SYMBOL}", re.MULTILINE)
"""What a portal's table above a paper without a head says."""
_DATED_NUMBER = re.compile(
    r"^[ \t|*_]*(?:nghi quyet|quyet dinh|chi thi|ket luan|ke hoach|chuong trinh|huong dan|quy dinh|thong bao|bao cao)"
    rf"[ \t]+so[ \t]*:?[ \t]*{DIGITS_AND_SYMBOL}(?=[ \t]+[a-z][a-z ]{{1,30}},[ \t]*ngay[ \t]+\d)",
    re.MULTILINE,
)
"""Behind the type, in one line with place and day: «Nghị quyết số: 7-NQ/TU Hà Giang, ngày 5 tháng 3 năm 2024»."""
_BARE_NUMBER = re.compile(
    r"^[ \t|*_#]{0,80}(?P<illegible>\?)?(?P<digits>\d{1,5}[a-z]?)[ \t]?(?P<year>/[ \t]?20\d\d(?=[ \t]?/))?[ \t]?"
    r"(?P<mark>/)[ \t]?(?P<symbol>[a-z&]{2,12}(?:[-–/][a-z&0-9]{1,16}){1,3})[ \t|*_]*$",
    re.MULTILINE,
)
"""A number that stands in a line of its own without «Số:»."""
_NUMBER_WORD = re.compile(r"^[ \t|*_]*so[ \t]*:[ \t]*(?:/|\.{2,}|$)", re.MULTILINE)
_DATE = re.compile(
    r"ngay[ \t\n.?]{1,40}(?P<day>0 \d|\d{1,2})?[ \t\n.?]{0,40}thang[ \t\n.?]{1,40}"
    r"(?:(?P<month>0 \d|\d{1,2})[ \t\n.]{1,40})?n[a-z]m[ \t\n.]{1,40}(?P<year>20\d\d)"
)
_DAY_IN_FIGURES = re.compile(
    r"(?:(?<=\n)|^|(?<=[ \t|][ \t|]))[ \t*_|]*[a-z][a-z ]{1,30},[ \t*_]{0,9}(?P<date>ngay[ \t]{1,9}"
    r"(?P<day>\d{1,2})[ \t]?/[ \t]?(?P<month>\d{1,2})[ \t]?/[ \t]?(?P<year>20\d\d))(?=[ \t*_|]*\n)"
)
"""«Sơn La, ngày 12/9/2025» on a line of its own, where no day in words is printed."""
_PASSED = re.compile(r"\bnghi\s+quyet\s+nay\s+(?:da\s+)?duoc\s[^.;|]{0,200}?\bthong\s+qua\s+(?:vao\s+)?(?=ngay\b)")
"""The last sentence of a council's resolution says on which day it was passed, which is its day."""
_RESOLUTION = "nghi-quyet"
_CONSOLIDATION = "van-ban-hop-nhat"
_PLACE = re.compile(r"(?P<place>[^\W\d_][^\n|*#,]{1,40}?)[ \t]*,[\s*_]*$")
_UNDER_NUMBER = re.compile(r"(?:^|\n)[ \t|*_]*Số[ \t]*:[^\n,]{3,80},[ \t*_]*$")
"""In the line of the number, behind a place: «Số: 4/UBND Tân Cây, ngày …»."""
_ALONE = re.compile(r"(?:^|\n)[\s*_|]*(?:[^\W\d_][^\n\d/,|]{1,40},[\s*_]*)?$")
"""What stands before a date that begins a line, alone or behind its place."""


@dataclass(frozen=True, slots=True)
class _Number:
    digits: str | None
    year: str | None
    symbol: str | None
    raw: str | None
    status: str
    end: int
    mark: str | None = None


def identity(text: Text, outline: Outline, registry: Registry) -> Identity:
    """Identify the document."""
    title = title_of(text, outline, registry)
    header_end = title.type_start
    number = _number(text, header_end, registry)
    printed_date, date_text, place = _date(
        text, header_end, registry, headless=title.type is None and number.status == ABSENT
    )
    letter = title.type is not None and title.type.slug == LETTER
    line = own_line(text, outline) if letter and number.status == ABSENT else None
    if line is not None:
        number = _Number(line.digits, None, line.symbol, line.raw, GIVEN if line.digits else BLANK, line.end)
        printed_date, date_text = (printed_date, date_text) if printed_date else (line.date, line.date_text)
    if printed_date is None and (listed := listed_day(text, header_end)) is not None:
        printed_date, date_text = listed
    if printed_date is None and title.type is not None and title.type.slug == _RESOLUTION:
        printed_date, date_text = _passed(text)
    if number.status == ABSENT and (given := _LISTED_NUMBER.search(text.folded, 0, header_end)) is not None:
        number = _printed(text, given, registry)
    named_so = None
    if title.type is None and number.status == ABSENT:
        named_so = named_above(text, registry) or announced(text, outline.body_start, registry)
    if named_so is not None:
        number = _printed(text, named_so.number, registry)
        printed_date, date_text = named_so.date, named_so.date_text
        words = clean(text.content[named_so.start : named_so.end])
        title = Title(named_so.type, words, 0, named_so.start, named_so.end)
    elif title.type is not None and number.status == ABSENT and printed_date is None:
        named_so = annexed(text, outline.ending_start, title.type, registry)
        if named_so is not None:
            number = _printed(text, named_so.number, registry)
            printed_date, date_text = named_so.date, named_so.date_text
    day = _day(printed_date)
    organ = party_organ(text, title, registry, day)
    if organ is not None:
        title = organ[0]
    issuer = (
        (named_so.issuer if named_so else None)
        or (organ[1] if organ else None)
        or header_issuer(text, header_end, number.symbol, registry, day, place)
        or body_issuer(text, outline, title, place, registry, day)
        or deciding(text, title, outline.body_start, place, registry, day)
        or listed_issuer(text, header_end, registry, day)
        or (letter_issuer(text, outline, registry, line, day) if letter else None)
    )
    issuer = signing_organ(text, outline, issuer, registry, day) if issuer else None
    of_symbol = _type_of(number, registry) if number.symbol else None
    # A consolidation prints the type of what it consolidates above its own symbol.
    kind = of_symbol if of_symbol is not None and of_symbol.slug == _CONSOLIDATION else title.type or of_symbol
    with_decision = issued_below(text, title, registry, day) if issuer is None and number.status == ABSENT else None
    if with_decision is not None:
        printed_date, date_text, issuer = with_decision
        number = replace(number, status=ISSUED_WITH)
    issuer = chairman(text, title, outline.body_start, number.symbol, issuer, registry, day)
    issuer_text, area = (None, None) if issuer else _named(text, outline, header_end, title, registry, day)
    symbol = _symbol(text, number, issuer, kind)
    year = _year(printed_date, number.year, title.text)
    return Identity(
        type=kind,
        number=_whole(number, symbol),
        number_raw=number.raw,
        digits=number.digits.lstrip("0") or "0" if number.digits else None,
        number_year=number.year,
        symbol=symbol,
        number_status=number.status,
        date=printed_date,
        date_text=date_text,
        title=title.text,
        title_start=title.start,
        title_end=title.end,
        issuer=issuer,
        level=issuer.level if issuer else level(issuer_text, area),
        area=issuer.area if issuer else area,
        year=year,
        period=period_of(title.text, year),
        issuer_text=issuer_text,
    )


def _named(
    text: Text, outline: Outline, header_end: int, title: Title, registry: Registry, day: date | None
) -> tuple[str | None, Area | None]:
    """Name and place of an issuer that no register knows."""
    name, area = unregistered(text, header_end, registry, day) or (
        steering_committee(text, title, outline.body_start) or commune_issuing(text.content, 0, outline.body_start),
        None,
    )
    return commune_chairman(text, title, outline.body_start, name) if name else None, area


def issued_with(own: Identity, decision: Identity, told: DocumentType | None = None) -> Identity:
    """Identity of a plan that came with `decision`: number and signature are the decision's, so it has its issuer and
    date; `told` is what the decision says that it is, where its own head does not.
    """
    year = own.year or decision.year
    return replace(
        own,
        type=own.type or told,
        number_status=ISSUED_WITH if own.number_status == ABSENT else own.number_status,
        date=decision.date,
        date_text=decision.date_text,
        issuer=decision.issuer,
        issuer_text=decision.issuer_text,
        level=decision.level,
        area=decision.area,
        year=year,
        period=own.period or period_of(own.title, year),
    )


def _number(text: Text, header_end: int, registry: Registry) -> _Number:
    """The document's own number: the first «Số: …» of the header."""
    found = _NUMBER.search(text.folded, 0, header_end) or _DATED_NUMBER.search(text.folded, 0, header_end)
    found = found or _bare_number(text, header_end)
    if found is None and (body := _BEHIND_BODY.search(text.content, 0, header_end)) is not None:
        found = _NUMBER_BEHIND.match(text.folded, body.end(), header_end)
    if found is None:
        unreadable = _NUMBER_WORD.search(text.folded, 0, header_end)
        return _Number(None, None, None, None, ILLEGIBLE if unreadable else ABSENT, 0)
    return _printed(text, found, registry)


def _printed(text: Text, found: re.Match[str], registry: Registry) -> _Number:
    symbol = re.sub(r"\s", "", text.content[found.start("symbol") : found.end("symbol")]).replace("Ð", "Đ")
    symbol = with_dash(re.sub(r"[‐-―−]", "-", symbol), registry)
    if found["mark"] == "-" and "/" not in symbol:
        return _Number(None, None, None, None, ABSENT, 0)
    first = found.start("digits") if found["digits"] else found.start("mark")
    raw = clean(text.content[first : found.end("symbol")])
    year = found["year"].strip("/ \t") if found["year"] else None
    digits = text.content[found.start("digits") : found.end("digits")] if found["digits"] else None
    blank = ILLEGIBLE if found["illegible"] else BLANK
    party = re.split(r"[-/]", symbol)[-1] in codes_of(registry).party_issuers
    return _Number(digits, year, symbol, raw, GIVEN if digits else blank, found.end(), None if party else found["mark"])


def _bare_number(text: Text, header_end: int) -> re.Match[str] | None:
    found = _BARE_NUMBER.search(text.folded, 0, header_end)
    return found if found and text.content[found.start("symbol")].isupper() else None


def _whole(number: _Number, symbol: str | None) -> str | None:
    if number.digits is None or symbol is None:
        return None
    if number.year:
        return f"{number.digits}/{number.year}/{symbol}"
    # Party papers join number and type by a dash («28-CT/TW»).
    mark = number.mark if number.mark and "/" in symbol else "-" if "/" in symbol else "/"
    return f"{number.digits}{mark}{symbol}"


def _type_of(number: _Number, registry: Registry) -> DocumentType | None:
    code = re.split(r"[-/]", number.symbol or "")[0]
    return registry.type_of_symbol(code, party="/" in (number.symbol or ""))


def _symbol(text: Text, number: _Number, issuer: Body | None, kind: DocumentType | None) -> str | None:
    """The symbol as printed; where the page lost its diacritics, that of the type and issuer it can only be."""
    if number.symbol is None or text.quality_at(number.end) == GOOD:
        return number.symbol
    parts = re.split(r"([-/])", number.symbol)
    if kind is not None:
        parts[0] = next((s for s in kind.symbols if _letters(s) == _letters(parts[0])), parts[0])
    if issuer is not None and len(parts) >= 3:
        code = next((c for c in issuer.symbol_codes if _letters(c) == _letters(parts[2])), None)
        parts[2] = _spelt_as(parts[2], code) if code else parts[2]
    return "".join(parts)


def _letters(code: str) -> str:
    return "".join(c for c in fold(code) if c.isalnum())


def _spelt_as(printed: str, code: str) -> str:
    """`printed` with the letters of `code` and its own «&»."""
    letters = iter(c for c in code if c.isalnum())
    return "".join(next(letters) if c.isalnum() else c for c in printed)


def _date(
    text: Text, header_end: int, registry: Registry, *, headless: bool
) -> tuple[str | None, str | None, Area | None]:
    """Date (ISO, as precise as printed), its words as printed, and the place that stands before it; in a paper without
    number and type only that of a line of its own.
    """
    content, folded = text.content[:header_end], text.folded[:header_end]
    if not _DATE.search(folded):
        # Markup inside a word or a number («202**5**») is of no meaning.
        content, folded = content.replace("*", ""), folded.replace("*", "")
    found = place = None
    every = list(_DATE.finditer(folded))
    for found in every:
        place = _place_before(content, found.start(), registry)
        if place is not None:
            break
    if place is None:
        # A place that no register knows, or that several bear, tells the line of the day as well.
        found = next((d for d in every if _UNDER_NUMBER.search(content, 0, d.start())), found)
    if found is None and (figures := _DAY_IN_FIGURES.search(folded)) is not None:
        iso = _iso(figures["year"], figures["month"], figures["day"])
        begin = figures.start("date")
        return iso, clean(content[begin : figures.end("date")]), _place_before(content, begin, registry)
    if found is None or (headless and not _ALONE.search(content, 0, found.start())):
        return None, None, None
    printed = clean(content[found.start() : found.end()])
    return _iso(found["year"], found["month"], found["day"]), printed, place


def _passed(text: Text) -> tuple[str | None, str | None]:
    """The day on which the council passed its resolution, ISO and as printed."""
    passed = _PASSED.search(text.folded)
    found = DATE.match(text.folded, passed.end()) if passed else None
    told = read_date(found, text.content) if found else None
    return (told.iso, clean(text.content[found.start() : told.end])) if found and told and told.iso else (None, None)


def _place_before(content: str, start: int, registry: Registry) -> Area | None:
    before = _PLACE.search(content, max(0, start - 60), start)
    if before is None:
        return None
    surface = clean(before["place"])
    words = surface.split()
    return next((a for i in range(len(words)) if (a := registry.area_named(" ".join(words[i:]))) is not None), None)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    """The date; a copy may have broken its figures («tháng 0 6»)."""
    month, day = (part and part.replace(" ", "") for part in (month, day))
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is None:
        return f"{year}-{int(month):02}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return f"{year}-{int(month):02}"


def _day(printed: str | None) -> date | None:
    """A day of the period that an incomplete date leaves open, to tell the areas of that time; its first."""
    if printed is None:
        return None
    parts = [int(p) for p in printed.split("-")]
    return date(*([*parts, 1, 1][:3]))


def _year(printed: str | None, number_year: str | None, title: str) -> int | None:
    if printed:
        return int(printed[:4])
    if number_year:
        return int(number_year)
    period = period_of(title, None)
    return period[0] if period else None
