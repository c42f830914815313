"""The addresses of a SPARQL endpoint: its Graph Store, where it takes updates, where it answers.

>>> Address.of("http://localhost:7878/store").update
'http://localhost:7878/update'
>>> Address.of("http://localhost:7200/repositories/road/rdf-graphs/service").query
'http://localhost:7200/repositories/road'
"""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass

from mindet import web
from mindet.errors import EndpointError

# How servers name their addresses: the end of the Graph Store's, and what stands in its place
# where they take updates and where they answer queries.
_CUSTOMS = (
    ("/store", "/update", "/query"),  # Oxigraph
    ("/data", "/update", "/query"),  # Fuseki
    ("/rdf-graphs/service", "/statements", ""),  # GraphDB, RDF4J
    ("/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth"),  # Virtuoso
    ("/sparql-graph-crud", "/sparql", "/sparql"),
    ("", "/update", "/query"),  # Stardog; Fuseki's dataset address
)


@dataclass(frozen=True)
class Address:
    """Where one endpoint has its Graph Store, takes updates and answers queries."""

    store: str
    update: str
    query: str

    @classmethod
    def of(cls, store: str, *, update: str | None = None, query: str | None = None) -> Address:
        """The endpoint with the Graph Store `store`; what is not given follows from its path.

        Raises EndpointError for what is no plain http or https address.
        """
        for address in filter(None, (store, update, query)):
            _check(address)
        if not store:
            _check(store)
        base = store.rstrip("/")
        end, *rest = next(custom for custom in _CUSTOMS if base.endswith(custom[0]))
        base = base.removesuffix(end)
        return cls(store, update or base + rest[0], query or base + rest[1])

    def graph(self, name: str | None) -> str:
        """The address of a graph in the Graph Store (None: of the default graph).

        >>> Address.of("http://h/store").graph("urn:a b")
        'http://h/store?graph=urn%3Aa+b'
        """
        parameter = "default" if name is None else urllib.parse.urlencode({"graph": name})
        return f"{self.store}?{parameter}"


def _check(url: str) -> None:
    parts = web.plain(url)
    if parts is None:
        what = f"{url!r} is no address of a Graph Store"
        raise EndpointError(
            what, remedy="write http://HOST:PORT/PATH, as in http://localhost:7878/store"
        )
    if parts.query or parts.fragment or parts.username:
        what = "the address has a query, a fragment or a user in it"
        remedy = "leave that out; use --endpoint-user"
        raise EndpointError(what, where=parts.hostname or "", remedy=remedy)
