"""Names of bodies without the abbreviations that plans print."""

import re
from functools import lru_cache

from cancu.graph.plan.lines import clean

_ABBREVIATIONS = (
    (re.compile(r"\b(?<=Văn phòng )HĐND\s?[-–]\s?UBND\b"), "Hội đồng nhân dân và Ủy ban nhân dân"),
    (re.compile(r"\bUBND\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b"), "Hội đồng nhân dân"),
    (re.compile(r"\bUBMTTQ\s?VN\b"), "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (re.compile(r"\bUBMTTQ\b(?= Việt Nam)"), "Ủy ban Mặt trận Tổ quốc"),
    (
        re.compile(r"\b(?:UBMTTQ|[UỦ][yỷ] ban MTTQ)\b(?= (?:tỉnh|thành phố|huyện|xã|phường|đặc khu)\b)"),
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
    ),
    (re.compile(r"\bLHPN\b"), "Liên hiệp Phụ nữ"),
    (re.compile(r"\bTNCS\b"), "Thanh niên Cộng sản"),
    (re.compile(r"\bMTTQ\b(?=\s+Việt Nam)"), "Mặt trận Tổ quốc"),
    (re.compile(r"\bUỷ ban\b"), "Ủy ban"),
    (re.compile(r"\bỦy ban nhân(?= (?:[Tt]ỉnh|[Tt]hành phố|xã|phường)\b)"), "Ủy ban nhân dân"),
    (re.compile(r"\bKCB\b"), "khám bệnh, chữa bệnh"),
    (re.compile(r"\bBHYT\b"), "bảo hiểm y tế"),
    (re.compile(r"(?<!^)\bBHXH\b"), "bảo hiểm xã hội"),
    (re.compile(r"(?<!^)\bTHCS\b(?! [A-ZĐ])"), "trung học cơ sở"),
    (re.compile(r"(?<!^)\bTHPT\b(?! [A-ZĐ])"), "trung học phổ thông"),
    (re.compile(r"\bKCN\b"), "khu công nghiệp"),
    (re.compile(r"\bCCN\b"), "cụm công nghiệp"),
    (re.compile(r"(?<=\w) [–-] (?=(?:Công an|Bộ Chỉ huy|Sở|Văn phòng|Ủy ban)\b)"), " "),
    (re.compile(r"\bchính trị\s?[–-]\s?xã hội\b"), "chính trị - xã hội"),
)


_WORD = re.compile(r"[^\W\d_]+")
_MAX_NAME = 160


def spelt_out(content: str, kind: str, initials: str) -> str | None:
    """The one name of that `kind` with such `initials` in a text: «Vụ Khoa học công nghệ» for «Vụ KHCN»."""
    names: set[str] = set()
    for begin in re.finditer(rf"\b{re.escape(kind)}\s+", content):
        left = initials
        for word in _WORD.finditer(content, begin.end(), begin.end() + _MAX_NAME):
            if word.group() == "và":
                continue
            if not left.startswith(word.group()[0].upper()):
                break
            left = left[1:]
            if not left:
                names.add(clean(content[begin.start() : word.end()]))
                break
    return next(iter(names)) if len(names) == 1 else None


@lru_cache(maxsize=4096)
def written_out(name: str) -> str:
    """`name` without abbreviations; papers name the same few bodies again and again."""
    for pattern, replacement in _ABBREVIATIONS:
        name = pattern.sub(replacement, name)
    return name
