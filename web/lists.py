"""Lists of plans, instruments, agencies, areas, indicators and levels: filters in the address, pages of fifty."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, render_template, request

from cancu.graph.catalogue_file import MEASURES
from cancu.graph.fold import fold
from cancu.graph.names import HELD, LEVEL
from cancu.graph.plan_parts import About, Total
from cancu.web import present, words
from cancu.web.facets import Choice, Facet
from cancu.web.paging import listed_at, part
from cancu.web.refs import BodyRef, DocumentRef, body, first_of, listed
from cancu.web.site import Row, knowledge, once_a_version, rows

lists = Blueprint("lists", __name__)

Entry = TypeVar("Entry")
Value = tuple[str, str]
"""A value of a filter as an address writes it, and in words."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list with what is counted of it."""

    ref: DocumentRef
    area: BodyRef | None
    system: str
    mentions: int
    implementing: int


class Faceted(Generic[Entry]):
    """Everything that a list may show, in its order, with the values of its filters; made once for each version."""

    def __init__(self, entries: Sequence[Entry], facets: Mapping[str, tuple[str, Callable[[Entry], Value]]]) -> None:
        self.entries = entries
        self.labels = {name: label for name, (label, _) in facets.items()}
        self._values = {name: [value_of(entry) for entry in entries] for name, (_, value_of) in facets.items()}
        self._counts = {name: Counter(values) for name, values in self._values.items()}

    def chosen(self, asked: Mapping[str, str], among: Sequence[int] | None) -> Sequence[int]:
        """Numbers of the entries that have every value asked for; of all of them, or of those `among`."""
        kept: Sequence[int] = range(len(self.entries)) if among is None else among
        for name, wanted in asked.items():
            values = self._values[name]
            kept = [at for at in kept if values[at][0] == wanted] if wanted else kept
        return kept

    def counts(self, name: str, asked: Mapping[str, str], among: Sequence[int] | None) -> Counter[Value]:
        """How many entries have each value of a filter, where the other filters are in force."""
        others = {other: wanted for other, wanted in asked.items() if wanted and other != name}
        if among is None and not others:
            return self._counts[name]
        values = self._values[name]
        return Counter(values[at] for at in self.chosen(others, among))


def filtered(
    every: Faceted[Entry], path: str, order: Mapping[str, Sequence[str]], among: Sequence[int] | None = None
) -> tuple[list[Entry], list[Facet]]:
    """Entries that pass every filter in the address; each filter counts what the others leave."""
    asked = {name: request.args.get(name, "") for name in every.labels}
    shown = []
    for name, label in every.labels.items():
        counts = every.counts(name, asked, among)
        rank = list(order.get(name, ()))
        ordered = sorted(
            counts, key=lambda pair: (rank.index(pair[0]) if pair[0] in rank else len(rank), present.sort_key(pair[1]))
        )
        choices = tuple(
            Choice(
                text,
                counts[key, text],
                listed_at(path, **{name: None if asked[name] == key else key}),
                asked[name] == key,
            )
            for key, text in ordered
            if key
        )
        shown.append(Facet(label, choices))
    return [every.entries[at] for at in every.chosen(asked, among)], shown


def _documents(**wanted: int) -> list[Listed]:
    """Documents of the catalogue, from the centre down."""
    found, _ = knowledge().catalogue.documents(wanted, "place")
    return [
        Listed(
            listed(entry), BodyRef(entry.area, entry.area_label) if entry.area_label else None,
            words.local(entry.system), entry.mentions, entry.implementing,
        )
        for entry in found
    ]  # fmt: skip


def _level(entry: Listed) -> tuple[str, str]:
    return words.local(entry.ref.level), entry.ref.level_label


def _year(entry: Listed) -> tuple[str, str]:
    year = entry.ref.year or entry.ref.issued[:4]
    return year or "unknown", year or "không rõ"


def all_plans() -> Faceted[Listed]:
    """Every plan of the data: those read in full first, then those known by citation, from the centre down."""
    return once_a_version("plans", _plans)


def _plans() -> Faceted[Listed]:
    order = list(words.HELD)

    def rank(entry: Listed) -> int:
        held = words.local(entry.ref.held)
        return order.index(held) if held in order else len(order)

    return Faceted(
        sorted(_documents(is_plan=1), key=rank),
        {
            "held": ("Nguồn", lambda e: (words.local(e.ref.held), words.word(words.HELD, e.ref.held))),
            "level": ("Cấp", _level),
            "area": ("Địa bàn", lambda e: (present.local_name(e.area.iri), e.area.label) if e.area else ("", "")),
            "year": ("Năm", _year),
        },
    )


@lists.get("/plans")
def plans() -> str:
    """Plans."""
    every = all_plans()
    kept, shown = filtered(every, "/plans", {"level": words.LEVEL_ORDER, "held": list(words.HELD)})
    return render_template("plans.html", part=part(kept, "/plans"), facets=shown, everything=len(every.entries))


def _instruments() -> Faceted[Listed]:
    return Faceted(
        _documents(is_plan=0),
        {
            "type": ("Tên loại", lambda e: (e.ref.type_label, e.ref.type_label)),
            "system": ("Hệ thống", lambda e: (e.system, words.SYSTEMS.get(e.system, e.system))),
            "level": ("Cấp", _level),
            "year": ("Năm", _year),
        },
    )


@lists.get("/instruments")
def instruments() -> str:
    """Instruments that are no plans."""
    every = once_a_version("instruments", _instruments)
    kept, shown = filtered(every, "/instruments", {"level": words.LEVEL_ORDER, "system": list(words.SYSTEMS)})
    if request.args.get("sort") == "plans":
        kept.sort(key=lambda e: -e.implementing)
    return render_template(
        "instruments.html", part=part(kept, "/instruments"), facets=shown, everything=len(every.entries)
    )


@dataclass(frozen=True, slots=True)
class Body:
    """A body in the list."""

    ref: BodyRef
    is_group: bool
    level: str
    system: str
    area: BodyRef | None


@lists.get("/agencies")
def agencies() -> str:
    """Bodies and groups, filtered by words, level and system."""
    every, folded = once_a_version("agencies", _agencies)
    typed = request.args.get("q", "")[:200].strip()
    wanted = fold(typed).split()
    among = [at for at, label in enumerate(folded) if all(word in label for word in wanted)] if wanted else None
    kept, shown = filtered(every, "/agencies", {"level": words.LEVEL_ORDER, "system": list(words.SYSTEMS)}, among)
    return render_template(
        "agencies.html", part=part(kept, "/agencies"), facets=shown, everything=len(every.entries), typed=typed
    )


def _agencies() -> tuple[Faceted[Body], list[str]]:
    """All bodies, and their names as they are searched."""
    found = _bodies()
    every = Faceted(
        found,
        {
            "level": (
                "Cấp",
                lambda b: (words.local(b.level), words.word(words.LEVELS_SHORT, b.level) if b.level else ""),
            ),
            "system": (
                "Hệ thống",
                lambda b: (words.local(b.system), words.word(words.SYSTEMS, b.system) if b.system else ""),
            ),
            "area": ("Địa bàn", lambda b: (present.local_name(b.area.iri), b.area.label) if b.area else ("", "")),
            "state": (
                "Tình trạng",
                lambda b: ("ended", "Đã kết thúc hoạt động") if b.ref.ended else ("active", "Chưa ghi nhận kết thúc"),
            ),
        },
    )
    return every, [fold(body.ref.label) for body in found]


def _bodies() -> list[Body]:
    made = [
        Body(ref, present.is_true(row["isGroup"]), row["level"], row["system"], body(row, "area"))
        for row in first_of(rows("agencies"), "body")
        if (ref := body({**row, "bodyLabel": row["label"], "bodyEnded": row["ended"]}, "body")) is not None
    ]
    return sorted(made, key=lambda b: (words.level_rank(b.level), present.sort_key(b.ref.label)))


@dataclass(frozen=True, slots=True)
class AreaNode:
    """An area with its parts."""

    ref: BodyRef
    plans: int
    children: tuple["AreaNode", ...]

    @property
    def note(self) -> str:
        """That it is no more, when it is not."""
        return f"không còn từ {present.date(self.ref.ended)}" if self.ref.ended else ""

    @property
    def plans_below(self) -> int:
        """Plans of the area and its parts."""
        return self.plans + sum(child.plans_below for child in self.children)


@lists.get("/areas")
def areas() -> str:
    """Areas: those with a plan as a tree, the others by name."""
    roots = once_a_version("areas", _area_tree)
    with_plans = [root for root in roots if root.plans_below]
    return render_template("areas.html", roots=with_plans, others=[root for root in roots if not root.plans_below])


def _area_tree() -> list[AreaNode]:
    found = first_of(rows("areas"), "area")
    counts = knowledge().catalogue.plan_counts("held", "area")
    children: dict[str, list[Row]] = {}
    known = {row["area"] for row in found}
    for row in found:
        children.setdefault(row["parent"] if row["parent"] in known else "", []).append(row)

    def node(row: Row, above: frozenset[str]) -> AreaNode:
        iri = row["area"]
        ref = BodyRef(iri, row["label"] or present.local_name(iri), row["ended"])
        below = [r for r in children.get(iri, ()) if r["area"] not in above]
        made = [node(r, above | {iri}) for r in below]
        return AreaNode(ref, counts.get((HELD + "text", iri), 0), tuple(sorted(made, key=_by_name)))

    return sorted((node(row, frozenset()) for row in children.get("", [])), key=_by_name)


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
