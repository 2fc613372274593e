"""One made-up plan, block by block as the pipeline writes it."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cancu.graph.names import PREFIXES, graph_iri, indicator_iri, programme_iri
from cancu.graph.registry import Area, Body


class Profile(NamedTuple):
    """How much of what one plan holds."""

    citations: int
    assignments: int
    duties: int
    indicators: int
    targets: int
    reports: int
    orders: int
    events: int
    hotlines: int
    funds: int
    programmes: int
    themes: int


_PREFIXES = "".join(
    f"@prefix {p}: <{PREFIXES[p]}> .\n"
    for p in (
        "area", "basis", "body-group", "body", "cancu", "dcat", "dcterms", "eli", "held", "indicator", "level",
        "number-status", "programme", "prov", "quality", "relation", "resolution", "review", "role", "skos", "system",
        "type", "unit", "xsd",
    )
)  # fmt: skip
MEASURES = tuple(
    f"{kind} {what}"
    for what in ("được quản lý trên môi trường số", "được khám sức khỏe định kỳ", "đạt chuẩn quốc gia", "được tập huấn")
    for kind in ("tỷ lệ trẻ em", "tỷ lệ cán bộ, công chức", "tỷ lệ hộ gia đình", "tỷ lệ xã, phường", "tỷ lệ trường học")
)


@dataclass(frozen=True, slots=True)
class Paper:
    """An instrument that plans cite, and the one that it carries out."""

    iri: str
    type: str
    type_name: str
    number: str
    day: str
    issuer: str
    issuer_name: str
    regime: str
    level: str
    system: str
    area: str | None
    title: str
    above: "Paper | None" = None


@dataclass(frozen=True, slots=True)
class Place:
    """An area with the body that issues its plans and those that get their duties."""

    area: Area
    issuer: Body
    agencies: tuple[Body, ...]
    group: str


def workday(year: int, days: int) -> date:
    """A Monday to Friday, so many days into the year."""
    day = date(year, 1, 2) + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


class PlanWriter:
    """One plan: its blocks in the order in which the pipeline writes them."""

    def __init__(
        self, paper: Paper, place: Place, profile: Profile, cited: Iterator[Paper], at: int, topic: int, field: str
    ) -> None:
        self.paper, self.place, self.profile, self.cited = paper, place, profile, cited
        self.at, self.topic, self.field = at, topic, field
        self.year = int(paper.day[:4])
        self.blocks: list[str] = []
        self.place_in_text = 120
        self.times: Counter[str] = Counter()
        self.citations = 0

    def span(self, length: int = 90) -> str:
        """The next place in the text."""
        start = self.place_in_text
        self.place_in_text += length + 35
        return f"\tcancu:end {start + length} ;\n\tcancu:start {start}"

    def turtle(self) -> str:
        """The whole file."""
        self._citations()
        sections = [f"IV.{n}" for n in range(1, self.profile.assignments + 1)]
        self._indicators()
        self._assignments(sections)
        self._reports()
        self._named()
        return f"# Facts of a made-up plan.\n@prefix : <{self.paper.iri}#> .\n{_PREFIXES}\n{self._head()}" + "".join(
            self.blocks
        )

    def _head(self) -> str:
        p, place, digest = self.paper, self.place, hashlib.sha256(self.paper.iri.encode()).hexdigest()
        end = f'dcat:endDate "{self.year}"^^xsd:gYear ;\n\tdcat:startDate "{self.year}"^^xsd:gYear'
        return f"""<{p.iri}> a cancu:AdministrativeInstrument , cancu:Instrument , cancu:Plan ;
	eli:jurisdiction <{place.area.iri}> ;
	eli:number "{p.number.split("/")[0]}" ;
	eli:work_type type:ke-hoach ;
	dcterms:issued "{p.day}"^^xsd:date ;
	dcterms:source :text ;
	dcterms:temporal :period ;
	dcterms:title "Kế hoạch thực hiện {self.field} năm {self.year} trên địa bàn {place.area.name}"@vi ;
	cancu:documentNumber "{p.number}" ;
	cancu:held held:text ;
	cancu:issuedBy <{place.issuer.iri}> ;
	cancu:level level:{place.area.level} ;
	cancu:numberStatus number-status:given ;
	cancu:recipient "Các sở, ban, ngành"@vi , "Lưu: VT"@vi , "Như trên"@vi , "TTTU, TT. HĐND"@vi ;
	cancu:register <{place.issuer.iri}> ;
	cancu:reviewState review:unreviewed ;
	cancu:signer "Nguyễn Văn A" ;
	cancu:signerPost "PHÓ CHỦ TỊCH" ;
	cancu:signingCapacity "KT. CHỦ TỊCH" ;
	cancu:symbol "KH-UBND" ;
	cancu:system system:state ;
	cancu:year "{self.year}"^^xsd:gYear .

:period a dcterms:PeriodOfTime ;
	{end} .

:text a cancu:SourceText ;
	cancu:characterCount {self.place_in_text + 500} ;
	cancu:fileName "ke-hoach-{self.at}.txt" ;
	cancu:sha256 "{digest}" ;
	cancu:textQuality quality:good .

<{graph_iri(p.iri)}> prov:wasDerivedFrom :text ;
	cancu:ruleSet "4" .
"""

    def _cite(self, paper: Paper, section: str, relation: str, more: str = "") -> str:
        """A citation; its name."""
        self.citations += 1
        ordinal = f"{section}-{paper.number.replace('/', '-').replace('Đ', 'DD').lower()}"
        self.times[ordinal] += 1
        name = f":cit-{ordinal}-{self.times[ordinal]}"
        day = date.fromisoformat(paper.day)
        surface = f"{paper.type_name} số {paper.number} ngày {day:%d/%m/%Y} của {paper.issuer_name}"
        again = f"\tcancu:ordinal {self.times[ordinal]} ;\n" if self.times[ordinal] > 1 else ""
        self.blocks.append(f"""
{name} a cancu:Citation ;
{more}	cancu:citedDocument <{paper.iri}> ;
	cancu:citingDocument <{self.paper.iri}> ;
	cancu:order {self.citations} ;
{again}	cancu:printedDate "{paper.day}"^^xsd:date ;
	cancu:printedIssuer "{paper.issuer_name}" ;
	cancu:printedNumber "{paper.number}" ;
	cancu:printedTitle "{paper.title}"@vi ;
	cancu:printedType type:{paper.type} ;
	cancu:readingMethod "exact" ;
	cancu:relation relation:{relation} ;
	cancu:resolution resolution:resolved ;
	cancu:reviewState review:unreviewed ;
	cancu:section "{section}" ;
	cancu:surface "{surface}" ;
{self.span(len(surface))} .
""")
        return name

    def _citations(self) -> None:
        """The paper carried out, what it carries out in turn as its title tells, grounds, and papers named below."""
        left = self.profile.citations
        above = self.paper.above
        outer = ""
        while above is not None and left:
            if not outer:
                outer = self._cite(above, "preamble", "implements", "\tcancu:basis basis:issued-for ;\n")
            else:
                more = f"\tcancu:nestedIn {outer} ;\n\tcancu:nestedRelation relation:implements ;\n"
                outer = self._cite(above, "preamble", "nested", more)
            above, left = above.above, left - 1
        for n in range(left):
            paper = next(self.cited)
            if n % 3 == 0:
                self._cite(paper, "preamble", "based_on")
            elif n % 3 == 1:
                self._cite(paper, f"II.{n % 5 + 1}", "implements", "\tcancu:basis basis:task ;\n")
            else:
                self._cite(paper, f"II.{n % 5 + 1}", "cites")

    def _indicators(self) -> None:
        left = self.profile.targets
        for n in range(1, self.profile.indicators + 1):
            own = max(0, min(left, -(-left // (self.profile.indicators - n + 1)))) or 1
            left -= own
            targets = " , ".join(f":target-III.1-{n}-{k}" for k in range(1, own + 1))
            agency = self.place.agencies[(n + self.at) % len(self.place.agencies)]
            measure = MEASURES[(n + self.topic) % len(MEASURES)]
            self.blocks.append(f"""
:ind-III.1-{n} a cancu:PlannedIndicator ;
	skos:prefLabel "{measure}"@vi ;
	cancu:hasTarget {targets} ;
	cancu:itemNumber "{n}" ;
	cancu:leadAgency <{agency.iri}> ;
	cancu:order {n} ;
	cancu:partOfPlan <{self.paper.iri}> ;
	cancu:section "III.1" ;
{self.span()} .
""")
            for k in range(1, own + 1):
                measured = MEASURES[(n + self.topic + k - 1) % len(MEASURES)]
                value = 60 + len(measured) % 30
                self.blocks.append(f"""
:target-III.1-{n}-{k} a cancu:Target ;
	cancu:comparator "=" ;
	cancu:indicator <{indicator_iri(measured)}> ;
	cancu:measure "{measured}"@vi ;
	cancu:order {k} ;
	cancu:targetKind "level" ;
	cancu:targetYear "{self.year}"^^xsd:gYear ;
	cancu:unit unit:percent ;
	cancu:value {value}.5 ;
	cancu:valueText "{value},5" ;
{self.span(20)} .
""")

    def _assignments(self, sections: list[str]) -> None:
        left = self.profile.duties
        for n, section in enumerate(sections, 1):
            own = max(0, min(left, -(-left // (len(sections) - n + 1))))
            left -= own
            role = "lead" if n % 4 else "coordinate"
            duties = " , ".join(f":duty-{section}-{k}" for k in range(1, own + 1))
            has = f"\tcancu:hasDuty {duties} ;\n" if own else ""
            assignee = self.place.group if n == len(sections) else self.place.agencies[n % len(self.place.agencies)].iri
            self.blocks.append(f"""
:asg-{section}-1 a cancu:Assignment ;
	cancu:assignee <{assignee}> ;
{has}	cancu:order {n} ;
	cancu:partOfPlan <{self.paper.iri}> ;
	cancu:role role:{role} ;
	cancu:section "{section}" .
""")
            for k in range(1, own + 1):
                partner = f"\tcancu:partner <{self.place.group}> ;\n" if k % 3 == 0 else ""
                self.blocks.append(f"""
:duty-{section}-{k} a cancu:Duty ;
	cancu:order {k} ;
{partner}	cancu:role role:{role} ;
	cancu:section "{section}" ;
{self.span(200)} .
""")

    def _reports(self) -> None:
        due = workday(self.year, 310 if self.place.area.level == "province" else 280).isoformat()
        for n in range(1, self.profile.reports + 1):
            self.blocks.append(f"""
:rep-V-{n} a cancu:ReportingObligation ;
	cancu:dueBefore true ;
	cancu:dueDate "{due}"^^xsd:date ;
	cancu:order {n} ;
	cancu:partOfPlan <{self.paper.iri}> ;
	cancu:reportTo <{self.place.issuer.iri}> ;
	cancu:reporter <{self.place.agencies[n % len(self.place.agencies)].iri}> ;
	cancu:section "V" ;
{self.span()} .
""")
        for n in range(1, self.profile.orders + 1):
            self.blocks.append(f"""
:ord-V-{n} a cancu:PlanOrder ;
	cancu:order {n} ;
	cancu:orderedBody <{self.place.group}> ;
	cancu:orderedFor <{self.paper.iri}> ;
	cancu:partOfPlan <{self.paper.iri}> ;
	cancu:section "V" ;
{self.span()} .
""")

    def _named(self) -> None:
        programme = f"Chương trình {self.field}"
        named = programme_iri(programme)
        for kind, short, count, label, more in (
            ("Event", "event", self.profile.events, f"Tháng hành động về {self.field}", ""),
            ("Hotline", "hotline", self.profile.hotlines, "Tổng đài quốc gia", '\tcancu:phoneNumber "111" ;\n'),
            ("FundingSource", "fund", self.profile.funds, "ngân sách nhà nước", ""),
            ("ProgrammeMention", "prog", self.profile.programmes, programme, f"\tcancu:programme <{named}> ;\n"),
            ("Theme", "theme", self.profile.themes, "Vì tương lai", '\tcancu:themeWord "chủ đề" ;\n'),
        ):  # fmt: skip
            for n in range(1, count + 1):
                self.blocks.append(f"""
:{short}-II.1-{n} a cancu:{kind} ;
	skos:prefLabel "{label}"@vi ;
{more}	cancu:order {n} ;
	cancu:partOfPlan <{self.paper.iri}> ;
	cancu:section "II.1" ;
{self.span(40)} .
""")
