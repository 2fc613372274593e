"""One duty: the item that states it, with the role it gives, the bodies it is done with and its day."""

from collections.abc import Iterable, Iterator

from cancu.graph.plan.dues import dues
from cancu.graph.plan.lines import Words, sentences
from cancu.graph.plan.model import (
    COORDINATE,
    LEAD,
    OTHER,
    REQUESTED,
    Assignment,
    Due,
    Duty,
    Identity,
    Party,
    year_of_dues,
)
from cancu.graph.plan.parties import PartyReader
from cancu.graph.plan.party_words import ACTS, VERB
from cancu.graph.plan.phrases import Phrases
from cancu.graph.plan.spans import end_of_span
from cancu.graph.read import Outline, Text

REQUEST = Words(r"(?:[\s*_:.–-]|\d)*(?:(?:trân trọng |kính )?đề nghị|khuyến khích)\b")
"""What opens a request to a body that takes no orders."""

_LEADS = Words(
    r"\b(?P<noun>(?:cơ quan(?: trung ương)?|đơn vị|ngành|địa phương|được (?:giao|phân công)(?: nhiệm(?: vụ)?)?) )?"
    r"chủ trì\b"
    r"|\b(?:là|làm) (?:(?:cơ quan |đơn vị )?(?:đầu mối|thường trực)|(?:cơ quan|đơn vị) chủ trì)\b"
)
_LEADING = Phrases("chu tri, dau moi, thuong truc")
"""Of these one stands in whatever `_LEADS` and `_OPENS_AS_LEAD` find."""
_OPENS_AS_LEAD = Words(r"(?:[\s*_:–+.()-]|\d|[a-zđ]\s?\))*(?:(?:cơ quan|đơn vị) )?đầu mối\b")
_COORDINATES = Words(
    r"(?:[\s*_:–+.()-]|\d|[a-zđ]\s?\))*"
    r"(?:(?:căn cứ(?: vào| theo)?|theo) chức năng[^.;:]{0,60}?\s"
    r"|(?:căn cứ(?: vào| theo)?|trên cơ sở) [^.;:,]{3,110},\s)?"
    r"(?:(?:có|chịu) trách nhiệm )?(?:(?:tích cực|chủ động|tham gia|thường xuyên|kịp thời) )?phối hợp\b"
)
_TIME = Words(
    r"\b(?:thời gian|thời hạn|tiến độ)"
    r"(?: (?:thực hiện|hoàn thành|triển khai)(?:,? (?:và )?(?:thực hiện|hoàn thành|triển khai))*)?[\s*_]*:"
)
"""«Thời gian hoàn thành: …»: nothing but a time follows."""
_OPENS_WITH_TIME = Words(rf"(?:[\s*_+(–-]|\b[a-zđ]\))*{_TIME.pattern}")
"""The same where a sentence begins, behind its mark."""
_OPENS_AS_DONE = Words(r"[\s*_;–-]*(?=(?:hoàn thành|xong|kết thúc) (?:trước|trong|vào|chậm nhất|muộn nhất)\b)")
"""«…; hoàn thành trong quý I/2026»: by when the work before it is done."""
_BEGINS = Words(r"\b(?:khởi công|khởi động|bắt đầu) (?:[^.;,\d]{0,30} )?$")
"""Before a time at which work only begins."""
_BEGINS_WITHIN = 50
_ALSO_HELPS = Words(r"[\s*_–-]*(?:báo cáo|gửi|phối hợp|bảo đảm|đảm bảo)\b")
_WITH = Words(r"\bphối hợp(?: chặt chẽ| đồng bộ| tích cực)?(?: cùng)?(?: với)? ")
_JOINT_WORK = Phrases("phoi hop")


def duty(
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
    due = _due(text, start, end, identity) or _end_of_work(text, identity, start, end)
    role = REQUESTED if requested else role_of(text, start, end)
    return Duty(order, outline.path_at(start), role, _partners(text, reader, start, end), due, start, end)


def _due(text: Text, start: int, end: int, identity: Identity) -> Due | None:
    """The time that a label names as that of the duty, else the first that its words name and at which it does not only
    begin; a day without a year that would have been over with the paper's own is one of every year.
    """
    year = year_of_dues(identity)
    label = _TIME.search(text, start, end) if text.content.find(":", start, end) >= 0 else None
    labelled = _said_behind(text, label.end(), end, year) if label else None
    due = labelled or _done_by(text, start, dues(text, start, end, year))
    if labelled or due is None or not _is_over(due, identity):
        return due
    return next((d for d in dues(text, start, end, None) if (d.start, d.end) == (due.start, due.end)), due)


def _done_by(text: Text, start: int, found: tuple[Due, ...]) -> Due | None:
    """The first of the times `found` that is not one at which the work begins; that one where it is alone."""
    first = found[0] if found else None
    if len(found) < 2:
        return first
    begins = (_BEGINS.search(text, max(start, d.start - _BEGINS_WITHIN), d.start) for d in found)
    return next((d for d, begun in zip(found, begins, strict=True) if not begun), first)


def _end_of_work(text: Text, identity: Identity, start: int, end: int) -> Due | None:
    """The last day of the one time for which the work is done; of one that was over with the paper's own day none."""
    last = end_of_span(text, start, end, year_of_dues(identity))
    return None if last is not None and _is_over(last, identity) else last


def _is_over(due: Due, identity: Identity) -> bool:
    """Whether it is due before the paper was issued."""
    return due.date is not None and identity.date is not None and due.date < identity.date[:10]


def due_behind(text: Text, start: int, end: int, year: int | None) -> Due | None:
    """The time in a sentence «Thời gian hoàn thành: …», or in a clause «hoàn thành trước …», that begins at `start`."""
    label = _OPENS_WITH_TIME.match(text, start, end)
    if label is not None:
        return _said_behind(text, label.end(), end, year)
    done = _OPENS_AS_DONE.match(text, start, end)
    said = next(sentences(text, done.end(), end), None) if done else None
    return next(iter(dues(text, *said, year)), None) if said else None


def _said_behind(text: Text, start: int, end: int, year: int | None) -> Due | None:
    """The time that the words behind a label, which ends at `start`, are."""
    said = next(sentences(text, start, end), None)
    return next(iter(dues(text, *said, year, bare=True)), None) if said else None


def role_of(text: Text, start: int, end: int) -> str:
    said = _LEADING.begin_in(text, start, end)
    if said and any(m["noun"] is None for m in _LEADS.finditer(text, start, end)):
        return LEAD
    if said and _OPENS_AS_LEAD.match(text, start, end):
        return LEAD
    if not _COORDINATES.match(text, start, end):
        return OTHER
    further = list(sentences(text, start, end))[1:]
    return OTHER if any(_own_work(text, *clause) for clause in further) else COORDINATE


def _own_work(text: Text, start: int, end: int) -> bool:
    """Whether a clause behind «phối hợp …;» says what the body does by itself; much else may stand there."""
    words = text.content[start:end]
    begin = start + len(words) - len(words.lstrip(" \t\n\f*_"))
    acts = VERB.match(text, begin, end) or ACTS.match(text, begin, end)
    return acts is not None and _ALSO_HELPS.match(text, begin, end) is None


def _partners(text: Text, reader: PartyReader, start: int, end: int) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for match in _WITH.finditer(text, start, end) if _JOINT_WORK.begin_in(text, start, end) else ():
        for party in reader.at(match.end(), end)[0]:
            found.setdefault(party.name, party)
    return tuple(found.values())


def joint_role(duties: tuple[Duty, ...]) -> str:
    """The role of a body that has all of `duties`."""
    roles = {d.role for d in duties}
    if LEAD in roles:
        return LEAD
    return COORDINATE if roles == {COORDINATE} else OTHER


def together(found: Iterable[Assignment]) -> Iterator[Assignment]:
    """Those of one body in one role and section as one, its duties numbered anew."""
    alike: dict[tuple[str, str, str], list[Assignment]] = {}
    for one in found:
        alike.setdefault((one.section, one.agency.name, one.role), []).append(one)
    for same in alike.values():
        duties = (d for one in same for d in one.duties)
        numbered = tuple(d if d.order == order else d._replace(order=order) for order, d in enumerate(duties, start=1))
        first, end = same[0], same[-1].end
        yield first if (first.duties, first.end) == (numbered, end) else first._replace(duties=numbered, end=end)
