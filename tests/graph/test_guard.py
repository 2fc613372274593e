"""The guard: what it refuses, where it says the trouble is, and that it is not led astray by disguises."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.engine import names_its_graphs
from cancu.graph.guard import MAX_CHARACTERS, MAX_DEPTH, RefusedError, guard
from cancu.graph.tokens import tokens

REMOTE = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "select"),
        ("# INSERT\nPREFIX a: <http://e/select#> ask {}", "ask"),
        ("BASE <http://e/> CONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ("DESCRIBE <http://e/service>", "describe"),
        ('SELECT ?service { ?service <http://e/load> "DELETE WHERE { SERVICE <x> {} }" }', "select"),
        ("SELECT * { ?s service:x 'it''s' ; <http://e#service> ?o # SERVICE <http://x> {}\n}", "select"),
        ("SELECT * { GRAPH service:x { ?s ?p ?o } }", "select"),
        ("SELECT * FROM service:x { ?s ?p ?o }", "select"),
        ("SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }", "select"),
        ('SELECT * { ?s ?p """a " SERVICE <x> {} \\""" """ }', "select"),
        ("SELECT * { ?s ?p 'x'@en-service }", "select"),
        ("SELECT * { VALUES (?a ?b) { (<http://e/#a> <http://e/#b>) } }", "select"),
    ],
)
def test_honest_queries_pass(query: str, form: str) -> None:
    assert guard(query).form == form


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {REMOTE} {{ ?s ?p ?o }} }}",
        "SELECT * { ?s ?p ?x . SERVICE ?x { ?s ?p ?o } }",
        f"SELECT * {{ {{ SELECT * {{ SERVICE{REMOTE}{{ ?s ?p ?o }} }} }} }}",
        f"SELECT * {{ OPTIONAL {{ SERVICE {REMOTE} {{}} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX service: <http://127.0.0.1/> SELECT * { ?s ?p ?o . SERVICE service:x { ?s ?p ?o } }",
        # «<» as less-than, so that a guess at an IRI would swallow what follows.
        "SELECT * { FILTER(?a<?b)SERVICE#c>\n?x{ } }",
        "SELECT * { FILTER(?a<?b&&?c='x>')SERVICE ?s {} #'\n}",
        "SELECT * { { SELECT ?x (?a<?b&&'x>'=?c AS ?d) { SERVICE <http://a> { } } } } #'",
        "SELECT * { BIND(?a<?b&&'>'=?c AS ?d) SERVICE ?x {} } #'",
        "SELECT * { FILTER(1<?b&&'>'=?c) SERVICE ?x {} } #'",
        "SELECT * { ?s ?p ?o } ORDER BY (?a<?b&&'x>'=?c) # '\n{ SERVICE ?x {} }",
        "SELECT * { ?s <http://e/p> <http://e/#>SERVICE ?x {} }",
        "SELECT * { ?s ?p 1SERVICE ?x {} }",
    ],
)
def test_service_is_refused_in_every_disguise(query: str) -> None:
    with pytest.raises(RefusedError) as caught:
        guard(query)
    assert caught.value.code == "federation-disabled"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a> <b> <c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX e: <http://e/> LOAD <http://e/>",
        "CLEAR ALL",
        "drop graph <http://e/>",
        "CREATE GRAPH <http://e/>",
        "COPY <http://a> TO <http://b>",
        "MOVE <http://a> TO <http://b>",
        "ADD <http://a> TO <http://b>",
        "WITH <http://a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(RefusedError) as caught:
        guard(query)
    assert caught.value.code == "read-only"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "query-missing"),
        (" \n\t", "query-missing"),
        ("# only a comment", "query-malformed"),
        ("hello", "query-malformed"),
        ("SELECT * {" + "{" * 10_000, "query-too-deep"),
        ("ASK { FILTER(" + "(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH + ") }", "query-too-deep"),
        ("ASK { FILTER(" + "!" * 1000 + "true) }", "query-too-deep"),
        ("ASK {}" + " " * MAX_CHARACTERS, "query-too-long"),
    ],
)
def test_other_refusals(query: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        guard(query)
    assert caught.value.code == code


def test_brackets_in_strings_comments_and_iris_do_not_count() -> None:
    deep = "{" * 1000
    assert guard(f"SELECT * {{ ?s ?p '{deep}' # {deep}\n . ?s <http://e/(((((> ?o }}").form == "select"


def test_the_place_of_the_trouble_is_told() -> None:
    with pytest.raises(RefusedError) as caught:
        guard("SELECT * {\n  ?s ?p 'đ' .\n  SERVICE <http://e/> {}\n}")
    assert (caught.value.line, caught.value.column) == (3, 3)
    assert "dòng 3, cột 3" in caught.value.message_vi


def test_a_dataset_clause_is_seen_where_it_is_one() -> None:
    assert names_its_graphs("SELECT * FROM <http://e/> { ?s ?p ?o }")
    assert names_its_graphs("ASK FROM NAMED <http://e/> {}")
    assert not names_its_graphs("SELECT ?from { ?from ex:from 'FROM' }")


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    for token in tokens(text):
        assert text[token.start :].startswith(token.text[:1])
    with suppress(RefusedError):
        guard(text)
