"""Days wholly in words: «ngày mười lăm tháng sáu năm hai nghìn không trăm hai mươi lăm»."""

import re
from datetime import date
from typing import NamedTuple

MARK = "nam hai n"
"""What every such day holds, folded: years of other thousands are not looked for."""

_ONES = {word: value for value, words in enumerate(
    ("mot", "hai", "ba", "bon tu", "nam lam", "sau", "bay", "tam", "chin"), start=1
) for word in words.split()}  # fmt: skip
_ONE = "mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin"
_TENS = rf"(?:(?P<{{0}}tens>hai|ba|bon|nam|sau|bay|tam|chin)\s+)?(?P<{{0}}ten>muoi)(?:\s+(?P<{{0}}of_ten>{_ONE}))?"
_UNDER_HUNDRED = rf"(?:{_TENS}|(?:(?:mong|mung|linh|le)\s+)?(?P<{{0}}one>{_ONE}))"
_MONTHS = {"gieng": 1, "chap": 12}
_WORDED = re.compile(
    rf"ngay\s+{_UNDER_HUNDRED.format('d')}\s+thang\s+(?:(?P<named>gieng|chap)|{_UNDER_HUNDRED.format('m')}),?"
    rf"\s+nam\s+hai\s+ng(?:hin|an)(?:\s+khong\s+tram)?\s+{_UNDER_HUNDRED.format('y')}\b"
)


class WordedDay(NamedTuple):
    """A day in ISO form and where its words end."""

    iso: str
    end: int


def worded_day(folded: str, start: int, end: int) -> WordedDay | None:
    """The day whose words begin with the «ngày» at `start`; None where none do, or where it is on no calendar."""
    found = _WORDED.match(folded, start, end)
    if found is None:
        return None
    month = _MONTHS.get(found["named"] or "") or _value(found, "m")
    try:
        known = date(2000 + _value(found, "y"), month, _value(found, "d"))
    except ValueError:
        return None
    return WordedDay(known.isoformat(), found.end())


def _value(found: re.Match[str], part: str) -> int:
    if found[f"{part}ten"] is None:
        return _ONES[found[f"{part}one"]]
    tens, one = found[f"{part}tens"], found[f"{part}of_ten"]
    return 10 * (_ONES[tens] if tens else 1) + (_ONES[one] if one else 0)
