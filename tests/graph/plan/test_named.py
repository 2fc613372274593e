"""What a plan names: events, themes, hotlines, sources of money, programmes; common nouns are none."""

from cancu.graph.plan import PlanFacts
from tests.graph.plan.conftest import Facts

PLAN = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 77/KH-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Trồng cây bóng mát trong trường học năm 2025

Thực hiện Quyết định số 88/QĐ-TTg ngày 05/01/2024 của Thủ tướng Chính phủ phê duyệt Chương trình một triệu cây xanh \
giai đoạn 2024 - 2030, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG
1. Truyền thông
"""


def facts(prose: Facts, body: str) -> PlanFacts:
    return prose(PLAN + body)[1]


def test_events_with_and_without_dates(prose: Facts) -> None:
    body = """Tổ chức Tết trồng cây, hưởng ứng Tháng hành động vì môi trường năm 2025 (từ ngày 01/6 đến ngày \
30/6/2025), Ngày Môi trường thế giới (05/6), Ngày toàn dân trồng cây và Diễn đàn trẻ em các cấp.
"""
    assert [(e.section, e.name, e.date) for e in facts(prose, body).events] == [
        ("I.1", "Tết trồng cây", None),
        ("I.1", "Tháng hành động vì môi trường", "2025-06-01/2025-06-30"),
        ("I.1", "Ngày Môi trường thế giới", "--06-05"),
        ("I.1", "Ngày toàn dân trồng cây", None),
        ("I.1", "Diễn đàn trẻ em", None),
    ]


def test_an_event_in_quotation_marks_is_named_by_them(prose: Facts) -> None:
    body = (
        "Phát động cuộc thi “Trường em xanh mát” và hưởng ứng “Ngày Quốc tế về rừng, cây và nước sạch” (ngày 21/3).\n"
    )
    found = [(e.name, e.date) for e in facts(prose, body).events]
    assert found == [
        ("Cuộc thi “Trường em xanh mát”", None),
        ("Ngày Quốc tế về rừng, cây và nước sạch", "--03-21"),
    ]


def test_observances_ceremonies_and_jubilees(prose: Facts) -> None:
    body = """Kỷ niệm 40 năm Ngày thành lập Hội Làm vườn tỉnh (10/8); hưởng ứng Tuần lễ Rừng và Nước Việt Nam, Ngày \
Sách và Văn hóa đọc Việt Nam (21/4), Ngày Làm vườn 12/3, ngày lễ Phật Đản, Giờ Trái đất, Năm Du lịch quốc gia 2025. \
Dự Lễ khánh thành Vườn ươm Trùng Khánh; tham gia Hội chợ Cây giống Việt - Trung, Giải Việt dã tỉnh Cao Bằng lần thứ 9.
"""
    assert [(e.name, e.date) for e in facts(prose, body).events] == [
        ("Kỷ niệm 40 năm Ngày thành lập Hội Làm vườn tỉnh", "--08-10"),
        ("Tuần lễ Rừng và Nước Việt Nam", None),
        ("Ngày Sách và Văn hóa đọc Việt Nam", "--04-21"),
        ("Ngày Làm vườn", "--03-12"),
        ("Ngày lễ Phật Đản", None),
        ("Giờ Trái đất", None),
        ("Năm Du lịch quốc gia", "2025"),
        ("Lễ khánh thành Vườn ươm Trùng Khánh", None),
        ("Hội chợ Cây giống Việt - Trung", None),
        ("Giải Việt dã tỉnh Cao Bằng lần thứ 9", None),
    ]


def test_movements_and_contests_by_quotation_marks_or_what_they_go_on_with(prose: Facts) -> None:
    body = """Đẩy mạnh các phong trào “Vườn sạch, ngõ xanh”, “Mỗi người một cây”; tổ chức Hội thi tìm hiểu về cây \
bản địa, \
cuộc thi trực tuyến “Kể chuyện rừng”; phát động Đợt thi đua lập thành tích chào mừng Đại hội lần thứ XIV của Đảng; \
tham gia các Hội thi do huyện tổ chức; kết quả Đợt thi đua được báo cáo.
"""
    assert [e.name for e in facts(prose, body).events] == [
        "Phong trào “Vườn sạch, ngõ xanh”",
        "Phong trào “Mỗi người một cây”",
        "Hội thi tìm hiểu về cây bản địa",
        "Cuộc thi trực tuyến “Kể chuyện rừng”",
        "Đợt thi đua lập thành tích chào mừng Đại hội lần thứ XIV của Đảng",
    ]


def test_days_of_papers_and_bodies_are_no_events(prose: Facts) -> None:
    body = """Kể từ ngày Luật này có hiệu lực; sau ngày Hội đồng nhân dân tỉnh thông qua; ngày Thứ Bảy, Chủ nhật; \
Ngày hội đồng họp. Hội nghị Ban Chỉ đạo; đưa buổi trồng cây thành Ngày hội lớn của toàn dân; \
giải Nhất; Giải Khuyến khích; tổ chức Lễ phát động tại các xã.
"""
    assert facts(prose, body).events == ()


def test_common_nouns_are_no_events(prose: Facts) -> None:
    body = """Tổ chức hội nghị, hội thảo, các chiến dịch truyền thông, giải pháp phù hợp; hằng tháng, hằng tuần \
báo cáo. Ngày 05/6 ra quân. Tháng 6 tổng kết. GIẢI PHÁP CHỦ YẾU. Nghị quyết Đại hội Đảng bộ tỉnh.
"""
    assert facts(prose, body).events == ()


def test_a_theme_is_its_wording(prose: Facts) -> None:
    body = """Chủ đề năm 2025: “Mỗi lớp một vườn cây”; treo khẩu hiệu "Trồng cây nào, tốt cây ấy"; tuyên truyền các \
thông điệp bảo vệ môi trường; đăng tin trên trang “Cổng thông tin điện tử”.
"""
    assert [(t.word, t.name) for t in facts(prose, body).themes] == [
        ("chủ đề", "Mỗi lớp một vườn cây"),
        ("khẩu hiệu", "Trồng cây nào, tốt cây ấy"),
    ]


def test_slogans_in_a_list_of_items(prose: Facts) -> None:
    body = """Khẩu hiệu tuyên truyền:
+ “Trồng một cây, xanh một ngõ”.
+ “Giữ rừng là giữ nước”.
Tham quan “Vườn cây của Bác”.
"""
    assert [t.name for t in facts(prose, body).themes] == ["Trồng một cây, xanh một ngõ", "Giữ rừng là giữ nước"]


def test_slogans_on_lines_of_their_own(prose: Facts) -> None:
    body = """Treo khẩu hiệu tại cổng trường.
II. KHẨU HIỆU TUYÊN TRUYỀN
1. Nhiệt liệt hưởng ứng Tết trồng cây!
2. Toàn dân trồng cây, giữ rừng, giữ
nước!
3. Các trường in khẩu hiệu trên vải.
"""
    assert [(t.section, t.word, t.name) for t in facts(prose, body).themes] == [
        ("II.1", "khẩu hiệu", "Nhiệt liệt hưởng ứng Tết trồng cây!"),
        ("II.2", "khẩu hiệu", "Toàn dân trồng cây, giữ rừng, giữ nước!"),
    ]


def test_hotlines_are_numbers_people_may_call(prose: Facts) -> None:
    body = """Phổ biến Tổng đài quốc gia bảo vệ trẻ em (số 111), đường dây nóng của tỉnh: 0206.3852.123 và tổng đài \
tư vấn cây xanh 1800 1567, tổng đài tư vấn cây giống 1900 96 96 80. \
Đầu mối: bà Nông Thị Mây, điện thoại 0912 345 678. Tổng đài tiếp nhận 250 cuộc gọi.
"""
    assert [(h.name, h.label) for h in facts(prose, body).hotlines] == [
        ("111", "Tổng đài quốc gia bảo vệ trẻ em"),
        ("02063852123", "Đường dây nóng của tỉnh"),
        ("18001567", "Tổng đài tư vấn cây xanh"),
        ("1900969680", "Tổng đài tư vấn cây giống"),
    ]


def test_sources_of_money_with_amounts(prose: Facts) -> None:
    body = """Thực hiện theo Luật Ngân sách nhà nước.
II. KINH PHÍ THỰC HIỆN
- Ngân sách tỉnh: 500 triệu đồng; ngân sách xã.
- Nguồn xã hội hóa, nguồn tài trợ, viện trợ và các nguồn kinh phí hợp pháp khác (nếu có).
"""
    assert [(f.section, f.name, f.amount and float(f.amount), f.unit) for f in facts(prose, body).funding] == [
        ("II", "Ngân sách tỉnh", 500.0, "triệu đồng"),
        ("II", "ngân sách xã", None, None),
        ("II", "Nguồn xã hội hóa", None, None),
        ("II", "nguồn tài trợ, viện trợ", None, None),
        ("II", "các nguồn kinh phí hợp pháp khác", None, None),
    ]


def test_sources_are_named_where_money_is_the_matter(prose: Facts) -> None:
    body = """Sở Tài chính bố trí kinh phí từ ngân sách tỉnh cho các trường.
II. BẢO ĐẢM KINH PHÍ
1. Kinh phí chi thường xuyên được giao trong dự toán hằng năm; nguồn đầu tư của doanh nghiệp, cộng đồng.
2. Các nguồn tài trợ từ tổ chức, cá nhân và nguồn lực ngoài ngân sách.
III. NỘI DUNG KHÁC
Kinh phí tặng cây do ngân sách xã bảo đảm. Bố trí kinh phí từ ngân sách huyện.
"""
    assert [(f.section, f.name) for f in facts(prose, body).funding] == [
        ("II.1", "Kinh phí chi thường xuyên được giao trong dự toán hằng năm"),
        ("II.1", "nguồn đầu tư của doanh nghiệp, cộng đồng"),
        ("II.2", "Các nguồn tài trợ"),
        ("II.2", "nguồn lực ngoài ngân sách"),
        ("III", "ngân sách xã"),
    ]


def test_sources_of_many_kinds(prose: Facts) -> None:
    body = """II. KINH PHÍ
1. Nguồn vốn đầu tư công trung hạn, vốn tín dụng chính sách, nguồn thu học phí, NSNN và các quỹ phát triển lâm nghiệp.
2. Ngân sách tỉnh: nguồn chi thường xuyên; vốn đầu tư công của các sở.
3. Quỹ Bảo vệ và Phát triển rừng; các hình thức hợp tác công tư khác; căn cứ khả năng cân đối ngân sách xã.
"""
    assert [(f.section, f.name) for f in facts(prose, body).funding] == [
        ("II.1", "Nguồn vốn đầu tư công trung hạn"),
        ("II.1", "vốn tín dụng chính sách"),
        ("II.1", "nguồn thu học phí"),
        ("II.1", "NSNN"),
        ("II.1", "các quỹ phát triển lâm nghiệp"),
        ("II.2", "Ngân sách tỉnh"),
        ("II.3", "Quỹ Bảo vệ và Phát triển rừng"),
        ("II.3", "các hình thức hợp tác công tư khác"),
    ]


def test_sources_in_an_annex(prose: Facts) -> None:
    body = """II. TỔ CHỨC THỰC HIỆN
Các sở thực hiện Kế hoạch này./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nông Văn Cây

PHỤ LỤC I
HỖ TRỢ CÂY GIỐNG
I. MỨC HỖ TRỢ
Mỗi hộ 20 cây.
II. NGUỒN KINH PHÍ THỰC HIỆN
Nguồn ngân sách tỉnh, xã và các nguồn kinh phí hợp pháp khác.
"""
    assert [(f.section, f.name) for f in facts(prose, body).funding] == [
        ("annex.1", "ngân sách tỉnh"),
        ("annex.1", "ngân sách xã"),
        ("annex.1", "các nguồn kinh phí hợp pháp khác"),
    ]


def test_a_programme_and_the_paper_that_approves_it(prose: Facts) -> None:
    body = """Lồng ghép với Đề án “Vườn rừng học đường” được phê duyệt tại Quyết định số 12/QĐ-UBND ngày 02/02/2024 \
của Ủy ban nhân dân tỉnh và \
Chương trình mục tiêu quốc gia xây dựng nông thôn mới. Chương trình này và các đề án liên quan.
Tổng kết Chương trình hỗ trợ trồng rừng bền vững đối với các xã vùng cao.
"""
    text, found = prose(PLAN + body)
    named = [(p.section, p.name, p.approved_at) for p in found.programmes]
    assert [(section, name) for section, name, _ in named] == [
        ("preamble", "Chương trình một triệu cây xanh giai đoạn 2024 - 2030"),
        ("I.1", "Đề án “Vườn rừng học đường”"),
        ("I.1", "Chương trình mục tiêu quốc gia xây dựng nông thôn mới"),
        ("I.1", "Chương trình hỗ trợ trồng rừng bền vững"),
    ]
    papers = [text.content[at:].startswith("Quyết định số") if at is not None else None for _, _, at in named]
    assert papers == [True, True, None, None]
    assert text.content[named[1][2] or 0 :].startswith("Quyết định số 12/QĐ-UBND")


def test_titles_that_only_their_words_tell(prose: Facts) -> None:
    body = """Triển khai Chương trình hỗ trợ hộ nghèo trồng cây ăn quả, cây bóng mát tại vườn nhà, tập trung vào vùng \
cao; Tiểu dự án 1 thuộc Dự án 7: “Ươm giống cây bản địa”. Xây dựng Đề án phát triển vườn ươm của các xã vùng cao. \
Thực hiện các Chương trình hỗ trợ hộ nghèo trồng cây và Chiến lược quốc gia về rừng đến năm 2030.
"""
    assert [p.name for p in facts(prose, body).programmes if p.section != "preamble"] == [
        "Chương trình hỗ trợ hộ nghèo trồng cây ăn quả, cây bóng mát tại vườn nhà",
        "Tiểu dự án 1 thuộc Dự án 7: “Ươm giống cây bản địa”",
    ]


def test_titles_by_their_number_or_the_capital_letter_behind_a_small_one(prose: Facts) -> None:
    body = """Triển khai Đề án 06, Chương trình 135 giai đoạn II; thực hiện đề án Vườn rừng bản địa và chương trình \
Chính phủ giao; chương trình “Xanh ngõ, sạch vườn”. Ban Chỉ đạo Đề án 08 họp. Ban hành Chương trình 20 ngày. Chương \
trình Vườn cây kiểu mẫu. Chương trình hỗ trợ hộ nghèo trồng cây ăn quả.
"""
    assert [p.name for p in facts(prose, body).programmes if p.section != "preamble"] == [
        "Đề án 06",
        "Chương trình 135 giai đoạn II",
        "Đề án Vườn rừng bản địa",
        "Chương trình “Xanh ngõ, sạch vườn”",
        "Chương trình Vườn cây kiểu mẫu",
    ]


def test_titles_listed_behind_one_another(prose: Facts) -> None:
    body = """Triển khai Chương trình hỗ trợ hộ nghèo trồng cây ăn quả; Chương trình hỗ trợ trường học trồng cây bóng \
mát. \
Dự án 8. Trồng rừng phòng hộ ven suối. Dự án đường vào vườn ươm. Thực hiện Chương trình hỗ trợ các xã là xã vùng cao.
- Dự án 9. Giữ rừng đầu nguồn
"""
    assert [p.name for p in facts(prose, body).programmes if p.section != "preamble"] == [
        "Chương trình hỗ trợ hộ nghèo trồng cây ăn quả",
        "Chương trình hỗ trợ trường học trồng cây bóng mát",
        "Dự án 8. Trồng rừng phòng hộ ven suối",
        "Dự án 9. Giữ rừng đầu nguồn",
    ]


def test_the_number_of_the_next_paper_of_a_list_is_no_part_of_a_title(prose: Facts) -> None:
    body = """Tiếp tục các Kế hoạch: số 71/KH-UBND ngày 08/3/2021 về Chương trình phòng, chống cháy rừng, số \
29/KH-UBND ngày 19/7/2021 về cây giống.
"""
    named = [p.name for p in facts(prose, body).programmes if p.section != "preamble"]
    assert named == ["Chương trình phòng, chống cháy rừng"]


def test_a_title_is_named_once_a_section_and_in_full(prose: Facts) -> None:
    body = """Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025; tiếp tục Chương trình mục \
tiêu quốc gia xây dựng nông thôn mới trên địa bàn tỉnh Cao Bằng.
"""
    assert [p.name for p in facts(prose, body).programmes if p.section != "preamble"] == [
        "Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025"
    ]


def test_names_are_given_once_a_section(prose: Facts) -> None:
    body = "Tổ chức Tết trồng cây. Sau Tết trồng cây, tổng kết.\n2. Thi đua\nKhen thưởng dịp Tết trồng cây.\n"
    assert [(e.section, e.order) for e in facts(prose, body).events] == [("I.1", 1), ("I.2", 2)]


def test_an_event_may_last_from_one_day_of_each_year_to_another(prose: Facts) -> None:
    found = facts(prose, "Hưởng ứng Tháng hành động vì môi trường (01/6 - 30/6).\n").events
    assert [(e.name, e.date) for e in found] == [("Tháng hành động vì môi trường", "--06-01/--06-30")]


def test_papers_in_a_list_approve_what_their_own_titles_name(prose: Facts) -> None:
    body = """Thực hiện các Quyết định của Thủ tướng Chính phủ: số 23/QĐ-TTg ngày 07/01/2021 phê duyệt Chương trình \
trồng cây giai đoạn 2021 - 2025, số 98/QĐ-TTg ngày 19/7/2021 phê duyệt Chương trình phòng, chống cháy rừng giai đoạn \
2021 - 2030; Đề án “Vườn trường xanh mát” theo Quyết định số 37/QĐ-TTg ngày 29/10/2018.
"""
    text, read = prose(PLAN + body)
    named = [p for p in read.programmes if p.section != "preamble"]
    numbers = [text.content[p.approved_at : p.approved_at + 16] if p.approved_at else None for p in named]
    assert [p.name for p in named] == [
        "Chương trình trồng cây giai đoạn 2021 - 2025",
        "Chương trình phòng, chống cháy rừng giai đoạn 2021 - 2030",
        "Đề án “Vườn trường xanh mát”",
    ]
    assert [n is not None for n in numbers] == [True, True, True]
    assert "98/QĐ-TTg" in (numbers[1] or "")


def test_a_verb_behind_an_event_is_no_part_of_its_name(prose: Facts) -> None:
    body = "Năm nay, Tháng hành động vì môi trường tiếp tục trở thành dịp trồng cây.\n"
    assert [e.name for e in facts(prose, body).events] == ["Tháng hành động vì môi trường"]


def test_a_title_keeps_the_year_it_looks_to(prose: Facts) -> None:
    body = "Thực hiện Chương trình trồng rừng quốc gia đến năm 2027, định hướng năm 2030;\n"
    names = [p.name for p in facts(prose, body).programmes if p.section != "preamble"]
    assert names == ["Chương trình trồng rừng quốc gia đến năm 2027, định hướng năm 2030"]


def test_what_stands_below_a_heading_that_the_word_ends_is_no_title(prose: Facts) -> None:
    body = "2. Phân phối chương trình\nCác trường chủ động xây dựng phân phối chương trình chi tiết môn Sinh học.\n"
    assert facts(prose, body).programmes == facts(prose, "").programmes
