"""Breaks publications by seeded faults, a hundred unless told otherwise, and says how each ended.

`python tests/bench/publishing_faults.py [TRIALS]`; the exit code is 1 if one ended wrongly.
"""

from __future__ import annotations

import collections
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import servers
from faults.publications import KINDS, Scene, once
from faults.wrongs import Wrong
from mindet.web import connection


def main(trials: int) -> int:
    """Try each kind of fault in turn, on both servers in turn."""
    connection.PAUSES = (0.0, 0.1)
    ends: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "tdb2").mkdir()
        database = ("--tdb2", "--loc", str(home / "tdb2"))
        with (
            servers.oxigraph_process(home / "oxigraph") as oxigraph,
            servers.fuseki(home / "fuseki", database=database) as fuseki,
        ):
            scenes = (Scene(oxigraph, "/store", 1), Scene(fuseki, "/ds/data", 2))
            for trial in range(trials):
                kind = list(KINDS)[trial // 2 % len(KINDS)]
                try:
                    told = once(kind, scenes[trial % 2], trial)
                except Wrong as wrong:
                    told = f"{kind} {trial}: WRONG {wrong}"
                print("Oxigraph" if trial % 2 == 0 else "Fuseki  ", told, flush=True)
                ends["WRONG" if "WRONG" in told else told.split(": ")[1].split(" (")[0]] += 1
    print(dict(ends))
    return int("WRONG" in ends)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
