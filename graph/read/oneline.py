"""Papers that a file-sharing site prints in one line: what begins a line in every paper begins one again.

Blanks become line ends, the site's mark of a page before the paper becomes blanks, and nothing else changes; only a
line that holds a whole letterhead, from motto to day, is touched.
"""

import re

from cancu.graph.fold import CAPITALS

_LONGEST = 600
"""Characters of a line; one with a letterhead that is longer holds the paper."""
_MOTTO = "CỘNG H"
_NUMBER = r"Số\s*:\s*\d{1,5}\s*[/-][^\s,;]{2,40}"
_DAY = r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?:19|20)\d\d"
_HEAD = re.compile(
    rf"(?P<body>[^\n]{{0,300}}?)\s+(?P<motto>CỘNG\s+H[OÒ][^\n]{{20,120}}?)\s+(?P<number>{_NUMBER})\s+"
    rf"(?P<day>[{CAPITALS}][^\n,]{{1,30}},\s*{_DAY}|{_DAY})"
    rf"|(?P<body_>[^\n]{{0,300}}?)\s+(?P<number_>{_NUMBER})\s+(?P<motto_>CỘNG\s+H[OÒ][^\n]{{20,120}}?)\s+"
    rf"(?P<day_>[{CAPITALS}][^\n,]{{1,30}},\s*{_DAY}|{_DAY})"
)
_TYPE = re.compile(
    r"[\s.]*(?P<type>QUYẾT\s+ĐỊNH|KẾ\s+HOẠCH|CHỈ\s+THỊ|THÔNG\s+BÁO|NGHỊ\s+QUYẾT|HƯỚNG\s+DẪN|CHƯƠNG\s+TRÌNH|BÁO\s+CÁO)\s+"
)
_PAGE_MARK = re.compile(r"\s*(?:\d{1,3}\.\s+|<span[^>]*>[^<]*</span>\s*)+")
_DECIDES = re.compile(
    r"\s(?=(?:BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s"
    rf"[{CAPITALS}\s,-]{{0,80}}?\s(?:Căn cứ|Xét)\s)"
)
"""Before who decides, above the recital."""
_OPENS = re.compile(
    rf"\s(?=(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Kính gửi|QUYẾT ĐỊNH:|Điều \d{{1,2}}\.|Nơi nhận)[\s:])"
    rf"|\s(?=(?:[IVX]{{1,4}}|\d{{1,2}}(?:\.\d{{1,2}})?)\. [{CAPITALS}])|\s(?=- [{CAPITALS}])"
)
"""A blank before what opens a recital, an article, a heading or an item."""


def with_lines(raw: str) -> str:
    """`raw` with the lines of a paper that is printed in one."""
    pieces, done = [], 0
    place = raw.find(_MOTTO)
    while place >= 0:
        start, end = raw.rfind("\n", 0, place) + 1, raw.find("\n", place)
        end = end if end >= 0 else len(raw)
        if end - start > _LONGEST:
            pieces += [raw[done:start], _parted(raw[start:end])]
            done = end
        place = raw.find(_MOTTO, end)
    return "".join([*pieces, raw[done:]]) if pieces else raw


def _parted(line: str) -> str:
    mark = _PAGE_MARK.match(line)
    begin = mark.end() if mark else 0
    head = _HEAD.match(line, begin)
    if head is None:
        return line
    behind = "" if head["motto"] else "_"
    breaks = [head.start(f"{part}{behind}") for part in ("number", "motto", "day")]
    kind = _TYPE.match(line, head.end())
    if kind is not None:
        breaks += [kind.start("type"), kind.end()]
    rest = kind.end() if kind else head.end()
    decides = _DECIDES.search(line, rest)
    breaks += [decides.end()] if decides else []
    breaks += [found.end() for found in _OPENS.finditer(line, rest)]
    line = " " * begin + line[begin:]
    parts, last = [], 0
    for place in sorted({place for place in breaks if place and line[place - 1].isspace()}):
        parts.append(line[last : place - 1])
        last = place
    return "\n".join([*parts, line[last:]])
