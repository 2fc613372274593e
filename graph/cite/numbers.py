"""Document numbers («số, ký hiệu»): where they stand in a text and what their canonical form is.

State papers: `206/KH-UBND`, with the year where normative `26/2021/NQ-HĐND`, the National Assembly `121/2020/QH14`,
letters `1481/BYT-BMTE` (Nghị định 30/2020/NĐ-CP, Phụ lục III). Party papers: `28-CT/TW`. Type and issuer codes come
from the registry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cancu.graph.cite.mention import EXACT, FOLDED, SKELETON
from cancu.graph.fold import fold
from cancu.graph.read import Text
from cancu.graph.read.quality import GARBLED
from cancu.graph.registry import Body, BodyKind, Registry

_UPPER = "A-ZĐÐÀ-ÖØ-ÝĂƠƯ"
_SEGMENT = rf"(?:Qy[ĐÐ]|[{_UPPER}&]+(?:tr|r|g|i|n|h)?)\d{{0,3}}(?:(?=ngày)|(?![a-zà-ỹđăâêôơư]))"
_LOOSE_SEGMENT = rf"[{_UPPER}][A-Za-z{_UPPER}&đ]{{0,14}}\d{{0,3}}"
# The digit comes before the look behind it: a pattern that begins with a set of characters is scanned for fast.
_HEAD = r"(?P<digits>[0-9](?<![\w./\-].)[0-9]{0,5}(?:\.[0-9]{1,2})?[a-zđ]?)(?:\s*/\s*(?P<year>(?:19|20)[0-9]{2}))?"
_DASH = r"[-–—‐−]"
_ASSEMBLY = r"(?P<assembly>(?:UBTV)?QH\s?\d{1,2})(?!\w)"


def _pattern(segment: str) -> re.Pattern[str]:
    symbol = rf"{segment}\s{{0,2}}(?:{_DASH}|/)\s*{segment}(?:{_DASH}\s{{0,3}}{segment}){{0,9}}"
    return re.compile(rf"{_HEAD}(?P<separator>\s*(?:{_DASH}|/)\s*|[ \t])(?:{_ASSEMBLY}|(?P<symbol>{symbol}))")


_STRICT = _pattern(_SEGMENT)
_LOOSE = _pattern(_LOOSE_SEGMENT)
_PARTS = re.compile(rf"\s*(?:{_DASH}|/)\s*")
_DASHES = re.compile(_DASH)
_BLANKS = re.compile(r"\s+")
_SKELETON = str.maketrans({"B": "D", "P": "D", "0": "O", "Q": "O", "1": "I", "L": "I", "|": "I", "5": "S"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text: characters `start:end`, its parts, canonical form, and the raw form where it
    differs.
    """

    start: int
    end: int
    digits: str
    year: str | None
    symbol: str
    type_code: str | None
    issuer_codes: tuple[str, ...]
    party: bool
    canonical: str
    raw: str | None
    method: str


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that may stand in a symbol, and how damaged spellings lead to them."""

    types: frozenset[str]
    issuers: frozenset[str]
    party_issuers: frozenset[str]
    folded: dict[str, str]
    skeletons: dict[str, str]


@lru_cache(maxsize=4)
def codes_of(registry: Registry) -> Codes:
    """Collect the codes of `registry`; a spelling that stands for two codes leads to neither."""
    types = frozenset(code for kind in registry.types.values() for code in kind.symbols)
    state: set[str] = set()
    party: set[str] = set()
    holders: list[Body | BodyKind] = [*registry.kinds.values(), *registry.bodies.values()]
    for holder in holders:
        (party if holder.system == "party" else state).update(
            c for c in holder.symbol_codes if re.fullmatch(r"[^\\+*]+", c)
        )
    known = types | state | party
    return Codes(
        types,
        frozenset(state | party),
        frozenset(party - state),
        _unique({code: fold(code).upper() for code in known}),
        _unique({code: _skeleton(code) for code in known}),
    )


def _unique(keys: dict[str, str]) -> dict[str, str]:
    by_key: dict[str, set[str]] = {}
    for code, key in keys.items():
        by_key.setdefault(key, set()).add(code)
    return {key: next(iter(codes)) for key, codes in by_key.items() if len(codes) == 1}


def _skeleton(code: str) -> str:
    return fold(code).upper().translate(_SKELETON)


def find_numbers(text: Text, registry: Registry) -> Iterator[Number]:
    """Every document number of `text` in text order."""
    codes = codes_of(registry)
    for page in text.pages:
        garbled = page.quality == GARBLED
        for found in (_LOOSE if garbled else _STRICT).finditer(text.content, page.start, page.end):
            number = _read(found, codes, garbled)
            if number is not None:
                yield number


def _read(found: re.Match[str], codes: Codes, garbled: bool) -> Number | None:
    surface = found.group(0)
    if found["assembly"]:
        return _assembly_number(found)
    printed = [part for part in _PARTS.split(found["symbol"].replace("Ð", "Đ")) if part]
    separator = found["separator"].strip()
    segments, method = _known_segments(printed, codes, garbled)
    type_code = segments[0] if segments[0] in codes.types else None
    if garbled and (type_code is None or any(s not in codes.issuers for s in segments[1:])):
        return None
    issuers = tuple(segments[1:] if type_code else segments[:1])
    joined_by_slash = "/" in found["symbol"]
    if not separator and not (type_code and joined_by_slash and issuers[-1] in codes.party_issuers):
        return None
    if type_code is None and (separator != "/" or joined_by_slash):
        return None
    party = type_code is not None and (
        issuers[-1] in codes.party_issuers
        or (separator != "/" and joined_by_slash and issuers[-1] not in codes.issuers)
    )
    digits, year = found["digits"], found["year"]
    symbol = f"{segments[0]}/{'-'.join(segments[1:])}" if party else "-".join(segments)
    head = f"{digits}/{year}" if year else digits
    canonical = f"{head}{'-' if party else '/'}{symbol}"
    tight = _BLANKS.sub("", surface)
    raw = surface if method != EXACT or _differs(tight, canonical) or not separator else None
    return Number(
        start=found.start(),
        end=found.end(),
        digits=digits,
        year=year,
        symbol=symbol,
        type_code=type_code,
        issuer_codes=issuers,
        party=party,
        canonical=canonical,
        raw=_BLANKS.sub(" ", raw) if raw else None,
        method=method,
    )


def _differs(printed: str, canonical: str) -> bool:
    """Whether more than the kind of dash or a Ð distinguishes the printed from the canonical form."""
    return printed != canonical and _DASHES.sub("-", printed).replace("Ð", "Đ") != canonical


def _assembly_number(found: re.Match[str]) -> Number | None:
    if found["separator"].strip() != "/":
        return None
    symbol = re.sub(r"\s+", "", found["assembly"])
    head = f"{found['digits']}/{found['year']}" if found["year"] else found["digits"]
    return Number(
        start=found.start(),
        end=found.end(),
        digits=found["digits"],
        year=found["year"],
        symbol=symbol,
        type_code=None,
        issuer_codes=(symbol,),
        party=False,
        canonical=f"{head}/{symbol}",
        raw=None,
        method=EXACT,
    )


def _known_segments(printed: list[str], codes: Codes, garbled: bool) -> tuple[list[str], str]:
    """Put each segment right from the registry alone; the least exact method used is returned with them."""
    out: list[str] = []
    method = EXACT
    for segment in printed:
        if segment in codes.types or segment in codes.issuers:
            out.append(segment)
        elif (restored := codes.folded.get(fold(segment).upper())) is not None:
            out.append(restored)
            method = method if method == SKELETON else FOLDED
        elif garbled and (restored := codes.skeletons.get(_skeleton(segment))) is not None:
            out.append(restored)
            method = SKELETON
        else:
            out.append(segment)
    return out, method
