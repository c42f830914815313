"""The statements that make relationships, with their rows made ready.

    for batch in linked(links, dynamic=store.dynamic_labels): ...

Rows go grouped by the source, which is then matched once. Where types may come from data, one
statement makes them all; for other stores there is one a type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from mindet.projection.batches import RUN, Batch, batched, grouped, padded, runs
from mindet.projection.comparison import Link
from mindet.projection.names import cypher_name

FAN = 1000  # relationships of one source in one row
LINK = (
    "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) UNWIND row[1] AS o "
    "MATCH (b:Resource {iri: o[1]}) CREATE (a)-[:$(o[0])]->(b)"
)
_LINK_GRAPH = LINK.replace("[:$(o[0])]", "[r:$(o[0])]") + " SET r.graph = o[2]"
# Internal ids live as long as this load; Cypher 25 no longer takes them.
_LINK_IDS = (
    "CYPHER 5 UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] UNWIND row[1] AS o "
    "MATCH (b) WHERE id(b) = o[1] CREATE (a)-[:$(o[0])]->(b)"
)


def linked(links: Iterable[Link], *, dynamic: bool) -> Iterator[Batch]:
    """Relationships, in the order of their sources."""
    for run in runs(links, RUN):
        if dynamic:
            yield from _fanned(LINK, _fans(link for link in run if not link[3]))
            yield from _fanned(_LINK_GRAPH, _fans(link for link in run if link[3]))
            continue
        for kind, group in grouped(run, lambda link: link[1]):
            yield from _tied(_link(kind), ((a, b) for a, _, b, mark in group if not mark))
            marked = [[a, b, mark[1:]] for a, _, b, mark in group if mark]
            for batch in batched(marked):
                yield Batch(_link_graph(kind), batch, len(batch))


def linked_by_ids(links: Iterable[tuple[int, str, int]], *, dynamic: bool) -> Iterator[Batch]:
    """Relationships between nodes of which the server has told the ids, by their sources."""
    if dynamic:
        rows = _fans((source, kind, target, "") for source, kind, target in links)
        yield from _fanned(_LINK_IDS, rows)
        return
    for run in runs(links, RUN):
        for kind, group in grouped(run, lambda link: link[1]):
            yield from _tied(_link_ids(kind), ((a, b) for a, _, b in group))


def _tied(statement: str, pairs: Iterable[tuple[Any, Any]]) -> Iterator[Batch]:
    """Relationships of the one type that stands in the statement."""
    fans = _fans((source, target, "", "") for source, target in pairs)
    for batch in batched([a, [b for b, _ in ends]] for a, ends in fans):
        yield Batch(statement, batch, _ends(batch))


def _fanned(statement: str, rows: Iterable[list[Any]]) -> Iterator[Batch]:
    for batch in batched(rows):
        yield Batch(statement, padded(batch), _ends(batch))


def _ends(batch: list[list[Any]]) -> int:
    return sum(len(ends) for _, ends in batch)


def _fans(links: Iterable[tuple[Any, Any, Any, str]]) -> Iterator[list[Any]]:
    """Rows of a source and its relationships; one that has very many takes several rows."""
    for source, group in groupby(links, key=lambda link: link[0]):
        rest = (
            [kind, target, mark[1:]] if mark else [kind, target] for _, kind, target, mark in group
        )
        while run := list(islice(rest, FAN)):
            yield [source, run]


def _link(kind: str) -> str:
    return (
        "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) UNWIND row[1] AS iri "
        f"MATCH (b:Resource {{iri: iri}}) CREATE (a)-[:{cypher_name(kind)}]->(b)"
    )


def _link_ids(kind: str) -> str:
    return (
        "UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] UNWIND row[1] AS other "
        f"MATCH (b) WHERE id(b) = other CREATE (a)-[:{cypher_name(kind)}]->(b)"
    )


def _link_graph(kind: str) -> str:
    return (
        "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]}) "
        f"CREATE (a)-[r:{cypher_name(kind)}]->(b) SET r.graph = row[2]"
    )
