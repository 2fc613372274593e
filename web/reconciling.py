"""`/reconcile`: names in somebody's table are matched to things of the data, in OpenRefine or any program that speaks
the Reconciliation Service API 0.2 of the W3C community group.

A match is told only where the name means one thing and no other; everything else is a candidate for a person.
"""

import json
from typing import Any

from flask import Blueprint, Response, jsonify, request

from cancu.graph import names
from cancu.graph.search import Hit
from cancu.web import asking
from cancu.web.errors import ProblemError
from cancu.web.searching import KINDS, LONGEST, TAKEN
from cancu.web.site import knowledge

reconciling = Blueprint("reconciling", __name__)

BATCH = 50
"""Names in one request."""
MOST = 25
USUAL = 5
"""Candidates for a name."""
TYPES = {"plan": "Kế hoạch", "instrument": "Văn bản", "agency": "Cơ quan", "indicator": "Chỉ tiêu", "area": "Địa bàn"}


@reconciling.route("/reconcile", methods=["GET", "POST"])
def reconcile() -> Response:
    """The manifest, or candidates for each of the `queries`."""
    given = request.values.get("queries")
    if given is None:
        return jsonify(_manifest())
    asking.check_rate()
    queries = _read(given)
    return jsonify({key: {"result": _candidates(query)} for key, query in queries.items()})


def _manifest() -> dict[str, Any]:
    return {
        "versions": ["0.2"],
        "name": "Căn Cứ",
        "identifierSpace": names.ID,
        "schemaSpace": names.ONTOLOGY,
        "documentation": names.ROOT,
        "defaultTypes": [{"id": kind, "name": name} for kind, name in TYPES.items()],
        "view": {"url": names.ID + "{{id}}"},
        "batchSize": BATCH,
    }


def _read(given: str) -> dict[str, dict[str, Any]]:
    """The queries by key. Raises ProblemError for what is no batch of queries."""
    try:
        queries = json.loads(given)
    except (ValueError, RecursionError):
        queries = None
    if not isinstance(queries, dict) or not all(isinstance(query, dict) for query in queries.values()):
        raise _malformed('«queries» phải là JSON: {"q0": {"query": "Sở Y tế tỉnh Bình Phước"}}.')
    if len(queries) > BATCH:
        raise _malformed(f"Mỗi lần gửi tối đa {BATCH} tên; lần này có {len(queries)}.")
    for query in queries.values():
        if not _is_text(query.get("query")):
            raise _malformed(f"«query» phải là chữ, dài không quá {LONGEST} ký tự.")
        limit = query.get("limit", USUAL)
        if not isinstance(limit, int) or limit < 1:
            raise _malformed("«limit» phải là số nguyên dương.")
    return queries


def _is_text(value: object) -> bool:
    """Whether it is text of usual length; JSON can also write half characters, which are no text."""
    return isinstance(value, str) and len(value) <= LONGEST and value.isprintable()


def _malformed(told: str) -> ProblemError:
    return ProblemError(400, told, "parameter-malformed", extra={"parameter": "queries"})


def _candidates(query: dict[str, Any]) -> list[dict[str, Any]]:
    wanted = query.get("type") or list(TYPES)
    asked = wanted if isinstance(wanted, list) else [wanted]
    types = [kind for kind in asked if isinstance(kind, str) and kind in TYPES]
    if not types:
        return []
    typed, opened = query["query"], knowledge()
    kinds = tuple(dict.fromkeys(kind for taken in types for kind in TAKEN[taken]))
    limit = min(query.get("limit", USUAL), MOST)
    meant = opened.resolver.meant(typed, kinds)
    hits = [hit for hit in (meant, *opened.search.search(typed, kinds, limit).hits) if hit is not None]
    once = list({hit.iri: hit for hit in hits}.values())[:limit]
    return [_candidate(hit, meant is not None and hit.iri == meant.iri) for hit in once]


def _candidate(hit: Hit, match: bool) -> dict[str, Any]:
    return {
        "id": hit.iri.removeprefix(names.ID),
        "name": hit.label,
        "description": hit.detail,
        "type": [{"id": hit.kind, "name": KINDS[hit.kind]}],
        "score": 100 if match else max(0, 90 - 10 * hit.tier),
        "match": match,
    }
