"""The site by itself: without a network, against files that attack their reader, in Vietnamese throughout."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pyoxigraph import NamedNode

from cancu.graph.sources import sources_of
from cancu.graph.store import build, current_version

ALONE = """
import sys
from pathlib import Path
from cancu.web import create_app
client = create_app(Path(sys.argv[1])).test_client()
for path in ("/", "/plans", "/query?query=ASK%7B%7D", "/sparql?query=ASK%7B%7D", "/quality", "/api/openapi.json"):
    assert client.get(path).status_code == 200, path
client.application.extensions["cancu"].close()
"""
DOCUMENT = """<?xml version="1.0"?>
<!DOCTYPE w:document [<!ENTITY canary SYSTEM "{address}"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>Kế hoạch &canary; &b;</w:t></w:r></w:p></w:body></w:document>"""
ENGLISH = re.compile(
    r"\b(the|and|with|from|page|next|previous|search|results?|error|found|data|loading|please|click|download|plans?)\b",
    re.IGNORECASE,
)
PAGES = (
    "/", "/?q=tre%20em", "/?q=zzzz", "/plans", "/instruments", "/agencies", "/areas", "/indicators", "/levels",
    "/trace", "/queries", "/queries/plans", "/queries/coverage", "/query", "/quality", "/data", "/check", "/nothing",
    "/instruments/ban-bi-thu/chi-thi/2023/99", "/plans/ubnd-tinh-song-tra/ke-hoach/2024/88",
    "/agencies/so-y-te-tinh-song-tra", "/areas/tinh-song-tra",
)  # fmt: skip


@pytest.mark.row("O4")
def test_everything_works_without_a_network(mini_home: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = [unshare or "unshare", "--map-root-user", "--net"]
    if unshare is None or subprocess.run([*alone, "true"], capture_output=True).returncode != 0:
        pytest.skip("this system gives no network namespace to work in")
    done = subprocess.run(
        [*alone, sys.executable, "-c", ALONE, str(mini_home)], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.row("S6")
def test_xml_reads_no_file_and_does_not_swell(client: Any, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("chim-hoang-yen")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        archive.writestr("word/document.xml", DOCUMENT.format(address=canary.as_uri()))
    answer = client.post("/check", data={"file": (io.BytesIO(packed.getvalue()), "du-thao.docx")})
    assert answer.status_code in (200, 422)
    assert "chim-hoang-yen" not in answer.text
    assert "aaaaaaaaaa" * 6 not in answer.text


@pytest.mark.row("S5")
def test_a_context_of_json_ld_is_never_fetched(
    client: Any, listener: tuple[int, list[object]], root: Path, tmp_path: Path
) -> None:
    port, heard = listener
    document = json.dumps({"@context": f"http://127.0.0.1:{port}/context.jsonld", "@id": "urn:x", "name": "xa lạ"})
    answer = client.post("/check", data={"file": (io.BytesIO(document.encode()), "du-thao.jsonld")})
    typed = client.post("/sparql", data=document.encode(), content_type="application/ld+json")
    data = tmp_path / "data"
    shutil.copytree(root / "tests" / "fixtures" / "mini", data)
    (data / "plans" / "xa-la.jsonld").write_text(document, "utf-8")
    build(sources_of(data), tmp_path / "home")
    built = current_version(tmp_path / "home")
    assert heard == []
    assert answer.status_code in (200, 422)
    assert typed.status_code == 415
    assert built is not None
    assert next(iter(built.open_store().quads_for_pattern(NamedNode("urn:x"), None, None, None)), None) is None


@pytest.mark.row("V10")
@pytest.mark.parametrize("path", PAGES)
def test_vietnamese_pages_speak_vietnamese(client: Any, path: str) -> None:
    page = BeautifulSoup(client.get(path, headers={"Accept": "text/html"}).text, "html.parser")
    assert page.html["lang"] == "vi"
    for foreign in page.select("code, pre, textarea, script, style, .mono, [lang=en]"):
        foreign.decompose()
    text = re.sub(r"«[a-z-]+»", "", page.body.get_text(" "))  # names of saved questions, as the command line has them
    assert ENGLISH.findall(text) == []
