"""Works out, in a process of its own, what the pages of the questions about everything show: `python -m
cancu.web.outlining DATA_FOLDER`.

Of a large country such an answer has millions of rows: the memory that they take goes back to the system with the
process, and no visitor waits while it looks. What it found is kept beside the data of the version.
"""

import logging
import subprocess
import sys
from pathlib import Path

from cancu.graph.engine import QueryError
from cancu.graph.knowledge import Knowledge
from cancu.graph.program import end_with_starter, started
from cancu.graph.saved import saved_queries
from cancu.graph.version import current_version
from cancu.web.outlines import keep_outline, kept_outline, outline_of

log = logging.getLogger("cancu.web.outlining")


def start(folder: Path) -> "subprocess.Popen[bytes]":
    """The process at work for a data folder; it ends with whoever started it. Ctrl-C is for the site alone."""
    return started("cancu.web.outlining", str(folder), start_new_session=True)


def outline_all(folder: Path) -> None:
    """Keep an outline of every question that needs no value, where there is none of today."""
    version = current_version(folder)
    if version is None:
        return
    knowledge = Knowledge(version)
    for question in saved_queries().values():
        if question.required:
            continue
        sparql = knowledge.bind_question(question.name, {}).sparql
        if kept_outline(version.folder, question, sparql) is None:
            try:
                found = knowledge.engine.select(sparql)
            except QueryError:  # nobody waits for this; who asks the same will be told
                log.exception("question %s", question.name)
                continue
            keep_outline(version.folder, question, sparql, outline_of(question, found))


def main() -> None:
    """Work for the data folder named on the command line, at the priority of whoever started it."""
    end_with_starter()
    outline_all(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
