"""What `cancu add` says of a document is what `cancu review` would ask about it, for every kind of doubt."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cancu.graph.check import Report
from cancu.graph.cli import cli
from cancu.graph.keeping import staging
from cancu.graph.uncertain import TOPICS, Choice, Occurrence, Question
from cancu.graph.uncertain.account import account
from tests.graph.uncertain.doubtful import DOUBTFUL

DAMAGED = """UY BAN NHAN DAN
TINH HOA BINH
S6: 31/KH-UBND
Hoa Binh, ngay 10 thang 3 nam 2024
KE HOACH
Thuc hién céng tac tré em nam 2024
Thuc hién Quyét dinh s6 1472/Qb-TTg ngay 28/9/2020 cua Thu tuéng Chinh pha.
"""
CLEAR = """ỦY BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC
Số: 41/KH-UBND

Bình Phước, ngày 10 tháng 3 năm 2024

KẾ HOẠCH
Chăm sóc trẻ em mồ côi năm 2024

Căn cứ Luật Trẻ em năm 2016, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Rà soát số trẻ em mồ côi trên địa bàn tỉnh.
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder; running the shapes takes seconds, and these tests are not about them."""
    monkeypatch.setenv("CANCU_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(staging, "check_store", lambda *_what: Report(()))
    return tmp_path / "home"


def added(file: Path) -> str:
    done = CliRunner().invoke(cli, ["add", str(file)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def asked(file: Path) -> list[dict[str, object]]:
    done = CliRunner().invoke(cli, ["review", str(file), "--format", "json"], catch_exceptions=False)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("name", "text"), [("ngo.txt", DOUBTFUL), ("hong.txt", DAMAGED)])
def test_the_account_counts_the_questions_of_the_review_by_kind(name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    told, questions = added(file), asked(file)
    assert questions
    assert f"CHƯA CHẮC CHẮN: {len(questions)} câu hỏi" in told
    for label in {TOPICS[str(q["topic"])].label for q in questions}:
        count = sum(TOPICS[str(q["topic"])].label == label for q in questions)
        assert f"{label} ({count})" in told
    assert told.count("→ Khi soát: ") == len({q["topic"] for q in questions})
    assert f"cancu review {file}" in told


@pytest.mark.usefixtures("home")
def test_places_are_told_by_line_and_what_the_document_is_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "ngo.txt"
    file.write_text(DOUBTFUL, "utf-8")
    told = added(file)
    lines = DOUBTFUL.split("\n")
    for words in ("Kế hoạch số 99/KH-UBND", "Bộ luật Hình sự", "Sở Sở Y tế"):
        line = next(n for n, printed in enumerate(lines, 1) if words in printed)
        assert re.search(rf"Dòng {line} \(mục [\w.]+\): «{words}»", told), words
    headings = [told.index(f"  {label} (") for label in ("Văn bản không có số", "Chưa xác định được văn bản")]
    assert headings == sorted(headings)
    assert "Ngày in là «32/01/2023»" in told


@pytest.mark.usefixtures("home")
def test_nothing_uncertain_is_said_only_where_nothing_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "ro.txt"
    file.write_text(CLEAR, "utf-8")
    told = added(file)
    assert asked(file) == []
    assert "Không có điểm nào chưa chắc chắn." in told
    assert "còn" not in added(file).lower()  # given again: unchanged, and nothing is open


@pytest.mark.usefixtures("home")
def test_a_file_that_is_held_already_says_how_many_questions_are_open(tmp_path: Path) -> None:
    file = tmp_path / "ngo.txt"
    file.write_text(DOUBTFUL, "utf-8")
    added(file)
    assert f"Còn {len(asked(file))} câu hỏi chưa trả lời" in added(file)


def question(n: int, topic: str = "ambiguous", choices: int = 5) -> Question:
    place = Occurrence("doc", "Kế hoạch 1/KH-UBND", "2024", "II.1", f"Kế hoạch số {n}/KH-UBND", 1, n, 10 * n)
    offered = tuple(Choice(f"iri{k}", f"Kế hoạch thứ {k}") for k in range(choices))
    return Question(TOPICS[topic], place.surface, f"{n}/KH-UBND", "Không in ngày.", "", "", offered, (place,))


def test_long_lists_are_cut_with_their_count_and_the_command_that_shows_all() -> None:
    text = "chữ\n" * 400
    told = "\n".join(account([question(n) for n in range(9)], text, "ke-hoach.txt"))
    assert "Trùng số, cần chọn (9)" in told
    assert told.count("«Kế hoạch số") == 4
    assert "… và 5 câu nữa" in told
    assert told.count("… và 2 khả năng khác") == 4
    assert "Xem đủ 9 câu với mọi khả năng: cancu review ke-hoach.txt --format csv" in told
    short = "\n".join(account([question(1, choices=2)], text, "ke-hoach.txt"))
    assert "Xem đủ" not in short


def test_pages_are_told_where_there_are_several() -> None:
    told = "\n".join(account([question(1)], "một\f" + "hai\n" * 20, "x"))
    assert "Trang 2, dòng 2 (mục II.1)" in told
