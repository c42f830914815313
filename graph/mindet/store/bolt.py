"""A graph store behind the Bolt protocol: reads that only read, writes in explicit transactions."""

from __future__ import annotations

import functools
import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import neo4j
from neo4j import exceptions as failure

from mindet.closing import Closing
from mindet.errors import MindetError, QueryError, StoreError
from mindet.store import locking
from mindet.store.failures import overtaken, short_of_memory, telling, too_long, too_small
from mindet.store.safety import plan_refusal, refusal
from mindet.store.table import Counters, Table
from mindet.store.values import plain
from mindet.store.waiting import Aside
from mindet.store.writing import Batches, transact

# The driver tells of every unknown property; without a handler that goes to stderr.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

Parameters = Mapping[str, Any]
GRACE = 2.0  # seconds that a server gets to keep a time limit by itself
FETCH = 1000
REMEMBERED = 500  # texts that were found to read only
NOBODY: Parameters = {}
Found = Callable[[list[Any]], None]  # takes a row that a statement returned
# Neo4j itself: others that speak Bolt call themselves "compatible" with it.
_NEO4J = re.compile(r"Neo4j/(\d+)\.(\d+)[^ ]*")


def _unheard(_row: list[Any]) -> None:
    """Nobody asks for the row."""


class _Unshown(list[Any]):
    """Rows that the driver does not write out for its log, which it does though nobody reads it."""

    def __repr__(self) -> str:
        return f"[{len(self)} rows]"


class Store(Closing):
    """A property graph behind an address; use it in a `with`, or close it."""

    def __init__(self, address: str, driver: neo4j.Driver, database: str | None = None) -> None:
        self.address = address
        self.seconds = 30.0  # for a read that is not told how long it may take
        self._driver = driver
        self._database = database
        self._aside = Aside()
        self._batches = Batches()
        self._harmless: set[str] = set()
        # A statement that every writing transaction begins with; no row of it, no transaction.
        self.fence: tuple[str, Parameters] | None = None
        # What a session of ours has written every later one sees, on any member of a cluster.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def close(self) -> None:
        """Give the connections back; a closed store can't be used again."""
        self._driver.close()

    def verify(self) -> None:
        """See that the server is there and lets us in; raises the driver's errors."""
        self._driver.verify_connectivity()

    def read(
        self,
        cypher: str,
        parameters: Parameters = NOBODY,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """What `cypher` finds, at most `limit` rows, within `timeout` or else `self.seconds`.

        Raises QueryError for a query that is wrong, takes longer, or would do more
        than read: write, change the schema, read files or addresses, call procedures
        outside an allow-list. Nothing of it runs then.
        """
        self._check(cypher, parameters)
        most = timeout or self.seconds
        work = functools.partial(self._rows, cypher, parameters, most, limit)
        table: Table = self._aside.wait(most + GRACE, work, lambda: too_long(most))
        return table

    def scan(self, cypher: str, parameters: Parameters = NOBODY) -> Iterator[list[Any]]:
        """The rows of our own `cypher`, streamed: for loading and exporting."""
        wanted = True
        try:
            with (
                self._told(StoreError),
                self._reading() as session,
                session.begin_transaction() as work,
            ):
                for record in work.run(cypher, dict(parameters)):
                    wanted = False  # unless the caller comes back for the next one
                    yield [plain(value) for value in record.values()]
                    wanted = True
        except StoreError:
            if wanted:
                raise  # else the caller has had enough: that the server went since is no news

    def write(self, cypher: str, parameters: Parameters = NOBODY) -> Counters:
        """Run our own `cypher` in one explicit, retried transaction and say what it changed."""
        return self.write_all([(cypher, parameters)])

    def write_all(
        self, statements: Sequence[tuple[str, Parameters]], found: Found = _unheard
    ) -> Counters:
        """Run several statements in one transaction: all of them, or none.

        What they return goes to `found`, row by row, once it is committed.
        """
        with self._told(StoreError):
            return self._transact(statements, found)

    def write_batch(
        self,
        statement: str,
        rows: Sequence[Any],
        found: Found = _unheard,
        beside: Parameters = NOBODY,
    ) -> Counters:
        """Run `statement` for its parameter `$rows`, in one explicit, retried transaction.

        `beside` are its other parameters, which don't differ from row to row.

        Where the server's memory does not hold that, in several of fewer rows each: later
        calls with this statement begin with what fitted. Raises StoreError where not even
        one row fits. What the statement returns goes to `found`, row by row, once it is
        committed.
        """

        def write(part: Sequence[Any]) -> Counters:
            return self._transact([(statement, {**beside, "rows": _Unshown(part)})], found)

        with self._told(StoreError):
            try:
                return self._batches.run(statement, rows, write)
            except failure.Neo4jError as error:
                if short_of_memory(error):
                    raise too_small(self.address, error.message or "") from error
                raise

    def _transact(self, statements: Sequence[tuple[str, Parameters]], found: Found) -> Counters:
        """Run the statements in one transaction; `found` is told their rows afterwards."""
        rows: list[list[Any]] = []

        def work(transaction: neo4j.Transaction) -> Counters:
            rows.clear()  # of an earlier attempt
            self._check_fence(transaction)
            done = Counters()
            for cypher, parameters in statements:
                result = transaction.run(cypher, dict(parameters))
                rows.extend(record.values() for record in result)
                done += _counted(result)
            return done

        done = transact(self._writing, work)
        for row in rows:
            found(row)
        return done

    def _check_fence(self, transaction: neo4j.Transaction) -> None:
        if self.fence is None:
            return
        cypher, parameters = self.fence
        if transaction.run(cypher, dict(parameters)).single() is None:
            raise overtaken(self.address)

    @contextmanager
    def planning(self, statements: Sequence[tuple[str, Parameters]]) -> Iterator[None]:
        """Have the server make its plans for what will be run, beside the block's own work.

        A plan is for parameters of the same types and about the same lengths. What is wrong
        with a statement is told when it runs.
        """

        def plan() -> None:
            with suppress(failure.Neo4jError, failure.DriverError), self._reading() as session:
                for cypher, parameters in statements:
                    if enough.is_set():
                        return
                    session.run(f"EXPLAIN {cypher}", dict(parameters)).consume()

        enough = threading.Event()
        thread = threading.Thread(target=plan, daemon=True)
        thread.start()
        try:
            yield
        finally:
            enough.set()
            thread.join(GRACE)

    @functools.cached_property
    def dynamic_labels(self) -> bool:
        """Whether labels and types may come from data: `SET n:$(row.l)`, `-[:$(row.t)]->`.

        A Neo4j does that from 5.26 on. Others may accept it and drop the label in silence,
        so they don't count.
        """
        with self._told(StoreError):
            found = _NEO4J.fullmatch(str(self._driver.get_server_info().agent))
        return found is not None and (int(found[1]), int(found[2])) >= (5, 26)

    def schema(self, statement: str) -> None:
        """Run a statement that makes a constraint or an index, if it is not there."""
        with self._told(StoreError), self._writing() as session:
            session.run(statement).consume()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the store against other loads; StoreError if one is under way.

        A transaction that stays open keeps a lock on one node of ours: the server lets
        it go when this process ends, however it ends.
        """
        with (
            self._told(StoreError),
            self._writing() as session,
            session.begin_transaction(timeout=None) as holder,
        ):
            self.write(locking.MAKE, locking.NODES)
            locking.take(holder, self._writing, self.address)
            yield
            with suppress(failure.Neo4jError, failure.DriverError):
                holder.rollback()  # a server that went has let the lock go by itself

    def _check(self, cypher: str, parameters: Parameters) -> None:
        """Refuse, before it runs, what would do more than read: by its text, so once a text."""
        if cypher in self._harmless:
            return
        if why := refusal(cypher) or self._plan_refusal(cypher, parameters):
            raise QueryError(f"refused: {why}", remedy="ask with MATCH, WITH, UNWIND and RETURN")
        if len(self._harmless) == REMEMBERED:
            self._harmless.clear()
        self._harmless.add(cypher)

    def _plan_refusal(self, cypher: str, parameters: Parameters) -> str | None:
        with self._told(QueryError), self._reading() as session:
            summary = session.run("EXPLAIN " + cypher, dict(parameters)).consume()
        return plan_refusal(summary.plan or {}, summary.query_type)

    def _rows(
        self,
        cypher: str,
        parameters: Parameters,
        timeout: float,
        limit: int | None,
        deliver: Callable[[Table], None],
    ) -> None:
        fetch = FETCH if limit is None else min(FETCH, limit + 1)
        with (
            self._told(QueryError),
            self._reading(fetch) as session,
            session.begin_transaction(timeout=timeout) as work,
        ):
            table = _table(work.run(cypher, dict(parameters)), limit)
            if table.complete:
                work.commit()  # the embedded server checks some rights only now
            deliver(table)

    def _reading(self, fetch: int = FETCH) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=neo4j.READ_ACCESS,
            fetch_size=fetch,
            bookmark_manager=self._bookmarks,
        )

    def _writing(self) -> neo4j.Session:
        return self._driver.session(database=self._database, bookmark_manager=self._bookmarks)

    def _told(self, kind: type[MindetError]) -> AbstractContextManager[None]:
        return telling(kind, self.address)


def _table(result: neo4j.Result, limit: int | None) -> Table:
    columns = list(result.keys())
    rows: list[list[Any]] = []
    for record in result:
        if limit is not None and len(rows) == limit:
            return Table(columns, rows, complete=False)
        rows.append([plain(value) for value in record.values()])
    return Table(columns, rows)


def _counted(result: neo4j.Result) -> Counters:
    counters = result.consume().counters
    return Counters(
        counters.nodes_created,
        counters.nodes_deleted,
        counters.relationships_created,
        counters.relationships_deleted,
        counters.properties_set,
        counters.labels_added + counters.labels_removed,
    )
