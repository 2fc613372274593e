"""Who must do what: the blocks that name bodies, and items elsewhere that say who «chủ trì».

A heading that names several bodies gives each of them the same duties. A block's duties are the items of its outermost
list; a block without a list is one duty.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from cancu.graph.plan.blocks import ORGANISING, Block
from cancu.graph.plan.dues import dues
from cancu.graph.plan.headings import Section
from cancu.graph.plan.lines import Item, Words, all_items, items, sentences, trimmed
from cancu.graph.plan.model import COORDINATE, LEAD, OTHER, REQUESTED, Assignment, Duty, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.read import Outline, Text

_GROUNDS = Words(r"[\s*_]*(?:căn cứ|trên cơ sở|theo|đối với|ngoài)\b[^:;.]{0,200}:[\s*_]*$")
_REQUEST = Words(r"(?:[\s*_:.–-]|\d)*(?:đề nghị|khuyến khích)\b")
_LEADS = Words(
    r"\b(?P<noun>(?:cơ quan|đơn vị|ngành|địa phương|được (?:giao|phân công)(?: nhiệm vụ)?) )?chủ trì\b"
    r"|\b(?:là|làm) (?:cơ quan |đơn vị )?(?:đầu mối|thường trực)\b"
)
_COORDINATES = Words(
    r"(?:[\s*_:–+.()-]|\d|[a-zđ]\s?\))*(?:(?:tích cực|chủ động|tham gia|thường xuyên|kịp thời) )?phối hợp\b"
)
_WITH = Words(r"\bphối hợp(?: chặt chẽ| đồng bộ| tích cực)?(?: cùng)?(?: với)? ")
_LEADING = Words(r"\bchủ trì\b")
_LABEL = Words(r"\b(?:cơ quan|đơn vị) (?:chủ trì|thực hiện)\b[^:\n.;]{0,30}(?:\n[^:\n.;]{0,30})?:[\s*_]*")
_HELPED = Words(r"\b(?:cơ quan|đơn vị) phối hợp\b[^:\n.;]{0,30}(?:\n[^:\n.;]{0,30})?:[\s*_]*")
_LABEL_REACH = 300
"""Characters behind «Đơn vị chủ trì: …» in which «Đơn vị phối hợp: …» belongs to it."""
_NEAR = 12


def assignments(
    text: Text,
    outline: Outline,
    headings: tuple[Section, ...],
    named: tuple[Block, ...],
    identity: Identity,
    reader: PartyReader,
) -> tuple[Assignment, ...]:
    """All assignments in text order: those of the blocks `named`, and those of items elsewhere."""
    found = [a for block in named for a in _of_block(text, outline, identity, reader, block)]
    covered = [(b.section.heading.start, b.end) for b in named]
    covered += [(s.heading.start, s.end) for s in headings if ORGANISING.search(s.title)]
    covered = _disjoint(covered)
    found += _elsewhere(text, outline, headings, identity, reader, covered)
    ordered = sorted(found, key=lambda a: (a.start, a.agency.start))
    return tuple(replace(a, order=order) for order, a in enumerate(ordered, start=1))


def _of_block(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, block: Block
) -> Iterator[Assignment]:
    """One assignment a body; an item that begins with some of the heading's bodies is theirs alone."""
    requested = _REQUEST.match(text, block.section.body, block.end) is not None
    duties = tuple(_duties(text, outline, identity, reader, block, requested=requested))
    names = {p.name for p in block.parties}
    owners = [{p.name for p in reader.at(_item_body(text, d), d.end)[0]} & names or names for d in duties]
    start, end = trimmed(text, block.section.heading.start, block.end)
    for party in block.parties:
        own = tuple(d for d, owner in zip(duties, owners, strict=True) if party.name in owner) or duties
        role = REQUESTED if requested else _joint_role(own)
        yield Assignment(block.section.path, party, role, own, 0, start, end)


def _item_body(text: Text, duty: Duty) -> int:
    """Where the words of an item begin, behind its mark."""
    marked = items(text, duty.start, duty.end)
    return marked[0].body if marked and marked[0].start == duty.start else duty.start


def _joint_role(duties: tuple[Duty, ...]) -> str:
    roles = {d.role for d in duties}
    if LEAD in roles:
        return LEAD
    return COORDINATE if roles == {COORDINATE} else OTHER


def _duties(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, block: Block, *, requested: bool
) -> Iterator[Duty]:
    """One duty an item; words before the first item that are a sentence of their own are one too."""
    start = block.parties_end
    listed = items(text, start, block.end)
    stretches = [stretch for item in listed for stretch in _expanded(text, item)]
    lead = trimmed(text, start, listed[0].start if listed else block.end)
    if not listed or (not block.pure and _sentence(text, *lead)):
        stretches.insert(0, lead if lead[1] > lead[0] else trimmed(text, block.section.heading.start, block.end))
    for order, (begin, end) in enumerate(stretches, start=1):
        yield _duty(text, outline, identity, reader, (begin, end), order, requested=requested)


def _expanded(text: Text, item: Item) -> list[tuple[int, int]]:
    """The item; or the items below it where it only says on what grounds («Căn cứ vào hướng dẫn …:»)."""
    below = items(text, item.body, item.end)
    grounds = below and _GROUNDS.match(text, item.body, below[0].start) is not None
    return [(i.start, i.end) for i in below] if grounds else [(item.start, item.end)]


def _sentence(text: Text, start: int, end: int) -> bool:
    words = text.content[start:end].rstrip(" *_")
    return len(words) > 30 and words.endswith((".", ";"))


def _duty(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    span: tuple[int, int],
    order: int,
    *,
    requested: bool,
) -> Duty:
    start, end = span
    due = next(dues(text, start, end, identity.year), None)
    role = REQUESTED if requested else _role(text, start, end)
    return Duty(order, outline.path_at(start), role, _partners(text, reader, start, end), due, start, end)


def _role(text: Text, start: int, end: int) -> str:
    if any(m["noun"] is None for m in _LEADS.finditer(text, start, end)):
        return LEAD
    return COORDINATE if _COORDINATES.match(text, start, end) else OTHER


def _partners(text: Text, reader: PartyReader, start: int, end: int) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for match in _WITH.finditer(text, start, end):
        for party in reader.at(match.end(), end)[0]:
            found.setdefault(party.name, party)
    return tuple(found.values())


def _elsewhere(
    text: Text,
    outline: Outline,
    headings: tuple[Section, ...],
    identity: Identity,
    reader: PartyReader,
    covered: list[tuple[int, int]],
) -> Iterator[Assignment]:
    """Items outside those blocks in which a named body «chủ trì», or that say so under a label."""
    merged: dict[tuple[str, str], Assignment] = {}
    for start, end in _stretches(text, outline, headings):
        place = bisect_right(covered, start, key=lambda span: span[0]) - 1
        if place >= 0 and start < covered[place][1]:
            continue
        for assignment in _stated(text, outline, identity, reader, start, end):
            key = (assignment.section, assignment.agency.name)
            known = merged.get(key)
            duties = (*known.duties, *assignment.duties) if known else assignment.duties
            numbered = tuple(replace(d, order=order) for order, d in enumerate(duties, start=1))
            role = _joint_role(numbered)
            merged[key] = replace(known or assignment, duties=numbered, role=role, end=assignment.end)
    yield from merged.values()


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order, overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _stretches(text: Text, outline: Outline, headings: tuple[Section, ...]) -> list[tuple[int, int]]:
    marks = [(i.start, i.body) for i in all_items(text, outline.body_start, outline.body_end)]
    marks += [(s.heading.start, s.body) for s in headings]
    ordered = sorted(dict(sorted(marks)).items())
    ends = [start for start, _ in ordered[1:]] + [outline.body_end]
    return [(body, max(body, end)) for (_, body), end in zip(ordered, ends, strict=False)]


def _stated(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, start: int, end: int
) -> Iterator[Assignment]:
    """«Đơn vị chủ trì: X» in the stretch `start:end`, else sentences «X chủ trì, phối hợp với Y …»."""
    labels = list(_LABEL.finditer(text, start, end))
    for label in labels:
        parties, stop = reader.at(label.end(), end)
        led = "chu tri" in text.folded[label.start() : stop + _NEAR] if parties else False
        duty = _duty(text, outline, identity, reader, trimmed(text, start, end), 1, requested=False)
        reach = min(outline.body_end, stop + _LABEL_REACH)
        following = _LABEL.search(text, stop, reach)
        helped = _HELPED.search(text, stop, following.start() if following else reach)
        partners = reader.at(helped.end(), outline.body_end)[0] if helped else ()
        duty = replace(duty, role=LEAD if led else OTHER, partners=(*duty.partners, *partners))
        for party in parties:
            yield Assignment(outline.path_at(start), party, duty.role, (duty,), 0, duty.start, duty.end)
    if labels or not _LEADING.search(text, start, end):
        return
    for begin, stop in sentences(text, start, end):
        yield from _leading(text, outline, identity, reader, begin, stop)


def _leading(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, start: int, end: int
) -> Iterator[Assignment]:
    """«X chủ trì, phối hợp với Y …» in the sentence `start:end`."""
    lead = _LEADING.search(text, start, end)
    if lead is None:
        return
    parties, stop = reader.at(start, end)
    if not parties or text.folded[stop : lead.start()].strip(" \n*_,"):
        return
    duty = replace(_duty(text, outline, identity, reader, trimmed(text, start, end), 1, requested=False), role=LEAD)
    for party in parties:
        yield Assignment(outline.path_at(start), party, LEAD, (duty,), 0, duty.start, duty.end)
