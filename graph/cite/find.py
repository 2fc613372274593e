"""From a text to its mentions: numbers and named laws, widened to type, date and issuer, then related."""

import re
from bisect import bisect_right

from cancu.graph.cite.communes import commune_issuer, of_commune, own_issuer
from cancu.graph.cite.dates import DATE, DATE_GAP, PrintedDate, behind_session, read_damaged_date, read_date
from cancu.graph.cite.defaults import default_issuer, of_other_place
from cancu.graph.cite.issuers import OF, issuer_in_type, name_in_full, unregistered_issuer
from cancu.graph.cite.joint import first_between, is_joint, issued_together
from cancu.graph.cite.laws import LAWGIVERS, NamedLaw, find_laws, is_amending
from cancu.graph.cite.lists import same_issuers, shared
from cancu.graph.cite.mention import Mention
from cancu.graph.cite.numbers import Number, bare_numbers, find_numbers, lone_numbers, yearless
from cancu.graph.cite.overlaps import is_free, without_overlaps
from cancu.graph.cite.parts import part_before
from cancu.graph.cite.pointed import day_before, issuer_before, unregistered_before
from cancu.graph.cite.relations import relate
from cancu.graph.cite.symbols import codes_of
from cancu.graph.cite.typewords import misread, misread_types_before, printed_type, type_before
from cancu.graph.collecting import uncollected
from cancu.graph.read import Outline, Text
from cancu.graph.read.furniture import is_listed_above
from cancu.graph.read.linewise import goes_on
from cancu.graph.read.outline import PREAMBLE, RECIPIENTS
from cancu.graph.read.quality import GARBLED
from cancu.graph.registry import Area, Body, DocumentType, Registry

_TYPE_WINDOW = 80
_ISSUER_WINDOW = 160
_OWN_NUMBER = re.compile(r"(?:^|(?<![;,])(?<![;,][ \n])\n)[ \t|*_#>]*s[o06ed]\s*[:.]?\s*$")
"""The line of the paper's number; a line behind «;» goes on with a list («…;⏎số 06/QĐ-TTg ngày …»)."""
_OWN_ISSUE = re.compile(
    r"(?:(?:^|\n)[\f \t|*_#>(]*(?:duoc\s+)?(?:(?:ban\s+hanh\s+)?kem|ban\s+hanh)|(?P<title>\()ban hanh kem)"
    r"\s+theo\s+[^.;:\n]{0,40}(?:so\s*:\s*)?$"
)
_FILING = re.compile(r"(?:^|\n)[ \t|*_#>-]*luu\b[^\n]*$")
_TO_NUMBER = re.compile(r"(?:\s*\(sua\s+doi[^()]{0,20}\))?[\s,(]*(?:so\s*:?)?\s*")
_NUMBER_SIGN = re.compile(r"\bso\s*:?\s*$")
_BARE_BEFORE = re.compile(r"(?<![\w./\-])(?P<digits>[0-9]{1,5}[a-z]?)\s*(?:,|va|;)\s*(?:so\s*:?\s*)?$")
_BARE_WINDOW = 24
_TOLD_BEHIND = (" ngay ", ", ngay ", "\nngay ", " ngay\n", ",\nngay ", " cua ", "\ncua ", " cua\n")
_YEAR_BEHIND = re.compile(r"\s(?P<year>(?:19|20)\d\d)(?![\w/]|\s?[-–]\s?\d|[.,]\d)")
"""«Luật Trẻ em 2016»."""
_ANY_PAPER = "van"
"""«Văn bản số 91/TTr-SGDĐT» leaves it to the symbol what the paper is."""
LETTER_SLUG = "cong-van"
NORMATIVE, ADMINISTRATIVE = "normative", "administrative"


@uncollected
def cite(
    text: Text,
    outline: Outline,
    registry: Registry,
    place: Area | None,
    issuer: Body | None = None,
    own: str = "",
    commune: str | None = None,
) -> tuple[Mention, ...]:
    """Every mention in `text` with its relation; `place`, `issuer`, number (`own`), `commune` are the document's."""
    finder = _Finder(text, outline, registry, place, issuer, own, commune)
    everything = without_overlaps([*finder.numbered(), *finder.named()])
    found = [m for m in everything if m.section != PREAMBLE or not is_listed_above(text, m.start)]
    found = sorted([*found, *finder.short(found)], key=lambda m: m.start)
    return same_issuers(relate(text, outline, tuple(shared(text, found))))


class _Finder:
    """The mentions of one document before lists share their parts and relations are read."""

    def __init__(
        self,
        text: Text,
        outline: Outline,
        registry: Registry,
        place: Area | None,
        issuer: Body | None,
        own: str,
        commune: str | None,
    ) -> None:
        self.text, self.outline, self.registry = text, outline, registry
        self.place, self.issuer, self.own, self.commune = place, issuer, own, commune
        self.laws = tuple(find_laws(text, registry))
        self.law_ends = sorted((law.end, index) for index, law in enumerate(self.laws))

    def numbered(self) -> list[Mention]:
        found: list[Mention] = []
        for number in find_numbers(self.text, self.registry, self._fits):
            mention = self._numbered(number)
            if mention is not None:
                found += [*self._sharing_symbol(mention, number), mention]
        taken = {mention.end for mention in found}
        for number in lone_numbers(self.text, self.registry):
            if number.end not in taken and type_before(self.text, self.registry, number.start) is not None:
                mention = self._numbered(number)
                found += [mention] if mention is not None else []
        return found

    def _sharing_symbol(self, mention: Mention, number: Number) -> list[Mention]:
        """The numbers before one that have its symbol: «Kế hoạch số 10, 11/KH-UBND»."""
        shared: list[Mention] = []
        position = number.start
        before = self.text.folded[max(0, position - _BARE_WINDOW) : position].rstrip(" \n:").removesuffix("so").rstrip()
        if not before.endswith((",", ";", "va")):
            return []
        while (bare := _BARE_BEFORE.search(self.text.folded, max(0, position - _BARE_WINDOW), position)) is not None:
            position = bare.start("digits")
            kinds, start = self._named_before(position)
            kind = mention.type if mention.type in kinds else kinds[0] if len(kinds) == 1 else None
            shared.append(self._with_symbol_of(mention, kind, (start, bare.end("digits")), bare["digits"]))
            if kinds:
                return shared[::-1] if kind else []
        return []

    def _with_symbol_of(self, full: Mention, kind: DocumentType | None, span: tuple[int, int], digits: str) -> Mention:
        start, end = span
        mark = "-" if "/" in (full.symbol or "") else "/"
        return full._replace(
            start=start,
            end=end,
            text=self.text.content[start:end],
            section=self.outline.path_at(start),
            type=kind or full.type,
            number=f"{digits}{mark}{full.symbol}",
            number_raw=digits,
            digits=digits,
            number_year=None,
            date=None,
            date_raw=None, issuer_printed=False, part=part_before(self.text, start),
        )  # fmt: skip

    def short(self, full: list[Mention]) -> list[Mention]:
        """Numbers without symbol: those that repeat the only one of that type and number before them («Kế hoạch số
        110»), and those with a day or an issuer of their own («Quyết định 2238 ngày 30/12/2021»).
        """
        known: dict[str, list[Mention]] = {}
        for mention in full:
            if mention.digits and mention.symbol and mention.type:
                known.setdefault(mention.digits, []).append(mention)
        starts = [mention.start for mention in full]
        found = []
        for bare in bare_numbers(self.text):
            candidates = known.get(bare["digits"], [])
            told = self.text.folded.startswith(_TOLD_BEHIND, bare.end())
            if not (candidates or told) or not is_free(full, starts, bare.start()):
                continue
            kinds, start = self._named_before(bare.start())
            same = [m for m in candidates if m.type in kinds and m.end <= start and bare["year"] in (None, m.year)]
            if same and len({m.number for m in same}) == 1:
                found.append(self._repeating(same[0], start, bare))
            elif told and kinds and start < bare.start() and (own := self._told(kinds[0], start, bare)):
                found.append(own)
        return found

    def _told(self, kind: DocumentType, start: int, bare: re.Match[str]) -> Mention | None:
        """A number without symbol that its day tells from others of its year, or «số» and its issuer from a count."""
        issuer, date, end = self._date_and_issuer(bare.end(), None)
        day = date.iso if date and date.iso and len(date.iso) == len("2021-12-30") else None
        numbered = _NUMBER_SIGN.search(self.text.folded, start, bare.start()) is not None
        if bare["year"] or not (day or (date is None and issuer and numbered)):
            return None
        return Mention(
            start, end, self.text.content[start:end], self.outline.path_at(start), kind,
            number=bare["digits"], digits=bare["digits"], date=day, issuer=issuer,
            issuer_printed=issuer is not None, part=part_before(self.text, start),
        )  # fmt: skip

    def _named_before(self, position: int) -> tuple[list[DocumentType], int]:
        """The types that the word before `position` may name, none or one on a good page, and where it begins."""
        named = type_before(self.text, self.registry, position)
        if named is not None:
            return [named[0]], named[1]
        if self.text.quality_at(position) == GARBLED:
            return misread_types_before(self.text, self.registry, position)
        return [], position

    def _repeating(self, full: Mention, start: int, bare: re.Match[str]) -> Mention:
        number = f"{bare['digits']}/{bare['year']}" if bare["year"] else bare["digits"]
        return full._replace(
            start=start, end=bare.end(), text=self.text.content[start : bare.end()],
            section=self.outline.path_at(start), number=number, number_raw=None, date=None, date_raw=None,
            issuer_printed=False, part=part_before(self.text, start),
        )  # fmt: skip

    def named(self) -> list[Mention]:
        named: list[Mention] = []
        amending = 0
        for law in self.laws:
            named.append(self._named(law, amended=law.end <= amending))
            if is_amending(law.name):
                amending = law.end
        return named

    def _numbered(self, number: Number) -> Mention | None:
        law = self._law_before(number) if self.laws else None
        kind, start = (law.type, law.start) if law else self._type_before(number)
        section = self.outline.path_at(start)
        if self._is_own(number, section, bare=start == number.start):
            return None
        if kind is None and number.candidates:
            return None
        if kind is None and number.type_code is None and not number.symbol.lstrip("UBTV").startswith("QH"):
            if not _NUMBER_SIGN.search(self.text.folded, max(0, number.start - _TYPE_WINDOW), number.start) and not any(
                self.registry.bodies_of_code(code, self.place) for code in number.issuer_codes
            ):
                return None
            kind = self.registry.types.get(LETTER_SLUG)
        named_before = issuer_before(self.text, self.registry, self.place, start, number)
        default = named_before or default_issuer(number, self.registry, self.place, self.issuer, self.own)
        printed, date, end = self._date_and_issuer(number.end, default)
        date = date or day_before(self.text, start)
        several = len(number.issuer_codes) > 1
        between = first_between(self.text, self.registry, self.place, end) if several and not printed else None
        printed, end = between or (printed, end)
        unregistered = own = None
        if printed is None and named_before is None:
            in_type = issuer_in_type(self.text, start, self.place) if start == number.start else None
            ahead = in_type or (None if default else unregistered_before(self.text, self.place, start))
            unregistered = self._unregistered(end, number) or ((ahead, end) if ahead else None)
            own = None if unregistered or number.party else own_issuer(number.issuer_codes, self.registry, self.commune)
        if unregistered or own:
            end, default = unregistered[1] if unregistered else end, None
        full = name_in_full(self.text.folded[number.end : end], printed) if printed else None
        together: tuple[str, ...] = (full,) if full else ()
        if several and (between or is_joint(kind) or is_joint(self._type_of(number))):
            default, together, stop = issued_together(
                self.text, self.registry, self.place, number.issuer_codes, printed, end
            )
            named_before, end = named_before or (default if stop > end else None), stop
        return Mention(
            start=start,
            end=end,
            text=self.text.content[start:end],
            section=section,
            type=kind,
            number=number.canonical,
            number_raw=number.raw,
            digits=number.digits,
            number_year=number.year,
            symbol=number.symbol,
            name=law.name if law else None,
            date=date.iso if date else None,
            date_raw=date.raw if date else None,
            issuer=printed or default,
            issuer_printed=bool(printed or unregistered or named_before),
            issuer_text=unregistered[0] if unregistered else own,
            issuers=together,
            type_text=printed_type(self.text, self.registry, kind, start),
            method=number.method,
            part=part_before(self.text, start),
            distance=number.distance,
            spellings=number.candidates,
        )

    def _named(self, law: NamedLaw, *, amended: bool) -> Mention:
        """The mention of a law by name; the date behind one that another law amends is that other law's."""
        printed, date, end = (None, None, law.end) if amended else self._date_and_issuer(law.end, None)
        if date is None and not amended and (year := _YEAR_BEHIND.match(self.text.folded, law.end)):
            date, end = PrintedDate(year["year"], None, year.end()), max(end, year.end())
        lawgiver = LAWGIVERS.get(law.type.slug)
        return Mention(
            start=law.start,
            end=end,
            text=self.text.content[law.start : end],
            section=self.outline.path_at(law.start),
            type=law.type,
            name=law.name,
            date=date.iso if date else None,
            date_raw=date.raw if date else None,
            issuer=printed or (self.registry.body_by_slug(lawgiver) if lawgiver else None),
            issuer_printed=printed is not None,
            type_text=printed_type(self.text, self.registry, law.type, law.start),
            part=part_before(self.text, law.start),
        )

    def _unregistered(self, end: int, number: Number) -> tuple[str, int] | None:
        of = OF.match(self.text.folded, end)
        if of is None:
            return None
        start = of.end()
        commune = commune_issuer(self.text, start, self.registry, self.commune)
        found = commune or unregistered_issuer(self.text, start, self.place)
        found = found or of_other_place(self.text, start, number, self.place, self.commune)
        return (of_commune(found[0], self.commune), found[1]) if found else None

    def _is_own(self, number: Number, section: str, *, bare: bool) -> bool:
        """The document's own number, «Ban hành kèm theo …», its filing line and what stands above cite nothing."""
        folded, end = self.text.folded, number.start
        if self.own and section == PREAMBLE and yearless(number.canonical) == yearless(self.own):
            return True
        if section == RECIPIENTS:
            before = folded[max(0, end - 200) : end]
            return _FILING.search(before) is not None or _OWN_ISSUE.search(before) is not None
        if section != PREAMBLE and not section.startswith("annex"):
            return False
        before = folded[max(0, end - _TYPE_WINDOW) : end]
        own = _OWN_ISSUE.search(before)
        if own and not goes_on(self.text.content, end - len(before) + own.start(), bracket=own["title"] is not None):
            return True
        line = "\n" + before if end <= _TYPE_WINDOW else before
        return bare and section == PREAMBLE and _OWN_NUMBER.search(line) is not None

    def _law_before(self, number: Number) -> NamedLaw | None:
        """A law's name that ends right before its number («Luật Trẻ em số 102/2016/QH13»)."""
        place = bisect_right(self.law_ends, (number.start, len(self.laws)))
        if not place:
            return None
        while place > 1 and self.law_ends[place - 2][0] == self.law_ends[place - 1][0]:
            place -= 1  # the outermost: the number is that of the amending law, not of the one it amends
        law = self.laws[self.law_ends[place - 1][1]]
        if number.type_code is not None and number.type_code not in law.type.symbols:
            return None
        return law if _TO_NUMBER.fullmatch(self.text.folded, law.end, number.start) else None

    def _type_before(self, number: Number) -> tuple[DocumentType | None, int]:
        """Type word before the number with its position; without one the symbol tells the type and the number
        opens.
        """
        named = type_before(self.text, self.registry, number.start)
        by_symbol = self._type_of(number)
        if named:
            untold = by_symbol is not None and self.text.folded.startswith(_ANY_PAPER, named[1])
            return (by_symbol, named[1]) if untold else named
        if self.text.quality_at(number.start) == GARBLED:
            kinds, start = misread_types_before(self.text, self.registry, number.start)
            if by_symbol is not None and by_symbol in kinds:
                return by_symbol, start
            if by_symbol is None and len(kinds) == 1:
                return kinds[0], start
        if by_symbol is None and number.symbol.lstrip("UBTV").startswith("QH"):
            return self.registry.types.get("nghi-quyet"), number.start
        return by_symbol, number.start

    def _type_of(self, number: Number) -> DocumentType | None:
        return self.registry.type_of_symbol(number.type_code, number.party) if number.type_code else None

    def _fits(self, start: int, year: str | None, code: str, issuers: tuple[str, ...]) -> bool:
        """Whether a damaged symbol may be read so: the type word before, the year in the number, who could issue it."""
        named = type_before(self.text, self.registry, start)
        kinds = [named[0]] if named else misread_types_before(self.text, self.registry, start)[0]
        if not code:
            known = codes_of(self.registry).issuers
            return any(k.slug == LETTER_SLUG for k in kinds) or (not kinds and all(i in known for i in issuers))
        kind = self.registry.type_of_symbol(code, party=False) or self.registry.type_of_symbol(code, party=True)
        if kind is None or (kinds and not any(code in (*k.symbols, *k.shared_symbols) for k in kinds)):
            return False
        if (year is None and kind.regime == NORMATIVE) or (year is not None and kind.regime == ADMINISTRATIVE):
            return False
        return all(self.registry.bodies_of_code(issuer, self.place) for issuer in issuers)

    def _date_and_issuer(self, end: int, expected: Body | None) -> tuple[Body | None, PrintedDate | None, int]:
        """Date and issuer that follow directly, in either order."""
        date = self._date_at(end)
        if date:
            end = date.end
        of = self._issuer_at(end, expected)
        if of is None:
            return None, date, end
        issuer, end = of
        if date is None and (date := self._date_at(behind_session(self.text.folded, end))):
            end = date.end
        return issuer, date, end

    def _date_at(self, position: int) -> PrintedDate | None:
        folded = self.text.folded
        gap = DATE_GAP.match(folded, position)
        if gap is None:
            return None
        start = gap.end()
        if "\n" in gap.group() and self.text.content[start : start + 2].istitle():
            return None  # «LUẬT THỦ ĐÔ⏎Ngày 28 tháng 6 năm 2024, Quốc hội …» begins a sentence
        if self.text.quality_at(start) == GARBLED and (damaged := read_damaged_date(folded, start)):
            return damaged
        found = DATE.match(folded, start)
        return read_date(found, self.text.content) if found else None

    def _issuer_at(self, position: int, expected: Body | None) -> tuple[Body, int] | None:
        of = OF.match(self.text.folded, position)
        if of is None:
            return None
        if expected is not None and self.text.quality_at(position) == GARBLED:
            named = misread(expected.name).match(self.text.folded, of.end())
            if named:
                return expected, named.end()
        start = of.end()
        opening = self.registry.body_opening(self.text.content, start, start + _ISSUER_WINDOW, self.place)
        return (opening[1], start + opening[0]) if opening else None
