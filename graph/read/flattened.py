"""Papers whose copy lost its line ends: head, recital and headings begin lines again.

Only a blank gives way to a line end, so that offsets count the characters of the file.
"""

import re

_SHORTEST = 500
"""Characters of a line that may be a paper."""
_HEAD_WITHIN = 500
_TYPES = "KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|HƯỚNG DẪN"
_HEAD = re.compile(
    r"(?P<motto>CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM)[^\n]{0,60}? "
    r"(?P<wish>Độc lập[ \-–]{1,3}Tự do[ \-–]{1,3}Hạnh phúc)[ \-–_*]*(?P<number>Số ?: ?\d{0,5} ?/[^\s,]{2,30})"
    rf" +(?P<day>[^\n\d]{{2,40}}, ngày \d{{1,2}} tháng \d{{1,2}} năm 20\d\d) +(?P<type>{_TYPES})(?= )"
)
_PAGE = re.compile(r"\s*1\. (?=[UỦ][ỶY] BAN|HỘI ĐỒNG)")
"""The number that a site gives the page."""
_CAPITAL = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_BEGINS = re.compile(
    rf"(?<!Phần)(?<!mục)(?<!Mục)(?<!Điều)(?<!điều)(?<!khoản)(?<!điểm) (?:"
    rf"(?=[IVX]{{1,4}}\. [{_CAPITAL}])|(?=\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\. [{_CAPITAL}])"
    rf"|(?<=[.;:] )(?=[a-zđ]\) |[-+] )|(?=Căn cứ (?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Kế|Chỉ|Thông|Công))"
    rf"|(?=(?:CHỦ TỊCH )?[UỦ][ỶY] BAN NHÂN DÂN [{_CAPITAL} ]{{4,40}} Căn cứ )"
    r"|(?=\((?:Ban hành k|K)èm theo (?:Quyết|Nghị))"
    rf"|(?<=[.;,] )(?=(?:Xét|Theo) )|(?=QUYẾT (?:ĐỊNH|NGHỊ) ?:|Điều \d{{1,2}}\. |Nơi nhận ?:))"
)
_ISSUED = re.compile(rf"(?<=[a-zà-ỹ]) (?:{_TYPES}) (?=[{_CAPITAL}]{{2}})")
"""The type and title of what a decision issues, behind who signed it."""


def with_lines(raw: str) -> str:
    """`raw` with line ends where a line holds a whole head and what follows it."""
    if all(len(line) < _SHORTEST for line in raw.split("\n")):
        return raw
    return "\n".join(_parted(line) if len(line) >= _SHORTEST else line for line in raw.split("\n"))


def _parted(line: str) -> str:
    head = _HEAD.search(line)
    if head is None or head.start() > _HEAD_WITHIN:
        return line
    if (page := _PAGE.match(line)) is not None:
        line = f"{' ' * page.end()}{line[page.end() :]}"
    places = {head.start(name) - 1 for name in ("motto", "wish", "number", "day", "type")}
    places |= {head.end(name) for name in ("motto", "type")}
    places |= {found.start() for found in _BEGINS.finditer(line, head.end())}
    ending = line.find("Nơi nhận", head.end())
    issued = _ISSUED.search(line, ending) if ending >= 0 else None
    places |= {issued.start(), issued.end() - 1} if issued else set()
    return "".join("\n" if index in places and sign == " " else sign for index, sign in enumerate(line))
