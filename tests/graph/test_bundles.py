"""Several documents in one file: each is read as its own, and offsets still count characters of the file."""

from pathlib import Path

import pytest

from cancu.graph.read import parts, read_file
from cancu.graph.reading import read_documents
from cancu.graph.records import records
from cancu.graph.registry import Registry, load_registry
from cancu.graph.write import draft_turtle, plan_turtle

BUNDLES = Path(__file__).resolve().parents[1] / "documents" / "bundles"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_a_plan_that_comes_with_a_decision_is_a_document_of_its_own(registry: Registry) -> None:
    decision, plan = read_documents(BUNDLES / "quyet-dinh-kem-ke-hoach.txt", registry)
    assert decision.facts.identity.number == "415/QĐ-SYT"
    assert decision.issues == plan.iri
    identity = plan.facts.identity
    assert identity.type is not None
    assert (identity.type.name, identity.number, identity.title) == ("Kế hoạch", None, "Nước sạch học đường năm 2025")
    assert (identity.date, identity.year) == ("2025-03-12", 2025)
    assert identity.issuer == decision.facts.identity.issuer
    assert identity.area is not None


def test_what_each_document_says_stays_with_it(registry: Registry) -> None:
    decision, plan = read_documents(BUNDLES / "quyet-dinh-kem-ke-hoach.txt", registry)
    assert [c.mention.number or c.mention.name for c in decision.resolution.citations] == [
        "Luật Trẻ em",
        "1369/QĐ-UBND",
    ]
    assert [(c.mention.number, c.mention.section) for c in plan.resolution.citations] == [("88/KH-UBND", "I")]
    assert not decision.facts.assignments
    assert [(a.section, a.agency.name) for a in plan.facts.assignments] == [
        ("II.1", "Phòng Nghiệp vụ Y"),
        ("II.2", "Phòng Tổ chức - Hành chính"),
    ]
    assert [path for _, path in plan.outline.annexes] == ["annex.1"]


def test_offsets_of_every_document_count_characters_of_the_file(registry: Registry) -> None:
    file = BUNDLES / "quyet-dinh-kem-ke-hoach.txt"
    content = file.read_text("utf-8")
    found = [r for reading in read_documents(file, registry) for r in records(reading) if r["kind"] == "citation"]
    assert len(found) == 3
    assert all(content[r["start"] : r["end"]] == r["text"] for r in found)


def test_the_decision_issues_the_plan_in_its_own_graph(registry: Registry) -> None:
    decision, plan = read_documents(BUNDLES / "quyet-dinh-kem-ke-hoach.txt", registry)
    assert "cancu:issues" in plan_turtle(decision)
    assert "cancu:issues" not in draft_turtle(plan, registry)


def test_letters_and_plans_bound_together_are_told_apart(registry: Registry) -> None:
    letter, plan = read_documents(BUNDLES / "cong-van-va-ke-hoach.txt", registry)
    assert letter.facts.identity.number == "97/SYT-NVY"
    assert letter.issues is None
    assert letter.text.content.endswith("Nông Văn Thắng\n")
    assert (plan.facts.identity.number, plan.facts.identity.date) == ("96/KH-SYT", "2025-03-13")
    assert plan.text.content.lstrip().startswith("UBND TỈNH CAO BẰNG")


def test_a_blank_form_in_an_annex_is_no_document(registry: Registry) -> None:
    assert len(read_documents(BUNDLES / "cong-van-va-ke-hoach.txt", registry)) == 2


def test_a_plan_that_begins_a_page_is_found(tmp_path: Path) -> None:
    head = " " * 24 + "KẾ HOẠCH\n"
    paged = tmp_path / "trang.txt"
    paged.write_text((BUNDLES / "quyet-dinh-kem-ke-hoach.txt").read_text("utf-8").replace(head, "\f" + head), "utf-8")
    decision, plan = parts(read_file(paged))
    assert plan.issued_before
    assert plan.text.content.startswith(head)
    assert (len(decision.text.pages), len(plan.text.pages)) == (1, 1)


@pytest.mark.parametrize(("says", "documents"), [("Kế hoạch trồng cây", 2), ("Quy chế trồng cây", 1)])
def test_a_plan_that_lost_the_line_of_its_type_is_what_the_decision_issues(
    tmp_path: Path, registry: Registry, says: str, documents: int
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 24/QĐ-UBND | Cao Bằng, ngày 05 tháng 01 năm 2025 |\n"
        "VỀ VIỆC TRỒNG CÂY XANH\nỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nCăn cứ Luật Lâm nghiệp ngày 15/11/2017;\nQUYẾT ĐỊNH:\n"
        f"Điều 1. Ban hành kèm theo Quyết định này {says}.\nĐiều 2. Các sở thi hành Quyết định này./.\n"
        "| TM. ỦY BAN NHÂN DÂN |\nTRỒNG CÂY XANH TRONG SÂN\nTRƯỜNG NĂM 2025\n"
        "(Ban hành kèm theo Quyết định số 24/QĐ-UBND ngày 05/01/2025)\n"
        "Thực hiện Chỉ thị số 7-CT/TU ngày 02/01/2025 của Tỉnh ủy;\nI. MỤC ĐÍCH\n1. Trồng cây.\n",
        "utf-8",
    )
    found = read_documents(file, registry)
    assert len(found) == documents
    if documents > 1:
        identity = found[1].facts.identity
        assert identity.type is not None
        assert (identity.type.name, identity.title) == ("Kế hoạch", "TRỒNG CÂY XANH TRONG SÂN TRƯỜNG NĂM 2025")
        assert (identity.date, identity.issuer_name) == ("2025-01-05", "Ủy ban nhân dân tỉnh Cao Bằng")
        assert [m.relation for m in found[1].mentions] == ["implements"]


DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/QĐ-UBND\n"
    "Cao Bằng, ngày 05 tháng 01 năm 2025\nQUYẾT ĐỊNH\nVề việc trồng cây\nCăn cứ Luật Lâm nghiệp;\nQUYẾT ĐỊNH:\n"
    "Điều 1. {issues}\nĐiều 2. Các sở thi hành Quyết định này./.\n"
)
SIGNED = "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNông Văn Thắng\n\n"
CELL = "| TM. ỦY BAN NHÂN\nDÂN |\n"
BY = "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2025 của UBND tỉnh)\n"
BODY = "I. MỤC TIÊU\n1. Đến năm 2025, trồng 90% diện tích.\nII. GIẢI PHÁP\n1. Trồng cây.\n"
TOLD = "TRỒNG CÂY XANH TỈNH CAO BẰNG NĂM 2025"
ATTACHED = "Ban hành kèm theo Quyết định này Kế hoạch trồng cây xanh năm 2025."


def _titles(tmp_path: Path, registry: Registry, issues: str, below: str) -> list[tuple[str | None, str]]:
    file = tmp_path / "quyet-dinh.txt"
    file.write_text(DECISION.format(issues=issues) + below, "utf-8")
    found = [reading.facts.identity for reading in read_documents(file, registry)]
    return [(i.type.name if i.type else None, i.title) for i in found[1:]]


@pytest.mark.parametrize("issues", [ATTACHED, "Phê duyệt Kế hoạch trồng cây xanh năm 2025 (có Kế hoạch kèm theo)."])
@pytest.mark.parametrize("below", [f"{SIGNED}KẾ HOẠCH\n\n{TOLD}\n\n", f"{CELL}{TOLD}\n{BY}"])
def test_a_plan_that_the_first_article_issues_may_lack_a_line_of_its_head(
    tmp_path: Path, registry: Registry, issues: str, below: str
) -> None:
    assert _titles(tmp_path, registry, issues, below + BODY) == [("Kế hoạch", TOLD)]


@pytest.mark.parametrize(
    ("issues", "below"),
    [
        ("Phê duyệt Kế hoạch trồng cây xanh năm 2025.", f"{SIGNED}KẾ HOẠCH\n{TOLD}\n"),
        ("Ban hành kèm theo Quyết định này Quy chế trồng cây xanh.", f"{CELL}{TOLD}\n{BY}"),
        (ATTACHED, f"{SIGNED}PHỤ LỤC\n{TOLD}\n{BY}"),
    ],
)
def test_what_no_article_issues_as_a_plan_or_is_an_annex_is_none(
    tmp_path: Path, registry: Registry, issues: str, below: str
) -> None:
    assert not _titles(tmp_path, registry, issues, below + BODY)
