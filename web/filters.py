"""What templates may call: dates, numbers, addresses, and the main menu."""

from flask import Flask, g, request

from cancu.graph.knowledge import Knowledge
from cancu.web import address, findings, present, quoting, words
from cancu.web.menu import MENU, MORE


def _current(href: str) -> bool:
    return request.path == href or request.path.startswith(href + "/")


def _version() -> str:
    opened: Knowledge | None = g.get("knowledge")
    return opened.version.id if opened else ""


def register(app: Flask) -> None:
    """Make the filters and names known to every template."""
    app.jinja_env.filters.update(
        vi_date=present.date,
        days_in=present.days_in,
        last_day=present.last_day,
        number=present.integer,
        capital=present.capital,
        section=present.section,
        page=address.page,
        local_name=present.local_name,
        prefixed=present.prefixed,
    )
    app.jinja_env.globals.update(
        menu=MENU,
        more_menu=MORE,
        is_current=_current,
        data_version=_version,
        address=address,
        quoting=quoting,
        words=words,
        finding_place=findings.place,
        finding_href=findings.href,
        severity_label=findings.severity_label,
        group_findings=findings.grouped,
    )
