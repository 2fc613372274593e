"""Lists of plans, instruments, agencies, areas, indicators and levels: filters in the address, pages of fifty."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from flask import Blueprint, render_template, request
from markupsafe import Markup

from cancu.graph.bits import having_numbers, numbers
from cancu.graph.catalogue_file import MEASURES, Entry
from cancu.graph.fold import fold
from cancu.graph.names import HELD, LEVEL
from cancu.graph.plan_parts import About, Total
from cancu.web import present, words
from cancu.web.faceted import Faceted, Value
from cancu.web.paging import PAGE_SIZE, Part, part, taken
from cancu.web.refs import BodyRef, DocumentRef, body, first_of, listed, type_label
from cancu.web.site import Row, knowledge, once_a_version, rows

lists = Blueprint("lists", __name__)

UNKNOWN = "unknown"
"""The year of what has none, in an address."""
Given = TypeVar("Given", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list with what is counted of it."""

    ref: DocumentRef
    area: BodyRef | None
    system: str
    mentions: int
    implementing: int


class Documents:
    """Plans, or the other documents, from the centre down, with the values of their filters."""

    def __init__(self, ids: Sequence[int], faceted: Faceted, carried_out: Sequence[int] = ()) -> None:
        self._ids = array("q", ids)
        self.faceted = faceted
        # Numbers of the entries that plans carry out, those that most do first.
        self._carried_out = array("q", carried_out)
        self._is_carried_out = having_numbers(len(ids), carried_out)

    def page(self, entries: int, path: str, *, carried_out_first: bool = False) -> Part[Listed]:
        """The page of these entries that the address names."""

        def take(limit: int, start: int) -> list[Listed]:
            order = self._by_plans(entries, start) if carried_out_first else numbers(entries, start)
            return self.listed(islice(order, limit))

        return taken(take, entries.bit_count(), PAGE_SIZE, path)

    def listed(self, numbers_of: Iterable[int]) -> list[Listed]:
        """The entries of these numbers."""
        return [_listed(entry) for entry in knowledge().catalogue.numbered([self._ids[at] for at in numbers_of])]

    def _by_plans(self, entries: int, start: int) -> Iterator[int]:
        first = (at for at in self._carried_out if entries >> at & 1)
        return islice(chain(first, numbers(entries & ~self._is_carried_out)), start, None)


def _listed(entry: Entry) -> Listed:
    area = BodyRef(entry.area, entry.area_label) if entry.area_label else None
    return Listed(listed(entry), area, words.local(entry.system), entry.mentions, entry.implementing)


_YEAR = "COALESCE(NULLIF(year, ''), SUBSTR(issued, 1, 4))"


def _level(level: str) -> Value:
    return words.local(level), words.word(words.LEVELS_SHORT, level) if level else ""


def _year(year: str) -> Value:
    return year or UNKNOWN, year or "không rõ"


def _area(iri_and_label: tuple[str, str]) -> Value:
    iri, label = iri_and_label
    return (present.local_name(iri), label) if label else ("", "")


def _values(make: Callable[[Given], Value], given: Iterable[Given]) -> list[Value]:
    """A value for each of many entries, most of which have the same ones."""
    made: dict[Given, Value] = {}
    return [made.get(one) or made.setdefault(one, make(one)) for one in given]


def all_plans() -> Documents:
    """Every plan of the data: those read in full first, then those known by citation, from the centre down."""
    return once_a_version("plans", _plans)


def _plans() -> Documents:
    order = {name: at for at, name in enumerate(words.HELD)}
    rows_of = knowledge().catalogue.in_order(True, "held", "level", "area", "area_label", _YEAR)
    rows_of.sort(key=lambda row: order.get(words.local(row[1]), len(order)))
    ids, held, levels_of, area, area_label, years = zip(*rows_of, strict=True) if rows_of else ((),) * 6
    filters = {
        "held": ("Nguồn", _values(lambda one: (words.local(one), words.word(words.HELD, one)), held)),
        "level": ("Cấp", _values(_level, levels_of)),
        "area": ("Địa bàn", _values(_area, zip(area, area_label, strict=True))),
        "year": ("Năm", _values(_year, years)),
    }
    return Documents(ids, Faceted(len(ids), filters))


@lists.get("/plans")
def plans() -> str:
    """Plans."""
    every = all_plans()
    order = {"level": words.LEVEL_ORDER, "held": list(words.HELD)}
    kept, shown = every.faceted.filtered("/plans", order, every.faceted.everything)
    return render_template("plans.html", part=every.page(kept, "/plans"), facets=shown, everything=every.faceted.size)


def newest_read(like: Entry | None, most: int) -> list[DocumentRef]:
    """Plans that were read: those of the same area as one of them first, the newest first."""
    every = all_plans()
    faceted, area = every.faceted, _area((like.area, like.area_label))[0] if like else ""
    read, near = faceted.with_value("held", "text"), faceted.with_value("area", area)
    years = sorted(faceted.having["year"], key=lambda value: value[0] if value[0] != UNKNOWN else "", reverse=True)
    of_years = [(faceted.having["year"][year] & read) for year in years]
    order = chain.from_iterable(numbers(bits & place) for place in (near, ~near) for bits in of_years)
    found = every.listed(islice(order, most + 1))
    return [plan.ref for plan in found if like is None or plan.ref.iri != like.iri][:most]


def _instruments() -> Documents:
    rows_of = knowledge().catalogue.in_order(False, "type", "system", "level", _YEAR, "implementing")
    ids, types, systems, levels_of, years, carried = zip(*rows_of, strict=True) if rows_of else ((),) * 6
    filters = {
        "type": ("Tên loại", _values(lambda one: (type_label(one), type_label(one)), types)),
        "system": (
            "Hệ thống", _values(lambda o: (words.local(o), words.SYSTEMS.get(words.local(o), words.local(o))), systems)
        ),
        "level": ("Cấp", _values(_level, levels_of)),
        "year": ("Năm", _values(_year, years)),
    }  # fmt: skip
    most = sorted((at for at, plans_of in enumerate(carried) if plans_of), key=lambda at: -carried[at])
    return Documents(ids, Faceted(len(ids), filters), most)


@lists.get("/instruments")
def instruments() -> str:
    """Instruments that are no plans."""
    every = once_a_version("instruments", _instruments)
    order = {"level": words.LEVEL_ORDER, "system": list(words.SYSTEMS)}
    kept, shown = every.faceted.filtered("/instruments", order, every.faceted.everything)
    by_plans = request.args.get("sort") == "plans"
    return render_template(
        "instruments.html",
        part=every.page(kept, "/instruments", carried_out_first=by_plans),
        facets=shown,
        everything=every.faceted.size,
    )


@dataclass(frozen=True, slots=True)
class Body:
    """A body in the list."""

    ref: BodyRef
    is_group: bool
    level: str
    system: str
    area: BodyRef | None


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies in their order, their names as they are searched, and the values of their filters."""

    entries: Sequence[Body]
    folded: Sequence[str]
    faceted: Faceted


@lists.get("/agencies")
def agencies() -> str:
    """Bodies and groups, filtered by words, level and system."""
    every = once_a_version("agencies", _agencies)
    typed = request.args.get("q", "")[:200].strip()
    among = every.faceted.everything
    if wanted := fold(typed).split():
        named = [at for at, name in enumerate(every.folded) if all(word in name for word in wanted)]
        among = having_numbers(len(every.entries), named)
    order = {"level": words.LEVEL_ORDER, "system": list(words.SYSTEMS)}
    kept, shown = every.faceted.filtered("/agencies", order, among)

    def take(limit: int, start: int) -> list[Body]:
        return [every.entries[at] for at in islice(numbers(kept, start), limit)]

    return render_template(
        "agencies.html", part=taken(take, kept.bit_count(), PAGE_SIZE, "/agencies"), facets=shown,
        everything=len(every.entries), typed=typed,
    )  # fmt: skip


def _agencies() -> Bodies:
    found = _bodies()
    states = {True: ("ended", "Đã kết thúc hoạt động"), False: ("active", "Chưa ghi nhận kết thúc")}
    filters = {
        "level": ("Cấp", _values(_level, (b.level for b in found))),
        "system": (
            "Hệ thống",
            _values(lambda o: (words.local(o), words.word(words.SYSTEMS, o) if o else ""), (b.system for b in found)),
        ),
        "area": ("Địa bàn", _values(_area, ((b.area.iri, b.area.label) if b.area else ("", "") for b in found))),
        "state": ("Tình trạng", [states[bool(b.ref.ended)] for b in found]),
    }
    return Bodies(found, [fold(body.ref.label) for body in found], Faceted(len(found), filters))


def _bodies() -> list[Body]:
    made = [
        Body(ref, present.is_true(row["isGroup"]), row["level"], row["system"], body(row, "area"))
        for row in first_of(rows("agencies"), "body")
        if (ref := body({**row, "bodyLabel": row["label"], "bodyEnded": row["ended"]}, "body")) is not None
    ]
    return sorted(made, key=lambda b: (words.level_rank(b.level), present.sort_key(b.ref.label), b.ref.iri))


@dataclass(frozen=True, slots=True)
class AreaNode:
    """An area with its parts."""

    ref: BodyRef
    plans: int
    planning: tuple["AreaNode", ...]
    """The parts that have a plan, or a part with one."""
    others: tuple["AreaNode", ...]

    @property
    def note(self) -> str:
        """That it is no more, when it is not."""
        return f"không còn từ {present.date(self.ref.ended)}" if self.ref.ended else ""


@lists.get("/areas")
def areas() -> str:
    """Areas: those with a plan as a tree, the others by name."""
    return render_template("areas.html", tree=once_a_version("areas", _drawn_areas))


def _drawn_areas() -> Markup:
    """The tree as the page has it: thousands of areas, whose drawing takes far longer than all else."""
    planning, others = _area_tree()
    return Markup(render_template("area_tree.html", roots=planning, others=others))


def _area_tree() -> tuple[tuple[AreaNode, ...], tuple[AreaNode, ...]]:
    """The areas above which there is none, with a plan and without."""
    found = first_of(rows("areas"), "area")
    counts = knowledge().catalogue.plan_counts("held", "area")
    children: dict[str, list[Row]] = {}
    known = {row["area"] for row in found}
    for row in found:
        children.setdefault(row["parent"] if row["parent"] in known else "", []).append(row)

    def node(row: Row, above: frozenset[str]) -> AreaNode:
        iri = row["area"]
        ref = BodyRef(iri, row["label"] or present.local_name(iri), row["ended"])
        return AreaNode(ref, counts.get((HELD + "text", iri), 0), *nodes(iri, above | {iri}))

    def nodes(parent: str, above: frozenset[str]) -> tuple[tuple[AreaNode, ...], tuple[AreaNode, ...]]:
        below = (node(row, above) for row in children.get(parent, ()) if row["area"] not in above)
        made = sorted(below, key=_by_name)
        planning = tuple(one for one in made if one.plans or one.planning)
        return planning, tuple(one for one in made if not (one.plans or one.planning))

    return nodes("", frozenset())


def _by_name(area: AreaNode) -> tuple[object, ...]:
    """Vietnamese order of the proper name: «tỉnh», «thành phố» … do not count."""
    words_of = area.ref.label.split(" ")
    proper = next((at for at, word in enumerate(words_of) if word[:1].isupper() or word[:1].isdigit()), 0)
    return (present.sort_key(" ".join(words_of[proper:])), area.ref.ended or "9999")


@lists.get("/indicators")
def indicators() -> str:
    """Indicators in Vietnamese order."""
    every = once_a_version("indicators", _indicators)
    typed = request.args.get("q", "")[:200].strip()
    wanted = fold(typed).split()
    kept = [entry for entry in every if all(word in fold(entry[0].label) for word in wanted)] if wanted else every
    return render_template("indicators.html", part=part(kept, "/indicators"), everything=len(every), typed=typed)


def _indicators() -> list[tuple[BodyRef, int, int]]:
    parts, made = knowledge().parts, list[tuple[BodyRef, int, int]]()
    for row in first_of(rows("indicators"), "indicator"):
        iri = row["indicator"]
        total = parts.totals([About(iri)]).get(MEASURES, Total())
        made.append((BodyRef(iri, row["label"] or present.local_name(iri)), total.parts, total.plans))
    return sorted(made, key=lambda entry: present.sort_key(entry[0].label))


@lists.get("/levels")
def levels() -> str:
    """Levels from the centre down."""
    counted = once_a_version("levels", knowledge().catalogue.levels)
    return render_template(
        "levels.html", levels=[(key, words.LEVELS[key], *counted.get(LEVEL + key, (0, 0))) for key in words.LEVEL_ORDER]
    )
