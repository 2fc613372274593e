"""Every page a visitor can reach by links, and what the pages of documents, bodies and questions must say."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
DIRECTIVE = "/instruments/ban-bi-thu/chi-thi/2023/99"
PLAN = "/plans/ubnd-tinh-song-tra/ke-hoach/2024/88"
SON_HA = "/plans/ubnd-huyen-son-ha/ke-hoach/2024/_trien-khai-thuc-hien-cong-tac-tre-em-tren-dia-ban-huyen-son"
STARTS = (
    "/",
    "/trace",
    "/calendar",
    "/compare",
    "/coverage",
    "/levels",
    "/?q=tre%20em",
    "/?q=khong-co-gi",
    "/query",
    "/quality",
    "/data",
    "/ontology",
    "/rules",
    "/khong-co",
)


def read(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path, headers=HTML)
    assert response.status_code == status, (path, response.status_code)
    return BeautifulSoup(response.text, "html.parser")


def words(element: object) -> str:
    return " ".join(element.get_text(" ").split()) if element is not None else ""  # type: ignore[attr-defined]


def section(page: BeautifulSoup, anchor: str) -> BeautifulSoup:
    heading = page.find(id=anchor)
    assert heading is not None, anchor
    found = heading.find_parent("section")
    assert found is not None
    return found


def problems_of(page: BeautifulSoup) -> list[str]:
    """What is wrong with the markup itself."""
    found = []
    if page.html is None or page.html.get("lang") != "vi":
        found.append("language")
    if len(page.find_all("h1")) != 1:
        found.append("one h1")
    if not words(page.title):
        found.append("title")
    repeated = [key for key, count in Counter(tag["id"] for tag in page.find_all(id=True)).items() if count > 1]
    found += [f"id twice: {key}" for key in repeated]
    found += [f"inline style: {tag.name}" for tag in page.find_all(style=True)] + [
        "<style>" for _ in page.find_all("style")
    ]
    found += ["inline script" for tag in page.find_all("script") if not tag.get("src")]
    found += [f"handler on {tag.name}" for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    for tag in page.find_all(["script", "link", "img"]):
        address = tag.get("src") or tag.get("href") or ""
        if not str(address).startswith(("/", "data:image/svg+xml,")):
            found.append(f"foreign {address}")
    for tag in page.find_all(["input", "select", "textarea"]):
        labelled = tag.get("type") == "hidden" or page.find("label", attrs={"for": tag.get("id")})
        if not labelled:
            found.append(f"no label: {tag.get('name')}")
    found += [f"empty link {tag.get('href')}" for tag in page.find_all("a") if not words(tag)]
    for tag in page.find_all("table"):
        if tag.find_parent(class_="scroll") is None:
            found.append("table outside a scroll box")
    return found


@pytest.mark.parametrize("data", ["mini_app", "real_app"])
def test_every_link_leads_to_a_sound_page(data: str, request: pytest.FixtureRequest) -> None:
    app: Flask = request.getfixturevalue(data)
    client = app.test_client()
    waiting, seen, fragments = list(STARTS), set(STARTS), {}
    pages: dict[str, set[str]] = {}
    while waiting:
        path = waiting.pop()
        response = client.get(path, headers=HTML)
        expected = (404,) if path == "/khong-co" else (200, 303)
        assert response.status_code in expected, (path, response.status_code)
        if response.mimetype != "text/html" or response.status_code == 303:
            continue
        page = BeautifulSoup(response.text, "html.parser")
        assert problems_of(page) == [], path
        pages[path] = {tag["id"] for tag in page.find_all(id=True)}
        for tag in page.find_all("a", href=True, hreflang=False):
            target, fragment = urldefrag(urljoin(path, tag["href"]))
            assert target.startswith("/"), (path, tag["href"])
            if fragment:
                fragments.setdefault(target, {})[fragment] = path
            if target not in seen and "&show=" not in target and not (data == "real_app" and _uninteresting(target)):
                seen.add(target)
                waiting.append(target)
    assert len(pages) > 60
    for target, wanted in fragments.items():
        for fragment, source in wanted.items():
            if target in pages:
                assert fragment in pages[target], (source, target, fragment)


def _uninteresting(target: str) -> bool:
    """Areas without plans and bodies of other provinces are alike by hundreds; downloads are tested by themselves."""
    return bool(
        re.match(
            r"/areas/(?!tinh-binh-phuoc)|/data/|/queries/.*\.(csv|xlsx|json|rq)|/resource|/plans\?|/instruments\?|/agencies\?"
            r"|/agencies/(?!.*(?:binh-phuoc|son-ha))|/updates\.atom\?|/queries/[a-z-]+\?(?:body|agency)="
            r"|/calendar\?|/calendar\.ics\?|/compare\?|/compare\.xlsx|/dossier\?|/forms/|/files/",
            target,
        )
    )


def test_typed_number_lands_on_the_document(client: FlaskClient) -> None:
    for typed in ("99-CT/TW@2023", "kế hoạch 240-KH/TU", "ke hoach 240", "26/2021/NQ-HĐND", "nq 26/2021"):
        response = client.get("/", query_string={"q": typed}, headers=HTML)
        assert response.status_code == 303, typed
    assert client.get("/?q=ke%20hoach%20240").headers["Location"] == "/plans/tinh-uy-song-tra/ke-hoach/2024/240"


def test_number_of_two_documents_lists_both(client: FlaskClient) -> None:
    page = read(client, "/?q=99-CT/TW")
    notice = page.find(class_="notice")
    assert "2 văn bản mang số này" in words(notice)
    assert {a["href"] for a in notice.find_all("a")} == {DIRECTIVE, "/instruments/ban-bi-thu/chi-thi/2019/99"}


def test_search_groups_and_marks(client: FlaskClient) -> None:
    page = read(client, "/?q=tre%20em")
    assert page.find(id="kind-plan") is not None
    assert page.find(id="kind-indicator") is not None
    assert {m.get_text() for m in page.find_all("mark")} >= {"trẻ", "em"}


def test_search_without_result_says_so(client: FlaskClient) -> None:
    page = read(client, "/?q=zzzz")
    assert "Không có kết quả cho «zzzz» trong dữ liệu này" in words(page.main)


def test_instrument_answers_who_implements(client: FlaskClient) -> None:
    page = read(client, DIRECTIVE)
    answer = section(page, "trien-khai")
    assert "có 4 văn bản triển khai, thực hiện Chỉ thị 99-CT/TW" in words(answer)
    rows = {words(tr.th.a): tr for tr in answer.find("tbody").find_all("tr")}
    assert len(rows) == 4
    assert "Ban hành để thực hiện, qua Kế hoạch 240-KH/TU" in words(rows["Kế hoạch 88/KH-UBND"])
    assert "Nêu trong nhiệm vụ" in words(rows["Kế hoạch 07/KH-UBND"])
    assert "Giao xây dựng kế hoạch" in words(rows["Kế hoạch số …/KH-UBND"])
    through = rows["Kế hoạch 240-KH/TU"]
    assert "Theo trích yếu" in words(through)
    evidence = through.find("a", string="Trích đoạn nguồn")["href"]
    assert evidence == f"{PLAN}#cit-preamble-99-ct-tw-1"
    tree = answer.find(class_="tree")
    assert {words(a) for a in tree.select(".node > a")} == set(rows)


def test_instrument_groups_are_never_hidden(client: FlaskClient) -> None:
    page = read(client, DIRECTIVE)
    assert "Kế hoạch chỉ nêu ở phần «Căn cứ» (0)" in words(section(page, "chi-can-cu"))
    law = read(client, "/instruments/luat/2016/luat-tre-em")
    resting = words(section(law, "chi-can-cu"))
    assert "Kế hoạch 88/KH-UBND" in resting
    assert "Nêu ở phần «Căn cứ»" in resting
    assert "0 văn bản" not in words(section(law, "trien-khai"))


def test_instrument_facts_and_warnings(client: FlaskClient) -> None:
    page = read(client, DIRECTIVE)
    assert "Chỉ biết qua viện dẫn" in words(page.find(class_="chips"))
    assert "Hiệu lực: chưa kiểm tra" in words(page.find(class_="chips"))
    assert "Cùng số, khác văn bản" in words(page.find(class_="notice"))
    assert "Mọi lần được viện dẫn (4)" in words(section(page, "vien-dan"))
    facts = words(section(page, "thuoc-tinh"))
    for label in ("Tên loại", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"):
        assert label in facts


def test_plan_page(client: FlaskClient) -> None:
    page = read(client, PLAN)
    assert words(page.h1) == "Kế hoạch 88/KH-UBND"
    assert "Ban hành để thực hiện" in words(section(page, "duoc-trien-khai"))
    assert "Luật Trẻ em" in words(section(page, "can-cu"))
    assert "Sở Y tế tỉnh Sông Trà" in words(section(page, "co-quan-trinh"))
    assert "Chỉ thị 99-CT/TW" in words(section(page, "len-tren").find(class_="tree"))
    targets = words(section(page, "chi-tieu"))
    for shown in ("trên 95%", "không quá 18,5‰", "từ 10 trường hợp đến 12 trường hợp", "nông thôn", "mức thay đổi"):
        assert shown in targets
    duties = words(section(page, "nhiem-vu"))
    assert "Sở Y tế tỉnh Sông Trà Chủ trì · mục III.1 · 2 nhiệm vụ" in duties
    reports = words(section(page, "bao-cao"))
    assert "trước ngày 15/11/2024" in reports
    assert "chậm nhất ngày 10/6/2025" in reports
    assert "Chưa có toàn văn trong kho" in words(page.main)


def test_citation_shows_its_evidence(client: FlaskClient) -> None:
    item = read(client, PLAN).find(id="cit-preamble-99-ct-tw-1")
    text = words(item)
    assert "Chỉ thị số 99-CT/TW ngày 25/12/2023 của Ban Bí thư" in text
    assert "phần mở đầu, ký tự 170–220" in text
    assert "ke-hoach-88.txt" in text
    assert "0a73c02f5c9b…" in text
    assert "khớp đúng chữ in" in text
    assert "Đã xác định" in text
    assert item.find("a", href="#cit-preamble-240-kh-tu-1") is not None


def test_uncertain_citations_are_told(client: FlaskClient) -> None:
    page = read(client, "/plans/ubnd-tinh-nui-lam/ke-hoach/_/_vi-tre-em-tinh-nui-lam")
    assert "Kế hoạch số …/KH-UBND" in words(page.h1)
    assert "số để trống" in words(page.find(class_="facts"))
    ambiguous = page.find(id="cit-III.3-174-kh-ubnd-1")
    assert "Trùng số, cần chọn" in words(ambiguous)
    assert len(ambiguous.select("div.small a")) == 2
    assert "Chưa xác định" in words(page.find(id="cit-III.4-55-cv-1"))


def test_agency_page(client: FlaskClient) -> None:
    page = read(client, "/agencies/so-y-te-tinh-song-tra")
    duties = words(section(page, "nhiem-vu"))
    assert "Kế hoạch 88/KH-UBND" in duties
    assert "giao chung cho các sở, ban, ngành tỉnh Sông Trà" in duties
    assert "trên 95%" in words(section(page, "chi-tieu"))
    assert "10/6/2025" in words(section(page, "gui"))
    assert "15/11/2024" in words(section(page, "nhan"))
    ended = read(client, "/agencies/phong-y-te-huyen-hoa-trung")
    assert "Đã kết thúc hoạt động từ 01/7/2025" in words(ended.find(class_="chips"))


def test_page_of_an_ended_agency_tells_who_holds_its_functions_now(real_app: Flask) -> None:
    page = (
        real_app.test_client().get("/agencies/so-lao-dong-thuong-binh-va-xa-hoi-tinh-binh-phuoc").get_data(as_text=True)
    )
    now = page.partition("Ai giữ nhiệm vụ nay")[2].partition("Các lần sắp xếp")[0]
    row = now.partition('<th scope="row">Trẻ em</th>')[2].partition("</tr>")[0]
    assert "so-y-te-thanh-pho-dong-nai" in row
    assert "chưa kiểm tra" in row
    assert "Các nhiệm vụ khác" in now
    heir = real_app.test_client().get("/agencies/so-y-te-thanh-pho-dong-nai").get_data(as_text=True)
    assert "so-lao-dong-thuong-binh-va-xa-hoi-tinh-binh-phuoc" in heir.partition("Tiếp nhận nhiệm vụ từ")[2]


def test_indicator_page_compares_plans(client: FlaskClient) -> None:
    page = read(client, "/indicators/ty-le-tre-em-duoc-tiem-chung")
    rows = [words(tr) for tr in page.find("tbody").find_all("tr")]
    assert [row.split()[0] for row in rows] == ["2025", "2026"]
    assert "đạt 96%" in rows[0]
    assert "trên 95%" in rows[1]


def test_trace_page(client: FlaskClient) -> None:
    page = read(client, "/trace?of=88/KH-UBND&direction=up")
    assert page.find(id="down") is None
    rows = section(page, "up").find("tbody").find_all("tr")
    names = {words(tr.th.a) for tr in rows}
    tree = {words(a) for a in section(page, "up").select(".tree .node > a")}
    assert names == tree
    assert "Chỉ thị 99-CT/TW" in names
    assert len(read(client, "/trace?of=99-CT/TW", 300).select(".notice a")) == 2
    assert "Không thấy văn bản" in words(read(client, "/trace?of=xyz", 404).main)


def test_questions(client: FlaskClient) -> None:
    page = read(client, "/queries/implementing-plans?instrument=99-CT/TW@2023")
    assert "4 dòng" in words(page.main)
    links = {words(a): a["href"] for a in page.find(class_="downloads").find_all("a")}
    csv = client.get(links["CSV"])
    assert csv.text.splitlines()[0] == "plan,number,issuer,level,area,date,depth,via,section,basis,held"
    assert len(csv.text.splitlines()) == 5
    excel = client.get(links["CSV cho Excel"])
    assert excel.data.startswith(b"\xef\xbb\xbf")
    assert len(client.get(links["JSON"]).json) == 4
    assert "attachment" in csv.headers["Content-Disposition"]
    assert client.get("/queries/implementing-plans.rq").mimetype == "application/sparql-query"


def test_question_that_cannot_be_answered(client: FlaskClient) -> None:
    page = read(client, "/queries/implementing-plans?instrument=99-CT/TW", 400)
    assert page.find("input", attrs={"aria-invalid": "true"})["value"] == "99-CT/TW"
    assert len(page.select(".notice a")) == 2
    problem = client.get("/queries/implementing-plans.csv?instrument=99-CT/TW", headers={"Accept": "application/json"})
    assert problem.status_code == 400
    assert problem.json["token"] == "parameter-ambiguous"
    assert len(problem.json["alternatives"]) == 2
    assert read(client, "/queries/nothing-of-the-kind", 404)


def test_query_page(client: FlaskClient) -> None:
    page = read(client, "/query?query=SELECT%20%3Fs%20%3Fo%20WHERE%20%7B%3Fs%20cancu%3Aimplements%20%3Fo%7D")
    links = page.select(".results tbody a")
    assert DIRECTIVE in {a["href"] for a in links}
    assert "Chỉ thị 99-CT/TW" in {words(a) for a in links}
    wrong = read(client, "/query?query=SELECT%20*%0AWHERE%20%7B%20%3Fs%20%7D", 400)
    assert "dòng 2" in words(wrong.find(role="alert"))
    assert wrong.textarea.get_text().strip() == "SELECT *\nWHERE { ?s }"
    assert "Có" in words(section(read(client, "/query?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"), "results"))
    rows = read(client, "/query?query=SELECT%20*%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
    assert len(rows.select(".results tbody tr")) == 100
    assert "Còn dòng nữa" in words(rows.main)


def test_lists_filter_and_page(client: FlaskClient) -> None:
    every = len(read(client, "/plans").select("tbody tr"))
    held = read(client, "/plans?held=text")
    assert 0 < len(held.select("tbody tr")) < every
    assert "Bỏ hết bộ lọc" in words(held.main)
    assert "Không có mục nào khớp" in words(read(client, "/plans?held=text&year=1900").main)
    assert len(read(client, "/agencies?q=so%20y%20te").select(".rows > li")) == 2
    for odd in ("page=0", "page=-1", "page=x", "page=99999999999", "level=%3Cscript%3E"):
        assert client.get(f"/plans?{odd}", headers=HTML).status_code == 200


def test_areas_levels_resources(client: FlaskClient) -> None:
    assert "Kế hoạch 88/KH-UBND" in words(read(client, "/areas/tinh-song-tra").main)
    assert "Kế hoạch 88/KH-UBND" in words(read(client, "/levels/province").main)
    assert read(client, "/levels/nothing", 404)
    page = read(client, "/resource?iri=https://w3id.org/cancu/held/text")
    assert "Những gì trỏ tới" in words(page.main)


def test_the_page_of_a_level_counts_its_bodies_by_system(client: FlaskClient) -> None:
    main = words(read(client, "/levels/district").main)
    assert "kết thúc hoạt động từ 01/7/2025" in main
    assert "Nhà nước" in main
    assert read(client, "/queries/hierarchy?level=district&at=2025-06-30")


def test_real_directive_is_implemented_by_the_five_plans(real_app: Flask) -> None:
    client = real_app.test_client()
    for typed in ("28-CT/TW", "chi thi 28", "28 CT/TW", "chỉ thị số 28-CT/TW"):
        location = client.get("/", query_string={"q": typed}, headers=HTML).headers.get("Location", "")
        assert location.endswith("/chi-thi/2023/28"), typed
    page = read(client, location)
    answer = section(page, "trien-khai")
    rows = [words(tr) for tr in answer.find("tbody").find_all("tr")]
    assert len(rows) == 8
    issuers = {words(tr.find_all("td")[0]) for tr in answer.find("tbody").find_all("tr")}
    assert issuers == {
        "Ban Thường vụ Tỉnh ủy Bình Phước",
        "Sở Giáo dục và Đào tạo tỉnh Bình Phước",
        "Sở Giáo dục và Đào tạo tỉnh Hòa Bình",
        "Thủ tướng Chính phủ",
        "Ủy ban nhân dân huyện Sơn Hà",
        "Ủy ban nhân dân tỉnh Bình Phước",
        "Ủy ban nhân dân tỉnh Ninh Bình",
    }
    assert sum("qua Kế hoạch 240-KH/TU" in row for row in rows) == 1
    assert sum("Giao xây dựng kế hoạch" in row for row in rows) == 1


def test_a_plan_tells_what_it_names_and_which_plans_it_orders(real_app: Flask) -> None:
    page = real_app.test_client().get(SON_HA, headers=HTML).get_data(as_text=True)
    for printed in ("Kế hoạch phải ban hành", "Tháng hành động vì trẻ em", "năm 2024", "số 111", "ngân sách nhà nước"):
        assert printed in page
    assert "Chương trình hành động quốc gia vì trẻ em giai đoạn 2021 - 2030" in page


def test_a_question_is_explained_in_sentences_and_by_its_terms(client: FlaskClient) -> None:
    page = read(client, "/queries/coverage")
    told = page.find("summary", string="Truy vấn này hỏi gì?").find_parent("details")  # type: ignore[union-attr]
    assert "Cần biết: văn bản." in words(told)
    assert told.find("a", href="/ontology#pathTo") is not None  # type: ignore[union-attr]
