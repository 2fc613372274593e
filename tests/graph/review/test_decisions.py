"""A review file says what people decided; whatever is wrong in it is named with file, entry and what to do."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.names import ID
from cancu.graph.review import (
    Decision,
    ReviewError,
    load_decisions,
    says_nothing,
    winning,
    with_decisions,
    without_decisions,
)

FILE = Path("plans/a.review.toml")
LAW = ID + "luat/2016/luat-tre-em"
GIVEN = Decision("citation", "II.1", "Luật Trẻ em", 1, LAW, "chỉ có một luật", "Lê Thị Soát", "2026-11-22")
HAND_MADE = """# Soát cùng phòng pháp chế, tháng 11.
source = "ke-hoach.txt"   # bản ký

# điều này hỏi chị Hoa
[[decision]]
kind = "duty"
section = "III.1"
ordinal = 2
decision = "Tham mưu kế hoạch"  # nhãn ngắn
why = "Nhãn do nhóm đặt"
who = "Nhóm"
when = 2026-11-01

# còn phải xem lại mục IV

[[decision]]
kind = "citation"
section = "IV.2"
surface = "Quyết định số 06/QĐ-TTg"
decision = "unknown"
why = '''ghi [[decision]] trong
ngoặc'''
who = "Nhóm"
when = "2026-11-02"
"""


def entry(**changed: object) -> str:
    values: dict[str, object] = {
        "kind": "citation", "section": "II.1", "surface": "Luật Trẻ em", "decision": LAW, "why": "thử", "who": "A",
        "when": "2026-11-22", **changed,
    }  # fmt: skip
    lines = [
        f"{k} = {str(v).lower() if isinstance(v, int) else repr(str(v))}" for k, v in values.items() if v is not None
    ]
    return "[[decision]]\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "changed",
    [
        {"decision": "none"},
        {"decision": "unknown"},
        {"decision": "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ"},
        {"kind": "relation", "decision": "based_on"},
        {"kind": "agency", "surface": "Sở Sở Y tế", "decision": ID + "body/so-y-te-tinh-binh-phuoc"},
        {"kind": "agency", "surface": None, "field": "reporter", "decision": "none"},
        {"kind": "identity", "section": "document", "surface": None, "field": "date", "decision": "2025-03"},
        {"kind": "identity", "section": "document", "surface": None, "field": "number", "decision": "28-CT/TW"},
        {"kind": "title", "section": "document", "surface": None, "decision": "Thực hiện công tác trẻ em"},
        {"kind": "confirmed", "section": "document", "surface": None, "decision": "0" * 64},
        {"kind": "confirmed"},
        {"kind": "duty", "surface": None, "decision": "Tham mưu kế hoạch", "ordinal": 3},
    ],
)
def test_every_kind_of_decision_is_read(tmp_path: Path, changed: dict[str, object]) -> None:
    file = tmp_path / "a.review.toml"
    file.write_text(entry(**changed), encoding="utf-8")
    (found,) = load_decisions(file)
    assert found.decision == changed.get("decision", LAW)
    assert found.kind == changed.get("kind", "citation")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "cittation"}, "kind = «cittation» không hợp lệ"),
        ({"when": "hôm qua"}, "không phải ngày"),
        ({"when": "2026-02-30"}, "không phải ngày"),
        ({"ordinal": 0}, "ordinal phải là số nguyên từ 1"),
        ({"ordinal": True}, "ordinal phải là số nguyên từ 1"),
        ({"surface": None}, "thiếu surface"),
        ({"surfase": "x"}, "tên lạ surfase"),
        ({"decision": "https://example.org/x"}, "phải là none, unknown, IRI"),
        ({"decision": "đúng rồi"}, "phải là none, unknown, IRI"),
        ({"kind": "relation", "decision": "nested"}, "phải là một trong implements"),
        ({"kind": "agency", "decision": "Sở Y tế"}, "phải là none, unknown hoặc IRI"),
        ({"kind": "identity", "section": "document", "field": "title", "decision": "x"}, "field = «title»"),
        ({"kind": "identity", "section": "document", "field": "date", "decision": "14/3/2025"}, "ngày như 2025-03-14"),
        ({"kind": "identity", "section": "I", "field": "date", "decision": "2025"}, "cần section = «document»"),
        ({"kind": "confirmed", "section": "document", "decision": "đúng"}, "SHA-256"),
        ({"field": "date"}, "field = «date» không dùng được với citation"),
        ({"why": "x" * 5000}, "dài quá"),
    ],
)
def test_what_does_not_fit_is_named_with_its_entry(tmp_path: Path, changed: dict[str, object], says: str) -> None:
    file = tmp_path / "a.review.toml"
    file.write_text(entry(section="I", ordinal=9) + entry(**changed), encoding="utf-8")
    with pytest.raises(ReviewError) as error:
        load_decisions(file)
    assert "a.review.toml: mục [[decision]] thứ 2" in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe[[decision]]",
        b"decision = " + b"[" * 20_000,
        b"decision = 'x'",
        b"decision = [1, 2]",
        b"[decision]\nkind = 'citation'",
        b"x = " + b"9" * 10_000,
        b"[[decision]]\n" * 3,
        b"\x00",
    ],
)
def test_a_hostile_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.review.toml"
    file.write_bytes(content)
    with pytest.raises(ReviewError, match=r"a\.review\.toml"):
        load_decisions(file)


def test_two_entries_about_one_reading_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.review.toml"
    file.write_text(entry() + entry(decision="none"), encoding="utf-8")
    with pytest.raises(ReviewError, match="trùng với mục thứ 1"):
        load_decisions(file)


def test_the_later_layer_wins_reading_by_reading() -> None:
    other = replace(GIVEN, surface="Luật Đất đai")
    own = replace(GIVEN, decision="none")
    assert set(winning([GIVEN, other], [own])) == {own, other}


def test_comments_and_order_made_by_hand_survive_an_edit() -> None:
    once = with_decisions(FILE, HAND_MADE, "", [GIVEN])
    assert once.startswith(HAND_MADE)
    changed = replace(GIVEN, section="IV.2", surface="Quyết định số 06/QĐ-TTg", decision="none")
    without = without_decisions(FILE, once, {GIVEN.key})
    assert without == HAND_MADE
    replaced = with_decisions(FILE, HAND_MADE.replace("[[decision]] trong\n", ""), "", [changed])
    for comment in ("tháng 11", "# bản ký", "# điều này hỏi chị Hoa", "# nhãn ngắn", "# còn phải xem lại mục IV"):
        assert comment in replaced
    assert "unknown" not in replaced


def test_a_layout_that_cannot_be_edited_safely_is_left_to_its_owner() -> None:
    keys = "kind='citation', section='I', surface='x', decision='none', why='a', who='a', when='2026-01-01'"
    inline = f"decision = [{{{keys}}}]"
    with pytest.raises(ReviewError, match="sửa bằng tay"):
        without_decisions(FILE, inline, {("citation", "I", "x", 1, "")})
    confusing = HAND_MADE.replace("'''ghi [[decision]] trong", "'''ghi\n[[decision]]")
    with pytest.raises(ReviewError, match="sửa bằng tay"):
        without_decisions(FILE, confusing + entry(section="V"), {("citation", "V", "Luật Trẻ em", 1, "")})


def test_a_new_file_names_its_document_and_is_nothing_without_decisions() -> None:
    made = with_decisions(FILE, "", 'kế "hoạch".txt', [GIVEN])
    assert 'source = "kế \\"hoạch\\".txt"' in made
    assert not says_nothing(made)
    assert says_nothing(without_decisions(FILE, made, {GIVEN.key}))
    assert not says_nothing(HAND_MADE)


texts = st.text(min_size=1, max_size=40).filter(lambda t: any(c.isalnum() for c in t))


@given(texts, texts, st.integers(1, 9))
def test_whatever_is_printed_comes_back_as_it_was(surface: str, why: str, ordinal: int) -> None:
    """Quotes, backslashes, line ends and invisible letters neither break the file nor the decision's key."""
    decision = replace(GIVEN, surface=surface, why=why, ordinal=ordinal)
    made = with_decisions(FILE, HAND_MADE, "", [decision])
    assert with_decisions(FILE, made, "", [decision]) == made
    assert made.startswith(HAND_MADE.rstrip("\n"))
