"""How long each stored question takes on national data, warm: Neo4j, the embedded store, SPARQL.

    PYTHONPATH=tests/bench python -m nation --triples 1000000 -o nation.nq
    python tests/bench/questions.py nation.nq [--only NAME …] [--engine neo4j|embedded|sparql …]
        [--ways all|narrow|wide] [--loaded FOLDER]

Each question is asked as it stands, for the SHOWN first rows as `mindet ask` prints them, and with
each of its parameters that name a thing set to THINGS different ones. A line is one of these ways:
how many rows the largest answer had, and the 95th percentile of the time of an answer, from the
call to the finished rows. 'Warm' is this: the process has been asked every way that names a thing
about WARM of its things, so that the order of the table makes no difference; then a way is asked
about all its things WARM times, which does not count, and ROUNDS times, which does. Cold answers
take several times as long; they stand only in the lines of more than FEW rows that have no bar,
where each thing is asked about once.
`*` marks what takes more than the bar: 50 ms for up to 100 rows, 2 s for a question that says
that it reads everything and is asked as it stands. Other answers of more rows have no bar.
The wide ways name no thing: their answers are as large as the country. --loaded names an embedded
store that holds the file already.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import servers
from mindet.catalogue import Catalogue, CypherEngine, Engine, SparqlEngine, StoredQuery
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology, own
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.store import Store, Work, open_store

THINGS, WARM, ROUNDS = 10, 4, 3
FEW, QUICK, WHOLE = 100, 0.050, 2.0
SHOWN = 1_000
ENGINES = ("neo4j", "embedded", "sparql")
STANDING = {"date": "2022-03-31", "string": "Қазақтелеком"}
Way = tuple[str, list[Mapping[str, str]]]
Asked = tuple[StoredQuery, str, list[Mapping[str, str]]]


def ways(query: StoredQuery, things: Mapping[str, list[str]]) -> Iterator[Way]:
    """The ways in which a question is asked: a name, and its parameter sets."""
    must = [p for p in query.parameters if p.required]
    fixed = {p.name: STANDING[p.type] for p in must if p.type in STANDING}
    named = [p for p in must if p.type == "iri"]
    turns = range(THINGS)

    def some(turn: int) -> dict[str, str]:
        return {p.name: _one(things, p.of, turn + place) for place, p in enumerate(named)}

    yield "", [{**fixed, **some(turn)} for turn in (turns if named else [0])]
    for one in query.parameters:
        if one.type == "iri" and not one.required:
            own = [{**fixed, **some(t), one.name: _one(things, one.of, t)} for t in turns]
            yield one.name, own


def _one(things: Mapping[str, list[str]], classes: tuple[str, ...], turn: int) -> str:
    known = things[classes[0]]
    return known[(turn * 7919) % len(known)]


def known_things(store: Store, catalogue: Catalogue) -> dict[str, list[str]]:
    """Some things of each class that a parameter names."""
    names = {name for q in catalogue.values() for p in q.parameters for name in p.of}
    text = "MATCH (n:{}) RETURN n.iri ORDER BY n.iri LIMIT 5000"
    return {
        name: [str(row[0]) for row in store.read(text.format(name), timeout=60).rows]
        for name in sorted(names)
    }


def measured(
    engine: Engine, query: StoredQuery, sets: list[Mapping[str, str]], whole: bool
) -> tuple[int, float]:
    """Rows of the largest answer, and the 95th percentile of the seconds."""
    rows, times = zip(*(_timed(engine, query, one) for one in sets), strict=True)
    if whole or max(rows) <= FEW:  # else the first times will do: there is no bar
        for one in sets * (WARM - 1):
            _timed(engine, query, one)
        times = tuple(_timed(engine, query, one)[1] for one in sets * ROUNDS)
    last = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return max(rows), min(last, max(times))


def _timed(engine: Engine, query: StoredQuery, given: Mapping[str, str]) -> tuple[int, float]:
    start = time.perf_counter()
    rows = len(query.ask(engine, given, limit=SHOWN).rows)
    return rows, time.perf_counter() - start


def cell(whole: bool, rows: int, seconds: float) -> str:
    """A time in milliseconds, marked where it is over the bar."""
    over = seconds > (WHOLE if whole else QUICK) and (whole or rows <= FEW)
    return f"{seconds * 1000:9.1f}{'*' if over else ' '}"


def chosen(things: Mapping[str, list[str]], only: list[str]) -> list[Asked]:
    """Every way of the questions named, or of all."""
    questions = [q for q in Catalogue.load().values() if not only or q.name in only]
    return [(query, way, sets) for query in questions for way, sets in ways(query, things)]


def narrow(asked: Asked) -> bool:
    """Whether it names a thing."""
    _, way, sets = asked
    return bool(way) or len(sets) > 1


def warm_up(engines: Iterable[Engine], every: Iterable[Asked]) -> None:
    """Ask each way about some of its things; one that fails is told of later."""
    for query, _, sets in every:
        for engine in engines:
            with suppress(QueryError):
                for one in sets[:WARM]:
                    _timed(engine, query, one)


def report(
    engines: Mapping[str, Engine], things: Mapping[str, list[str]], only: list[str], which: str
) -> int:
    """Print the table; how many cells are over their bar on a graph store."""
    every = chosen(things, only)
    warm_up(engines.values(), filter(narrow, every))
    print(f"{'question':42} {'rows':>6} " + " ".join(f"{name:>10}" for name in engines))
    over = 0
    for asked in every:
        if which == "all" or narrow(asked) == (which == "narrow"):
            title, rows, cells = line(engines, asked)
            print(f"{title:42} {rows:6} {' '.join(cells.values())}", flush=True)
            over += sum("*" in text for name, text in cells.items() if name != "sparql")
    return over


def line(engines: Mapping[str, Engine], asked: Asked) -> tuple[str, int, dict[str, str]]:
    """A line of the table: title, rows of the largest answer, a cell for each engine."""
    query, way, sets = asked
    whole = query.whole and not way  # one thing does not need everything
    most, cells = 0, {}
    for name, engine in engines.items():
        try:
            rows, seconds = measured(engine, query, sets, whole)
        except QueryError as error:
            cells[name] = f"{'failed':>9}*"
            print(f"  {query.name} {way} on {name}: {error}"[:200])
            continue
        most = max(most, rows)
        cells[name] = cell(whole, rows, seconds)
    return f"{query.name}{f' by {way}' if way else ''}{' (all)' if whole else ''}", most, cells


def main() -> int:
    """Load the file into each store and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--ways", choices=("all", "narrow", "wide"), default="all")
    parser.add_argument("--loaded", type=Path)
    parser.add_argument("--engine", nargs="*", choices=ENGINES, default=list(ENGINES))
    asked = parser.parse_args()
    with ExitStack() as open_ones:
        folder = Path(open_ones.enter_context(tempfile.TemporaryDirectory()))
        stores = opened(asked.file, folder, asked.engine, open_ones, asked.loaded)
        engines: dict[str, Engine] = {n: CypherEngine(s, timeout=120) for n, s in stores.items()}
        if "sparql" in asked.engine:
            dataset = Dataset([*Dataset.read([asked.file]), *own().dataset()])
            engines["sparql"] = SparqlEngine(dataset)
        things = known_things(next(iter(stores.values())), Catalogue.load())
        over = report(engines, things, asked.only, asked.ways)
    print(f"{over} over the bar")
    return 1 if over else 0


def opened(
    file: Path,
    folder: Path,
    names: Sequence[str],
    open_ones: ExitStack,
    loaded: Path | None = None,
) -> dict[str, Store]:
    """A store of each kind named, loaded with the file and the ontology; they stay open.

    The embedded one is `loaded` already if that is a folder.
    """
    stores: dict[str, Store] = {}
    if "neo4j" in names:
        server = open_ones.enter_context(servers.neo4j(folder / "neo4j", heap="2g"))
        place = open_store(server.address, user=server.user, password=server.password)
        stores["neo4j"] = open_ones.enter_context(place)
        load(place, file, folder, "neo4j")
    if "embedded" in names:  # a runtime is set up for one kind of work: it loads in its own process
        if loaded is None:
            spawned = multiprocessing.get_context("spawn").Process
            loading = spawned(target=load_folder, args=(file, folder))
            loading.start()
            loading.join()
        os.environ.setdefault("MINDET_HEAP", "2g")
        place = open_store(loaded or folder / "graph", work=Work.LASTING)
        stores["embedded"] = open_ones.enter_context(place)
    return stores


def load_folder(file: Path, folder: Path) -> None:
    """Make an embedded store as `mindet load` does."""
    with open_store(folder / "graph", write=True, work=Work.BULK) as store:
        load(store, file, folder, "embedded")


def load(store: Store, file: Path, folder: Path, name: str) -> None:
    """Load the file and the ontology, and tell how long that took."""
    ontology = own()
    start = time.perf_counter()
    with Spool.read([file, *_ontology(ontology, folder)]) as spool:
        sync.load(store, spool, ontology)
    print(f"{name}: loaded in {time.perf_counter() - start:.0f} s", flush=True)


def _ontology(ontology: Ontology, folder: Path) -> list[Path]:
    file = folder / "ontology.nq"
    file.write_bytes(ontology.dataset().serialise("nquads"))
    return [file]


if __name__ == "__main__":
    sys.exit(main())
