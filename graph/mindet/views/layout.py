"""Where nodes stand: Graphviz's sfdp through pygraphviz, once, in Python, the same each time.

>>> sorted(positions(["a", "b"], [("a", "b")])) == ["a", "b"]
True
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mindet.errors import ViewError

Point = tuple[int, int]
PROGRAM = str(Path(__file__).with_name("placing.py"))
COLUMNS = str(Path(__file__).with_name("ranking.py"))
ROOM = 58.0
"""The side of the square, in drawing units, that each node has on average."""
SHAPE = 0.8
"""Width by height of the picture's place on the page."""
PATIENCE = 300.0
"""Seconds that Graphviz may take."""
HIGHER = 4.0
"""At most so much further apart than dot leaves them stand the nodes of a column."""
STRETCH = 1.7
"""At most so much wider or higher than the springs leave it."""


def positions(
    nodes: Sequence[str], edges: Iterable[tuple[str, str]], named: Collection[str] = ()
) -> dict[str, Point]:
    """A place for each of `nodes`, around (0, 0), y downwards; ViewError where sfdp fails.

    Around those of `named` there is room for a name. Nodes and edges are given to Graphviz
    under numbers: no label reaches its parser.
    """
    number = {node: index for index, node in enumerate(sorted(set(nodes)))}
    if not number:
        return {}
    task = {
        "nodes": len(number),
        "room": [number[node] for node in sorted(named) if node in number],
        "edges": sorted(set(_pairs(number, edges))),
    }
    places = run(PROGRAM, task, PATIENCE)
    return _scaled({node: _place(places[index]) for node, index in number.items()})


def columns(
    groups: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]], shape: float = SHAPE
) -> dict[str, Point]:
    """A place for each node in its column, columns left to right; ViewError where dot fails.

    `shape` is the width by the height of the room that there is.
    """
    nodes = [node for group in groups for node in group]
    if not nodes:
        return {}
    number = {node: str(index) for index, node in enumerate(nodes)}
    rank = {node: place for place, group in enumerate(groups) for node in group}
    ends = (sorted(edge, key=rank.__getitem__) for edge in edges if rank.keys() >= {*edge})
    tied = sorted({(number[a], number[b]) for a, b in ends if rank[a] != rank[b]})
    task = {"columns": [[number[node] for node in group] for group in groups], "edges": tied}
    places = run(COLUMNS, task, PATIENCE)
    found = {node: _place(places[number[node]]) for node in nodes}
    (left, right), (top, bottom) = (_ends(axis) for axis in zip(*found.values(), strict=True))
    wider = shape * (bottom - top or 1.0) / (right - left or 1.0)
    wide, high = max(wider, 1.0), min(max(1 / wider, 1.0), HIGHER)
    return {
        node: (round((x - left) * wide), round((y - top) * high)) for node, (x, y) in found.items()
    }


def run(program: str, task: Mapping[str, Any], patience: float) -> Any:
    """What a `program` of Graphviz answers to `task`, both JSON, in a process of its own.

    Raises ViewError where it fails or takes more than `patience` seconds.
    """
    command = [sys.executable, "-I", program]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command, input=json.dumps(task), capture_output=True, text=True, check=True,
            timeout=patience,
        )  # fmt: skip
        return json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise failed(error) from error


def failed(error: Exception) -> ViewError:
    """How it is told that Graphviz did not do its part."""
    what = f"Graphviz could not place the nodes: {type(error).__name__}"
    return ViewError(what, remedy="report this graph")


def _pairs(
    number: Mapping[str, int], edges: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    for source, target in edges:
        if source in number and target in number and source != target:
            yield number[source], number[target]


def _place(position: str) -> tuple[float, float]:
    try:
        x, y = position.split(",")
        return float(x), -float(y)
    except (AttributeError, ValueError) as error:
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
