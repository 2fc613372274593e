"""Symbols («KH-UBND»): which codes the registry knows, and which of them a damaged print can only stand for.

Misread letters are compared by a skeleton in which look-alikes are one (D, B, P and Đ; O, 0 and Q; I, 1, L and |; S
and 5; W and VV) and every separator is «-». What is not found so is compared with one letter wrong. A print that can
stand for two codes stands for neither: both are kept as candidates.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from cancu.graph.cite.mention import EXACT, FOLDED, NEAREST, SKELETON
from cancu.graph.fold import fold
from cancu.graph.registry import Body, BodyKind, Registry

_LOOKALIKES = str.maketrans({"B": "D", "P": "D", "0": "O", "Q": "O", "1": "I", "L": "I", "|": "I", "5": "S", "W": "VV"})
_SEPARATOR = re.compile(r"\s*[-–—‐−_~./\\]\s*")
_DAMAGED_SLASH = r"[-I]?"
"""Between two codes of a skeleton: a separator, one that was read as a stroke, or none that is left."""
_MIN_NEAREST = 3
"""Shorter codes have too many neighbours one letter away."""
_NEXT_SENTENCE = re.compile(r"(?:\.\s?|\s[-–—‐−_~]\s?|\s?[-–—‐−_~]\s)[^-–—‐−_~./\\|]*$")
"""What stands behind a point, or behind a dash with blanks, may be other words."""
_UNIT = re.compile(r"[A-ZĐ&]{2,10}[0-9]?")
_GLUED = (
    re.compile(r"(?<=TTg)[^\W\d_]+$"),
    re.compile(r"(?<=\w)(?:ngay|c[uii]a|v[eé]|ph[eé]|ban|quy|tai|cac|nam|thang|d[eé]|th[iu]c)\w*$"),
    re.compile(r"(?<=\w)[^\W\d_A-Z]{2,}\w*$"),
)
"""Words in small letters that a lost blank joined to a symbol («UBNDngay»)."""


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """The codes that may stand in a symbol: of types and of issuers, and how damaged spellings lead to them.

    `by_skeleton` has every code of a skeleton: more than one where it is ambiguous. `front_issuers` are the Front and
    the unions, which number their papers as the Party does or as the State does.
    """

    types: frozenset[str]
    issuers: frozenset[str]
    party_issuers: frozenset[str]
    front_issuers: frozenset[str]
    folded: Mapping[str, str]
    types_by_skeleton: Mapping[str, tuple[str, ...]]
    issuers_by_skeleton: Mapping[str, tuple[str, ...]]
    run: re.Pattern[str]
    issuer: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol put right: its codes, how they were found, and how many letters had to be changed.

    `candidates` are all readings where there is more than one; `length` is how much of the print it takes.
    """

    type_code: str | None
    issuers: tuple[str, ...]
    method: str
    distance: int
    candidates: tuple[str, ...]
    length: int


@lru_cache(maxsize=4)
def codes_of(registry: Registry) -> Codes:
    """Collect the codes of `registry`."""
    types = frozenset(code for kind in registry.types.values() for code in kind.symbols)
    by_system: dict[str, set[str]] = defaultdict(set)
    holders: list[Body | BodyKind] = [*registry.kinds.values(), *registry.bodies.values()]
    for holder in holders:
        by_system[holder.system].update(c for c in holder.symbol_codes if re.fullmatch(r"[^\\+*{]+", c))
    party, front = by_system.pop("party", set()), by_system.get("front", set())
    state = set().union(*by_system.values())
    issuers = frozenset(state | party)
    types_by_skeleton, issuers_by_skeleton = _by_key(types, skeleton), _by_key(issuers, skeleton)
    folded = _by_key(types | issuers, _bare)
    kind, body = _longest_first(types_by_skeleton), _longest_first(issuers_by_skeleton)
    run = re.compile(rf"(?P<type>{kind}){_DAMAGED_SLASH}(?P<issuers>(?:{body})(?:{_DAMAGED_SLASH}(?:{body})){{0,3}})")
    return Codes(
        types,
        issuers,
        frozenset(party - state),
        frozenset(front),
        {key: codes[0] for key, codes in folded.items() if len(codes) == 1},
        types_by_skeleton,
        issuers_by_skeleton,
        run,
        re.compile(body),
    )


def _by_key(codes: Iterable[str], key_of: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in sorted(codes):
        found[key_of(code)] = (*found.get(key_of(code), ()), code)
    return found


def _longest_first(keys: Iterable[str]) -> str:
    return "|".join(re.escape(key) for key in sorted(keys, key=lambda k: (-len(k), k)))


def _bare(code: str) -> str:
    return fold(code).upper()


def skeleton(code: str) -> str:
    """The letters of a code with look-alikes made one and every separator «-»."""
    return _SEPARATOR.sub("-", _bare(code)).translate(_LOOKALIKES)


def read_damaged(printed: str, codes: Codes, fits: Callable[[str, tuple[str, ...]], bool]) -> Symbol | None:
    """The symbol that `printed`, on a page whose letters cannot be trusted, stands for.

    `fits` says whether type and issuers agree with what else is known of the paper; a reading that changes a letter
    counts only if it does. None where no code is near.
    """
    glued = next((m for m in (pattern.search(printed) for pattern in _GLUED) if m), None)
    symbol = printed[: glued.start()] if glued else printed
    readings = _all_readings(symbol, codes, fits)
    while not readings and (sentence := _NEXT_SENTENCE.search(symbol)):
        symbol = symbol[: sentence.start()]
        readings = _all_readings(symbol, codes, fits)
    if len(readings) != 1:
        if not readings:
            return None
        spelt = tuple(dict.fromkeys("-".join(filter(None, (r.type_code, *r.issuers))) for r in readings))
        same_type = len({r.type_code for r in readings}) == 1
        return replace(readings[0], type_code=readings[0].type_code if same_type else None, candidates=spelt)
    return readings[0]


def _all_readings(symbol: str, codes: Codes, fits: Callable[[str, tuple[str, ...]], bool]) -> list[Symbol]:
    found = codes.run.fullmatch(skeleton(symbol))
    readings = list(_readings(symbol, found, codes)) if found else []
    if not readings:
        readings = [r for r in _letters(symbol, codes) if fits("", r.issuers)]
    if not readings:
        readings = [r for r in _nearest(symbol, codes) if fits(r.type_code or "", r.issuers)]
    elif len(readings) > 1:
        readings = [r for r in readings if fits(r.type_code or "", r.issuers)] or readings
    return readings


def _readings(symbol: str, found: re.Match[str], codes: Codes) -> Iterable[Symbol]:
    """Every way to take the skeleton; where a code stands as printed, its look-alikes are none."""
    bare = _SEPARATOR.sub("-", _bare(symbol))
    kinds = _alike(found["type"], bare[slice(*found.span("type"))], codes.types_by_skeleton)
    bodies = [
        _issuers_alike(m.group(), bare[found.start("issuers") :][slice(*m.span())], codes)
        for m in codes.issuer.finditer(found["issuers"])
    ]
    for kind, *issuers in product(kinds, *bodies):
        changed = "".join((kind, *issuers))
        surface = _SEPARATOR.sub("", symbol)
        method = EXACT if changed == surface else FOLDED if _bare(changed) == _bare(surface) else SKELETON
        yield Symbol(kind, tuple(issuers), method, 0, (), len(symbol))


def _letters(symbol: str, codes: Codes) -> Iterable[Symbol]:
    """A letter's symbol: the code of who writes, then that of a unit of theirs, which no registry need hold."""
    head, *units = _SEPARATOR.split(symbol)
    if not units or not all(_UNIT.fullmatch(unit) for unit in units):
        return
    known = codes.issuers_by_skeleton.get(skeleton(head), ())
    for code in [c for c in known if _bare(c) == _bare(head)] or known:
        restored = [codes.folded.get(_bare(unit), unit) for unit in units]
        method = EXACT if "-".join((code, *restored)) == symbol else FOLDED if _bare(code) == _bare(head) else SKELETON
        yield Symbol(None, (code, *restored), method, 0, (), len(symbol))


def _alike(key: str, bare: str, by_skeleton: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of a skeleton; one that stands as printed leaves its look-alikes out."""
    known = by_skeleton[key]
    return tuple(code for code in known if _bare(code) == bare) or known


def _issuers_alike(key: str, bare: str, codes: Codes) -> tuple[str, ...]:
    """The same for issuers, where a code without diacritics is likelier than its rare twin with them («TU», «TƯ»)."""
    known = _alike(key, bare, codes.issuers_by_skeleton)
    return tuple(code for code in known if code.upper() == bare) or known


def _nearest(symbol: str, codes: Codes) -> Iterable[Symbol]:
    """Readings with one letter wrong in one of the codes."""
    bare = [code for code in _SEPARATOR.sub("-", _bare(symbol)).split("-") if code]
    keys = [skeleton(code) for code in bare]
    if len(keys) < 2:
        return
    tables = [codes.types_by_skeleton, *[codes.issuers_by_skeleton] * (len(keys) - 1)]
    unknown = [i for i, (key, table) in enumerate(zip(keys, tables, strict=True)) if key not in table]
    if len(unknown) != 1 or (unknown[0] == 0 and keys[0] in codes.issuers_by_skeleton):
        return
    off = unknown[0]
    near = [k for k in tables[off] if len(k) >= _MIN_NEAREST - (off == 0) and OSA.distance(k, keys[off]) == 1]
    choices = [
        [code for k in near for code in tables[i][k]] if i == off else _alike(key, bare[i], tables[i])
        for i, key in enumerate(keys)
    ]
    for kind, *issuers in product(*choices):
        yield Symbol(kind, tuple(issuers), NEAREST, 1, (), len(symbol))
