"""What a document leaves uncertain comes up as a question; what a person has reviewed does not."""

from collections import defaultdict

import pytest
from pyoxigraph import RdfFormat, Store, parse

from cancu.graph.engine import EmbeddedEngine
from cancu.graph.known import Known
from cancu.graph.names import ID
from cancu.graph.read import text_of
from cancu.graph.reading import Reading, understand
from cancu.graph.registry import load_registry
from cancu.graph.review import Decision
from cancu.graph.sources import asserted_quads, bundled_sources
from cancu.graph.uncertain import Question, every_question, questions
from cancu.graph.uncertain.place import line_of, passage_of
from cancu.graph.write import draft_turtle
from tests.graph.uncertain.doubtful import DOUBTFUL

REGISTRY = load_registry()


def read(text: str = DOUBTFUL, *decisions: Decision) -> Reading:
    return understand(text_of("ke-hoach.txt", text), REGISTRY, Known(), decisions)


def engine(reading: Reading) -> EmbeddedEngine:
    store = Store()
    store.bulk_extend(asserted_quads(bundled_sources()))
    store.bulk_extend(parse(draft_turtle(reading, REGISTRY).encode(), format=RdfFormat.TURTLE))
    return EmbeddedEngine(store)


@pytest.fixture(scope="module")
def found() -> dict[str, list[Question]]:
    reading = read()
    by_topic = defaultdict(list)
    for question in questions(engine(reading), REGISTRY, reading.iri):
        by_topic[question.topic.name].append(question)
    return by_topic


def test_every_doubt_about_the_document_is_asked(found: dict[str, list[Question]]) -> None:
    assert set(found) == {
        "impossible-date", "unresolved", "two-registers", "law-undated", "relation", "agency", "number", "date",
        "reporter",
    }  # fmt: skip
    assert "Chỗ ghi số để trống" in found["number"][0].why
    assert "ngày tháng 4 năm 2024" in found["date"][0].why
    assert "32/01/2023" in found["impossible-date"][0].why
    assert [q.subject for q in found["unresolved"]] == ["Kế hoạch số 99/KH-UBND"]
    assert found["unresolved"][0].place == "Ủy ban nhân dân tỉnh Bình Phước"


def test_one_day_and_two_registers_may_be_one_instrument(found: dict[str, list[Question]]) -> None:
    offered = {tuple(c.value.rpartition("/")[2] for c in q.choices) for q in found["two-registers"]}
    assert offered == {("15-2023", "15"), ("15", "15-2023")}
    assert all(q.choices[0].confirms for q in found["two-registers"])


def test_a_body_that_nobody_knows_comes_with_those_of_a_similar_name(found: dict[str, list[Question]]) -> None:
    (agency,) = found["agency"]
    itself, similar = agency.choices[:2]
    assert (itself.confirms, itself.told) == (True, agency.read)
    assert similar.value == ID + "body/so-y-te-tinh-binh-phuoc"


def test_a_choice_is_told_so_that_a_clerk_recognises_it(found: dict[str, list[Question]]) -> None:
    told = {c.told for q in found["two-registers"] for c in q.choices}
    assert "Quyết định 15/2023/QĐ-TTg, ngày 01/6/2023, Thủ tướng Chính phủ" in told


def test_damaged_numbers_and_titles_are_asked_about() -> None:
    garbled = read(
        "UY BAN NHAN DAN\nTINH HOA BINH\nS6: 31/KH-UBND\nHoa Binh, ngay 10 thang 3 nam 2024\nKE HOACH\n"
        "Thuc hién céng tac tré em nam 2024\n"
        "Thuc hién Quyét dinh s6 1472/Qb-TTg ngay 28/9/2020 cua Thu tuéng Chinh pha.\n"
    )
    topics = {q.topic.name: q for q in questions(engine(garbled), REGISTRY, garbled.iri)}
    assert topics["repaired"].choices[0].value == ID + "thu-tuong-chinh-phu/quyet-dinh/2020/1472"
    assert "1472/Qb-TTg" in topics["repaired"].why
    assert topics["title"].choices[0].confirms


def test_what_a_person_reviewed_is_not_asked_again() -> None:
    confirmed = read(
        DOUBTFUL, Decision("confirmed", "document", "", 1, read().text.sha256, "đã xem", "A", "2026-11-22")
    )
    assert questions(engine(confirmed), REGISTRY, confirmed.iri) == ()
    known = "Quyết định số 08/QĐ-TTg ngày 32/01/2023"
    surface = next(q.subject for q in questions(engine(read()), REGISTRY, read().iri) if q.subject.startswith(known))
    unknown = read(DOUBTFUL, Decision("citation", "I.2", surface, 1, "unknown", "giấy mờ", "A", "2026-11-22"))
    topics = {q.topic.name for q in questions(engine(unknown), REGISTRY, unknown.iri)}
    assert "impossible-date" not in topics
    assert "law-undated" in topics


def test_all_citations_of_a_plan_can_be_walked_each_once() -> None:
    reading = read()
    every = every_question(engine(reading), REGISTRY, reading.iri)
    about = [(o.section, o.surface, o.ordinal) for q in every if q.topic.kind == "citation" for o in q.occurrences]
    assert len(about) == len(set(about)) == len(reading.resolution.citations)


def test_the_bundled_data_raise_questions_about_every_plan_in_doubt() -> None:
    store = Store()
    store.bulk_extend(asserted_quads(bundled_sources()))
    found = questions(EmbeddedEngine(store), REGISTRY)
    assert {q.topic.name for q in found} >= {"repaired", "law-undated", "number", "date"}
    assert all(q.choices or q.topic.typed for q in found)


def test_a_place_is_told_by_page_line_and_the_words_around_it() -> None:
    text = "một\nhai\fba\nThực hiện Quyết định số 1/QĐ-TTg năm nay"
    start = text.index("Quyết định")
    assert line_of(text, start) == (2, 2)
    assert passage_of(text, start, 22) == "một hai ba Thực hiện «Quyết định số 1/QĐ-TTg» năm nay"
    assert passage_of(text, start, 0).startswith("một hai ba Thực hiện Quyết định")
