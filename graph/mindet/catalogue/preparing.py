"""Preparing steps in Python: what must be known before a query is put, and how its rows end.

A step takes parameters of the query, asks the engine, and gives the things that the query is
to be put for (parameters of the type `iris`) and the finish of its rows. `// prepare: search`
in a header names one.

>>> sorted(REGISTRY), REGISTRY["search"].takes
(['path', 'search'], ('text', 'kind', 'limit'))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mindet.catalogue.rows import Row

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine
    from mindet.catalogue.parameters import Value
    from mindet.catalogue.query import StoredQuery

Records = list[dict[str, Any]]


@dataclass(frozen=True)
class Ready:
    """The things that a query is put for, and what makes its records into the answer's."""

    values: Mapping[str, tuple[str, ...]]
    finish: Callable[[Records], Records]

    def finished(self, names: Sequence[str], rows: Sequence[Row]) -> tuple[Row, ...]:
        """The finished rows, in their order, of columns with these names."""
        records = self.finish([dict(zip(names, row, strict=True)) for row in rows])
        return tuple(tuple(record[name] for name in names) for record in records)


Prepare = Callable[["Engine", "StoredQuery", Mapping[str, "Value"]], Ready]


@dataclass(frozen=True)
class Preparation:
    """A step: the module of the catalogue that has its `prepare`, and what it takes."""

    module: str
    takes: tuple[str, ...]

    def __call__(self, engine: Engine, query: StoredQuery, values: Mapping[str, Value]) -> Ready:
        """What the step makes ready; its module is read on first use, with all that it needs."""
        prepare: Prepare = import_module(f"mindet.catalogue.{self.module}").prepare
        return prepare(engine, query, values)


REGISTRY: Mapping[str, Preparation] = {
    "search": Preparation("searching", ("text", "kind", "limit")),
    "path": Preparation("paths", ("start", "end", "max")),
}
