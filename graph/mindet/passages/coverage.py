"""How much of a text the sheet accounts for: every letter and digit must be.

>>> gaps("One, two; three.", [(0, 4)])
[(5, 15)]
>>> measure("One, two.", [(0, 4)])
(3, 6)
"""

from __future__ import annotations

from collections.abc import Iterable

from mindet.passages.texts import is_word

Stretch = tuple[int, int]


def merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The union of `stretches` as sorted ones that don't touch; empty ones are dropped.

    >>> merge([(5, 9), (0, 3), (3, 4), (6, 7)])
    [(0, 4), (5, 9)]
    """
    merged: list[Stretch] = []
    for start, end in sorted(s for s in stretches if s[0] < s[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def gaps(text: str, stretches: Iterable[Stretch]) -> list[Stretch]:
    """What no stretch covers, from its first letter or digit to its last."""
    end, found = 0, []
    for start, stop in [*merge(stretches), (len(text), len(text))]:
        trimmed = _trim(text, end, min(start, len(text)))
        if trimmed:
            found.append(trimmed)
        end = max(end, stop)
    return found


def _trim(text: str, start: int, end: int) -> Stretch | None:
    inside = [i for i in range(start, end) if is_word(text[i])]
    return (inside[0], inside[-1] + 1) if inside else None


def measure(text: str, stretches: Iterable[Stretch]) -> tuple[int, int]:
    """How many letters and digits of `text` the stretches cover, and how many there are."""
    covered = sum(_letters(text[start:end]) for start, end in merge(stretches))
    return covered, _letters(text)


def overlap(one: Stretch, other: Stretch) -> Stretch | None:
    """The part that both stretches share.

    >>> overlap((0, 5), (3, 9))
    (3, 5)
    """
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def _letters(text: str) -> int:
    return sum(map(is_word, text))
