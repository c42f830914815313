"""Every stored query on a Neo4j: equal rows, no harm, and no plan that reads everything.

A Neo4j takes seconds to plan a text for each mix of values and nulls, and keeps the plan as the
data change: so all that is asked of one is asked here, first of the made-up graphs, whose words
are the more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import GraphDatabase

import asking
import servers
from mindet.catalogue import CypherEngine, SparqlEngine, piecewise
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology

NAMES = pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
NEAR = {"made_up": "akimat/north", "documents": "person/zhaslan-madiyev"}


@pytest.fixture(scope="module", params=["made_up", "documents"])
def data(request: pytest.FixtureRequest) -> str:
    """What the questions are put to, by its name in the lists of parameter sets."""
    return str(request.param)


@pytest.fixture(scope="module")
def dataset(data: str, ontology: Ontology, whole: Dataset) -> Dataset:
    """All made-up graphs, or the five documents, with the ontology beside them."""
    return asking.worlds(ontology) if data == "made_up" else whole


@NAMES
def test_same_rows(sparql: SparqlEngine, neo4j: CypherEngine, data: str, name: str) -> None:
    """Cypher gives what SPARQL gives, row for row, in order."""
    parameters = asked(sparql, data, name)
    expected = asking.ask(sparql, name, parameters).rows
    assert asking.ask(neo4j, name, parameters).rows == expected, parameters


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_same_words(sparql: SparqlEngine, neo4j: CypherEngine, language: str) -> None:
    """Names, quantities and deadlines read alike."""
    asking.same_words(sparql, neo4j, language)


@NAMES
def test_no_question_goes_through_everything(
    sparql: SparqlEngine, neo4j: CypherEngine, neo4j_server: servers.Neo4j, data: str, name: str
) -> None:
    """A plan begins at things of a class or at the one that is given."""
    query = asking.CATALOGUE[name]
    # With the very values of the test before, whose plan the server has kept.
    values = query.cypher_values(query.whole_values(neo4j, asked(sparql, data, name)))
    login = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.address, auth=login) as driver:
        plan = driver.execute_query("EXPLAIN " + query.cypher, values).summary.plan
    assert plan is not None
    found = list(_operators(plan))
    assert len(found) > 3
    assert not [one for one in found if "AllNodes" in one or "AllRelationships" in one]


@pytest.mark.parametrize("name", asking.BATCHED)
def test_a_batch_is_its_part_of_the_whole(
    sparql: SparqlEngine, neo4j: CypherEngine, data: str, name: str
) -> None:
    """Asked for some of the things that its rows go by, a question finds just their rows.

    What the whole is SPARQL tells: to plan it takes a Neo4j as long as the batch.
    """
    query = asking.CATALOGUE[name]
    place = [column.name for column in query.columns].index(query.by)
    values = query.values(asking.required(query))
    whole = set(query.rows_of(sparql, values))
    some = sorted({row[place] for row in whole} - {None})[::2]  # what is of no document is null
    found = query.rows_of(neo4j, {**values, piecewise.AMONG: tuple(some)})
    assert {row for row in found if row[place] in some} == {r for r in whole if r[place] in some}
    assert some or data == "documents"


@NAMES
def test_a_hostile_value_finds_nothing_and_harms_nothing(
    neo4j: CypherEngine, data: str, name: str
) -> None:
    """A value is a value in each parameter that takes text: nothing is found, changed or broken."""
    asking.harmless(neo4j, name, data, asking.HOSTILE[:2])


def test_a_thing_that_is_not_there_gets_a_suggestion(neo4j: CypherEngine, data: str) -> None:
    """A misspelt thing is told, with the nearest that the graph holds."""
    with pytest.raises(QueryError, match=f"did you mean '{NEAR[data]}'"):
        asking.ask(neo4j, "actor-profile", {"actor": NEAR[data][:-1]})


def asked(sparql: SparqlEngine, data: str, name: str) -> asking.Parameters:
    """The parameter set of a question: of the made-up graphs one that finds something."""
    return asking.telling(sparql, data, name) if data == "made_up" else asking.listed(name, data)[0]


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", []):
        yield from _operators(child)
