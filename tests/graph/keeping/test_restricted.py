"""Papers that must not become public are refused, or kept where nothing that others see can look."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cancu.graph.cli import cli
from cancu.graph.keeping.outcome import Kept
from cancu.graph.keeping.restricted import restricted_documents
from cancu.graph.plan.restriction import restriction
from cancu.graph.read.text import text_of
from cancu.graph.sources import record_files
from cancu.graph.store import current_version
from cancu.web import create_app
from tests.graph.keeping.conftest import DEFAULTS, PLAN, Write, graph_files, keep


def mark_of(mark: str, title: str = "Chăm sóc trẻ em năm 2024") -> str | None:
    text = text_of("a.txt", PLAN.format(**DEFAULTS | {"mark": mark, "title": title}))
    start = text.content.index(title)
    return restriction(text, start, start + len(title))


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("                 TUYỆT MẬT", "TUYỆT MẬT"),
        ("(MẬT)", "MẬT"),
        ("**MẬT**", "MẬT"),
        ("| TỐI MẬT |  |", "TỐI MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("LƯU HÀNH NỘI BỘ", "Lưu hành nội bộ"),
        ("(Tài liệu lưu hành nội bộ)", "Lưu hành nội bộ"),
        ("MAT", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("T6I MAT", "TỐI MẬT"),
        ("TUYET MAT", "TUYỆT MẬT"),
        ("LUU HANH NOI BO", "Lưu hành nội bộ"),
        ("Lwu hanh n6i b6", "Lưu hành nội bộ"),
    ],
)
def test_a_mark_in_the_head_is_seen(mark: str, told: str) -> None:
    assert mark_of(mark) == told


@pytest.mark.parametrize(
    "words", ["", "bảo mật", "V/v bảo vệ bí mật nhà nước", "Mặt trận", "MẶT TRẬN TỔ QUỐC", "mật độ dân số", "BẢO MẬT"]
)
def test_the_word_in_a_sentence_is_no_mark(words: str) -> None:
    assert mark_of(words) is None


def test_a_title_broken_before_the_word_is_no_mark() -> None:
    assert mark_of("", "Tăng cường công tác bảo vệ bí\nmật\nnhà nước năm 2024") is None


def test_the_body_may_speak_of_secrets(write: Write, home: Path) -> None:
    path = write("a.txt", task="bảo đảm an toàn, bảo mật thông tin theo quy định về bảo vệ bí mật nhà nước")
    assert keep(home, path).outcomes[0].kind == Kept.ADDED


def test_a_marked_paper_is_refused(write: Write, home: Path) -> None:
    (outcome,) = keep(home, write("mat.txt", mark="MẬT")).outcomes
    assert outcome.kind == Kept.REFUSED
    assert "«MẬT»" in outcome.reason_vi
    assert "--allow-restricted" in outcome.reason_vi
    assert graph_files(home) == {}


def test_kept_apart_it_is_in_no_store_site_export_or_endpoint(
    write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_HOME", str(home))
    secret = "Kế hoạch số 999/KH-UBND ngày 01/02/2024 của Ủy ban nhân dân tỉnh Bình Phước"
    keep(home, write("a.txt"), build=True)
    before, version = record_files(home), current_version(home)
    path = write("mat.txt", mark="TỐI MẬT", number="998", title="Điều không ai được biết", carries_out=secret)
    (outcome,) = keep(home, path, build=True, allow_restricted=True).outcomes
    assert outcome.kind == Kept.RESTRICTED
    assert (record_files(home), current_version(home)) == (before, version)
    assert [r.file for r in restricted_documents(home)] == ["mat.txt"]
    outside = [p for p in home.rglob("*") if p.is_file() and "restricted" not in p.parts]
    for word in ("999/KH-UBND", "998/KH-UBND", "không ai được biết"):
        assert [p for p in outside if word.encode() in p.read_bytes()] == []
    exported = CliRunner().invoke(cli, ["export", "-", "--format", "nq"])
    assert exported.exit_code == 0
    assert "/ke-hoach/2024/998" not in exported.stdout
    client = create_app(home).test_client()
    assert client.get("/plans/ubnd-tinh-binh-phuoc/ke-hoach/2024/998").status_code == 404
    query = 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "99[89]/KH-UBND")) }'
    assert client.get("/sparql", query_string={"query": query}).json == {"head": {}, "boolean": False}
    # An open paper that cites it learns nothing from it.
    later = keep(home, write("b.txt", number="103", title="Việc khác", task="theo Kế hoạch số 998/KH-UBND"), build=True)
    assert later.outcomes[0].reading is not None
    assert [c.candidates for c in later.outcomes[0].reading.resolution.citations if "998" in c.mention.text] == [()]
    removed = CliRunner().invoke(cli, ["remove", "mat.txt", "--yes"])
    assert removed.exit_code == 0, removed.stderr
    assert restricted_documents(home) == []
    assert [p for p in (home / "restricted").rglob("*") if p.is_file()] == []
