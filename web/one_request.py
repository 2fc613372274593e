"""Answers one request and ends: `python -m cancu.web.one_request DATA_FOLDER REQUEST`.

The request is an object of JSON, `path` and `headers`. What is written is what a visitor is sent: a line of JSON with
`status` and `headers`, then the body.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from cancu.graph.program import end_with_starter
from cancu.web import create_app
from cancu.web.apart import ALL_IN_ONE
from cancu.web.site import Settings

_NICE = 5


def main() -> None:
    """Answer what the command line names, all rows in this process; visitors of the site go first."""
    end_with_starter()
    os.nice(_NICE)
    asked = json.loads(sys.argv[2])
    app = create_app(Path(sys.argv[1]), replace(Settings.from_environment(os.environ), rows_held=ALL_IN_ONE))
    answer = app.test_client().get(asked["path"], headers=asked["headers"])
    head = {"status": answer.status_code, "headers": list(answer.headers)}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    sys.stdout.buffer.write(answer.get_data())


if __name__ == "__main__":
    main()
