"""Work in other threads, for which nobody waits longer than was agreed.

>>> Aside().wait(5.0, lambda deliver: deliver(7), TimeoutError)
7
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Aside:
    """Threads at work on what a server is asked.

    So a server that does not keep a time limit can't hold us, and neither can one that works
    off all the rows beyond a row limit before it lets a result go.
    """

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def wait(
        self,
        seconds: float,
        work: Callable[[Callable[[T], None]], None],
        late: Callable[[], Exception],
    ) -> T:
        """What `work` delivers, or raises; after so many seconds `late` is raised instead."""
        answers: queue.SimpleQueue[T | BaseException] = queue.SimpleQueue()

        def run() -> None:
            try:
                work(answers.put)
            except BaseException as error:
                answers.put(error)

        thread = threading.Thread(target=run, daemon=True)
        self._threads = [*(t for t in self._threads if t.is_alive()), thread]
        thread.start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            raise late() from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def join(self, seconds: float) -> None:
        """Give each that is still at work so many seconds to end."""
        for thread in self._threads:
            if thread.is_alive():  # one that has not begun can't be joined
                thread.join(seconds)
