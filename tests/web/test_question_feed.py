"""The feed of a saved question: rows that the version before did not have."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal

from cancu.graph.engine import Table
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.web import create_app
from cancu.web.question_feed import new_rows
from cancu.web.site import Settings
from tests.graph.keeping.conftest import DEFAULTS, PLAN

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site over a data folder in which a plan was added after another."""
    folder = tmp_path_factory.mktemp("feeds")
    for number in ("100", "101"):
        path: Path = folder / f"{number}.txt"
        path.write_text(PLAN.format(**DEFAULTS | {"number": number}), "utf-8")
        (outcome,) = add(folder / "home", [arrive(path)], Options()).outcomes
        assert outcome.kind.good
    return create_app(folder / "home", Settings(rate_per_minute=6)).test_client()


def test_new_rows_are_entries_and_too_many_requests_are_refused(client: FlaskClient) -> None:
    response = client.get("/queries/plans.atom")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.data)
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.find("a:link", ATOM).get("href") == "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101"  # type: ignore[union-attr]
    assert "101/KH-UBND" in entry.findtext("a:title", "", ATOM)
    assert "Cơ quan ban hành: Ủy ban nhân dân tỉnh Bình Phước" in entry.findtext("a:summary", "", ATOM)
    for parent in (root, entry):
        for needed in ("id", "title", "updated"):
            assert parent.findtext(f"a:{needed}", "", ATOM), needed
    assert response.data == client.get("/queries/plans.atom").data

    of_a_body = client.get("/queries/agency-duties.atom", query_string={"agency": "Sở Y tế tỉnh Bình Phước"})
    found = ElementTree.fromstring(of_a_body.data).findall("a:entry/a:link", ATOM)
    assert found
    assert {str(link.get("href")).partition("#")[0] for link in found} == {
        "/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101"
    }
    assert 429 in [client.get("/queries/plans.atom").status_code for _ in range(6)]


def test_without_an_earlier_version_the_feed_is_empty_and_wrong_values_are_named(real_app: Flask) -> None:
    client = real_app.test_client()
    assert ElementTree.fromstring(client.get("/queries/plans.atom").data).findall("a:entry", ATOM) == []
    assert client.get("/queries/no-question.atom").status_code == 404
    for address in ("/queries/coverage.atom", "/queries/coverage.atom?instrument=khong-co", "/queries/plans.atom?x=1"):
        answer = client.get(address, headers={"Accept": "application/json"})
        assert (answer.status_code, bool(answer.json["parameter"])) == (400, True), address


def test_rows_that_only_moved_within_their_paper_are_not_new() -> None:
    def table(*told: tuple[str, str]) -> Table:
        return Table(("text", "start"), tuple((Literal(text), Literal(start)) for text, start in told))

    assert new_rows(table(("a", "1"), ("b", "2")), table(("b", "9"), ("a", "4"), ("a", "5"))) == [
        (Literal("a"), Literal("5"))
    ]
