"""What to do to nodes that are there, for a store whose labels can't come from data.

Such a store is told which labels and which properties to take off each node: those of ours
that are no longer wanted. An analyst's own stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from mindet.projection.batches import batched
from mindet.projection.graph import Node

if TYPE_CHECKING:
    from mindet.store import Store

Change = tuple[str, list[str], list[str], dict[str, Any]]  # IRI, labels off, labels on, properties
_THERE = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) RETURN n.iri, labels(n), keys(n)"


def changes(
    store: Store, nodes: Iterable[Node], labels: Collection[str], keys: Collection[str]
) -> Iterator[Change]:
    """What makes each of the nodes, all of them in the store, as it is wanted.

    `labels` and `keys` are those that are ours to take away.
    """
    our_labels, our_keys = frozenset(labels), frozenset(keys)
    for batch in _batched(nodes):
        rows = store.scan(_THERE, {"rows": [node.iri for node in batch]})
        there = {iri: (set(labelled), set(filled)) for iri, labelled, filled in rows}
        for node in batch:
            labelled, filled = there[node.iri]
            stale = (labelled & our_labels) - set(node.labels)
            unset: dict[str, Any] = dict.fromkeys(sorted(filled & our_keys))
            fresh = set(node.labels) - labelled
            yield node.iri, sorted(stale), sorted(fresh), {**unset, **node.properties}


def _batched(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Nodes in runs that a store takes at once."""
    by_iri: dict[str, Node] = {}
    for batch in batched((node.iri, node.properties) for node in _kept(nodes, by_iri)):
        yield [by_iri.pop(iri) for iri, _ in batch]


def _kept(nodes: Iterable[Node], by_iri: dict[str, Node]) -> Iterator[Node]:
    for node in nodes:
        by_iri[node.iri] = node
        yield node
