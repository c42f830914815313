"""How long each form takes and how much memory, for so many things of ten triples each.

python tests/bench/exporting.py 100000
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from mindet.exports import FORMS, Source, deliver, export

RDF_FORMS = [form for form in FORMS if form not in ("graphml", "gexf", "cyjs", "csv")]


def main(things: int) -> None:
    """Write the things, then each form of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.nq"
        with path.open("w", encoding="utf-8") as file:
            for n in range(things):
                file.writelines(_lines(n))
        start = time.perf_counter()
        with Source.of_files([path]) as source:
            print(f"{'read':<14}{time.perf_counter() - start:8.1f} s")
            for form in RDF_FORMS:
                start = time.perf_counter()
                deliver(export(source, form), str(Path(folder) / form))
                took = time.perf_counter() - start
                size = (Path(folder) / form).stat().st_size / 2**20
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
                print(f"{form:<14}{took:8.1f} s {size:8.1f} MiB {peak:8.0f} MiB peak so far")


def _lines(number: int) -> list[str]:
    thing = f"<https://w3id.org/mindet/id/person/p{number}>"
    graph = f"<https://w3id.org/mindet/graph/g{number % 50}>"
    told = [f'<https://w3id.org/mindet#start> "{number + i}"' for i in range(5)]
    typed = [f"{one}^^<http://www.w3.org/2001/XMLSchema#integer>" for one in told]
    names = [
        f'<http://www.w3.org/2000/01/rdf-schema#label> "Аты {number}"@{t}' for t in ("kk", "ru")
    ]
    next_one = f"<https://w3id.org/mindet/id/person/p{number + 1}>"
    links = [f"<https://w3id.org/mindet#{p}> {next_one}" for p in ("about", "topic", "succeeds")]
    return [f"{thing} {rest} {graph} .\n" for rest in (*typed, *names, *links)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
