"""Loads of one graph, dry runs, runs and feeds, on the embedded store and on a real Neo4j."""

from __future__ import annotations

from pathlib import Path

import pytest

from mindet.dataset import Dataset
from mindet.errors import ProjectionError, StoreError
from mindet.ontology import own
from mindet.projection import reading, state, sync
from mindet.projection.mapping import decode
from mindet.projection.spool import Spool
from mindet.store import Counters, Store
from mindet.terms import GRAPH, ID, MN

ONTOLOGY = own()
PREFIXES = f"@prefix mn: <{MN}> . @prefix id: <{ID}> . @prefix g: <{GRAPH}> .\n"
PREFIXES += "@prefix : <urn:> . "
A = """g:a { id:p a mn:Person ; mn:start 1 ; mn:bearer id:q .
           id:only a mn:Duty . _:x :says id:p }"""
B = """g:b { id:p mn:end 5 ; mn:bearer id:r ; :note "b" . id:q a mn:Ministry . }"""
B2 = """g:b { id:p mn:end 6 ; mn:about id:q . id:new a mn:Person ; mn:bearer id:p . }"""


def _data(*texts: str) -> Dataset:
    return Dataset.parse((PREFIXES + " ".join(texts)).encode(), "trig")


def _load(store: Store, data: Dataset, **options: object) -> sync.Report:
    with Spool.of(data) as spool:
        return sync.load(store, spool, ONTOLOGY, **options)  # type: ignore[arg-type]  # as given


def _held(store: Store) -> Dataset:
    return decode(reading.graph(store))


def test_one_graph_alone(store: Store) -> None:
    """A load of one graph changes what that graph says, also of things that others speak of."""
    _load(store, _data(A, B))
    report = _load(store, _data(B2), scope="b")
    assert _held(store).isomorphic(_data(A, B2))
    assert (report.created, report.changed, report.deleted) == (1, 1, 1)
    assert _load(store, _data(A, B2)).written == Counters()


def test_one_graph_added_and_taken_out(store: Store) -> None:
    """A graph comes to what is there, and goes again with all that only it said."""
    _load(store, _data(A))
    _load(store, _data(B), scope=GRAPH + "b")
    assert _held(store).isomorphic(_data(A, B))
    _load(store, Dataset([]), scope="b")
    assert _held(store).isomorphic(_data(A))
    assert state.held(store).graphs.keys() == {"a"}
    assert store.read("MATCH (n:Resource {iri: $i}) RETURN n.iri", {"i": ID + "r"}).rows == []


def test_one_graph_into_an_empty_store(store: Store) -> None:
    """The first load may be of one graph; the same again writes nothing."""
    _load(store, _data(A), scope="a")
    assert _held(store).isomorphic(_data(A))
    assert _load(store, _data(A), scope="a").written == Counters()


def test_one_graph_after_a_cut(store: Store) -> None:
    """After a load that was cut off, one graph alone is refused with the remedy."""
    _load(store, _data(A))
    store.write("MATCH (s:MindetState) SET s.loading = true")
    with pytest.raises(ProjectionError, match="load all graphs once"):
        _load(store, _data(B), scope="b")


def test_dry_run(store: Store) -> None:
    """A dry run tells what the load would do and leaves the store as it is."""
    _load(store, _data(A))
    before = store.read("MATCH (n) RETURN count(n), sum(size(keys(n)))").rows
    dry = _load(store, _data(A, B2), dry=True)
    assert store.read("MATCH (n) RETURN count(n), sum(size(keys(n)))").rows == before
    assert dry.written == Counters()
    real = _load(store, _data(A, B2))
    told = [(r.created, r.changed, r.deleted, r.unchanged) for r in (dry, real)]
    assert told[0] == told[1]


def test_runs(store: Store) -> None:
    """Each load that changes something is a run, in the graph but not among the facts."""
    _load(store, _data(A))
    _load(store, _data(A))
    _load(store, _data(B2), scope="b")
    first, second = state.runs(store)
    assert (first.id, first.scope, first.complete, first.triples) == (1, "", True, 5)
    assert (second.id, second.scope, second.created, second.changed) == (2, "b", 1, 1)
    assert first.digest != second.digest
    assert store.read("MATCH (r:MindetRun)--() RETURN r").rows == []


def test_another_load_takes_over(store: Store) -> None:
    """A load whose claim another one has taken writes no more."""

    def take_over(phase: str, _done: int, _total: int) -> None:
        if phase == "things":
            store.fence, kept = None, store.fence
            store.write("MATCH (s:MindetState) SET s.token = 'theirs'")
            store.fence = kept

    with pytest.raises(StoreError, match="another load"):
        _load(store, _data(A, B), progress=take_over)
    assert store.read("MATCH ()-[r]->() RETURN count(r)").rows == [[0]]


def test_feed(store: Store, tmp_path: Path) -> None:
    """Added and removed quads lie as RDF beside a list for people, also of a dry run."""
    _load(store, _data(A, B))
    for name, dry in (("dry", True), ("real", False)):
        _load(store, _data(A, B2), dry=dry, changes=tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("dry", "real"))
    assert one == two
    added, removed = (Dataset.read([tmp_path / "real" / f"{n}.nq"]) for n in ("added", "removed"))
    assert set(added.quads) == set(_data(B2).quads) - set(_data(B).quads)
    assert set(removed.quads) == set(_data(B).quads) - set(_data(B2).quads)
    told = (tmp_path / "real" / "changes.md").read_text("utf-8")
    assert "## new" in told
    assert '- `+` end: "6"' in told
    with pytest.raises(StoreError, match="other files"):
        _load(store, _data(A), changes=tmp_path / "real")
    assert _held(store).isomorphic(_data(A, B2))
