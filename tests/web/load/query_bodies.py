"""Lets schemathesis send a SPARQL query as the body of a request."""

import schemathesis


@schemathesis.serializer("application/sparql-query")
def as_text(_context: object, value: object) -> bytes:
    """The query as UTF-8, lone surrogates included: the site must refuse those."""
    return str(value).encode("utf-8", "surrogatepass")
