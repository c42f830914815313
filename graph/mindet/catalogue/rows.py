"""One normal form for the values of both engines, so that rows can be compared and sorted.

IRIs are whole strings, enumerated values their local names, numbers Decimals, days
dates, lists tuples sorted without repeats. None is 'no value'.

>>> passages = Column("passages", "passages", {})
>>> normal([passages], ["900-950 17-30"])
(('17-30', '900-950'),)
>>> normal([Column("act", "term", {})], ["https://w3id.org/mindet#plans"])
('plans',)
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from mindet.catalogue.header import LISTS, Column
from mindet.errors import QueryError

Value = None | str | bool | Decimal | datetime.date | tuple[str, ...]
Row = tuple[Value, ...]


def normal(columns: Sequence[Column], row: Sequence[Any]) -> Row:
    """A row of an engine in the normal form of its columns; QueryError for a wrong value."""
    return tuple(_value(column, value) for column, value in zip(columns, row, strict=True))


def values_of(
    columns: Sequence[Column], rows: Iterable[Row], types: Collection[str]
) -> Iterator[str]:
    """All values in the columns of these types, row by row; those of a list one by one."""
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            if column.type in types and value is not None:
                yield from value if isinstance(value, tuple) else (str(value),)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Unique rows, sorted column by column; no value comes last.

    >>> in_order([(None,), ("b",), ("a",), ("b",)])
    [('a',), ('b',), (None,)]
    """
    return sorted(dict.fromkeys(rows), key=lambda row: [_key(value) for value in row])


def _key(value: Value) -> tuple[bool, Any]:
    if isinstance(value, tuple):
        return not value, value
    return value is None, value


def _value(column: Column, value: Any) -> Value:
    if column.type in LISTS:
        return _several(column.type, value)
    if value is None or (value == "" and column.type != "text"):
        return None
    try:
        return _READERS[column.type](value)
    except (ValueError, TypeError, InvalidOperation):
        what = f"{value!r} is no {column.type}"
        raise QueryError(what, where=f"column {column.name}", remedy="mend the query") from None


def _several(kind: str, value: Any) -> tuple[str, ...]:
    items = value.split() if isinstance(value, str) else value or ()
    read = _term if kind == "terms" else str
    unique = {read(item) for item in items if item is not None}
    return tuple(sorted(unique, key=_offsets if kind == "passages" else None))


def _offsets(passage: str) -> tuple[int, int]:
    start, _, end = passage.partition("-")
    return int(start), int(end)


def _term(value: Any) -> str:
    return str(value).replace("/", "#").rpartition("#")[2]


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    return datetime.date.fromisoformat(str(value)[:10])


def _number(value: Any) -> Decimal:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError
    number = Decimal(str(value))
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False, "1": True, "0": False}[str(value)]


_READERS: Mapping[str, Callable[[Any], Value]] = {
    "thing": str,
    "claim": str,
    "document": str,
    "text": str,
    "term": _term,
    "date": _date,
    "number": _number,
    "boolean": _boolean,
}
