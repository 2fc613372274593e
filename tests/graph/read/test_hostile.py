"""Files that are broken, locked, too large or made to harm are refused, each by its own words, and fast."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cancu.graph.read import UnreadableFile, archive, files, pdf, read_file

MakeDocx = Callable[..., Path]
MakePdf = Callable[..., Path]
PARAGRAPH = "<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>"


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_file(path)
    message = str(error.value)
    assert path.name in message
    assert message.isascii() is False
    assert "(" in message
    return message


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def test_a_bomb_is_told_by_its_ratio_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bom.docx", {"word/document.xml": b" " * 30_000_000})
    assert "giải nén ra quá lớn" in refusal(path)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_PART", 1000)
    path = zipped(tmp_path / "bom.docx", {"word/document.xml": b" " * 100_000})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 100_000), struct.pack("<I", 10)))
    assert "giải nén ra quá lớn" in refusal(path) or "hỏng" in refusal(path)
    path.write_bytes(data)
    assert "giải nén ra quá lớn" in refusal(path)


def test_a_crowd_of_parts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    assert "quá lớn" in refusal(zipped(tmp_path / "a.docx", {f"{i}": b"" for i in range(4)}))


@pytest.mark.parametrize("part", ["document", "styles"])
def test_billion_laughs_and_outer_entities_are_refused(tmp_path: Path, part: str) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    kind = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    hostile = (
        f'{kind}<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&l9;&x;</w:t></w:r></w:p></w:body></w:document>'
    )
    plain = f'<w:document xmlns:w="{word}"><w:body>{PARAGRAPH}</w:body></w:document>'
    parts = {"word/document.xml": plain.encode(), f"word/{part}.xml": hostile.encode()}
    assert "thực thể XML" in refusal(zipped(tmp_path / "cuoi.docx", parts))


def test_deep_nesting_is_refused_or_read_but_never_ends_the_program(make_docx: MakeDocx) -> None:
    deep = make_docx("<w:sdt><w:sdtContent>" * 5000 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 5000)
    assert "hỏng" in refusal(deep) or "quá sâu" in refusal(deep)
    shallow = make_docx("<w:sdt><w:sdtContent>" * 100 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 100)
    assert "Kế hoạch" in read_file(shallow).content


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_word_file_cut_off_is_broken(make_docx: MakeDocx, share: float) -> None:
    path = make_docx(PARAGRAPH * 500)
    data = path.read_bytes()
    path.write_bytes(data[: max(30, int(len(data) * share))])
    assert "tệp hỏng hoặc tải chưa hết" in refusal(path)


def test_a_word_file_whose_xml_is_cut_off_is_broken(tmp_path: Path) -> None:
    assert "tệp hỏng" in refusal(zipped(tmp_path / "a.docx", {"word/document.xml": b"<w:document"}))


def test_a_pdf_cut_to_its_head_is_broken(make_pdf: MakePdf) -> None:
    path = make_pdf([[(50, 700, "Kế hoạch")]])
    path.write_bytes(path.read_bytes()[:60])
    assert "tệp hỏng hoặc tải chưa hết" in refusal(path)


def test_locked_files_ask_for_a_copy_without_password(tmp_path: Path, make_pdf: MakePdf, make_docx: MakeDocx) -> None:
    assert "mật khẩu" in refusal(make_pdf([[(50, 700, "Kế hoạch")]], locked=True))
    office = tmp_path / "khoa.docx"
    office.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert "mật khẩu" in refusal(office)
    locked = make_docx(PARAGRAPH, "nen.docx")
    data = bytearray(locked.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 1)
    locked.write_bytes(data)
    assert "mật khẩu" in refusal(locked)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xd8\xff\xe0JFIF", "tệp hỏng"),
        (b"II*\0\x08\0", "tệp hỏng"),
        (b"\0\0\0\x1cftypheic", "ảnh HEIC/AVIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Office đời cũ"),
    ],
)
def test_what_is_no_document_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "la.docx"
    path.write_bytes(content)
    assert says in refusal(path)


def test_an_archive_that_is_no_document_is_named(tmp_path: Path) -> None:
    assert "không chứa văn bản Word" in refusal(zipped(tmp_path / "bang.docx", {"xl/workbook.xml": b"<x/>"}))


def test_the_content_tells_the_format_not_the_name(tmp_path: Path, make_docx: MakeDocx, make_pdf: MakePdf) -> None:
    words = "Kế hoạch " * 12
    assert "Kế hoạch" in read_file(make_docx(PARAGRAPH, "word.pdf")).content
    assert "Kế hoạch" in read_file(make_pdf([[(50, 700, words)]], name="pdf.txt")).content
    named = {"trang.txt": "<!doctype html><p>Kế hoạch", "chu.docx": "Kế hoạch", "chu": "Kế hoạch"}
    for name, content in named.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        text = read_file(tmp_path / name)
        assert (text.name, text.content.strip()) == (name, "Kế hoạch")


def test_limits_on_bytes_and_pages(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf([[(50, 700, "Kế hoạch")]] * 3)
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert "3 trang, quá 2 trang" in refusal(path)
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    assert "quá 100 byte" in refusal(path)
