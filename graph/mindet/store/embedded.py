"""The embedded store: an ArcadeDB in this process, or in the one that has the folder open.

A folder's files belong to one process at a time. The first to open it starts the
server; any other joins that server's Bolt port on loopback, and takes over when it ends.
"""

from __future__ import annotations

import atexit
import json
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import neo4j

from mindet.errors import MindetError, QueryError, StoreError
from mindet.store import jvm
from mindet.store.bolt import NOBODY, Parameters, Store
from mindet.store.connection import driver
from mindet.store.failures import Refused, Unreachable, busy
from mindet.store.folder import (
    LOAD_LOCK,
    LOCK,
    Access,
    Lock,
    announce,
    full_disk,
    prepare,
    running,
    try_lock,
    withdraw,
)
from mindet.store.table import Table
from mindet.store.work import Work

DATABASE = "graph"
PATIENCE = 30.0  # seconds for another process to start its server, or to end
STANDING_LIMIT = 300.0  # seconds for queries of the processes that joined
BOLT = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
READERS = {
    "resultSetLimit": -1,
    "readTimeout": -1,
    "access": [],
    "types": {"*": {"access": ["readRecord"]}},
}
_LIMIT = "arcadedb.command.timeout"
_UNIQUE = re.compile(r"CREATE CONSTRAINT .* FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE")
_servers: dict[Path, Server] = {}
_guard = threading.RLock()
_takeover = threading.Lock()  # one thread at a time opens what another process has let go


class Server:
    """The server in this process for one folder, shared by all who open it here."""

    def __init__(self, folder: Path, access: Access, lock: Lock, *, work: Work) -> None:
        self.folder, self.access, self._lock = folder, access, lock
        self.users = 1
        withdraw(folder)
        jvm.start(folder / "log", work=work)
        self._java = _configured(folder, access)
        self._start()

    def _start(self) -> None:
        try:
            self._java.start()
            self._database = self._java.getDatabase(DATABASE, True, True)
            self._protect()
            ports = [p.getPort() for p in self._java.getPlugins() if "Bolt" in str(p.getName())]
            self.port = int(ports[0])
            announce(self.folder, self.port)
        except BaseException as error:
            self._java.stop()
            self._lock.release()
            if isinstance(error, Exception):
                what = f"can't be opened: {error}"
                told = full_disk(self.folder, what) or StoreError(what, where=str(self.folder))
                raise told from error
            raise

    def _protect(self) -> None:
        """No file or address is read from a query, and readers may read records only."""
        settings = self._database.getConfiguration()
        settings.setValue("arcadedb.opencypher.loadCsv.allowFileUrls", False)
        settings.setValue("arcadedb.opencypher.loadCsv.allowRemoteUrls", False)
        self.limit(STANDING_LIMIT)
        security = self._java.getSecurity()
        if not security.existsUser("reader"):
            document = jvm.java("com.arcadedb.serializer.json.JSONObject")
            security.saveGroup("*", "readers", document(json.dumps(READERS)))
            password = str(security.encodePassword(self.access.reader))
            reader = {"name": "reader", "password": password, "databases": {"*": ["readers"]}}
            security.createUser(document(json.dumps(reader)))

    def limit(self, seconds: float) -> None:
        """Bound the statements that start from now on; the server reads it at their start."""
        self._database.getConfiguration().setValue(_LIMIT, int(seconds * 1000))

    def make_unique(self, label: str, key: str) -> None:
        """An index of that label's nodes by a text, made by sorting all at once.

        The server's own statement puts in key by key and looks for each in every index of a
        label set: on 160,000 nodes with 70 label sets that took three times the work.
        """
        schema = self._database.getSchema()
        if schema.existsType(label):
            text = jvm.java("com.arcadedb.schema.Type").STRING
            schema.getType(label).getOrCreateProperty(key, text)
            index = schema.buildTypeIndex(label, [key]).withUnique(True).withIgnoreIfExists(True)
            index.withType(jvm.java("com.arcadedb.schema.Schema$INDEX_TYPE").LSM_TREE)
            index.withBuildMode(jvm.java("com.arcadedb.schema.IndexBuildMode").SORTED)
            index.create()

    def release(self) -> None:
        """One user less; the last one stops the server."""
        with _guard:
            self.users -= 1
            if self.users == 0:
                self.stop()

    def stop(self) -> None:
        """Close the files, once no other process is loading through this server."""
        loads = _after_loads(self.folder)
        _servers.pop(self.folder, None)
        withdraw(self.folder)
        try:
            self._java.stop()
        finally:
            self._lock.release()
            if loads:
                loads.release()
            _restore_termination()


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
        for thread in self._threads:
            if thread.is_alive():  # one that has not begun can't be joined
                thread.join(2)

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
    with _guard:
        server = _servers.get(folder)
        if server:
            server.users += 1
            return EmbeddedStore(folder, access, server.port, server)
        lock = try_lock(folder / LOCK)
        if lock is None:
            return None
        _end_well_on_termination()
        server = _servers[folder] = Server(folder, access, lock, work=work)
        return EmbeddedStore(folder, access, server.port, server)


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


def _configured(folder: Path, access: Access) -> Any:
    settings = jvm.java("com.arcadedb.ContextConfiguration")()
    values = {
        "server.rootPath": str(folder),
        "server.rootPassword": access.root,
        "server.mode": "development",  # production hides what is wrong with a query
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": 0,
        "server.plugins": BOLT,
        "server.saltIterations": 1000,  # our passwords are 256 random bits
        "bolt.host": "127.0.0.1",
        "bolt.port": 0,
    }
    for key, value in values.items():
        settings.setValue(f"arcadedb.{key}", value)
    return jvm.java("com.arcadedb.server.ArcadeDBServer")(settings)


def _after_loads(folder: Path) -> Lock | None:
    """The lock on loads, so that none begins on a server that is ending; None if one goes on."""
    deadline = time.monotonic() + 20 * PATIENCE
    while time.monotonic() < deadline:
        lock = try_lock(folder / LOAD_LOCK)
        if lock:
            return lock
        time.sleep(0.1)
    return None


def _end_well_on_termination() -> None:
    """SIGTERM runs `finally` as Ctrl-C does, unless the program has its own way."""
    if _on_termination() is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)


def _restore_termination() -> None:
    if not _servers and _on_termination() is _terminate:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _on_termination() -> object:
    """What SIGTERM does now; None in a thread, which may not change it."""
    main = threading.current_thread() is threading.main_thread()
    return signal.getsignal(signal.SIGTERM) if main else None


def _terminate(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


@atexit.register
def _stop_all() -> None:
    """A store that nobody closed would keep the process from ending."""
    for server in list(_servers.values()):
        server.stop()
