"""What a web portal printed below a document is no part of it."""

import pytest

from cancu.graph.read import parts, text_of

PAPER = """SỞ Y TẾ
Số: 15/SYT-NVY
Kính gửi: các đơn vị

Thực hiện Công văn số 3/BYT-MT ngày 02/01/2025 của Bộ Y tế.

Nơi nhận:
- Như trên.
GIÁM ĐỐC
Nông Văn Thắng
|
"""
PORTAL = """Công văn 15/SYT-NVY năm 2025 về nước sạch do Sở Y tế ban hành
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
THÔNG BÁO
Thực hiện Nghị định 13/2023/NĐ-CP, chúng tôi cập nhật thỏa thuận.
"""


def only(raw: str) -> str:
    (part,) = parts(text_of("a.txt", raw))
    return part.text.content


def test_the_portals_words_and_its_caption_are_left_out() -> None:
    assert only(PAPER + PORTAL) == PAPER


@pytest.mark.parametrize("raw", [PAPER, PAPER.replace("Nơi nhận:", "__Nơi nhận__:")])
def test_a_document_without_a_portals_words_stays_whole(raw: str) -> None:
    assert only(raw) == raw


@pytest.mark.parametrize("mark", ["Các tin khác", "Tin liên quan", "**Văn bản cùng chuyên mục**", "Bài viết khác:"])
def test_other_news_below_a_paper_are_left_out(mark: str) -> None:
    assert only(f"{PAPER}{mark}\nQuyết định số 515/QĐ-UBND về cây xanh (05/11/2025)\n") == PAPER


def test_related_papers_named_in_the_body_are_no_portals_words() -> None:
    named = PAPER.replace("\n\nNơi", "\n\n2. Văn bản liên quan\nLuật Trẻ em.\n\nNơi")
    assert only(named) == named
