"""How far a reading can be trusted, by kind of fact: what `make accuracy` measured against people's annotations."""

import json
from dataclasses import dataclass
from functools import cache

from cancu.graph.sources import PACKAGE
from cancu.web import present

FILE = PACKAGE / "graph" / "data" / "accuracy.json"
_FACTS = {
    "citation": "Viện dẫn", "citation-number": "Số, ký hiệu của viện dẫn", "citation-type": "Tên loại của viện dẫn",
    "citation-date": "Ngày của viện dẫn", "citation-issuer": "Cơ quan ban hành của viện dẫn",
    "citation-relation": "Quan hệ của viện dẫn", "citation-section": "Mục của viện dẫn",
    "identity": "Số, ngày, cơ quan, cấp, tên của chính văn bản", "assignment": "Nhiệm vụ của cơ quan",
    "deadline": "Chế độ báo cáo", "indicator": "Chỉ tiêu với mọi mức", "plan_order": "Giao ban hành kế hoạch",
    "event": "Sự kiện", "theme": "Chủ đề", "hotline": "Đường dây nóng", "funding": "Nguồn kinh phí",
    "programme": "Chương trình, đề án",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of fact: papers in which people annotated it, how many there were, were read, and were right."""

    fact: str
    papers: int
    annotated: int
    read: int
    right: int
    held_out: bool

    @property
    def label(self) -> str:
        """The kind in words."""
        return _FACTS.get(self.fact, self.fact)

    @property
    def precision(self) -> str:
        """«97,0%»: how much of what was read is right."""
        return _percent(self.right, self.read)

    @property
    def recall(self) -> str:
        """«93,5%»: how much of what is in the papers was read rightly."""
        return _percent(self.right, self.annotated)


def _percent(part: int, whole: int) -> str:
    """Rounded down, so that «100%» means all."""
    return f"{present.decimal(str(part * 1000 // whole / 10))}%" if whole else "không rõ"


@cache
def measures() -> tuple[Measure, ...]:
    """What was measured, in the order of the file; nothing where the file is absent."""
    if not FILE.is_file():
        return ()
    return tuple(Measure(**entry) for entry in json.loads(FILE.read_text("utf-8")))
