"""What a user of the bundled data gets about bodies, areas, the register and grounds."""

from collections.abc import Iterator

import pytest

from cancu.graph.engine import EmbeddedEngine
from cancu.graph.knowledge import Knowledge
from cancu.graph.names import ID, ONTOLOGY, REFERENCE_GRAPH
from cancu.graph.sources import BUNDLED_DATA, Sources, asserted_quads, bundled_sources
from cancu.graph.store import build
from tests.graph.conftest import memory_engine


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return Knowledge(build(bundled_sources(), tmp_path_factory.mktemp("field")).version)


def rows(bundled: Knowledge, question: str, **values: str) -> list[dict[str, str]]:
    return list(bundled.ask_question(question, values).table.values())


def successors(bundled: Knowledge, body: str) -> set[tuple[str, str, str]]:
    return {(r["function"], r["successor"], r["date"]) for r in rows(bundled, "succession", body=body)}


def test_child_affairs_went_from_labour_to_health_in_the_ministry_and_the_departments(bundled: Knowledge) -> None:
    ministry = successors(bundled, "Bộ Lao động - Thương binh và Xã hội")
    assert ("Trẻ em", "Bộ Y tế", "2025-03-01") in ministry
    assert ("", "Bộ Nội vụ", "2025-03-01") in ministry
    department = successors(bundled, "Sở Lao động - Thương binh và Xã hội tỉnh Bình Phước")
    assert ("Trẻ em", "Sở Y tế tỉnh Bình Phước", "2025-03-01") in department
    assert ("Trẻ em", "Sở Y tế tỉnh Đồng Nai", "2025-07-01") in department
    assert not {s for _, s, _ in department if "tôn giáo" in s.lower()}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bộ Kế hoạch và Đầu tư", ("Kế hoạch và đầu tư", "Bộ Tài chính", "2025-03-01")),
        ("Bộ Thông tin và Truyền thông", ("Báo chí, xuất bản", "Bộ Văn hóa, Thể thao và Du lịch", "2025-03-01")),
        ("Bộ Thông tin và Truyền thông", ("", "Bộ Khoa học và Công nghệ", "2025-03-01")),
        ("Ủy ban Dân tộc", ("Công tác dân tộc", "Bộ Dân tộc và Tôn giáo", "2025-03-01")),
        ("Bộ Nội vụ", ("Tín ngưỡng, tôn giáo", "Bộ Dân tộc và Tôn giáo", "2025-03-01")),
        ("UBND tỉnh Hòa Bình", ("", "Ủy ban nhân dân tỉnh Phú Thọ", "2025-07-01")),
        ("Sở Y tế tỉnh Cao Bằng", None),
    ],
)
def test_who_came_after(bundled: Knowledge, body: str, expected: tuple[str, str, str] | None) -> None:
    found = successors(bundled, body)
    assert expected in found if expected else found == set()


def test_every_province_has_its_committee_and_departments(bundled: Knowledge) -> None:
    table = bundled.engine.select(
        "SELECT ?area (COUNT(?body) AS ?bodies) WHERE { ?area a eli:AdministrativeArea ; cancu:level level:province "
        "OPTIONAL { ?body eli:jurisdiction ?area ; a org:FormalOrganization } } GROUP BY ?area"
    )
    counts = {row["area"]: int(row["bodies"]) for row in table.values()}
    assert len(counts) == 88
    assert min(counts.values()) >= 25


def test_the_register_shows_what_it_knows_and_no_more(bundled: Knowledge) -> None:
    found = rows(bundled, "implementing-plans", instrument="28-CT/TW")
    listed = [row for row in found if row["held"] == "register"]
    assert [(row["issuer"], row["via"], row["basis"], row["section"]) for row in listed] == [
        ("Ủy ban nhân dân tỉnh Ninh Bình", "1183/QĐ-TTg", "register", "")
    ]
    programme = [r for r in rows(bundled, "implementing-plans", instrument="23/QĐ-TTg") if r["held"] == "register"]
    assert {row["number"] for row in programme} == {"138/KH-UBND", "869/KH-UBND", "1014/KH-UBND"}


def test_every_row_of_the_register_has_a_source_and_is_unchecked(bundled: Knowledge) -> None:
    documents = bundled.engine.select(
        "SELECT ?doc ?source WHERE { ?doc cancu:held held:register ; dcterms:source ?source ; "
        "cancu:verification verification:unchecked }"
    )
    assert len({row["doc"] for row in documents.values()}) == 17
    citations = bundled.engine.select(
        "SELECT ?cit ?source ?start WHERE { ?cit a cancu:Citation ; cancu:citingDocument ?doc ; "
        "dcterms:source ?source . "
        "?doc cancu:held held:register OPTIONAL { ?cit cancu:start ?start } }"
    )
    assert len(citations.rows) == 20
    assert {row["start"] for row in citations.values()} == {""}


def _with_document(document: str, held: str) -> Iterator[str]:
    yield (
        f'<{document}> a cancu:Instrument , cancu:Plan ; cancu:held held:{held} ; cancu:documentNumber "138/KH-UBND" .'
    )


def test_a_row_gives_way_to_the_document_itself_and_outranks_a_mention(tmp_path: pytest.TempPathFactory) -> None:
    document = ID + "ubnd-thanh-pho-ha-noi/ke-hoach/2021/138"
    head = f"@prefix cancu: <{ONTOLOGY}> . @prefix held: <https://w3id.org/cancu/held/> .\n"
    plan, mention = tmp_path / "plan.ttl", tmp_path / "instruments.ttl"  # type: ignore[operator]
    plan.write_text(head + "\n".join(_with_document(document, "text")), "utf-8")
    mention.write_text(head + "\n".join(_with_document(document, "citation")), "utf-8")
    register = (BUNDLED_DATA / "register.ttl",)

    def held(sources: Sources) -> list[str]:
        found = asserted_quads(sources)
        return sorted(
            q.object.value.rpartition("/")[2]  # type: ignore[union-attr]
            for q in found
            if q.subject.value == document and q.predicate.value == ONTOLOGY + "held"  # type: ignore[union-attr]
        )

    assert held(Sources((), (), (), register)) == ["register"]
    assert held(Sources((), (), (plan,), register)) == ["text"]
    assert held(Sources((), (mention,), (), register)) == ["register"]


def test_coverage_follows_the_merged_provinces(bundled: Knowledge) -> None:
    then = {r["area"]: r for r in rows(bundled, "coverage", instrument="28-CT/TW", at="2025-01-01")}
    assert (then["tỉnh Bình Phước"]["state"], then["tỉnh Bình Phước"]["plans"]) == ("có", "2")
    assert then["tỉnh Cao Bằng"]["state"] == "chưa có trong dữ liệu"
    assert then["huyện Sơn Hà"]["state"] == "được giao, chưa có trong dữ liệu"
    assert sum(r["level"] == "province" for r in then.values()) == 63
    now = {r["area"]: r for r in rows(bundled, "coverage", instrument="28-CT/TW", at="2025-07-01")}
    assert sum(r["level"] == "province" for r in now.values()) == 34
    assert (now["tỉnh Đồng Nai"]["state"], now["tỉnh Đồng Nai"]["plans"]) == ("có của đơn vị cũ", "2")
    assert "tỉnh Bình Phước" not in now


def test_grounds_of_a_plan_then_and_after_the_merger(bundled: Knowledge) -> None:
    plan = next(row["plan"] for row in rows(bundled, "plans") if row["source"].startswith("001_"))
    then = {r["instrument"].removeprefix(ID): r for r in rows(bundled, "ground-status", plan=plan, at="2025-05-15")}
    now = {r["instrument"].removeprefix(ID): r for r in rows(bundled, "ground-status", plan=plan, at="2026-09-01")}
    assert then.keys() == now.keys()
    assert then["ubnd-tinh-binh-phuoc/ke-hoach/2021/206"]["status"] == "not-applicable"
    assert now["ubnd-tinh-binh-phuoc/ke-hoach/2021/206"]["status"] == "issuer-ended"
    assert now["ubnd-tinh-binh-phuoc/ke-hoach/2021/206"]["source"] == "202/2025/QH15"
    assert now["ubnd-tinh-binh-phuoc/ke-hoach/2021/206"]["checked"] == "checked"
    resolution = "hdnd-tinh-binh-phuoc/nghi-quyet/2021/26-2021"
    assert (then[resolution]["status"], now[resolution]["status"]) == ("unchecked", "period-over")
    assert all(row["reason"] for row in (*then.values(), *now.values()))


def test_the_law_on_children_is_in_force_with_its_source(bundled: Knowledge) -> None:
    plan = next(row["plan"] for row in rows(bundled, "plans") if row["source"].startswith("004_"))
    found = {r["instrument"].removeprefix(ID): r for r in rows(bundled, "ground-status", plan=plan, at="2024-06-01")}
    law = found["luat/2016/luat-tre-em"]
    assert law["status"] == "in-force"
    assert "2017-06-01" in law["reason"]
    assert law["source"]


def test_expected_plans_name_the_members_that_existed(bundled: Knowledge) -> None:
    found = rows(bundled, "expected-plans", instrument="28-CT/TW")
    bodies = [row["body"] for row in found]
    assert len(bodies) == len(set(bodies))
    assert "Phòng Lao động - Thương binh và Xã hội huyện Sơn Hà" in bodies
    assert "Sở Tư pháp tỉnh Bình Phước" in bodies
    assert "Sở Nông nghiệp và Môi trường tỉnh Bình Phước" not in bodies, "it came a year later"
    assert {row["state"] for row in found} == {"chưa có trong dữ liệu"}


def test_duties_of_a_group_are_found_from_a_member_and_marked(bundled: Knowledge) -> None:
    found = rows(bundled, "agency-duties", agency="Sở Tư pháp tỉnh Bình Phước")
    assert ("", "") in {(row["group"], row["membership"]) for row in found}
    assert ("Các sở, ban, ngành khác (tỉnh Bình Phước)", "possible") in {(r["group"], r["membership"]) for r in found}
    district = rows(bundled, "agency-duties", agency="UBND huyện Bù Đăng")
    assert {row["membership"] for row in district} == {"member"}
    assert {row["group"] for row in district} >= {"Ủy ban nhân dân các huyện, thị xã, thành phố (tỉnh Bình Phước)"}


def test_every_indicator_has_direction_and_the_unit_of_its_targets(bundled: Knowledge) -> None:
    table = bundled.engine.select(
        "SELECT ?indicator ?better ?unit ?printed WHERE { ?indicator a cancu:Indicator "
        "OPTIONAL { ?indicator cancu:betterWhen ?better ; cancu:unit ?unit } "
        "OPTIONAL { ?target cancu:indicator ?indicator ; cancu:unit ?printed } }"
    )
    assert len({row["indicator"] for row in table.values()}) == 33
    for row in table.values():
        assert row["better"], row["indicator"]
        assert row["printed"] in ("", row["unit"]), row["indicator"]


def test_falls_are_better_exactly_where_targets_are_upper_bounds(bundled: Knowledge) -> None:
    table = bundled.engine.select(
        "SELECT ?indicator ?better ?comparator WHERE { ?indicator cancu:betterWhen ?better . "
        "?target cancu:indicator ?indicator ; cancu:comparator ?comparator ; cancu:targetKind 'level' "
        "FILTER(?comparator IN ('<', '<=', '>', '>=')) }"
    )
    for row in table.values():
        falling = row["comparator"].startswith("<")
        assert row["better"].endswith("less" if falling else "more"), row["indicator"]


def test_reference_data_are_not_derived_twice() -> None:
    engine: EmbeddedEngine = memory_engine(bundled_sources())
    twice = engine.select(
        f"SELECT ?body WHERE {{ GRAPH <{REFERENCE_GRAPH}> {{ ?body a org:FormalOrganization }} "
        "GRAPH graph:derived { ?body a org:FormalOrganization } }"
    )
    assert not twice.rows
