"""Who must do what: the blocks that name bodies, and items elsewhere that say who «chủ trì».

A heading that names several bodies gives each of them the same duties. A block's duties are the items of its outermost
list; a block without a list is one duty. An item below a group that begins with some of its members («Các bệnh viện
…», «Người đứng đầu cơ sở …») is the group's all the same; one that begins with another body is that body's.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from cancu.graph.plan.blocks import Block
from cancu.graph.plan.charged_ahead import charged_ahead
from cancu.graph.plan.duties import REQUEST, duty, joint_role, role_of
from cancu.graph.plan.headings import Section
from cancu.graph.plan.lines import Item, Words, first_item, items, trimmed
from cancu.graph.plan.model import LEAD, REQUESTED, Assignment, Duty, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import ACTS, MUST, VERB
from cancu.graph.plan.stated import stated
from cancu.graph.plan.task_tables import is_tabled, tabled, task_rows
from cancu.graph.read import Outline, Text
from cancu.graph.read.widths import parts_paragraphs

_GROUNDS = Words(r"[\s*_]*(?:căn cứ|trên cơ sở|theo|đối với|ngoài)\b[^:;.]{0,200}:[\s*_]*$")

_END_OF_NAMES = re.compile(r"[\s*_]*[.;][\s*_]*(?=[^\W\d_])")
_PARAGRAPH = re.compile(r"(?<=[.;])[\s*_]{0,8}\n[ \t]{0,8}\n[ \t*_]{0,8}(?=[^\W\d_])")
_ANEW = Words(r"\n[ \t]{0,8}\n[\s*_]{0,8}(?:đồng thời,? )?(?:giao|yêu cầu|đề nghị)\s+")


def assignments(
    text: Text,
    outline: Outline,
    headings: tuple[Section, ...],
    named: tuple[Block, ...],
    identity: Identity,
    reader: PartyReader,
) -> tuple[Assignment, ...]:
    """All assignments in text order: those of the blocks `named`, of items elsewhere and of tables of tasks."""
    found = [a for block in named for a in _of_block(text, outline, identity, reader, block)]
    found += stated(text, outline, headings, identity, reader, named)
    if not found:
        found += charged_ahead(text, outline, headings, identity, reader)
    rows = task_rows(text, outline)
    found = [a for a in found if not is_tabled(rows, a.agency.start)] if rows else found
    found += tabled(text, outline, identity, reader, rows)
    ordered = sorted(found, key=lambda a: (a.start, a.agency.start))
    return tuple(a._replace(order=order, duties=_with_others(a)) for order, a in enumerate(ordered, start=1))


def _with_others(assignment: Assignment) -> tuple[Duty, ...]:
    """The duties without their own body among those they are done with: a list of who helps names them all."""
    own = assignment.agency.name
    if not any(p.name == own for d in assignment.duties for p in d.partners):
        return assignment.duties
    return tuple(d._replace(partners=tuple(p for p in d.partners if p.name != own)) for d in assignment.duties)


def _of_block(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, block: Block
) -> Iterator[Assignment]:
    """One assignment a body; an item that begins with some of the heading's bodies, or with others, is theirs alone."""
    requested = any(REQUEST.match(text, at, block.end) for at in (block.begin, block.parties_end))
    duties = tuple(_duties(text, outline, identity, reader, block, requested=requested))
    names = {p.name for p in block.parties}
    opening = [reader.at(_item_body(text, d), d.end) for d in duties]
    owners = [{p.name for p in parties} & names or names for parties, _ in opening]
    if block.pure and len(duties) > 1:
        others = [_of_another(text, names, *said, d.end) for said, d in zip(opening, duties, strict=True)]
        if not all(others):
            for one, (parties, _), other in zip(duties, opening, others, strict=True):
                yield from _of_others(block, one, parties if other else ())
            owners = [set() if other else owner for owner, other in zip(owners, others, strict=True)]
    start, end = trimmed(text, block.section.heading.start, block.end)
    leads = block.announces and role_of(text, block.parties_end, duties[0].start) == LEAD
    for party in (*block.directed_by, *block.parties):
        own = tuple(d for d, owner in zip(duties, owners, strict=True) if party.name in owner) or duties
        role = REQUESTED if requested else LEAD if leads else joint_role(own)
        yield Assignment(block.section.path, party, role, own, 0, start, end)


def _of_another(text: Text, names: set[str], parties: tuple[Party, ...], stop: int, end: int) -> bool:
    """Whether an item that begins with `parties` says what bodies do that are none of those named in the heading;
    «Chủ tịch UBND …», «các bệnh viện …» only tell who of those sees to it.
    """
    if not parties or any(p.group or p.body is None or p.name in names for p in parties):
        return False
    begin, end = trimmed(text, stop, end)
    return any(words.match(text, begin, end) for words in (VERB, MUST, ACTS))


def _of_others(block: Block, one: Duty, parties: tuple[Party, ...]) -> Iterator[Assignment]:
    """An item of a block that begins with bodies other than those of its heading."""
    for party in parties:
        yield Assignment(block.section.path, party, one.role, (one._replace(order=1),), 0, one.start, one.end)


def _item_body(text: Text, item: Duty) -> int:
    """Where the words of an item begin, behind its mark."""
    marked = first_item(text, item.start, item.end)
    return marked.body if marked and marked.start == item.start else item.start


def _duties(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, block: Block, *, requested: bool
) -> Iterator[Duty]:
    """One duty an item; words before the first item that are a sentence of their own are one too."""
    start = _behind_names(text, block)
    listed = items(text, start, block.end)
    stretches = [stretch for item in listed for stretch in _expanded(text, item)]
    lead = trimmed(text, start, listed[0].start if listed else block.end)
    if not listed:
        whole = lead if lead[1] > lead[0] else trimmed(text, block.section.heading.start, block.end)
        stretches += _recharged(text, reader, block, *whole)
    elif not block.pure and _sentence(text, *lead):
        stretches.insert(0, lead)
    for order, (begin, end) in enumerate(stretches, start=1):
        yield duty(text, outline, identity, reader, (begin, end), order, requested=requested)


def _behind_names(text: Text, block: Block) -> int:
    """Where what a block says begins, behind the point that ends its names."""
    found = _END_OF_NAMES.match(text.content, block.parties_end, block.end) if block.pure else None
    return found.end() if found else block.parties_end


def _recharged(text: Text, reader: PartyReader, block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """Prose is one duty, and below a heading of names each paragraph; elsewhere one that charges a body of the heading
    anew («Đồng thời, giao Sở X …»).
    """
    names = {p.name for p in block.parties}
    marks = [m for m in _ANEW.finditer(text, start, end) if names & {p.name for p in reader.at(m.end(), end)[0]}]
    cuts = [start, *(m.start() for m in marks), end]
    if block.pure and parts_paragraphs(text):
        cuts = sorted({*cuts, *(m.end() for m in _PARAGRAPH.finditer(text.content, start, end))})
    return [trimmed(text, begin, stop) for begin, stop in pairwise(cuts)]


def _expanded(text: Text, item: Item) -> list[tuple[int, int]]:
    """The item; or the items below it where it only says on what grounds («Căn cứ vào hướng dẫn …:»)."""
    below = items(text, item.body, item.end)
    grounds = below and _GROUNDS.match(text, item.body, below[0].start) is not None
    return [(i.start, i.end) for i in below] if grounds else [(item.start, item.end)]


def _sentence(text: Text, start: int, end: int) -> bool:
    words = text.content[start:end].rstrip(" *_")
    return len(words) > 30 and words.endswith((".", ";"))
