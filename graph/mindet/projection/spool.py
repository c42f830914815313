"""The quads of a load on their way into a graph: as columns, on disk beyond a memory limit.

    with Spool.read([Path("national.nq")]) as spool:
        print(spool.triples, spool.graphs())

A quad is its four N-Quads tokens: what a file says goes in letter for letter, through no
store that would rewrite a literal. N-Quads and N-Triples in their usual form are split by
DuckDB; all other lines and formats pass pyoxigraph, whose writer gives that form. Subjects
lie in partitions: the work on one partition fits in memory whatever the size of the whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyoxigraph as ox

from mindet import dataset
from mindet.dataset import Dataset
from mindet.projection import blanks, columns, patterns
from mindet.terms import RDF, XSD

MEMORY = "400MB"
PARTITION = 64 * 2**20  # bytes of a source that make one more partition
QUADS = 100_000  # that become lines at a time
THREADS = 2
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "threads": THREADS,
    "preserve_insertion_order": False,
    "autoinstall_known_extensions": False,  # nothing is fetched from anywhere
    "autoload_known_extensions": False,
}
Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


def quoted(text: str) -> str:
    """`text`, one of our own, as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"


_AS_STRING = f'"^^<{XSD}string>'
# Tags of language count without case; a string's own datatype is not written.
_USUAL = f"""CASE
  WHEN ends_with(o, {quoted(_AS_STRING)}) THEN left(o, length(o) - {len(_AS_STRING) - 1})
  WHEN regexp_matches(o, '"@[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*$')
    THEN regexp_extract(o, '^(.*")@', 1) || lower(regexp_extract(o, '@[^"]*$'))
  ELSE o END"""
_TOKENS = f"""SELECT line, unnest(regexp_extract(line, {quoted(patterns.LINE)}, ['s','p','o','g']))
  FROM (SELECT unnest(string_split($lines, chr(10))) AS line)"""
# A datatype of RDF's own namespace is wrong without a tag, or rare.
_SURE = f"""regexp_full_match(s, {quoted(patterns.NODE)})
  AND regexp_full_match(p, {quoted(patterns.PREDICATE)})
  AND regexp_full_match(o, {quoted(patterns.OBJECT)})
  AND NOT contains(o, {quoted(f'"^^<{RDF}')})
  AND (g = '' OR $graphs AND regexp_full_match(g, {quoted(patterns.NODE)}))"""
_HAS_BLANK = "left(s, 2) = '_:' OR left(o, 2) = '_:' OR left(g, 2) = '_:'"
_PREFIXED = ", ".join(
    f"CASE WHEN left({t}, 2) = '_:' THEN '_:' || $prefix || substr({t}, 3) ELSE {t} END"
    for t in "spog"
)
_LINE = "s || ' ' || p || ' ' || o || CASE g WHEN '' THEN '' ELSE ' ' || g END || ' .'"
# Of all that a graph says of a subject, whatever the order.
_DIGEST = "sha256(array_to_string(list_sort(list(sha256(p || ' ' || o))), ''))"
_SIZE = "sum(CASE WHEN left(o, 1) = '\"' THEN strlen(o) ELSE 0 END)"


@dataclass(frozen=True)
class _Manner:
    """How lines are taken: which are good and which hold blank nodes, as SQL."""

    good: str = "s <> ''"
    blank: str = _HAS_BLANK
    given: Mapping[str, object] = field(default_factory=dict)
    prefix: str = ""


class Spool:
    """Quads in the tables `quad_0`, `quad_1` … of a DuckDB in memory that spills to a folder.

    Each is (s, p, o, g): tokens of N-Quads, g empty for the default graph.
    """

    def __init__(self, partitions: int = 1) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mindet-")
        self.database = duckdb.connect(config={**_SETTINGS, "temp_directory": self._folder.name})
        self.partitions = partitions
        self.unnamed = 0  # connected parts whose blank nodes have names that may not last
        for table in (*self.tables("quad"), "blank"):
            self.database.execute(f"CREATE TABLE {table} (s TEXT, p TEXT, o TEXT, g TEXT)")
        self.database.execute("CREATE TABLE rejected (line TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the memory and the disk."""
        self.database.close()
        self._folder.cleanup()

    @classmethod
    def read(cls, paths: Iterable[Path], progress: Progress = lambda *_: None) -> Spool:
        """The quads of all files together, each read by its suffix; DatasetError names the file."""
        from mindet.projection.sources import feed

        paths = list(paths)
        sizes = [dataset.size(path) for path in paths]
        spool = cls(1 + sum(sizes) // PARTITION)
        try:
            for path, before in zip(paths, accumulate(sizes, initial=0), strict=False):
                feed(spool, path, lambda n, b=before: progress("bytes read", b + n, sum(sizes)))  # type: ignore[misc]  # bound now
            spool.settle()
        except BaseException:
            spool.close()
            raise
        return spool

    @classmethod
    def of(cls, data: Dataset) -> Spool:
        """The quads of a dataset in memory."""
        spool = cls()
        for start in range(0, len(data), QUADS):
            run = data.quads[start : start + QUADS]
            spool._split("".join(f"{quad} .\n" for quad in run), _Manner())
        spool.settle()
        return spool

    def tables(self, name: str) -> list[str]:
        """The names of a table that there is once a partition."""
        return [f"{name}_{number}" for number in range(self.partitions)]

    @contextmanager
    def splitting(
        self, *, sure: bool = True, graphs: bool = True, prefix: str = "", named: bool = False
    ) -> Iterator[Callable[[str], None]]:
        """A function that takes lines of N-Quads and splits them beside the caller's own work.

        Lines that are not `sure` to be valid are checked, `graphs` says whether they may name
        one; what fails goes to the table `rejected`. The `prefix` goes before the labels of
        blank nodes, unless these are `named` already.
        """
        manner = _Manner(
            "s <> ''" if sure else f"s <> '' AND {_SURE}",
            "false" if named else _HAS_BLANK,
            {} if sure else {"graphs": graphs},
            prefix,
        )
        with ThreadPoolExecutor(THREADS) as pool:
            waiting: list[Future[None]] = []

            def split(lines: str) -> None:
                waiting.append(pool.submit(self._split, lines, manner))
                if len(waiting) > THREADS:
                    waiting.pop(0).result()

            yield split
            for future in waiting:
                future.result()

    def _split(self, lines: str, manner: _Manner) -> None:
        columns = f"line, s, p, {_USUAL} AS o, g, {manner.good} AS good, {manner.blank} AS blank"
        with self.database.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMP TABLE chunk AS SELECT {columns} FROM ({_TOKENS})",
                {"lines": lines, **manner.given},
            )
            cursor.execute(
                "INSERT INTO rejected SELECT line FROM chunk WHERE NOT good AND trim(line) <> ''"
            )
            blank = f"INSERT INTO blank SELECT {_PREFIXED} FROM chunk WHERE good AND blank"
            cursor.execute(blank, {"prefix": manner.prefix})
            self._place(cursor, "SELECT s, p, o, g FROM chunk WHERE good AND NOT blank")

    def _place(self, cursor: duckdb.DuckDBPyConnection, rows: str) -> None:
        """Put rows into the partitions of their subjects."""
        if self.partitions == 1:
            cursor.execute(f"INSERT INTO quad_0 {rows}")
            return
        part = f"hash(s) % {self.partitions} AS part"
        cursor.execute(f"CREATE TEMP TABLE placed AS SELECT *, {part} FROM ({rows})")
        for number, table in enumerate(self.tables("quad")):
            cursor.execute(
                f"INSERT INTO {table} SELECT s, p, o, g FROM placed WHERE part = {number}"
            )

    def settle(self) -> None:
        """Name the blank nodes, drop what was said twice, and take the digests."""
        self._name_blanks()
        for number in range(self.partitions):
            self._drop_twins(f"quad_{number}")
            self.database.execute(
                f"CREATE OR REPLACE TABLE share_{number} AS SELECT s, g, count(*) AS n, "
                f"{_DIGEST} AS h, {_SIZE} AS size FROM quad_{number} GROUP BY s, g"
            )

    def confine(self, graph: str) -> int:
        """Leave the graph with that token alone, the default graph's quads put into it.

        Gives the number of quads that are left out, as they are in other graphs.
        """
        left_out = 0
        elsewhere = "g <> '' AND g <> ?"
        for table in self.tables("quad"):
            count = f"SELECT count(*) FROM {table} WHERE {elsewhere}"
            left_out += self.database.execute(count, [graph]).fetchall()[0][0]
            self.database.execute(f"DELETE FROM {table} WHERE {elsewhere}", [graph])
            self.database.execute(f"UPDATE {table} SET g = ?", [graph])
        self.settle()
        return left_out

    def _name_blanks(self) -> None:
        """Blank nodes get the names that follow from their connected part."""
        lines = self.database.execute(f"SELECT {_LINE} FROM blank").fetchall()
        if not lines:
            return
        text = "".join(f"{line}\n" for (line,) in lines)
        quads = list(ox.parse(text.encode(), ox.RdfFormat.N_QUADS, lenient=True))
        renamed, self.unnamed = blanks.rename(quads)
        self.database.execute("DELETE FROM blank")
        with self.database.cursor() as cursor:
            text = "".join(f"{quad} .\n" for quad in renamed)
            columns = f"CREATE TEMP TABLE named AS SELECT s, p, o, g FROM ({_TOKENS})"
            cursor.execute(f"{columns} WHERE s <> ''", {"lines": text})
            self._place(cursor, "SELECT * FROM named")

    def _drop_twins(self, table: str) -> None:
        count = f"SELECT count(*) - count(DISTINCT hash(s, p, o, g)) FROM {table}"
        if self.number(count):
            self.database.execute(
                f"CREATE OR REPLACE TABLE {table} AS SELECT DISTINCT * FROM {table}"
            )

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, streamed."""
        with self.database.cursor() as cursor:
            cursor.execute(query)
            while found := cursor.fetchmany(QUADS // 10):
                yield from found

    def view(self, name: str) -> None:
        """One view of a table that there is once a partition."""
        union = " UNION ALL ".join(f"SELECT * FROM {table}" for table in self.tables(name))
        self.database.execute(f"CREATE OR REPLACE VIEW {name} AS {union}")

    def table(self, definition: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """A small table `NAME (COLUMN TYPE, …)` with those rows."""
        name, _, declared = definition.rstrip(")").partition(" (")
        self.database.execute(f"CREATE OR REPLACE TABLE {definition}")
        if rows:
            columns = ", ".join(f"unnest(?::{c.split()[1]}[])" for c in declared.split(", "))
            given = [list(column) for column in zip(*rows, strict=True)]
            self.database.execute(f"INSERT INTO {name} SELECT {columns}", given)

    def number(self, query: str) -> int:
        """The one number that a query finds."""
        (found,) = self.database.execute(query).fetchone() or (0,)
        return int(found or 0)

    @cached_property
    def triples(self) -> int:
        """How many quads there are."""
        return sum(self.number(f"SELECT count(*) FROM {table}") for table in self.tables("quad"))

    def graphs(self) -> dict[str, tuple[int, str]]:
        """Each graph's token ('' for the default graph) with its number of triples and digest."""
        shares = " UNION ALL ".join(f"SELECT * FROM {table}" for table in self.tables("share"))
        said = "left(sha256(array_to_string(list_sort(list(sha256(s || ' ' || h))), '')), 32)"
        query = f"SELECT g, sum(n), {said} FROM ({shares}) GROUP BY g ORDER BY g"
        return {g: (int(n), digest) for g, n, digest in self.database.execute(query).fetchall()}

    def subjects(self) -> set[str]:
        """The keys of all subjects, as nodes have them."""
        columns.define(self.database)
        shares = " UNION ".join(f"SELECT key(s) FROM {table}" for table in self.tables("share"))
        return {key for (key,) in self.rows(shares)}

    def sorted_lines(self, only: str = "") -> Iterator[str]:
        """The quads as lines of N-Quads, sorted, without line ends; `only`, a join, narrows."""
        parts = (f"SELECT {_LINE} AS line FROM {table} {only}" for table in self.tables("quad"))
        quads = " UNION ALL ".join(parts)
        return (line for (line,) in self.rows(f"SELECT line FROM ({quads}) ORDER BY line"))

    def rejected(self) -> Iterator[list[str]]:
        """The lines that were not split, a run at a time; they are taken out."""
        with self.database.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE taken AS SELECT line FROM rejected")
            cursor.execute("DELETE FROM rejected")
            cursor.execute("SELECT line FROM taken")
            while rows := cursor.fetchmany(QUADS):
                yield [line for (line,) in rows]
