"""A few processes that hold the graph and answer queries, each killed at its time limit.

    with Pool(snapshots, Limits(seconds=30)) as pool:
        reply = pool.ask(Task("ASK {}"))

A process is started when there is work for it, holds the graph as long as that stays as it is,
and is started anew after a query that it did not come through.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mindet.catalogue.guard import check, names_graphs
from mindet.closing import Closing
from mindet.dataset import PREFIXES
from mindet.endpoint.process import Worker
from mindet.errors import QueryError, StoreError, TooMuch
from mindet.terms import ID

if TYPE_CHECKING:
    from mindet.endpoint.snapshot import Snapshot, Snapshots


class WrongForm(QueryError):
    """An answer that can't be given in any of the wished forms."""


@dataclass(frozen=True)
class Limits:
    """What one query may take, and how many may be asked at one time."""

    seconds: float = 30.0
    ready: float = 60.0  # seconds to wait for the graph itself
    rows: int = 100_000
    size: int = 64 << 20  # bytes of an answer
    workers: int = 2
    waiting: int = 32


@dataclass(frozen=True)
class Task:
    """A query, the graphs that the request names, and the forms wished for a table and triples."""

    text: str
    results: str | None = "json"
    graphs: str | None = "turtle"
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str | None = None


class Reply(NamedTuple):
    """An answer in the form that was wished for; `graph` where it is triples."""

    form: str
    graph: bool
    body: bytes


class Pool(Closing):
    """Answers queries over the graph as it is; the processes are started when they are needed."""

    def __init__(self, snapshots: Snapshots, limits: Limits) -> None:
        self.limits = limits
        self._snapshots = snapshots
        self._free = threading.BoundedSemaphore(limits.workers)
        self._guard = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._closed = False

    def ask(self, task: Task) -> Reply:
        """The answer to a query, once a process is free for it.

        Raises QueryError: an update, SERVICE, a wrong query; WrongForm; TooSlow and TooMuch at a
        limit; StoreError where the graph can't be read.
        """
        check(task.text)
        sent = told(task, self.limits)
        with self._free:
            self._check_open()
            worker = self._worker(self._snapshots.current(self.limits.ready))
            try:
                reply = worker.ask(sent, self.limits.seconds)
            except BaseException:
                self._drop(worker)
                self._check_open()
                raise
            with self._guard:
                self._idle.append(worker)
        return read(*reply)

    def _worker(self, snapshot: Snapshot) -> Worker:
        """A process that holds the snapshot; those of an older one, or that died, are ended."""
        with self._guard:
            fit = [one for one in self._idle if one.snapshot is snapshot and one.alive]
            unfit = [one for one in self._idle if one not in fit]
            found = fit.pop() if fit else None
            self._idle = fit
        for one in unfit:
            self._drop(one)
        return found or self._started(snapshot)

    def _started(self, snapshot: Snapshot) -> Worker:
        made = Worker(snapshot)
        with self._guard:
            self._all.add(made)
        try:
            self._check_open()
            made.load()
        except BaseException:
            self._drop(made)
            self._check_open()
            raise
        return made

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("the server is ending") from None

    def _drop(self, worker: Worker) -> None:
        worker.end()
        with self._guard:
            self._all.discard(worker)

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._guard:
            self._closed = True
            every = list(self._all)
            self._idle.clear()
        for worker in every:
            self._drop(worker)
        self._snapshots.close()


def told(task: Task, limits: Limits) -> dict[str, Any]:
    """The task as the process reads it."""
    return {
        "text": task.text, "results": task.results, "graphs": task.graphs, "base": task.base,
        "default": task.default, "named": task.named, "union": not names_graphs(task.text),
        "rows": limits.rows, "most": limits.size, "seconds": limits.seconds,
        "prefixes": PREFIXES, "ids": ID,
    }  # fmt: skip


def read(head: Mapping[str, Any], body: bytes) -> Reply:
    """The answer, or the error that the process tells of."""
    kind = {"much": TooMuch, "form": WrongForm, "query": QueryError}.get(head.get("error", ""))
    if kind:
        raise kind(head["what"].strip(), remedy=head.get("remedy") or "mend the query")
    return Reply(head["form"], head["graph"], body)
