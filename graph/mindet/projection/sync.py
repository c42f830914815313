"""Bring a store into step with a spool of quads, writing no more than needed.

    with Spool.read(paths) as spool, open_store(address, write=True) as store:
        report = load(store, spool, own())

What differs `Difference` finds, by digests; `Execution` writes it. Analysts' own nodes, labels,
properties and relationship types stay.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mindet.errors import ProjectionError
from mindet.projection import feed, reading, schema, state
from mindet.projection.difference import Difference
from mindet.projection.encoding import Encoding
from mindet.projection.execution import Execution
from mindet.projection.graph import Counts
from mindet.projection.names import graph_code
from mindet.projection.naming import plan_of
from mindet.projection.spool import Progress, Spool
from mindet.projection.state import Run, State
from mindet.projection.writing import likely
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store


@dataclass
class Report:
    """What a load did or, `dry`, would do: `counts` says as what the triples are held."""

    counts: Counts = field(default_factory=Counts)
    written: Counters = field(default_factory=Counters)
    triples: int = 0
    run: int = 0
    created: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0


def load(
    store: Store,
    spool: Spool,
    ontology: Ontology,
    *,
    scope: str | None = None,
    source: str = "",
    dry: bool = False,
    changes: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make the store hold what the spool says; with a `scope`, an IRI, in that graph only.

    `changes` names an empty folder for lists of what is added and removed (see `feed`).
    `source` is a digest of the files that were read, for `known`.
    `dry` writes nothing and reports what would be done. `progress` is called with a phase,
    a count and a total. Raises StoreError if another load is under way, ProjectionError for
    a graph of another mapping version and for what no store can hold, before anything is
    written.
    """
    with nullcontext() if dry else store.exclusive():
        before = state.held(store)
        if before.loading and scope is not None:
            raise ProjectionError(
                "a load was cut off, so one graph alone can't be brought into step",
                where=store.address,
                remedy="load all graphs once",
            )
        return _Load(store, spool, ontology, before, scope, source, progress).run(dry, changes)


def known(store: Store, ontology: Ontology, source: str) -> Report | None:
    """The report of a load that would change nothing, if the last one read the same files."""
    before = state.held(store)
    if not source or before.loading or before.source != source or not before.names:
        return None
    if before.names.plan != plan_of(ontology):
        return None
    triples = sum(n for n, _ in before.graphs.values())
    return Report(triples=triples, unchanged=before.things)


def unload(store: Store) -> Counters:
    """Take out all that Mindet wrote, of whatever version, and nothing else."""
    from mindet.ontology import own

    with store.exclusive(), Spool() as nothing:
        nothing.settle()
        held = state.held(store, any_version=True)
        report = _Load(store, nothing, own(), replace(held, loading=True)).run()
        written = report.written + state.forget(store)
    return written + store.write("MATCH (l:MindetLock) DELETE l")


class _Load:
    """One load: what is there, what is wanted, and the statements between them."""

    def __init__(
        self,
        store: Store,
        spool: Spool,
        ontology: Ontology,
        before: State,
        scope: str | None = None,
        source: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.store, self.spool, self.ontology, self.before = store, spool, ontology, before
        self.difference = Difference(store, spool, ontology, before, scope)
        self.source, self.scope = source, self.difference.scope
        self.progress = progress or (lambda *_: None)
        self.report = Report()

    def run(self, dry: bool = False, changes: Path | None = None) -> Report:
        """All steps; the order is such that a load cut off anywhere can be done again."""
        if not self.difference.graphs_differ():
            return self._unchanged(dry)
        with self._planning(dry):
            if not self.difference.compare():
                return self._unchanged(dry)
            self._encode()
            if changes is not None:
                self._tell(changes)
            if not dry:
                self._write()
            return self.report

    def _planning(self, dry: bool) -> AbstractContextManager[None]:
        """Plans take a server longer than to change a hundredth: it makes them meanwhile."""
        if dry or self.before.names is None or not self.store.dynamic_labels:
            return nullcontext()
        return self.store.planning(likely(self.before.names))

    def _unchanged(self, dry: bool) -> Report:
        if not dry and not self.before.indexed:
            schema.make(self.store)
        return Report(triples=self.spool.triples, unchanged=self.before.things)

    def _tell(self, folder: Path) -> None:
        """Write down what will be added and removed."""
        comparison, decoding = self.difference.comparison, self.difference.decoding
        keys = chain(comparison.keys("changed"), comparison.keys("gone"))
        there = reading.things(self.store, keys) if self.before.names else ()
        stored = reading.in_order(decoding.lines(node, links) for node, links in there)
        changes = feed.differences(chain.from_iterable(stored), comparison.lines())
        feed.write(changes, folder)

    def _encode(self) -> None:
        self.encoding = Encoding(self.spool, self.ontology, self.before.names)
        self.names = self.encoding.names.with_those_of(self.difference.known)
        comparison, report = self.difference.comparison, self.report
        report.triples = self.spool.triples
        report.created, report.changed = comparison.count("new"), comparison.count("changed")
        report.deleted = comparison.count("gone")
        report.unchanged = comparison.things() - report.created - report.changed

    def _write(self) -> None:
        run = self._run_record(complete=False)
        self.report.run = run.id
        if not self.difference.first:
            schema.make(self.store)
        with state.claimed(self.store, self.before, self.names, run) as written:
            self._count(written)
            parts = self.difference, self.encoding, self.names, self._count, self.progress
            execution = Execution(self.store, *parts)
            execution.things()
            execution.links()
            execution.release()
            self._finish()

    def _finish(self) -> None:
        run, graphs = self._run_record(complete=True), self.difference.graphs
        if self.scope is None:
            things = self.difference.comparison.things()
            gone = self.before.graphs.keys() - graphs.keys()
        else:
            things = self.before.things + self.report.created - self.report.deleted
            gone = {graph_code(self.scope)} - graphs.keys()
        end = state.whole(self.names, run, things, source=self.source)
        self._count(state.finish(self.store, end, run, graphs, sorted(gone)))

    def _run_record(self, *, complete: bool) -> Run:
        counts, report = self.encoding.counts, self.report
        report.counts = counts
        held = (counts.properties, counts.relationships, counts.labels, counts.overflow)
        things = (report.created, report.changed, report.deleted)
        scope = "" if self.scope is None else graph_code(self.scope) or "default"
        digest = state.digest_of(self.difference.graphs)
        number = self.report.run or self.before.run + 1
        return Run(number, digest, scope, complete, report.triples, *held, *things)

    def _count(self, counters: Counters) -> None:
        self.report.written += counters
