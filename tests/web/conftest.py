"""Fixtures for the site: an application over made-up data, one over the bundled data, and a live server of each."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

from cancu.graph.sources import sources_of
from cancu.graph.store import build
from cancu.web import create_app
from cancu.web.serving import server as bound
from cancu.web.site import Settings

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
]

HOSTILE = """
@prefix cancu: <https://w3id.org/cancu/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/cancu/id/> .
@prefix type: <https://w3id.org/cancu/type/> .
@prefix held: <https://w3id.org/cancu/held/> .
@prefix level: <https://w3id.org/cancu/level/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/cancu/id/co-quan-la/chi-thi/2024/1> a cancu:Instrument , cancu:PartyInstrument ;
    eli:work_type type:chi-thi ; cancu:documentNumber "1-CT/XX" ;
    dcterms:title "<script>alert(1)</script>\\"><img src=x onerror=alert(2)>"@vi ;
    dcterms:issued "2024-01-01"^^xsd:date ; cancu:issuedBy <https://w3id.org/cancu/id/body/co-quan-la> ;
    cancu:held held:citation ; cancu:level level:central ;
    rdfs:seeAlso <javascript:alert(3)> , <data:text/html,x> ; rdfs:comment "=cmd()" , "\\u202Elatot"@vi .
<https://w3id.org/cancu/id/body/co-quan-la> a org:FormalOrganization ;
    skos:prefLabel "Cơ quan <b>lạ</b> & \\"khác\\""@vi ;
    cancu:level level:central .
"""


@pytest.fixture(scope="session")
def mini_home(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A data folder over the small made-up data, with one instrument whose labels attack the page."""
    folder = tmp_path_factory.mktemp("mini") / "data"
    shutil.copytree(root / "tests" / "fixtures" / "mini", folder)
    with (folder / "instruments.ttl").open("a", encoding="utf-8") as file:
        file.write(HOSTILE)
    home = tmp_path_factory.mktemp("mini-home")
    build(sources_of(folder), home)
    return home


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Short limits, and no limit of rate."""
    return Settings(query_seconds=2.0, page_seconds=1.5, rate_per_minute=100_000)


@pytest.fixture(scope="session")
def mini_app(mini_home: Path, settings: Settings) -> Iterator[Flask]:
    """The application over the made-up data."""
    app = create_app(mini_home, settings)
    yield app
    app.extensions["cancu"].close()


@pytest.fixture
def client(mini_app: Flask) -> FlaskClient:
    """A client of the application over the made-up data."""
    return mini_app.test_client()


@pytest.fixture(scope="session")
def real_app(cancu_home: Path) -> Iterator[Flask]:
    """The application over the bundled data."""
    app = create_app(cancu_home, Settings(rate_per_minute=100_000))
    yield app
    app.extensions["cancu"].close()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a live server listens."""

    host: str
    port: int

    @property
    def base(self) -> str:
        """Its base address."""
        return f"http://{self.host}:{self.port}"


Serve = Callable[[Flask], Address]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Starts live servers as `cancu serve` does, on free ports."""
    servers = []

    def start(app: Flask) -> Address:
        server = bound(app, "127.0.0.1", 0)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        servers.append((server, thread))
        return Address("127.0.0.1", server.effective_port)

    yield start
    for server, thread in servers:
        server.close()
        thread.join(5)


@pytest.fixture(scope="session")
def live(mini_app: Flask, serve: Serve) -> Address:
    """A live server over the made-up data."""
    return serve(mini_app)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is not installed: `apt-get install chromium`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def base(real_app: Flask, serve: Serve) -> str:
    """Address of a live server over the bundled data."""
    return str(serve(real_app).base)
