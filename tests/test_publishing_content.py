"""What is published of a file or a store: what the endpoint has is neither parsed nor read."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rdf
from endpoints import Endpoint, data, holds
from mindet import publishing
from mindet.dataset import Dataset
from mindet.errors import DatasetError, EndpointError, ProjectionError
from mindet.ontology import own
from mindet.projection.spool import Spool
from mindet.projection.sync import load
from mindet.publishing import InMemory, content, graphs, publish, status, sync
from mindet.publishing.graphs import Graph, Parts
from mindet.publishing.status import Row, Told
from mindet.store import Store

NOTHING = Told({}, {})


def rows(parts: Parts) -> dict[str | None, Row]:
    """What an endpoint says that has those graphs."""
    return {name: Row(Graph(name, quads).digest) for name, quads in parts.items()}


def named(found: Dataset) -> Dataset:
    """Without the graphs that are named by blank nodes."""
    return Dataset(q for q in found if not isinstance(q.graph_name, ox.BlankNode))


def written(dataset: Dataset, dice: random.Random) -> bytes:
    """Lines of N-Quads in any order, some twice, some in an unusual form."""
    lines = [f"{quad} ." for quad in dataset]
    lines += dice.choices(lines, k=2) if lines else []
    dice.shuffle(lines)
    ends = ["\n"] * 20 + ["\r\n", "\n\n", " # <urn:g> .\n", "\t\n"]
    return "".join(line + dice.choice(ends) for line in lines).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rdf.datasets.map(named), rdf.datasets.map(named), st.randoms(use_true_random=False))
def test_lines_are_the_dataset(
    tmp_path: Path, before: Dataset, now: Dataset, dice: random.Random
) -> None:
    """Whatever was published and however it is written now, a graph is told as the dataset has
    it, or it is what the endpoint has.
    """
    path = tmp_path / "x.nq"
    path.write_bytes(written(now, dice))
    wanted = rows(graphs.parts(now))
    there = rows(graphs.parts(before)) | {n: wanted[n] for n in wanted if dice.random() < 0.5}
    parts, same = content.Lines(path).besides(Told(there, {}))
    assert rows(parts) == {name: row for name, row in wanted.items() if name not in same}
    assert all(there[name] == wanted[name] for name in same)


def test_lines_as_published_are_not_parsed(tmp_path: Path) -> None:
    """Of a file nothing but the graph that changed is parsed."""
    text = data().serialise("nquads")
    wanted = rows(graphs.parts(data()))
    path = tmp_path / "x.nq"
    path.write_bytes(text.replace(b"1.10", b"1.20"))
    parts, same = content.Lines(path).besides(Told(wanted, {}))
    assert set(parts) == {None, "urn:g2", "urn:g3"}, "names of blank nodes are not those of a file"
    assert same == {"urn:g1"}
    path.write_bytes(text + b"broken <urn:g9> .\n")
    with pytest.raises(DatasetError, match=r"x\.nq"):
        content.Lines(path).besides(Told(wanted, {}))


def test_a_graph_named_by_a_blank_node_is_refused(tmp_path: Path) -> None:
    """No endpoint could address it."""
    path = tmp_path / "x.nq"
    path.write_bytes(b"<urn:a> <urn:b> <urn:c> _:g .")
    with pytest.raises(EndpointError, match="blank node"):
        content.Lines(path).besides(NOTHING)


def test_files_of_other_kinds(tmp_path: Path) -> None:
    """Several files are one dataset, told again by their bytes."""
    one, two = tmp_path / "a.ttl", tmp_path / "b.nq"
    one.write_text("<urn:a> <urn:p> 1 .")
    two.write_text('<urn:a> <urn:p> "2" <urn:g> .\n')
    found = publishing.read([one, two])
    assert isinstance(found, InMemory)
    assert set(found.besides(NOTHING)[0]) == {None, "urn:g"}
    assert found.source == publishing.read([one, two]).source
    one.write_text("<urn:a> <urn:p> 3 .")
    assert found.source != publishing.read([one, two]).source


def test_a_store_is_read_where_it_changed(store: Store, oxigraph_server: str) -> None:
    """What the endpoint has from a store is told by the store's own digests, graph by graph."""
    endpoint = Endpoint(f"{oxigraph_server}/store")
    endpoint.clear()
    hold(store, data())
    list(publish(content.Stored(store), endpoint.store))
    holds(endpoint, data())
    assert list(sync(InMemory(Dataset([]), content.Stored(store).source), endpoint.store)) == []
    later = data("1.10", "1.20", "<urn:b> <urn:p> <urn:c> .\n", "<urn:b> <urn:p> <urn:d> .\n")
    hold(store, later)
    found = content.Stored(store)
    parts, same = found.besides(told(endpoint))
    assert set(parts) == {None, "urn:g2"}
    assert same == {"urn:g1", "urn:g3"}
    assert [change.graph for change in sync(found, endpoint.store)] == [None, "urn:g2"]
    holds(endpoint, later)
    assert content.Stored(store).besides(told(endpoint)) == ({}, set(found.marks))


def test_a_seal_is_of_one_row(store: Store, oxigraph_server: str) -> None:
    """Where something else was published since, a store's graph is read and compared."""
    endpoint = Endpoint(f"{oxigraph_server}/store")
    endpoint.clear()
    hold(store, data())
    list(publish(content.Stored(store), endpoint.store))
    list(sync(data("ә", "ү"), endpoint.store))
    assert content.Stored(store).besides(told(endpoint))[0].keys() == {"urn:g1"}
    assert [change.graph for change in sync(content.Stored(store), endpoint.store)] == ["urn:g1"]
    holds(endpoint, data())


def test_a_store_changed_by_hand_is_told(store: Store) -> None:
    """What no RDF comes from is refused with the thing that has it."""
    hold(store, data())
    store.write("MATCH (n:Resource {iri: 'urn:a'}) SET n.overflow = ['no line']")
    with pytest.raises(ProjectionError, match="overflow"):
        content.Stored(store).besides(NOTHING)


def hold(store: Store, dataset: Dataset) -> None:
    """See that the store holds just that."""
    with Spool.of(dataset) as spool:
        load(store, spool, own())


def told(endpoint: Endpoint) -> Told:
    """What the endpoint says."""
    return Told.of([quad.triple for quad in endpoint.graph(status.PUBLISHED)])
