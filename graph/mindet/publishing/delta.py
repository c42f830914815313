"""The difference between a graph and what the endpoint holds of it."""

from __future__ import annotations

from mindet.publishing import graphs
from mindet.publishing.graphs import Graph
from mindet.publishing.server import Server
from mindet.publishing.status import Row
from mindet.publishing.values import Values

READ = 64 * 2**20  # bytes of a graph; a larger one is no more asked for than sent
Difference = tuple[tuple[str, ...], tuple[str, ...]]


def difference(graph: Graph, row: Row, server: Server, values: Values) -> Difference | None:
    """The lines to delete and to insert; None where that can't be known, or saves nothing.

    What the server tells must be what was published there, by `row`: to the letter, or
    by value, as some servers rewrite literals (1.10 to 1.1). In the second case a line is
    the same if its value is, and is deleted as the server wrote it.
    """
    if not row.values or graph.blank or graph.size > READ:
        return None
    theirs = graphs.told(graph.name, server.graph(graph.name))
    if theirs.digest == row.digest:
        held, ours = set(theirs.lines), set(graph.lines)
        deletes, inserts = held - ours, ours - held
    elif graphs.value_digest(theirs, values) == row.values:
        there, wanted = graphs.by_value(theirs, values), graphs.by_value(graph, values)
        deletes = {there[value] for value in there.keys() - wanted.keys()}
        inserts = {wanted[value] for value in wanted.keys() - there.keys()}
    else:
        return None
    saves = sum(map(len, deletes)) + sum(map(len, inserts)) < graph.size
    return (tuple(sorted(deletes)), tuple(sorted(inserts))) if saves else None
