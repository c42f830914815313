"""Mindet beside its peers: the same file into a fresh, cold Neo4j by each of them.

    python tests/bench/flat.py -o flat.nt
    python tests/bench/peers.py flat.nt --neosemantics JAR --python PATH

A run starts a server of its own, waits until it listens, and takes the time from the
call of the tool to its end: reading, sending, writing, constraint. What is then in the
store is counted. PATH is a Python with pyoxigraph, rdflib-neo4j and the neo4j driver
without its Rust extension. A tool that is not there is skipped, and said to be. The CPU
seconds are those of server and tool together, less what an idle server takes: they hold
better where others use the machine too. (An offline import's have one more start in them.)
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import servers
from bench import keeping, tools

IDLE = tools.Tool("nothing", lambda *_: lambda: None)
SETTLE = 3.0  # seconds that a server gets after it listens; the same for all


@dataclass
class Row:
    """The runs of one tool."""

    name: str
    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    held: str = ""

    def cells(self, triples: int, base: float | None) -> tuple[str, ...]:
        """The row as it is printed; `base` is the median of what it is compared with."""
        middle = statistics.median(self.seconds)
        spread = f"{min(self.seconds):.1f}-{max(self.seconds):.1f}"
        ratio = f"{middle / base:.2f}" if base else ""
        cpu = f"{statistics.median(self.busy):.1f}"
        return (
            self.name,
            f"{middle:.1f}",
            spread,
            f"{triples / middle:,.0f}",
            ratio,
            cpu,
            self.held,
        )


def cpu() -> float:
    """Seconds that processes which we waited for, and we ourselves, have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def run(tool: tools.Tool, path: Path, heap: str) -> tuple[float, float, str]:
    """Seconds of one load, CPU seconds of the whole run, and what is then in the store."""
    before = cpu()
    with tempfile.TemporaryDirectory(prefix="peers-") as name:
        home = Path(name) / "neo4j"
        settings = {"server.memory.pagecache.size": "512m", **tool.settings}
        with servers.neo4j(home, heap=heap, settings=settings) as server:
            time.sleep(SETTLE)
            work = tool.prepare(path, server, home)
            start = time.perf_counter()
            work()
            seconds = time.perf_counter() - start
            held = keeping.counts(server) if tool is not IDLE else ""
    return seconds, cpu() - before, held


def measure(chosen: Sequence[tools.Tool], path: Path, runs: int, heap: str) -> list[Row]:
    """The rows, all tools in turn within each round, so that a drift meets all alike."""
    nothing = min(run(IDLE, path, heap)[1] for _ in range(2))
    rows = {tool.name: Row(tool.name) for tool in chosen}
    for number in range(runs):
        for tool in chosen:
            row = rows[tool.name]
            try:
                seconds, busy, row.held = run(tool, path, heap)
            except Exception as error:
                print(f"FAILED: {tool.name}: {error}", flush=True)
                continue
            row.seconds.append(seconds)
            row.busy.append(max(busy - nothing, 0.0))
            load = f"load of the machine {os.getloadavg()[0]:.1f}"
            times = f"{seconds:.1f} s, {row.busy[-1]:.1f} CPU s"
            print(f"run {number + 1}: {tool.name}: {times}, {row.held}; {load}", flush=True)
    return [row for row in rows.values() if row.seconds]


def table(rows: Sequence[Row], triples: int) -> None:
    """Print the rows."""
    base = next((statistics.median(r.seconds) for r in rows if r.name == tools.PLAIN), None)
    heads = ("tool", "seconds", "of runs", "triples/s", "to plain", "CPU s", "in the store")
    _print([heads, *(row.cells(triples, base) for row in rows)])


def kept(chosen: Sequence[tools.Tool], heap: str) -> None:
    """Print what each tool keeps of a few quads that are easily lost."""
    heads = ("tool", "N-Quads", "texts held", "quads back", "triples back", "triples lost")
    cells = []
    for tool in chosen:
        if tool.probe:
            cells.append((tool.name, *keeping.probe(tool, heap)))
    _print([heads, *cells])


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    print(flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Time loads into Neo4j side by side.")
    parser.add_argument("file", type=Path, help="N-Triples, as of flat.py")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--heap", default="2g", help="of each server")
    parser.add_argument("--neosemantics", type=Path, help="the plugin's jar")
    parser.add_argument("--python", type=Path, help="one with rdflib-neo4j and no Rust extension")
    parser.add_argument("--only", action="append", default=[], help="tools whose names begin so")
    parser.add_argument("--keeping", action="store_true", help="only what each tool keeps")
    given = parser.parse_args()
    chosen = [t for t in tools.known(given.neosemantics, given.python) if t.begins(given.only)]
    there = [tool for tool in chosen if not tool.missing]
    for tool in chosen:
        if tool.missing:
            print(f"SKIPPED: {tool.name}: {tool.missing}")
    print(f"driver {importlib.metadata.version('neo4j')}, {os.cpu_count()} cores", flush=True)
    if not given.keeping:
        with given.file.open("rb") as lines:
            triples = sum(1 for _ in lines)
        table(measure(there, given.file, given.runs, given.heap), triples)
    kept(there, given.heap)


if __name__ == "__main__":
    main()
