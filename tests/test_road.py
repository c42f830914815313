"""The whole road on the five documents: into both stores and back, and to a SPARQL server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mindet import publishing
from mindet.building import checked
from mindet.dataset import Dataset
from mindet.projection import mapping, reading, sync
from mindet.projection.spool import Spool
from mindet.resources import folder

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store


@pytest.fixture(scope="module")
def built(ontology: Ontology) -> Dataset:
    """What `mindet build` makes of our own sheets, ontology included."""
    return checked(folder("seeds"), ontology)


def test_comes_back_from_the_store(store: Store, built: Dataset, ontology: Ontology) -> None:
    """The five documents come back from either store as they went in; nothing overflowed."""
    report = sync.load(store, Spool.of(built), ontology)
    assert report.triples == len(built)
    assert report.counts.overflow == 0
    assert mapping.decode(reading.graph(store)).isomorphic(built)


def test_second_load_writes_nothing(
    embedded_store: Store, built: Dataset, ontology: Ontology
) -> None:
    """The server counts no write when what it holds is what it should hold."""
    sync.load(embedded_store, Spool.of(built), ontology)
    again = sync.load(embedded_store, Spool.of(built), ontology)
    assert not any(vars(again.written).values())


def test_published_graph_by_graph(oxigraph_server: str, built: Dataset) -> None:
    """Every named graph of ours arrives whole at a SPARQL server."""
    done = list(publishing.publish(built, f"{oxigraph_server}/store"))
    assert [d.graph for d in done] == list(built.graph_names())
    assert sum(d.triples for d in done) == len(built)
