"""Answers as frames of pandas or polars, for analysts who go on in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    for library, read in (("pandas", _pandas), ("polars", _polars)):
        if find_spec(library):
            module, types = read()
            series = {
                column.name: module.Series(
                    [_plain(row[place]) for row in rows], dtype=types[_kind(column)]
                )
                for place, column in enumerate(columns)
            }
            return module.DataFrame(series)
    raise QueryError("neither pandas nor polars is installed", remedy="pip install pandas")


def _kind(column: Column) -> str:
    if column.type in LISTS:
        return "list"
    return column.type if column.type in ("date", "number", "boolean") else "text"


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def _pandas() -> tuple[Any, Mapping[str, Any]]:
    import pandas as pd

    types = {"date": "datetime64[s]", "number": "float64", "boolean": "boolean"}
    return pd, {**types, "text": "string", "list": "object"}


def _polars() -> tuple[Any, Mapping[str, Any]]:
    import polars as pl

    types = {"date": pl.Date, "number": pl.Float64, "boolean": pl.Boolean}
    return pl, {**types, "text": pl.String, "list": pl.List(pl.String)}
