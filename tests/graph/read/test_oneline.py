"""Papers that a file-sharing site prints in one line."""

from pathlib import Path

from cancu.graph.known import Known
from cancu.graph.read import read_file
from cancu.graph.reading import read_document
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
