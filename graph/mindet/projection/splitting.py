"""Text of N-Quads into a spool's tables, cut by DuckDB beside the caller's own work.

with Splitting(spool, Manner(graphs=False)) as split:
    split(b"<urn:a> <urn:p> <urn:o> .")
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from mindet.closing import Closing
from mindet.projection.tokens import (
    HAS_BLANK,
    LINE,
    LINES,
    PREFIXED,
    SURE,
    UNLIKE_LINES,
    USUAL,
    cut,
    file_lines,
)

if TYPE_CHECKING:
    from mindet.projection.spool import Spool

THREADS = 2
SMALL = 64 * 1024  # bytes of a text for which no file is made


@dataclass(frozen=True)
class Manner:
    """How lines are taken: whether they are surely valid, may name a graph, have lasting names."""

    sure: bool = True
    graphs: bool = True
    named: bool = False
    prefix: str = ""


class Splitting(Closing):
    """A function that takes whole lines; `close` waits until all of them are in the tables.

    Their quads go to the partitions of their subjects. Those with blank nodes that are still
    to be named go to `blank`; what can't be cut, or has a graph where none may be, goes to
    `rejected`. Raises UnicodeDecodeError for what is not UTF-8, here or at a later call.
    """

    def __init__(self, spool: Spool, manner: Manner) -> None:
        self._spool, self._manner = spool, manner
        self._pool = ThreadPoolExecutor(THREADS)
        self._waiting: list[Future[None]] = []

    def __call__(self, lines: bytes) -> None:
        """Take whole lines; waits while too many are under way."""
        self._waiting.append(self._pool.submit(self._split, lines))
        if len(self._waiting) > THREADS:
            self._waiting.pop(0).result()

    def close(self) -> None:
        """Wait for what is under way."""
        with self._pool:
            while self._waiting:
                self._waiting.pop(0).result()

    def _split(self, lines: bytes) -> None:
        blank = HAS_BLANK if not self._manner.named and b"_:" in lines else "false"
        good = "s <> ''" if self._manner.graphs else "s <> '' AND g = ''"
        if blank != "false" and not self._manner.sure:
            good += f" AND (NOT ({blank}) OR {SURE})"
        with self._spool.database.cursor() as cursor:
            self._cut(cursor, lines, f"*, {good} AS good, {blank} AS blank")
            rejected = f"INSERT INTO rejected SELECT coalesce(line, {LINE}) FROM cut WHERE NOT good"
            cursor.execute(rejected)
            if blank != "false":
                found = f"FROM (SELECT s, p, {USUAL} AS o, g FROM cut WHERE good AND blank)"
                prefix = {"prefix": self._manner.prefix}
                cursor.execute(f"INSERT INTO blank SELECT {PREFIXED} {found}", prefix)
            self._place(cursor)

    def _cut(self, cursor: duckdb.DuckDBPyConnection, lines: bytes, selected: str) -> None:
        """Make the table `cut`: by DuckDB's reader of files if that keeps all, which is quicker."""
        part = f"hash(s) % {self._spool.partitions}" if self._spool.partitions > 1 else "0"
        made = f"CREATE TEMP TABLE cut AS SELECT {selected}, {part} AS part"
        if len(lines) > SMALL and not any(mark in lines for mark in UNLIKE_LINES):
            try:
                with _file(self._spool.folder, lines) as path:
                    cursor.execute(f"{made} FROM ({cut(file_lines(path))})")
                    return
            except duckdb.Error:  # a line longer than its buffer, or not UTF-8
                pass
        cursor.execute(f"{made} FROM ({cut(LINES)})", {"lines": lines.decode()})

    def _place(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Put the quads into the partitions of their subjects."""
        for number, table in enumerate(self._spool.tables("quad")):
            kept = f"good AND NOT blank AND part = {number}"
            cursor.execute(f"INSERT INTO {table} SELECT s, p, o, g FROM cut WHERE {kept}")


@contextmanager
def _file(folder: Path, content: bytes) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(content)
    path = Path(file.name)
    try:
        yield path
    finally:
        path.unlink()
