"""The Graph Store Protocol, against a real SPARQL server."""

import json
import socket
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from mindet import publishing
from mindet.dataset import Dataset
from mindet.errors import PublishError

TEXT = """\
<urn:a> <urn:p> "ә"@kk <urn:g1> .
<urn:a> <urn:p> "1.10"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g2> .
<urn:b> <urn:p> <urn:c> .
"""


@pytest.fixture
def data() -> Dataset:
    """Two named graphs and a default one."""
    return Dataset.parse(TEXT.encode(), "nquads")


def ask(server: str, query: str) -> list[list[str]]:
    """The rows of `query` at the server, as text."""
    url = f"{server}/query?{urllib.parse.urlencode({'query': query})}"
    request = urllib.request.Request(url, headers={"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=10) as response:
        found = json.load(response)
    names = found["head"]["vars"]
    return [[row[n]["value"] for n in names if n in row] for row in found["results"]["bindings"]]


def test_publish_replaces_each_graph(oxigraph_server: str, data: Dataset) -> None:
    """Each graph arrives under its name; a second publication takes the place of the first."""
    done = list(publishing.publish(data, f"{oxigraph_server}/store"))
    assert [(d.graph, d.triples) for d in done] == [(None, 1), ("urn:g1", 1), ("urn:g2", 1)]
    changed = Dataset.parse(b'<urn:a> <urn:p> "new" <urn:g1> .', "nquads")
    list(publishing.publish(changed, f"{oxigraph_server}/store"))
    query = "SELECT ?g ?o WHERE { GRAPH ?g { <urn:a> <urn:p> ?o } } ORDER BY ?g"
    rows = ask(oxigraph_server, query)
    assert rows[0] == ["urn:g1", "new"]
    assert rows[1][0] == "urn:g2"
    assert float(rows[1][1]) == 1.1  # this server rewrites 1.10


class Refusing(BaseHTTPRequestHandler):
    """Answers each PUT with the status that its path names."""

    def do_PUT(self) -> None:
        """Refuse."""
        self.send_response(int(self.path.strip("/").split("?")[0]))
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def refusing() -> Iterator[str]:
    """A server that refuses."""
    server = HTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "--user"), (404, "no Graph Store"), (302, "302"), (500, "500"), (405, "read-only")],
)
def test_refusals_are_told(status: int, words: str, refusing: str, data: Dataset) -> None:
    """What the server refuses is an error with its status; a redirect is not followed."""
    with pytest.raises(PublishError, match=words):
        list(publishing.publish(data, f"{refusing}/{status}", user="u", password="hush"))


def test_password_is_in_no_message(refusing: str, data: Dataset) -> None:
    """The password stands in no error."""
    with pytest.raises(PublishError) as caught:
        list(publishing.publish(data, f"{refusing}/401", user="u", password="hush"))
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x/y",
        "file:///etc/passwd",
        "x",
        "",
        "http://",
        "http://u:p@h/s",
        "http://h/s?graph=x",
        "http://[::1",
        "http://h:99999/s",
        "http://h:x/s",
        "http://h/a store",
        "http://h/\nX: y",
        "http://үй/s",
    ],
)
def test_addresses_are_checked(url: str, data: Dataset) -> None:
    """Only a plain http or https address is a Graph Store."""
    with pytest.raises(PublishError, match=r"no address of a Graph Store|leave that out"):
        list(publishing.publish(data, url))


def test_nobody_listens(data: Dataset) -> None:
    """A server that is not there is told with its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PublishError, match="can't be reached"):
        list(publishing.publish(data, f"http://127.0.0.1:{port}/store"))


def test_blank_graph_is_refused() -> None:
    """A graph without an IRI can't be addressed by the protocol."""
    data = Dataset.parse(b"<urn:a> <urn:b> <urn:c> _:g .", "nquads")
    with pytest.raises(PublishError, match="blank node"):
        list(publishing.publish(data, "http://127.0.0.1:1/store"))
