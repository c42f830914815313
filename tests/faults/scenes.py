"""A store before a fault: what was in it, what a load brings, and what each should leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from faults.commands import Process, run
from faults.datasets import Pair
from faults.places import Folder, Place, Server
from faults.proxy import Proxy
from faults.snapshots import Snapshot
from faults.wrongs import Wrong


class Costs(NamedTuple):
    """For how long an embedded store is open in a load, its longest log, its most bytes on disk."""

    seconds: float
    log: int
    room: int


class Scene:
    """A place for loads of the second of two datasets, onto nothing or onto the first."""

    def __init__(self, place: Place, folder: Path, seed: int) -> None:
        self.place, self.folder = place, folder
        self.pair = Pair.made(seed)
        self.first, self.second = self._file("first"), self._file("second")
        self.filled = False
        self.routed = False  # whether a client asks a server for its routing table first
        self.bare = True  # whether an empty store has not even the rules of an earlier load
        # What an unbroken load takes, by whether the store is filled; `moments` measures it.
        self.traffic: dict[bool, int] = {}
        self.embedded_costs: dict[bool, Costs] = {}

    def _file(self, name: str) -> Path:
        path = self.folder / f"{name}.nq"
        path.write_text("\n".join(getattr(self.pair, name)), "utf-8")
        return path

    @cached_property
    def fresh(self) -> dict[Path, Snapshot]:
        """What each dataset is in a store that was empty."""
        return {file: self._fresh(file) for file in (self.second, self.first)}

    def _fresh(self, file: Path) -> Snapshot:
        self.place.empty()
        self.load_here(file)
        return self.snapshot()

    def snapshot(self) -> Snapshot:
        """What the store holds now."""
        with self.place.open() as store:
            return Snapshot.of(store, self.place.rules(store))

    def load_here(self, file: Path) -> None:
        """An unbroken load in this process."""
        done = run(self.place, "load", str(file), "--to", self.place.address)
        if done.code:
            raise Wrong(f"an unbroken load failed: {done.errors}")

    def set(self, *, filled: bool) -> None:
        """Make the store empty, or hold the first dataset; before that, learn the right ends."""
        assert self.fresh
        self.filled = filled
        if filled and isinstance(self.place, Folder):
            self.place.restore(self._copy())
            return
        self.place.empty(of_rules=self.bare and not filled)
        if filled:
            self.load_here(self.first)

    def _copy(self) -> Path:
        """An embedded store that holds the first dataset: copied more quickly than loaded."""
        copy = self.folder / "filled"
        if not copy.exists():
            self.place.empty()
            self.load_here(self.first)
            (self.folder / "graph").rename(copy)
        return copy

    def loading(self) -> Process:
        """A load of the second dataset, straight to the store."""
        return Process(self.place, "load", str(self.second), "--to", self.place.address)

    @contextmanager
    def wired(self) -> Iterator[tuple[Proxy, Process]]:
        """The same through a wire (a server only)."""
        assert isinstance(self.place, Server)
        neo4j = self.place.neo4j
        with Proxy(neo4j.process.port) as wire:
            place = Server(neo4j, wire.port, "neo4j" if self.routed else "bolt")
            with Process(place, "load", str(self.second), "--to", place.address) as process:
                yield wire, process
