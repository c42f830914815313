"""RDF to a property graph and back, without loss; pure, no store.

    graph = encode(dataset, own())
    assert decode(graph).isomorphic(dataset)

For what fits in memory. Loads and exports of any size go by the same two modules,
`encoding` and `decoding`, in streams.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mindet.dataset import Dataset
from mindet.projection import decoding
from mindet.projection.encoding import Encoding, bare
from mindet.projection.graph import RESOURCE, Node, PropertyGraph, Relationship
from mindet.projection.names import Names
from mindet.projection.spool import Spool

if TYPE_CHECKING:
    from mindet.ontology import Ontology

__all__ = ["Node", "PropertyGraph", "Relationship", "decode", "encode"]


def encode(dataset: Dataset, ontology: Ontology, names: Names | None = None) -> PropertyGraph:
    """The property graph of `dataset`; `names` are those that a store has from earlier loads."""
    with Spool.of(dataset) as spool:
        encoding = Encoding.whole(spool, ontology, names)
        encoding.place(0)
        nodes = {node.iri: node for node in encoding.nodes()}
        links = list(encoding.links())
        for key, token in encoding.targets():
            nodes.setdefault(key, Node(key, (RESOURCE,), bare(token, key)))
        ordered = [node for _, node in sorted(nodes.items())]
        return PropertyGraph(ordered, links, encoding.names, encoding.counts)


def decode(graph: PropertyGraph) -> Dataset:
    """The dataset that `graph` holds.

    What the table of names does not know is an analyst's own and left out. Raises
    ProjectionError for a value that has been changed into something no RDF comes from.
    """
    full = {node.iri: decoding.full(node) for node in graph.nodes}
    links: dict[str, list[decoding.Link]] = defaultdict(list)
    for link in graph.relationships:
        if link.source in full and link.target in full:
            code = link.properties.get("graph")
            target = full[link.target]
            links[link.source].append(
                decoding.Link(link.type, target, None if code is None else str(code))
            )
    table = decoding.Decoding(graph.names)
    return Dataset(quad for node in graph.nodes for quad in table.quads(node, links[node.iri]))
