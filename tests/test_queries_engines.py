"""Every stored query on all made-up graphs at once: equal rows from every engine, no harm."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import asking
from mindet.catalogue import CypherEngine, SparqlEngine
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """All made-up graphs with the ontology beside them."""
    return asking.worlds(ontology)


@pytest.fixture(scope="module")
def endpoint(oxigraph_store: str, dataset: Dataset) -> SparqlEngine:
    """SPARQL over HTTP, all in one graph: a server takes ten times as long over forty."""
    one = ox.NamedNode("urn:all")
    merged = Dataset(ox.Quad(q.subject, q.predicate, q.object, one) for q in dataset)
    return asking.published(merged, oxigraph_store)


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_cypher_gives_the_same_rows(
    sparql: SparqlEngine, embedded: CypherEngine, name: str
) -> None:
    """Cypher and SPARQL agree, row for row, in order, in each reading."""
    assert asking.telling(sparql, "made_up", name) is not None
    for parameters in asking.each_once("made_up", name):
        expected = asking.ask(sparql, name, parameters).rows
        assert asking.ask(embedded, name, parameters).rows == expected, parameters


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_an_endpoint_gives_the_same_rows(
    sparql: SparqlEngine, endpoint: SparqlEngine, name: str
) -> None:
    """Over HTTP answers the same code as here: one set tells whether it is asked alike."""
    parameters = asking.telling(sparql, "made_up", name)
    expected = asking.ask(sparql, name, parameters).rows
    assert asking.ask(endpoint, name, parameters).rows == expected, parameters


@pytest.mark.parametrize("engine", ["sparql", "embedded"])
@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_a_hostile_value_finds_nothing_and_harms_nothing(
    request: pytest.FixtureRequest, engine: str, name: str
) -> None:
    """A value is a value in each parameter that takes text: nothing is found, changed or broken."""
    asking.harmless(request.getfixturevalue(engine), name, "made_up", asking.HOSTILE)


@pytest.mark.parametrize("engine", ["sparql", "embedded"])
def test_a_thing_that_is_not_there_gets_a_suggestion(
    request: pytest.FixtureRequest, engine: str
) -> None:
    """A misspelt thing is told, with the nearest that the graph holds."""
    with pytest.raises(QueryError, match="did you mean 'akimat/north'"):
        asking.ask(request.getfixturevalue(engine), "actor-profile", {"actor": "akimat/nort"})


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_an_empty_graph_has_no_answers(name: str) -> None:
    """Nothing in, nothing out, and no error; a thing that must be there is said to be missing."""
    query = asking.CATALOGUE[name]
    given = asking.listed(name, "made_up")[0]
    engine = SparqlEngine(Dataset([]))
    if any(p.type == "iri" and given.get(p.name) for p in query.parameters):
        with pytest.raises(QueryError, match="the graph is empty"):
            query.ask(engine, given)
    else:
        assert query.ask(engine, given).rows == ()
