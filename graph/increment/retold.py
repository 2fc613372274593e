"""Of whom the files that all documents share tell otherwise than before, found by comparing their texts.

A country's plans cite a hundred thousand instruments, and a plan that comes in changes what is told of a few. So each
version keeps these files as they were, and of the next ones only the blocks that differ are parsed.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from cancu.graph.manifest import Manifest
from cancu.graph.sources import Sources

_PREFIX = re.compile(r"@prefix (\S*:) <[^<>]*> \.")
_OTHER_FORM = re.compile(r'^(?:@|(?i:prefix|base)\b)|"""|\'\'\'', re.MULTILINE)
"""What a file may hold that was not written as a block for each subject."""


def keep(sources: Sources, manifest: Manifest, folder: Path) -> None:
    """Copy the shared files into a folder, each under its digest, for the version after this one. Raises OSError."""
    folder.mkdir(exist_ok=True)
    for path, line in _listed(sources, manifest):
        _, digest = _named(line)
        shutil.copyfile(path, folder / digest)


def retold(sources: Sources, old: Manifest, new: Manifest, kept: Path) -> frozenset[str] | None:
    """The subjects of which the shared files no longer say something, or something new; `kept` has the files as they
    were. None where the texts do not tell: then all that they say has to be compared.
    """
    was, now = frozenset(old.shared), frozenset(new.shared)
    try:
        before = [(part, _as_kept(kept / digest, digest)) for part, digest in map(_named, was - now)]
        after = [(_named(line)[0], path.read_text("utf-8")) for path, line in _listed(sources, new) if line not in was]
        prefixes = _prefixes([text for _, text in (*before, *after)])
        return frozenset(_subjects(prefixes, _blocks(before) ^ _blocks(after)))
    except (OSError, SyntaxError, ValueError):
        return None


def _as_kept(copy: Path, digest: str) -> str:
    """The text of a copy. Raises OSError, ValueError where it is not what was to be kept: it was cut short, or made
    while somebody wrote the file.
    """
    content = copy.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError
    return content.decode()


def _listed(sources: Sources, manifest: Manifest) -> Iterator[tuple[Path, str]]:
    """The shared files, each with its line in the manifest."""
    return zip((*sources.reference, *sources.instruments, *sources.register), manifest.shared, strict=True)


def _named(line: str) -> tuple[str, str]:
    """The part that a shared file plays, and its digest."""
    return line.partition("/")[0], line.rpartition(" ")[2]


def _blocks(files: list[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(part, block) for part, text in files for block in text.rstrip("\n").split("\n\n")[1:]}


def _prefixes(texts: list[str]) -> list[str]:
    """The prefixes of all texts. Raises ValueError where a text is of another form, or lacks what another one has and
    it may use.
    """
    heads = [text.partition("\n\n")[0].split("\n") for text in texts]
    lines = {line for head in heads for line in head if not line.startswith("#")}
    names = {line: found[1] for line in lines if (found := _PREFIX.fullmatch(line))}
    if len(names) < len(lines) or len(set(names.values())) < len(names):
        raise ValueError
    for text, head in zip(texts, heads, strict=True):
        body = text.partition("\n\n")[2]
        if _OTHER_FORM.search(body) or any(_uses(body, name) for line, name in names.items() if line not in head):
            raise ValueError
    return sorted(lines)


def _uses(body: str, prefix: str) -> bool:
    return prefix in body and re.search(rf"(?<![\w-]){re.escape(prefix)}", body) is not None


def _subjects(prefixes: list[str], blocks: set[tuple[str, str]]) -> Iterator[str]:
    """What the blocks are about. Raises SyntaxError, ValueError."""
    text = "\n\n".join(["\n".join(prefixes), *sorted({block for _, block in blocks})])
    for quad in parse(text.encode(), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode):
            raise ValueError
        yield quad.subject.value
