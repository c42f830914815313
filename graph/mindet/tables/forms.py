"""The forms in which cells are printed: a terminal's table, CSV, JSON, Markdown."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from mindet.tables.cells import Grid, cell, jsonable

GAP, WIDE = 3, 20
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANK = re.compile(r"[ \n]+")
_FORMULA = re.compile(r"[=+\-@\t\r]")


def as_csv(grid: Grid) -> str:
    """All columns, by name; a thing is its label, with its IRI in a column beside."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_harmless(name) for name in grid.names])
    for row in grid.plain:
        writer.writerow([_harmless(value) for value in row])
    return out.getvalue()


def _harmless(value: Any) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    shown = cell(value).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{shown}" if isinstance(value, str) and _FORMULA.match(shown) else shown


def as_json(grid: Grid) -> str:
    """All columns, typed; a thing is its IRI and label."""
    records = _finite(grid.records)
    return json.dumps(records, ensure_ascii=False, indent=2, default=jsonable) + "\n"


def _finite(value: Any) -> Any:
    """JSON has no infinity and no NaN: they become their names."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list | tuple) else value


def as_markdown(grid: Grid) -> str:
    """All columns that hold anything, and below them how each row is cited."""
    heads, rows = grid.full
    lines = [f"## {_escaped(grid.title)}", ""] if grid.title else []
    if rows:
        lines += markdown_table(heads, rows)
        lines += ["", *(f"- {_escaped(note)}" for note in grid.notes)] if grid.notes else []
    if not rows or grid.cut != 0:
        lines += ["", grid.foot] if rows else [grid.foot]
    return "\n".join(lines) + "\n"


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a Markdown table; nothing in a cell is Markdown or HTML.

    >>> markdown_table(["a"], [["x|y"]])
    ['| a |', '| --- |', '| x\\\\|y |']
    """
    return [_bars(heads), _bars(["---"] * len(heads)), *map(_bars, rows)]


def _bars(cells: Iterable[str]) -> str:
    return "| " + " | ".join(one if one == "---" else _escaped(one) for one in cells) + " |"


def _escaped(cell: str) -> str:
    """Nothing in a cell is Markdown or HTML."""
    plain = _CONTROL.sub("�", cell).replace("\n", " ")
    return re.sub(r"([\\`*_\[\]|<>])", r"\\\1", plain)


def as_table(grid: Grid, width: int) -> str:
    """The important columns, within `width`; as cards where they would be too narrow."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False, markup=False)
    if grid.title:
        console.print(grid.title)
    widths = _widths([*zip(grid.heads, *grid.shown, strict=True)], width) if grid.shown else []
    if widths:
        console.print(_boxes(grid, widths))
    elif grid.shown:
        _cards(console, grid, width)
    if grid.foot:
        console.print(grid.foot)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _widths(columns: list[tuple[str, ...]], total: int) -> list[int]:
    """How wide each column is to be; empty where not even the longest words fit.

    >>> _widths([("a", "two words"), ("b", "x")], 20), _widths([("a", "unbreakable")], 9)
    ([9, 1], [])
    """
    words = [[w for text in column for w in _BLANK.split(text)] for column in columns]
    least = [max(min(len(w), WIDE) for w in column) for column in words]
    wished = [max(map(len, column)) for column in columns]
    spare = total - sum(least) - GAP * len(least)
    for _ in range(spare):
        wide = max(range(len(least)), key=lambda i: wished[i] / max(least[i], 1))
        least[wide] += wished[wide] > least[wide]
    return least if spare >= 0 else []


def _boxes(grid: Grid, widths: Sequence[int]) -> Any:
    from rich import box
    from rich.table import Table as Boxes
    from rich.text import Text

    boxes = Boxes(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False)
    for head, least in zip(grid.heads, widths, strict=True):
        boxes.add_column(Text(_wrapped(head, least)), width=least, no_wrap=True)
    for row in grid.shown:
        cells = zip(row, widths, strict=True)
        boxes.add_row(*(Text(_wrapped(one, least)) for one, least in cells))
    return boxes


def _wrapped(text: str, width: int) -> str:
    """Lines of `width`; a no-break space, as in 40 000, is none to break at."""
    return "\n".join(
        part for line in _safe(text).splitlines() for part in textwrap.wrap(line, width) or [""]
    )


def _cards(console: Any, grid: Grid, width: int) -> None:
    """A row as lines of heading and value, where a table would be too narrow to read."""
    from rich.text import Text

    for row in grid.shown:
        console.print("─" * min(width, 20))
        for head, shown in zip(grid.heads, row, strict=True):
            if shown:
                console.print(Text(f"{_safe(head)}: {_safe(shown)}"), overflow="fold")


def _safe(cell: str) -> str:
    """Without what could move a terminal's cursor or turn the direction of writing."""
    return _CONTROL.sub("�", cell)
