"""Numbers printed without a symbol («Kế hoạch số 110 ngày 05/3/2025 của Ủy ban nhân dân tỉnh»): what they can be."""

from collections.abc import Iterable

from cancu.graph.cite import Mention
from cancu.graph.known import Instrument, Key, strip_zeros

_WHOLE_DAY = len("2025-03-05")


def possible_keys(mention: Mention) -> list[Key]:
    """The entries of the issuer's register that the number can be, one for each symbol of the type and the issuer."""
    if mention.symbol or mention.type is None or mention.issuer is None or mention.digits is None:
        return []
    symbols = [f"{kind}-{code}" for kind in mention.type.symbols for code in mention.issuer.symbol_codes]
    digits, register = strip_zeros(mention.digits), mention.issuer.register
    return [
        Key(register, mention.type.slug, symbol, digits, number_year, mention.year)
        for symbol in symbols
        for number_year in dict.fromkeys((None, mention.year))
    ]


def agreeing(mention: Mention, known: Iterable[Instrument]) -> tuple[list[Instrument], bool]:
    """Those of `known` that the mention can mean by its day, and whether that day is the very day of all of them."""
    day = mention.date if mention.date and len(mention.date) == _WHOLE_DAY else None
    among = {i.iri: i for i in known}
    ordered = [among[iri] for iri in sorted(among)]
    exact = [i for i in ordered if day and i.date == day]
    if exact:
        return exact, True
    return [i for i in ordered if day is None or len(i.date or "") < _WHOLE_DAY], False
