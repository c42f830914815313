"""What is asked of a SPARQL endpoint, and how: queries, updates, its Graph Store."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from mindet.errors import EndpointError
from mindet.publishing import status
from mindet.publishing.address import Address
from mindet.publishing.graphs import dotted
from mindet.terms import PUBLISHED
from mindet.web.connection import Connection, Reply

TRIPLES = "application/n-triples"
QUADS = "application/n-quads"
ASKED = 500  # graphs in one question
# Servers that refuse a body that was cut off. Others take the lines that came for all: there
# nothing but SPARQL Update is safe, a text that does not parse without its end.
_CAREFUL = ("Oxigraph",)
REMEDIES = {
    403: "the server takes no writes from this user",
    404: "this is no Graph Store address: see the server's manual for its path, "
    "or give --update and --query",
    405: "the server is read-only, or this is its query address",
    413: "give a smaller --request-bytes",
}
_ACCEPT = {"Accept": f"{TRIPLES}, text/turtle;q=0.5"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded", **_ACCEPT}


class Server:
    """One endpoint by one connection; every method raises EndpointError for a refusal."""

    def __init__(self, address: Address, connection: Connection) -> None:
        self.address, self._connection = address, connection
        self._answers: bool | None = None  # whether it takes queries, once that is known
        self.takes_quads = False  # whether it does, and safely

    def told(self) -> status.Told:
        """What the status graph says."""
        return status.Told.of(self.graph(PUBLISHED))

    def held(self) -> status.Held:
        """The rows of the status graph."""
        return self.told().rows

    def graph(self, name: str | None) -> list[ox.Triple]:
        """The triples of a graph as the server has them, or as many as it is willing to tell."""
        where = "?s ?p ?o" if name is None else f"GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }}"
        asked = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"
        reply = None if dotted(where.encode()) else self._query(asked)
        if reply is None:
            reply = self._connection.request("GET", self.address.graph(name), b"", _ACCEPT)
            if reply.status == 404:
                return []
        return _triples(reply)

    def present(self, names: Sequence[str | None]) -> set[str | None]:
        """Which of the graphs have triples at the server."""
        found: set[str | None] = {None} if None in names and self._default() else set()
        named = [name for name in names if name is not None]
        odd = {name for name in named if dotted(f"<{name}>".encode())}
        found.update(name for name in sorted(odd) if self.graph(name))
        plain = [name for name in named if name not in odd]
        for start in range(0, len(plain), ASKED):
            found.update(self._present(plain[start : start + ASKED]))
        return found

    def _default(self) -> bool:
        """Whether the default graph has a triple of its own: some servers show all graphs in it."""
        alone = "FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }"
        reply = self._query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o {alone} }} LIMIT 1")
        return bool(self.graph(None) if reply is None else _triples(reply))

    def _present(self, names: Iterable[str]) -> Iterable[str]:
        values = " ".join(str(ox.NamedNode(name)) for name in names)
        there = "FILTER EXISTS { GRAPH ?graph { ?s ?p ?o } }"
        what = f'CONSTRUCT {{ ?graph <{status.DIGEST}> "" }}'
        reply = self._query(f"{what} WHERE {{ VALUES ?graph {{ {values} }} {there} }}")
        if reply is None:
            return [name for name in names if self.graph(name)]
        return [t.subject.value for t in _triples(reply) if isinstance(t.subject, ox.NamedNode)]

    def _query(self, text: str) -> Reply | None:
        """The reply; None where the server takes no queries."""
        if self._answers is False:
            return None
        body = urllib.parse.urlencode({"query": text}).encode()
        reply = self._connection.request("POST", self.address.query, body, _FORM)
        if self._answers is None:
            self._answers = not reply.absent
            self.takes_quads = reply.headers.get("server", "").startswith(_CAREFUL)
        return reply if self._answers else None

    def takes_updates(self) -> bool:
        """Whether it has SPARQL Update; shown by an update that changes nothing."""
        reply = self._update("INSERT DATA {}")
        if reply.absent:
            return False
        if not reply.done:
            raise reply.error()
        return True

    def update(self, request: str) -> Reply:
        """The reply to an update: done, or that it is too large."""
        return _done_or(self._update(request), 413)

    def _update(self, request: str) -> Reply:
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        body, url = request.encode(), self.address.update
        return self._connection.request("POST", url, body, headers)

    def add(self, quads: bytes) -> Reply:
        """The reply to quads for the whole store: done, too large, or that it takes none."""
        headers = {"Content-Type": QUADS}
        reply = self._connection.request("POST", self.address.store, quads, headers)
        return _done_or(reply, 400, 404, 405, 413, 415, 501)

    def put(self, name: str | None, lines: Iterable[str]) -> None:
        """Replace a graph by the Graph Store Protocol."""
        body = "".join(f"{line}\n" for line in lines).encode()
        headers = {"Content-Type": TRIPLES}
        _done_or(self._connection.request("PUT", self.address.graph(name), body, headers))

    def delete(self, name: str | None) -> None:
        """Drop a graph by the Graph Store Protocol, if it is there."""
        _done_or(self._connection.request("DELETE", self.address.graph(name)), 404)


def _done_or(reply: Reply, *others: int) -> Reply:
    if not reply.done and reply.status not in others:
        raise reply.error()
    return reply


def _triples(reply: Reply) -> list[ox.Triple]:
    if not reply.done:
        raise reply.error()
    kind = reply.headers.get("content-type", "").partition(";")[0].strip()
    form = ox.RdfFormat.from_media_type(kind) if kind else None
    try:
        return [quad.triple for quad in ox.parse(reply.body, form or ox.RdfFormat.N_TRIPLES)]
    except (SyntaxError, ValueError) as error:
        what = f"the server's answer can't be read: {error}"
        raise EndpointError(what, where=reply.url, remedy="is it a SPARQL endpoint?") from None
