"""What a store says of its loads: nodes of our own beside the facts, never among them.

`MindetState` holds the table of names and whether a load is under way, `MindetGraph` a
named graph's digest, `MindetRun` what one load did.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from mindet.errors import ProjectionError
from mindet.projection.batches import batched
from mindet.projection.names import VERSION, Names
from mindet.store.failures import busy
from mindet.store.locking import WRITES
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.store import Store

_STATE = (
    "MATCH (s:MindetState {name: 'state'}) RETURN "
    "s.version, s.names, s.loading, s.run, s.things, s.indexed, s.source, s.writes"
)
# One load at a time: it claims the state as it has read it, and every transaction of it begins
# with a look whether the claim still stands. A look is worth something only with a lock that
# all such transactions hold to their end, and that was there before any of them; the count of
# them in the state tells a claim of one that was committed after the state had been read.
_LOCKED = f"MATCH (l:MindetLock {{name: '{WRITES}'}}) SET l.held = true WITH count(l) AS locks "
_CLAIM = (
    _LOCKED + "UNWIND $rows AS row MERGE (s:MindetState {name: 'state'}) "
    "WITH s, row WHERE coalesce(s.writes, 0) = row.writes "
    "SET s += row.properties, s.writes = row.writes + 1 RETURN s.name"
)
_FENCE = (
    _LOCKED + "MATCH (s:MindetState {name: 'state', token: $token}) "
    "SET s.writes = s.writes + 1 RETURN s.name"
)
_IDLE = _LOCKED + "OPTIONAL MATCH (s:MindetState {loading: true}) WITH s WHERE s IS NULL RETURN 1"
_GRAPHS = "MATCH (g:MindetGraph) RETURN g.name, g.triples, g.digest"
_RUNS = "MATCH (r:MindetRun) RETURN properties(r) ORDER BY r.id"
_LAST = (
    "MATCH (s:MindetState {name: 'state'}), (r:MindetRun) WHERE NOT s.loading "
    "RETURN toString(r.id) + ' ' + r.digest + ' ' + r.scope ORDER BY r.id DESC LIMIT 1"
)
Graphs = Mapping[str, tuple[int, str]]  # triples and digest by the code of a graph


@dataclass(frozen=True)
class State:
    """What a store says of its last load; `loading` while one is under way or was cut off.

    `source` is the digest of the files that it read, `indexed` is false after an offline
    import, `writes` counts the transactions of all loads.
    """

    names: Names | None = None
    loading: bool = False
    run: int = 0
    things: int = 0
    indexed: bool = True
    source: str = ""
    writes: int = 0
    version: int = VERSION
    graphs: Graphs = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One load that changed something: its number, what it was given and what it did.

    `digest` is of all that the store was to hold, `scope` the graph that was loaded or ""
    for all, `complete` whether the run came to its end.
    """

    id: int
    digest: str = ""
    scope: str = ""
    complete: bool = False
    triples: int = 0
    properties: int = 0
    relationships: int = 0
    labels: int = 0
    overflow: int = 0
    created: int = 0
    changed: int = 0
    deleted: int = 0


def held(store: Store, *, any_version: bool = False) -> State:
    """The state of `store`; ProjectionError if another version of the mapping wrote it."""
    for version, names, loading, *rest in store.scan(_STATE):
        if version != VERSION and not any_version:
            raise ProjectionError(
                f"the graph was written by mapping version {version}, this is {VERSION}",
                where=store.address,
                remedy="take it out with `mindet unload`, then load again",
            )
        table = Names.from_json(names) if names else None
        graphs = {name: (int(n), digest) for name, n, digest in store.scan(_GRAPHS)}
        run, things, indexed, source, writes = rest
        told = run or 0, things or 0, indexed is not False, source or "", writes or 0
        return State(table, bool(loading), *told, version, graphs)
    return State()


def runs(store: Store) -> list[Run]:
    """The loads that changed something, the first one first."""
    known = Run.__dataclass_fields__
    rows = (properties for (properties,) in store.scan(_RUNS))
    return [Run(**{k: v for k, v in row.items() if k in known}) for row in rows]


def last_load(store: Store, *, timeout: float | None = None) -> str | None:
    """What tells the last load that changed something from all others; None while one is under way
    or was cut off. One question, for those who ask often.
    """
    rows = store.read(_LAST, timeout=timeout).rows
    return str(rows[0][0]) if rows else None


@contextmanager
def claimed(store: Store, before: State, names: Names, run: Run) -> Iterator[Counters]:
    """Say that a load is under way, and keep all others from writing until the end.

    `before` is the state that the load goes out from, `names` are all that it may need or
    find. Raises StoreError, here or at any write, if another load has begun since.
    """
    token = secrets.token_hex(8)
    state = {**whole(names, run, 0), "loading": True, "token": token}
    won: list[list[Any]] = []
    row = {"writes": before.writes, "properties": state}
    written = store.write_batch(_CLAIM, [row], won.append)
    if not won:
        raise busy(store.address)
    store.fence = _FENCE, {"token": token}
    try:
        yield written + store.write_all([_merged_run(run)])
    finally:
        store.fence = None


def whole(
    names: Names, run: Run, things: int, *, source: str = "", indexed: bool = True
) -> dict[str, Any]:
    """The properties of the state after a whole load."""
    return {
        "name": "state", "version": VERSION, "names": names.to_json(), "loading": False,
        "run": run.id, "things": things, "source": source, "indexed": indexed,
    }  # fmt: skip


def digest_of(graphs: Graphs) -> str:
    """One digest of all graphs' digests."""
    content = "".join(f"{name} {digest}\n" for name, (_, digest) in sorted(graphs.items()))
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def finish(
    store: Store, end: dict[str, Any], run: Run, graphs: Graphs, gone: list[str]
) -> Counters:
    """Say that a load is whole: the digests of its graphs first, the state, `end`, last."""
    rows = [{"name": name, "triples": n, "digest": d} for name, (n, d) in sorted(graphs.items())]
    written = Counters()
    if gone:
        written += store.write(
            "UNWIND $rows AS name MATCH (g:MindetGraph {name: name}) DELETE g", {"rows": gone}
        )
    for batch in batched(rows):
        written += store.write(
            "UNWIND $rows AS row MERGE (g:MindetGraph {name: row.name}) SET g += row",
            {"rows": batch},
        )
    return written + store.write_all([_merged_run(run), _merged_state({**end, "token": None})])


def forget(store: Store) -> Counters:
    """Take out all that a store says of its loads; StoreError where another one has begun."""
    labels = ("MindetGraph", "MindetRun", "MindetState")
    store.fence = _IDLE, {}
    try:
        return store.write_all([(f"MATCH (x:{label}) DELETE x", {}) for label in labels])
    finally:
        store.fence = None


def _merged_state(properties: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "MERGE (s:MindetState {name: 'state'}) SET s += $properties", {"properties": properties}


def _merged_run(run: Run) -> tuple[str, dict[str, Any]]:
    return "MERGE (r:MindetRun {id: $id}) SET r += $properties", {
        "id": run.id,
        "properties": asdict(run),
    }
