"""Programs of ours that run as processes of their own, from the same installation as this one."""

import os
import subprocess
import sys
import threading
from typing import Any


def started(module: str, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
    """`python -m MODULE ARGUMENT…` with a pipe as standard input; `options` are those of `subprocess.Popen`.

    The folder that somebody stands in is never searched for modules.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        **options,
    )


def end_with_starter() -> None:
    """End this process as soon as nobody holds the other end of its standard input any more."""
    threading.Thread(target=_end_at_last, daemon=True).start()


def _end_at_last() -> None:
    # Not by `sys.stdin`, whose lock Python takes when it ends.
    while os.read(0, 4096):
        pass
    os._exit(0)
