"""The RDF of the served graph as one file of N-Quads, made when it is first needed and made
anew when the graph has changed.

The file has no name where the system knows such files: it goes with whoever holds it open,
however that ends.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from mindet.closing import Closing
from mindet.errors import StoreError
from mindet.projection import reading
from mindet.projection.state import held, last_load

if TYPE_CHECKING:
    from mindet.store import Store

PART = 1 << 20
TIMEOUT = 30.0  # seconds for the question what was loaded last


class NotReady(StoreError):
    """The RDF is still being made."""


@dataclass
class Snapshot:
    """The N-Quads of a graph in the state `state`."""

    state: str | None
    size: int
    _file: IO[bytes]
    _guard: threading.Lock

    def parts(self) -> Iterator[bytes]:
        """The bytes, for several readers at once."""
        for start in range(0, self.size, PART):
            with self._guard:
                self._file.seek(start)
                part = self._file.read(PART)
            yield part

    def close(self) -> None:
        """Give the file back."""
        with self._guard:
            self._file.close()


class Snapshots(Closing):
    """The snapshot of the store as it is; `state` tells what changes whenever the graph does."""

    def __init__(self, store: Store, state: Callable[[], str | None]) -> None:
        self._store, self._state = store, state
        self._guard = threading.Lock()
        self._maker = ThreadPoolExecutor(1, "snapshot")
        self._held: Snapshot | None = None
        self._making: Future[Snapshot] | None = None
        self._closed = False

    def current(self, seconds: float) -> Snapshot:
        """The snapshot of the graph as it is; several that ask wait for one and the same.

        Raises NotReady where it takes longer than `seconds`, StoreError for half a graph.
        """
        state = self._state()
        with self._guard:
            if self._closed:
                raise StoreError("the server is ending")
            if self._held and self._held.state == state:
                return self._held
            if self._making is None:
                self._making = self._maker.submit(self._made)
            making = self._making
        try:
            return making.result(seconds)
        except TimeoutError:
            what = "the graph is still being made ready for SPARQL"
            raise NotReady(what, remedy="ask again in a while") from None

    def _made(self) -> Snapshot:
        try:
            made = written(self._store)
            with self._guard:
                self._held = made
            return made
        finally:
            with self._guard:
                self._making = None

    def close(self) -> None:
        """Nothing more is made, and what is held is given back."""
        with self._guard:
            self._closed = True
            held, self._held = self._held, None
        self._maker.shutdown(wait=False, cancel_futures=True)
        if held:
            held.close()


def written(store: Store) -> Snapshot:
    """The whole graph, read from the store; StoreError where it changes meanwhile."""
    before = last_load(store, timeout=TIMEOUT)
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the snapshot closes it
    try:
        for lines in _runs(store):
            file.write("".join(f"{line}\n" for line in lines).encode())
        if last_load(store, timeout=TIMEOUT) != before:
            what = "the graph changed while it was read"
            raise StoreError(what, where=store.address, remedy="ask again")
        return Snapshot(before, file.tell(), file, threading.Lock())
    except BaseException:
        file.close()
        raise


def _runs(store: Store) -> Iterator[list[str]]:
    """The lines of the graph; none where nothing was ever loaded."""
    found = held(store)
    return iter(()) if found.names is None and not found.loading else reading.sorted_lines(store)
