"""A plan of our own as a web page prints it, and what is read of it."""

from cancu.graph.known import Known
from cancu.graph.read import text_of
from cancu.graph.reading import Reading, understand
from cancu.graph.registry import load_registry

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DAY = "Cao Bằng, ngày 05 tháng 01 năm 2025"
HEAD = f"ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\n{MOTTO}Số: 15/KH-UBND\n{DAY}\nKẾ HOẠCH\n"
TITLE = "TRỒNG CÂY XANH NĂM 2025\n"


def read(content: str) -> Reading:
    """What is understood of a text."""
    return understand(text_of("a.txt", content), load_registry(), Known())


def cited(recital: str, head: str = HEAD + TITLE) -> list[tuple[str | None, str | None, str]]:
    """Number, issuer and relation of what the recital of a plan cites."""
    mentions = read(f"{head}{recital}\nI. MỤC ĐÍCH\n1. Trồng cây.\n").mentions
    return [(m.number, m.issuer_name, m.relation) for m in mentions]
