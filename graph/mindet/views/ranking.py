"""Graphviz's dot in a process of its own: a program, run by `layout`.

Nodes stand in columns; which column is given, how they stand in it is dot's, with few crossings.
"""

from __future__ import annotations

import itertools
import json
import os
import sys


def main() -> None:
    """Read {columns: [[i…]…], edges: [[i, j]…]} from stdin, write the positions "x,y" by number."""
    from pygraphviz import AGraph

    task = json.load(sys.stdin)
    answers = os.dup(1)
    os.dup2(2, 1)  # what dot itself prints is no answer
    drawing = AGraph(strict=True, directed=True)
    drawing.graph_attr.update(
        rankdir="LR", ranksep="3.2", nodesep="0.06", splines="false", nslimit="2", mclimit="0.5"
    )
    drawing.node_attr.update(label="", shape="box", fixedsize="true", width="0.25", height="0.2")
    heads = [f"column{place}" for place in range(len(task["columns"]))]
    for head, nodes in zip(heads, task["columns"], strict=True):
        drawing.add_nodes_from([head, *nodes])
        drawing.add_subgraph([head, *nodes], name=f"rank {head}", rank="same")
    for one, other in itertools.pairwise(heads):
        drawing.add_edge(one, other, style="invis", weight="50")
    drawing.add_edges_from(task["edges"])
    drawing.layout(prog="dot")
    names = [node for nodes in task["columns"] for node in nodes]
    places = {name: drawing.get_node(name).attr["pos"] for name in names}
    with os.fdopen(answers, "w") as stream:
        json.dump(places, stream)


if __name__ == "__main__":
    main()
