"""Review in a data folder: what is asked about added documents, how one answer mends all, and how it is taken back."""

import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from cancu.graph.cli import cli, deciding, review, reviewer
from cancu.graph.keeping.adding import add
from cancu.graph.keeping.intake import arrive
from cancu.graph.keeping.reviewing import Taken, apply, decided, held_texts, record, undo
from cancu.graph.names import ID, plan_file_stem
from cancu.graph.review import Decision, load_decisions

HEAD = """UỶ BAN NHÂN DÂN
TỈNH {place}
Số: {number}/KH-UBND

{city}, ngày 10 tháng 3 năm {year}

KẾ HOẠCH
{title}

Căn cứ Luật Trẻ em năm 2016, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Thực hiện Quyết định số 1863/QĐ-TTg của Thủ tướng Chính phủ.
2. {more}

II. TỔ CHỨC THỰC HIỆN
1. Sở Sở Y tế
- Chủ trì triển khai Kế hoạch.
"""
SURFACE = "Quyết định số 1863/QĐ-TTg của Thủ tướng Chính phủ"
TARGET = ID + "thu-tuong-chinh-phu/quyet-dinh/2019/1863"
TEXTS = {
    "mot.txt": HEAD.format(
        place="BÌNH PHƯỚC", city="Bình Phước", number=31, year=2024, title="Phòng, chống bạo lực trẻ em năm 2024",
        more="Phổ biến các quy định về trẻ em.",
    ),
    "hai.txt": HEAD.format(
        place="BÌNH PHƯỚC", city="Bình Phước", number=32, year=2025, title="Phòng, chống đuối nước trẻ em năm 2025",
        more="Phổ biến các quy định về trẻ em.",
    ),
    "ba.txt": HEAD.format(
        place="HÒA BÌNH", city="Hòa Bình", number=33, year=2024, title="Bảo vệ trẻ em trên môi trường mạng năm 2024",
        more="Sơ kết Quyết định số 1863/QĐ-TTg ngày 23/12/2019 của Thủ tướng Chính phủ.",
    ),
    "cu.txt": HEAD.format(
        place="BÌNH PHƯỚC", city="Bình Phước", number=34, year=2018, title="Công tác trẻ em năm 2018",
        more="Phổ biến các quy định về trẻ em.",
    ),
}  # fmt: skip
ONE, TWO = ID + "ubnd-tinh-binh-phuoc/ke-hoach/2024/31", ID + "ubnd-tinh-binh-phuoc/ke-hoach/2025/32"
OLD = ID + "ubnd-tinh-binh-phuoc/ke-hoach/2018/34"


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with four plans; treat it as read-only."""
    files = tmp_path_factory.mktemp("files")
    for name, text in TEXTS.items():
        (files / name).write_text(text, encoding="utf-8")
    home = tmp_path_factory.mktemp("home") / "data"
    outcomes = add(home, [arrive(files / name) for name in TEXTS]).outcomes
    assert [str(o.kind) for o in outcomes] == ["added"] * len(TEXTS)
    return home


@pytest.fixture
def folder(added: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to work on, where a reviewer has been named."""
    copy = tmp_path / "data"
    shutil.copytree(added, copy, symlinks=True)
    monkeypatch.setenv("CANCU_HOME", str(copy))
    monkeypatch.chdir(tmp_path)
    return copy


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["review", *arguments], input=given, catch_exceptions=False)


def queue(*arguments: str) -> list[dict[str, object]]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def about(topic: str) -> dict[str, object]:
    return next(q for q in queue() if q["topic"] == topic and "1863" in str(q["surface"]))


def turtle(folder: Path, document: str) -> str:
    return (folder / "plans" / f"{plan_file_stem(document)}.ttl").read_text("utf-8")


def part(text: str, start: str) -> str:
    return text[text.index(start) :].partition("\n\n")[0]


def fill(sheet: Path, identifier: object, answer: object, why: str = "") -> None:
    """What a clerk does in Excel."""
    book = load_workbook(sheet)
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, columns["Mã"]).value == identifier)
    page.cell(row, columns["Trả lời"]).value = answer
    page.cell(row, columns["Lý do"]).value = why
    book.save(sheet)


@pytest.mark.usefixtures("folder")
def test_the_same_number_in_several_plans_is_one_question_with_its_candidate() -> None:
    asked = about("unresolved")
    documents = {o["document"] for o in asked["occurrences"]}  # type: ignore[attr-defined]
    assert documents == {ONE, TWO}  # the plan of 2018 cannot mean a decision of 2019, the third cites it in full
    (choice,) = asked["choices"]  # type: ignore[misc]
    assert choice["value"] == TARGET
    assert choice["label"] == "Quyết định 1863/QĐ-TTg, ngày 23/12/2019, Thủ tướng Chính phủ"


def test_one_answer_on_the_sheet_mends_every_document_and_can_be_taken_back(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "soat.xlsx"
    assert run("-o", str(sheet)).exit_code == 0
    fill(sheet, about("unresolved")["id"], 1, "đã xem bản giấy")
    before = turtle(folder, ONE)
    done = run("--decide", str(sheet), "--who", "Lê Thị Soát")
    assert done.exit_code == 0, done.stderr
    assert "1 câu trả lời cho 2 chỗ" in done.stdout
    assert "Đã áp dụng cho 2 văn bản" in done.stdout
    for document in (ONE, TWO):
        (decision,) = decided(folder, document)
        assert (decision.decision, decision.why, decision.who) == (TARGET, "đã xem bản giấy", "Lê Thị Soát")
        cited = part(turtle(folder, document), ":cit-I.1-1863")
        assert "citedDocument <" + TARGET in cited
        assert 'reviewedBy "Lê Thị Soát"' in cited
    assert "reviewedBy" not in turtle(folder, OLD)
    assert all("1863" not in str(q["surface"]) or q["topic"] != "unresolved" or q["count"] == 1 for q in queue())
    again = run("--decide", str(sheet))
    assert "không còn được hỏi" in again.stderr
    assert "0 câu trả lời" in again.stdout
    back = run("--undo")
    assert back.exit_code == 0, back.stderr
    assert "Đã lấy lại" in back.stdout
    assert turtle(folder, ONE) == before
    assert not (folder / "plans" / f"{plan_file_stem(ONE)}.review.toml").exists()
    assert "Chưa có câu trả lời nào" in run("--undo").stdout


def test_a_sheet_with_one_bad_answer_changes_nothing_and_names_the_row(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "soat.xlsx"
    run("-o", str(sheet))
    fill(sheet, about("unresolved")["id"], 1)
    agency = next(q for q in queue() if q["topic"] == "agency")
    fill(sheet, agency["id"], 17)
    done = run("--decide", str(sheet), "--who", "A")
    assert done.exit_code == 2
    assert f"câu {agency['id']}" in done.stderr
    assert "chưa ghi câu nào" in done.stderr
    assert decided(folder, ONE) == ()


def test_a_plan_confirmed_as_a_whole_is_reviewed_until_its_text_changes(folder: Path) -> None:
    done = run("31/KH-UBND", "--confirm", "--who", "Lê Thị Soát")
    assert done.exit_code == 0, done.stderr
    assert "questions are still open" in done.stderr
    text = turtle(folder, ONE)
    assert text.count("review:reviewed") == text.count(" a cancu:Citation") + 1
    assert queue("31/KH-UBND") == []
    with_new_text = folder.parent / "moi.txt"
    with_new_text.write_text(TEXTS["mot.txt"].replace("Phổ biến", "Tuyên truyền"), encoding="utf-8")
    add(folder, [arrive(with_new_text)])
    text = turtle(folder, ONE)
    assert "review:reviewed" not in text
    assert 'cancu:unmatchedDecision "confirmed document #1"' in text
    checked = CliRunner().invoke(cli, ["check", "--format", "json"])
    assert any(f["rule"] == "review-unmatched" for f in json.loads(checked.stdout)["findings"])


def test_decisions_survive_a_new_version_of_the_document(folder: Path) -> None:
    decision = Decision("citation", "I.1", SURFACE, 1, TARGET, "thử", "A", "2026-11-22")
    record(folder, [Taken("chọn", {ONE: (decision,)})], {ONE: "mot.txt"})
    longer = folder.parent / "moi.txt"
    longer.write_text(TEXTS["mot.txt"].replace("như sau:", "với các nội dung cụ thể như sau:"), encoding="utf-8")
    add(folder, [arrive(longer)])
    assert "citedDocument <" + TARGET in part(turtle(folder, ONE), ":cit-I.1-1863")


def test_an_answer_replaces_the_one_before_and_undo_brings_that_back(folder: Path) -> None:
    first = Decision("citation", "I.1", SURFACE, 1, "none", "thử", "A", "2026-11-22")
    second = Decision("confirmed", "I.1", SURFACE, 1, TARGET, "xem lại", "B", "2026-11-23")
    for decision in (first, second):
        record(folder, [Taken("chọn", {ONE: (decision,)})], {ONE: "mot.txt"})
    assert decided(folder, ONE) == (second,)
    assert undo(folder) is not None
    assert decided(folder, ONE) == (first,)


def test_an_entry_changed_by_hand_is_not_taken_back(folder: Path) -> None:
    decision = Decision("citation", "I.1", SURFACE, 1, "none", "thử", "A", "2026-11-22")
    record(folder, [Taken("chọn", {ONE: (decision,)})], {ONE: "mot.txt"})
    file = folder / "plans" / f"{plan_file_stem(ONE)}.review.toml"
    file.write_text(file.read_text("utf-8").replace('"none"', '"unknown"'), encoding="utf-8")
    undone = undo(folder)
    assert undone is not None
    assert undone.entries == 0
    assert load_decisions(file)[0].decision == "unknown"


def test_the_same_decisions_in_any_order_give_the_same_folder(folder: Path, tmp_path: Path) -> None:
    citation = Decision("citation", "I.1", SURFACE, 1, TARGET, "thử", "A", "2026-11-22")
    agency = Decision("agency", "II.1", "Sở Sở Y tế", 1, ID + "body/so-y-te-tinh-binh-phuoc", "thử", "A", "2026-11-22")
    other = tmp_path / "other"
    shutil.copytree(folder, other, symlinks=True)
    for place, order in ((folder, (citation, agency)), (other, (agency, citation))):
        for decision in order:
            record(place, [Taken("chọn", {ONE: (decision,)})], {ONE: "mot.txt"})
        apply(place, [ONE])
    assert turtle(folder, ONE) == turtle(other, ONE)
    assert "so-y-te-tinh-binh-phuoc" in turtle(folder, ONE)
    assert (folder / "current").read_text() == (other / "current").read_text()


def test_a_bundled_plan_waits_for_its_text_and_the_answer_says_so(folder: Path) -> None:
    plan = next(q for q in queue() if q["topic"] == "repaired")
    document = plan["occurrences"][0]["document"]  # type: ignore[index]
    sheet = folder.parent / "soat.xlsx"
    run("-o", str(sheet))
    fill(sheet, plan["id"], "không phải viện dẫn")
    done = run("--decide", str(sheet), "--who", "A")
    assert done.exit_code == 0, done.stderr
    assert "kho không giữ toàn văn" in done.stdout
    assert "cancu add" in done.stdout
    assert document not in held_texts(folder)
    assert all(q["id"] != plan["id"] for q in queue())


def test_a_broken_review_file_stops_with_its_name(folder: Path) -> None:
    file = folder / "plans" / f"{plan_file_stem(ONE)}.review.toml"
    file.write_text("[[decision]]\nkind = 'citation'\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert file.name in result.stderr
    assert "thiếu section" in result.stderr


@pytest.mark.usefixtures("folder")
def test_off_a_terminal_the_queue_is_printed_in_every_form() -> None:
    assert "Chưa xác định được văn bản" in run().stdout
    assert run("--format", "csv").stdout_bytes.startswith(b"\xef\xbb\xbf" + "Mã".encode())
    book = load_workbook(BytesIO(run("--format", "xlsx").stdout_bytes))
    assert len(book.worksheets[0].data_validations.dataValidation) > 0
    assert run("--all").exit_code == 2
    assert run("999/KH-UBND").exit_code == 2


def ask(monkeypatch: pytest.MonkeyPatch, given: str, *arguments: str) -> str:
    for module in (review, reviewer):
        monkeypatch.setattr(module, "on_terminal", lambda: True)
    result = run(*arguments, given=given)
    assert result.exit_code == 0, result.output
    return result.output


def test_on_a_terminal_a_clerk_chooses_goes_back_skips_and_stops(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applied: list[set[str]] = []
    monkeypatch.setattr(deciding, "_apply", lambda _, touched: applied.append(set(touched)))
    # the name; skip; back; a choice that is not there; unknown, with a reason; stop
    said = ask(monkeypatch, "Lê Thị Soát\n\nb\n9\n?\ngiấy mờ\nq\n")
    assert "Không có lựa chọn 9" in said
    assert "✓ đã ghi" in said
    assert "  dòng " in said
    (documents,) = applied
    written = [d for document in documents for d in decided(folder, document) if d.who == "Lê Thị Soát"]
    assert {d.why for d in written} == {"giấy mờ"}
    assert (folder / "reviewer").read_text("utf-8") == "Lê Thị Soát\n"


def test_what_was_answered_before_an_interruption_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "_apply", lambda *_: None)
    said = ask(monkeypatch, "?\n\n", "31/KH-UBND", "--who", "A")  # input ends like Ctrl-D
    assert "Dừng ở đây" in said
    assert len(decided(folder, ONE)) == 1


def test_at_the_end_of_a_plan_the_whole_can_be_confirmed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "_apply", lambda *_: None)
    ask(monkeypatch, "\n" * len(queue("31/KH-UBND")) + "y\n", "31/KH-UBND", "--who", "A")
    (whole,) = decided(folder, ONE)
    assert (whole.kind, whole.section) == ("confirmed", "document")


def test_a_file_that_is_not_held_is_asked_about_and_its_answers_wait_for_it(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "bon.txt"
    file.write_text(TEXTS["mot.txt"].replace("Số: 31", "Số: 77"), encoding="utf-8")
    sheet = tmp_path / "soat.csv"
    assert run(str(file), "-o", str(sheet)).exit_code == 0
    agency = next(q for q in queue(str(file)) if q["topic"] == "agency")
    line = sheet.read_text("utf-8-sig")
    start = line.index(str(agency["id"]))
    end = line.index(",,", line.index("hoặc gõ", start))
    sheet.write_text(line[:end] + ",Sở Y tế tỉnh Bình Phước," + line[end + 2 :], encoding="utf-8")
    done = run(str(file), "--decide", str(sheet), "--who", "A")
    assert done.exit_code == 0, done.stderr
    assert "1 câu trả lời cho 1 chỗ" in done.stdout
    add(folder, [arrive(file)])
    assert "so-y-te-tinh-binh-phuoc" in turtle(folder, ID + "ubnd-tinh-binh-phuoc/ke-hoach/2024/77")


NAMED = ID + "ubnd-tinh-binh-phuoc/ke-hoach/2024/55"
BLANK = ID + "ubnd-tinh-binh-phuoc/ke-hoach/2024/_cham-soc-tre-em-mo-coi-nam-2024"


def learnt(field: str, value: str) -> Decision:
    return Decision("identity", "document", "", 1, value, "theo sổ công văn", "A", "2026-11-22", field)


def add_blank(folder: Path, to: Path) -> Path:
    """A plan whose number was left blank, and one that cites it by its number."""
    blank, citing = to / "trong.txt", to / "dan.txt"
    text = (
        TEXTS["mot.txt"].replace("Số: 31", "Số:    ").replace("Phòng, chống bạo lực trẻ em", "Chăm sóc trẻ em mồ côi")
    )
    blank.write_text(text, encoding="utf-8")
    more = "Thực hiện Kế hoạch số 55/KH-UBND ngày 10/3/2024 của Ủy ban nhân dân tỉnh."
    citing.write_text(TEXTS["hai.txt"].replace("Số: 32", "Số: 66").replace("Phổ biến các quy định về trẻ em.", more))
    add(folder, [arrive(blank), arrive(citing)])
    return blank


def test_a_number_that_a_person_learnt_names_the_plan_and_the_old_name_leads_to_it(
    folder: Path, tmp_path: Path
) -> None:
    blank = add_blank(folder, tmp_path)
    assert (folder / "plans" / f"{plan_file_stem(BLANK)}.ttl").exists()
    record(folder, [Taken("số 55", {BLANK: (learnt("number", "55/KH-UBND"),)})], {BLANK: "trong.txt"})
    applied = apply(folder, [BLANK])
    assert applied.read_again == (NAMED,)
    assert not (folder / "plans" / f"{plan_file_stem(BLANK)}.ttl").exists()
    assert 'documentNumber "55/KH-UBND"' in turtle(folder, NAMED)
    aliases = (folder / "aliases.ttl").read_text("utf-8")
    assert BLANK in aliases
    assert NAMED in aliases
    assert NAMED not in (folder / "instruments.ttl").read_text("utf-8")  # described in its own graph alone
    assert decided(folder, NAMED)[0].decision == "55/KH-UBND"
    assert [str(o.kind) for o in add(folder, [arrive(blank)]).outcomes] == ["unchanged"]
    assert undo(folder) is not None
    apply(folder, [NAMED])
    assert "numberStatus number-status:blank" in turtle(folder, BLANK)
    assert not (folder / "plans" / f"{plan_file_stem(NAMED)}.ttl").exists()


def test_deciding_before_or_after_adding_gives_the_same_folder(folder: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(folder, before, symlinks=True)
    decisions = [Taken("số 55", {BLANK: (learnt("number", "55/KH-UBND"),)})]
    record(before, decisions, {BLANK: "trong.txt"})
    add_blank(before, tmp_path)
    add_blank(folder, tmp_path)
    record(folder, decisions, {BLANK: "trong.txt"})
    apply(folder, [BLANK])
    names = {p.relative_to(folder) for p in folder.glob("**/*.ttl")}
    assert names == {p.relative_to(before) for p in before.glob("**/*.ttl")}
    assert [n for n in names if (folder / n).read_bytes() != (before / n).read_bytes()] == []
    assert (folder / "current").read_text() == (before / "current").read_text()


def test_a_bundled_plan_whose_text_is_held_follows_a_decision_and_comes_back(corpus: Path, tmp_path: Path) -> None:
    (file,) = corpus.rglob("003_289ed289cededb05.txt")
    home = tmp_path / "data"
    add(home, [arrive(file)])
    untouched = (home / "current").read_text()
    (document,) = held_texts(home)
    record(home, [Taken("số 45", {document: (learnt("number", "45/KH-UBND"),)})], {document: file.name})
    (now,) = apply(home, [document]).read_again
    assert now.endswith("/ke-hoach/2024/45")
    assert document in (home / "aliases.ttl").read_text("utf-8")
    assert {d.kind for d in decided(home, now)} > {"identity"}  # bundled decisions hold on
    assert undo(home) is not None
    apply(home, [now])
    assert list((home / "plans").iterdir()) == []
    assert (home / "current").read_text() == untouched
