"""What a data set says of itself: true to the data, valid for catalogues, its queries runnable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

import rdf
from mindet import description, exports
from mindet.catalogue import Catalogue
from mindet.dataset import Dataset
from mindet.description import File, Release
from mindet.description.statements import SELF
from mindet.errors import DatasetError

VOID = "http://rdfs.org/ns/void#"
DATA = Path(__file__).parent / "data"
FULL = Release(
    version="1.0",
    base="https://data.example/1.0",
    endpoint="https://data.example/sparql",
    publisher='A "publisher"',
    files=(
        File("turtle", "mindet.ttl.gz", 12, "ab" * 32),
        File("csv", "мін дет.zip", 3, "cd" * 32),
    ),
)


@pytest.fixture(scope="module")
def described(source: exports.Source) -> Dataset:
    """Its description."""
    return description.describe(source, FULL)


def number(store: ox.Store, query: str) -> int:
    """The one number of a query."""
    (row,) = store.query(query, use_default_graph_as_union=True)  # type: ignore[misc,union-attr]
    return int(row[0].value)


def values(described: Dataset, subject: str, predicate: str) -> list[Any]:
    """The values of a property."""
    node, name = ox.NamedNode(subject), ox.NamedNode(predicate)
    return [q.object for q in described if q.subject == node and q.predicate == name]


@pytest.mark.parametrize("release", [FULL, Release()])
def test_valid_for_catalogues(source: exports.Source, release: Release) -> None:
    """All that DCAT-AP makes mandatory is there, whatever was told of the release."""
    text = description.written(description.describe(source, release), "turtle")
    data = rdflib.Graph().parse(data=text, format="turtle")
    shapes = rdflib.Graph().parse(DATA / "dcat-ap.ttl")
    conforms, _, told = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, told


@pytest.mark.parametrize(("name", "query"), [
    ("triples", "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"),
    ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
    ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
    ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
    ("classes", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }"),
    ("entities", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o "
                 'FILTER(STRSTARTS(STR(?s), "https://w3id.org/mindet/id/")) }'),
])  # fmt: skip
def test_figures_are_those_of_sparql(
    described: Dataset, dataset: Dataset, name: str, query: str
) -> None:
    """Each figure is what SPARQL counts."""
    (told,) = values(described, SELF, VOID + name)
    assert int(told.value) == number(dataset.sparql_store(), query) > 0


def test_partitions_are_those_of_sparql(described: Dataset, dataset: Dataset) -> None:
    """Things of each class, uses of each property, triples of each graph: as SPARQL counts."""
    store = described.sparql_store()
    parts = "SELECT ?name ?n { ?part void:%s ?name ; void:%s ?n }"
    prefix = f"PREFIX void: <{VOID}> "
    for kind, counted, pattern in (
        ("class", "entities", "SELECT DISTINCT ?s { ?s a %s }"),
        ("property", "triples", "SELECT DISTINCT ?s ?o { ?s %s ?o }"),
    ):
        rows = list(store.query(prefix + parts % (kind, counted)))  # type: ignore[arg-type]
        assert len(rows) > 20
        for name, count in rows:  # type: ignore[misc]
            query = f"SELECT (COUNT(*) AS ?n) {{ {pattern % name} }}"
            assert number(dataset.sparql_store(), query) == int(count.value), name
    for graph in dataset.graph_names():
        (told,) = values(described, graph, f"{VOID}triples")
        assert int(told.value) == len(dataset.graph(graph))


def test_dates_and_languages_are_the_datas_own(described: Dataset) -> None:
    """The days are those of the documents, the languages those of the labels; no clock is asked."""
    (day,) = values(described, SELF, "http://purl.org/dc/terms/modified")
    assert day.value == "2026-01-09"
    languages = values(described, SELF, "http://purl.org/dc/terms/language")
    assert [one.value[-3:] for one in languages] == ["ENG", "KAZ", "RUS"]


def test_example_queries_run(described: Dataset, dataset: Dataset) -> None:
    """Every example is a whole query with labels in three languages; most find something."""
    name = "http://www.w3.org/ns/shacl#select"
    texts = [q.object.value for q in described if q.predicate.value == name]  # type: ignore[union-attr]
    assert len(texts) == sum(q.prepare == "none" for q in Catalogue.load().values())
    store = dataset.sparql_store()
    found = [len(list(store.query(text, use_default_graph_as_union=True))) for text in texts]  # type: ignore[arg-type]
    assert sum(map(bool, found)) > 30
    label = values(described, f"{SELF}/query/powers", "http://www.w3.org/2000/01/rdf-schema#label")
    assert {one.language for one in label} == {"en", "ru", "kk"}


@pytest.mark.parametrize("form", description.FORMS)
def test_every_form_says_the_same(described: Dataset, form: str) -> None:
    """Turtle, JSON-LD, N-Triples and RDF/XML hold the same description."""
    assert Dataset.parse(description.written(described, form), form).isomorphic(described)


def test_hostile_data_are_described() -> None:
    """Foreign words, blank classes, odd dates: counted, and the description can be read."""
    with exports.Source.of(rdf.nasty()) as source:
        found = description.describe(source)
    assert Dataset.parse(description.written(found, "turtle"), "turtle").isomorphic(found)


@pytest.mark.parametrize("address", ["data.example", "javascript:x", "https://a b", "https://a>b"])
def test_no_web_address(address: str) -> None:
    """What is no web address is refused."""
    with pytest.raises(DatasetError, match="no web address"):
        Release(base=address)
