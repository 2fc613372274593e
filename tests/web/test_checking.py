"""A visitor checks a draft: what the page says, and what a file from a stranger must not do."""

import io
import json
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from cancu.graph.check import CheckError, apart
from cancu.graph.check.apart import Ready, StoppedError, check_apart
from cancu.graph.check.run import check_files

DRAFT = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 951/KH-UBND
Đồng Nai, ngày 12 tháng 11 năm 2025

KẾ HOẠCH
Chăm sóc trẻ em năm 2026

Thực hiện Chỉ thị số 28 CT/TW ngày 20/12/2023 của Bộ Chính trị và Nghị quyết số 26/2021/NQ-HĐND ngày 07/12/2021 \
của Hội đồng nhân dân tỉnh Bình Phước, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
<script>alert(1)</script>
"""


@pytest.fixture
def real(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def sent(client: FlaskClient, content: bytes, name: str = "dự thảo.txt") -> tuple[int, BeautifulSoup]:
    response = client.post("/check", data={"file": (io.BytesIO(content), name)})
    return response.status_code, BeautifulSoup(response.text, "html.parser")


def test_a_draft_is_compared_with_the_data(real: FlaskClient) -> None:
    status, page = sent(real, DRAFT.encode())
    assert status == 200
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("tbody tr")]
    assert any("28 CT/TW" in row and "xem lại dữ liệu: 25/12/2023" in row for row in rows)
    assert any("26/2021/NQ-HĐND" in row and "kết thúc hoạt động từ 01/7/2025" in row for row in rows)
    assert "951/KH-UBND" in page.get_text()
    assert "Số, ký hiệu sai dấu phân cách" in page.get_text()
    assert page.find("script", string=lambda s: bool(s and "alert" in s)) is None


def test_pasted_text_is_a_draft_too(real: FlaskClient) -> None:
    response = real.post("/check", data={"text": DRAFT})
    assert response.status_code == 200
    assert "nội dung đã dán" in response.text


def test_every_link_of_the_answer_leads_somewhere(real: FlaskClient) -> None:
    _, page = sent(real, DRAFT.encode())
    links = {a["href"].partition("#")[0] for a in page.select("main a[href]")} - {""}
    assert [href for href in links if real.get(href).status_code != 200] == []


def test_nothing_of_a_draft_stays(real: FlaskClient, real_app: Flask) -> None:
    home = real_app.extensions["cancu"].home
    before = {path: path.stat().st_mtime_ns for path in Path(home).rglob("*")}
    # A check that somebody else runs on this machine has a folder there too.
    others = set(Path(tempfile.gettempdir()).glob("cancu-check-*"))
    sent(real, DRAFT.encode())
    assert {path: path.stat().st_mtime_ns for path in Path(home).rglob("*")} == before
    assert set(Path(tempfile.gettempdir()).glob("cancu-check-*")) <= others


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "rong.txt", "Chưa có gì để kiểm tra"),
        (b"\x00\xff\xfe\x01" * 100, "anh.bin", "anh.bin"),
        (b"%PDF-1.7 broken", "hong.pdf", "hong.pdf"),
        (b"{\\rtf1 abc}", "cu.rtf", "Lưu thành .docx hoặc PDF"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_name(real: FlaskClient, content: bytes, name: str, said: str) -> None:
    status, page = sent(real, content, name)
    assert status in (400, 422)
    notice = page.find(attrs={"role": "alert"})
    assert notice is not None
    assert said in notice.get_text()
    assert "save the file" not in notice.get_text()
    assert "cancu-check-" not in page.get_text()


def test_a_file_beyond_the_limit_is_refused(real: FlaskClient) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + b"x" * (11 * 2**20)
    assert real.post("/check", data=body, content_type="multipart/form-data; boundary=x").status_code == 413


def test_a_bomb_does_not_swell(real: FlaskClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (400 * 2**20))
    status, page = sent(real, packed.getvalue(), "bom.docx")
    assert status == 422
    assert page.find(attrs={"role": "alert"}) is not None


def test_a_name_with_a_path_stays_a_name(real: FlaskClient) -> None:
    _, page = sent(real, DRAFT.encode(), "../../etc/<b>x</b>.txt")
    assert "../" not in page.get_text()


def test_other_visitors_are_served_meanwhile(real_app: Flask) -> None:
    done: list[int] = []
    busy = threading.Thread(target=lambda: done.append(sent(real_app.test_client(), DRAFT.encode())[0]))
    busy.start()
    assert real_app.test_client().get("/health").status_code == 200
    assert done == []
    busy.join(60)
    assert done == [200]


def test_a_draft_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(DRAFT)
    with pytest.raises(StoppedError) as stopped:
        check_apart(path, tmp_path, 0.05)
    assert stopped.value.late


def test_one_draft_after_another_gets_the_report_that_it_would_get_alone(cancu_home: Path, tmp_path: Path) -> None:
    path, broken = tmp_path / "a.txt", tmp_path / "b.pdf"
    path.write_text(DRAFT, "utf-8")
    broken.write_bytes(b"%PDF-1.7 broken")
    ready = Ready()
    try:
        for folder in (tmp_path, cancu_home):
            alone = json.loads(check_files([path], folder).to_json())
            assert ready.check(path, folder, 60) == alone
        with pytest.raises(CheckError):
            ready.check(broken, cancu_home, 60)
        stood = ready.process
        with pytest.raises(StoppedError):
            ready.check(path, cancu_home, 0.01)
        assert ready.process is None
        assert ready.check(path, cancu_home, 60) == alone
        assert ready.process not in (None, stood)
    finally:
        ready.end()


def test_the_walls_stand_before_the_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def opened(*_: object) -> None:
        order.append("file")
        raise CheckError("không đọc được", "cannot be read")

    monkeypatch.setattr(apart, "limit_memory", lambda _: order.append("memory"))
    monkeypatch.setattr(apart, "limit_time", lambda _: order.append("time"))
    monkeypatch.setattr(apart, "close_network", lambda: order.append("network"))
    monkeypatch.setattr(apart, "check_draft", opened)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    apart.main("a", "b", "1")
    assert order == ["memory", "time", "network", "file"]
