"""Page images: PNG, JPEG, TIFF with one page or many, BMP, GIF, WebP."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from cancu.graph.read.ocr import DPI, MAX_PAGES, MAX_PIXELS, Picture, Recognised, recognise
from cancu.graph.read.printed import cleaned
from cancu.graph.read.recognised import handwriting_marked, letters_read, printed
from cancu.graph.read.refusals import broken, not_to_be_recognised, nothing_legible, too_large_page
from cancu.graph.read.settings import OcrSettings
from cancu.graph.read.shades import grey
from cancu.graph.read.text import Origin

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
MIN_LETTERS = 20
"""With fewer letters on all pages together nothing legible was found."""
_A4_WIDTH = 8.27
_PLAUSIBLE_WIDTH = (4.0, 24.0)
"""Inches that the short side of a page may have; cameras and screens state resolutions that mean nothing."""
_NEAR_ENOUGH = (0.8, 1.25)
_MAX_ENLARGED = 3.0


def picture_text(path: Path, data: bytes, settings: OcrSettings) -> tuple[str, list[Origin]]:
    """The text of the image file in `data`, pages parted by form feeds, and how each came. Raises `UnreadableFile`."""
    found = _recognised(path, data, settings)
    if sum(letters_read(page.lines) for page in found) < MIN_LETTERS:
        raise nothing_legible(path)
    pages = []
    for page in found:
        lines = handwriting_marked(page.lines) if page.page == 1 else page.lines
        pages.append(cleaned("\n".join(printed(lines)), page.page))
    return "\f".join(pages), [page.origin for page in found]


def _recognised(path: Path, data: bytes, settings: OcrSettings) -> list[Recognised]:
    if settings.mode == "never":
        raise not_to_be_recognised(path)
    try:
        with warnings.catch_warnings():
            # The limit on pixels is our own, and stricter.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                return recognise(path, _pictures(path, image), _frames(path, image), settings)
    except UnidentifiedImageError as error:
        raise broken(path, "ảnh") from error
    except Image.DecompressionBombError as error:
        raise too_large_page(path, 1, MAX_PIXELS) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise broken(path, "ảnh") from error


def _frames(path: Path, image: Image.Image) -> int:
    count = 1 if image.format in ("MPO", "GIF", "WEBP") else int(getattr(image, "n_frames", 1))
    for number in range(1, min(count, MAX_PAGES) + 1):
        image.seek(number - 1)
        if image.width * image.height > MAX_PIXELS:
            raise too_large_page(path, number, MAX_PIXELS)
    return count


def _pictures(path: Path, image: Image.Image) -> Iterator[Picture]:
    for index in range(_frames(path, image)):
        image.seek(index)
        page = ImageOps.exif_transpose(image)
        scale = DPI / _resolution(page)
        if not _NEAR_ENOUGH[0] <= scale <= _NEAR_ENOUGH[1]:
            scale = min(scale, _MAX_ENLARGED, (MAX_PIXELS / (page.width * page.height)) ** 0.5)
            size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
            page = grey(page).resize(size, Image.Resampling.LANCZOS)
        yield Picture(index + 1, grey(page), DPI)


def _resolution(image: Image.Image) -> float:
    """Dots per inch, as stated where that gives a page of a plausible size, else as if the page were A4."""
    short = min(image.size)
    stated = image.info.get("dpi", (0,))[0]
    if stated and _PLAUSIBLE_WIDTH[0] <= short / float(stated) <= _PLAUSIBLE_WIDTH[1]:
        return float(stated)
    return short / _A4_WIDTH
