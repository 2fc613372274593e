"""Measures how well and how fast plans are read: `make bench-reading`.

Three sets: made-up plans, sound and damaged by a generator with a fixed seed; our own test documents, set on paper and
read again by tesseract; and the speed of reading beside that of a plain pattern and, where it is installed, eyecite.
"""

import random
import re
import time
from collections.abc import Callable, Sequence

import scans
from damage import Damaged, misread, sound, without_diacritics
from score import NOTHING, Score
from synthetic import CLASSES, PAPERS, Plan, plans

from cancu.graph.cite import Mention, cite
from cancu.graph.plan import identity, plan_facts
from cancu.graph.read import outline, parts, text_of
from cancu.graph.reading import bundled
from cancu.graph.registry import Registry, load_registry
from cancu.graph.resolve import resolve

SEED = 20251122
SIZE = 1_500_000
SPEED_SIZE = 4_000_000
_ROUNDS = 9
ANCHOR = re.compile(r"\d+(/\d{4})?[/-](?:" + "|".join(p.symbol for p in PAPERS) + ")")
"""The number-anchor pattern that speed is measured against: what `re` alone needs to find the numbers."""


def kinds_of_damage(seed: int = SEED) -> dict[str, Callable[[str], Damaged]]:
    """What is done to a sound text, by name."""
    rng = random.Random(seed)
    return {"clean": sound, "no diacritics": without_diacritics, "bad": lambda content: misread(content, rng)}


def mentions_of(name: str, content: str, registry: Registry) -> tuple[Mention, ...]:
    """Every mention of a document, read as `cancu read` does."""
    text = text_of(name, content)
    skeleton = outline(text)
    document = identity(text, skeleton, registry)
    return cite(text, skeleton, registry, document.area, document.issuer)


def scored(documents: Sequence[Plan], damage: Callable[[str], Damaged], registry: Registry) -> Score:
    """How the documents are read once damaged."""
    score = Score()
    for plan in documents:
        damaged = damage(plan.content)
        score.add(damaged, plan.cited, mentions_of(plan.name, damaged.content, registry))
    return score


def report(title: str, score: Score) -> None:
    """Precision and recall by class."""
    print(f"\n{title:<34}{'there':>8}{'recall':>9}{'precision':>11}{'type, date, part':>18}")
    for kind in sorted({*score.there, *score.wrong} - {NOTHING}):
        print(
            f"  {kind:<32}{score.there[kind]:>8}{score.recall(kind):>9.3f}{score.precision(kind):>11.3f}"
            f"{score.complete(kind):>18.3f}"
        )
    if score.wrong[NOTHING]:
        print(f"  {NOTHING:<32}{'':>8}{'':>9}{score.wrong[NOTHING]:>11} wrong")
    total = score.there.total()
    print(f"  {'all':<32}{total:>8}{score.recall():>9.3f}{score.precision():>11.3f}{score.complete():>18.3f}")
    for label, examples in (("missed", score.missed), ("wrong", score.invented)):
        for example in examples[:3]:
            print(f"    {label}: {' '.join(example.split())}")


def speed(registry: Registry) -> None:
    """Bytes a second of the whole reading and of citations alone, beside the anchor pattern on the same text."""
    documents = [p.content for p in plans(SPEED_SIZE)]
    known = bundled()
    size = sum(len(c.encode()) for c in documents) / 1e6

    def citations() -> None:
        for content, skeleton, document in zip(documents, outlines, identities, strict=True):
            cite(text_of("plan", content), skeleton, registry, document.area, document.issuer)

    def whole() -> None:
        for content in documents:
            for part in parts(text_of("plan", content)):
                skeleton = outline(part.text)
                document = identity(part.text, skeleton, registry)
                mentions = cite(part.text, skeleton, registry, document.area, document.issuer)
                plan_facts(part.text, skeleton, registry, document, mentions)
                resolve(mentions, registry, document.area, known)

    def anchor() -> None:
        for content in documents:
            for _ in ANCHOR.finditer(content):
                pass

    texts = [text_of("plan", c) for c in documents]
    outlines = [outline(t) for t in texts]
    identities = [identity(t, o, registry) for t, o in zip(texts, outlines, strict=True)]
    measured = {"anchor": anchor, "cite": citations, "all": whole}
    # In turn, so that what else the machine does meanwhile falls on all of them.
    rounds = [{name: _best(action, times=1) for name, action in measured.items()} for _ in range(_ROUNDS)]
    rates = {name: size / min(taken[name] for taken in rounds) for name in measured}
    print(f"\n{size:.1f} MB of sound plans{'MB/s':>26}{'of the anchor':>16}")
    print(f"  {'number anchor, re alone':<32}{rates['anchor']:>12.1f}")
    print(f"  {'citations alone':<32}{rates['cite']:>12.1f}{'1/' + format(rates['anchor'] / rates['cite'], '.1f'):>16}")
    print(f"  {'the whole reading':<32}{rates['all']:>12.2f}{'1/' + format(rates['anchor'] / rates['all'], '.1f'):>16}")
    _beside_eyecite(rates["all"])


def _best(action: Callable[[], None], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


_OPINION = (
    "The court held in Bush v. Gore, 531 U.S. 98 (2000), that the recount could not go on. See also Roe v. Wade, 410 "
    "U.S. 113, 120 (1973); 42 U.S.C. § 1983. Nothing in the record suggests that the parties had agreed to anything of "
    "the kind, and the findings below are entitled to the usual deference on review. Id. at 105. The motion to dismiss "
    "was properly granted for the reasons which the district court gave at some length and which need no repetition. "
)
"""English text of our own for eyecite to read."""


def _beside_eyecite(whole: float) -> None:
    try:
        from eyecite import get_citations
    except ImportError:
        print("  eyecite is not installed: `make bench-reading` installs it")
        return
    text = _OPINION * (300_000 // len(_OPINION))
    get_citations(_OPINION)
    rate = len(text.encode()) / 1e6 / _best(lambda: void(get_citations(text)), times=1)
    print(f"  {'eyecite, English text':<32}{rate:>12.2f}{'× ' + format(whole / rate, '.1f'):>16}")


def void(_: object) -> None:
    """Nothing: an expression as a statement."""


def main() -> None:
    """Print everything."""
    registry = load_registry()
    documents = list(plans(SIZE, SEED, CLASSES))
    for title, spoil in kinds_of_damage().items():
        report(title, scored(documents, spoil, registry))
    for name, damage in scans.damages().items():
        report(name, scans.scored(lambda name, content: mentions_of(name, content, registry), damage))
    speed(registry)


if __name__ == "__main__":
    main()
