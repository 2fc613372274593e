"""From mentions to instruments: resolved where exactly one can be meant, else the candidates, never a guess.

A full mention (register, type, symbol, number, year) is its own identity and mints a node where none is known. A
short one follows a full one of the same document, or a known instrument whose title is printed with it; a number
alone, however rare, proves nothing, since registers start anew each year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cancu.graph import names
from cancu.graph.cite import Mention, cite
from cancu.graph.cite.communes import commune_of
from cancu.graph.cite.dates import last_day
from cancu.graph.cite.defaults import is_committee
from cancu.graph.cite.governing import IMPLEMENTS, NESTED
from cancu.graph.cite.symbols import codes_of
from cancu.graph.judged import Judged
from cancu.graph.known import Instrument, Key, Known, merged, strip_zeros
from cancu.graph.names import ID
from cancu.graph.read import outline, text_of
from cancu.graph.read.outline import PREAMBLE
from cancu.graph.regime import regime_of, told_by_iri
from cancu.graph.registry import Area, Body, Registry
from cancu.graph.review import CITATION, NONE, UNKNOWN, Decision
from cancu.graph.titles import restored_title, same_title
from cancu.graph.without_symbol import agreeing, possible_keys

RESOLVED, AMBIGUOUS, UNRESOLVED = "resolved", "ambiguous", "unresolved"
ISSUED_FOR, ORDERS_PLAN, TASK = "issued-for", "orders-plan", "task"
REVIEWED = "review"


class Citation(NamedTuple):
    """A mention with what it stands for: `instrument` when resolved, else `candidates`; `note` says why, in
    Vietnamese.

    `ordinal` tells mentions of one surface in one section apart; `reviewed` is the decision of the person who saw it.
    """

    mention: Mention
    state: str
    instrument: str | None
    candidates: tuple[str, ...]
    basis: str | None
    method: str
    note: str | None
    title: str | None = None
    """The instrument's title: as printed, or where that cannot be trusted as the registry has it."""
    ordinal: int = 1
    reviewed: Decision | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The citations of one document in text order, the instruments they describe, and decisions that matched
    nothing.
    """

    citations: tuple[Citation, ...]
    instruments: tuple[Instrument, ...]
    unmatched: tuple[Decision, ...]


def resolve(
    mentions: tuple[Mention, ...],
    registry: Registry,
    place: Area | None,
    known: Known,
    decisions: Iterable[Decision] = (),
) -> Resolution:
    """Resolve the mentions of one document against itself and the instruments already `known`."""
    judged = Judged(mentions, decisions)
    mentions = judged.mentions
    resolver = _Resolver(registry, place, known)
    decided = judged.chosen[CITATION]
    for index in sorted(decided):
        resolver.decided(index, mentions[index], decided[index])
    for step in (resolver.full, resolver.titled, resolver.short):
        for index in [i for i in range(len(mentions)) if i not in decided and i not in resolver.found]:
            step(index, mentions[index])
    for index in [i for i in sorted(decided) if i not in resolver.found]:
        resolver.left_open(index, mentions[index], decided[index])
    kept = [i for i in range(len(mentions)) if resolver.found[i] is not None]
    position = {index: new for new, index in enumerate(kept)}
    citations = tuple(_citation(mentions[i], resolver.found[i], position, known, judged, i) for i in kept)
    described = tuple(resolver.described[iri] for iri in sorted(resolver.described))
    read = {i: found.instrument for i, found in resolver.found.items() if found is not None}
    return Resolution(citations, described, (*judged.unmatched, *judged.outdated(read)))


class _Found(NamedTuple):
    state: str
    instrument: str | None = None
    candidates: tuple[str, ...] = ()
    method: str | None = None
    note: str | None = None


class _Resolver:
    """Findings for one document, by mention index; None marks what a person decided to be no citation."""

    def __init__(self, registry: Registry, place: Area | None, known: Known) -> None:
        self.registry, self.place, self.known = registry, place, known
        self.found: dict[int, _Found | None] = {}
        self.described: dict[str, Instrument] = {}
        self._registers: dict[tuple[str | None, str | None], str | None] = {}

    def decided(self, index: int, mention: Mention, decision: Decision) -> None:
        """What a person said the mention is; a citation given in full is read as if it were printed."""
        value = decision.decision
        if value == NONE:
            self.found[index] = None
        elif value.startswith(ID):
            self._describe_decided(value, mention)
            self.found[index] = _Found(RESOLVED, value, method=REVIEWED, note=decision.why)
        elif value != UNKNOWN:
            self._as_written(index, mention, decision)

    def left_open(self, index: int, mention: Mention, decision: Decision) -> None:
        """What a person looked at and could not tell; the candidates stay to be seen."""
        key = self._key(mention) if mention.number else None
        open_ = self._open(self._candidates(key) if key else [], decision.why)
        self.found[index] = open_._replace(method=REVIEWED)

    def _as_written(self, index: int, printed: Mention, decision: Decision) -> None:
        text = text_of("", f"Thực hiện {decision.decision}")
        for mention in cite(text, outline(text), self.registry, self.place)[:1]:
            title = printed.title if printed.relation != NESTED else None
            self.full(index, mention._replace(title=mention.title or title))
        found = self.found.get(index)
        if found is not None and found.state == RESOLVED:
            self.found[index] = found._replace(method=REVIEWED, note=decision.why)
        else:
            note = f"Quyết định «{decision.decision}» chưa đủ số, ngày và cơ quan ban hành để xác định văn bản."
            self.found[index] = _Found(UNRESOLVED, method=REVIEWED, note=note)

    def _describe_decided(self, iri: str, mention: Mention) -> None:
        """The instrument as far as its IRI and the mention agree on it, so that no link leads to nothing."""
        first, second, third = [*iri.removeprefix(ID).split("/"), "", ""][:3]
        key = self._key(mention) if mention.number else None
        if key is not None and self._mint(key._replace(year=third)) == iri:
            self._describe(iri, _dated(mention, third), key._replace(year=third))
        elif mention.name and mention.type and names.law_iri(mention.name, second) == iri:
            self._describe_law(iri, _dated(mention, second), second)
        else:
            told = told_by_iri(iri, self.registry.types.get(second), self.registry.body_by_slug(first))
            if told is not None:
                self._add(told)

    def full(self, index: int, mention: Mention) -> None:
        """Mentions that identify an instrument by themselves."""
        if mention.spellings:
            self.found[index] = self._undecided(mention)
            return
        if mention.number is None:
            if mention.name and mention.year:
                self._named(index, mention, mention.year)
            return
        if possible_keys(mention):
            return
        key = self._key(mention)
        if key is None:
            why = "Không rõ cơ quan nào ban hành" if mention.symbol else "Không in ký hiệu"
            if mention.issuer_text:
                why = f"Cơ quan ban hành «{mention.issuer_text}» chưa có trong danh mục"
            self.found[index] = _Found(UNRESOLVED, note=f"{why} nên chưa xác định được văn bản.")
        elif key.year is not None:
            earlier = self._before_the_merger(mention, key)
            if len(earlier) > 1:
                self._of_one_of(index, earlier)
                return
            key = earlier[0] if earlier else key
            exact = [i for i in self.known.of_number(key) if i.key and i.key.year == key.year]
            if len(exact) > 1:  # two documents in hand bear this number: the printed day tells them apart
                exact = [i for i in exact if mention.date and i.date == mention.date] or exact
            if len(exact) > 1:
                note = "Kho có nhiều văn bản cùng số, ký hiệu và năm; ngày in ở đây không phân biệt được."
                self.found[index] = self._open(exact, note)
                return
            iri = exact[0].iri if exact else self._mint(key)
            self._describe(iri, mention, key)
            self.found[index] = _Found(RESOLVED, iri)

    def _before_the_merger(self, mention: Mention, key: Key) -> list[Key]:
        """The entries that a number can be when its date lies before the day on which the place came into being: one in
        the register of each place that was merged into it. Empty where the place existed.
        """
        register = self.registry.body_by_slug(key.register)
        place, on = register.area if register else None, last_day(mention.date or mention.year)
        if place is None or place.exists_from is None or on is None or on >= place.exists_from:
            return []
        then = [area for area in self.registry.predecessors(place) if area.alive(on)]
        if names.slug(place.short_name) in names.slug(mention.text):  # named with the place, which kept its name
            then = [area for area in then if area.short_name == place.short_name]
        return self._of_areas(then, mention, key)

    def _of_areas(self, areas: Iterable[Area], mention: Mention, key: Key) -> list[Key]:
        """The entry `key` in the register of each of the `areas`."""
        code = self._issuer_code(mention)
        registers = {b.register for area in areas for b in self.registry.bodies_of_code(code, area) if b.area == area}
        return [key._replace(register=slug) for slug in sorted(registers)]

    def _of_one_of(self, index: int, keys: list[Key]) -> None:
        """A number that several bodies of that time can have given."""
        bodies = [self.registry.body_by_slug(key.register) for key in keys]
        issuers = " hoặc ".join(body.name for body in bodies if body)
        known = {i.iri: i for key in keys for i in self.known.of_number(key)}
        note = f"Văn bản có trước ngày sáp nhập; có thể do {issuers} ban hành, bản in không ghi rõ."
        self.found[index] = self._open([known[iri] for iri in sorted(known)], note)

    def _undecided(self, mention: Mention) -> _Found:
        """A damaged number that may be one of several: what is known of each, and no choice."""
        head = f"{mention.digits}/{mention.number_year}" if mention.number_year else mention.digits or ""
        spelt = [mention._replace(number=n, symbol=n.removeprefix(head)[1:]) for n in mention.spellings]
        keys = [key for m in spelt if (key := self._key(m)) is not None]
        candidates = {i.iri: i for key in keys for i in self.known.of_number(key)}
        note = f"Ký hiệu in không rõ, có thể là {' hoặc '.join(mention.spellings)}; xem bản gốc để chọn."
        return self._open([candidates[iri] for iri in sorted(candidates)], note)

    def titled(self, index: int, mention: Mention) -> None:
        """Short mentions whose printed title tells which known instrument they mean."""
        key = self._key(mention) if mention.number else None
        if key is None or mention.date_raw or mention.title is None:
            return
        same = [i for i in self._candidates(key) if i.title and same_title(i.title, mention.title)]
        if len(same) == 1:
            self._describe(same[0].iri, mention, same[0].key or key)
            self.found[index] = _Found(
                RESOLVED, same[0].iri, note="Không in ngày; xác định theo số, ký hiệu và tên văn bản."
            )

    def short(self, index: int, mention: Mention) -> None:
        """What remains: a repeat of a fuller mention in this document, or open."""
        if mention.number is None:
            self._short_name(index, mention)
            return
        if keys := possible_keys(mention):
            self._without_symbol(index, mention, keys)
            return
        key = self._key(mention)
        assert key is not None  # mentions without a register were settled as full ones
        candidates = self._candidates(key)
        here = [i for i in candidates if i.iri in self.described]
        if not here and (register := self.registry.body_by_slug(key.register)) and (place := register.area):
            # What was named in full may be of a place that was merged into this one.
            earlier = self._of_areas(self.registry.predecessors(place), mention, key)
            here = [i for then in earlier for i in self._candidates(then) if i.iri in self.described]
        if mention.date_raw:
            note = f"Ngày in trên văn bản không có thật («{mention.date_raw}») nên chưa xác định được năm."
            self.found[index] = self._open(candidates, note)
        elif len(here) == 1:
            self.found[index] = _Found(RESOLVED, here[0].iri)
        elif len(here) > 1:
            self.found[index] = self._open(here, "Nhiều văn bản trong chính tài liệu này mang số, ký hiệu ấy.")
        else:
            note = "Không in ngày hoặc năm; số, ký hiệu một mình chưa đủ để xác định văn bản."
            self.found[index] = self._open(candidates, note)

    def _without_symbol(self, index: int, mention: Mention, keys: list[Key]) -> None:
        """Only one of that very day can be meant; a number alone may be that of many."""
        found, same_day = agreeing(mention, [i for key in keys for i in self._candidates(key)])
        if same_day and len(found) == 1 and found[0].key:
            self._describe(found[0].iri, mention._replace(number=found[0].number), found[0].key)
            note = "Không in ký hiệu; xác định theo loại, số, ngày và cơ quan ban hành."
            self.found[index] = _Found(RESOLVED, found[0].iri, note=note)
        else:
            self.found[index] = self._open(found, "Không in ký hiệu nên chưa xác định được văn bản.")

    def _open(self, candidates: list[Instrument], note: str) -> _Found:
        iris = tuple(i.iri for i in candidates)
        return _Found(AMBIGUOUS if len(iris) > 1 else UNRESOLVED, None, iris, note=note)

    def _candidates(self, key: Key) -> list[Instrument]:
        known = {i.iri: i for i in self.known.of_number(key)}
        known.update({i.iri: i for i in self.described.values() if i.key and key.agrees(i.key)})
        return [known[iri] for iri in sorted(known)]

    def _short_name(self, index: int, mention: Mention) -> None:
        name = mention.name or mention.text
        here = [i for i in self.described.values() if i.name and names.slug(i.name) == names.slug(name)]
        if len(here) == 1 and here[0].year:
            self.found[index] = _Found(RESOLVED, here[0].iri)
        else:
            self._named(index, mention, None)

    def _named(self, index: int, mention: Mention, year: str | None) -> None:
        name = mention.name or mention.text
        exact = [i for i in self.known.of_name(name) if i.year == year]
        iri = exact[0].iri if exact else names.law_iri(name, year)
        self._describe_law(iri, mention, year)
        note = None if year else "Không in năm: chỉ biết tên văn bản, không rõ bản của năm nào."
        self.found[index] = _Found(RESOLVED, iri, note=note)

    def _describe_law(self, iri: str, mention: Mention, year: str | None) -> None:
        name, issuer = mention.name or mention.text, mention.issuer
        assert mention.type is not None  # a law's name begins with its type
        law = Instrument(
            iri=iri, type=mention.type.slug, regime=mention.type.regime, name=name, year=year, date=mention.date,
            titles=(name,),
            issuer=issuer.iri if issuer else None, level=issuer.level if issuer else None,
            system=issuer.system if issuer else None,
        )  # fmt: skip
        self._add(law)

    def _add(self, told: Instrument) -> None:
        self.described[told.iri] = merged(self.described[told.iri], told) if told.iri in self.described else told

    def _key(self, mention: Mention) -> Key | None:
        asked = mention.symbol, mention.issuer.slug if mention.issuer else mention.issuer_text
        if asked not in self._registers:
            self._registers[asked] = self._register(mention)
        register = self._registers[asked]
        if register is None or mention.type is None or mention.digits is None or mention.symbol is None:
            return None
        year = mention.number_year or mention.year
        return Key(register, mention.type.slug, mention.symbol, strip_zeros(mention.digits), mention.number_year, year)

    def _register(self, mention: Mention) -> str | None:
        """Slug of the body whose register the symbol names: «QĐ-UBND» signed by the chairman is the committee's."""
        code, issuer = self._issuer_code(mention), mention.issuer
        bodies = self.registry.bodies_of_code(code, issuer.area if issuer and issuer.area else self.place)
        if issuer is None:
            if commune_of(mention.issuer_text) or is_committee(mention.issuer_text or ""):
                return None  # no register knows which body it is; the code alone names the province's
            registers = {b.register for b in bodies}
            return next(iter(registers)) if len(registers) == 1 else None
        registers = {b.register for b in bodies if b.area == issuer.area and b.level == issuer.level}
        if issuer.register in registers or len(registers) != 1:
            return issuer.register
        return next(iter(registers))

    def _issuer_code(self, mention: Mention) -> str:
        """The part of the symbol that stands for the issuer: «UBND» of «QĐ-UBND»."""
        first, *others = (mention.symbol or "").replace("/", "-").split("-")
        return others[0] if others and first in codes_of(self.registry).types else first

    def _mint(self, key: Key) -> str:
        return names.document_iri(key.register, key.type, key.year, key.digits, key.number_year, "")

    def _describe(self, iri: str, mention: Mention, key: Key) -> None:
        assert mention.type is not None  # a key has a type
        register = self.registry.body_by_slug(key.register)
        body: Body | None = mention.issuer
        if body and register and body.area != register.area and body.level == register.level:
            body = register  # the place before it was merged
        place = body or register
        described = Instrument(
            iri=iri, type=key.type, regime=regime_of(mention, key, iri), number=mention.number, symbol=key.symbol,
            key=key, name=mention.name, year=key.year, date=mention.date,
            titles=(mention.title,) if mention.title and mention.relation != NESTED else (),
            issuer=body.iri if body else None,
            register=register.iri if register else names.body_iri(key.register),
            level=place.level if place else None, system=place.system if place else None,
            area=place.area.iri if place and place.area else None,
        )  # fmt: skip
        self._add(described)


def _dated(mention: Mention, year: str) -> Mention:
    """The mention with its date only where that is of the year of the instrument decided upon."""
    return mention._replace(date=mention.date if mention.year == year else None)


def _citation(
    mention: Mention, found: _Found | None, position: dict[int, int], known: Known, judged: Judged, index: int
) -> Citation:
    assert found is not None  # dropped ones were filtered out
    nested_in = tuple(position[i] for i in mention.nested_in if i in position)
    if nested_in != mention.nested_in:
        mention = mention._replace(nested_in=nested_in)
    basis = None
    if mention.relation == IMPLEMENTS:
        basis = ISSUED_FOR if mention.section == PREAMBLE else ORDERS_PLAN if mention.plan_ordered else TASK
    return Citation(
        mention, found.state, found.instrument, found.candidates, basis,
        found.method or mention.method, found.note, restored_title(mention, found.instrument, known),
        judged.ordinals[index], judged.reviewed(index, found.instrument),
    )  # fmt: skip
