"""Building: the same data gives the same version, a failure leaves nothing, readers are not disturbed."""

import fcntl
import shutil
from collections import Counter
from pathlib import Path
from threading import Timer

import pytest
from pyoxigraph import NamedNode, Store

from cancu.graph.knowledge import CurrentKnowledge, Knowledge, NothingBuiltError
from cancu.graph.lock import BusyStoreError
from cancu.graph.names import DERIVED_GRAPH, INSTRUMENTS_GRAPH, REFERENCE_GRAPH
from cancu.graph.sources import SourceError, Sources, bundled_sources, sources_of
from cancu.graph.store import (
    KEPT_VERSIONS,
    DamagedStoreError,
    Version,
    build,
    current_version,
    home,
    verify,
    version_id,
    versions,
)
from tests.graph.conftest import memory_engine

PLAN = "plans/ubnd-tinh-song-tra_ke-hoach_2024_88.ttl"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the small data set that may be changed."""
    copy = tmp_path / "data"
    shutil.copytree(Path(__file__).resolve().parent.parent / "fixtures" / "mini", copy)
    return copy


def test_building_the_same_data_again_changes_nothing(mini_sources: Sources, tmp_path: Path) -> None:
    first = build(mini_sources, tmp_path)
    again = build(mini_sources, tmp_path)
    assert first.new
    assert not again.new
    assert again.version == first.version == current_version(tmp_path)
    assert first.version.id == version_id(mini_sources)
    assert sorted(p.name for p in first.version.folder.iterdir()) == [
        "catalogue.sqlite",
        "counts.json",
        "digests.json",
        "findings.json",
        "history.json",
        "layout.json",
        "search.sqlite",
        "shared",
        "sources.json",
        "store",
        "uses.json",
    ]


def test_two_folders_get_the_same_statements_and_name(mini_sources: Sources, tmp_path: Path) -> None:
    one, two = build(mini_sources, tmp_path / "a").version, build(mini_sources, tmp_path / "b").version
    assert one.id == two.id
    assert set(Knowledge(one).engine.store) == set(Knowledge(two).engine.store)
    assert one.counts() == two.counts()


def test_counts_say_what_is_there(mini_version: Version) -> None:
    counts = mini_version.counts()
    expected = {"plans": 3, "instruments": 12, "citations": 14, "resolved": 12, "ambiguous": 1, "unresolved": 1}
    assert {name: counts[name] for name in expected} == expected
    assert counts["graphs"] == 6
    assert counts["indicators"] == 3
    assert counts["targets"] == 4


def test_findings_are_kept_with_the_version(mini_sources: Sources, tmp_path: Path) -> None:
    found = {"findings": [{"focus": "a", "rule": "số trống"}, {"focus": "b", "rule": "hai\n, dòng"}]}
    built = build(mini_sources, tmp_path, lambda _engine: found)
    assert built.version.findings() == found


@pytest.mark.parametrize("which", ["mini", "bundled"])
def test_no_triple_is_in_two_graphs(which: str, mini_sources: Sources) -> None:
    engine = memory_engine(mini_sources if which == "mini" else bundled_sources())
    triples = Counter((q.subject, q.predicate, q.object) for q in engine.store)
    assert [triple for triple, count in triples.items() if count > 1] == []


def test_each_document_has_its_graph(mini: Knowledge) -> None:
    graphs = {g.value for g in mini.engine.store.named_graphs() if isinstance(g, NamedNode)}
    plan_graphs = graphs - {REFERENCE_GRAPH, INSTRUMENTS_GRAPH, DERIVED_GRAPH}
    assert len(plan_graphs) == 3
    for graph in plan_graphs:
        document = graph.replace("/graph/", "/id/")
        assert mini.engine.ask(f"ASK {{ GRAPH <{graph}> {{ <{document}> cancu:held held:text }} }}")


def test_changed_data_gives_a_new_version_and_readers_keep_the_old(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    site = CurrentKnowledge(folder)
    with pytest.raises(NothingBuiltError):
        site.get()
    build(sources_of(data), folder)
    before = site.get()
    assert site.get() is before

    (data / PLAN).write_text((data / PLAN).read_text("utf-8").replace("giai đoạn 2024 - 2026", "năm 2024"), "utf-8")
    build(sources_of(data), folder)
    after = site.get()
    assert after.version.id != before.version.id
    title = "SELECT ?t WHERE { ?p cancu:documentNumber '88/KH-UBND' ; dcterms:title ?t }"
    assert before.engine.select(title).column("t") == ["Chăm sóc trẻ em tỉnh Sông Trà giai đoạn 2024 - 2026"]
    assert after.engine.select(title).column("t") == ["Chăm sóc trẻ em tỉnh Sông Trà năm 2024"]
    assert site.pinned(before.version.id) is before
    assert site.pinned("0" * 12) is None


def test_only_the_last_versions_are_kept(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    for year in range(2024, 2027):
        (data / "aliases.ttl").write_text(f"# {year}\n", "utf-8")
        current = build(sources_of(data), folder).version
    assert len(versions(folder)) == KEPT_VERSIONS
    assert versions(folder)[0] == current


def test_going_back_to_a_kept_version_builds_nothing(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    first = build(sources_of(data), folder).version
    original = (data / "aliases.ttl").read_text("utf-8")
    (data / "aliases.ttl").write_text("", "utf-8")
    build(sources_of(data), folder)
    (data / "aliases.ttl").write_text(original, "utf-8")
    back = build(sources_of(data), folder)
    assert not back.new
    assert current_version(folder) == first


def test_broken_turtle_names_file_and_line_and_leaves_the_store_alone(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    good = build(sources_of(data), folder).version
    lines = (data / PLAN).read_text("utf-8").splitlines()
    lines.insert(40, "this is not turtle")
    (data / PLAN).write_text("\n".join(lines), "utf-8")
    with pytest.raises(SourceError) as caught:
        build(sources_of(data), folder)
    assert caught.value.file == data / PLAN
    assert caught.value.line == 41
    assert "dòng 41" in caught.value.message_vi
    assert current_version(folder) == good
    assert [p.name for p in (folder / "versions").iterdir()] == [good.id]


def test_a_plan_file_describes_one_document(data: Path, tmp_path: Path) -> None:
    (data / "plans" / "empty.ttl").write_text("", "utf-8")
    with pytest.raises(SourceError, match=r"empty\.ttl"):
        build(sources_of(data), tmp_path / "home")


def test_a_failure_in_the_middle_leaves_nothing(mini_sources: Sources, tmp_path: Path) -> None:
    def fail(_engine: object) -> None:
        raise RuntimeError("check died")

    with pytest.raises(RuntimeError, match="check died"):
        build(mini_sources, tmp_path, fail)
    assert current_version(tmp_path) is None
    assert list((tmp_path / "versions").iterdir()) == []


def test_a_second_writer_is_refused(mini_sources: Sources, tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BusyStoreError):
            build(mini_sources, tmp_path)
    assert build(mini_sources, tmp_path).new


def test_a_build_waits_for_another_one(mini_sources: Sources, tmp_path: Path) -> None:
    lock = (tmp_path / ".lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    told: list[str] = []

    def waiting() -> None:
        told.append("waiting")
        Timer(0.3, lock.close).start()

    assert build(mini_sources, tmp_path, patience=20, on_wait=waiting).new
    assert told == ["waiting"]


def test_a_damaged_version_is_built_again_and_opened_anew(mini_sources: Sources, tmp_path: Path) -> None:
    site = CurrentKnowledge(tmp_path)
    version = build(mini_sources, tmp_path).version
    before = site.get()
    (version.store / "CURRENT").unlink()
    with pytest.raises(DamagedStoreError):
        Knowledge(version)
    with pytest.raises(NothingBuiltError):
        CurrentKnowledge(tmp_path).get()
    again = build(mini_sources, tmp_path)
    assert again.new
    assert again.version == version
    after = site.get()
    assert after is not before
    for known in (before, after):
        assert known.engine.ask("ASK { ?s a cancu:Plan }")


def test_one_wrong_byte_in_any_table_of_the_store_is_seen(mini_sources: Sources, tmp_path: Path) -> None:
    version = build(mini_sources, tmp_path).version
    verify(version)
    for table in sorted(version.store.glob("*.sst")):
        content = table.read_bytes()
        table.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
        with pytest.raises(DamagedStoreError):
            verify(version)
        table.write_bytes(content)
    verify(version)


def test_a_store_that_lost_statements_is_not_whole(mini_sources: Sources, tmp_path: Path) -> None:
    version = build(mini_sources, tmp_path).version
    shutil.rmtree(version.store)
    Store(str(version.store)).flush()
    with pytest.raises(DamagedStoreError):
        verify(version)
    assert build(mini_sources, tmp_path).new


def test_remains_of_a_killed_build_are_cleared(mini_sources: Sources, tmp_path: Path) -> None:
    left = tmp_path / "versions" / ".0123456789ab.99999"
    left.mkdir(parents=True)
    (left / "store").mkdir()
    build(mini_sources, tmp_path)
    assert not left.exists()


def test_data_folder_follows_the_environment(tmp_path: Path) -> None:
    assert home({"CANCU_HOME": str(tmp_path)}) == tmp_path
    assert home({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "cancu"
    assert home({}) == Path.home() / ".local" / "share" / "cancu"
