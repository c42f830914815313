"""One load at a time on a server, by locks on nodes of ours that it lets go when a client ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import neo4j
from neo4j import exceptions as failure

from mindet.store.failures import busy

# One is held for as long as a load lasts, one by each of its transactions.
LOADS, WRITES = "load", "write"
MAKE = "UNWIND $names AS name MERGE (l:MindetLock {name: name})"
NODES = {"names": [LOADS, WRITES]}
_LOCK = f"MATCH (l:MindetLock {{name: '{LOADS}'}}) SET l.held = true"
_TIMED_OUT = re.compile("TimedOut|Terminated")
Opened = Callable[[], neo4j.Session]


def take(holder: neo4j.Transaction, opened: Opened, address: str) -> None:
    """Have the transaction `holder` hold the lock on loads until it ends.

    The nodes must be there. Raises StoreError where another load holds it.
    """
    _probe(opened, address)
    holder.run(_LOCK).consume()


def _probe(opened: Opened, address: str) -> None:
    """Fail in a second, not in the server's own time, where another load holds the lock.

    A server that was slow, not locked, is given longer.
    """
    for seconds in (1.0, 5.0, 25.0):
        try:
            return _touch(opened, seconds)
        except failure.Neo4jError as error:
            if "Lock" in (error.code or ""):
                raise busy(address) from error
            if seconds == 25.0 or not _TIMED_OUT.search(error.code or ""):
                raise


def _touch(opened: Opened, seconds: float) -> None:
    with opened() as session, session.begin_transaction(timeout=seconds) as probe:
        try:
            probe.run(_LOCK).consume()
        finally:
            probe.rollback()
