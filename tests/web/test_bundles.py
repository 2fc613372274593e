"""A plan that comes with a decision and the decision lead to one another."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.web import create_app
from cancu.web.site import Settings

BUNDLE = Path(__file__).resolve().parents[1] / "documents" / "bundles" / "quyet-dinh-kem-ke-hoach.txt"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    assert all(outcome.kind.good for outcome in add(folder, [arrive(BUNDLE)], Options()).outcomes)
    return folder


def test_the_decision_and_its_plan_lead_to_one_another(home: Path) -> None:
    client = create_app(home, Settings(rate_per_minute=100_000)).test_client()

    def links(path: str, term: str) -> list[tuple[str, str]]:
        page = BeautifulSoup(client.get(path, headers={"Accept": "text/html"}).text, "html.parser")
        row = next(d for d in page.select("dl.facts > div") if d.dt and d.dt.get_text() == term)
        return [(str(a["href"]), a.get_text()) for a in row.select("a")]

    ((plan, title),) = links("/instruments/so-y-te-tinh-cao-bang/quyet-dinh/2025/415", "Kế hoạch kèm theo")
    assert title == "Nước sạch học đường năm 2025"
    ((decision, number),) = links(plan, "Ban hành kèm theo")
    assert (decision, number) == ("/instruments/so-y-te-tinh-cao-bang/quyet-dinh/2025/415", "Quyết định 415/QĐ-SYT")


def test_the_trace_goes_from_the_decision_to_its_plan_and_back(home: Path) -> None:
    client = create_app(home, Settings(rate_per_minute=100_000)).test_client()
    decision = "https://w3id.org/cancu/id/so-y-te-tinh-cao-bang/quyet-dinh/2025/415"

    def ways(document: str, direction: str) -> dict[str, str]:
        answer = client.get("/trace", query_string={"of": document, "direction": direction})
        rows = BeautifulSoup(answer.text, "html.parser").select(f"section[aria-labelledby={direction}] tbody tr")
        return {str(r.th.a["href"]): " ".join(r.select_one("td.ways").get_text(" ").split()) for r in rows}

    ((plan, told),) = ways(decision, "down").items()
    assert "nuoc-sach-hoc-duong" in plan
    assert told == "Ban hành kèm theo"
    up = ways("https://w3id.org/cancu/id" + plan.removeprefix("/plans"), "up")
    assert up["/instruments/so-y-te-tinh-cao-bang/quyet-dinh/2025/415"] == "Ban hành kèm theo"
    assert any("qua Quyết định 415/QĐ-SYT" in way for way in up.values())
    page = BeautifulSoup(client.get("/instruments/so-y-te-tinh-cao-bang/quyet-dinh/2025/415").text, "html.parser")
    assert page.find(id="chi-can-cu").find("a", href=plan) is None
