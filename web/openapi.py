"""What programs may ask of the site, in OpenAPI 3.1: every saved question with its typed parameters, SPARQL, data."""

from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, jsonify

from cancu.graph.saved import Parameter, SavedQuery
from cancu.web.dataset import LICENCE
from cancu.web.negotiate import RDF_VARIANTS, RESULT_VARIANTS
from cancu.web.protocol import SHORTEST
from cancu.web.questions import HINTS, LONGEST
from cancu.web.replies import TABLE_TYPES
from cancu.web.site import knowledge
from cancu.web.two_way import PARAMETERS

api = Blueprint("api", __name__)

Schema = dict[str, Any]

_SCHEMAS: dict[str, Schema] = {
    "date": {"type": "string", "format": "date"},
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
    "integer": {"type": "integer", "minimum": -999_999_999, "maximum": 999_999_999},
}
_NAME: Schema = {"type": "string", "maxLength": LONGEST}
_EXAMPLES = {
    "instrument": "28-CT/TW@2023", "plan": "206/KH-UBND", "agency": "Sở Y tế tỉnh Bình Phước",
    "body": "Sở Y tế tỉnh Bình Phước", "area": "tỉnh Bình Phước", "date": "2025-12-31", "year": 2025,
}  # fmt: skip
_CELL: Schema = {"type": ["string", "number", "boolean", "null"]}
_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "next_step", "token", "reference"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Vietnamese; detail_en where there is an English wording"},
        "detail_en": {"type": "string"},
        "next_step": {"type": "string"},
        "token": {"type": "string", "description": "stable; also in the header X-Problem"},
        "reference": {"type": "string"},
        "parameter": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
        "near": {"type": "string"},
        "limit_ms": {"type": "integer"},
        "elapsed_ms": {"type": "integer"},
        "alternatives": {"type": "array", "items": {"type": "string"}},
    },
}
_VERSION: Schema = {
    "name": "v",
    "in": "query",
    "description": "Phiên bản dữ liệu cần ghim · a version of the data to pin (header X-Data-Version)",
    "schema": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
}


@api.get("/api/openapi.json")
def document() -> Response:
    """The description itself."""
    return jsonify(described(tuple(knowledge().saved.values())))


@cache
def described(questions: tuple[SavedQuery, ...]) -> Schema:
    """The whole document for these saved questions."""
    paths: dict[str, Schema] = {}
    for question in questions:
        for ending, media_type in TABLE_TYPES.items():
            if ending != "rq":
                paths[f"/queries/{question.name}.{ending}"] = {"get": _question(question, ending, media_type)}
        paths[f"/queries/{question.name}.atom"] = {"get": _feed(question)}
    paths["/sparql"] = {"get": _sparql_get(), "post": _sparql_post()}
    paths["/query/two-way.{ending}"] = {"get": _two_way_of_query()}
    paths["/data/cancu.{ending}"] = {"get": _data_set()}
    paths["/health"] = {"get": _health()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Căn Cứ",
            "version": version("cancu"),
            "summary": "Kế hoạch của địa phương và căn cứ của chúng · local-government plans and their grounds",
            "description": "Chỉ đọc. Lỗi theo RFC 9457. · Read-only; errors are problem documents (RFC 9457).",
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _question(question: SavedQuery, ending: str, media_type: str) -> Schema:
    parameters = [_parameter(parameter) for parameter in question.parameters]
    if ending == "csv":
        excel = {"name": "excel", "in": "query", "schema": {"type": "string", "enum": ["1"]}}
        parameters.append({**excel, "description": "1: CSV cho Excel · with a byte order mark, formulas as text"})
    if ending != "json":
        parameters += _two_way(question)
    return {
        "operationId": f"{question.name}.{ending}",
        "summary": f"{question.title_vi} · {question.title_en}",
        "description": f"{question.answer_vi}\n\n{question.answer_en}",
        "tags": ["questions"],
        "parameters": [*parameters, _VERSION],
        "responses": {"200": _answer(question, ending, media_type), **_errors("400", "410", "503")},
    }


def _two_way(question: SavedQuery) -> list[Schema]:
    """Parameters of the two-way table of an answer."""
    column = {"in": "query", "schema": {"type": "string", "enum": ["", *question.columns]}}
    told = (
        "cột đặt ở hàng · column down",
        "cột đặt ở trên · column across",
        "ô ghi gì · what cells say; rows are counted",
    )
    return [
        {**column, "name": name, "description": f"Bảng hai chiều: {what}"}
        for name, what in zip(PARAMETERS, told, strict=True)
    ]


def _feed(question: SavedQuery) -> Schema:
    return {
        "operationId": f"{question.name}.atom",
        "summary": f"{question.title_vi}: dòng mới · {question.title_en}: new rows",
        "description": "Atom: các dòng mà phiên bản dữ liệu trước chưa có · rows that the version before did not have",
        "tags": ["questions"],
        "parameters": [*map(_parameter, question.parameters), _VERSION],
        "responses": {
            "200": {"description": "Atom", "content": {"application/atom+xml; charset=utf-8": {}}},
            **_errors("400", "410", "429", "503"),
        },
    }


def _parameter(parameter: Parameter) -> Schema:
    made: Schema = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.label_vi} · {parameter.label_en}. {HINTS.get(parameter.type, '')}".strip(),
        "schema": _schema(parameter),
    }
    if parameter.type in _EXAMPLES:
        made["example"] = _EXAMPLES[parameter.type]
    return made


def _schema(parameter: Parameter) -> Schema:
    """Schema of a value; what an optional field of a form sends when it is left blank is accepted too."""
    typed = _SCHEMAS.get(parameter.type)
    if parameter.required:
        return typed or {**_NAME, "minLength": 1}
    return {"anyOf": [typed, {"type": "string", "maxLength": 0}]} if typed else _NAME


def _answer(question: SavedQuery, ending: str, media_type: str) -> Schema:
    columns = dict.fromkeys(question.columns, _CELL)
    row = {"type": "object", "required": list(columns), "properties": columns, "additionalProperties": False}
    schema: Schema = {"type": "array", "items": row} if ending == "json" else {"type": "string"}
    return {"description": ", ".join(question.columns), "content": {media_type: {"schema": schema}}}


def _sparql_get() -> Schema:
    query = {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}, "example": "ASK { }"}
    return {
        "operationId": "sparql.get",
        "summary": "Truy vấn SPARQL 1.1 · a SPARQL 1.1 query",
        "tags": ["sparql"],
        "parameters": [query, *_sparql_options()],
        "responses": _sparql_answers("414"),
    }


def _two_way_of_query() -> Schema:
    ending = {"type": "string", "enum": ["csv", "xlsx"]}
    query = {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}}
    column = {"in": "query", "schema": {"type": "string"}}
    example = "SELECT ?type ?issuer WHERE { ?d eli:work_type ?type ; cancu:issuedBy ?issuer }"
    content: Schema = {TABLE_TYPES[each]: {"schema": {"type": "string"}} for each in ("csv", "xlsx")}
    return {
        "operationId": "query.two-way",
        "summary": "Bảng hai chiều của một câu SELECT · a two-way table of the rows of a SELECT",
        "tags": ["sparql"],
        "parameters": [
            {"name": "ending", "in": "path", "required": True, "schema": ending, "example": "csv"},
            {**query, "example": example},
            {**column, "name": "down", "required": True, "example": "issuer"},
            {**column, "name": "across", "example": "type"},
            {**column, "name": "measure"},
            _VERSION,
        ],
        "responses": {
            "200": {"description": "CSV, Excel", "content": content},
            **_errors("400", "403", "404", "410", "413", "414", "422", "429", "503"),
        },
    }


def _sparql_post() -> Schema:
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": {"type": "string"}},
    }
    return {
        "operationId": "sparql.post",
        "summary": "Truy vấn SPARQL 1.1 · a SPARQL 1.1 query",
        "tags": ["sparql"],
        "parameters": _sparql_options(),
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {"schema": form},
                "application/sparql-query": {"schema": {"type": "string"}, "example": "ASK { }"},
            },
        },
        "responses": _sparql_answers("415"),
    }


def _sparql_options() -> list[Schema]:
    endings = [variant.ending for variant in (*RESULT_VARIANTS, *RDF_VARIANTS)]
    graph = {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 20}
    return [
        {"name": "default-graph-uri", "in": "query", "schema": graph},
        {"name": "named-graph-uri", "in": "query", "schema": graph},
        {"name": "format", "in": "query", "schema": {"type": "string", "enum": endings}},
        {"name": "timeout", "in": "query", "schema": {"type": "number", "minimum": SHORTEST}},
        {"name": "truncate", "in": "query", "schema": {"type": "string", "enum": ["0", "1"]}},
        _VERSION,
    ]


def _sparql_answers(*more: str) -> Schema:
    content: Schema = {variant.media_type: {} for variant in (*RESULT_VARIANTS, *RDF_VARIANTS)}
    answered = {"description": "Kết quả · the result", "content": content}
    return {"200": answered, **_errors("400", "403", "406", "410", "413", "422", "429", "503", *more)}


def _data_set() -> Schema:
    ending = {"type": "string", "enum": [variant.ending for variant in RDF_VARIANTS]}
    content: Schema = {variant.media_type: {} for variant in RDF_VARIANTS}
    return {
        "operationId": "dataset",
        "summary": "Mô tả bộ dữ liệu (VoID, DCAT) · the data set described",
        "tags": ["data"],
        "parameters": [{"name": "ending", "in": "path", "required": True, "schema": ending}, _VERSION],
        "responses": {"200": {"description": "VoID, DCAT", "content": content}, **_errors("400", "404", "410", "503")},
    }


def _health() -> Schema:
    workers = {"type": "object", "properties": {"count": {"type": "integer"}, "busy": {"type": "integer"}}}
    told = {
        "type": "object",
        "required": ["status", "version", "workers"],
        "properties": {"status": {"type": "string"}, "version": {"type": "string"}, "workers": workers},
    }
    return {
        "operationId": "health",
        "summary": "Tình trạng máy chủ · whether the service answers",
        "tags": ["service"],
        "responses": {
            "200": {"description": "status", "content": {"application/json": {"schema": told}}},
            **_errors("503"),
        },
    }


def _errors(*statuses: str) -> Schema:
    """Answers that tell what went wrong; any address may be too long."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": "RFC 9457", "content": content} for status in sorted({*statuses, "414"})}
