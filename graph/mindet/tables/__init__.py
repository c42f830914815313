"""Answers as tables that fit the terminal, CSV and XLSX for a spreadsheet, JSON, Markdown.

A table shows the columns that its query calls important, with every row's claim and
passage; the other forms show all columns. Labels and terms are in the reader's language.

>>> from mindet.store.table import Table
>>> print(text(Table(["actor", "n"], [["Kar-Tel", 3]]), "csv"), end="")
actor,n
Kar-Tel,3
"""

from __future__ import annotations

import os
import shutil
import stat
import sys

from mindet.errors import QueryError
from mindet.store.table import Table
from mindet.tables.cells import Grid
from mindet.tables.forms import as_csv, as_json, as_markdown, as_table
from mindet.tables.reading import Readable, readable
from mindet.tables.workbook import as_xlsx

__all__ = ["FORMS", "Readable", "data", "echo", "readable", "text"]

FORMS = ("table", "csv", "json", "markdown", "xlsx")
BOM = "\ufeff"


def echo(what: Readable | Table, form: str, target: str = "-") -> None:
    """Write in one of FORMS to the file `target`; `-` is standard output.

    A CSV that goes into a file begins with the mark that spreadsheets know UTF-8 by; one that
    goes into a pipe does not. Raises QueryError for a workbook on a terminal, DatasetError
    where `target` can't be written.
    """
    from mindet.files import write

    if form == "xlsx" and target == "-" and sys.stdout.isatty():
        raise QueryError("a workbook is no text", remedy="write it to a file: -o FILE.xlsx")
    if form == "xlsx" or target != "-":
        write(data(what, form), target)
        return
    mark = BOM if form == "csv" and _is_file() else ""
    sys.stdout.write(mark + text(what, form))


def data(what: Readable | Table, form: str) -> bytes:
    """`what` in one of FORMS as a file holds it."""
    if form == "xlsx":
        return as_xlsx(_grid(what))
    mark = BOM if form == "csv" else ""
    return (mark + text(what, form)).encode()


def text(what: Readable | Table, form: str, width: int | None = None) -> str:
    """`what` in one of FORMS but xlsx, `width` characters wide where it is a table."""
    grid = _grid(what)
    if form == "table":
        return as_table(grid, width or _width())
    return {"csv": as_csv, "json": as_json, "markdown": as_markdown}[form](grid)


def _grid(what: Readable | Table) -> Grid:
    return Grid.of_answer(what) if isinstance(what, Readable) else Grid.of_table(what)


def _width() -> int:
    """The terminal's width; in a pipe 100, so that output does not depend on a window."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size((100, 40)).columns
    return 100


def _is_file() -> bool:
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False
