"""The pyvis network that writes our page: own template, no request, a strict policy.

Stock pyvis keeps one edge a pair, puts labels into the page as markup and loads
scripts from elsewhere; what is overridden here does none of that.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from mindet.errors import ViewError

TEMPLATES = Path(__file__).with_name("templates")
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"))


class Page(Network):  # type: ignore[misc]  # pyvis ships no types
    """A network whose HTML is one of our templates, with everything inside.

    `generate_html` gives the text, `write_html` the file; nodes and edges go in by
    `add_node` and `add_edge` as in pyvis, parallel edges included.
    """

    def __init__(self, template: str, styles: Iterable[str], scripts: Iterable[str]) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.path, self.styles, self.scripts = template, tuple(styles), tuple(scripts)
        self.data: dict[str, Any] = {}
        self.templateEnv = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
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
        css = "\n".join(read(sheet) for sheet in self.styles)
        scripts = [vis_network(), *(read(script) for script in self.scripts)]
        payload = {**self.data, "nodes": self.nodes, "edges": self.edges, "options": self.options}
        return str(
            self.templateEnv.get_template(self.path).render(
                css=Markup(css),  # noqa: S704  # our own file, hashed in the policy
                scripts=[Markup(script) for script in scripts],  # noqa: S704  # likewise
                data=Markup(json_block(payload)),  # noqa: S704  # holds no <
                policy=policy(css, scripts),
                language=self.data["language"],
                languages=LANGUAGE_NAMES,
            )
        )

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False,
        open_browser: bool = False,
    ) -> None:  # fmt: skip
        """Write the page to the file `name`, in UTF-8; ViewError where it can't be written."""
        del local, notebook, open_browser
        try:
            Path(name).write_bytes(self.generate_html().encode("utf-8"))
        except OSError as error:
            what = f"the page can't be written: {error.strerror}"
            raise ViewError(what, where=str(name), remedy="name another file with -o") from error


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
def read(name: str) -> str:
    """A file of the templates folder, with line ends as a browser sees them."""
    try:
        text = (TEMPLATES / name).read_text(encoding="utf-8").replace("\r\n", "\n")
    except OSError as error:
        what = "a part of the page is missing"
        raise ViewError(what, where=name, remedy="install mindet again") from error
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ViewError("this text would end its own element", where=name, remedy="take it out")
    return text


@cache
def vis_network() -> str:
    """The vis-network library that ships within the pyvis package."""
    source = files("pyvis").joinpath(VIS_NETWORK)
    if not source.is_file():
        raise ViewError("pyvis lacks vis-network", where=VIS_NETWORK, remedy="install pyvis 0.3.2")
    return source.read_text(encoding="utf-8").replace("\r\n", "\n")


def policy(css: str, scripts: Iterable[str]) -> str:
    """The Content-Security-Policy: these very scripts and styles, and nothing from anywhere.

    >>> policy("a{}", [])[:40]
    "default-src 'none'; script-src 'none'; s"
    """
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(css)}'; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def json_block(payload: Mapping[str, Any]) -> str:
    r"""JSON that can stand inside a script element: no `<` in it, so nothing ends the element.

    >>> json_block({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return safe.encode("utf-8", "replace").decode("utf-8")  # lone surrogates become '?'
