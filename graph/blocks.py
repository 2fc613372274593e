"""Turtle files of ours with a block for each of many subjects, of which few change, or are asked for, at a time.

A country cites a hundred thousand instruments, and few change with the documents that come in.
"""

import re
from collections.abc import Set

from cancu.graph.names import PREFIXES

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def spliced(earlier: str, changed: Set[str], fresh: str) -> str:
    """The text of a file without what it said of `changed`, with the subjects of the file `fresh` in its place.

    The same text as of a file that is written as a whole.
    """
    (heading, *old), blocks = parted(earlier)
    (_, *new), come = parted(fresh)
    told = {**{iri: block for iri, block in blocks.items() if iri not in changed}, **come}
    ordered = [told[iri] for iri in sorted(told)]
    prefixes = (line for line in sorted({*old, *new}) if _used(line, ordered))
    return "\n\n".join(["\n".join([heading, *prefixes]), *ordered]) + "\n"


def says_something(turtle: str) -> bool:
    """Whether a file has more than a heading."""
    return bool(parted(turtle)[1])


def about(turtle: str, subjects: Set[str]) -> str:
    """The file with what it says of these subjects alone: the others need not be parsed."""
    head, blocks = parted(turtle)
    return "\n\n".join(["\n".join(head), *(block for iri, block in blocks.items() if iri in subjects)])


def parted(turtle: str) -> tuple[list[str], dict[str, str]]:
    """The lines of the heading, and what is said of each IRI."""
    head, *blocks = turtle.rstrip("\n").split("\n\n")
    return head.split("\n"), {_iri(block.partition(" ")[0]): block for block in blocks}


def _iri(subject: str) -> str:
    """The IRI that a block begins with, in full or with a prefix."""
    if subject.startswith("<"):
        return subject[1:-1]
    prefix, _, name = subject.partition(":")
    return PREFIXES[prefix] + name.replace("\\", "")


def _used(line: str, blocks: list[str]) -> bool:
    """Whether something begins with the IRI that this line has a prefix for: mostly the first block tells."""
    _, prefix, iri, *_ = line.split()
    names = re.compile(rf"(?<![\w-]){prefix}|{iri[:-1]}")
    return any(names.search(_LITERAL.sub("", block)) for block in blocks)
