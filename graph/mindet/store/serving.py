"""The servers in this process: an ArcadeDB for each folder that is open here."""

from __future__ import annotations

import atexit
import json
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any

from mindet.errors import StoreError
from mindet.store import jvm
from mindet.store.folder import (
    LOAD_LOCK,
    LOCK,
    Access,
    Lock,
    announce,
    full_disk,
    try_lock,
    withdraw,
)
from mindet.store.work import Work

DATABASE = "graph"
LOADING = 600.0  # seconds that a server waits for another process to end its load
STANDING_LIMIT = 300.0  # seconds for queries of the processes that joined
BOLT = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
READERS = {
    "resultSetLimit": -1,
    "readTimeout": -1,
    "access": [],
    "types": {"*": {"access": ["readRecord"]}},
}
_LIMIT = "arcadedb.command.timeout"
_servers: dict[Path, Server] = {}
_guard = threading.RLock()


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


def used(folder: Path, access: Access, *, work: Work) -> Server | None:
    """The server for a folder, with one user more; None where another process has the folder."""
    with _guard:
        server = _servers.get(folder)
        if server:
            server.users += 1
            return server
        lock = try_lock(folder / LOCK)
        if lock is None:
            return None
        _end_well_on_termination()
        server = _servers[folder] = Server(folder, access, lock, work=work)
        return server


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
    deadline = time.monotonic() + LOADING
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
