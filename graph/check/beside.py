"""What a file is checked beside: all data, in a store that may be changed and of which nothing stays.

The version in use is that store where it was made of the very files of the data folder. Its tables are never written
again, so that a copy consists of links to them and costs next to nothing, whatever its size. Else all files are read.
"""

import os
import shutil
from collections.abc import Collection, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad, Store

from cancu.graph.check.load import IN_MEMORY, held_documents, in_words
from cancu.graph.filling import fill
from cancu.graph.increment.delta import DERIVED, apply, in_derived, of_subject
from cancu.graph.institutions import periods
from cancu.graph.names import graph_iri
from cancu.graph.pieces import Noted, Tell, derived_pieces, record_pieces, untold
from cancu.graph.sources import Sources
from cancu.graph.version import DamagedStoreError, Version

_TABLE = ".sst"
_PREFIX = "cancu-check-"


@contextmanager
def copied(version: Version, place: Path | None = None) -> Iterator[Store]:
    """The store of a version, to be changed; what is changed is in a folder of `place` for the time being.

    Raises DamagedStoreError.
    """
    with TemporaryDirectory(prefix=_PREFIX, dir=place) as folder:
        yield _opened(version, Path(folder))


def _opened(version: Version, folder: Path) -> Store:
    try:
        for file in version.store.iterdir():
            if file.suffix == _TABLE:
                _link(file, folder / file.name)
            else:
                shutil.copyfile(file, folder / file.name)
        return Store(str(folder))
    except (OSError, RuntimeError, ValueError):
        raise DamagedStoreError(version.folder, "store") from None


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # on another disk, or of another user
        place.symlink_to(file.absolute())


@contextmanager
def read_anew(found: Sources, read: Tell = untold, place: Path | None = None) -> Iterator[Store]:
    """All statements of these files with what a build works out from them; of many plans they are in a folder of
    `place` for the time being, not in memory. `read` learns how many plans were read. Raises CheckError.
    """
    with in_words(), TemporaryDirectory(prefix=_PREFIX, dir=place) as folder:
        store = Store(folder) if len(found.plans) > IN_MEMORY else Store()
        noted = Noted()
        fill(store, record_pieces(found, noted, read))
        fill(store, derived_pieces(noted))
        del noted
        yield store


def put_in(store: Store, files: Collection[Quad]) -> "Described":
    """Put the statements of files into the store, in place of what it says of the documents that these hold; what the
    store describes without them.
    """
    held = held_documents(files)
    named = {quad.subject for quad in files if isinstance(quad.subject, NamedNode)}
    subjects = sorted({*held, *(subject.value for subject in named if "#" not in subject.value)})
    apply(store, {*_of_documents(store, held), *_derived(store, subjects)}, ())
    new = frozenset(subject.value for subject in named if next(of_subject(store, subject.value), None) is None)
    apply(store, (), files)
    apply(store, (), in_derived(periods(quad for subject in subjects for quad in of_subject(store, subject))))
    return Described(store, new)


def _of_documents(store: Store, documents: Iterable[str]) -> Iterator[Quad]:
    for document in documents:
        yield from store.quads_for_pattern(None, None, None, NamedNode(graph_iri(document)))
        yield from of_subject(store, document)


def _derived(store: Store, subjects: Iterable[str]) -> Iterator[Quad]:
    """What was worked out of these: bodies that a file describes need no template, and a title may be another."""
    for subject in subjects:
        yield from store.quads_for_pattern(NamedNode(subject), None, None, DERIVED)


@dataclass(frozen=True, slots=True)
class Described(Container[str]):
    """The IRIs that a store describes apart from those that are `new` in it."""

    store: Store
    new: frozenset[str] = frozenset()

    def __contains__(self, iri: object) -> bool:
        """Whether something is said of it; of what has no name, nothing."""
        if not isinstance(iri, str) or not iri or iri in self.new:
            return False
        return next(of_subject(self.store, iri), None) is not None
