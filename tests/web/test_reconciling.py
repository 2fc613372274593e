"""Names in somebody's table are matched to the data, by the Reconciliation Service API."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

HEALTH = "body/so-y-te-tinh-binh-phuoc"


@pytest.fixture
def client(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def asked(client: FlaskClient, **queries: Any) -> dict[str, Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200
    return {key: found["result"] for key, found in answer.json.items()}


def test_the_manifest_says_what_the_service_is(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/cancu/id/"
    assert {kind["id"] for kind in manifest["defaultTypes"]} == {"plan", "instrument", "agency", "indicator", "area"}


def test_a_name_or_number_that_means_one_thing_is_a_match(client: FlaskClient) -> None:
    found = asked(
        client,
        a={"query": "Sở Y tế tỉnh Bình Phước", "type": "agency"},
        b={"query": "28-CT/TW", "type": ["instrument"], "limit": 3},
    )
    assert (found["a"][0]["id"], found["a"][0]["match"]) == (HEALTH, True)
    assert (found["b"][0]["id"], found["b"][0]["match"]) == ("trung-uong-dang/chi-thi/2023/28", True)
    assert len(found["b"]) <= 3
    assert not any(candidate["match"] for result in found.values() for candidate in result[1:])


def test_a_name_that_may_mean_several_is_left_to_a_person(client: FlaskClient) -> None:
    found = asked(
        client, a={"query": "Sở Y tế"}, b={"query": "không có cơ quan nào tên thế này"}, c={"query": "x", "type": "y"}
    )
    assert len(found["a"]) > 1
    assert not any(candidate["match"] for candidate in found["a"])
    assert found["b"] == found["c"] == []


@pytest.mark.parametrize(
    "given",
    [
        "x",
        "[]",
        '{"a": 1}',
        '{"a": {}}',
        '{"a": {"query": "\\ud800"}}',
        '{"a": {"query": "x", "limit": 0}}',
        '{"a": {"query": "x", "limit": "5"}}',
        "[" * 100_000,
        json.dumps({str(at): {"query": "x"} for at in range(51)}),
    ],
)
def test_what_is_no_batch_is_refused_with_the_reason(client: FlaskClient, given: str) -> None:
    answer = client.post("/reconcile", data={"queries": given}, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json["parameter"] == "queries"


def test_types_of_any_shape_are_taken_or_left(client: FlaskClient) -> None:
    assert asked(client, a={"query": "so y te", "type": [{"id": "agency"}, 5]}) == {"a": []}
