"""The shortest way from one thing to another: by claims between actors, else by any links.

networkx finds it; what is read of the graph for that is bounded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import networkx as nx

from mindet.errors import QueryError
from mindet.explorer import things
from mindet.explorer.desk import Desk
from mindet.terms import MN

MOST_LINKS = 4_000  # read in all
DEEPEST = 8  # levels read from the two ends together
FRONTIER = 500  # things asked about at once
_AROUND = """
UNWIND $iris AS iri
MATCH (a:Resource {{iri: iri}})-[r]-(b:Resource)
WHERE NOT b.iri STARTS WITH $terms
RETURN DISTINCT a.iri AS one, b.iri AS other LIMIT {limit}"""
_AMONG = f"""
UNWIND $iris AS iri
MATCH (a:Resource {{iri: iri}})-[r]->(b:Resource) WHERE b.iri IN $iris
RETURN DISTINCT a.iri AS one, b.iri AS other LIMIT {MOST_LINKS}"""
_INFERRED = f"""
UNWIND $iris AS iri
MATCH (a:Resource {{iri: iri}})<-[:CONCERNS]-(:Inference)-[:VALUE]->(b:Resource)
WHERE b.iri IN $iris
RETURN DISTINCT a.iri AS one, b.iri AS other LIMIT {MOST_LINKS}"""
_STATED = """
UNWIND $iris AS iri
MATCH (c:Resource {iri: iri})-[:STATES]->(s:Resource)
RETURN DISTINCT s.iri AS statement LIMIT 500"""
_ENDS = frozenset({"Actor", "Post"})


class Way(NamedTuple):
    """The things from one end to the other, none where none was found; how it was found.

    `cut` says that not all was looked at: there may be a way, or a shorter one.
    """

    things: tuple[str, ...]
    how: str
    cut: bool = False


def shortest(desk: Desk, start: str, end: str) -> Way:
    """The shortest way between two things; NotThere for one that is not in the graph."""
    known = [set(things.classes(desk, things.find(desk, iri))) for iri in (start, end)]
    if start == end:
        return Way((start,), "links")
    if all(_ENDS & classes for classes in known):
        found = _by_claims(desk, start, end)
        if found:
            return Way(found, "claims")
    return _by_links(desk, start, end)


def _by_claims(desk: Desk, start: str, end: str) -> tuple[str, ...]:
    """The chain of the stored question, with the statements that its claims make."""
    try:
        answer = desk.ask(desk.catalogue["evidence-path"], {"start": start, "end": end})
    except QueryError:  # it took too long, say
        return ()
    steps = answer.records()
    seen = {str(row[name]) for row in steps for name in ("thing", "thing_2", "claim") if row[name]}
    if not seen:
        return ()
    stated = [str(row[0]) for row in desk.reader.read(_STATED, {"iris": sorted(seen)}).rows]
    among = {"iris": sorted({*seen, *stated})}
    rows = desk.reader.read(_AMONG, among).rows + desk.reader.read(_INFERRED, among).rows
    return _between(nx.Graph(_pairs(rows)), start, end)


def _pairs(rows: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    return sorted((str(one), str(other)) for one, other in rows)


def _between(graph: nx.Graph[str], start: str, end: str) -> tuple[str, ...]:
    if start in graph and end in graph and nx.has_path(graph, start, end):
        return tuple(nx.shortest_path(graph, start, end))
    return ()


def _by_links(desk: Desk, start: str, end: str) -> Way:
    """Level by level from the end with fewer things to ask about, until they meet."""
    graph: nx.Graph[str] = nx.Graph()
    edges = {start: {start}, end: {end}}
    asked: set[str] = set()
    cut = False
    for _ in range(DEEPEST):
        side = min((one for one in edges if edges[one]), key=lambda e: len(edges[e]), default="")
        if not side:
            break
        rows, short = _around(desk, edges[side], MOST_LINKS - graph.number_of_edges())
        cut |= short
        asked |= edges[side]
        graph.add_edges_from(rows)
        if way := _between(graph, start, end):
            return Way(way, "links", cut)
        edges[side] = {other for _, other in rows} - asked
        if graph.number_of_edges() >= MOST_LINKS:
            return Way((), "", cut=True)
    return Way((), "", cut or all(edges.values()))


def _around(desk: Desk, iris: Collection[str], room: int) -> tuple[list[tuple[str, str]], bool]:
    """The links of these things, and whether there are more."""
    chosen = sorted(iris)[:FRONTIER]
    text = _AROUND.format(limit=room + 1)
    rows = _pairs(desk.reader.read(text, {"iris": chosen, "terms": MN}).rows)
    return rows[:room], len(rows) > room or len(iris) > FRONTIER
