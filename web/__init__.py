"""The site: pages for people, the SPARQL endpoint and linked data for machines, over one version of the data."""

import atexit
import os
from pathlib import Path

from flask import Flask

from cancu.graph.remote import endpoint_from
from cancu.graph.store import home as default_home
from cancu.web import english, errors, headers
from cancu.web import filters as template_filters
from cancu.web.about import about
from cancu.web.agencies import agencies
from cancu.web.bodies import bodies
from cancu.web.calendars import calendar
from cancu.web.checking import checking
from cancu.web.comparing import comparing
from cancu.web.coverage import coverage
from cancu.web.dataset import dataset
from cancu.web.documents import documents
from cancu.web.dossier import dossier
from cancu.web.fulltext import fulltext
from cancu.web.home import front
from cancu.web.indicator_form import indicator_form
from cancu.web.keeping_query import keeping_query
from cancu.web.linked import linked
from cancu.web.lists import lists
from cancu.web.ontology import ontology
from cancu.web.openapi import api
from cancu.web.originals import originals
from cancu.web.quality import quality
from cancu.web.query_files import query_files
from cancu.web.querying import querying
from cancu.web.question_feed import question_feed
from cancu.web.questions import questions
from cancu.web.reconciling import reconciling
from cancu.web.ruleset import ruleset
from cancu.web.searching import searching
from cancu.web.site import Settings, Site, Source, open_site
from cancu.web.sparql import endpoint
from cancu.web.tracing import tracing
from cancu.web.updates import updates

BLUEPRINTS = (
    front, searching, fulltext, documents, dossier, originals, agencies, bodies, lists, tracing, comparing, coverage,
    calendar, indicator_form, question_feed, questions, querying, endpoint, checking, quality, ruleset, ontology,
    dataset, about, updates, reconciling, linked, api, keeping_query, query_files,
)  # fmt: skip


def create_app(home: Path | None = None, settings: Settings | None = None, source: Source | None = None) -> Flask:
    """The application over the data folder `home` (default: CANCU_HOME); `source` stands in for a folder in tests."""
    app = Flask(__name__, static_folder=None)
    chosen = settings or Settings.from_environment(os.environ)
    if source is not None:
        site = Site(source, chosen)
    else:
        site = open_site(home or default_home(), chosen, endpoint_from(os.environ))
    app.extensions["cancu"] = site
    atexit.register(site.close)
    app.config["MAX_CONTENT_LENGTH"] = chosen.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = chosen.body_bytes
    app.url_map.strict_slashes = True
    # Werkzeug would answer a doubled slash with an absolute address made from the visitor's Host header.
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    errors.register(app)
    headers.register(app)
    english.register(app)
    template_filters.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
