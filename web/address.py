"""Addresses of the site for the IRIs of the graph, and back.

Pages mirror the path of the identifier, so an address can be worked out from the IRI alone. Every address is relative
to the server: nothing a visitor sends, the Host header included, takes part in it.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlencode

from cancu.graph import names

PLAN_TYPE = "ke-hoach"
LONGEST_ADDRESS = 8000
"""Bytes of an address that every browser and proxy takes."""
UPWARDS = "len-tren"
"""Place on a document's page of what it rests on; a single path to a ground has none of its own."""
_FAMILIES = {"body": "/agencies/", "body-group": "/agencies/groups/", "area": "/areas/", "indicator": "/indicators/"}

_PLAIN = re.compile(r"[A-Za-z0-9/~_.-]*")
"""What stands in an address as it is: nearly every identifier, and a page has a thousand."""
_OF_THINGS = ("/id/", "/plans/", "/instruments/", "/agencies/", "/areas/", "/indicators/", "/levels/")


def spelled(path: str) -> str:
    """The path in the one spelling that identifiers have: small ASCII letters; other paths as they are."""
    if not path.startswith(_OF_THINGS):
        return path
    decomposed = unicodedata.normalize("NFD", path.replace("đ", "d").replace("Đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@lru_cache(8192)  # a page of a most cited instrument has a thousand addresses, many of them more than once
def page(iri: str) -> str:
    """Address of the page about `iri`: its own page, the place in its document's page, or the general page."""
    if not iri.startswith(names.ID):
        return _of_term(iri)
    whole, _, fragment = iri.removeprefix(names.ID).partition("#")
    segments = whole.split("/")
    if segments[0] in _FAMILIES and len(segments) == 2:
        path = _FAMILIES[segments[0]] + _encoded(segments[1])
    elif len(segments) in (3, 4):
        path = document_family(segments) + _encoded(whole)
    else:
        return resource(iri)
    if fragment.startswith("ground-"):
        fragment = UPWARDS
    if fragment.startswith("succession-"):
        fragment = ""  # told by the saved question, not by the page of the body
    return path + (f"#{_encoded(fragment)}" if fragment else "")


def _of_term(iri: str) -> str:
    """Address of what is said of a level, a term of the ontology, a rule, or of anything else."""
    whole, _, fragment = iri.partition("#")
    if whole.startswith(names.LEVEL) and not fragment:
        return "/levels/" + _encoded(whole.removeprefix(names.LEVEL))
    if iri.startswith(names.ONTOLOGY):
        return "/ontology#" + _encoded(fragment)
    if iri.startswith(names.SHAPE):
        return "/rules#" + _encoded(iri.removeprefix(names.SHAPE))
    return resource(iri)


def document_family(segments: list[str]) -> str:
    """Where the page of a document lives: plans have their own list, everything else is an instrument."""
    return "/plans/" if len(segments) == 4 and segments[1] == PLAN_TYPE else "/instruments/"


def document(path: str) -> str:
    """IRI of the document that the page path `path` (without the family) names."""
    return names.ID + path


def resource(iri: str) -> str:
    """Address of the general page that shows any IRI of the data."""
    return "/resource?" + urlencode({"iri": iri})


def data(iri: str, ending: str) -> str:
    """Address of the machine-readable description of `iri`."""
    whole = iri.partition("#")[0]
    if whole.startswith(names.ID):
        return f"/data/{_encoded(whole.removeprefix(names.ID))}.{ending}"
    if whole.startswith(names.ROOT):
        return f"/data/term/{_encoded(whole.removeprefix(names.ROOT))}.{ending}"
    return ""


def question(name: str, **values: str) -> str:
    """Address of a saved question with its answer, `name` with an ending (`plans.csv`) for a download."""
    given = {key: value for key, value in values.items() if value}
    return f"/queries/{name}" + (f"?{urlencode(given)}" if given else "")


def trace(iri: str, direction: str = "") -> str:
    """Address of the trace of a document."""
    given = {"of": iri} | ({"direction": direction} if direction else {})
    return "/trace?" + urlencode(given)


def _encoded(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/~_-.")
