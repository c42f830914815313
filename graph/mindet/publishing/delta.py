"""The difference between a graph and what the endpoint holds of it."""

from __future__ import annotations

from mindet.publishing.graphs import Graph, digest, has_blank
from mindet.publishing.server import Server
from mindet.publishing.status import Row
from mindet.publishing.values import Values

Difference = tuple[tuple[str, ...], tuple[str, ...]]


def difference(graph: Graph, row: Row, server: Server, values: Values) -> Difference | None:
    """The lines to delete and to insert; None where that can't be known, or saves nothing.

    What the server tells must be what was published there, by `row`: to the letter, or
    by value, as some servers rewrite literals (1.10 to 1.1). In the second case a line is
    the same if its value is, and is deleted as the server wrote it.
    """
    if not row.values or not graph.values:
        return None
    theirs = server.graph(graph.name)
    if any(map(has_blank, theirs)):
        return None
    found = {f"{t} .": value for t, value in zip(theirs, values.lines(theirs), strict=True)}
    if digest(sorted(found)) == row.digest:
        deletes, inserts = set(found) - set(graph.lines), set(graph.lines) - set(found)
    elif digest(sorted(set(found.values()))) == row.values:
        held = set(found.values())
        deletes = {line for line, value in found.items() if value not in graph.by_value}
        inserts = {line for value, line in graph.by_value.items() if value not in held}
    else:
        return None
    saves = sum(map(len, deletes)) + sum(map(len, inserts)) < graph.size
    return (tuple(sorted(deletes)), tuple(sorted(inserts))) if saves else None
