"""The questions that a set of data raises, one for each place, read from a store or from a single reading in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process

from cancu.graph.engine import Engine, Term
from cancu.graph.names import ID, RELATION, body_iri, slug
from cancu.graph.registry import Registry
from cancu.graph.review import DOCUMENT, RELATIONS
from cancu.graph.saved import bind_terms, review_query
from cancu.graph.sections import section_words
from cancu.graph.spelling import vi_date
from cancu.graph.uncertain.question import TOPICS, Choice, Occurrence, Question
from cancu.graph.vocabulary import wordings

_METHODS = {
    "folded": "đọc theo chữ không dấu",
    "skeleton": "chữ hỏng, sửa theo các ký hiệu đã biết",
    "nearest": "chữ hỏng, lấy ký hiệu đã biết gần nhất",
}
_SIMILAR_BODY = 80
"""Similarity (0–100) of names from which a known body is offered for an unknown one."""
_OFFERED = 3

Row = dict[str, str]


def questions(engine: Engine, registry: Registry, document: str | None = None) -> tuple[Question, ...]:
    """Everything uncertain in the data, or in one document, that nobody has reviewed; one question a place."""
    asker = _Asker(engine, registry, document)
    return (
        *asker.citations(),
        *asker.twins(),
        *asker.agencies(),
        *asker.reports(),
        *asker.documents(),
    )


def every_question(engine: Engine, registry: Registry, document: str) -> tuple[Question, ...]:
    """As `questions`, and each other citation of the document that nobody has reviewed, to go through them all."""
    asker = _Asker(engine, registry, document)
    doubts = questions(engine, registry, document)
    seen = {(o.section, o.surface, o.ordinal) for q in doubts for o in q.occurrences}
    others = [asker.plain(row) for row in asker.rows("every-citation")]
    return (*doubts, *(q for q in others if all((o.section, o.surface, o.ordinal) not in seen for o in q.occurrences)))


class _Asker:
    def __init__(self, engine: Engine, registry: Registry, document: str | None) -> None:
        self.engine, self.registry = engine, registry
        self.bound: dict[str, Term | None] = {"doc": NamedNode(document)} if document else {}
        self.instrument: Callable[[str], Row] = cache(self._instrument)
        self.offered: dict[str, list[str]] = defaultdict(list)
        for row in self.rows("candidates"):
            self.offered[row["citation"]].append(row["candidate"])

    def rows(self, query: str, **terms: str) -> list[Row]:
        bound = {**self.bound, **{name: NamedNode(iri) for name, iri in terms.items()}}
        return self.engine.select(bind_terms(review_query(query), bound)).values()

    def citations(self) -> Iterator[Question]:
        # Of one document all are looked through: what is uncertain in all the data need not be found for that.
        for row in self.rows("every-citation" if self.bound else "citations"):
            state, method = _tail(row["resolution"]), row["method"]
            if row["rawDate"]:
                yield self._open(row, "impossible-date", f"Ngày in là «{row['rawDate']}», không có ngày ấy.")
            elif state != "resolved":
                yield self._open(row, state, row["note"] or "Số liệu hiện có chưa đủ để biết là văn bản nào.")
            elif method in _METHODS:
                why = f"{_capital(_METHODS[method])}: trên trang là «{row['numberRaw'] or row['surface']}»."
                yield self._resolved(row, "repaired", why)
            elif row["lawName"]:
                yield self._law(row)
            if _tail(row["relation"]) == "cites" and row["section"] == "preamble":
                yield self._relation(row)

    def plain(self, row: Row) -> Question:
        """A citation without a doubt, to be confirmed."""
        return self._resolved(row, "citation", row["note"] or "Chưa có người soát.")

    def twins(self) -> Iterator[Question]:
        """Citations of instruments that may be one: of one issuer and day, the number with its year and without."""
        why = "Hai số này cùng cơ quan, cùng ngày ban hành, một số ghi năm và một số không: có thể là một văn bản."
        for pair in self.rows("same-day"):
            for cited, other in ((pair["one"], pair["other"]), (pair["other"], pair["one"])):
                for row in self.rows("same-day-citations", cited=cited):
                    question = self._resolved(row, "two-registers", why)
                    yield replace(question, choices=(*question.choices, self._choice(other)))

    def agencies(self) -> Iterator[Question]:
        for row in self.rows("agencies"):
            if not row["doc"].startswith(ID) or self.registry.body_by_slug(_tail(row["body"])) is not None:
                continue
            # The label of such a body names its area where the document did not.
            name = row["label"].removesuffix(f" ({row['bodyArea']})")
            itself = Choice(row["body"], row["label"], confirms=True)
            similar = self._similar_bodies(name, row["bodyArea"])
            choices = (itself, *(Choice(iri, told) for iri, told in similar))
            why = "Không có cơ quan nào tên như vậy trong danh mục."
            yield self._question({**row, "surface": name}, "agency", name, row["label"], why, choices, row["bodyArea"])

    def reports(self) -> Iterator[Question]:
        for row in self.rows("reports"):
            about = {**row, "surface": "", "ordinal": row["report"].rpartition("-")[2]}
            subject = f"{self.instrument(row['doc'])['brief']}, {section_words(row['section'])}"
            why = "Văn bản yêu cầu báo cáo nhưng không đọc ra cơ quan nào phải gửi."
            yield self._question(about, "reporter", subject, "không rõ ai phải báo cáo", why, (), row["docArea"])

    def documents(self) -> Iterator[Question]:
        for row in self.rows("documents"):
            name, title, issued = self.instrument(row["doc"])["told"], row["title"], row["issued"]
            # A plan that came with a decision has no number of its own; date and issuer are asked about the decision.
            if _tail(row["numberStatus"]) not in ("given", "issued-with"):
                yield self._identity(row, "number", name, "không có số", _number_doubt(row))
            if len(issued) < 10 and not row["decision"]:
                printed = f"Trên văn bản in «{row['dateText']}»." if row["dateText"] else "Không thấy ngày ban hành."
                yield self._identity(row, "date", name, vi_date(issued) or "không có ngày", printed)
            if not row["issuer"] and not row["decision"]:
                printed = row["printedIssuer"]
                why = (
                    "Cơ quan ban hành này chưa có trong danh mục."
                    if printed
                    else "Không đọc ra được cơ quan ban hành ở đầu văn bản và phần mở đầu."
                )
                itself = (Choice(body_iri(slug(printed)), printed, confirms=True),) if printed else ()
                yield self._identity(row, "issuer", name, printed or "không rõ", why, itself)
            if not title:
                yield self._identity(row, "title", name, "không có tên", "Không thấy tên văn bản.")
            elif _tail(row["quality"]) != "good":
                why = "Trang chữ hỏng hoặc không dấu nên tên có thể sai chữ, sai dấu."
                yield self._identity(row, "title", title, title, why, (Choice(title, title, confirms=True),))

    def _open(self, row: Row, topic: str, why: str) -> Question:
        """A citation without an instrument; what was issued after the citing document cannot be meant."""
        offered = [self._choice(iri) for iri in self.offered[row["citation"]]]
        possible = tuple(c for c in offered if not (c.year and row["docYear"]) or c.year <= row["docYear"])
        return self._question(row, topic, row["surface"], row["number"] or row["surface"], why, possible, _whose(row))

    def _resolved(self, row: Row, topic: str, why: str) -> Question:
        cited = row["cited"]
        choices = (replace(self._choice(cited), confirms=True),) if cited else ()
        read = choices[0].told if choices else "chưa xác định được văn bản"
        return self._question(row, topic, row["surface"], read, why, choices, _whose(row))

    def _law(self, row: Row) -> Question:
        why = "Luật được nêu tên mà không in năm, số: có thể là bản của nhiều năm."
        same = [iri for iri, name in self._laws() if slug(name) == slug(row["lawName"])]
        dated = [c for c in map(self._choice, same) if not row["docYear"] or c.year <= row["docYear"]]
        question = self._resolved(row, "law-undated", why)
        return replace(question, choices=(*question.choices, *dated), place="", beside="")

    @cache  # noqa: B019 - one asker lives as long as one queue
    def _laws(self) -> tuple[tuple[str, str], ...]:
        return tuple((row["law"], row["name"]) for row in self.rows("laws"))

    def _relation(self, row: Row) -> Question:
        read = _tail(row["relation"])
        said = {relation: words.lower() for relation, words in wordings(RELATION).items()}
        choices = tuple(Choice(r, said[r], confirms=r == read) for r in RELATIONS)
        why = (
            "Nằm ở tên hoặc phần căn cứ nhưng không có chữ nào cho biết kế hoạch thực hiện hay chỉ căn cứ văn bản này."
        )
        return self._question(row, "relation", row["surface"], said[read], why, choices, _whose(row))

    def _identity(
        self, row: Row, topic: str, subject: str, read: str, why: str, choices: tuple[Choice, ...] = ()
    ) -> Question:
        """A question about the document itself, which is never equal to that about another."""
        about = {**row, "title": "", "section": DOCUMENT, "surface": ""}
        return self._question(about, topic, subject, read, why, choices, row["doc"])

    def _question(
        self, row: Row, topic: str, subject: str, read: str, why: str, choices: tuple[Choice, ...], place: str
    ) -> Question:
        start = row.get("start")
        occurrence = Occurrence(
            document=row["doc"], name=self.instrument(row["doc"])["brief"], year=row.get("docYear", ""),
            section=row["section"], surface=row["surface"],
            ordinal=int(row.get("ordinal") or 1), order=int(row.get("order") or 0), start=int(start) if start else None,
        )  # fmt: skip
        return Question(TOPICS[topic], subject, read, why, row.get("title", ""), place, choices, (occurrence,))

    def _choice(self, iri: str) -> Choice:
        told = self.instrument(iri)
        return Choice(iri, told["told"], year=told["year"])

    def _instrument(self, iri: str) -> Row:
        """How a person recognises an instrument: type and number, date, issuer, title; `brief` without the title."""
        rows = self.engine.select(bind_terms(review_query("instrument"), {"doc": NamedNode(iri)})).values()
        row = rows[0] if rows else {}
        number = row.get("number") or (f"…/{row['symbol']}" if row.get("symbol") else "")
        title = row["title"] if row.get("title") != row.get("name") else ""
        head = f"{row['type']} {number}" if number else row.get("name") or row.get("type") or iri
        brief = ", ".join(part for part in (head, _day(row), row.get("issuer")) if part)
        return {"brief": brief, "told": f"{brief}, «{title}»" if title else brief, "year": row.get("year", "")}

    def _similar_bodies(self, name: str, area: str) -> list[tuple[str, str]]:
        """Known bodies of the same kind with a similar name, the place left aside, the nearest first: a misprint may
        be meant, but no ministry by a division («Phòng Tài chính»).
        """
        bodies = self._bodies(area)
        kind = _kind_word(name)
        known = {iri: _placeless(known_as, area) for iri, known_as in bodies.items() if _kind_word(known_as) == kind}
        near = process.extract(
            _placeless(name, area), known, scorer=fuzz.ratio, score_cutoff=_SIMILAR_BODY, limit=_OFFERED
        )
        return [(iri, bodies[iri]) for _, _, iri in near]

    @cache  # noqa: B019
    def _bodies(self, area: str) -> dict[str, str]:
        """Names of the bodies of an area and the areas around it, and of central ones."""
        place = self.registry.area_named(area) if area else None
        local = [
            self.registry.local_body(kind.slug, at)
            for at in self.registry.chain(place)
            for kind in self.registry.kinds.values()
            if kind.level == at.level and kind.rank in (None, at.rank)
        ]
        return {body.iri: body.name for body in (*local, *self.registry.bodies.values())}


def _placeless(name: str, area: str) -> str:
    return slug(name.removesuffix(area)) if area else slug(name)


def _kind_word(name: str) -> str:
    """«so» of «Sở Y tế»: what kind of body it is."""
    return slug(name).partition("-")[0]


def _number_doubt(row: Row) -> str:
    if _tail(row["numberStatus"]) == "blank":
        return f"Chỗ ghi số để trống («…/{row['symbol']}»)." if row["symbol"] else "Chỗ ghi số để trống."
    if _tail(row["numberStatus"]) == "illegible":
        return "Có chỗ ghi số nhưng không đọc được."
    return "Không thấy số, ký hiệu ở đầu văn bản."


def _day(row: Row) -> str:
    """«ngày 14/3/2025», «tháng 4/2024», «năm 2024», as far as it is known."""
    printed = row.get("date") or row.get("year") or ""
    return f"{ {10: 'ngày', 7: 'tháng', 4: 'năm'}[len(printed)] } {vi_date(printed)}" if printed else ""


def _whose(row: Row) -> str:
    """Whose paper a citation means, else the place of the citing document."""
    return row.get("printedIssuer") or row.get("inferredIssuer") or row.get("docArea") or ""


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
