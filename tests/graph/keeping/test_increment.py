"""After every change of the data folder the version in use is what a build of everything would make."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cancu.graph import making
from cancu.graph.catalogue_file import COLUMNS
from cancu.graph.check import check_store
from cancu.graph.keeping.removing import remove
from cancu.graph.keeping.renewing import held_documents, reapply
from cancu.graph.keeping.reviewing import Taken, record
from cancu.graph.remote import changed_graphs
from cancu.graph.review import CITATION, Decision
from cancu.graph.sources import bundled_sources, record_files, with_record
from cancu.graph.store import Version, build, current_version, verify
from tests.graph.keeping.conftest import Write, keep

pytestmark = pytest.mark.usefixtures("real_check")


@pytest.fixture(autouse=True)
def _counts_kept_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cancu.graph.tallying.MANY", 1)


NATIONAL = (
    "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Ban Bí thư về chăm sóc, giáo dục và bảo vệ trẻ em",
    "Quyết định số 777/QĐ-TTg ngày 13/01/2024 của Thủ tướng Chính phủ phê duyệt Chương trình Vì trẻ em giai đoạn "
    "2024 - 2030",
    "Quyết định số 23/QĐ-TTg ngày 07/01/2019 của Thủ tướng Chính phủ thực hiện Nghị quyết số 121/2020/QH14 ngày "
    "19/6/2020 của Quốc hội",
    "Quyết định số 777/QĐ-TTg ngày 14/01/2024 của Thủ tướng Chính phủ",
)
LOCAL = (
    "Kế hoạch số 102/KH-UBND ngày 10/3/2024 của Ủy ban nhân dân tỉnh Bình Phước triển khai " + NATIONAL[0],
    "Kế hoạch số 103/KH-UBND của UBND tỉnh",
    "Kế hoạch số 101/KH-UBND ngày 10/3/2024 của Ủy ban nhân dân tỉnh Bình Phước",
)
GROUNDS = ("Luật Trẻ em năm 2016", "Luật Trẻ em", "Công văn số 88/SYT-NV ngày 10/02/2024 của Sở Y tế tỉnh Bình Phước")
TASKS = (
    "báo cáo Ủy ban nhân dân tỉnh",
    "phối hợp với các hội, đoàn thể và Đoàn Thanh niên",
    "xây dựng kế hoạch thực hiện " + LOCAL[2],
)


_NAME = "(SELECT iri FROM name WHERE id = {})"
CATALOGUE = {
    "document": f"SELECT {_NAME.format('document.id')}, {', '.join(COLUMNS)}, place FROM document",
    "path": f"SELECT {', '.join(map(_NAME.format, ('upper', 'lower', 'via')))}, relation, basis, depth FROM path",
    "mention": f"SELECT {', '.join(map(_NAME.format, ('cited', 'citing')))}, position, part FROM mention",
    "part": f"SELECT {', '.join(map(_NAME.format, ('about', 'plan')))}, kind, piece, amount FROM part",
    "tally": f"SELECT {', '.join(map(_NAME.format, ('upper', 'first_via', 'last_via')))}, relation, ways, indirect, "
    "count, plans FROM tally",
    "tally_area": f"SELECT {_NAME.format('upper')}, area, count, first, latest FROM tally_area",
    "only_citing": f"SELECT {', '.join(map(_NAME.format, ('cited', 'citing')))} FROM only_citing",
    "order": f"SELECT {_NAME.format('document.id')}, ROW_NUMBER() OVER (ORDER BY id) FROM document",
    "deadline": f"SELECT {_NAME.format('plan')}, piece, kind, due, before, since, until FROM deadline",
}
"""Every row of the catalogue, by the names of the documents."""


def told(version: Version) -> dict[str, Any]:
    """Everything that a version tells, apart from how it is stored."""
    verify(version)
    tables = ("item", "name", "number", "type_word", "alias")
    with sqlite3.connect(version.search) as index:
        rows = {name: Counter(index.execute(f"SELECT * FROM {name}").fetchall()) for name in tables}
    with sqlite3.connect(version.catalogue) as catalogue:
        listed = {name: Counter(catalogue.execute(query).fetchall()) for name, query in CATALOGUE.items()}
    search = version.open_search()
    words = ("kế hoạch", "28", "tre em", "so y te", "777/QĐ-TTg", "chăm sóc", "doan the")
    return {
        "statements": set(version.open_store()),
        "counts": version.counts(),
        "uses": version.uses(),
        "findings": version.findings(),
        "rows": rows,
        "catalogue": listed,
        "found": {typed: [hit.iri for hit in search.search(typed, limit=200).hits] for typed in words},
    }


def from_scratch(home: Path, other: Path) -> Version:
    sources = with_record(bundled_sources(), record_files(home))
    return build(sources, other, lambda engine: check_store(engine).body).version


def changes(home: Path, write: Write, chance: random.Random) -> Iterator[None]:
    """Adds, replaces, decides about and takes out documents that hang on each other, in a random order."""
    steps = ["add", "add", "review", "replace", "add", "remove", "add", "remove"]
    chance.shuffle(steps)
    for at, step in enumerate(["add", *steps]):
        held = list(held_documents(home)) if home.exists() else []
        if step == "add" or not held:
            words = {
                "number": chance.choice(("101", "102", "103", "    ")),
                "day": chance.choice(("ngày 10 tháng 3 năm 2024", "ngày    tháng 3 năm 2024")),
                "carries_out": f"{chance.choice(NATIONAL)};\nThực hiện {chance.choice((*LOCAL, *NATIONAL))}",
                "basis": ";\nCăn cứ ".join(chance.sample(GROUNDS, 2)),
                "task": chance.choice(TASKS),
            }
            keep(home, write(f"{at}.txt", **words), build=True)
        elif step == "replace":
            text = chance.choice(held).reading.text.content
            again = text.replace("đạt 95%", "đạt 90%").replace("Căn cứ Luật", f"Căn cứ {NATIONAL[3]};\nCăn cứ Luật", 1)
            path = write(f"{at}.txt")
            path.write_text(again, "utf-8")
            keep(home, path, build=True)
        elif step == "remove":
            remove(home, chance.choice(held).iri)
        else:
            one = chance.choice(held)
            citation = chance.choice(one.reading.resolution.citations)
            decision = Decision(
                CITATION, citation.mention.section, citation.mention.text, citation.ordinal,
                decision=chance.choice(("none", "unknown")), why="thử", who="Lê Thị Soát", when="2025-01-02",
            )  # fmt: skip
            record(home, [Taken("thử", {one.iri: (decision,)})], {one.iri: one.record.file})
            reapply(home)
        yield


@pytest.mark.parametrize("seed", [4, pytest.param(5, marks=pytest.mark.long), pytest.param(6, marks=pytest.mark.long)])
def test_a_changed_version_is_the_one_that_a_build_makes(
    seed: int, home: Path, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = []

    def seen(*given: Any) -> None:
        whole.append(given[0])
        make_whole(*given)

    def compared(*_given: Any) -> None:
        raise AssertionError("all that documents share was compared")

    make_whole = making.make_whole
    monkeypatch.setattr("cancu.graph.store.make_whole", seen)
    monkeypatch.setattr("cancu.graph.increment.delta._shared_as_a_whole", compared)
    version = earlier = None
    for _ in changes(home, write, random.Random(seed)):
        version, earlier = current_version(home), version
    assert version is not None
    assert earlier is not None
    assert len(whole) == 1, "only the first version is made of everything"
    other = from_scratch(home, tmp_path / "scratch")
    assert other.id == version.id
    assert told(version) == told(other)
    assert differing(earlier, version) <= (changed_graphs(earlier.manifest(), version.manifest()) or set())


def differing(one: Version, other: Version) -> set[str]:
    """The graphs that do not hold the same in both versions."""
    return {q.graph_name.value for q in set(one.open_store()) ^ set(other.open_store())}  # type: ignore[union-attr]
