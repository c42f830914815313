"""Where a graph is: a folder or a server, and what can be opened there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mindet.errors import StoreError
from mindet.store.work import Work

if TYPE_CHECKING:
    from mindet.catalogue import CypherEngine, SparqlEngine
    from mindet.dataset import Dataset
    from mindet.store import Store

LOADED = "loaded"  # in a store's folder: it holds what was loaded, no longer what was built


@dataclass(frozen=True)
class Place:
    """A graph store: a folder, or a server with its user; `password` may ask for it when opened."""

    address: str
    user: str | None = None
    password: str | Callable[[], str | None] | None = None
    database: str | None = None
    ca: Path | None = None

    def open(self, *, write: bool = False, work: Work = Work.BRIEF) -> Store:
        """The store, to be used in a `with`, see `open_store`; StoreError if it can't be opened."""
        from mindet.store import is_server, open_store

        password = self.password if is_server(self.address) else None
        store = open_store(
            self.address,
            user=self.user,
            password=password() if callable(password) else password,
            database=self.database,
            ca=self.ca,
            write=write,
            work=work,
        )
        if write:
            mark_loaded(self.address)
        return store

    @contextmanager
    def whole(self, work: Work = Work.BRIEF, *, seconds: float = 30.0) -> Iterator[Store]:
        """The store for reading, each question so many seconds; refused while a load is under
        way or was cut off.
        """
        from mindet.projection import state

        with self.open(work=work) as store:
            if state.held(store).loading:
                what = "a load is under way or was cut off, so the graph is not whole"
                raise StoreError(what, where=self.address, remedy="load or build again")
            store.seconds = seconds
            yield store

    def dataset(self) -> Dataset:
        """The RDF of the store: the file that it was built from, or what its graph holds."""
        from mindet.dataset import Dataset
        from mindet.projection import mapping, reading

        if beside := self.built():
            return Dataset.read([beside])
        with self.open() as store:
            return mapping.decode(reading.graph(store))

    def built(self) -> Path | None:
        """The file that the store was built from, if it still holds that."""
        from mindet.building import DATASET

        folder = Path(self.address)
        beside = folder.parent / DATASET
        loaded = "://" in self.address or (folder / LOADED).exists()
        return beside if beside.is_file() and not loaded else None

    @contextmanager
    def engine(self, name: str, *, timeout: float = 30.0) -> Iterator[CypherEngine | SparqlEngine]:
        """Who answers stored queries: `cypher` on the store, within `timeout` seconds each, or
        `sparql` on its RDF.
        """
        from mindet.catalogue import CypherEngine, SparqlEngine

        if name == "sparql":
            yield SparqlEngine(self.dataset(), timeout=timeout)
        else:
            with self.whole(seconds=timeout) as store:
                yield CypherEngine(store)


def mark_loaded(address: str) -> None:
    """Note in a store's folder that it no longer holds what was built beside it."""
    from mindet.store import is_server

    if not is_server(address):
        (Path(address) / LOADED).touch()
