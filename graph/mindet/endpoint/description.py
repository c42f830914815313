"""What the endpoint is, in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mindet.dataset import FORMATS, tidy
from mindet.endpoint import formats
from mindet.endpoint.formats import W3C
from mindet.terms import RDF, RDFS

SD = "http://www.w3.org/ns/sparql-service-description#"
MOST = 1_000  # graphs that are named
NAMES = f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ }} }} ORDER BY ?graph LIMIT {MOST}"
COMMENTS = {
    "en": "Read-only. The default graph is the union of all graphs. Numbers and dates are "
    "answered by value: 1.10 as 1.1. At a limit of time or size the answer is an error.",
    "ru": "Только чтение. Граф по умолчанию — объединение всех графов. Числа и даты отдаются "
    "по значению: 1.10 как 1.1. На пределе времени или размера ответ — ошибка.",
    "kk": "Тек оқуға арналған. Әдепкі граф — барлық графтың бірігуі. Сандар мен күндер мәні "
    "бойынша беріледі: 1.10 орнына 1.1. Уақыт не көлем шегінде жауап — қате.",
}


def description(address: str, graphs: Iterable[str], form: str) -> bytes:
    """The description of the service at `address`, whose dataset has the named `graphs`."""
    told = [ox.Triple(s, ox.NamedNode(p), o) for s, p, o in _triples(address, graphs)]
    prefixes = {"sd": SD, "formats": W3C, "rdfs": RDFS}
    data = ox.serialize(told, format=FORMATS[form], prefixes=prefixes) or b""
    return tidy(data.decode(), form).encode()


_Node = ox.NamedNode | ox.BlankNode
_Told = Iterator[tuple[_Node, str, _Node | ox.Literal]]


def _triples(address: str, graphs: Iterable[str]) -> _Told:
    service, data, union = ox.NamedNode(address), ox.BlankNode("data"), ox.BlankNode("union")
    yield service, RDF + "type", _sd("Service")
    yield service, SD + "endpoint", service
    yield service, SD + "supportedLanguage", _sd("SPARQL11Query")
    yield service, SD + "feature", _sd("UnionDefaultGraph")
    for name in formats.NAMES.values():
        yield service, SD + "resultFormat", ox.NamedNode(W3C + name)
    for tag, text in COMMENTS.items():
        yield service, RDFS + "comment", ox.Literal(text, language=tag)
    yield service, SD + "defaultDataset", data
    yield data, RDF + "type", _sd("Dataset")
    yield data, SD + "defaultGraph", union
    yield union, RDF + "type", _sd("Graph")
    for number, name in enumerate(graphs):
        graph = ox.BlankNode(f"graph{number}")
        yield data, SD + "namedGraph", graph
        yield graph, RDF + "type", _sd("NamedGraph")
        yield graph, SD + "name", ox.NamedNode(name)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
