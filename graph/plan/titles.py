"""Type word and title (trích yếu) of a document, and the years its title covers."""

import re
from dataclasses import dataclass

from cancu.graph.fold import fold
from cancu.graph.plan.letters import about
from cancu.graph.plan.lines import MARKUP, clean
from cancu.graph.read import Outline, Text
from cancu.graph.read.quality import GOOD
from cancu.graph.read.widths import parts_paragraphs
from cancu.graph.registry import DocumentType, Registry

_LINE = re.compile(r"[^\n\f]+")
_RECITAL = re.compile(
    r"^(?:can cu|thuc hien|trien khai|xet|theo|de|nham|tren co so|kinh gui|do|tiep tuc|trong|uy ban nhan dan|ubnd"
    r"|so [a-z]|phong [a-z]|ban [a-z]|[ivx]{1,4}\s*[.\-]|\d{1,2}\s*[.\-]|phan\s|dieu\s|chuong\s)\b"
)
_DANGLING = re.compile(
    r"(?:\b(?:cua|va|ve|den|nam|so|cho|tai|tren|trong|cac|voi|do|theo|thuc hien|giai doan|ngay|vi|la)"
    r"|[,;\-&(])$"
)
_SOUTH = "nam"
_DANGLING_PLACE = re.compile(r"\b(?:tinh|huyen|thanh pho|thi xa|quan|xa|phuong)$")
"""A title may break before the name of its place; what opens a recital is no such name."""
_AUTHORITY = re.compile(
    r"^(?:bo truong|chu tich|thu tuong|chinh phu$|giam doc|tong (?:cuc truong|giam doc|kiem toan)|cuc truong"
    r"|truong ban|hieu truong|uy ban nhan dan|uy ban thuong vu|hoi dong nhan dan|quoc hoi$|thong doc|chanh an"
    r"|vien truong|bo [a-z, ]{3,60} dien$)"
)
_ADDRESSED = re.compile(rf"^{MARKUP}kinh\s+g\**u\**i\b", re.MULTILINE)
_ADDRESSED_LETTERS = "kinh"
LETTER = "cong-van"
_COMES_WITH = re.compile(r"^\((?:ban hanh )?kem theo\b")
_COMES_BEHIND = re.compile(r"[\s*_]+\((?:ban\s+hanh\s+)?kem\s+theo\s+(?:quyet|nghi|cong|ke)\s")
_FIRST_PART = re.compile(r"^phan (?:thu )?(?:i|1|nhat|mot)\b(?:$|\s*[.:\-])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LOOSE = " \t\n\f\u00a0*_#|"
_RULE = re.compile(r"^[\s\-–—_=*.|#~+\\/]*$")
_OF_A_PORTAL = re.compile(
    r"^(?:(?:dang ngay|ngay dang|cap nhat|ngay cap nhat|luot (?:xem|doc|truy cap)|tac gia|co chu)\s*:"
    r"|(?:dang ngay|ngay dang|(?:ngay )?cap nhat) \d)"
)
"""A line in which a web page tells when it showed the paper and how often it was read."""
_SEARCHED = 6000
_LETTER_HEAD = 1200
"""Characters in which «V/v …» stands that makes a paper without type word and address a letter."""
_OPENS_RECITAL = re.compile(r"^(?:can\s+cu|xet|theo\s+de\s+nghi)\b")
_SITTING = re.compile(r"khoa\s+[ivxlc]+\b|(?:tai\s+)?ky hop\b")
"""The term and the sitting, between the name of a council and its recital."""
_SITTING_WITHIN = 160
_REST_OF_NAME = re.compile(r"[ \t*_]*\n[ \t*_]*[A-ZÀ-ỸĐ][A-ZÀ-ỸĐ -]{1,30}[ \t*_]*\n[\s*_|]*")
"""The line that ends a name broken over two: «ỦY BAN NHÂN DÂN TỈNH⏎SƠN LA»."""
_MAX_LINES = 14
_DATED_LINE = re.compile(r"\bngay[ \t.]+\d{1,2}[ \t]+thang[ \t]+\d{1,2}[ \t]+nam[ \t]+20\d\d[ \t*_|]*(?=\n)")
_OPENS_WITH_TYPE = re.compile(r"[ \t|*_#]*(?P<type>KẾ\s+HOẠCH|CHƯƠNG\s+TRÌNH|CHỈ\s+THỊ|ĐỀ\s+ÁN)\s+")
_TYPE_ABOUT = re.compile(
    r"[ \t|*_#]*(?P<type>THÔNG\s+BÁO|QUYẾT\s+ĐỊNH|NGHỊ\s+QUYẾT|KẾ\s+HOẠCH|CHỈ\s+THỊ|HƯỚNG\s+DẪN|BÁO\s+CÁO)\s+"
    r"(?=(?i:về\s+việc|v/v)\s)"
)
"""«THÔNG BÁO Về việc trồng cây» in one line: only the type need be in capitals."""
_HEADLINE = re.compile(r"\s*[*_#]*(?P<type>[Tt]hông\s+[Bb]áo|[Kk]ế\s+[Hh]oạch)\s+(?=[Vv]ề\s+việc\s)")
"""How a page opens that has a notice or a plan for its whole text."""
_BROKEN = frozenset(("KẾ", "QUYẾT", "CHỈ", "CHƯƠNG", "NGHỊ", "HƯỚNG", "ĐỀ", "THÔNG", "CÔNG"))
"""First words of types, which a narrow column leaves on a line of their own."""
_RECITED = re.compile(r"^[ \t*_]*can cu\b", re.MULTILINE)
_SHORTEST_TITLE = 4
"""Words in the first line of a title without type word."""
_UPPER_SHARE = 0.6

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(
    rf"\b(?:giai doan|thoi ky|nam hoc|nam|tu nam|trong)\s+(?:tu nam\s+)?\(?(?P<a>{_YEAR})"
    rf"\s*(?:-|den(?: nam)?)\s*(?P<b>{_YEAR})"
)
_UNTIL = re.compile(
    rf"(?P<vague>(?:tam nhin|dinh huong)[^,;]{{0,30}}?)?\bden\s+(?:het\s+|cuoi\s+)?nam\s+(?P<year>{_YEAR})"
)
_LAW_YEAR = re.compile(r"\b(?:(?<!phap )luat|phap lenh|hien phap)(?: (?!tren\b|trong\b|cua\b|giai\b)[^\s,;]+){0,8} $")
"""A year behind a law's name is the law's: «thực hiện Luật Trẻ em năm 2016»."""
_ONE = re.compile(
    rf"(?<!den )(?<!het )(?<!tu )(?<!thang \d )(?<!thang \d\d )(?<!khoa )"
    rf"\bnam\s+(?:hoc\s+)?(?P<year>{_YEAR})\b(?!\s*-)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """Type and title; `type_start` is where the header ends, `start:end` the title's characters."""

    type: DocumentType | None
    text: str
    type_start: int
    start: int
    end: int


def title_of(text: Text, outline: Outline, registry: Registry) -> Title:
    """Find the line that is nothing but a type («KẾ HOẠCH») and the title below it.

    An official letter has no such line: there the header ends at «Kính gửi», and the title is its «V/v …».
    """
    near = text.folded.find(_ADDRESSED_LETTERS, 0, _SEARCHED) >= 0
    addressed = _ADDRESSED.search(text.folded, 0, _SEARCHED) if near else None
    limit = min(_SEARCHED, len(text.content))
    for line in _LINE.finditer(text.content, 0, limit):
        if addressed and line.start() > addressed.start():
            head_end = addressed.start()
            start, end = about(text, 0, head_end) or (head_end, head_end)
            return Title(registry.types.get(LETTER), clean(text.content[start:end]), head_end, start, end)
        word = clean(line.group()).strip(" .:")
        if word in _BROKEN and (rest := _LINE.match(text.content, line.end() + 1, limit)) is not None:
            word, line = f"{word} {clean(rest.group())}", rest
        if _enacts(text, line, word):
            break
        if 4 <= len(word) <= 30 and word.isupper() and (kind := registry.type_named(word)) is not None and " " in word:
            start, end = _title_span(text, line.end(), min(limit, max(outline.body_start, line.end())))
            return Title(kind, clean(text.content[start:end]), line.start(), start, end)
    end = min(outline.body_start, limit)
    head = about(text, 0, min(end, _LETTER_HEAD))
    if head is not None:
        short = _short(text, head[0])
        if not short and _upper(text.content[head[0] : head[1]].partition("\n")[0]):
            head = _title_span(text, head[0], head[1])
        return Title(registry.types.get(LETTER) if short else None, clean(text.content[slice(*head)]), end, *head)
    joined = _joined_title(text, end, registry)
    if joined is not None:
        return joined
    start, last = _untyped_title(text, end)
    return Title(None, clean(text.content[start:last]), start, start, last)


def _enacts(text: Text, line: re.Match[str], word: str) -> bool:
    """Whether `line` is the «QUYẾT ĐỊNH:» behind the recital of a paper whose head lost its type and title."""
    if word != "QUYẾT ĐỊNH" or not line.group().rstrip(" \t*_|").endswith(":"):
        return False
    return _RECITED.search(text.folded, 0, line.start()) is not None


def _joined_title(text: Text, end: int, registry: Registry) -> Title | None:
    """Type and title that stand in one line, as portals print them: «KẾ HOẠCH TRỒNG CÂY NĂM 2025»."""
    headline = _HEADLINE.match(text.content, 0, end)
    if headline is not None:
        return _opened(text, headline, headline.start(), end, registry)
    for line in _LINE.finditer(text.content, 0, end):
        opening = _TYPE_ABOUT.match(line.group())
        surface = clean(line.group())
        if opening is None and surface.isupper() and len(surface.split()) >= _SHORTEST_TITLE + 2:
            opening = _OPENS_WITH_TYPE.match(line.group())
        if opening is not None and (title := _opened(text, opening, line.start(), end, registry)) is not None:
            return title
    return None


def _opened(text: Text, opening: re.Match[str], at: int, end: int, registry: Registry) -> Title | None:
    """The type in the words of an `opening` whose line begins at `at`, and the title that follows them."""
    kind = registry.type_named(" ".join(opening["type"].split()))
    if kind is None:
        return None
    start, last = _title_span(text, at + opening.end(), end)
    return Title(kind, clean(text.content[start:last]), at, start, last)


def _untyped_title(text: Text, end: int) -> tuple[int, int]:
    """The lines in capitals that follow the line of place and day in a head that lost its type word, or that open a
    paper above «(Ban hành kèm theo …)».
    """
    dated = _DATED_LINE.search(text.folded, 0, end)
    if dated is None:
        start, last = _title_span(text, 0, end)
        below = _LINE.search(text.content, last)
        issued = below is not None and _COMES_WITH.match(fold(clean(below.group()))) is not None
        return (start, last) if issued and _upper(text.content[start:last]) else (end, end)
    start, last = _title_span(text, dated.end(), end)
    opening = text.content[start:last].partition("\n")[0]
    if _AUTHORITY.match(fold(opening)):
        return start, start
    return (start, last) if _upper(opening) and len(opening.split()) >= _SHORTEST_TITLE else (end, end)


def _title_span(text: Text, start: int, limit: int) -> tuple[int, int]:
    """Lines of the title: until a line opens the recital, an address or a heading, or capitals give way to prose."""
    taken: list[re.Match[str]] = []
    for line in _LINE.finditer(text.content, start, limit):
        surface = clean(line.group())
        if not surface or _RULE.match(line.group()) or _OF_A_PORTAL.match(fold(surface)):
            if taken and surface:
                break
            continue
        if not taken and _OPENS_RECITAL.match(fold(surface)) and not _upper(surface):
            break
        if taken and _ends(text, taken, line, surface):
            break
        taken.append(line)
        if len(taken) >= _MAX_LINES:
            break
    if not taken:
        return start, start
    first, last = taken[0].group(), taken[-1].group()
    begin = taken[0].start() + len(first) - len(first.lstrip(" \t\u00a0*_#|"))
    end = taken[-1].end() - (len(last) - len(last.rstrip(" \t\u00a0*_#|")))
    behind = _COMES_BEHIND.search(text.folded, begin, end)
    return begin, behind.start() if behind else end


def _ends(text: Text, taken: list[re.Match[str]], line: re.Match[str], surface: str) -> bool:
    """Whether `line`, with the words `surface`, no longer belongs to the title in `taken`."""
    blank = line.start() > taken[-1].end() + 1
    folded = fold(surface)
    if _COMES_WITH.match(folded) or _FIRST_PART.match(folded):
        return True
    if _upper(clean(taken[0].group())):
        return not _upper(surface) or (
            (
                blank
                or (_bold(line) and not _bold(taken[-1]))
                or surface.endswith("điện:")
                or (_before_recital(text, line) and not _dangles(clean(taken[-1].group())))
            )
            and _AUTHORITY.match(fold(_whole(text, line, surface)).removesuffix("dien:").strip(" :")) is not None
        )
    if surface.isupper() and _AUTHORITY.match(fold(surface)):
        return True
    if blank and text.quality != GOOD and parts_paragraphs(text):
        # The words that open a recital cannot be trusted to be legible.
        return True
    last = clean(taken[-1].group())
    if blank and (last.endswith(".") or _tells(text, line.start())):
        return True
    if not surface[0].isupper() or _dangles(last):
        return False
    if _RECITAL.match(fold(surface)) is not None:
        return True
    return len(taken) >= 6 and not _DANGLING_PLACE.search(fold(last))


def _dangles(line: str) -> bool:
    """Whether the last word of a title's line asks for more: «năm» does, the «Nam» of «Quảng Nam» does not."""
    folded = fold(line)
    found = _DANGLING.search(folded)
    return found is not None and not (
        found.group() == _SOUTH and line.lower().endswith(_SOUTH) and line.lower() != folded
    )


def _tells(text: Text, start: int) -> bool:
    """Whether the paragraph that begins at `start` is a sentence: one ends with a full stop or a colon, a title with
    neither.
    """
    end = _BLANK_LINE.search(text.content, start)
    paragraph = text.content[start : end.start() if end else len(text.content)].rstrip(_LOOSE)
    return paragraph.endswith((".", ":", ";"))


def _short(text: Text, start: int) -> bool:
    """Whether «V/v» is printed, not «Về việc»: only letters have it so."""
    return "/" in text.content[start : start + 4]


def _whole(text: Text, line: re.Match[str], surface: str) -> str:
    """The words of `line`, with those of the next where a narrow column left one alone («BỘ⏎TRƯỞNG BỘ CÔNG THƯƠNG»)."""
    following = _LINE.match(text.content, line.end() + 1) if " " not in surface else None
    return f"{surface} {clean(following.group())}" if following else surface


def _before_recital(text: Text, line: re.Match[str]) -> bool:
    """Whether a recital follows the line, or the next one that ends its name, as it follows who decides."""
    following = text.folded[line.end() : line.end() + _SITTING_WITHIN].lstrip(" \t\n*_|")
    rest = _REST_OF_NAME.match(text.content, line.end())
    if rest is not None:
        following = text.folded[rest.end() : rest.end() + _SITTING_WITHIN]
    if _SITTING.match(following):
        following = following.partition("\n")[2].lstrip(" \t\n*_|")
    return _OPENS_RECITAL.match(following) is not None


def _bold(line: re.Match[str]) -> bool:
    """Whether the line begins in bold: who decides is printed so, below a title that is not."""
    return line.group().lstrip(" \t\u00a0|#").startswith("**")


def _upper(surface: str) -> bool:
    letters = list(filter(str.isalpha, surface))
    return sum(map(str.isupper, letters)) >= _UPPER_SHARE * len(letters)


def period_of(title: str, year: int | None) -> tuple[int, int] | None:
    """First and last year that a title covers: «năm 2024», «năm 2024 và năm 2025», «giai đoạn 2021 - 2025», «đến năm
    2030» (from `year` on).

    «định hướng đến», «tầm nhìn đến» never extend it.
    """
    folded = re.sub(r"\s+", " ", fold(title))
    single = [m for m in _ONE.finditer(folded) if not _LAW_YEAR.search(folded, 0, m.start())]
    if single:
        both = len(single) > 1 and folded[single[-2].end() : single[-1].start()].strip() == "va"
        first, last = int(single[-2 if both else -1]["year"]), int(single[-1]["year"])
        return min(first, last), last
    span = _SPAN.search(folded)
    if span and int(span["a"]) <= int(span["b"]):
        return int(span["a"]), int(span["b"])
    until = [int(m["year"]) for m in _UNTIL.finditer(folded) if not m["vague"]]
    if until and year is not None and year <= until[0]:
        return year, until[0]
    return None
