"""Finds the one thing a person means by a number, a name, a file or an IRI, or says why it cannot be told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from cancu.graph.names import ID, ROOT
from cancu.graph.search import Hit, SearchIndex
from cancu.graph.spelling import vi_date

_LISTED = 10
_WITH_YEAR = re.compile(r"(?P<name>.+?)(?:\s+n[ăa]m)?[\s@,(]+(?P<year>[0-9]{4})\)?")

_FILE_NAME = re.compile(r"\S+\.(?:txt|md|pdf|docx?|odt|rtf|html?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a typed value was taken for, or could be."""

    iri: str
    kind: str
    label: str
    number: str = ""
    date: str = ""
    issuer: str = ""
    file: str = ""

    def line(self) -> str:
        """One line of a list to choose from."""
        told = [part for part in (self.label, self.issuer, vi_date(self.date)) if part]
        return f"{' · '.join(dict.fromkeys(told))} <{self.iri}>"


class LookupFailedError(ValueError):
    """Nothing or more than one thing fits; `code` is unknown or ambiguous."""

    def __init__(self, code: str, vi: str, en: str, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(f"{vi} / {en}")
        self.code = code
        self.message_vi = vi
        self.message_en = en
        self.candidates = candidates


class Resolver:
    """Look-ups over one search index."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    def instrument(self, typed: str) -> Candidate:
        """A plan or another instrument, from an IRI, a number («28-CT/TW@2023»), a file name or a full name."""
        return self._document(typed, ("plan", "instrument"))

    def plan(self, typed: str) -> Candidate:
        """A plan, in the same ways."""
        return self._document(typed, ("plan",))

    def agency(self, typed: str) -> Candidate:
        """A body or a group of bodies, from an IRI, its name or an abbreviation, with its place where needed."""
        return self._named(typed, "agency", "cơ quan", "agency")

    def indicator(self, typed: str) -> Candidate:
        """An indicator, from an IRI or its name."""
        return self._named(typed, "indicator", "chỉ tiêu", "indicator")

    def area(self, typed: str) -> Candidate:
        """An administrative area, from an IRI or its name."""
        return self._named(typed, "area", "địa bàn", "area")

    def _document(self, typed: str, kinds: tuple[str, ...]) -> Candidate:
        text = typed.strip()
        if hit := self._by_iri(text, kinds):
            return hit
        found = self._main(self._index.by_file(PurePath(text).name)) or self._index.instruments(text)
        if not found:
            found = [hit for kind in kinds for hit in self._by_title(text, kind)]
        found = [hit for hit in found if hit.kind in kinds]
        names = ("kế hoạch", "plan") if kinds == ("plan",) else ("văn bản", "instrument")
        hint = (
            " Ghi thêm năm, ví dụ 28-CT/TW@2023, hoặc dùng IRI.",
            " Add the year, as in 28-CT/TW@2023, or use the IRI.",
        )
        return self._only(text, found, kinds, names, hint)

    def of_file(self, name: str) -> tuple[Candidate, ...]:
        """The documents that were read from a file of this name."""
        return _candidates(self._index.by_file(PurePath(name.strip()).name))

    def typed_form(self, hit: Hit) -> str:
        """The shortest text that means this thing and no other: its number or name, else its IRI."""
        if hit.kind in ("plan", "instrument"):
            forms = [hit.number, f"{hit.number}@{hit.date[:4]}"] if hit.number else []
            return next((form for form in forms if self._means(self._index.instruments(form), hit)), hit.iri)
        return hit.label if self._means(self._index.by_name(hit.label, hit.kind), hit) else hit.iri

    def meant(self, typed: str, kinds: tuple[str, ...]) -> Hit | None:
        """The one thing of these kinds whose number or full name was typed; None where there are more, or none."""
        found = [hit for hit in self._index.instruments(typed) if hit.kind in kinds]
        found = found or [hit for kind in kinds for hit in self._index.by_name(typed, kind)]
        return found[0] if len({hit.iri for hit in found}) == 1 else None

    def _means(self, found: list[Hit], hit: Hit) -> bool:
        return [one.iri for one in found] == [hit.iri]

    def _main(self, hits: list[Hit]) -> list[Hit]:
        """Of the documents of a file, a decision and the plan it issues, the one plan."""
        plans = [hit for hit in hits if hit.kind == "plan"]
        return plans if len(plans) == 1 else hits

    def _by_title(self, text: str, kind: str) -> list[Hit]:
        """By full name, also with the year that laws are called by («Luật Trẻ em năm 2016»)."""
        dated = _WITH_YEAR.fullmatch(text)
        if dated is None:
            return self._index.by_name(text, kind)
        whole = self._index.by_name(text, kind)
        return whole or [h for h in self._index.by_name(dated["name"], kind) if h.date.startswith(dated["year"])]

    def _named(self, typed: str, kind: str, vi: str, en: str) -> Candidate:
        text = typed.strip()
        if hit := self._by_iri(text, (kind,)):
            return hit
        found = self._index.by_name(text, kind)
        if not found:
            page = self._index.search(text, (kind,), limit=50)
            sure = [hit for hit in page.hits if not hit.near]
            found = sure if page.total <= len(page.hits) or len(sure) != 1 else []
        hint = " Ghi cả tên địa phương, hoặc dùng IRI.", " Add the name of the place, or use the IRI."
        return self._only(text, found, (kind,), (vi, en), hint)

    def _by_iri(self, text: str, kinds: tuple[str, ...]) -> Candidate | None:
        iri = text.strip("<>")
        if iri.startswith(("id/", "/id/")):
            iri = ROOT + iri.lstrip("/")
        elif iri.startswith("id:"):
            iri = ID + iri.removeprefix("id:")
        if not iri.startswith(("http://", "https://")):
            return None
        hit = self._index.by_iri(iri)
        if hit is None or hit.kind not in kinds:
            raise LookupFailedError(
                "unknown",
                f"IRI không có trong dữ liệu, hoặc không đúng loại: {iri}",
                f"This IRI is not in the data, or is of another kind: {iri}",
                (),
            )
        return _candidate(hit)

    def _only(
        self, typed: str, found: list[Hit], kinds: tuple[str, ...], names: tuple[str, str], hint: tuple[str, str]
    ) -> Candidate:
        if len(found) == 1:
            return _candidate(found[0])
        if not found:
            raise LookupFailedError(
                "unknown",
                f"Không thấy {names[0]} «{typed}» trong dữ liệu.",
                f"No {names[1]} «{typed}» in the data.",
                _candidates(self._near(typed, kinds)),
            )
        raise LookupFailedError(
            "ambiguous",
            f"«{typed}» chỉ tới {len(found)} {names[0]}.{hint[0]}",
            f"«{typed}» stands for {len(found)} {names[1]} entries.{hint[1]}",
            _candidates(found),
        )

    def _near(self, typed: str, kinds: tuple[str, ...]) -> Iterable[Hit]:
        """Other spellings worth showing: the words typed, then each of them, then the digits alone; of a file none, as
        its name tells nothing of a document.
        """
        if _FILE_NAME.fullmatch(typed):
            return ()
        words = [word for word in typed.replace("/", " ").replace("-", " ").split() if len(word) > 1]
        digits = ["".join(c for c in word if c.isdigit()) for word in words]
        for text in (typed, *(d for d in digits if d), *sorted(words, key=len, reverse=True)[:3]):
            if hits := self._index.search(text, kinds, limit=5).hits:
                return hits
        return ()


def _candidate(hit: Hit) -> Candidate:
    return Candidate(hit.iri, hit.kind, hit.label, hit.number, hit.date, hit.issuer, hit.file)


def _candidates(hits: Iterable[Hit]) -> tuple[Candidate, ...]:
    return tuple(_candidate(hit) for hit in list(hits)[:_LISTED])
