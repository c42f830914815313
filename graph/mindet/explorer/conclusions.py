"""Ties that we conclude and no text prints, as relations of a thing: told apart by a tilde.

>>> name_of("https://w3id.org/mindet#responsible")
'~responsible'
"""

from __future__ import annotations

from mindet.explorer.desk import Desk
from mindet.explorer.things import IN, OUT, Relation
from mindet.terms import MN

MARK = "~"
_FROM = {
    OUT: "MATCH (n:Resource {iri: $iri})<-[:CONCERNS]-(i:Inference)-[:VALUE]->(m:Resource) ",
    IN: "MATCH (n:Resource {iri: $iri})<-[:VALUE]-(i:Inference)-[:CONCERNS]->(m:Resource) ",
}
_COUNTED = """MATCH (i)-[:PROPERTY]->(p:Resource)
RETURN p.iri AS property, count(DISTINCT m) AS n"""
_SOME = """MATCH (i)-[:PROPERTY]->(p:Resource {{iri: $property}})
RETURN DISTINCT m.iri AS iri ORDER BY iri LIMIT {limit}"""


def name_of(predicate: str) -> str:
    """How a step names the conclusion that a property has a value."""
    return MARK + predicate.removeprefix(MN)


def counts(desk: Desk, iri: str) -> list[Relation]:
    """How many things there are by each conclusion, in each direction."""
    return [
        Relation(name_of(str(name)), direction, int(count))
        for direction in (OUT, IN)
        for name, count in sorted(desk.reader.read(_FROM[direction] + _COUNTED, {"iri": iri}).rows)
    ]


def neighbours(desk: Desk, iri: str, name: str, direction: str, limit: int) -> tuple[str, ...]:
    """Some of them; `name` with its mark."""
    text = _FROM[direction] + _SOME.format(limit=limit)
    asked = {"iri": iri, "property": MN + name.removeprefix(MARK)}
    return tuple(str(row[0]) for row in desk.reader.read(text, asked).rows)
