"""Names that a head prints in capitals, written as prose writes them: «Trường Trung học cơ sở Nguyễn Trãi»."""

import re

_LEVELS = {
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "ptdtnt": "phổ thông dân tộc nội trú",
    "ptdtbt": "phổ thông dân tộc bán trú",
}
_SCHOOL = re.compile(
    r"trường (?P<level>(?:(?:phổ thông dân tộc (?:nội|bán) trú|mầm non|mẫu giáo|tiểu học|trung học cơ sở"
    r"|trung học phổ thông|cao đẳng|đại học|trung cấp)(?: và | - | )?)+)(?P<proper>.*)"
)
_HEAD = re.compile(
    r"(?:ban(?= (?:chỉ đạo|quản lý|điều hành|tổ chức|thường trực|vận động|an toàn)\b)"
    r"|trung tâm|bệnh viện|chi cục|viện|quỹ|hội|hội đồng|liên minh|hiệp hội|công ty|khoa|phòng) (?=\w)"
)
_SPECIALTY = re.compile(r"(?:đa khoa|phụ sản|sản nhi|nhi|mắt|tâm thần|y học|phổi|ung bướu|tim|da liễu|phục hồi|răng)\b")
_RANK = re.compile(r"\s(?=(?:tỉnh|thành phố|huyện|quận|xã|phường|khu vực|trung ương)\b)")


def as_in_prose(capitals: str) -> str:
    """The name `capitals` with large letters where an official would write them."""
    name = " ".join(_LEVELS.get(word, word) for word in capitals.lower().split())
    school = _SCHOOL.match(name)
    if school is not None:
        return f"Trường {_capital(school['level'])}{_proper(school['proper'])}"
    head = _HEAD.match(name)
    if head is None:
        return _capital(name)
    rest = name[head.end() :]
    if name.startswith("bệnh viện") and not _SPECIALTY.match(rest):
        return f"{_capital(head[0])}{_proper(rest)}"
    return f"{_capital(head[0])}{_capital(rest)}"


def is_school(capitals: str) -> bool:
    """Whether a name in capitals is that of a school, which is called without the body above it."""
    return capitals.lower().startswith("trường ")


def _proper(words: str) -> str:
    """Proper names, each word large, up to the place that follows them."""
    own, _, place = _RANK.sub("\0", words, count=1).partition("\0")
    large = " ".join(map(_capital, own.split()))
    return f"{large} {place}" if place else large


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
