"""What is new for one body between two versions: plans that give it something to do, and what they changed of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from cancu.graph.knowledge import Knowledge
from cancu.web import present
from cancu.web.refs import DocumentRef, listed

Said = Mapping[str, frozenset[tuple[str, str]]]
"""Part of a plan that names the body → what the record says of it."""
KINDS = {
    "given": "Kế hoạch mới giao việc",
    "changed": "Việc được giao có thay đổi",
    "withdrawn": "Không còn giao việc trong dữ liệu",
}


@dataclass(frozen=True, slots=True)
class News:
    """One plan in which something changed for the body."""

    kind: str
    plan: DocumentRef
    told: str


def agency_news(earlier: Knowledge, opened: Knowledge, agency: str) -> list[News]:
    """Plans that are new for the body, then those that changed, then those that are gone."""
    old, new = _said(earlier, agency), _said(opened, agency)
    refs = _plans(earlier, old) | _plans(opened, new)
    found = [
        News(kind, refs[plan], told)
        for plan in sorted(old | new)
        if plan in refs
        for kind, told in _change(old.get(plan, {}), new.get(plan, {}))
    ]
    return sorted(found, key=lambda news: list(KINDS).index(news.kind))


def _change(old: Said, new: Said) -> list[tuple[str, str]]:
    more, fewer = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    other = sum(1 for thing in old.keys() & new.keys() if old[thing] != new[thing])
    if not old:
        return [("given", f"{present.integer(more)} mục giao việc, chỉ tiêu, báo cáo")]
    if not new:
        return [("withdrawn", f"{present.integer(fewer)} mục trước đây")]
    counted = ((more, "mục mới"), (other, "mục đổi nội dung"), (fewer, "mục bỏ"))
    told = present.joined((f"{present.integer(n)} {what}" for n, what in counted if n), ", ")
    return [("changed", told)] if told else []


def _said(opened: Knowledge, agency: str) -> dict[str, Said]:
    plans: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for row in opened.page("agency-statements", body=NamedNode(agency)).values():
        plans.setdefault(row["plan"], {}).setdefault(row["thing"], set()).add((row["property"], row["value"]))
    return {plan: {thing: frozenset(said) for thing, said in things.items()} for plan, things in plans.items()}


def _plans(opened: Knowledge, plans: Iterable[str]) -> dict[str, DocumentRef]:
    return {iri: listed(entry) for iri, entry in opened.catalogue.entries(plans).items()}
