"""Document numbers («số, ký hiệu»): where they stand in a text and what their canonical form is.

State papers: `206/KH-UBND`, with the year where normative `26/2021/NQ-HĐND`, the National Assembly `121/2020/QH14`,
letters `1481/BYT-BMTE` (Nghị định 30/2020/NĐ-CP, Phụ lục III). Party papers: `28-CT/TW`. Type and issuer codes come
from the registry.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from cancu.graph.cite.mention import EXACT, FOLDED, SKELETON
from cancu.graph.cite.symbols import Codes, Symbol, codes_of, read_damaged
from cancu.graph.fold import ALPHABET, fold
from cancu.graph.read import Text
from cancu.graph.read.quality import GARBLED
from cancu.graph.registry import Registry

_UPPER = "A-ZĐÐÀ-ÖØ-ÝĂƠƯ"
_SEGMENT = (
    r"(?:Qy[ĐÐ]|VP\.(?:UBND|H[ĐÐ]ND)"
    rf"|[{_UPPER}&]+(?:(?<=&)\s[{_UPPER}]+|(?:(?<=T)r|(?<=N)g)[{_UPPER}]+)?(?:tr|r|g|i|n|h)?)\d{{0,3}}"
    rf"(?:(?=ngày)|(?![a-zà-ỹđăâêôơư{_UPPER}]))"
)
# The digit comes before the look behind it: a pattern that begins with a set of characters is scanned for fast.
_HEAD = (
    r"(?P<digits>[0-9](?:(?<![\w./\-].)|(?<=[sS]ố.))[0-9O]{0,5}(?:\.[0-9]{1,2})?[a-zđ]?)"
    r"(?:\s*/\s*(?P<year>(?:19|2[0O])[0-9O]{2}))?"
)
_DASH = r"[-–—‐−]"
_DRAWN_UP_BY = rf"(?:\.[{_UPPER}]{{1,8}}(?=,?\s+ngày\b))?"
"""A division behind the symbol of its department: «227/TTr-SYT.DS ngày …»."""
_ASSEMBLY = r"(?P<assembly>(?:UBTV)?QH\s?\d{1,2})(?!\w)"


def _pattern(segment: str) -> re.Pattern[str]:
    symbol = rf"{segment}\s{{0,2}}(?:{_DASH}|/)\s*{segment}(?:{_DASH}\s{{0,3}}{segment}){{0,9}}"
    return re.compile(
        rf"{_HEAD}(?P<separator>\s*(?:/?{_DASH}|/)\s*|[ \t])(?:{_ASSEMBLY}|(?P<symbol>{symbol}){_DRAWN_UP_BY})"
    )


STRICT = _pattern(_SEGMENT)
_SLASHED = re.compile(rf"/\s*{_SEGMENT}")
_DASHED = {
    dash: re.compile(rf"{dash}(?<=[0-9a-zđ\s]{dash})\s*{_SEGMENT}\s{{0,2}}{_DASH}\s*{_SEGMENT}") for dash in "-–—‐−"
}
"""Marks that stand in numbers: a slash before a code, or, where no slash is, a dash between a number and two codes."""
_LONGEST_HEAD, _LONGEST_SYMBOL = 40, 200
"""Characters before and behind such a mark in which its number lies."""
_DIGIT = "[0-9OlI|]"
_STROKE = r"\s?[/\\|lI1]\s?"
_MARK = r"\s?[-–—‐−_~.]\s?"
_RUN = rf"(?![OlI|]{{1,2}}[/\\|-])[{_UPPER}](?:[^\W\d_]|[&¢€§©®£]){{0,24}}"
_DAMAGED = re.compile(
    rf"(?:(?P<word>[sS][o06édóe]?\.?\s?)|(?<![0-9{_UPPER}./\-|]))"
    rf"(?P<digits>(?=[OlI|]{{0,2}}[0-9]){_DIGIT}{{1,6}}?(?:\.\d{{1,2}})?[a-z]??)"
    rf"(?:{_STROKE}(?P<year>(?:[1lI|]9|2[0O]){_DIGIT}{{2}}))?"
    rf"(?P<separator>{_STROKE}|{_MARK}|\s|)(?:(?P<assembly>(?:UBTV)?[Q0O]H\s?{_DIGIT}{{1,2}})(?!\w)"
    rf"|(?P<symbol>{_RUN}(?:(?:\s?[-–—‐−_~./\\|1]\s{{0,3}}|l){_RUN}){{0,5}}))"
)
_DIGITS = str.maketrans("OlI|", "0111")
_YEAR = re.compile(r"/(?:19|20)[0-9]{2}(?=/)")
_UNIT = re.compile(rf"\.(?!UBND|HĐND)[{_UPPER}][{_UPPER}0-9]{{0,6}}(?=[\s,;)])")
"""The unit that drew a paper up, behind its symbol: «1234/QĐ-UBND.VX». The register is that of the symbol."""
_PARTS = re.compile(rf"\s*(?:{_DASH}|/)\s*")
_DASHES = re.compile(_DASH)
_BLANKS = re.compile(r"\s+")
_NOTED = re.compile(r"(?P<code>[^\W\d_]{3,}(?<!QH)|T[WUƯ]|CP)[1-9]\d?")
"""The code of an issuer to which the number of a footnote was joined («28-CT/TW1»); only the Assembly's end in one."""
_BARE = re.compile(
    r"(?P<digits>[0-9](?<=[a-z:.]\s.)[0-9]{0,4}[a-z]?)(?:/(?P<year>(?:19|20)[0-9]{2}))?(?![\w%/-]|[.,][0-9]|\s?[-/]\s?\w)"
)
_SHAPES = (
    "".join(
        "0" if c.isdigit() else " " if c.isspace() else "a" if c in ":." or c.isalpha() else "/" if c == "/" else "-"
        for c in fold(ALPHABET)
    )
    .encode()
    .ljust(256, b"-")
)
"""A figure is shown as «0», a letter, a colon and a full stop as «a», other signs but blanks and strokes as «-»."""
_BARE_SHAPE = re.compile(rb"0(?<=a 0)(?!0*a?/(?!0000(?!0)))")
"""Where a bare number may begin, on the letters of a text as `_SHAPES` shows them: behind a stroke stands a year only.
"""


_LONE = re.compile(
    rf"(?i:số)\s*:?\s*{_HEAD}\s?/\s?"
    rf"(?P<symbol>(?:UB|HĐ)[{_UPPER}]{{1,8}}1\d|[{_UPPER}&]{{2,}}(?:(?<=N)g[{_UPPER}]+|tr|g)?)"
    rf"(?![\w&]|\s?[-–/]\s?[{_UPPER}])"
)
"""A number with one code alone, the issuer's: «Công văn số 197/STTTT», «Nghị định số 64/CP», «1691/UBDNGS15» of a
committee of the Assembly with its term.
"""
_FURTHER_CODE = re.compile(rf"[-–][{_UPPER}]")
"""What stands behind a code that is not alone; of «SGD& ĐT» the first part might be."""


class Number(NamedTuple):
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
    distance: int = 0
    candidates: tuple[str, ...] = ()


Fits = Callable[[int, str | None, str, tuple[str, ...]], bool]
"""Whether a reading agrees with the words around: where its number begins, its year, type code and issuer codes."""


def find_numbers(text: Text, registry: Registry, fits: Fits = lambda *_: True) -> Iterator[Number]:
    """Every document number of `text` in text order.

    On garbled pages symbols are put right from the registry; `fits` (where the number begins, its year, type code,
    issuer codes) says which readings agree with the words around.
    """
    codes = codes_of(registry)
    # A number may be broken over two pages.
    for garbled, pages in groupby(text.pages, key=lambda page: page.quality == GARBLED):
        stretch = list(pages)
        start, end = stretch[0].start, stretch[-1].end
        every = _DAMAGED.finditer(text.content, start, end) if garbled else strict_numbers(text, start, end)
        for found in every:
            number = _read_damaged(found, codes, fits) if garbled else _read(found, codes)
            if number is not None:
                yield number


def bare_numbers(text: Text) -> Iterator[re.Match[str]]:
    """Every number in `text` that has no symbol, with its digits and its year, looked for where a digit stands behind
    a blank.
    """
    for digit in _BARE_SHAPE.finditer(shapes(text)):
        bare = _BARE.match(text.folded, digit.start())
        if bare is not None:
            yield bare


@lru_cache(maxsize=4)
def shapes(text: Text) -> bytes:
    """The letters of a text as `_SHAPES` shows them: «0» for every figure and for nothing else."""
    return text.letters.translate(_SHAPES)


def lone_numbers(text: Text, registry: Registry) -> Iterator[Number]:
    """Numbers whose symbol is the code of the issuer alone; the type word before one tells a paper's."""
    codes = codes_of(registry)
    for mark, end in _slashed(text):
        if _FURTHER_CODE.match(text.content, end) and "&" not in text.content[mark:end]:
            continue
        found = _LONE.search(text.content, max(0, mark - _LONGEST_HEAD), end + 2)
        if found is None or not found.start() < mark < found.end():
            continue
        printed = found["symbol"].replace("Ð", "Đ")
        kind, code = _joined(printed, codes)
        symbol = f"{kind}-{code}" if kind else code
        head = f"{found['digits']}/{found['year']}" if found["year"] else found["digits"]
        yield Number(
            found.start("digits"),
            found.end(),
            found["digits"],
            found["year"],
            symbol,
            kind,
            (code,),
            party=False,
            canonical=f"{head}/{symbol}",
            raw=_BLANKS.sub(" ", text.content[found.start("digits") : found.end()]) if kind else None,
            method=FOLDED if kind else EXACT,
        )


@lru_cache(maxsize=4)
def _slashed(text: Text) -> list[tuple[int, int]]:
    """Where slashes stand before a code, and where the code ends."""
    return [mark.span() for mark in _SLASHED.finditer(text.content)]


def yearless(number: str) -> str:
    """The number without the year that a normative paper's has («12/2011/QĐ-UBND»)."""
    return _YEAR.sub("", number)


def with_dash(symbol: str, registry: Registry) -> str:
    """The symbol with the dash between type and issuer that some copies lose («QĐUBND»)."""
    kind, code = _joined(symbol, codes_of(registry)) if symbol.isalpha() else (None, symbol)
    return f"{kind}-{code}" if kind else symbol


_SHORTEST_ISSUER, _GOVERNMENT = 3, "CP"
"""Letters of an issuer's code that ends a symbol without its dash; «PCTT» is one word, «NĐCP» ends with the one code
of two letters that is known so.
"""


@lru_cache(maxsize=256)
def _joined(printed: str, codes: Codes) -> tuple[str | None, str]:
    """Type and issuer of a symbol that lost the dash between them («NĐCP»); no type where it is one code."""
    if printed in codes.issuers:
        return None, printed
    parted = [
        (printed[:at], printed[at:])
        for at in range(2, len(printed) - 1)
        if printed[:at] in codes.types
        and printed[at:] in codes.issuers
        and printed[at:] not in codes.party_issuers
        and (len(printed) - at >= _SHORTEST_ISSUER or printed[at:] == _GOVERNMENT)
    ]
    return parted[0] if len(parted) == 1 else (None, printed)


def strict_numbers(text: Text, start: int, end: int) -> Iterator[re.Match[str]]:
    """Every match of `STRICT`, looked for around the marks, which are scanned for as fast as C."""
    content = text.content
    marks = [mark for mark, _ in _slashed(text) if start <= mark < end]
    dashed = [m.start() for d, p in _DASHED.items() if d in content for m in p.finditer(content, start, end)]
    for mark in sorted([*marks, *dashed]) if dashed else marks:
        if mark < start:
            continue
        limit = min(end, mark + _LONGEST_SYMBOL)
        found = STRICT.search(content, max(start, mark - _LONGEST_HEAD), limit)
        while found is not None and found.end() <= mark:
            found = STRICT.search(content, found.end(), limit)
        if found is not None and found.start() < mark:
            yield found
            start = found.end()


def _read_damaged(found: re.Match[str], codes: Codes, fits: Fits) -> Number | None:
    """A number on a garbled page: look-alikes among the digits put right, the symbol from the registry alone."""
    printed, year = found["digits"], found["year"]
    if found["word"] and printed[0] in "06" and len(printed) > 1 and found["word"].lower() == "s":
        # «s6110»: the second character is what was read for «ố».
        printed = printed[1:]
    digits, year = _as_digits(printed), _as_digits(year) if year else None
    start = found.start("digits") + len(found["digits"]) - len(printed)
    if found["assembly"]:
        symbol: Symbol | None = Symbol(None, (_as_assembly(found["assembly"]),), EXACT, 0, (), len(found["assembly"]))
    else:
        symbol = read_damaged(found["symbol"], codes, lambda kind, bodies: fits(start, year, kind, bodies))
    if symbol is None or not symbol.issuers:
        return None
    party = symbol.type_code is not None and symbol.issuers[-1] in codes.party_issuers
    if party and found["separator"] == "1":
        # A dash is not read as «1»: the dash was lost, and the stroke is a digit.
        digits += "1"
    undecided = bool(symbol.candidates)
    # What may be one of several stays as it is printed.
    spelt = _BLANKS.sub("", found["symbol"][: symbol.length]) if undecided else _spelt(symbol, party=party)
    head = f"{digits}/{year}" if year else digits
    canonical = f"{head}{'-' if party else '/'}{spelt}"
    end = found.start("symbol") + symbol.length if found["symbol"] else found.end()
    raw = _BLANKS.sub(" ", found.string[start:end])
    method = (
        SKELETON if symbol.method in (EXACT, FOLDED) and (digits, year) != (printed, found["year"]) else symbol.method
    )
    return Number(
        start=start,
        end=end,
        digits=digits,
        year=year,
        symbol=spelt,
        type_code=symbol.type_code,
        issuer_codes=() if undecided else symbol.issuers,
        party=party,
        canonical=canonical,
        raw=raw if method != EXACT or _differs(_BLANKS.sub("", raw), canonical) else None,
        method=method,
        distance=symbol.distance,
        candidates=tuple(f"{head}{'-' if '/' in c else '/'}{c}" for c in symbol.candidates),
    )


def _spelt(symbol: Symbol, *, party: bool) -> str:
    if symbol.type_code is None:
        return "-".join(symbol.issuers)
    return f"{symbol.type_code}{'/' if party else '-'}{'-'.join(symbol.issuers)}"


def _as_digits(printed: str) -> str:
    return printed.translate(_DIGITS)


def _as_assembly(printed: str) -> str:
    head, _, term = re.sub(r"\s+", "", printed).upper().replace("0H", "QH").rpartition("H")
    return f"{head}H{_as_digits(term)}"


def _read(found: re.Match[str], codes: Codes) -> Number | None:
    printed, printed_year, separator, assembly, symbol = found.group(
        "digits", "year", "separator", "assembly", "symbol"
    )
    digits, year = printed.replace("O", "0"), printed_year and printed_year.replace("O", "0")
    mark = separator.strip()
    read = _assembly(assembly, mark) if assembly else _state_or_party(symbol, mark, codes)
    if read is None:
        return None
    head = f"{digits}/{year}" if year else digits
    canonical = f"{head}{'-' if read.party else '/'}{read.spelt}"
    surface = found.group()
    raw = None
    if surface != canonical and not assembly:
        unlike = read.method != EXACT or not mark or _differs(_BLANKS.sub("", surface), canonical)
        raw = _BLANKS.sub(" ", surface) if unlike else None
    start, end = found.span()
    if found.string.startswith(".", end) and (unit := _UNIT.match(found.string, end)) is not None:
        end = unit.end()
    method = read.method if (digits, year) == (printed, printed_year) else SKELETON
    return Number(
        start, end, digits, year, read.spelt, read.type_code, read.issuer_codes, read.party, canonical, raw, method
    )


class _Read(NamedTuple):
    """What a printed symbol says, whatever the number."""

    spelt: str
    type_code: str | None
    issuer_codes: tuple[str, ...]
    party: bool
    method: str


@lru_cache(maxsize=1024)
def _state_or_party(printed: str, separator: str, codes: Codes) -> _Read | None:
    """A symbol behind the mark `separator`, «» where there is only a blank."""
    segments, method = _known_segments(
        [_BLANKS.sub("", part) for part in _PARTS.split(printed.replace("Ð", "Đ")) if part], codes
    )
    type_code = segments[0] if segments[0] in codes.types else None
    issuers = tuple(segments[1:] if type_code else segments[:1])
    joined_by_slash = "/" in printed
    if not separator and not (type_code and joined_by_slash and issuers[0] in codes.issuers):
        return None
    if type_code is None and (separator != "/" or joined_by_slash):
        return None
    party = type_code is not None and (
        issuers[-1] in codes.party_issuers
        or (
            separator != "/"
            and joined_by_slash
            and (issuers[-1] not in codes.issuers or issuers[-1] in codes.front_issuers)
        )
    )
    spelt = f"{segments[0]}/{'-'.join(segments[1:])}" if party else "-".join(segments)
    return _Read(spelt, type_code, issuers, party, method)


def _assembly(printed: str, separator: str) -> _Read | None:
    spelt = _BLANKS.sub("", printed)
    return _Read(spelt, None, (spelt,), party=False, method=EXACT) if separator == "/" else None


def _differs(printed: str, canonical: str) -> bool:
    """Whether more than the kind of dash or a Ð distinguishes the printed from the canonical form."""
    return printed != canonical and _DASHES.sub("-", printed).replace("Ð", "Đ") != canonical


def _known_segments(printed: list[str], codes: Codes) -> tuple[list[str], str]:
    """Put the diacritics of each segment right from the registry; the least exact method used is returned as well."""
    out: list[str] = []
    method = EXACT
    for segment in printed:
        if segment in codes.types or segment in codes.issuers:
            out.append(segment)
        elif (restored := codes.folded.get(fold(segment).upper().replace(".", ""))) is not None:
            out.append(restored)
            method = FOLDED
        else:
            out.append(segment)
    if (
        len(out) > 1
        and out[0] in codes.types
        and (noted := _NOTED.fullmatch(out[-1]))
        and noted["code"] in codes.issuers
    ):
        out[-1], method = noted["code"], SKELETON
    return out, method
