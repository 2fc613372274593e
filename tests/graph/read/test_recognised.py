"""Lines of text from the engine's table of words: columns, broken numbers, dirt, and what a hand wrote."""

from cancu.graph.read.recognised import (
    ILLEGIBLE,
    glyphs_of,
    handwriting_marked,
    letters_read,
    lines_of,
    printed,
)

Placed = tuple[str, int, int, int]
"""A word, its left edge, its width and the confidence in it."""


def table(*lines: list[Placed], height: int = 40) -> str:
    """Tesseract's table of these lines, each 100 dots below the one before."""
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    for number, line in enumerate(lines, start=1):
        rows.append(f"4\t1\t1\t1\t{number}\t0\t0\t{number * 100}\t2000\t{height}\t-1\t")
        rows += [
            f"5\t1\t1\t1\t{number}\t{i}\t{left}\t{number * 100}\t{width}\t{height}\t{sure}\t{text}"
            for i, (text, left, width, sure) in enumerate(line, start=1)
        ]
    return "\n".join(rows) + "\n"


def text(*lines: list[Placed]) -> list[str]:
    return list(printed(lines_of(table(*lines))))


def header(*lines: list[Placed]) -> list[str]:
    return list(printed(handwriting_marked(lines_of(table(*lines)))))


def spaced(words: str, sure: int = 95) -> list[Placed]:
    """The words of a line, 16 dots apart."""
    out: list[Placed] = []
    left = 100
    for word in words.split(" "):
        out.append((word, left, 20 * len(word), sure))
        left += 20 * len(word) + 16
    return out


def test_columns_are_parted_by_several_blanks() -> None:
    assert text([("TỈNH", 100, 100, 95), ("X", 216, 20, 95), ("Độc", 500, 80, 95), ("lập", 596, 80, 95)]) == [
        "TỈNH X    Độc lập"
    ]


def test_wide_gaps_of_justified_lines_part_no_columns() -> None:
    assert text([("thực", 100, 100, 95), ("hiện", 240, 100, 95), ("kế", 380, 50, 95)]) == ["thực hiện kế"]


def test_a_number_seen_in_pieces_is_whole() -> None:
    pieces = [("số", 100, 40, 95), ("1", 160, 15, 94), ("01/2024/NĐ-", 182, 220, 72), ("CP", 408, 40, 91),
              ("của", 468, 60, 95), ("Chính", 548, 90, 95)]  # fmt: skip
    assert text(pieces) == ["số 101/2024/NĐ-CP của Chính"]


def test_numbers_that_stand_apart_stay_apart() -> None:
    assert text(spaced("khoản 3 Điều 5 năm 2024 11 tháng")) == ["khoản 3 Điều 5 năm 2024 11 tháng"]


def test_one_letter_given_in_two_forms_is_one() -> None:
    assert text(spaced("số 1368/QĐÐ-UBND và 3⁄2024/QH15ngày")) == ["số 1368/QĐ-UBND và 3/2024/QH15 ngày"]


def test_specks_between_lines_are_left_out() -> None:
    page = table(spaced("Về việc điều chỉnh dự toán"), spaced("năm hai nghìn không trăm"))
    speck = "5\t1\t9\t1\t1\t1\t300\t80\t10\t15\t71\tÀ\n"
    assert list(printed(lines_of(page + speck))) == ["Về việc điều chỉnh dự toán", "năm hai nghìn không trăm"]


def test_a_number_and_a_day_written_by_hand_are_not_guessed() -> None:
    number = [("Số:", 100, 60, 96), ("84", 200, 60, 41), ("/QĐ-UBND", 300, 200, 48)]
    day = [("ngày0B", 900, 160, 86), ("tháng", 1080, 100, 97), ("02", 1200, 40, 97), ("năm", 1260, 60, 97)]
    assert header([*number, *day, ("2025", 1340, 80, 97)]) == [
        f"Số: {ILLEGIBLE} /QĐ-UBND    ngày {ILLEGIBLE} tháng 02 năm 2025"
    ]


def test_a_number_glued_to_its_word_is_not_guessed_either() -> None:
    assert header([("Só:84", 100, 150, 0), ("/TTr-UBND", 290, 250, 69)]) == [f"Só: {ILLEGIBLE} /TTr-UBND"]


def test_printed_numbers_and_days_stay() -> None:
    line = "Số: 45/KH-UBND Cao Bằng, ngày 09 tháng 10 năm 2025"
    assert header(spaced(line)) == [line]


def test_a_number_left_blank_stays_blank() -> None:
    line = "Số: /KH-UBND Cao Bằng, ngày tháng 10 năm 2025"
    assert header(spaced(line)) == [line]


def test_a_sentence_that_speaks_of_a_number_is_no_letterhead() -> None:
    lines = [spaced("Số: 45/KH-UBND"), spaced("số: 12/2024/NĐ-CP ngày 0B tháng 2", 30), spaced("Số: 8/QĐ-UBND", 30)]
    assert header(*lines)[1:] == ["số: 12/2024/NĐ-CP ngày 0B tháng 2", "Số: 8/QĐ-UBND"]


def test_letters_that_the_engine_guessed_do_not_count_as_read() -> None:
    assert letters_read(lines_of(table(spaced("abc def", 20), spaced("ghi", 90)))) == 3


def test_characters_stand_in_the_boxes_of_their_words() -> None:
    glyphs = list(glyphs_of(lines_of(table([("Số:", 100, 60, 96), ("/KH", 400, 60, 96)])), 0.5, (10.0, 800.0)))
    assert "".join(g.char for g in glyphs) == "Số:    /KH"
    assert (glyphs[0].left, glyphs[0].right, glyphs[0].bottom, glyphs[0].top) == (60.0, 70.0, 730.0, 750.0)
    assert glyphs[-1].right == 240.0


def test_a_number_printed_as_one_word_with_its_symbol_is_believed_sooner() -> None:
    assert header(spaced("Số: 45/KH-UBND", 49)) == ["Số: 45/KH-UBND"]
    assert header(spaced("Số: 4S/KH-UBND", 49)) == [f"Số: {ILLEGIBLE} /KH-UBND"]
    assert header(spaced("Số: 45/KH-UBND", 30)) == [f"Số: {ILLEGIBLE} /KH-UBND"]
