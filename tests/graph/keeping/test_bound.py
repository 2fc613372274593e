"""Files that hold several documents: each is kept as its own, and a plan keeps what its decision tells of it."""

import itertools
import random
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner

from cancu.graph.cli import cli
from cancu.graph.keeping.folder import review_name
from cancu.graph.keeping.many import add_many
from cancu.graph.keeping.outcome import Kept, Options
from cancu.graph.keeping.removing import remove
from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.keeping.reviewing import Taken, record, undo
from cancu.graph.names import ID, plan_file_stem
from cancu.graph.registry import load_registry
from cancu.graph.review import Decision
from cancu.graph.review.file import with_decisions
from cancu.graph.texts import held_text
from cancu.graph.trace import render, trace
from cancu.graph.uncertain import questions
from tests.graph.keeping.conftest import Write, graph_files, keep
from tests.graph.keeping.test_adding import engine
from tests.graph.keeping.test_interrupted import Adder

BUNDLE = Path(__file__).resolve().parents[2] / "documents" / "bundles" / "quyet-dinh-kem-ke-hoach.txt"
LETTER = BUNDLE.with_name("cong-van-va-ke-hoach.txt")
DECISION = f"{ID}so-y-te-tinh-cao-bang/quyet-dinh/2025/415"
PLAN = f"{ID}so-y-te-tinh-cao-bang/ke-hoach/2025/_nuoc-sach-hoc-duong-nam-2025"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A decision with the plan that it issues."""
    return copied(tmp_path, "kem.txt")


def copied(folder: Path, name: str, instead: Mapping[str, str] = MappingProxyType({})) -> Path:
    """The decision and its plan with other words in the place of some."""
    text = BUNDLE.read_text("utf-8")
    for old, new in instead.items():
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_each_document_of_a_file_is_kept_as_its_own(bundle: Path, home: Path) -> None:
    decision, plan = keep(home, bundle).outcomes
    assert [(o.kind, o.file) for o in (decision, plan)] == [(Kept.ADDED, bundle)] * 2
    assert decision.iri == DECISION
    graph = engine(home)
    assert graph.ask(f"ASK {{ <{DECISION}> cancu:issues <{plan.iri}> }}")
    assert graph.ask(f"ASK {{ <{plan.iri}> a cancu:Plan ; dcterms:issued ?day FILTER(STR(?day) = '2025-03-12') }}")
    content = bundle.read_text("utf-8")
    for held in held_documents(home):
        assert held_text(home, held.record.sha256) == held.reading.text.content
        assert held.reading.text.content in content
    assert len({h.record.sha256 for h in held_documents(home)}) == 2


def test_read_again_the_plan_still_has_what_its_decision_tells(bundle: Path, home: Path) -> None:
    keep(home, bundle)
    before = graph_files(home)
    for derived in (home / "derived").iterdir():
        derived.unlink()
    reapply(home)
    assert graph_files(home) == before


def test_the_same_file_again_changes_nothing(bundle: Path, home: Path) -> None:
    keep(home, bundle)
    before = graph_files(home)
    assert [o.kind for o in keep(home, bundle).outcomes] == [Kept.UNCHANGED] * 2
    assert graph_files(home) == before


def test_a_new_version_of_the_file_replaces_each_document(bundle: Path, home: Path, tmp_path: Path) -> None:
    keep(home, bundle)
    newer = copied(tmp_path, "kem-sua.txt", {"20/11/2025": "25/11/2025", "từ ngày ký": "từ ngày 15/3/2025"})
    decision, plan = keep(home, newer).outcomes
    assert [decision.kind, plan.kind] == [Kept.REPLACED] * 2
    assert {c.kind for c in plan.changes} == {"nhiệm vụ", "chế độ báo cáo"}
    assert {h.record.file for h in held_documents(home)} == {"kem-sua.txt"}
    assert len(list((home / "documents").iterdir())) == 6
    assert engine(home).ask(f"ASK {{ <{DECISION}> cancu:issues <{plan.iri}> }}")
    again = add_many(home, [bundle], Options(), 1, 60)
    assert [(o.kind, "bản mới hơn" in o.reason_vi) for o in again] == [(Kept.UNCHANGED, True)]


def test_a_new_version_of_the_decision_alone_still_issues_the_plan(bundle: Path, home: Path, tmp_path: Path) -> None:
    (_, plan) = keep(home, bundle).outcomes
    own = BUNDLE.read_text("utf-8")
    alone = tmp_path / "quyet-dinh.txt"
    alone.write_text(own[: own.index("                        KẾ HOẠCH\n")].replace("từ ngày ký", "ngay"), "utf-8")
    (outcome,) = keep(home, alone).outcomes
    assert (outcome.kind, outcome.iri) == (Kept.REPLACED, DECISION)
    assert engine(home).ask(f"ASK {{ <{DECISION}> cancu:issues <{plan.iri}> }}")
    remove(home, DECISION)
    remove(home, plan.iri)
    assert list((home / "documents").iterdir()) == []


@pytest.mark.parametrize("first", ["decision", "plan"])
def test_documents_are_taken_out_one_by_one(first: str, bundle: Path, home: Path) -> None:
    _, plan = keep(home, bundle).outcomes
    whole = graph_files(home)
    gone, stays = (DECISION, plan.iri) if first == "decision" else (plan.iri, DECISION)
    remove(home, gone)
    (held,) = held_documents(home)
    assert held.iri == stays
    assert (held.reading.facts.identity.date, held.reading.issues) == ("2025-03-12", None)
    reapply(home)
    assert [h.iri for h in held_documents(home)] == [stays]
    # A run over the folder brings back what is missing, and the decision issues the plan again.
    add_many(home, [bundle], Options(), 1, 60)
    assert graph_files(home) == whole
    remove(home, gone)
    remove(home, stays)
    assert list((home / "documents").iterdir()) == []


def test_any_order_gives_the_same_graph(write: Write, bundle: Path, tmp_path: Path) -> None:
    decision = "Quyết định số 415/QĐ-SYT ngày 12/3/2025 của Sở Y tế tỉnh Cao Bằng về nước sạch"
    found = [bundle, LETTER, write("c.txt", carries_out=decision)]
    results = []
    for number, order in enumerate(itertools.permutations(found)):
        for path in order:
            keep(tmp_path / str(number), path)
        results.append(graph_files(tmp_path / str(number)))
    keep(tmp_path / "at-once", *random.Random(1).sample(found, 3))
    assert all(result == graph_files(tmp_path / "at-once") for result in results)


def test_a_text_without_its_decision_learns_date_and_issuer_from_it(bundle: Path, home: Path, tmp_path: Path) -> None:
    own = BUNDLE.read_text("utf-8")
    alone = tmp_path / "ke-hoach.txt"
    alone.write_text(own[own.index("                        KẾ HOẠCH\n") :], "utf-8")
    (first,) = keep(home, alone, allow_unclear=True).outcomes
    _, plan = keep(home, bundle).outcomes
    assert plan.kind == Kept.REPLACED
    assert plan.iri != first.iri
    assert {h.iri for h in held_documents(home)} == {DECISION, plan.iri}
    assert engine(home).ask(f"ASK {{ <{first.iri}> dcterms:isReplacedBy <{plan.iri}> }}")
    assert keep(home, alone, allow_unclear=True).outcomes[0].kind == Kept.UNCHANGED
    (tmp_path / "other").mkdir()
    at_once = keep(tmp_path / "other", alone, bundle, allow_unclear=True)
    assert {o.kind for o in at_once.outcomes} == {Kept.ADDED, Kept.UNCHANGED}


def test_what_is_unclear_alone_stays_out_and_the_others_are_kept(home: Path, tmp_path: Path) -> None:
    own = LETTER.read_text("utf-8")
    unclear = tmp_path / "khong-ro.txt"
    start = own.index("UBND TỈNH CAO BẰNG", 200)
    note = "Chuyển bộ phận văn thư xem giúp.\n\nNơi nhận:\n- Như trên.\n\n"
    unclear.write_text(note + own[own.rfind("\n", 0, start) :], "utf-8")
    refused, plan = keep(home, unclear).outcomes
    assert (refused.kind, plan.kind) == (Kept.REFUSED, Kept.ADDED)
    assert "không đọc ra" in refused.reason_vi
    assert [h.iri for h in held_documents(home)] == [plan.iri]


def test_text_typed_for_an_old_font_is_refused_with_what_to_do(home: Path, tmp_path: Path) -> None:
    typed = tmp_path / "phong-cu.txt"
    typed.write_text(
        "Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh triÓn khai thùc hiÖn kÕ ho¹ch nµy.\n" * 5, "utf-8"
    )
    (refused,) = keep(home, typed).outcomes
    assert refused.kind == Kept.REFUSED
    assert "chuyển mã sang Unicode" in refused.reason_vi


@pytest.mark.usefixtures("real_check")
def test_one_document_that_violates_a_rule_keeps_the_whole_file_out(write: Write, home: Path, tmp_path: Path) -> None:
    law, decree = "Luật Trẻ em ngày 05 tháng 4 năm 2016", "Luật số 37/2019/NĐ-CP ngày 20/11/2019"
    wrong = copied(tmp_path, "sai.txt", {law: decree})
    decision, plan, other = keep(home, wrong, write("a.txt")).outcomes
    assert [o.kind for o in (decision, plan, other)] == [Kept.REFUSED, Kept.REFUSED, Kept.ADDED]
    assert decision.findings
    assert not plan.findings
    assert "văn bản khác trong cùng tệp" in plan.reason_vi
    assert {h.record.file for h in held_documents(home)} == {"a.txt"}
    assert len(list((home / "documents").iterdir())) == 3


def test_an_interrupted_add_keeps_all_documents_of_the_file_or_none(bundle: Path, tmp_path: Path) -> None:
    seen = set()
    with Adder(bundle, False) as adder:
        for count in (6, 12, 18, 24, 27, 30, 33, 36, 40, 60):
            home = tmp_path / str(count)
            adder.add(home, count)
            keep(home)  # whoever comes next completes what was decided
            seen.add(len(list(held_documents(home))))
    assert seen == {0, 2}


def test_decisions_about_the_plan_survive(bundle: Path, home: Path) -> None:
    _, plan = keep(home, bundle).outcomes
    (citation,) = plan.reading.resolution.citations if plan.reading else ()
    mention = citation.mention
    decision = Decision("relation", mention.section, mention.text, 1, "cites", "đọc lại", "Nguyễn Văn An", "2025-04-01")
    review = home / review_name(plan.iri)
    review.write_text(with_decisions(review, "", "kem.txt", (decision,)), "utf-8")
    reapply(home)
    held = {h.iri: h.reading for h in held_documents(home)}
    assert held[plan.iri].resolution.citations[0].mention.relation == "cites"
    assert held[plan.iri].facts.identity.date == "2025-03-12"
    assert not held[DECISION].unmatched
    remove(home, plan.iri)
    keep(home, bundle)
    held = {h.iri: h.reading for h in held_documents(home)}
    assert held[plan.iri].resolution.citations[0].mention.relation == "cites"


def test_a_restricted_document_keeps_the_whole_file_apart(home: Path, tmp_path: Path) -> None:
    heading = " " * 24 + "QUYẾT ĐỊNH\n"
    path = copied(tmp_path, "mat.txt", {heading: "MẬT\n\n" + heading})
    assert [o.kind for o in keep(home, path).outcomes] == [Kept.REFUSED]
    assert [o.kind for o in keep(home, path, allow_restricted=True).outcomes] == [Kept.RESTRICTED] * 2
    assert not list(held_documents(home))


def test_the_command_says_how_many_documents_the_file_holds(
    bundle: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_HOME", str(home))
    told = CliRunner().invoke(cli, ["add", str(bundle)])
    assert told.exit_code == 0, told.output
    assert "TỆP kem.txt CÓ 2 VĂN BẢN" in told.stdout
    assert "1. Quyết định 415/QĐ-SYT ngày 12/3/2025" in told.stdout
    traced = CliRunner().invoke(cli, ["trace", str(bundle), "--up"])
    assert traced.exit_code == 0, traced.output
    assert "88/KH-UBND" in traced.stdout
    listed = CliRunner().invoke(cli, ["query", "plan-citations", f"plan={bundle}", "--format", "csv"])
    assert "88/KH-UBND" in listed.stdout
    which = CliRunner().invoke(cli, ["remove", str(bundle), "--yes"])
    assert which.exit_code == 2
    assert DECISION in which.stderr
    assert len(list(held_documents(home))) == 2
    checked = CliRunner().invoke(cli, ["check", str(bundle)])
    assert checked.exit_code == 0, checked.output


def test_the_chain_of_a_decision_goes_down_to_its_plan_and_that_of_the_plan_up_through_it(
    bundle: Path, home: Path
) -> None:
    _, plan = keep(home, bundle).outcomes
    graph = engine(home)
    down, up = (render(trace(graph, root, way, 5)) for root, way in ((DECISION, "down"), (plan.iri, "up")))
    assert "─ ban hành kèm theo văn bản này: Kế hoạch" in down
    assert "─ được ban hành kèm theo: Quyết định 415/QĐ-SYT" in up
    assert "1369/QĐ-UBND" in up  # a ground of the decision is one of the plan
    assert "88/KH-UBND" in up


def test_a_plan_carries_out_what_its_decision_carries_out(home: Path, tmp_path: Path) -> None:
    title = "Kế hoạch thực hiện Quyết định số 9/QĐ-TTg ngày 02/01/2025 của Thủ tướng Chính phủ\n\n"
    file = copied(tmp_path, "kem.txt", {"Kế hoạch nước sạch học đường năm 2025\n\n": title})
    decision, plan = keep(home, file).outcomes
    target = f"{ID}thu-tuong-chinh-phu/quyet-dinh/2025/9"
    graph = engine(home)
    path = f"?path cancu:pathFrom <{plan.iri}> ; cancu:pathTo"
    assert graph.ask(
        f"ASK {{ {path} <{target}> ; cancu:depth 2 ; cancu:pathVia <{decision.iri}> ; cancu:pathEvidence ?said ; "
        f"cancu:relation relation:implements . ?said cancu:citingDocument <{decision.iri}> }}"
    )
    assert graph.ask(f"ASK {{ {path} <{decision.iri}> ; cancu:depth 1 ; cancu:relation relation:issued_with }}")
    assert graph.ask(f"ASK {{ <{target}> cancu:implementingPlanCount 1 }}")


def corrected(home: Path, field: str, value: str) -> None:
    """A person decides about the decision of the bundle, as `cancu review` records it."""
    decision = Decision("identity", "document", "", 1, value, "theo sổ công văn", "A", "2026-11-22", field)
    record(home, [Taken(value, {DECISION: (decision,)})], {DECISION: "kem.txt"})
    reapply(home)


def test_a_corrected_date_of_the_decision_is_that_of_its_plan_and_stays(bundle: Path, home: Path) -> None:
    keep(home, bundle)
    printed = graph_files(home)
    corrected(home, "date", "2025-03-15")
    assert {h.reading.facts.identity.date for h in held_documents(home)} == {"2025-03-15"}
    after = graph_files(home)
    assert b"2025-03-15" in after[f"plans/{plan_file_stem(PLAN)}.ttl"]
    for derived in (home / "derived").iterdir():
        derived.unlink()
    reapply(home)
    assert graph_files(home) == after
    assert [o.kind for o in keep(home, bundle).outcomes] == [Kept.UNCHANGED] * 2
    assert graph_files(home) == after
    assert undo(home) is not None
    reapply(home)
    found = graph_files(home)
    del found["reviews.jsonl"]
    assert found == printed


def test_a_corrected_issuer_names_the_decision_and_its_plan(bundle: Path, home: Path) -> None:
    keep(home, bundle)
    printed = graph_files(home)
    corrected(home, "issuer", f"{ID}body/so-y-te-tinh-lang-son")
    found = {h.iri for h in held_documents(home)}
    assert found == {iri.replace("tinh-cao-bang", "tinh-lang-son") for iri in (DECISION, PLAN)}
    graph = engine(home)
    assert graph.ask(f"ASK {{ <{PLAN}> dcterms:isReplacedBy ?plan . ?decision cancu:issues ?plan }}")
    assert undo(home) is not None
    reapply(home)
    assert {h.iri for h in held_documents(home)} == {DECISION, PLAN}
    assert {n for n in graph_files(home) if n.startswith("plans/")} == {n for n in printed if n.startswith("plans/")}


def test_correcting_before_or_after_adding_gives_the_same_folder(bundle: Path, home: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    decision = Decision("identity", "document", "", 1, "2025-03-15", "theo sổ", "A", "2026-11-22", "date")
    for folder, first in ((home, True), (before, False)):
        if first:
            keep(folder, bundle)
        record(folder, [Taken("x", {DECISION: (decision,)})], {DECISION: "kem.txt"})
        if not first:
            keep(folder, bundle)
        reapply(folder)
    assert graph_files(home) == graph_files(before)


def test_what_the_decision_tells_is_asked_about_the_decision_alone(home: Path, tmp_path: Path) -> None:
    undated = copied(tmp_path, "kem.txt", {"ngày 12 tháng 3 năm 2025": "ngày    tháng    năm 2025"})
    decision, plan = keep(home, undated).outcomes
    asked = [(q.topic.name, q.occurrences[0].document) for q in questions(engine(home), load_registry())]
    mine = [(topic, document) for topic, document in asked if document in (decision.iri, plan.iri)]
    assert ("date", decision.iri) in mine
    assert not {("date", plan.iri), ("number", plan.iri), ("issuer", plan.iri)} & set(mine)
