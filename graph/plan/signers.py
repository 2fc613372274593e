"""Who signed a paper: the lines of one signature, and those of several side by side on a joint paper."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cancu.graph.fold import CAPITALS
from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Signer
from cancu.graph.plan.tables import rows
from cancu.graph.read import Text

_CAPACITY = re.compile(r"^(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)[ .]{1,3}(?=[a-z])")
_POST = re.compile(
    r"^(?:quyen\s+)?(?:pho\s+)?(?:chu\s+tich|giam\s+doc|tong\s+giam\s+doc|bi\s+thu|chanh|truong|bo\s+truong|thu\s+truong|cuc\s+truong"
    r"|vu\s+truong|vien\s+truong|hieu\s+truong|chu\s+nhiem|thu\s+tuong|tong|chi\s+huy|tu\s+lenh|uy\s+vien)\b"
)
_NAME = re.compile(r"^(?:[^\W\d_][^\W\d_]*\s+){1,5}[^\W\d_]+$")
_GLUED_POST = re.compile(
    r"(?P<post>(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG)) ?"
    rf"(?P<name>[{CAPITALS}][^\W\dA-Z].*)$"
)
"""A post whose line ran into the name below it."""
_RANK = re.compile(
    r"^(?:(?:[Đđ]ại|[Tt]hượng|[Tt]rung|[Tt]hiếu) (?:tướng|tá|úy)|(?:PGS|GS|TS|ThS|BS|CKII|CKI)\b\.?,?)\s*[.,-]?\s*"
)


_PIECE = re.compile(r"\S+(?:[ \t\u00a0]{1,2}\S+)*")
"""Words of one column; three blanks or more part two."""
_PARTED = re.compile(r"   (?<=\S   )[ \t\u00a0]*\S[^\n\f]*")
"""The end of a line behind the blanks that part its columns."""
_LINE = re.compile(r"[^\n\f]+")
_IN_CELL = re.compile(r"\n|<br>|\*\*\s+(?=\*\*)")
"""What parts the lines of a cell."""
_SIDE_BY_SIDE = 2


class Line(NamedTuple):
    """Words of one column of a line, at `start:end`."""

    text: str
    start: int
    end: int

    @property
    def upper(self) -> bool:
        letters = list(filter(str.isalpha, self.text))
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def signs(text: Text, piece: Line) -> bool:
    folded = clean(text.folded[piece.start : piece.end])
    return (_CAPACITY.match(folded) is not None or _POST.match(folded) is not None) and piece.upper


def signer(text: Text, lines: list[Line]) -> Signer | None:
    """Capacity, post and name from the lines of the signature."""
    capacity: list[str] = []
    post: list[str] = []
    name: str | None = None
    for line in lines:
        folded = clean(text.folded[line.start : line.end])
        if _CAPACITY.match(folded) and line.upper:
            capacity.append(line.text)
        elif _POST.match(folded) and line.upper:
            post.append(line.text)
        elif (capacity or post) and line.upper and name is None and _NAME.match(line.text + " x"):
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


def joint_signer(text: Text, start: int, end: int) -> Signer | None:
    """The signers that `start:end` names side by side, each by post and name; None where there are not several.

    What is said of each is parted by «;», from left to right.
    """
    for columns in (*_of_tables(text, start, end), _of_blanks(text, start, end)):
        found = [one for lines in columns if (one := signer(text, lines))] if len(columns) >= _SIDE_BY_SIDE else []
        if len(found) >= _SIDE_BY_SIDE and all(one.name for one in found):
            names, posts, capacities = zip(*((s.name, s.post, s.capacity) for s in found), strict=True)
            return Signer(_of_each(names), _of_each(posts), _of_each(capacities))
    return None


def _of_each(said: tuple[str | None, ...]) -> str | None:
    """What is said of each, if it is of all: else nobody could tell whose it is."""
    return "; ".join(filter(None, said)) if all(said) else None


def _of_tables(text: Text, start: int, end: int) -> Iterator[list[list[Line]]]:
    """The columns of each table, those of rows that are as wide as the first."""
    columns: list[list[Line]] = []
    for row in rows(text, start, end):
        if len(row) != len(columns):
            yield columns
            columns = [[] for _ in row]
        if len(row) >= _SIDE_BY_SIDE:
            for column, cell in zip(columns, row, strict=True):
                column += _cell_lines(text, cell.start, cell.end)
    yield columns


def _cell_lines(text: Text, start: int, end: int) -> Iterator[Line]:
    for mark in [*_IN_CELL.finditer(text.content, start, end), None]:
        stop = mark.start() if mark else end
        if words := clean(text.content[start:stop]):
            yield Line(words, start, stop)
        start = mark.end() if mark else end


def _of_blanks(text: Text, start: int, end: int) -> list[list[Line]]:
    """The columns that begin where two posts or more stand on one line, parted by blanks."""
    for parted in _PARTED.finditer(text.content, start, end):
        first = text.content.rfind("\n", 0, parted.start()) + 1
        line = _pieces(text, first, parted.end())
        middles = [middle for piece, middle in line if signs(text, piece)]
        if len(middles) >= _SIDE_BY_SIDE:
            return _below(text, first, end, middles)
    return []


def _below(text: Text, start: int, end: int, middles: list[int]) -> list[list[Line]]:
    """The words of `start:end` by the column, told by its middle, in which they stand."""
    columns: list[list[Line]] = [[] for _ in middles]
    reach = min(right - left for left, right in pairwise(middles)) / 2
    for line in _LINE.finditer(text.content, start, end):
        for piece, middle in _pieces(text, *line.span()):
            distance, nearest = min((abs(known - middle), place) for place, known in enumerate(middles))
            if distance < reach:
                columns[nearest].append(piece)
    return columns


def _pieces(text: Text, start: int, end: int) -> list[tuple[Line, int]]:
    """The words of a line that blanks part, each with twice its middle as printed."""
    found = _PIECE.finditer(text.content, start, end)
    return [(Line(clean(m.group()), *m.span()), m.start() + m.end() - 2 * start) for m in found]
