"""Pages of `mindet view` opened from a file in Chromium, for tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Open = Callable[..., Any]


@contextmanager
def opening(browser: Any, folder: Path) -> Iterator[Open]:
    """What opens a page's text, with a hash and options of the browser's context.

    Whatever a page asks of the network, complains of or pops up fails the test at its end.
    """
    troubles: list[str] = []
    contexts = []
    path = folder / "page.html"
    own = path.as_uri()

    def open_page(html: str, hash_: str = "", **options: Any) -> Any:
        path.write_bytes(html.encode())
        view = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**view)
        contexts.append(context)
        page = context.new_page()
        page.route(lambda url: url.split("#")[0] != own, lambda route: route.abort())
        page.on("request", lambda r: r.url.split("#")[0] == own or troubles.append(r.url))
        page.on("console", lambda m: troubles.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: troubles.append(f"error: {e}"))
        page.on("dialog", lambda d: (troubles.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(own + hash_)
        page.wait_for_function("performance.getEntriesByName('mindet-ready').length > 0")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
