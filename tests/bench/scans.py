"""Our own test documents set on paper, photographed at 200 dots an inch, and read again by tesseract.

With its English model, as the worst copies were made, and with its Vietnamese one. Without LibreOffice or tesseract the
set is left out, and that is said.
"""

import html
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from damage import sound, without_diacritics
from score import Score

from cancu.graph.cite import Mention

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents" / "cited"
LANGUAGES = ("vie", "eng")
_DOTS = 200 / 72


def annotated() -> list[tuple[str, str, list[dict[str, str | None]]]]:
    """Name, text and annotated citations of each document."""
    found = []
    for path in sorted(DOCUMENTS.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found.append((gold["file"], (DOCUMENTS / gold["file"]).read_text(encoding="utf-8"), gold["citations"]))
    return found


def scored(read: Callable[[str, str], tuple[Mention, ...]], damage: Callable[[str, str], str]) -> Score:
    """How the documents are read once `damage` (name, text) has been done to them."""
    score = Score()
    for name, content, gold in annotated():
        mentions = list(read(name, damage(name, content)))
        for wanted in gold:
            kind = str(wanted["kind"])
            score.there[kind] += 1
            right = next((m for m in mentions if _same(m, wanted)), None)
            if right is None:
                score.missed.append(f"{name}: {wanted['type']} {wanted['number'] or ''}")
                continue
            mentions.remove(right)
            score.found[kind] += 1
            score.whole[kind] += right.type is not None and (right.type.name, right.date) == (
                wanted["type"],
                wanted["date"],
            )
        for mention in mentions:
            if mention.spellings:
                continue
            score.wrong["(nothing there)"] += 1
            score.invented.append(f"{mention.text} → {mention.number}")
    return score


def _same(mention: Mention, wanted: dict[str, str | None]) -> bool:
    if wanted["number"] is not None:
        return mention.number == wanted["number"]
    named = mention.number is None and mention.type is not None and mention.type.name == wanted["type"]
    return named and mention.date == wanted["date"]


def damages() -> dict[str, Callable[[str, str], str]]:
    """What can be done to a document here, by name."""
    plain: dict[str, Callable[[str, str], str]] = {
        "ours, clean": lambda _, content: sound(content).content,
        "ours, no diacritics": lambda _, content: without_diacritics(content).content,
    }
    missing = [program for program in ("soffice", "tesseract") if shutil.which(program) is None]
    if missing:
        print(f"\nno scans: {', '.join(missing)} not found (apt: libreoffice-writer tesseract-ocr tesseract-ocr-vie)")
        return plain
    held = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout.split()
    for language in LANGUAGES:
        if language in held:
            plain[f"scanned, tesseract {language}"] = lambda name, content, by=language: scanned(name, content, by)
        else:
            print(f"\nno scans by tesseract {language}: its model is not installed (apt: tesseract-ocr-{language})")
    return plain


def scanned(name: str, content: str, language: str) -> str:
    """The text after printing and reading by tesseract."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{Path(name).stem}.html"
        source.write_text(_set(content), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf:writer_web_pdf_Export",
            "--outdir",
            folder,
            source,
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        with pypdfium2.PdfDocument(source.with_suffix(".pdf")) as document:
            return "\f".join(_read_page(document[i], Path(folder), language) for i in range(len(document)))


def _set(content: str) -> str:
    """The text as papers are set: 14 points, with serifs, a paragraph a line."""
    lines = "".join(f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in content.split("\n"))
    style = "body { font-family: 'Liberation Serif', 'Times New Roman', serif; font-size: 14pt } p { margin: 0 0 2pt }"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style></head><body>{lines}</body></html>'


def _read_page(page: pypdfium2.PdfPage, folder: Path, language: str) -> str:
    bitmap = page.render(scale=_DOTS, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    image = folder / "page.pgm"
    image.write_bytes(f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + b"".join(lines))
    command = ["tesseract", image, "-", "-l", language, "--dpi", "200"]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")
