"""A spool of quads as nodes and relationships, a partition at a time, in DuckDB.

    encoding = Encoding(spool, ontology, names)
    for part in range(spool.partitions):
        encoding.place(part)
        for node in encoding.nodes(): ...

Which quad is held as what is decided here, once, for every road into a store: a label, a
property, a relationship, or a line of its subject's `overflow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from mindet.projection import columns
from mindet.projection.graph import RESOURCE, Counts, Node, Relationship
from mindet.projection.literals import Value, from_text, has_companion
from mindet.projection.names import Names, also_code, graph_code
from mindet.projection.naming import Naming, plan_of
from mindet.projection.spool import Spool
from mindet.projection.survey import TYPE, Survey, tail_of
from mindet.projection.tokens import REST, quoted

if TYPE_CHECKING:
    from mindet.ontology import Ontology

# The graph that says most of a subject is its home; of two that say as much, the first by name.
_HOME = """CREATE OR REPLACE TABLE home_{part} AS
WITH several AS (SELECT s FROM share_{part} GROUP BY s HAVING count(*) > 1)
SELECT s, key(s) AS key, g, left(sha256($plan || g || ' ' || h), 32) AS digest,
  CAST(NULL AS TEXT[]) AS graphs
FROM share_{part} ANTI JOIN several USING (s)
UNION ALL SELECT s, key(s), arg_min(g, {{'n': -n, 'g': g}}),
  left(sha256($plan || string_agg(g || ' ' || h, ' ' ORDER BY g)), 32), list_sort(list(g))
FROM share_{part} SEMI JOIN several USING (s) GROUP BY s"""
_CHOSEN = """CREATE OR REPLACE TABLE chosen AS
SELECT *, CAST(row_number() OVER (ORDER BY s) AS INT) AS n FROM home_{part} {only}"""
# Each quad's place; its tokens are kept where more is needed than the value that it holds.
_CELL = f"""CREATE OR REPLACE TABLE cell AS SELECT n, kid, v, home, place,
  CASE WHEN place IN ('r', 'o') THEN p END AS p, CASE WHEN place IN ('r', 'o') THEN o END AS o,
  CASE WHEN place IN ('r', 'o') THEN g END AS g
FROM (SELECT *, CASE
    WHEN literal THEN CASE WHEN home AND fits(form, v, many) AND first THEN 'p' ELSE 'o' END
    WHEN name IS NOT NULL THEN CASE WHEN home THEN 'l' ELSE 'o' END
    WHEN kid IS NOT NULL AND home THEN CASE WHEN first THEN 'p' ELSE 'o' END
    ELSE 'r' END AS place
  FROM (SELECT *, coalesce(v = least, true) AS first
    FROM (SELECT n, home, q.p, q.o, q.g, literal, name, form, many,
        coalesce(slot.kid, word.kid) AS kid,
        CASE WHEN literal THEN unescaped(raw(q.o, tail)) ELSE coalesce(name, word) END AS v
      FROM (SELECT n, p, o, quad.g, tail(o) AS tail, left(o, 1) = '"' AS literal,
          quad.g = chosen.g AS home
        FROM {{quad}} quad JOIN chosen USING (s)) q
      LEFT JOIN slot USING (p, tail) LEFT JOIN word USING (p, o)
      LEFT JOIN label ON q.p = {quoted(f"<{TYPE}>")} AND label.o = q.o)
    LEFT JOIN least USING (n, kid)))"""
# What comes first of several values of a property that holds one.
_NO_LEAST = "CREATE OR REPLACE TABLE least (n INT, kid INT, least TEXT)"
_OVER = "FROM cell JOIN key USING (kid) WHERE place = 'p' AND NOT many GROUP BY n, kid"
_ARE_OVER = f"SELECT count(*) FROM (SELECT 1 {_OVER} HAVING count(*) > 1)"
_LEAST = f"INSERT INTO least SELECT n, kid, min(v) {_OVER} HAVING count(*) > 1"
TYPED = "SELECT n, list_sort(list(v)) AS types FROM cell WHERE place = 'l' GROUP BY n"
_SPILT = f"""CREATE OR REPLACE TABLE spilt AS SELECT n, list_sort(list({REST})) AS overflow
FROM cell WHERE place = 'o' GROUP BY n"""
_NODES = f"""WITH held AS (SELECT n, list(kid) AS kids, list(vs) AS vs FROM
    (SELECT n, kid, list_sort(list(v)) AS vs FROM cell WHERE place = 'p' GROUP BY n, kid)
    GROUP BY n),
  typed AS ({TYPED})
SELECT s, key, g, graphs, digest, types, kids, vs, overflow
FROM chosen LEFT JOIN held USING (n) LEFT JOIN typed USING (n) LEFT JOIN spilt USING (n)
{{where}} ORDER BY n"""
# A mark is empty, or tells the graph after "=": none of its own and the default graph are two.
_LINKS = """CREATE OR REPLACE TABLE placed_link AS
SELECT n, key AS source, kind.kind, key(o) AS target,
  CASE WHEN home THEN '' ELSE '=' || code(cell.g) END AS mark, o AS token
FROM cell JOIN kind USING (p) JOIN chosen USING (n) WHERE place = 'r'"""


def find_homes(spool: Spool, ontology: Ontology) -> None:
    """Make the tables `home_0` … of subjects with their keys, home graphs and digests."""
    columns.define(spool.database)
    for part in range(spool.partitions):
        spool.database.execute(_HOME.format(part=part), {"plan": plan_of(ontology)})


class Encoding:
    """The names for a spool's terms, and its quads in the places that these give them.

    The quads must have been validated and their subjects' homes found.
    """

    def __init__(self, spool: Spool, ontology: Ontology, known: Names | None = None) -> None:
        self.spool, self.counts = spool, Counts(unnamed=spool.unnamed)
        self._naming = Naming(ontology, known)
        survey = Survey.of(spool, self._naming.own, self._naming.values)
        self._naming.add(survey)
        self.names = self._naming.names
        self.keys = list(self.names.keys.items())
        self._tabulate(survey)

    @classmethod
    def whole(cls, spool: Spool, ontology: Ontology, known: Names | None = None) -> Encoding:
        """The encoding of all that a spool has."""
        spool.normalise()
        find_homes(spool, ontology)
        return cls(spool, ontology, known)

    def _tabulate(self, survey: Survey) -> None:
        """The tables of names, by the tokens that they stand for."""
        table, number = self.spool.table, {key: n for n, (key, _) in enumerate(self.keys)}
        plain = [
            (f"<{s.predicate}>", tail_of(s.datatype, s.language), n, s.form, s.many)
            for n, (_, s) in enumerate(self.keys)
            if s.form not in ("concept", "unstated", "lexical")
        ]
        table("slot (p TEXT, tail TEXT, kid INT, form TEXT, many BOOL)", plain)
        forms = [(n, s.many, s.form) for n, (_, s) in enumerate(self.keys)]
        table("key (kid INT, many BOOL, form TEXT)", forms)
        words = ((p, o, self._naming.word(p, o)) for p, o in sorted(survey.words))
        held = [(f"<{p}>", f"<{o}>", number[found[0]], found[1]) for p, o, found in words if found]
        table("word (p TEXT, o TEXT, kid INT, word TEXT)", held)
        labels = [(f"<{iri}>", name) for name, iri in self.names.labels.items()]
        table("label (o TEXT, name TEXT)", labels)
        kinds = [(f"<{iri}>", name) for name, iri in self.names.relationships.items()]
        table("kind (p TEXT, kind TEXT)", kinds)

    def place(self, part: int, only: str = "") -> None:
        """Put the quads of a partition in their places; `only`, a join, may narrow its subjects."""
        db, cell = self.spool.database, _CELL.format(quad=self.spool.quads.names[part])
        db.execute(_CHOSEN.format(part=part, only=only))
        db.execute(_NO_LEAST)
        db.execute(cell)
        if self.spool.number(_ARE_OVER):
            db.execute(_LEAST)
            db.execute(cell)
        db.execute(_SPILT)
        db.execute(_LINKS)
        for place, times in db.execute("SELECT place, count(*) FROM cell GROUP BY ALL").fetchall():
            name = _PLACES[place]
            setattr(self.counts, name, getattr(self.counts, name) + times)

    def nodes(self, where: str = "") -> Iterator[Node]:
        """The nodes of the subjects that were placed last, by their tokens."""
        return (self._node(*row) for row in self.spool.rows(_NODES.format(where=where)))

    def links(self) -> Iterator[Relationship]:
        """The relationships of the subjects that were placed last, in order."""
        query = "SELECT source, kind, target, mark FROM placed_link ORDER BY ALL"
        for source, kind, target, mark in self.spool.rows(query):
            yield Relationship(source, kind, target, {"graph": mark[1:]} if mark else {})

    def targets(self) -> Iterator[tuple[str, str]]:
        """Key and token of each thing that the relationships placed last point at."""
        return self.spool.rows("SELECT DISTINCT target, token FROM placed_link")

    def _node(
        self, token: str, key: str, home: str, graphs: list[str] | None, digest: str,
        types: list[str] | None, kids: list[int] | None, values: list[list[str]] | None,
        rests: list[str] | None,
    ) -> Node:  # fmt: skip
        properties: dict[str, Value] = bare(token, key)
        for kid, texts in zip(kids or (), values or (), strict=True):
            name, slot = self.keys[kid]
            held = [from_text(slot.form, text) for text in texts] if slot.many else None
            properties[name] = held or from_text(slot.form, texts[0])  # type: ignore[assignment]  # one form, one type
            if has_companion(slot.form):
                properties[name + "_lexical"] = texts if slot.many else texts[0]
        if code := graph_code(home):
            properties["graph"] = code
        if graphs:
            properties["alsoIn"] = sorted(also_code(g) for g in graphs if g != home)
        if types:
            properties["types"] = types
        if rests:
            properties["overflow"] = rests
        properties["digest"] = digest
        return Node(key, self.labels(tuple(types or ())), dict(sorted(properties.items())))

    @lru_cache(maxsize=4096)  # noqa: B019  # an encoding lives as long as one load
    def labels(self, types: tuple[str, ...]) -> tuple[str, ...]:
        """All labels of a node with those classes, their superclasses among them."""
        classes = (self.names.labels[name] for name in types)
        closures = (self._naming.closure(iri) for iri in classes)
        return tuple(sorted({RESOURCE, *types}.union(*closures)))


def bare(token: str, key: str) -> dict[str, Value]:
    """The properties of a thing of which nothing is said, by its token and its key."""
    full = token[1:-1] if token.startswith("<") else token
    properties: dict[str, Value] = {"iri": key, "digest": ""}
    return properties if key == full else properties | {"longIri": full}


_PLACES = {"p": "properties", "r": "relationships", "l": "labels", "o": "overflow"}
