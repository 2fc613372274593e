"""Many plans out of the five bundled ones, as Turtle: each under an identifier of its own, citing what all cite and
something nobody else does, some with a planted fault.
"""

import itertools
import re
from pathlib import Path

from cancu.graph.names import ID, plan_file_stem
from cancu.graph.sources import BUNDLED_DATA

FAULTS = (
    ("citation-resolution", "resolution:resolved", "resolution:none"),
    ("assignment-role", "cancu:role role:lead", "cancu:role role:none"),
    ("citation-order", "cancu:order 1 ;", "cancu:order 0 ;"),
    ("source-text", 'cancu:sha256 "', 'cancu:sha256 "x'),
)
"""The rule that finds it, what is replaced, and by what; planted in one plan of twenty, in turn."""
EVERY = 20

_NUMBER = re.compile(r'cancu:documentNumber "([^"]+)"')
_CITED = re.compile(r"cancu:citedDocument <([^>#]+)>")


def multiply(count: int, folder: Path) -> dict[str, int]:
    """Write `count` plans and what they cite to `folder`, laid out like `graph/data`; how many faults of each rule."""
    (folder / "plans").mkdir(parents=True)
    for path in BUNDLED_DATA.glob("*.ttl"):
        (folder / path.name).write_bytes(path.read_bytes())
    originals = [path.read_text("utf-8") for path in sorted((BUNDLED_DATA / "plans").glob("*.ttl"))]
    shared = (BUNDLED_DATA / "instruments.ttl").read_text("utf-8")
    blocks = {match[1]: match[0] for match in re.finditer(r"(?ms)^<([^>]+)> a .*?\.$\n", shared)}
    planted: dict[str, int] = {}
    with (folder / "instruments.ttl").open("a", encoding="utf-8") as instruments:
        for at, text in zip(range(count), itertools.cycle(originals), strict=False):
            document = next(iter(re.findall(rf"(?m)^<({re.escape(ID)}[^>#]+)> a ", text)))
            name = f"{document}-{at}"
            turtle = text.replace(f"<{document}>", f"<{name}>").replace(f"<{document}#", f"<{name}#")
            for old in list(dict.fromkeys(_CITED.findall(turtle)))[:5]:
                if old not in blocks:
                    continue
                block = blocks[old].replace(f"<{old}>", f"<{old}-{at}>")
                turtle = turtle.replace(f"<{old}>", f"<{old}-{at}>")
                for number in _NUMBER.findall(block):  # or they would all have one number
                    block, turtle = (t.replace(f'"{number}"', f'"{at}{number}"') for t in (block, turtle))
                instruments.write(block)
            if at % EVERY == EVERY - 1:
                rule, sound, broken = FAULTS[at // EVERY % len(FAULTS)]
                if sound in turtle:
                    turtle = turtle.replace(sound, broken, 1)
                    planted[rule] = planted.get(rule, 0) + 1
            (folder / "plans" / f"{plan_file_stem(name)}.ttl").write_text(turtle, "utf-8")
    return planted
