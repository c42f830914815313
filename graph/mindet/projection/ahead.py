"""An iterator that works ahead in a thread, so that making rows and writing them overlap."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

RUN = 1000
DEPTH = 8  # runs that wait
T = TypeVar("T")


@contextmanager
def ahead(items: Iterable[T], run: int = RUN, depth: int = DEPTH) -> Iterator[Iterator[T]]:
    """The items in their order, made by `run` at a time, at most `depth` runs before they are
    taken; an error of their making is raised where it belongs.

    However the block ends, the thread has ended then: one that is still at work in foreign
    code when the interpreter ends would take the process down.

    >>> with ahead(range(3)) as items:
    ...     print(list(items))
    [0, 1, 2]
    """
    runs: queue.Queue[list[T] | BaseException] = queue.Queue(depth)
    stopped = threading.Event()
    thread = threading.Thread(target=_make, args=(iter(items), run, runs, stopped), daemon=True)
    thread.start()
    try:
        yield _taken(runs)
    finally:
        stopped.set()
        thread.join()


def _taken(runs: queue.Queue[list[T] | BaseException]) -> Iterator[T]:
    while run := runs.get():
        if isinstance(run, BaseException):
            raise run
        yield from run


def _make(
    items: Iterator[T],
    size: int,
    runs: queue.Queue[list[T] | BaseException],
    stopped: threading.Event,
) -> None:
    run: list[T] | BaseException = []
    while not stopped.is_set():
        try:
            run = list(islice(items, size))
        except BaseException as error:
            run = error
        while not stopped.is_set():
            try:
                runs.put(run, timeout=0.1)
                break
            except queue.Full:
                continue
        if not run or isinstance(run, BaseException):
            return
