"""Which document it is: issuer, number, date, type and title, from its header; the issuer from its recital at need."""

import re
from dataclasses import dataclass, replace
from datetime import date

from cancu.graph.cite.issuers import is_named_so, with_place
from cancu.graph.fold import fold
from cancu.graph.plan.letters import CHAIRMAN, letter_issuer, own_line
from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import ABSENT, BLANK, GIVEN, ILLEGIBLE, ISSUED_WITH, Identity
from cancu.graph.plan.titles import LETTER, Title, period_of, title_of
from cancu.graph.read import Outline, Text
from cancu.graph.read.quality import GOOD
from cancu.graph.registry import Area, Body, DocumentType, Registry

_NUMBER = re.compile(
    r"^[ \t|*_#]{0,80}s[o06][ \t]{0,3}[:.]?[ \t*_]{0,3}\n?[ \t]*(?P<illegible>\?)?(?P<digits>\d{1,5}[a-z]?)?[ \t]{0,40}"
    r"(?P<year>/[ \t]?20\d\d(?=[ \t]?/))?[ \t]?(?P<mark>[/-])[ \t]?"
    r"(?P<symbol>[a-z&]{1,12}(?:[ \t]?[-–/][ \t]?[a-z&0-9]{1,16}){0,3})",
    re.MULTILINE,
)
_NUMBER_WORD = re.compile(r"^[ \t|*_]*so[ \t]*:[ \t]*(?:/|\.{2,}|$)", re.MULTILINE)
_DATE = re.compile(
    r"ngay[ \t\n.?]{1,40}(?P<day>\d{1,2})?[ \t\n.?]{0,40}thang[ \t\n.?]{1,40}(?:(?P<month>\d{1,2})[ \t\n.]{1,40})?"
    r"n[a-z]m[ \t\n.]{1,40}(?P<year>20\d\d)"
)
_PLACE = re.compile(r"(?P<place>[^\W\d_][^\n|*#,]{1,40}?)[ \t]*,[\s*_]*$")
_MOTTO = re.compile(
    r"c[o0]ng h[a-z]{2,3} x[a-z]{1,2} h[a-z]{2} ch[a-z] ngh?[a-z]{2,3} vi[a-z]{2} nam|dang cong san viet nam"
    r"|\b[dp][a-z]c [l1][a-z]p - t[a-z]{1,2} d[a-z] - h[a-z]{3} ph[a-z]{2,3}"
)
_COLUMNS = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_ISSUES = re.compile(
    r"[\s*_]{1,9}(?:ban\s+hanh\s+){1,2}(?:ke\s+hoach|quyet\s+dinh|chi\s+thi|chuong\s+trinh|huong\s+dan)"
)
_OF = re.compile(r"\b(?:cua|do)[\s*_]{1,9}$")
_NUMBER_LINE = re.compile(r"s[o06]\s*[:.\d/]")
_HEADER_LINES = 40
_CHAIRMAN = re.compile(r"[\s*_|.-]*(?P<who>chu\s+tich\s+(?:uy\s+ban\s+nhan\s+dan|ubnd)[^\n]*(?:\n[^\n]{1,40}(?=\n))?)")
_CENTRAL = re.compile(r"\b(?:nha nuoc|quoc gia|trung uong|chinh phu)\b")
_SHORTEST_NAME, _LONGEST_NAME = 3, 20
"""Words of the name of a body that no register knows."""


@dataclass(frozen=True, slots=True)
class _Number:
    digits: str | None
    year: str | None
    symbol: str | None
    raw: str | None
    status: str
    end: int


def identity(text: Text, outline: Outline, registry: Registry) -> Identity:
    """Identify the document."""
    title = title_of(text, outline, registry)
    header_end = title.type_start
    number = _number(text, header_end)
    printed_date, date_text, place = _date(text, header_end, registry)
    letter = title.type is not None and title.type.slug == LETTER
    line = own_line(text, outline) if letter and number.status == ABSENT else None
    if line is not None:
        number = _Number(line.digits, None, line.symbol, line.raw, GIVEN if line.digits else BLANK, line.end)
        printed_date, date_text = (printed_date, date_text) if printed_date else (line.date, line.date_text)
    day = _day(printed_date)
    issuer = _header_issuer(text, header_end, number, registry, day) or _body_issuer(
        text, outline, title, place, registry, day
    )
    if issuer is None and letter:
        issuer = letter_issuer(text, outline, registry, line, day)
    kind = title.type or (_type_of(number, registry) if number.symbol else None)
    issuer = _chairman(text, title, outline.body_start, number, issuer, registry, day)
    named = _unregistered(text, header_end, registry, day) if issuer is None else None
    issuer_text, area = named or (None, None)
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
        level=issuer.level if issuer else _level(issuer_text, area),
        area=issuer.area if issuer else area,
        year=year,
        period=period_of(title.text, year),
        issuer_text=issuer_text,
    )


def issued_with(own: Identity, decision: Identity) -> Identity:
    """Identity of a plan that came with `decision`: number and signature are the decision's, so it has its issuer and
    date.
    """
    year = own.year or decision.year
    return replace(
        own,
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


def _number(text: Text, header_end: int) -> _Number:
    """The document's own number: the first «Số: …» of the header."""
    found = _NUMBER.search(text.folded, 0, header_end)
    if found is None:
        unreadable = _NUMBER_WORD.search(text.folded, 0, header_end)
        return _Number(None, None, None, None, ILLEGIBLE if unreadable else ABSENT, 0)
    symbol = re.sub(r"\s", "", text.content[found.start("symbol") : found.end("symbol")]).replace("Ð", "Đ")
    symbol = re.sub(r"[‐-―−]", "-", symbol)
    if found["mark"] == "-" and "/" not in symbol:
        return _Number(None, None, None, None, ABSENT, 0)
    first = found.start("digits") if found["digits"] else found.start("mark")
    raw = clean(text.content[first : found.end()])
    year = found["year"].strip("/ \t") if found["year"] else None
    digits = text.content[found.start("digits") : found.end("digits")] if found["digits"] else None
    blank = ILLEGIBLE if found["illegible"] else BLANK
    return _Number(digits, year, symbol, raw, GIVEN if digits else blank, found.end())


def _whole(number: _Number, symbol: str | None) -> str | None:
    if number.digits is None or symbol is None:
        return None
    if number.year:
        return f"{number.digits}/{number.year}/{symbol}"
    # Party papers join number and type by a dash («28-CT/TW»).
    mark = "-" if "/" in symbol else "/"
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


def _date(text: Text, header_end: int, registry: Registry) -> tuple[str | None, str | None, Area | None]:
    """Date (ISO, as precise as printed), its words as printed, and the place that stands before it."""
    content, folded = text.content[:header_end], text.folded[:header_end]
    if not _DATE.search(folded):
        # Markup inside a word or a number («202**5**») is of no meaning.
        content, folded = content.replace("*", ""), folded.replace("*", "")
    found = None
    for found in _DATE.finditer(folded):
        if _place_before(content, found.start(), registry) is not None:
            break
    if found is None:
        return None, None, None
    printed = clean(content[found.start() : found.end()])
    return _iso(found["year"], found["month"], found["day"]), printed, _place_before(content, found.start(), registry)


def _place_before(content: str, start: int, registry: Registry) -> Area | None:
    before = _PLACE.search(content, max(0, start - 60), start)
    if before is None:
        return None
    surface = clean(before["place"])
    words = surface.split()
    return next((a for i in range(len(words)) if (a := registry.area_named(" ".join(words[i:]))) is not None), None)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
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


def _header_issuer(text: Text, end: int, number: _Number, registry: Registry, day: date | None) -> Body | None:
    """The body whose name ends the header's left column; above it stands the body it belongs to."""
    header = _left_column(text, end)
    above = next((body for _, _, body in registry.bodies_in(header, None, day) if body.area is not None), None)
    place = above.area if above else None
    if text.quality != GOOD and number.symbol:
        code = re.split(r"[-/]", number.symbol)[-1]
        signed = [body for body in registry.bodies_of_code(code, place) if body.area == place]
        if place is not None and len(signed) == 1:
            return signed[0]
    bodies = registry.bodies_in(header, place, day)
    if not bodies and text.recognised_at(0):
        # A letterhead says nothing but whose it is: a misread tone mark («TĨNH») makes no other body of it.
        header = fold(header).upper()
        bodies = registry.bodies_in(header, place, day)
    last = header[bodies[-1][1] :] if bodies else header
    if bodies and not any(c.isalpha() for c in last):
        return bodies[-1][2]
    # «BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TỔ CHỨC»: short for a body that the symbol names.
    coded = registry.bodies_of_code(re.split(r"[-/]", number.symbol)[-1], place) if number.symbol else ()
    short = " ".join(fold(last).split())
    return coded[0] if len(coded) == 1 and short and short in fold(coded[0].name) else None


def _chairman(
    text: Text, title: Title, end: int, number: _Number, issuer: Body | None, registry: Registry, day: date | None
) -> Body | None:
    """The chairman where he decides and not his committee: in the line below the title, or in the symbol."""
    if issuer is None or issuer.area is None:
        return issuer
    below = _CHAIRMAN.match(text.folded, title.end, end)
    named = registry.bodies_in(text.content[below.start("who") : below.end("who")], issuer.area, day) if below else []
    deciding = [body for _, _, body in named[:1]]
    if not deciding and number.symbol:
        deciding = list(registry.bodies_of_code(re.split(r"[-/]", number.symbol)[-1], issuer.area))
    one = deciding[0] if len(deciding) == 1 else None
    return one if one is not None and CHAIRMAN in one.slug and one.parent == issuer.slug else issuer


def _level(name: str | None, area: Area | None) -> str | None:
    """Level of a body that no register knows, by its place or its name."""
    if area is not None:
        return area.level
    return "central" if name and _CENTRAL.search(fold(name)) else None


def _unregistered(text: Text, end: int, registry: Registry, day: date | None) -> tuple[str, Area | None] | None:
    """Name and place of a body that the header names and no register knows («TRUNG TÂM …», «BAN CHỈ ĐẠO …»)."""
    header = _left_column(text, end)
    bodies = registry.bodies_in(header, None, day)
    area = next((body.area for _, _, body in bodies if body.area is not None), None)
    words = header[bodies[-1][1] if bodies else 0 :].split()
    if len(words) < _SHORTEST_NAME or len(words) > _LONGEST_NAME:
        return None
    spelt = re.compile(r"\s+".join(re.escape(fold(word)) for word in words))
    printed = (" ".join(text.content[m.start() : m.end()].split()) for m in spelt.finditer(text.folded, end))
    name = next((surface for surface in printed if not surface.isupper()), " ".join(words).capitalize())
    name = name[0].upper() + name[1:]
    if not is_named_so(name):
        return None
    if area is None or fold(area.short_name) in fold(name):
        return with_place(name, area), area
    return f"{name} {area.name}", area


def _left_column(text: Text, end: int) -> str:
    """The header's lines above the number, without motto, in one line."""
    kept: list[str] = []
    for line in text.content[:end].split("\n")[:_HEADER_LINES]:
        left = clean(_COLUMNS.split(line.strip(" \t\u00a0*_|#"))[0])
        folded = fold(left)
        if _NUMBER_LINE.match(folded):
            break
        if any(c.isalpha() for c in folded) and not _DATE.search(fold(line)):
            kept.append(left)
    header = " ".join(kept)
    for motto in _MOTTO.finditer(fold(header)):
        header = header[: motto.start()] + " " * (motto.end() - motto.start()) + header[motto.end() :]
    return header


def _body_issuer(
    text: Text, outline: Outline, title: Title, place: Area | None, registry: Registry, day: date | None
) -> Body | None:
    """Who «ban hành Kế hoạch» according to the recital, in the place of the place line or named there."""
    found = _issuing(text, title.end, outline.body_start, place, registry, day)
    return found[-1] if found else None


def _issuing(text: Text, start: int, end: int, place: Area | None, registry: Registry, day: date | None) -> list[Body]:
    """Bodies that «ban hành» in `start:end`; one that follows «của» issued another paper."""
    return [
        body
        for first, last, body in registry.bodies_in(text.content[start:end], place, day)
        if _ISSUES.match(text.folded, start + last, end) and not _OF.search(text.folded, start, start + first)
    ]
