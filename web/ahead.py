"""Asks the questions about everything before anybody does: at the start of the site, after each change of the data, and
when another day begins.

What their pages show is remembered then, so that the first visitor waits no longer than the next one.
"""

import gc
import logging
import os
import threading
from contextlib import suppress

from flask import Flask

from cancu.graph.knowledge import DamagedStoreError, NothingBuiltError
from cancu.graph.remote import RemoteError
from cancu.graph.saved import saved_queries, today
from cancu.web import address
from cancu.web.site import Site

log = logging.getLogger("cancu.web.ahead")

LOOKED_FOR = 2.0
"""Seconds from one look at the version in use to the next."""
_NICE = 10


class Ahead(threading.Thread):
    """Asks in the background, one question at a time, until it is told to stop."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="ahead", daemon=True)
        self._app = app
        self._ended = threading.Event()

    def run(self) -> None:
        """Look for another version or day again and again, and ask what everybody may ask of it."""
        with suppress(AttributeError, OSError):  # visitors go first, where the system knows that of a thread
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        asked_of = None
        while not self._ended.is_set():
            now = self.now()
            if now is not None and now != asked_of:
                self.ask(now)
                asked_of = now
                _settle()
            self._ended.wait(LOOKED_FOR)

    def ask(self, now: tuple[str, str]) -> None:
        """Ask each question that needs no value, as long as the version and the day are these."""
        client = self._app.test_client()
        for question in saved_queries().values():
            if self._ended.is_set() or self.now() != now:
                return
            if not any(parameter.required for parameter in question.parameters):
                try:
                    client.get(address.question(question.name))
                except Exception:  # nobody waits for this; who asks the same will be told
                    log.exception("question %s", question.name)

    def stop(self) -> None:
        """Ask nothing more; what is being answered is answered to its end."""
        self._ended.set()

    def now(self) -> tuple[str, str] | None:
        """The version in use and the day; None where nothing can be kept of an answer."""
        site: Site = self._app.extensions["cancu"]
        try:
            knowledge = site.source.get()
        except (NothingBuiltError, DamagedStoreError, RemoteError, OSError):
            return None
        return (knowledge.version.id, today()) if knowledge.answers_stay else None


def _settle() -> None:
    """Set apart what stays until the next version: the collector of cyclic garbage walked all of it at every few pages,
    which took a tenth of the processor.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
