"""Instruments cited by name: laws, codes, ordinances, the constitution, conventions («Luật Trẻ em năm 2016»)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import pyoxigraph
from rapidfuzz.distance import OSA

from cancu.graph.fold import ALPHABET, fold
from cancu.graph.names import ONTOLOGY, RDF, SKOS
from cancu.graph.read import Text
from cancu.graph.read.quality import GARBLED, GOOD
from cancu.graph.registry import DocumentType, Registry

_AMENDING = (
    r"sua\s+doi(?:\s*,\s*bo\s+sung)?\s+(?:mot\s+so|cac)\s+dieu\s+"
    r"(?:cua\s+(?:cac\s+)?|(?=luat\s|bo\s+luat\s|phap\s+lenh\s))"
)
# Words that never continue the name of a law that the lexicon does not hold.
_STOP = (
    "nam|va|so|ngay|duoc|co|da|de|theo|tai|cua|trong|do|thi|la|nham|voi|cho|khi|cac|hien|nay|gan|bang|tu|vao|hoac|luat"
)
_AMENDING_LAW = re.compile(rf"(?:bo\s+)?luat\s+{_AMENDING}")
_MISREAD_WORD = re.compile(r"\b(?:b\S{1,2}\s?)?luat|\bph\S{1,2}p\s?l\S{1,2}nh|\bhi\S{1,2}n\s?ph\S{1,2}p")
_CAPITAL = re.compile(rb"A[Ab]")
_OPENING = 3
"""Letters of the words that begin a name that are compared before the words are."""
LAWGIVERS = {**dict.fromkeys(("luat", "bo-luat", "hien-phap"), "quoc-hoi"), "phap-lenh": "uy-ban-thuong-vu-quoc-hoi"}
"""Who passes what is cited by name, type by type."""
_LONGEST_KNOWN = 200
"""Characters in which every name of the lexicon ends."""
_LONGEST = 120
"""Characters in which the name of a law must end."""
_WRONG_IN = 6
"""One letter in so many may be wrong in the name of a law on a garbled page."""
_GAP = re.compile(r"\s+")
_NAME_ENDS = re.compile(r"(?![a-z])|ngay\s?\d")
"""What follows a name: no letter, or in some copies its date without a blank («Luật Trẻ emngày 5/4/2016»)."""
_REVISED = re.compile(r"\s\(sua\s+doi\)(?=,?\s+(?:nam|ngay|so)\b)")
"""Between the name of a law and the year that tells which of that name it is."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_CONSTITUTION = "hien phap"
_AND_THE_LAWS = re.compile(r"\s*(?:,|va\b)\s*(?:he\s+thong\s+)?(?:phap\s+luat|luat\s+phap)\b")
"""«chấp hành Hiến pháp và pháp luật» means all law there is, and cites none."""
_UNKNOWN_NAME = re.compile(rf"(?:(?!(?:{_STOP})\b)[a-z]+(?:,?\s+|$)){{1,10}}")
_UNKNOWN_TREATY = re.compile(
    r"(?!quoc\s+te\s+(?:ma|lien\s+quan|co\s+lien\s+quan|khac)\b)"
    r"(?:(?!(?:va|nam|ngay|de|theo|tai|trong|hoac|duoc)\b)[a-z]+(?:\s+|$)){1,12}"
)
"""«các Công ước Quốc tế mà Việt Nam là thành viên» names none."""


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law's name in a text: characters `start:end` from the type word, its type, its name as the lexicon spells
    it.
    """

    start: int
    end: int
    type: DocumentType
    name: str


_Names = dict[str, tuple[tuple[str, str], ...]]
"""Folded label → the labels that fold so, each with the name it is a variant of."""


@cache
def law_names() -> tuple[tuple[str, str], ...]:
    """Every name of the lexicon (`graph/data/laws.ttl`) with the name it is a variant of."""
    preferred: dict[str, str] = {}
    labels: list[tuple[str, str]] = []
    laws: set[str] = set()
    for quad in pyoxigraph.parse(
        files("cancu").joinpath("graph/data/laws.ttl").read_bytes(), pyoxigraph.RdfFormat.TURTLE
    ):
        if not isinstance(quad.subject, pyoxigraph.NamedNode) or isinstance(quad.object, pyoxigraph.Triple):
            continue
        subject, value = quad.subject.value, quad.object.value
        if quad.predicate.value == RDF + "type" and value == ONTOLOGY + "LawName":
            laws.add(subject)
        elif quad.predicate.value == SKOS + "prefLabel":
            preferred[subject] = value
            labels.append((subject, value))
        elif quad.predicate.value in (SKOS + "altLabel", SKOS + "hiddenLabel"):
            labels.append((subject, value))
    return tuple((label, preferred[subject]) for subject, label in labels if subject in laws)


@dataclass(frozen=True, slots=True, eq=False)
class _Grammar:
    """How laws are called: how the first letters of a name are told from others, which openings of the folded text
    go on as the words that begin one, these words, and the names that may stand there, by their first letters, the
    longest first; `shortest` is how many letters that is.
    """

    types: dict[str, DocumentType]
    capitals: bytes
    openings: frozenset[str]
    begins: re.Pattern[str]
    by_opening: Mapping[str, tuple[str, ...]]
    shortest: int
    names: _Names

    def known(self, folded: str, start: int, end: int) -> tuple[str, int] | None:
        """The longest name of the lexicon that begins at `start`, folded and with single blanks, and where it ends."""
        window = folded[start : min(end, start + _LONGEST_KNOWN)].replace("\n", " ")
        words = " ".join(window.split())
        letters = "".join(words.split())
        for name in self.by_opening.get(words[: self.shortest], ()):
            if words.startswith(name) and _NAME_ENDS.match(words, len(name)):
                if window.startswith(name):
                    return name, start + len(name)
                printed = _spaced(name).match(folded, start, end)
                return (name, printed.end()) if printed else None
            if letters.startswith(_letters(name)) and (glued := _spaced(name, glued=True).match(folded, start, end)):
                return name, glued.end()
        return None


@lru_cache(maxsize=4)
def _grammar(registry: Registry) -> _Grammar:
    types = {fold(t.name): t for t in registry.types.values() if t.cited_by_name}
    names: _Names = {}
    for label, preferred in law_names():
        names[fold(label)] = (*names.get(fold(label), ()), (label, preferred))
    shortest = min(map(len, names))
    by_opening: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_opening.setdefault(name[:shortest], []).append(name)
    begins = rf"(?<![a-z])(?P<type>{_alternatives(types)})(?![a-z])"
    return _Grammar(
        types,
        _capitals(types),
        frozenset(word[:_OPENING].replace(" ", blank) for word in types for blank in " \n\f"),
        re.compile(begins),
        {opening: tuple(alike) for opening, alike in by_opening.items()},
        shortest,
        names,
    )


@lru_cache(maxsize=1024)
def _spaced(name: str, *, glued: bool = False) -> re.Pattern[str]:
    """A folded name with any white space between its words, or where words of its end may be glued, none."""
    return re.compile(rf"{_alternatives([name]).replace('s+', 's*')}(?![a-z])" if glued else _alternatives([name]))


@lru_cache(maxsize=1024)
def _letters(name: str) -> str:
    return "".join(name.split())


def _capitals(words: Iterable[str]) -> bytes:
    """A table for the letters of a text that shows the capitals with which `words` may begin as «A» and what may follow
    them as «b», whatever their marks: a single letter is what a scan finds fastest.
    """
    first, second = ({word[place] for word in words} for place in (0, 1))
    shown = ("A" if c.isupper() and fold(c) in first else "b" if fold(c) in second else " " for c in ALPHABET)
    return "".join(shown).encode().ljust(256)


def _alternatives(labels: Iterable[str]) -> str:
    """The labels as one pattern, the longest first, with any white space between their words."""
    return "|".join(r"\s+".join(map(re.escape, label.split())) for label in sorted(labels, key=len, reverse=True))


def find_laws(text: Text, registry: Registry) -> Iterator[NamedLaw]:
    """Every law cited by name in `text`, and inside the name of an amending law the laws that it amends.

    Names beyond the lexicon count only where their capital letter shows a name.
    """
    sound = list(_laws_between(text, registry, 0, len(text.content)))
    if any(page.quality == GARBLED for page in text.pages):
        sound = _with_misread(sound, list(_misread_laws(text, registry)))
    for law in sound:
        yield law
        amending = _AMENDING_LAW.match(text.folded, law.start, law.end)
        if amending:
            yield from _laws_between(text, registry, amending.end(), law.end)


def is_amending(name: str) -> bool:
    """Whether `name` is that of a law that amends others by name."""
    return _AMENDING_LAW.match(fold(name)) is not None


def _with_misread(sound: list[NamedLaw], misread: list[NamedLaw]) -> list[NamedLaw]:
    """Both in text order; where they meet the longer name stays: «Luat Duong» may go on as «Luat Duong bd»."""
    longest = {law.start: law for law in sorted([*sound, *misread], key=lambda law: law.end)}
    kept: list[NamedLaw] = []
    for law in sorted(longest.values(), key=lambda law: law.start):
        if not kept or law.start >= kept[-1].end:
            kept.append(law)
    return kept


def _misread_laws(text: Text, registry: Registry) -> Iterator[NamedLaw]:
    """Laws on garbled pages whose names the lexicon holds: those that one letter in six, and no other name, parts from
    the print.
    """
    grammar = _grammar(registry)
    for page in text.pages:
        if page.quality != GARBLED:
            continue
        for word in _MISREAD_WORD.finditer(text.folded, page.start, page.end):
            capital = text.content[word.start()].isupper()
            law = _misread_law(text, grammar, word.start(), page.end) if capital else None
            if law is not None:
                yield law


def _misread_law(text: Text, grammar: _Grammar, start: int, end: int) -> NamedLaw | None:
    window = text.folded[start : min(end, start + _LONGEST)]
    letters = [i for i, c in enumerate(window) if c.isalnum()]
    printed = "".join(window[i] for i in letters)
    near: dict[str, tuple[float, int]] = {}
    for name, spelt in grammar.names.items():
        wanted = "".join(name.split())
        distance = OSA.distance(wanted, printed[: len(wanted)], score_cutoff=len(wanted) // _WRONG_IN)
        if len(printed) >= len(wanted) and distance <= len(wanted) // _WRONG_IN:
            preferred = spelt[0][1]
            near[preferred] = max(near.get(preferred, (0.0, 0)), (len(wanted) - 2 * distance, len(wanted)))
    if not near:
        return None
    ranked = sorted(((score, length, name) for name, (score, length) in near.items()), reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    _, length, name = ranked[0]
    return NamedLaw(start, start + letters[length - 1] + 1, _type_of(name, grammar), name)


def _laws_between(text: Text, registry: Registry, start: int, end: int) -> Iterator[NamedLaw]:
    grammar = _grammar(registry)
    folded, openings = text.folded, grammar.openings
    free = start
    for capital in _CAPITAL.finditer(text.letters[start:end].translate(grammar.capitals)):
        place = start + capital.start()
        if place < free or folded[place : place + _OPENING] not in openings:
            continue
        begin = grammar.begins.match(folded, place, end)
        if begin is None:
            continue
        law = _law_at(text, grammar, begin, end)
        if law is not None:
            yield law
        free = law.end if law else begin.end()


def _law_at(text: Text, grammar: _Grammar, begin: re.Match[str], end: int) -> NamedLaw | None:
    start = begin.start()
    known = grammar.known(text.folded, start, end)
    if known is None:
        return _unknown_law(text, grammar, begin)
    folded, ends = known
    if folded == _CONSTITUTION and _AND_THE_LAWS.match(text.folded, ends):
        return None
    revised = _REVISED.match(text.folded, ends)
    trusted = text.quality_at(start) == GOOD
    surface = text.content[start:ends]
    spelt = (name for label, name in grammar.names[folded] if not trusted or _same_letters(label, surface))
    preferred = next(spelt, None)
    end = revised.end() if revised else ends
    return NamedLaw(start, end, _type_of(preferred, grammar), preferred) if preferred else None


@lru_cache(maxsize=1024)
def _same_letters(label: str, surface: str) -> bool:
    """Whether both spell the same words: «Luật gia» is not «Luật Giá»; where a tone mark stands («hoá», «hóa») is
    free.
    """
    wanted, printed = ([_tone_apart(w) for w in words.split()] for words in (label, surface))
    if len(wanted) != len(printed):  # words are glued, and what tone belongs to which is not told
        return "".join(letters for letters, _ in wanted) == "".join(letters for letters, _ in printed)
    return wanted == printed


def _tone_apart(word: str) -> tuple[str, frozenset[str]]:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if c not in _TONES), frozenset(c for c in decomposed if c in _TONES)


@lru_cache(maxsize=1024)
def _type_of(name: str, grammar: _Grammar) -> DocumentType:
    types, folded = grammar.types, fold(name)
    return next(types[word] for word in sorted(types, key=len, reverse=True) if folded.startswith(word))


def _unknown_law(text: Text, grammar: _Grammar, found: re.Match[str]) -> NamedLaw | None:
    """A law by a name that the lexicon does not hold, told by its capital letter; or one that amends laws by name."""
    if text.content[found.start() : found.end()].isupper():
        return None
    kind = grammar.types[re.sub(r"\s+", " ", found["type"])]
    if kind.slug == "hien-phap":
        return NamedLaw(found.start(), found.end(), kind, kind.name)
    amending = _AMENDING_LAW.match(text.folded, found.start())
    gap = _GAP.match(text.folded, found.end())
    begin = amending.end() if amending else gap.end() if gap else 0
    if not begin or not text.content[begin : begin + 1].isupper():
        return None
    amended = grammar.known(text.folded, begin, len(text.folded)) if amending else None
    if amended:
        end = amended[1]
    else:
        name = (_UNKNOWN_TREATY if kind.regime == "treaty" else _UNKNOWN_NAME).match(text.folded, begin)
        if name is None:
            return None
        end = begin + len(name.group(0).rstrip(" ,\n"))
    return NamedLaw(found.start(), end, kind, re.sub(r"\s+", " ", text.content[found.start() : end]))
