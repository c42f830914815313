"""The driver's errors in our words: what went wrong, where, and what to do."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as failure

from mindet.errors import MindetError, QueryError, StoreError, TooSlow

_MEMORY = re.compile("OutOfMemory|MemoryLimit")  # Neo.TransientError.General.…

MORE_MEMORY = "raise its db.memory.transaction.max or its heap"


class Unreachable(StoreError):
    """A server that does not answer, or no longer."""


class Refused(StoreError):
    """A server that does not take the user or the password."""


@contextmanager
def telling(kind: type[MindetError], address: str) -> Iterator[None]:
    """Turn the driver's errors into ours: `kind`, or StoreError where the server is gone."""
    try:
        yield
    except (failure.Neo4jError, failure.DriverError) as error:
        raise told(error, kind, address) from error


def told(error: Exception, kind: type[MindetError], address: str) -> MindetError:
    """Our error for the driver's."""
    if isinstance(error, failure.AuthError) and "Forbidden" not in str(getattr(error, "code", "")):
        return Refused(
            "the user or the password is refused",
            where=address,
            remedy="give --user, and the password in MINDET_PASSWORD or at the prompt",
        )
    if isinstance(error, failure.Neo4jError) and not isinstance(error, failure.SessionExpired):
        return _server_error(error, kind, address)
    if insecure := next((e for e in _causes(error) if isinstance(e, ssl.SSLError)), None):
        return _insecure(insecure, address)
    if isinstance(error, failure.IncompleteCommit):
        what = "the connection broke at the end of a transaction, which may have been kept or not"
        return Unreachable(what, where=address, remedy="do it again: what is there stays as it is")
    remedy = "see that it runs there"
    if "+" not in address.partition("://")[0]:
        remedy += ", and whether it wants +s, as in bolt+s://"
    return Unreachable("no server answers", where=address, remedy=remedy)


def _insecure(error: ssl.SSLError, address: str) -> StoreError:
    if not isinstance(error, ssl.SSLCertVerificationError):
        what = f"no encrypted connection: {error.reason or error}"
        return StoreError(what, where=address, remedy="see whether it speaks TLS at this port")
    why = error.verify_message.rstrip(".")
    remedy = "name a file with the certificate of its CA: --ca FILE"
    if "mismatch" in why:
        remedy = "use a name that the certificate has"
    return StoreError(f"its certificate is not trusted: {why}", where=address, remedy=remedy)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and all that led to it."""
    yield error
    below = [error.__cause__ or error.__context__]
    if isinstance(error, BaseExceptionGroup):
        below += error.exceptions
    for cause in filter(None, below):
        yield from _causes(cause)


def _server_error(error: failure.Neo4jError, kind: type[MindetError], address: str) -> MindetError:
    message, code = error.message or "", error.code or ""
    if "Timeout" in code or "TimedOut" in code or "command.timeout" in message:
        return TooSlow("the query ran into its time limit", remedy="narrow it or allow more")
    if "Forbidden" in code or "AccessMode" in code or "read access mode" in message:
        return _forbidden(message, kind, address)
    if "DatabaseNotFound" in code:
        return StoreError(message, where=address, remedy="name another with --database")
    remedy = "correct the query" if kind is QueryError else ""
    if short_of_memory(error):
        remedy = "ask for less" if kind is QueryError else MORE_MEMORY
    return kind(message or code, where="" if kind is QueryError else address, remedy=remedy)


def _forbidden(message: str, kind: type[MindetError], address: str) -> MindetError:
    if kind is QueryError:
        return QueryError(f"refused: {message}", remedy="a query here may only read")
    remedy = "the rights that a load needs: mindet schema"
    return kind(f"refused: {message}", where=address, remedy=remedy)


def short_of_memory(error: Exception) -> bool:
    """Whether the server had too little memory for a transaction: a smaller one may fit."""
    return isinstance(error, failure.Neo4jError) and bool(_MEMORY.search(error.code or ""))


def too_small(address: str, message: str) -> StoreError:
    """The error for a server whose memory does not hold one row of a batch."""
    return StoreError(
        f"has too little memory for a transaction of one row: {message}",
        where=address,
        remedy=MORE_MEMORY,
    )


def too_long(timeout: float) -> QueryError:
    """The error for a query past `timeout` seconds.

    >>> str(too_long(30.0))
    'the query took longer than 30 s; narrow it or allow more'
    """
    return TooSlow(f"the query took longer than {timeout:g} s", remedy="narrow it or allow more")


def overtaken(address: str) -> StoreError:
    """The error for a load that lost its lock, with its connection, to another one."""
    return StoreError(
        "the connection broke, and another load has begun meanwhile",
        where=address,
        remedy="wait for it to end, then load again",
    )


def busy(address: str, holder: str = "") -> StoreError:
    """The error for a second load beside a first."""
    return StoreError(
        f"another load is under way{holder}", where=address, remedy="wait for it to end"
    )
