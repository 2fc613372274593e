"""«Cơ quan chủ trì: … Cơ quan phối hợp: … Thời gian: …» below the tasks of a section: who leads them, who helps."""

from collections.abc import Iterator
from dataclasses import dataclass

from cancu.graph.plan.dues import dues
from cancu.graph.plan.duties import duty
from cancu.graph.plan.lines import Item, Words, items, trimmed
from cancu.graph.plan.model import COORDINATE, LEAD, OTHER, Assignment, Due, Duty, Identity, Party, year_of_dues
from cancu.graph.plan.parties import PartyReader
from cancu.graph.read import Outline, Text

_LABEL = Words(
    r"[cđ\n](?:(?:(?<=\bc)ơ quan(?:, đơn vị)?|(?<=\bđ)ơn vị(?:, cơ quan)?) (?:được (?:giao|phân công) )?"
    r"(?:chủ trì|(?:tổ chức )?thực hiện|phối hợp|đầu mối|phụ trách|tham mưu)\b[^:\n.;]{0,30}(?:\n[^:\n.;]{0,30})?"
    r"|(?<=\n)[\s*_+-]*(?:chủ trì|phối hợp|phụ trách|phân công (?:thực hiện|nhiệm vụ)|trách nhiệm thực hiện)):[\s*_]*"
)
_OPENING_SIGNS = frozenset("cd\n")
"""How whatever `_LABEL` finds begins, folded."""
_TIME = Words(r"\b(?:thời gian|thời hạn|tiến độ)\b[^:\n.;]{0,30}(?:\n[^:\n.;]{0,30})?:")
_ASIDE = Words(r"[\s*_]*(?:thời gian|thời hạn|tiến độ|kinh phí|nguồn kinh phí|sản phẩm|kết quả)\b[^:\n.;]{0,30}:")
_SAYS_MORE = Words(r"[^.;]{0,200}:[\s*_]*$")
_LEADS = Words(r"[\s*_(]*(?:là )?(?:cơ quan |đơn vị )?chủ trì\b")
_WITH = Words(r"[\s*_]*chủ trì[\s*_]*,?[\s*_]*(?:và )?(?:chủ động )?phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)? ")
_PART = Words(r";[\s*_]*")
_BLANKS = " \t\n\f\u00a0*_#|"
_REACH = 400
"""Characters behind one label in which the next belongs to the same tasks."""


@dataclass(frozen=True, slots=True)
class _Label:
    role: str
    start: int
    parties: tuple[Party, ...]
    end: int


def opens_label(text: Text, start: int, end: int) -> bool:
    """Whether the words at `start` are a label («b) Đơn vị chủ trì: …»)."""
    # The pattern begins one sign before the word: a line break or the letter itself.
    if _OPENING_SIGNS.isdisjoint(text.folded[max(0, start - 1) : start + 1]):
        return False
    return bool(_LABEL.match(text, start - 1, end) or _LABEL.match(text, start, end))


def labelled(
    text: Text, outline: Outline, identity: Identity, reader: PartyReader, start: int, end: int
) -> Iterator[Assignment]:
    """Assignments of the labels in the section `start:end`; each group of labels is for the tasks above it."""
    if text.content.find(":", start, end) < 0:
        return
    begin = start
    groups = list(_groups(_labels(text, reader, start, end)))
    ends = [*(group[0].start for group in groups[1:]), end]
    for group, stop in zip(groups, ends, strict=False):
        duties = _tasks(text, outline, identity, reader, group, (begin, stop))
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
        said = text.folded[match.start() : match.end()]
        role = COORDINATE if "phoi hop" in said else LEAD if "chu tri" in said or "dau moi" in said else OTHER
        names: set[str] = set()
        for each, parties, behind in _named(text, reader, match.end(), stop, role):
            new = tuple(p for p in parties if p.name not in names)
            names |= {p.name for p in new}
            if new:
                labels.append(_Label(each, match.start(), new, behind))
    return labels


def _named(
    text: Text, reader: PartyReader, start: int, end: int, role: str
) -> Iterator[tuple[str, tuple[Party, ...], int]]:
    """The bodies behind a label of `role` with the role of each; one that says what each does («Sở A chủ trì, phối hợp
    với Sở B; Sở C rà soát …») goes on behind «;» and with the items below it.
    """
    paragraph = text.content.find("\n\n", start, end)
    limit = end if paragraph < 0 else paragraph
    pieces = [(start, end), *((m.end(), limit) for m in _PART.finditer(text, start, limit))]
    below = items(text, start, end)
    if below and not text.content[start : below[0].start].strip(_BLANKS):
        pieces = [(i.body, i.end) for i in below]
    reached = start
    for begin, stop in pieces:
        if begin < reached:
            continue
        parties, behind = reader.at(begin, stop, bare=True)
        reached = behind
        leads = role == OTHER and _LEADS.match(text, behind, stop) is not None
        yield LEAD if leads else role, parties, behind
        joined = _WITH.match(text, behind, stop)
        if parties and joined and role != COORDINATE:
            helpers, last = reader.at(joined.end(), stop, bare=True)
            yield COORDINATE, helpers, max(behind, last)


def _groups(labels: list[_Label]) -> Iterator[list[_Label]]:
    """Labels that stand together: who helps follows who leads, and what one label says of several."""
    group: list[_Label] = []
    for label in labels:
        near = group and label.start - group[-1].end < _REACH and label.role == COORDINATE
        same = group and label.start == group[-1].start
        if group and not same and not (near and group[-1].role != COORDINATE):
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
    marked = [i for i in items(text, start, end) if text.content[i.body : i.end].strip(_BLANKS)]
    listed = [i for i in marked if not _ASIDE.match(text, i.body, i.end)]
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
        found.append(one._replace(role=role, partners=partners, due=one.due or due))
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
    return next(iter(dues(text, time.end(), end if stop < 0 else stop, year_of_dues(identity), bare=True)), None)
