"""Pages that are pictures: with a stand-in for tesseract, so that every outcome can be had; the real one is in
test_ocr_real.py.
"""

import io
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from cancu.graph.cli import cli
from cancu.graph.read import (
    LAYER,
    RECOGNISED,
    UNREAD,
    FolderCache,
    OcrSettings,
    Origin,
    Text,
    UnreadableFile,
    ocr,
    pdf,
    read_file,
)
from cancu.graph.read.quality import GARBLED, GOOD
from cancu.graph.read.shades import grey
from cancu.graph.reading import read_document
from cancu.graph.records import records
from cancu.graph.registry import load_registry
from cancu.graph.write import draft_turtle

MakePdf = Callable[..., Path]
StandIn = Callable[..., Path]

READ = (
    "Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện\nNghị định số 12/2024/NĐ-CP ngày 01/02/2024 của Chính phủ\n"
    "để các sở, ban, ngành cùng thực hiện nhiệm vụ."
)
BODY = "Ủy ban nhân dân tỉnh ban hành kế hoạch này để các sở, ban, ngành và địa phương cùng thực hiện."
MISREAD = "Uy ban nhan dan tinh ban hanh ké hoach nay dé cac s6, ban, nganh va dia phuong cing thuc hién nhiém vu."
BY_STAND_IN = Origin(RECOGNISED, "tesseract 9.9.9", "vie", 300)


def image(size: tuple[int, int] = (1240, 1754), shade: int = 250) -> Image.Image:
    return Image.new("L", size, shade)


def refusal(path: Path, settings: OcrSettings | None = None) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_file(path, settings)
    message = str(error.value)
    assert path.name in message
    assert message.isascii() is False
    assert "(" in message
    return message


def test_a_scanned_pdf_is_read_and_every_page_says_how(scan: Path, stand_in: StandIn) -> None:
    runs = stand_in(READ)
    text = read_file(scan)
    assert text.content == "\f".join([READ + "\n"] * 3)
    assert [p.origin for p in text.pages] == [BY_STAND_IN] * 3
    assert [(r.first, r.last, r.quality) for r in text.page_ranges()] == [(1, 3, GOOD)]
    assert len(runs.read_text().split()) == 3


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_page_images_are_read(tmp_path: Path, stand_in: StandIn, form: str) -> None:
    stand_in(READ)
    path = tmp_path / "trang.pdf"
    image().save(path, form)
    text = read_file(path)
    assert text.content == READ + "\n"
    assert text.pages[0].origin == BY_STAND_IN


def test_every_page_of_a_tiff_is_read(tmp_path: Path, stand_in: StandIn) -> None:
    stand_in(READ)
    path = tmp_path / "fax.tif"
    image().save(path, save_all=True, append_images=[image(shade=9)])
    assert len(read_file(path).pages) == 2


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_images_of_every_kind_of_colour_are_read(tmp_path: Path, stand_in: StandIn, mode: str) -> None:
    stand_in(READ)
    path = tmp_path / "mau.tif"
    Image.new(mode, (1000, 1400)).save(path)
    assert read_file(path).content == READ + "\n"


def test_a_transparent_page_is_white_and_sixteen_bits_keep_their_shades() -> None:
    assert grey(Image.new("LA", (1, 1), (0, 0))).getpixel((0, 0)) == 255
    assert grey(Image.new("I;16", (1, 1), 0x8000)).getpixel((0, 0)) == 128


def test_the_red_of_a_seal_is_white_and_the_ink_below_it_stays() -> None:
    page = Image.new("RGB", (2, 1), (230, 40, 40))
    page.putpixel((1, 0), (30, 20, 20))
    assert [grey(page).getpixel((x, 0)) for x in (0, 1)] == [230, 30]


def test_of_a_mixed_pdf_only_the_scanned_pages_are_recognised(
    tmp_path: Path, make_pdf: MakePdf, scan: Path, stand_in: StandIn
) -> None:
    runs = stand_in(READ)
    path = joined(tmp_path / "hon-hop.pdf", make_pdf([[(50, 700, BODY)]]), scan)
    text = read_file(path)
    assert text.content.startswith(f"{BODY}\n\f{READ}\n")
    assert [p.origin.kind for p in text.pages] == [LAYER, RECOGNISED, RECOGNISED, RECOGNISED]
    assert len(runs.read_text().split()) == 3


def test_the_whole_file_is_recognised_when_asked(make_pdf: MakePdf, stand_in: StandIn) -> None:
    stand_in(READ)
    text = read_file(make_pdf([[(50, 700, BODY)]]), OcrSettings("always"))
    assert (text.content, text.pages[0].origin) == (READ + "\n", BY_STAND_IN)


def test_without_recognition_scans_are_refused_and_scanned_pages_told(
    tmp_path: Path, make_pdf: MakePdf, scan: Path, stand_in: StandIn
) -> None:
    runs = stand_in(READ)
    never = OcrSettings("never")
    assert "--no-ocr" in refusal(scan, never)
    png = tmp_path / "a.png"
    image().save(png)
    assert "--no-ocr" in refusal(png, never)
    path = joined(tmp_path / "hon-hop.pdf", make_pdf([[(50, 700, BODY)]] * 4), scan)
    assert [p.origin.kind for p in read_file(path, never).pages] == [LAYER] * 4 + [UNREAD] * 3
    assert runs.read_text() == ""


@pytest.mark.usefixtures("without")
def test_an_empty_page_is_no_scan(make_pdf: MakePdf) -> None:
    assert [p.origin.kind for p in read_file(make_pdf([[(50, 700, BODY)], []])).pages] == [LAYER, LAYER]


def test_a_garbled_page_is_read_again_and_the_better_text_kept(make_pdf: MakePdf, stand_in: StandIn) -> None:
    path = make_pdf([[(50, 700, MISREAD)], [(50, 700, BODY)]])
    stand_in(READ)
    text = read_file(path)
    assert text.content == f"{READ}\n\f{BODY}\n"
    assert [(p.quality, p.origin.kind) for p in text.pages] == [(GOOD, RECOGNISED), (GOOD, LAYER)]


@pytest.mark.parametrize("worse", [MISREAD, "Kế hoạch"])
def test_a_garbled_page_is_kept_where_recognition_is_no_better(
    make_pdf: MakePdf, stand_in: StandIn, worse: str
) -> None:
    stand_in(worse)
    page = read_file(make_pdf([[(50, 700, MISREAD)]])).pages[0]
    assert (page.quality, page.origin) == (GARBLED, Origin())


@pytest.mark.usefixtures("without")
def test_a_garbled_page_is_still_read_where_there_is_no_engine(make_pdf: MakePdf) -> None:
    assert read_file(make_pdf([[(50, 700, MISREAD)]])).content == MISREAD + "\n"


def test_number_and_day_laid_over_a_scan_stand_in_their_gaps(make_pdf: MakePdf, stand_in: StandIn) -> None:
    """The stand-in «sees» the header's two ends on one line, 464 dots from the top: 842 - 464 * 72 / 300 = 731."""
    path = make_pdf([[]], [(60.0, 722.0, "64"), (300.0, 820.0, "Ký bởi: Ủy ban nhân dân")])
    row = "5\t1\t1\t1\t1\t{}\t{}\t460\t{}\t40\t95\t{}\n"
    header = row.format(1, 100, 60, "Số:") + row.format(2, 400, 160, "/KH-UBND")
    stand_in("\n" + READ, rows=header)
    content = read_file(path).content
    assert content.split("\n")[0] == "Số: 64/KH-UBND"
    assert "Ký bởi" not in content


def test_nothing_legible_is_told(scan: Path, tmp_path: Path, stand_in: StandIn) -> None:
    stand_in("|")
    assert "không nhận dạng được chữ nào" in refusal(scan)
    png = tmp_path / "anh.png"
    image().save(png)
    assert "không nhận dạng được chữ nào" in refusal(png)


@pytest.mark.usefixtures("without")
def test_without_tesseract_the_packages_are_named(scan: Path) -> None:
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in refusal(scan)


def test_without_its_vietnamese_data_the_package_is_named(scan: Path, stand_in: StandIn) -> None:
    stand_in(READ, languages="eng")
    message = refusal(scan)
    assert "dữ liệu tiếng Việt" in message
    assert "tesseract-ocr-vie" in message


def test_a_page_that_fails_is_named_with_the_cause(scan: Path, stand_in: StandIn) -> None:
    stand_in(READ, script="cat > /dev/null\necho Image too small >&2\nexit 1\n")
    message = refusal(scan)
    assert "trang 1" in message
    assert "Image too small" in message


def gone(process: int) -> bool:
    """Whether the process has ended, at the latest in five seconds."""
    state = Path(f"/proc/{process}/stat")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if " Z " in state.read_text():
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_a_page_that_takes_too_long_is_named_and_nothing_is_left_running(
    scan: Path, tmp_path: Path, stand_in: StandIn
) -> None:
    stand_in(READ, script=f"cat > /dev/null\nsleep 60 & echo $! >> {tmp_path}/children\nwait\n")
    assert "trang 1: nhận dạng chữ (OCR) chưa xong sau 3 giây" in refusal(scan, OcrSettings(page_seconds=3))
    assert all(gone(int(child)) for child in (tmp_path / "children").read_text().split())


def test_an_interruption_leaves_nothing_running(scan: Path, tmp_path: Path, stand_in: StandIn) -> None:
    children = tmp_path / "children"
    first = tmp_path / "first"
    table_file = stand_in(READ).parent / "table"
    stand_in(
        READ,
        script=f"cat > /dev/null\nif mkdir {first} 2>/dev/null; then cat {table_file}; exit; fi\n"
        f"sleep 60 & echo $! >> {children}\nwait\n",
    )

    def interrupt(done: int, _: int) -> None:
        if done:
            deadline = time.monotonic() + 5
            while not children.exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file(scan, OcrSettings(progress=interrupt, page_seconds=30))
    assert all(gone(int(child)) for child in children.read_text().split())


def test_progress_is_told_page_by_page(scan: Path, stand_in: StandIn) -> None:
    stand_in(READ)
    told: list[tuple[int, int]] = []
    read_file(scan, OcrSettings(progress=lambda done, total: told.append((done, total))))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_was_recognised_is_kept(scan: Path, tmp_path: Path, stand_in: StandIn) -> None:
    settings = OcrSettings(cache=FolderCache(tmp_path / "home" / "ocr"))
    stand_in(READ)
    first = read_file(scan, settings)
    runs = stand_in("never asked")
    assert as_read(read_file(scan, settings)) == as_read(first)
    assert runs.read_text() == ""
    kept = [path for path in (tmp_path / "home" / "ocr").rglob("*") if path.is_file()]
    assert len(kept) == 3
    for path in kept:
        path.write_bytes(path.read_bytes()[:5])
    stand_in(READ)
    assert as_read(read_file(scan, settings)) == as_read(first)


def as_read(text: Text) -> tuple[object, ...]:
    return text.content, text.pages, text.quality


def test_another_version_of_the_engine_reads_anew(scan: Path, tmp_path: Path, stand_in: StandIn) -> None:
    settings = OcrSettings(cache=FolderCache(tmp_path / "home"))
    stand_in(READ)
    read_file(scan, settings)
    runs = stand_in(READ, version="10.0")
    assert read_file(scan, settings).pages[0].origin.engine == "tesseract 10.0"
    assert len(runs.read_text().split()) == 3


def test_reading_goes_on_where_nothing_can_be_kept(scan: Path, tmp_path: Path, stand_in: StandIn) -> None:
    stand_in(READ)
    (tmp_path / "file").touch()
    assert READ in read_file(scan, OcrSettings(cache=FolderCache(tmp_path / "file"))).content


def test_too_many_pages_are_refused(scan: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(READ)
    monkeypatch.setattr(ocr, "MAX_PAGES", 2)
    assert "3 trang, quá 2 trang" in refusal(scan)


@pytest.mark.usefixtures("without")
def test_an_image_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.png"
    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    path.write_bytes(fixed_header(data))
    assert "quá lớn (trên 40 triệu điểm ảnh)" in refusal(path)
    Image.new("1", (9000, 5000)).save(path)
    assert "quá lớn" in refusal(path)


def test_a_page_box_or_picture_beyond_all_measure_is_refused(
    tmp_path: Path, scan: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(READ)
    huge = tmp_path / "rong.pdf"
    image((200, 200)).save(huge, resolution=1)
    data = huge.read_bytes()
    assert b"14400" in data
    assert "trang 1: ảnh hoặc khổ trang quá lớn" in refusal(huge)
    monkeypatch.setattr(pdf, "MAX_EMBEDDED_PIXELS", 1000)
    assert "trang 1: ảnh hoặc khổ trang quá lớn" in refusal(scan)


def test_a_large_page_is_drawn_coarser(tmp_path: Path, stand_in: StandIn) -> None:
    stand_in(READ)
    path = tmp_path / "a1.pdf"
    image((2340, 3310)).save(path, resolution=100)
    origin = read_file(path).pages[0].origin
    assert origin.dpi is not None
    assert 200 < origin.dpi < 300


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
def test_an_image_cut_off_is_broken(tmp_path: Path, stand_in: StandIn, share: float) -> None:
    stand_in(READ)
    path = tmp_path / "a.png"
    Image.effect_noise((400, 400), 50).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: max(8, int(len(data) * share))])
    assert "tệp hỏng" in refusal(path)


@pytest.mark.usefixtures("without")
def test_the_command_names_what_is_missing_and_ends_with_2(scan: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["read", str(scan)], env={"CANCU_HOME": str(tmp_path / "home")})
    assert done.exit_code == 2
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in done.stderr
    assert not (tmp_path / "home").exists()


def test_the_command_counts_pages_on_standard_error_and_tells_how_they_were_read(
    scan: Path, tmp_path: Path, stand_in: StandIn
) -> None:
    stand_in(READ)
    done = CliRunner().invoke(cli, ["read", str(scan)], env={"CANCU_HOME": str(tmp_path / "home")})
    assert done.exit_code == 0
    assert "trang 3/3" in done.stderr
    assert '"origin": "ocr", "engine": "tesseract 9.9.9", "language": "vie", "dpi": 300' in done.stdout
    refused = CliRunner().invoke(cli, ["read", "--no-ocr", str(scan)], env={"CANCU_HOME": str(tmp_path / "home")})
    assert refused.exit_code == 2


def test_the_record_tells_how_each_page_was_read(
    tmp_path: Path, make_pdf: MakePdf, scan: Path, stand_in: StandIn
) -> None:
    stand_in(READ)
    reading = read_document(joined(tmp_path / "hon-hop.pdf", make_pdf([[(50, 700, BODY)]]), scan))
    first, second = records(reading)[0]["pages"]
    assert (first["first"], first["last"], first["origin"], first["engine"]) == (1, 1, LAYER, None)
    assert (second["first"], second["last"], second["origin"]) == (2, 4, RECOGNISED)
    turtle = draft_turtle(reading, load_registry())
    assert ":pages-2-4 a cancu:PageRange ;" in turtle
    assert 'cancu:recognitionEngine "tesseract 9.9.9"' in turtle


def fixed_header(png: bytearray) -> bytes:
    """The PNG with the check sum of its header put right."""
    png[29:33] = zlib.crc32(bytes(png[12:29])).to_bytes(4, "big")
    return bytes(png)


def joined(path: Path, *parts: Path) -> Path:
    """One PDF of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        with pypdfium2.PdfDocument(part) as document:
            whole.import_pages(document)
    whole.save(path)
    whole.close()
    return path
