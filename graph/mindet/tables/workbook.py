"""Cells as an XLSX workbook (ECMA-376): the rows typed, and a sheet that says what was asked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mindet.errors import QueryError
from mindet.tables.cells import Grid, cell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST, MOST_ROWS = 32_767, 1_048_575  # what a cell and a sheet may hold
_DIGITS = 15  # a spreadsheet's numbers are doubles
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree on the calendar
_WIDEST = 60
_EPOCH = datetime(2000, 1, 1)  # a workbook holds local times; same rows, same bytes


def as_xlsx(grid: Grid) -> bytes:
    """All columns as CSV has them, dates as dates and numbers as numbers.

    Raises QueryError for what a spreadsheet can't hold.
    """
    import xlsxwriter

    _check(grid)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": grid.title, "created": _EPOCH})
        sheet = book.add_worksheet(_sheet_name(grid.title or "rows"))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, name in enumerate(grid.names):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, _width(name, grid.plain, column))
        for number, row in enumerate(grid.plain, 1):
            for column, value in enumerate(row):
                _put(sheet, number, column, value, day)
        sheet.freeze_panes(1, 0)
        if grid.names:
            sheet.autofilter(0, 0, len(grid.plain), len(grid.names) - 1)
        if grid.title:
            _about(book.add_worksheet("about"), grid, bold)
    return target.getvalue()


def _check(grid: Grid) -> None:
    remedy = "use --format csv"
    if len(grid.plain) > MOST_ROWS:
        raise QueryError(f"{len(grid.plain)} rows are too many for a spreadsheet", remedy=remedy)
    for row in grid.plain:
        for name, value in zip(grid.names, row, strict=True):
            if isinstance(value, str) and len(value) > LONGEST:
                what = f"{name}: {len(value)} characters are too many for a spreadsheet's cell"
                raise QueryError(what, remedy=remedy)


def _put(sheet: Worksheet, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
    elif _is_number(value):
        sheet.write_number(row, column, float(value))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value not in (None, ""):
        sheet.write_string(row, column, cell(value))  # never a formula, never a link


def _is_number(value: Any) -> bool:
    """Whether a double holds it exactly as far as a spreadsheet shows it."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return len(Decimal(value).as_tuple().digits) <= _DIGITS and abs(Decimal(value)) < 10**_DIGITS


def _width(name: str, rows: Iterable[Sequence[Any]], column: int) -> int:
    lines = (line for row in rows for line in cell(row[column]).splitlines())
    return min(_WIDEST, max((len(name), *map(len, lines))) + 2)


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 characters, none of []:*?/\\ and no quote at the ends.

    >>> _sheet_name("Who gave it: [all]?")
    'Who gave it all'
    """
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", "", title)[:31].strip("' ") or "rows"


def _about(sheet: Worksheet, grid: Grid, bold: Any) -> None:
    """The question, its parameters, and how each column is called."""
    records = grid.records
    lines = [
        (records["query"], grid.title),
        *((name, cell(value)) for name, value in records["parameters"].items()),
        ("", ""),
        *records["columns"].items(),
    ]
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, _WIDEST)
    for number, (name, value) in enumerate(lines):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, value)
