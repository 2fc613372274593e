"""Whose paper a number is where no issuer is printed: what its symbol says in a document of that place."""

import re

from cancu.graph.cite.joint import is_joint
from cancu.graph.cite.numbers import Number
from cancu.graph.registry import Area, Body, Registry


def default_issuer(
    number: Number, registry: Registry, place: Area | None, issuer: Body | None, own: str
) -> Body | None:
    """The only body that the symbol can mean in a document with that `place`, `issuer` and number (`own`); several
    candidates mean none.

    A Party symbol (TW, TU) is shared by committee, standing board and secretariat, so it names none of them. Of bodies
    of one name at several levels it is that of the document's own («UBND»); a code that is a ministry's too is a local
    body's only where its own papers bear it.
    """
    if not number.issuer_codes or number.party:
        return None
    kind = registry.type_of_symbol(number.type_code, number.party) if number.type_code else None
    if is_joint(kind):
        return None
    code = number.issuer_codes[0]
    bodies = registry.bodies_of_code(code, place)
    if len(bodies) > 1 and issuer is not None:
        shared = any(body.area is None for body in bodies) and code not in re.split(r"[-/]", own)
        own_level = [b for b in bodies if b.level == issuer.level and not shared]
        bodies = tuple(own_level) if len(own_level) == 1 else bodies
    return bodies[0] if len(bodies) == 1 else None
