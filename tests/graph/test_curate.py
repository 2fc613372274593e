"""The bundled data are what reading the documents gives, byte for byte, with what people decided about them."""

import shutil
import tomllib
from pathlib import Path

import pytest

from cancu.graph.curate import CurationError, curate, write_files


@pytest.fixture(scope="module")
def data(root: Path) -> Path:
    return root / "graph" / "data"


def test_reading_the_documents_again_gives_the_same_bytes(corpus: Path, data: Path) -> None:
    contents = curate(corpus, data)
    different = [path.name for path, content in contents.items() if path.read_text(encoding="utf-8") != content]
    assert not different, "run `make data` and look at the difference"


def test_every_plan_file_comes_from_a_document(corpus: Path, data: Path) -> None:
    written = {path.name for path in curate(corpus, data)}
    assert {path.name for path in (data / "plans").glob("*.ttl")} <= written


def test_labels_of_duties_are_ours_and_short(data: Path) -> None:
    for review in (data / "plans").glob("*.review.toml"):
        for decision in tomllib.loads(review.read_text(encoding="utf-8")).get("decision", []):
            if decision["kind"] == "duty":
                assert len(decision["decision"].split()) <= 12, f"{review.name}: {decision['decision']}"


@pytest.fixture
def workplace(tmp_path: Path, data: Path) -> Path:
    """A data folder with the review file of one plan only."""
    copy = tmp_path / "data"
    (copy / "plans").mkdir(parents=True)
    shutil.copy(next((data / "plans").glob("ubnd-huyen-son-ha*.review.toml")), copy / "plans")
    return copy


def test_a_decision_that_matches_nothing_any_more_stops_the_work(corpus: Path, workplace: Path) -> None:
    (review,) = (workplace / "plans").glob("*.review.toml")
    text = review.read_text(encoding="utf-8")
    review.write_text(text.replace('section = "II.4.b"', 'section = "IX.9"'), encoding="utf-8")
    with pytest.raises(CurationError, match=r"không còn khớp.*IX\.9"):
        curate(corpus, workplace)


def test_a_missing_document_is_named(workplace: Path, tmp_path: Path) -> None:
    with pytest.raises(CurationError, match=r"003_289ed289cededb05\.txt"):
        curate(tmp_path, workplace)


def test_files_are_written_beside_their_place_and_moved(tmp_path: Path) -> None:
    write_files({tmp_path / "a.ttl": "một\n"})
    assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]
    assert (tmp_path / "a.ttl").read_bytes() == "một\n".encode()
