"""A wire on loopback between a client and a server: it counts, holds back, cuts.

with Proxy(port) as wire:
    wire.at(2000, wire.cut)  # after 2000 bytes, both ways together
    ...                      # a client of wire.port
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

CHUNK = 4096
_RESET = struct.pack("ii", 1, 0)  # close with a reset, and drop what was not sent


class Proxy:
    """Forwards connections at `port` to the server at `target`, both ports on loopback."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.passed = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._flows = threading.Event()
        self._flows.set()
        self._guard = threading.Lock()
        self._ends: list[socket.socket] = []
        self._at: tuple[int, Callable[[], object]] | None = None
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        for thread in self._threads:
            thread.join(5)

    def at(self, passed: int, act: Callable[[], object]) -> None:
        """Call `act` once, when `passed` bytes have gone through and before any more do."""
        self._at = (passed, act)

    def hold(self) -> None:
        """Let nothing through, new connections included, until `flow`."""
        self._flows.clear()

    def flow(self) -> None:
        """Let through what was held back."""
        self._flows.set()

    def flows(self) -> bool:
        """Whether it is not held."""
        return self._flows.is_set()

    def cut(self, *, hold: bool = False) -> None:
        """Break all connections, both ways; new ones are welcome, or held until `flow`."""
        if hold:
            self.hold()
        ends, self._ends = self._ends, []
        for end in ends:
            _break(end)

    def close(self) -> None:
        """Break all connections and refuse new ones."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        self._flows.set()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._connect, args=[near], daemon=True))
            self._threads[-1].start()

    def _connect(self, near: socket.socket) -> None:
        """A server that does not answer is a connection broken at once."""
        self._flows.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            _break(near)
            return
        self._ends += (near, far)
        back = threading.Thread(target=self._pump, args=[far, near], daemon=True)
        back.start()
        self._pump(near, far)
        back.join()
        near.close()
        far.close()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        """An end is passed on as an end, an error breaks the other side as well."""
        try:
            while chunk := source.recv(CHUNK):
                self._forward(chunk, sink)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            _break(source)
            _break(sink)

    def _forward(self, chunk: bytes, sink: socket.socket) -> None:
        """Pass the chunk on; where a moment was set it is torn at the very byte."""
        while chunk:
            self._flows.wait()
            with self._guard:
                part, act = self._share(len(chunk))
            if part:
                sink.sendall(chunk[:part])
            chunk = chunk[part:]
            if act:
                act()

    def _share(self, size: int) -> tuple[int, Callable[[], object] | None]:
        """How many of `size` bytes may pass now, and what is to be done after them."""
        act = None
        if self._at and self.passed + size >= self._at[0]:
            size, act = max(0, self._at[0] - self.passed), self._at[1]
            self._at = None
        self.passed += size
        return size, act


def _break(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
