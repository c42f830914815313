"""What the processes behind `/sparql` cost: loading, an answer of 100,000 rows, a small one.

    python tests/bench/endpoint.py 500000

The argument is how many quads the graph has.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from typing import IO, Any, cast

from mindet.endpoint import Limits, Pool, Task
from mindet.endpoint.formats import TABLES
from mindet.endpoint.snapshot import Snapshot
from mindet.terms import GRAPH, ID, MN

SMALL = 200  # questions in a row


class Fixed:
    """A snapshot that stays."""

    def __init__(self, file: IO[bytes], quads: int) -> None:
        for n in range(quads):
            line = f'<{ID}task/{n // 5}> <{MN}p{n % 5}> "value {n}"@en <{GRAPH}{n % 100}> .\n'
            file.write(line.encode())
        self.snapshot = Snapshot("1", file.tell(), file, threading.Lock())

    def current(self, _seconds: float) -> Snapshot:
        """The one."""
        return self.snapshot

    def close(self) -> None:
        """It closes with its file."""


def timed(what: str, work: Callable[[], object]) -> None:
    """Do the work and print how long it took."""
    begun = time.perf_counter()
    work()
    print(f"{what:24} {time.perf_counter() - begun:8.3f} s")


def main(quads: int) -> None:
    """Print the table."""
    with tempfile.TemporaryFile() as file:
        fixed = cast(Any, Fixed(file, quads))
        with Pool(fixed, Limits()) as pool:
            timed(f"first, of {quads} quads", lambda: pool.ask(Task("ASK {}")))
            text = "SELECT * { ?s ?p ?o } LIMIT 100000"
            for form in TABLES:
                timed(f"100,000 rows as {form}", lambda form=form: pool.ask(Task(text, form)))
            construct = Task("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 100000")
            timed("100,000 triples", lambda: pool.ask(construct))
            timed(f"{SMALL} small", lambda: [pool.ask(Task("ASK {}")) for _ in range(SMALL)])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 500_000)
