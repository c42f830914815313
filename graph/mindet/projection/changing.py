"""What to do to nodes that are there, for a store whose labels can't come from data.

Such a store is told which labels and which properties to take off each node: those of ours
that are no longer wanted. An analyst's own stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from mindet.projection.batches import batched, size
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
    for batch in batched(nodes, lambda node: size((node.iri, node.properties))):
        rows = store.scan(_THERE, {"rows": [node.iri for node in batch]})
        there = {iri: (set(labelled), set(filled)) for iri, labelled, filled in rows}
        for node in batch:
            labelled, filled = there[node.iri]
            stale = (labelled & our_labels) - set(node.labels)
            unset: dict[str, Any] = dict.fromkeys(sorted(filled & our_keys))
            fresh = set(node.labels) - labelled
            yield node.iri, sorted(stale), sorted(fresh), {**unset, **node.properties}
