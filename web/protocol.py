"""Reads a SPARQL protocol request strictly: one query, known parameters once, text that is UTF-8."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request
from pyoxigraph import NamedNode

from cancu.graph.engine import Dataset
from cancu.web.errors import ProblemError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")
_SINGLE = ("query", "update", "format", "timeout", "truncate")
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_MOST_FIELDS = 200
SHORTEST = 0.1
"""Seconds below which no query could be answered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as understood; `format` and `timeout` are "" where not given."""

    query: str
    dataset: Dataset | None
    format: str
    timeout: float | None
    truncate: bool


def read(request: Request) -> Asked | None:
    """The query of a request, None when it asks for no more than the service itself. Raises ProblemError."""
    in_url = _pairs(request.query_string, "địa chỉ")
    in_body, body_query = _body(request)
    values: dict[str, list[str]] = {}
    for name, value in in_url + in_body:
        values.setdefault(name, []).append(value)
    if body_query is not None:
        values.setdefault("query", []).append(body_query)
    if "update" in values:
        if "query" in values:
            raise ProblemError(400, "Có cả «query» và «update»; chỉ gửi một trong hai.", "parameter-conflict")
        raise _read_only()
    for name in _SINGLE:
        if len(values.get(name, [])) > 1:
            raise ProblemError(
                400, f"Tham số «{name}» xuất hiện nhiều lần.", "parameter-repeated", extra={"parameter": name}
            )
    for name in _GRAPHS:
        if {v for n, v in in_url if n == name} and {v for n, v in in_body if n == name}:
            raise ProblemError(400, f"Tham số «{name}» có cả ở địa chỉ và nội dung.", "parameter-repeated")
    if values.keys() <= {"format"} and request.method in ("GET", "HEAD"):
        return None
    query = values.get("query", [""])[0]
    if not query.strip():
        raise ProblemError(400, "Thiếu câu truy vấn: tham số «query» không có hoặc để trống.", "query-missing")
    return Asked(
        query=query,
        dataset=_dataset(values),
        format=values.get("format", [""])[0],
        timeout=_seconds(values.get("timeout", [""])[0]),
        truncate=_switch(values.get("truncate", ["0"])[0]),
    )


def _pairs(raw: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            raw.decode("ascii" if where == "địa chỉ" else "utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeError:
        raise ProblemError(400, f"Phần {where} không phải UTF-8.", "not-utf-8") from None
    except ValueError:
        raise ProblemError(400, f"Quá nhiều tham số (hơn {_MOST_FIELDS}).", "bad-request") from None


def _body(request: Request) -> tuple[list[tuple[str, str]], str | None]:
    """Parameters of a form, or the query that is the whole body."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return [], None
    kind = request.mimetype
    accepted = (QUERY,) if request.method == "QUERY" else (FORM, QUERY)
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if kind == UPDATE:
        raise _read_only()
    if kind not in accepted:
        raise ProblemError(
            415,
            f"Kiểu nội dung «{kind or 'không ghi'}» không dùng được; dùng {' hoặc '.join(accepted)}.",
            headers={"Accept-Post": f"{FORM}, {QUERY}", "Accept-Query": QUERY},
        )
    if charset not in ("utf-8", "utf8"):
        raise ProblemError(400, "Nội dung gửi lên phải là UTF-8.", "not-utf-8")
    raw = request.get_data(cache=False)
    if kind == FORM:
        return _pairs(raw, "nội dung"), None
    try:
        return [], raw.decode("utf-8")
    except UnicodeError:
        raise ProblemError(400, "Nội dung gửi lên không phải UTF-8.", "not-utf-8") from None


def _read_only() -> ProblemError:
    return ProblemError(403, "Kho chỉ cho đọc; không nhận lệnh cập nhật.", "read-only", title="Chỉ cho đọc")


def _dataset(values: dict[str, list[str]]) -> Dataset | None:
    default, named = (tuple(_iris(values.get(name, []), name)) for name in _GRAPHS)
    return Dataset(default, named) if default or named else None


def _iris(given: Sequence[str], name: str) -> list[str]:
    try:
        return [NamedNode(iri).value for iri in given]
    except ValueError:
        raise ProblemError(
            400, f"«{name}» phải là IRI đầy đủ.", "parameter-malformed", extra={"parameter": name}
        ) from None


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ProblemError(400, "«truncate» nhận 0 hoặc 1.", "parameter-malformed", extra={"parameter": "truncate"})
    return text == "1"


def _seconds(text: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not SHORTEST <= seconds < math.inf:
        raise ProblemError(
            400, "«timeout» phải là số giây, từ 0,1 trở lên.", "parameter-malformed", extra={"parameter": "timeout"}
        )
    return seconds
