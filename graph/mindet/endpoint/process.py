"""One process that holds a snapshot of the graph, seen from the server."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.errors import StoreError, TooMuch, TooSlow
from mindet.helper import Helper

if TYPE_CHECKING:
    from mindet.endpoint.snapshot import Snapshot

WORKER = Path(__file__).with_name("worker.py")


class Worker(Helper):
    """A process that holds a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(WORKER)
        self.snapshot = snapshot

    def load(self) -> None:
        """Give it the graph; StoreError where it does not fit into its memory."""
        try:
            self.tell({"bytes": self.snapshot.size}, self.snapshot.parts())
            ready = self.answer()
        except OSError:
            ready = None
        if not ready:
            raise StoreError("no SPARQL for this graph", remedy="it needs more memory")

    def ask(self, task: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """What it answers, within `seconds`; TooSlow, or TooMuch where it ends of itself."""
        with self.within(seconds):
            with suppress(OSError):
                self.tell(task)
            head = self.answer()
            body = self.read(head["bytes"]) if head else b""
        if self.expired:
            what = f"stopped after {seconds:g} seconds"
            raise TooSlow(what, remedy="ask for less, or allow more time")
        if not head or len(body) < head["bytes"]:
            raise TooMuch("the query broke off", remedy="ask for less: memory ran out")
        return head, body
