"""Forms of Vietnamese text that a search compares, document numbers as people type them, dates as papers write them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cancu.graph.fold import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ON_SECOND = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_SEPARATORS = re.compile(r"[\s–—‐‑−_/-]+")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER_PART = re.compile(r"[a-z]+[0-9]*|[0-9]+")
_JOINED = re.compile(r"([a-z]+)([0-9]+)")
_QUALIFIER = re.compile(r"@\s*([0-9]{4})(?:-[0-9]{2}){0,2}\s*$")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")
_DATE = re.compile(r"\b(?:ngay\s*)?([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\b")
_AFTER_NUMBER = re.compile(r"\b(ngay|thang|cua|nam|ve)\b.*", re.DOTALL)


def accented_key(text: str) -> str:
    """Key that keeps every mark: one Unicode form, one place for the tone («hoà» = «hòa»), no case, one space."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    placed = _TONE_ON_SECOND.sub(lambda m: _move_tone(m[1]), lowered)
    return _SEPARATORS.sub(" ", placed).strip()


def toneless_key(text: str) -> str:
    """`accented_key` without tones but with the letters ă â đ ê ô ơ ư."""
    parts = unicodedata.normalize("NFD", accented_key(text))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


def folded_words(text: str) -> list[str]:
    """Words in ASCII lower case, as the search index holds them."""
    return _WORD.findall(fold(unicodedata.normalize("NFC", text)))


def vi_date(iso: str) -> str:
    """«2025-07-01» as official papers write it, «01/7/2025»; «2023-12» as «12/2023», «2024» as it is.

    Days below 10 and the months 1 and 2 get a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    match = _ISO.match(iso)
    if match is None:
        return iso
    year, month, day = match.groups()
    if month is None:
        return year
    written = f"{int(month):02d}" if int(month) < 3 else str(int(month))
    return f"{day}/{written}/{year}" if day else f"{written}/{year}"


def has_marks(text: str) -> bool:
    """Whether the text was typed with Vietnamese letters or tones."""
    return any(ord(c) > 127 and c.isalpha() for c in unicodedata.normalize("NFC", text))


def _move_tone(pair: str) -> str:
    """«oà» → «òa»: the tone of the second letter goes to the first."""
    second = unicodedata.normalize("NFD", pair[1])
    tone = next(c for c in second if c in _TONES)
    return unicodedata.normalize("NFC", pair[0] + tone) + second.replace(tone, "")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number taken apart; absent parts are "".

    `digits` have no leading zeros, `number_year` is the year inside the number, `year` one given beside it, `types` the
    slugs a typed type word can mean, `symbol` the folded letters («ct tw»).
    """

    digits: str
    number_year: str = ""
    year: str = ""
    types: frozenset[str] = frozenset()
    symbol: tuple[str, ...] = ()


def read_number(typed: str, type_words: Mapping[str, frozenset[str]]) -> Number | None:
    """The number in `typed`, in any usual spelling; None when there is none.

    `type_words` gives the type slugs of a folded type name or symbol: {"chi thi": {"chi-thi"}, "ct": {"chi-thi"}}.
    """
    text = fold(unicodedata.normalize("NFC", typed))
    year = ""
    if qualifier := _QUALIFIER.search(text):
        year, text = qualifier[1], text[: qualifier.start()]
    if dated := _DATE.search(text):
        year, text = year or dated[3], text[: dated.start()]
    text = _AFTER_NUMBER.sub("", text)
    parts = _NUMBER_PART.findall(text)
    if parts and (joined := _JOINED.fullmatch(parts[0])) and joined[1] in type_words:
        parts[:1] = joined.groups()
    first = next((i for i, part in enumerate(parts) if part[0].isdigit()), None)
    if first is None:
        return None
    leading = [part for part in parts[:first] if part != "so"]
    types = type_words.get(" ".join(leading)) if leading else frozenset()
    if types is None:
        return None
    rest = parts[first + 1 :]
    number_year = ""
    if rest and re.fullmatch(r"(19|20)[0-9]{2}", rest[0]):
        number_year, rest = rest[0], rest[1:]
    if rest and re.fullmatch(r"(19|20)[0-9]{2}", rest[-1]):
        year, rest = year or rest[-1], rest[:-1]
    if any(part.isdigit() for part in rest):
        return None
    return Number(parts[first].lstrip("0") or "0", number_year, year, types or frozenset(), tuple(rest))


def stored_number(printed: str, year: str) -> Number | None:
    """Parts of a document number in the data («26/2021/NQ-HĐND») with the year of its date."""
    parts = _NUMBER_PART.findall(fold(printed))
    if not parts or not parts[0].isdigit():
        return None
    rest = parts[1:]
    number_year = ""
    if rest and re.fullmatch(r"[0-9]{4}", rest[0]):
        number_year, rest = rest[0], rest[1:]
    return Number(parts[0].lstrip("0") or "0", number_year, year, frozenset(), tuple(rest))


def word_spans(label: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Places in `label` that fit the folded `words`: whole words, else beginnings of words."""
    found = [(match.start(), match[0]) for match in _WORD.finditer(fold(label))]
    whole = {word for _, word in found} & set(words)
    spans: list[tuple[int, int]] = []
    for start, word in found:
        fitting = [w for w in words if w == word or (w not in whole and word.startswith(w))]
        if fitting:
            spans.append((start, start + max(map(len, fitting))))
    return tuple(spans)
