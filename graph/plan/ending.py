"""The ending of a plan: who receives it and who signed it.

Both stand side by side on paper; in text they follow each other (cells of a table) or share their lines (columns).
"""

import re
from collections.abc import Iterator

from cancu.graph.plan.lines import clean
from cancu.graph.plan.model import Recipient, Signer
from cancu.graph.plan.signers import Line, joint_signer, signer, signs
from cancu.graph.read import Outline, Text

_HEAD = re.compile(r"^[\s*_#>|]*noi\s+nh[a-z]n[\s*_]*:?[\s*_]*")
_COLUMNS = re.compile(r"(?<=\S)[ \t\u00a0]{3,}(?=\S)")
_RIGHT_ONLY = 20
"""A line that begins this far right has nothing in the left column."""
_FOOTNOTE = re.compile(r"^[\s*_|]*\[\d{1,3}\]", re.MULTILINE)
_DASH = re.compile(r"^[-–—−•*_\s]*[-–—−•]\s*[*_]*\s*")
_BELOW = re.compile(r"^[+*_\s]*\+\s*")
_KEPT = re.compile(r"^luu\b")
_MIXED_POST = re.compile(r";\s+(?=[^\Wa-zà-ỹ][^a-zà-ỹ]*$)")
_MAX_LINES = 400
_ABOVE = 1000
"""Characters above «Nơi nhận» in which the signatures of a joint paper may stand."""
_WRITTEN_LINE = re.compile(
    r"[ \t]*\*\*[^\n\f*]{1,40}\n(?!(?:PHÓ|THỨ|CHÁNH|GIÁM|TRƯỞNG|CHỦ|CỤC|KT|TL|TM|TUQ)\b)[^\n\f*|-]{1,40}\*\*"
    r"[^\n\f]*|[^\n\f]+"
)
"""A line; bold that begins on one short line and ends on the next is one («**Nguyễn⏎Văn An**»)."""


def ending(text: Text, outline: Outline) -> tuple[tuple[Recipient, ...], Signer | None]:
    """Recipients in order, and the signer; «Lưu: …» is the archive's line, not a recipient."""
    left, right = _columns(text, outline)
    recipients = tuple(_recipients(text, left))
    return recipients, joint_signer(text, *_around(outline)) or signer(text, right)


def _around(outline: Outline) -> tuple[int, int]:
    """Where signatures are looked for side by side: joint papers have them above «Nơi nhận» too."""
    start = outline.ending_start
    return max(0, start - _ABOVE), min([a for a, _ in outline.annexes if a >= start], default=outline.length)


def _columns(text: Text, outline: Outline) -> tuple[list[Line], list[Line]]:
    """Lines of the list of recipients and lines of the signature."""
    left: list[Line] = []
    right: list[Line] = []
    signing = broken = False
    for line in _lines(text, outline):
        if signing and _over_leaf(text, left, line):
            signing, broken = False, True
        elif broken and _kept(text, left[-1]):
            signing, broken = True, False
        for piece, column in _pieces(text, line):
            if column == "right" or signing or signs(text, piece):
                signing = signing or column == "left"
                right.append(piece)
            else:
                left.append(piece)
    return left, right


def _over_leaf(text: Text, left: list[Line], line: Line) -> bool:
    """Whether `line` goes on with the list of recipients that a page's end broke off, the signature beside it."""
    return (
        bool(left)
        and _DASH.match(line.text) is not None
        and text.content[line.start - 1 : line.start] == "\f"
        and not any(_kept(text, known) for known in left)
    )


def _kept(text: Text, line: Line) -> bool:
    """Whether it is the line of the archive, which ends the list."""
    return _KEPT.match(_BELOW.sub("", _name_folded(text, line))) is not None


def _lines(text: Text, outline: Outline) -> Iterator[Line]:
    start = outline.ending_start
    stop = min([a for a, _ in outline.annexes if a >= start], default=outline.length)
    footnote = _FOOTNOTE.search(text.content, start, stop)
    stop = footnote.start() if footnote else stop
    for count, line in enumerate(_WRITTEN_LINE.finditer(text.content[start:stop])):
        if count >= _MAX_LINES:
            return
        if line.group().strip(" \t\u00a0*_#|"):
            yield Line(line.group(), start + line.start(), start + line.end())


def _pieces(text: Text, line: Line) -> Iterator[tuple[Line, str]]:
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


def _piece(text: Text, start: int, end: int, column: str) -> Iterator[tuple[Line, str]]:
    surface = clean(text.content[start:end])
    if surface:
        yield Line(surface, start, end), column


def _recipients(text: Text, lines: list[Line]) -> Iterator[Recipient]:
    """Entries of the list: a dash opens one, a line without a dash goes on with the one before."""
    entry: list[Line] = []
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


def _name_folded(text: Text, line: Line) -> str:
    return _DASH.sub("", clean(text.folded[line.start : line.end]), count=1)


def _recipient(text: Text, entry: list[Line]) -> Iterator[Recipient]:
    if not entry:
        return
    name = clean(_DASH.sub("", " ".join(_BELOW.sub("", line.text) for line in entry), count=1)).rstrip(" ;,.")
    if name:
        start = entry[0].start
        surface = text.content[start : entry[-1].end]
        yield Recipient(name, start + len(surface) - len(surface.lstrip()), start + len(surface.rstrip()))
