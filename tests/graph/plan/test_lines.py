"""Lists are read from one scan of the whole text, and must be what a scan of each stretch alone would find."""

import pytest

from cancu.graph.plan.lines import all_items, closing, first_item, items, sentences, words_that_begin
from cancu.graph.plan.naming import Openings
from cancu.graph.read.text import text_of

LIST = text_of(
    "danh-sach.txt",
    "Các nhiệm vụ:\n1. Sở Y tế:\na) Hướng dẫn chuyên môn;\nb) Báo cáo kết quả.\n"
    "2. Sở Tài chính\n- Bố trí kinh phí;\n+ Kiểm tra.",
)


@pytest.mark.parametrize("end", range(len(LIST.content) + 1))
def test_items_of_a_stretch_are_those_of_its_words_alone(end: int) -> None:
    alone = text_of("doan.txt", LIST.content[:end])
    assert all_items(LIST, 0, end) == all_items(alone, 0, end)
    assert items(LIST, 0, end) == items(alone, 0, end)
    first = first_item(LIST, 0, end)
    assert (first and first.start) == next((i.start for i in all_items(alone, 0, end)), None)


def test_a_line_that_the_stretch_does_not_begin_opens_no_item() -> None:
    inside = LIST.content.index("Sở Y tế")
    assert [i.label for i in all_items(LIST, inside, len(LIST.content))] == ["a", "b", "2", "-", "+"]


def test_a_stretch_that_ends_before_it_begins_has_no_items() -> None:
    assert all_items(LIST, len(LIST.content), 0) == ()
    assert first_item(LIST, 20, 5) is None


def test_the_closing_words_end_what_is_read_of_a_section() -> None:
    text = text_of("ket.txt", "1. Sở Y tế hướng dẫn.\nTrên đây là Kế hoạch của tỉnh, đề nghị các sở thực hiện./.")
    assert closing(text, 0, len(text.content)) == text.content.index("Trên đây")
    assert closing(text, 0, text.content.index("Trên đây")) == text.content.index("Trên đây")


@pytest.mark.parametrize("anywhere", [True, False])
def test_openings_are_whole_words_in_the_order_of_the_text(anywhere: bool) -> None:
    text = text_of("ten.txt", "Quỹ từ nguồn vốn; quỹ và nguồn khác, ngânvốn cũ, ngân\n  sách tỉnh, ngân hàng")
    openings = Openings("nguon, quy, von, ngan sach", r"(?=\s)", anywhere=anywhere)
    found = openings.among(text, 0, len(text.content))
    assert [text.content[at : at + 3] for at in found] == ["Quỹ", "ngu", "quỹ", "ngu", "ngâ"]
    assert openings.among(text, 1, found[-1]) == found[1:-1]


def test_a_place_at_which_no_list_of_bodies_begins_is_told_by_its_first_words() -> None:
    words = words_that_begin("(?:các )?sở", "Phòng|[Bb]an")
    text = text_of("dau.txt", "Các sở và phòng")
    assert words.match(text, 0, len(text.content))
    assert words.match(text, text.content.index("phòng"), 15)
    assert words_that_begin("sở|ban").match(text, 7, 15) is None
    assert words_that_begin("các (?:ban|phòng)|sở y").match(text, 0, 15) is None


SENTENCES = text_of(
    "cau.txt", "Sở Y tế chủ trì; phối hợp các sở. Hạn: 30.6.2025 (tạm tính.)\nBáo cáo;\nTổng hợp... Gửi *ngay.* Hết"
)


@pytest.mark.parametrize("semicolons", [True, False])
@pytest.mark.parametrize("end", range(len(SENTENCES.content) + 1))
def test_sentences_of_a_stretch_are_those_of_its_words_alone(end: int, semicolons: bool) -> None:
    alone = text_of("doan.txt", SENTENCES.content[:end])
    assert list(sentences(SENTENCES, 0, end, semicolons=semicolons)) == list(
        sentences(alone, 0, end, semicolons=semicolons)
    )


def test_a_blank_line_ends_a_sentence_where_it_parts_paragraphs() -> None:
    text = text_of("doan.txt", "Sở Y tế hướng dẫn\nvà kiểm tra\n \nSở Tài chính\nbố trí kinh phí\n")
    found = [text.content[start:end].split() for start, end in sentences(text, 0, len(text.content))]
    assert [words[1] for words in found] == ["Y", "Tài"]
    cut = text.content.index("\n \n") + 2
    assert list(sentences(text, 0, cut)) == [(0, cut)]


def test_words_that_close_a_plan_count_only_where_they_stand_whole() -> None:
    text = text_of("ket.txt", "1. Sở Y tế hướng dẫn.\nTrên đây là Kế hoạch của tỉnh.")
    cut = text.content.index("là Kế")
    assert closing(text, 0, cut) == cut


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("- 100% trường học có cây", ["2", "-", "-"]),
        ("- 70.000 ngôi nhà có cây", ["2", "-", "-"]),
        ("- 2025 trên toàn tỉnh", ["2", "-"]),
    ],
)
def test_a_dash_before_an_amount_opens_an_item_below_words(line: str, labels: list[str]) -> None:
    text = text_of("so.txt", f"2. Mục tiêu cụ thể\n{line}.\n- Hằng năm trồng cây.")
    assert [i.label for i in all_items(text, 0, len(text.content))] == labels


def test_what_a_paper_ends_is_among_its_closing_words() -> None:
    text = text_of("ket.txt", "1. Sở Y tế tham mưu\nbãi bỏ Kế hoạch số 4.\nBãi bỏ Kế hoạch số 5/KH-UBND của tỉnh.")
    assert closing(text, 0, len(text.content)) == text.content.index("Bãi bỏ")
