"""What a query gives back: column names and rows of plain Python values.

>>> answer = Table(["actor", "n"], [["Kar-Tel", 3]])
>>> list(answer.records())
[{'actor': 'Kar-Tel', 'n': 3}]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Table:
    """Rows under named columns; `complete` is False where a row limit cut the rest off."""

    columns: list[str]
    rows: list[list[Any]]
    complete: bool = True

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Counters:
    """What a write changed, as the server counted it.

    >>> Counters(nodes_created=2) + Counters(nodes_created=1, properties_set=4)
    Counters(nodes_created=3, nodes_deleted=0, relationships_created=0, relationships_deleted=0, \
properties_set=4, labels_changed=0)
    """

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0
    labels_changed: int = 0

    def __add__(self, other: Counters) -> Counters:
        return Counters(*(a + b for a, b in zip(self._all(), other._all(), strict=True)))

    def __bool__(self) -> bool:
        return any(self._all())

    def _all(self) -> tuple[int, ...]:
        return tuple(vars(self).values())
