"""What pages must say, and must not say, of the bundled data: whose word it is, how many plans, which dates."""

import re
import shlex
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal

import cancu.web
from cancu.graph.check import Finding
from cancu.graph.cli import cli
from cancu.graph.engine import Table
from cancu.graph.saved import saved_queries
from cancu.graph.vocabulary import wordings
from cancu.web import present
from cancu.web.cells import cells_of, heading
from cancu.web.documents import tallied
from cancu.web.lineage import told_counts
from cancu.web.parts import Parts
from cancu.web.refs import DocumentRef

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
DIRECTIVE = "/instruments/trung-uong-dang/chi-thi/2023/28"
HELD = "https://w3id.org/cancu/held/text"
BASIS = "https://w3id.org/cancu/basis/"


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def page(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path, headers=HTML)
    assert response.status_code == status, path
    return BeautifulSoup(response.text, "html.parser")


def text(element: object) -> str:
    return " ".join(element.get_text(" ").split()) if element is not None else ""  # type: ignore[attr-defined]


def part(shown: BeautifulSoup, anchor: str) -> BeautifulSoup:
    return shown.find(id=anchor).find_parent("section")  # type: ignore[union-attr,return-value]


def plan_of(client: FlaskClient, words: str) -> str:
    links = page(client, "/plans?held=text").select("tbody th a")
    return next(str(a["href"]) for a in links if words in text(a.find_parent("tr")))


def test_a_plan_stands_once_with_both_its_ways(real: FlaskClient) -> None:
    answer = part(page(real, DIRECTIVE), "trien-khai")
    assert "4 nêu trong nhiệm vụ, 1 trong số đó còn giao xây dựng kế hoạch" in text(answer)
    assert "có 8 văn bản triển khai" in text(answer)
    rows = [tr for tr in answer.tbody.find_all("tr") if "huyện Sơn Hà" in text(tr.th)]  # type: ignore[union-attr]
    assert len(rows) == 1
    ways = [text(way) for way in rows[0].select(".ways > div")]
    assert len(ways) == 2
    assert ways[0].startswith("Nêu trong nhiệm vụ: Chỉ thị số 28-CT/TW")
    assert "mục II.1.a" in ways[0]
    assert ways[1].startswith("Giao xây dựng kế hoạch: Chỉ thị số 28 CT/TW")
    assert "mục IV.1.b" in ways[1]
    node = next(n for n in answer.select(".tree .node") if "huyện Sơn Hà" in text(n.a))
    assert "Nêu trong nhiệm vụ · mục II.1.a" in text(node)
    assert "Giao xây dựng kế hoạch · mục IV.1.b" in text(node)


def test_both_ways_on_the_page_of_the_plan(real: FlaskClient) -> None:
    up = part(page(real, plan_of(real, "Sơn Hà")), "len-tren")
    rows = [tr for tr in up.tbody.find_all("tr") if "28-CT/TW" in text(tr.th.a)]  # type: ignore[union-attr]
    assert [len(tr.select(".ways > div")) for tr in rows] == [2]
    nodes = [n for n in up.select(".tree .node") if "28-CT/TW" in text(n.a)]
    assert len(nodes) == 1
    assert len(nodes[0].find_all("a")) == 3


def test_a_title_names_the_paper_that_says_it(real: FlaskClient) -> None:
    answer = part(page(real, DIRECTIVE), "trien-khai")
    row = next(tr for tr in answer.tbody.find_all("tr") if "240-KH/TU" in text(tr.th.a))  # type: ignore[union-attr]
    assert re.search(r"phần mở đầu của Kế hoạch .*Ủy ban nhân dân tỉnh Bình Phước, năm 2024", text(row))
    assert "viện dẫn nó" not in text(answer)
    up = part(page(real, plan_of(real, "Sơn Hà")), "len-tren")
    assert "của Kế hoạch triển khai thực hiện công tác trẻ em trên địa bàn huyện" not in text(up.tbody)


def test_areas_and_home_tell_how_plans_name_an_instrument(real: FlaskClient) -> None:
    reached = part(page(real, "/areas/huyen-son-ha"), "reached")
    assert "triển khai hoặc nêu trong nhiệm vụ" in text(reached.h2)
    entry = next(li for li in reached.find_all("li") if "28-CT/TW" in text(li.a))
    assert "1 kế hoạch nêu trong nhiệm vụ" in text(entry)
    home = part(page(real, "/"), "instruments")
    assert "hoặc nêu trong nhiệm vụ" in text(home.h2)
    assert "1 ban hành để thực hiện, 4 nêu trong nhiệm vụ, 1 theo trích yếu, 1 theo danh mục, chưa đọc văn bản" in text(
        home
    )


def test_ways_of_carrying_out_are_told_with_how_many_plans_do() -> None:
    ranks = {BASIS + name: rank for rank, name in enumerate(wordings(BASIS))}
    counts = {ranks[BASIS + "task"]: 1, ranks[BASIS + "via"]: 1}
    assert told_counts(counts) == "1 nêu trong nhiệm vụ, 1 theo trích yếu"
    assert told_counts(counts, "kế hoạch") == "1 kế hoạch nêu trong nhiệm vụ, 1 kế hoạch theo trích yếu"


def reference(**given: str) -> DocumentRef:
    values = dict.fromkeys(("number", "symbol", "title", "issued", "date_text", "year", "level", "quality"), "")
    return DocumentRef(iri="https://e/", type_label="Kế hoạch", issuer=None, **{**values, "held": HELD, **given})


def test_a_year_from_the_title_is_no_date_of_issue() -> None:
    assert reference(year="2024").issued_day == "không rõ (năm 2024 theo tên kế hoạch)"
    assert reference(year="2024", issued="2024").issued_day == "năm 2024"
    assert reference(year="2016", held="https://w3id.org/cancu/held/citation").issued_day == "năm 2016"
    assert reference(issued="2024-06-01").day == "01/6/2024"
    assert reference(issued="2024-02").day == "tháng 02/2024"


def test_a_garbled_paper_was_not_read_in_full(real: FlaskClient) -> None:
    shown = page(real, plan_of(real, "884/KH-SGD&ĐT"))
    assert "Đã đọc toàn văn" not in text(shown.find(class_="chips"))
    assert "Chỉ đọc được một phần" in text(shown.find(class_="chips"))
    assert "như máy đọc, chưa soát" in text(shown.find(class_="facts"))
    assert "không đoán" not in text(shown.main)


def test_points_and_notes_are_counted_apart() -> None:
    def found(severity: str) -> Finding:
        made = object.__new__(Finding)
        object.__setattr__(made, "severity", severity)
        return made

    told = tallied([found(s) for s in ("note", "warning", "warning")])
    assert told == [("warning", "2 điểm cần rà soát"), ("note", "1 lưu ý")]


def test_evidence_labels_do_not_speak_of_printing(real: FlaskClient) -> None:
    shown = text(page(real, plan_of(real, "Sơn Hà")).main)
    for label in ("Cơ quan ban hành theo viện dẫn", "Ngày theo viện dẫn", "Số theo viện dẫn"):
        assert label in shown
    for label in ("Cơ quan in", "Ngày in", "Số in"):
        assert label not in shown


@pytest.mark.parametrize(
    ("ended", "shown"),
    [
        ("2025-07-01", "30/6/2025"),
        ("2025-03-01", "28/02/2025"),
        ("2024", "2024"),
        ("", ""),
        ("0001-01-01", "01/01/0001"),
    ],
)
def test_last_day(ended: str, shown: str) -> None:
    assert present.last_day(ended) == shown


def test_areas_that_ended_and_their_successors(real: FlaskClient) -> None:
    assert "(đến 30/6/2025)" in text(part(page(real, "/areas/tinh-quang-ngai"), "parts"))
    assert "Nay là tỉnh Quảng Ngãi (từ 01/7/2025)" in text(page(real, "/areas/tinh-quang-ngai").find(class_="facts"))
    before = text(page(real, "/areas/tinh-quang-ngai~2025").find(class_="facts"))
    assert "tỉnh Quảng Ngãi (đến 30/6/2025)" in before


def test_a_committee_is_beside_its_council_not_under_it(real: FlaskClient) -> None:
    committee = text(page(real, "/agencies/ubnd-tinh-binh-phuoc").find(class_="facts"))
    assert "Cơ quan cùng cấp Hội đồng nhân dân tỉnh Bình Phước" in committee
    assert "Trực thuộc" not in committee
    council = page(real, "/agencies/hdnd-tinh-binh-phuoc")
    assert "Cơ quan cùng cấp Ủy ban nhân dân tỉnh Bình Phước" in text(council.find(class_="facts"))


def test_states_of_bodies(real: FlaskClient) -> None:
    shown = page(real, "/agencies")
    assert "Chưa ghi nhận kết thúc" in text(shown.main)
    assert "Đang hoạt động" not in text(shown.main)
    for link in shown.select(".rows a")[:40]:
        chips = text(page(real, str(link["href"])).find(class_="chips"))
        assert not ("tình trạng: chưa kiểm tra" in chips and "Đã kết thúc" in chips), link


def test_lists_of_things_in_a_cell_are_links(real: FlaskClient) -> None:
    row = page(real, "/queries/same-number").tbody.tr  # type: ignore[union-attr]
    assert len(row.find_all("td")[1].find_all("a")) >= 2  # type: ignore[union-attr]
    assert "w3id.org" not in text(row)
    assert not re.search(r"\d{4}-\d\d-\d\d", text(row))


def test_a_cell_names_some_of_very_many_things_and_tells_how_many_more(real: FlaskClient) -> None:
    iris = " ".join(f"https://w3id.org/cancu/id/ubnd-tinh-cao-bang/ke-hoach/2025/{n}" for n in range(1, 1031))
    row = (Literal(iris), Literal(" ".join(["2025-01-31"] * 1030)))
    with real.application.test_request_context():
        ((instruments, dates),) = cells_of(Table(("instruments", "dates"), (row,)), 1)
    assert (len(instruments.parts), instruments.more) == (20, 1010)
    assert dates.text == ", ".join(["31/01/2025"] * 20) + ", …"


def test_questions_speak_of_labels(real: FlaskClient) -> None:
    wrong = text(page(real, "/queries/reporting-deadlines?from=abc", 400).find(class_="error"))
    assert "«Từ ngày»" in wrong
    assert "«from»" not in wrong
    empty = text(page(real, "/queries/reporting-deadlines?from=2090-01-01").find(class_="notice"))
    assert "từ ngày «" in empty
    assert "from =" not in empty


def test_commands_can_be_pasted(real: FlaskClient) -> None:
    name = "Sở Y tế tỉnh Bình Phước"
    shown = page(real, f"/queries/agency-duties?agency={name}")
    command = shown.select("details code")[-1].get_text()
    assert shlex.split(command) == ["cancu", "query", "agency-duties", f"agency={name}", "--format", "csv"]
    bare = page(real, "/queries/reporting-deadlines").select("details code")[-1].get_text()
    assert bare == "cancu query reporting-deadlines --format csv"
    response = real.get("/query", headers=HTML, base_url="http://evil.example:8123")
    assert "http://127.0.0.1:8123/sparql" in response.text
    assert "evil.example" not in response.text


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_parameters_that_are_not_understood_are_refused(real: FlaskClient, ending: str) -> None:
    unknown = real.get(f"/queries/implementing-plans{ending}?instrument=28-CT/TW&colour=red", headers=JSON)
    assert (unknown.status_code, unknown.json["parameter"]) == (400, "colour")
    assert "«Văn bản» (instrument)" in unknown.json["detail"]
    twice = real.get(f"/queries/implementing-plans{ending}?instrument=a&instrument=b", headers=JSON)
    assert (twice.status_code, twice.json["token"]) == (400, "parameter-repeated")
    assert twice.json["parameter"] == "instrument"


def test_redirects_speak_vietnamese(real: FlaskClient) -> None:
    for path in ("/plans/", "/id/trung-uong-dang/chi-thi/2023/28", "/?q=28-CT/TW"):
        response = real.get(path, headers=HTML)
        assert response.status_code in (303, 308)
        assert 'lang="vi"' in response.text
        assert "Redirecting" not in response.text
        assert response.headers["Location"] in response.text


def test_not_acceptable_lists_what_there_is(real: FlaskClient) -> None:
    response = real.get("/id/trung-uong-dang/chi-thi/2023/28", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text
    assert "dưới đây" not in response.text


def test_nothing_dangles_where_a_number_is_unknown(real: FlaskClient) -> None:
    problem = real.get("/queries/implementing-plans.csv?instrument=28-CT/TX", headers=JSON).json
    assert not problem["detail"].rstrip().endswith(":")


def test_a_long_timeout_is_lowered_not_refused(real: FlaskClient) -> None:
    response = real.get("/sparql?query=ASK%7B%7D&timeout=100000", headers=JSON)
    assert response.status_code == 200
    assert real.get("/sparql?query=ASK%7B%7D&timeout=inf", headers=JSON).status_code == 400


def test_a_duty_names_each_instrument_once() -> None:
    told = {
        "e#d": "type\x1fcancu/Duty\x1ementions\x1fe#cit-2\x1ementions\x1fe#cit-1",
        "e#cit-1": "surface\x1fLuật Trẻ em",
        "e#cit-2": "surface\x1fLuật Trẻ em",
    }
    found = Parts({"thing": thing, "told": text} for thing, text in told.items())
    assert found.passages(found.of_kind("Duty")[0], "mentions") == (("#cit-1", "Luật Trẻ em"),)


def test_what_is_named_outright_stands_first(real: FlaskClient) -> None:
    shown = page(real, "/?q=uy+ban+nhan+dan+tinh+binh+phuoc&all=1")
    first = shown.select("main section li a")[0]
    assert text(first) == "Ủy ban nhân dân tỉnh Bình Phước"


def test_pages_name_only_commands_that_exist() -> None:
    named = {
        command
        for template in (Path(cancu.web.__file__).parent / "templates").glob("*.html")
        for command in re.findall(r"\bcancu ([a-z]+)", template.read_text(encoding="utf-8"))
    }
    assert named <= set(cli.commands)


def test_every_column_of_a_saved_question_has_a_vietnamese_heading() -> None:
    columns = [(column, question.name) for question in saved_queries().values() for column in question.columns]
    assert [named for named in columns if heading(*named) == named[0]] == []
