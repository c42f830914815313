"""Questions to a SPARQL endpoint of anybody's (SPARQL 1.1 Protocol), and their whole answers.

Answers are asked for as JSON, which does not parse where it was cut off: a server that ends a
long answer early would else be taken at its word. No redirect is followed: it would carry the
password to another server.
"""

from __future__ import annotations

import base64
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from mindet import web
from mindet.errors import EndpointError
from mindet.terms import XSD

ANSWER = 512 * 2**20  # bytes of one answer
RESULTS = "application/sparql-results+json"
_REMEDIES = {
    401: "give --endpoint-user, and the password in MINDET_ENDPOINT_PASSWORD",
    404: "this is no query address: see the server's manual for its path",
    405: "this is no query address: see the server's manual for its path",
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Row = dict[str, Term]


@dataclass(frozen=True)
class Endpoint:
    """The query address of an endpoint; each answer has so many `seconds`.

    Raises EndpointError for what is no plain http or https address.
    """

    url: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: float = 600.0

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
        request = urllib.request.Request(  # noqa: S310  # http or https, see above
            self.url, urllib.parse.urlencode({"query": query}).encode(), self._headers()
        )
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            with opener.open(request, timeout=self.seconds) as response:
                return self._whole(response)
        except urllib.error.HTTPError as error:
            detail = " ".join(error.read(300).decode("utf-8", "replace").split())
            what = f"the server answered {error.code} {error.reason} {detail}".strip()
            remedy = _REMEDIES.get(error.code, "see the server's log")
            raise self._error(what, remedy) from None
        except http.client.IncompleteRead:
            raise self._error("the answer is cut off", "try again") from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error) or type(error).__name__
            remedy = "check the address; is it running?"
            raise self._error(f"no answer: {reason}", remedy) from None

    def _whole(self, response: Any) -> bytes:
        """The body, however slowly it drips, within bounds of time and size."""
        parts, size, end = [], 0, time.monotonic() + self.seconds
        while part := response.read(1 << 16):
            parts.append(part)
            size += len(part)
            if size > ANSWER:
                raise self._error("the answer is too long", "load it from a file")
            if time.monotonic() > end:
                raise self._error(f"no whole answer after {self.seconds:g} seconds", "allow more")
        return b"".join(parts)

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": RESULTS, "User-Agent": "mindet"}
        if self.user is not None:
            token = base64.b64encode(f"{self.user}:{self.password or ''}".encode()).decode()
            headers["Authorization"] = f"Basic {token}"
        return headers

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


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: see above."""

    def redirect_request(self, *_: Any) -> None:
        return None
