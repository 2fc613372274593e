"""What a citation is resolved to: one instrument where only one can be meant, else its candidates, never a guess."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.cite import cite
from cancu.graph.known import Known
from cancu.graph.read import outline, text_of
from cancu.graph.registry import load_registry
from cancu.graph.resolve import Resolution, resolve
from cancu.graph.review import Decision, ReviewError, load_decisions

REGISTRY = load_registry()
PLACE = REGISTRY.area_named("tỉnh Bình Phước")
ID = "https://w3id.org/cancu/id/"
DIRECTIVE = ID + "trung-uong-dang/chi-thi/2023/28"


def read(body: str, known: Known | None = None, decisions: tuple[Decision, ...] = ()) -> Resolution:
    text = text_of("a.txt", "I. NHIỆM VỤ\n1. " + body)
    return resolve(cite(text, outline(text), REGISTRY, PLACE), REGISTRY, PLACE, known or Known(), decisions)


def read_at(place: str, body: str) -> Resolution:
    text = text_of("a.txt", "I. NHIỆM VỤ\n1. " + body)
    area = REGISTRY.areas[place]
    return resolve(cite(text, outline(text), REGISTRY, area), REGISTRY, area, Known())


def test_a_number_from_before_a_merger_is_left_open_between_the_places_merged() -> None:
    (citation,) = read_at("tinh-dong-nai~2025", "Thực hiện Kế hoạch số 466-KH/TU ngày 12/5/2025 của Tỉnh ủy.").citations
    assert (citation.state, citation.instrument) == ("unresolved", None)
    assert "Tỉnh ủy Bình Phước hoặc Tỉnh ủy Đồng Nai" in (citation.note or "")


def test_a_number_from_before_a_merger_printed_with_its_place_is_that_place_s() -> None:
    found = read_at(
        "tinh-dong-nai~2025",
        "Thực hiện Kế hoạch số 466-KH/TU ngày 12/5/2025 của Tỉnh ủy Đồng Nai; Kế hoạch số 31/KH-UBND ngày 02/6/2025 "
        "của UBND tỉnh Bình Phước.",
    )
    assert [c.instrument for c in found.citations] == [
        ID + "tinh-uy-dong-nai/ke-hoach/2025/466",
        ID + "ubnd-tinh-binh-phuoc/ke-hoach/2025/31",
    ]


def test_a_repeat_without_its_day_is_the_paper_of_the_place_that_was_merged() -> None:
    found = read_at(
        "tinh-dong-nai~2025",
        "Thực hiện Kế hoạch số 31/KH-UBND ngày 02/6/2025 của UBND tỉnh Đồng Nai (cũ). Theo Kế hoạch số 31/KH-UBND.",
    ).citations
    assert [c.instrument for c in found] == [ID + "ubnd-tinh-dong-nai/ke-hoach/2025/31"] * 2


def test_a_number_from_after_a_merger_is_the_merged_place_s() -> None:
    (citation,) = read_at(
        "tinh-dong-nai~2025", "Thực hiện Kế hoạch số 31/KH-UBND ngày 05/8/2025 của UBND tỉnh."
    ).citations
    assert citation.instrument == ID + "ubnd-tinh-dong-nai~2025/ke-hoach/2025/31"


def known_from(*bodies: str) -> Known:
    known = Known()
    for body in bodies:
        for instrument in read(body).instruments:
            known.add(instrument)
    return known


def test_a_full_citation_identifies_its_instrument_by_itself() -> None:
    (citation,) = read("Thực hiện Kế hoạch số 206/KH-UBND ngày 14/6/2021 của UBND tỉnh.").citations
    assert (citation.state, citation.instrument) == ("resolved", ID + "ubnd-tinh-binh-phuoc/ke-hoach/2021/206")


def test_one_register_one_number_one_year_is_one_instrument_however_the_issuer_is_printed() -> None:
    found = read(
        "Thực hiện Kế hoạch số 240-KH/TU ngày 22/3/2024 của Ban Thường vụ Tỉnh ủy; "
        "Kế hoạch số 240-KH/TU ngày 22/3/2024 của Tỉnh ủy."
    )
    assert {c.instrument for c in found.citations} == {ID + "tinh-uy-binh-phuoc/ke-hoach/2024/240"}
    (instrument,) = found.instruments
    assert instrument.issuer == ID + "body/btv-tinh-uy-binh-phuoc"


def test_one_number_of_two_years_stays_two_instruments() -> None:
    found = read(
        "Thực hiện Kế hoạch số 174/KH-UBND ngày 09/9/2021 của UBND tỉnh; "
        "Kế hoạch 174/KH-UBND ngày 26/11/2020 của UBND tỉnh."
    )
    assert len({c.instrument for c in found.citations}) == 2


def test_a_number_with_its_year_and_one_without_stand_in_two_registers() -> None:
    with_year, without = read(
        "Thực hiện Quyết định số 06/2019/QĐ-TTg ngày 03/01/2019; Quyết định số 06/QĐ-TTg ngày 04/02/2019."
    ).citations
    assert with_year.instrument == ID + "thu-tuong-chinh-phu/quyet-dinh/2019/6-2019"
    assert without.instrument == ID + "thu-tuong-chinh-phu/quyet-dinh/2019/6"


def test_a_repeat_follows_the_full_citation_of_the_same_document() -> None:
    _, short = read(
        "Thực hiện Kế hoạch số 240-KH/TU ngày 22/3/2024 của Tỉnh ủy. Phổ biến Kế hoạch số 240-KH/TU."
    ).citations
    assert (short.state, short.instrument) == ("resolved", ID + "tinh-uy-binh-phuoc/ke-hoach/2024/240")


def test_a_repeat_of_two_full_citations_is_ambiguous() -> None:
    *_, short = read(
        "Thực hiện Kế hoạch số 174/KH-UBND ngày 09/9/2021; Kế hoạch 174/KH-UBND ngày 26/11/2020. "
        "Phổ biến Kế hoạch số 174/KH-UBND."
    ).citations
    assert (short.state, short.instrument, len(short.candidates)) == ("ambiguous", None, 2)


def test_a_bare_number_proves_nothing_even_where_one_instrument_bears_it() -> None:
    known = known_from("Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 phê duyệt Đề án dữ liệu về dân cư.")
    (citation,) = read("Thực hiện Quyết định số 06/QĐ-TTg của Thủ tướng Chính phủ.", known).citations
    assert (citation.state, citation.instrument) == ("unresolved", None)
    assert citation.candidates == (ID + "thu-tuong-chinh-phu/quyet-dinh/2022/6",)


def test_an_impossible_date_leads_to_no_instrument() -> None:
    known = known_from("Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 phê duyệt Đề án dữ liệu về dân cư.")
    (citation,) = read("Thực hiện Quyết định số 06/QĐ-TTg ngày 03/01/20219.", known).citations
    assert citation.instrument is None
    assert citation.note is not None
    assert "03/01/20219" in citation.note


def test_a_printed_title_tells_which_known_instrument_a_dateless_citation_means() -> None:
    known = known_from(
        "Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường công tác chăm sóc trẻ em."
    )
    titled = read("Thực hiện Chỉ thị số 28-CT/TW của Bộ Chính trị về tăng cường công tác chăm sóc trẻ em.", known)
    assert [c.instrument for c in titled.citations] == [DIRECTIVE]
    other = read(
        "Thực hiện Chỉ thị số 28-CT/TW của Ban Bí thư về tăng cường sự lãnh đạo đối với công tác khuyến học.", known
    )
    assert [c.state for c in other.citations] == ["unresolved"]


def test_the_order_of_learning_does_not_matter() -> None:
    bodies = (
        "Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường công tác chăm sóc trẻ em.",
        "Thực hiện Kế hoạch số 206/KH-UBND ngày 14/6/2021 của UBND tỉnh.",
        "Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022.",
    )
    forward, backward = known_from(*bodies), known_from(*reversed(bodies))
    assert {i: forward.by_iri[i] for i in forward.by_iri} == {i: backward.by_iri[i] for i in backward.by_iri}


def test_laws_with_and_without_a_year() -> None:
    dated, repeat = read("Phổ biến Luật Trẻ em năm 2016. Thực hiện Luật Trẻ em.").citations
    assert dated.instrument == repeat.instrument == ID + "luat/2016/luat-tre-em"
    (undated,) = read("Phổ biến Bộ luật Hình sự.").citations
    assert undated.instrument == ID + "luat/_/bo-luat-hinh-su"
    assert undated.note is not None


def test_a_reviewed_reading_stands_with_its_reason_and_author() -> None:
    decision = Decision(
        "citation", "1", "Quyết định số 06/QĐ-TTg ngày 03/01/20219", 1, DIRECTIVE, "thử", "người soát", "2026-11-22"
    )
    (citation,) = read(
        "Thực hiện Quyết định số 06/QĐ-TTg ngày 03/01/20219.", decisions=(_in(decision, "I.1"),)
    ).citations
    assert (citation.method, citation.instrument) == ("review", DIRECTIVE)
    assert (citation.note, citation.reviewed) == ("thử", _in(decision, "I.1"))


def test_a_decision_that_matches_nothing_is_reported() -> None:
    decision = Decision("citation", "IX", "Luật Trẻ em", 1, DIRECTIVE, "thử", "người soát", "2026-11-22")
    assert read("Phổ biến Luật Trẻ em.", decisions=(decision,)).unmatched == (decision,)


def _in(decision: Decision, section: str) -> Decision:
    return Decision(
        decision.kind,
        section,
        decision.surface,
        decision.ordinal,
        decision.decision,
        decision.why,
        decision.who,
        decision.when,
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[decision]\n", "không đọc được tệp soát"),
        ("[[decision]]\nkind = 'citation'\n", "thiếu section"),
        ("[[decision]]\nkind='x'\nsection='I'\ndecision='a'\nwhy='a'\nwho='a'\nwhen='a'\n", "không hợp lệ"),
    ],
)
def test_a_broken_review_file_is_named(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "a.review.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReviewError, match=says) as error:
        load_decisions(file)
    assert "a.review.toml" in str(error.value)


def test_the_symbol_tells_the_register_not_who_signed() -> None:
    committee, chairman = read(
        "Thực hiện Quyết định số 36/2025/QĐ-UBND ngày 01/8/2025 của Chủ tịch UBND tỉnh; "
        "Quyết định số 36/2025/QĐ-CTUBND ngày 05/8/2025 của Chủ tịch UBND tỉnh."
    ).citations
    assert committee.instrument == ID + "ubnd-tinh-binh-phuoc/quyet-dinh/2025/36-2025"
    assert chairman.instrument == ID + "chu-tich-ubnd-tinh-binh-phuoc/quyet-dinh/2025/36-2025"


def test_a_letter_is_numbered_by_the_body_its_symbol_begins_with() -> None:
    (letter,) = read("Thực hiện Công văn số 1481/BYT-BMTE ngày 14/3/2025 của Bộ Y tế.").citations
    assert letter.instrument == ID + "bo-y-te/cong-van/2025/1481"


BODY = (
    "Thực hiện Quyết định số 06/QĐ-TTg của Thủ tướng Chính phủ; Luật Trẻ em; Luật Trẻ em; "
    "Kế hoạch số 206/KH-UBND ngày 14/6/2021 của UBND tỉnh."
)
OTHER = ID + "thu-tuong-chinh-phu/quyet-dinh/2022/6"


def about(kind: str, surface: str, value: str, ordinal: int = 1) -> Decision:
    return Decision(kind, "I.1", surface, ordinal, value, f"vì {value}", "người soát", "2026-11-22")


SHORT = "Quyết định số 06/QĐ-TTg của Thủ tướng Chính phủ"
PLAN_206 = "Kế hoạch số 206/KH-UBND ngày 14/6/2021 của UBND tỉnh"


@given(
    st.permutations(
        [
            about("citation", SHORT, OTHER),
            about("title", SHORT, "về Đề án dữ liệu dân cư"),
            about("relation", SHORT, "based_on"),
            about("citation", "Luật Trẻ em", "none"),
            about("citation", "Luật Trẻ em", ID + "luat/2016/luat-tre-em", 2),
            about("confirmed", PLAN_206, ID + "ubnd-tinh-binh-phuoc/ke-hoach/2021/206"),
            about("citation", "Luật Khác", "none"),
        ]
    )
)
def test_the_order_of_decisions_does_not_matter(decisions: list[Decision]) -> None:
    found = read(BODY, decisions=tuple(decisions))
    told = {(c.mention.text, c.instrument, c.mention.relation, c.state, c.ordinal) for c in found.citations}
    assert told == {
        (SHORT, OTHER, "based_on", "resolved", 1),
        ("Luật Trẻ em", ID + "luat/2016/luat-tre-em", "implements", "resolved", 2),
        (PLAN_206, ID + "ubnd-tinh-binh-phuoc/ke-hoach/2021/206", "implements", "resolved", 1),
    }
    assert [d.surface for d in found.unmatched] == ["Luật Khác"]
    assert all(c.reviewed for c in found.citations)
    assert {i.iri for i in found.instruments} >= {OTHER, ID + "luat/2016/luat-tre-em"}


def test_unknown_leaves_a_citation_open_with_its_candidates_and_says_who_looked() -> None:
    known = known_from("Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 phê duyệt Đề án dữ liệu về dân cư.")
    first = read(BODY, known, (about("citation", SHORT, "unknown"),)).citations[0]
    assert (first.state, first.instrument, first.candidates) == ("unresolved", None, (OTHER,))
    assert first.reviewed is not None


def test_a_citation_given_in_full_names_an_instrument_that_nobody_knew() -> None:
    full = "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ"
    found = read(BODY, decisions=(about("citation", SHORT, full),))
    assert found.citations[0].instrument == OTHER
    assert next(i for i in found.instruments if i.iri == OTHER).date == "2022-01-06"


def test_a_citation_given_in_full_keeps_the_title_that_is_printed_there() -> None:
    printed = "Quyết định số 06/2019/QĐ-TTg ngày 03/01/2019 của Thủ tướng Chính phủ"
    full = "Quyết định số 06/QĐ-TTg ngày 03/01/2019 của Thủ tướng Chính phủ"
    body = f"Căn cứ {printed} ban hành quy định tiêu chuẩn công nhận xã phù hợp với trẻ em."
    found = read(body, decisions=(about("citation", printed, full),))
    told = next(i for i in found.instruments if i.iri == found.citations[0].instrument)
    assert told.number == "06/QĐ-TTg"
    assert told.titles == ("ban hành quy định tiêu chuẩn công nhận xã phù hợp với trẻ em",)


def test_a_decision_that_is_no_full_citation_leads_to_nothing_and_says_so() -> None:
    first = read(BODY, decisions=(about("citation", SHORT, "Quyết định số 06/QĐ-TTg"),)).citations[0]
    assert (first.state, first.instrument) == ("unresolved", None)
    assert "chưa đủ số, ngày" in (first.note or "")


def test_a_confirmation_counts_only_while_the_same_is_read() -> None:
    right = about("confirmed", PLAN_206, ID + "ubnd-tinh-binh-phuoc/ke-hoach/2021/206")
    wrong = about("confirmed", PLAN_206, ID + "ubnd-tinh-binh-phuoc/ke-hoach/2020/206")
    assert read(BODY, decisions=(right,)).citations[-1].reviewed == right
    stale = read(BODY, decisions=(wrong,))
    assert stale.citations[-1].reviewed is None
    assert stale.unmatched == (wrong,)


def test_a_relation_that_a_person_gave_ends_a_nesting() -> None:
    body = "Thực hiện Kế hoạch số 240-KH/TU ngày 22/3/2024 của Tỉnh ủy thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023."
    outer, inner = read(body).citations
    assert inner.mention.relation == "nested"
    decided = read(body, decisions=(about("relation", inner.mention.text, "implements"),)).citations[1]
    assert (decided.mention.relation, decided.mention.nested_in, decided.basis) == ("implements", (), "task")
    assert outer.mention.relation == "implements"


MISREAD = (
    "Uy ban nhan dan tinh yéu ciu cac s6, ban, nganh trién khai thuc hi¢n nghi€m tuc ké hoach nay trong nam h0c moi. "
)


def test_a_misread_title_is_restored_from_the_data_alone() -> None:
    body = MISREAD + (
        "Thuc hién Chi thi s6 23/CT-TTg ngay 26/5/2020 cua Thu tuéng Chinh phu vé viéc ting cudng cac giai phap "
        "thuc hién quyén tré em va bao vé tré em."
    )
    unknown = read(body)
    assert unknown.citations[0].title is None
    assert unknown.citations[0].mention.title_raw is not None
    assert unknown.instruments[0].titles == ()
    title = "tăng cường các giải pháp bảo đảm thực hiện quyền trẻ em và bảo vệ trẻ em"
    known = known_from(f"Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ về việc {title}.")
    assert read(body, known).citations[0].title == title


def test_another_title_is_not_taken_for_a_misread_one() -> None:
    known = known_from(
        "Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ về việc phòng cháy và chữa cháy rừng."
    )
    body = (
        MISREAD + "Thuc hién Chi thi s6 23/CT-TTg ngay 26/5/2020 vé viéc ting cudng cac giai phap bao dam quyén tré em."
    )
    assert read(body, known).citations[0].title is None
