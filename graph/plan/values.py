"""Values in prose: percentages, rates and what compares them («xuống dưới 9%», «550/100.000», «từ 2% đến 3%»).

Comparator words count only directly before the value (or «trở lên» directly after it): «dưới 5 tuổi», «trên 1.000 trẻ
đẻ sống» are ages and bases.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from cancu.graph.plan.figures import figures
from cancu.graph.plan.lines import Words
from cancu.graph.read import Text

PERCENT, PERMILLE, PER_10000, PER_100000, TIMES = "%", "‰", "per 10000", "per 100000", "lần"

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{1,9}(?:[,.]\d{1,6})?)"
_BY_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SPACE = r"[\s*_]{0,9}"
_VALUE = re.compile(
    rf"(?<![\w/.,])(?P<a>{_NUMBER})"
    rf"(?:{_SPACE}(?:%|\?)?{_SPACE}(?:-|den|toi)\s{{0,9}}(?P<b>{_NUMBER}))?"
    rf"(?:{_SPACE}(?P<sign>%[0o](?!\w)|%|\?|phan tram\b|phan nghin\b)"
    r"|(?P<noun>(?:[ \n]{1,3}[a-z]{1,12}){0,5}?)[ \n]{0,3}(?:/|(?<=\s)tren(?=\s{1,3}10{1,2}?\.000\s))[ \n]{0,3}"
    r"(?P<base>100\.000|100000|10\.000|1\.000|1000|100)\b(?![\d/])"
    r"(?P<of>(?:[ \n]{1,3}(?!(?:vao|den|xuong|trong|nam|doi voi|so voi|va|con|len)\b)[a-z]{1,12}){0,8}))"
)
_SHARES = re.compile(
    rf"(?<![\w/.,])(?P<a>{_NUMBER})(?P<noun>(?:[ \n]{{1,3}}[a-z]{{1,12}}){{1,4}})(?:,| va)[ \n]{{1,3}}$"
)
"""«35 giường bệnh, » directly before «14 bác sĩ trên 10.000 dân»: the base is that of both."""
_SIGNS = ("%", "?", "phan tram", "phan nghin")
_PERMILLE_SIGNS = ("phan nghin", "%0", "%o")
"""Words, and what is typed where «‰» is on no key."""
_OF_A_BASE = re.compile(r"/[ \n]{0,3}1\.?0|tren\s{1,3}10{1,2}?\.000\s")
"""Of these one stands in whatever `_VALUE` finds; most figures are those of days and numbers of papers."""
_BASE = re.compile(r"tren(?<=\btren)\s{1,9}(?P<base>100\.000|100000|10\.000|1\.000|1000)\s{1,9}[a-z]")
_BARE = Words(
    rf"\b(?:dưới|xuống|đạt|còn|là|ở mức|quá|trên|ít nhất|tối thiểu)\s{{1,9}}(?P<a>{_NUMBER})"
    r"(?=[\s*_]{0,9}(?:[.;,](?:\s|$)|$|\n|(?:vào|đến|trong)\s{1,9}(?:cuối\s{1,9})?năm\b))"
)
_TIMES = Words(
    rf"\b(?:xuống|đạt|còn|là|ở mức|gấp|tăng|giảm|trên|ít nhất|tối thiểu|dưới)\s{{1,9}}(?P<a>{_NUMBER})"
    r"\s{1,9}(?P<unit>lần)\b"
)
_TIMES_AGAIN = Words(rf"[^.;:%\d]{{0,20}}năm 20\d\d(?:,| và) (?P<a>{_NUMBER})\s{{1,9}}(?P<unit>lần)\b")
"""«còn 1,7 lần vào năm 2025 và 1,4 lần vào năm 2030»."""
_TIMES_LETTERS = "lan"
"""Letters that stand in whatever `_TIMES` finds."""
_COUNTED = (
    "mô hình, sản phẩm, lượt, cơ sở y tế, cơ sở, trung tâm, doanh nghiệp, vùng nuôi, vùng trồng, người, hộ, xã, phường,"
    "trường, lớp, dự án, nhiệm vụ, đề tài, chuyên gia, học viên, lao động, đơn vị, tổ chức, hợp tác xã, cán bộ, buổi,"
    "cuộc, tổ, địa chỉ, điểm, nền tảng, hệ thống, tỷ đồng, triệu đồng, nghìn tỷ đồng, ha, km, căn, công trình,"
    "câu lạc bộ, trẻ em,"
    "bộ dữ liệu, tập dữ liệu, kịch bản, sàn giao dịch, vùng, khu, cụm, tuyến, hội nghị, đợt, chương trình, đề án, nhóm,"
    "giải pháp, văn bản, tin, bài, tin bài, chuyên mục, chuyên trang, phóng sự, cây, thương hiệu, nhãn hiệu, trạm,"
    "phòng, tấn, nghìn tấn, triệu tấn,"
    "MW, giường bệnh, bác sĩ, thôn, ấp, khu dân cư, khu phố, tổ dân phố,"
    "gia đình, hội viên, đoàn viên, học sinh, sinh viên,"
    "tác phẩm, vận động viên, suất, phần quà, gian hàng, thí sinh, đảng viên, tủ sách, bể bơi, hồ bơi,"
    "sáng kiến, triệu USD, tỷ USD, lượt khách, triệu lượt khách, nhà, ngôi nhà, ca, vườn ươm, khu công nghiệp,"
    "cụm công nghiệp, điểm phần trăm, USD, vụ, đội, giường,"
    "điểm đến, tour, cán bộ y tế, giáo viên, lớp học, phiên, kỹ sư, nhân lực, sàn, ứng dụng, dịch vụ, hộ dân,"
    "cm,"
    r"(?<!0\.000\s)(?<!1\.000\s)trẻ(?! em| đẻ| sinh| sơ), "
    "hộ gia đình, phụ nữ, thanh niên, nông dân, tổ hợp tác, chợ, tạ, tạ/ha, tấn/ha"
)
_UNITS = "|".join(sorted((" ".join(u.lower().split()) for u in _COUNTED.split(",")), key=len, reverse=True))
_COUNT = Words(
    rf"(?<![\w/.,])(?P<a>{_NUMBER})(?:/(?P<whole>\d{{1,4}})(?=\s)|(?:\s?[-–]\s?| đến )(?P<b>{_NUMBER}))?"
    rf"\s+(?P<unit>(?:(?:trăm|nghìn|ngàn|triệu|tỷ) )*(?:{_UNITS})(?:/năm)?)\b(?! ?/)"
    r"(?!(?:,? \d+(?: [^\W\d_]+){1,3})? trên 10{0,2}\.000\b)"
)
"""Counts of what can be counted, be it of a whole («15/21 khu phố»)."""
_OF_A_WHOLE = Words(
    r"(?:ít nhất|tối thiểu|không dưới|trên|hơn|đạt|duy trì|công nhận|xây dựng|phấn đấu"
    r"|(?<!hiện\s)(?<!đã\s)(?<!đang\s)có)"
    r"(?: (?:được|mới|thêm|từ|có|khoảng))* $"
)
"""Before a count of a whole, which may else be a day: «tổ chức 1/6 trẻ em …»."""

_COUNT_AGAIN = Words(
    rf"[^.;:%\d]{{0,120}}?(?:vào|đến) năm 20\d\d(?:,| và) (?P<a>{_NUMBER})(?= (?:vào|đến) (?:cuối |hết )?năm 20\d\d)"
)
"""Behind a count its number in a further year: «80 căn được sửa vào năm 2025 và 120 vào năm 2030»."""

_SPANS = ("tuổi", "năm", "phút", "giờ", "ngày")
_MEASURED = Words(
    rf"(?<![\w/.,])(?P<a>{_NUMBER})(?:(?:\s?[-–]\s?| đến )(?P<b>{_NUMBER}))?\s+(?P<unit>{'|'.join(_SPANS)})\b(?! ?/)"
)
"""A span of time, which is a target only where it is what is reached: elsewhere it is an age or a term."""

_REACHED = Words(r"(?:\bđạt(?: từ| khoảng| trên| ít nhất| tối thiểu)?|[≤≥<>]) ?$")
_CUE = Words(
    r"(?:(?:ít nhất|tối thiểu|không dưới|không quá|không vượt quá|tối đa|trên|hơn|đạt)(?: (?:từ|khoảng|đạt))?|[≤≥<>]"
    r"|(?:xây dựng|phát triển|hình thành|đào tạo|bồi dưỡng|tập huấn|thành lập|hỗ trợ|thu hút|công nhận|triển khai|trồng"
    r"|kết nạp|vận động|việc làm|đón|phục vụ|can thiệp|trợ giúp|tổ chức|duy trì"
    r"|xây|sửa chữa|xóa|xoá|giúp|tuyển sinh|ổn định cho|với (?:tổng )?(?:quy mô|diện tích)"
    r"|(?<!đã\s)(?<!lệ\s)giảm|(?:giảm|tăng) bình quân|(?<!hiện\s)(?<!đã\s)(?<!đang\s)có"
    r")(?: (?:được|mới|thêm|từ|khoảng|cho|dựng|nghèo|sớm))*) $"
)
_ABOUT = Words(rf"(?:{_CUE.pattern}|\bkhoảng $|\bbình quân(?: đầu người)?(?: năm 20\d\d)?(?: (?:là|từ|khoảng))* $)")
"""Of money and yields these say as much: «tổng vốn khoảng 630.000 tỷ đồng», «bình quân 2,1 triệu tấn/năm»."""
_CUE_WITHIN = 60
_WITHIN_NUMBERS = "/.,"
"""Signs behind which no number begins."""
_OPENS = re.compile(r"[\s*_+•–-]*\Z")
_HOLDS = Words(r"[^.;:,\d]{0,80}? (?:được|có|đạt) ")
"""Behind a count that opens a target it says what shall hold of so many («12 câu lạc bộ … được thành lập»)."""
_EACH = Words(r"\bmỗi\b")
"""Behind a count it opens what each of the things has: «05 trường, mỗi trường từ 1.000 học sinh»."""

_OF_MONEY, _OF_YIELD = ("đồng", "đồng/năm"), ("tấn", "tấn/năm")
_MEASURES = (*_OF_MONEY, "usd", "USD", "điểm phần trăm", "cm")
"""Ends of units of money and of shares: what they measure stands before them."""
_SIZES = ("quy mo", "dien tich", "binh quan")
"""Words behind which a count is how large what stands before them is."""
_BEFORE = Words(
    r"(?<![^\s,;:(*_])(?P<word>"
    r"(?P<lt>(?:(?:xuống|còn|ở mức|mức|đạt) )*(?:dưới|thấp hơn|nhỏ hơn)(?: dưới)*|<)"
    r"|(?P<ge>(?:(?:đạt|có|từ) )*(?:ít nhất|thấp nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|≥)"
    r"(?: (?:vào|đến) năm 20\d\d)?(?: (?:là|đạt))?)"
    r"|(?P<le>(?:đạt )*(?:tối đa|không quá|không vượt quá|không cao hơn|≤)"
    r"|(?:xuống|giảm còn|còn)(?: (?:còn|mức|ở mức|khoảng))*)"
    r"|(?P<gt>(?:đạt )*(?:trên|hơn|vượt|cao hơn|lớn hơn)|>)"
    r"|(?P<eq>(?:đạt|chiếm|bằng|là|ở mức|lên|tỷ lệ|khoảng|từ|mức|gấp)(?: (?:đạt|mức|tỷ lệ|khoảng|là|từ|ít))*)"
    r")[\s*_]*$"
)
_NOT_LET = re.compile(r"\bkhong\s+(?:de|con)\b(?:[^.;:%,]{0,70}|[^.;:%]{0,40}\bnao\b[^.;:%,]{0,40})$")
"""Before a bound it turns that round: «không để xã, phường nào dưới 65%»."""
_NOT_LET_WITHIN = 90
_TURNED = {"lt": "ge", "gt": "le"}
_AFTER = Words(r"(?:\s?/\s?năm)?[\s*_]{0,9}(?:(?P<ge>trở lên)|(?P<le>trở xuống))\b")
_COMPARATORS = {"lt": "<", "ge": ">=", "le": "<=", "gt": ">", "eq": "="}
_RATE_UNITS = {"1000": PERMILLE, "10000": PER_10000, "100000": PER_100000}
_OF_ANOTHER_YEAR = Words(r"(?:[^.;:%\d]{0,40} )?(?:(?:vào|đến|trong) )?(?:cuối |hết )?năm 20\d\d\s?(?:,\s?và|,|và)\s?$")
"""Between the values of two years that one word compares: «xuống còn 16 … vào năm 2025 và 15 vào năm 2030»."""
_OF_ANOTHER_AREA = Words(r"[\s*_]*\((?:ở |tại )?(?:khu vực|địa bàn|vùng) [^()%\d]{2,40}\)[,;]?(?: và)? ?$")
"""«xuống dưới 10% (khu vực nội thành), 5% (khu vực ngoại thành)»."""
_AND = Words(r"[\s*_]*và\s?$")
_IN_A_YEAR = Words(r"[\s*_]*(?:vào|đến|trong)\s(?:cuối |hết )?năm 20\d\d\b")
"""Around the second value where the first one's year stands before it: «năm 2025 còn 16 … và 15 … vào năm 2030»."""
_ITS_YEAR = re.compile(
    r"[\s*_,(]*(?:(?:(?:vao|cua|trong)\s+)?(?:cuoi\s+)?nam\s+(?:hoc\s+)?20\d\d(?:\s*-\s*20\d\d)?)?[\s*_,)]*"
)
"""Between what is and what shall be: «giảm từ 11 … (năm 2025) xuống 9»."""
_NEAR_COMMA = 4
_WINDOW = 60
"""Characters before a value in which its comparator words are looked for; the longest seen take twenty."""


class Value(NamedTuple):
    """A value `start:end` with its comparator; `lead` is where the comparator words begin, `cue` those words folded.

    `counted` for a count («20 mô hình»), whose unit is a part of what is measured.
    """

    value: Decimal
    value_to: Decimal | None
    text: str
    unit: str
    comparator: str
    cue: str
    lead: int
    start: int
    end: int
    counted: bool = False


def decimal(printed: str) -> Decimal:
    """Number as Vietnamese papers print it: «9,5», «1.000», and «99.1» where no thousands can be meant."""
    if "." in printed and _BY_THOUSANDS.fullmatch(printed):
        printed = printed.replace(".", "")
    return Decimal(printed.replace(",", "."))


def values(text: Text, start: int, end: int, *, times: bool = False, counts: bool = False) -> tuple[Value, ...]:
    """Values of the clause `start:end` in text order; with `times` also «còn 1,7 lần», with `counts` «ít nhất 20 mô
    hình».
    """
    found = list(_rates(text, start, end)) or list(_bare(text, start, end, times=times))
    if counts:
        known = {(v.start, v.end) for v in found}
        found = sorted(
            [*found, *(v for v in _counts(text, start, end) if not _overlaps(v, known) and not _had(text, v, found))],
            key=lambda v: v.start,
        )
    return tuple(_without_baselines(text, _compared_alike(text, found)))


def _compared_alike(text: Text, found: list[Value]) -> list[Value]:
    """The values with the comparator of the one before them where only another year parts them."""
    out: list[Value] = []
    for value in found:
        before = out[-1] if out else None
        if before is not None and not value.cue and value.unit == before.unit and value.comparator == "=":
            between = _OF_ANOTHER_YEAR.match(text, before.end, value.lead)
            between = between or _OF_ANOTHER_AREA.match(text, before.end, value.lead)
            between = between or (
                _AND.match(text, before.end, value.lead) and _IN_A_YEAR.match(text, value.end, value.end + _WINDOW)
            )
            value = value._replace(comparator=before.comparator) if between else value
        out.append(value)
    return out


def _counts(text: Text, start: int, end: int) -> Iterator[Value]:
    """Counts of the clause, if one of them stands behind a word of comparing or making: a bare number beside a noun is
    no target.

    In a list the word counts for all («ít nhất 100 doanh nghiệp khởi nghiệp, 50 doanh nghiệp khoa học»).
    """
    found: list[re.Match[str]] = []
    cued: set[int] = set()
    behind = start
    for at in figures(text, start, end):
        if at < behind or (at > start and text.content[at - 1] in _WITHIN_NUMBERS):
            continue
        match = _COUNT.match(text, at, end)
        if match is None and (span := _MEASURED.match(text, at, end)):
            match = span if _REACHED.search(text, max(behind, at - _CUE_WITHIN), at) else None
        if match is None or (found and _EACH.search(text, behind, at)):
            continue
        if match.groupdict().get("whole") and not _of_a_whole(text, match, behind):
            continue
        ahead = _ABOUT if match["unit"].endswith((*_OF_MONEY, *_OF_YIELD)) else _CUE
        cue = ahead.search(text, max(behind, at - _CUE_WITHIN), at) or _AFTER.match(text, match.end("unit"), end)
        opens = not found and _OPENS.match(text.folded, start, at) is not None
        if cue or (opens and _HOLDS.match(text, match.end("unit"), end)):
            cued.add(at)
        found.append(match)
        behind = match.end()
    before: Value | None = None
    for match in found if cued else ():
        value = _value(text, (start, end), match, match.end("unit"), _unit_of(text, match))
        measured = value.cue.startswith("dat") or value.unit in _SPANS or value.unit.endswith(_MEASURES)
        measured = measured or text.folded[max(start, value.lead - _CUE_WITHIN) : value.lead].rstrip().endswith(_SIZES)
        value = value._replace(counted=not measured or bool(match.groupdict().get("whole")))
        listed = text.folded[max(start, match.start() - _NEAR_COMMA) : match.start()].rstrip().endswith(",")
        if before is not None and listed and match.start() not in cued:
            value = value._replace(comparator=before.comparator)
        before = value
        yield value
        again = _COUNT_AGAIN.match(text, match.end("unit"), end)
        if again is not None:
            yield _value(text, (start, end), again, again.end("a"), value.unit)._replace(counted=value.counted)


def _of_a_whole(text: Text, count: re.Match[str], start: int) -> bool:
    at = count.start()
    said = _OF_A_WHOLE.search(text, max(start, at - _CUE_WITHIN), at) is not None
    return said and count["a"].isdigit() and 0 < int(count["a"]) <= int(count["whole"])


def _had(text: Text, count: Value, rates: list[Value]) -> bool:
    """Whether the things of a rate before it have the count: «100 % số xã có tối thiểu 1 trạm» is one target."""
    before = text.folded[max(0, count.lead - _NEAR_COMMA) : count.start]
    said = re.match(r"(?:\W*|.*\s)co\s", before) is not None
    return said and any(r.end <= count.start and ";" not in text.content[r.end : count.start] for r in rates)


def _unit_of(text: Text, match: re.Match[str]) -> str:
    return " ".join(text.content[match.start("unit") : match.end("unit")].split())


def _overlaps(value: Value, known: set[tuple[int, int]]) -> bool:
    return any(value.start < end and start < value.end for start, end in known)


def _rates(text: Text, start: int, end: int) -> Iterator[Value]:
    has_sign = any(text.folded.find(sign, start, end) >= 0 for sign in _SIGNS)
    if not has_sign and _OF_A_BASE.search(text.folded, start, end) is None:
        return
    behind, before = start, ""
    for at in figures(text, start, end):
        match = _VALUE.match(text.folded, at, end) if at >= behind else None
        if match is None:
            continue
        behind = match.end()
        unit = _unit(text, match) or (before if match["base"] == "100" and "/100 " in before else None)
        before = unit or before
        if unit is not None:
            stop = match.end("sign") if match["sign"] else match.end()
            yield from _sharing(text, (start, end), match)
            yield _value(text, (start, end), match, stop, unit)


def _sharing(text: Text, clause: tuple[int, int], rate: re.Match[str]) -> Iterator[Value]:
    """The values before a `rate` of things per so many that leave their base to that rate."""
    if rate["sign"] or not rate["noun"].strip():
        return
    shared: list[re.Match[str]] = []
    begin = rate.start()
    while shares := _SHARES.search(text.folded, max(clause[0], begin - _WINDOW), begin):
        shared.append(shares)
        begin = shares.start()
    for shares in reversed(shared):
        printed = text.content[slice(*shares.span("noun"))] + text.content[rate.end("noun") : rate.end()]
        yield _value(text, clause, shares, shares.end("noun"), " ".join(printed.split()))


def _unit(text: Text, match: re.Match[str]) -> str | None:
    if match["sign"]:
        sign = text.content[match.start("sign") : match.end("sign")]
        if sign == "%" or match["sign"] == "phan tram":
            return PERCENT
        return PERMILLE if sign == "‰" or match["sign"] in _PERMILLE_SIGNS else None
    if not match["noun"].strip():
        return _RATE_UNITS.get(match["base"].replace(".", ""))
    if match["of"].strip() or match["base"] != "100":
        return " ".join(text.content[match.start("noun") : match.end()].split())
    return None


def _bare(text: Text, start: int, end: int, *, times: bool) -> Iterator[Value]:
    """Values without a sign: rates whose base stands before them («trên 1.000 trẻ đẻ sống dưới 9,5»), and multiples."""
    base = _BASE.search(text.folded, start, end)
    if base:
        for match in _BARE.finditer(text, base.end(), end):
            yield _value(text, (start, end), match, match.end("a"), _RATE_UNITS[base["base"].replace(".", "")])
    elif times and text.folded.find(_TIMES_LETTERS, start, end) >= 0:
        for match in _TIMES.finditer(text, start, end):
            yield _value(text, (start, end), match, match.end("unit"), TIMES)
            again = _TIMES_AGAIN.match(text, match.end(), end)
            if again is not None:
                yield _value(text, (start, end), again, again.end("unit"), TIMES)


def _value(text: Text, clause: tuple[int, int], match: re.Match[str], stop: int, unit: str) -> Value:
    begin = match.start("a")
    before = _BEFORE.search_as_printed(text, max(clause[0], begin - _WINDOW), begin)
    after = _AFTER.match(text, stop, clause[1])
    kind = next((k for k in _COMPARATORS if before and before[k] is not None), "eq")
    if before and kind in _TURNED:
        words = text.folded[max(clause[0], before.start() - _NOT_LET_WITHIN) : before.start()]
        kind = _TURNED[kind] if _NOT_LET.search(words) else kind
    if after:
        kind, stop = ("ge" if after["ge"] else "le"), after.end()
    high, whole = map(match.groupdict().get, ("b", "whole"))
    if high and kind == "le":
        kind = "eq"
    return Value(
        value=decimal(match["a"]),
        value_to=decimal(high) if high else None,
        text=" ".join(text.content[begin : match.end() if high else match.end("whole" if whole else "a")].split()),
        unit=unit,
        comparator=_COMPARATORS[kind],
        cue=" ".join(text.folded[slice(*before.span("word"))].split()) if before else "",
        lead=before.start() if before else begin,
        start=begin,
        end=stop,
    )


def _without_baselines(text: Text, found: list[Value]) -> Iterator[Value]:
    """Drop the first of «giảm từ 23 … xuống 18 …»: what is, not what shall be."""
    lead: int | None = None
    for value, following in zip_longest(found, found[1:]):
        if following is not None and value.cue.endswith("tu"):
            between = _ITS_YEAR.fullmatch(text.folded, value.end, following.lead)
            if between and following.cue.startswith(("xuong", "con", "len", "dat", "duoi", "tren")):
                lead = value.lead
                continue
        yield value if lead is None else value._replace(lead=lead)
        lead = None
