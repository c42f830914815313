"""SPARQL endpoints as the tests of publishing see them: read and filled past our own code."""

from __future__ import annotations

import urllib.parse
import urllib.request
from dataclasses import dataclass

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.publishing import Address
from mindet.terms import PUBLISHED

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
