"""Real SPARQL servers give the rows that the embedded store gives; an upload is whole or known not to be."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Quad, Store

from cancu.graph.cli import cli, opening
from cancu.graph.engine import Table
from cancu.graph.keeping.renewing import held_documents
from cancu.graph.knowledge import Knowledge
from cancu.graph.names import ID
from cancu.graph.remote import Endpoint, RemoteEngine, RemoteError, held_version, upload
from cancu.graph.remote.uploading import MARKER
from cancu.graph.saved import saved_queries
from cancu.graph.store import Version, current_version
from cancu.web import create_app
from cancu.web.address import page
from tests.graph.keeping.conftest import DEFAULTS, PLAN
from tests.graph.remote.servers import VIRTUOSO, free_port, oxigraph, virtuoso

pytestmark = pytest.mark.server

SERVERS = [
    "oxigraph",
    pytest.param("virtuoso", marks=pytest.mark.skipif(VIRTUOSO is None, reason="virtuoso-t is not installed")),
]
VALUES = {
    "plan": "001_4295d422e4411f9f.txt", "instrument": "28-CT/TW@2023", "agency": "Sở Y tế tỉnh Bình Phước",
    "body": "Sở Lao động - Thương binh và Xã hội tỉnh Bình Phước", "area": "tỉnh Bình Phước", "date": "2025-06-01",
    "indicator": ID + "indicator/ty-le-xa-phuong-thi-tran-dat-tieu-chuan-phu-hop-voi-tre-em",
}  # fmt: skip

THINGS = ("trung-uong-dang/chi-thi/2023/28", "body/so-y-te-tinh-binh-phuoc")
"""A document and a body that have pages."""


@pytest.fixture(scope="module")
def version(cancu_home: Path) -> Version:
    found = current_version(cancu_home)
    assert found is not None
    return found


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    start = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def filled(server: Endpoint, version: Version) -> Endpoint:
    assert upload(version.open_store(), version.id, server)
    return server


def by_value(table: Table) -> Counter[tuple[str, ...]]:
    """Rows whatever their order; a number or date is what it says, unbound is empty."""
    return Counter(tuple(row.values()) for row in table.values())


@pytest.mark.parametrize("name", saved_queries())
def test_every_saved_question_gives_the_same_rows(name: str, filled: Endpoint, version: Version) -> None:
    here, there = Knowledge(version), Knowledge(version, filled)
    values = {p.name: VALUES[p.type] for p in saved_queries()[name].parameters if p.required}
    expected, found = here.ask_question(name, values).table, there.ask_question(name, values).table
    assert found.columns == expected.columns
    assert by_value(found) == by_value(expected)


def test_every_kind_of_page_is_the_same(
    filled: Endpoint, version: Version, cancu_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = create_app(cancu_home).test_client()
    monkeypatch.setenv("CANCU_ENDPOINT", filled.query)
    monkeypatch.setenv("CANCU_ENDPOINT_GRAPHS", filled.graphs)
    there = create_app(cancu_home).test_client()
    plan = Knowledge(version).resolver.plan(VALUES["plan"]).iri
    things = (plan, VALUES["indicator"], *(ID + thing for thing in THINGS))
    lists = ("/", "/plans", "/instruments", "/agencies", "/areas", "/indicators", f"/resource?iri={plan}")
    for address in (*lists, *map(page, things)):
        expected, found = (client.get(address, follow_redirects=True) for client in (here, there))
        assert (found.status_code, found.get_data()) == (200, expected.get_data()), address


def test_document_numbers_stay_strings(filled: Endpoint, version: Version) -> None:
    query = "SELECT ?x ?number WHERE { ?x cancu:documentNumber|eli:number ?number }"
    expected = set(Knowledge(version).engine.select(query).rows)
    assert len(expected) > 50
    assert set(RemoteEngine(filled).select(query).rows) == expected


def test_an_upload_that_was_interrupted_is_seen_and_repaired_by_build(
    cancu_home: Path, version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(cancu_home, home, symlinks=True)
    with oxigraph(tmp_path) as server:
        monkeypatch.setenv("CANCU_HOME", str(home))
        monkeypatch.setenv("CANCU_ENDPOINT", server.query)
        seen: list[int] = []

        def interrupted(done: int, _total: int) -> None:
            seen.append(done)
            if done == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            upload(version.open_store(), version.id, server, interrupted)
        assert held_version(RemoteEngine(server)) is None
        refused = CliRunner().invoke(cli, ["query", "plans"])
        assert refused.exit_code == 2
        assert "cancu build" in refused.output
        assert CliRunner().invoke(cli, ["build"]).exit_code == 0
        assert held_version(RemoteEngine(server)) == version.id
        answered = CliRunner().invoke(cli, ["query", "plans", "--format", "csv"])
        assert answered.exit_code == 0
        assert answered.output.count("\n") == 6
        assert not upload(version.open_store(), version.id, server)


def test_documents_that_are_added_and_removed_are_brought_to_the_server(
    cancu_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, plan = tmp_path / "home", tmp_path / "102.txt"
    shutil.copytree(cancu_home, home, symlinks=True)
    plan.write_text(PLAN.format(**DEFAULTS | {"number": "102"}), "utf-8")
    with oxigraph(tmp_path) as server:
        monkeypatch.setenv("CANCU_HOME", str(home))
        monkeypatch.setenv("CANCU_ENDPOINT", server.query)
        assert CliRunner().invoke(cli, ["build"]).exit_code == 0
        brought: list[int] = []
        monkeypatch.setattr(opening, "uploaded", lambda _done, total: brought.append(total))
        for arguments, plans in ((["add", str(plan)], 6), (["remove", plan.name, "--yes"], 5)):
            done = CliRunner().invoke(cli, arguments)
            assert done.exit_code == 0, done.output
            # Its own graph, that of what is cited, the reference data for its indicator, and what is derived.
            assert set(brought) == {4}
            version = current_version(home)
            assert version is not None
            assert held_version(RemoteEngine(server)) == version.id
            assert statements(server) == set(version.open_store())
            assert len(Knowledge(version, server).ask_question("plans", {}).table.rows) == plans


def test_a_server_that_is_down_is_told_and_the_document_kept(
    cancu_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, plan = tmp_path / "home", tmp_path / "102.txt"
    shutil.copytree(cancu_home, home, symlinks=True)
    plan.write_text(PLAN.format(**DEFAULTS | {"number": "102"}), "utf-8")
    monkeypatch.setenv("CANCU_HOME", str(home))
    monkeypatch.setenv("CANCU_ENDPOINT", f"http://127.0.0.1:{free_port()}/query")
    done = CliRunner().invoke(cli, ["add", str(plan)])
    assert done.exit_code == 2
    assert "cancu build" in done.output
    assert [held.record.file for held in held_documents(home)] == [plan.name]


def statements(server: Endpoint) -> set[Quad]:
    """Everything that the server holds but the version."""
    rows = (
        RemoteEngine(server).select(f"SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{MARKER}>) }}").rows
    )
    return {Quad(*row) for row in rows}  # type: ignore[arg-type]


def test_graphs_of_an_earlier_version_are_taken_away(version: Version, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as server:
        engine = RemoteEngine(server)
        upload(version.open_store(), "0" * 12, server)
        gone = engine.select("SELECT DISTINCT ?g { GRAPH ?g { ?s cancu:held ?held } } ORDER BY ?g").column("g")[0]
        smaller = {quad for quad in version.open_store() if str(quad.graph_name) != f"<{gone}>"}
        store = Store()
        store.bulk_extend(smaller)
        upload(store, version.id, server)
        assert gone not in engine.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").column("g")
        counted = engine.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{MARKER}>) }}")
        assert counted.first() == {"n": str(len(smaller))}


def test_a_server_without_union_graph_is_refused_with_what_to_do(version: Version, tmp_path: Path) -> None:
    with oxigraph(tmp_path, union=False) as server, pytest.raises(RemoteError) as refused:
        upload(version.open_store(), version.id, server)
    assert refused.value.code == "no-union"
    assert "--union-default-graph" in refused.value.message_vi


def test_questions_go_on_after_the_server_was_restarted(version: Version, tmp_path: Path) -> None:
    port = free_port()
    with oxigraph(tmp_path, port=port) as server:
        upload(version.open_store(), version.id, server)
        knowledge = Knowledge(version, server)
        assert knowledge.ask_question("plans", {}).table.rows
    with pytest.raises(RemoteError) as down:
        knowledge.ask_question("plans", {})
    assert down.value.code == "unreachable"
    with oxigraph(tmp_path, port=port):
        assert knowledge.ask_question("plans", {}).table.rows


@pytest.mark.skipif(VIRTUOSO is None, reason="virtuoso-t is not installed")
def test_a_refused_log_in_says_so(version: Version, tmp_path: Path) -> None:
    with virtuoso(tmp_path) as server:
        wrong = Endpoint(server.query, server.graphs, "dba", "not the password")
        with pytest.raises(RemoteError) as refused:
            upload(version.open_store(), version.id, wrong)
    assert refused.value.code == "log-in-refused"
