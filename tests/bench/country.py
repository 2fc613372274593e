"""A made-up country of plans, written as the pipeline writes them: Turtle, one file a plan, for measurements at size.

How many citations, duties, targets … a plan has is drawn from what was counted in real ones; whom they cite follows a
skewed popularity, in chains of up to six documents; every district and province issues plans. One seed gives one
country, and nothing of it is in memory but what all plans share. No rule has anything to say about it but that some
bodies have ended since: faults are planted apart.
"""

import bisect
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from plan_writer import MEASURES, Paper, Place, PlanWriter, Profile, workday
from pyoxigraph import RdfFormat, parse, serialize

from cancu.graph.known import Instrument
from cancu.graph.names import ID, indicator_iri, plan_file_stem, programme_iri
from cancu.graph.registry import Body, Registry, load_registry
from cancu.graph.sources import BUNDLED_DATA, read_turtle
from cancu.graph.turtle import Triples, iri, node, vi
from cancu.graph.write import bodies_turtle, instruments_turtle

SEED = 20251122


PROFILES = tuple(
    Profile(*map(int, row.split()))
    for row in """
    15 26 27 0 0 2 2 5 0 5 2 0 | 9 31 39 7 9 3 1 3 0 3 6 0 | 14 6 6 0 0 1 1 0 0 3 0 0 | 6 12 13 5 5 2 0 0 0 0 0 0
    9 14 22 3 3 2 1 0 0 4 0 0 | 15 20 24 14 17 3 2 3 0 3 4 0 | 22 34 55 18 23 3 3 10 0 4 14 0
    11 7 17 0 0 0 1 1 0 0 1 0 | 16 25 38 9 12 2 2 5 0 5 4 0 | 28 59 129 22 30 6 3 14 0 6 19 1
    5 5 5 0 0 2 1 0 0 0 0 0 | 23 43 47 30 24 4 3 3 0 3 19 0
    13 21 36 20 23 2 1 2 0 3 3 0 | 12 7 9 0 0 0 0 0 0 0 0 0 | 6 11 16 5 5 1 1 0 0 3 0 0 | 4 6 21 0 0 2 0 0 0 0 0 0
    14 31 42 6 7 3 2 0 0 3 4 0 | 11 25 26 7 22 1 2 5 0 4 8 0 | 12 5 6 0 0 3 2 3 2 0 3 0 | 17 0 0 0 0 0 0 0 0 0 0 0
    15 21 47 0 0 9 3 20 2 3 10 1 | 34 14 32 0 0 3 2 10 0 3 6 0 | 18 15 54 24 34 4 1 13 4 4 3 1
    """.replace("\n", "|").split("|")
    if row.strip()
)  # fmt: skip
"""Counted in 23 real plans, the five bundled ones among them; about 950 triples a plan."""

_SHARE_OF_FIRST = 0.45
"""The most popular directive stands above this share of the plans, the others follow 1/rank."""
_PROVINCIAL = (
    "so-y-te", "so-giao-duc-va-dao-tao", "so-noi-vu", "so-tu-phap", "so-tai-chinh", "so-lao-dong-thuong-binh-va-xa-hoi",
    "so-thong-tin-va-truyen-thong", "so-van-hoa-the-thao-va-du-lich", "cong-an-tinh", "so-ke-hoach-va-dau-tu",
)  # fmt: skip
_DISTRICT = (
    "phong-lao-dong-thuong-binh-va-xa-hoi", "phong-giao-duc-va-dao-tao", "phong-y-te", "phong-noi-vu", "phong-tu-phap",
    "phong-van-hoa-va-thong-tin", "phong-tai-chinh-ke-hoach", "cong-an-huyen",
)  # fmt: skip
_FIELDS = (
    "công tác trẻ em", "chuyển đổi số", "phòng, chống thiên tai", "cải cách hành chính", "giảm nghèo bền vững",
    "an toàn giao thông", "bình đẳng giới", "y tế cơ sở", "xây dựng nông thôn mới", "phổ biến, giáo dục pháp luật",
    "phòng, chống ma túy", "bảo vệ môi trường", "dân số và phát triển", "an toàn thực phẩm", "học tập suốt đời",
)  # fmt: skip


class Country:
    """Everything that the plans share. `count` plans cite about a third as many instruments."""

    def __init__(self, count: int, seed: int = SEED) -> None:
        self.count, self.seed = count, seed
        self.registry = load_registry()
        self.provinces, self.districts = _places(self.registry)
        self.province_of = {place.area.slug: place for place in self.provinces}
        for place in self.provinces:  # Thừa Thiên Huế had become a city half a year before districts ended
            self.province_of.setdefault(place.area.replaced_by or "", place)
        rng = random.Random(seed)
        self.numbers: Counter[str] = Counter()
        self.topics = [self._chain(rng, rank) for rank in range(max(8, count // 25))]
        shares = [1 / rank for rank in range(1, len(self.topics))]
        left = (1 - _SHARE_OF_FIRST) / sum(shares)
        self.weights = list(itertools.accumulate([_SHARE_OF_FIRST, *(share * left for share in shares)]))
        self.local: dict[tuple[str, int], Paper] = {}

    def topic(self, rng: random.Random) -> int:
        """A topic as popular as its rank."""
        return min(bisect.bisect(self.weights, rng.random()), len(self.topics) - 1)

    def _chain(self, rng: random.Random, rank: int) -> tuple[Paper, ...]:
        """A directive of the Party, what Government, Prime Minister and ministry issue for it, lowest last."""
        field = _FIELDS[rank % len(_FIELDS)]
        made: list[Paper] = []
        for body, kind, symbol, separator, offset in (
            ("trung-uong-dang", "chi-thi", "CT/TW", "-", 0), ("chinh-phu", "nghi-quyet", "NQ-CP", "/", 100),
            ("thu-tuong-chinh-phu", "quyet-dinh", "QĐ-TTg", "/", 200), ("bo-y-te", "quyet-dinh", "QĐ-BYT", "/", 300),
        ):  # fmt: skip
            issuer = self.registry.bodies[body]
            made.append(self.paper(issuer, kind, symbol, separator, workday(2019, offset + rng.randrange(90)), field,
                                   made[-1] if made else None))  # fmt: skip
        return tuple(made)

    def paper(
        self, issuer: Body, kind: str, symbol: str, separator: str, day: date, field: str, above: Paper | None
    ) -> Paper:
        """A new instrument with the next free number of its issuer."""
        self.numbers[issuer.slug] += 1
        digits = 9000 + self.numbers[issuer.slug]
        type_ = self.registry.types[kind]
        regime = "party" if issuer.system == "party" else "administrative"
        return Paper(
            f"{ID}{issuer.slug}/{kind}/{day.year}/{digits}", kind, type_.name, f"{digits}{separator}{symbol}",
            day.isoformat(), issuer.iri, issuer.name, regime, issuer.level, issuer.system,
            issuer.area.iri if issuer.area else None, f"về {field} giai đoạn {day.year} - 2030", above,
        )  # fmt: skip

    def committee_plan(self, place: Place, topic: int) -> Paper:
        """The plan by which a province's Party committee carries a directive out, known by citation; made once."""
        key = (place.area.slug, topic)
        if key not in self.local:
            kind = "tinh-uy" if place.area.rank == "tỉnh" else "thanh-uy"
            issuer = self.registry.local_body(kind, place.area)
            lowest = self.topics[topic][-1]
            self.local[key] = self.paper(
                issuer, "ke-hoach", "KH/TU", "-", workday(2020, topic * 7 + len(place.area.slug)), _FIELDS[topic % 15],
                lowest,
            )  # fmt: skip
        return self.local[key]

    def plans(self) -> Iterator[tuple[str, str]]:
        """IRI and Turtle of every plan, in the order in which they are numbered."""
        held: dict[tuple[str, int], Paper] = {}
        for at in range(self.count):
            plan = self._plan(random.Random(f"{self.seed}-{at}"), at, held)
            yield plan.paper.iri, plan.turtle()

    def _plan(self, rng: random.Random, at: int, held: dict[tuple[str, int], Paper]) -> PlanWriter:
        """Four in ten are a province's; a district carries out what its province has issued on the topic."""
        topic, of_district = self.topic(rng), at % 10 >= 4
        place = rng.choice(self.districts if of_district else self.provinces)
        province = self.province_of[place.area.parent or ""] if of_district else place
        key = (province.area.slug, topic)
        above = (held.get(key) if of_district else None) or self.committee_plan(province, topic)
        day, field = workday(2023 if of_district else 2022, rng.randrange(300)), _FIELDS[topic % len(_FIELDS)]
        paper = self.paper(place.issuer, "ke-hoach", "KH-UBND", "/", day, field, above)
        if not of_district:
            held[key] = paper
        return PlanWriter(paper, place, PROFILES[at % len(PROFILES)], self._cited(rng), at, topic, field)

    def _cited(self, rng: random.Random) -> Iterator[Paper]:
        """Papers that a plan names, the popular ones more often."""
        while True:
            yield rng.choice(self.topics[self.topic(rng)])

    def cited(self) -> str:
        """What is known by citation only."""
        return (BUNDLED_DATA / "instruments.ttl").read_text("utf-8") + instruments_turtle(map(_known, self._papers()))

    def register(self) -> str:
        """The bodies and groups, indicators and programmes that plans name."""
        bodies = {b.slug: b for p in (*self.provinces, *self.districts) for b in (p.issuer, *p.agencies)}
        issuers = (self.registry.body_by_slug(paper.issuer.rpartition("/")[2]) for paper in self._papers())
        bodies |= {b.slug: b for b in issuers if b is not None}
        shared = Triples()
        for place in (*self.provinces, *self.districts):
            shared.add(
                place.group, a=node("cancu:BodyGroup"), eli__jurisdiction=iri(place.area.iri),
                skos__prefLabel=vi(f"Các cơ quan, đơn vị ({place.area.name})"),
                cancu__level=node(f"level:{place.area.level}"), cancu__verification=node("verification:unchecked"),
            )  # fmt: skip
        for measure in MEASURES:
            shared.add(
                indicator_iri(measure), a=[node("cancu:Indicator"), node("skos:Concept")], skos__prefLabel=vi(measure)
            )
        for field in _FIELDS:
            name = f"Chương trình {field}"
            shared.add(programme_iri(name), a=node("cancu:Programme"), skos__prefLabel=vi(name))
        named = shared.turtle("Groups, indicators and programmes that plans name.")
        return _without_bundled(bodies_turtle(bodies.values(), (), self.registry)) + named

    def _papers(self) -> list[Paper]:
        return [paper for chain in self.topics for paper in chain] + list(self.local.values())

    def write(self, folder: Path) -> None:
        """Write the country into a data folder, as `cancu add` lays one out."""
        (folder / "plans").mkdir(parents=True, exist_ok=True)
        for name, turtle in self.plans():
            (folder / "plans" / f"{plan_file_stem(name)}.ttl").write_text(turtle, "utf-8")
        (folder / "instruments.ttl").write_text(self.cited(), "utf-8")
        (folder / "register.ttl").write_text(self.register(), "utf-8")


def _places(registry: Registry) -> tuple[list[Place], list[Place]]:
    """The 63 provinces and all districts as they were until the middle of 2025."""
    found: dict[str, list[Place]] = {"province": [], "district": []}
    kinds = {"province": ("ubnd-tinh", _PROVINCIAL), "district": ("ubnd-huyen", _DISTRICT)}
    for area in registry.areas.values():
        if area.level in kinds and area.exists_from is None:
            issuer, agencies = kinds[area.level]
            bodies = tuple(registry.local_body(kind, area) for kind in agencies)
            group = f"{ID}body-group/cac-co-quan-don-vi-{area.slug}"
            found[area.level].append(Place(area, registry.local_body(issuer, area), bodies, group))
    return found["province"], found["district"]


def _without_bundled(turtle: str) -> str:
    """Descriptions of bodies that the bundled data leave out."""
    bundled = read_turtle(BUNDLED_DATA / "local-bodies.ttl") + read_turtle(BUNDLED_DATA / "register.ttl")
    known = {quad.subject for quad in bundled}
    triples = (quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE))
    return (serialize((t for t in triples if t.subject not in known), format=RdfFormat.N_TRIPLES) or b"").decode()


def _known(paper: Paper) -> Instrument:
    symbol = paper.number.partition("-" if paper.system == "party" else "/")[2]
    return Instrument(
        paper.iri, paper.type, paper.regime, paper.number, symbol, year=paper.day[:4], date=paper.day,
        titles=(paper.title,),
        issuer=paper.issuer, register=paper.issuer, level=paper.level, system=paper.system, area=paper.area,
    )  # fmt: skip
