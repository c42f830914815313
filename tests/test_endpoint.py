"""`/sparql` of `mindet serve` over HTTP: the protocol, its refusals, its limits, its clients."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS

import explorers
import queries_http
from explorers import Explorer
from mindet.dataset import FORMATS, Dataset
from mindet.endpoint import Snapshots, crossing
from mindet.endpoint.formats import GRAPHS, RESULTS, TABLES, TRIPLES
from mindet.endpoint.protocol import LONGEST
from mindet.endpoint.snapshot import NotReady
from mindet.errors import MindetError
from mindet.explorer.guarding import HEADERS
from mindet.explorer.keeping import FRESH
from mindet.projection.state import last_load
from mindet.store import open_store
from queries_http import ENDLESS, FORM, KASEI, QUERY, ask, post, raw, send

FRIEND = "https://app.example"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UPDATES = {
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_full",
    "update_dataset_named_graphs", "update_post_form", "update_post_direct", "update_base_uri",
}  # fmt: skip
"""The W3C's tests that ask for a change: this endpoint only reads, and says so."""
ALL = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """A server of the W3C's three graphs, with one friendly site and a short time limit."""
    store = tmp_path_factory.mktemp("endpoint") / "graph"
    queries_http.build(store)
    with explorers.serving(store, "--cors", FRIEND, "--timeout", "2") as running:
        yield running


# --- the protocol


def test_the_w3c_protocol_tests(served: Explorer, w3c: Path) -> None:
    """All that read pass; those that write are refused."""
    manifest = rdflib.Graph().parse(w3c / "sparql11" / "protocol" / "manifest.ttl")
    done = set()
    for test in manifest.subjects(RDF.type, MF.ProtocolTest):
        name = str(test).rpartition("#")[2]
        action = manifest.value(test, MF.action)
        for request in Collection(manifest, manifest.value(action, HT.requests)):
            answer = _put(served, manifest, request)
            if name in UPDATES:
                assert answer.status == 403, name
                break
            _as_expected(manifest, manifest.value(request, HT.resp), answer, name)
        done.add(name)
    assert len(done) == 34
    assert done > UPDATES


def _put(served: Explorer, manifest: rdflib.Graph, request: Any) -> explorers.Answer:
    path = str(manifest.value(request, HT.absolutePath)).replace("/sparql/", "/sparql")
    content = manifest.value(request, HT.body)
    chars = str(manifest.value(content, CNT.chars) or "")
    coding = str(manifest.value(content, CNT.characterEncoding) or "UTF-8")
    head = manifest.value(request, HT.headers)
    fields = {
        str(manifest.value(one, HT.fieldName)): str(manifest.value(one, HT.fieldValue))
        for one in (Collection(manifest, head) if head else ())
    }
    method = str(manifest.value(request, HT.methodName))
    return send(served, path, method, chars.encode(coding), **fields)


def _as_expected(manifest: rdflib.Graph, wanted: Any, answer: explorers.Answer, name: str) -> None:
    classes = {str(one)[-3] for one in manifest.objects(wanted, MF.expectedStatus)}
    assert str(answer.status)[0] in classes, (name, answer.text)
    kind = answer.headers.get("content-type", "").partition(";")[0]
    form = str(manifest.value(wanted, MF.expectedFormat) or "")
    known = {"boolean": RESULTS, "tabular": RESULTS, "RDF": GRAPHS}
    assert not form or kind in known[form], name
    boolean = manifest.value(wanted, MF.expectedBoolean)
    if boolean is not None:
        assert answer.json["boolean"] == bool(boolean), name


@pytest.mark.parametrize(("media", "form"), [*RESULTS.items()])
def test_tables_in_every_form(served: Explorer, media: str, form: str) -> None:
    """Each media type of results is answered as asked, and has the same in it."""
    answer = ask(served, ALL, media)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    found = _rows(answer.body, form)
    assert [row["s"] for row in found] == [KASEI.format(n) for n in (1, 2, 3)]
    assert post(served, ALL, media).body == answer.body
    assert send(served, "/sparql", "POST", ALL.encode(), Content_Type=QUERY, Accept=media).body \
        == answer.body  # fmt: skip


def _rows(body: bytes, form: str) -> list[dict[str, str]]:
    result = rdflib.query.Result.parse(io.BytesIO(body), format=form)
    return [{str(k): str(v) for k, v in row.items()} for row in result.bindings]


@pytest.mark.parametrize(("media", "form"), [*GRAPHS.items()])
def test_triples_in_every_form(served: Explorer, media: str, form: str) -> None:
    """Each media type of RDF is answered as asked, and holds the triples."""
    construct = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"
    answer = ask(served, construct, media)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert len(Dataset.parse(answer.body, form)) == 3
    described = ask(served, f"DESCRIBE <{KASEI.format(2)}>", media)
    assert len(Dataset.parse(described.body, form)) == 1
    assert ask(served, construct, media).body == answer.body


@pytest.mark.parametrize("form", TABLES)
def test_yes_in_every_form(served: Explorer, form: str) -> None:
    """ASK is answered in each form, by its name too."""
    answer = ask(served, "ASK {}", format=form)
    assert answer.status == 200
    assert b"true" in answer.body
    assert f'filename="answer.{"srx" if form == "xml" else "srj" if form == "json" else form}"' \
        in answer.headers["content-disposition"]  # fmt: skip


@pytest.mark.parametrize("form", [*TABLES, *TRIPLES])
def test_forms_by_name(served: Explorer, form: str) -> None:
    """A form can be named instead of wished for; JSON and XML mean something for triples too."""
    assert ask(served, ALL, "image/png", format=form).status == (200 if form in TABLES else 406)
    construct = ask(served, "CONSTRUCT WHERE { ?s ?p ?o }", format=form)
    assert construct.status == (406 if form in ("csv", "tsv") else 200)


def test_default_and_named_graphs(served: Explorer) -> None:
    """The default is the union; the request's graphs make a dataset of just these."""

    def subjects(text: str, **fields: str) -> list[str]:
        rows = ask(served, text, **fields).json["results"]["bindings"]
        return [row["s"]["value"][-9:] for row in rows]

    graph = "SELECT ?s { GRAPH ?g { ?s a ?o } } ORDER BY ?s"
    every = ["data1.rdf", "data2.rdf", "data3.rdf"]
    assert subjects(ALL) == every
    assert subjects(graph) == every
    one = KASEI.format(1)
    assert subjects(ALL, **{"default-graph-uri": one}) == every[:1]
    assert subjects(graph, **{"default-graph-uri": one}) == []
    assert subjects(ALL, **{"named-graph-uri": one}) == []
    assert subjects(graph, **{"named-graph-uri": one}) == every[:1]
    both = ALL.replace("{", f"FROM <{KASEI.format(2)}> {{")
    assert subjects(both) == every[1:2]
    assert subjects(both, **{"default-graph-uri": one}) == every[:1]


def test_the_description_of_the_service(served: Explorer) -> None:
    """Without a query RDF tells what this is: languages, forms, graphs, the union."""
    address = rdflib.URIRef(served.url + "sparql")
    forms = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/n-triples": "nt",
             "application/ld+json": "json-ld"}  # fmt: skip
    for media, form in forms.items():
        answer = send(served, Accept=media)
        assert answer.headers["content-type"].startswith(media)
        told = rdflib.Graph().parse(data=answer.body, format=form)
        assert (address, SD.endpoint, address) in told
        assert (address, SD.feature, SD.UnionDefaultGraph) in told
        assert (address, SD.feature, SD.BasicFederatedQuery) not in told
        names = {str(one) for one in told.objects(None, SD.name)}
        assert names == {KASEI.format(n) for n in (1, 2, 3)}
        assert len(set(told.objects(address, RDFS.comment))) == 3
        assert len(set(told.objects(address, SD.resultFormat))) == len({*TABLES, *TRIPLES})
    assert send(served).headers["content-type"].startswith("text/turtle")
    for form in TRIPLES:
        told = Dataset.parse(send(served, f"/sparql?format={form}").body, form)
        assert len(told) > len(TRIPLES)


def test_head_and_options(served: Explorer) -> None:
    """HEAD has the headers alone, OPTIONS tells the methods."""
    path = f"/sparql?{urlencode({'query': ALL})}"
    head, whole = send(served, path, "HEAD"), send(served, path)
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))
    options = send(served, method="OPTIONS")
    assert options.status == 204
    assert options.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-origin" not in options.headers


# --- what is refused


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status", "told"),
    [
        ("GET", "?query=ASK%20%7B", "", b"", 400, "1:6"),
        ("GET", "?query=", "", b"", 400, "empty query"),
        ("GET", "?query=ASK{}&query=ASK{}", "", b"", 400, "query is given twice"),
        ("GET", "?query=ASK{}&default-graph-uri=rel", "", b"", 400, "no IRI of a graph"),
        ("GET", "?query=%ff", "", b"", 400, "UTF-8"),
        ("GET", "?query=ASK%20%7B%7D%00", "", b"", 400, "1:8"),
        ("GET", "?" + "a=1&" * 1500, "", b"", 400, "more than 1000 fields"),
        ("GET", "?query=" + "x" * 8000, "", b"", 414, "too long"),
        ("GET", "?query=ASK{}&format=xlsx", "", b"", 406, "no such form"),
        ("GET", "?query=CLEAR%20ALL", "", b"", 400, "CLEAR does not read"),
        ("GET", "?update=CLEAR%20ALL", "", b"", 403, "only reads"),
        ("GET", "?query=" + quote("ASK{SERVICE<http://127.0.0.1:1/>{}}"), "", b"", 400, "SERVICE"),
        ("GET", "?query=" + quote("ASK{?s<a?p ser\u0076ice<urn:x>{}}"), "", b"", 400, "SERVICE"),
        ("GET", "?query=" + quote("ASK{\\u0053ERVICE <urn:x> {}}"), "", b"", 400, ""),
        ("GET", "?example=due-bi", "", b"", 404, "due-by"),
        ("POST", "", FORM, b"update=CLEAR%20ALL", 403, "only reads"),
        ("POST", "", "application/sparql-update", b"CLEAR ALL", 403, "only reads"),
        ("POST", "", FORM, b"", 400, "no query"),
        ("POST", "?query=ASK{}", FORM, b"query=ASK{}", 400, "query is given twice"),
        ("POST", "?query=ASK{}", QUERY, b"ASK {}", 400, "query is given twice"),
        ("POST", "", "", b"ASK {}", 415, "without a type"),
        ("POST", "", "text/plain", b"ASK {}", 415, "'text/plain'"),
        ("POST", "", "multipart/form-data; boundary=x", b"--x--", 415, "multipart"),
        ("POST", "", f"{QUERY}; charset=utf-16", "ASK {}".encode("utf-16"), 415, "utf-16"),
        ("POST", "", f"{QUERY}; charset=\"x\\\"", b"ASK {}", 415, "UTF-8"),
        ("POST", "", QUERY, b"ASK { ?s ?p '\xff' }", 400, "not UTF-8"),
        ("POST", "", FORM, "query=ұ".encode(), 400, "percent-encoded"),
        ("POST", "", QUERY, b"#" * (LONGEST + 1), 413, "shorter"),
        ("POST", "", QUERY, b"ASK {} " + b"(" * 200_000, 400, "expected"),
        ("PUT", "?query=ASK{}", FORM, b"x", 405, "GET or POST"),
        ("DELETE", "?query=ASK{}", "", b"", 405, "GET or POST"),
        ("PATCH", "", QUERY, b"ASK {}", 405, "GET or POST"),
    ],
)  # fmt: skip
def test_refusals(
    served: Explorer, method: str, path: str, kind: str, body: bytes, status: int, told: str
) -> None:
    """What can't be answered is refused with its status, in words, and under the policy."""
    headers = {"Content_Type": kind} if kind else {}
    answer = send(served, f"/sparql{path}", method, body, **headers)
    assert (answer.status, answer.status and told in answer.text) == (status, True), answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    if status == 405:
        assert "POST" in answer.headers["allow"]
    if status == 415:
        assert QUERY in answer.headers["accept-post"]


@pytest.mark.parametrize("accept", ["image/png", "application/pdf;q=0.9", "text/csv;q=0"])
def test_nothing_fits(served: Explorer, accept: str) -> None:
    """A wish that can't be met is told as such, and nothing is sent instead."""
    assert ask(served, ALL, accept).status == 406
    assert ask(served, "CONSTRUCT WHERE { ?s ?p ?o }", "text/csv").status == 406
    assert ask(served, ALL, "text/turtle").status == 406


def test_hostile_bytes(served: Explorer) -> None:
    """Broken requests and huge headers are refused, and the next one is answered."""
    host, get = b"Host: 127.0.0.1\r\n", b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n"
    for data in (
        get + host + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Length: -5\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Type: application/sparql-query\r\n"
        b"Content-Length: 999999999999\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        get + b'Host: 127.0.0.1:"><x>\r\nConnection: close\r\n\r\n',
        b'GET /sparql HTTP/1.1\r\nHost: 127.0.0.1:99999"\r\nConnection: close\r\n\r\n',
        get + b"Host: evil.example\r\nConnection: close\r\n\r\n",
        b"\x00" * 1000,
    ):  # fmt: skip
        head = raw(served, data).partition(b"\r\n")[0]
        assert not head or head.split()[1][:1] == b"4", (data[:80], head)
    assert ask(served, "ASK {}").json["boolean"]


def test_a_long_query_is_posted(served: Explorer) -> None:
    """What is too long for an address is answered by POST."""
    long = f"ASK {{}} # {'ұ' * 2_000}"
    assert ask(served, long).status == 414
    body = long.encode()
    assert send(served, method="POST", body=body, Content_Type=QUERY).json["boolean"]


# --- other sites


def test_pages_of_other_sites(served: Explorer) -> None:
    """Only pages of the sites that were named may read an answer, an error, a preflight."""
    mark = "access-control-allow-origin"
    for path in (f"/sparql?{urlencode({'query': ALL})}", "/sparql?query=ASK%7B", "/sparql"):
        friend = send(served, path, Origin=FRIEND).headers
        assert friend[mark] == FRIEND
        assert "Origin" in friend["vary"]
        for other in ("https://evil.example", "null", f"{FRIEND}.evil.example", FRIEND.upper()):
            stranger = send(served, path, Origin=other).headers
            assert mark not in stranger
            assert "Origin" in stranger["vary"]
    asked = {"Access_Control_Request_Method": "POST", "Origin": FRIEND,
             "Access_Control_Request_Headers": "content-type"}  # fmt: skip
    allowed = send(served, method="OPTIONS", **asked).headers
    assert allowed["access-control-allow-headers"] == "Accept, Content-Type"
    assert "POST" in allowed["access-control-allow-methods"]
    refused = send(served, method="OPTIONS", **{**asked, "Origin": "https://evil.example"})
    assert mark not in refused.headers
    assert mark not in send(served, "/", Origin=FRIEND).headers


@pytest.mark.parametrize("text", ["example.org", "https://a/b", "null", "https://*", "ftp://a", ""])
def test_what_is_no_origin(text: str) -> None:
    """A flag that names no origin is told as wrong."""
    with pytest.raises(MindetError, match="is no origin"):
        crossing.origin(text)
    assert crossing.allowed("https://any.example", {crossing.origin("*")}) == {
        "Access-Control-Allow-Origin": "*"
    }


# --- limits, loads, many at once


def test_past_the_limit(served: Explorer) -> None:
    """A query past its time is an error, never a part of an answer; the next one is answered."""
    answer = ask(served, ENDLESS)
    assert answer.status == 504
    assert answer.text == "stopped after 2 seconds; ask for less, or allow more time\n"
    assert ask(served, "ASK {}").json["boolean"]


def test_twenty_at_once(served: Explorer) -> None:
    """Twenty clients at once get what one alone gets."""
    alone = ask(served, ALL).body
    with ThreadPoolExecutor(20) as clients:
        jobs = [clients.submit(post, served, ALL) for _ in range(60)]
        assert {(job.result().status, job.result().body) for job in jobs} == {(200, alone)}


def test_a_load_is_seen(served: Explorer) -> None:
    """After a load the answers are of the new graph; during one there are none."""
    mark = "MATCH (s:MindetState {name: 'state'}) SET s.loading = $loading"
    count = "SELECT (COUNT(*) AS ?n) { ?s a ?o }"
    with open_store(served.folder, write=True) as joined:
        queries_http.load(joined, 5)
        time.sleep(FRESH + 0.2)
        more = ask(served, count, "text/csv")
        joined.write(mark, {"loading": True})
        time.sleep(FRESH + 0.2)
        meanwhile = ask(served, count, "text/csv")
        joined.write(mark, {"loading": False})
        queries_http.load(joined, 3)
        time.sleep(FRESH + 0.2)
    assert more.text == "n\r\n5\r\n"
    assert meanwhile.status == 503
    assert "a load is under way" in meanwhile.text
    assert ask(served, count, "text/csv").text == "n\r\n3\r\n"


def test_it_ends_while_it_is_asked(served: Explorer) -> None:
    """A signal ends what is under way at once, and quietly; no process is left."""
    with (
        ThreadPoolExecutor(4) as clients,
        explorers.serving(served.folder, "--timeout", "600", name="ending") as own,
    ):
        assert ask(own, "ASK {}").status == 200
        jobs = [clients.submit(ask, own, ENDLESS) for _ in range(4)]
        time.sleep(1)  # they are under way
        own.process.terminate()
        assert explorers.waited(own.process, 120) >= 0
        assert own.process.returncode == 0
        told = {(job.result().status, job.result().text) for job in jobs}
    assert told == {(503, "the server is ending\n")}
    assert served.folder.with_name("ending.log").read_text() == ""


def test_the_graph_is_made_ready_once(served: Explorer) -> None:
    """Who can't wait for the RDF is told so; it is made once for all who ask."""
    with (
        open_store(served.folder) as store,
        Snapshots(store, lambda: last_load(store, timeout=30)) as snapshots,
    ):
        with pytest.raises(NotReady, match="still being made ready"):
            snapshots.current(0)
        with ThreadPoolExecutor(3) as asking:
            jobs = [asking.submit(snapshots.current, 600) for _ in range(3)]
            found = [job.result() for job in jobs]
        data = b"".join(found[0].parts())
        assert len({id(one) for one in found}) == 1
        assert len(Dataset.parse(data, "nquads")) == 3


# --- clients


def test_curl(served: Explorer, tmp_path: Path) -> None:
    """curl needs nothing but the query."""
    if shutil.which("curl") is None:
        pytest.skip("no curl")
    file = tmp_path / "all.rq"
    file.write_text(ALL)
    address = served.url + "sparql"
    ways = (["-G", "--data-urlencode", f"query={ALL}"], ["--data-urlencode", f"query@{file}"],
            ["-H", f"Content-Type: {QUERY}", "--data-binary", f"@{file}"])  # fmt: skip
    for way in ways:
        done = subprocess.run(["curl", "-sSf", *way, address], capture_output=True, check=True)
        assert len(json.loads(done.stdout)["results"]["bindings"]) == 3


def test_pandas(served: Explorer) -> None:
    """A frame comes straight from the address."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(f"{served.url}sparql?{urlencode({'query': ALL, 'format': 'csv'})}")
    assert list(frame.columns) == ["s", "o"]
    assert len(frame) == 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib(served: Explorer, method: str, form: str) -> None:
    """rdflib's SPARQLStore is a graph over the endpoint."""
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(served.url + "sparql", method=method, returnFormat=form)
    graph = rdflib.Graph(store)
    found = [str(row.s) for row in graph.query(ALL)]  # type: ignore[union-attr]  # rows
    assert found == [KASEI.format(n) for n in (1, 2, 3)]
    named = rdflib.Graph(store, identifier=rdflib.URIRef(KASEI.format(2)))
    assert len(list(named.triples((None, RDF.type, None)))) == 1


@pytest.mark.parametrize("form", ["xml", "json", "csv"])
@pytest.mark.parametrize(
    "way", [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]
)
def test_sparqlwrapper(served: Explorer, form: str, way: tuple[str, str]) -> None:
    """SPARQLWrapper asks in each of its ways and reads each form."""
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(served.url + "sparql", returnFormat=form)
    method, posting = way
    client.setMethod(method)
    client.setRequestMethod(posting)
    client.setQuery(ALL)
    found = client.query()
    text = found.response.read().decode()
    assert [KASEI.format(n) in text for n in (1, 2, 3)] == [True] * 3
    client.setQuery("SELECT ?nothing WHERE {")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_xml_is_well_formed(served: Explorer) -> None:
    """Results and RDF/XML are read by a plain XML reader."""
    for text in (ALL, "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"):
        ET.fromstring(ask(served, text, "application/xml").body)
    assert set(GRAPHS.values()) == set(FORMATS)
