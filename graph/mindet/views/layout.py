"""Where nodes stand: Graphviz's sfdp through pygraphviz, once, in Python, the same each time.

>>> sorted(positions(["a", "b"], [("a", "b")])) == ["a", "b"]
True
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from mindet.errors import ViewError

Point = tuple[int, int]
ROOM = 56.0
"""The side of the square, in drawing units, that each node has on average."""


def positions(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """A place for each of `nodes`, around (0, 0), y downwards; ViewError where sfdp fails.

    Nodes and edges are given to Graphviz under numbers: no label reaches its parser.
    """
    from pygraphviz import AGraph

    number = {node: index for index, node in enumerate(sorted(set(nodes)))}
    drawing = AGraph(strict=True, directed=False)
    # overlap="true" leaves positions as the springs give them. The other values distort
    # the picture, and "prism" never ends in the wheel.
    drawing.graph_attr.update(overlap="true", start="7", K="0.6", ratio="1.1", label="", beautify="true")
    drawing.node_attr.update(label="", shape="point")
    drawing.add_nodes_from(number.values())
    drawing.add_edges_from(
        sorted((number[a], number[b]) for a, b in edges if a in number and b in number and a != b)
    )
    if number:
        with _quiet():
            drawing.layout(prog="sfdp")
    return _scaled({node: _place(drawing.get_node(index)) for node, index in number.items()})


def _place(node: object) -> tuple[float, float]:
    try:
        x, y = node.attr["pos"].split(",")  # type: ignore[attr-defined]  # pygraphviz has no types
        return float(x), -float(y)
    except (TypeError, ValueError) as error:
        raise ViewError("Graphviz gave a node no position", remedy="report this graph") from error


def _scaled(raw: dict[str, tuple[float, float]]) -> dict[str, Point]:
    """Centred, the whole as large as its nodes need."""
    if not raw:
        return {}
    xs, ys = sorted(x for x, _ in raw.values()), sorted(y for _, y in raw.values())
    width, height = xs[-1] - xs[0] or 1.0, ys[-1] - ys[0] or 1.0
    scale = ROOM * (len(raw) / (width * height)) ** 0.5 if len(raw) > 2 else 2 * ROOM / width
    middle_x, middle_y = (xs[0] + xs[-1]) / 2, (ys[0] + ys[-1]) / 2
    return {n: (round((x - middle_x) * scale), round((y - middle_y) * scale)) for n, (x, y) in raw.items()}  # fmt: skip


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
