"""SPARQL endpoints as the tests of publishing see them: read and filled past our own code."""

from __future__ import annotations

import urllib.parse
import urllib.request
from dataclasses import dataclass

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.publishing import Address
from mindet.terms import PUBLISHED, XSD

TEXT = f"""\
<urn:a> <urn:p> "ә"@kk <urn:g1> .
<urn:a> <urn:p> "1.10"^^<{XSD}decimal> <urn:g2> .
<urn:a> <urn:p> "007"^^<{XSD}integer> <urn:g2> .
<urn:a> <urn:p> "long enough that sending a difference pays" <urn:g2> .
<urn:a> <urn:p> _:x <urn:g3> .
_:x <urn:p> _:y <urn:g3> .
<urn:b> <urn:p> <urn:c> .
"""
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <%s> { ?s ?p ?o } }"


@dataclass(frozen=True)
class Endpoint:
    """A server by the address of its Graph Store."""

    store: str

    @property
    def address(self) -> Address:
        """All its addresses."""
        return Address.of(self.store)

    def update(self, text: str) -> None:
        """Carry out an update."""
        _send(self.address.update, text.encode(), "application/sparql-update")

    def graph(self, name: str) -> Dataset:
        """The triples of a graph."""
        return self.construct(ALL % name)

    def default(self) -> Dataset:
        """The triples of the default graph."""
        return self.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    def names(self) -> set[str]:
        """The graphs that have triples, the status graph apart."""
        text = "CONSTRUCT { ?g <urn:p> <urn:o> } WHERE { GRAPH ?g { ?s ?p ?o } }"
        found = self.construct(text)
        return {q.subject.value for q in found if isinstance(q.subject, ox.NamedNode)} - {PUBLISHED}

    def put(self, text: bytes, media: str) -> None:
        """Put a file into the Graph Store as its sender says it is, quads or the default graph."""
        quads = media in ("application/trig", "application/n-quads", "application/ld+json")
        _send(self.store if quads else f"{self.store}?default", text, media)

    def clear(self) -> None:
        """Nothing is left."""
        self.update("DROP ALL")

    def construct(self, text: str) -> Dataset:
        """The answer to a query."""
        body = urllib.parse.urlencode({"query": text}).encode()
        reply = _send(self.address.query, body, "application/x-www-form-urlencoded")
        return Dataset.parse(reply, "ntriples")


def _send(url: str, body: bytes, kind: str) -> bytes:
    headers = {"Content-Type": kind, "Accept": "application/n-triples"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as reply:
        return bytes(reply.read())


def data(*replaced: str, text: str = TEXT) -> Dataset:
    """The dataset of `text` with pieces replaced: old, new, old, new …; each must be there."""
    for old, new in zip(replaced[::2], replaced[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    return Dataset.parse(text.encode(), "nquads")


def holds(endpoint: Endpoint, dataset: Dataset) -> None:
    """Fail unless the endpoint has the graphs of the dataset, by value, and no others of ours."""
    assert endpoint.names() == set(dataset.graph_names())
    for name in dataset.graph_names():
        assert by_value(endpoint.graph(name)).isomorphic(by_value(dataset.graph(name))), name


def by_value(dataset: Dataset) -> Dataset:
    """The dataset as a store rewrites it, in the default graph."""
    return Dataset(ox.Quad(*quad.triple) for quad in dataset.sparql_store())
