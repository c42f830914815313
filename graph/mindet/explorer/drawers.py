"""Graphviz at hand: processes that draw one picture after another, as long as someone asks.

Starting one takes seven times as long as drawing. neato is given its seed with each picture, so
what was drawn before changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mindet.helper import Helper
from mindet.views import layout

PROGRAM = Path(__file__).with_name("growing.py")
PICTURES = 200  # of one process: what Graphviz does not give back is bounded
IDLE = 4  # processes that are kept

_guard = threading.Lock()
_idle: list[_Drawer] = []


class _Drawer(Helper):
    """One process; it answers a picture with its places."""

    def __init__(self) -> None:
        super().__init__(PROGRAM)
        self.drawn = 0

    def ask(self, task: Mapping[str, Any], patience: float) -> Any:
        """The places; OSError where it ended or took too long."""
        self.drawn += 1
        with self.within(patience):
            self.tell(task)
            places = self.answer()
        if places is None:
            raise TimeoutError if self.expired else BrokenPipeError
        return places


def run(task: Mapping[str, Any], patience: float) -> Any:
    """What growing.py answers to `task`; ViewError where it fails or takes too long."""
    with _guard:
        drawer = _idle.pop() if _idle else None
    try:
        drawer = drawer or _Drawer()
        places = drawer.ask(task, patience)
    except OSError as error:
        if drawer:
            drawer.end()
        raise layout.failed(error) from error
    with _guard:
        fit = not drawer.expired and drawer.drawn < PICTURES
        kept = fit and len(_idle) < IDLE
        if kept:
            _idle.append(drawer)
    if not kept:
        drawer.end()
    return places
