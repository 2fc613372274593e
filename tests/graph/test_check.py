"""The check as the command line and the site use it."""

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import SH

from cancu.graph.check import (
    FORMATS,
    SEVERITY_LABELS,
    CheckError,
    Report,
    check_bundled,
    check_documents,
    check_files,
    check_graph,
    check_sources,
    check_store,
    render,
    rules,
    run,
)
from cancu.graph.check.load import sources
from cancu.graph.check.run import check_quads
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.names import DERIVED_GRAPH, ID, INSTRUMENTS_GRAPH, REFERENCE_GRAPH, graph_iri
from cancu.graph.reading import read_document
from cancu.graph.registry import load_registry
from cancu.graph.sources import ONTOLOGY_FOLDER, bundled_sources, read_turtle
from cancu.graph.store import build
from cancu.graph.write import draft_turtle

EXAMPLES = Path(__file__).parent.parent / "shapes"
CONFORMING = (EXAMPLES / "conforming.ttl").read_text(encoding="utf-8")
PLAN = ID + "ubnd-tinh-song-mo/ke-hoach/2024/12"
HOME = graph_iri(PLAN)
FIRST_CITATION = PLAN + "#cit-preamble-5-nq-hdnd-1"


def quads(turtle: str) -> list[Quad]:
    """Parts of documents in their graphs, the plan with its own, all else in the reference graph, with the types."""
    triples = [*parse(turtle.encode(), format=RdfFormat.TURTLE), *read_turtle(ONTOLOGY_FOLDER / "types.ttl")]
    return [Quad(t.subject, t.predicate, t.object, home(t.subject)) for t in triples]


def home(subject: object) -> NamedNode:
    """The graph of the document that the subject is, or is a part of."""
    document, _, part = str(subject).strip("<>").partition("#")
    own = document == PLAN or (part and "/id/" in document)
    return NamedNode(graph_iri(document)) if own else NamedNode(REFERENCE_GRAPH)


def extra_citation(facts: str) -> str:
    """The conforming plan with one more citation of the resolution."""
    return (
        CONFORMING
        + f"""
:cit-III.2-x-1 a cancu:Citation ; cancu:citingDocument plan:12 ; cancu:order 4 ; cancu:section "III.2" ;
    cancu:surface "Nghị quyết 5" ; cancu:start 500 ; cancu:end 520 ; cancu:relation relation:cites ;
    cancu:resolution resolution:resolved ; {facts} ;
    cancu:citedDocument <{ID}hdnd-tinh-song-mo/nghi-quyet/2023/5-2023> .
"""
    )


@pytest.fixture(scope="module")
def report() -> Report:
    """A violation, a point to review and a note in one plan."""
    turtle = extra_citation('cancu:printedNumber "5/NQ-HĐND" ; cancu:rawDate "31/02/2023"')
    return check_quads(quads(turtle.replace("relation:details", "relation:cites")), checked=("ke-hoach.ttl",))


def test_findings_name_document_section_and_surface(report: Report) -> None:
    finding = next(f for f in report.findings if f.rule == "citation-impossible-date")
    assert finding.plan == PLAN
    assert finding.plan_label == "12/KH-UBND (Ủy ban nhân dân tỉnh Sông Mơ)"
    assert (finding.section, finding.start, finding.end, finding.surface) == ("III.2", 500, 520, "Nghị quyết 5")
    assert finding.detail_vi == "Ghi: «31/02/2023»."
    assert "không có trên lịch" in finding.message()
    assert finding.message("en").endswith("Printed: «31/02/2023».")


def test_a_finding_on_a_document_stands_at_the_citation_it_names(report: Report) -> None:
    finding = next(f for f in report.findings if f.rule == "citation-two-registers")
    assert (finding.focus, finding.section, finding.start) == (PLAN, "III.2", 500)
    assert finding.detail_vi == "Ghi: 5/NQ-HĐND; trong dữ liệu: 5/2023/NQ-HĐND."


def test_the_report_counts_and_orders(report: Report) -> None:
    assert [f.severity for f in report.findings] == ["violation", "warning", "note"]
    assert report.counts == {"citation-nested-relation": 1, "citation-impossible-date": 1, "citation-two-registers": 1}
    assert (report.count("violation"), report.conforms) == (1, False)
    assert report.of_plan(PLAN) == report.findings
    assert report.of_plan(PLAN + "3") == ()


def test_json_comes_back(report: Report) -> None:
    text = render(report, "json")
    assert Report.from_json(text) == report
    assert json.loads(text)["severities"] == {"violation": 1, "warning": 1, "note": 1}


def test_csv_has_a_row_a_finding(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(render(report, "csv", "en"))))
    assert [row["rule"] for row in rows] == [f.rule for f in report.findings]
    assert rows[1]["surface"] == "Nghị quyết 5"


def test_turtle_is_a_shacl_report(report: Report) -> None:
    graph = Graph().parse(data=render(report, "ttl"), format="turtle")
    results = list(graph.objects(None, SH.result))
    assert len(results) == len(report.findings)
    for result in results:
        for needed in (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent):
            assert graph.value(result, needed) is not None
        assert len(list(graph.objects(result, SH.resultMessage))) == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_text_says_what_and_where(report: Report, language: str) -> None:
    text = render(report, "text", language)
    for pair in SEVERITY_LABELS.values():
        assert pair[language == "en"] in text
    assert "Nghị quyết 5" in text
    assert "500–520" in text


def test_text_of_nothing() -> None:
    assert "Không có gì phải rà soát" in render(Report.of([]))


def test_formats() -> None:
    assert [bool(render(Report.of([]), form)) for form in FORMATS] == [True] * len(FORMATS)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param('cancu:printedNumber "5/2023/NQ-HĐND"', id="short mention of what is dated elsewhere"),
        pytest.param(
            'cancu:printedNumber "5/2023/NQ-HĐND" ; cancu:numberRaw "5/2023/NQ- HĐND"', id="blank at a hyphen"
        ),
        pytest.param('cancu:printedNumber "5/2023/NQ-HĐND" ; cancu:numberRaw "5/2023/NQ-HDND"', id="lost diacritic"),
        pytest.param(
            'cancu:printedNumber "5/2023/NQ-HĐND" ; cancu:printedIssuer "hội đồng Nhân dân tỉnh Sông Mơ"',
            id="case of names",
        ),
        pytest.param(
            'cancu:printedNumber "5/2023/NQ-HĐND" ; cancu:printedDate "2023"^^xsd:gYear', id="year of the date"
        ),
    ],
)
def test_no_false_alarm(facts: str) -> None:
    assert check_quads(quads(extra_citation(facts))).findings == ()


def test_a_damaged_text_is_not_blamed_for_separators() -> None:
    turtle = extra_citation('cancu:printedNumber "5/2023/NQ-HĐND" ; cancu:numberRaw "5 2023 NQ HĐND"')
    assert check_quads(quads(turtle)).counts == {"citation-number-separator": 1}
    damaged = turtle.replace("quality:good", "quality:garbled")
    assert check_quads(quads(damaged)).counts == {"text-garbled": 1}


def test_an_ended_body_is_named_once_with_all_it_has_to_do() -> None:
    turtle = CONFORMING.replace("cancu:reportTo body:ubnd-tinh-song-mo", "cancu:reportTo body:so-cu-tinh-song-mo")
    turtle = turtle.replace("cancu:via body:so-cay-xanh-tinh-song-mo", "cancu:via body:so-cu-tinh-song-mo")
    found = check_quads(quads(turtle.replace('"2024-11-15"', '"2025-11-14"'))).findings
    assert [f.rule for f in found] == ["body-ended"]
    assert found[0].detail_vi == (
        "Sở Cũ tỉnh Sông Mơ: nhận báo cáo (mục IV), tổng hợp báo cáo (mục IV); kết thúc hoạt động từ 01/3/2025, "
        "trước hạn báo cáo 14/11/2025."
    )


def test_a_group_is_not_a_body_that_ended() -> None:
    turtle = CONFORMING.replace("cancu:reportTo body:ubnd-tinh-song-mo", "cancu:reportTo group:cac-so-tinh-song-mo")
    ended = '\ngroup:cac-so-tinh-song-mo cancu:endedOn "2025-03-01"^^xsd:date .\n'
    assert turtle != CONFORMING
    assert check_quads(quads(turtle + ended)).findings == ()


def test_a_triple_has_one_home() -> None:
    doubled = quads(CONFORMING)
    law = next(q for q in doubled if "luat-cay-xanh" in str(q.subject) and "title" in str(q.predicate))
    found = check_quads([*doubled, Quad(law.subject, law.predicate, law.object, NamedNode(INSTRUMENTS_GRAPH))]).findings
    assert [(f.rule, f.focus) for f in found] == [("two-homes", ID + "luat/2020/luat-cay-xanh")]
    part = next(q for q in doubled if FIRST_CITATION in str(q.subject) and "surface" in str(q.predicate))
    found = check_quads(
        [*doubled, Quad(part.subject, part.predicate, part.object, NamedNode(INSTRUMENTS_GRAPH))]
    ).findings
    assert {(f.rule, f.focus) for f in found} >= {(rule, FIRST_CITATION) for rule in ("two-homes", "part-outside-home")}


def test_a_part_stays_in_its_document() -> None:
    moved = [
        Quad(q.subject, q.predicate, q.object, NamedNode(REFERENCE_GRAPH)) if FIRST_CITATION in str(q.subject) else q
        for q in quads(CONFORMING)
    ]
    found = check_quads(moved).findings
    assert {(f.rule, f.focus) for f in found} == {("part-outside-home", FIRST_CITATION)}


def test_a_graph_can_be_checked_as_a_whole_or_in_part() -> None:
    graph = Graph().parse(data=CONFORMING.replace("level:district", "level:thon"), format="turtle")
    graph += Graph().parse(ONTOLOGY_FOLDER / "types.ttl")
    assert check_graph(graph).counts == {"area-level": 1}
    assert check_graph(graph, focus=[PLAN, FIRST_CITATION]).findings == ()
    assert check_graph(graph, focus=[]).findings == ()
    dataset = Dataset()
    dataset.graph(URIRef(HOME)).__iadd__(graph)
    assert check_graph(dataset).counts == {"area-level": 1}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_checked_with_the_data(tmp_path: Path) -> None:
    good = write(tmp_path, "good.ttl", CONFORMING.replace("body:quoc-hoi a", "body:quoc-hoi-cu a"))
    assert run([good]).exit_code == 0
    bad = write(tmp_path, "bad.ttl", CONFORMING.replace("relation:cites", "relation:approves"))
    outcome = run([bad])
    assert outcome.exit_code == 1
    assert "citation-relation" in outcome.text
    assert check_files([bad]).checked == (str(bad),)


def test_a_blank_node_is_not_overlooked(tmp_path: Path) -> None:
    path = write(tmp_path, "blank.ttl", CONFORMING + '\n[] a cancu:Citation ; cancu:section "II" .')
    assert "citation-iri" in check_files([path]).counts


def test_broken_turtle_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "broken.ttl", "@prefix : <http://example.org/> .\n:a :b .\n")
    outcome = run([path])
    assert (outcome.exit_code, outcome.text) == (2, "")
    assert f"{path}, dòng 2" in outcome.error
    assert f"{path}, line 2" in run([path], language="en").error


@pytest.mark.parametrize("name", ["missing.ttl", "picture.png"])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    outcome = run([tmp_path / name])
    assert outcome.exit_code == 2
    assert name in outcome.error
    with pytest.raises(CheckError):
        check_files([tmp_path / name])


def test_the_bundled_data_has_no_violation() -> None:
    report = check_bundled()
    assert [(f.rule, f.focus, f.value) for f in report.findings if f.severity == "violation"] == []
    assert report.counts.keys() <= {rule.id for rule in rules()}


def test_a_file_by_itself_has_the_findings_of_the_whole() -> None:
    """A check of one file looks only at its neighbourhood; what it says of the file's own subjects is the same."""
    whole = check_bundled()
    for path in bundled_sources().plans:
        subjects = {str(q.subject).strip("<>") for q in read_turtle(path)}
        alone = check_files([path])
        assert alone.findings == tuple(f for f in whole.findings if f.focus in subjects)
        assert alone.findings


def test_a_document_of_the_data_by_itself_has_the_findings_of_the_whole() -> None:
    found = bundled_sources()
    whole = check_sources(found)
    for path in found.plans:
        document = next(str(q.subject).strip("<>") for q in read_turtle(path) if q.predicate.value.endswith("#held"))
        alone = check_documents(found, [document])
        assert alone.findings == tuple(f for f in whole.findings if f.focus.partition("#")[0] == document)
        assert alone.findings


def test_progress_is_told_to_the_end() -> None:
    asked: list[tuple[int, int]] = []
    read: list[tuple[int, int]] = []
    check_sources(bundled_sources(), lambda done, total: asked.append((done, total)), lambda *at: read.append(at))
    for told in (asked, read):
        assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


def test_turtle_made_from_a_draft_passes_as_the_draft_does(corpus: Path, tmp_path: Path) -> None:
    """`cancu read FILE --format ttl` describes what the draft cites too; what the data hold already counts once."""
    draft = next((corpus / "plans").glob("0124-*"))
    turtle = tmp_path / "draft.ttl"
    registry = load_registry()
    turtle.write_text(draft_turtle(read_document(draft, registry), registry), encoding="utf-8")
    from_text, from_turtle = check_files([draft]), check_files([turtle])
    assert [f.rule for f in from_turtle.findings] == [f.rule for f in from_text.findings]
    assert from_turtle.conforms


def test_many_plans_are_checked_on_the_disk_with_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = check_bundled()
    read: list[tuple[int, int]] = []
    monkeypatch.setattr("cancu.graph.check.load.IN_MEMORY", 0)
    assert check_bundled(read=lambda *so_far: read.append(so_far)) == in_memory
    assert read[-1][0] == read[-1][1] == len(read)


def test_what_the_build_of_these_very_files_found_is_told_without_asking_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    asked: list[tuple[int, int]] = []

    def told(**how: bool) -> Report:
        asked.clear()
        return check_bundled(home, lambda *so_far: asked.append(so_far), **how)

    build(bundled_sources(), home, lambda engine: check_store(engine).body)
    assert told() == check_sources(bundled_sources())
    assert asked == []
    assert told(again=True) == check_sources(bundled_sources())
    assert asked, "every rule is asked where somebody wants it"
    (home / "plans").mkdir()
    plan = bundled_sources().plans[0]
    (home / "plans" / plan.name).write_text(plan.read_text("utf-8") + "# sửa\n", "utf-8")
    assert told() == check_sources(sources(home))
    assert asked, "what was built is not what is there"
    build(sources(home), home)
    assert told() == check_sources(sources(home))
    assert asked, "the build did not check"


def test_what_is_derived_is_no_thing_that_a_rule_speaks_of(tmp_path: Path) -> None:
    version = build(bundled_sources(), tmp_path / "home").version
    with_derived = EmbeddedEngine(version.open_store())
    assert check_store(with_derived) == check_sources(bundled_sources())
    derived = with_derived.select(f"SELECT ?thing WHERE {{ GRAPH <{DERIVED_GRAPH}> {{ ?thing a ?class }} }}")
    assert derived.rows, "there are things that only a template tells"


def test_rules_are_asked_of_the_files_where_what_was_built_of_them_is_damaged(tmp_path: Path) -> None:
    version = build(bundled_sources(), tmp_path / "home", lambda engine: check_store(engine).body).version
    for table in version.store.glob("*.sst"):
        table.write_bytes(b"")
    assert check_bundled(tmp_path / "home", again=True) == check_sources(bundled_sources())
