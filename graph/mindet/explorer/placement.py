"""Where the things of a picture stand: by Graphviz, and what stands somewhere stays there.

>>> spot = positions(Kept(lambda: None), [("a", "b"), ("a", "b", "c")], [("a", "b"), ("b", "c")])
>>> sorted(spot)
['a', 'b', 'c']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import networkx as nx

from mindet.explorer import drawers
from mindet.explorer.keeping import Kept

PATIENCE = 20.0  # seconds that Graphviz may take
Spot = tuple[float, float]
Wave = tuple[str, ...]


def positions(
    kept: Kept, waves: Sequence[Wave], edges: Iterable[tuple[str, str]]
) -> Mapping[str, Spot]:
    """A place for each node of the last wave; every wave has all nodes of the one before.

    The places after each wave are kept: one click more is one run of Graphviz, and a link
    that says the same steps opens the same picture. ViewError where Graphviz fails.
    """
    if not waves or not waves[-1]:
        return {}
    first, known = _held(kept, waves)
    if first == len(waves):
        return known
    grown = _grown(known, waves[first:], list(edges))
    for count, places in enumerate(grown, first + 1):
        kept.get(_key(waves[:count]), partial(dict, places))
    return grown[-1]


def _held(kept: Kept, waves: Sequence[Wave]) -> tuple[int, Mapping[str, Spot]]:
    """After how many of the waves the places are known, and these."""
    for count in range(len(waves), 0, -1):
        held = kept.held(_key(waves[:count]))
        if held is not None:
            return count, held
    return 0, {}


def _key(waves: Sequence[Wave]) -> tuple[object, ...]:
    return ("places", *waves)


def _grown(
    known: Mapping[str, Spot], waves: Sequence[Wave], edges: Sequence[tuple[str, str]]
) -> list[dict[str, Spot]]:
    """The places after each of `waves`; Graphviz gets numbers, no label reaches its parser."""
    names = waves[-1]
    number = {name: index for index, name in enumerate(names)}
    task = {
        "places": {number[name]: spot for name, spot in known.items()},
        "waves": [_wave(wave, edges, number) for wave in waves],
    }
    return [
        {names[int(index)]: (spot[0], spot[1]) for index, spot in places.items()}
        for places in drawers.run(task, PATIENCE)
    ]


def _wave(
    wave: Wave, edges: Iterable[tuple[str, str]], number: Mapping[str, int]
) -> dict[str, Any]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(number[name] for name in wave)
    here = set(wave)
    graph.add_edges_from(
        (number[a], number[b]) for a, b in edges if a in here and b in here and a != b
    )
    first, *others = (min(part) for part in nx.connected_components(graph))
    pairs = sorted((min(edge), max(edge)) for edge in graph.edges)
    return {"nodes": list(graph), "edges": pairs, "apart": [(first, one) for one in others]}
