"""What is new, gone or changed between two answers to one question.

A row of one answer is that of the other which says the same of the same claim and things; what
is left is matched by claim and things alone, and then it is the row that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mindet.catalogue.header import Column
from mindet.catalogue.rows import Row

NEW, GONE, CHANGED, SAME = "new", "gone", "changed", "same"
_CLAIM = ("claim",)
_THING = ("thing", "document")
_TERM = ("term",)


@dataclass(frozen=True)
class Change:
    """A row before and after, by their places in the two answers; None where there is none."""

    kind: str
    before: int | None
    after: int | None


def between(columns: Sequence[Column], before: Sequence[Row], after: Sequence[Row]) -> list[Change]:
    """One Change for each row of either answer: those of `after` in their order, then what is gone.

    >>> from mindet.catalogue import Catalogue
    >>> columns = Catalogue.load()["powers"].columns
    >>> blank = (None,) * (len(columns) - 1)
    >>> [one.kind for one in between(columns, [("a", *blank)], [("a", *blank), ("b", *blank)])]
    ['same', 'new']
    """
    pairs: dict[int, tuple[int, str]] = {}
    left = dict.fromkeys(range(len(before)))
    for key in _keys(columns):
        places = _by_key(before, [*left], key)
        for place, row in enumerate(after):
            if place not in pairs and places[key(row)]:
                old = places[key(row)].pop(0)
                del left[old]
                pairs[place] = old, SAME if before[old] == row else CHANGED
    told = [
        Change(pairs[p][1], pairs[p][0], p) if p in pairs else Change(NEW, None, p)
        for p in range(len(after))
    ]
    return [*told, *(Change(GONE, place, None) for place in left)]


Key = Callable[[Row], Hashable]


def _keys(columns: Sequence[Column]) -> Iterator[Key]:
    """What makes two rows one, from the strictest to the loosest."""
    yield lambda row: row
    for types in ((*_CLAIM, *_THING, *_TERM), (*_CLAIM, *_THING)):
        yield _chosen([i for i, c in enumerate(columns) if c.type in types and not _of_ours(c)])


def _of_ours(column: Column) -> bool:
    """Whether a column says how sure we are, not which row it is."""
    return column.name == "counts" or column.name.endswith("_inferred")


def _chosen(places: Sequence[int]) -> Key:
    def key(row: Row) -> Hashable:
        return tuple(row[place] for place in places)

    return key


def _by_key(rows: Sequence[Row], places: Sequence[int], key: Key) -> defaultdict[Any, list[int]]:
    found: defaultdict[Any, list[int]] = defaultdict(list)
    for place in places:
        found[key(rows[place])].append(place)
    return found
