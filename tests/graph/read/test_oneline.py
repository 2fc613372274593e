"""Papers that a file-sharing site prints in one line."""

from pathlib import Path

import pytest

from cancu.graph.known import Known
from cancu.graph.read import parts, read_file
from cancu.graph.reading import read_document, read_documents
from cancu.graph.registry import load_registry

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
BODY = "Trồng cây xanh giúp trẻ em vui chơi trong bóng mát và học cách chăm sóc vườn trường. " * 8


def test_a_paper_in_one_line_has_its_head_and_its_sections(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    paper = (
        f"<span class='page'>(1)</span>UBND TỈNH CAO BẰNG SỞ Y TẾ. Số: 15 /KH-SYT. {MOTTO} Cao Bằng, ngày 05 tháng 01 "
        "năm 2025. KẾ HOẠCH Trồng cây xanh năm 2025 Thực hiện Kế hoạch số 7/KH-UBND ngày 02/01/2025 của UBND tỉnh, Sở "
        f"Y tế xây dựng Kế hoạch như sau: I. MỤC ĐÍCH 1. Mục đích chung - {BODY}II. MỤC TIÊU 1. Cụ thể - 90% số "
        "trường có vườn cây."
    )
    file.write_text(f"Tải bản đầy đủ\n\n{paper}\n", "utf-8")
    reading = read_document(file, load_registry(), Known())
    identity = reading.facts.identity
    assert (identity.number, identity.date, identity.title) == ("15/KH-SYT", "2025-01-05", "Trồng cây xanh năm 2025")
    assert identity.issuer_name == "Sở Y tế tỉnh Cao Bằng"
    assert [(m.number, m.relation, m.section) for m in reading.mentions] == [("7/KH-UBND", "implements", "preamble")]
    assert [i.section for i in reading.facts.indicators] == ["II.1"]
    assert len(reading.text.content) == len(file.read_text("utf-8"))


def test_a_long_paragraph_that_holds_no_letterhead_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{BODY}Căn cứ Luật Trẻ em. I. MỤC ĐÍCH {BODY}", "utf-8")
    assert "\n" not in read_file(file).content


def test_who_decides_ends_the_title_of_a_decision_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        f"1. BỘ Y TẾ {MOTTO} Số: 15/QĐ-BYT Hà Nội, ngày 05 tháng 01 năm 2025 QUYẾT ĐỊNH VỀ VIỆC TRỒNG CÂY XANH BỘ "
        f"TRƯỞNG BỘ Y TẾ Căn cứ Luật Trẻ em năm 2016; QUYẾT ĐỊNH: Điều 1. {BODY}",
        "utf-8",
    )
    identity = read_document(file, load_registry(), Known()).facts.identity
    found = (identity.type and identity.type.name, identity.number, identity.title, identity.issuer_name)
    assert found == ("Quyết định", "15/QĐ-BYT", "VỀ VIỆC TRỒNG CÂY XANH", "Bộ Y tế")


FLAT = (
    "ỦY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH CAO BẰNG Độc lập - Tự do - Hạnh phúc Số: 15 /QĐ-UBND "
    "Cao Bằng, ngày 05 tháng 01 năm 2025 QUYẾT ĐỊNH VỀ VIỆC TRỒNG CÂY XANH NĂM 2025 CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH "
    "CAO BẰNG Căn cứ Luật Lâm nghiệp ngày 15/11/2017; Căn cứ Quyết định số 24/QĐ-TTg ngày 06/01/2024 của Thủ tướng "
    "Chính phủ về cây xanh; Xét đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 97/TTr-SXD ngày 03/01/2025, QUYẾT "
    "ĐỊNH: Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây xanh năm 2025. Điều 2. Các sở thi hành Quyết "
    "định này./. Nơi nhận: - Như Điều 2; - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nông Văn Thắng KẾ HOẠCH TRỒNG CÂY XANH "
    "NĂM 2025 (Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2025 của UBND tỉnh) I. MỤC TIÊU 1. Đến năm 2025, trồng "
    "90% diện tích. 2. Giữ cây. II. TỔ CHỨC THỰC HIỆN 1. Sở Xây dựng: a) Chủ trì trồng cây; b) Tưới cây."
)


WORN = "Chia sẻ: A\n\n  1. " + (
    FLAT.replace("XÃ HỘI", "XàHỘI")
    .replace("Độc lập - Tự do - Hạnh phúc", "Độc lập  Tự do  Hạnh phúc   ")
    .replace("QĐ-UBND", "QĐUBND")
)
"""The same as a site prints it that numbers the pages and lost signs."""


@pytest.mark.parametrize("printed", [FLAT, WORN])
def test_a_paper_in_one_line_is_read_as_what_it_was(tmp_path: Path, printed: str) -> None:
    file = tmp_path / "mot-dong.txt"
    file.write_text(printed, "utf-8")
    decision, plan = read_documents(file)
    found = decision.facts.identity
    assert (found.number, found.date, found.issuer_name, found.title) == (
        "15/QĐ-UBND",
        "2025-01-05",
        "Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng",
        "VỀ VIỆC TRỒNG CÂY XANH NĂM 2025",
    )
    assert [m.relation for m in decision.mentions] == ["based_on", "based_on", "proposed_by"]
    assert plan.facts.identity.title == "TRỒNG CÂY XANH NĂM 2025"
    assert [(a.section, a.agency.name) for a in plan.facts.assignments] == [("II.1", "Sở Xây dựng tỉnh Cao Bằng")]


def test_only_blanks_become_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "mot-dong.txt"
    file.write_text(FLAT, "utf-8")
    assert "".join(p.text.content for p in parts(read_file(file))).replace("\n", " ") == FLAT


def test_a_long_line_without_a_head_stays(tmp_path: Path) -> None:
    file = tmp_path / "mot-dong.txt"
    file.write_text(FLAT[FLAT.index("Căn cứ") :], "utf-8")
    assert "\n" not in read_file(file).content
