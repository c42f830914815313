"""Data with holes in it: what is missing or left unsaid is so for every engine alike."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology
from mindet.store import Store
from mindet.terms import ID, RDF, UNSTATED

LOST, UNSAID = 0.06, 0.05
READINGS: tuple[asking.Parameters, ...] = (
    {},
    {"as_of": "2020-04-15", "inferences": "false", "lang": "kk"},
)
SILENT = {"bearer", "issuer", "responsible", "due", "inForce", "speaker", "counterparty", "task"}


def holey(seed: int, ontology: Ontology) -> Dataset:
    """The made-up graphs with some facts lost and some left unsaid."""
    dice = random.Random(seed)
    quads = []
    for quad in Dataset.read(asking.FILES):
        name = quad.predicate.value.rpartition("#")[2]
        if quad.predicate.value != RDF + "type" and dice.random() < LOST:
            continue
        if name in SILENT and quad.object.value.startswith(ID) and dice.random() < UNSAID:  # type: ignore[union-attr]  # RDF 1.1 only
            quad = ox.Quad(quad.subject, quad.predicate, ox.NamedNode(UNSTATED), quad.graph_name)
        quads.append(quad)
    return Dataset([*quads, *ontology.dataset()])


@pytest.mark.parametrize("seed", [1])
def test_holes_are_seen_alike(seed: int, embedded_store: Store, ontology: Ontology) -> None:
    """A lost date, bound, role or reason makes the same rows in Cypher and in SPARQL."""
    dataset = holey(seed, ontology)
    sparql, cypher = SparqlEngine(dataset), asking.load(embedded_store, dataset)
    for name in asking.CATALOGUE:
        for parameters in asking.each_once("made_up", name, READINGS):
            expected = asking.ask(sparql, name, parameters).rows
            assert asking.ask(cypher, name, parameters).rows == expected, (name, parameters)
