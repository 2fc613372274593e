"""A paper of ours with tables, set as Word file, web page and PDF, gives the same facts however its pages break."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typeset import Cell, Paper, Table, beside, page, row, sheets, word

from cancu.graph.read import read_file
from cancu.graph.reading import read_document
from cancu.graph.records import records

MakeDocx = Callable[..., Path]
MakePdf = Callable[..., Path]

LETTERHEAD = beside(
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 145/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCao Bằng, ngày 09 tháng 10 năm 2025",
)
SIGNATURE = beside(
    "Nơi nhận:\n- Thường trực Tỉnh ủy;\n- Các sở, ban, ngành;\n- UBND các xã, phường;\n- Lưu: VT, KGVX.",
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Thị Hoa",
)
TARGETS = Table(
    (0.07, 0.15, 0.34, 0.12, 0.1, 0.1, 0.12),
    [
        row("TT", "Nhóm", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Năm 2030", "Cơ quan theo dõi"),
        row(
            "1", Cell(("Sân trường",), rows=2), "Tỷ lệ sân trường có bóng mát", "%", "60", "80",
            "Sở Giáo dục và Đào tạo",
        ),
        row("2", "Tỷ lệ cây sống sau hai năm", "%", "85", "90", "Sở Nông nghiệp và Môi trường"),
        row("3", "Nhà văn hóa", "Tỷ lệ nhà văn hóa xã có vườn cây", "%", "30", "50", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
)  # fmt: skip
REPORTS = Table(
    (0.1, 0.45, 0.25, 0.2),
    [
        row("STT", "Nội dung báo cáo", "Đơn vị báo cáo", "Thời hạn"),
        row("1", "Báo cáo kết quả 6 tháng gửi Sở Giáo dục và Đào tạo", "UBND các xã, phường", "Trước ngày 10/6/2026"),
        row("2", "Báo cáo năm gửi Sở Giáo dục và Đào tạo", "UBND các xã, phường", "Trước ngày 10/12/2026"),
    ],
)
DUTIES = Table(
    (0.07, 0.37, 0.2, 0.2, 0.16),
    [
        row(
            Cell(("TT",), rows=2), Cell(("Nhiệm vụ",), rows=2), Cell(("Cơ quan thực hiện",), columns=2),
            Cell(("Thời gian",), rows=2),
        ),
        row("Chủ trì", "Phối hợp"),
        row(Cell(("I. CÔNG TÁC CHUẨN BỊ",), columns=5)),
        row(
            "1",
            "Rà soát hiện trạng cây xanh trong các trường mầm non, tiểu học theo Kế hoạch số 33/KH-UBND ngày 05/3/2024 "
            "của Ủy ban nhân dân tỉnh",
            "Sở Giáo dục và Đào tạo", "Sở Tài chính;\nUBND các xã, phường", "Trước ngày 30/11/2025",
        ),
        row(
            "2", "Ươm giống cây bản địa phục vụ trồng trong trường học", "Sở Nông nghiệp và Môi trường",
            "Sở Giáo dục và Đào tạo", "Quý I/2026",
        ),
        row("3", "Bố trí kinh phí trồng và chăm sóc cây", "Sở Tài chính", "", "Hằng năm"),
        row(Cell(("II. TRIỂN KHAI",), columns=5)),
        row(
            "4",
            "Tuyên truyền về lợi ích của cây xanh, về Luật Trẻ em năm 2016 và Nghị định số 12/2024/NĐ-CP ngày "
            "01/02/2024 của Chính phủ",
            "Sở Văn hóa, Thể thao và Du lịch", "Báo và Đài Phát thanh, Truyền hình Cao Bằng", "Thường xuyên",
        ),
        row(
            "5", "Kiểm tra việc chăm sóc cây:\n- Kiểm tra cây đã trồng;\n- Kiểm tra vườn ươm.",
            "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Môi trường", "Tháng 6/2026",
        ),
        row(
            "6", "Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh", "Sở Giáo dục và Đào tạo", "Các sở, ban, ngành",
            "Trước ngày 15/12/2026",
        ),
    ],
    head=2,
)  # fmt: skip
PAPER: Paper = [
    LETTERHEAD,
    "KẾ HOẠCH",
    "Trồng cây bóng mát trong sân trường giai đoạn 2026 - 2030",
    "Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường sự lãnh đạo của Đảng, Ủy ban nhân "
    "dân tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC TIÊU",
    "1. Đến hết năm 2026 có 80% trường mầm non có bóng mát theo Nghị định số 12/2024/NĐ-CP ngày 01/02/2024 của Chính "
    "phủ.",
    "2. Các chỉ tiêu cụ thể:",
    TARGETS,
    "II. NỘI DUNG",
    "1. Hưởng ứng Tháng hành động vì trẻ em.",
    "2. Lồng ghép với Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2026 - 2030.",
    "III. KINH PHÍ",
    "Kinh phí thực hiện từ ngân sách địa phương và nguồn xã hội hóa.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Sở Giáo dục và Đào tạo",
    "a) Chủ trì tham mưu thực hiện Kế hoạch số 33-KH/TU ngày 05/3/2024 của Ban Thường vụ Tỉnh ủy.",
    "b) Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 30/11/2026.",
    "2. Sở Y tế: Phối hợp với Sở Giáo dục và Đào tạo tuyên truyền Luật Trẻ em năm 2016.",
    "3. Chế độ báo cáo:",
    REPORTS,
    "Yêu cầu các sở, ban, ngành và địa phương nghiêm túc thực hiện.",
    SIGNATURE,
    "PHỤ LỤC",
    "PHÂN CÔNG NHIỆM VỤ",
    "(Kèm theo Kế hoạch số 145/KH-UBND ngày 09/10/2025 của Ủy ban nhân dân tỉnh)",
    DUTIES,
]
PLACES = ("start", "end", "sha256", "iri", "text", "raw", "pages")


def facts(path: Path) -> list[dict[str, Any]]:
    """All that is read from a file, without where it stands, which differs from format to format."""
    return [placeless(record) for record in records(read_document(path))]


def placeless(record: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in record.items() if k not in PLACES}
    return kept | {k: [placeless(part) for part in v] for k, v in kept.items() if k == "items"}


def counts(found: list[dict[str, Any]]) -> dict[str, int]:
    kinds = [record["kind"] for record in found]
    return {kind: kinds.count(kind) for kind in kinds}


@pytest.fixture
def wanted(make_docx: MakeDocx) -> list[dict[str, Any]]:
    """The facts of the Word file."""
    return facts(make_docx(word(PAPER)))


def test_the_tables_of_a_word_file_are_facts(wanted: list[dict[str, Any]]) -> None:
    assert counts(wanted) == {
        "document": 1, "citation": 7, "indicator": 4, "assignment": 12, "deadline": 3, "event": 1, "funding": 2,
        "programme": 1,
    }  # fmt: skip
    owed = [(r["who"], r["to"], r["date"]) for r in wanted if r["kind"] == "deadline" and r["section"] == "IV.3"]
    assert owed == [
        ("Ủy ban nhân dân các xã, phường", "Sở Giáo dục và Đào tạo tỉnh Cao Bằng", day)
        for day in ("2026-06-10", "2026-12-10")
    ]
    in_annex = [r for r in wanted if r["kind"] == "assignment" and r["section"] == "annex.1"]
    leads = {r["agency"]: r["duties"] for r in in_annex if r["role"] == "lead"}
    assert leads["Sở Giáo dục và Đào tạo tỉnh Cao Bằng"] == 3
    assert sum(leads.values()) == 6
    tabled = [r for r in wanted if r["kind"] == "indicator" and r["section"] == "I.2"]
    assert [[(t["year"], t["value"]) for t in r["targets"]] for r in tabled] == [
        [(2026, 60.0), (2030, 80.0)], [(2026, 85.0), (2030, 90.0)], [(2026, 30.0), (2030, 50.0)],
    ]  # fmt: skip


def test_a_web_page_gives_the_same_facts(wanted: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.html"
    path.write_text(page(PAPER), encoding="utf-8")
    assert facts(path) == wanted


@pytest.mark.parametrize("height", [730.0, 660.0, 400.0, 300.0, 260.0])
def test_a_pdf_gives_the_same_facts(wanted: list[dict[str, Any]], make_pdf: MakePdf, height: float) -> None:
    """Pages of each height break other tables and rows."""
    laid = sheets(PAPER, height)
    path = make_pdf(laid.words, drawn=laid.drawn())
    assert len(read_file(path).pages) > 1
    assert facts(path) == wanted


GROUPED = Table(
    TARGETS.widths,
    [
        *TARGETS.rows[:1],
        row("1", "Sân trường", "Tỷ lệ sân trường có bóng mát", "%", "60", "80", "Sở Giáo dục và Đào tạo"),
        row("2", "Sân trường", "Tỷ lệ cây sống sau hai năm", "%", "85", "90", "Sở Nông nghiệp và Môi trường"),
        *TARGETS.rows[3:],
    ],
)


def open_tables(**setting: Any) -> tuple[Paper, Paper]:
    """The paper with tables that no line encloses, set in this way, and the same as a Word file has it."""
    paper = [GROUPED if part is TARGETS else part for part in PAPER]
    tables = [replace(p, ruled=False, **setting) if isinstance(p, Table) and p.ruled else p for p in paper]
    return tables, paper


OPEN = {
    "level lines": {"lines": "rows"},
    "lines around the head": {"lines": "head", "apart": 6.0},
    "room": {"apart": 6.0},
}
MIDDLE = {f"{name}, words in the middle": {**setting, "middle": True} for name, setting in OPEN.items()}
UNCLEAR: dict[str, dict[str, Any]] = {"lines around the head, no room": {"lines": "head"}, "nothing": {}}


@pytest.mark.parametrize(
    ("setting", "height"),
    [
        *(pytest.param(s, h, id=f"{name}-{h:.0f}") for name, s in OPEN.items() for h in (730.0, 400.0, 300.0)),
        *(pytest.param(s, 730.0, id=name) for name, s in MIDDLE.items()),
    ],
)
def test_a_pdf_without_upright_lines_gives_the_same_facts(
    make_docx: MakeDocx, make_pdf: MakePdf, setting: dict[str, Any], height: float
) -> None:
    tables, paper = open_tables(**setting)
    laid = sheets(tables, height)
    assert facts(make_pdf(laid.words, drawn=laid.drawn())) == facts(make_docx(word(paper)))


@pytest.mark.parametrize("height", [730.0, 400.0, 300.0])
@pytest.mark.parametrize("setting", [*UNCLEAR.values(), *MIDDLE.values()], ids=[*UNCLEAR, *MIDDLE])
def test_where_rows_are_not_clear_nothing_is_given_to_a_wrong_body(
    make_docx: MakeDocx, make_pdf: MakePdf, setting: dict[str, Any], height: float
) -> None:
    tables, paper = open_tables(**setting)
    laid = sheets(tables, height)
    true, read = stated(facts(make_docx(word(paper)))), stated(facts(make_pdf(laid.words, drawn=laid.drawn())))
    assert read <= true


def stated(found: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    """Who does what, and which value is set to whom, each by itself."""
    duties = {
        (r["agency"], r["role"], str(i["partners"]), str(i["date"]))
        for r in found
        if r["kind"] == "assignment"
        for i in r["items"]
    }
    targets = {
        (t["measure"], str(t["value"]), str(t["year"]), *r["lead_agencies"])
        for r in found
        if r["kind"] == "indicator"
        for t in r["targets"]
    }
    return duties | targets
