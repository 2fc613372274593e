"""What mentions of one document lend one another: type, date and issuer in a list, the issuer to a repeat."""

import re

from cancu.graph.cite.mention import Mention
from cancu.graph.read import Text

_SHARED = re.compile(r"\s*(?:,|va|;)?\s*(?:so\s*:?)?\s*")
_LONGEST_LINK = 40
"""Characters, most of them blanks, that may stand between the members of a list."""
_ONE_LIST = re.compile(r"\s*(?:,|va)\s*(?:cac\s+)?(?:so\s*:?\s*)?")
_CHAIR = "Chủ tịch"
"""Who issues decisions and directives, not the plans of his committee."""
_SAME_DAY = "cung ngay"
"""«Nghị định số A/NĐ-CP và Nghị định số B/NĐ-CP cùng ngày …»."""
_SEVERAL = re.compile(r"\bcac\s+(?:\w+\s+){1,3}$")


def same_issuers(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A repeat without issuer has that of the first of the same number that prints one, unless their dates differ."""
    printed: dict[str, Mention] = {}
    for mention in mentions:
        if mention.number and mention.issuer_printed:
            printed.setdefault(mention.number, mention)
    return tuple(
        m._replace(issuer=fuller.issuer, issuer_text=fuller.issuer_text, issuers=fuller.issuers)
        if not m.issuer_printed
        and (fuller := printed.get(m.number or "")) is not None
        and (m.date is None or fuller.date is None or m.date == fuller.date)
        else m
        for m in mentions
    )


def shared(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Let the members of «các Quyết định số A, B ngày …» share type, date and issuer."""
    out = list(mentions)
    told = {m.number for m in mentions if m.issuer_printed}
    same_day = False
    for index in range(len(out) - 1, 0, -1):
        here, after = out[index - 1], out[index]
        if after.start - here.end > _LONGEST_LINK or after.name:
            same_day = False
            continue
        lends = here.number not in told and _lends(here, after)
        same_day = same_day or text.folded.find(_SAME_DAY, after.start, after.end) >= 0
        in_one_list = (lends or same_day) and _ONE_LIST.fullmatch(text.folded, here.end, after.start) is not None
        if in_one_list and lends:
            out[index - 1] = here = here._replace(
                issuer=after.issuer, issuer_text=after.issuer_text, issuers=after.issuers, issuer_printed=True
            )
        same_day = same_day and in_one_list
        if same_day and here.date is None and here.date_raw is None:
            out[index - 1] = here = here._replace(date=after.date, date_raw=after.date_raw)
        if _SHARED.fullmatch(text.folded, here.end, after.start) is None:
            continue
        if _is_later_law(text, here, after):
            out[index] = after._replace(type=here.type)
        if here.name:
            continue
        if text.folded[after.start : after.start + 1].isalpha():
            continue
        if here.symbol != after.symbol and here.type != after.type:
            continue
        other_year = here.number_year and after.date and not after.date.startswith(here.number_year)
        if here.date is None and here.date_raw is None and not other_year:
            out[index - 1] = here._replace(
                date=after.date,
                date_raw=after.date_raw,
                issuer=after.issuer if after.issuer_printed else here.issuer,
                issuer_printed=here.issuer_printed or after.issuer_printed,
            )
        if after.type is None and _SEVERAL.search(text.folded[max(0, here.start - 30) : here.start + 20]):
            out[index] = after._replace(type=here.type)
    return out


def _is_later_law(text: Text, here: Mention, after: Mention) -> bool:
    """Whether a bare number of the National Assembly follows a law's («Luật X số 1/2002/QH11; số 83/2015/QH13»)."""
    law = here.type is not None and here.type.cited_by_name
    bare = text.folded[after.start : after.start + 1].isdigit()
    return law and bare and all((m.symbol or "").startswith("QH") for m in (here, after))


def _lends(here: Mention, after: Mention) -> bool:
    """Whether the issuer printed behind `after` is that of `here` too, which prints none: of papers with one symbol
    («Kế hoạch số 4/KH-UBND ngày … và Kế hoạch số 9/KH-UBND ngày … của UBND tỉnh X»), or of one Party office.
    """
    if here.name or here.issuer_printed or not after.issuer_printed or not here.symbol or not after.symbol:
        return False
    if here.symbol == after.symbol:
        return True
    if "/" not in here.symbol + after.symbol:
        same_office = here.symbol.partition("-")[2] == after.symbol.partition("-")[2] != ""
        return same_office and after.issuer is not None and not after.issuer.name.startswith(_CHAIR)
    office, _, of_party = here.symbol.rpartition("/")
    same_office = bool(office) and after.symbol.endswith(f"/{of_party}")
    return same_office and here.issuer is None and here.issuer_text is None
