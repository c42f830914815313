"""A store that only reads, and never without a limit: what the explorer asks by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from mindet.catalogue.steps import parts
from mindet.errors import TooMuch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mindet.store import Store, Table

MOST_ROWS = 20_000
MOST_OF_STEPS = 2_000_000  # all names of a graph, from which search is made
TIMEOUT = 20.0  # seconds


@cache
def _steps() -> frozenset[str]:
    """The texts of the catalogue's preparing steps."""
    return frozenset(query.cypher for query in parts().values())


class Reader:
    """The face of a store that engines read by; each read is bounded in time and rows."""

    def __init__(self, store: Store, *, timeout: float = TIMEOUT, most: int = MOST_ROWS) -> None:
        self._store, self._timeout, self._most = store, timeout, most

    @property
    def address(self) -> str:
        """Where the store is."""
        return self._store.address

    def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = TIMEOUT
    ) -> Table:
        """What `cypher` finds, as `Store.read`; TooMuch where it is more than may be fetched."""
        bound = min(timeout, self._timeout)
        most = MOST_OF_STEPS if cypher in _steps() else self._most
        table = self._store.read(cypher, parameters or {}, timeout=bound, limit=most)
        if not table.complete:
            raise TooMuch(f"more than {most} rows", remedy="narrow the question")
        return table

    def scan(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[list[Any]]:
        """The same rows one by one, for what reads streams."""
        yield from self.read(cypher, parameters).rows
