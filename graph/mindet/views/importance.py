"""Which nodes matter most, by networkx: what a page shows at first sight.

Things (actors, undertakings, tasks) are ranked by Katz centrality: who is tied to
much, and to what is itself tied to much. A statement comes with the last of the
things that it ties together, so that what is shown is whole.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from mindet.views.model import VOICE_ROLES, PageModel

if TYPE_CHECKING:
    import networkx

Row = TypeVar("Row")


def graph_of(model: PageModel) -> networkx.Graph[str]:
    """The model as an undirected graph: nodes and edges in sorted order, no parallel edges."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted([t.id for t in model.things] + [s.id for s in model.statements]))
    graph.add_edges_from(
        sorted((e.source, e.target) for e in model.edges if e.source in graph and e.target in graph)
    )
    return graph


def scores(model: PageModel) -> dict[str, float]:
    """Katz centrality of every node, between 0 and 1, rounded so that machines agree."""
    import networkx

    graph = graph_of(model)
    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0.0)
    # The largest eigenvalue is at most the largest sqrt(d(u) d(v)) over the edges, so this
    # converges on any graph; half of it keeps the rank from clustering around one hub.
    bound = max(graph.degree[u] * graph.degree[v] for u, v in graph.edges) ** 0.5
    raw = networkx.katz_centrality(graph, alpha=0.5 / bound, normalized=False, max_iter=200)
    low, high = min(raw.values()), max(raw.values())
    return {node: round((value - low) / ((high - low) or 1), 6) for node, value in raw.items()}


def choose(model: PageModel, limit: int, score: dict[str, float]) -> list[str]:
    """The ids of at most `limit` nodes, the most important things first, statements with them.

    Who merely speaks does not hold a statement back: it comes with who must and what for.
    """
    ends = ties(model)
    waiting = {statement: len(things) for statement, things in ends.items()}
    tied: dict[str, list[str]] = {}
    for statement, things in ends.items():
        for thing in things:
            tied.setdefault(thing, []).append(statement)
    loose = sorted(statement for statement, count in waiting.items() if not count)
    chosen: list[str] = []
    for thing in sorted((t.id for t in model.things), key=lambda i: (-score[i], i)):
        ready = []
        for statement in sorted(tied.get(thing, ())):
            waiting[statement] -= 1
            if not waiting[statement]:
                ready.append(statement)
        chosen += [thing, *ready]
        if len(chosen) >= limit:
            break
    return (chosen + loose)[:limit]


def in_turn(sides: Iterable[Iterable[str]], score: Mapping[str, float]) -> list[str]:
    """The most important of each side, then the second of each, and so on.

    >>> in_turn(["ab", "c"], {"a": 1, "b": 2, "c": 3})
    ['b', 'c', 'a']
    """
    rank = {
        one: (place, side)
        for side, members in enumerate(sides)
        for place, one in enumerate(sorted(members, key=lambda m: (-score.get(m, 0.0), m)))
    }
    return sorted(rank, key=rank.__getitem__)


def within(rows: Iterable[tuple[Row, Collection[Hashable]]], limit: int) -> list[Row]:
    """The first of the rows that together bring at most `limit` different things; one at least.

    >>> within([("a", "123"), ("b", "34"), ("c", "5")], 4)
    ['a', 'b']
    """
    chosen: list[Row] = []
    brought: set[Hashable] = set()
    for row, things in rows:
        brought.update(things)
        if chosen and len(brought) > limit:
            break
        chosen.append(row)
    return chosen


def ties(model: PageModel) -> dict[str, set[str]]:
    """The things that each statement ties together; who merely speaks is not one."""
    ends: dict[str, set[str]] = {statement.id: set() for statement in model.statements}
    for edge in model.edges:
        if edge.role in VOICE_ROLES:
            continue
        for statement, thing in ((edge.source, edge.target), (edge.target, edge.source)):
            if statement in ends and thing not in ends:
                ends[statement].add(thing)
    return ends
