"""Answers kept while the graph stays as it is; the oldest go first.

>>> kept = Kept(lambda: "run 1")
>>> kept.get("a", lambda: 1), kept.get("a", lambda: 2)
(1, 1)
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from mindet.projection.batches import size

T = TypeVar("T")
FRESH = 0.5  # seconds for which the state is not asked again
ROOM = 64_000_000  # bytes of all that is kept, about
USUAL = 2_000  # bytes that keeping a thing takes beside what is in it
SHARE = 16  # no one thing takes more than such a part of the room


def weight(value: object) -> int:
    """About how many bytes it takes to keep a value."""
    return USUAL + size(value)


class Kept:
    """A memory of `room` bytes; `state` tells what changes whenever the graph does, None when
    unknown.
    """

    def __init__(self, state: Callable[[], str | None], room: int = ROOM) -> None:
        self._state, self._room, self._taken = state, room, 0
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._guard = threading.Lock()
        self._seen: tuple[float, str | None] = (-math.inf, None)

    def get(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] = weight) -> T:
        """What `make` gives, or gave for this key on the same graph, unless it is too large."""
        state = self.state()
        if state is None:  # a load is under way
            return make()
        hit = self._hit((state, key))
        if hit:
            found: T = hit[0]
            return found
        made = make()
        self._keep((state, key), made, weigh(made))
        return made

    def each(
        self,
        group: str,
        names: Sequence[str],
        make: Callable[[Sequence[str]], Mapping[str, T]],
    ) -> dict[str, T]:
        """What `make` gives for these names; it is asked for those alone that are not kept."""
        state = self.state()
        if state is None:
            return dict(make(names))
        hits = {name: self._hit((state, (group, name))) for name in names}
        found: dict[str, T | None] = {name: hit[0] for name, hit in hits.items() if hit}
        missing = [name for name in names if name not in found]
        made = make(missing) if missing else {}
        for name in missing:  # that there is nothing is worth knowing too
            found[name] = one = made.get(name)
            self._keep((state, (group, name)), one, weight(one))
        return {name: one for name, one in found.items() if one is not None}

    def _hit(self, key: Hashable) -> tuple[Any, int] | None:
        """What is kept and its size; it was asked for, so it is not the oldest."""
        with self._guard:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _keep(self, key: Hashable, made: object, bytes_: int) -> None:
        if bytes_ > self._room // SHARE:
            return
        with self._guard:
            _, before = self._held.pop(key, (None, 0))
            self._held[key] = made, bytes_
            self._taken += bytes_ - before
            while self._taken > self._room:
                _, (_, gone) = self._held.popitem(last=False)
                self._taken -= gone

    def held(self, key: Hashable) -> Any:
        """What is kept for this key on the graph as it is; None where nothing is."""
        hit = self._hit((self._seen[1], key))
        return hit and hit[0]

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
