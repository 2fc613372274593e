"""Adding: what is kept, what takes the place of what, what is refused, and that the order does not matter."""

import itertools
import random
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from cancu.graph.check import Finding, rules
from cancu.graph.engine import EmbeddedEngine, plain
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Added, Kept, Options
from cancu.graph.keeping.refusing import violating
from cancu.graph.keeping.removing import remove
from cancu.graph.keeping.renewing import held_documents
from cancu.graph.keeping.summary import summary
from cancu.graph.names import ID, INSTRUMENTS_GRAPH, graph_iri
from cancu.graph.registry import load_registry
from cancu.graph.sources import bundled_sources, record_files, with_record
from cancu.graph.store import current_version
from cancu.graph.texts import held_text
from cancu.graph.uncertain import grouped, questions
from cancu.web import create_app
from tests.graph.conftest import memory_engine
from tests.graph.keeping.conftest import Write, graph_files, keep

OWN = f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2024/101"


def engine(home: Path) -> EmbeddedEngine:
    """The graph of the bundled data and a data folder."""
    return memory_engine(with_record(bundled_sources(), record_files(home)))


def papers(write: Write) -> list[Path]:
    """Plans whose readings depend on each other."""
    return [
        write("a.txt"),
        write("b.txt", number="102", title="Phòng chống đuối nước trẻ em năm 2024",
              carries_out="Kế hoạch số 101/KH-UBND ngày 10/3/2024 của Ủy ban nhân dân tỉnh về chăm sóc trẻ em"),
        write("c.txt", number="103", title="Kiểm tra công tác trẻ em năm 2024",
              carries_out="Kế hoạch số 101/KH-UBND về Chăm sóc sức khỏe trẻ em tỉnh Bình Phước năm 2024"),
        write("d.txt", number="104", title="Truyền thông về trẻ em năm 2024", task="thực hiện Kế hoạch số 77/KH-UBND"),
        write("e.txt", number="105", title="Dinh dưỡng học đường năm 2024",
              basis="Kế hoạch số 77/KH-UBND ngày 02/02/2023 và Kế hoạch số 77/KH-UBND ngày 03/3/2022 của UBND tỉnh"),
        write("g.txt", number="102", title="Một văn bản khác mang cùng số", day="ngày 20 tháng 4 năm 2024"),
        write("h.txt", number="", title="Dự thảo kế hoạch chưa có số năm 2024"),
    ]  # fmt: skip


def test_a_document_is_in_the_graph_with_its_evidence(write: Write, home: Path) -> None:
    path = write("a.txt")
    (outcome,) = keep(home, path, build=True).outcomes
    assert (outcome.kind, outcome.iri) == (Kept.ADDED, OWN)
    graph = engine(home)
    assert graph.ask(f"ASK {{ GRAPH <{graph_iri(OWN)}> {{ <{OWN}> cancu:held held:text }} }}")
    sha = graph.select(f"SELECT ?sha {{ <{OWN}> dcterms:source/cancu:sha256 ?sha }}").column("sha")[0]
    assert held_text(home, sha) == path.read_text("utf-8")
    (original,) = (home / "documents").glob("*.original.txt")
    assert original.read_bytes() == path.read_bytes()
    version = current_version(home)
    assert version is not None
    assert version.counts()["plans"] == 6


def test_the_same_file_again_changes_nothing(write: Write, home: Path) -> None:
    path = write("a.txt")
    keep(home, path, build=True)
    before, version = graph_files(home), current_version(home)
    (outcome,) = keep(home, path, build=True).outcomes
    assert outcome.kind == Kept.UNCHANGED
    assert "đã có trong kho" in outcome.reason_vi
    assert (graph_files(home), current_version(home)) == (before, version)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_does_not_matter(seed: int, write: Write, tmp_path: Path) -> None:
    found = papers(write)
    one, several = tmp_path / "at-once", tmp_path / "one-by-one"
    assert {o.kind for o in keep(one, *found).outcomes} == {Kept.ADDED}
    shuffled = random.Random(seed).sample(found, len(found))
    for path in shuffled:
        keep(several, path)
    assert graph_files(several) == graph_files(one)
    # Taken out and added again, they are what they were.
    for path in found[:: seed + 1]:
        remove(several, next(h.iri for h in held_documents(several) if h.record.file == path.name))
    for path in reversed(shuffled):
        keep(several, path)
    assert graph_files(several) == graph_files(one)
    assert set(engine(several).store) == set(engine(one).store)


def test_every_order_of_three_that_need_each_other(write: Write, tmp_path: Path) -> None:
    found = papers(write)[:3]
    results = []
    for number, order in enumerate(itertools.permutations(found)):
        for path in order:
            keep(tmp_path / str(number), path)
        results.append(graph_files(tmp_path / str(number)))
    assert all(result == results[0] for result in results)


def test_no_triple_is_in_two_graphs_and_descriptions_move(write: Write, home: Path) -> None:
    first, second, *rest = papers(write)
    keep(home, second)
    cited = f"GRAPH <https://w3id.org/cancu/graph/instruments> {{ <{OWN}> cancu:documentNumber ?n }}"
    assert engine(home).ask(f"ASK {{ {cited} }}")
    keep(home, first, *rest)
    graph = engine(home)
    assert not graph.ask(f"ASK {{ {cited} }}")
    assert graph.ask(f"ASK {{ GRAPH <{graph_iri(OWN)}> {{ <{OWN}> cancu:documentNumber ?n }} }}")
    triples: dict[object, set[NamedNode]] = {}
    for quad in graph.store:
        assert isinstance(quad.graph_name, NamedNode)
        triples.setdefault(quad.triple, set()).add(quad.graph_name)
    assert [t for t, graphs in triples.items() if len(graphs) > 1] == []
    assert remove(home, OWN).still_cited
    assert engine(home).ask(f"ASK {{ {cited} }}")


def test_one_number_on_two_days_is_two_documents_and_never_guessed(write: Write, home: Path) -> None:
    plain, later = papers(write)[1], papers_of_number(write)
    keep(home, plain)
    keep(home, later["same number"])
    assert {h.iri for h in held_documents(home)} == {
        f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2024/102~2024-03-10",
        f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2024/102~2024-04-20",
    }
    keep(home, later["dated"], later["undated"])
    readings = {h.record.file: h.reading for h in held_documents(home)}
    dated = readings["dated.txt"].resolution.citations[0]
    assert dated.instrument == f"{ID}ubnd-tinh-binh-phuoc/ke-hoach/2024/102~2024-04-20"
    undated = readings["undated.txt"].resolution.citations[0]
    assert (undated.state, len(undated.candidates)) == ("ambiguous", 2)
    assert undated.instrument is None


def papers_of_number(write: Write) -> dict[str, Path]:
    day, year = (f"Kế hoạch số 102/KH-UBND {when} của UBND tỉnh" for when in ("ngày 20/4/2024", "năm 2024"))
    return {
        "same number": write("g.txt", number="102", title="Văn bản khác cùng số", day="ngày 20 tháng 4 năm 2024"),
        "dated": write("dated.txt", number="110", title="Một", carries_out=day),
        "undated": write("undated.txt", number="111", title="Hai", carries_out=year),
    }


def test_a_new_version_replaces_the_old_and_says_what_changed(write: Write, home: Path) -> None:
    keep(home, write("a.txt"))
    decree = "Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ"
    newer = write("a-sua.txt", rate="98", basis=f"Luật Trẻ em năm 2016 và {decree}")
    (outcome,) = keep(home, newer).outcomes
    assert (outcome.kind, outcome.iri) == (Kept.REPLACED, OWN)
    told = {change.kind: change for change in outcome.changes}
    assert told["viện dẫn"].gained == (f"«{decree}»",)
    assert [line for line in told["chỉ tiêu"].changed if "98" in line]
    assert [h.record.file for h in held_documents(home)] == ["a-sua.txt"]
    assert len(list((home / "documents").iterdir())) == 3
    again = keep(home, write("a.txt"), forward=True).outcomes[0]
    assert again.kind == Kept.UNCHANGED
    assert "bản mới hơn" in again.reason_vi


def test_the_file_of_a_bundled_plan_changes_no_fact(corpus: Path, home: Path) -> None:
    path = corpus / "seeds" / "001_4295d422e4411f9f.txt"
    (outcome,) = keep(home, path).outcomes
    assert outcome.kind == Kept.TEXT_STORED
    assert record_files(home) == {}
    (stored,) = (home / "documents").glob("*.json")
    assert held_text(home, stored.stem) is not None
    assert keep(home, path).outcomes[0].kind == Kept.UNCHANGED
    assert remove(home, outcome.iri).text_only
    assert list((home / "documents").iterdir()) == []


def test_what_cannot_be_told_from_others_is_refused(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("Kính gửi anh Bình, mai tôi gửi tài liệu sau nhé. " * 5, "utf-8")
    (outcome,) = keep(home, path).outcomes
    assert outcome.kind == Kept.REFUSED
    assert "loại văn bản, cơ quan ban hành, số, ký hiệu" in outcome.reason_vi
    assert not record_files(home)
    assert not (home / "documents").exists()


@pytest.mark.usefixtures("real_check")
@pytest.mark.parametrize("build", [True, False])
def test_facts_that_violate_a_rule_are_refused_with_the_rule(build: bool, write: Write, home: Path) -> None:
    wrong = write("sai.txt", number="109", basis="Luật số 37/2019/NĐ-CP ngày 20/11/2019 của Chính phủ")
    good = write("a.txt")
    outcomes = {o.file.name: o for o in keep(home, wrong, good, build=build).outcomes}
    assert outcomes["a.txt"].kind == Kept.ADDED
    assert outcomes["sai.txt"].kind == Kept.REFUSED
    assert [f.rule for f in outcomes["sai.txt"].findings] == ["instrument-law-issuer"]
    assert [h.record.file for h in held_documents(home)] == ["a.txt"]


def test_a_signed_copy_takes_the_place_of_its_draft_when_told(write: Write, home: Path) -> None:
    draft, signed = write("du-thao.txt", number=""), write("ky.txt", number="131")
    (first,) = keep(home, draft).outcomes
    (alone,) = keep(home, signed).outcomes
    assert [d.iri for d in alone.drafts] == [first.iri]
    assert len(list(held_documents(home))) == 2
    (outcome,) = keep(home, signed, build=True, official_of={signed: first.iri}).outcomes
    assert [d.iri for d in outcome.official_of] == [first.iri]
    assert [h.iri for h in held_documents(home)] == [outcome.iri]
    graph = engine(home)
    assert graph.ask(f"ASK {{ <{first.iri}> dcterms:isReplacedBy <{outcome.iri}> }}")
    assert not graph.ask(f"ASK {{ <{first.iri}> a cancu:Plan }}")
    moved = create_app(home).test_client().get("/plans/" + first.iri.removeprefix(ID), headers={"Accept": "text/html"})
    assert (moved.status_code, moved.location) == (301, "/plans/" + outcome.iri.removeprefix(ID))
    later = keep(home, write("du-thao-2.txt", number="", rate="90")).outcomes[0]
    assert [s.iri for s in later.signed] == [outcome.iri]


def test_an_unnumbered_plan_under_another_title_is_offered_as_a_new_version_never_merged(
    write: Write, home: Path
) -> None:
    first = keep(home, write("mot.txt", number="", title="Chăm sóc sức khỏe trẻ em năm 2024")).outcomes[0]
    other = write("khac.txt", number="", title="Trồng rừng phòng hộ ven biển năm 2024")
    assert keep(home, other).outcomes[0].versions == ()
    newer = write("hai.txt", number="", title="Chăm sóc, nâng cao sức khỏe trẻ em năm 2024", rate="97")
    (alone,) = keep(home, newer).outcomes
    assert [v.iri for v in alone.versions] == [first.iri]
    assert "Có thể là bản mới của Kế hoạch «Chăm sóc sức khỏe trẻ em năm 2024»" in summary(alone, Added(()), (), "x")
    assert {first.iri, alone.iri} < {h.iri for h in held_documents(home)}
    (told,) = keep(home, newer, official_of={newer: first.iri}).outcomes
    assert "Là bản mới của Kế hoạch" in summary(told, Added(()), (), "x")
    assert [h.iri for h in held_documents(home) if "tre-em" in h.iri] == [told.iri] == [alone.iri]
    assert engine(home).ask(f"ASK {{ <{first.iri}> dcterms:isReplacedBy <{alone.iri}> }}")
    next_year = write("sau.txt", number="", title="Chăm sóc sức khỏe trẻ em năm 2025", day="ngày 10 tháng 3 năm 2025")
    assert keep(home, next_year).outcomes[0].versions == ()
    assert keep(home, write("so.txt", number="9", title="Chăm sóc sức khỏe trẻ năm 2024")).outcomes[0].versions == ()


def test_a_bundled_draft_gives_way_to_its_signed_copy_and_comes_back(write: Write, home: Path) -> None:
    (draft,) = (p.stem for p in bundled_sources().plans if "binh-phuoc_ke-hoach_2025" in p.stem)
    document = ID + draft.replace("_", "/", 3)
    signed = write("ky.txt", number="55", title="Thực hiện công tác trẻ em năm 2025", day="ngày 05 tháng 3 năm 2025")
    (offered,) = keep(home, signed).outcomes
    assert [d.iri for d in offered.drafts] == [document]
    keep(home, signed, build=True, official_of={signed: document})
    graph = engine(home)
    assert graph.ask(f"ASK {{ <{document}> dcterms:isReplacedBy <{offered.iri}> }}")
    assert not graph.ask(f"ASK {{ <{document}> ?p ?o FILTER(?p != dcterms:isReplacedBy) }}")
    assert remove(home, offered.iri).drafts == (document,)
    assert engine(home).ask(f"ASK {{ <{document}> a cancu:Plan }}")


def test_the_account_names_place_candidates_and_what_to_do(write: Write, home: Path) -> None:
    five = papers(write)[4]
    keep(home, five)
    unsure = write("unsure.txt", number="120", title="Việc khác", task="thực hiện Kế hoạch số 77/KH-UBND")
    added = keep(home, unsure)
    (outcome,) = added.outcomes
    asked = grouped(questions(engine(home), load_registry(), outcome.iri))
    text = summary(outcome, added, asked, "unsure.txt")
    assert text.startswith("ĐÃ THÊM VÀO KHO / Added: unsure.txt\n  Kế hoạch 120/KH-UBND ngày 10/3/2024")
    assert "Chỉ thị 28-CT/TW ngày 25/12/2023" in text
    assert "(chỉ biết qua viện dẫn)" in text
    assert f"CHƯA CHẮC CHẮN: {len(asked)} câu hỏi" in text
    line = next(n for n, line in enumerate(unsure.read_text("utf-8").split("\n"), 1) if "số 77/" in line)
    assert f"Dòng {line} (mục III.2): «Kế hoạch số 77/KH-UBND»" in text
    assert text.count("có thể là Kế hoạch 77/KH-UBND, ngày") == 2
    assert text.endswith("VIỆC TIẾP THEO: trả lời từng câu bằng lệnh cancu review unsure.txt\n")


def test_an_arrival_tells_every_failure_in_words(tmp_path: Path) -> None:
    missing = add(tmp_path / "home", [arrive(tmp_path / "khong-co.txt")], Options()).outcomes[0]
    assert (missing.kind, missing.reason_vi.endswith("không có tệp này.")) == (Kept.FAILED, True)


def test_what_a_document_does_not_cite_stays_as_the_bundled_data_describe_it(write: Write, home: Path) -> None:
    (outcome,) = keep(home, write("a.txt")).outcomes
    assert outcome.reading is not None
    cited = {c.instrument for c in outcome.reading.resolution.citations}
    graph = NamedNode(INSTRUMENTS_GRAPH)
    both = (memory_engine(bundled_sources()), engine(home))
    described = [set(e.store.quads_for_pattern(None, None, None, graph)) for e in both]
    before, after = ({q for q in quads if plain(q.subject) not in cited} for quads in described)
    assert before == after


def test_a_letter_without_number_and_title_is_refused_with_the_way_to_name_it(write: Write) -> None:
    arrival = arrive(write("cv.txt"))
    sha = arrival.readings[0].text.sha256
    nameless = next(rule for rule in rules() if rule.id == "instrument-identified")
    words = {field.name: "" for field in fields(Finding)} | {"rule": nameless.id, "severity": "violation"}
    told = violating(arrival, {sha: (Finding(**words),)})[sha]  # type: ignore[arg-type]
    assert f"cancu review {shlex.quote(str(arrival.path))}" in told.reason_vi
    assert "rồi thêm lại" in told.reason_vi
