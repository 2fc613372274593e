"""Names of bodies without the abbreviations that plans print."""

import re
from functools import lru_cache

_ABBREVIATIONS = (
    (re.compile(r"\bUBND\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b"), "Hội đồng nhân dân"),
    (re.compile(r"\bUBMTTQ\s?VN\b"), "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (re.compile(r"\bUBMTTQ\b(?= Việt Nam)"), "Ủy ban Mặt trận Tổ quốc"),
    (re.compile(r"\bLHPN\b"), "Liên hiệp Phụ nữ"),
    (re.compile(r"\bMTTQ\b(?=\s+Việt Nam)"), "Mặt trận Tổ quốc"),
    (re.compile(r"\bUỷ ban\b"), "Ủy ban"),
    (re.compile(r"\bỦy ban nhân(?= (?:[Tt]ỉnh|[Tt]hành phố|xã|phường)\b)"), "Ủy ban nhân dân"),
    (re.compile(r"\bKCB\b"), "khám bệnh, chữa bệnh"),
    (re.compile(r"\bBHYT\b"), "bảo hiểm y tế"),
    (re.compile(r"(?<!^)\bBHXH\b"), "bảo hiểm xã hội"),
    (re.compile(r"\bKCN\b"), "khu công nghiệp"),
    (re.compile(r"\bCCN\b"), "cụm công nghiệp"),
    (re.compile(r"(?<=\w) [–-] (?=(?:Công an|Bộ Chỉ huy|Sở|Văn phòng|Ủy ban)\b)"), " "),
    (re.compile(r"\bchính trị\s?[–-]\s?xã hội\b"), "chính trị - xã hội"),
)


@lru_cache(maxsize=4096)
def written_out(name: str) -> str:
    """`name` without abbreviations; papers name the same few bodies again and again."""
    for pattern, replacement in _ABBREVIATIONS:
        name = pattern.sub(replacement, name)
    return name
