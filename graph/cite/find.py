"""From a text to its mentions: numbers and named laws, widened to type, date and issuer, then related."""

import re
from bisect import bisect_right
from functools import lru_cache

from cancu.graph.cite.dates import DATE, PrintedDate, read_date
from cancu.graph.cite.issuers import unregistered_issuer
from cancu.graph.cite.laws import NamedLaw, find_laws, is_amending
from cancu.graph.cite.mention import Mention
from cancu.graph.cite.numbers import Number, find_numbers
from cancu.graph.cite.relations import relate
from cancu.graph.fold import fold
from cancu.graph.read import Outline, Text
from cancu.graph.read.outline import PREAMBLE, RECIPIENTS
from cancu.graph.read.quality import GARBLED, GOOD
from cancu.graph.registry import Area, Body, DocumentType, Registry

_REPORT_KINDS = (
    "tham tra", "tiep thu giai trinh", "tiep thu, giai trinh", "giai trinh tiep thu", "giai trinh, tiep thu",
    "thuyet minh",
)  # fmt: skip
"""What a report may be for, between its type word and its number."""
_LOOSE_NUMBER_WORD = r"(?:,?\s*s\S{0,2})?"
_TYPE_WINDOW = 80
_ISSUER_WINDOW = 160
_DATE_GAP = re.compile(r"[\s,(]{0,4}")
_OF = re.compile(r"[\s,]{0,4}(?:cua|c\S{1,2}a|do)\s+(?:dong chi\s+)?")
_SHARED = re.compile(r"\s*(?:,|va|;)?\s*(?:so\s*:?)?\s*")
_SAME_PARTY = re.compile(r"\s*(?:,|va)\s*")
_OWN_NUMBER = re.compile(r"(?:^|\n)[ \t|*_#>]*s[o06e]\s*[:.]?\s*$")
_OWN_ISSUE = re.compile(r"(?:^|\n)[ \t|*_#>(]*(?:duoc\s+)?(?:ban hanh\s+)?kem theo\s+[^.;:\n]{0,40}(?:so\s*:\s*)?$")
_FILING = re.compile(r"(?:^|\n)[ \t|*_#>-]*luu\b[^\n]*$")
_BLANKS = re.compile(r"\s+")
_TO_NUMBER = re.compile(r"[\s,(]*(?:so\s*:?)?\s*")
_POINTS_TO = re.compile(r"\btai\s+(?:cac\s+)?$")
_NUMBER_SIGN = re.compile(r"\bso\s*:?\s*$")
_SEVERAL = re.compile(r"\bcac\s+(?:\w+\s+){1,3}$")
_WHOSE = re.compile(r"\bcua\s+")
LETTER_SLUG, CODE_SLUG = "cong-van", "bo-luat"
LAW = "Luật"
JOINT = ("-lien-tich", "-phoi-hop")
"""Ends of the slugs of types that several bodies issue together: the symbol's first body is not the issuer."""


def cite(
    text: Text, outline: Outline, registry: Registry, place: Area | None, issuer: Body | None = None
) -> tuple[Mention, ...]:
    """Find every mention in `text` with its relation; `place` and `issuer` are those of the document itself."""
    finder = _Finder(text, outline, registry, place, issuer)
    found = _without_overlaps([*finder.numbered(), *finder.named()])
    return _same_issuers(relate(text, outline, tuple(_share(text, found))))


class _Finder:
    """The mentions of one document before lists share their parts and relations are read."""

    def __init__(
        self, text: Text, outline: Outline, registry: Registry, place: Area | None, issuer: Body | None
    ) -> None:
        self.text, self.outline, self.registry, self.place, self.issuer = text, outline, registry, place, issuer
        self.laws = tuple(find_laws(text, registry))
        self.law_ends = sorted((law.end, index) for index, law in enumerate(self.laws))

    def numbered(self) -> list[Mention]:
        return [m for number in find_numbers(self.text, self.registry) if (m := self._numbered(number)) is not None]

    def named(self) -> list[Mention]:
        return [self._named(law) for law in self.laws]

    def _numbered(self, number: Number) -> Mention | None:
        before = self.text.folded[max(0, number.start - _TYPE_WINDOW) : number.start]
        law = self._law_before(number)
        kind, start = (law.type, law.start) if law else self._type_before(number, before)
        if self._is_own(number, before, bare=start == number.start):
            return None
        if kind is None and number.type_code is None and not number.symbol.lstrip("UBTV").startswith("QH"):
            if not _NUMBER_SIGN.search(before) and not any(
                self.registry.bodies_of_code(code, self.place) for code in number.issuer_codes
            ):
                return None
            kind = self.registry.types.get(LETTER_SLUG)
        default = self._default_issuer(number)
        named_before = self._issuer_before(start, number)
        default = named_before or default
        printed, date, end = self._date_and_issuer(number.end, default)
        unregistered = self._unregistered(end) if printed is None and named_before is None else None
        if unregistered:
            end, default = unregistered[1], None
        return Mention(
            start=start,
            end=end,
            text=self.text.content[start:end],
            section=self.outline.path_at(start),
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
            issuer_printed=any((printed, unregistered, named_before)),
            issuer_text=unregistered[0] if unregistered else None,
            type_text=self._type_text(kind, start),
            method=number.method,
        )

    def _named(self, law: NamedLaw) -> Mention:
        printed, date, end = self._date_and_issuer(law.end, None)
        assembly = self.registry.body_by_slug("quoc-hoi") if law.type.regime == "normative" else None
        return Mention(
            start=law.start,
            end=end,
            text=self.text.content[law.start : end],
            section=self.outline.path_at(law.start),
            type=law.type,
            name=law.name,
            date=date.iso if date else None,
            date_raw=date.raw if date else None,
            issuer=printed or assembly,
            issuer_printed=printed is not None,
            type_text=self._type_text(law.type, law.start),
        )

    def _type_text(self, kind: DocumentType | None, start: int) -> str | None:
        """The printed word where it is not the type's name: a programme of action, a code called law."""
        if kind is None or self.text.quality_at(start) != GOOD:
            return None
        surface = " ".join(self.text.content[start : start + _TYPE_WINDOW].split())
        if surface.startswith(kind.name):
            return next((a for a in kind.aliases if a.startswith(kind.name) and surface.startswith(a)), None)
        return LAW if kind.slug == CODE_SLUG and surface.startswith(LAW) else None

    def _unregistered(self, end: int) -> tuple[str, int] | None:
        of = _OF.match(self.text.folded, end)
        return unregistered_issuer(self.text, of.end(), self.place) if of else None

    def _is_own(self, number: Number, before: str, *, bare: bool) -> bool:
        """The document's own number, its «Ban hành kèm theo …» line and its filing line cite nothing."""
        section = self.outline.path_at(number.start)
        if section == RECIPIENTS:
            return _FILING.search(self.text.folded[max(0, number.start - 200) : number.start]) is not None
        if (section.startswith("annex") or section == PREAMBLE) and _OWN_ISSUE.search(before):
            return True
        return (
            bare
            and section == PREAMBLE
            and _OWN_NUMBER.search("\n" + before if number.start <= _TYPE_WINDOW else before) is not None
        )

    def _law_before(self, number: Number) -> NamedLaw | None:
        """A law's name that ends right before its number («Luật Trẻ em số 102/2016/QH13»)."""
        place = bisect_right(self.law_ends, (number.start, len(self.laws)))
        if not place:
            return None
        while place > 1 and self.law_ends[place - 2][0] == self.law_ends[place - 1][0]:
            place -= 1  # the outermost: the number is that of the amending law, not of the one it amends
        law = self.laws[self.law_ends[place - 1][1]]
        if number.type_code is not None:
            return None
        return law if _TO_NUMBER.fullmatch(self.text.folded, law.end, number.start) else None

    def _type_before(self, number: Number, before: str) -> tuple[DocumentType | None, int]:
        """Type word before the number with its position; without one the symbol tells the type and the number
        opens.
        """
        party = number.party
        by_symbol = self.registry.type_of_symbol(number.type_code, party) if number.type_code else None
        found = _type_words(self.registry).match(before[::-1])
        if found:
            named = self.registry.type_named(_BLANKS.sub(" ", found["type"][::-1]))
            if named is not None:
                return named, number.start - found.end("type")
        if by_symbol is not None and self.text.quality_at(number.start) == GARBLED:
            loose = _loose_type_word(by_symbol.name).search(before)
            if loose:
                return by_symbol, number.start - len(before) + loose.start()
        if by_symbol is None and number.symbol.lstrip("UBTV").startswith("QH"):
            return self.registry.types.get("nghi-quyet"), number.start
        return by_symbol, number.start

    def _date_and_issuer(self, end: int, expected: Body | None) -> tuple[Body | None, PrintedDate | None, int]:
        """Date and issuer that follow directly, in either order."""
        issuer: Body | None = None
        date: PrintedDate | None = None
        for _ in range(2):
            if date is None and (read := self._date_at(end)):
                date, end = read, read.end
            if issuer is None and (of := self._issuer_at(end, expected)):
                issuer, end = of
        return issuer, date, end

    def _date_at(self, position: int) -> PrintedDate | None:
        gap = _DATE_GAP.match(self.text.folded, position)
        found = DATE.match(self.text.folded, gap.end() if gap else position)
        return read_date(found, self.text.content) if found else None

    def _issuer_at(self, position: int, expected: Body | None) -> tuple[Body, int] | None:
        of = _OF.match(self.text.folded, position)
        if of is None:
            return None
        if expected is not None and self.text.quality_at(position) == GARBLED:
            named = _loose_name(expected.name).match(self.text.folded, of.end())
            if named:
                return expected, named.end()
        opening = self._body_at(of.end(), of.end() + _ISSUER_WINDOW)
        return (opening[1], of.end() + opening[0]) if opening else None

    def _body_at(self, start: int, end: int) -> tuple[int, Body] | None:
        """The body whose name begins at `start`, and how many characters it takes."""
        return self.registry.body_opening(self.text.content[start:end], self.text.folded[start:end], self.place)

    def _issuer_before(self, start: int, number: Number) -> Body | None:
        """Issuer named before the paper («đề nghị của Sở Y tế tại Tờ trình số …», «chỉ đạo của Bộ Chính trị tại …»).

        A symbol that names another body says more than the words before it.
        """
        window_start = max(0, start - _ISSUER_WINDOW)
        window = self.text.folded[window_start:start]
        points = _POINTS_TO.search(window) if window.rstrip().endswith(("tai", "cac")) else None
        asked = list(_WHOSE.finditer(window)) if points else []
        for whose in reversed(asked):
            begin = window_start + whose.end()
            opening = self._body_at(begin, start)
            if opening is None:
                continue
            between = self.text.folded[begin + opening[0] : start]
            if not _POINTS_TO.fullmatch(between.lstrip()):
                return None
            return opening[1] if self._may_issue(opening[1], number) else None
        return None

    def _may_issue(self, body: Body, number: Number) -> bool:
        if number.party:
            return body.system == "party"
        known = [b for code in number.issuer_codes for b in self.registry.bodies_of_code(code, self.place)]
        return not known or body in known or any(b.register == body.register for b in known)

    def _default_issuer(self, number: Number) -> Body | None:
        """The only body that the symbol can mean in a document of this place; several candidates mean none.

        A Party symbol (TW, TU) is shared by committee, standing board and secretariat, so it names none of them.
        """
        if not number.issuer_codes or number.party:
            return None
        kind = self.registry.type_of_symbol(number.type_code, number.party) if number.type_code else None
        if kind is not None and kind.slug.endswith(JOINT):
            return None
        bodies = self.registry.bodies_of_code(number.issuer_codes[0], self.place)
        if len(bodies) > 1 and self.issuer is not None:
            own_level = [b for b in bodies if b.level == self.issuer.level]
            bodies = tuple(own_level) if len(own_level) == 1 else bodies
        return bodies[0] if len(bodies) == 1 else None


@lru_cache(maxsize=256)
def _loose_name(name: str) -> re.Pattern[str]:
    """A name as misread letters leave it."""
    return re.compile(r"\s*".join(_loose_word(word) for word in fold(name).split()))


def _loose_word(word: str) -> str:
    """Consonants survive misreading (d, p and b stand for one another), vowels do not."""
    return "".join(r"\S{1,2}" if c in "aeiouy" else "[dpb]" if c in "dpb" else re.escape(c) for c in word)


@lru_cache(maxsize=4)
def _type_words(registry: Registry) -> re.Pattern[str]:
    """What may stand before a number, the type's words last, written backwards: so one look from the number's place
    finds them, where a search forward would try every place before it.
    """
    labels = {fold(label) for t in registry.types.values() for label in (t.name, *t.aliases, *t.other_words)}
    words = "|".join(_backwards(label) for label in sorted(labels, key=len, reverse=True))
    kinds = "|".join(_backwards(kind) for kind in _REPORT_KINDS)
    return re.compile(rf"\s*(?:[:.]?\s*(?:os|[06]s)\s*,?)?\s*(?:(?:{kinds})\s+)?(?P<type>{words})(?![a-z])")


def _backwards(label: str) -> str:
    return r"\s+".join(re.escape(word[::-1]) for word in reversed(label.split()))


@lru_cache(maxsize=64)
def _loose_type_word(name: str) -> re.Pattern[str]:
    """The type word before a number as misread letters leave it."""
    words = r"\s*".join(_loose_word(word) for word in fold(name).split())
    return re.compile(rf"(?<!\S){words}\s*{_LOOSE_NUMBER_WORD}\s*$")


def _same_issuers(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A repeat without issuer has that of the first of the same number that prints one, unless their dates differ."""
    printed: dict[str, Mention] = {}
    for mention in mentions:
        if mention.number and mention.issuer_printed:
            printed.setdefault(mention.number, mention)
    return tuple(
        m._replace(issuer=fuller.issuer)
        if not m.issuer_printed
        and (fuller := printed.get(m.number or "")) is not None
        and (m.date is None or fuller.date is None or m.date == fuller.date)
        else m
        for m in mentions
    )


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """In text order; where two share characters the longer one stays (a law's name before its number)."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        if out and mention.start < out[-1].end and not _amended(out[-1], mention):
            continue
        out.append(mention)
    return out


def _amended(outer: Mention, inner: Mention) -> bool:
    """Whether `inner` is a law named inside the name of the law that amends it."""
    amending = outer.name is not None and is_amending(outer.name)
    return amending and inner.name is not None and inner.number is None and inner.end <= outer.end


def _share(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Let the members of «các Quyết định số A, B ngày …» share type, date and issuer."""
    out = list(mentions)
    for index in range(len(out) - 1, 0, -1):
        here, after = out[index - 1], out[index]
        if _SHARED.fullmatch(text.folded, here.end, after.start) is None or after.name or here.name:
            continue
        if text.folded[after.start : after.start + 1].isalpha():
            if _SAME_PARTY.fullmatch(text.folded, here.end, after.start) and _one_party(here, after):
                out[index - 1] = here._replace(issuer=after.issuer, issuer_printed=True)
            continue
        if here.symbol != after.symbol and here.type != after.type:
            continue
        other_year = here.number_year and after.date and not after.date.startswith(here.number_year)
        if here.date is None and here.date_raw is None and not other_year:
            out[index - 1] = here._replace(
                date=after.date,
                date_raw=after.date_raw,
                issuer=after.issuer if after.issuer_printed else here.issuer,
                issuer_printed=here.issuer_printed or after.issuer_printed,
            )
        if after.type is None and _SEVERAL.search(text.folded[max(0, here.start - 30) : here.start + 20]):
            out[index] = after._replace(type=here.type)
    return out


def _one_party(here: Mention, after: Mention) -> bool:
    """Whether a Party paper without issuer stands beside one of the same office that prints it."""
    if not (here.symbol and after.symbol and "/" in here.symbol and "/" in after.symbol):
        return False
    same_office = here.symbol.rpartition("/")[2] == after.symbol.rpartition("/")[2]
    return same_office and here.issuer is None and here.issuer_text is None and after.issuer_printed
