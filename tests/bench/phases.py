"""Where the time of `mindet load --bulk` goes: each statement of the columns, the dearest first.

    python tests/bench/flat.py -o flat.nt
    python tests/bench/phases.py flat.nt

CPU seconds hold better than the clock's where others use the machine too. Statements that run
beside each other, as those that cut lines, each count the CPU of both.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from mindet.ontology import own
from mindet.projection import bulk
from mindet.projection.spool import Spool

Times = dict[str, list[float]]  # by statement: how often, seconds, CPU seconds


class Timed:
    """A connection of DuckDB that notes what its statements take."""

    def __init__(self, connection: Any, times: Times) -> None:
        self._connection, self._times = connection, times

    def execute(self, query: str, *given: Any) -> Timed:
        """Run a statement."""
        start, busy = time.perf_counter(), time.process_time()
        self._connection.execute(query, *given)
        took = (1.0, time.perf_counter() - start, time.process_time() - busy)
        noted = self._times[" ".join(query.split())[:80]]
        noted[:] = [a + b for a, b in zip(noted, took, strict=True)]
        return self

    def cursor(self) -> Timed:
        """Another connection to the same database."""
        return Timed(self._connection.cursor(), self._times)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def __enter__(self) -> Timed:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print what the block takes."""
    start, busy = time.perf_counter(), time.process_time()
    yield
    took, used = time.perf_counter() - start, time.process_time() - busy
    print(f"{name:24} {took:7.2f} s {used:7.2f} CPU s")


def timed(connect: Callable[..., Any], times: Times) -> Callable[..., Timed]:
    """A function that connects, and notes."""
    return lambda **given: Timed(connect(**given), times)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Time each statement of a bulk load.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--statements", type=int, default=25)
    given = parser.parse_args()
    times: Times = defaultdict(lambda: [0.0] * 3)
    duckdb.connect = timed(duckdb.connect, times)  # type: ignore[assignment]  # seen by the spool
    with tempfile.TemporaryDirectory() as name:
        ontology = own()
        with phase("all"):
            with phase("read, digests"):
                spool = Spool.read([given.file])
            with spool, phase("encode, write"):
                bulk.write(spool, ontology, Path(name) / "files")
    for query, took in sorted(times.items(), key=lambda pair: -pair[1][2])[: given.statements]:
        print(f"{took[1]:7.2f} s {took[2]:7.2f} CPU s {took[0]:5.0f}  {query}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
