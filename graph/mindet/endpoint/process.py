"""One process that holds a snapshot of the graph, seen from the server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from mindet.errors import StoreError, TooMuch, TooSlow

if TYPE_CHECKING:
    from mindet.endpoint.snapshot import Snapshot

WORKER = Path(__file__).with_name("worker.py")


class Worker:
    """A process that holds a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._expired = False
        self._process = subprocess.Popen(  # noqa: S603  # our own file
            [sys.executable, "-I", str(WORKER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._in = cast("IO[bytes]", self._process.stdin)
        self._out = cast("IO[bytes]", self._process.stdout)

    def load(self) -> None:
        """Give it the graph; StoreError where it does not fit into its memory."""
        try:
            self._send([_line({"bytes": self.snapshot.size})])
            self._send(self.snapshot.parts())
            ready = self._head()
        except OSError:
            ready = {}
        if not ready:
            raise StoreError("no SPARQL for this graph", remedy="it needs more memory")

    def ask(self, task: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """What it answers, within `seconds`; TooSlow, or TooMuch where it ends of itself."""
        timer = threading.Timer(seconds, self._expire)
        timer.start()
        try:
            with suppress(OSError):
                self._send([_line(task)])
            head = self._head()
            body = self._out.read(head["bytes"]) if head else b""
        finally:
            timer.cancel()
            timer.join()
        if self._expired:
            what = f"stopped after {seconds:g} seconds"
            raise TooSlow(what, remedy="ask for less, or allow more time")
        if not head or len(body) < head["bytes"]:
            raise TooMuch("the query broke off", remedy="ask for less: memory ran out")
        return head, body

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            with suppress(OSError):
                pipe.close()

    def _send(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self._in.write(part)
        self._in.flush()

    def _head(self) -> dict[str, Any]:
        """The line before an answer; empty where there is no answer."""
        line = self._out.readline()
        return dict(json.loads(line)) if line.endswith(b"\n") else {}


def _line(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told).encode() + b"\n"
