"""The made-up country is what measurements at size stand on: sound, the same every time, and like the real one."""

from pathlib import Path

import pytest
from country import PROFILES, Country
from faults import beside, found, is_planted, plant, plantable

from cancu.graph.check import check_bundled, rules
from cancu.graph.check.run import check_quads
from cancu.graph.sources import bundled_sources, read_turtle, record_files, streamed_quads, with_record


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("country")
    Country(40).write(made)
    return made


def test_rules_say_only_that_bodies_have_ended_since_and_that_districts_follow_a_plan_of_last_year(
    folder: Path,
) -> None:
    bundled = {(f.rule, f.focus, f.value) for f in check_bundled().findings}
    ours = [f for f in check_bundled(folder).findings if (f.rule, f.focus, f.value) not in bundled]
    assert {f.rule for f in ours} == {"body-ended-since", "due-weekend", "ground-period-over"}
    ended = [f for f in ours if f.rule == "body-ended-since"]
    assert len(ended) == len({f.focus for f in ended}) <= 40


def test_a_fault_of_every_rule_is_planted_and_found_and_nothing_else(tmp_path: Path) -> None:
    _planted_faults_are_found(tmp_path, 5, len(plantable()))


@pytest.mark.long
def test_every_planted_fault_is_found_among_many_plans_and_nothing_else(tmp_path: Path) -> None:
    _planted_faults_are_found(tmp_path, 1_000, len(plantable()))


def _planted_faults_are_found(folder: Path, plans: int, faults: int) -> None:
    Country(plans).write(folder)
    expected = plant(folder, faults)
    others, expected_beside = beside(faults)
    held = streamed_quads(with_record(bundled_sources(), record_files(folder)))
    report = check_quads([*dict.fromkeys(held), *others])
    assert found(report.findings) == expected | expected_beside
    assert {rule for _, rule in expected | expected_beside} == {rule.id for rule in rules()}
    bundled = {(f.rule, f.focus) for f in check_bundled().findings}
    more = {f.rule for f in report.findings if not is_planted(f) and (f.rule, f.focus) not in bundled}
    assert more <= {"body-ended-since", "due-weekend", "ground-period-over"}


def test_one_seed_gives_one_country(folder: Path) -> None:
    again = Country(40)
    assert [name for name, _ in again.plans()] == [name for name, _ in Country(40).plans()]
    assert (folder / "instruments.ttl").read_text("utf-8") == _instruments_after_plans(Country(40))


def _instruments_after_plans(country: Country) -> str:
    for _ in country.plans():
        pass
    return country.cited()


def test_plans_use_the_words_of_real_ones_and_are_as_large(folder: Path) -> None:
    real = [quad for path in bundled_sources().plans for quad in read_turtle(path)]
    made = [quad for path in sorted((folder / "plans").glob("*.ttl")) for quad in read_turtle(path)]
    assert {q.predicate for q in made} <= {q.predicate for q in real}
    assert 700 < len(made) / 40 < 1_300
    assert len(PROFILES) == 23
