"""The command line: what it prints, what it says when something is wrong, and the codes it ends with."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse

from cancu.graph import cli as commands
from cancu.graph.cli import opening
from cancu.graph.console import in_both_languages
from cancu.graph.names import ID
from cancu.graph.read import UnreadableFile
from cancu.graph.sources import Sources
from cancu.graph.store import current_version

PLAN = f"{ID}ubnd-tinh-song-tra/ke-hoach/2024/88"
RUN = "from cancu.graph.cli import main; main()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder shared by the tests that only ask."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def small_data(folder: Path, mini_sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented plans stand in for the bundled data."""
    monkeypatch.setenv("CANCU_HOME", str(folder))
    monkeypatch.setattr(opening, "bundled_sources", lambda: mini_sources)
    monkeypatch.setattr(opening, "findings", lambda _engine: None)


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    """Run one command."""
    return CliRunner().invoke(commands.cli, list(arguments), input=given, catch_exceptions=False)


def said(*arguments: str, given: str | bytes | None = None) -> str:
    """Standard output of a command that must succeed."""
    result = run(*arguments, given=given)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def complaint(*arguments: str, given: str | bytes | None = None) -> str:
    """Standard error of a command that must fail without a traceback."""
    result = run(*arguments, given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def test_every_command_has_help_in_both_languages() -> None:
    names = set(commands.cli.commands)
    assert names == {"read", "add", "remove", "review", "build", "check", "query", "sparql", "trace", "serve", "export"}
    for name in names:
        text = said(name, "--help")
        assert any(ord(c) > 0x1E00 for c in text), name
        assert text.count("\n\n") > 2, name


def test_the_first_command_builds_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_HOME", str(tmp_path / "fresh"))
    result = run("query", "plans", "--format", "csv")
    assert "đang dựng" in result.stderr
    assert len(result.stdout.splitlines()) == 4
    assert current_version(tmp_path / "fresh") is not None
    assert run("query", "plans").stderr == ""


def test_build_says_when_there_is_nothing_to_do() -> None:
    said("build")
    result = run("build")
    assert result.exit_code == 0
    assert "đã có sẵn" in result.stderr
    assert "plans" in result.stdout


def test_build_in_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_HOME", "/proc/cancu")
    assert "CANCU_HOME" in complaint("build")


def test_questions_are_listed_without_a_name() -> None:
    text = said("query")
    assert "implementing-plans instrument=INSTRUMENT" in text
    assert "reporting-deadlines [from=DATE] [to=DATE]" in text
    assert "Hạn báo cáo" in text


def test_query_formats(tmp_path: Path) -> None:
    arguments = ("query", "implementing-plans", "instrument=99-CT/TW@2023")
    table = said(*arguments)
    assert "Kế hoạch triển khai một văn bản" in table
    assert "4 dòng" in table
    lines = said(*arguments, "--format", "csv").splitlines()
    assert lines[0] == "plan,number,issuer,level,area,date,depth,via,section,basis,held"
    assert len(lines) == 5
    assert [row["depth"] for row in json.loads(said(*arguments, "--format", "json"))] == [1, 1, 1, 2]
    book = load_workbook(BytesIO(run(*arguments, "--format", "xlsx").stdout_bytes))
    assert book.sheetnames == ["Thông tin", "implementing-plans"]
    assert [cell.value for cell in book["implementing-plans"][5]][:3] == [
        PLAN,
        "88/KH-UBND",
        "Ủy ban nhân dân tỉnh Sông Trà",
    ]
    assert book["implementing-plans"]["G5"].value == 2
    said(*arguments, "--format", "csv", "--output", str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines() == lines


def test_the_bound_query_can_be_seen_and_run() -> None:
    text = said("query", "legal-bases", "plan=88/KH-UBND", "--sparql")
    assert f"VALUES (?plan) {{ (<{PLAN}>) }} #= plan" in text
    direct = said("query", "legal-bases", "plan=88/KH-UBND", "--format", "csv")
    assert said("sparql", "-", "--format", "csv", given=text) == direct


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["query", "nothing"], "Không có câu hỏi mẫu «nothing»"),
        (["query", "plans", "88"], "tên=giá trị"),
        (["query", "plans", "x=1"], "không có tham số «x»"),
        (["query", "legal-bases"], "Chưa có giá trị cho «Kế hoạch» (plan)"),
        (["query", "legal-bases", "plan=1234/KH-UBND"], "Không thấy kế hoạch"),
        (["query", "reporting-deadlines", "from=tomorrow"], "«Từ ngày» (from) phải là ngày"),
        (["serve", "--host", "999.1.1.1"], "Không có địa chỉ «999.1.1.1»"),
        (["query", "plans", "--format", "pdf"], "pdf"),
        (["trace", "777/QĐ-TTg"], "Không thấy văn bản"),
        (["trace", "khong-co.txt"], "Không thấy văn bản"),
        (["sparql", "SELECT * { ?s ?p "], "dòng 1, cột 18"),
        (["sparql", "SELECT * { ?s foo:bar ?x }"], "dòng 1, cột 15, gần «foo:bar» (tiền tố chưa khai báo)"),
        (["sparql", "SELECT * { ?s ?p ?o FILTR(?o) }"], "dòng 1, cột 21, gần «FILTR»"),
        (["sparql", "SELECT * { ?s <a b> ?o }"], "dòng 1, cột 15, gần «<a b>» (không phải IRI tuyệt đối)"),
        (["sparql", "SELECT * {\n ?s foo:x 1 }"], "tiền tố chưa khai báo"),
        (["sparql", "INSERT DATA { <a> <b> <c> }"], "chỉ cho đọc"),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE"),
        (["sparql", "ASK {}", "--format", "turtle"], "turtle"),
        (["sparql", "@/khong/co.rq"], "Không đọc được /khong/co.rq: không có tệp hoặc thư mục này."),
        (["sparql", ""], "Chưa có câu truy vấn"),
        (["export", "data.zip"], "zip"),
        (["export", "/khong/co/data.nq"], "Không ghi được"),
    ],
)
def test_bad_input_is_answered_with_what_to_do(arguments: list[str], expected: str) -> None:
    text = complaint(*arguments)
    assert expected in text
    assert len(text.splitlines()) >= 2


def test_an_ambiguous_number_lists_its_candidates() -> None:
    text = complaint("trace", "99-CT/TW")
    assert "Chỉ thị 99-CT/TW · Ban Bí thư Trung ương Đảng · 25/12/2023 <" in text
    assert "99-CT/TW@2023" in text or "28-CT/TW@2023" in text
    assert text.count("<https://") == 2


def test_near_ones_are_listed_under_their_heading() -> None:
    assert "Gần giống / Similar:\n  Kế hoạch 88/KH-UBND" in complaint("query", "legal-bases", "plan=89/KH-UBND")


def test_trace_of_a_file_that_is_not_in_the_data(tmp_path: Path) -> None:
    file = tmp_path / "du thao.txt"
    file.write_text("x", "utf-8")
    text = complaint("trace", str(file))
    assert "không có văn bản nào đọc từ tệp này" in text
    assert f"cancu read '{file}'" in text


def test_data_of_another_program_are_told_and_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_HOME", str(tmp_path))
    said("build")
    version = current_version(tmp_path)
    assert version is not None
    version.layout_file.unlink()
    text = complaint("query", "plans")
    assert "do một bản Căn Cứ khác dựng. Chạy `cancu build`" in text
    said("build")
    assert "ke-hoach-88.txt" in said("query", "plans")


@pytest.mark.parametrize("part", ["CURRENT", "MANIFEST", "sst", "garbage", "store", "search.sqlite", "catalogue.sqlite",
                                  "counts.json",
                                  "findings.json", "current"])  # fmt: skip
def test_a_damaged_store_is_told_and_mended_by_a_build(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_HOME", str(tmp_path))
    said("build")
    version = current_version(tmp_path)
    assert version is not None
    match part:
        case "CURRENT":
            (version.store / "CURRENT").unlink()
        case "MANIFEST":
            next(version.store.glob("MANIFEST*")).unlink()
        case "sst":
            next(version.store.glob("*.sst")).unlink()
        case "garbage":
            for file in version.store.glob("*.sst"):
                file.write_bytes(b"\0" * file.stat().st_size)
        case "store":
            shutil.rmtree(version.store)
        case "search.sqlite":
            version.search.write_bytes(b"garbage")
        case "catalogue.sqlite":
            version.catalogue.write_bytes(b"garbage")
        case "current":
            (tmp_path / "current").write_bytes(b"\xff\xfe")
        case _:
            (version.folder / part).unlink()
    for command in (("query", "plans"), ("trace", "88/KH-UBND"), ("sparql", "ASK {}"), ("export", "-"), ("serve",)):
        text = complaint(*command)
        assert "bị hỏng hoặc thiếu" in text
        assert "cancu build" in text
    assert ("đã có sẵn" if part == "current" else "Đã dựng kho") in run("build").stderr
    assert len(said("query", "plans", "--format", "csv").splitlines()) == 4
    assert "đã có sẵn" in run("build").stderr
    assert [p.name for p in (tmp_path / "versions").iterdir()] == [version.id]


def test_a_data_folder_that_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("CANCU_HOME", str(tmp_path / "file"))
    for command in (("build",), ("query", "plans"), ("serve",)):
        text = complaint(*command)
        assert "CANCU_HOME" in text
        assert "thư mục" in text
        assert "Errno" not in text.splitlines()[0]


def test_trace_down() -> None:
    lines = said("trace", "99-CT/TW@2023", "--down").splitlines()
    assert lines[0].startswith("XUỐNG")
    assert lines[1] == "Chỉ thị 99-CT/TW · Ban Bí thư Trung ương Đảng · 25/12/2023"
    told = next(line for line in lines if "240-KH/TU" in line)
    assert "biết qua trích yếu" in told
    assert any("trích yếu nêu tại Kế hoạch 88/KH-UBND · Ủy ban nhân dân tỉnh Sông Trà" in line for line in lines)
    assert any("├─ được nêu trong nhiệm vụ của: Kế hoạch 07/KH-UBND" in line for line in lines)
    assert any("«Chỉ thị số 99-CT/TW ngày 25/12/2023» (mục II.1)" in line for line in lines)
    assert any("giao triển khai bằng kế hoạch" in line and "Núi Lam" in line for line in lines)


def test_trace_up_from_a_file_name_and_its_depth() -> None:
    full = said("trace", "ke-hoach-07.txt", "--up")
    assert "căn cứ ban hành: Luật Trẻ em" in full
    assert "(phần mở đầu)" in full
    assert "XUỐNG" not in full
    assert "240-KH/TU" not in said("trace", "ke-hoach-07.txt", "--up", "--depth", "1")
    both = said("trace", PLAN)
    assert both.index("LÊN") < both.index("XUỐNG")


def test_sparql_formats(tmp_path: Path) -> None:
    assert said("sparql", "ASK {}") == "true\n"
    assert run("sparql", "SELECT (1 AS ?x) {}", "--format", "csv").stdout_bytes == b"x\r\n1\r\n"
    file = tmp_path / "q.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) { ?s a cancu:Citation }", "utf-8")
    assert "14" in said("sparql", f"@{file}")
    turtle = said("sparql", f"CONSTRUCT {{ <{PLAN}> cancu:number ?o }} WHERE {{ <{PLAN}> cancu:documentNumber ?o }}")
    assert len(list(parse(turtle, RdfFormat.TURTLE))) == 1
    assert complaint("sparql", "-", given=b"SELECT \xff").startswith("Lỗi: Câu truy vấn không phải UTF-8")


def test_a_query_that_never_ends_is_stopped() -> None:
    query = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12)) + " }"
    assert "0.5 giây" in complaint("sparql", query, "--timeout", "0.5")


def test_export_gives_the_same_bytes_and_all_quads(tmp_path: Path) -> None:
    counts = []
    for name in ("a.trig", "b.nq", "c.jsonld"):
        said("export", str(tmp_path / name))
        counts.append(len(set(parse(path=str(tmp_path / name)))))
    assert len(set(counts)) == 1
    assert said("export", "-", "--format", "nq") == (tmp_path / "b.nq").read_text("utf-8")
    assert "CC BY 4.0" in (tmp_path / "a.trig").read_text("utf-8").splitlines()[0]


def test_read_of_what_is_no_document(tmp_path: Path) -> None:
    assert "khong-co.txt" in complaint("read", str(tmp_path / "khong-co.txt"))


def test_messages_about_a_file_name_it_once_each_language_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "trong.txt"
    file.write_text("", "utf-8")
    assert complaint("read", str(file)).splitlines() == [
        f"Lỗi: {file}: tệp không có chữ nào.",
        f"Error: {file}: empty file.",
    ]
    assert complaint("check", str(file)).count("trong.txt") == 1
    complained = UnreadableFile("a: cần gói (b) hoặc c (needs: the package (b), or c)")
    assert in_both_languages(complained) == ("a: cần gói (b) hoặc c.", "a: needs: the package (b), or c.")


def test_a_command_waits_for_the_first_build_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_HOME", str(tmp_path))
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        monkeypatch.setattr(opening, "PATIENCE", 0.3)
        text = complaint("query", "plans")
        assert "chờ tối đa" in text
        assert "Một lệnh khác đang ghi vào" in text
    assert "chờ tối đa" not in run("query", "plans").stderr


def test_a_closed_pipe_ends_quietly(folder: Path, mini_sources: Sources) -> None:
    del mini_sources
    said("build")
    program = f"import cancu.graph.cli.opening as o; o.compare = lambda version: None; {RUN}"
    with subprocess.Popen(
        [sys.executable, "-c", program, "export", "-", "--format", "nq"],
        env={**os.environ, "CANCU_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        process.wait(30)
        assert process.stderr.read() == b""


def test_what_is_known_by_citation_only_is_not_offered_to_be_taken_out() -> None:
    outcome = run("remove", "Luật Trẻ em")
    assert outcome.exit_code == 2
    assert "kho không giữ văn bản này" in outcome.stderr
    assert "[c/K]" not in outcome.output


def test_a_file_that_is_not_held_is_no_other_document() -> None:
    outcome = run("remove", "khong-co.txt")
    assert outcome.exit_code == 2
    assert "Gần giống" not in outcome.stderr
