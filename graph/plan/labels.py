"""«Cơ quan chủ trì: … Cơ quan phối hợp: … Thời gian: …» below the tasks of a section: who leads them, who helps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cancu.graph.plan.dues import dues
from cancu.graph.plan.duties import duty
from cancu.graph.plan.lines import Item, Words, items, trimmed
from cancu.graph.plan.model import COORDINATE, LEAD, OTHER, Assignment, Due, Duty, Identity, Party
from cancu.graph.plan.parties import PartyReader
from cancu.graph.read import Outline, Text

_LABEL = Words(
    r"[cđ\n](?:(?:(?<=\bc)ơ quan|(?<=\bđ)ơn vị) (?:chủ trì|thực hiện|phối hợp)\b[^:\n.;]{0,30}(?:\n[^:\n.;]{0,30})?"
    r"|(?<=\n)[\s*_+-]*(?:chủ trì|phối hợp)):[\s*_]*"
)
_HELPING = Words(r"\bphối hợp\b")
_HELPED = Words(r"[\s*_]*chủ trì[\s*_]*,?[\s*_]*(?:và )?phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)? ")
_TIME = Words(r"\b(?:thời gian|thời hạn|tiến độ)\b[^:\n.;]{0,30}:")
_ASIDE = Words(r"[\s*_]*(?:thời gian|thời hạn|tiến độ|kinh phí|nguồn kinh phí|sản phẩm|kết quả)\b[^:\n.;]{0,30}:")
_SAYS_MORE = Words(r"[^.;]{0,200}:[\s*_]*$")
_PART = Words(r";[\s*_]*")
_BLANKS = " \t\n\f\u00a0*_#|"
_NEAR = 12
_REACH = 400
"""Characters behind one label in which the next belongs to the same tasks."""


@dataclass(frozen=True, slots=True)
class _Label:
    role: str
    start: int
    parties: tuple[Party, ...]
    end: int


def labelled(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, start: int, end: int
) -> Iterator[Assignment]:
    """Assignments of the labels in the section `start:end`; each group of labels is for the tasks above it."""
    begin = start
    for group in _groups(_labels(text, reader, start, end)):
        duties = _tasks(text, outline, identity, reader, group, (begin, end))
        for label in group:
            for party in label.parties:
                yield Assignment(
                    duties[0].section, party, label.role, duties, 0, duties[0].start, max(label.end, duties[-1].end)
                )
        begin = group[-1].end


def _labels(text: Text, reader: PartyReader, start: int, end: int) -> list[_Label]:
    found = list(_LABEL.finditer(text, start, end))
    stops = [*(m.start() for m in found[1:]), end]
    labels = []
    for match, stop in zip(found, stops, strict=False):
        parties, behind = _parties(text, reader, match.end(), stop)
        if not parties:
            continue
        role = OTHER
        if _HELPING.search(text, match.start(), match.end()):
            role = COORDINATE
        elif "chu tri" in text.folded[match.start() : behind + _NEAR]:
            role = LEAD
        labels.append(_Label(role, match.start(), parties, behind))
        helped = _HELPED.match(text, behind, stop)
        helping, end_of_names = _parties(text, reader, helped.end(), stop) if helped else ((), behind)
        if helping:
            labels.append(_Label(COORDINATE, behind, helping, end_of_names))
    return labels


def _parties(text: Text, reader: PartyReader, start: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The bodies behind a label; one that says what each does («Sở A rà soát …; Sở B …») goes on behind «;»."""
    found, stop = reader.at(start, end)
    names = {p.name for p in found}
    paragraph = text.content.find("\n\n", stop, end)
    limit = end if paragraph < 0 else paragraph
    position = stop
    while found and (mark := _PART.search(text, position, limit)) is not None:
        more, position = reader.at(mark.end(), limit)
        found += tuple(p for p in more if p.name not in names)
        names |= {p.name for p in more}
        stop = position if more else stop
        position = max(position, mark.end())
    return found, stop


def _groups(labels: list[_Label]) -> Iterator[list[_Label]]:
    """Labels that stand together: who helps follows who leads."""
    group: list[_Label] = []
    for label in labels:
        together = group and label.start - group[-1].end < _REACH and label.role == COORDINATE
        if group and not (together and group[-1].role != COORDINATE):
            yield group
            group = []
        group.append(label)
    if group:
        yield group


def _tasks(
    text: Text,
    outline: Outline,
    identity: Identity,
    reader: PartyReader,
    group: list[_Label],
    section: tuple[int, int],
) -> tuple[Duty, ...]:
    """The items between the labels before and `group`; without items the words there are one task.

    Where nothing stands there either, the labels themselves are the evidence.
    """
    start, end = section[0], group[0].start
    listed = [i for i in items(text, start, end) if not _ASIDE.match(text, i.body, i.end)]
    if len(listed) == 1:
        listed = list(_below(text, listed[0])) or listed
    if not text.content[start:end].strip(_BLANKS):
        start, end = end, group[-1].end
    spans = [(i.start, i.end) for i in listed] or [trimmed(text, start, end)]
    helping = tuple(p for label in group if label.role == COORDINATE for p in label.parties)
    due = _due(text, identity, group[-1].end, section[1])
    role = next((label.role for label in group), OTHER)
    found = []
    for order, span in enumerate(spans, start=1):
        one = duty(text, outline, identity, reader, span, order, requested=False)
        known = {p.name for p in one.partners}
        partners = (*one.partners, *(p for p in helping if p.name not in known))
        found.append(replace(one, role=role, partners=partners, due=one.due or due))
    return tuple(found)


def _below(text: Text, item: Item) -> tuple[Item, ...]:
    """The items below one that only announces them."""
    below = items(text, item.body, item.end)
    return below if below and _SAYS_MORE.match(text, item.body, below[0].start) else ()


def _due(text: Text, identity: Identity, start: int, end: int) -> Due | None:
    """The day in the line «Thời gian: …» behind the labels."""
    time = _TIME.search(text, start, min(end, start + _REACH))
    if time is None:
        return None
    stop = text.content.find("\n\n", time.end(), end)
    return next(iter(dues(text, time.end(), end if stop < 0 else stop, identity.year, bare=True)), None)
