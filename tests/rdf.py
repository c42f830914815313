"""RDF for the tests: a nasty dataset, and hypothesis strategies for any dataset."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from hypothesis import strategies as st

from mindet.dataset import SUFFIXES, Dataset
from mindet.terms import GRAPH, ID, MN, RDF, RDFS, SKOS, XSD

NASTY = """
@prefix : <http://example.org/vocab#> .
@prefix other: <http://example.net/vocab#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix mn: <https://w3id.org/mindet#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix g: <https://w3id.org/mindet/graph/> .

g:one {
  :a a :Thing, mn:Ministry, _:class ;
    :label-ru "ярлык" ; :имя "Абай", "Құнанбай"@kk, "Qunanbay"@kk-latn ;
    :name "a" ; other:name "b" ;
    rdfs:label "plain", "en"@en, "en too"@en, "us"@en-us ; foaf:name "" ;
    :lines "a\\nb\\r\\n\\tc \\\\ \\" ' `" ; :astral "😀𐀀" ; :mark "\\u0301" ;
    :control "\\u0001\\u000B" ;
    :n 1, 007, 12345678901234567890, -1, "x"^^xsd:integer, "1"^^xsd:int ;
    :d 1.10, 1.1, 1.0, "NaN"^^xsd:decimal ; :f 1e0, "INF"^^xsd:double, "-0.0"^^xsd:double ;
    :on "2026-01-09"^^xsd:date, "2026-01-09Z"^^xsd:date, "10000-01-01"^^xsd:date,
        "2026-02-30"^^xsd:date ;
    :at "2026-01-09T10:00:00+05:00"^^xsd:dateTime, "2026-01-09T10:00:00"^^xsd:dateTime,
        "2026-01-09T10:00:00.1234567Z"^^xsd:dateTime, "2026-01-09T24:00:00Z"^^xsd:dateTime ;
    :year "2026"^^xsd:gYear ; :kelvin "3"^^<http://example.org/K>, "4"^^<http://example.org/C> ;
    :yes true, "1"^^xsd:boolean ; rdf:_1 "first" ; rdf:_2 "second" ; :Thing "a class as property" ;
    :mail <info@adilet> ; :knows :b, :b2, _:x ; :self :a ; mn:bearer mn:unstated, "a word" ;
    mn:act mn:plans, :other, "literal" ; mn:strictEnd "2026-12-31"^^xsd:date, "soon" ;
    :digest "d" ; :iri "i" ; :graph "g" ; :types "t" ; :overflow "o" ;
    :label_ru "taken" ; :act "clash" ; :KNOWS :b ; :part_of :b ; :partOf :b .
  :list :items ( 1 "two" ( _:x ) ) .
  _:x :next _:y . _:y :next _:x .
  [] :twin "same" . [] :twin "same" .
}
g:two { :a a :Elsewhere ; :knows :b ; :name "a" ; mn:act mn:expects . }
_:graph { _:x :name "in a blank graph" . :b :knows _:y . }
{ :a :knows :b . :b :name "in the default graph" ; mn:unit mn:percent . }
<https://w3id.org/mindet/graph/a:b> { :b :name "odd graph" . :only :name "said here alone" . }
"""
LONG_IRI = "http://example.org/" + "long/" * 3000


def nasty() -> Dataset:
    """Foreign words, blank nodes, lists, several graphs, values that fit nowhere."""
    named = Dataset.parse(NASTY.encode(), "trig", base="http://example.org/base/").quads
    long = ox.NamedNode(LONG_IRI)
    masked = ox.NamedNode("urn:mindet:long:0")
    link = ox.Quad(long, ox.NamedNode(MN + "about"), masked, ox.NamedNode(LONG_IRI + "g"))
    return Dataset([*named, link])


_iris = st.sampled_from(
    [
        *(MN + n for n in ("about", "act", "plans", "unstated", "lower", "Ministry", "strictEnd")),
        *(RDF + n for n in ("type", "_1", "first", "rest", "nil")),
        *[RDFS + "label", SKOS + "altLabel", ID + "person/a", ID + "person/b"],
        *["http://a.example/x#name", "http://b.example/x#name", "http://a.example/имя"],
        *["http://a.example/in-put", "http://a.example/", "urn:x", "http://a.example/Label"],
        *["http://a.example/label_kk", "http://a.example/lower_lexical", "http://a.example/ABOUT"],
    ]
)
_graphs = st.sampled_from([GRAPH + "one", GRAPH + "two", "http://a.example/g"])
_blanks = st.sampled_from(["x", "y", "z"])
_text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
_NAMES = ("string", "integer", "int", "decimal", "double", "boolean", "date", "dateTime", "gYear")
_datatypes = st.sampled_from([*(XSD + name for name in _NAMES), "http://a.example/type"])
_lexical = st.one_of(
    _text,
    st.integers().map(str),
    st.decimals(allow_nan=False).map(str),
    st.floats().map(repr),
    st.dates().map(str),
    st.datetimes(timezones=st.timezones()).map(lambda d: d.isoformat()),
    st.sampled_from(["true", "false", "1", "007", "-0.0", "INF", "1.10", "+1", "0"]),
)
_literals = st.one_of(
    st.builds(lambda t, d: ox.Literal(t, datatype=ox.NamedNode(d)), _lexical, _datatypes),
    st.builds(
        lambda t, lang: ox.Literal(t, language=lang),
        _text,
        st.sampled_from(["en", "kk", "kk-latn", "ru", "en-us"]),
    ),
)
_nodes = st.one_of(_iris.map(ox.NamedNode), _blanks.map(ox.BlankNode))
quads = st.builds(
    ox.Quad,
    _nodes,
    _iris.map(ox.NamedNode),
    st.one_of(_nodes, _literals),
    st.one_of(st.just(ox.DefaultGraph()), _graphs.map(ox.NamedNode), _blanks.map(ox.BlankNode)),
)
datasets = st.lists(quads, max_size=25).map(Dataset)


def suites(w3c: Path, *names: str) -> list[Path]:
    """The files of the W3C's suites, tests and results; what implementers report is none."""
    return [
        path
        for name in names
        for path in sorted((w3c / name).rglob("*"))
        if path.suffix in SUFFIXES and "reports" not in path.parts
    ]
