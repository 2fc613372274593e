"""After a change of the data every rule finds by asking about the change what it finds by asking about everything."""

import pytest
from pyoxigraph import Quad, Store

from cancu.graph.check import Report, check_changed
from cancu.graph.check.run import check_quads
from cancu.graph.derive import derive
from cancu.graph.increment.delta import Delta, TooWideError, in_derived, of_data
from cancu.graph.names import ID, PREFIXES
from tests.shapes.test_rules import CONFORMING, FAILING, changed, quads


def store_of(asserted: set[Quad]) -> Store:
    store = Store()
    store.bulk_extend([*asserted, *in_derived(derive(asserted))])
    return store


def after(old: set[Quad], new: set[Quad], before: Report) -> Report:
    """The report on `new`, worked out from the one on `old`; whole where the change is one of a vocabulary."""
    delta = Delta(store_of(old), store_of(new), frozenset(old - new), frozenset(new - old), frozenset())
    try:
        return Report.from_json(check_changed(delta, before.content).decode())
    except TooWideError:
        assert not all(of_data(subject) for subject in delta.subjects())
        return check_quads(list(new))


@pytest.mark.parametrize("rule", FAILING)
def test_a_fault_that_comes_or_goes_is_noticed(rule: str) -> None:
    sound, broken = set(quads(CONFORMING)), set(quads(changed(FAILING[rule])))
    whole = check_quads(list(broken))
    assert after(sound, broken, Report(())) == whole
    assert after(broken, sound, whole).findings == ()


CITED = f"{ID}chinh-phu/nghi-quyet/2023/12"
"""An instrument that two plans cite, one of them carrying it out."""


def citing(name: str, *said: str) -> str:
    plan = f"<{ID}ubnd-tinh-a/ke-hoach/2024/{name}>"
    return f"""
    {plan} a cancu:Plan , cancu:Instrument ; cancu:held held:text ; cancu:level level:province ;
        dcterms:issued "2024-05-06" ; cancu:year "2024" ; cancu:documentNumber "{name}/KH-UBND" ;
        dcterms:title "Kế hoạch {name}"@vi .
    <{plan[1:-1]}#cit-preamble-12-1> a cancu:Citation ; cancu:citingDocument {plan} ; cancu:citedDocument <{CITED}> ;
        cancu:order 1 ; cancu:section "preamble" ; cancu:printedNumber "12/NQ-CP" ; {" ; ".join(said)} .
    <{plan[1:-1]}#ind-1> cancu:partOfPlan {plan} ; cancu:hasTarget <{plan[1:-1]}#target-1> .
    <{plan[1:-1]}#target-1> a cancu:Target ; cancu:indicator indicator:ty-le ; cancu:comparator ">=" ;
        cancu:value 90.0 ; cancu:targetYear "2025" .
    """


def described(**other: str) -> set[Quad]:
    """The data with an instrument that is described as given, in the words of Turtle."""
    said = {
        "a": "cancu:Instrument", "dcterms:issued": '"2023-01-02"', "cancu:level": "level:central",
        "dcterms:title": '"Nghị quyết"@vi', "cancu:issuedBy": "body:chinh-phu", "eli:work_type": "type:nghi-quyet",
        "cancu:documentNumber": '"12/NQ-CP"',
    } | {name.replace("_", ":", 1): value for name, value in other.items()}  # fmt: skip
    turtle = f"""
    <{CITED}> {" ; ".join(f"{name} {value}" for name, value in said.items() if value)} .
    level:province skos:notation "2" . level:central skos:notation "1" . level:commune skos:notation "4" .
    body:chinh-phu skos:prefLabel "Chính phủ"@vi . body:quoc-hoi skos:prefLabel "Quốc hội"@vi .
    <{ID}chinh-phu/nghi-quyet/2022/12> a cancu:Instrument ; cancu:issuedBy body:chinh-phu ;
        eli:work_type type:nghi-quyet ; cancu:documentNumber "12/NQ-CP" .
    """
    turtle += citing(
        "1", "cancu:relation relation:implements", "cancu:basis basis:issued-for", 'cancu:printedDate "2023-01-02"'
    )
    turtle += citing(
        "2", "cancu:relation relation:based_on", 'cancu:printedIssuer "Chính phủ"', 'cancu:printedDate "2023-01-09"'
    )
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return set(quads(prefixes + turtle))


OTHERWISE: dict[str, dict[str, str]] = {
    "date": {"dcterms_issued": '"2023-01-09"'},
    "level": {"cancu_level": "level:commune"},
    "issuer": {"cancu_issuedBy": "body:quoc-hoi"},
    "number": {"cancu_documentNumber": '"12/2023/NQ-CP"'},
    "no number": {"cancu_documentNumber": ""},
    "title": {"cancu_documentNumber": "", "dcterms_title": '"Nghị quyết khác"@vi'},
    "period": {"cancu_periodEnd": '"2023"'},
    "class": {"a": "cancu:Plan"},
    "target": {
        "cancu_note": f'"x" . <{CITED}#ind-1> cancu:partOfPlan <{CITED}> ; cancu:hasTarget <{CITED}#target-1> . '
        f'<{CITED}#target-1> cancu:indicator indicator:ty-le ; cancu:comparator ">=" ; cancu:value 95.0 ; '
        'cancu:targetYear "2025"'
    },
    "circle": {
        "cancu_note": f'"x" . <{CITED}#cit-1> cancu:citingDocument <{CITED}> ; cancu:relation relation:implements ; '
        f"cancu:citedDocument <{ID}ubnd-tinh-a/ke-hoach/2024/1>"
    },
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERWISE)
def test_what_cites_a_document_is_judged_by_what_is_said_of_that_now(what: str) -> None:
    old, new = described(), described(**OTHERWISE[what])
    before, wanted = check_quads(list(old)), check_quads(list(new))
    assert before != wanted
    assert after(old, new, before) == wanted
    assert after(new, old, wanted) == before
