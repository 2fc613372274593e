"""Sets of numbered entries as the bits of one number: hundreds of thousands are joined, cut and counted at once."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
_STEP = 512
"""Bytes that are counted at once."""
_MARKS = bytes(digit == ord("1") for digit in range(256))


def having(values: Sequence[Value]) -> dict[Value, int]:
    """The entries that have each value."""
    places: dict[Value, bytearray] = {}
    for at, value in enumerate(values):
        bits = places.get(value)
        if bits is None:
            bits = places[value] = bytearray(len(values) // 8 + 1)
        bits[at >> 3] |= 1 << (at & 7)
    return {value: int.from_bytes(bits, "little") for value, bits in places.items()}


def values_of(size: int, found: Mapping[Value, int], without: Value) -> list[Value]:
    """The value of each of so many entries, from the entries that have each value; `without` where none is told."""
    values = [without] * size
    for value, entries in found.items():
        for number in numbers(entries):
            values[number] = value
    return values


def having_numbers(size: int, found: Iterable[int]) -> int:
    """The entries of these numbers, of so many."""
    bits = bytearray(size // 8 + 1)
    for at in found:
        bits[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(bits, "little")


def numbers(entries: int, start: int = 0) -> Iterator[int]:
    """The numbers of entries, without the first `start`."""
    told = entries.to_bytes(entries.bit_length() // 8 + 1, "little")
    for at in range(0, len(told), _STEP):
        bits = int.from_bytes(told[at : at + _STEP], "little")
        if (count := bits.bit_count()) <= start:
            start -= count
            continue
        for number in _bits(bits):
            if start:
                start -= 1
            else:
                yield at * 8 + number


def marks(entries: int) -> bytes:
    """A byte for each entry up to the last that is there: 1 where it is, 0 where not."""
    return format(entries, "b").encode().translate(_MARKS)[::-1]


def _bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
