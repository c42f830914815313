"""Tabs of Chromium that tests use one after the other.

To start a tab costs as much as to draw a page in it. A test finds in one nothing of what was
before: no storage, no cookie, no complaint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

SCREEN = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
FORGET = "localStorage.clear(); sessionStorage.clear()"
BLANK = "about:blank"


class Tab:
    """A page of a context with its own options; what its page may ask of the network is `own`."""

    def __init__(self, browser: Any, view: Mapping[str, Any]) -> None:
        self.context = browser.new_context(**view)
        self.page = self.context.new_page()
        self.busy = False
        self.troubles: list[str] = []
        self._own: Callable[[str], bool] = lambda _: False
        page = self.page
        page.on("request", lambda r: self.owns(r.url) or self.troubles.append(r.url))
        page.on("console", lambda m: self.troubles.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: self.troubles.append(f"error: {e}"))
        page.on("dialog", lambda d: (self.troubles.append(f"dialog: {d.message}"), d.dismiss()))

    def take(self, own: Callable[[str], bool]) -> Tab:
        """Begin anew."""
        self._own, self.busy = own, True
        self.troubles.clear()
        return self

    def owns(self, url: str) -> bool:
        """Whether a page may ask for that."""
        return url == BLANK or self._own(url)

    def leave(self) -> list[str]:
        """What the page complained of; all else is forgotten."""
        self.page.evaluate(FORGET)
        self.context.clear_cookies()
        self.page.goto(BLANK)
        self.busy = False
        return list(self.troubles)


_TABS: WeakKeyDictionary[Any, dict[str, list[Tab]]] = WeakKeyDictionary()


def tab(browser: Any, kind: str, options: Mapping[str, Any]) -> Tab:
    """A tab for pages of a `kind`, with the options of a browser's context, that nobody uses."""
    view = {**SCREEN, **options}
    tabs = _TABS.setdefault(browser, {}).setdefault(f"{kind} {sorted(view.items())}", [])
    free = next((one for one in tabs if not one.busy), None)
    if free is None:
        free = Tab(browser, view)
        tabs.append(free)
    return free
