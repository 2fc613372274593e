"""What all printed pages need, their text layer and what was recognised alike: plain line ends, no page number."""

import re
from typing import TypeVar

_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")
"""A hyphen that ends a line: pypdfium2 gives a mark for it and joins the lines («84/BC-KTNS»)."""
_PARTY_NUMBER = re.compile(r"(?<!\S)\d{1,5}-$"), re.compile(r"[A-ZĐ]{2,6}/[A-ZĐ]{2}")
"""The two halves of «28-⏎CT/TW»."""
_NUMBER_END = re.compile(r"\d\S*/\S*-$|\d/$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?[-–]?\s*(\d{1,4})\s*(?:/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


Line = TypeVar("Line")


def cleaned(text: str, number: int) -> str:
    """`text` of page `number` with plain line ends and without the page's printed number."""
    return "\n".join(without_number(plain_lines(text), number)) + "\n"


def plain_lines(text: str) -> list[str]:
    """The lines of `text`, numbers that a line's end breaks put together; without control characters."""
    text = _CONTROL.sub("", _HYPHEN.sub("-", text).replace("\r\n", "\n").replace("\r", "\n"))
    out: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip()
        if out and _breaks_number(out[-1], line):
            out[-1] += line
        else:
            out.append(line)
    while out and not out[-1]:
        out.pop()
    return out


def without_number(lines: list[Line], number: int) -> list[Line]:
    """What stands on page `number` without the line, first or last, that prints its number."""
    for place in (0, -1):
        line = lines[place] if lines else None
        found = _PAGE_NUMBER.fullmatch(line.strip()) if isinstance(line, str) else None
        if found and int(found[1]) == number:
            return lines[1:] if place == 0 else lines[:-1]
    return lines


def seam(above: str, below: str) -> str:
    """Two lines of one paragraph as one."""
    if _HYPHEN.fullmatch(above[-1:]):
        return f"{above[:-1]}-{below}"
    return above + below if _breaks_number(above, below) else f"{above} {below}"


def _breaks_number(above: str, below: str) -> bool:
    """Whether the break between two lines stands in a number: «12/2024/NĐ-⏎CP», «12/2024/⏎NĐ-CP», «28-⏎CT/TW»."""
    if _NUMBER_END.search(above):
        return below[:1].isupper()
    begins, ends = _PARTY_NUMBER
    return begins.search(above) is not None and ends.match(below) is not None
