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
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb
import pyoxigraph as ox

from mindet import compression
from mindet.closing import Closing
from mindet.dataset import Dataset
from mindet.projection import blanks, columns, patterns
from mindet.terms import RDF, XSD

MEMORY = "500MB"
PARTITION = 192 * 2**20  # bytes of a source that make one more partition
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
_LINES = "SELECT unnest(string_split($lines, chr(10))) AS line"
# Subject and graph of a line in its usual form, without a look at what lies between.
_SUBJECT = "left(line, strpos(line, ' ') - 1)"
_FOURTH = "CASE split_part(line, ' ', 4) WHEN '.' THEN '' ELSE split_part(line, ' ', 4) END"
_GRAPH = f"""CASE WHEN contains(line, '"')
  THEN rtrim(split_part(split_part(line, '"', -1), ' ', 2), '.') ELSE {_FOURTH} END"""
# A datatype of RDF's own namespace is wrong without a tag, or rare.
_SURE = f"""regexp_full_match(s, {quoted(patterns.NODE)})
  AND regexp_full_match(p, {quoted(patterns.PREDICATE)})
  AND regexp_full_match(o, {quoted(patterns.OBJECT)})
  AND NOT contains(o, {quoted(f'"^^<{RDF}')})
  AND (g = '' OR regexp_full_match(g, {quoted(patterns.NODE)}))"""
_HAS_BLANK = "left(s, 2) = '_:' OR left(o, 2) = '_:' OR left(g, 2) = '_:'"
_PREFIXED = ", ".join(
    f"CASE WHEN left({t}, 2) = '_:' THEN '_:' || $prefix || substr({t}, 3) ELSE {t} END"
    for t in "spog"
)
REST = "p || ' ' || o || CASE g WHEN '' THEN '' ELSE ' ' || g END || ' .'"
_LINE = f"s || ' ' || {REST}"
# Tokens of lines by their places, without a search; what does not fit shows by comparison.
_TOKENS = f"""SELECT line, s, p, g, CASE WHEN contains(line, '"')
  THEN substr(line, length(s) + length(p) + 3, length(line) - length(s) - length(p) - 4
    - CASE g WHEN '' THEN 0 ELSE length(g) + 1 END)
  ELSE split_part(line, ' ', 3) END AS o
FROM (SELECT line, {_SUBJECT} AS s, split_part(line, ' ', 2) AS p, {_GRAPH} AS g
  FROM ({{lines}}))"""
_FITS = f"line = {_LINE}"
_UNUSUAL = f"""contains(line, {quoted(_AS_STRING)})
  OR regexp_matches(line, '"@[A-Za-z0-9-]*[A-Z]')"""
# Of all that a graph says of a subject, whatever the order.
_DIGEST = "sha256(array_to_string(list_sort(list(sha256(line))), ''))"


@dataclass(frozen=True)
class _Manner:
    """How lines are taken: whether they are surely valid, may name a graph, have lasting names."""

    sure: bool = True
    graphs: bool = True
    named: bool = False
    prefix: str = ""


class Spool(Closing):
    """Lines and quads in a DuckDB in memory that spills to a folder.

    A line lies in `raw_0`, `raw_1` … until its tokens are asked for; it is in `quad_0` …
    (s, p, o, g) then, g empty for the default graph. So what a store has already, by its
    digest, is never taken apart. `share_0` … has the number and the digest of what each
    graph says of a subject.
    """

    def __init__(self, partitions: int = 1) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mindet-")
        self.database = duckdb.connect(config={**_SETTINGS, "temp_directory": self._folder.name})
        self.partitions = partitions
        self.paths: list[Path] = []  # of N-Quads and N-Triples
        self.unnamed = 0  # connected parts whose blank nodes have names that may not last
        for table in (*self.tables("quad"), "blank"):
            self.database.execute(f"CREATE TABLE {table} (s TEXT, p TEXT, o TEXT, g TEXT)")
        for table in self.tables("raw"):
            self.database.execute(f"CREATE TABLE {table} (line TEXT)")
        self.database.execute("CREATE TABLE rejected (line TEXT)")
        self._checked = True  # whether all lines are surely valid

    def close(self) -> None:
        """Free the memory and the disk."""
        self.database.close()
        self._folder.cleanup()

    @classmethod
    def read(cls, paths: Iterable[Path], progress: Progress = lambda *_: None) -> Spool:
        """The quads of all files together, each read by its suffix; DatasetError names the file."""
        from mindet.projection.sources import feed

        paths = list(paths)
        sizes = [compression.size(path) for path in paths]
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

        Lines that are not `sure` to be valid are checked when they are taken apart, `graphs`
        says whether they may name one; what fails goes to the table `rejected`. The `prefix`
        goes before the labels of blank nodes, unless these are `named` already.
        """
        manner = _Manner(sure, graphs, named, prefix)
        self._checked = self._checked and sure
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
        apart = [] if manner.named or "_:" not in lines else ["contains(line, '_:')"]
        apart += [] if manner.graphs else [f"{_GRAPH} <> ''"]
        found = f"SELECT line FROM ({_LINES}) WHERE line <> ''"
        with self.database.cursor() as cursor:
            if not apart:
                self._place(cursor, "raw", found, _SUBJECT, {"lines": lines})
                return
            chunk = f"CREATE TEMP TABLE chunk AS SELECT line, {' OR '.join(apart)} AS apart"
            cursor.execute(f"{chunk} FROM ({found})", {"lines": lines})
            self._place(cursor, "raw", "SELECT line FROM chunk WHERE NOT apart", _SUBJECT)
            if cursor.execute("SELECT 1 FROM chunk WHERE apart LIMIT 1").fetchone():
                self._split_at_once(cursor, manner)

    def _split_at_once(self, cursor: duckdb.DuckDBPyConnection, manner: _Manner) -> None:
        """Lines with blank nodes, which are still to be named, or a graph where none may be."""
        good = _FITS if manner.sure else f"{_FITS} AND {_SURE}"
        good += "" if manner.graphs else " AND g = ''"
        cursor.execute(
            f"CREATE TEMP TABLE apart AS SELECT *, {good} AS good, {_HAS_BLANK} AS blank "
            f"FROM ({_TOKENS.format(lines='SELECT line FROM chunk WHERE apart')})"
        )
        cursor.execute("INSERT INTO rejected SELECT line FROM apart WHERE NOT good")
        found = f"FROM (SELECT s, p, {_USUAL} AS o, g, good, blank FROM apart) WHERE good AND blank"
        cursor.execute(f"INSERT INTO blank SELECT {_PREFIXED} {found}", {"prefix": manner.prefix})
        rest = "SELECT line FROM apart WHERE good AND NOT blank"
        self._place(cursor, "raw", rest, _SUBJECT)

    def _place(
        self,
        cursor: duckdb.DuckDBPyConnection,
        name: str,
        rows: str,
        subject: str = "s",
        given: dict[str, str] | None = None,
    ) -> None:
        """Put rows into the partitions of their subjects."""
        if self.partitions == 1:
            cursor.execute(f"INSERT INTO {name}_0 {rows}", given)
            return
        part = f"hash({subject}) % {self.partitions} AS part"
        placed = f"CREATE OR REPLACE TEMP TABLE placed AS SELECT *, {part} FROM ({rows})"
        cursor.execute(placed, given)
        for number, table in enumerate(self.tables(name)):
            kept = f"SELECT * EXCLUDE (part) FROM placed WHERE part = {number}"
            cursor.execute(f"INSERT INTO {table} {kept}")

    def tokenise(self, only: str = "") -> bool:
        """Take lines apart, all or, by `only`, a join, some; whether all were in the usual form.

        Where they were not, the digests are to be taken anew. Raises DatasetError for what is
        no N-Quads.
        """
        usual = True
        for raw, quad in zip(self.tables("raw"), self.tables("quad"), strict=True):
            usual = self._take_apart(raw, quad, only) and usual
        return self._parse_rejected() and usual

    def _take_apart(self, raw: str, quad: str, only: str) -> bool:
        db = self.database
        lines = f"SELECT line FROM (SELECT line, {_SUBJECT} AS s FROM {raw}) {only}"
        good = _FITS if self._checked else f"{_FITS} AND {_SURE}"
        wanted, unusual = db.execute(
            f"SELECT count(*), count(*) FILTER ({_UNUSUAL}) FROM ({lines})"
        ).fetchall()[0]
        # A table first: the optimiser would make the tokens anew for each look at them.
        db.execute(f"CREATE OR REPLACE TABLE apart AS {_TOKENS.format(lines=lines)}")
        term = _USUAL if unusual else "o"
        taken = db.execute(
            f"INSERT INTO {quad} SELECT s, p, {term}, g FROM apart WHERE {good}"
        ).fetchall()[0][0]
        if taken < wanted:
            db.execute(f"INSERT INTO rejected SELECT line FROM apart WHERE NOT ({good})")
        db.execute("DROP TABLE apart")
        if only:
            chosen = f"SELECT s FROM (SELECT {_SUBJECT} AS s FROM {raw}) {only}"
            db.execute(f"DELETE FROM {raw} WHERE {_SUBJECT} IN ({chosen})")
        else:
            db.execute(f"TRUNCATE {raw}")
        return not unusual

    def _parse_rejected(self) -> bool:
        """What is not in the usual form, through a parser; whether there was nothing."""
        from mindet.projection.sources import parsed

        nothing = True
        for lines in self.rejected():
            nothing = False
            self._put(parsed(lines, self.paths))
        return nothing

    def _put(self, quads: Iterable[ox.Quad]) -> None:
        """Quads in their partitions, as the parser's own writer gives their tokens."""
        text = "".join(f"{quad} .\n" for quad in quads)
        tokens = _TOKENS.format(lines=_LINES)
        with self.database.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE apart AS {tokens}", {"lines": text})
            self._place(cursor, "quad", "SELECT s, p, o, g FROM apart WHERE line <> ''")

    def settle(self) -> None:
        """Name the blank nodes, drop what was said twice, and take the digests."""
        self._name_blanks()
        for number in range(self.partitions):
            self._drop_twins(f"raw_{number}", "line")
            self._drop_twins(f"quad_{number}", "s, p, o, g")
            lines = (
                f"SELECT {_SUBJECT} AS s, {_GRAPH} AS g, line FROM raw_{number} "
                f"UNION ALL SELECT s, g, {_LINE} AS line FROM quad_{number}"
            )
            self.database.execute(
                f"CREATE OR REPLACE TABLE share_{number} AS "
                f"SELECT s, g, count(*) AS n, {_DIGEST} AS h FROM ({lines}) GROUP BY s, g"
            )

    def confine(self, graph: str) -> int:
        """Leave the graph with that token alone, the default graph's quads put into it.

        Gives the number of quads that are left out, as they are in other graphs.
        """
        self.tokenise()
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
        lines = self.database.execute(f"SELECT DISTINCT {_LINE} FROM blank ORDER BY 1").fetchall()
        if not lines:
            return
        text = "".join(f"{line}\n" for (line,) in lines)
        quads = list(ox.parse(text.encode(), ox.RdfFormat.N_QUADS, lenient=True))
        renamed, self.unnamed = blanks.rename(quads)
        self.database.execute("DELETE FROM blank")
        self._put(renamed)

    def _drop_twins(self, table: str, what: str) -> None:
        if self.number(f"SELECT count(*) - count(DISTINCT hash({what})) FROM {table}"):
            self.database.execute(
                f"CREATE OR REPLACE TABLE {table} AS SELECT DISTINCT * FROM {table}"
            )

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, streamed."""
        for run in self._runs(query):
            yield from run

    def _runs(self, query: str) -> Iterator[list[tuple[Any, ...]]]:
        with self.database.cursor() as cursor:
            cursor.execute(query)
            while found := cursor.fetchmany(QUADS // 10):
                yield found

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

    @property
    def triples(self) -> int:
        """How many quads there are."""
        return sum(self.number(f"SELECT sum(n) FROM {table}") for table in self.tables("share"))

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

    def parts_of_names(self, namespace: str) -> list[str]:
        """What follows `namespace`, up to a slash, in the subjects' IRIs; lines are taken apart."""
        start = f"<{namespace}"
        part = f"split_part(substr(s, {len(start) + 1}), '/', 1)"
        subjects = " UNION ALL ".join(f"SELECT s FROM {table}" for table in self.tables("quad"))
        found = f"SELECT DISTINCT {part} AS part FROM ({subjects}) WHERE starts_with(s, $start)"
        rows = self.database.execute(f"{found} ORDER BY part", {"start": start}).fetchall()
        return [part for (part,) in rows]

    def sorted_lines(self, only: str = "") -> Iterator[str]:
        """The quads as lines of N-Quads, sorted, without line ends; `only`, a join, narrows.

        Lines that were not taken apart are as their file has them.
        """
        for run in self.sorted_runs(only):
            yield from run

    def sorted_runs(self, only: str = "", *, by_graph: bool = False) -> Iterator[list[str]]:
        """The same, in runs; `by_graph` has the lines of one graph together, the default first."""
        parts = [f"SELECT {_LINE} AS line, g FROM {table} {only}" for table in self.tables("quad")]
        subjects = f"SELECT line, {_SUBJECT} AS s, {_GRAPH} AS g"
        raw = self.tables("raw")
        parts += [f"SELECT line, g FROM ({subjects} FROM {table}) {only}" for table in raw]
        quads = " UNION ALL ".join(parts)
        order = "g, line" if by_graph else "line"
        for run in self._runs(f"SELECT line FROM ({quads}) ORDER BY {order}"):
            yield [line for (line,) in run]

    def rejected(self) -> Iterator[list[str]]:
        """The lines that were not split, a run at a time; they are taken out."""
        with self.database.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE taken AS SELECT line FROM rejected")
            cursor.execute("DELETE FROM rejected")
            cursor.execute("SELECT line FROM taken")
            while rows := cursor.fetchmany(QUADS):
                yield [line for (line,) in rows]
