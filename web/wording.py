"""English for the Vietnamese wording of the pages: the catalogue, the terms of the data, and how a text is looked up.

A text is exchanged only when all of it is known: names of bodies, titles and whatever a paper prints are in no
catalogue and stay Vietnamese.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, cast

from pyoxigraph import Literal, RdfFormat, parse

from cancu.graph.check.rules import rules
from cancu.graph.saved import saved_queries

CATALOGUE = "web/english.toml"
TERMS = "ontology"
"""Folder whose labels and definitions stand in both languages."""
_BLANKS = {"n": r"[0-9][0-9.,]*", "v": r"\S*[0-9]\S*", "s": r"[IVXLC0-9]+(?:\.\w+)*"}
"""What a blank takes: a number, one word with a digit in it (a date, a value), the path of a section; else any text."""
_BLANK = re.compile(r"\{([a-z])\d?\}")
_EDGES = re.compile(r"([\s·,]*)(.*?)([\s·]*)", re.DOTALL)
_BLANKS_AROUND = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_JOINTS = ("; ", ", ", ": ", " → ")
_LETTER = re.compile(r"[^\W\d_]")
_REMEMBERED = 20_000
_LONGEST = 600
"""Characters of a text that may be wording; and how deep one may stand in another. A visitor's text is shown, too, and
must cost no more than any other."""
_DEEPEST = 3


class Pattern(NamedTuple):
    """A wording with blanks such as `{n}`, `{a}`; `anchor` is its longest fixed piece."""

    anchor: str
    matched: re.Pattern[str]
    english: str


class Wording:
    """A catalogue: whole texts, texts with blanks, and those that are worded otherwise as headings."""

    def __init__(
        self, messages: Mapping[str, str], headings: Mapping[str, str] = {}, terms: Mapping[str, str] = {}
    ) -> None:
        """`terms` are whole texts, whatever braces they have; where both say a text, `messages` go first."""
        self._whole = {_key(said): english for said, english in terms.items()}
        self._whole |= {_key(said): english for said, english in messages.items() if not _BLANK.search(said)}
        self._headings = {_key(said): english for said, english in headings.items()}
        # The more a wording fixes, the earlier it is tried.
        self._patterns = sorted(
            (_pattern(said, english) for said, english in messages.items() if _BLANK.search(said)),
            key=lambda pattern: -len(pattern.matched.pattern),
        )
        self.english = lru_cache(_REMEMBERED)(self._english)
        self._exchanged = lru_cache(_REMEMBERED)(self._found)

    def _english(self, text: str, is_heading: bool = False) -> str | None:
        """`text` in English with the blanks and dots at its ends, None where it is not known."""
        if len(text) > _LONGEST or not _LETTER.search(text):
            return None
        for lead, words, tail in (_parts(_EDGES, text), _parts(_BLANKS_AROUND, text)):
            if said := self._said(words, is_heading):
                return lead + said + tail
        return None

    def _said(self, text: str, is_heading: bool) -> str | None:
        words = " ".join(text.split())
        heading = self._headings.get(_key(words)) if is_heading else None
        return _like(words, heading) if heading else self._exchanged(words)

    def _found(self, words: str, depth: int = 0) -> str | None:
        key = _key(words)
        if (whole := self._whole.get(key)) is not None:
            return _like(words, whole)
        if depth == _DEEPEST:
            return None
        below = depth + 1
        return self._by_joints(words, below) or self._by_pattern(words, key, below) or self._by_dots(words, below)

    def _by_pattern(self, words: str, key: str, depth: int) -> str | None:
        for anchor, matched, english in self._patterns:
            if anchor in key and (found := matched.fullmatch(words)):
                return _like(words, self._filled(english, found, depth))
        return None

    def _filled(self, english: str, found: re.Match[str], depth: int) -> str:
        values = {name: self._exchanged(value, depth) or value for name, value in found.groupdict().items()}
        return re.sub(r"\{(\w+)\}", lambda blank: values.get(blank[1], blank[0]), english)

    def _by_joints(self, words: str, depth: int) -> str | None:
        """Pieces that are all known, joined as they were."""
        for joint in _JOINTS:
            if joint in words and (said := self._all_known(words.split(joint), depth)):
                return joint.join(said)
        return None

    def _all_known(self, pieces: list[str], depth: int) -> list[str] | None:
        said: list[str] = []
        for piece in pieces:
            known = self._exchanged(piece, depth) if _LETTER.search(piece) else piece
            if not known:
                return None
            said.append(known)
        return said

    def _by_dots(self, words: str, depth: int) -> str | None:
        """Pieces between dots, which pages set between things of different kinds: each for itself."""
        pieces = words.split(" · ")
        if len(pieces) == 1:
            return None
        said = [self._exchanged(piece, depth) for piece in pieces]
        return " · ".join(new or old for new, old in zip(said, pieces, strict=True)) if any(said) else None


def _parts(edges: re.Pattern[str], text: str) -> tuple[str, str, str]:
    lead, words, tail = cast(re.Match[str], edges.fullmatch(text)).groups()
    return lead, words, tail


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def _like(words: str, english: str) -> str:
    """English with a capital where the Vietnamese has one."""
    return english[:1].upper() + english[1:] if words[:1].isupper() else english


def _pattern(said: str, english: str) -> Pattern:
    pieces: list[str] = []
    fixed = [""]
    at = 0
    for blank in _BLANK.finditer(said):
        pieces.append(re.escape(said[at : blank.start()]))
        fixed.append(said[at : blank.start()])
        name = blank[0].strip("{}")
        pieces.append(f"(?P<{name}>{_BLANKS.get(blank[1], '.+?')})")
        at = blank.end()
    pieces.append(re.escape(said[at:]))
    fixed.append(said[at:])
    return Pattern(_key(max(fixed, key=len)), re.compile("".join(pieces), re.IGNORECASE | re.DOTALL), english)


def bilingual(triples: Iterable[tuple[str, str, Literal]]) -> dict[str, str]:
    """Vietnamese to English where a thing has one value of a property in each, from (thing, property, value)."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for thing, predicate, value in triples:
        if value.language in ("vi", "en"):
            found.setdefault((thing, predicate), {}).setdefault(value.language, []).append(value.value)
    return {
        languages["vi"][0]: languages["en"][0]
        for languages in found.values()
        if len(languages.get("vi", ())) == 1 and len(languages.get("en", ())) == 1
    }


@cache
def catalogue() -> Wording:
    """The catalogue that comes with the site, over the terms of the ontology, questions and rules."""
    read = tomllib.loads(files("cancu").joinpath(CATALOGUE).read_text("utf-8"))
    return Wording(read["messages"], read["headings"], bilingual(_triples()) | _questions() | _rules())


def _triples() -> Iterable[tuple[str, str, Literal]]:
    for source in files("cancu").joinpath(TERMS).iterdir():
        if source.name.endswith(".ttl"):
            for quad in parse(source.read_bytes(), format=RdfFormat.TURTLE):
                if isinstance(quad.object, Literal):
                    yield str(quad.subject), quad.predicate.value, quad.object


def _questions() -> dict[str, str]:
    said: dict[str, str] = {}
    for question in saved_queries().values():
        said |= {question.title_vi: question.title_en, question.answer_vi: question.answer_en}
        said |= {parameter.label_vi: parameter.label_en for parameter in question.parameters}
    return said


def _rules() -> dict[str, str]:
    said: dict[str, str] = {}
    for rule in rules():
        said |= {rule.label_vi: rule.label_en, rule.message_vi: rule.message_en, rule.why_vi: rule.why_en}
    return said
