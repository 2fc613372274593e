"""Works out, in a process of its own, what the pages of the questions about everything show, and of those about one
thing that very many plans name: `python -m cancu.web.outlining DATA_FOLDER`.

Of a large country such an answer has millions of rows: the memory that they take goes back to the system with the
process, and no visitor waits while it looks. What it found is kept beside the data of the version.
"""

import logging
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cancu.graph.catalogue_file import GIVEN, MEASURES
from cancu.graph.engine import QueryError
from cancu.graph.knowledge import Knowledge
from cancu.graph.program import end_with_starter, started
from cancu.graph.saved import ParameterError, SavedQuery, saved_queries
from cancu.graph.version import current_version
from cancu.web.outlines import keep_only, keep_outline, kept_outline, outline_of

log = logging.getLogger("cancu.web.outlining")

_MOST_NAMED = {"instrument": 10, "agency": 10, "indicator": 50}
"""How many instruments, bodies and indicators have answers of so many rows that nobody should wait for them: a country
has fewer indicators, and each is in far more plans.
"""


def start(folder: Path) -> "subprocess.Popen[bytes]":
    """The process at work for a data folder; it ends with whoever started it. Ctrl-C is for the site alone."""
    return started("cancu.web.outlining", str(folder), start_new_session=True)


def outline_all(folder: Path) -> None:
    """Keep an outline of every question with the values that it is asked with ahead, where there is none of today, and
    none of other days.
    """
    version = current_version(folder)
    if version is None:
        return
    knowledge = Knowledge(version)
    named = most_named(knowledge)
    bound: list[tuple[SavedQuery, str]] = []
    for question in saved_queries().values():
        for values in _values(question, named):
            with suppress(ParameterError):  # a plan may name what nobody describes: who asks for it is told so
                bound.append((question, knowledge.bind_question(question.name, values).sparql))
    keep_only(version.folder, bound)
    for question, sparql in bound:
        if kept_outline(version.folder, question, sparql) is None:
            try:
                found = knowledge.engine.select(sparql)
            except QueryError:  # nobody waits for this; who asks the same will be told
                log.exception("question %s", question.name)
                continue
            keep_outline(version.folder, question, sparql, outline_of(question, found))


def most_named(knowledge: Knowledge) -> dict[str, list[str]]:
    """What plans name most, by the type of the value that a question wants."""
    cited = knowledge.ask_question("most-cited-instruments", {}).table.column("instrument")
    return {
        "instrument": cited[: _MOST_NAMED["instrument"]],
        "agency": knowledge.parts.most(GIVEN, _MOST_NAMED["agency"]),
        "indicator": knowledge.parts.most(MEASURES, _MOST_NAMED["indicator"]),
    }


def _values(question: SavedQuery, named: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """The values with which a question is asked ahead: none, or each of what is named most where it wants one."""
    required = question.required
    if not required:
        return [{}]
    return [{required[0].name: iri} for iri in named.get(required[0].type, ())] if len(required) == 1 else []


def main() -> None:
    """Work for the data folder named on the command line, at the priority of whoever started it."""
    end_with_starter()
    outline_all(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
