"""Issuers that no register knows, by the words that name them: steering committees, working groups, departments."""

import re

from cancu.graph.read import Text
from cancu.graph.registry import Area

_HEAD = (
    r"(?:Ban [Cc]hỉ đạo|Tổ công tác|Tổ [Gg]iúp việc|Ban [Vv]ận động|Ban Tổ chức|Ủy ban Quốc gia|Hội đồng|Liên ngành|"
    r"Tổng cục|Cục|Vụ|Viện|Trung tâm|Tập đoàn|Tổng công ty|Hội|Liên đoàn|Liên minh|Hiệp hội|Đảng ủy|Đảng bộ|Quỹ)"
)
_NAME = re.compile(rf"{_HEAD}(?=\s)[^;.()“\"|]*", re.UNICODE)
_ENDS = re.compile(
    r"\s(?=(?:ban\s+hành|phê\s+duyệt|thông\s+báo|về\s+việc|v/v|quy\s+định|hướng\s+dẫn|kiện\s+toàn|thành\s+lập|ngày|"
    r"sửa\s+đổi|công\s+bố|triển\s+khai|thực\s+hiện|tổ\s+chức|trong|tại|nhằm|để)(?!\w))|\n\s*\n|,\s*(?=[A-ZĐ])"
)
_ABOUT = re.compile(r"\svề(?!\w)")
_CONCERNED = re.compile(r"(?:Ban [Cc]hỉ đạo|Tổ công tác|Tổ [Gg]iúp việc)")
"""Bodies that are named by what they are concerned with («Ban Chỉ đạo về phát triển khoa học»)."""
_LONGEST = 180
_OWN_PLACE = re.compile(r"(?:^|\s)(?:tỉnh|[Tt]hành phố|Tỉnh|huyện|xã|phường)$")


def unregistered_issuer(text: Text, start: int, place: Area | None) -> tuple[str, int] | None:
    """Name of the body that stands at `start` and where it ends; a bare «tỉnh» is completed by the document's place."""
    found = _NAME.match(text.content, start, start + _LONGEST)
    if found is None:
        return None
    end = found.end()
    stop = _ENDS.search(text.content, start, end)
    end = stop.start() if stop else end
    if not _CONCERNED.match(text.content, start):
        about = _ABOUT.search(text.content, start, end)
        end = about.start() if about else end
    surface = text.content[start:end].rstrip(" ,\n\t*_")
    name = " ".join(surface.split())
    if len(name.split()) < 2 or (stop is None and found.end() - start >= _LONGEST):
        return None
    if place is not None and _OWN_PLACE.search(name):
        name = _OWN_PLACE.sub("", name).rstrip() + f" {place.name}"
    return name, start + len(surface)
