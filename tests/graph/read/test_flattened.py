"""Papers whose copy is one line, on a text of our own."""

from pathlib import Path

import pytest

from cancu.graph.read import parts, read_file
from cancu.graph.reading import read_documents

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
