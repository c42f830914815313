"""Writing transactions that are tried again, and batches that shrink to what a server holds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import exceptions as failure

from mindet.store.failures import short_of_memory
from mindet.store.table import Counters

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds before each further attempt
Work = Callable[[neo4j.Transaction], Counters]


def transact(opened: Callable[[], neo4j.Session], work: Work) -> Counters:
    """Do `work` in one explicit transaction, again where the server asks for that.

    As the driver's managed transactions do, with one difference: where memory ran short
    the same again is in vain, so that is told at once. Raises the driver's errors.
    """
    for pause in PAUSES:
        try:
            return _once(opened, work)
        except (failure.Neo4jError, failure.DriverError) as error:
            if short_of_memory(error) or not error.is_retryable():
                raise
        time.sleep(pause)
    return _once(opened, work)


def _once(opened: Callable[[], neo4j.Session], work: Work) -> Counters:
    """What is not committed is rolled back as the session closes."""
    try:
        with opened() as session, _cutting():
            transaction = session.begin_transaction()
            done = work(transaction)
            transaction.commit()
            return done
    except _Cut as cut:  # the driver has dropped the connection: the interruption again
        raise (cut.__cause__ or cut) from None


class _Cut(asyncio.CancelledError):
    """What the driver takes for a reason to drop a connection without another word."""


@contextmanager
def _cutting() -> Iterator[None]:
    """Ctrl-C in the middle of a message leaves half of it with the server, and the driver would
    wait for an answer for ever: within a transaction it cuts the connection instead.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit) as error:
        raise _Cut from error


class Batches:
    """What a server could hold of each statement's rows, as far as it has shown."""

    def __init__(self) -> None:
        self._most: dict[str, int] = {}

    def run(
        self, statement: str, rows: Sequence[Any], write: Callable[[Sequence[Any]], Counters]
    ) -> Counters:
        """Write all rows, in halves, quarters … where memory runs short.

        What fitted once is the most that is tried for that statement from then on.
        Raises the driver's error where not even one row fits, and every other one.
        """
        done = Counters()
        waiting = list(self._parts(statement, rows))[::-1]
        while waiting:
            part = waiting.pop()
            try:
                done += write(part)
            except failure.Neo4jError as error:
                if not short_of_memory(error) or len(part) == 1:
                    raise
                self._most[statement] = middle = (len(part) + 1) // 2
                waiting += [part[middle:], part[:middle]]
        return done

    def _parts(self, statement: str, rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
        most = self._most.get(statement, len(rows))
        return (rows[start : start + most] for start in range(0, len(rows), most or 1))
