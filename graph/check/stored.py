"""The instruments that a store describes, looked up as the citations of a draft ask for them."""

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Store

from cancu.graph.increment.delta import of_subject
from cancu.graph.increment.grounds import subjects
from cancu.graph.known import Instrument, Key, Known, folded_name, instrument_of, strip_zeros
from cancu.graph.names import ELI, HELD, ONTOLOGY, RDF, body_iri

_REGISTER, _DIGITS = NamedNode(ONTOLOGY + "register"), NamedNode(ELI + "number")
_CITED_NAME = NamedNode(ONTOLOGY + "citedName")
_HELD, _TEXT = NamedNode(ONTOLOGY + "held"), NamedNode(HELD + "text")
_NAMING = (NamedNode(ONTOLOGY + "citedDocument"), NamedNode(ONTOLOGY + "candidate"))


class StoredKnown(Known):
    """Instruments as `load_known` finds them in the files that the store was made of."""

    def __init__(self, store: Store) -> None:
        super().__init__(_Described(store))
        self._store = store
        self._registers: dict[str, dict[str, list[str]]] = {}
        self._names: dict[str, list[str]] | None = None

    def of_number(self, key: Key) -> tuple[Instrument, ...]:
        """As in `Known`."""
        if key.register not in self._registers:
            self._registers[key.register] = self._register(key.register)
        iris = self._registers[key.register].get(key.digits, ())
        found = (self.by_iri.get(iri) for iri in sorted(iris))
        return tuple(i for i in found if i is not None and i.key is not None and key.agrees(i.key))

    def of_name(self, name: str) -> tuple[Instrument, ...]:
        """As in `Known`."""
        if self._names is None:
            self._names = self._named()
        asked = folded_name(name)
        found = (self.by_iri.get(iri) for iri in sorted(self._names.get(asked, ())))
        return tuple(i for i in found if i is not None and folded_name(i.name or "") == asked)

    def _register(self, body: str) -> dict[str, list[str]]:
        """What stands in the register of a body, by number."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in set(subjects(self._store, _REGISTER, body_iri(body))):
            for quad in self._store.quads_for_pattern(NamedNode(iri), _DIGITS, None, None):
                if isinstance(quad.object, Literal):
                    found[strip_zeros(quad.object.value)].append(iri)
        return found

    def _named(self) -> dict[str, list[str]]:
        """Laws by their folded names: a country has few."""
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, _CITED_NAME, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found[folded_name(quad.object.value)].append(quad.subject.value)
        return found


class _Described(dict[str, Instrument]):
    """Instruments by IRI, read from the store when one is asked for."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def get(self, iri: str, default: Instrument | None = None) -> Instrument | None:  # type: ignore[override]
        if iri not in self:
            told = self._read(iri)
            if told is None:
                return default
            self[iri] = told
        return self[iri]

    def _read(self, iri: str) -> Instrument | None:
        values: dict[str, list[str]] = defaultdict(list)
        for quad in of_subject(self._store, iri):
            if isinstance(quad.object, NamedNode | Literal):
                values[quad.predicate.value].append(quad.object.value)
        if ONTOLOGY + "Instrument" not in values[RDF + "type"]:
            return None
        return instrument_of(iri, values) if self._in_hand(iri) or self._is_named(iri) else None

    def _is_named(self, iri: str) -> bool:
        """Whether a document in hand names it: what only rows of a register tell of is known to no citation."""
        naming = (citation for predicate in _NAMING for citation in subjects(self._store, predicate, iri))
        return any(self._in_hand(citation.partition("#")[0]) for citation in naming)

    def _in_hand(self, document: str) -> bool:
        """Whether the text of the document is held."""
        return next(self._store.quads_for_pattern(NamedNode(document), _HELD, _TEXT, None), None) is not None
