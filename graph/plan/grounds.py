"""Tables that list what each of their rows rests on, in a column «Căn cứ pháp lý»: what its cells cite are grounds."""

import re
from bisect import bisect_left

from cancu.graph.cite import Mention
from cancu.graph.cite.governing import BASED_ON, CITES
from cancu.graph.plan.tables import ORDINAL, ORDINALS, Row, rows
from cancu.graph.read import Text

_WORDS = re.compile(r"(?:can\s+cu|co\s+so)\s+phap\s+ly")
_HEAD = re.compile(r"(?:can cu|co so) phap ly$")
_FURTHER = 2
"""Columns by which a row may be wider than its header, where another one stands above two."""
_OPENING = re.compile(r"[\s*_+•-]*")


def with_columns_of_grounds(text: Text, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, of which those that a cell of such a column only names are what its row rests on."""
    if not _WORDS.search(text.folded):
        return mentions
    read = list(mentions)
    starts = [mention.start for mention in mentions]
    column: int | None = None
    for row in rows(text, 0, len(text.content)):
        if column is not None and row and ORDINAL.match(row[0].folded):
            for cell in row[column : column + _FURTHER + 1]:
                opening = _OPENING.match(text.content, cell.start)
                within = range(bisect_left(starts, cell.start), bisect_left(starts, cell.end))
                if opening is not None and within and starts[within[0]] == opening.end():
                    for at in within:
                        read[at] = _grounds(read[at])
                    break
        if heads := _heads(row):
            column = next((place for place, head in enumerate(heads) if _HEAD.match(head)), None)
    return tuple(read)


def _grounds(mention: Mention) -> Mention:
    return mention._replace(relation=BASED_ON) if mention.relation == CITES else mention


def _heads(row: Row) -> list[str]:
    """The heads of the columns, where they end the row: from that of the ordinals on."""
    ordinals = [place for place, cell in enumerate(row) if ORDINALS.match(cell.folded)]
    return [" ".join(cell.folded.split()) for cell in row[ordinals[-1] :]] if ordinals else []
