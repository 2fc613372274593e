"""Parameters of saved questions: how values may be spelled, and that they are bound, never pasted."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from cancu.graph.knowledge import Knowledge, UnknownQuestionError
from cancu.graph.names import ID
from cancu.graph.saved import (
    QUERIES,
    BrokenQueryError,
    ParameterError,
    SavedQuery,
    bind_terms,
    page_query,
    read_query,
    saved_queries,
)

DIRECTIVE = f"{ID}ban-bi-thu/chi-thi/2023/99"
PLAN = f"{ID}ubnd-tinh-song-tra/ke-hoach/2024/88"
SPELLINGS = [
    "88/KH-UBND", "88/kh-ubnd", "88 KH UBND", "88-KH/UBND", "KH 88", "kế hoạch 88", "ke hoach so 88",
    "Kế hoạch số 88/KH-UBND", "088/KH-UBND", "88/KH-UBND@2024", "88/KH-UBND ngày 10/4/2024",
    "Kế hoạch số 88/KH-UBND ngày 10/4/2024 của UBND tỉnh",
    "88/KH–UBND", "ke-hoach-88.txt", "/duong/dan/KE-HOACH-88.TXT", PLAN, f"<{PLAN}>",
    "id/ubnd-tinh-song-tra/ke-hoach/2024/88", "Chăm sóc trẻ em tỉnh Sông Trà giai đoạn 2024 - 2026",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_plan_is_known_by_any_usual_spelling(spelling: str, mini: Knowledge) -> None:
    assert mini.resolver.plan(spelling).iri == PLAN


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("26/2021/nq-hdnd", "hdnd-tinh-nui-lam/nghi-quyet/2021/26-2021"),
        ("26/2021", "hdnd-tinh-nui-lam/nghi-quyet/2021/26-2021"),
        ("nq 26/2021", "hdnd-tinh-nui-lam/nghi-quyet/2021/26-2021"),
        ("Nghị quyết số 26/2021/NQ-HĐND", "hdnd-tinh-nui-lam/nghi-quyet/2021/26-2021"),
        ("chi thi 99@2023", "ban-bi-thu/chi-thi/2023/99"),
        ("CT 99 2019", "ban-bi-thu/chi-thi/2019/99"),
        ("6/QĐ-TTg", "thu-tuong/quyet-dinh/2021/06"),
        ("06 qd ttg", "thu-tuong/quyet-dinh/2021/06"),
        ("Luật Trẻ em", "luat/2016/luat-tre-em"),
        ("luat tre em", "luat/2016/luat-tre-em"),
        ("Luật Trẻ em năm 2016", "luat/2016/luat-tre-em"),
        ("luat tre em 2016", "luat/2016/luat-tre-em"),
        (f"{ID}ban-bi-thu/chi-thi/2023/99-cu", "ban-bi-thu/chi-thi/2023/99"),
    ],
)
def test_an_instrument_is_known_by_any_usual_spelling(spelling: str, expected: str, mini: Knowledge) -> None:
    assert mini.resolver.instrument(spelling).iri == ID + expected


def failed(mini: Knowledge, question: str, **values: str) -> ParameterError:
    """The complaint about a value."""
    with pytest.raises(ParameterError) as caught:
        mini.ask_question(question, {name.rstrip("_"): value for name, value in values.items()})
    return caught.value


def test_an_ambiguous_number_lists_what_it_could_be(mini: Knowledge) -> None:
    error = failed(mini, "implementing-plans", instrument="99-CT/TW")
    assert (error.code, error.parameter) == ("ambiguous", "instrument")
    assert [(c.number, c.date, c.issuer) for c in error.candidates] == [
        ("99-CT/TW", "2023-12-25", "Ban Bí thư Trung ương Đảng"),
        ("99-CT/TW", "2019-02", "Ban Bí thư Trung ương Đảng"),
    ]


def test_a_bare_agency_name_lists_the_bodies_of_that_name(mini: Knowledge) -> None:
    error = failed(mini, "agency-duties", agency="Sở Y tế")
    assert error.code == "ambiguous"
    assert [c.label for c in error.candidates] == ["Sở Y tế tỉnh Sông Trà", "Sở Y tế tỉnh Núi Lam"]
    assert mini.resolver.agency("Phòng Y tế").label == "Phòng Y tế huyện Hòa Trung"
    assert mini.resolver.agency("UBND tỉnh Núi Lam").label == "Ủy ban nhân dân tỉnh Núi Lam"


def test_an_unknown_number_shows_near_ones(mini: Knowledge) -> None:
    error = failed(mini, "legal-bases", plan="89/KH-UBND")
    assert error.code == "unknown"
    assert PLAN in [c.iri for c in error.candidates]
    assert "89/KH-UBND" in error.message_vi


def test_an_instrument_is_no_plan(mini: Knowledge) -> None:
    assert failed(mini, "legal-bases", plan="99-CT/TW@2023").code == "unknown"
    assert failed(mini, "legal-bases", plan=DIRECTIVE).code == "unknown"


@pytest.mark.parametrize("day", ["30/02/2024", "2024-13-01", "hôm nay", "2024", "1/1/24", "٢٠٢٤-٠١-٠١"])
def test_what_is_no_date_is_refused(day: str, mini: Knowledge) -> None:
    error = failed(mini, "reporting-deadlines", from_=day)
    assert (error.code, error.parameter) == ("malformed", "from")


@pytest.mark.row("Q2")
def test_missing_and_unknown_parameters(mini: Knowledge) -> None:
    assert failed(mini, "legal-bases").code == "missing"
    assert failed(mini, "legal-bases", plan="  ").code == "missing"
    assert failed(mini, "plans", plan="88/KH-UBND").code == "unknown-parameter"
    with pytest.raises(UnknownQuestionError):
        mini.ask_question("nothing", {})


def test_messages_speak_of_labels_not_of_internal_names(mini: Knowledge) -> None:
    assert failed(mini, "reporting-deadlines", from_="x").message_vi.startswith("«Từ ngày» (from) phải là ngày")
    assert failed(mini, "legal-bases").message_vi == "Chưa có giá trị cho «Kế hoạch» (plan)."
    unknown = failed(mini, "reporting-deadlines", x="1").message_vi
    assert "«Hạn báo cáo»" in unknown
    assert unknown.endswith("Từ ngày (from), Đến ngày (to).")
    internal = re.compile(r"\b(depth|via|basis|issued-for|orders-plan|task|candidates|mentions|plans)\b")
    for query in saved_queries().values():
        assert not internal.search(f"{query.title_vi} {query.answer_vi}"), query.name


def test_binding_changes_the_marked_row_alone(mini: Knowledge) -> None:
    query = saved_queries()["legal-bases"]
    bound = mini.ask_question("legal-bases", {"plan": "88/KH-UBND"}).bound.sparql
    changed = [(a, b) for a, b in zip(query.text.split("\n"), bound.split("\n"), strict=True) if a != b]
    assert changed == [("  VALUES (?plan) { (UNDEF) } #= plan", f"  VALUES (?plan) {{ (<{PLAN}>) }} #= plan")]


TEXT_QUERY = SavedQuery(
    "x", "", "", "", "", (), ("label",), "SELECT ?label WHERE {\n  VALUES (?label) { (UNDEF) } #= label\n}\n"
)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40))
def test_any_text_stays_a_value(mini: Knowledge, text: str) -> None:
    rows = mini.engine.select(bind_terms(TEXT_QUERY, {"label": Literal(text)})).rows
    assert rows == ((Literal(text),),)


@pytest.mark.parametrize(
    "text", ['x" } UNION { ?s ?p ?o } #', "'''", '"""', "\\", "a\nb", "\\u0022) } #= label", "đ\t%25"]
)
def test_hostile_text_stays_a_value(text: str, mini: Knowledge) -> None:
    assert mini.engine.select(bind_terms(TEXT_QUERY, {"label": Literal(text)})).rows == ((Literal(text),),)


@pytest.mark.parametrize(
    "iri", ["http://e/a> } #", "https://e/ b", "http://e/<x>", "//evil.example", "javascript:alert(1)"]
)
def test_hostile_iris_reach_no_query(iri: str, mini: Knowledge) -> None:
    assert failed(mini, "legal-bases", plan=iri).code == "unknown"


def test_a_page_query_takes_an_iri(mini: Knowledge) -> None:
    names = sorted((QUERIES / "page").glob("*.rq"))
    one = next(p.stem for p in names if page_query(p.stem).parameters)
    parameter = page_query(one).parameters[0].name
    assert mini.page(one, **{parameter: NamedNode(PLAN)}).columns == mini.page(one, **{parameter: PLAN}).columns
    with pytest.raises(ValueError, match="IRI"):
        mini.page(one, **{parameter: "http://e/a> } #"})


@pytest.mark.parametrize(
    "text",
    [
        "#+ param plan: type=plan\nSELECT * { ?s ?p ?o }",
        "SELECT * {\n VALUES (?plan) { (UNDEF) } #= plan\n}",
        "#+ param plan: type=thing\nSELECT * {\n VALUES (?plan) { (UNDEF) } #= plan\n}",
        "#+ param plan: type=plan\nSELECT * {\n VALUES (?a ?b) { (UNDEF UNDEF) } #= plan\n}",
        "#+ param plan: type=plan\nSELECT * {\n VALUES (?plan) { (UNDEF) } . #= plan\n FILTER(?plan = 1) #= plan\n}",
        '#+ param plan: type=plan label.vi="open\nSELECT * {\n VALUES (?plan) { (UNDEF) } #= plan\n}',
    ],
)
def test_a_header_that_does_not_fit_is_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(BrokenQueryError, match=r"q\.rq"):
        read_query(path)
