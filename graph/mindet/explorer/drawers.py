"""Graphviz at hand: processes that draw one picture after another, as long as someone asks.

Starting one takes seven times as long as drawing. neato is given its seed with each picture, so
what was drawn before changes nothing. A process ends when its input does, so with this one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, cast

from mindet.views import layout

PROGRAM = str(Path(__file__).with_name("growing.py"))
PICTURES = 200  # of one process: what Graphviz does not give back is bounded
IDLE = 4  # processes that are kept

_guard = threading.Lock()
_idle: list[_Drawer] = []


class _Drawer:
    """One process; it answers a line with a line."""

    def __init__(self) -> None:
        self.drawn = 0
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-I", PROGRAM],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        )  # fmt: skip
        self._input = cast("IO[str]", self._process.stdin)
        self._output = cast("IO[str]", self._process.stdout)

    def ask(self, task: str, patience: float) -> str:
        """The answer; "" where it failed or took too long."""
        self.drawn += 1
        watch = threading.Timer(patience, self._process.kill)
        watch.start()
        try:
            self._input.write(task + "\n")
            self._input.flush()
            return self._output.readline()
        except OSError:
            return ""
        finally:
            watch.cancel()

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def run(task: Mapping[str, Any], patience: float) -> Any:
    """What growing.py answers to `task`; ViewError where it fails or takes too long."""
    with _guard:
        drawer = _idle.pop() if _idle else None
    drawer = drawer or _Drawer()
    answer = drawer.ask(json.dumps(task), patience)
    if answer and drawer.drawn < PICTURES:
        with _guard:
            if len(_idle) < IDLE:
                _idle.append(drawer)
                drawer = None
    if drawer:
        drawer.end()
    if not answer:
        raise layout.failed(TimeoutError())
    return json.loads(answer)
