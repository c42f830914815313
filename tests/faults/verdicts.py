"""What a store may be after a fault, and what the next load must make of it."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from faults.commands import Done, run
from faults.scenes import Scene
from faults.snapshots import Snapshot
from faults.wrongs import Wrong
from mindet.dataset import Dataset

BUSY = "another load is under way"
LOADING = "MATCH (s:MindetState) RETURN s.loading"
LETTING_GO = 20.0  # seconds for a server to notice that a client is gone


def standing(scene: Scene, *, exported: bool = True) -> str:
    """'nothing', 'first' or 'second' for a whole store, else 'half'; Wrong if it claims more.

    Whether it is given back as the same RDF is seen where it is to be `exported`.
    """
    with scene.place.open() as store:
        loading = [True] in list(store.scan(LOADING))
        there = Snapshot.of(store, scene.place.rules(store))
        if loading:
            return _half(scene)
        return _whole(scene, there, exported)


def _half(scene: Scene) -> str:
    """Neither of the two readers takes a half store for a graph."""
    page = scene.folder / "page.html"
    for verb in ("export", "view"):
        done = run(scene.place, verb, "--from", scene.place.address, "-o", str(page))
        if done.code != 1 or "load" not in done.errors or "again" not in done.errors:
            raise Wrong(f"{verb} of a half store: exit code {done.code}, {done.errors!r}")
    return "half"


def _whole(scene: Scene, there: Snapshot, exported: bool) -> str:
    """A store that says it is whole is exactly one dataset, in the graph and in the RDF."""
    if not there.nodes:
        return "nothing"
    differences: list[str] = []
    for file, fresh in scene.fresh.items():
        difference = list(there.differences(fresh))
        if not difference:
            return _exported(scene, file) if exported else file.stem
        differences += [f"against {file.stem}:", *difference]
    raise Wrong("\n  ".join(["the store says that it is whole:", *differences]))


def _exported(scene: Scene, file: Path) -> str:
    out = scene.folder / "out.nq"
    place = scene.place
    done = run(place, "export", "--format", "nquads", "--from", place.address, "-o", str(out))
    if done.code:
        raise Wrong(f"a whole store can't be exported: {done.errors}")
    if not Dataset.read([out]).isomorphic(Dataset.read([file])):
        raise Wrong(f"the export is not the RDF of {file.stem}")
    return file.stem


def left(scene: Scene) -> str:
    """As `standing`; and what was there before, or what was loaded, if it is whole."""
    found = standing(scene, exported=False)  # the next load's end is
    before = "first" if scene.filled else "nothing"
    if found not in ("half", "second", before):
        raise Wrong(f"the store held {before}, got second, and is {found}")
    return {"half": "half", "second": "after"}.get(found, "before")


def repaired(scene: Scene) -> None:
    """The next load, as soon as the store is free, ends as a fresh one would."""
    deadline = time.monotonic() + LETTING_GO
    while True:
        done = run(scene.place, "load", str(scene.second), "--to", scene.place.address)
        if BUSY not in done.errors or time.monotonic() > deadline:
            break
        time.sleep(0.05)
    if done.code:
        raise Wrong(f"the next load fails: {done.errors}")
    if (found := standing(scene)) != "second":
        raise Wrong(f"the next load leaves the store {found}")


def judged(scene: Scene, done: Done, what: str, sign: signal.Signals | None = None) -> str:
    """Hold the store against what a load said as it ended, then let the next load finish."""
    done.ends_clearly(scene.place, sign)
    found = left(scene)
    if done.code == 0 and found != "after":
        raise Wrong(f"{what}: the load told of success and left the store as {found}")
    repaired(scene)
    how = "finished" if done.code == 0 else f"failed ({done.told})" if done.told else "ended"
    return f"{what}: {how}, {found}"
