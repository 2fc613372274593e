"""The automatic numbers of paragraphs in a Word file, as Word prints them."""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_LABEL = 40
_MAX_VALUE = 32_767


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how it counts, its pattern («%1.%2.») and whether blanks follow it."""

    start: int
    form: str
    pattern: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """Definitions of lists, and how far each list has counted; ask for the label of each paragraph in turn."""

    lists: dict[str, str]
    levels: dict[str, dict[int, _Level]]
    overrides: dict[tuple[str, int], int]
    changed: dict[tuple[str, int], _Level]
    styles: dict[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """Label of a paragraph with these properties, «» where it has none; counts it."""
        number, depth = self._of(properties)
        abstract = self.lists.get(number)
        if abstract is None:
            return ""
        level = self._level(number, abstract, depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = (number, depth)
        if restart in self.overrides and restart not in self._restarted:
            self._restarted.add(restart)
            counts[depth] = self.overrides[restart]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return _bullet(level.pattern)
        return _PLACE.sub(lambda m: self._number(number, abstract, int(m[1]) - 1, level), level.pattern)[:_MAX_LABEL]

    def _number(self, number: str, abstract: str, depth: int, shown: _Level) -> str:
        level = self._level(number, abstract, depth)
        if level is None:
            return ""
        value = self._counts[abstract].setdefault(depth, level.start)
        return printed(value, "decimal" if shown.legal else level.form)

    def _level(self, number: str, abstract: str, depth: int) -> _Level | None:
        return self.changed.get((number, depth)) or self.levels.get(abstract, {}).get(depth)

    def _of(self, properties: etree._Element | None) -> tuple[str, int]:
        if properties is None:
            return "", 0
        style = properties.find(f"{W}pStyle")
        number, depth = self.styles.get(_value(style), ("", 0))
        own = properties.find(f"{W}numPr")
        if own is not None:
            given = own.find(f"{W}numId")
            number = _value(given) if given is not None else number
            level = own.find(f"{W}ilvl")
            depth = _integer(_value(level), 0) if level is not None else depth
        return number, depth


def numbering(definitions: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read the lists of `numbering.xml` and the styles that number their paragraphs."""
    lists: dict[str, str] = {}
    levels: dict[str, dict[int, _Level]] = {}
    overrides: dict[tuple[str, int], int] = {}
    changed: dict[tuple[str, int], _Level] = {}
    for abstract in definitions.iterfind(f"{W}abstractNum") if definitions is not None else ():
        found = (_level_of(level) for level in abstract.iterfind(f"{W}lvl"))
        levels[abstract.get(f"{W}abstractNumId", "")] = dict(found)
    for entry in definitions.iterfind(f"{W}num") if definitions is not None else ():
        number = entry.get(f"{W}numId", "")
        lists[number] = _value(entry.find(f"{W}abstractNumId"))
        for override in entry.iterfind(f"{W}lvlOverride"):
            depth = _integer(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            if start is not None:
                overrides[number, depth] = _integer(_value(start), 1)
            level = override.find(f"{W}lvl")
            if level is not None:
                changed[number, depth] = _level_of(level)[1]
    return Numbering(lists, levels, overrides, changed, _numbered_styles(styles))


def printed(value: int, form: str) -> str:
    """A number in one of Word's forms; those not known as decimal."""
    value = min(max(value, 0), _MAX_VALUE)
    if form in ("lowerLetter", "upperLetter") and value:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and value:
        out = ""
        for size, sign in _ROMAN:
            out += sign * (value // size)
            value %= size
        return out.upper() if form == "upperRoman" else out
    if form == "none":
        return ""
    return f"{value:02}" if form == "decimalZero" else str(value)


def _bullet(pattern: str) -> str:
    """A bullet as plans type it: a plus stays a plus, every other sign is a dash."""
    return "+" if pattern.strip() == "+" else "-"


def _level_of(level: etree._Element) -> tuple[int, _Level]:
    return _integer(level.get(f"{W}ilvl"), 0), _Level(
        start=_integer(_value(level.find(f"{W}start")), 1),
        form=_value(level.find(f"{W}numFmt")) or "decimal",
        pattern=_value(level.find(f"{W}lvlText")),
        legal=on(level.find(f"{W}isLgl")),
    )


def _numbered_styles(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """Paragraph styles that number, those that inherit it included."""
    own: dict[str, tuple[str | None, int | None]] = {}
    parents: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        name = style.get(f"{W}styleId", "")
        parents[name] = _value(style.find(f"{W}basedOn"))
        given = style.find(f"{W}pPr/{W}numPr/{W}numId")
        level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
        own[name] = (
            _value(given) if given is not None else None,
            _integer(_value(level), 0) if level is not None else None,
        )
    found: dict[str, tuple[str, int]] = {}
    for name in own:
        number, depth = own[name]
        seen, parent = {name}, parents[name]
        while (number is None or depth is None) and parent in own and parent not in seen:
            number = own[parent][0] if number is None else number
            depth = own[parent][1] if depth is None else depth
            seen.add(parent)
            parent = parents[parent]
        if number:
            found[name] = (number, depth or 0)
    return found


def on(switch: etree._Element | None) -> bool:
    """Whether a switch such as `w:caps` is there and not turned off."""
    return switch is not None and switch.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def _value(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _integer(surface: str | None, default: int) -> int:
    try:
        return int(surface or "")
    except ValueError:
        return default
