"""Numbers for nodes in the order of an import's files, and the relationships between the numbers.

An import looks for both ends of each relationship by what stands as ID in the files: a number is
found with less work than an IRI, and takes less room. (Numbers as the very places of the nodes,
`--id-type=actual`, would spare the search, but its makers advise against them.)
https://github.com/neo4j/neo4j/issues/12192
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mindet.projection.graph import RESOURCE
from mindet.projection.tokens import quoted

if TYPE_CHECKING:
    from mindet.projection.spool import Spool

_IDS = "INSERT INTO ids SELECT s, $first + nth FROM base JOIN chosen USING (n)"
_WAIT = """INSERT INTO waiting
SELECT $first + nth, kind, CASE WHEN mark <> '' THEN substr(mark, 2) END, token
FROM placed_link JOIN base USING (n)"""
# The ends of relationships of which nothing is said come after all things.
_BARE = """CREATE OR REPLACE TABLE bare AS
SELECT token AS s, $first + row_number() OVER (ORDER BY key(token)) AS id
FROM (SELECT DISTINCT token FROM waiting ANTI JOIN ids ON token = s)"""


class Numbering:
    """The numbers of the nodes of a spool, the first is 0; `count` of them are given so far."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self.count = 0
        spool.table("ids (s TEXT, id BIGINT)", [])
        spool.table("waiting (source BIGINT, kind TEXT, code TEXT, token TEXT)", [])

    @property
    def id(self) -> str:
        """SQL for the number of a node of the partition of which `node_tables` are made."""
        return f"{self.count - 1} + nth"

    def take(self) -> None:
        """Give the nodes of a partition their numbers for good, and keep its relationships."""
        database, given = self._spool.database, {"first": self.count - 1}
        database.execute(_IDS, given)
        database.execute(_WAIT, given)
        self.count += self._spool.number("SELECT count(*) FROM base")

    def bare(self) -> str:
        """SQL for the nodes of which nothing is said: number, IRI, long IRI, digest, label.

        To be asked for once, after the last partition.
        """
        self._spool.database.execute(_BARE, {"first": self.count - 1})
        self._spool.database.execute("INSERT INTO ids FROM bare")
        self.count += self._spool.number("SELECT count(*) FROM bare")
        return f"""SELECT id, key(s), CASE WHEN key(s) <> name(s) THEN name(s) END, '',
          {quoted(RESOURCE)} FROM bare ORDER BY id"""

    def relationships(self) -> str:
        """SQL for all of them, to be asked for after `bare`: both numbers, type, graph code."""
        return "SELECT source, id, kind, code FROM waiting JOIN ids ON s = token ORDER BY ALL"
