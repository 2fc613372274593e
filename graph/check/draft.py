"""A draft beside the data: which document each citation stands for and whether number, date and issuer agree.

A draft is any file that `cancu read` knows. Nothing of it is stored. What the data do not say is None here and
«không rõ» on screen, never taken for agreement.
"""

from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from cancu.graph.check.findings import CheckError, Finding
from cancu.graph.check.ground import Agreement, Draft, Ground
from cancu.graph.check.places import Facts
from cancu.graph.check.standing import cited_as_grounds, standings
from cancu.graph.engine import EmbeddedEngine
from cancu.graph.known import Known
from cancu.graph.names import ONTOLOGY
from cancu.graph.read import OcrSettings, UnreadableFile
from cancu.graph.reading import Reading, read_documents
from cancu.graph.registry import Registry
from cancu.graph.saved import QUERIES, bind_terms, read_query, today

_DAY = len("2025-12-31")
_DATE_RULES = frozenset({"citation-date-differs", "citation-impossible-date", "citation-number-year"})
_ISSUER_RULES = frozenset({"citation-issuer-differs"})
_NUMBER_RULES = frozenset({"citation-two-registers", "citation-number-separator"})


def read_draft(path: Path, registry: Registry, known: Known, ocr: OcrSettings | None = None) -> tuple[Reading, ...]:
    """The documents of a draft, their citations resolved against what is known. Raises CheckError."""
    try:
        return read_documents(path, registry, known, ocr=ocr)
    except UnreadableFile as error:
        # Its message names the file already.
        raise CheckError(str(error), str(error)) from None
    except OSError as error:
        raise CheckError(f"{path}: không đọc được.", f"{path}: {error.strerror}") from None


def draft_of(
    path: Path, reading: Reading, engine: EmbeddedEngine, known: Container[str], findings: Iterable[Finding]
) -> Draft:
    """The citations of one document beside the data in `engine`, which holds the document as well.

    `known` are the IRIs that the data describe without it; `findings` those of the check.
    """
    text = reading.text
    lines = [at + 1 for at, letter in enumerate(text.content) if letter == "\n"]
    facts = Facts(engine.store)
    draft = Draft(
        str(path), reading.iri, facts.document_label(reading.iri), reading.facts.identity.date, (), (0, *lines),
        tuple(page.start for page in text.pages),
    )  # fmt: skip
    rows = engine.select(
        bind_terms(read_query(QUERIES / "draft" / "grounds.rq"), {"document": NamedNode(reading.iri)})
    ).values()
    cited_as_grounds(engine, reading.iri, (row["instrument"] for row in rows if row["instrument"] in known))
    now = standings(engine, reading.iri, today())
    then = standings(engine, reading.iri, draft.date) if draft.date and len(draft.date) == _DAY else {}
    broken = {(rule, part) for f in findings for rule in [f.rule] for part in (f.focus, f.value) if part}
    grounds: dict[str, Ground] = {}
    for row in rows:
        made = _ground(row, draft, facts, known, broken)
        stood, stands = then.get(row["instrument"]), now.get(row["instrument"])
        grounds.setdefault(row["citation"], replace(made, stood=stood, stands=stands))
    return replace(draft, grounds=tuple(grounds.values()))


def _ground(
    row: dict[str, str], draft: Draft, facts: Facts, known: Container[str], broken: set[tuple[str, str]]
) -> Ground:
    instrument = row["instrument"] or None
    in_data = instrument is not None and instrument in known
    start = int(row["start"]) if row["start"] else None

    def agreement(rules: frozenset[str], printed: str, told: str) -> Agreement:
        if any((rule, row["citation"]) in broken for rule in rules):
            return "differs"
        if not printed:
            return "not-printed"
        return "agrees" if in_data and told else "unknown"

    return Ground(
        order=int(row["order"]),
        section=row["section"],
        surface=row["surface"],
        relation=_tail(row["relation"]),
        resolution=_tail(row["resolution"]),
        line=None if start is None else draft.line(start),
        page=None if start is None or len(draft.page_starts) < 2 else draft.page(start),
        start=start,
        end=int(row["end"]) if row["end"] else None,
        instrument=instrument,
        label=facts.instrument(instrument, "vi") if instrument else None,
        in_data=in_data,
        years=_years(instrument, facts, known) if instrument and not in_data else (),
        held=_tail(row["held"]) or None if in_data else None,
        number=agreement(_NUMBER_RULES, row["printedNumber"], instrument or ""),
        date=agreement(_DATE_RULES, row["printedDate"], row["knownDate"]),
        printed_date=row["printedDate"] or None,
        known_date=row["knownDate"] or None if in_data else None,
        issuer_agrees=agreement(_ISSUER_RULES, row["printedIssuer"], row["issuer"]),
        issuer=row["issuerLabel"] or None,
        issuer_ended=row["issuerEnded"] or None,
    )


def _years(law: str, facts: Facts, known: Container[str]) -> tuple[str, ...]:
    """Years of the laws that the data know by the name under which `law` is cited without a year."""
    if facts.own(law, "year"):
        return ()
    names = facts.values(law, ONTOLOGY + "citedName")
    same = {iri for name in names for iri in facts.with_text(ONTOLOGY + "citedName", name) if iri in known}
    return tuple(sorted(year for iri in same if (year := facts.own(iri, "year"))))


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]
