"""Questions to a SPARQL endpoint of anybody's (SPARQL 1.1 Protocol), and their whole answers.

Answers are asked for as JSON, which does not parse where it was cut off: a server that ends a
long answer early would else be taken at its word.
"""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

import pyoxigraph as ox

from mindet import web
from mindet.errors import EndpointError
from mindet.terms import XSD
from mindet.web.connection import Bounds, Connection
from mindet.web.login import Login

BOUNDS = Bounds(silence=600.0, whole=600.0, size=512 * 2**20)
RESULTS = "application/sparql-results+json"
_HEADERS = {"Accept": RESULTS, "Content-Type": "application/x-www-form-urlencoded"}
_REMEDIES = {
    404: "this is no query address: see the server's manual for its path",
    405: "this is no query address: see the server's manual for its path",
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Row = dict[str, Term]


@dataclass(frozen=True)
class Endpoint:
    """The query address of an endpoint, and who asks there.

    Raises EndpointError for what is no plain http or https address.
    """

    url: str
    login: Login | None = None
    bounds: Bounds = field(default=BOUNDS, repr=False)

    def __post_init__(self) -> None:
        parts = web.plain(self.url)
        if parts is None:
            what = f"{self.url!r} is no query address"
            raise EndpointError(what, remedy="write it as http://localhost:7878/query")
        if parts.username or parts.fragment:
            what = "the address has a fragment or a user in it"
            remedy = "leave that out; use --endpoint-user"
            raise EndpointError(what, where=parts.hostname or "", remedy=remedy)

    def rows(self, query: str) -> Iterator[Row]:
        """The solutions of a SELECT, each with the variables that are bound.

        Raises EndpointError where no whole answer comes, or one with what RDF 1.1 does not have.
        """
        for binding in self._answer(query)["results"]["bindings"]:
            yield {name: self._term(value) for name, value in binding.items()}

    def number(self, query: str) -> int:
        """The one number that a SELECT has as ?n."""
        found = [row["n"].value for row in self.rows(query) if "n" in row]
        if len(found) != 1 or not found[0].isascii() or not found[0].isdigit():
            raise self._error("it does not count as SPARQL says", "is it a SPARQL 1.1 endpoint?")
        return int(found[0])

    def holds(self, query: str) -> bool:
        """What an ASK says."""
        return self._answer(query).get("boolean") is True

    def _answer(self, query: str) -> dict[str, Any]:
        try:
            found = json.loads(self._body(query))
            if not isinstance(found.get("boolean"), bool):
                found["results"]["bindings"] + []  # a list
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            what = "the answer is cut off, or no SPARQL results in JSON"
            raise self._error(what, "is it a query address? allow its queries more time") from None
        return dict(found)

    def _body(self, query: str) -> bytes:
        form = urllib.parse.urlencode({"query": query}).encode()
        reply = self._connection.request("POST", self.url, form, _HEADERS)
        if reply.status != HTTPStatus.OK:
            raise reply.error()
        return reply.body

    @cached_property
    def _connection(self) -> Connection:
        return Connection(self.login, bounds=self.bounds, remedies=_REMEDIES)

    def close(self) -> None:
        """Let the server go."""
        self._connection.close()

    def _term(self, told: Any) -> Term:
        try:
            kind, value = told["type"], told["value"]
            if kind == "uri":
                return ox.NamedNode(value)
            if kind == "bnode":
                return ox.BlankNode(f"b{value.encode().hex()}")  # whatever its label looks like
            if kind not in ("literal", "typed-literal"):
                raise ValueError(kind)
            if language := told.get("xml:lang"):
                return ox.Literal(value, language=language)
            return ox.Literal(value, datatype=ox.NamedNode(told.get("datatype", f"{XSD}string")))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = f"a term that RDF 1.1 does not have: {error}"
            raise self._error(what, "mend it there, or load it from a file") from None

    def _error(self, what: str, remedy: str) -> EndpointError:
        return EndpointError(what, where=self.url, remedy=remedy)
