"""The pure mapping: natural for what the ontology knows, lossless for any RDF."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rdf
from mindet.dataset import SUFFIXES, Dataset
from mindet.errors import DatasetError, ProjectionError
from mindet.ontology import own
from mindet.projection import blanks
from mindet.projection.graph import Node, PropertyGraph
from mindet.projection.mapping import decode, encode
from mindet.projection.names import Names

ONTOLOGY = own()
FILES = 20  # of the suites at once: each is a part of the graph, and a spool has its price
PREFIXES = """
@prefix mn: <https://w3id.org/mindet#> . @prefix id: <https://w3id.org/mindet/id/> .
@prefix g: <https://w3id.org/mindet/graph/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <http://example.org/vocab#> .
"""


def _trig(text: str) -> Dataset:
    return Dataset.parse((PREFIXES + text).encode(), "trig")


def _nodes(graph: PropertyGraph) -> dict[str, Node]:
    return {node.iri.rpartition("/")[2].rpartition("#")[2]: node for node in graph.nodes}


def _round(data: Dataset, names: Names | None = None) -> PropertyGraph:
    graph = encode(data, ONTOLOGY, names)
    assert decode(graph).isomorphic(data)
    assert graph.counts.triples == len(data)
    return graph


def test_what_the_ontology_knows_is_plain() -> None:
    """Classes, texts, dates, decimals, enumerations and open points have the forms queries use."""
    graph = _round(
        _trig(
            """g:002 {
              id:s a mn:Target ; mn:gist "Cable"@en, "Кабель"@ru ; mn:responsible mn:unstated ;
                mn:due id:d ; mn:about id:p .
              id:d a mn:Deadline ; mn:strictEnd "2026-12-31"^^xsd:date .
              id:q a mn:Quantity ; mn:lower 40000.50 ; mn:additional true .
              id:c a mn:Claim ; mn:act mn:plans ; mn:states id:s .
              id:p skos:altLabel "B"@kk, "A"@kk . }"""
        )
    )
    nodes = _nodes(graph)
    assert nodes["s"].labels == ("Resource", "Statement", "Target")
    assert nodes["s"].properties.keys() - {"digest"} == {
        "iri", "types", "graph", "gist_en", "gist_ru", "responsible_unstated",
    }  # fmt: skip
    assert nodes["s"].properties["types"] == ["Target"]
    assert nodes["s"].properties["graph"] == "002"
    assert nodes["s"].properties["gist_ru"] == "Кабель"
    assert nodes["s"].properties["responsible_unstated"] is True
    assert nodes["d"].properties["strictEnd"] == datetime.date(2026, 12, 31)
    assert nodes["q"].properties["lower"] == 40000.5
    assert nodes["q"].properties["lower_lexical"] == "40000.50"
    assert nodes["q"].properties["additional"] is True
    assert nodes["c"].properties["act"] == "plans"
    assert nodes["p"].properties["altLabel_kk"] == ["A", "B"]
    assert [(link.type, dict(link.properties)) for link in graph.relationships] == [
        ("STATES", {}),
        ("ABOUT", {}),
        ("DUE", {}),
    ]
    assert graph.counts.overflow == 0


def test_other_vocabularies_have_names_to_guess() -> None:
    """A foreign term keeps its local name; a clash or a word that is no name gets a prefix."""
    graph = _round(
        _trig(
            """{ id:x a foaf:Person, :Person, mn:Person ; foaf:name "A" ; :name "B" ; :label "C" ;
                 :имя "D" ; :in-dex 5 ; foaf:knows id:y ; :knows id:y ; :about id:y ;
                 rdfs:label "E"@kk . }"""
        )
    )
    node = _nodes(graph)["x"]
    assert node.properties["types"] == ["Person", "example_Person", "foaf_Person"]
    assert {k: v for k, v in node.properties.items() if isinstance(v, str | int)} == {
        "iri": node.iri, "digest": node.properties["digest"], "example_label": "C", "label_kk": "E",
        "name": "B", "foaf_name": "A", "имя": "D", "example_in_dex": 5,
    }  # fmt: skip
    assert {link.type for link in graph.relationships} == {"KNOWS", "FOAF_KNOWS", "EXAMPLE_ABOUT"}


def test_what_does_not_fit_overflows() -> None:
    """A second value of a single-valued property, an odd form, another graph: kept aside."""
    graph = _round(
        _trig(
            """g:a { id:x mn:lower 1.0, 2.0 ; mn:start 007 ; mn:bearer id:y ; mn:end 5 . }
               g:b { id:x a mn:Passage ; mn:bearer id:y . }"""
        )
    )
    node = _nodes(graph)["x"]
    assert node.properties["lower_lexical"] == "1.0"
    overflow = node.properties["overflow"]
    assert isinstance(overflow, list)
    assert len(overflow) == graph.counts.overflow == 3
    assert [dict(link.properties) for link in graph.relationships] == [{}, {"graph": "b"}]


def test_nasty() -> None:
    """The classic traps come back, all of them."""
    graph = _round(rdf.nasty())
    assert all(len(node.iri) < 200 for node in graph.nodes)


@settings(max_examples=30)
@given(rdf.datasets)
def test_any_dataset_comes_back(data: Dataset) -> None:
    """Whatever the dataset, decode(encode(D)) is D."""
    _round(data)


@settings(max_examples=15)
@given(rdf.datasets, rdf.datasets)
def test_names_last(first: Dataset, second: Dataset) -> None:
    """A later dataset keeps the names of an earlier one, and still comes back."""
    names = encode(first, ONTOLOGY).names
    later = _round(Dataset([*first, *second]), names)
    assert names.agrees(later.names)
    assert Names.from_json(later.names.to_json()) == later.names


@settings(max_examples=15)
@given(rdf.datasets, st.randoms(use_true_random=False))
def test_same_dataset_same_graph(data: Dataset, random: object) -> None:
    """Other labels for the blank nodes give the very same property graph."""
    labels = ["x", "y", "z"]
    random.shuffle(labels)  # type: ignore[attr-defined]  # a random.Random
    names = dict(zip("xyz", labels, strict=True))

    def name(term: object) -> object:
        return ox.BlankNode("n" + names[term.value]) if isinstance(term, ox.BlankNode) else term

    other = Dataset(
        ox.Quad(name(q.subject), q.predicate, name(q.object), name(q.graph_name))  # type: ignore[arg-type]  # RDF 1.1 terms only
        for q in data
    )
    assert encode(other, ONTOLOGY) == encode(data, ONTOLOGY)


def test_w3c_suites(w3c: Path) -> None:
    """Every file of the W3C Turtle, TriG, N-Triples and N-Quads suites that parses comes back."""
    read = []
    for path in rdf.suites(w3c, "rdf-turtle", "rdf-trig", "rdf-n-triples", "rdf-n-quads"):
        form, base = SUFFIXES[path.suffix], f"http://example/{path.name}"
        with contextlib.suppress(DatasetError):  # a negative test
            read.append(Dataset.parse(path.read_bytes(), form, base=base))
    assert len(read) > 600
    for start in range(0, len(read), FILES):
        _round(Dataset(quad for data in read[start : start + FILES] for quad in data))


def test_own_ontology() -> None:
    """The ontology's own graph comes back, and nothing of it overflows."""
    assert _round(ONTOLOGY.dataset()).counts.overflow == 0


def test_changed_by_hand() -> None:
    """A value that has been changed in the store into no RDF is told with its node."""
    graph = encode(_trig("{ id:x mn:start 5 . }"), ONTOLOGY)
    node = _nodes(graph)["x"]
    bad = Node(node.iri, node.labels, {**node.properties, "start": "five"})
    with pytest.raises(ProjectionError, match="id/x"):
        decode(PropertyGraph([bad], [], graph.names))


def test_analysts_own_words_are_left_out() -> None:
    """Properties and relationship types that no load made are not RDF."""
    data = _trig("{ id:x mn:start 5 . }")
    graph = encode(data, ONTOLOGY)
    nodes = [Node(n.iri, (*n.labels, "Mine"), {**n.properties, "mine": 1}) for n in graph.nodes]
    assert decode(PropertyGraph(nodes, [], graph.names)).quads == data.quads


def _clique(size: int) -> Dataset:
    nodes = [ox.BlankNode(f"n{i}") for i in range(size)]
    p = ox.NamedNode("http://example.org/p")
    return Dataset(ox.Quad(a, p, b) for a in nodes for b in nodes if a != b)


def test_blank_nodes_that_look_alike() -> None:
    """A 9-clique, a hub of a hundred, a ring: named without trying all ways, and they come back."""
    ring = [f"_:r{i} :p _:r{(i + 1) % 60} ." for i in range(60)]
    hub = [f"_:hub :p _:h{i} . _:h{i} :q 1 ." for i in range(100)]
    for data in (_clique(9), _trig("{" + "".join(ring) + "}"), _trig("{" + "".join(hub) + "}")):
        graph = encode(data, ONTOLOGY)
        back = decode(graph)
        assert len(back) == len(data)
        assert encode(back, ONTOLOGY).nodes == graph.nodes
        assert graph.counts.unnamed == 0


def test_the_bound_on_naming_is_told() -> None:
    """Past the bound the input's labels decide; nothing is lost, and the report says so."""
    data = _clique(6)
    renamed, over = blanks.rename(data.quads, work=50)
    assert over == 1
    assert len(set(renamed)) == len(data)


def test_names_do_not_depend_on_the_rest() -> None:
    """A part of blank nodes keeps its names when triples elsewhere come or go."""
    part = "_:a :p [ :q 1 ] . "
    one = {n.iri for n in encode(_trig("{" + part + "}"), ONTOLOGY).nodes if n.iri[0] == "_"}
    two = {n.iri for n in encode(_trig("{" + part + "[] :r 1 . :x :y _:z . }"), ONTOLOGY).nodes}
    assert len(one) == 2
    assert one < two
