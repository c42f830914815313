"""Where nodes stand: Graphviz's sfdp through pygraphviz, once, in Python, the same each time.

>>> sorted(positions(["a", "b"], [("a", "b")])) == ["a", "b"]
True
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from mindet.errors import ViewError

Point = tuple[int, int]
ROOM = 58.0
"""The side of the square, in drawing units, that each node has on average."""
SHAPE = 0.8
"""Width by height of the picture's place on the page."""
STRETCH = 1.7
"""At most so much wider or higher than the springs leave it."""


def positions(
    nodes: Sequence[str], edges: Iterable[tuple[str, str]], named: Collection[str] = ()
) -> dict[str, Point]:
    """A place for each of `nodes`, around (0, 0), y downwards; ViewError where sfdp fails.

    Around those of `named` there is room for a name. Nodes and edges are given to Graphviz
    under numbers: no label reaches its parser.
    """
    from pygraphviz import AGraph

    number = {node: index for index, node in enumerate(sorted(set(nodes)))}
    if not number:
        return {}
    drawing = AGraph(strict=True, directed=False)
    # vpsc keeps names apart. "prism" never ends in the wheel, nor does "voronoi" on some graphs.
    drawing.graph_attr.update(overlap="vpsc", start="7", K="0.6", label="")
    drawing.node_attr.update(label="", shape="box", fixedsize="true", width="0.25", height="0.25")
    drawing.add_nodes_from(number.values())
    with_room = [number[node] for node in sorted(named) if node in number]
    drawing.add_nodes_from(with_room, width=1.1, height=0.45)
    drawing.add_edges_from(sorted(_pairs(number, edges)))
    with _quiet():
        drawing.layout(prog="sfdp")
    return _scaled({node: _place(drawing.get_node(index)) for node, index in number.items()})


def _pairs(
    number: Mapping[str, int], edges: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    for source, target in edges:
        if source in number and target in number and source != target:
            yield number[source], number[target]


def _place(node: object) -> tuple[float, float]:
    try:
        x, y = node.attr["pos"].split(",")  # type: ignore[attr-defined]  # pygraphviz has no types
        return float(x), -float(y)
    except (TypeError, ValueError) as error:
        raise ViewError("Graphviz gave a node no position", remedy="report this graph") from error


def _scaled(raw: dict[str, tuple[float, float]]) -> dict[str, Point]:
    """Centred, the whole as large as its nodes need, and nearer to the shape of its place."""
    (left, right), (top, bottom) = (_ends(axis) for axis in zip(*raw.values(), strict=True))
    width, height = right - left or 1.0, bottom - top or 1.0
    stretch = min(max(SHAPE * height / width, 1 / STRETCH), STRETCH) if len(raw) > 3 else 1.0
    scale = ROOM * (len(raw) / max(width * stretch * height, 1.0)) ** 0.5
    if min(width, height) == 1.0:  # all on one line
        scale = ROOM * len(raw) / max(width, height)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return {
        node: (round((x - middle_x) * scale * stretch), round((y - middle_y) * scale))
        for node, (x, y) in raw.items()
    }


def _ends(axis: Iterable[float]) -> tuple[float, float]:
    values = sorted(axis)
    return values[0], values[-1]


@contextmanager
def _quiet() -> Iterator[None]:
    """sfdp prints an error about a library that it does not need; no option silences it."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123  # a device, for its descriptor
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
