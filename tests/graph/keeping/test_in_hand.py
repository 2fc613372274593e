"""The documents in hand as they are read again and again, between one batch of many files and the next."""

from pathlib import Path

from cancu.graph.keeping.folder import InHand, holdings_of
from tests.graph.keeping.conftest import Write, keep


def test_what_changed_in_the_folder_is_read_again_and_nothing_else(home: Path, write: Write) -> None:
    keep(home, write("a.txt", number="201"), write("b.txt", number="202"))
    in_hand = InHand(home)
    first = in_hand.now()
    assert first == holdings_of(home)
    keep(home, write("c.txt", number="203"))
    changed = next(iter(first.values()))
    (home / changed.derived_name).unlink()
    then = in_hand.now()
    assert then == holdings_of(home)
    assert len(then) == 3
    assert then[changed.record.sha256].contribution is None
    same = [sha for sha in first if sha != changed.record.sha256]
    assert [then[sha] is first[sha] for sha in same] == [True] * len(same)


def test_a_document_whose_own_file_is_lost_is_made_again_until_it_is_there(home: Path, write: Write) -> None:
    keep(home, write("a.txt"))
    in_hand = InHand(home)
    (held,) = in_hand.now().values()
    (plan,) = (home / "plans").glob("*.ttl")
    content = plan.read_bytes()
    plan.unlink()
    assert [h.contribution for h in in_hand.now().values()] == [None]
    plan.write_bytes(content)
    assert list(in_hand.now().values()) == [held]


def test_what_two_documents_say_in_the_same_words_is_held_once(home: Path, write: Write) -> None:
    keep(home, write("a.txt", number="201"), write("b.txt", number="202"))
    one, other = (h.made.identified for h in InHand(home).now().values())
    shared = [(a, b) for a in one for b in other if a == b]
    assert shared
    assert all(a is b for a, b in shared)
