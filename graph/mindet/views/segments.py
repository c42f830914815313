"""A text cut at every edge of its stretches, so that those that overlap or nest can be shown.

>>> cut("who must do what", [(0, 8), (4, 16)])
[('who ', (0,)), ('must', (0, 1)), (' do what', (1,))]
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

Stretch = tuple[int, int]
Segment = tuple[str, tuple[int, ...]]


def cut(text: str, stretches: Sequence[Stretch]) -> list[Segment]:
    """The pieces of `text`, each with the numbers of the stretches that hold it.

    Joined they are the text. A stretch that reaches beyond it is held to it; an empty one
    holds nothing.
    """
    held = [(max(0, start), min(end, len(text))) for start, end in stretches]
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(held):
        if start < end:
            opens.setdefault(start, []).append(number)
            closes.setdefault(end, []).append(number)
    edges = sorted({0, len(text), *opens, *closes})
    open_now: set[int] = set()
    pieces: list[Segment] = []
    for start, end in itertools.pairwise(edges):
        open_now.difference_update(closes.get(start, ()))
        open_now.update(opens.get(start, ()))
        pieces.append((text[start:end], tuple(sorted(open_now))))
    return pieces
