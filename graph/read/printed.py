"""What all printed pages need, their text layer and what was recognised alike: plain line ends, no page number."""

import re
from collections.abc import Iterable

_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")
"""A hyphen that ends a line: pypdfium2 gives a mark for it and joins the lines («84/BC-KTNS»)."""
_NUMBER_END = re.compile(r"\d\S*/\S*-$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?[-–]?\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


def cleaned(text: str, number: int) -> str:
    """`text` of page `number` with plain line ends and without the page's printed number."""
    text = _CONTROL.sub("", _HYPHEN.sub("-", text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = _whole(line.rstrip() for line in text.split("\n"))
    while lines and not lines[-1]:
        lines.pop()
    for place in (0, -1):
        found = _PAGE_NUMBER.fullmatch(lines[place].strip()) if lines else None
        if found and int(found[1]) == number:
            del lines[place]
            break
    return "\n".join(lines) + "\n"


def _whole(lines: Iterable[str]) -> list[str]:
    """`lines`, those that break a number at its hyphen («12/2024/NĐ-⏎CP») put together."""
    out: list[str] = []
    for line in lines:
        if out and line[:1].isupper() and _NUMBER_END.search(out[-1]):
            out[-1] += line
        else:
            out.append(line)
    return out
