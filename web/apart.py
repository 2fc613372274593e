"""Has a request answered by a process of its own where the answer has very many rows.

Of a large country such an answer takes gigabytes: they go back to the system with the process (`one_request`), and one
is made at a time.
"""

import json
import subprocess
import sys
import tempfile
import threading
import weakref
from contextlib import ExitStack
from typing import IO

from flask import Response, request
from werkzeug.wsgi import wrap_file

from cancu.graph.program import started
from cancu.graph.saved import SavedQuery
from cancu.web.errors import ProblemError
from cancu.web.outlines import kept_outline
from cancu.web.site import knowledge, site

SECONDS = 600.0
"""What is not made by then is given up."""
FEW_TRIPLES = 2_000_000
"""In so many statements no question has more rows than the site can hold."""
ALL_IN_ONE = sys.maxsize
"""Rows held by a process that answers one request."""
_AT_ONCE, _ON_DISK = threading.BoundedSemaphore(1), threading.BoundedSemaphore(4)
"""Long answers that are made, and those that are on the disk until their visitors have them."""
_PASSED_ON = ("Accept", "Accept-Encoding")
_OF_THE_CONNECTION = frozenset({"server-timing", "vary"})
"""Headers that the site itself gives whatever it sends."""


def is_large(asked: SavedQuery) -> bool:
    """Whether the answer to a question about everything has more rows than the site should hold, or may have."""
    if asked.required:
        return False
    bound = knowledge().bind_question(asked.name, {})
    known = kept_outline(knowledge().version.folder, asked, bound.sparql)
    return _can_be_apart() and known.count > site().settings.rows_held if known else may_be_large()


def may_be_large() -> bool:
    """Whether the data are so many that an answer whose length nobody knows may have more rows than the site should
    hold.
    """
    return _can_be_apart() and knowledge().version.counts().get("triples", 0) > FEW_TRIPLES


def _can_be_apart() -> bool:
    return site().home is not None and site().settings.rows_held < ALL_IN_ONE


def answer_apart() -> Response:
    """What this request asks for. Raises ProblemError where another such answer is being made, or none could be."""
    with ExitStack() as held:
        _hold(_ON_DISK, held)
        with ExitStack() as while_made:
            _hold(_AT_ONCE, while_made)
            written = _written_apart()
        # A file is gone from the disk when it was sent, which may take its visitor long.
        weakref.finalize(written, held.pop_all().close)
    told = json.loads(written.readline())
    return Response(
        wrap_file(request.environ, written), told["status"],
        [(name, value) for name, value in told["headers"] if name.lower() not in _OF_THE_CONNECTION],
        direct_passthrough=True,
    )  # fmt: skip


def _hold(places: threading.BoundedSemaphore, held: ExitStack) -> None:
    """Take one of the places until `held` is left. Raises ProblemError where there is none."""
    if not places.acquire(blocking=False):
        raise ProblemError(
            503, "Câu trả lời này rất dài; một câu trả lời dài khác đang được tạo cho người khác.", "busy",
            title="Máy chủ đang bận", next_step="Thử lại sau một phút.", headers={"Retry-After": "60"},
        )  # fmt: skip
    held.callback(places.release)


def _written_apart() -> IO[bytes]:
    home = site().home
    assert home is not None
    passed_on = {name: value for name in _PASSED_ON if (value := request.headers.get(name))}
    asked = {"path": request.full_path, "headers": passed_on}
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())
        process = started("cancu.web.one_request", str(home), json.dumps(asked), stdout=file, start_new_session=True)
        if _status(process) != 0:
            raise ProblemError(
                503, "Câu trả lời này dài quá sức của máy chủ lúc này.", "unavailable",
                next_step="Thu hẹp câu hỏi, hoặc tải toàn bộ dữ liệu về để hỏi tại chỗ.",
                links=(("/data", "Tải toàn bộ dữ liệu"),), headers={"Retry-After": "60"},
            )  # fmt: skip
        file.seek(0)
        stack.pop_all()
    return file


def _status(process: "subprocess.Popen[bytes]") -> int | None:
    """How the process ended; None where it took too long, and was ended."""
    with process:
        try:
            return process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
