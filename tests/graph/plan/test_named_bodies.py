"""Bodies found stretch by stretch are those of the whole text, and phrases stand where their words do."""

import pytest

from cancu.graph.plan.named_bodies import NamedBodies
from cancu.graph.plan.phrases import Phrases
from cancu.graph.read.text import text_of
from cancu.graph.registry import Registry

CB = "tỉnh Cao Bằng"
TEXTS = [
    "Giao Sở Y tế chủ trì; Công an tỉnh phối hợp. Sở Nội vụ.\n\n- Sở Tài chính;\n+ Các Sở: Y tế, Nội vụ và Xây dựng.",
    "UBND TP. Hà Nội, UBND tỉnh; UBND huyện. TP. Cao Bằng.; Sở: Y tế. Phòng.: Nội vụ\n\n**Sở Y tế** tỉnh. *Bộ Y tế*",
    "Sở VH.TT. Sở Y tế, Công an.\n\nTỉnh Cao Bằng; của Bộ. Quốc phòng./. Đảng ủy. Bộ Y tế. 12/QĐ-BYT. Phó. Thủ tướng.",
    "",
    "Sở Y tế",
]


@pytest.mark.parametrize("words", TEXTS)
@pytest.mark.parametrize("backwards", [False, True])
def test_bodies_found_stretch_by_stretch_are_those_of_the_whole_text(
    words: str, backwards: bool, registry: Registry
) -> None:
    text, place = text_of("t", words), registry.area_named(CB)
    named = NamedBodies(text, registry, place, None)
    order = range(len(words))
    found = {at: name for at in (reversed(order) if backwards else order) if (name := named.get(at))}
    plain = words.replace("*", " ")
    assert found == {start: (end, body) for start, end, body in registry.bodies_in(plain, place)}
    assert named.within(0, len(words)) == sorted(found)
    assert NamedBodies(text, registry, place, None).within(3, 30) == [at for at in sorted(found) if 3 <= at < 30]


def test_phrases_stand_where_their_words_do() -> None:
    text = text_of("t", "Chủ trì; đồng chủ\n  trì, chủ trình, chu-tri, tự chủ trị")
    phrases = Phrases("chu tri, dong")
    spans = phrases.spans(text, 0, len(text.content))
    assert [text.content[start:end] for start, end in spans] == [
        "Chủ trì", "đồng", "chủ\n  trì", "chu-tri", "chủ trị"
    ]  # fmt: skip
    assert phrases.spans(text, 1, spans[-1][0]) == spans[1:-1]
    assert phrases.begin_in(text, 1, 10)
    assert not phrases.begin_in(text, 1, 9)
