"""What a store holds beside what it is to hold: things and links that are new, changed or gone.

All of it lies in the spool's database, so that a national graph is compared within the
memory limit. `task` has the things to write (`kind` is 'new' or 'changed'), `gone` those to
take out, `link` and `there` the relationships that are wanted and those that are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from mindet.projection.batches import runs
from mindet.projection.spool import QUADS, Spool

Link = tuple[str, str, str, str]  # source, type, target, graph code after "=" or ""
_COLUMNS = "source TEXT, kind TEXT, target TEXT, mark TEXT"
_STORED = """INSERT INTO stored SELECT split_part(said, ' ', 1), split_part(said, ' ', 2)
FROM (SELECT unnest(string_split(?, chr(10))) AS said)"""
_TASK = """CREATE OR REPLACE TABLE task AS
SELECT key, CASE WHEN stored.key IS NULL THEN 'new' ELSE 'changed' END AS kind
FROM home LEFT JOIN stored USING (key)
WHERE stored.digest IS DISTINCT FROM home.digest AND ({among} OR stored.key IS NOT NULL)"""
# A join that leaves the quads of the things to write.
TASKS = "SEMI JOIN (SELECT s FROM home SEMI JOIN task USING (key)) USING (s)"
_IN_GRAPHS = "home.s IN (SELECT s FROM share SEMI JOIN differing USING (g))"
_FRESH = """SELECT DISTINCT target, token FROM make ANTI JOIN home ON make.target = home.key"""


class Comparison:
    """The tables of one comparison; the spool must have its homes (see `find_homes`)."""

    def __init__(self, spool: Spool) -> None:
        self.spool, self._db = spool, spool.database
        for name in ("home", "share"):
            spool.view(name)
        for table in ("stored (key TEXT, digest TEXT)", f"there ({_COLUMNS})"):
            self._db.execute(f"CREATE OR REPLACE TABLE {table}")
        self._db.execute(f"CREATE OR REPLACE TABLE link ({_COLUMNS}, token TEXT)")
        self._db.execute("CREATE OR REPLACE TABLE made (key TEXT, id BIGINT)")
        self._made: list[tuple[str, int]] = []  # what is still to go there: a server would wait

    def store_has(self, digests: Iterable[str]) -> None:
        """Take up key and digest, a space between, of things that the store holds."""
        for run in runs(digests, QUADS):
            self._db.execute(_STORED, ["\n".join(run)])

    def links_there(self, links: Iterable[Link]) -> None:
        """Take up relationships that the store holds."""
        self._fill("there", ["TEXT"] * 4, links)

    def decide(self, graphs: Iterable[str] | None) -> None:
        """Find what to write and what to take out; `graphs` are the tokens of those that differ."""
        among = "true"
        if graphs is not None:
            self.spool.table("differing (g TEXT)", [(g,) for g in sorted(graphs)])
            among = _IN_GRAPHS
        self._db.execute(_TASK.format(among=among))
        self._db.execute(
            "CREATE OR REPLACE TABLE gone AS SELECT key FROM stored ANTI JOIN home USING (key)"
        )

    def exist(self, keys: Iterable[str]) -> None:
        """Things taken for new that are there, for another graph's or an analyst's sake."""
        self.spool.table("known (key TEXT)", [(key,) for key in keys])
        self._db.execute("UPDATE task SET kind = 'changed' WHERE key IN (SELECT key FROM known)")

    def count(self, kind: str) -> int:
        """How many things are 'new', 'changed' or 'gone'."""
        return self.spool.number(f"SELECT count(*) FROM {self._of(kind)}")

    def keys(self, kind: str) -> Iterator[str]:
        """The keys of the things that are 'new', 'changed' or 'gone', in order."""
        query = f"SELECT key FROM {self._of(kind)} ORDER BY key"
        return (key for (key,) in self.spool.rows(query))

    def _of(self, kind: str) -> str:
        return "gone" if kind == "gone" else f"task WHERE kind = '{kind}'"

    def lines(self) -> Iterator[str]:
        """The quads of the things that are new or changed, as sorted lines of N-Quads."""
        return self.spool.sorted_lines(TASKS)

    def largest(self) -> tuple[str, int]:
        """The thing to write of which most is said in literals, and how many bytes."""
        sizes = " UNION ALL ".join(
            f"SELECT s, sum(strlen(o)) AS size FROM {table} WHERE left(o, 1) = '\"' GROUP BY s"
            for table in self.spool.quads.names
        )
        query = f"SELECT name(s), size FROM ({sizes}) ORDER BY size DESC, s LIMIT 1"
        found = self._db.execute(query).fetchone()
        return (found[0], int(found[1])) if found else ("", 0)

    def things(self) -> int:
        """How many things something is to be said of."""
        return self.spool.number("SELECT count(*) FROM home")

    def wanted_links(self) -> None:
        """Take up the relationships of the subjects that were placed last."""
        self._db.execute(
            "INSERT INTO link SELECT source, kind, target, mark, token FROM placed_link"
        )

    def match_links(self) -> tuple[int, int]:
        """How many relationships are to be made and to be taken away."""
        for name, ours, theirs in (("make", "link", "there"), ("remove", "there", "link")):
            self._db.execute(
                f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {ours} "
                f"ANTI JOIN {theirs} USING (source, kind, target, mark)"
            )
        counts = (self.spool.number(f"SELECT count(*) FROM {name}") for name in ("make", "remove"))
        return next(counts), next(counts)

    def to_make(self, *, graphs_only: bool = False) -> Iterator[Link]:
        """The relationships to make, or those with a graph of their own, by their sources."""
        return self._links("make WHERE mark <> ''" if graphs_only else "make")

    def to_remove(self) -> Iterator[Link]:
        """The relationships to take away."""
        return self._links("remove")

    def ids_are(self, keys: Sequence[str], ids: list[int]) -> None:
        """Take up the server's ids of nodes that this load has made."""
        if ids:  # what makes no nodes tells none
            self._made.extend(zip(keys, ids, strict=True))
        if len(self._made) >= QUADS:
            self._keep_ids()

    def _keep_ids(self) -> None:
        self._fill("made", ["TEXT", "BIGINT"], self._made)
        self._made.clear()

    def to_make_by_ids(self) -> Iterator[tuple[int, str, int]]:
        """The new relationships in their sources' home graphs, if `have_ids`."""
        return self.spool.rows(
            "SELECT a.id, kind, b.id FROM make JOIN made a ON a.key = source "
            "JOIN made b ON b.key = target WHERE mark = '' ORDER BY ALL"
        )

    def have_ids(self) -> bool:
        """Whether the server has told ids of the nodes that this load has made."""
        self._keep_ids()
        return self.spool.number("SELECT count(*) FROM made") > 0

    def fresh_targets(self) -> Iterator[tuple[str, str]]:
        """Key and token of each target of a new relationship of which nothing is said."""
        return self.spool.rows(f"{_FRESH} ORDER BY target")

    def loose_targets(self) -> Iterator[str]:
        """The things that relationships to take away point at, if nothing is said of them."""
        query = "SELECT DISTINCT target FROM remove ANTI JOIN home ON remove.target = home.key"
        return (key for (key,) in self.spool.rows(f"{query} ORDER BY target"))

    def _links(self, table: str) -> Iterator[Link]:
        return self.spool.rows(f"SELECT source, kind, target, mark FROM {table} ORDER BY ALL")

    def _fill(self, table: str, types: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        given = iter(rows)
        columns = ", ".join(f"unnest(?::{kind}[])" for kind in types)
        while run := list(islice(given, QUADS // 10)):
            lists = [list(column) for column in zip(*run, strict=True)]
            self._db.execute(f"INSERT INTO {table} SELECT {columns}", lists)
