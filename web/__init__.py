"""The site: pages for people, the SPARQL endpoint and linked data for machines, over one version of the data."""

import atexit
import os
from pathlib import Path

from flask import Flask

from cancu.graph.store import home as default_home
from cancu.web import errors, headers
from cancu.web import filters as template_filters
from cancu.web.bodies import bodies
from cancu.web.checking import checking
from cancu.web.dataset import dataset
from cancu.web.documents import documents
from cancu.web.home import front
from cancu.web.linked import linked
from cancu.web.lists import lists
from cancu.web.ontology import ontology
from cancu.web.quality import quality
from cancu.web.querying import querying
from cancu.web.questions import questions
from cancu.web.ruleset import ruleset
from cancu.web.searching import searching
from cancu.web.site import Settings, Site, Source, open_site
from cancu.web.sparql import endpoint
from cancu.web.tracing import tracing

BLUEPRINTS = (
    front, searching, documents, bodies, lists, tracing, questions, querying, endpoint, checking, quality, ruleset,
    ontology, dataset, linked,
)  # fmt: skip


def create_app(home: Path | None = None, settings: Settings | None = None, source: Source | None = None) -> Flask:
    """The application over the data folder `home` (default: CANCU_HOME); `source` stands in for a folder in tests."""
    app = Flask(__name__, static_folder=None)
    chosen = settings or Settings.from_environment(os.environ)
    site = Site(source, chosen) if source is not None else open_site(home or default_home(), chosen)
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
    errors.register(app)
    headers.register(app)
    template_filters.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
