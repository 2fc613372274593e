"""Asks what is about everything, or about what very many cite, before anybody does: at the start of the site, after
each change of the data, and when another day begins.

What their pages show is remembered then, so that the first visitor waits no longer than the next one.
"""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import suppress

from flask import Flask

from cancu.graph.knowledge import DamagedStoreError, NothingBuiltError
from cancu.graph.remote import RemoteError
from cancu.graph.saved import Parameter, SavedQuery, saved_queries, today
from cancu.web import address
from cancu.web.site import Site

log = logging.getLogger("cancu.web.ahead")

LOOKED_FOR = 2.0
"""Seconds from one look at the version in use to the next."""
_NICE = 10
_PAGES = ("/", "/agencies", "/areas", "/data")
"""Pages that count all that there is."""
_MOST_CITED = 10
"""Instruments of which answers have so many rows that nobody should wait for them."""


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
            self._ended.wait(LOOKED_FOR)

    def ask(self, now: tuple[str, str]) -> None:
        """Ask what is to be asked ahead, as long as the version and the day are these."""
        client = self._app.test_client()
        addresses = self._addresses()
        while not self._ended.is_set() and self.now() == now:
            try:
                asked = next(addresses, None)
                if asked is None:
                    return
                client.get(asked)
            except Exception:  # nobody waits for this; who asks the same will be told
                log.exception("asked ahead")

    def _addresses(self) -> Iterator[str]:
        """The questions that need no value, the pages that count everything, and what is asked of one instrument, for
        those that are cited most.
        """
        questions = saved_queries().values()
        yield from (address.question(q.name) for q in questions if not _required(q))
        yield from _PAGES
        site: Site = self._app.extensions["cancu"]
        rows = site.source.get().ask_question("most-cited-instruments", {}).table.values()
        of_one = [(q.name, p[0].name) for q in questions if len(p := _required(q)) == 1 and p[0].type == "instrument"]
        for row in rows[:_MOST_CITED]:
            yield from (address.question(question, **{name: row["instrument"]}) for question, name in of_one)

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


def _required(question: SavedQuery) -> list[Parameter]:
    return [parameter for parameter in question.parameters if parameter.required]
