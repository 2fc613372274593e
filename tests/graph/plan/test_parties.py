"""Lists of bodies and groups, name by name."""

import pytest

from cancu.graph.plan.parties import party_reader
from cancu.graph.read.text import text_of
from cancu.graph.registry import Registry

CB = "tỉnh Cao Bằng"


def names(registry: Registry, words: str, area: str = CB, *, title: bool = False) -> list[str]:
    text = text_of("t", words)
    reader = party_reader(text, registry, registry.area_named(area), None)
    end = len(words)
    return [p.name for p in reader.at(0, end, title_end=end if title else None)[0]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sở Y tế tổ chức tập huấn", [f"Sở Y tế {CB}"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Công an tỉnh phối hợp",
         [f"Sở Văn hóa, Thể thao và Du lịch {CB}", f"Sở Y tế {CB}", f"Công an {CB}"]),
        ("Các sở, ban, ngành, đoàn thể tỉnh và UBND các huyện, thị xã, thành phố gửi báo cáo",
         ["Các sở, ban, ngành, đoàn thể tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố"]),
        ("Ủy ban nhân dân phường, xã, đặc khu xây dựng kế hoạch", ["Ủy ban nhân dân phường, xã, đặc khu"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát",
         [f"Ủy ban Mặt trận Tổ quốc Việt Nam {CB}", "Các tổ chức chính trị - xã hội"]),
        ("Các tổ chức chính trị - xã hội giám sát, phản biện xã hội", ["Các tổ chức chính trị - xã hội"]),
        ("Các đảng ủy, chi bộ trực thuộc quán triệt", ["Các đảng ủy, chi bộ trực thuộc"]),
        ("Các đoàn thể huyện vận động hội viên trồng cây", ["Các đoàn thể huyện"]),
        ("các cơ quan, đơn vị có liên quan thực hiện", ["Các cơ quan, đơn vị có liên quan"]),
        ("Thủ trưởng các sở, ban, ngành triển khai", ["Thủ trưởng các sở, ban, ngành"]),
        ("Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch",
         ["Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"]),
        ("Đảng đoàn Hội đồng nhân dân tỉnh lãnh đạo, chỉ đạo",
         [f"Đảng đoàn Hội đồng nhân dân {CB}"]),
        ("Ban Chỉ huy Quân sự xã nắm tình hình", ["Ban Chỉ huy Quân sự xã"]),
        ("Ban Quản lý dự án đầu tư xây dựng công trình dân dụng tỉnh chủ trì",
         [f"Ban Quản lý dự án đầu tư xây dựng công trình dân dụng {CB}"]),
        ("Các trường, bản, tiểu khu báo cáo", ["Các trường, bản, tiểu khu"]),
        ("Bộ Y tế và UBND tỉnh trước ngày", ["Bộ Y tế", f"Ủy ban nhân dân {CB}"]),
        ("UBND các tỉnh, thành phố báo cáo", ["Ủy ban nhân dân các tỉnh, thành phố"]),
        ("Bộ trưởng các Bộ: Quốc phòng, Công an và các bộ, ngành liên quan chỉ đạo",
         ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an", "Các bộ, ngành liên quan"]),
        ("Các sở: Y tế, Văn hóa, Thể thao và Du lịch; Công an tỉnh phối hợp",
         [f"Sở Y tế {CB}", f"Sở Văn hóa, Thể thao và Du lịch {CB}", f"Công an {CB}"]),
        ("các Sở: Tài chính, Xây dựng, Công ty TNHH Đầu tư, Phát triển và Kinh doanh dịch vụ Cao Bằng; báo cáo",
         [f"Sở Tài chính {CB}", f"Sở Xây dựng {CB}", "Công ty TNHH Đầu tư"]),
        ("UBND và Công an các xã, phường kiểm tra", ["Ủy ban nhân dân các xã, phường", "Công an các xã, phường"]),
        ("Đảng ủy, HĐND, UBND các xã, phường tuyên truyền",
         ["Đảng ủy các xã, phường", "Hội đồng nhân dân các xã, phường", "Ủy ban nhân dân các xã, phường"]),
        ("Công an, UBND các xã, phường kiểm tra", []),
        ("Phòng Kinh tế, Hạ tầng và Đô thị và Sở Y tế lập danh sách",
         ["Phòng Kinh tế, Hạ tầng và Đô thị", f"Sở Y tế {CB}"]),
        ("Tổ trưởng các tổ dân phố lập danh sách", ["Tổ trưởng các tổ dân phố"]),
        ("Bảo hiểm xã hội cơ sở Trùng Khánh cấp thẻ cho học sinh", ["Bảo hiểm xã hội cơ sở Trùng Khánh"]),
        ("Bộ trưởng Bộ Y tế chỉ đạo", ["Bộ trưởng Bộ Y tế"]),
        ("Chủ tịch UBND tỉnh chỉ đạo", [f"Chủ tịch Ủy ban nhân dân {CB}"]),
        ("Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân các tỉnh: Lào Cai, Cao Bằng tiếp tục phân công",
         ["Bí thư tỉnh ủy", "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai", f"Chủ tịch Ủy ban nhân dân {CB}"]),
        ("UBND các xã: Đào Viên, Bình Ca tổ chức", ["Ủy ban nhân dân xã Đào Viên", "Ủy ban nhân dân xã Bình Ca"]),
        ("UBND thành phố Hải Phòng và tỉnh Quảng Ninh hỗ trợ",
         ["Ủy ban nhân dân thành phố Hải Phòng", "Ủy ban nhân dân tỉnh Quảng Ninh"]),
        ("Các Sở Y tế, Văn hóa, Thể thao và Du lịch và Nội vụ làm",
         [f"Sở Y tế {CB}", f"Sở Văn hóa, Thể thao và Du lịch {CB}", f"Sở Nội vụ {CB}"]),
        ("các cấp uỷ, tổ chức đảng tăng cường", ["Các cấp uỷ, tổ chức đảng"]),
        ("Các tổ chức chính trị xã hội, Hội Nông dân tỉnh vận động",
         ["Các tổ chức chính trị xã hội", f"Hội Nông dân {CB}"]),
        ("Báo cáo kết quả thực hiện", []),
        ("Phòng chống tai nạn", []),
        ("Tăng cường kiểm tra", []),
    ],
)  # fmt: skip
def test_in_a_sentence(registry: Registry, words: str, expected: list[str]) -> None:
    assert names(registry, words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Các doanh nghiệp hoạt động trong lĩnh vực xây dựng", ["Các doanh nghiệp hoạt động trong lĩnh vực xây dựng"]),
        ("Vụ Kế hoạch, Tài chính", ["Vụ Kế hoạch, Tài chính"]),
        ("Các tổ chức, trong phạm vi của mình, tổ chức thực hiện việc này", ["Các tổ chức"]),
        ("Các trường trực thuộc UBND huyện", ["Các trường trực thuộc Ủy ban nhân dân huyện"]),
        ("Ngân hàng Nhà nước chi nhánh khu vực 14", ["Ngân hàng Nhà nước chi nhánh khu vực 14"]),
        ("Hiệp hội Doanh nghiệp tỉnh, Hội Nông dân", ["Hiệp hội Doanh nghiệp tỉnh Cao Bằng", f"Hội Nông dân {CB}"]),
    ],
)
def test_in_a_heading(registry: Registry, words: str, expected: list[str]) -> None:
    assert names(registry, words, title=True) == expected


def test_a_district_calls_its_province_tinh(registry: Registry) -> None:
    assert names(registry, "UBND tỉnh và Phòng Y tế", "huyện Trùng Khánh") == [
        f"Ủy ban nhân dân {CB}",
        "Phòng Y tế huyện Trùng Khánh",
    ]
