"""What a store says of its loads: nodes of our own beside the facts, never among them.

`MindetState` holds the table of names and whether a load is under way, `MindetGraph` a
named graph's digest, `MindetRun` what one load did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from mindet.errors import ProjectionError
from mindet.projection.batches import batched
from mindet.projection.names import VERSION, Names
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.store import Store

_STATE = (
    "MATCH (s:MindetState {name: 'state'}) "
    "RETURN s.version, s.names, s.loading, s.run, s.things, s.indexed, s.source"
)
_GRAPHS = "MATCH (g:MindetGraph) RETURN g.name, g.triples, g.digest"
_RUNS = "MATCH (r:MindetRun) RETURN properties(r) ORDER BY r.id"
Graphs = Mapping[str, tuple[int, str]]  # triples and digest by the code of a graph


@dataclass(frozen=True)
class State:
    """What a store says of its last load; `loading` while one is under way or was cut off.

    `source` is the digest of the files that it read, `indexed` is false after an offline import.
    """

    names: Names | None = None
    loading: bool = False
    run: int = 0
    things: int = 0
    indexed: bool = True
    source: str = ""
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
    for version, names, loading, run, things, indexed, source in store.scan(_STATE):
        if version != VERSION and not any_version:
            raise ProjectionError(
                f"the graph was written by mapping version {version}, this is {VERSION}",
                where=store.address,
                remedy="take it out with `mindet unload`, then load again",
            )
        table = Names.from_json(names) if names else None
        graphs = {name: (int(n), digest) for name, n, digest in store.scan(_GRAPHS)}
        counts = run or 0, things or 0
        whole = indexed is not False, source or ""
        return State(table, bool(loading), *counts, *whole, version, graphs)
    return State()


def runs(store: Store) -> list[Run]:
    """The loads that changed something, the first one first."""
    known = Run.__dataclass_fields__
    rows = (properties for (properties,) in store.scan(_RUNS))
    return [Run(**{k: v for k, v in row.items() if k in known}) for row in rows]


def begin(store: Store, names: Names, run: Run) -> Counters:
    """Say that a load is under way, with all names that it may need or find."""
    state = {**whole(names, run, 0), "loading": True}
    return store.write_all([_merged_state(state), _merged_run(run)])


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
    written = store.write(
        "UNWIND $rows AS name MATCH (g:MindetGraph {name: name}) DELETE g", {"rows": gone}
    )
    for batch in batched(rows):
        written += store.write(
            "UNWIND $rows AS row MERGE (g:MindetGraph {name: row.name}) SET g += row",
            {"rows": batch},
        )
    return written + store.write_all([_merged_run(run), _merged_state(end)])


def forget(store: Store) -> Counters:
    """Take out all that a store says of its loads."""
    labels = ("MindetGraph", "MindetRun", "MindetState")
    return sum((store.write(f"MATCH (x:{label}) DELETE x") for label in labels), Counters())


def _merged_state(properties: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "MERGE (s:MindetState {name: 'state'}) SET s += $properties", {"properties": properties}


def _merged_run(run: Run) -> tuple[str, dict[str, Any]]:
    return "MERGE (r:MindetRun {id: $id}) SET r += $properties", {
        "id": run.id,
        "properties": asdict(run),
    }
