"""A stored graph read back as streams: nodes with the relationships that start from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from mindet.errors import ProjectionError
from mindet.projection import state
from mindet.projection.batches import batched, runs
from mindet.projection.decoding import Decoding, Link
from mindet.projection.graph import Node, PropertyGraph, Relationship
from mindet.projection.names import DEFAULT, Names
from mindet.projection.spool import QUADS, Spool

if TYPE_CHECKING:
    import pyoxigraph as ox

    from mindet.store import Store

# A thing with an empty digest is only pointed at; one without any is not ours.
_RETURN = """OPTIONAL MATCH (n)-[r]->(m:Resource)
WITH n, collect([type(r), coalesce(m.longIri, m.iri), r.graph]) AS links
RETURN properties(n), links"""
_ALL = "MATCH (n:Resource) WHERE n.digest <> '' " + _RETURN
# To go after such a WHERE: what some graphs say something of, see `among`.
AMONG = "AND (coalesce(n.graph, '') IN $codes OR any(g IN n.alsoIn WHERE g IN $codes)) "
_AMONG = "MATCH (n:Resource) WHERE n.digest <> '' " + AMONG + _RETURN
_SOME = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) WHERE n.digest <> '' " + _RETURN
Found = tuple[Node, list[Link]]


def names(store: Store) -> Names:
    """The names of a store that holds a whole graph.

    Raises ProjectionError where nothing is held, or a load was cut off.
    """
    held = state.held(store)
    if held.names is None:
        raise ProjectionError("nothing is loaded", where=store.address, remedy="load it first")
    if held.loading:
        raise ProjectionError(
            "a load is under way or was cut off", where=store.address, remedy="load again"
        )
    return held.names


def things(store: Store, keys: Iterable[str] | None = None) -> Iterator[Found]:
    """What is said of all things, or of those with the `keys`; in no order, without labels."""
    if keys is None:
        yield from map(_found, store.scan(_ALL))
    else:
        for rows in batched(keys):
            yield from map(_found, store.scan(_SOME, {"rows": rows}))


def sorted_lines(store: Store) -> Iterator[list[str]]:
    """The dataset that a store holds as sorted lines of N-Quads, in runs.

    Raises ProjectionError where nothing is held, or a load was cut off.
    """
    return in_order(lines(store))


def lines(store: Store) -> Iterator[list[str]]:
    """The same, thing by thing and in no order."""
    decoding = Decoding(names(store))
    return (decoding.lines(node, links) for node, links in things(store))


def quads(store: Store, codes: Iterable[str] | None = None) -> Iterator[ox.Quad]:
    """What is said of all things, or of those that some graphs, told by their `codes`, say
    something of.
    """
    decoding = Decoding(names(store))
    found = things(store) if codes is None else map(_found, store.scan(_AMONG, among(codes)))
    for node, links in found:
        yield from decoding.quads(node, links)


def among(codes: Iterable[str]) -> dict[str, list[str]]:
    """The parameters of AMONG: in a list of graphs the default one has another code."""
    given = set(codes)
    return {"codes": sorted(given | {code or DEFAULT for code in given})}


def in_order(found: Iterable[list[str]]) -> Iterator[list[str]]:
    """Lines of N-Quads, sorted, in runs; what is too much for the memory is on disk meanwhile."""
    with spooled(found) as spool:
        yield from spool.sorted_runs()


def spooled(found: Iterable[list[str]]) -> Spool:
    """Lines of N-Quads whose blank nodes have their names, in a spool that is to be closed."""
    spool = Spool()
    try:
        with spool.splitting(named=True) as split:
            for run in runs(chain.from_iterable(found), QUADS):
                split("\n".join(run).encode())
    except BaseException:
        spool.close()
        raise
    return spool


def graph(store: Store) -> PropertyGraph:
    """The property graph that a store holds, in memory and in order."""
    table = names(store)
    rows = store.scan(
        "MATCH (n:Resource) WHERE n.digest IS NOT NULL RETURN labels(n), properties(n)"
    )
    nodes = [Node(p["iri"], tuple(sorted(labels)), p) for labels, p in rows]
    query = "MATCH (a:Resource)-[r]->(b:Resource) RETURN a.iri, type(r), b.iri, properties(r)"
    links = [Relationship(*row) for row in store.scan(query) if row[1] in table.relationships]
    links.sort(key=lambda link: (link.source, link.type, link.target, _mark(link)))
    return PropertyGraph(sorted(nodes, key=lambda node: node.iri), links, table)


def _mark(link: Relationship) -> str:
    """No graph of its own comes before the default graph."""
    graph = link.properties.get("graph")
    return "" if graph is None else f"={graph}"


def _found(row: list[Any]) -> Found:
    properties, links = row
    return Node(properties["iri"], (), properties), [Link(*link) for link in links if link[0]]
