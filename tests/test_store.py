"""Graph stores: what reads may not do, time limits, sharing, and errors that help."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from faults.proxy import Proxy
from mindet.errors import QueryError, StoreError
from mindet.projection.schema import RESOURCE_IRI
from mindet.store import Counters, Store, embedded, open_store, writing

SLOW = (
    "UNWIND range(1, 3000) AS x UNWIND range(1, 3000) AS y UNWIND range(1, 3000) AS z "
    "WITH x, y, z WHERE x + y * z = -1 RETURN count(*)"
)
WRITES = [
    "CREATE (:Intruder)",
    "MATCH (n:Thing) SET n.x = 2",
    "MATCH (n:Thing) REMOVE n:Thing",
    "MATCH (n:Thing) DETACH DELETE n",
    "MERGE (:Thing {iri: 'new'})",
    "UNWIND [1] AS x CALL (x) { CREATE (:Intruder) } RETURN x",
    "FOREACH (x IN [1] | CREATE (:Intruder))",
    "CREATE INDEX intruder FOR (n:Thing) ON (n.x)",
    "CREATE CONSTRAINT intruder FOR (n:Thing) REQUIRE n.x IS UNIQUE",
    "CREATE USER intruder SET PASSWORD 'intruder1'",
]
REACHES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:9/x' AS row RETURN row",
    "LOAD CSV FROM 'https://example.org/x' AS row RETURN row",
    "MATCH (n) CALL (n) { LOAD CSV FROM 'file:///x' AS row RETURN row } RETURN n",
    "RETURN EXISTS { LOAD CSV FROM 'file:///x' AS row RETURN row }",
    "CALL dbms.listConfig()",
    "CALL dbms.security.createUser('x', 'y')",
    "CALL apoc.load.json('file:///etc/passwd')",
    "CALL db.createLabel('Intruder')",
    "SHOW USERS",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM \"file:///x\" AS r RETURN r', {})",
    "RETURN \\u0061poc.cypher.runFirstColumnSingle('RETURN 1', {})",
    "RETURN `apoc`.cypher.runFirstColumnSingle('RETURN 1', {})",
]


@pytest.fixture
def things(store: Store) -> Store:
    """A store with two things and a link between them."""
    store.write(
        "CREATE (:Thing {iri: 'a', x: 1})-[:KNOWS {since: date('2026-01-09')}]->"
        "(:Thing {iri: 'b', on: [date('2020-02-29')]})"
    )
    return store


@pytest.mark.parametrize("cypher", WRITES)
def test_reading_writes_nothing(things: Store, cypher: str) -> None:
    """A query that writes, or changes the schema, is refused and changes nothing."""
    with pytest.raises(QueryError):
        things.read(cypher)
    assert things.read("MATCH (n) RETURN n.iri AS iri, n.x, labels(n) ORDER BY iri").rows == [
        ["a", 1, ["Thing"]],
        ["b", None, ["Thing"]],
    ]


@pytest.mark.parametrize("cypher", REACHES)
def test_reading_reaches_nothing(things: Store, cypher: str) -> None:
    """A query that reads files, addresses or the server's own affairs is refused."""
    with pytest.raises(QueryError):
        things.read(cypher)


@pytest.mark.parametrize(
    "cypher", ["CALL db.labels() YIELD label RETURN label", "CALL db.labels()"]
)
def test_harmless_procedures(things: Store, cypher: str) -> None:
    """Procedures on the allow-list run."""
    assert ["Thing"] in things.read(cypher).rows


def test_words_in_strings_are_no_statements(things: Store) -> None:
    """A text may hold the words of any statement."""
    text = "CALL apoc.load.json // LOAD CSV"
    assert things.read("RETURN $text AS t, 'apoc.x(' AS u", {"text": text}).rows == [
        [text, "apoc.x("]
    ]


def test_time_limit(things: Store) -> None:
    """A cartesian product stops at its limit, and the store goes on answering."""
    with pytest.raises(QueryError, match=r"time limit|longer"):
        things.read(SLOW, timeout=1.0)
    assert things.read("RETURN 1").rows == [[1]]


def test_limit_without_the_rest(things: Store) -> None:
    """A row limit gives the first rows without waiting for billions of others."""
    every = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN x"  # for hours
    table = things.read(every, limit=3)
    assert (table.rows, table.complete) == ([[1]] * 3, False)
    assert things.read("UNWIND [1, 2, 3] AS x RETURN x", limit=3).complete


def test_plain_values(things: Store) -> None:
    """Nodes, relationships and dates come back as plain Python."""
    import datetime

    row = things.read("MATCH (a {iri: 'a'})-[r]->(b) RETURN a, r, b, [a.x, {k: b.on}]").rows[0]
    assert row == [
        {"iri": "a", "labels": ["Thing"], "properties": {"iri": "a", "x": 1}},
        {
            "type": "KNOWS",
            "source": "a",
            "target": "b",
            "properties": {"since": datetime.date(2026, 1, 9)},
        },
        {
            "iri": "b",
            "labels": ["Thing"],
            "properties": {"iri": "b", "on": [datetime.date(2020, 2, 29)]},
        },
        [1, {"k": [datetime.date(2020, 2, 29)]}],
    ]


def test_wrong_query(store: Store) -> None:
    """A syntax error is told as the query's."""
    with pytest.raises(QueryError, match="correct the query"):
        store.read("MATCH (n RETURN n")


def test_explain_is_no_query(store: Store) -> None:
    """EXPLAIN and PROFILE are refused by name."""
    with pytest.raises(QueryError, match="EXPLAIN"):
        store.read("// plan\nEXPLAIN MATCH (n) RETURN n")


def test_transaction_is_whole(store: Store) -> None:
    """Of several statements in one transaction all are kept, or none."""
    with pytest.raises(StoreError):
        store.write_all([("CREATE (:Half)", {}), ("CREATE (n:Half SET", {})])
    assert store.read("MATCH (n:Half) RETURN count(n)").rows == [[0]]
    assert store.write("CREATE (:Whole {a: 1})").nodes_created == 1


def test_one_load_at_a_time(store: Store) -> None:
    """A second load is told of the first, it does not wait for it."""
    with store.exclusive(), pytest.raises(StoreError, match="another load"), store.exclusive():
        pass
    with store.exclusive():
        assert store.write("CREATE (:Free)") == Counters(
            nodes_created=1, labels_changed=1, properties_set=0
        )


def test_a_server_that_goes_where_a_load_begins_or_ends(neo4j_server: servers.Neo4j) -> None:
    """Who is to be kept out by a lock is told that there is no server; a lock may go with it."""
    host, _, port = neo4j_server.address.rpartition(":")
    login = {"user": neo4j_server.user, "password": neo4j_server.password}
    with Proxy(int(port)) as wire, open_store(f"{host}:{wire.port}", **login) as store:
        with store.exclusive():
            wire.close()
        with pytest.raises(StoreError, match="no server answers"), store.exclusive():
            pass


def test_dynamic_labels(store: Store) -> None:
    """A store says that it takes dynamic labels and types where it does, and only there."""
    make = "UNWIND ['Given'] AS t CREATE (n:Thing)-[:$(t)]->(:End) SET n:$(t) RETURN n"
    with contextlib.suppress(StoreError):  # the embedded store refuses the type
        store.write(make)
    found = store.read("MATCH (n:Given)-[:Given]->(:End) RETURN count(n)").rows[0][0]
    assert store.dynamic_labels == bool(found)


def test_dynamic_labels_of_neo4j(neo4j_store: Store) -> None:
    """The Neo4j of the tests takes dynamic labels."""
    assert neo4j_store.dynamic_labels


def test_no_dynamic_labels_behind_an_address(embedded_store: Store) -> None:
    """A server that only calls itself compatible with Neo4j is not trusted with them."""
    folder = Path(embedded_store.address)
    port = json.loads((folder / "running.json").read_text())["port"]
    root = json.loads((folder / "access.json").read_text())["root"]
    with open_store(f"bolt://127.0.0.1:{port}", user="root", password=root) as store:
        assert not store.dynamic_labels


BATCH = "UNWIND $rows AS row CREATE (n:Thing) SET n = row"


def _rows(count: int, size: int) -> list[dict[str, object]]:
    return [{"iri": f"urn:thing:{n}", "text": "x" * size} for n in range(count)]


def test_batch(store: Store) -> None:
    """A batch is written whole, also an empty one, and counted."""
    counters = store.write_batch(BATCH, _rows(500, 10))
    assert counters == Counters(nodes_created=500, properties_set=1000, labels_changed=500)
    assert not store.write_batch(BATCH, [])
    assert store.read("MATCH (n:Thing) RETURN count(DISTINCT n.iri)").rows == [[500]]


def test_a_key_is_unique(tmp_path: Path) -> None:
    """A folder's constraint finds what is there, whatever its labels, and refuses a second."""
    found = "UNWIND ['a', 'b', 'c'] AS iri MATCH (n:Resource {iri: iri}) RETURN n.iri"
    with open_store(tmp_path / "graph", write=True) as store:
        store.write("CREATE (:Resource {iri: 'a'}), (:Resource:Thing {iri: 'b'})")
        for _ in range(2):  # making it again is no error
            store.schema(RESOURCE_IRI)
        store.write("CREATE (:Resource:Place {iri: 'c'})")
        assert store.read(found).rows == [["a"], ["b"], ["c"]]
    with open_store(tmp_path / "graph", write=True) as store:
        for iri in "abc":
            with pytest.raises(StoreError):
                store.write("CREATE (:Resource:Thing {iri: $iri})", {"iri": iri})
        assert store.read(found).rows == [["a"], ["b"], ["c"]]


def test_a_key_that_two_have_is_refused(tmp_path: Path) -> None:
    """Where two nodes of a folder share a value there is no constraint, and that is said."""
    with open_store(tmp_path / "graph", write=True) as store:
        store.write("CREATE (:Resource {iri: 'a'}), (:Resource:Thing {iri: 'a'})")
        with pytest.raises(StoreError, match="CREATE CONSTRAINT"):
            store.schema(RESOURCE_IRI)
        assert store.read("MATCH (n:Resource) RETURN count(n)").rows == [[2]]


def test_wrong_batch(store: Store) -> None:
    """A statement that is wrong is told at once, and nothing of it is kept."""
    with pytest.raises(StoreError):
        store.write_batch("UNWIND $rows AS row CREATE (n:Thing {iri: row.iri}) SET m.x = 1", [{}])
    assert store.read("MATCH (n:Thing) RETURN count(n)").rows == [[0]]


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Neo4j]:
    """A real Neo4j that allows its transactions little memory."""
    settings = {
        "db.memory.transaction.max": "4m",
        "dbms.memory.transaction.total.max": "32m",
    }
    home = tmp_path_factory.mktemp("small") / "home"
    with servers.neo4j(home, settings=settings, quick=True) as server:
        yield server


def test_batches_fit_a_small_server(
    small_server: servers.Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that is too large goes in parts at once, without waiting, each row once."""
    pauses: list[float] = []
    monkeypatch.setattr(writing.time, "sleep", pauses.append)
    with _open(small_server) as store:
        assert store.write_batch(BATCH, _rows(20000, 100)).nodes_created == 20000
        assert store.write_batch(BATCH, _rows(5000, 100)).nodes_created == 5000
        assert pauses == []
        found = store.read("MATCH (n:Thing) RETURN count(n), count(DISTINCT n.iri)").rows
        assert found == [[25000, 20000]]


def test_row_too_large_for_a_small_server(small_server: servers.Neo4j) -> None:
    """Where not even one row fits, the message names the setting, and the rest is as it was."""
    with _open(small_server) as store:
        row = {"iri": "urn:large", "text": "x" * 9_000_000}
        with pytest.raises(StoreError, match=r"one row.*db\.memory\.transaction\.max"):
            store.write_batch(BATCH, [{"iri": "urn:a"}, row, {"iri": "urn:b"}])
        found = store.read("MATCH (n:Thing) WHERE NOT n.iri STARTS WITH 'urn:thing' RETURN n.iri")
        assert found.rows == [["urn:a"]]


def test_reads_follow_writes(neo4j_server: servers.Neo4j) -> None:
    """By neo4j:// every session begins where the last one of the store ended: a bookmark."""
    address = neo4j_server.address.replace("bolt:", "neo4j:")
    with (
        open_store(address, user=neo4j_server.user, password=neo4j_server.password) as store,
        store.exclusive(),
    ):
        sent: list[list[str]] = []
        for count in range(1, 4):
            store.write("CREATE (:Routed)")
            assert store.read("MATCH (n:Routed) RETURN count(n)").rows == [[count]]
            assert next(store.scan("MATCH (n:Routed) RETURN count(n)")) == [count]
            sent.append(sorted(store._bookmarks.get_bookmarks()))
        assert all(sent)
        assert sent[0] != sent[1] != sent[2]
        with pytest.raises(StoreError, match="another load"), store.exclusive():
            pass
        store.write("MATCH (n:Routed) DELETE n")


def _open(server: servers.Neo4j) -> Store:
    return open_store(server.address, user=server.user, password=server.password)


def test_no_folder() -> None:
    """Reading from a folder that is not there says how to make it."""
    with pytest.raises(StoreError, match="mindet build"):
        open_store("no/such/store")


def test_folder_of_somebody_else(tmp_path: Path) -> None:
    """A folder with other files is left alone."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="other files"):
        open_store(tmp_path, write=True)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("address", ["http://localhost:7474", "postgres://x"])
def test_unknown_scheme(address: str) -> None:
    """An address of another kind is told from a folder."""
    with pytest.raises(StoreError, match=r"bolt\+s"):
        open_store(address)


def test_nobody_there() -> None:
    """A server that does not answer is named."""
    address = f"bolt://127.0.0.1:{servers.free_port()}"
    with pytest.raises(StoreError, match=address):
        open_store(address, user="neo4j", password="secret-word")


def test_wrong_password(neo4j_server: servers.Neo4j) -> None:
    """A refused password is not repeated in the message, nor what the address held."""
    with pytest.raises(StoreError, match="refused") as caught:
        open_store(neo4j_server.address, user="neo4j", password="secret-word")
    assert "secret-word" not in str(caught.value)
    with pytest.raises(StoreError, match="no password") as caught:
        open_store("bolt://neo4j:secret-word@localhost:7687")
    assert "secret-word" not in str(caught.value)


def test_unknown_database(neo4j_server: servers.Neo4j) -> None:
    """A database that is not there is told at the first query."""
    server = neo4j_server
    with (
        open_store(
            server.address, user=server.user, password=server.password, database="nowhere"
        ) as store,
        pytest.raises(StoreError, match="--database"),
    ):
        store.read("RETURN 1")


def test_password_from_the_environment(
    neo4j_server: servers.Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MINDET_USER and MINDET_PASSWORD stand in for the options."""
    monkeypatch.setenv("MINDET_USER", neo4j_server.user)
    monkeypatch.setenv("MINDET_PASSWORD", neo4j_server.password)
    with open_store(neo4j_server.address) as store:
        assert store.read("RETURN 1").rows == [[1]]


def _python(code: str, *arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(servers.ROOT / "graph")}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


OPEN = """
import sys
from mindet.store import Work, open_store
with open_store(sys.argv[1], write=True) as store:
    print(store.write("CREATE (:Mark)").nodes_created, flush=True)
    sys.stdin.readline()
    print(store.read("MATCH (n:Mark) RETURN count(n)").rows[0][0])
"""


def test_quiet_and_tidy(tmp_path: Path) -> None:
    """A command leaves the store's folder and nothing else, and prints nothing of its own."""
    run = _python(OPEN, "graph", cwd=tmp_path)
    out, err = run.communicate("\n", timeout=60)
    assert (out, err, run.returncode) == ("1\n1\n", "", 0)
    assert [p.name for p in tmp_path.iterdir()] == ["graph"]
    access = tmp_path / "graph" / "access.json"
    assert stat.S_IMODE(access.stat().st_mode) == 0o600
    assert not (tmp_path / "graph" / "running.json").exists()


TELLING = """
def most():
    from mindet.store.jvm import java
    return java("java.lang.Runtime").getRuntime().maxMemory() // 2**20
""" + OPEN.replace("    sys.stdin", "    print(most(), flush=True)\n    sys.stdin")


def test_options_for_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Java takes the environment's options before ours; what is no list of options is told."""
    monkeypatch.setenv("MINDET_JAVA_OPTIONS", "-Xmx200m '-Dname=two words'")
    told, errors = _python(TELLING, "graph", cwd=tmp_path).communicate("\n", timeout=120)
    assert (int(told.split()[1]) <= 200, errors) == (True, "")
    monkeypatch.setenv("MINDET_JAVA_OPTIONS", "'")
    _, errors = _python(TELLING, "graph", cwd=tmp_path).communicate("\n", timeout=120)
    assert "MINDET_JAVA_OPTIONS: No closing quotation; mend it" in errors


def test_bulk(tmp_path: Path) -> None:
    """A store for much writing has the memory for it, is as quiet, and is the same afterwards."""
    from mindet.store import jvm

    code = TELLING.replace("write=True", "write=True, work=Work.BULK")
    environment = {key: value for key, value in os.environ.items() if key != "MINDET_HEAP"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", environment)
        plain, bulk = (
            _python(text, tmp_path / "graph", cwd=tmp_path).communicate("\n", timeout=120)
            for text in (TELLING, code)
        )
    sizes = [int(out.split()[1]) for out, _ in (plain, bulk)]
    assert (plain[1], bulk[1]) == ("", "")
    assert 0.8 * jvm.HEAP < sizes[0] <= jvm.HEAP
    assert 0.8 * jvm._bulk_heap() < sizes[1] <= jvm._bulk_heap()
    assert bulk[0].split()[2] == "2"


def test_collectors_leave_each_other_alone(embedded_store: Store) -> None:
    """Java's garbage collector sets off none of Python's, which would hold up every thread."""
    from mindet.store import jvm

    assert embedded_store
    begun: list[tuple[str, int]] = []

    def note(phase: str, info: dict[str, int]) -> None:
        begun.append((phase, info["generation"]))

    gc.callbacks.append(note)
    try:
        jvm.java("java.lang.System").gc()
        time.sleep(0.6)  # JPype's thread would look for it four times a second
    finally:
        gc.callbacks.remove(note)
    assert ("start", 2) not in begun
    assert "_collect" not in [getattr(one, "__name__", "") for one in gc.callbacks]


@pytest.mark.parametrize("way", ["read", "scan"])
def test_two_processes(tmp_path: Path, way: str) -> None:
    """A second process joins the first one's server, and takes over when that ends."""
    first = _python(OPEN, tmp_path / "graph", cwd=tmp_path)
    assert first.stdout
    assert first.stdout.readline() == "1\n"
    with open_store(tmp_path / "graph", write=True) as store:
        assert store.read("MATCH (n:Mark) RETURN count(n)").rows == [[1]]
        assert store.write("CREATE (:Mark)").nodes_created == 1
        with pytest.raises(QueryError, match="refused"):
            store.read("CREATE (:Mark)")
        assert first.communicate("\n", timeout=60)[0] == "2\n"
        count = "MATCH (n:Mark) RETURN count(n)"
        assert (store.read(count).rows if way == "read" else [*store.scan(count)]) == [[2]]


def test_rows_left_behind_as_the_server_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has seen enough rows is not told that the server went after them, not even by Python."""
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with embedded.open_folder(tmp_path / "graph", write=True) as store:
        server = store._server
        assert server
        joined = embedded.EmbeddedStore(server.folder, server.access, server.port, None)
        rows = joined.scan("UNWIND range(1, 5000) AS n RETURN n")
        assert next(rows) == [1]
        server._java.stop()
        rows.close()
        del rows
        gc.collect()
        joined.close()
    assert told == []


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_ended_from_outside(tmp_path: Path, sign: signal.Signals) -> None:
    """A store whose process is killed, terminated or interrupted opens again with its data."""
    run = _python(OPEN, tmp_path / "graph", cwd=tmp_path)
    assert run.stdout
    assert run.stdout.readline() == "1\n"
    run.send_signal(sign)
    run.communicate(timeout=30)
    assert run.returncode != 0
    with open_store(tmp_path / "graph", write=True) as store:
        assert store.read("MATCH (n:Mark) RETURN count(n)").rows == [[1]]


def test_held_by_one_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose holder is silent is told with the holder's number."""
    from mindet.store import embedded, folder

    folder.prepare(tmp_path / "graph", create=True)
    lock = folder.try_lock(tmp_path / "graph" / folder.LOCK)
    told = {"pid": 4242, "port": servers.free_port()}
    (tmp_path / "graph" / folder.RUNNING).write_text(json.dumps(told))
    monkeypatch.setattr(embedded, "PATIENCE", 0.2)
    with pytest.raises(StoreError, match="process 4242"):
        open_store(tmp_path / "graph")
    assert lock
    lock.release()


def test_platform_without_the_embedded_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database has no wheel, the message names the way out."""
    from mindet.store import jvm

    monkeypatch.setattr(jvm.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(StoreError, match="bolt://"):
        open_store(tmp_path / "graph", write=True)


def test_query_that_ignores_its_limit(tmp_path: Path) -> None:
    """A query whose server does not keep the limit is let go, and the process still ends."""
    code = """
import sys
from mindet.errors import QueryError
from mindet.store import open_store
with open_store(sys.argv[1], write=True) as store:
    try:
        store.read(
            "RETURN size([x IN range(1, 200000) WHERE any(y IN range(1, 20000) WHERE y * x = -1)])",
            timeout=0.5,
        )
    except QueryError as error:
        print(error)
    print(store.read("RETURN 1").rows)
"""
    out, err = _python(code, tmp_path / "graph", cwd=tmp_path).communicate(timeout=30)
    assert (out.splitlines()[-1], err) == ("[[1]]", "")
    assert "longer than 0.5 s" in out


def test_query_that_takes_all_memory(tmp_path: Path) -> None:
    """It ends in a message, without a trace of Java's, and the store answers on."""
    code = """
import sys
from mindet.errors import QueryError
from mindet.store import open_store
with open_store(sys.argv[1], write=True) as store:
    try:
        store.read("WITH reduce(s = 'aaaaaaaaaa', i IN range(1, 30) | s + s) AS s RETURN size(s)")
    except QueryError as error:
        print(error)
    print(store.read("RETURN 1").rows)
"""
    out, err = _python(code, tmp_path / "graph", cwd=tmp_path).communicate(timeout=60)
    assert (out.splitlines()[-1], err) == ("[[1]]", "")
    assert "want of memory" in out


def test_ctrl_c_in_the_middle_of_a_message(neo4j_server: servers.Neo4j) -> None:
    """A write that is interrupted while half of it is sent ends at once, and the store goes on."""
    server = neo4j_server
    host, _, port = server.address.rpartition(":")
    with Proxy(int(port)) as wire:
        address = f"{host}:{wire.port}"
        with open_store(address, user=server.user, password=server.password) as store:
            assert store.read("RETURN 1 AS one", {}).rows == [[1]]

            def interrupt() -> None:
                wire.hold()
                os.kill(os.getpid(), signal.SIGINT)

            wire.at(wire.passed + 300_000, interrupt)
            rescue = threading.Timer(30, wire.cut)  # whatever waits for an answer gets an error
            rescue.start()
            with pytest.raises(KeyboardInterrupt):
                store.write("UNWIND $rows AS row RETURN count(row)", {"rows": ["x" * 99] * 40_000})
            assert wire.flows() is False
            rescue.cancel()
            wire.flow()
            assert store.read("RETURN 2 AS two", {}).rows == [[2]]
