"""Checks one draft in a process of its own, without network, with bounded memory and time: for files from strangers.

`python -m cancu.graph.check.apart FILE FOLDER` prints the report as JSON, or what prevented it. A file that needs
another program (LibreOffice, tesseract) is refused here: such programs cannot be started.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cancu.graph.check.findings import CheckError
from cancu.graph.check.run import check_files
from cancu.graph.read import OcrSettings
from cancu.graph.sandbox import close_network, limit_memory, limit_time

MEMORY = 1 << 30
"""Bytes that checking one draft may take."""


class StoppedError(Exception):
    """The process ended without an answer: it took too long (`late`), too much memory, or crashed."""

    def __init__(self, late: bool) -> None:
        super().__init__()
        self.late = late


def check_apart(path: Path, folder: Path, seconds: float) -> dict[str, Any]:
    """The report on the draft `path` beside the data of `folder`, as `Report.to_json` writes it.

    Raises CheckError for a file that cannot be read, StoppedError when the process gave no answer in `seconds`.
    """
    command = [sys.executable, "-P", "-m", "cancu.graph.check.apart", str(path), str(folder), str(seconds)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        ended = subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise StoppedError(late=True) from None
    try:
        told: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        raise StoppedError(late=False) from None
    if "error" in told:
        raise CheckError(*told["error"])
    return told


def main(path: str, folder: str, seconds: str) -> None:
    """Check and print; the walls go up before the file is opened."""
    limit_memory(MEMORY)
    limit_time(float(seconds))
    close_network()
    try:
        answer = check_files([Path(path)], Path(folder), OcrSettings("never")).to_json()
    except CheckError as error:
        answer = json.dumps({"error": [error.message_vi, error.message_en]})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
