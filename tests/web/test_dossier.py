"""What a clerk takes along from a document: the reference to copy, the sheets to print, the original file."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.outcome import Options
from cancu.web import create_app
from cancu.web.quoting import legal, markdown
from cancu.web.refs import BodyRef, DocumentRef
from cancu.web.site import Settings
from tests.graph.keeping.conftest import DEFAULTS, PLAN

DIRECTIVE = "https://w3id.org/cancu/id/trung-uong-dang/chi-thi/2023/28"
HTML = {"Accept": "text/html"}


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def ref(kind: str, number: str, title: str, issued: str = "2024-03-22", issuer: str = "Bộ A") -> DocumentRef:
    body = BodyRef("https://b", issuer) if issuer else None
    return DocumentRef("https://d", kind, number, "", title, issued, "", issued[:4], "", "", body)


@pytest.mark.parametrize(
    ("document", "written"),
    [
        (ref("Chỉ thị", "28-CT/TW", "Tăng cường X"), "Chỉ thị số 28-CT/TW ngày 22/3/2024 của Bộ A về tăng cường X"),
        (ref("Kế hoạch", "1/KH", "thực hiện X"), "Kế hoạch số 1/KH ngày 22/3/2024 của Bộ A thực hiện X"),
        (ref("Kế hoạch", "1/KH", "Kế hoạch thực hiện X"), "Kế hoạch số 1/KH ngày 22/3/2024 của Bộ A thực hiện X"),
        (ref("Quyết định", "2/QĐ", "UBND xã", "2024", ""), "Quyết định số 2/QĐ năm 2024 về UBND xã"),
        (ref("Luật", "", "Luật Trẻ em", "", "Quốc hội"), "Luật Trẻ em của Quốc hội"),
    ],
)
def test_a_reference_is_written_as_officials_do(document: DocumentRef, written: str) -> None:
    assert legal(document) == written


def test_a_markdown_reference_stays_one_link() -> None:
    assert markdown(ref("Chỉ thị", "[1](x)", "", "")).count("](<https://d>)") == 1
    assert "\\[1\\](x)" in markdown(ref("Chỉ thị", "[1](x)", "", ""))


def test_a_document_offers_its_reference_in_three_forms(real: FlaskClient) -> None:
    page = BeautifulSoup(real.get(DIRECTIVE.replace("https://w3id.org/cancu/id", "/instruments")).text, "html.parser")
    forms = [tag.get_text() for tag in page.select(".copy [data-copy]")]
    assert len(forms) == 3
    assert forms[0].startswith("Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường")
    assert forms[2] == DIRECTIVE


def test_the_sheets_have_every_link_with_its_words(real: FlaskClient) -> None:
    response = real.get("/dossier", query_string={"of": DIRECTIVE})
    page = BeautifulSoup(response.text, "html.parser")
    rows = page.select("section[aria-labelledby=trien-khai] tbody tr")
    assert len(rows) == 8
    assert all("không có trích đoạn" in row.get_text() or row.select_one(".quote") for row in rows)
    assert page.select_one("svg.qr path") is not None
    assert page.find_all(style=True) == []
    assert real.get("/dossier?of=https://w3id.org/cancu/id/khong/co/2024/1", headers=HTML).status_code == 404
    assert real.get("/dossier", headers=HTML).status_code == 404


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one plan."""
    folder = tmp_path_factory.mktemp("originals")
    path = folder / "kế hoạch.txt"
    path.write_text(PLAN.format(**DEFAULTS), "utf-8")
    (outcome,) = add(folder / "home", [arrive(path)], Options()).outcomes
    assert outcome.kind.good
    return folder / "home"


def test_the_original_file_is_one_click_away(held: Path) -> None:
    client = create_app(held, Settings(rate_per_minute=100_000)).test_client()
    page = BeautifulSoup(client.get("/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/101", headers=HTML).text, "html.parser")
    href = str(page.find("a", string="Tệp gốc")["href"])  # type: ignore[index]
    with client.get(href) as response:
        (original,) = (held / "documents").glob("*.original.txt")
        assert response.data == original.read_bytes()
        assert response.content_type == "text/plain; charset=utf-8"
        assert "nosniff" in response.headers["X-Content-Type-Options"]
    assert client.get("/files/" + "0" * 64).status_code == 404
    assert client.get("/files/..%2Fcurrent").status_code == 404
    sha256 = href.rpartition("/")[2]
    (held / "documents" / f"{'1' * 64}.json").write_bytes((held / "documents" / f"{sha256}.json").read_bytes())
    assert client.get("/files/" + "1" * 64).status_code == 404
