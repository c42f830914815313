"""The files of an offline import: the same graph, node for node, as a load over Bolt makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import rdf
import servers
from mindet.building import checked
from mindet.dataset import Dataset
from mindet.errors import StoreError
from mindet.ontology import own
from mindet.projection import bulk, reading, state, sync
from mindet.projection.graph import PropertyGraph
from mindet.projection.mapping import decode
from mindet.projection.spool import Spool
from mindet.resources import folder
from mindet.store import Store, open_store

ONTOLOGY = own()


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The five documents, and the classic traps."""
    return Dataset([*checked(folder("seeds"), ONTOLOGY), *rdf.nasty()])


@pytest.fixture(scope="module")
def imported(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A real Neo4j that has taken the files in."""
    files = tmp_path_factory.mktemp("bulk") / "files"
    with Spool.of(data) as spool:
        bulk.write(spool, ONTOLOGY, files)
    home = tmp_path_factory.mktemp("imported") / "home"
    with (
        servers.neo4j(home, imported=files, quick=True) as server,
        open_store(server.address, user=server.user, password=server.password) as store,
    ):
        yield store


def _nodes(graph: PropertyGraph) -> dict[str, tuple[tuple[str, ...], dict[str, object]]]:
    return {node.iri: (node.labels, dict(node.properties)) for node in graph.nodes}


def test_same_as_over_bolt(imported: Store, neo4j_store: Store, data: Dataset) -> None:
    """Nodes, labels, typed properties, relationships and names are those of a load."""
    with Spool.of(data) as spool:
        sync.load(neo4j_store, spool, ONTOLOGY)
    ours, theirs = reading.graph(imported), reading.graph(neo4j_store)
    here, there = _nodes(ours), _nodes(theirs)
    assert [(iri, node) for iri, node in here.items() if node != there.get(iri)] == []
    assert (here.keys(), ours.relationships) == (there.keys(), theirs.relationships)
    assert ours.names == theirs.names
    assert decode(ours).isomorphic(data)
    assert state.held(imported).graphs == state.held(neo4j_store).graphs
    assert state.runs(imported) == state.runs(neo4j_store)


def test_next_load_goes_on_from_there(imported: Store, data: Dataset) -> None:
    """The same data again writes nothing but the constraint; a change is brought in."""
    with Spool.of(data) as spool:
        assert not sync.load(imported, spool, ONTOLOGY).written
    found = imported.read("SHOW CONSTRAINTS YIELD name RETURN name").rows
    assert found == [["mindet_resource_iri"]]
    less = Dataset(data.quads[:-40])
    with Spool.of(less) as spool:
        assert sync.load(imported, spool, ONTOLOGY).written
    assert decode(reading.graph(imported)).isomorphic(less)


def test_same_bytes(data: Dataset, tmp_path: Path) -> None:
    """The same data gives the same files."""
    for name in ("one", "two"):
        with Spool.of(data) as spool:
            bulk.write(spool, ONTOLOGY, tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two
    assert len(one) > 20


def test_holds_other_files(tmp_path: Path) -> None:
    """A folder with other things in it is left as it is."""
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with Spool() as spool, pytest.raises(StoreError, match="other files"):
        bulk.write(spool, ONTOLOGY, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
