"""What a number printed without its symbol stands for: a paper of that very day, or nothing."""

from tests.graph.test_resolve import ID, known_from, read

KNOWN = known_from(
    "Thực hiện Kế hoạch số 110/KH-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh Bình Phước.",
    "Thực hiện Kế hoạch số 110/KH-UBND ngày 09/4/2024 của Ủy ban nhân dân tỉnh Bình Phước.",
)


def state(words: str) -> tuple[str, str | None, int]:
    (citation,) = read(f"Thực hiện {words}.", KNOWN).citations
    return citation.state, citation.instrument, len(citation.candidates)


def test_the_paper_of_that_issuer_number_and_day_is_meant() -> None:
    found = "resolved", ID + "ubnd-tinh-binh-phuoc/ke-hoach/2025/110", 0
    assert state("Kế hoạch số 110 ngày 05/3/2025 của Ủy ban nhân dân tỉnh") == found
    assert state("Kế hoạch số 110 của Ủy ban nhân dân tỉnh ngày 05/3/2025") == found


def test_it_is_described_by_its_whole_number() -> None:
    (told,) = read("Thực hiện Kế hoạch số 110 ngày 05/3/2025 của Ủy ban nhân dân tỉnh.", KNOWN).instruments
    assert told.number == "110/KH-UBND"


def test_without_that_day_or_issuer_nothing_is_chosen() -> None:
    assert state("Kế hoạch số 110 ngày 06/3/2025 của Ủy ban nhân dân tỉnh") == ("unresolved", None, 0)
    assert state("Kế hoạch số 110 ngày 05/3/2025") == ("unresolved", None, 0)
    assert state("Kế hoạch số 110 ngày 05/3/2025 của Sở Y tế") == ("unresolved", None, 0)
    assert state("Kế hoạch số 110 của Ủy ban nhân dân tỉnh") == ("ambiguous", None, 2)
