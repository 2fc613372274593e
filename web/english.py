"""The site in English, by `?lang=en` alone: its own words from a catalogue, what papers say left as it is and marked.

Pages are made in Vietnamese; the finished page is put into English by its texts and attributes. So a template has one
wording, a sentence without translation stays readable, and every text that stays Vietnamese says so to a screen reader.
Questions and vocabularies bring their English with them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import lxml.html
from flask import Flask, Response, g, request
from lxml.html import HtmlElement
from pyoxigraph import Literal

from cancu.graph.knowledge import Knowledge
from cancu.web.site import once_a_version

CATALOGUE = Path(__file__).parent / "translations" / "en.toml"
_ATTRIBUTES = ("aria-label", "placeholder", "title", "data-label")
_LEFT = frozenset({"script", "style", "pre", "code", "textarea"})
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_VARIABLE = re.compile(rf"(?<=«)[^«»]+(?=»)|{_NUMBER.pattern}")
"""What differs from page to page in a sentence of the site: something quoted, a number."""
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z]")
_FOR_MACHINES = ("/static/", "/sparql", "/data/", "/api/", "/id/", "/suggest")


def wanted() -> bool:
    """Whether this request asks for English."""
    return request.args.get("lang") == "en"


def other_language() -> str:
    """Address of this page in the other language."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return request.path + (
        "?" + urlencode(kept + ([] if wanted() else [("lang", "en")])) if kept or not wanted() else ""
    )


@cache
def catalogue() -> Mapping[str, str]:
    """Vietnamese → English of the site's own words; `{}` stands for a number."""
    return dict(tomllib.loads(CATALOGUE.read_text("utf-8")))


def _of_the_data() -> Mapping[str, str]:
    """Titles of the questions and labels of the vocabularies."""
    opened: Knowledge | None = g.get("knowledge")
    return once_a_version("english", lambda: _labels(opened)) if opened else {}


def _labels(opened: Knowledge) -> dict[str, str]:
    found: dict[str, str] = {}
    for query in opened.saved.values():
        found |= {query.title_vi: query.title_en, query.answer_vi: query.answer_en}
        found |= {parameter.label_vi: parameter.label_en for parameter in query.parameters}
    for name in ("vocabulary", "terms"):
        said: dict[str, dict[str, str]] = {}
        for thing, label, *_ in opened.page(name).rows:
            if isinstance(label, Literal):
                said.setdefault(str(thing), {})[label.language or ""] = label.value
        found |= {both["vi"]: both["en"] for both in said.values() if "vi" in both and "en" in both}
    return found


def translated(text: str, more: Mapping[str, str]) -> str | None:
    """The English of a text, white space around it kept; None where there is none."""
    core = " ".join(text.split())
    if not core:
        return text
    said = _sentence(core, more) or _joined(core, more)
    if said is None:
        return None
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{said}{after}"


def _sentence(core: str, more: Mapping[str, str]) -> str | None:
    for variable in (_NUMBER, _VARIABLE):
        if (pattern := catalogue().get(variable.sub("{}", core))) is not None:
            return pattern.format(*variable.findall(core))
    return more.get(core) or more.get(core[:1].upper() + core[1:])


def _joined(core: str, more: Mapping[str, str]) -> str | None:
    """Several things in a row, if each has an English word."""
    said = [_sentence(part, more) for part in core.split(" · ")]
    return " · ".join(part for part in said if part) if len(said) > 1 and all(said) else None


def page_in_english(html: str, more: Mapping[str, str]) -> str:
    """A page of the site in English."""
    root = lxml.html.document_fromstring(html)
    root.set("lang", "en")
    for element in list(_elements(root)):
        # The name of a document: it stays, also the word for its type.
        named = element.find("span[@class='nowrap']") is not None
        own = [(element, "text"), *((child, "tail") for child in element)] if not named else []
        left = named
        for holder, where in own:
            text = getattr(holder, where) or ""
            said = translated(text, more)
            if said is not None:
                setattr(holder, where, said)
            left = left or (said is None and bool(_FOREIGN.search(text)))
        if left and "lang" not in element.attrib and element.getparent() is not None:
            element.set("lang", "vi")
        for name in _ATTRIBUTES:
            if (said := translated(element.get(name, ""), more)) and name in element.attrib:
                element.set(name, said)
    for title in root.iter("title"):
        name, _, site = (title.text or "").rpartition(" · ")
        if (said := translated(name, more)) and site:
            title.text = f"{said} · {site}"
    for link in root.iter("a", "form"):
        _keep_english(link)
    return str(lxml.html.tostring(root, doctype="<!doctype html>", encoding="unicode"))


def _elements(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _LEFT:
            yield element


def _keep_english(link: HtmlElement) -> None:
    name = "href" if link.tag == "a" else "action"
    address = link.get(name, "")
    if link.get("hreflang") == "vi" or not _is_page(address):
        return
    if link.tag == "form" and link.get("method", "get").lower() == "get":
        if link.get("method") != "dialog" and not link.xpath("input[@name='lang']"):
            hidden = lxml.html.Element("input", type="hidden", name="lang", value="en")
            link.insert(0, hidden)
        return
    link.set(name, in_english(address))


def _is_page(address: str) -> bool:
    path = urlsplit(address).path
    return (
        address.startswith("/")
        and not address.startswith("//")
        and not path.startswith(_FOR_MACHINES)
        and "." not in path.rsplit("/", 1)[-1]
    )


def in_english(address: str) -> str:
    """An address of the site with `lang=en`."""
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "lang"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("lang", "en")])))


def _answer(response: Response) -> Response:
    if not wanted():
        return response
    location = response.headers.get("Location", "")
    if location and _is_page(location):
        response.headers["Location"] = in_english(location)
    elif response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
        text = response.get_data(as_text=True)
        if text.lstrip().startswith("<!doctype html>"):
            response.set_data(page_in_english(text, _of_the_data()))
    return response


def register(app: Flask) -> None:
    """Let every page be had in English; after the headers, which are worked out of the finished page."""
    app.after_request(_answer)
    app.jinja_env.globals.update(in_english=wanted, other_language=other_language)
