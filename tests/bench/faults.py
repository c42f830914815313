"""Break loads again and again, in every way, and count what came of it.

    python tests/bench/faults.py KIND STORE RUNS SEED

KIND `all` and STORE `all` stand for each. Prints how often each outcome was seen; a
wrong end is printed with its seed (RUNS 1 and that SEED bring it back, as far as
moments of time can be brought back), and the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":  # the folder of this file holds a module of the package's name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import servers
from faults.kinds import EMBEDDED, KINDS, NEO4J, kinds_for, once
from faults.places import Folder, Server
from faults.scenes import Scene
from faults.wrongs import Wrong


@contextmanager
def scene(store: str, folder: Path, seed: int) -> Iterator[Scene]:
    """An embedded store, or a Neo4j of its own."""
    if store == EMBEDDED:
        yield Scene(Folder(folder / "graph"), folder, seed)
    else:
        with servers.neo4j(folder / "neo4j", quick=True) as server:
            yield Scene(Server(server), folder, seed)


def repeated(kind: str, place: Scene, seeds: range) -> int:
    """Print the outcomes of the `kind`; how many were wrong."""
    start = time.perf_counter()
    outcomes: Counter[str] = Counter()
    wrong = 0
    for seed in seeds:
        try:
            outcomes[once(kind, place, seed)] += 1
        except Wrong as error:
            wrong += 1
            print(f"WRONG {kind}, seed {seed}: {error}", flush=True)
    seconds = time.perf_counter() - start
    print(f"{kind}: {len(seeds)} runs, {wrong} wrong, {seconds / len(seeds):.1f} s each")
    for outcome, count in outcomes.most_common():
        print(f"  {count:5} {outcome}")
    sys.stdout.flush()
    return wrong


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", nargs="?", default="all", choices=["all", *KINDS])
    parser.add_argument("store", nargs="?", default="all", choices=["all", EMBEDDED, NEO4J])
    parser.add_argument("runs", nargs="?", type=int, default=100)
    parser.add_argument("seed", nargs="?", type=int, default=0)
    asked = parser.parse_args()
    stores = (EMBEDDED, NEO4J) if asked.store == "all" else (asked.store,)
    if asked.kind != "all" and not any(asked.kind in kinds_for(store) for store in stores):
        parser.error(f"a store of the kind {asked.store} does not meet the fault {asked.kind}")
    # A shell's background ignores Ctrl-C, and so would the clients.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    wrong = 0
    for store in stores:
        kinds = [kind for kind in kinds_for(store) if asked.kind in ("all", kind)]
        if kinds:
            print(f"--- {store}", flush=True)
            with tempfile.TemporaryDirectory() as name, scene(store, Path(name), 1) as place:
                seeds = range(asked.seed, asked.seed + asked.runs)
                wrong += sum(repeated(kind, place, seeds) for kind in kinds)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
