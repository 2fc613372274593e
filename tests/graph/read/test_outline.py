"""The numbered skeleton of a document: which marks count, and which section an offset lies in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.read import RECOGNISED, Origin, outline, read_file, text_of

PLAN = """KẾ HOẠCH
Thực hiện công tác trẻ em

Căn cứ Luật Trẻ em,
I. MỤC ĐÍCH
1. Mục đích
a) Điều thứ nhất;
b) Điều thứ hai
c ) Điều thứ ba
d) Điều thứ tư
đ) Điều thứ năm
2. Yêu cầu
- Gạch đầu dòng trong mục hai.
giai đoạn 2021
- 2030 và những năm sau, xem trang
3
## **II. NHIỆM VỤ**
1. Nhiệm vụ một
2. Nhiệm vụ hai
4. Nhiệm vụ bốn
4.1. Phần nhỏ
4.2. Phần nhỏ nữa
./.
Nơi nhận:
- Như trên;
- Lưu: VT.

PHỤ LỤC I
(kèm theo)
I. Bảng
"""


def paths(text: str) -> list[str]:
    return [h.path for h in outline(text_of("a.txt", text)).headings]


def test_headings_and_letters_make_paths() -> None:
    assert paths(PLAN) == [
        "I", "I.1", "I.1.a", "I.1.b", "I.1.c", "I.1.d", "I.1.đ", "I.2",
        "II", "II.1", "II.2", "II.4", "II.4.1", "II.4.2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "section"),
    [("Căn cứ", "preamble"), ("Điều thứ năm", "I.1.đ"), ("2030", "I.2"), ("nhỏ nữa", "II.4.2"),
     ("Như trên", "recipients"), ("Bảng", "annex.1")],
)  # fmt: skip
def test_every_offset_lies_in_a_section(words: str, section: str) -> None:
    text = text_of("a.txt", PLAN)
    assert outline(text).path_at(text.content.index(words)) == section


def test_numbers_inside_sentences_are_no_headings() -> None:
    assert paths(
        "I. MỤC ĐÍCH\nthực hiện trong các năm\n2. 000 trẻ em\n2021. Sau đó\n1. Mục một\n13, 14 của Nghị quyết"
    ) == ["I", "I.1"]


def test_a_skipped_number_is_kept_as_numbered() -> None:
    assert paths("I. A\n1. Phòng Y tế\n3. Phòng Nội vụ") == ["I", "I.1", "I.3"]


def test_a_heading_on_its_own_short_line_ends_there() -> None:
    body = "Phối hợp với các cơ quan, đơn vị có liên quan tham mưu bố trí kinh phí thực hiện theo quy định chung."
    text = text_of("a.txt", f"I. TỔ CHỨC\n1. Phòng Tài chính\n{body}\n2. Phòng Tư pháp\n{body}\n{body}\n")
    assert [h.title for h in outline(text).headings] == ["TỔ CHỨC", "Phòng Tài chính", "Phòng Tư pháp"]


def test_a_wrapped_heading_goes_on_over_the_line_break() -> None:
    first = "1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh Đoàn, Hội Liên hiệp"
    body = "- Phối hợp tuyên truyền, vận động đoàn viên và hội viên tham gia công tác."
    text = text_of("a.txt", f"I. TỔ CHỨC\n{first}\nPhụ nữ tỉnh\n{body}\n{body}\n{body}\n")
    assert outline(text).headings[1].title.endswith("Hội Liên hiệp Phụ nữ tỉnh")


@given(st.text(alphabet="IVXivx12ab).-\n Đđ\f/", max_size=200))
def test_any_text_has_an_outline_whose_parts_lie_inside_it(raw: str) -> None:
    text = text_of("a.txt", raw)
    found = outline(text)
    assert all(0 <= h.start < h.end <= len(text.content) for h in found.headings)
    assert len({h.start for h in found.headings}) == len(found.headings)
    for heading in found.headings:
        start, end = found.span(heading.path)
        assert start < end


def test_the_real_plans_have_their_main_parts(corpus: Path) -> None:
    tops = {
        "001": ["I", "II", "III", "IV", "V", "VI"],
        "003": ["I", "II", "III", "IV", "V"],
        "004": ["I", "II", "III", "IV"],
    }
    for number, expected in tops.items():
        found = outline(read_file(next((corpus / "seeds").glob(number + "*"))))
        assert [h.path for h in found.children(None)] == expected


@pytest.mark.parametrize(
    "marks",
    [
        ("I.", "II.", "III.", "IV."),
        ("IL.", "H.", "HI.", "IV."),
        ("I.", "I.", "II.", "IV."),
        ("I.", "Il.", "HH.", "IV."),
        ("I", "II", "III", "IV"),
    ],
)
def test_roman_numbers_whose_strokes_were_lost_in_recognition_follow_their_sequence(marks: tuple[str, ...]) -> None:
    titles = ("MỤC ĐÍCH", "NỘI DUNG HOẠT ĐỘNG", "KINH PHÍ THỰC HIỆN", "TỔ CHỨC THỰC HIỆN")
    page = "".join(f"{mark} {title}\n1. Việc thứ nhất\n" for mark, title in zip(marks, titles, strict=True))
    recognised = text_of("scan.pdf", page, [Origin(RECOGNISED, "tesseract 5.3.0", "vie", 300)])
    assert [h.path for h in outline(recognised).headings] == [
        "I", "I.1", "II", "II.1", "III", "III.1", "IV", "IV.1",
    ]  # fmt: skip


def test_a_document_that_begins_with_the_second_part_is_not_renumbered() -> None:
    page = "II. MỤC ĐÍCH\nIII. NỘI DUNG\n"
    recognised = text_of("scan.pdf", page, [Origin(RECOGNISED, "tesseract 5.3.0", "vie", 300)])
    assert outline(recognised).headings == outline(text_of("a.txt", page)).headings


def test_a_note_at_the_end_belongs_to_the_section_that_refers_to_it() -> None:
    text = text_of(
        "a.txt",
        "KẾ HOẠCH\nI. MỤC ĐÍCH\nViệc một.\nII. NỘI DUNG\n1. Quán triệt các văn bản liên quan[1];\n2. Việc khác[2].\n"
        "Nơi nhận:\n- Lưu: VT.\n\n[1] Nghị quyết số 5/NQ-CP\n[2] Nghị quyết số 6/NQ-CP\n[7] không ai dẫn tới\n",
    )
    found = outline(text)
    assert found.path_at(text.content.index("5/NQ")) == "II.1"
    assert found.path_at(text.content.index("6/NQ")) == "II.2"
    assert found.path_at(text.content.index("Lưu")) == "recipients"


def test_figures_in_brackets_behind_the_ending_are_no_notes() -> None:
    text = text_of("a.txt", "KẾ HOẠCH\nI. MỤC ĐÍCH\nViệc một.\nNơi nhận:\n- Lưu: VT.\n\n[1] Ô thứ nhất\n")
    assert outline(text).path_at(len(text.content) - 3) == "recipients"


def test_a_page_begins_a_line() -> None:
    text = text_of(
        "a.pdf",
        "KẾ HOẠCH\nI. MỤC ĐÍCH\nTrồng cây.\n\fII. TỔ CHỨC\nTheo dõi./.\n\fNơi nhận:\n- Lưu.\n\fPHỤ LỤC\n1. Cây\n",
    )
    found = outline(text)
    assert [h.path for h in found.headings] == ["I", "II"]
    assert found.path_at(text.content.index("Lưu")) == "recipients"
    assert found.path_at(text.content.index("Cây")) == "annex.1"


def test_party_papers_number_with_dashes() -> None:
    party = "I- MỤC ĐÍCH\n1- Trồng cây.\n1.1- Cây ăn quả.\n2- Chăm cây.\nII- TỔ CHỨC\n1- Cấp ủy theo dõi.\n"
    assert paths(party) == ["I", "I.1", "I.1.1", "I.2", "II", "II.1"]
    assert paths("I. MỤC ĐÍCH\n1 - Trồng cây.\n2- Chăm cây.\nII. TỔ CHỨC\n") == ["I", "II"]


def test_numbers_that_begin_anew_inside_a_point_are_below_it() -> None:
    inside = (
        "I. TỔ CHỨC\n1. Sở A\n1. Trồng.\n2. Chăm.\n3. Tưới.\n2. Sở B\n1. Tỉa.\n2. Che.\n3. Sở C\nII. VỐN\n1. Quỹ.\n"
    )
    assert paths(inside) == [
        *("I", "I.1", "I.1.1", "I.1.2", "I.1.3", "I.2", "I.2.1", "I.2.2", "I.3"),
        *("II", "II.1"),
    ]
    anew = "I. TỔ CHỨC\n1. Trồng.\n2. Chăm.\nTrường khác\n1. Tỉa.\n2. Che.\n3. Tưới.\n"
    assert paths(anew) == ["I", "I.1", "I.2", "I.1", "I.2", "I.3"]


def test_items_follow_a_long_title_where_no_line_was_broken_for_its_length() -> None:
    title = "Điều 1. Bãi bỏ, sửa đổi và bổ sung một số nội dung của các văn bản đã ban hành"
    item = "Nội dung của khoản này dài hơn một dòng in, và được chép liền thành một dòng duy nhất " * 2
    text = f"{title}\n1. {item}.\n2. {item}.\n\n" + f"Điều 2. Thi hành\n\n1. {item}.\n\n"
    assert paths(text) == ["1", "1.1", "1.2", "2", "2.1"]


def test_an_item_may_begin_with_a_percentage() -> None:
    assert paths("I. CHỈ TIÊU\n1. Đến năm 2030\na) Đạt 5 lớp;\nb) 95% số xã;\nc) Giữ mức cũ.\n") == [
        "I", "I.1", "I.1.a", "I.1.b", "I.1.c",
    ]  # fmt: skip


IN_PARTS = """KẾ HOẠCH
Căn cứ Luật Du lịch,
PHẦN THỨ NHẤT
KẾT QUẢ NĂM 2024
I. ĐÃ LÀM
1. Du lịch biển
II. CHƯA LÀM
Phần thứ hai: NHIỆM VỤ NĂM 2025
I. MỤC TIÊU
1. Du lịch rừng
a) Một việc
"""
DIVIDED = ["1", "1.I", "1.I.1", "1.II", "2", "2.I", "2.I.1", "2.I.1.a"]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [("PHẦN THỨ NHẤT\n", "Phần thứ hai: ", "part"), ("PHẦN I. ", "PHẦN II ", "part"), ("Phần 1\n", "Phần 2\n", "part"),
     ("**CHƯƠNG I**\n", "**CHƯƠNG II**\n", "chapter")],
)  # fmt: skip
def test_sections_that_bear_the_same_number_are_told_apart_by_their_part(first: str, second: str, kind: str) -> None:
    paper = IN_PARTS.replace("PHẦN THỨ NHẤT\n", first).replace("Phần thứ hai: ", second)
    assert paths(paper) == [f"{kind}{path}" for path in DIVIDED]
    titles = [h.title for h in outline(text_of("a.txt", paper)).headings if "." not in h.path]
    assert titles == ["KẾT QUẢ NĂM 2024", "NHIỆM VỤ NĂM 2025"]


def test_a_lone_part_and_parts_of_other_papers_divide_nothing() -> None:
    lone = IN_PARTS.replace("Phần thứ hai: ", "III. ")
    cited = "I. A\n1. Việc theo\nPhần I của Đề án\nII. B\n1. Việc theo\nPhần II của Đề án"
    assert [p for paper in (lone, cited) for p in paths(paper) if "part" in p] == []


def test_articles_that_count_on_through_chapters_keep_their_numbers() -> None:
    paper = "Chương I\nCHUNG\nĐiều 1. Một\nĐiều 2. Hai\nChương II\nRIÊNG\nĐiều 3. Ba\n1. Khoản\n"
    assert paths(paper) == ["1", "2", "3", "3.1"]
