"""The embedded store: an ArcadeDB in this process, or in the one that has the folder open.

A folder's files belong to one process at a time. The first to open it starts the
server; any other joins that server's Bolt port on loopback, and takes over when it ends.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import neo4j

from mindet.errors import MindetError, QueryError, StoreError
from mindet.store import jvm
from mindet.store.bolt import NOBODY, Parameters, Store
from mindet.store.connection import driver
from mindet.store.failures import Refused, Unreachable, busy
from mindet.store.folder import LOAD_LOCK, Access, full_disk, prepare, running, try_lock
from mindet.store.serving import DATABASE, STANDING_LIMIT, Server, used
from mindet.store.table import Table
from mindet.store.work import Work

PATIENCE = 30.0  # seconds for another process to start its server, or to end
_takeover = threading.Lock()  # one thread at a time opens what another process has let go
_UNIQUE = re.compile(r"CREATE CONSTRAINT .* FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE")


class EmbeddedStore(Store):
    """A folder's store, served from here (`server` is set) or by another process."""

    def __init__(self, folder: Path, access: Access, port: int, server: Server | None) -> None:
        self._folder, self._access, self._server = folder, access, server
        self._url = f"bolt://127.0.0.1:{port}"
        self._writer: neo4j.Driver | None = None
        super().__init__(str(folder), driver(self._url, ("reader", access.reader)), DATABASE)

    def close(self) -> None:
        """Give the connections back; the last to close stops the server."""
        super().close()
        if self._writer:
            self._writer.close()
        server, self._server = self._server, None
        if server:
            server.release()
        # A thread that outlives the interpreter beside a Java runtime aborts the process.
        self._aside.join(2)

    def read(
        self,
        cypher: str,
        parameters: Parameters = NOBODY,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """As `Store.read`; where the serving process has ended, this one takes over."""
        timeout = timeout or self.seconds
        self._limit(timeout)
        driver = self._driver
        try:
            return super().read(cypher, parameters, timeout=timeout, limit=limit)
        except Unreachable:
            return self._read_again(cypher, parameters, timeout, limit, driver)
        finally:
            self._limit(STANDING_LIMIT)

    def _read_again(
        self, cypher: str, parameters: Parameters, timeout: float, limit: int | None, gone: object
    ) -> Table:
        """The answer of a fresh server; one of ours that is gone was broken by the query itself.

        Of many threads that miss the server the first takes over, for all of them.
        """
        try:
            self._take_over(gone)
            if self._driver is not gone:
                return super().read(cypher, parameters, timeout=timeout, limit=limit)
        except Unreachable:
            pass
        what = "the query broke off, most likely for want of memory"
        raise QueryError(what, remedy="ask for less, or set MINDET_HEAP=2g") from None

    def _take_over(self, gone: object) -> None:
        """Open the store anew where the server of another process, of the `gone` driver, ended."""
        with _takeover:
            if self._driver is gone and self._server is None:
                self._reopen()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the folder against other loads, by a lock that ends with this process."""
        lock = try_lock(self._folder / LOAD_LOCK)
        if lock is None:
            raise busy(self.address)
        try:
            self._see_served()
            yield
        finally:
            lock.release()

    def _see_served(self) -> None:
        """Take over where the process that served a joined store has ended meanwhile."""
        if self._server is None:
            try:
                self.verify()
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
                self._reopen()

    def scan(self, cypher: str, parameters: Parameters = NOBODY) -> Iterator[list[Any]]:
        """As `Store.scan`, without a time limit where the server is ours.

        Where the serving process has ended, this one takes over.
        """
        self._limit(0)
        driver, rows = self._driver, super().scan(cypher, parameters)
        try:
            first = next(rows, None)
        except Unreachable:
            self._take_over(driver)
            if self._driver is driver:
                raise
            self._limit(0)
            rows = super().scan(cypher, parameters)
            first = next(rows, None)
        finally:
            self._limit(STANDING_LIMIT)  # the query has begun: those after it are bounded
        if first is not None:
            yield first
            yield from rows

    def schema(self, statement: str) -> None:
        """As `Store.schema`, which finds a unique index there where the server is ours."""
        unique = _UNIQUE.fullmatch(statement)
        if self._server and unique:
            with suppress(jvm.java("java.lang.Exception")):  # the statement will say it in its way
                self._server.make_unique(*unique.groups())
        super().schema(statement)

    @contextmanager
    def _told(self, kind: type[MindetError]) -> Iterator[None]:
        try:
            with super()._told(kind):
                yield
        except Refused as error:  # the password is ours: a server that is ending refuses it
            what = "the process that had the store open has ended"
            raise Unreachable(what, where=self.address, remedy="run it again") from error
        except StoreError as error:
            raise full_disk(self._folder, error.what) or error from error.__cause__

    def _limit(self, seconds: float) -> None:
        if self._server:
            self._server.limit(seconds)

    @property
    def dynamic_labels(self) -> bool:
        """False: the embedded server drops such a label without a word."""
        return False

    def _plan_refusal(self, _cypher: str, _parameters: Parameters) -> str | None:
        return None  # the reader's rights and the settings stop all that a plan would show

    def _writing(self) -> neo4j.Session:
        if self._writer is None:
            self._writer = driver(self._url, ("root", self._access.root))
        return self._writer.session(database=DATABASE)

    def _reopen(self) -> None:
        self.close()
        fresh = open_folder(self._folder, write=False)
        self.__dict__.update(fresh.__dict__)


def open_folder(path: Path, *, write: bool, work: Work = Work.BRIEF) -> EmbeddedStore:
    """The store in the folder `path`: served from here, or joined where it is open already.

    The first one that is opened in a process decides by `work` what all have to work with.
    """
    folder = path.resolve()
    access = prepare(folder, create=write)
    deadline = time.monotonic() + PATIENCE
    while True:
        store = _own(folder, access, work=work) or _join(folder, access)
        if store:
            return store
        if time.monotonic() > deadline:
            raise _held(folder)
        time.sleep(0.05)


def _own(folder: Path, access: Access, *, work: Work) -> EmbeddedStore | None:
    server = used(folder, access, work=work)
    return EmbeddedStore(folder, access, server.port, server) if server else None


def _join(folder: Path, access: Access) -> EmbeddedStore | None:
    there = running(folder)
    if there is None:
        return None
    store = EmbeddedStore(folder, access, there.port, None)
    try:
        store.verify()
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
        store.close()
        return None
    return store


def _held(folder: Path) -> StoreError:
    there = running(folder)
    holder = f"process {there.pid}" if there else "another process"
    return StoreError(
        f"is open in {holder}, which does not answer",
        where=str(folder),
        remedy="wait for it, or end it",
    )
