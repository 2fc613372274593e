"""The file of instruments known by citation only, written anew as far as they differ from what it says already.

A country cites a hundred thousand of them, and few change with the documents that come in at a time.
"""

from collections.abc import Mapping, Sequence

from cancu.graph.known import Instrument
from cancu.graph.write import instruments_turtle

ORIGIN = "written by `cancu add`"


def instruments_file(now: Sequence[Instrument], was: Mapping[str, Instrument], earlier: str | None) -> str:
    """Turtle of the instruments `now`; `earlier` is what the file says of those that there were.

    The same text as without `earlier`.
    """
    same = {i.iri for i in now if was.get(i.iri) == i}
    blocks = _blocks(earlier) if earlier and same and was.keys() <= {i.iri for i in now} else None
    if blocks is None or not same <= blocks[1].keys():
        return instruments_turtle(now, ORIGIN)
    fresh = _blocks(instruments_turtle([i for i in now if i.iri not in same], ORIGIN))
    heading, *_ = fresh[0]
    prefixes = sorted({line for head, _ in (blocks, fresh) for line in head if line.startswith("@prefix ")})
    told = {**blocks[1], **fresh[1]}
    return "\n\n".join(["\n".join([heading, *prefixes]), *(told[iri] for iri in sorted(told))]) + "\n"


def _blocks(turtle: str) -> tuple[list[str], dict[str, str]]:
    """The lines of the heading, and what is said of each IRI."""
    head, *blocks = turtle.rstrip("\n").split("\n\n")
    return head.split("\n"), {block[1 : block.find(">")]: block for block in blocks}
