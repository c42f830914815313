"""One question in Cypher, SPARQL and networkx: what an undertaking waits for, and how far off.

    PYTHONPATH=tests/bench python -m nation --triples 1000000 -o nation.nq
    python tests/bench/ways.py nation.nq [--engine neo4j embedded]

For UNDERTAKINGS of them: each task from which a chain of `enables` leads there, with the length
of the shortest one. SPARQL's paths tell no length, so there it is asked step by step. networkx
walks a graph of all such edges, whose reading is timed apart. A line is a way: the median and
the longest time of an answer; all ways must give the same tasks and lengths.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import networkx as nx

sys.path.insert(0, str(Path(__file__).parent))

from questions import opened  # the same stores, loaded in the same way

from mindet.catalogue.filling import fill
from mindet.catalogue.parameters import sparql_term
from mindet.dataset import Dataset
from mindet.store import Store

UNDERTAKINGS = 50
Answer = Mapping[str, int]
Way = Callable[[str], Answer]
CYPHER = """
MATCH way = (u:Resource {iri: $iri})<-[:ENABLES*1..]-(task:Task)
RETURN task.iri, min(length(way))
"""
SOME = "MATCH (u:Undertaking)<-[:ENABLES]-() RETURN DISTINCT u.iri ORDER BY u.iri LIMIT 5000"
EDGES = "MATCH (task:Task)-[:ENABLES]->(later) RETURN task.iri, later.iri"
STEP = """
SELECT DISTINCT ?task { VALUES ?later { UNDEF } ?task <https://w3id.org/mindet#enables> ?later }
"""


def by_cypher(store: Store) -> Way:
    """The question as one statement."""
    return lambda iri: {str(task): length for task, length in store.read(CYPHER, {"iri": iri}).rows}


def by_sparql(dataset: Dataset) -> Way:
    """The question as a query a step, until a step finds nothing new."""
    store = dataset.sparql_store()

    def ask(iri: str) -> Answer:
        found: dict[str, int] = {}
        last, length = {iri}, 0
        while last:
            text = fill(STEP, {"later": " ".join(sparql_term("iri", one) for one in sorted(last))})
            rows = store.query(text, use_default_graph_as_union=True)
            length += 1
            last = {row[0].value for row in rows} - set(found)
            found |= dict.fromkeys(last, length)
        return found

    return ask


def by_networkx(store: Store) -> Way:
    """The question on a graph that was read as a whole."""
    graph = nx.DiGraph([(later, task) for task, later in store.read(EDGES).rows])

    def ask(iri: str) -> Answer:
        lengths = nx.single_source_shortest_path_length(graph, iri)
        return {task: length for task, length in lengths.items() if task != iri}

    return ask


def timed(way: Way, iris: Sequence[str]) -> tuple[list[float], list[Answer]]:
    """Seconds and answers, after one warm round."""
    for iri in iris:
        way(iri)
    times, answers = [], []
    for iri in iris:
        start = time.perf_counter()
        answers.append(way(iri))
        times.append(time.perf_counter() - start)
    return times, answers


def main() -> int:
    """Load the file, ask in each way, print the table; 1 where two ways differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", nargs="*", default=["neo4j", "embedded"])
    asked = parser.parse_args()
    with ExitStack() as open_ones:
        folder = Path(open_ones.enter_context(tempfile.TemporaryDirectory()))
        stores = opened(asked.file, folder, asked.engine, open_ones)
        dataset = Dataset.read([asked.file])
        ways = {f"Cypher, {name}": lambda s=store: by_cypher(s) for name, store in stores.items()}
        ways["SPARQL, pyoxigraph"] = lambda: by_sparql(dataset)
        ways |= {f"networkx, {name}": lambda s=s: by_networkx(s) for name, s in stores.items()}
        known = [str(row[0]) for row in next(iter(stores.values())).read(SOME).rows]
        iris = known[:: max(1, len(known) // UNDERTAKINGS)][:UNDERTAKINGS]
        return report(ways, iris)


def report(ways: Mapping[str, Callable[[], Way]], iris: Sequence[str]) -> int:
    """Print a line a way; whether any answers otherwise than the first."""
    print(f"{'way':24} {'made ready s':>12} {'median ms':>10} {'longest ms':>10} {'tasks':>6}")
    told: list[Answer] = []
    differ = 0
    for name, make in ways.items():
        start = time.perf_counter()
        way = make()
        ready = time.perf_counter() - start
        times, answers = timed(way, iris)
        told = told or answers
        differ += answers != told
        middle, most = statistics.median(times) * 1000, max(times) * 1000
        tasks = sum(map(len, answers))
        print(f"{name:24} {ready:12.2f} {middle:10.2f} {most:10.2f} {tasks:6}", flush=True)
    print("all the same" if not differ else f"{differ} ways differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
