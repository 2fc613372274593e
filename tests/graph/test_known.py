"""What several documents tell of one instrument, put together."""

from functools import reduce
from itertools import permutations

from cancu.graph.known import Instrument, each_merged, merged

DIRECTIVE = Instrument("https://w3id.org/cancu/id/ban-bi-thu/chi-thi/2023/28", "chi-thi", "party", "28-CT/TW")
TOLD = (
    DIRECTIVE._replace(titles=("về trẻ em",), date="2023", issuer="b", register="a", level="province"),
    DIRECTIVE._replace(titles=("về chăm sóc trẻ em",), date="2023-12-25", issuer="a", register="a", level="central"),
    DIRECTIVE._replace(titles=("về trẻ em",), year="2023"),
)


def test_many_descriptions_are_put_together_as_one_after_the_other() -> None:
    for order in permutations((*TOLD, *TOLD[:2], TOLD[0])):
        assert each_merged(order) == {DIRECTIVE.iri: reduce(merged, order)}


def test_the_title_is_the_one_that_is_printed_most_often() -> None:
    assert each_merged((*TOLD, TOLD[1]))[DIRECTIVE.iri].title == "về chăm sóc trẻ em"
    assert each_merged((*TOLD, TOLD[1], TOLD[0]))[DIRECTIVE.iri].title == "về trẻ em"


def test_a_misprint_of_one_paper_is_not_how_an_instrument_is_called() -> None:
    right = DIRECTIVE._replace(symbol="CT/TW")
    wrong = DIRECTIVE._replace(symbol="CT/TVV", number="28-CT/TVV")
    another = DIRECTIVE._replace(iri=DIRECTIVE.iri.replace("28", "30"), number="30-CT/TW", symbol="CT/TW")
    for order in permutations((right, right, wrong)):
        assert each_merged(order)[DIRECTIVE.iri].number == "28-CT/TW"
    for order in permutations((right, wrong, another)):
        one = each_merged(order)[DIRECTIVE.iri]
        assert (one.number, one.symbol) == ("28-CT/TW", "CT/TW")
