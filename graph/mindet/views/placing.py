"""Graphviz's sfdp in a process of its own: a program, run by `layout`.

sfdp draws from the C library's one random number sequence, which whatever ran before in a
process has moved on: only a fresh process gives the same places each time. It also prints
an error about a library that it does not need, and on some graphs it might not end.
"""

from __future__ import annotations

import json
import os
import sys

MOST = 1000
"""Up to so many nodes vpsc packs best; 1,700 take it 28 s, and ortho 4 s with a few overlaps."""


def main() -> None:
    """Read {nodes: N, room: [i…], edges: [[i, j]…]} from stdin, write N positions "x,y"."""
    from pygraphviz import AGraph

    task = json.load(sys.stdin)
    answers = os.dup(1)
    os.dup2(2, 1)  # what sfdp itself prints is no answer
    drawing = AGraph(strict=True, directed=False)
    # Names are kept apart. "prism" never ends in the wheel, nor does "voronoi" on some graphs.
    apart = "vpsc" if task["nodes"] <= MOST else "ortho"
    drawing.graph_attr.update(overlap=apart, start="7", K="0.6", label="")
    drawing.node_attr.update(label="", shape="box", fixedsize="true", width="0.25", height="0.25")
    drawing.add_nodes_from(range(task["nodes"]))
    drawing.add_nodes_from(task["room"], width=1.1, height=0.45)
    drawing.add_edges_from(task["edges"])
    drawing.layout(prog="sfdp")
    places = [drawing.get_node(node).attr["pos"] for node in range(task["nodes"])]
    with os.fdopen(answers, "w") as stream:
        json.dump(places, stream)


if __name__ == "__main__":
    main()
