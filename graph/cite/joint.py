"""Papers that several bodies issue together («Thông tư liên tịch … của Bộ Y tế, Bộ Nội vụ»): who all of them are."""

import re
from collections.abc import Sequence

from cancu.graph.cite.issuers import unregistered_issuer
from cancu.graph.read import Text
from cancu.graph.registry import Area, Body, DocumentType, Registry

_KINDS = ("-lien-tich", "-phoi-hop")
"""Ends of the slugs of types that several bodies issue together: the symbol's first body is not the issuer."""
_ANOTHER = re.compile(r"\s*(?:,|-|–|&|\bva\b)\s*(?:va\s+)?(?=(?:lien\s+)?[bhutvnscdl])")
_BETWEEN = re.compile(r"[\s,]{0,4}giua\s+")
"""«Chương trình phối hợp số … giữa Sở X và Y»."""
_WINDOW = 160


def is_joint(kind: DocumentType | None) -> bool:
    """Whether papers of that type are issued by several bodies."""
    return kind is not None and kind.slug.endswith(_KINDS)


def first_between(text: Text, registry: Registry, place: Area | None, end: int) -> tuple[Body, int] | None:
    """The first of the bodies that agreed on a paper («… giữa Sở Y tế và Công an tỉnh»), and where it ends."""
    between = _BETWEEN.match(text.folded, end)
    if between is None:
        return None
    opening = registry.body_opening(text.content, between.end(), between.end() + _WINDOW, place)
    return (opening[1], between.end() + opening[0]) if opening else None


def issued_together(
    text: Text, registry: Registry, place: Area | None, codes: Sequence[str], first: Body | None, end: int
) -> tuple[Body | None, tuple[str, ...], int]:
    """The first issuer of a joint paper, the names of all, and where the last one printed ends.

    `codes` are those of its symbol; `first` is the issuer printed, which ends at `end`, where a register knows it.
    """
    further, end = _further(text, registry, place, end, len(codes) - 1) if first else ([], end)
    coded = _bodies_of_symbol(codes, registry)
    if coded:
        return first or coded[0], tuple(body.name for body in coded), end
    return first, (first.name, *further) if first else (), end


def _bodies_of_symbol(codes: Sequence[str], registry: Registry) -> tuple[Body, ...]:
    """The bodies that the codes of a joint symbol name; none unless every code names one central body alone."""
    named = [registry.bodies_of_code(code, None) for code in codes]
    return tuple(bodies[0] for bodies in named) if all(len(bodies) == 1 for bodies in named) else ()


def _further(text: Text, registry: Registry, place: Area | None, end: int, most: int) -> tuple[list[str], int]:
    """The names of the bodies printed behind the first issuer, and where the last one ends."""
    names: list[str] = []
    while len(names) < most and (joined := _ANOTHER.match(text.folded, end)) is not None:
        start = joined.end()
        opening = registry.body_opening(text.content, start, start + _WINDOW, place)
        named = (opening[1].name, start + opening[0]) if opening else unregistered_issuer(text, start, place)
        if named is None:
            break
        names.append(named[0])
        end = named[1]
    return names, end
