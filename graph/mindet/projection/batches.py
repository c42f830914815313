"""Rows for a store, in transactions that are bounded in rows and in bytes."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, TypeVar

ROWS = int(os.environ.get("MINDET_BATCH_ROWS", "2000"))
BYTES = 4 * 2**20  # a batch; the embedded server refuses messages of 16 MiB
RUN = 20_000  # that are sorted into statements at a time
Job = tuple[str, list[Any]]  # a statement and its rows
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Batch(NamedTuple):
    """Rows for a statement, of so many things; the IRIs of the nodes if it makes nodes.

    `beside` are the parameters that don't differ from row to row.
    """

    statement: str
    rows: Sequence[Any]
    number: int
    iris: Sequence[str] = ()
    beside: Mapping[str, Any] = {}


def batched(rows: Iterable[T], weigh: Callable[[T], int] | None = None) -> Iterator[list[T]]:
    """Runs of rows, bounded in number and in bytes, of which `weigh` tells a row's.

    >>> [len(batch) for batch in batched("x" * (BYTES // 2) for _ in range(4))]
    [1, 1, 1, 1]
    """
    batch: list[T] = []
    room = BYTES
    weigh = weigh or size
    for row in rows:
        weight = weigh(row)
        if batch and (len(batch) >= ROWS or weight > room):
            yield batch
            batch, room = [], BYTES
        batch.append(row)
        room -= weight
    if batch:
        yield batch


def padded(batch: list[Any]) -> list[Any]:
    """The rows, and rows of nothing, for which nothing is matched, up to a full batch.

    For each order of magnitude of a list's length a Neo4j makes a plan of its own.

    >>> len(padded(["x"])) == ROWS
    True
    """
    return [*batch, *[None] * (ROWS - len(batch))]


def runs(items: Iterable[T], length: int) -> Iterator[list[T]]:
    """The items in runs of that length, the last one shorter.

    >>> list(runs("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while run := list(islice(rest, length)):
        yield run


def packed(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """The jobs in transactions: small ones share one, large ones take several."""
    transaction: list[Job] = []
    room = ROWS
    for statement, rows in jobs:
        for batch in batched(rows):
            if transaction and len(batch) > room:
                yield transaction
                transaction, room = [], ROWS
            transaction.append((statement, batch))
            room -= max(len(batch), ROWS * size(batch) // BYTES)
    if transaction:
        yield transaction


def grouped(items: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    """The items by a key, in the order of the keys' names.

    >>> grouped(["ab", "c", "de"], len)
    [(1, ['c']), (2, ['ab', 'de'])]
    """
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return sorted(groups.items(), key=lambda pair: str(pair[0]))


def size(value: object) -> int:
    """About how many bytes a value takes on the wire; never less."""
    if isinstance(value, str):
        return 5 + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, Mapping):
        return 5 + sum(size(k) + size(v) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return 5 + sum(map(size, value))
    return 32 if isinstance(value, date) else 9
