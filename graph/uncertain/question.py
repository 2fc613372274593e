"""A question to a person: what is printed, what the machine made of it, why it doubts, and what may be answered."""

import hashlib
from dataclasses import dataclass

from cancu.graph.names import slug
from cancu.graph.review import AGENCY, CITATION, IDENTITY, RELATION, REPORTER, TITLE, UNKNOWN, Key


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of doubt: how it is called, which decision settles it, what «none» and «unknown» mean there.

    `none` is empty where there is always something; `typed` says what may be typed in place of a choice. With `keeps`
    the link stands as the machine made it when the person cannot tell.
    """

    name: str
    label: str
    kind: str
    field: str
    none: str
    unknown: str
    typed: str
    keeps: bool = False


_INSTRUMENT = "số, ký hiệu hoặc IRI của văn bản khác; văn bản chưa có trong kho thì ghi đủ tên loại, số, ngày, cơ quan"
_NO_CITATION = "không phải viện dẫn: bỏ, không nối tới văn bản nào"
_KEPT = "không rõ: giữ như máy đọc, ghi là đã xem và không hỏi lại"
_LEFT_OPEN = "không rõ: để ngỏ, ghi là đã xem và không hỏi lại"

TOPICS = {
    topic.name: topic
    for topic in (
        Topic("ambiguous", "Trùng số, cần chọn", CITATION, "", _NO_CITATION, _LEFT_OPEN, _INSTRUMENT),
        Topic("impossible-date", "Ngày in không có thật", CITATION, "", _NO_CITATION, _LEFT_OPEN, _INSTRUMENT),
        Topic("unresolved", "Chưa xác định được văn bản", CITATION, "", _NO_CITATION, _LEFT_OPEN, _INSTRUMENT),
        Topic("two-registers", "Một văn bản hay hai", CITATION, "", _NO_CITATION, _KEPT, _INSTRUMENT, keeps=True),
        Topic("repaired", "Số đã phải sửa vì chữ hỏng", CITATION, "", _NO_CITATION, _LEFT_OPEN, _INSTRUMENT),
        Topic("law-undated", "Luật không in năm", CITATION, "", _NO_CITATION, _KEPT, _INSTRUMENT, keeps=True),
        Topic("citation", "Viện dẫn chưa soát", CITATION, "", _NO_CITATION, _LEFT_OPEN, _INSTRUMENT),
        Topic("relation", "Quan hệ chưa chắc", RELATION, "", "", _KEPT, ""),
        Topic("agency", "Cơ quan chưa có trong danh mục", AGENCY, "", "không phải tên cơ quan: bỏ", _LEFT_OPEN,
              "tên đầy đủ của cơ quan, kèm địa phương"),
        Topic("reporter", "Không rõ ai phải báo cáo", AGENCY, REPORTER, "không phải chế độ báo cáo: bỏ", _LEFT_OPEN,
              "tên đầy đủ của cơ quan phải báo cáo, kèm địa phương"),
        Topic("number", "Văn bản không có số", IDENTITY, "number", "",
              "trên giấy để trống hoặc không rõ: ghi là đã xem và không hỏi lại", "số, ký hiệu, như 206/KH-UBND"),
        Topic("date", "Ngày ban hành không đủ", IDENTITY, "date", "",
              "trên giấy để trống hoặc không rõ: ghi là đã xem và không hỏi lại", "ngày, như 14/3/2025"),
        Topic("issuer", "Chưa rõ cơ quan ban hành", IDENTITY, "issuer", "", _LEFT_OPEN,
              "tên đầy đủ của cơ quan ban hành, kèm địa phương"),
        Topic("title", "Tên văn bản chưa chắc", TITLE, "", "", _KEPT, "tên văn bản, gõ đúng như bản giấy"),
    )
}  # fmt: skip
"""By name, in the order in which equally frequent questions are asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered: the decision it becomes, and how a person recognises it.

    `confirms` says that it is what the machine read; `year` that of the instrument, where it is one.
    """

    value: str
    told: str
    confirms: bool = False
    year: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the question arises; `section`, `surface` and `ordinal` are the key of its decision."""

    document: str
    name: str
    year: str
    section: str
    surface: str
    ordinal: int
    order: int
    start: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, equal ones counted as one.

    `subject` is what is printed, `read` what the machine made of it, `why` its doubt, `beside` the title printed with
    it, `place` whose paper or place it is about: equal words of two provinces are two questions. `only` is the document
    that it is asked about where it is asked about that one alone.
    """

    topic: Topic
    subject: str
    read: str
    why: str
    beside: str
    place: str
    choices: tuple[Choice, ...]
    occurrences: tuple[Occurrence, ...]
    only: str = ""

    @property
    def id(self) -> str:
        """Stands for what is asked, whatever the number of places; equal questions have the same, in every run.

        Of a citation left open the number counts, and the date where that is the doubt; of a law without a year which
        law it is, however it is called; of others the words.
        """
        words = (self.read, self.why) if self.topic.name in _BY_NUMBER else (self.subject, self.read)
        told = (self.topic.name, *map(slug, (*words, self.beside, self.place)), self.only)
        choices = sorted(choice.value for choice in self.choices)
        return hashlib.sha256("\n".join((*told, *choices)).encode()).hexdigest()[:10]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in which it arises."""
        return tuple(dict.fromkeys(o.document for o in self.occurrences))

    def key(self, occurrence: Occurrence, kind: str = "") -> Key:
        """Which reading a decision of this kind (the topic's own by default) would be about at this place."""
        return kind or self.topic.kind, occurrence.section, occurrence.surface, occurrence.ordinal, self.topic.field


_BY_NUMBER = ("ambiguous", "unresolved", "impossible-date", "law-undated")
UNKNOWN_WORDS = ("?", UNKNOWN, "không rõ", "khong ro")
NONE_WORDS = ("0", "none", "không", "khong", "không phải viện dẫn", "khong phai vien dan", "không phải", "khong phai")
