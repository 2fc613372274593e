"""Bodies of communes, wards and special zones as issuers: by kind and place, since no register lists the communes."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cancu.graph.fold import CAPITALS, fold
from cancu.graph.read import Text
from cancu.graph.registry import BodyKind, Registry

COMMUNE = "commune"
RANKS = {"xa": "xã", "phuong": "phường", "dac khu": "đặc khu", "thi tran": "thị trấn"}
_WORD = rf"[{CAPITALS}\d][^\W_]*(?:[’'‘`][^\W_]+)?"
_NAMED = re.compile(
    r"(?P<body>[^;.,()\d]{2,70}?)\s+(?P<rank>[Xx]ã|[Pp]hường|[Đđ]ặc\s+khu|[Tt]hị\s+trấn)"
    rf"(?:\s+(?P<name>{_WORD}(?:\s+{_WORD}){{0,3}})|(?!\w))"
)
_PLACE = re.compile(rf"\s(?:{'|'.join(RANKS.values())}) (?!hội\b).+$")
_TOWN = " thị xã"
"""The rank of a district that ends with the word for a commune."""
_LONGEST = 120


def kind_called(words: Sequence[str], registry: Registry) -> BodyKind | None:
    """The kind of local body that is called so without its place; those of communes come first."""
    return _kinds(registry).get(_key(words))


def commune_of(issuer: str | None) -> str | None:
    """The commune («xã Định Hưng») of an issuer that is a body of one."""
    found = _PLACE.search(issuer) if issuer else None
    return found.group().strip() if found else None


def commune_issuer(text: Text, start: int, registry: Registry, own: str | None) -> tuple[str, int] | None:
    """The body of a commune whose name begins at `start`, and where that ends; «UBND xã» is that of the `own` one."""
    found = _NAMED.match(text.content, start, start + _LONGEST)
    kind = kind_called([found["body"]], registry) if found else None
    if found is None or kind is None or kind.level != COMMUNE:
        return None
    rank = RANKS[" ".join(fold(found["rank"]).split())]
    if found["name"] is None:
        return (f"{kind.stem} {own}", found.end()) if own and own.startswith(rank) else None
    return f"{kind.stem} {rank} {' '.join(found['name'].split())}", found.end()


def of_commune(name: str, own: str | None) -> str:
    """The name of a body with the place that a bare «xã» at its end means, the `own` commune."""
    rank = None if name.endswith(_TOWN) else next((rank for rank in RANKS.values() if name.endswith(f" {rank}")), None)
    return f"{name.removesuffix(rank)}{own}" if rank and own and own.startswith(f"{rank} ") else name


def own_issuer(codes: Sequence[str], registry: Registry, own: str | None) -> str | None:
    """The body of the `own` commune that a symbol stands for, as one of a district's own does in a district's paper."""
    if own is None or not codes:
        return None
    kinds = [kind for kind in registry.kinds.values() if kind.level == COMMUNE and codes[0] in kind.symbol_codes]
    return f"{kinds[0].stem} {own}" if len(kinds) == 1 else None


@lru_cache(2)
def _kinds(registry: Registry) -> Mapping[str, BodyKind]:
    """Local kinds by the folded names that they have without their place, those of communes before the others."""
    others_first = sorted(registry.kinds.values(), key=lambda kind: kind.level == COMMUNE)
    return {_key([name]): kind for kind in others_first for name in (kind.name, kind.stem, *kind.aliases)}


def _key(words: Sequence[str]) -> str:
    return " ".join(fold(" ".join(words)).split())
