"""Marks of bold and slanted type that a copy leaves inside words and numbers, on texts of our own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cancu.graph.read import read_file
from cancu.graph.read.emphasis import with_whole_words
from tests.graph.cite.papers import HEAD, TITLE, read


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("số **1**52/2025/NĐ-CP của", "số **152/2025/NĐ-CP   của"),
        ("số 39/2024/QH**1**5**;*", "số 39/2024/QH15**;*    "),
        ("s****ố****: 12", "số:**** 12"),
        ("năm 202**5*", "năm 2025*  "),
        ("**V****Ă****N PHÒNG", "**VĂN         PHÒNG"),
        ("tháng**11**năm", "tháng  11  năm"),
        ("75/2024/TT-BTC****Quy định", "75/2024/TT-BTC    Quy định"),
        ("phòng****Sửa", "phòng    Sửa"),
        ("**Điều 1**. Ban hành", "**Điều 1.** Ban hành"),
        ("Luật Trồng cây **số** 7/2025/QH15", "Luật Trồng cây   số   7/2025/QH15"),
        ("**Sở Y tế** chủ trì *5 việc*", "**Sở Y tế** chủ trì *5 việc*"),
        ("diện tích 5*3 m", "diện tích 5*3 m"),
    ],
)
def test_words_and_numbers_are_whole_and_everything_keeps_its_place(printed: str, whole: str) -> None:
    mended = with_whole_words(printed)
    assert mended.split() == whole.split()
    assert len(mended) == len(printed)


@given(st.text(alphabet="*aA1đĐ /-.: \n", max_size=60))
def test_no_text_changes_its_length_or_loses_a_letter(raw: str) -> None:
    mended = with_whole_words(raw)
    assert len(mended) == len(raw)
    assert [c for c in mended if c.isalnum()] == [c for c in raw if c.isalnum()]


def test_a_number_torn_by_bold_type_is_not_read_as_another(tmp_path: Path) -> None:
    copy = tmp_path / "plan.txt"
    copy.write_text(
        f"{HEAD}{TITLE}*Căn cứ Nghị định số **1**52/2025/NĐ-CP của Chính phủ;*\n"
        "*Căn cứ Luật Trẻ em **số**\n102/2016/QH13;*\nI. MỤC ĐÍCH\n1. Trồng cây.\n",
        encoding="utf-8",
    )
    assert [m.number for m in read(read_file(copy).content).mentions] == ["152/2025/NĐ-CP", "102/2016/QH13"]
