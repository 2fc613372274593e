"""Of whom the shared files tell otherwise than before: never fewer than they do, and unknown where they do not tell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.digests import Digests
from cancu.graph.increment.retold import keep, retold
from cancu.graph.keeping.shared import ORIGIN
from cancu.graph.known import CITATION
from cancu.graph.manifest import Manifest, manifest_of
from cancu.graph.reading import bundled
from cancu.graph.sources import Sources
from cancu.graph.write import instruments_turtle

CITED = sorted((i for i in bundled().by_iri.values() if i.held == CITATION), key=lambda i: i.iri)[:12]
OTHERWISE = [i._replace(titles=("về chăm sóc cây xanh",)) for i in CITED]


def shared(folder: Path, instruments: str, reference: str = "") -> tuple[Sources, Manifest]:
    """Files that documents share, and their manifest."""
    folder.mkdir(exist_ok=True)
    (folder / "instruments.ttl").write_text(instruments, "utf-8")
    (folder / "register.ttl").write_text(reference, "utf-8")
    sources = Sources((folder / "register.ttl",), (folder / "instruments.ttl",), ())
    return sources, manifest_of(sources, "rules", Digests())


def told_of(before: tuple[Sources, Manifest], now: tuple[Sources, Manifest], kept: Path) -> frozenset[str] | None:
    keep(*before, kept)
    return retold(now[0], before[1], now[1], kept)


@given(was=st.lists(st.sampled_from([*CITED, *OTHERWISE]), unique_by=lambda i: i.iri),
       now=st.lists(st.sampled_from([*CITED, *OTHERWISE]), unique_by=lambda i: i.iri))  # fmt: skip
def test_who_is_told_of_otherwise_is_found(
    was: list,
    now: list,
    tmp_path_factory: pytest.TempPathFactory,  # type: ignore[type-arg]
) -> None:
    folder = tmp_path_factory.mktemp("shared")
    before = shared(folder / "before", instruments_turtle(was, ORIGIN))
    after = shared(folder / "after", instruments_turtle(now, ORIGIN))
    assert told_of(before, after, folder / "kept") == {i.iri for i in {*was} ^ {*now}}


def test_what_moves_from_one_file_to_another_is_told_otherwise(tmp_path: Path) -> None:
    one, other = (instruments_turtle(some, ORIGIN) for some in (CITED[:3], []))
    before, after = shared(tmp_path / "before", one, other), shared(tmp_path / "after", other, one)
    assert told_of(before, after, tmp_path / "kept") == {i.iri for i in CITED[:3]}


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace("@prefix body:", "PREFIX body:").replace("/id/body/> .", "/id/body/>"),
        lambda text: text.replace("/id/body/>", "/id/body/other/>"),
        lambda text: text.replace("\n@prefix body: <https://w3id.org/cancu/id/body/> .", ""),
        lambda text: text + '\n<https://x.example/y> a """\n\n""" .\n',
        lambda text: text + "\n@prefix level: <https://x.example/> .\n",
        lambda text: text + "\n[] a <https://x.example/y> .\n",
        lambda text: text + "\nbroken\n",
    ],
)
def test_a_file_of_another_form_tells_nothing(spoilt: Callable[[str], str], tmp_path: Path) -> None:
    text = instruments_turtle(CITED, ORIGIN)
    assert spoilt(text) != text
    before, after = shared(tmp_path / "before", text), shared(tmp_path / "after", spoilt(text))
    assert told_of(before, after, tmp_path / "kept") is None


def test_without_the_files_of_before_nothing_is_told(tmp_path: Path) -> None:
    before = shared(tmp_path / "before", instruments_turtle(CITED[:2], ORIGIN))
    after = shared(tmp_path / "after", instruments_turtle(CITED, ORIGIN))
    assert retold(after[0], before[1], after[1], tmp_path / "kept") is None


@pytest.mark.parametrize("spoilt", [b"", b"# cut", b"\xff"])
def test_a_copy_that_is_not_the_file_of_before_tells_nothing(spoilt: bytes, tmp_path: Path) -> None:
    before = shared(tmp_path / "before", instruments_turtle(CITED[:2], ORIGIN))
    after = shared(tmp_path / "after", instruments_turtle(CITED, ORIGIN))
    assert told_of(before, after, tmp_path / "kept") is not None
    for copy in (tmp_path / "kept").iterdir():
        copy.write_bytes(spoilt + (b"" if copy.stat().st_size else b"more"))
    assert retold(after[0], before[1], after[1], tmp_path / "kept") is None


def test_a_copy_that_was_begun_is_made_again(tmp_path: Path) -> None:
    before = shared(tmp_path / "before", instruments_turtle(CITED[:2], ORIGIN))
    after = shared(tmp_path / "after", instruments_turtle(CITED, ORIGIN))
    keep(*before, tmp_path / "kept")
    for copy in (tmp_path / "kept").iterdir():
        copy.write_bytes(copy.read_bytes()[:10])
    assert told_of(before, after, tmp_path / "kept") == {i.iri for i in CITED[2:]}
