"""The registry itself: document types by symbol or name, areas by name, bodies by name, code or slug."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from cancu.graph.names import slug as ascii_slug
from cancu.graph.registry.bodies import BodyFinder
from cancu.graph.registry.model import Area, Body, BodyKind, DocumentType
from cancu.graph.registry.places import Places
from cancu.graph.registry.wording import Printed, key

_TERM = "{term}"
_REMEMBERED = 4096
"""Answers kept of each kind of question."""
_TRAILING_TERM = re.compile(r"(?<=\D)\d{1,2}$")


class Registry:
    """Document types, kinds of bodies, central bodies and areas, each by slug, and the ways to find them."""

    def __init__(
        self,
        types: Mapping[str, DocumentType],
        kinds: Mapping[str, BodyKind],
        bodies: Mapping[str, Body],
        areas: Mapping[str, Area],
    ) -> None:
        self.types = types
        self.kinds = kinds
        self.bodies = bodies
        self.areas = areas
        self._places = Places(areas)
        self._finder = BodyFinder(bodies.values(), kinds.values(), self._places, self._local)
        self._symbols = _index_symbols(types)
        self._type_names = {key(n): t for t in types.values() for n in (t.name, *t.aliases, *t.other_words)}
        self._codes: dict[str, list[Body | BodyKind]] = defaultdict(list)
        every: list[Body | BodyKind] = [*kinds.values(), *bodies.values()]
        for coded in every:
            for code in coded.symbol_codes:
                for form in {_upper(code), code if code.endswith(_TERM) else key(code)}:
                    self._codes[form].append(coded)
        self._local_bodies: dict[tuple[str, str], Body] = {}
        # Papers name the same few types and bodies again and again.
        self._area_called = lru_cache(_REMEMBERED)(self._find_area)
        self._body_called = lru_cache(_REMEMBERED)(self._find_body)
        self._type_called = lru_cache(_REMEMBERED)(self._find_type)
        self._owner_of_symbol = lru_cache(_REMEMBERED)(self._find_owner)
        self._opening_of = lru_cache(_REMEMBERED)(self._find_opening)
        self._of_slug = lru_cache(_REMEMBERED)(self._find_slug)
        self._merged_into = lru_cache(_REMEMBERED)(self._find_predecessors)
        self._bodies_behind = lru_cache(_REMEMBERED)(self._find_bodies)
        self._kind_bases: dict[str, list[BodyKind]] = defaultdict(list)
        for kind in kinds.values():
            self._kind_bases[kind.base].append(kind)

    def types_of_symbol(self, code: str, party: bool) -> tuple[DocumentType, ...]:
        """The types that the symbol may stand for, its owner first: «QĐ» of the Party is Quyết định, or Quy định."""
        wanted = {"party"} if party else {"state", "front"}
        exact, folded = self._symbols
        candidates = exact.get(_upper(code)) or folded.get(key(code), [])
        return tuple(t for t in candidates if t.systems & wanted)

    def type_of_symbol(self, code: str, party: bool) -> DocumentType | None:
        """The type whose symbol is `code` in Party or in State papers; without «Đ» only if no other is meant."""
        return self._owner_of_symbol(code, party)

    def _find_owner(self, code: str, party: bool) -> DocumentType | None:
        owners = [t for t in self.types_of_symbol(code, party) if not _shares(t, code)]
        return owners[0] if len(owners) == 1 else None

    def type_named(self, surface: str) -> DocumentType | None:
        """The type that `surface` names, in words («quyết định», «KẾ HOẠCH») or by its symbol («QĐ»)."""
        return self._type_called(surface)

    def _find_type(self, surface: str) -> DocumentType | None:
        named = self._type_names.get(key(surface))
        symbol = surface.strip()
        return named or self.type_of_symbol(symbol, party=False) or self.type_of_symbol(symbol, party=True)

    def area_named(self, surface: str, within: Area | None = None, on: date | None = None) -> Area | None:
        """The area that `surface` names («tỉnh Bình Phước», «Bình Phước»), None when unknown or ambiguous.

        A bare name is a province's if a province bears it. `on` picks the life span of an area that kept its name;
        without it the time of `within` does, else the earlier one.
        """
        return self._area_called(surface, within.slug if within else None, on)

    def _find_area(self, surface: str, within: str | None, on: date | None) -> Area | None:
        return self._places.named(surface, self.areas[within] if within else None, on)

    def chain(self, place: Area | None) -> tuple[Area, ...]:
        """The place and the areas it lies in, the narrowest first."""
        return self._places.chain(place)

    def predecessors(self, area: Area) -> tuple[Area, ...]:
        """The areas that were merged or renamed into `area`, by slug."""
        return self._merged_into(area.slug)

    def _find_predecessors(self, slug: str) -> tuple[Area, ...]:
        return tuple(sorted((a for a in self.areas.values() if a.replaced_by == slug), key=lambda a: a.slug))

    def local_body(self, kind: str, area: Area) -> Body:
        """The body of kind `kind` (slug) in `area`; KeyError for an unknown kind."""
        return self._local(self.kinds[kind], area)

    def body_named(self, surface: str, place: Area | None, on: date | None = None) -> Body | None:
        """The body that the whole of `surface` names, as a document issued in `place` calls it; None when unknown.

        «UBND tỉnh» in a district's plan is its province's; a printed place wins over `place`; `on` as in `area_named`.
        """
        return self._body_called(surface, place.slug if place else None, on)

    def _find_body(self, surface: str, place: str | None, on: date | None) -> Body | None:
        return self._finder.named(surface, self.areas[place] if place else None, on)

    def bodies_in(self, text: str, place: Area | None, on: date | None = None) -> list[tuple[int, int, Body]]:
        """Every body named in `text` (NFC): (start, end, body), offsets in `text`, in order, longest names first."""
        return self._finder.find(text, place, on)

    def bodies_within(
        self, text: Printed, start: int, end: int, place: Area | None, on: date | None
    ) -> list[tuple[int, int, Body]]:
        """The same of names that begin in `start:end`."""
        return self._finder.find_within(text, start, end, place, on)

    def may_name_body(self, text: Printed, start: int) -> bool:
        """Whether `bodies_within` may find a body that begins at `start`: most places are dismissed at once."""
        return self._finder.may_begin(text, start)

    def body_opening(self, text: str, start: int, end: int, place: Area | None) -> tuple[int, Body] | None:
        """The body whose name begins at `start` in `text` (NFC), and how many characters that name takes; None when
        there is none.
        """
        return self._opening_of(self._finder.first_names(text, start, end), place.slug if place else None)

    def _find_opening(self, surface: str, place: str | None) -> tuple[int, Body] | None:
        return self._finder.opening(surface, self.areas[place] if place else None)

    def body_by_slug(self, slug: str) -> Body | None:
        """The body with this slug, central or local; None when there is none."""
        return self._of_slug(slug)

    def _find_slug(self, slug: str) -> Body | None:
        if slug in self.bodies:
            return self.bodies[slug]
        for match in re.finditer("-", slug):
            rest = slug[match.end() :]
            for kind in self._kind_bases.get(slug[: match.start()], ()):
                area = self.areas.get(f"{ascii_slug(kind.rank)}-{rest}" if kind.rank else rest)
                if area is not None and area.level == kind.level:
                    return self._local(kind, area)
        return None

    def bodies_of_code(self, code: str, place: Area | None) -> tuple[Body, ...]:
        """The bodies that an issuer code may stand for: of `place`, then of the areas around it, then central ones.

        A code is taken as written; only if no body has it so, «&», «-» and diacritics are left aside (SGD&ĐT, SGDDT).
        """
        return self._bodies_behind(code, place.slug if place else None)

    def _find_bodies(self, code: str, place: str | None) -> tuple[Body, ...]:
        around = self.chain(self.areas[place]) if place else ()
        forms = (_upper(code), key(code), _TRAILING_TERM.sub(_TERM, _upper(code)))
        for coded in (self._codes.get(form, []) for form in forms):
            kinds = [k for k in coded if isinstance(k, BodyKind)]
            local = [
                self._local(kind, area)
                for area in around
                for kind in kinds
                if kind.level == area.level and kind.rank in (None, area.rank)
            ]
            found = (*local, *(b for b in coded if isinstance(b, Body)))
            if found:
                return found
        return ()

    def _local(self, kind: BodyKind, area: Area) -> Body:
        area = self._at_the_time(kind, area)
        known = self._local_bodies.get((kind.slug, area.slug))
        if known is None:
            parent, register = self._parent_slug(kind.parent, area), self._parent_slug(kind.numbers_for, area)
            known = self._local_bodies[kind.slug, area.slug] = _materialise(kind, area, parent, register)
        return known

    def _at_the_time(self, kind: BodyKind, area: Area) -> Area:
        """The area, or that of the same name before it where the kind of body had ended when it came into being."""
        if kind.ended_on is None or area.exists_from is None or area.exists_from < kind.ended_on:
            return area
        named_alike = (a for a in self.areas.values() if a.replaced_by == area.slug and a.short_name == area.short_name)
        before = next(named_alike, None)
        return self._at_the_time(kind, before) if before else area

    def _parent_slug(self, kind: str | None, area: Area) -> str | None:
        return body_slug(self.kinds[kind], area) if kind else None


def body_slug(kind: BodyKind, area: Area) -> str:
    """The slug of the body of that kind in that area."""
    place = area.slug.removeprefix(ascii_slug(kind.rank) + "-") if kind.rank else area.slug
    return f"{kind.base}-{place}"


def _written(area: Area) -> str:
    """The name without its rank, except where the rank is part of the name («Thành phố Hồ Chí Minh»)."""
    return area.name if area.name[0].isupper() else area.short_name


def _materialise(kind: BodyKind, area: Area, parent: str | None, register: str | None) -> Body:
    ends = [d for d in (kind.ended_on, area.ended_on) if d is not None]
    slug = body_slug(kind, area)
    return Body(
        slug=slug,
        name=kind.template.format(area=area.name, name=_written(area)),
        aliases=tuple(f"{alias} {area.name}" for alias in kind.aliases),
        kind=kind.slug,
        level=kind.level,
        system=kind.system,
        area=area,
        parent=parent,
        register=register or slug,
        symbol_codes=kind.symbol_codes,
        exists_from=area.exists_from,
        ended_on=min(ends, default=None),
    )


def _upper(code: str) -> str:
    return code.upper().replace("Ð", "Đ")


def _shares(kind: DocumentType, code: str) -> bool:
    return key(code) in {key(s) for s in kind.shared_symbols} and key(code) not in {key(s) for s in kind.symbols}


def _index_symbols(
    types: Mapping[str, DocumentType],
) -> tuple[dict[str, list[DocumentType]], dict[str, list[DocumentType]]]:
    exact: dict[str, list[DocumentType]] = defaultdict(list)
    folded: dict[str, list[DocumentType]] = defaultdict(list)
    for shared in (False, True):
        for kind in types.values():
            for symbol in kind.shared_symbols if shared else kind.symbols:
                exact[_upper(symbol)].append(kind)
                folded[key(symbol)].append(kind)
    return exact, folded
