"""Answers kept while the graph stays as it is; the oldest go first.

>>> kept = Kept(lambda: "run 1", most=2)
>>> kept.get("a", lambda: 1), kept.get("a", lambda: 2)
(1, 1)
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
FRESH = 0.5  # seconds for which the state is not asked again


class Kept:
    """A bounded memory; `state` tells what changes whenever the graph does, None when unknown."""

    def __init__(self, state: Callable[[], str | None], most: int = 256) -> None:
        self._state, self._most = state, most
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._guard = threading.Lock()
        self._seen: tuple[float, str | None] = (-math.inf, None)

    def get(
        self, key: Hashable, make: Callable[[], T], worth: Callable[[T], bool] = lambda _: True
    ) -> T:
        """What `make` gives, or gave for this key on the same graph, if it was `worth` keeping."""
        state = self.state()
        if state is None:  # a load is under way
            return make()
        with self._guard:
            if (state, key) in self._held:
                self._held.move_to_end((state, key))
                found: T = self._held[state, key]
                return found
        made = make()
        if not worth(made):
            return made
        with self._guard:
            self._held[state, key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made

    def held(self, key: Hashable) -> Any:
        """What is kept for this key on the graph as it is; None where nothing is."""
        with self._guard:
            return self._held.get((self._seen[1], key))

    def state(self) -> str | None:
        """The state of the graph, at most FRESH seconds old."""
        when, state = self._seen
        if time.monotonic() - when > FRESH:
            state = self._state()
            self._seen = time.monotonic(), state
        return state

    def expire(self) -> None:
        """Ask for the state anew at the next use."""
        self._seen = (-math.inf, None)
