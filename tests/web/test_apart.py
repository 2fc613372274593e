"""Answers with very many rows are made by a process of their own: the same bytes, one at a time."""

import gc
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from cancu.graph.knowledge import Knowledge
from cancu.web import apart, create_app
from cancu.web.outlines import FOLDER
from cancu.web.site import Settings

LARGE = "/queries/plans"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def home(cancu_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("apart") / "home"
    shutil.copytree(cancu_home, copied, symlinks=True, ignore=shutil.ignore_patterns(FOLDER))
    return copied


@pytest.fixture(scope="module")
def site(home: Path) -> Flask:
    """A site that holds no more than two rows, and knows how long the answer is."""
    app = create_app(home, Settings(rate_per_minute=100_000, rows_held=2))
    assert app.test_client().get(LARGE, headers=HTML).status_code == 200
    return app


@pytest.fixture
def never_asked(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    def refuse(*_: object) -> None:
        raise AssertionError("asked of the store by the site itself")

    monkeypatch.setattr(Knowledge, "rows", refuse)
    return site


def fetched(app: Flask, asked: str, **headers: str) -> Any:
    return app.test_client().get(asked, headers=headers or HTML, buffered=True)


@pytest.fixture(scope="module")
def usual(home: Path) -> Callable[..., Any]:
    """What a site answers that holds all rows."""
    app = create_app(home, Settings(rate_per_minute=100_000))
    return lambda asked, **headers: fetched(app, asked, **headers)


@pytest.fixture(scope="module")
def other(home: Path) -> Flask:
    """A site of which nobody asked anything."""
    return create_app(home, Settings(rate_per_minute=100_000))


@pytest.mark.parametrize("ending", [".csv", ".csv?excel=1", ".json", "?down=area&across=level", ".csv?down=area"])
def test_a_long_answer_is_the_same_made_apart(usual: Any, site: Flask, ending: str, monkeypatch: Any) -> None:
    expected = usual(LARGE + ending)
    with monkeypatch.context() as patched:
        patched.setattr(Knowledge, "rows", None)
        made = fetched(site, LARGE + ending)
    assert made.status_code == 200
    assert made.data == expected.data
    for name in ("Content-Type", "Content-Disposition", "ETag", "X-Data-Version", "Content-Security-Policy", "Vary"):
        assert made.headers.getlist(name) == expected.headers.getlist(name), name


def test_a_long_workbook_is_made_apart(never_asked: Flask) -> None:
    made = fetched(never_asked, f"{LARGE}.xlsx")
    assert made.status_code == 200
    assert made.data.startswith(b"PK")
    assert "plans.xlsx" in made.headers["Content-Disposition"]


def test_a_long_answer_travels_packed(usual: Any, site: Flask) -> None:
    asked = f"{LARGE}.csv"
    made = fetched(site, asked, **{"Accept-Encoding": "gzip"})
    assert made.headers["Content-Encoding"] == "gzip"
    assert made.data == usual(asked, **{"Accept-Encoding": "gzip"}).data
    known = {"Accept-Encoding": "gzip", "If-None-Match": made.headers["ETag"]}
    assert fetched(site, asked, **known).status_code == 304


def test_a_mistake_is_told_as_ever(never_asked: Flask) -> None:
    refused = fetched(never_asked, f"{LARGE}.json?down=area")
    assert refused.status_code == 400
    assert "Bảng hai chiều" in refused.text


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Processes that answer nothing until the event, and then end in vain."""
    begun = threading.Event()

    def start(*_: object, **options: Any) -> "subprocess.Popen[bytes]":
        begun.set()
        return subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read(); 0/0"], stdin=-1, **options)

    monkeypatch.setattr(apart, "started", start)
    return begun


def test_one_long_answer_is_made_at_a_time(site: Flask, waiting: threading.Event, monkeypatch: Any) -> None:
    monkeypatch.setattr(apart, "SECONDS", 2.0)
    first: list[Any] = []
    other = threading.Thread(target=lambda: first.append(fetched(site, f"{LARGE}.csv")))
    other.start()
    assert waiting.wait(30)
    busy = fetched(site, f"{LARGE}.csv")
    assert busy.status_code == 503
    assert busy.headers["Retry-After"] == "60"
    assert "đang được tạo cho người khác" in busy.text
    assert fetched(site, "/queries/hierarchy.csv").status_code == 200, "short ones are not held up"
    other.join(30)
    assert first[0].status_code == 503, "who takes too long is given up"
    assert "/data" in first[0].text


def test_a_process_that_fails_is_told_and_holds_nobody_up(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [sys.executable, "-c", "0/0"]
    with monkeypatch.context() as patched:
        patched.setattr(apart, "started", lambda *_, **options: subprocess.Popen(failing, **options))
        assert fetched(site, f"{LARGE}.csv").status_code == 503
    assert fetched(site, f"{LARGE}.csv").status_code == 200


def test_long_answers_that_visitors_fetch_slowly_are_few(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_ON_DISK", threading.BoundedSemaphore(2))
    slow = [site.test_client().get(f"{LARGE}.csv") for _ in range(2)]
    assert fetched(site, f"{LARGE}.csv").status_code == 503
    for answer in slow:
        answer.close()
    del slow, answer
    gc.collect()
    assert fetched(site, f"{LARGE}.csv").status_code == 200


@pytest.mark.parametrize("ending", ["", ".csv", ".atom"])
def test_of_much_data_an_answer_of_unknown_length_is_made_apart(
    home: Path, usual: Any, other: Flask, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = usual(LARGE + ending)
    shutil.rmtree(next((home / "versions").glob("*/")) / FOLDER, ignore_errors=True)
    monkeypatch.setattr(apart, "FEW_TRIPLES", 0)
    with monkeypatch.context() as patched:
        patched.setattr(Knowledge, "rows", None)
        assert fetched(other, LARGE + ending).data == expected.data


def test_a_page_that_was_made_apart_once_needs_no_process_again(
    home: Path, other: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "FEW_TRIPLES", 0)
    asked = "/queries/level-jumps"
    shutil.rmtree(next((home / "versions").glob("*/")) / FOLDER, ignore_errors=True)
    made = fetched(other, asked)
    assert made.status_code == 200
    monkeypatch.setattr(apart, "started", None)
    assert fetched(other, asked).data == made.data
