"""Finishing steps in Python for what plain queries can't do; both engines share them.

A step takes the normal rows, their columns and the parameters, and gives the rows.

>>> REGISTRY["none"]((("a",),), (), {})
(('a',),)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mindet.catalogue.header import Column
from mindet.catalogue.parameters import Value
from mindet.catalogue.rows import Row, in_order

Rows = tuple[Row, ...]
Step = Callable[[Rows, Sequence[Column], Mapping[str, Value]], Rows]


def _none(rows: Rows, _columns: Sequence[Column], _values: Mapping[str, Value]) -> Rows:
    return rows


def chronological(rows: Rows, columns: Sequence[Column], _values: Mapping[str, Value]) -> Rows:
    """By the document's date, stated or at the earliest; undated rows last, equals by column."""
    names = [column.name for column in columns]
    stated, earliest = names.index("issued"), names.index("issued_earliest")

    def day(row: Row) -> str:
        return str(row[stated] or row[earliest] or "undated")

    return tuple(sorted(in_order(rows), key=day))


REGISTRY: Mapping[str, Step] = {"none": _none, "chronological": chronological}
