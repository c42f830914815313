"""Nodes as tables, one for each set of classes that many nodes share, a column a property.

    for table in tables(encoding, least=500):
        print(table.labels, table.shared, [column.key for column in table.varying])
        for row in table.rows(): ...

A row for each node is made by DuckDB alone: no step of Python for each value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mindet.projection import columns
from mindet.projection.encoding import TYPED
from mindet.projection.literals import Form, from_text, has_companion
from mindet.projection.names import DEFAULT
from mindet.projection.tokens import quoted

if TYPE_CHECKING:
    from mindet.projection.encoding import Encoding

_TYPED = f"""CREATE OR REPLACE TABLE typed AS SELECT n, coalesce(types, []) AS types
FROM chosen LEFT JOIN ({TYPED}) USING (n) {{where}}"""
_RANK = """CREATE OR REPLACE TABLE rank AS
SELECT types, CASE WHEN place <= {most} AND times >= {least} THEN place ELSE 0 END AS number
FROM (SELECT types, count(*) AS times, row_number() OVER (ORDER BY count(*) DESC, types) AS place
  FROM typed GROUP BY types)"""
_BASE = f"""CREATE OR REPLACE TABLE base AS SELECT n, number, key AS iri,
  CASE WHEN key <> name(s) THEN name(s) END AS "longIri", nullif(code(g), '') AS graph,
  list_sort(list_transform(list_filter(graphs, lambda x: x <> g),
    lambda x: coalesce(nullif(code(x), ''), {quoted(DEFAULT)}))) AS "alsoIn", digest,
  nullif(types, []) AS types, overflow, labels, nth
FROM (SELECT n, number, types, row_number() OVER (ORDER BY number, n) AS nth
  FROM typed JOIN rank USING (types))
JOIN chosen USING (n) JOIN closure USING (types) LEFT JOIN spilt USING (n)"""
_USED = """SELECT DISTINCT number, kid FROM cell JOIN base USING (n) WHERE place = 'p' ORDER BY 2"""
_OWN = ("iri", "longIri", "graph", "alsoIn", "digest", "types", "overflow")
_LISTS = ("alsoIn", "types", "overflow")
WIDE = 64  # keys that are made columns of all nodes at once; of more, set by set
_BYTES = 5  # on the wire, beside a value's own


@dataclass(frozen=True)
class Column:
    """A property: its key, its form, and whether it is a list.

    `text` is SQL for the text, or the texts, that the value is made of.
    """

    key: str
    text: str
    form: Form
    many: bool

    @property
    def value(self) -> str:
        """SQL for the value as Bolt takes it; a moment remains a text."""
        if not self.many:
            return columns.value(self.form, self.text)
        return f"list_transform({self.text}, lambda x: {columns.value(self.form, 'x')})"

    @property
    def size(self) -> str:
        """SQL for the number of its bytes on the wire."""
        text = f"array_to_string({self.text}, '{'.' * _BYTES}')" if self.many else self.text
        return f"coalesce(strlen({text}), 0) + {_BYTES}"


@dataclass
class _Used:
    """Keys of our own, and numbers of others, that nodes have."""

    own: list[str]
    kids: list[int] = field(default_factory=list)


class NodeTable:
    """The nodes of one set of classes; number 0 is all those of small sets together.

    `shared` are the properties that all of them have alike, `varying` the columns of the others.
    """

    def __init__(
        self, encoding: Encoding, number: int, types: tuple[str, ...], used: _Used, source: str
    ) -> None:
        self._encoding, self.number = encoding, number
        self.labels = encoding.labels(types) if number else ()
        self.shared = {"types": list(types)} if number and types else {}
        self._source = source or f"({_spread(encoding, used.kids, f'number = {number}')})"
        self.columns = [
            *(Column(key, f'"{key}"', "text", key in _LISTS) for key in used.own),
            *self._properties(used.kids),
        ]
        self.varying = [column for column in self.columns if column.key not in self.shared]

    def _properties(self, kids: Iterable[int]) -> Iterator[Column]:
        for kid in kids:
            key, slot = self._encoding.keys[kid]
            yield Column(key, f"c{kid}", slot.form, slot.many)
            if has_companion(slot.form):
                yield Column(f"{key}_lexical", f"c{kid}", "text", slot.many)

    def query(self, selected: Iterable[str]) -> str:
        """SQL for a row of each node, in order; `selected` is made from the columns' texts."""
        return (
            f"SELECT {', '.join(selected)} FROM {self._source} WHERE number = {self.number} "
            "ORDER BY n"
        )

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The values of the varying columns, and how many bytes they take on the wire, about."""
        size = " + ".join(column.size for column in self.varying)
        values = [column.value for column in self.varying]
        rows = self._encoding.spool.rows(self.query([*values, size]))
        moments = [n for n, column in enumerate(self.varying) if column.form == "moment"]
        return (_with_moments(row, moments) for row in rows) if moments else rows


def _with_moments(row: tuple[Any, ...], places: list[int]) -> tuple[Any, ...]:
    values = list(row)
    for place in places:
        if isinstance(texts := values[place], list):
            values[place] = [from_text("moment", text) for text in texts]
        elif texts is not None:
            values[place] = from_text("moment", texts)
    return tuple(values)


def tables(
    encoding: Encoding, where: str = "", *, least: int = 1, most: int = 10_000
) -> list[NodeTable]:
    """The nodes of the subjects that were placed last, or of some of them, as tables.

    At most so many sets of classes, each with at least so many nodes, get a table of their
    own; the first one in the list has all other nodes, if there are any.
    """
    db = encoding.spool.database
    db.execute(_TYPED.format(where=where))
    db.execute(_RANK.format(least=least, most=most))
    ranks = db.execute("SELECT number, types FROM rank ORDER BY number, types").fetchall()
    labels = {tuple(types): encoding.labels(tuple(types)) for _, types in ranks}
    closures = [(list(types), list(closure)) for types, closure in labels.items()]
    encoding.spool.table("closure (types TEXT[], labels TEXT[])", closures)
    db.execute(_BASE)
    used = _used(encoding)
    kids = sorted({kid for one in used.values() for kid in one.kids})
    source = "wide" if len(kids) <= WIDE else ""
    if source:
        db.execute(f"CREATE OR REPLACE TABLE wide AS {_spread(encoding, kids)}")
    numbers = {number: tuple(types) for number, types in ranks}
    return [
        NodeTable(encoding, number, types, used[number], source)
        for number, types in numbers.items()
    ]


def _used(encoding: Encoding) -> dict[int, _Used]:
    """What the nodes of each number have."""
    rows, used = encoding.spool.rows, {}
    counts = ", ".join(f'count("{key}")' for key in _OWN)
    for number, *times in rows(f"SELECT number, {counts} FROM base GROUP BY number"):
        used[number] = _Used([key for key, n in zip(_OWN, times, strict=True) if n])
    for number, kid in rows(_USED):
        used[number].kids.append(kid)
    return used


def _spread(encoding: Encoding, kids: Iterable[int], where: str = "true") -> str:
    """SQL for the nodes, or some of them, with a column `c…` for each of those keys."""
    held = "".join(f", {_held(kid, many=encoding.keys[kid][1].many)} AS c{kid}" for kid in kids)
    return f"""SELECT * FROM base LEFT JOIN (
      SELECT n{held} FROM cell SEMI JOIN (SELECT n FROM base WHERE {where}) USING (n)
      WHERE place = 'p' GROUP BY n
    ) USING (n) WHERE {where}"""


def _held(kid: int, *, many: bool) -> str:
    """SQL for the text or, sorted, the texts of a key among a node's cells."""
    return (
        f"list_sort(list(v) FILTER (kid = {kid}))" if many else f"any_value(v) FILTER (kid = {kid})"
    )
