"""Pages of `mindet view` opened from a file in Chromium, for tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tabs import Tab, tab

Open = Callable[..., Any]
READY = "performance.getEntriesByName('mindet-ready').length > 0"


@contextmanager
def opening(browser: Any, folder: Path) -> Iterator[Open]:
    """What opens a page's text, with a hash and options of the browser's context.

    Whatever a page asks of the network, complains of or pops up fails the test at its end.
    """
    used: list[Tab] = []
    path = folder / "page.html"
    own = path.as_uri()

    def open_page(html: str, hash_: str = "", **options: Any) -> Any:
        path.write_bytes(html.encode())
        here = tab(browser, "file", options).take(lambda url: url.split("#")[0] == own)
        used.append(here)
        here.page.unroute_all()
        here.page.route(lambda url: not here.owns(url), lambda route: route.abort())
        here.page.goto(own + hash_)
        here.page.wait_for_function(READY)
        return here.page

    yield open_page
    assert [trouble for one in used for trouble in one.leave()] == []
