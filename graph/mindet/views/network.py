"""The pyvis network that writes our page: own template, no request, a strict policy.

Stock pyvis keeps one edge a pair, puts labels into the page as markup and loads
scripts from elsewhere; what is overridden here does none of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyvis.network import Network

from mindet.errors import ViewError
from mindet.views.folio import TEMPLATES, environment, html, json_block, policy, read, write

__all__ = ["TEMPLATES", "Page", "json_block", "policy", "read", "vis_network"]

VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"


class Page(Network):  # type: ignore[misc]  # pyvis ships no types
    """A network whose HTML is one of our templates, with everything inside.

    `generate_html` gives the text, `write_html` the file; nodes and edges go in by
    `add_node` and `add_edge` as in pyvis, parallel edges included.
    """

    def __init__(self, template: str, styles: Iterable[str], scripts: Iterable[str]) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.path, self.styles, self.scripts = template, tuple(styles), tuple(scripts)
        self.data: dict[str, Any] = {}
        self.templateEnv = environment()
        self.options: dict[str, Any] = OPTIONS

    def add_node(self, n_id: int, **options: Any) -> None:
        """Add a node; the page draws it and its label from `options` by itself."""
        node = {"id": n_id, **options}
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: int, to: int, **options: Any) -> None:
        """Add an edge and keep it: two of one pair are two facts."""
        self.edges.append({"from": source, "to": to, **options})

    def generate_html(
        self, name: str = "", local: bool = True, notebook: bool = False
    ) -> str:  # the arguments are pyvis's own
        """The whole page as text; ViewError where a part of it is missing."""
        del name, local, notebook
        scripts = [vis_network(), *(read(script) for script in self.scripts)]
        payload = {**self.data, "nodes": self.nodes, "edges": self.edges, "options": self.options}
        return html(self.path, self.styles, scripts, payload)

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False,
        open_browser: bool = False,
    ) -> None:  # fmt: skip
        """Write the page to the file `name`, in UTF-8; ViewError where it can't be written."""
        del local, notebook, open_browser
        write(self.generate_html(), name)


OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False,
        "keyboard": False, "tooltipDelay": 100000, "zoomSpeed": 0.6,
    },
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0},
}  # fmt: skip


@cache
def vis_network() -> str:
    """The vis-network library that ships within the pyvis package."""
    source = files("pyvis").joinpath(VIS_NETWORK)
    if not source.is_file():
        raise ViewError("pyvis lacks vis-network", where=VIS_NETWORK, remedy="install pyvis 0.3.2")
    return source.read_text(encoding="utf-8").replace("\r\n", "\n")
