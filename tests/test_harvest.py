"""The way back from an endpoint: every quad comes, or an error tells that some lack."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import rdf
import servers
from mindet import harvest, sheets
from mindet.cli import cli
from mindet.dataset import Dataset
from mindet.errors import EndpointError
from mindet.harvest import Endpoint, graphs
from mindet.harvest.endpoint import RESULTS
from mindet.ontology import Ontology
from mindet.resources import folder
from mindet.terms import PUBLISHED
from mindet.web import connection
from mindet.web.login import Login

GRAPH = "https://w3id.org/mindet/graph/002"
Handler = Callable[[str], tuple[int, dict[str, str], bytes]]


@pytest.fixture
def server(oxigraph_server: str) -> Iterator[str]:
    """A real SPARQL server, empty at first and afterwards."""
    _send(oxigraph_server, "DELETE", b"")
    yield oxigraph_server
    _send(oxigraph_server, "DELETE", b"")


def _send(server: str, method: str, data: bytes) -> None:
    import urllib.request

    url = f"{server}/store"
    if method == "DELETE":
        url, method = f"{server}/update", "POST"
        data, kind = b"DROP ALL", "application/sparql-update"
    else:
        kind = "application/n-quads"
    request = urllib.request.Request(url, data, {"Content-Type": kind}, method=method)
    urllib.request.urlopen(request).close()


def put(server: str, data: Dataset) -> None:
    """Put a dataset into the server."""
    _send(server, "POST", data.serialise("nquads"))


def fetched(url: str, only: str | None = None) -> Dataset:
    """What comes back."""
    with harvest.fetched(Endpoint(url), only) as path:
        return Dataset.read([path])


def by_value(data: Dataset) -> Dataset:
    """Literals as the server keeps them: by value."""
    store = ox.Store()
    store.extend(data.quads)
    return Dataset(store)


@pytest.fixture(scope="module")
def documents_only(ontology: Ontology) -> Dataset:
    """The five documents."""
    return sheets.load(folder("seeds"), ontology).dataset


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request is repeated at once."""
    monkeypatch.setattr(connection, "PAUSES", (0.0, 0.0))


@pytest.mark.parametrize("page", [700, 50_000])
def test_the_five_documents_come_back(
    server: str, documents_only: Dataset, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All graphs come back, in one page or in many; what publishing noted there does not."""
    monkeypatch.setattr(graphs, "PAGE", page)
    put(server, documents_only)
    put(server, Dataset.parse(f"<{PUBLISHED}> {{ <urn:g> <urn:p> 'x' }}".encode(), "trig"))
    assert fetched(f"{server}/query").isomorphic(by_value(documents_only))


def test_hostile_data_come_back(server: str) -> None:
    """Blank nodes over several graphs, blank graphs, the default graph, odd literals."""
    put(server, rdf.nasty())
    assert fetched(f"{server}/query").isomorphic(by_value(rdf.nasty()))


def test_one_graph_alone(server: str, documents_only: Dataset) -> None:
    """With the name of a graph nothing else comes."""
    put(server, documents_only)
    assert fetched(f"{server}/query", GRAPH).isomorphic(by_value(documents_only.graph(GRAPH)))
    assert len(fetched(f"{server}/query", "urn:x:none")) == 0


def test_a_server_that_shows_all_graphs_in_the_default_one(tmp_path: Path) -> None:
    """What is shown twice is fetched once, and what is the default graph's own comes."""
    default = ox.DefaultGraph()
    named = {q.triple for q in rdf.nasty() if q.graph_name != default}
    data = Dataset(q for q in rdf.nasty() if q.graph_name != default or q.triple not in named)
    with _union_server(tmp_path / "data") as server:
        put(server, data)
        assert fetched(f"{server}/query").isomorphic(by_value(data))


@contextmanager
def _union_server(place: Path) -> Iterator[str]:
    """An Oxigraph whose default graph is the union of all, as GraphDB's is."""
    import subprocess
    import sys

    command = str(Path(sys.executable).with_name("oxigraph"))
    if not Path(command).is_file():
        servers.unavailable("Oxigraph", "the package oxigraph is not installed")
    told = subprocess.run([command, "serve", "--help"], capture_output=True, text=True).stdout
    if "--union-default-graph" not in told:
        pytest.skip("this Oxigraph has no union of graphs")
    port = servers.free_port()
    serve = [command, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
    with servers.running([*serve, "--union-default-graph"], port, place.with_suffix(".log")):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def loaded(
    oxigraph_server: str, documents_only: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """A store that was loaded from an endpoint."""
    store = str(tmp_path_factory.mktemp("harvest") / "graph")
    put(oxigraph_server, documents_only)
    run("load", f"{oxigraph_server}/query", "--to", store)
    again = run("load", f"{oxigraph_server}/query", "--to", store)
    assert again.startswith("0 things created, 0 changed, 0 deleted")  # a second run writes nothing
    return store


def run(*arguments: str) -> str:
    """What a verb prints."""
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_what_was_loaded_is_given_back(
    loaded: str, documents_only: Dataset, tmp_path: Path
) -> None:
    """`mindet load URL` and then `export` give back what the endpoint has, packed and checked."""
    out = tmp_path / "x.nq.gz"
    run("export", "--from", loaded, "--format", "nquads", "-o", str(out), "--checksum")
    data = Dataset.parse(gzip.decompress(out.read_bytes()), "nquads")
    assert data.isomorphic(by_value(documents_only))
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert (tmp_path / "x.nq.gz.sha256").read_text() == f"{digest}  x.nq.gz\n"


@pytest.mark.parametrize(("arguments", "words"), [
    (["export", "--since", "x.nq", "-o", "y"], "belong to --release"),
    (["export", "--release", "1.0"], "need a name"),
    (["export", "--checksum"], "need a name"),
])  # fmt: skip
def test_options_that_do_not_go_together(arguments: list[str], words: str) -> None:
    """What a release is told belongs to a release, and a checksum to a file."""
    assert words in CliRunner().invoke(cli, arguments).output


# --- servers that do not tell all


@contextmanager
def lying(answer: Handler) -> Iterator[str]:
    """A server that answers each query by a function."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = urllib.parse.parse_qs(self.rfile.read(length).decode())
            status, headers, body = answer(form["query"][0])
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST

        def log_message(self, *_: Any) -> None:
            """Nothing is told."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def over(data: Dataset, change: Callable[[dict[str, Any]], Any] = lambda found: found) -> Handler:
    """The true answers of a dataset, after a change."""
    store = data.sparql_store()

    def answer(query: str) -> tuple[int, dict[str, str], bytes]:
        found = store.query(query)
        text = found.serialize(format=ox.QueryResultsFormat.JSON) or b""  # type: ignore[union-attr]
        return 200, {"Content-Type": RESULTS}, json.dumps(change(json.loads(text))).encode()

    return answer


def some(data: Dataset) -> Dataset:
    """Fifty triples."""
    return Dataset(data.quads[:50])


def test_a_server_that_caps_its_answers(documents_only: Dataset) -> None:
    """A server that gives seven rows at most and does not say so is asked again for the rest."""

    def capped(found: dict[str, Any]) -> dict[str, Any]:
        if "results" in found:
            del found["results"]["bindings"][7:]
        return found

    with lying(over(some(documents_only), capped)) as url:
        assert fetched(url).isomorphic(by_value(some(documents_only)))


def test_a_server_that_caps_blank_nodes() -> None:
    """Blank nodes come in one answer: where that is capped, it is an error."""
    data = Dataset.parse(b"<urn:x:g> { _:a <urn:p> 1, 2, 3, 4, 5, 6, 7, 8, 9 }", "trig")

    def capped(found: dict[str, Any]) -> dict[str, Any]:
        if "results" in found:
            del found["results"]["bindings"][7:]
        return found

    with lying(over(data, capped)) as url, pytest.raises(EndpointError, match="7 of 9 came"):
        fetched(url)


def test_a_server_that_repeats_itself(documents_only: Dataset) -> None:
    """A server whose pages overlap is found out by the count, not believed."""

    def same(found: dict[str, Any]) -> dict[str, Any]:
        if "s" in found.get("head", {}).get("vars", ()):
            found["results"]["bindings"] = found["results"]["bindings"][:1] * 50
        return found

    data = some(documents_only)
    with lying(over(data, same)) as url, pytest.raises(EndpointError, match=r"1 of \d+ came"):
        fetched(url)


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (200, {"Content-Type": RESULTS}, b'{"head":{"vars":["g"]},"results":{"bindings":[', "cut"),
        (200, {"Content-Length": "99"}, b"{}", "cut off"),
        (200, {}, b"<html>", "no SPARQL results"),
        (200, {}, b"[" * 100_000, "no SPARQL results"),
        (200, {}, b'{"results":{"bindings":{}}}', "no SPARQL results"),
        (401, {}, b"", "--endpoint-user"),
        (404, {}, b"", "no query address"),
        (503, {}, b"busy <\n>", "503"),
        (302, {"Location": "http://127.0.0.1:1/"}, b"", "302"),
    ],
)
def test_no_whole_answer(status: int, headers: dict[str, str], body: bytes, words: str) -> None:
    """An answer that is cut off, none, or elsewhere, is an error that says what to do."""
    with (
        lying(lambda _: (status, headers, body)) as url,
        pytest.raises(EndpointError, match=words) as caught,
    ):
        fetched(url)
    assert "hush" not in str(caught.value)


def test_a_password_is_sent_to_nobody_else() -> None:
    """A redirect to another server is not followed, with or without the password."""
    asked: list[str] = []

    def other(query: str) -> tuple[int, dict[str, str], bytes]:
        asked.append(query)
        return 200, {}, b"{}"

    with (
        lying(other) as elsewhere,
        lying(lambda _: (307, {"Location": elsewhere}, b"")) as url,
        pytest.raises(EndpointError, match="307"),
        harvest.fetched(Endpoint(url, Login("basic", "me", "hush"))),
    ):
        pass
    assert asked == []
    assert "hush" not in repr(Endpoint("http://h/query", Login("basic", "me", "hush")))


@pytest.mark.parametrize("term", [
    {"type": "triple", "value": {}}, {"type": "uri", "value": "no iri"}, {"type": "uri"},
    {"type": "literal", "value": "x", "xml:lang": "!"}, {"type": "literal", "value": 5}, None,
])  # fmt: skip
def test_terms_that_are_none(term: Any) -> None:
    """What RDF 1.1 does not have is an error, not a crash and not a broken file."""
    with pytest.raises(EndpointError, match=r"RDF 1\.1"):
        Endpoint("http://h/query")._term(term)


@given(st.recursive(st.none() | st.text(max_size=3) | st.integers(), lambda inner: st.lists(
    inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "value", "xml:lang", "datatype"]),
    inner, max_size=3)))  # fmt: skip
def test_any_term(told: Any) -> None:
    """Whatever JSON stands for a term, it is a term or an error of ours."""
    with suppress(EndpointError):
        Endpoint("http://h/query")._term(told)


@pytest.mark.parametrize(
    "url", ["http://", "file:///etc/passwd", "http://a:b@h/q", "http://h/q x", "http://[1", "q"]
)
def test_no_address(url: str) -> None:
    """What is no plain http address is refused before anything is sent."""
    with pytest.raises(EndpointError):
        Endpoint(url)


def test_nobody_answers() -> None:
    """A port on which nobody listens is told."""
    with pytest.raises(EndpointError, match="is it running"):
        fetched(f"http://127.0.0.1:{servers.free_port()}/query")
