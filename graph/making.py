"""Makes a version of the store: from all of its files, or from the version before and what changed since.

What is made of all files goes on from where it was interrupted: pieces of the record that the store has, the index and
the findings are not made a second time.

What changed is copied and changed in the copy (hard links, so the copy costs nothing): the statements of the files that
changed, the derived ones that depend on them, the search index, the counts and the findings. The outcome is the same;
where the change is wide, everything is made anew.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from cancu.graph import filling
from cancu.graph.cataloguing import build_catalogue, renew_catalogue
from cancu.graph.engine import EmbeddedEngine, QueryError
from cancu.graph.filling import fill
from cancu.graph.findings_file import content_of, head_of
from cancu.graph.history import Checked, extended
from cancu.graph.increment.delta import Delta, TooWideError, apply, asserted_change
from cancu.graph.increment.derived import derived_change
from cancu.graph.increment.found import to_find
from cancu.graph.increment.numbers import changed, counted, uses
from cancu.graph.increment.retold import keep
from cancu.graph.indexing import build_index, renew_index
from cancu.graph.manifest import Manifest
from cancu.graph.pieces import Noted, Tell, derived_pieces, period_pieces, record_pieces
from cancu.graph.saved import saved_queries
from cancu.graph.sources import Sources
from cancu.graph.version import COUNTED, LAYOUT, DamagedStoreError, Version, current_version, file_digest

Findings = Callable[[EmbeddedEngine], Any]
"""Gives what `findings.json` is to hold, from the new store; never called when nothing changed."""

Renewed = Callable[[Delta, bytes], bytes]
"""Gives its content from what changed and what it held before."""


_BEGUN = "begun.json"
"""How many pieces of the record the store has, while it is being filled."""


@dataclass(frozen=True, slots=True)
class Checking:
    """How a new version gets its findings, whole or after a change; `renewed` may raise TooWideError."""

    whole: Findings | None = None
    renewed: Renewed | None = None


def make_whole(version: Version, sources: Sources, manifest: Manifest, checking: Checking, tell: Tell) -> None:
    """Make a version from all of its files, in an empty folder or in one where this was begun and interrupted.

    `tell` learns how many files of how many were read. Raises SourceError, OSError.
    """
    begun = version.folder / _BEGUN
    store = Store(str(version.store))
    if not (version.folder / "sources.json").exists():
        noted = Noted()
        done = _read_json(begun) if begun.exists() else 0
        fill(store, record_pieces(sources, noted, tell), done, lambda pieces: _write_json(begun, pieces))
        fill(store, period_pieces(noted))
        if not version.findings_file.exists():
            # The rules are about the record, of which derived statements are no part.
            found = checking.whole(EmbeddedEngine(store)) if checking.whole else None
            _write(version.findings_file, content_of(found))
        fill(store, derived_pieces(noted))
        keep(sources, manifest, version.shared)
        _write(version.folder / "sources.json", replace(manifest, documents=noted.documents).to_json().encode())
        del noted
    engine = EmbeddedEngine(store)
    _make_file(version.search, partial(build_index, engine=engine, questions=saved_queries().values()))
    _make_file(version.catalogue, partial(build_catalogue, store=store))
    counts = {"triples": len(store), "graphs": sum(1 for _ in store.named_graphs()), **counted(engine, COUNTED)}
    used = filling.uses(engine)
    del engine, store
    _write_files(version, counts, used, version.findings_file.read_bytes(), {})
    begun.unlink(missing_ok=True)


def _make_file(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file, which has its name when it is whole; one that an interrupted build left whole stays."""
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        make(draft)
        draft.replace(path)


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
    removed, added, changed_documents, documents = asserted_change(before, sources, known, manifest, base.shared)
    before.backup(str(version.store))
    after = Store(str(version.store))
    apply(after, removed, added)
    delta = Delta(before, after, removed, added, changed_documents)
    gone, come = derived_change(delta)
    apply(after, gone, come)
    findings = checking.renewed(delta, base.findings_file.read_bytes()) if checking.renewed else content_of(None)
    after.flush()
    lost, gained = removed | gone, added | come
    old, new = EmbeddedEngine(before), EmbeddedEngine(after)
    touched = {q.subject.value for q in (*lost, *gained) if isinstance(q.subject, NamedNode)}
    counts = changed(base.counts(), counted(old, COUNTED, touched), counted(new, COUNTED, touched))
    counts["triples"] += len(gained) - len(lost)
    graphs = {quad.graph_name for quad in (*lost, *gained)}
    counts["graphs"] += sum(after.contains_named_graph(g) - before.contains_named_graph(g) for g in graphs)
    used = {name: n for name, n in changed(base.uses(), uses(lost), uses(gained)).items() if n}
    shutil.copyfile(base.search, version.search)
    iris = to_find(delta, (*gone, *come))
    renew_index(version.search, new, iris)
    shutil.copyfile(base.catalogue, version.catalogue)
    renew_catalogue(version.catalogue, after, iris)
    del old, new, after, delta
    keep(sources, manifest, version.shared)
    _write(version.findings_file, findings)
    _write(version.folder / "sources.json", replace(manifest, documents=documents).to_json().encode())
    _write_files(version, counts, used, findings, _linked(version, base))


def _linked(version: Version, base: Version) -> dict[str, str]:
    """Digests of the tables that both versions share."""
    digests = base.digests()
    return {name: digest for name, digest in digests.items() if _same(base.folder / name, version.folder / name)}


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _write_files(
    version: Version, counts: dict[str, int], used: dict[str, int], findings: bytes, digests: dict[str, str]
) -> None:
    _write_json(version.layout_file, LAYOUT)
    names = (f"store/{table.name}" for table in sorted(version.store.glob("*.sst")))
    _write_json(version.folder / "digests.json", {n: digests.get(n) or file_digest(version.folder / n) for n in names})
    _write_json(version.folder / "counts.json", counts)
    _write_json(version.folder / "uses.json", used)
    history = extended(_history(version), version.id, counts["plans"], head_of(findings))
    _write_json(version.folder / "history.json", history)


def _history(version: Version) -> tuple[Checked, ...]:
    """What the version in use remembers."""
    try:
        before = current_version(version.folder.parent.parent)
    except DamagedStoreError:
        before = None
    return before.history() if before else ()


def _write_json(path: Path, content: Any) -> None:
    _write(path, (json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n").encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, wherever the process is killed."""
    draft = path.with_name(path.name + ".draft")
    draft.write_bytes(content)
    draft.replace(path)


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
