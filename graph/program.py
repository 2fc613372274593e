"""Programs of ours that run as processes of their own, from the same installation as this one."""

import os
import subprocess
import sys
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
