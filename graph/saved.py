"""Saved questions: files of plain SPARQL with a header of comments, whose typed parameters are bound, never pasted.

A parameter reaches the query in one way: the row of a marked `VALUES` line is replaced by serialised terms. Nothing
else of the file changes, so the query shown to a reader is the query that ran, on every engine.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Literal as OneOf
from typing import TypeAlias, get_args

from pyoxigraph import Literal, NamedNode

from cancu.graph.engine import Term, plain
from cancu.graph.fold import fold
from cancu.graph.lookup import Candidate, LookupFailedError, Resolver
from cancu.graph.names import LEVEL, PREFIXES, XSD
from cancu.graph.sources import PACKAGE
from cancu.graph.tokens import tokens
from cancu.graph.vocabulary import labels, wordings

QUERIES = PACKAGE / "queries"

ParameterType: TypeAlias = OneOf[
    "plan", "instrument", "agency", "body", "indicator", "area", "level", "date", "year", "integer", "text"
]

_HEADER = re.compile(r"#\+\s*(?P<key>[a-z]+(?:\.[a-z]+|\s+\w+)?)\s*:\s*(?P<value>.*)")
_MARKED = re.compile(
    r"^(?P<before>\s*VALUES\s*\((?P<variables>[^()]*)\)\s*\{\s*)\((?P<row>(?:\s*UNDEF)+\s*)\)(?P<after>\s*\}\s*)"
    r"#=\s*(?P<names>[\w ]+?)\s*$"
)
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
TODAY = "today"
"""Default of a date parameter whose answer depends on the day it is asked."""
_VIETNAM = timezone(timedelta(hours=7))
"""Asia/Ho_Chi_Minh: no summer time since 1975, so no table of time zones is needed."""
_LOCAL_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class BrokenQueryError(Exception):
    """A saved query whose header or marks do not fit its text; a fault of ours, found by the tests."""


class ParameterError(ValueError):
    """A value that cannot be bound.

    `code` is one of missing, unknown-parameter, malformed, unknown, ambiguous; `candidates` are the readings to choose
    from, or near matches where nothing was found.
    """

    def __init__(self, parameter: str, code: str, vi: str, en: str, candidates: tuple[Candidate, ...] = ()) -> None:
        super().__init__(f"{vi} / {en}")
        self.parameter = parameter
        self.code = code
        self.message_vi = vi
        self.message_en = en
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question."""

    name: str
    type: ParameterType
    required: bool
    default: str
    label_vi: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Charted:
    """Which columns of an answer make a chart: a bar for each value of the columns `by`, as long as the column `value`
    says or, without one, as there are rows; only bars of one `unit` are drawn together.
    """

    by: tuple[str, ...]
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One file: what it asks, what it takes, what it gives. `text` is the whole file, valid SPARQL as it stands."""

    name: str
    title_vi: str
    title_en: str
    answer_vi: str
    answer_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    chart: Charted | None = None

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters without a value for which it cannot be asked."""
        return tuple(parameter for parameter in self.parameters if parameter.required)

    @property
    def most_rows(self) -> int | None:
        """How many rows the query takes at most, None where it takes all."""
        return _limit(self.text)


@dataclass(frozen=True, slots=True)
class Bound:
    """A query ready to run, and what each given value was taken for."""

    sparql: str
    shown: dict[str, Candidate | str]


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """The questions people ask, by name."""
    return {path.stem: read_query(path) for path in sorted((QUERIES / "saved").glob("*.rq"))}


@cache
def page_query(name: str) -> SavedQuery:
    """A query of a page (`queries/page/NAME.rq`). Raises BrokenQueryError when there is none."""
    return read_query(QUERIES / "page" / f"{name}.rq")


@cache
def review_query(name: str) -> SavedQuery:
    """A query behind the questions to a reviewer (`queries/review/NAME.rq`). Raises BrokenQueryError."""
    return read_query(QUERIES / "review" / f"{name}.rq")


def read_query(path: Path) -> SavedQuery:
    """Read one file. Raises BrokenQueryError, naming it, when header and text disagree."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BrokenQueryError(f"{path}: {error}") from None
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match is None:
            continue
        key, value = match["key"], match["value"].strip()
        if key.startswith("param"):
            parameters.append(_parameter(path, key.split()[-1], value))
        else:
            header[key] = value
    query = SavedQuery(
        name=path.stem,
        title_vi=header.get("title.vi", ""),
        title_en=header.get("title.en", ""),
        answer_vi=header.get("answer.vi", ""),
        answer_en=header.get("answer.en", ""),
        parameters=tuple(parameters),
        columns=_columns(text),
        text=text,
        chart=_charted(path, header["chart"]) if "chart" in header else None,
    )
    _check(path, query)
    return query


def saved_text(query: str, title_vi: str, title_en: str, answer_vi: str) -> str:
    """A query as the text of such a file, without parameters; prefixes that it leaves out are declared."""
    header = {"title.vi": title_vi, "title.en": title_en, "answer.vi": answer_vi, "answer.en": ""}
    lines = [f"#+ {key}: {value}".rstrip() for key, value in header.items()]
    found = list(tokens(query))
    words = ("prefix", "base")
    declared = {found[at + 1].text for at, token in enumerate(found[:-1]) if token.text.lower() in words}
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    lines += [f"PREFIX {p}: <{PREFIXES[p]}>" for p in sorted(used & PREFIXES.keys()) if f"{p}:" not in declared]
    return "\n".join([*lines, query.strip(), ""])


def _parameter(path: Path, name: str, described: str) -> Parameter:
    options = _options(path, f"parameter {name}", described)
    kind = next((t for t in get_args(ParameterType) if t == options.get("type")), None)
    if kind is None:
        raise BrokenQueryError(f"{path}: parameter {name} has no known type")
    return Parameter(
        name=name,
        type=kind,
        required=options.get("required", "false") == "true",
        default=options.get("default", ""),
        label_vi=options.get("label.vi", name),
        label_en=options.get("label.en", name),
    )


def _charted(path: Path, described: str) -> Charted:
    options = _options(path, "chart", described)
    return Charted(tuple(options.get("by", "").split()), options.get("value", ""), options.get("unit", ""))


def _options(path: Path, what: str, described: str) -> dict[str, str]:
    try:
        return dict(part.split("=", 1) for part in shlex.split(described))
    except ValueError as error:
        raise BrokenQueryError(f"{path}: {what}: {error}") from None


def _limit(text: str) -> int | None:
    """The LIMIT of the whole query; those of subqueries stand in braces."""
    found, depth = list(tokens(text)), 0
    for at, token in enumerate(found[:-1]):
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 and token.kind == "word" and token.text.lower() == "limit" and found[at + 1].text.isdigit():
            return int(found[at + 1].text)
    return None


def _columns(text: str) -> tuple[str, ...]:
    """Names of the projection: plain variables, and those after AS."""
    columns: list[str] = []
    depth, last, selecting = 0, "", False
    for token in tokens(text):
        word = token.text.lower()
        if not selecting:
            selecting = token.kind == "word" and word == "select"
        elif token.text == "{" or (token.kind == "word" and word in ("where", "from")):
            break
        elif token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
            if depth == 0:
                columns.append(last)
        elif token.kind == "variable":
            last = token.text[1:]
            if depth == 0:
                columns.append(last)
    return tuple(columns)


def _check(path: Path, query: SavedQuery) -> None:
    marked: list[str] = []
    for line in query.text.splitlines():
        match = _MARKED.match(line)
        if match is None:
            if re.search(r"#=", line):
                raise BrokenQueryError(f"{path}: a mark that does not follow a VALUES row of UNDEF: {line.strip()}")
            continue
        names = match["names"].split()
        if not len(names) == len(match["variables"].split()) == len(match["row"].split()):
            raise BrokenQueryError(f"{path}: names, variables and values of a marked row differ: {line.strip()}")
        marked += names
    if set(marked) != {p.name for p in query.parameters}:
        raise BrokenQueryError(f"{path}: parameters of the header and of the marked rows differ")
    if query.chart is not None:
        drawn = {*query.chart.by, query.chart.value, query.chart.unit} - {""}
        if not query.chart.by or not drawn <= set(query.columns):
            raise BrokenQueryError(f"{path}: the chart is of columns that the answer does not have")


def bind(query: SavedQuery, values: Mapping[str, str], resolver: Resolver) -> Bound:
    """Bind values as people type them. Raises ParameterError naming the parameter."""
    known = {p.name for p in query.parameters}
    for name in values:
        if name not in known:
            accepted = ", ".join(f"{p.label_vi} ({p.name})" for p in query.parameters) or "không có tham số nào"
            names = ", ".join(p.name for p in query.parameters) or "none"
            raise ParameterError(
                name,
                "unknown-parameter",
                f"Câu hỏi «{query.title_vi}» không có tham số «{name}». Tham số của câu hỏi: {accepted}.",
                f"Question «{query.name}» has no parameter «{name}». It has: {names}.",
            )
    terms: dict[str, Term | None] = {}
    shown: dict[str, Candidate | str] = {}
    for parameter in query.parameters:
        default = today() if parameter.default == TODAY else parameter.default
        typed = values.get(parameter.name, "").strip() or default
        if not typed:
            if parameter.required:
                raise ParameterError(
                    parameter.name,
                    "missing",
                    f"Chưa có giá trị cho «{parameter.label_vi}» ({parameter.name}).",
                    f"Parameter «{parameter.name}» ({parameter.label_en}) is missing.",
                )
            continue
        terms[parameter.name], shown[parameter.name] = _term(parameter, typed, resolver)
    return Bound(bind_terms(query, terms), shown)


def bind_terms(query: SavedQuery, terms: Mapping[str, Term | Sequence[Term] | None]) -> str:
    """Bind terms that are already typed; a parameter without one stays UNDEF. One that stands alone in its row may be
    several terms: a row each.
    """

    def row(match: re.Match[str]) -> str:
        cells = [terms.get(name) for name in match["names"].split()]
        several = cells[0] if len(cells) == 1 and isinstance(cells[0], Sequence) else None
        rows = [cells] if several is None else [[term] for term in several]
        filled = " ".join(f"({' '.join('UNDEF' if cell is None else str(cell) for cell in of)})" for of in rows)
        return f"{match['before']}{filled}{match['after']}#= {match['names']}"

    return "\n".join(row(match) if (match := _MARKED.match(line)) else line for line in query.text.split("\n"))


def _term(parameter: Parameter, typed: str, resolver: Resolver) -> tuple[Term, Candidate | str]:
    match parameter.type:
        case "date":
            value: Term = Literal(date_of(parameter, typed), datatype=NamedNode(XSD + "date"))
        case "year":
            value = _number(parameter, typed, r"\d{4}", "gYear", "năm, ví dụ 2024", "a year such as 2024")
        case "integer":
            value = _number(parameter, typed, r"-?\d{1,9}", "integer", "số nguyên", "a whole number")
        case "text":
            value = Literal(typed)
        case "level":
            slug = _level(parameter, typed)
            return NamedNode(LEVEL + slug), labels(LEVEL)[slug]
        case kind:
            found = _found(parameter, kind, typed, resolver)
            return NamedNode(found.iri), found
    return value, plain(value)


def _found(parameter: Parameter, kind: str, typed: str, resolver: Resolver) -> Candidate:
    look_up = {
        "plan": resolver.plan,
        "instrument": resolver.instrument,
        "agency": resolver.agency,
        "body": resolver.agency,
        "indicator": resolver.indicator,
        "area": resolver.area,
    }[kind]
    try:
        return look_up(typed)
    except LookupFailedError as error:
        raise ParameterError(parameter.name, error.code, error.message_vi, error.message_en, error.candidates) from None


def _number(parameter: Parameter, typed: str, pattern: str, datatype: str, vi: str, en: str) -> Literal:
    if not re.fullmatch(pattern, typed, re.ASCII):
        raise _malformed(parameter, typed, vi, en)
    return Literal(typed, datatype=NamedNode(XSD + datatype))


def _level(parameter: Parameter, typed: str) -> str:
    """The level that is called so in Vietnamese or English, with or without diacritics."""
    wanted = fold(typed).strip().removeprefix("cap ")
    for slug, label in labels(LEVEL).items():
        names = (slug, label, wordings(LEVEL)[slug], labels(LEVEL, "en")[slug])
        if wanted in {fold(name).partition("(")[0].strip() for name in names}:
            return slug
    told = ", ".join(wordings(LEVEL).values())
    raise _malformed(parameter, typed, f"một cấp: {told}", f"a level: {', '.join(labels(LEVEL))}")


def today() -> str:
    """The day it is in Vietnam, ISO."""
    return datetime.now(_VIETNAM).date().isoformat()


def date_of(parameter: Parameter, typed: str) -> str:
    """The day that is written, ISO. Raises ParameterError."""
    if iso := _ISO_DATE.fullmatch(typed):
        year, month, day = iso.groups()
    elif local := _LOCAL_DATE.fullmatch(typed):
        day, month, year = local.groups()
    else:
        year = month = day = "0"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise _malformed(
            parameter, typed, "ngày, ví dụ 25/12/2024 hoặc 2024-12-25", "a date such as 2024-12-25 or 25/12/2024"
        ) from None


def _malformed(parameter: Parameter, typed: str, vi: str, en: str) -> ParameterError:
    return ParameterError(
        parameter.name,
        "malformed",
        f"«{parameter.label_vi}» ({parameter.name}) phải là {vi}; không hiểu «{typed}».",
        f"Parameter «{parameter.name}» must be {en}; «{typed}» is not understood.",
    )
