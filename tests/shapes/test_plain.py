"""The findings on the bundled data are those of a plain pySHACL run on the same graph."""

import pytest

from cancu.graph.check import Report, check_bundled, rules
from cancu.graph.check.load import engine_of, graph_of, sources
from cancu.graph.check.places import Facts
from cancu.graph.check.rules import shapes_graph
from cancu.graph.check.validate import shacl_findings
from cancu.graph.sources import asserted_quads
from tests.shapes.test_rules import found


@pytest.mark.long
def test_plain_pyshacl_finds_the_same_on_the_bundled_plans() -> None:
    held = asserted_quads(sources(None))
    plain = Report.of(shacl_findings(graph_of(held), shapes_graph(), Facts(engine_of(held).store)))
    over_graphs = {rule.id for rule in rules() if rule.query}
    ours = Report.of(f for f in check_bundled().findings if f.rule not in over_graphs)
    assert len(ours.findings) > 50
    assert found(ours) == found(plain)
