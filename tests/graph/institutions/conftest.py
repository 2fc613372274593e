"""A small country: two provinces that were merged into a city, two districts, a few kinds of bodies and their ends."""

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from cancu.graph.institutions import institutional
from cancu.graph.names import PREFIXES, REFERENCE_GRAPH

COUNTRY = """
area:tinh-song a eli:AdministrativeArea ; skos:prefLabel "tỉnh Song"@vi ; skos:altLabel "Song"@vi ; skos:notation "71" ;
    cancu:level level:province ; cancu:endedOn "2025-07-01"^^xsd:date ;
    dcterms:isReplacedBy area:thanh-pho-bien\\~2025 ;
    cancu:legalBasis "9/2025/QH15" ; cancu:verification verification:checked .
area:thanh-pho-bien a eli:AdministrativeArea ; skos:prefLabel "thành phố Biên"@vi ; skos:altLabel "Biên"@vi ;
    skos:notation "72" ;
    cancu:level level:province ; cancu:endedOn "2025-07-01"^^xsd:date ;
    dcterms:isReplacedBy area:thanh-pho-bien\\~2025 ;
    cancu:legalBasis "9/2025/QH15" ; cancu:verification verification:checked .
area:thanh-pho-bien\\~2025 a eli:AdministrativeArea ; skos:prefLabel "thành phố Biên"@vi ; skos:altLabel "Biên"@vi ;
    skos:notation "72" ; cancu:level level:province ; cancu:existsFrom "2025-07-01"^^xsd:date ;
    cancu:legalBasis "9/2025/QH15" ; cancu:verification verification:checked .
area:huyen-thuong a eli:AdministrativeArea ; skos:prefLabel "huyện Thượng"@vi ; skos:altLabel "Thượng"@vi ;
    skos:notation "701" ;
    cancu:level level:district ; dcterms:isPartOf area:tinh-song ; cancu:endedOn "2025-07-01"^^xsd:date ;
    cancu:legalBasis "8/2025/QH15" ; cancu:verification verification:checked .
area:thi-xa-ha a eli:AdministrativeArea ; skos:prefLabel "thị xã Hạ"@vi ; skos:altLabel "Hạ"@vi ; skos:notation "702" ;
    cancu:level level:district ; dcterms:isPartOf area:tinh-song ; cancu:endedOn "2025-07-01"^^xsd:date ;
    cancu:legalBasis "8/2025/QH15" ; cancu:verification verification:checked .
"""
KINDS = (
    ("tinh-uy", "Tỉnh ủy", "{name}", "province", "party", 'cancu:forRank "tỉnh" ; cancu:inEveryArea true'),
    ("thanh-uy", "Thành ủy", "{name}", "province", "party",
     'cancu:forRank "thành phố" ; cancu:inEveryArea true ; cancu:rankVariantOf kind:tinh-uy'),
    ("ubnd-tinh", "Ủy ban nhân dân", "{area}", "province", "state", "cancu:inEveryArea true"),
    ("so-cu", "Sở Cũ", "{area}", "province", "state",
     'cancu:inEveryArea true ; cancu:parentKind kind:ubnd-tinh ; cancu:endedOn "2025-03-01"^^xsd:date'),
    ("so-moi", "Sở Mới", "{area}", "province", "state",
     'cancu:inEveryArea true ; cancu:parentKind kind:ubnd-tinh ; cancu:existsFrom "2025-03-01"^^xsd:date'),
    ("so-lo", "Sở Lo", "{area}", "province", "state", "cancu:inEveryArea true ; cancu:parentKind kind:ubnd-tinh"),
    ("so-hiem", "Sở Hiếm", "{area}", "province", "state", "cancu:parentKind kind:ubnd-tinh"),
    ("hoi-ban", "Hội Bạn", "{area}", "province", "front", "cancu:inEveryArea true"),
    ("ubnd-huyen", "Ủy ban nhân dân", "{area}", "district", "state", "cancu:inEveryArea true"),
)  # fmt: skip
TERMS = """
group-term:so a cancu:GroupTerm ; skos:prefLabel "sở"@vi ;
    cancu:memberKind kind:so-cu , kind:so-moi , kind:so-lo , kind:so-hiem .
group-term:hoi a cancu:GroupTerm ; skos:prefLabel "đoàn thể"@vi ; skos:altLabel "tổ chức chính trị - xã hội"@vi ;
    cancu:memberKind kind:hoi-ban .
group-term:noi a cancu:GroupTerm ; skos:prefLabel "địa phương"@vi ; cancu:ofDistrictsWithin true ;
    cancu:memberKind kind:ubnd-huyen .
"""
CHANGES = """
event:bo a org:ChangeEvent ; skos:prefLabel "Bỏ Sở Cũ"@vi ; cancu:originalKind kind:so-cu ;
    cancu:resultingKind kind:so-moi ;
    cancu:effectiveOn "2025-03-01"^^xsd:date ; cancu:verification verification:unchecked .
event:bo-tre a cancu:FunctionTransfer ; cancu:change event:bo ; cancu:function function:children ;
    cancu:transferredFrom kind:so-cu ;
    cancu:transferredTo kind:so-lo ; cancu:effectiveOn "2025-03-01"^^xsd:date ;
    cancu:verification verification:unchecked .
event:dao a org:ChangeEvent ; skos:prefLabel "Lập Bộ Đạo"@vi ; cancu:effectiveOn "2025-03-01"^^xsd:date .
event:dao-di a cancu:FunctionTransfer ; cancu:change event:dao ; cancu:function function:religion ;
    cancu:transferredFrom kind:so-moi ;
    cancu:transferredTo kind:so-lo ; cancu:effectiveOn "2025-03-01"^^xsd:date ;
    cancu:verification verification:unchecked .
"""
PREAMBLE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def kinds() -> str:
    """The kinds as Turtle."""
    return "\n".join(
        f'kind:{slug} a cancu:BodyKind ; skos:prefLabel "{name}"@vi ; cancu:nameTemplate "{name} {place}" ; '
        f'cancu:slugBase "{slug.removesuffix("-tinh").removesuffix("-huyen")}" ; cancu:atLevel level:{level} ; '
        f"cancu:ofSystem system:{system} ; {more} ."
        for slug, name, place, level, system, more in KINDS
    )


@pytest.fixture(scope="session")
def worked_out() -> Callable[[str], list[Triple]]:
    """What is derived from the small country and further Turtle."""

    def derive(more: str = "") -> list[Triple]:
        turtle = "\n".join((PREAMBLE, COUNTRY, kinds(), TERMS, CHANGES, more))
        home = NamedNode(REFERENCE_GRAPH)
        found = parse(turtle.encode(), format=RdfFormat.TURTLE)
        return institutional([Quad(q.subject, q.predicate, q.object, home) for q in found])

    return derive
