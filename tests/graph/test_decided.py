"""A plan's own facts as people decided them: identity, bodies, reporters, confirmation; what fits nothing is told."""

from cancu.graph.known import Known
from cancu.graph.names import ID
from cancu.graph.read import text_of
from cancu.graph.reading import Reading, understand
from cancu.graph.records import records
from cancu.graph.registry import load_registry
from cancu.graph.review import Decision
from cancu.graph.write import plan_turtle
from cancu.graph.write.shared import party_iri

TEXT = """UỶ BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC
Số:      /KH-UBND

Bình Phước, ngày     tháng 4 năm 2024

KẾ HOẠCH
Thực hiện công tác trẻ em năm 2024

Căn cứ Luật Trẻ em năm 2016, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN
1. Sở Sở Y tế
- Chủ trì triển khai Kế hoạch.
- Theo dõi việc thực hiện.
2. Sở Giáo dục và Đào tạo
- Phối hợp thực hiện.
"""
REGISTRY = load_registry()
BODY = ID + "body/"


def read(*decisions: Decision) -> Reading:
    return understand(text_of("ke-hoach.txt", TEXT), REGISTRY, Known(), decisions)


def decision(kind: str, value: str, section: str = "document", surface: str = "", field: str = "") -> Decision:
    return Decision(kind, section, surface, 1, value, "đã xem bản giấy", "Lê Thị Soát", "2026-11-22", field)


def test_identity_follows_the_decisions_and_so_does_the_iri() -> None:
    found = read(
        decision("identity", "206/KH-UBND", field="number"),
        decision("identity", "2024-04-15", field="date"),
        decision("identity", BODY + "ubnd-tinh-binh-duong", field="issuer"),
    )
    identity = found.facts.identity
    assert (identity.number, identity.digits, identity.symbol, identity.number_status) == (
        "206/KH-UBND", "206", "KH-UBND", "given",
    )  # fmt: skip
    assert (identity.date, identity.year) == ("2024-04-15", 2024)
    assert identity.area is not None
    assert identity.area.name == "tỉnh Bình Dương"
    assert found.iri == ID + "ubnd-tinh-binh-duong/ke-hoach/2024/206"
    assert found.unmatched == ()


def test_unknown_changes_nothing_but_is_no_loose_end() -> None:
    plain = read()
    looked = read(decision("identity", "unknown", field="number"), decision("title", "unknown"))
    assert looked.facts == plain.facts
    assert looked.unmatched == ()


def test_a_body_that_a_person_named_takes_the_duties_and_what_is_no_body_goes() -> None:
    wrong = next(a for a in read().facts.assignments if a.agency.body is None)
    about = {"section": wrong.section, "surface": wrong.agency.name}
    named = read(decision("agency", BODY + "so-y-te-tinh-binh-phuoc", **about))
    assert next(a.agency.name for a in named.facts.assignments) == "Sở Y tế tỉnh Bình Phước"
    assert len(named.facts.assignments) == len(read().facts.assignments)
    gone = read(decision("agency", "none", **about))
    assert len(gone.facts.assignments) == len(read().facts.assignments) - 1


def test_a_body_that_no_register_knows_can_be_confirmed_and_stays_as_it_was_read() -> None:
    plain = read()
    unknown = next(a for a in plain.facts.assignments if a.agency.body is None)
    itself = party_iri(unknown.agency, plain.facts.identity.area)
    found = read(decision("agency", itself, unknown.section, unknown.agency.name))
    assert found.facts == plain.facts
    assert found.unmatched == ()


def test_what_fits_nothing_any_more_is_told_in_the_document_itself() -> None:
    stale = (
        decision("agency", "none", "I.9", "Sở Không còn"),
        decision("identity", BODY + "so-khong-co", field="issuer"),
        decision("confirmed", "0" * 64),
        Decision("duty", "I.1", "", 9, "Nhãn", "thử", "A", "2026-11-22"),
        decision("citation", "none", "I.1", "Luật Không có"),
    )
    found = read(*stale)
    assert set(found.unmatched) == set(stale)
    turtle = plan_turtle(found)
    assert "unmatchedDecision" in turtle
    assert "agency I.9 «Sở Không còn» #1" in turtle


def test_a_confirmed_document_is_reviewed_with_all_its_citations() -> None:
    sha256 = read().text.sha256
    plain, confirmed = records(read()), records(read(decision("confirmed", sha256)))
    assert {r["review"] for r in plain if r["kind"] in ("document", "citation")} == {"unreviewed"}
    seen = [r for r in confirmed if r["kind"] in ("document", "citation")]
    assert {(r["review"], r["reviewed_by"], r["reviewed_on"]) for r in seen} == {
        ("reviewed", "Lê Thị Soát", "2026-11-22")
    }
    assert "reviewedBy" in plan_turtle(read(decision("confirmed", sha256)))
