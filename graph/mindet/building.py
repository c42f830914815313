"""`mindet build`: from sheets to a checked dataset, a graph store, a page and exports.

All is made in a folder of its own beside the last good build and put in its place
only when it is whole. The moment between is one rename: a build that is killed
before it never happened, one killed after it is finished by whoever comes next.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mindet.dataset import Dataset
from mindet.errors import ShapeError, StoreError
from mindet.files import write
from mindet.ontology import Ontology, own
from mindet.sheets import Sheets, load

if TYPE_CHECKING:
    from mindet.shapes import Violation

STORE, DATASET, TRIG, PAGE = "graph", "dataset.nq", "dataset.trig", "responsibility.html"
_READY, _OLD, _STAGING, _LOCK = ".ready", ".old", ".staging", ".lock"
OUTPUTS = {
    PAGE: "who is responsible for what; open it in a browser",
    STORE: "the graph, to be asked by `mindet ask` and `mindet cypher`",
    DATASET: "the same as RDF, for machines",
    TRIG: "and for people",
}
SHOWN_VIOLATIONS = 20
_COUNTS = (
    "MATCH (c:Claim) RETURN count(c)",
    "MATCH (n:Resource) RETURN count(n)",
    "MATCH (:Resource)-[r]->(:Resource) RETURN count(r)",
)
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build made: where it lies, and how much of each."""

    folder: Path
    triples: int
    graphs: int
    claims: int
    nodes: int
    relationships: int


def checked(seeds: Path, ontology: Ontology, language: str = "en") -> Dataset:
    """Sheets → dataset → SHACL: the dataset with the ontology's graph in it.

    Raises SheetError, or ShapeError that names the file and line of each breach.
    """
    from mindet.shapes import validate

    sheets = load(seeds, ontology)
    dataset = Dataset([*sheets.dataset, *ontology.dataset()])
    violations = validate(dataset)
    if violations:
        raise ShapeError(_breaches(violations, sheets, language))
    return dataset


def _breaches(violations: list[Violation], sheets: Sheets, language: str) -> str:
    lines = [
        f"{sheets.places.get(v.focus, v.focus)}: {v.message_in(language)} ({v.focus})"
        for v in violations[:SHOWN_VIOLATIONS]
    ]
    rest = len(violations) - len(lines)
    breaches = "breach" if len(violations) == 1 else "breaches"
    return "\n".join(
        [f"{len(violations)} {breaches} of the shapes", *lines]
        + [f"… and {rest} more"] * (rest > 0)
    )


def build(seeds: Path, folder: Path, *, language: str = "en", progress: Progress = print) -> Built:
    """Build everything from the sheets in `seeds` into `folder`; the last build stays on failure.

    Raises SheetError, ShapeError, StoreError (the store is open elsewhere).
    """
    ontology = own()
    progress("reading and checking the sheets")
    dataset = checked(seeds, ontology, language)
    _make(folder)
    with _alone(folder):
        finish_interrupted(folder)
        _refuse_if_served(folder / STORE)
        built = _stage(dataset, ontology, folder, progress)
        progress("putting the new build in place")
        (folder / _STAGING).rename(folder / _READY)
        finish_interrupted(folder)
        return built


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        what = f"nothing can be built here: {error.strerror}"
        raise StoreError(what, where=str(folder), remedy="name another folder with -o") from None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One build at a time in a folder; what it leaves half-made is swept away."""
    from mindet.store.folder import try_lock

    lock = try_lock(folder / _LOCK)
    if lock is None:
        what = "another build is at work in this folder"
        raise StoreError(what, where=str(folder), remedy="wait for it, or use -o elsewhere")
    try:
        yield
    finally:
        shutil.rmtree(folder / _STAGING, ignore_errors=True)
        lock.release()


def _stage(dataset: Dataset, ontology: Ontology, folder: Path, progress: Progress) -> Built:
    from mindet.projection import sync
    from mindet.projection.spool import Spool
    from mindet.store import open_store
    from mindet.views.responsibility import collect, write_page

    staging = folder / _STAGING
    staging.mkdir()
    progress("writing the exports")
    write(dataset.serialise("nquads"), str(staging / DATASET))
    write(dataset.serialise("trig"), str(staging / TRIG))
    progress("loading the graph store")
    with open_store(staging / STORE, write=True) as store:
        with Spool.of(dataset) as spool:
            sync.load(store, spool, ontology)
        counts = [count for (count,) in (next(store.scan(query)) for query in _COUNTS)]
        progress("drawing the page")
        write_page(collect(store.read, ontology), staging / PAGE)
    return Built(folder, len(dataset), len(dataset.graph_names()), *counts)


def finish_interrupted(folder: Path) -> None:
    """Put a build that was whole but not yet in its place there; sweep what was not whole.

    Does nothing where there is nothing to finish. Safe to be interrupted itself.
    """
    ready, old = folder / _READY, folder / _OLD
    if ready.is_dir():
        for entry in sorted(ready.iterdir()):
            _replace(entry, folder / entry.name, old)
        ready.rmdir()
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(folder / _STAGING, ignore_errors=True)


def _replace(entry: Path, target: Path, old: Path) -> None:
    if target.exists():
        old.mkdir(exist_ok=True)
        shutil.rmtree(old / target.name, ignore_errors=True)
        target.rename(old / target.name)
    entry.rename(target)


def _refuse_if_served(store: Path) -> None:
    from mindet.store.folder import LOCK, running, try_lock

    if not (store / LOCK).exists():
        return
    lock = try_lock(store / LOCK)
    if lock is None:
        there = running(store)
        holder = f"process {there.pid}" if there else "another process"
        what = f"{holder} has this store open, so it can't be replaced"
        raise StoreError(what, where=str(store), remedy="end it, or build with -o elsewhere")
    lock.release()
