"""Fixtures that all tests share: the ontology, graph stores, and real servers."""

from __future__ import annotations

import logging
import os
import shutil
import signal
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import asking
import explorers
import servers
import shared
from mindet import exports, sheets
from mindet.building import build
from mindet.catalogue import CypherEngine, SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology, own
from mindet.resources import folder
from mindet.store import Store, open_store

# The same examples everywhere, and no limit of time.
settings.load_profile("ci")
# A shell's background ignores Ctrl-C, and so would the processes that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)
# A test asks little of each embedded store, too little for what the optimising compiler costs.
os.environ.setdefault("MINDET_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
# A Neo4j tells of each word that it does not know; pytest would write all that out for each test.
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """Mindet's own ontology."""
    return own()


@pytest.fixture(scope="session")
def whole(ontology: Ontology) -> Dataset:
    """The five documents with the ontology beside them, as a build makes them."""
    return Dataset([*sheets.load(folder("seeds"), ontology).dataset, *ontology.dataset()])


@pytest.fixture(scope="session")
def documents(whole: Dataset) -> SparqlEngine:
    """SPARQL over the five documents with the ontology beside them."""
    return asking.Remembering(whole)


@pytest.fixture(scope="module")
def dataset(whole: Dataset) -> Dataset:
    """What a module's questions are put to: the five documents, unless it says otherwise."""
    return whole


@pytest.fixture(scope="module")
def source(dataset: Dataset) -> Iterator[exports.Source]:
    """The same, to be exported."""
    with exports.Source.of(dataset) as opened:
        yield opened


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Neo4j]:
    """A real Neo4j: `.address`, `.user`, `.password`."""
    home = tmp_path_factory.mktemp("neo4j") / "home"
    with servers.neo4j(home, quick=True) as server:
        yield server


@pytest.fixture(scope="module")
def embedded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An embedded store of the module's own, empty at first."""
    with open_store(tmp_path_factory.mktemp("embedded") / "graph", write=True) as store:
        yield store


@pytest.fixture(scope="module")
def neo4j_store(neo4j_server: servers.Neo4j) -> Iterator[Store]:
    """The real Neo4j, emptied for the module."""
    server = neo4j_server
    with open_store(server.address, user=server.user, password=server.password) as store:
        _empty(store)
        yield store
        _empty(store)


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each kind of store in turn, empty."""
    kind: Store = request.getfixturevalue(f"{request.param}_store")
    _empty(kind)
    return kind


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real SPARQL server."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph") / "data") as address:
        yield address


@pytest.fixture(scope="module")
def oxigraph_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Graph Store of an Oxigraph of the module's own.

    RocksDB looks through what was deleted, too: where much was, a query took forty times as long.
    """
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph") / "data") as address:
        yield f"{address}/store"


@pytest.fixture(scope="session")
def fuseki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dataset of a real SPARQL server that shares no code with the other."""
    with servers.fuseki(tmp_path_factory.mktemp("fuseki")) as process:
        yield f"http://127.0.0.1:{process.port}/ds"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    return servers.chromium()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """A running Chromium; two at once can't be had in one thread."""
    with explorers.chromium_at(chromium) as running:
        yield running


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished build of the five documents, to be copied."""
    return shared.made(
        tmp_path_factory, "finished", lambda to: build(folder("seeds"), to, progress=lambda _: None)
    )


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer's store of the five documents, to be copied."""
    return shared.made(tmp_path_factory, "explored", explorers.build)


@pytest.fixture(scope="session")
def explorer(
    explored: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[explorers.Explorer]:
    """An explorer of the five documents, for tests that leave its store as it is."""
    store = shutil.copytree(explored, tmp_path_factory.mktemp("explorer") / "graph")
    with explorers.serving(store) as running:
        yield running


@pytest.fixture
def visit(browser: Any, explorer: explorers.Explorer) -> Iterator[explorers.Open]:
    """Open a page of the explorer; anything that it should not do fails the test."""
    with explorers.visiting(browser, explorer) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def w3c() -> Path:
    """The folder of the W3C test suites, where there is one beside the checkout."""
    folder = servers.ROOT.parent / "shared" / "w3c"
    if not folder.is_dir():
        pytest.skip("no W3C suites beside the checkout")
    return folder


@pytest.fixture(scope="module")
def sparql(dataset: Dataset, whole: Dataset, documents: SparqlEngine) -> SparqlEngine:
    """SPARQL in this process."""
    return documents if dataset is whole else asking.Remembering(dataset)


@pytest.fixture(scope="module")
def embedded(embedded_store: Store, dataset: Dataset) -> CypherEngine:
    """Cypher on the embedded store."""
    return asking.load(embedded_store, dataset)


@pytest.fixture(scope="module")
def neo4j(neo4j_store: Store, dataset: Dataset) -> CypherEngine:
    """Cypher on a real Neo4j."""
    return asking.load(neo4j_store, dataset)


@pytest.fixture(scope="module")
def endpoint(oxigraph_store: str, dataset: Dataset) -> SparqlEngine:
    """SPARQL over HTTP."""
    return asking.published(dataset, oxigraph_store)


@pytest.fixture(scope="module")
def fuseki(fuseki_server: str, dataset: Dataset) -> SparqlEngine:
    """SPARQL over HTTP at a server that shares no code with the other."""
    return asking.published(dataset, f"{fuseki_server}/data")


# To start a server costs more than what most files ask of it: those that share one stay together.
SHARED = (
    (
        "faults_neo4j", "store", "administration", "catalogue", "pages", "publishing_content",
        "road", "session", "queries_paths",
    ),
    ("queries_neo4j", "sync", "cli", "bulk", "queries_holes", "scopes", "views_gathering",
     "explorer_neo4j"),
    (
        "explorer", "explorer_browser", "explorer_axe", "explorer_picture_browser",
        "explorer_picture", "answer_pages", "views_browser", "looks", "endpoint_page",
        "pages_browser", "queries_bridges", "vocabulary",
    ),
    ("queries_documents", "exports", "publishing", "publishing_faults"),
)  # fmt: skip
# Files that take minutes begin first, so that no worker is left alone with one at the end.
LONG = (
    *chain.from_iterable(SHARED),
    "faults", "piecewise", "spool", "queries_engines", "shapes", "assessments", "mapping",
    "building", "nation", "explorer_load", "packaging", "mishaps", "views", "endpoint", "harvest",
    "readme",
)  # fmt: skip


class Together(LoadScopeScheduling):
    """Hands out files, and those of a group to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        stem = Path(file).stem
        return next((group[0] for group in SHARED if stem in map("test_{}".format, group)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """What `pytest -n` hands out at once."""
    return Together(config, log)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """What is no test and shows no example need not be looked through, by each worker, for some."""
    helper = collection_path.suffix == ".py" and not collection_path.stem.startswith("test_")
    return True if helper and ">>>" not in collection_path.read_text("utf-8") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, each in its own order; so they are handed out."""
    rank = {f"test_{name}": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud which servers were missing."""
    for server, why in servers.missing.items():
        terminalreporter.write_line(f"NOT TESTED against {server}: {why}", yellow=True)


def _empty(store: Store) -> None:
    store.write("MATCH (n) DETACH DELETE n")
