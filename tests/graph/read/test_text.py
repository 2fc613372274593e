"""What is read from a file: the text that all offsets count, and a clear word where a file cannot be read."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.fold import ALPHABET, composed_letters, fold, letters_of
from cancu.graph.read import UnreadableFile, read_file, text_of
from cancu.graph.read.quality import GARBLED, GOOD, UNDIACRITIC, page_quality

GOOD_PAGE = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai thực hiện nghiêm túc kế hoạch này trong năm học mới."
)
BARE_PAGE = (
    "Uy ban nhan dan tinh yeu cau cac so, ban, nganh trien khai thuc hien nghiem tuc ke hoach nay trong nam hoc moi."
)
MISREAD_PAGE = (
    "Uy ban nhan dan tinh yéu ciu cac s6, ban, nganh trién khai thuc hi¢n nghi€m tuc ké hoach nay trong nam h0c moi."
)


@given(st.text())
def test_folding_keeps_length_and_leaves_ascii(raw: str) -> None:
    folded = fold(raw)
    assert len(folded) == len(raw)
    assert folded.isascii()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ủy ban", "uy ban"),
        ("UỶ BAN", "uy ban"),
        ("ĐÐđ", "ddd"),
        ("28–CT/TW", "28-ct/tw"),
        ("“Vì trẻ em”", '"vi tre em"'),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_text_is_nfc_without_bom_and_with_plain_line_ends() -> None:
    text = text_of("a.txt", "\ufeffKe\u0302\u0301 hoạch\r\nsố 1\rhết")
    assert text.content == "Kế hoạch\nsố 1\nhết"
    assert len(text.folded) == len(text.content)


def test_letters_of_the_alphabet_are_composed_whatever_stands_beside_them() -> None:
    pairs = [a + b for a in ALPHABET for b in ALPHABET]
    assert all(unicodedata.normalize("NFC", pair) == pair for pair in pairs)
    assert composed_letters("Ủy ban") == letters_of("Ủy ban")
    assert composed_letters(unicodedata.normalize("NFD", "Ủy ban")) is None
    assert text_of("t", unicodedata.normalize("NFD", "Ủy ban")).content == "Ủy ban"


def test_a_slice_is_what_is_read_from_its_characters_alone() -> None:
    text = text_of("a.txt", "KẾ HOẠCH\n\nSở Y tế, Đoàn thể\n\nTHÔNG BÁO")
    part, alone = text.slice(10, 27), text_of("a.txt", text.content[10:27])
    assert (part.content, part.small, part.folded, part.sha256) == (
        alone.content, "sở y tế, đoàn thể", alone.folded, alone.sha256
    )  # fmt: skip


def test_pages_are_parted_by_form_feeds_and_judged_one_by_one() -> None:
    text = text_of("a.txt", f"{GOOD_PAGE}\f{MISREAD_PAGE}")
    assert [p.quality for p in text.pages] == [GOOD, GARBLED]
    assert text.content[text.pages[1].start : text.pages[1].end] == MISREAD_PAGE
    assert text.quality == GARBLED
    assert text.quality_at(3) == GOOD


@pytest.mark.parametrize(("page", "quality"), [(GOOD_PAGE, GOOD), (BARE_PAGE, UNDIACRITIC), (MISREAD_PAGE, GARBLED)])
def test_page_quality(page: str, quality: str) -> None:
    assert page_quality(page) == quality


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("rong.txt", b"  \n\n", "không có chữ nào"),
        ("ma.txt", "dòng một\nKế".encode("utf-16-le"), "nhị phân|UTF-8"),
        ("hong.txt", b"Quy\xe1\xba\xbft\n\xff\xfe\x00 \n", "hong.txt, dòng 2"),
        ("nhi-phan.txt", b"abc\x00def", "nhị phân"),
        ("anh.png", b"\x89PNG", "tệp hỏng"),
    ],
)
def test_unreadable_files_are_named_with_cause_and_remedy(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=says) as error:
        read_file(path)
    assert name in str(error.value)


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không có tệp này"):
        read_file(tmp_path / "khong-co.txt")
    with pytest.raises(UnreadableFile, match="không phải là tệp"):
        read_file(tmp_path)


def test_utf_16_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Kế hoạch".encode("utf-16"))
    assert read_file(path).content == "Kế hoạch"


def test_characters_that_cannot_be_seen_part_no_number() -> None:
    printed = "Quyết định số 12\u200b/\u2060QĐ-\ufeffTTg, Kế hoạch số 5/KH\u00adUBND, phát\u00ad triển"
    assert text_of("a.txt", printed).content == "Quyết định số 12/QĐ-TTg, Kế hoạch số 5/KH-UBND, phát triển"


def test_hyphens_and_blanks_that_forbid_a_break_are_hyphens_and_blanks() -> None:
    assert text_of("a.txt", "Quy định số\u202f296\u2011QĐ/TW").content == "Quy định số 296-QĐ/TW"


def test_no_text_holds_what_parts_the_statements_of_a_page() -> None:
    text = text_of("plan", "Quyết định\x1ecitedDocument\x1fhttps://x.example số 12/QĐ-TTg")
    assert text.content == "Quyết địnhcitedDocumenthttps://x.example số 12/QĐ-TTg"


def test_a_letter_for_a_nought_is_a_figure_in_the_copies_and_stays_as_printed() -> None:
    text = text_of("a.txt", "ngày O5/O1/2O26, trước 3O/6; CO2 và HÒA")
    assert text.content == "ngày O5/O1/2O26, trước 3O/6; CO2 và HÒA"
    assert text.folded == "ngay 05/01/2026, truoc 30/6; co2 va hoa"


def test_the_figures_of_a_date_that_lost_its_blanks_get_them_back(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Ngày05tháng 6 năm2026của, năm 2027và năm 2030; NĂM2028, số5/QĐ; quý 3a, 5năm, 20tháng", encoding="utf-8"
    )
    wanted = "Ngày 05 tháng 6 năm 2026 của, năm 2027 và năm 2030; NĂM 2028, số 5/QĐ; quý 3a, 5năm, 20tháng"
    assert read_file(path).content == wanted


def test_line_ends_that_a_portal_wrote_down_are_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KẾ HOẠCH\\r\\nTrồng cây", encoding="utf-8")
    assert read_file(path).content == "KẾ HOẠCH\nTrồng cây"
