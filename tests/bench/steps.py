"""How a store is kept in step: the first load, the same again, a hundredth of the subjects changed.

    python tests/bench/steps.py [--nodes 100000] [--store neo4j | embedded]

Each is a whole `mindet load` of a file, as a user calls it. The same file is known by its bytes;
the same facts in other bytes are read, and then known by the digests of their graphs. Each number
is told as a share of the first load, and what a change costs beyond an unchanged load: the first
one with plans that the server still has to make, the second one without.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

import servers
from bench import flat

CHANGED = 0.01  # of the subjects
GRAPHS = 100


def write(path: Path, nodes: int, *, revised: float = 0.0, end: str = "") -> int:
    """The data in a file; gives the number of its triples."""
    text = "".join(flat.lines(nodes, 1, graphs=GRAPHS, revised=revised))
    path.write_text(text + end, "utf-8")
    return text.count("\n")


@contextmanager
def opened(kind: str, home: Path) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The options and the environment that name an empty store."""
    if kind == "embedded":
        yield ["--to", str(home / "graph")], {}
        return
    with servers.neo4j(
        home / "neo4j", heap="2g", settings={"server.memory.pagecache.size": "512m"}
    ) as server:
        time.sleep(3)  # it is still busy with its start
        secret = {"MINDET_USER": server.user, "MINDET_PASSWORD": server.password}
        yield ["--to", server.address], secret


def timed(name: str, file: Path, where: tuple[list[str], dict[str, str]], first: float) -> float:
    """Load a file and print a row; gives the seconds."""
    options, secret = where
    command = [sys.executable, "-m", "mindet", "load", str(file), *options]
    start, own = time.perf_counter(), _cpu()
    done = subprocess.run(
        command, env={**os.environ, **secret}, check=True, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    share = seconds / (first or seconds)
    told = done.stdout.strip().splitlines()[-1]
    print(f"{name:28}{seconds:8.2f} s{_cpu() - own:8.2f} CPU s{share:8.1%}   {told}", flush=True)
    return seconds


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@click.command()
@click.option("--nodes", default=100_000, show_default=True)
@click.option("--store", default="neo4j", type=click.Choice(["neo4j", "embedded"]))
def main(nodes: int, store: str) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory(prefix="steps-") as name:
        home = Path(name)
        files = [home / f"{n}.nq" for n in ("first", "other", "revised")]
        triples = write(files[0], nodes)
        write(files[1], nodes, end="\n")
        write(files[2], nodes, revised=CHANGED)
        print(f"{triples:,} triples in {GRAPHS} graphs, {store}", flush=True)
        with opened(store, home) as where:
            first = timed("first load", files[0], where, 0)
            timed("same file", files[0], where, first)
            unchanged = timed("same facts, other bytes", files[1], where, first)
            changed = timed("1 % changed", files[2], where, first)
            again = timed("the same changed back", files[0], where, first)
        for name, seconds in (("change", changed), ("second change", again)):
            print(f"a {name} beyond an unchanged load: {(seconds - unchanged) / first:.1%}")


if __name__ == "__main__":
    main()
