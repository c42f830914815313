"""Answers as frames of pandas or polars, for analysts who go on in Python."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from mindet.catalogue.header import LISTS, Column
from mindet.catalogue.rows import Row, Value
from mindet.errors import QueryError


def frame(columns: Sequence[Column], rows: Sequence[Row]) -> Any:
    """A pandas frame with a column each, typed by it; a polars frame where only that is installed.

    Raises QueryError where neither is there.
    """
    for library, make in (("pandas", _pandas), ("polars", _polars)):
        if find_spec(library):
            return make(columns, rows)
    raise QueryError("neither pandas nor polars is installed", remedy="pip install pandas")


def _values(place: int, rows: Sequence[Row]) -> list[Any]:
    return [_plain(row[place]) for row in rows]


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def _pandas(columns: Sequence[Column], rows: Sequence[Row]) -> Any:
    import pandas as pd

    types = {"date": "datetime64[s]", "number": "float64", "boolean": "boolean"}
    return pd.DataFrame(
        {
            column.name: pd.Series(
                _values(place, rows),
                dtype="object" if column.type in LISTS else types.get(column.type, "string"),
            )
            for place, column in enumerate(columns)
        }
    )


def _polars(columns: Sequence[Column], rows: Sequence[Row]) -> Any:
    import polars as pl

    types = {"date": pl.Date, "number": pl.Float64, "boolean": pl.Boolean}
    return pl.DataFrame(
        {
            column.name: pl.Series(
                _values(place, rows),
                dtype=pl.List(pl.String)
                if column.type in LISTS
                else types.get(column.type, pl.String),
            )
            for place, column in enumerate(columns)
        }
    )
