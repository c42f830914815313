"""Loading, reading back and bringing into step, on the embedded store and on a real Neo4j."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import neo4j
import pyoxigraph as ox
import pytest
from hypothesis import given, settings

import rdf
import servers
from mindet.dataset import Dataset
from mindet.errors import DatasetError, ProjectionError, StoreError
from mindet.ontology import Ontology, own
from mindet.projection import reading, state, sync
from mindet.projection.mapping import decode
from mindet.projection.spool import Spool
from mindet.resources import folder
from mindet.store import Counters, Store, open_store
from mindet.terms import GRAPH, ID, MN, RDF, XSD

ONTOLOGY = own()


def _load(store: Store, data: Dataset) -> sync.Report:
    with Spool.of(data) as spool:
        return sync.load(store, spool, ONTOLOGY)


def _same(store: Store, data: Dataset) -> bool:
    return decode(reading.graph(store)).isomorphic(data)


def _example(text: str) -> Dataset:
    prefixes = f"@prefix mn: <{MN}> . @prefix id: <{ID}> . @prefix g: <{GRAPH}> . "
    prefixes += f"@prefix xsd: <{XSD}> . @prefix : <http://example.org/> . "
    return Dataset.parse((prefixes + text).encode(), "trig")


FIRST = """g:a { id:p a mn:Person ; mn:start 1 ; mn:bearer id:q, id:r ; mn:about mn:unstated .
                 id:q a mn:Ministry ; :word "w" . id:gone a mn:Person ; mn:bearer id:p . }"""
SECOND = """g:a { id:p a mn:Operator ; mn:end 2 ; mn:bearer id:q ; mn:about id:s .
                  id:q a mn:Ministry ; :word "w" . id:new a mn:Person ; mn:bearer id:p . }"""


@pytest.mark.parametrize("name", ["ontology", "nasty"])
def test_back_without_loss(store: Store, name: str) -> None:
    """Our own terms and the nasty dataset come back from the store as they went in."""
    data = ONTOLOGY.dataset() if name == "ontology" else rdf.nasty()
    report = _load(store, data)
    assert report.triples == len(data)
    assert report.created == len({quad.subject for quad in data})
    assert _same(store, data)


def test_w3c_files_come_back(store: Store, w3c: Path) -> None:
    """All positive files of the four W3C suites in one load: each quad of each comes back."""
    quads: set[ox.Quad] = set()
    names = ("rdf-turtle", "rdf-trig", "rdf-n-triples", "rdf-n-quads")
    for path in rdf.suites(w3c, *names):
        with contextlib.suppress(DatasetError):  # a negative test
            quads.update(Dataset.read([path]).quads)
    assert len(quads) > 1500
    with Spool.of(Dataset(quads)) as spool:
        wanted = list(spool.sorted_lines())
        sync.load(store, spool, ONTOLOGY)
    assert [line for run in reading.sorted_lines(store) for line in run] == wanted


def test_any_dataset_comes_back(store: Store) -> None:
    """One made-up dataset after another: each comes back from the store as it went in."""

    @settings(max_examples=12)
    @given(rdf.datasets)
    def comes_back(data: Dataset) -> None:
        _load(store, data)
        assert _same(store, data)

    comes_back()


def test_second_load_writes_nothing(store: Store) -> None:
    """The same dataset again is no write at all, by the server's own counters."""
    _load(store, rdf.nasty())
    again = _load(store, rdf.nasty())
    assert again.written == Counters()
    assert again.unchanged > 10


def test_only_what_changed(store: Store) -> None:
    """A second dataset changes, adds and deletes what differs, and is there afterwards."""
    _load(store, _example(FIRST))
    before = _ids(store)
    report = _load(store, _example(SECOND))
    assert _same(store, _example(SECOND))
    assert (report.created, report.changed, report.deleted, report.unchanged) == (1, 1, 1, 1)
    after = _ids(store)
    assert all(after[i] == before[i] for i in (ID + "q", ID + "p"))
    labels = store.read("MATCH (n {iri: $i}) RETURN labels(n)", {"i": ID + "p"}).rows[0][0]
    assert set(labels) >= {"Actor", "Company", "Operator", "Organization", "Resource"}
    assert "Person" not in labels


def _ids(store: Store) -> dict[str, object]:
    rows = store.read("MATCH (n:Resource) RETURN n.iri, n.digest").rows
    return {iri: digest if iri == ID + "q" else "" for iri, digest in rows}


def test_step_by_step_is_as_at_once(store: Store) -> None:
    """After a row of random changes the store holds what a fresh load would hold."""
    dice = random.Random(7)
    quads = list(ONTOLOGY.dataset().quads[:400]) + list(rdf.nasty().quads)
    for _ in range(6):
        data = Dataset(dice.sample(quads, dice.randrange(len(quads))))
        _load(store, data)
        assert _same(store, data)


def test_analysts_own_work_stays(store: Store) -> None:
    """Nodes, labels, properties and relationships that an analyst made outlive a load."""
    _load(store, _example(FIRST))
    store.write("MATCH (n:Resource {iri: $i}) SET n.reviewed = true", {"i": ID + "p"})
    store.write("MATCH (n:Resource {iri: $i}) SET n:Mine", {"i": ID + "p"})
    store.write(
        "MATCH (n:Resource {iri: $i}) CREATE (:Note {text: 'ask'})-[:ON]->(n)", {"i": ID + "gone"}
    )
    _load(store, _example(SECOND))
    row = store.read(
        "MATCH (n:Mine) RETURN n.iri, n.reviewed, n.start, n.end, n:Operator AND NOT n:Person"
    ).rows
    assert row == [[ID + "p", True, None, 2, True]]
    notes = "MATCH (t:Note)-[:ON]->(n) RETURN t.text, n.iri, keys(n), labels(n)"
    assert store.read(notes).rows == [["ask", ID + "gone", ["iri"], ["Resource"]]]
    assert _same(store, _example(SECOND))
    _load(store, _example(FIRST))
    assert _same(store, _example(FIRST))
    sync.unload(store)
    left = store.read("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l ORDER BY l").rows
    assert [label for (label,) in left] == ["Mine", "Note", "Resource"]


def test_foreign_names_last(store: Store) -> None:
    """A word that a later load brings takes no name from an earlier one."""
    first, clash = _example("{ :x :name 'a' . }"), "<http://a.example/name> 'b' ."
    _load(store, first)
    _load(store, Dataset([*first, *_example("{ :x " + clash + " }")]))
    assert store.read("MATCH (n {name: 'a'}) RETURN count(n)").rows == [[1]]


def test_another_ontology_rewrites(store: Store) -> None:
    """Where the ontology holds its terms in another way, all is written anew."""
    _load(store, _example(FIRST))
    start = "MATCH (n {iri: $i}) RETURN n.start"
    assert store.read(start, {"i": ID + "p"}).rows == [[1]]
    properties = dict(ONTOLOGY.properties)
    properties[MN + "start"] = dataclasses.replace(properties[MN + "start"], many=True)
    other = Ontology.load(folder("ontology"))
    other.properties = properties
    with Spool.of(_example(FIRST)) as spool:
        assert sync.load(store, spool, other).changed == 3
    assert store.read(start, {"i": ID + "p"}).rows == [[[1]]]
    assert _same(store, _example(FIRST))


class _Cut(Exception):
    pass


def test_load_cut_off(store: Store) -> None:
    """A load that was cut off is not taken for a whole one, and the next finishes it."""
    _load(store, _example(FIRST))

    def cut(phase: str, _done: int, _total: int) -> None:
        if phase == "links":
            raise _Cut

    with pytest.raises(_Cut), Spool.of(_example(SECOND)) as spool:
        sync.load(store, spool, ONTOLOGY, progress=cut)
    assert state.held(store).loading
    with pytest.raises(ProjectionError, match="load again"):
        reading.graph(store)
    _load(store, _example(SECOND))
    assert _same(store, _example(SECOND))


def test_written_by_another_version(store: Store) -> None:
    """A graph of another mapping version is refused with the remedy."""
    _load(store, _example(FIRST))
    store.write("MATCH (s:MindetState) SET s.version = 99")
    with pytest.raises(ProjectionError, match="version 99"):
        _load(store, _example(SECOND))


def test_nothing_loaded(store: Store) -> None:
    """Reading an empty store says so."""
    with pytest.raises(ProjectionError, match="load it first"):
        reading.graph(store)


def test_too_large_for_any_store(store: Store) -> None:
    """A literal that no message can carry is refused before anything is written."""
    name = ox.NamedNode("http://example.org/big")
    big = ox.Quad(name, name, ox.Literal("x" * 17_000_000))
    with pytest.raises(ProjectionError, match="MiB"):
        _load(store, Dataset([*_example("{ :x :y 'a' . }"), big]))
    assert store.read("MATCH (n:Resource) RETURN count(n)").rows == [[0]]


def test_large_things(store: Store) -> None:
    """Many values on one property, and texts that together pass one message, come back."""
    name, many = ox.NamedNode("http://example.org/x"), ox.NamedNode("http://example.org/many")
    values = [ox.Quad(name, many, ox.Literal(f"value {i}")) for i in range(20_000)]
    texts = [
        ox.Quad(ox.NamedNode(f"http://example.org/{i}"), many, ox.Literal(f"{i}" * 1_000_000))
        for i in range(1, 10)
    ]
    data = Dataset([*values, *texts])
    _load(store, data)
    assert set(decode(reading.graph(store)).quads) == set(data.quads)


def test_progress(store: Store) -> None:
    """Progress counts up to the total in each phase."""
    seen: list[tuple[str, int, int]] = []
    with Spool.of(_example(FIRST)) as spool:
        sync.load(store, spool, ONTOLOGY, progress=lambda *step: seen.append(step))
    assert [step for step in seen if step[0] == "things"][-1][1:] == (3, 3)
    assert [step for step in seen if step[0] == "links"][-1][1:] == (3, 3)


def test_hostile_words(store: Store) -> None:
    """Backticks, quotes and Cypher in IRIs and texts stay what they are."""
    bad = "x`) DETACH DELETE n //"
    data = Dataset(
        [
            ox.Quad(
                ox.NamedNode("urn:x:1"),
                ox.NamedNode("http://example.org/%60)-()%20DETACH"),
                ox.Literal(bad),
            ),
            ox.Quad(
                ox.NamedNode("urn:x:'1"),
                ox.NamedNode(RDF + "type"),
                ox.NamedNode("http://example.org/A'B:'C"),
            ),
        ]
    )
    _load(store, data)
    assert _same(store, data)


KILLED = """
import sys
from mindet.ontology import own
from mindet.projection import batches, sync
from mindet.projection.spool import Spool
from mindet.store import open_store
steps = 31
def tell(*_):
    global steps
    steps -= 1
    if steps == 0:
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
batches.ROWS = 20
ontology = own()
with open_store(sys.argv[1], write=True) as store:
    sync.load(store, Spool.of(ontology.dataset()), ontology, progress=tell)
"""


@pytest.fixture(params=["embedded", "neo4j"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where another process loads; the password goes by the environment."""
    if request.param == "embedded":
        yield str(tmp_path / "graph")
    else:
        server: servers.Neo4j = request.getfixturevalue("neo4j_server")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MINDET_USER", server.user)
            patch.setenv("MINDET_PASSWORD", server.password)
            with open_store(server.address) as store:
                store.write("MATCH (n) DETACH DELETE n")
            yield server.address


def test_killed_in_the_middle(address: str) -> None:
    """kill -9 between two batches of a load, then load again: all is there, once."""
    environment = {**os.environ, "PYTHONPATH": str(servers.ROOT / "graph")}
    run = subprocess.run(
        [sys.executable, "-c", KILLED, address],
        env=environment,
        timeout=60,
        stdout=subprocess.DEVNULL,
    )
    assert run.returncode == -9
    with open_store(address, write=True) as store:
        assert state.held(store).loading
        _until_free(store)
        _load(store, ONTOLOGY.dataset())
        assert _same(store, ONTOLOGY.dataset())


def _until_free(store: Store) -> None:
    """A server notices within a moment that the process of the other load is gone."""
    for _ in range(50):
        try:
            with store.exclusive():
                return
        except StoreError:
            time.sleep(0.1)


def test_what_was_compared_is_what_is_changed(store: Store) -> None:
    """A load that another one has overtaken from its begin to its end may not write any more."""
    _load(store, _example(":a :word 1 ."))
    before = state.held(store)
    token = "MATCH (s:MindetState) RETURN s.token"
    left = store.read(token).rows
    _load(store, _example(":a :word 2 ."))
    assert store.read(token).rows == left
    names, run = before.names, state.Run(before.run + 1)
    assert names
    with pytest.raises(StoreError, match="another load"), state.claimed(store, before, names, run):
        pass
    assert not state.held(store).loading


def test_a_write_that_meets_a_claim(
    neo4j_store: Store, neo4j_server: servers.Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load that writes while another one's claim is being committed has lost its own."""
    _load(neo4j_store, _example(":a :word 1 ."))
    before = state.held(neo4j_store)
    names, run = before.names, state.Run(before.run + 1)
    assert names
    late: list[Future[Counters]] = []
    commit = neo4j.Transaction.commit

    def meet(transaction: neo4j.Transaction) -> None:
        if not late:
            late.append(pool.submit(neo4j_store.write, "CREATE (:Late)"))
            _await_blocked(other)
        commit(transaction)

    server = neo4j_server
    with (
        ThreadPoolExecutor() as pool,
        open_store(server.address, user=server.user, password=server.password) as other,
        state.claimed(neo4j_store, before, names, run),
    ):
        seen = state.held(other)
        monkeypatch.setattr(neo4j.Transaction, "commit", meet)
        with state.claimed(other, seen, names, run), pytest.raises(StoreError, match="another"):
            late[0].result()
        assert other.read("MATCH (n:Late) RETURN count(n)").rows == [[0]]


def _await_blocked(store: Store) -> None:
    """Until a transaction waits for another one's lock."""
    blocked = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status"
    while not list(store.scan(blocked)):
        time.sleep(0.01)


def test_a_write_after_the_comparison(store: Store) -> None:
    """A claim counts for nothing where its load has compared what another one then changed."""
    _load(store, _example(":a :word 1 ."))
    whole = state.held(store)
    names, run = whole.names, state.Run(whole.run + 1)
    assert names
    with state.claimed(store, whole, names, run):
        before = state.held(store)
        store.write("MATCH (n:Resource) SET n.late = 1")
        store.fence, fence = None, store.fence
        with pytest.raises(StoreError, match="another load"):
            state.claimed(store, before, names, run).__enter__()
        store.fence = fence
