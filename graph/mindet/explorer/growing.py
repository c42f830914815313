"""Graphviz's neato in a process of its own: a program, run by `drawers`.

What already has a place keeps it; what is new is put around it, wave by wave.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Mapping
from typing import Any

Place = tuple[float, float]


def main() -> None:
    """Read lines {places: {node: [x, y]}, waves: [{nodes, edges, apart}…]}, write the places.

    Nodes are numbers; edges and what is to stand apart, as nothing ties it, are pairs of them.
    Each wave has all nodes until then; the places after each wave are written.
    """
    answers = os.dup(1)
    os.dup2(2, 1)  # what neato itself prints is no answer
    with os.fdopen(answers, "w") as stream:
        for line in sys.stdin:
            task = json.loads(line)
            places = {int(node): (x, y) for node, (x, y) in task["places"].items()}
            found = []
            for wave in task["waves"]:
                places = placed(wave, places)
                found.append(places)
            stream.write(json.dumps(found) + "\n")
            stream.flush()


def placed(wave: Mapping[str, Any], known: Mapping[int, Place]) -> dict[int, Place]:
    """A place for each node; those of `known` stay where they are."""
    from pygraphviz import AGraph

    drawing = AGraph(strict=True, directed=False)
    drawing.graph_attr.update(
        start="7", overlap="true", label="", inputscale="72", notranslate="true"
    )
    drawing.node_attr.update(label="", shape="point")
    ends = [end for edge in wave["edges"] for end in edge]
    for node in wave["nodes"]:
        pin = {"pos": "{:.1f},{:.1f}!".format(*known[node])} if node in known else {}
        drawing.add_node(node, **pin)
    for one, other in wave["edges"]:
        reach = max(ends.count(one), ends.count(other))
        drawing.add_edge(one, other, len=f"{1.7 + min(reach, 40) * 0.06:.2f}")
    for one, other in wave["apart"]:
        drawing.add_edge(one, other, len=f"{_reach(known) + 2:.2f}")
    drawing.layout(prog="neato")
    return {
        node: known.get(node) or _place(drawing.get_node(node).attr["pos"])
        for node in wave["nodes"]
    }


def _reach(known: Mapping[int, Place]) -> float:
    """How far it is across what has a place, in inches."""
    xs, ys = [x for x, _ in known.values()] or [0.0], [y for _, y in known.values()] or [0.0]
    return math.hypot(max(xs) - min(xs), max(ys) - min(ys)) / 72 / 2


def _place(position: str) -> Place:
    x, y = position.rstrip("!").split(",")
    return round(float(x), 1), round(float(y), 1)


if __name__ == "__main__":
    main()
