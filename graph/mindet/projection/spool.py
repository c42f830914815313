"""The quads of a load on their way into a graph: as columns, on disk beyond a memory limit.

    with Spool.read([Path("national.nq")]) as spool:
        print(spool.triples, spool.graphs())

A quad is its four N-Quads tokens: what a file says goes in letter for letter, through no
store that would rewrite a literal. N-Quads and N-Triples in their usual form are cut by
DuckDB; all other lines and formats pass pyoxigraph, whose writer gives that form. Subjects
lie in partitions: the work on one partition fits in memory whatever the size of the whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb
import pyoxigraph as ox

from mindet import compression
from mindet.closing import Closing
from mindet.dataset import Dataset
from mindet.projection import blanks, columns, digests
from mindet.projection.partitions import COLUMNS, Partitions
from mindet.projection.splitting import THREADS, Manner, Splitting
from mindet.projection.tokens import LINE, SURE, UNUSUAL, USUAL, unsure

MEMORY = "500MB"
PARTITION = 192 * 2**20  # bytes of a source that make one more partition
QUADS = 100_000  # that become lines at a time
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "threads": THREADS,
    "preserve_insertion_order": False,
    # In memory it would tidy up to no purpose, and give rows other ids.
    "checkpoint_threshold": "1TB",
    "autoinstall_known_extensions": False,  # nothing is fetched from anywhere
    "autoload_known_extensions": False,
}
Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


class Spool(Closing):
    """Quads in a DuckDB in memory that spills to a folder.

    They are in `quads`, (s, p, o, g), g empty for the default graph. Whether their tokens
    are valid is asked when they are needed: what a store has already, by its digest, is.
    `share_0` … has the number and the digest of what each graph says of a subject.
    """

    def __init__(self, partitions: int = 1) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mindet-")
        self.folder = Path(self._folder.name)
        self.database = duckdb.connect(config={**_SETTINGS, "temp_directory": self._folder.name})
        self.partitions = partitions
        self.quads = Partitions(self.database, self.folder, partitions)
        self.paths: list[Path] = []  # of N-Quads and N-Triples
        self.unnamed = 0  # connected parts whose blank nodes have names that may not last
        self.database.execute(f"CREATE TABLE blank ({COLUMNS})")
        self.database.execute("CREATE TABLE rejected (line TEXT)")
        self._valid = True  # whether all lines surely are

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
            spool._put(run, Manner())
        spool.settle()
        return spool

    def tables(self, name: str) -> list[str]:
        """The names of a table that there is once a partition."""
        return [f"{name}_{number}" for number in range(self.partitions)]

    def splitting(
        self,
        *,
        sure: bool = True,
        graphs: bool = True,
        prefix: Callable[[], str] = str,
        named: bool = False,
    ) -> Splitting:
        """A function that takes lines of N-Quads, to be used in a `with` block.

        Lines that are not `sure` to be valid are checked when they are needed, `graphs`
        says whether they may name one; what fails goes to the table `rejected`. What `prefix`
        gives goes before the labels of blank nodes, unless these are `named` already.
        """
        self._valid = self._valid and sure
        return Splitting(self, Manner(sure, graphs, named, prefix))

    def _put(self, quads: Iterable[ox.Quad], manner: Manner) -> None:
        """Quads as the parser's own writer gives their tokens."""
        with Splitting(self, manner) as split:
            split("".join(f"{quad} .\n" for quad in quads).encode())

    def validate(self, only: str = "") -> bool:
        """See that tokens are valid and in the usual form, all or, by `only`, a join, some.

        Gives whether they were: if not, they are now, and the digests are to be taken anew.
        Raises DatasetError for what is no N-Quads.
        """
        usual = [self._mend(part, only) for part in range(self.partitions)]
        return self._parse_rejected() and all(usual)

    def normalise(self) -> None:
        """The same for all quads, with digests and counts anew where need be.

        So what was said in two forms is said once. Raises DatasetError for what is no N-Quads.
        """
        if not self.validate():
            self.settle()

    def keep(self, only: str) -> None:
        """Drop all quads but those that `only`, a join, leaves; digests and counts stay."""
        for part, quad in enumerate(self.quads.names):
            self.quads.replace(part, f"SELECT * FROM {quad} {only}")

    def _mend(self, part: int, only: str) -> bool:
        db, quad = self.database, self.quads.names[part]
        looked_at = quad
        if only:
            looked_at = "looked_at"
            db.execute(f"CREATE OR REPLACE TABLE looked_at AS SELECT * FROM {quad} {only}")
        unusual = self.number(f"SELECT count(*) FROM {looked_at} WHERE {UNUSUAL}")
        if unusual:
            self.quads.replace(part, f"SELECT s, p, {USUAL} AS o, g FROM {quad}")
        if self._valid or not self.number(unsure(looked_at)):
            return not unusual
        db.execute(f"INSERT INTO rejected SELECT {LINE} FROM {quad} WHERE NOT ({SURE})")
        self.quads.replace(part, f"SELECT * FROM {quad} WHERE {SURE}")
        return False

    def _parse_rejected(self) -> bool:
        """What is not in the usual form, through a parser; whether there was nothing."""
        from mindet.projection.sources import parsed

        nothing = True
        for lines in self.rejected():
            nothing = False
            self._put(parsed(lines, self.paths), Manner(named=True))
        return nothing

    def settle(self) -> None:
        """Name the blank nodes, drop what was said twice, and take the digests."""
        self._name_blanks()
        for part in range(self.partitions):
            self._drop_twins(part)
            digests.take(self, part)

    def confine(self, graph: str) -> int:
        """Leave the graph with that token alone, the default graph's quads put into it.

        Gives the number of quads that are left out, as they are in other graphs.
        """
        self.normalise()
        self.table("confined (graph TEXT)", [(graph,)])
        left_out = 0
        for part, quad in enumerate(self.quads.names):
            elsewhere = f"FROM {quad} CROSS JOIN confined WHERE g <> '' AND g <> graph"
            left_out += self.number(f"SELECT count(*) {elsewhere}")
            kept = f"FROM {quad} CROSS JOIN confined WHERE g = '' OR g = graph"
            self.quads.replace(part, f"SELECT s, p, o, graph AS g {kept}")
        self.settle()
        return left_out

    def _name_blanks(self) -> None:
        """Blank nodes get the names that follow from their connected part."""
        lines = self.database.execute(f"SELECT DISTINCT {LINE} FROM blank ORDER BY 1").fetchall()
        if not lines:
            return
        text = "".join(f"{line}\n" for (line,) in lines)
        quads = list(ox.parse(text.encode(), ox.RdfFormat.N_QUADS, lenient=True))
        renamed, self.unnamed = blanks.rename(quads)
        self.database.execute("DELETE FROM blank")
        self._put(renamed, Manner(named=True))

    def _drop_twins(self, part: int) -> None:
        quad = self.quads.names[part]
        if self.number(f"SELECT count(*) - count(DISTINCT hash(s, p, o, g)) FROM {quad}"):
            self.quads.replace(part, f"SELECT DISTINCT * FROM {quad}")

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
        """What follows `namespace`, up to a slash, in the subjects' IRIs."""
        start = f"<{namespace}"
        part = f"split_part(substr(s, {len(start) + 1}), '/', 1)"
        subjects = " UNION ALL ".join(f"SELECT s FROM {table}" for table in self.quads.names)
        found = f"SELECT DISTINCT {part} AS part FROM ({subjects}) WHERE starts_with(s, $start)"
        rows = self.database.execute(f"{found} ORDER BY part", {"start": start}).fetchall()
        return [part for (part,) in rows]

    def sorted_lines(self, only: str = "") -> Iterator[str]:
        """The quads as lines of N-Quads, sorted, without line ends; `only`, a join, narrows."""
        for run in self.sorted_runs(only):
            yield from run

    def sorted_runs(self, only: str = "", *, by_graph: bool = False) -> Iterator[list[str]]:
        """The same, in runs; `by_graph` has the lines of one graph together, the default first."""
        parts = [f"SELECT {LINE} AS line, g FROM {table} {only}" for table in self.quads.names]
        order = "g, line" if by_graph else "line"
        for run in self._runs(f"SELECT line FROM ({' UNION ALL '.join(parts)}) ORDER BY {order}"):
            yield [line for (line,) in run]

    def rejected(self) -> Iterator[bytes]:
        """The lines that were not cut, a run at a time, as one text; they are taken out."""
        with self.database.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE taken AS SELECT line FROM rejected")
            cursor.execute("DELETE FROM rejected")
            cursor.execute("SELECT line FROM taken")
            while rows := cursor.fetchmany(QUADS):
                yield "\n".join(line for (line,) in rows).encode()
