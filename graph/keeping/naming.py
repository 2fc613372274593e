"""Documents whose number, date or issuer people decided: their identifier follows, and the old one leads to it."""

from collections.abc import Mapping
from dataclasses import replace

from cancu.graph.keeping.folder import decisions_in
from cancu.graph.keeping.holding import Holding
from cancu.graph.keeping.rereading import Texts, read_again
from cancu.graph.keeping.settle import base_iri, decided_of_issuing
from cancu.graph.keeping.staging import move_review
from cancu.graph.keeping.transaction import Transaction
from cancu.graph.known import Known
from cancu.graph.review import IDENTITY, Decision


def named_by_people(change: Transaction, holdings: Mapping[str, Holding], texts: Texts) -> dict[str, Holding]:
    """The holdings, those with a decided identity under the identifier that it gives them.

    What people decided moves along with the identifier. Taken back, the printed identity gives the identifier again.
    A plan follows what was decided about the decision that it came with.
    """
    decide = decisions_in(change)
    # All before the first identifier changes: decisions are found by it.
    of_issuing = {sha: decided_of_issuing(holding, holdings, texts, decide) for sha, holding in holdings.items()}
    return {sha: _named(change, holding, texts, of_issuing[sha]) for sha, holding in holdings.items()}


def _named(change: Transaction, holding: Holding, texts: Texts, of_issuing: tuple[Decision, ...]) -> Holding:
    record, made = holding.record, holding.contribution
    if made is None:
        now = record.named or base_iri(read_again(holding, texts, Known()))
    else:
        now = record.named or made.iri or made.base
    decisions = decisions_in(change)(now, record.replaces)
    if not record.named and not of_issuing and not any(d.kind == IDENTITY for d in decisions):
        return holding
    printed = base_iri(read_again(holding, texts, Known()))
    wanted = base_iri(read_again(holding, texts, Known(), decisions, of_issuing))
    named = "" if wanted == printed else wanted
    if named != record.named:
        move_review(change, now, wanted)
        replaces = tuple(old for old in dict.fromkeys((*record.replaces, now)) if old != wanted)
        record = replace(record, named=named, replaces=replaces)
    return Holding(record)
