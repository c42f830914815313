"""The processes behind `/sparql`: forms, limits, what ends them, and what a request may say."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mindet.endpoint import Endpoint, Limits, Pool, Task, worker
from mindet.endpoint.formats import GRAPHS, RESULTS, TABLES, TRIPLES, named, wished
from mindet.endpoint.pool import WrongForm
from mindet.endpoint.protocol import Asked, Refusal, asked
from mindet.endpoint.snapshot import Snapshot
from mindet.errors import QueryError, StoreError, TooMuch, TooSlow
from queries_http import ENDLESS

DATA = b'<urn:a> <urn:p> "1.10"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .\n'
_DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
HUGE = f"SELECT ?v40 {{ BIND('x' AS ?v0) {_DOUBLED} }}"
XML = "{http://www.w3.org/2005/sparql-results#}"


class Fixed:
    """A snapshot that stays."""

    def __init__(self, data: bytes = DATA) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115  # closed below
        file.write(data)
        self.snapshot = Snapshot("1", len(data), file, threading.Lock())

    def current(self, _seconds: float) -> Snapshot:
        """The one."""
        return self.snapshot

    def close(self) -> None:
        """Give it back."""
        self.snapshot.close()


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Processes that hold one triple, with narrow limits."""
    limits = Limits(seconds=1, rows=5, size=1500, workers=1, waiting=1)
    with Pool(cast(Any, Fixed()), limits) as made:
        yield made


def test_an_endless_query_is_killed(pool: Pool) -> None:
    """It ends at its limit, and the next one is answered by a new process."""
    with pytest.raises(TooSlow, match="stopped after 1 seconds"):
        pool.ask(Task(ENDLESS))
    assert json.loads(pool.ask(Task("ASK { ?s ?p 1.1 }")).body)["boolean"]


def test_a_process_is_kept(pool: Pool) -> None:
    """One query after another is answered by the same process."""
    pool.ask(Task("ASK {}"))
    before = {one._process.pid for one in pool._idle}
    for _ in range(5):
        pool.ask(Task("ASK {}"))
    assert {one._process.pid for one in pool._idle} == before


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
@pytest.mark.parametrize("text", [HUGE, f"ASK {{ FILTER({'(' * 60_000}1{')' * 60_000}) }}"])
def test_a_query_that_breaks_its_process(pool: Pool, text: str) -> None:
    """Memory or stack at an end is an error of this query alone."""
    with pytest.raises(QueryError):
        pool.ask(Task(text))
    assert pool.ask(Task("ASK {}", "csv")).body == b"true"


@pytest.mark.parametrize("form", [*TABLES, worker.PAGE])
def test_the_limit_of_rows(pool: Pool, form: str) -> None:
    """Just so many rows are an answer, one more is an error and no part of it."""
    pool.ask(Task(f"SELECT * {{ VALUES ?x {{ {'1 ' * 5} }} }}", form))
    with pytest.raises(TooMuch, match="more than 5 rows"):
        pool.ask(Task(f"SELECT * {{ VALUES ?x {{ {'1 ' * 6} }} }}", form))


@pytest.mark.parametrize("form", [*TRIPLES, worker.PAGE])
def test_the_limit_of_triples(pool: Pool, form: str) -> None:
    """The same for triples; the same triple twice counts once."""
    many = "CONSTRUCT { ?s <urn:p> ?x } { VALUES ?s { <urn:a> } VALUES ?x { %s } }"
    pool.ask(Task(many % "1 2 3 4 5 1 2 3 4 5", "json", form))
    with pytest.raises(TooMuch, match="more than 5 rows"):
        pool.ask(Task(many % "1 2 3 4 5 6", "json", form))


@pytest.mark.parametrize("form", TABLES)
def test_the_limit_of_bytes(pool: Pool, form: str) -> None:
    """An answer of too many bytes is an error."""
    with pytest.raises(TooMuch, match="too many bytes"):
        pool.ask(Task(f"SELECT ('{'x' * 2000}' AS ?x) {{}}", form))


@pytest.mark.parametrize(
    ("text", "told"),
    [("CLEAR ALL", "does not read"), ("ASK {", "1:6"), ("", "empty"), ("ASK {} \0", "1:9"),
     ("ASK { SERVICE <http://127.0.0.1/> {} }", "SERVICE"), ("ASK {} ; DROP ALL", "1:14"),
     ("ASK { SERVICE SILENT <urn:x> {} }", "SERVICE"), ("ASK FROM <rel ative> {}", "error")],
)  # fmt: skip
def test_wrong_queries(pool: Pool, text: str, told: str) -> None:
    """What is no reading query is refused in words."""
    with pytest.raises(QueryError, match=told):
        pool.ask(Task(text))


def test_forms_that_do_not_fit(pool: Pool) -> None:
    """A form for triples is none for a table; XML can't say everything."""
    for task in (Task("ASK {}", None), Task("CONSTRUCT WHERE { ?s ?p ?o }", "json", None)):
        with pytest.raises(WrongForm):
            pool.ask(task)
    with pytest.raises(WrongForm, match="characters"):
        pool.ask(Task('SELECT ("\\u0001" AS ?x) {}', "xml"))
    with pytest.raises(WrongForm, match="characters"):
        pool.ask(Task('SELECT ("\uffff" AS ?x) {}', "xml"))
    assert b"a&#13;\nb" in pool.ask(Task('SELECT ("a\\r\\nb" AS ?x) {}', "xml")).body
    odd = "CONSTRUCT { <urn:s> <http://x/1> 2 } WHERE {}"
    with pytest.raises(WrongForm, match="XML element"):
        pool.ask(Task(odd, "json", "rdfxml"))
    assert pool.ask(Task(odd, "json", "ntriples")).graph


def test_graphs(pool: Pool) -> None:
    """The union by default; FROM says otherwise; the request's graphs go before FROM."""

    def yes(text: str, **graphs: tuple[str, ...]) -> bool:
        return bool(json.loads(pool.ask(Task(text, **graphs)).body)["boolean"])

    assert yes("ASK { ?s ?p ?o }")
    assert not yes("ASK FROM <urn:none> { ?s ?p ?o }")
    assert yes("ASK FROM <urn:none> { ?s ?p ?o }", default=("urn:g",))
    assert not yes("ASK FROM <urn:g> { ?s ?p ?o }", named=("urn:g",))
    assert yes("ASK { GRAPH <urn:g> { ?s ?p ?o } }", named=("urn:g",))
    assert not yes("ASK { GRAPH ?g { ?s ?p ?o } }", default=("urn:g",))


def test_a_closed_pool(pool: Pool) -> None:
    """Closing ends what is under way, and nothing is started afterwards."""
    del pool
    own = Pool(cast(Any, Fixed()), Limits(seconds=60))
    with ThreadPoolExecutor(1) as asking:
        job = asking.submit(own.ask, Task(ENDLESS))
        while not own._all:
            time.sleep(0.01)
        own.close()
        with pytest.raises((QueryError, StoreError)):
            job.result()
    assert own._all == set()
    with pytest.raises(StoreError, match="ending"):
        own.ask(Task("ASK {}"))


ORPHAN = """
import sys, tempfile, threading, time
from mindet.endpoint import Limits, Pool, Task
from mindet.endpoint.snapshot import Snapshot

class Fixed:
    def current(self, seconds):
        return Snapshot("1", 0, tempfile.TemporaryFile(), threading.Lock())

pool = Pool(Fixed(), Limits(seconds=0.2))
pool.ask(Task("ASK {}"))
number = pool._idle[0]._process.pid
if sys.argv[1:]:  # it is to be at work, and nobody but itself to end it
    Fixed.current = lambda *_: pool._idle[0].snapshot
    pool._idle[0]._process.kill = lambda: None
    threading.Thread(target=pool.ask, args=[Task(sys.argv[1])], daemon=True).start()
    time.sleep(0.5)
print(number, flush=True)
time.sleep(3600)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")
@pytest.mark.parametrize("work", [[], [ENDLESS]])
def test_no_process_is_left(tmp_path: Path, work: list[str]) -> None:
    """Where the server is killed at once its processes end: with their input, or at the limit."""
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    with subprocess.Popen(
        [sys.executable, str(script), *work], stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stdout
        number = int(one.stdout.readline())
        os.kill(one.pid, signal.SIGKILL)
    while _runs(number):
        time.sleep(0.05)


def _runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_too_many_at_once(pool: Pool) -> None:
    """Who finds no place in the queue is told to come again."""

    async def ask(app: Endpoint) -> tuple[int, dict[str, str]]:
        told: list[Any] = []
        waiting = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if not told and not waiting.is_set():
                waiting.set()
                return {"type": "http.request", "body": b"", "more_body": False}
            await asyncio.sleep(3600)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            told.append(message)

        query = urlencode({"query": ENDLESS}).encode()
        scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": query,
                 "headers": [], "server": ("127.0.0.1", 80), "scheme": "http"}  # fmt: skip
        await app(scope, receive, send)
        return told[0]["status"], {k.decode(): v.decode() for k, v in told[0]["headers"]}

    async def three() -> list[tuple[int, dict[str, str]]]:
        desk = SimpleNamespace(check_whole=lambda: None)
        app = Endpoint(cast(Any, desk), pool)
        return list(await asyncio.gather(*(ask(app) for _ in range(3))))

    answers = asyncio.run(three())
    assert sorted(status for status, _ in answers) == [503, 504, 504]
    assert next(h for s, h in answers if s == 503)["retry-after"] == "5"


TEXT = st.text(st.sampled_from('},{"\\\r\n<result>/&;\t ,x\x01ұ😀') | st.characters(codec="utf-8"))


@settings(max_examples=60)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_rows_are_counted(texts: list[str]) -> None:
    """Whatever stands in the values, rows are counted right, and text comes back as it is."""
    store = ox.Store()
    values = " ".join(str(ox.Literal(text)) for text in texts)
    found = f"SELECT * {{ VALUES ?x {{ {values} }} }}"
    task = {"text": found, "base": None, "default": [], "named": [], "union": True,
            "graphs": None, "most": 1 << 20}  # fmt: skip
    for form in TABLES:
        head, body = worker.answer(store, {**task, "results": form, "rows": len(texts)})
        if head.get("error") == "form":
            assert form == "xml"
            continue
        assert head == {"form": form, "graph": False}
        assert _texts(form, body) == texts
        few = {**task, "results": form, "rows": len(texts) - 1}
        assert worker.answer(store, few)[0]["error"] == "much"


def _texts(form: str, body: bytes) -> list[str]:
    if form == "json":
        return [row["x"]["value"] for row in json.loads(body)["results"]["bindings"]]
    if form == "xml":
        return [one.text or "" for one in ET.fromstring(body).iter(f"{XML}literal")]
    if form == "csv":
        import csv

        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
        return [row[0] if row else "" for row in rows]
    lines = body.decode().split("\n")[1:-1]
    terms = [ox.parse(f"<urn:s> <urn:p> {one} .", ox.RdfFormat.TURTLE) for one in lines]
    return [cast(ox.Literal, next(iter(one)).object).value for one in terms]


@given(
    st.binary(max_size=200),
    st.sampled_from([None, "", "application/sparql-query", "application/x-www-form-urlencoded",
                     "application/sparql-update", "text/plain; charset=x"]) | st.text(max_size=60),
    st.binary(max_size=200),
)  # fmt: skip
def test_no_request_breaks_the_reader(address: bytes, kind: str | None, body: bytes) -> None:
    """Any bytes at all are read, or refused with a status."""
    try:
        status = isinstance(asked(address, kind, body), Asked) * 200
    except Refusal as refusal:
        status = refusal.status
    assert status in (200, 400, 403, 415)


@given(st.text(), st.lists(st.sampled_from(["urn:a", "http://x/ұ?a=b&c=d#e"]), unique=True))
def test_a_request_comes_back(text: str, graphs: list[str]) -> None:
    """What is encoded by the rules is read as it was."""
    text = text.encode("utf-8", "replace").decode()
    pairs = [("query", text), *(("default-graph-uri", one) for one in graphs)]
    told = Asked(text, tuple(graphs))
    form = "application/x-www-form-urlencoded; charset=UTF-8"
    assert asked(urlencode(pairs).encode(), None, b"") == told
    assert asked(b"", form, urlencode(pairs).encode()) == told
    direct = asked(urlencode(pairs[1:]).encode(), "application/sparql-query", text.encode())
    assert direct == Asked(text.removeprefix("\ufeff"), tuple(graphs))


@pytest.mark.parametrize(
    ("accept", "results", "graphs"),
    [
        ("", "json", "turtle"), ("*/*", "json", "turtle"), ("text/csv", "csv", None),
        ("text/csv;q=0.5, application/sparql-results+xml", "xml", None),
        ("text/*", "csv", "turtle"), ("application/*;q=0.1, text/turtle;q=0.2", "json", "turtle"),
        ("application/json", "json", "jsonld"), ("image/png", None, None),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "page", "page"), ("text/csv;q=0", None, None),
        ("*/*, application/sparql-results+json;q=0, application/json;q=0", "xml", "turtle"),
        ("text/csv;q=nan", None, None), (";;,,=q", None, None),
    ],
)  # fmt: skip
def test_what_is_wished_for(accept: str, results: str | None, graphs: str | None) -> None:
    """The dearest form that there is, or none."""
    assert wished(accept).forms == (results, graphs)


def test_names_of_forms() -> None:
    """Every form can be asked for by name."""
    assert {named(form).forms[0] for form in TABLES} == set(RESULTS.values())
    assert {named(form).forms[1] for form in TRIPLES} == set(GRAPHS.values())
    assert named("xlsx").forms == (None, None)
