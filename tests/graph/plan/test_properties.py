"""Whatever text comes in: no crash, offsets inside the text and never empty, and work in proportion to length."""

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cancu.graph.plan import Party, PlanFacts
from cancu.graph.read import Text
from cancu.graph.read.text import text_of
from tests.graph.plan.conftest import OWN, Facts, facts_of

PIECES = [
    "KẾ HOẠCH\n", "Số: 12/KH-UBND\n", "UBND TỈNH CAO BẰNG", "SỞ Y TẾ", "Cao Bằng, ngày 2 tháng 3 năm 2025\n",
    "I. ", "1. ", "a) ", "- ", "+ ", "| ", "|\n", "**", "\n\n", "\n", " ", "TỔ CHỨC THỰC HIỆN\n", "MỤC TIÊU\n",
    "Chỉ tiêu 1: ", "Chỉ tiêu", "đạt 95%", "xuống dưới 9%", "từ 2% đến 3%", "tỷ lệ hộ nghèo ",
    "trên 1.000 trẻ ", "550/100.000", ";", ",", ".", ":", " và ", "Sở Y tế", "các sở, ban, ngành",
    "UBND các xã, phường", "chủ trì, phối hợp với ", "báo cáo ", "trước ngày 10/11/2025", "hằng năm",
    "(qua Sở Y tế)", "Nơi nhận:\n", "- Lưu: VT\n", "KT. CHỦ TỊCH\n", "PHÓ CHỦ TỊCH\n", "Nông Văn A\n", "./.",
    "năm 2025", "TT", "Chỉ tiêu|", "đề nghị ", "Cơ quan chủ trì: ", "\f", "%", "/", "12", "9,5", "*", "#",
    "   ",
]  # fmt: skip
DOCUMENTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join)


def parties(facts: PlanFacts) -> list[Party]:
    found = [a.agency for a in facts.assignments]
    found += [p for a in facts.assignments for d in a.duties for p in d.partners]
    found += [p for d in facts.deadlines for p in (*d.who, *d.to, *d.via)]
    return found + [p for i in facts.indicators for p in i.lead_agencies]


def spans(facts: PlanFacts) -> list[tuple[int, int]]:
    found = [(p.start, p.end) for p in parties(facts)]
    found += [(x.start, x.end) for i in facts.indicators for x in (i, *i.targets)]
    found += [(x.start, x.end) for a in facts.assignments for x in (a, *a.duties)]
    found += [(x.start, x.end) for d in facts.deadlines for x in (d, d.due) if x]
    return found + [(r.start, r.end) for r in facts.recipients]


def check(text: Text, facts: PlanFacts) -> None:
    for start, end in spans(facts):
        assert 0 <= start < end <= len(text.content)
        assert text.content[start:end].strip()
    assert 0 <= facts.identity.title_start <= facts.identity.title_end <= len(text.content)
    assert all(p.name for p in parties(facts))
    assert all(a.duties for a in facts.assignments)


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_any_text(content: str) -> None:
    text = text_of("any.txt", content)
    check(text, facts_of(text))


def test_our_plans(own: Facts) -> None:
    for path in sorted(OWN.iterdir()):
        check(*own(path.name))


RUNS = [
    "*", " ", "\n", "|", "|\n", "- ", "1. ", "a) ", "I. ", "(", "0", "A ", "các sở, ", "UBND các xã, ", "12%, ",
    "trước ngày 1/2 và ", "Chỉ tiêu 1: ", "báo cáo ", "chủ trì ", "phối hợp với ", "tỷ lệ a đạt 5%, ",
]  # fmt: skip


def work(text: Text) -> int:
    """How many calls, of Python and of C, reading takes: the same on every machine, unlike time."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        facts_of(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_take_no_more_work_than_their_length(run: str) -> None:
    head = "KẾ HOẠCH\n\nThử\n\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n"
    text = text_of("run.txt", head + run * (20_000 // len(run)))
    assert work(text) < 100 * len(text.content)
