"""Which regime an instrument is under, and what its IRI tells by itself."""

from cancu.graph.cite import Mention
from cancu.graph.known import Instrument, Key
from cancu.graph.registry import Body, DocumentType, is_normative


def told_by_iri(iri: str, kind: DocumentType | None, register: Body | None) -> Instrument | None:
    """What the IRI of a numbered instrument tells by itself."""
    if kind is None or register is None:
        return None
    year, last = iri.split("/")[-2:]
    regime = kind.regime
    if register.system == "party":
        regime = "party"
    elif regime in ("by-number", "normative"):
        year_in_number = year if "-" in last.partition("~")[0] else None
        regime = "normative" if is_normative(kind, register.slug, year_in_number, iri) else "administrative"
    return Instrument(
        iri=iri, type=kind.slug, regime=regime, year=year if year.isdigit() else None, register=register.iri,
        level=register.level, system=register.system, area=register.area.iri if register.area else None,
    )  # fmt: skip


def regime_of(mention: Mention, key: Key, iri: str) -> str:
    """Party by its number; normative where type or a year in the number says so (Nghị định 78/2025/NĐ-CP, Điều 7,
    71).
    """
    assert mention.type is not None
    if "/" in key.symbol:
        return "party"
    if mention.type.regime not in ("by-number", "normative"):
        return mention.type.regime
    return "normative" if is_normative(mention.type, key.register, key.number_year, iri) else "administrative"
