"""A program of ours in a process of its own, which is told a line at a time and answers so.

It ends when its input does, so with the process that started it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast


class Helper:
    """The process of one program; raises OSError where it can't be started or written to."""

    def __init__(self, program: Path) -> None:
        self.expired = False
        self._process = subprocess.Popen(  # noqa: S603  # our own file
            [sys.executable, "-I", str(program)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._in = cast("IO[bytes]", self._process.stdin)
        self._out = cast("IO[bytes]", self._process.stdout)

    def tell(self, told: object, parts: Iterable[bytes] = ()) -> None:
        """Send a line of JSON, and what follows it."""
        self._in.write(json.dumps(told).encode() + b"\n")
        for part in parts:
            self._in.write(part)
        self._in.flush()

    def answer(self) -> Any:
        """The next line that it says, read as JSON; None where it ended instead."""
        line = self._out.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def read(self, size: int) -> bytes:
        """What follows a line, less where it ended."""
        return self._out.read(size)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Kill it where the block takes longer; `expired` tells so afterwards."""
        timer = threading.Timer(seconds, self._expire)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _expire(self) -> None:
        self.expired = True
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
