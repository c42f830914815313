"""The number and the digest of what each graph says of a subject, whatever the order of its quads.

The digest is SHA-256 of the sorted lines `predicate object`, joined by line feeds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import duckdb

from mindet.projection.tokens import SAID

if TYPE_CHECKING:
    from mindet.projection.spool import Spool

HEAVY = 4 * 2**20  # bytes said of a subject that are not sorted as one value where memory is short
_DIGEST = "sha256(array_to_string(list_sort(string_split(said, chr(10))), chr(10)))"
_SHARE = f"""CREATE OR REPLACE TABLE share_{{part}} AS SELECT s, g, n, {_DIGEST} AS h
FROM (SELECT s, g, count(*) AS n, string_agg({SAID}, chr(10)) AS said
  FROM {{quads}} GROUP BY s, g)"""
_HEAVY = f"""CREATE OR REPLACE TABLE heavy AS SELECT s, g, count(*) AS n FROM {{quads}}
GROUP BY s, g HAVING sum(strlen({SAID})) > {HEAVY}"""
_LINES = f"SELECT {SAID} FROM {{quads}} SEMI JOIN asked USING (s, g) ORDER BY 1"


def take(spool: Spool, part: int) -> None:
    """Make the table `share_…` (s, g, n, h) of a partition of `spool`.

    Raises duckdb.OutOfMemoryException where not even the light subjects fit in memory.
    """
    quads = spool.quads.names[part]
    try:
        spool.database.execute(_SHARE.format(part=part, quads=quads))
    except duckdb.OutOfMemoryException:
        _take_apart(spool, part, quads)


def _take_apart(spool: Spool, part: int, quads: str) -> None:
    """The same with the lines of heavy subjects sorted by themselves, on disk if need be."""
    spool.database.execute(_HEAVY.format(quads=quads))
    light = f"(FROM {quads} ANTI JOIN heavy USING (s, g))"
    spool.database.execute(_SHARE.format(part=part, quads=light))
    for s, g, n in list(spool.rows("FROM heavy ORDER BY ALL")):
        spool.table("asked (s TEXT, g TEXT)", [(s, g)])
        digest = _digest(line for (line,) in spool.rows(_LINES.format(quads=quads)))
        share = f"INSERT INTO share_{part} VALUES (?, ?, ?, ?)"
        spool.database.execute(share, [s, g, n, digest])


def _digest(lines: Iterable[str]) -> str:
    content = hashlib.sha256()
    for number, line in enumerate(lines):
        content.update(b"\n" * (number > 0) + line.encode())
    return content.hexdigest()
