"""A load as one would write it by hand: the neo4j driver, UNWIND, CREATE, a constraint first.

    MINDET_PASSWORD=… python plain.py FILE bolt://localhost:7687

One statement a set of labels, one a type of relationship, both static. Language tags are
suffixes of keys; datatypes become Bolt's nearest; names of graphs are not read.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import neo4j
import pyoxigraph as ox

ROWS = 5000
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CONSTRAINT = "CREATE CONSTRAINT FOR (n:Resource) REQUIRE n.iri IS UNIQUE"
LINK = (
    "UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}}) MATCH (b:Resource {{iri: row[1]}}) "
    "CREATE (a)-[:`{}`]->(b)"
)
CONVERTED: dict[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "date": date.fromisoformat,
    XSD + "boolean": "true".__eq__,
}
Nodes = dict[tuple[str, ...], list[dict[str, Any]]]
Links = dict[str, list[tuple[str, str]]]


def local(iri: str) -> str:
    """The last part of a name."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def read(path: Path) -> Iterator[tuple[str, list[ox.Quad]]]:
    """The triples subject by subject."""
    form = ox.RdfFormat.N_QUADS if path.suffix == ".nq" else ox.RdfFormat.N_TRIPLES
    for subject, quads in groupby(ox.parse(path=path, format=form), key=lambda q: q.subject):
        yield str(subject).strip("<>"), list(quads)


def shape(iri: str, quads: Sequence[ox.Quad], links: Links) -> tuple[tuple[str, ...], Any]:
    """Labels and properties of a node; its relationships go into `links`."""
    labels, properties = ["Resource"], {"iri": iri}
    for quad in quads:
        key, value = local(quad.predicate.value), quad.object
        if isinstance(value, ox.Literal):
            name = f"{key}_{value.language}" if value.language else key
            properties[name] = CONVERTED.get(value.datatype.value, str)(value.value)
        elif quad.predicate.value == TYPE:
            labels.append(local(str(value).strip("<>")))
        else:
            links[key.upper()].append((iri, str(value).strip("<>")))
    return tuple(labels), properties


def send(session: neo4j.Session, statement: str, rows: Sequence[Any]) -> None:
    """Run a statement in transactions of ROWS rows."""
    for start in range(0, len(rows), ROWS):
        batch = rows[start : start + ROWS]
        session.execute_write(lambda work, rows: work.run(statement, rows=rows).consume(), batch)


def create(session: neo4j.Session, nodes: Nodes) -> None:
    """Create nodes, one statement a set of labels."""
    for labels, rows in nodes.items():
        marks = "".join(f":`{label}`" for label in labels)
        send(session, f"UNWIND $rows AS row CREATE (n{marks}) SET n = row", rows)


def load(path: Path, session: neo4j.Session) -> None:
    """All of it."""
    session.run(CONSTRAINT).consume()
    nodes: Nodes = defaultdict(list)
    links: Links = defaultdict(list)
    for iri, quads in read(path):
        labels, properties = shape(iri, quads, links)
        nodes[labels].append(properties)
        if len(nodes[labels]) == ROWS:
            create(session, {labels: nodes.pop(labels)})
    create(session, nodes)
    for kind, pairs in links.items():
        send(session, LINK.format(kind), pairs)


if __name__ == "__main__":
    access = ("neo4j", os.environ["MINDET_PASSWORD"])
    with (
        neo4j.GraphDatabase.driver(sys.argv[2], auth=access) as driver,
        driver.session(database="neo4j") as opened,
    ):
        load(Path(sys.argv[1]), opened)
