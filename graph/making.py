"""Makes a version of the store: from all of its files, or from the version before and what changed since.

What changed is copied and changed in the copy (hard links, so the copy costs nothing): the statements of the files that
changed, the derived ones that depend on them, the search index, the counts and the findings. The outcome is the same;
where the change is wide, everything is made anew.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from cancu.graph import filling
from cancu.graph.cataloguing import build_catalogue, renew_catalogue
from cancu.graph.engine import EmbeddedEngine, QueryError
from cancu.graph.filling import fill
from cancu.graph.history import Checked, extended
from cancu.graph.increment.delta import Delta, TooWideError, apply, asserted_change
from cancu.graph.increment.derived import derived_change
from cancu.graph.increment.found import to_find
from cancu.graph.increment.numbers import changed, counted, uses
from cancu.graph.indexing import build_index, renew_index
from cancu.graph.manifest import Manifest
from cancu.graph.saved import saved_queries
from cancu.graph.sources import Sources, cited_quads, plan_quads, reference_quads
from cancu.graph.version import COUNTED, DamagedStoreError, Version, current_version, file_digest

Findings = Callable[[], Any]
"""Gives what `findings.json` is to hold; called while a new version is made, never when nothing changed."""

Renewed = Callable[[Delta, Any], Any]
"""Gives the same from what changed and what it held before."""


@dataclass(frozen=True, slots=True)
class Checking:
    """How a new version gets its findings, whole or after a change; `renewed` may raise TooWideError."""

    whole: Findings | None = None
    renewed: Renewed | None = None


def make_whole(version: Version, sources: Sources, manifest: Manifest, checking: Checking) -> None:
    """Make a version from all of its files, in an empty folder. Raises SourceError, OSError."""
    documents: dict[str, str] = {}
    store = Store(str(version.store))
    fill(store, _statements(sources, documents))
    engine = EmbeddedEngine(store)
    build_index(version.search, engine, saved_queries().values())
    build_catalogue(version.catalogue, store)
    counts = {"triples": len(store), "graphs": sum(1 for _ in store.named_graphs()), **counted(engine, COUNTED)}
    used = filling.uses(engine)
    findings = checking.whole() if checking.whole else None
    del engine, store
    _write_files(version, counts, used, findings, replace(manifest, documents=documents), {})


def _statements(sources: Sources, documents: dict[str, str]) -> Iterator[Quad]:
    """All statements of the record; the document of each plan file is noted on the way."""
    for path in sources.plans:
        documents[path.name], found = plan_quads(path)
        yield from found
    yield from reference_quads(sources)
    yield from cited_quads(sources, set(documents.values()))


def make_next(version: Version, base: Version, sources: Sources, manifest: Manifest, checking: Checking) -> bool:
    """Make a version out of the one before, in an empty folder; false where that cannot be done, for whatever reason:
    what stands in the way of making everything anew will be told then. Raises SourceError.
    """
    try:
        known = base.manifest()
        if known.rules != manifest.rules or (checking.whole and not checking.renewed):
            return False
        _change(version, base, sources, known, manifest, checking)
    except (DamagedStoreError, TooWideError, QueryError, OSError, RuntimeError, ValueError, sqlite3.Error):
        return False
    return True


def _change(
    version: Version, base: Version, sources: Sources, known: Manifest, manifest: Manifest, checking: Checking
) -> None:
    before = base.open_store()
    removed, added, changed_documents, documents = asserted_change(before, sources, known, manifest)
    before.backup(str(version.store))
    after = Store(str(version.store))
    apply(after, removed, added)
    delta = Delta(before, after, removed, added, changed_documents)
    gone, come = derived_change(delta)
    apply(after, gone, come)
    findings = checking.renewed(delta, base.findings()) if checking.renewed else None
    after.flush()
    lost, gained = removed | gone, added | come
    old, new = EmbeddedEngine(before), EmbeddedEngine(after)
    touched = {q.subject.value for q in (*lost, *gained) if isinstance(q.subject, NamedNode)}
    counts = changed(base.counts(), counted(old, COUNTED, touched), counted(new, COUNTED, touched))
    counts["triples"] += len(gained) - len(lost)
    counts["graphs"] = sum(1 for _ in after.named_graphs())
    used = {name: n for name, n in changed(base.uses(), uses(lost), uses(gained)).items() if n}
    shutil.copyfile(base.search, version.search)
    iris = to_find(delta, (*gone, *come))
    renew_index(version.search, new, iris)
    shutil.copyfile(base.catalogue, version.catalogue)
    renew_catalogue(version.catalogue, after, iris)
    del old, new, after, delta
    _write_files(version, counts, used, findings, replace(manifest, documents=documents), _linked(version, base))


def _linked(version: Version, base: Version) -> dict[str, str]:
    """Digests of the tables that both versions share."""
    digests = base.digests()
    return {name: digest for name, digest in digests.items() if _same(base.folder / name, version.folder / name)}


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _write_files(
    version: Version,
    counts: dict[str, int],
    used: dict[str, int],
    findings: Any,
    manifest: Manifest,
    digests: dict[str, str],
) -> None:
    names = (f"store/{table.name}" for table in sorted(version.store.glob("*.sst")))
    _write_json(version.folder / "digests.json", {n: digests.get(n) or file_digest(version.folder / n) for n in names})
    _write_json(version.folder / "counts.json", counts)
    _write_json(version.folder / "uses.json", used)
    _write_json(version.folder / "findings.json", findings)
    history = extended(_history(version), version.id, counts["plans"], findings)
    _write_json(version.folder / "history.json", history)
    (version.folder / "sources.json").write_text(manifest.to_json(), "utf-8")


def _history(version: Version) -> tuple[Checked, ...]:
    """What the version in use remembers."""
    try:
        before = current_version(version.folder.parent.parent)
    except DamagedStoreError:
        before = None
    return before.history() if before else ()


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
