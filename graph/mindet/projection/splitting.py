"""Text of N-Quads into a spool's tables, cut by DuckDB beside the caller's own work.

with Splitting(spool, Manner(graphs=False)) as split:
    split(b"<urn:a> <urn:p> <urn:o> .")
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from mindet.closing import Closing
from mindet.projection.tokens import (
    BOM,
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
Take = Callable[[str, Mapping[str, str]], object]  # a query of (s, p, o, g), and its parameters
SMALL = 64 * 1024  # bytes of a text for which no file is made


@dataclass(frozen=True)
class Manner:
    """How lines are taken: whether they are surely valid, may name a graph, have lasting names."""

    sure: bool = True
    graphs: bool = True
    named: bool = False
    prefix: Callable[[], str] = str


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
        quads = self._spool.quads
        quads.show()
        for part, quad in enumerate(quads.names):
            if self._spool.number(f"SELECT count(*) FROM {quad} WHERE s = ''"):
                move = f"INSERT INTO rejected SELECT o FROM {quad} WHERE s = ''"
                self._spool.database.execute(move)
                quads.replace(part, f"SELECT * FROM {quad} WHERE s <> ''")

    def _split(self, lines: bytes) -> None:
        with self._spool.database.cursor() as cursor:
            if self._manner.named or b"_:" not in lines:
                self._cut(lines, lambda cut, given: self._spool.quads.insert(cursor, cut, given))
                return
            table = f"CREATE TEMP TABLE cut AS SELECT *, {HAS_BLANK} AS blank FROM"
            self._cut(lines, lambda cut, given: cursor.execute(f"{table} ({cut})", given))
            self._set_apart(cursor)
            self._spool.quads.insert(cursor, "SELECT s, p, o, g FROM cut WHERE NOT blank")

    def _set_apart(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """The quads with blank nodes: those that are surely valid are still to be named."""
        good = "s <> ''" if self._manner.sure else f"s <> '' AND {SURE}"
        line = f"CASE s WHEN '' THEN o ELSE {LINE} END"
        cursor.execute(f"INSERT INTO rejected SELECT {line} FROM cut WHERE blank AND NOT ({good})")
        found = f"FROM (SELECT s, p, {USUAL} AS o, g FROM cut WHERE blank AND {good})"
        prefix = {"prefix": self._manner.prefix()}
        cursor.execute(f"INSERT INTO blank SELECT {PREFIXED} {found}", prefix)

    def _cut(self, lines: bytes, take: Take) -> None:
        """Cut lines: by DuckDB's reader of files if that keeps all, which is quicker."""
        graphs = self._manner.graphs
        if len(lines) > SMALL and not _unlike_a_file_of_lines(lines):
            try:
                with _file(self._spool.folder, lines) as path:
                    take(cut(file_lines(path), graphs=graphs), {})
                    return
            except (duckdb.Error, OSError):  # a line longer than its buffer, or not UTF-8
                pass
        take(cut(LINES, graphs=graphs), {"lines": lines.decode()})


def _unlike_a_file_of_lines(text: bytes) -> bool:
    return text.startswith(BOM) or any(mark in text for mark in UNLIKE_LINES)


@contextmanager
def _file(folder: Path, content: bytes) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(content)
    path = Path(file.name)
    try:
        yield path
    finally:
        path.unlink()
