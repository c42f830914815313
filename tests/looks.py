"""How our pages look: pictures that are kept in tests/data/looks, and how far one of today is off.

`python tests/looks.py` takes them anew. Look at them before you keep them.

A picture is kept at half its size and compared in cells of GRAIN pixels, so that another way to
draw the edges of letters is no difference, and a colour, a line, a place or a language is one.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import explorers
import servers
from mindet.views import document, matrix, responsibility, timeline
from page_files import opening
from sample_matrix import matrix as sample_matrix
from sample_pages import page_model
from sample_proof import proof
from sample_timeline import timeline as sample_timeline

KEPT = Path(__file__).parent / "data" / "looks"
GRAIN = 8  # pixels on the screen
FAR = 0.006  # of the cells are not alike: the page looks otherwise
NEAR = 16  # of 255 in each colour
STEP = 12  # colours are kept as roughly as that: a picture takes half the room
PAGES: dict[str, Callable[[], str]] = {
    "map": lambda: responsibility.render(page_model(24, 24, 60), first=90),
    "matrix": lambda: matrix.render(sample_matrix()),
    "timeline": lambda: timeline.render(sample_timeline()),
    "document": lambda: document.render(proof()),
}
ADDRESSES = {"home": "/", "question": "/queries/due-by?date=2026-12-31"}


class View(NamedTuple):
    """One way to look at a page: on the screens of a desk, a tablet and a phone."""

    language: str
    theme: str
    width: int
    height: int

    @property
    def options(self) -> dict[str, Any]:
        """The options of the browser's context."""
        size = {"width": self.width, "height": self.height}
        return {"viewport": size, "color_scheme": self.theme, "bypass_csp": True}


VIEWS = (
    View("en", "light", 1440, 900),
    View("ru", "dark", 1024, 768),
    View("kk", "light", 390, 844),
)

_REDUCE = """async ([png, by, step]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(image.width / by), Math.round(image.height / by)];
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const dots = pen.getImageData(0, 0, canvas.width, canvas.height);
    dots.data.forEach((value, at) => { dots.data[at] = Math.round(value / step) * step; });
    pen.putImageData(dots, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1];
}"""
_FAR = """async ([one, other, near]) => {
    const dots = async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        return pen.getImageData(0, 0, image.width, image.height).data;
    };
    const [a, b] = [await dots(one), await dots(other)];
    if (a.length !== b.length) return 1;
    let far = 0;
    for (let at = 0; at < a.length; at += 4) {
        if ([0, 1, 2].some((colour) => Math.abs(a[at + colour] - b[at + colour]) > near)) far += 1;
    }
    return far / (a.length / 4);
}"""
_USUAL = """(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const [own, dejavu, serif] = ['system-ui', '"DejaVu Sans"', 'serif'].map((face) => {
        pen.font = `40px ${face}`;
        return pen.measureText('Міндет duty').width;
    });
    return own === dejavu && dejavu !== serif;
})()"""


def usual(page: Any) -> bool:
    """Whether the letters of this machine are those of the kept pictures: DejaVu Sans."""
    return bool(page.evaluate(_USUAL))


def taken(page: Any) -> str:
    """The page as it is on screen, at half its size: a PNG in base64.

    The map itself is left out: where Graphviz puts a node hangs on the machine.
    """
    page.add_style_tag(content="#graph { visibility: hidden } * { animation: none !important }")
    seen = page.screenshot(animations="disabled", scale="css")
    blank = page.context.new_page()
    half: str = blank.evaluate(_REDUCE, [base64.b64encode(seen).decode(), 2, STEP])
    blank.close()
    return half


def far(page: Any, name: str, now: str) -> float:
    """The share of cells in which a picture is not like the kept one of that name."""
    kept = base64.b64encode((KEPT / f"{name}.png").read_bytes()).decode()
    small = [page.evaluate(_REDUCE, [png, GRAIN / 2, 1]) for png in (now, kept)]
    share: float = page.evaluate(_FAR, [*small, NEAR])
    return share


@cache
def text(name: str) -> str:
    """The page of `mindet view`, of made-up data."""
    return PAGES[name]()


@contextmanager
def seen(browser: Any, folder: Path, name: str, view: View) -> Iterator[Any]:
    """A page of `mindet view`, looked at so."""
    with opening(browser, folder) as open_page:
        yield open_page(text(name), f"#lang={view.language}", **view.options)


def address(name: str, view: View) -> str:
    """Where the explorer has a page in the language."""
    path = ADDRESSES[name]
    return f"{path}{'&' if '?' in path else '?'}lang={view.language}"


def main() -> None:
    """Take all pictures anew."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        explorers.chromium_at(servers.chromium()) as browser,
    ):
        folder = Path(place)
        for view in VIEWS:
            for name in PAGES:
                with seen(browser, folder, name, view) as page:
                    _keep(name, view, taken(page))
        explorers.build(folder / "graph")
        with explorers.serving(folder / "graph") as running:
            for view in VIEWS:
                for name in ADDRESSES:
                    with explorers.visiting(browser, running) as visit:
                        _keep(name, view, taken(visit(address(name, view), **view.options)))


def _keep(name: str, view: View, png: str) -> None:
    (KEPT / f"{name}-{view.width}.png").write_bytes(base64.b64decode(png))


if __name__ == "__main__":
    main()
