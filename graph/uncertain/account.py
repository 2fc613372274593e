"""The questions about one document as a clerk reads them after adding it: by kind, the weightiest first, cut short."""

from collections.abc import Iterator, Sequence

from cancu.graph.review import AGENCY, IDENTITY, ISSUER, RELATION, TITLE
from cancu.graph.sections import section_words
from cancu.graph.uncertain.place import place_words, printed_at
from cancu.graph.uncertain.question import TOPICS, Occurrence, Question, Topic

_QUESTIONS, _CHOICES = 4, 3
"""Questions of a kind, and choices of a question, that are shown."""
_WIDTH = 110


def account(questions: Sequence[Question], text: str, document: str) -> Iterator[str]:
    """The lines of the account; `document` is how a command names the document, quoted for a shell."""
    if not questions:
        yield "Không có điểm nào chưa chắc chắn. / Nothing uncertain."
        return
    places = sum(len(q.occurrences) for q in questions)
    english = f"{len(questions)} question" + ("s" if len(questions) > 1 else "")
    yield f"CHƯA CHẮC CHẮN: {len(questions)} câu hỏi, {places} chỗ / Uncertain: {english}"
    number, cut = 0, False
    for topic, group in _by_topic(questions):
        yield f"  {topic.label} ({len(group)})"
        ordered = sorted(group, key=lambda q: (q.occurrences[0].order, q.occurrences[0].start or 0, q.subject))
        for question in ordered[:_QUESTIONS]:
            number += 1
            yield from _told(number, question, text)
            cut = cut or len(question.choices) > _CHOICES
        if (left := len(ordered) - _QUESTIONS) > 0:
            number, cut = number + left, True
            yield f"    … và {left} câu nữa"
        yield f"    → Khi soát: {_what_to_do(topic, group)}"
    yield f"VIỆC TIẾP THEO: trả lời từng câu bằng lệnh cancu review {document}"
    if cut:
        yield f"  Xem đủ {len(questions)} câu với mọi khả năng: cancu review {document} --format csv"


def place_of(question: Question, occurrence: Occurrence, text: str) -> int | None:
    """Where in the text the doubtful words stand: of a body, which is known by its item, the nearest place of its name.

    None where they cannot be found, or the question is about the document as a whole.
    """
    if occurrence.start is None or question.topic.kind != AGENCY or question.topic.field:
        return occurrence.start
    return printed_at(text, occurrence.surface, occurrence.start)


def _by_topic(questions: Sequence[Question]) -> list[tuple[Topic, list[Question]]]:
    """What the document is comes first: its links and its address hang on that."""
    topics = sorted(TOPICS.values(), key=lambda topic: topic.kind not in (IDENTITY, TITLE))
    grouped = [(topic, [q for q in questions if q.topic.name == topic.name]) for topic in topics]
    return [(topic, group) for topic, group in grouped if group]


def _told(number: int, question: Question, text: str) -> Iterator[str]:
    topic = question.topic
    about_document = topic.kind in (IDENTITY, TITLE)
    printed = "" if about_document or topic.field else f": «{_cut(question.subject)}»"
    beside = f", tên in kèm «{_cut(question.beside)}»" if question.beside and printed else ""
    yield f"    {number}. {_where(question, text)}{printed}{beside}. {question.why}"
    if about_document or topic.kind == RELATION:
        yield f"         máy đọc: {_cut(question.read)}"
        return
    choices = [c for c in question.choices if not (c.confirms and topic.kind == AGENCY)]
    shown = choices[:_CHOICES]
    for choice in shown:
        yield f"         {'máy đọc là' if choice.confirms else 'có thể là'} {_cut(choice.told)}"
    if len(choices) > len(shown):
        yield f"         … và {len(choices) - len(shown)} khả năng khác"


def _where(question: Question, text: str) -> str:
    """«Dòng 15 (mục II.3) và 2 chỗ khác»."""
    first, *others = sorted(question.occurrences, key=lambda o: (o.order, o.start or 0))
    start = place_of(question, first, text)
    parts = [place_words(text, start)] if start is not None else []
    section = section_words(first.section) or "ở đầu văn bản"
    told = f"{parts[0]} ({section})" if parts else section
    return told[:1].upper() + told[1:] + (f" và {len(others)} chỗ khác" if others else "")


def _what_to_do(topic: Topic, group: Sequence[Question]) -> str:
    ways = []
    if any(question.choices for question in group):
        by_number = "chọn bằng số thứ tự"
        if topic.kind == AGENCY or topic.field == ISSUER:
            by_number += " (1 nếu đúng như máy đọc)"
        ways.append(by_number if topic.kind != RELATION else "chọn một quan hệ")
    if topic.typed:
        ways.append(f"gõ {topic.typed}")
    none = f"; 0 nếu {topic.none.partition(':')[0]}" if topic.none else ""
    return f"{' hoặc '.join(ways)}{none}; ? nếu không rõ"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else flat[:_WIDTH].rpartition(" ")[0] + " …"
