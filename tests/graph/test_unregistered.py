"""A document of a body that no register knows keeps the printed name, and is tied to no other body."""

from cancu.graph.read import text_of
from cancu.graph.reading import bundled, understand
from cancu.graph.registry import load_registry
from cancu.graph.write import plan_turtle

PLAN = """BAN CHỈ ĐẠO TRỒNG CÂY        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH PHƯỚC                Độc lập - Tự do - Hạnh phúc
Số: 12/KH-BCĐ                  Bình Phước, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Trồng cây năm 2024

Căn cứ Luật Trẻ em năm 2016, Ban Chỉ đạo ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
1. Trồng cây.
./.
"""


def test_the_name_stays_a_name() -> None:
    reading = understand(text_of("a.txt", PLAN), load_registry(), bundled())
    assert reading.facts.identity.issuer is None
    turtle = plan_turtle(reading)
    assert f'cancu:printedIssuer "{reading.facts.identity.issuer_text}"' in turtle
    assert "Ban Chỉ đạo" in str(reading.facts.identity.issuer_text)
    assert "cancu:issuedBy" not in turtle
