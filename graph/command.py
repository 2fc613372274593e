"""Where the `cancu` command begins: whoever stops it while it is still loading gets a sentence, not a traceback."""

import sys

from cancu.graph.stopping import INTERRUPTED, STOPPED


def main() -> None:
    """Entry point of the `cancu` command."""
    try:
        from cancu.graph.cli import main as command
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(INTERRUPTED)
    command()
