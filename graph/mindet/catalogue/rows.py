"""One normal form for the values of both engines, so that rows can be compared and sorted.

IRIs are whole strings, enumerated values their local names, numbers Decimals, days
dates, lists tuples sorted without repeats. None is 'no value'.

>>> passages = Column("passages", "passages", {})
>>> list(normal([passages], [["900-950 17-30"], [None]]))
[(('17-30', '900-950'),), ((),)]
>>> list(normal([Column("act", "term", {})], [["https://w3id.org/mindet#plans"]]))
[('plans',)]
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Any

from mindet.catalogue.header import LISTS, Column
from mindet.errors import QueryError

Value = None | str | bool | Decimal | datetime.date | tuple[str, ...]
Row = tuple[Value, ...]
_WRONG = (ValueError, TypeError, InvalidOperation)


def normal(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Rows of an engine in the normal form of their columns; QueryError for a wrong value."""
    read = [_reader(column.type) for column in columns]
    for row in rows:
        try:
            yield tuple([one(value) for one, value in zip(read, row, strict=True)])
        except _WRONG:
            raise _wrong_value(columns, row) from None


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


def _reader(kind: str) -> Callable[[Any], Value]:
    """What reads the values of a column of that type: made once for all its rows."""
    if kind in LISTS:
        return partial(_several, _term if kind == "terms" else str, kind == "passages")
    return partial(_single, _READERS[kind], kind == "text")


def _single(read: Callable[[Any], Value], empty: bool, value: Any) -> Value:
    return None if value is None or (value == "" and not empty) else read(value)


def _several(read: Callable[[Any], str], offsets: bool, value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    items = value.split() if isinstance(value, str) else value
    unique = {read(item) for item in items if item is not None}
    if len(unique) < 2:  # nearly every list
        return tuple(unique)
    return tuple(sorted(unique, key=_offsets if offsets else None))


def _wrong_value(columns: Sequence[Column], row: Sequence[Any]) -> QueryError:
    """Which value of the row its column's type refuses."""
    for column, value in zip(columns, row, strict=True):
        try:
            _reader(column.type)(value)
        except _WRONG:
            what, where = f"{value!r} is no {column.type}", f"column {column.name}"
            return QueryError(what, where=where, remedy="mend the query")
    raise AssertionError(row)


def _offsets(passage: str) -> tuple[int, int]:
    start, _, end = passage.partition("-")
    return int(start), int(end)


@lru_cache(4096)  # a few terms are told in every row
def _local_name(iri: str) -> str:
    return iri.replace("/", "#").rpartition("#")[2]


def _term(value: Any) -> str:
    return _local_name(str(value))


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
