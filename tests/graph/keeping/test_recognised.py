"""Pages recognised from pictures: what is kept of them, and that reading them again gives the same graph."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageFont

from cancu.graph.cli import cli
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.folder import holdings_of
from cancu.graph.keeping.intake import Arrival, arrive
from cancu.graph.keeping.outcome import Kept, Options
from cancu.graph.keeping.removing import remove
from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.known import Known
from cancu.graph.names import ID
from cancu.graph.read import RECOGNISED, Origin, Text, parts, text_of
from cancu.graph.reading import understand
from cancu.graph.registry import load_registry
from tests.graph.keeping.conftest import Write, graph_files
from tests.graph.keeping.test_bound import BUNDLE, DECISION

SEEN = Origin(RECOGNISED, "tesseract 9.9.9", "vie", 300)


def recognised(path: Path) -> Arrival:
    """A file as if its pages had been recognised, but the first."""
    raw = path.read_text("utf-8").replace(" " * 24 + "KẾ HOẠCH\n", "\f" + " " * 24 + "KẾ HOẠCH\n")
    text = text_of(path.name, raw.replace("II. ", "\fII. ", 1), [Origin(), SEEN, SEEN])
    readings = []
    for part in parts(text):
        issuing = readings[0] if part.issued_before else None
        readings.append(understand(part.text, load_registry(), Known(), issuing=issuing))
    return replace(arrive(path), readings=tuple(readings))


def test_documents_with_recognised_pages_are_the_same_when_read_again(write: Write, home: Path) -> None:
    arrivals = [recognised(BUNDLE), recognised(write("a.txt"))]
    assert {o.kind for o in add(home, arrivals, Options(build=False)).outcomes} == {Kept.ADDED}
    before = graph_files(home)
    assert any(b"tesseract 9.9.9" in content for name, content in before.items() if name.startswith("plans/"))
    for derived in (home / "derived").iterdir():
        derived.unlink()
    reapply(home)
    assert graph_files(home) == before


def test_a_plan_keeps_the_pages_of_the_decision_that_was_taken_out(home: Path) -> None:
    add(home, [recognised(BUNDLE)], Options(build=False))
    held = {h.iri: h for h in held_documents(home)}
    plan = next(h for iri, h in held.items() if iri != DECISION)
    assert [p.origin.kind for p in plan.reading.text.pages] == [RECOGNISED] * len(plan.record.pages)
    remove(home, DECISION)
    again = next(iter(held_documents(home)))
    assert as_read(again.reading.text) == as_read(plan.reading.text)
    assert again.reading.facts.identity == plan.reading.facts.identity


@pytest.mark.parametrize("cut", [(0, 40), (7, 90), (30, 31), (0, 8), (60, 120)])
def test_a_slice_is_the_text_that_its_characters_make(cut: tuple[int, int]) -> None:
    whole = "Trang một có dấu.\fTrang hai khong dau\n" + "khong co dau nao " * 4 + "\f\fTrang bốn được đọc đúng dấu."
    text = text_of("a.txt", whole, [Origin(), SEEN, SEEN, Origin()])
    part = text.slice(*cut)
    made = text_of("a.txt", part.content, [page.origin for page in part.pages])
    assert as_read(part) == as_read(made)


def as_read(text: Text) -> tuple[object, ...]:
    return text.content, text.letters, text.folded, text.pages, text.quality


def scanned(text: str, path: Path) -> Path:
    """Pages of text as pictures in a PDF."""
    font = ImageFont.truetype("DejaVuSerif.ttf", 34)
    pages = []
    for page in text.split("\f"):
        image = Image.new("L", (1654, 2339), 255)
        draw = ImageDraw.Draw(image)
        for number, line in enumerate(page.split("\n")):
            draw.text((90 + 16 * (len(line) - len(line.lstrip())), 90 + 54 * number), line.strip(), 0, font)
        pages.append(image)
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
    return path


@pytest.mark.ocr
@pytest.mark.parametrize("folder", [False, True], ids=["one file", "a folder"])
def test_a_scan_is_recognised_and_kept(
    folder: bool, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_HOME", str(home))
    place = tmp_path / "scans"
    place.mkdir()
    own = BUNDLE.read_text("utf-8")
    path = scanned(own.replace(" " * 24 + "KẾ HOẠCH\n", "\f" + " " * 24 + "KẾ HOẠCH\n"), place / "quet.pdf")
    refused = CliRunner().invoke(cli, ["add", str(path), "--no-ocr"])
    assert refused.exit_code == 1
    told = CliRunner().invoke(cli, ["add", str(place if folder else path)])
    assert told.exit_code == 0, told.output
    if not folder:
        assert "trang 2/2" in told.stderr
    assert len(list((home / "ocr").rglob("*.z"))) == 2
    documents = {h.iri: h for h in held_documents(home)}
    assert DECISION in documents
    assert len(documents) == 2
    assert all(iri.startswith(f"{ID}so-y-te-tinh-cao-bang/") for iri in documents)
    assert all(page.kind == RECOGNISED for h in holdings_of(home).values() for page in h.record.pages)
    before = graph_files(home)
    for derived in (home / "derived").iterdir():
        derived.unlink()
    reapply(home)
    assert graph_files(home) == before
