"""What the page of an answer shows is worked out once: for who asks again, for another process, ahead of the first."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from cancu.graph.catalogue_file import GIVEN, MEASURES
from cancu.graph.knowledge import Knowledge
from cancu.graph.saved import bind, saved_queries
from cancu.graph.store import current_version
from cancu.web import address, create_app, outlining
from cancu.web.ahead import Ahead
from cancu.web.outlines import FOLDER, kept_outline, outline_of
from cancu.web.site import Settings

HTML = {"Accept": "text/html"}
OF_EVERYTHING = [q.name for q in saved_queries().values() if not q.required]


def site(home: Path) -> Flask:
    return create_app(home, Settings(rate_per_minute=100_000))


def folder_of(home: Path) -> Path:
    version = current_version(home)
    assert version is not None
    return version.folder / FOLDER


@pytest.fixture
def home(cancu_home: Path, tmp_path: Path) -> Path:
    """A data folder whose outlines are this test's own."""
    copied = tmp_path / "home"
    shutil.copytree(cancu_home, copied, symlinks=True, ignore=shutil.ignore_patterns(FOLDER))
    return copied


@pytest.fixture
def no_answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """From the call on, no question can be asked of the store."""

    def refuse(*_: object) -> None:
        raise AssertionError("asked of the store")

    return lambda: monkeypatch.setattr(Knowledge, "rows", refuse)


def test_another_process_shows_the_same_pages_without_asking(home: Path, no_answers: Any) -> None:
    first = site(home).test_client()
    pages = {name: first.get(f"/queries/{name}", headers=HTML).text for name in OF_EVERYTHING}
    assert all("dòng</strong>" in page or "Không có dòng nào" in page for page in pages.values())
    no_answers()
    second = site(home).test_client()
    assert {name: second.get(f"/queries/{name}", headers=HTML).text for name in OF_EVERYTHING} == pages


def test_what_is_asked_ahead_needs_no_asking_later(home: Path, no_answers: Any) -> None:
    app = site(home)
    ahead = Ahead(app)
    now = ahead.now()
    assert now is not None
    ahead.ask(now)
    assert {path.name.partition(".")[0] for path in folder_of(home).iterdir()} >= set(OF_EVERYTHING)
    no_answers()
    assert all(app.test_client().get(f"/queries/{name}").status_code == 200 for name in OF_EVERYTHING)


def test_what_is_asked_of_the_most_cited_instruments_needs_no_asking_later(home: Path, no_answers: Any) -> None:
    app = site(home)
    ahead = Ahead(app)
    now = ahead.now()
    assert now is not None
    ahead.ask(now)
    most = app.test_client().get("/queries/most-cited-instruments.json").json
    most_cited = [row["instrument"] for row in most]
    no_answers()
    for instrument in most_cited[:10]:
        for question in ("implementing-plans", "instrument-citations", "coverage"):
            assert app.test_client().get(address.question(question, instrument=instrument)).status_code == 200
    less_cited = address.question("coverage", instrument=most_cited[30])
    assert app.test_client().get(less_cited).status_code == 500, "it has to be asked of the store"


def test_what_is_asked_of_the_bodies_and_indicators_named_most_needs_no_asking_later(
    home: Path, no_answers: Any
) -> None:
    app = site(home)
    ahead = Ahead(app)
    now = ahead.now()
    assert now is not None
    ahead.ask(now)
    parts = app.extensions["cancu"].source.get().parts
    (agency, *_), (indicator, *_) = parts.most(GIVEN, 10), parts.most(MEASURES, 10)
    no_answers()
    for asked in (
        address.question("agency-duties", agency=agency),
        address.question("compare-indicator", indicator=indicator),
    ):
        assert app.test_client().get(asked).status_code == 200


def test_what_plans_name_and_nobody_describes_keeps_nothing_from_being_asked_ahead(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        outlining, "most_named", lambda _: {"indicator": ["https://w3id.org/cancu/id/indicator/khong-co"]}
    )
    outlining.outline_all(home)
    assert sorted(path.name.partition(".")[0] for path in folder_of(home).iterdir()) == sorted(OF_EVERYTHING)


def test_questions_with_values_are_not_kept_on_disk(home: Path) -> None:
    answered = site(home).test_client().get("/queries/hierarchy?level=province", headers=HTML)
    assert answered.status_code == 200
    assert not folder_of(home).exists()


def test_of_two_days_the_later_is_kept(home: Path) -> None:
    client = site(home).test_client()
    client.get("/queries/ended-grounds")
    (before,) = folder_of(home).iterdir()
    before.rename(before.with_name("ended-grounds.000000000000.json"))
    site(home).test_client().get("/queries/ended-grounds")
    assert [path.name for path in folder_of(home).iterdir()] == [before.name]


@pytest.mark.parametrize("content", ["", "[]", '{"count": 1}', '{"count": 1, "bars": null, "sorting": null}'])
def test_a_damaged_outline_is_worked_out_again(home: Path, content: str) -> None:
    page = site(home).test_client().get("/queries/plans", headers=HTML).text
    (kept,) = folder_of(home).iterdir()
    whole = kept.read_bytes()
    kept.write_text(content, "utf-8")
    assert site(home).test_client().get("/queries/plans", headers=HTML).text == page
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(home: Path) -> None:
    folder_of(home).write_text("in the way", "utf-8")
    assert site(home).test_client().get("/queries/plans", headers=HTML).status_code == 200


@pytest.mark.parametrize("name", ["most-cited-instruments", "plans", "ended-grounds", "hierarchy"])
def test_an_outline_is_read_as_it_was_kept(home: Path, name: str) -> None:
    version = current_version(home)
    assert version is not None
    knowledge = Knowledge(version)
    asked = saved_queries()[name]
    site(home).test_client().get(f"/queries/{name}")
    sparql = bind(asked, {}, knowledge.resolver).sparql
    assert kept_outline(version.folder, asked, sparql) == outline_of(asked, knowledge.engine.select(sparql))


def test_a_two_way_table_is_made_once(home: Path, no_answers: Any) -> None:
    client = site(home).test_client()
    made = client.get("/queries/plans?down=area&across=level", headers=HTML).text
    no_answers()
    assert client.get("/queries/plans?down=area&across=level", headers=HTML).text == made


def test_nothing_is_asked_of_a_version_that_is_no_longer_in_use(home: Path, no_answers: Any) -> None:
    ahead = Ahead(site(home))
    no_answers()
    ahead.ask(("000000000000", "2025-01-01"))
    assert not folder_of(home).exists()


def test_who_works_answers_out_ends_with_who_started_it(home: Path) -> None:
    process = outlining.start(home)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(60) == 0
    assert not folder_of(home).exists() or len(list(folder_of(home).iterdir())) < len(OF_EVERYTHING)


def test_who_has_worked_all_answers_out_ends_well(home: Path) -> None:
    with outlining.start(home) as process:
        assert process.wait(120) == 0
    assert {path.name.partition(".")[0] for path in folder_of(home).iterdir()} >= set(OF_EVERYTHING)


def test_the_site_goes_on_where_working_answers_out_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = site(home)
    monkeypatch.setattr(outlining, "start", lambda _folder: subprocess.Popen([sys.executable, "-c", "0/0"]))
    ahead = Ahead(app)
    now = ahead.now()
    assert now is not None
    ahead.ask(now)
    assert not folder_of(home).exists()
    assert app.test_client().get("/queries/hierarchy").status_code == 200


def test_nothing_is_asked_ahead_where_nothing_is_built(tmp_path: Path) -> None:
    assert Ahead(site(tmp_path)).now() is None
