"""The ending of a plan: who receives it and who signed it.

Both stand side by side on paper; in text they follow each other (cells of a table) or share their lines (columns).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cancu.graph.fold import CAPITALS
from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Recipient, Signer
from cancu.graph.read import Outline, Text

_HEAD = re.compile(r"^[\s*_#>|]*noi\s+nh[a-z]n[\s*_]*:?[\s*_]*")
_COLUMNS = re.compile(r"(?<=\S)[ \t\u00a0]{3,}(?=\S)")
_RIGHT_ONLY = 20
"""A line that begins this far right has nothing in the left column."""
_FOOTNOTE = re.compile(r"^[\s*_|]*\[\d{1,3}\]", re.MULTILINE)
_DASH = re.compile(r"^[-–—−•*_\s]*[-–—−•]\s*[*_]*\s*")
_BELOW = re.compile(r"^[+*_\s]*\+\s*")
_KEPT = re.compile(r"^luu\b")
_CAPACITY = re.compile(r"^(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)[ .]{1,3}(?=[a-z])")
_POST = re.compile(
    r"^(?:quyen\s+)?(?:pho\s+)?(?:chu\s+tich|giam\s+doc|tong\s+giam\s+doc|bi\s+thu|chanh|truong|bo\s+truong|thu\s+truong|cuc\s+truong"
    r"|vu\s+truong|vien\s+truong|hieu\s+truong|chu\s+nhiem|thu\s+tuong|tong|chi\s+huy|tu\s+lenh|uy\s+vien)\b"
)
_MIXED_POST = re.compile(r";\s+(?=[^\Wa-zà-ỹ][^a-zà-ỹ]*$)")
_NAME = re.compile(r"^(?:[^\W\d_][^\W\d_]*\s+){1,5}[^\W\d_]+$")
_MAX_LINES = 400
_WRITTEN_LINE = re.compile(
    r"[ \t]*\*\*[^\n\f*]{1,40}\n(?!(?:PHÓ|THỨ|CHÁNH|GIÁM|TRƯỞNG|CHỦ|CỤC|KT|TL|TM|TUQ)\b)[^\n\f*|-]{1,40}\*\*"
    r"[^\n\f]*|[^\n\f]+"
)
"""A line; bold that begins on one short line and ends on the next is one («**Nguyễn⏎Văn An**»)."""
_GLUED_POST = re.compile(
    r"(?P<post>(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG)) ?"
    rf"(?P<name>[{CAPITALS}][^\W\dA-Z].*)$"
)
"""A post whose line ran into the name below it."""
_RANK = re.compile(
    r"^(?:(?:[Đđ]ại|[Tt]hượng|[Tt]rung|[Tt]hiếu) (?:tướng|tá|úy)|(?:PGS|GS|TS|ThS|BS|CKII|CKI)\b\.?,?)\s*[.,-]?\s*"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int

    @property
    def upper(self) -> bool:
        letters = list(filter(str.isalpha, self.text))
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def ending(text: Text, outline: Outline) -> tuple[tuple[Recipient, ...], Signer | None]:
    """Recipients in order, and the signer; «Lưu: …» is the archive's line, not a recipient."""
    left, right = _columns(text, outline)
    recipients = tuple(_recipients(text, left))
    return recipients, _signer(text, right)


def _columns(text: Text, outline: Outline) -> tuple[list[_Line], list[_Line]]:
    """Lines of the list of recipients and lines of the signature."""
    left: list[_Line] = []
    right: list[_Line] = []
    signing = broken = False
    for line in _lines(text, outline):
        if signing and _over_leaf(text, left, line):
            signing, broken = False, True
        elif broken and _kept(text, left[-1]):
            signing, broken = True, False
        for piece, column in _pieces(text, line):
            if column == "right" or signing or _signs(text, piece):
                signing = signing or column == "left"
                right.append(piece)
            else:
                left.append(piece)
    return left, right


def _over_leaf(text: Text, left: list[_Line], line: _Line) -> bool:
    """Whether `line` goes on with the list of recipients that a page's end broke off, the signature beside it."""
    return (
        bool(left)
        and _DASH.match(line.text) is not None
        and text.content[line.start - 1 : line.start] == "\f"
        and not any(_kept(text, known) for known in left)
    )


def _kept(text: Text, line: _Line) -> bool:
    """Whether it is the line of the archive, which ends the list."""
    return _KEPT.match(_BELOW.sub("", _name_folded(text, line))) is not None


def _lines(text: Text, outline: Outline) -> Iterator[_Line]:
    start = outline.ending_start
    stop = min([a for a, _ in outline.annexes if a >= start], default=outline.length)
    footnote = _FOOTNOTE.search(text.content, start, stop)
    stop = footnote.start() if footnote else stop
    for count, line in enumerate(_WRITTEN_LINE.finditer(text.content[start:stop])):
        if count >= _MAX_LINES:
            return
        if line.group().strip(" \t\u00a0*_#|"):
            yield _Line(line.group(), start + line.start(), start + line.end())


def _pieces(text: Text, line: _Line) -> Iterator[tuple[_Line, str]]:
    """The one or two columns of a line, «Nơi nhận:» dropped."""
    head = _HEAD.match(text.folded[line.start : line.end])
    start = line.start + head.end() if head else line.start
    indent = len(line.text) - len(line.text.lstrip())
    column = "right" if head or indent >= _RIGHT_ONLY else "left"
    split = _COLUMNS.search(text.content, start, line.end) or _MIXED_POST.search(text.content, start, line.end)
    if column == "right" or split is None:
        yield from _piece(text, start, line.end, column)
    else:
        yield from _piece(text, start, split.start() + (split.group()[0] == ";"), "left")
        yield from _piece(text, split.end(), line.end, "right")


def _piece(text: Text, start: int, end: int, column: str) -> Iterator[tuple[_Line, str]]:
    surface = clean(text.content[start:end])
    if surface:
        yield _Line(surface, start, end), column


def _signs(text: Text, piece: _Line) -> bool:
    folded = clean(text.folded[piece.start : piece.end])
    return piece.upper and (_CAPACITY.match(folded) is not None or _POST.match(folded) is not None)


def _recipients(text: Text, lines: list[_Line]) -> Iterator[Recipient]:
    """Entries of the list: a dash opens one, a line without a dash goes on with the one before."""
    entry: list[_Line] = []
    for line in lines:
        opens = _DASH.match(line.text) is not None
        if opens and entry:
            yield from _recipient(text, entry)
            entry = []
        if _kept(text, line):
            break
        if opens or entry:
            entry.append(line)
    yield from _recipient(text, entry)


def _name_folded(text: Text, line: _Line) -> str:
    return _DASH.sub("", clean(text.folded[line.start : line.end]), count=1)


def _recipient(text: Text, entry: list[_Line]) -> Iterator[Recipient]:
    if not entry:
        return
    name = clean(_DASH.sub("", " ".join(_BELOW.sub("", line.text) for line in entry), count=1)).rstrip(" ;,.")
    if name:
        start = entry[0].start
        surface = text.content[start : entry[-1].end]
        yield Recipient(name, start + len(surface) - len(surface.lstrip()), start + len(surface.rstrip()))


def _signer(text: Text, lines: list[_Line]) -> Signer | None:
    """Capacity, post and name from the lines of the signature."""
    capacity: list[str] = []
    post: list[str] = []
    name: str | None = None
    for line in lines:
        folded = clean(text.folded[line.start : line.end])
        if line.upper and _CAPACITY.match(folded):
            capacity.append(line.text)
        elif line.upper and _POST.match(folded):
            post.append(line.text)
        elif line.upper and (capacity or post) and name is None and _NAME.match(line.text + " x"):
            # A title broken over two lines: «TM. ỦY BAN NHÂN⏎DÂN».
            broken = post or capacity
            broken[-1] = f"{broken[-1]} {line.text}"
        elif capacity and (glued := _GLUED_POST.match(line.text)) and _is_name(_person(glued["name"])):
            post.append(glued["post"].strip())
            name = _person(glued["name"])
            break
        elif (capacity or post) and _is_name(_person(line.text)):
            name = _person(line.text)
            break
    if not (capacity or post):
        return None
    return Signer(name, " ".join(post) or None, "; ".join(capacity) or None)


def _person(surface: str) -> str:
    """A name without rank, degree and markup."""
    name = clean(surface.replace("*", ""))
    while (rank := _RANK.match(name)) is not None:
        name = name[rank.end() :]
    return name


def _is_name(surface: str) -> bool:
    return _NAME.match(surface) is not None and all(word[0].isupper() for word in surface.split())
