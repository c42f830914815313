"""Every stored query on all made-up graphs at once: equal rows from every engine, no harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import GraphDatabase

import asking
import servers
from mindet.catalogue import Engine, SparqlEngine, StoredQuery
from mindet.catalogue.parameters import Parameter
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """All made-up graphs with the ontology beside them."""
    return asking.worlds(ontology)


@pytest.mark.parametrize("other", ["embedded", "neo4j", "endpoint"])
@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_every_engine_gives_the_same_rows(
    request: pytest.FixtureRequest, sparql: SparqlEngine, other: str, name: str
) -> None:
    """Cypher on both stores and SPARQL here and over HTTP agree, row for row, in order."""
    engine = request.getfixturevalue(other)
    answers = [
        (one, asking.ask(sparql, name, one).rows) for one in asking.each_once("made_up", name)
    ]
    telling = [(one, rows) for one, rows in answers if rows]
    assert telling, "a parameter set must find something"
    # A Neo4j takes seconds to plan a text for each mix of values and nulls.
    # Over HTTP answers the same code as here: one set tells whether it is asked alike.
    for parameters, expected in answers if other == "embedded" else telling[:1]:
        assert asking.ask(engine, name, parameters).rows == expected, parameters


@pytest.mark.usefixtures("neo4j")
@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_no_question_goes_through_everything(neo4j_server: servers.Neo4j, name: str) -> None:
    """A Neo4j's plan begins at things of a class or at the one that is given."""
    query = asking.CATALOGUE[name]
    given = {**query.values(asking.own(name, "made_up")[0]), **_nothing_prepared(query)}
    login = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.address, auth=login) as driver:
        plan = driver.execute_query("EXPLAIN " + query.cypher_body, given).summary.plan
    assert plan is not None
    found = list(_operators(plan))
    assert len(found) > 3
    assert not [one for one in found if "AllNodes" in one or "AllRelationships" in one]


def _nothing_prepared(query: StoredQuery) -> dict[str, list[str]]:
    return {parameter.name: [] for parameter in query.prepared}


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", []):
        yield from _operators(child)


@pytest.mark.parametrize("engine", ["sparql", "embedded", "neo4j"])
@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_a_hostile_value_finds_nothing_and_harms_nothing(
    request: pytest.FixtureRequest, engine: str, name: str
) -> None:
    """A value is a value in each parameter that takes text: nothing is found, changed or broken."""
    asked: Engine = request.getfixturevalue(engine)
    before = asking.ask(asked, "powers").rows
    for parameter, given in _openings(asking.CATALOGUE[name]):
        for text in asking.HOSTILE[:2] if engine == "neo4j" else asking.HOSTILE:
            hostile = {**given, parameter.name: text}
            if parameter.type == "iri" or parameter.choices:
                with pytest.raises(QueryError):
                    asking.ask(asked, name, hostile)
            else:
                assert asking.ask(asked, name, hostile).rows == ()
    assert asking.ask(asked, "powers").rows == before


def _openings(query: StoredQuery) -> Iterator[tuple[Parameter, asking.Parameters]]:
    """The parameters into which text goes, each with a good set of the others."""
    for parameter in query.parameters:
        if parameter.type in ("iri", "string"):
            yield parameter, asking.own(query.name, "made_up")[0]


@pytest.mark.parametrize("engine", ["sparql", "embedded", "neo4j"])
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
    given = asking.own(name, "made_up")[0]
    engine = SparqlEngine(Dataset([]))
    if any(p.type == "iri" and given.get(p.name) for p in query.parameters):
        with pytest.raises(QueryError, match="the graph is empty"):
            query.ask(engine, given)
    else:
        assert query.ask(engine, given).rows == ()
