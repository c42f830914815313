"""Requests to `/sparql` for tests: any method and body, and bytes as they are."""

from __future__ import annotations

import contextlib
import http.client
import socket
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from explorers import Answer, Explorer
from mindet.dataset import Dataset
from mindet.ontology import own
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.store import Store, open_store

_MANY = " ".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 }}" for n in range(12))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {_MANY} }}"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
FOAF = "<http://xmlns.com/foaf/0.1/Document>"
KASEI = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
"""The graphs of the W3C's protocol tests: each says of itself that it is a document."""


def send(
    explorer: Explorer, path: str = "/sparql", method: str = "GET", body: bytes = b"",
    **headers: str,
) -> Answer:  # fmt: skip
    """The answer to a request; `Content_Type` and the like as keywords."""
    parts = urlsplit(explorer.url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=120)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, named)
    found = connection.getresponse()
    answer = Answer(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
    connection.close()
    return answer


def ask(explorer: Explorer, text: str, accept: str = "", **fields: str) -> Answer:
    """The answer to a query by GET."""
    headers = {"Accept": accept} if accept else {}
    return send(explorer, f"/sparql?{urlencode({'query': text, **fields})}", **headers)


def post(explorer: Explorer, text: str, accept: str = "", **fields: str) -> Answer:
    """The answer to a query by a form."""
    headers = {"Accept": accept} if accept else {}
    body = urlencode({"query": text, **fields}, quote_via=quote).encode()
    return send(explorer, method="POST", body=body, Content_Type=FORM, **headers)


def raw(explorer: Explorer, data: bytes) -> bytes:
    """What comes back for bytes that no client would send."""
    parts = urlsplit(explorer.url)
    with socket.create_connection((str(parts.hostname), parts.port or 80), timeout=120) as line:
        found = b""
        with contextlib.suppress(OSError):  # the server has had enough
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(1 << 16):
                found += part
    return found


def build(folder: Path) -> None:
    """A store of the graphs of the W3C's tests."""
    with open_store(folder, write=True) as store:
        load(store, 3)


def load(store: Store, graphs: int) -> None:
    """Bring a store into step with so many of them."""
    names = [f"<{KASEI.format(n)}>" for n in range(1, graphs + 1)]
    quads = "".join(f"{name} {{ {name} a {FOAF} }}\n" for name in names)
    with Spool.of(Dataset.parse(quads.encode(), "trig")) as spool:
        sync.load(store, spool, own())
