"""Recognition of page pictures: two pages at once, what was read before kept, a time limit for each page."""

import hashlib
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from cancu.graph.read.recognised import Word, lines_of, upright
from cancu.graph.read.settings import OcrSettings, PageCache
from cancu.graph.read.tesseract import LANGUAGE, FailedPageError, LatePageError, Runs, installed
from cancu.graph.read.text import RECOGNISED, Origin, UnreadableFile

DPI = 300
"""Dots per inch that pages are drawn with; tesseract's models were trained on it."""
MAX_PAGES = 300
"""Pages of one file that are recognised, at one to two seconds each."""
MAX_PIXELS = 40_000_000
"""Dots of one page: A2 at 300 dpi; a page of A4 has 9 million."""
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Pillow turns the other way round."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be recognised: its number in the file, from 1, and its image in shades of grey."""

    page: int
    image: Image.Image
    dpi: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was seen on a page: its lines of words, in dots of `dpi`, and how."""

    page: int
    lines: list[list[Word]]
    origin: Origin


def recognise(path: Path, pictures: Iterable[Picture], count: int, settings: OcrSettings) -> list[Recognised]:
    """Read the `count` pages of `pictures`, which are drawn one by one as they are needed. Raises `UnreadableFile`."""
    if count > MAX_PAGES:
        raise UnreadableFile(
            f"{path}: phải nhận dạng chữ (OCR) {count:,} trang, quá {MAX_PAGES:,} trang cho phép; hãy tách tệp "
            f"({count:,} pages need OCR, over the limit of {MAX_PAGES:,}: split the file)"
        )
    done: list[Recognised] = []
    runs = Runs(installed(path), settings.page_seconds)

    def tell() -> None:
        if settings.progress is not None:
            settings.progress(len(done), count)

    waiting: deque[Future[Recognised]] = deque()

    def take() -> None:
        done.append(waiting.popleft().result())
        tell()

    tell()
    with ThreadPoolExecutor(settings.jobs) as pool:
        try:
            for picture in pictures:
                waiting.append(pool.submit(_recognised, path, picture, runs, settings.cache))
                # Pictures are large: only one more than are being read is held.
                if len(waiting) > settings.jobs:
                    take()
            while waiting:
                take()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            runs.stop()
            raise
    return done


def _recognised(path: Path, picture: Picture, runs: Runs, cache: PageCache) -> Recognised:
    key = _key(picture, runs.tesseract.settings)
    table = cache.get(key)
    if table is None:
        table = _table(path, picture, runs)
        cache.put(key, table)
    origin = Origin(RECOGNISED, runs.tesseract.name, LANGUAGE, picture.dpi)
    return Recognised(picture.page, lines_of(table), origin)


def _table(path: Path, picture: Picture, runs: Runs) -> str:
    try:
        table = runs.table(_grey_map(picture.image), picture.dpi)
        if upright(lines_of(table)):
            return table
        turn = runs.turn(_grey_map(picture.image), picture.dpi)
        return runs.table(_grey_map(picture.image.transpose(_TURNS[turn])), picture.dpi) if turn else table
    except LatePageError:
        raise UnreadableFile(
            f"{path}: trang {picture.page}: nhận dạng chữ (OCR) chưa xong sau {runs.seconds:.0f} giây; hãy quét lại "
            f"trang này cho rõ, hoặc tách trang này ra khỏi tệp (page {picture.page}: OCR took longer than "
            f"{runs.seconds:.0f} seconds; scan the page anew, or leave it out)"
        ) from None
    except FailedPageError as error:
        raise UnreadableFile(
            f"{path}: trang {picture.page}: tesseract không đọc được ảnh ({error}); hãy quét lại trang này (page "
            f"{picture.page}: tesseract cannot read the picture; scan the page anew)"
        ) from error


def _grey_map(image: Image.Image) -> bytes:
    return b"P5 %d %d 255\n" % image.size + image.tobytes()


def _key(picture: Picture, settings: str) -> str:
    digest = hashlib.sha256(f"{settings} {picture.dpi} {picture.image.size}\n".encode())
    digest.update(picture.image.tobytes())
    return digest.hexdigest()
