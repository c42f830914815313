"""A graph store behind the Bolt protocol: reads that only read, writes in explicit transactions."""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions as failure

from mindet.errors import MindetError, QueryError, StoreError
from mindet.store.safety import plan_refusal, refusal
from mindet.store.table import Counters, Table
from mindet.store.values import plain

# The driver tells of every unknown property; without a handler that goes to stderr.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

Parameters = Mapping[str, Any]
GRACE = 2.0  # seconds that a server gets to keep a time limit by itself
FETCH = 1000
NOBODY: Parameters = {}


class Unreachable(StoreError):
    """A server that does not answer, or no longer."""


class Store:
    """A property graph behind an address; use it in a `with`, or close it."""

    def __init__(self, address: str, driver: neo4j.Driver, database: str | None = None) -> None:
        self.address = address
        self._driver = driver
        self._database = database
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back; a closed store can't be used again."""
        self._driver.close()

    def read(
        self,
        cypher: str,
        parameters: Parameters = NOBODY,
        *,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Table:
        """What `cypher` finds, at most `limit` rows, within `timeout` seconds.

        Raises QueryError for a query that is wrong, takes longer, or would do more
        than read: write, change the schema, read files or addresses, call procedures
        outside an allow-list. Nothing of it runs then.
        """
        self._check(cypher, parameters)
        return self._aside(timeout, lambda out: self._rows(cypher, parameters, timeout, limit, out))

    def scan(self, cypher: str, parameters: Parameters = NOBODY) -> Iterator[list[Any]]:
        """The rows of our own `cypher`, streamed: for loading and exporting."""
        with (
            self._told(StoreError),
            self._reading() as session,
            session.begin_transaction() as work,
        ):
            for record in work.run(cypher, dict(parameters)):
                yield [plain(value) for value in record.values()]

    def write(self, cypher: str, parameters: Parameters = NOBODY) -> Counters:
        """Run our own `cypher` in one explicit, retried transaction and say what it changed."""
        return self.write_all([(cypher, parameters)])

    def write_all(self, statements: Sequence[tuple[str, Parameters]]) -> Counters:
        """Run several statements in one transaction: all of them, or none."""

        def work(transaction: neo4j.ManagedTransaction) -> Counters:
            return sum((_counted(transaction.run(c, dict(p))) for c, p in statements), Counters())

        with self._told(StoreError), self._writing() as session:
            return session.execute_write(work)

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
        with self._writing() as session, session.begin_transaction(timeout=None) as holder:
            with self._told(StoreError):
                self._lock(holder)
            yield
            holder.rollback()

    def _lock(self, holder: neo4j.Transaction) -> None:
        self.write("MERGE (l:MindetLock {name: 'load'})")
        self._probe_lock()
        holder.run("MATCH (l:MindetLock {name: 'load'}) SET l.held = true").consume()

    def _probe_lock(self) -> None:
        """Fail in a second, not in the server's own time, where another load holds the lock."""
        statement = "MATCH (l:MindetLock {name: 'load'}) SET l.held = true"
        with self._writing() as session, session.begin_transaction(timeout=1.0) as probe:
            try:
                probe.run(statement).consume()
            except failure.Neo4jError as error:
                raise busy(self.address) from error
            finally:
                probe.rollback()

    def _check(self, cypher: str, parameters: Parameters) -> None:
        """Refuse, before it runs, what would do more than read."""
        if why := refusal(cypher) or self._plan_refusal(cypher, parameters):
            raise QueryError(f"refused: {why}", remedy="ask with MATCH, WITH, UNWIND and RETURN")

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

    def _aside(self, timeout: float, work: Callable[[Callable[[Table], None]], None]) -> Table:
        """What `work` delivers, awaited from another thread for `timeout` seconds and a little.

        So a server that does not keep the limit can't hold us, and neither can one that
        works off all the rows beyond a row limit before it lets a result go.
        """
        answers: queue.SimpleQueue[Table | BaseException] = queue.SimpleQueue()

        def run() -> None:
            try:
                work(answers.put)
            except BaseException as error:
                answers.put(error)

        thread = threading.Thread(target=run, daemon=True)
        self._threads = [*(t for t in self._threads if t.is_alive()), thread]
        thread.start()
        try:
            answer = answers.get(timeout=timeout + GRACE)
        except queue.Empty:
            raise too_long(timeout) from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _reading(self, fetch: int = FETCH) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=fetch
        )

    def _writing(self) -> neo4j.Session:
        return self._driver.session(database=self._database)

    @contextmanager
    def _told(self, kind: type[MindetError]) -> Iterator[None]:
        """Turn the driver's errors into ours: `kind`, or StoreError where the server is gone."""
        try:
            yield
        except (failure.Neo4jError, failure.DriverError) as error:
            raise told(error, kind, self.address) from error


def connect(address: str, *, user: str | None, password: str | None, database: str | None) -> Store:
    """The server at `address`, checked to be there and to let us in."""
    if "@" in urlsplit(address).netloc:
        raise StoreError(
            "an address holds no user and no password",
            remedy="give --user, and the password in MINDET_PASSWORD or at the prompt",
        )
    user = user or os.environ.get("MINDET_USER") or "neo4j"
    password = password or os.environ.get("MINDET_PASSWORD")
    store = Store(address, driver(address, (user, password) if password else None), database)
    try:
        with store._told(StoreError):
            store._driver.verify_connectivity()
    except BaseException:
        store.close()
        raise
    return store


def driver(address: str, auth: tuple[str, str] | None) -> neo4j.Driver:
    """A driver that gives up on a silent server after seconds, not minutes."""
    try:
        return neo4j.GraphDatabase.driver(
            address, auth=auth, connection_timeout=10, max_transaction_retry_time=30
        )
    except (failure.ConfigurationError, ValueError) as error:
        raise StoreError(str(error), where=address, remedy="correct the address") from None


def told(error: Exception, kind: type[MindetError], address: str) -> MindetError:
    """Our error for the driver's: what went wrong, where, and what to do."""
    if isinstance(error, failure.AuthError) and "Forbidden" not in str(getattr(error, "code", "")):
        return StoreError(
            "the user or the password is refused",
            where=address,
            remedy="give --user, and the password in MINDET_PASSWORD or at the prompt",
        )
    if isinstance(error, failure.Neo4jError) and not isinstance(error, failure.SessionExpired):
        return _server_error(error, kind, address)
    return Unreachable("no server answers", where=address, remedy="see that it runs there")


def _server_error(error: failure.Neo4jError, kind: type[MindetError], address: str) -> MindetError:
    message, code = error.message or "", error.code or ""
    if "Timeout" in code or "TimedOut" in code or "command.timeout" in message:
        return QueryError("the query ran into its time limit", remedy="narrow it or allow more")
    if "Forbidden" in code or "AccessMode" in code or "read access mode" in message:
        return QueryError(f"refused: {message}", remedy="a query here may only read")
    if "DatabaseNotFound" in code:
        return StoreError(message, where=address, remedy="name another with --database")
    remedy = "correct the query" if kind is QueryError else ""
    return kind(message or code, where="" if kind is QueryError else address, remedy=remedy)


def too_long(timeout: float) -> QueryError:
    """The error for a query past `timeout` seconds.

    >>> str(too_long(30.0))
    'the query took longer than 30 s; narrow it or allow more'
    """
    return QueryError(f"the query took longer than {timeout:g} s", remedy="narrow it or allow more")


def busy(address: str, holder: str = "") -> StoreError:
    """The error for a second load beside a first."""
    return StoreError(
        f"another load is under way{holder}", where=address, remedy="wait for it to end"
    )


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
