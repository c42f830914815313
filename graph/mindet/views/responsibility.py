"""The page of who is responsible for what: actors, what they must, and for which project.

`collect` reads it from a graph store, `render` and `write_page` make the page of it.
Actors and undertakings are nodes, and each duty, target or result is a small node
between them, so that one with several bearers, or with none named, is seen as such.
"""

from __future__ import annotations

from pathlib import Path

from mindet.views.gathering import collect
from mindet.views.model import PageModel
from mindet.views.network import Page
from mindet.views.payload import choose, fill

__all__ = ["CARRIED", "FIRST_SIGHT", "collect", "render", "write_page"]

FIRST_SIGHT = 400
CARRIED = 1600
STYLES = ("base.css", "page.css")
SCRIPTS = (
    "text.js", "frame.js", "draw.js", "labels.js", "heads.js", "state.js", "claims.js",
    "details.js", "listing.js", "table.js", "search.js", "legend.js", "pen.js", "page.js",
    "saving.js",
)  # fmt: skip


def paged(model: PageModel, first: int = FIRST_SIGHT, carried: int = CARRIED) -> Page:
    """The page before it is written: its data may still be told more."""
    page = Page("responsibility.html.j2", STYLES, SCRIPTS)
    fill(page, model, choose(model, first, max(first, carried)))
    return page


def render(model: PageModel, *, first: int = FIRST_SIGHT, carried: int = CARRIED) -> str:
    """The page as text: `first` nodes at first sight, `carried` in all; ViewError if it fails."""
    return paged(model, first, carried).generate_html()


def write_page(
    model: PageModel, path: Path, *, first: int = FIRST_SIGHT, carried: int = CARRIED
) -> None:
    """Write the page to one file; ViewError where it can't be drawn or written."""
    paged(model, first, carried).write_html(path)
