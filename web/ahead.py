"""Asks what is about everything, or about what very many plans name, before anybody does: at the start of the site,
after each change of the data, and when another day begins.

What their pages show is remembered then, so that the first visitor waits no longer than the next one.
"""

import gc
import logging
import os
import threading
from collections.abc import Iterable
from contextlib import suppress

from flask import Flask

from cancu.graph.knowledge import DamagedStoreError, NothingBuiltError
from cancu.graph.remote import RemoteError
from cancu.graph.saved import today
from cancu.web import outlining
from cancu.web.site import Site

log = logging.getLogger("cancu.web.ahead")

LOOKED_FOR = 2.0
"""Seconds from one look at the version in use to the next."""
_WAITED_FOR = 0.5
_NICE = 10
_PAGES = (
    "/", "/plans", "/instruments", "/agencies", "/areas", "/indicators", "/levels", "/calendar", "/data", "/?q=a&all=1",
)  # fmt: skip
"""Pages that count all that there is, or read at first what all that they list is filtered by."""


class Ahead(threading.Thread):
    """Asks in the background, one question at a time, until it is told to stop."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="ahead", daemon=True)
        self._app = app
        self._site: Site = app.extensions["cancu"]
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
        """Ask what is to be asked ahead, as long as the version and the day are these."""
        self._ask(_PAGES, now)
        if self._wanted(now):
            self._outline(now)

    def _wanted(self, now: tuple[str, str]) -> bool:
        return not self._ended.is_set() and self.now() == now

    def _ask(self, addresses: Iterable[str], now: tuple[str, str]) -> None:
        client = self._app.test_client()
        for asked in addresses:
            if not self._wanted(now):
                return
            try:
                client.get(asked)
            except Exception:  # nobody waits for this; who asks the same will be told
                log.exception("asked ahead: %s", asked)

    def _outline(self, now: tuple[str, str]) -> None:
        """Have the questions that need no value, or one that very many plans name, worked out by another process."""
        if self._site.home is None:
            return
        with outlining.start(self._site.home) as process:
            while process.poll() is None:
                if self._ended.wait(_WAITED_FOR) or self.now() != now:
                    process.kill()

    def stop(self) -> None:
        """Ask nothing more; what is being answered is answered to its end."""
        self._ended.set()

    def now(self) -> tuple[str, str] | None:
        """The version in use and the day; None where nothing can be kept of an answer."""
        try:
            knowledge = self._site.source.get()
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
