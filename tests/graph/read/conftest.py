"""Small documents made on the spot: Word containers from their XML, PDF files written by hand, scans; a stand-in for
tesseract.
"""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

MakeDocx = Callable[..., Path]
MakePdf = Callable[..., Path]
StandIn = Callable[..., Path]
Placed = tuple[float, float, str] | tuple[float, float, str, float]


@pytest.fixture
def make_docx(tmp_path: Path) -> MakeDocx:
    """Writes a Word file: `body` is the XML inside w:body; further parts by the names of their files."""

    def make(body: str, name: str = "van-ban.docx", **parts: str) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("[Content_Types].xml", "<Types/>")
            file.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
            for part, xml in parts.items():
                root = {"header1": "hdr"}.get(part, part)
                file.writestr(f"word/{part}.xml", f"<w:{root} {NAMESPACES}>{xml}</w:{root}>")
            if "header1" in parts:
                target = '<Relationship Id="r1" Target="header1.xml"/>'
                file.writestr(
                    "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{target}</Relationships>'
                )
        return path

    return make


FIRST_CODE = 0x21
"""Codes below are controls to a reader of PDF."""
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Writes a PDF: `pages` of (x, y, words), the size of the letters behind if it is not 12.

    `laid` are words that annotations show over the first page, `drawn` what each page draws, in operators of PDF.
    """

    def make(
        pages: list[list[Placed]],
        laid: list[Placed] | None = None,
        name: str = "van-ban.pdf",
        locked: bool = False,
        drawn: list[str] | None = None,
        turned: int = 0,
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(_pdf(pages, laid or [], locked, drawn or [""] * len(pages), turned))
        return path

    return make


def _pdf(pages: list[list[Placed]], laid: list[Placed], locked: bool, drawn: list[str], turned: int) -> bytes:
    """A PDF whose one font maps its codes to the letters used, so that any 200 letters can be written."""
    letters = sorted({c for page in [*pages, laid] for _, _, words, *_ in page for c in words})
    codes = {c: i for i, c in enumerate(letters, start=FIRST_CODE)}
    last = FIRST_CODE + len(letters) - 1
    rows = "\n".join(f"<{code:02x}> <{ord(c):04x}>" for c, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap end end"
    )
    widths = " ".join("250" if c == " " else "500" for c in letters)
    first = 5 + len(laid) * 2
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    annotations = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(laid)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar {FIRST_CODE} /LastChar {last} "
        f"/Widths [{widths}] /ToUnicode 4 0 R >>",
        _stream(cmap),
    ]
    for i, (x, y, words, *_) in enumerate(laid):
        objects += [
            f"<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /Rect [{x} {y - 4} {x + 300} {y + 14}] "
            f"/AP << /N {6 + 2 * i} 0 R >> >>",
            _stream(_show([(0, 4, words)], codes), "/Type /XObject /Subtype /Form /BBox [0 0 300 18] "
                    "/Resources << /Font << /F 3 0 R >> >>"),
        ]  # fmt: skip
    for i, page in enumerate(pages):
        shown = f"/Annots [{annotations}]" if i == 0 else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * i + 1} 0 R {shown} "
            f"/Rotate {turned} /Resources << /Font << /F 3 0 R >> >> >>",
            _stream(f"{drawn[i]}\n{_show(page, codes)}"),
        ]
    if locked:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    table = out.tell()
    encrypt = f"/Encrypt {len(objects)} 0 R /ID [<41> <41>]" if locked else ""
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {encrypt} >>\nstartxref\n{table}\n%%EOF".encode())
    return out.getvalue()


def _stream(content: str, entries: str = "") -> str:
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


def _show(words: list[Placed], codes: dict[str, int]) -> str:
    return "\n".join(
        f"BT /F {size[0] if size else 12} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{codes[c]:02x}' for c in text)}> Tj ET"
        for x, y, text, *size in words
    )


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Puts a shell script in the place of tesseract; it notes each page that it reads in the file `runs`.

    It sees `text` on every page, after the `rows` of its table that are given."""

    def place(
        text: str, version: str = "9.9.9", languages: str = "eng\nvie", script: str | None = None, rows: str = ""
    ) -> Path:
        folder = tmp_path / f"bin-{len(list(tmp_path.glob('bin-*')))}"
        folder.mkdir()
        (folder / "table").write_text(rows + _table(text), encoding="utf-8")
        runs = folder / "runs"
        runs.touch()
        program = folder / "tesseract"
        program.write_text(
            f"#!/bin/sh\ncase $1 in\n--version) echo tesseract {version}; exit;;\n"
            f'--list-langs) printf "List of available languages in \\"/nowhere/\\":\\n{languages}\\n"; exit;;\nesac\n'
            + (script or f"cat > /dev/null\necho x >> {runs}\ncat {folder}/table\n")
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.defpath}")
        return runs

    return place


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without tesseract."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF of three pages that are pictures, each different."""
    path = tmp_path / "scan.pdf"
    first, *others = (Image.new("L", (1240, 1754), 250 - i) for i in range(3))
    first.save(path, save_all=True, append_images=others, resolution=150)
    return path


def _table(text: str) -> str:
    """Tesseract's table of a page with this text."""
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        left = 100
        for place, word in enumerate(line.split(" "), start=1):
            rows.append(f"5\t1\t1\t1\t{number}\t{place}\t{left}\t{number * 60 + 400}\t{18 * len(word)}\t40\t95\t{word}")
            left += 18 * len(word) + 16
    return "\n".join(rows) + "\n"
