"""Papers whose copy is one line, as file-sharing sites print them: what begins a line in every paper begins one again.

Blanks become line ends, the site's mark of a page before the paper becomes blanks, and nothing moves; only a line that
holds a whole letterhead, from motto to day, is touched.
"""

import re

from cancu.graph.fold import CAPITALS

_LONGEST = 500
"""Characters of a line; one with a letterhead that is longer holds the paper."""
_MOTTO = "CỘNG H"
_NUMBER = r"Số\s*:\s*(?:\d{1,5}\s*[/-]|\d{0,5}\s*/)[^\s,;]{2,40}"
_DAY = r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?:19|20)\d\d"
_HEAD = re.compile(
    rf"(?P<body>[^\n]{{0,300}}?)\s+(?P<motto>CỘNG\s+H(?:ÒA|OÀ|OA)[^\n]{{20,120}}?)\s+(?P<number>{_NUMBER})\s+"
    rf"(?P<day>[{CAPITALS}][^\n,]{{1,30}},\s*{_DAY}|{_DAY})"
    rf"|(?P<body_>[^\n]{{0,300}}?)\s+(?P<number_>{_NUMBER})\s+(?P<motto_>CỘNG\s+H(?:ÒA|OÀ|OA)[^\n]{{20,120}}?)\s+"
    rf"(?P<day_>[{CAPITALS}][^\n,]{{1,30}},\s*{_DAY}|{_DAY})"
)
_IN_MOTTO = re.compile(r"(?<=VIỆT NAM) | (?=Độc lập)")
"""Beside the motto, where the second line of an issuer may stand in the middle of it."""
_TYPES = (
    r"QUYẾT\s+ĐỊNH|KẾ\s+HOẠCH|CHỈ\s+THỊ|THÔNG\s+BÁO|NGHỊ\s+QUYẾT|HƯỚNG\s+DẪN|CHƯƠNG\s+TRÌNH(?:\s+HÀNH\s+ĐỘNG)?"
    r"|BÁO\s+CÁO|ĐỀ\s+ÁN|PHƯƠNG\s+ÁN"
)
_TYPE = re.compile(rf"[\s.]*(?P<type>{_TYPES})\s+")
_PAGE_MARK = re.compile(r"\s*(?:\d{1,3}\.\s+|<span[^>]*>[^<]*</span>\s*)+")
_DECIDES = re.compile(
    r"\s(?=(?:BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\s"
    rf"[{CAPITALS}\s,-]{{0,80}}?\s(?:Căn cứ|Xét)\s)"
)
"""Before who decides, above the recital."""
_OPENS = re.compile(
    r"\s(?=(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Kính gửi|QUYẾT (?:ĐỊNH|NGHỊ) ?:|Điều \d{1,2}\.|Nơi nhận)[\s:])"
    rf"|(?<!Phần)(?<!mục)(?<!Mục)(?<!Điều)(?<!điều)(?<!khoản)(?<!điểm)\s"
    rf"(?=(?:[IVX]{{1,4}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\. [{CAPITALS}])"
    rf"|\s(?=- [{CAPITALS}])|(?<=[.;:])\s(?=[a-zđ]\) |[-+] )|\s(?=\((?:Ban hành k|K)èm theo (?:Quyết|Nghị))"
)
"""A blank before what opens a recital, an article, a heading, an item or the line that says what came with what."""
_ISSUED = re.compile(rf"(?<=[a-zà-ỹ])\s(?:{_TYPES})(?P<behind>\s)(?=[{CAPITALS}]{{2}})")
"""Around the type of what a decision issues, behind who signed it."""


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
    blanks = [head.start(f"{part}{behind}") - 1 for part in ("number", "motto", "day")]
    blanks += [found.start() for found in _IN_MOTTO.finditer(line, *head.span(f"motto{behind}"))]
    kind = _TYPE.match(line, head.end())
    if kind is not None:
        blanks += [kind.start("type") - 1, kind.end() - 1]
    rest = kind.end() if kind else head.end()
    if (decides := _DECIDES.search(line, rest)) is not None:
        blanks.append(decides.start())
    blanks += [found.start() for found in _OPENS.finditer(line, rest)]
    signed = line.find("Nơi nhận", rest)
    if signed >= 0 and (issued := _ISSUED.search(line, signed)) is not None:
        blanks += [issued.start(), issued.start("behind")]
    signs = [" "] * begin + list(line[begin:])
    for place in blanks:
        if place > begin and line[place].isspace():
            signs[place] = "\n"
    return "".join(signs)
