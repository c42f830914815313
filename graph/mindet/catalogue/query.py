"""A stored query, in Cypher and in SPARQL, and its answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mindet.catalogue import finishing, piecewise, preparing
from mindet.catalogue.filling import fill
from mindet.catalogue.header import Column, near
from mindet.catalogue.parameters import Parameter, Value, cypher_literal, sparql_term
from mindet.catalogue.piecewise import AMONG
from mindet.catalogue.rows import Row, in_order, normal
from mindet.catalogue.scan import cypher_parameters
from mindet.errors import QueryError
from mindet.terms import UNSTATED

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine


@dataclass(frozen=True)
class Answer:
    """The rows of a stored query, values in their normal form, and what was asked.

    `cut` counts the rows that there are besides, where only the first were kept; None where
    there are some and nobody has counted them.
    """

    query: StoredQuery
    parameters: Mapping[str, Value]
    rows: tuple[Row, ...]
    cut: int | None = 0

    def first(self, rows: int) -> Answer:
        """The answer with its first `rows` only, if it has more; 0 keeps all."""
        if not 0 < rows < len(self.rows):
            return self
        cut = None if self.cut is None else self.cut + len(self.rows) - rows
        return replace(self, rows=self.rows[:rows], cut=cut)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows, in their order."""
        return self.query.columns

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary by column name."""
        return map(self.record, self.rows)

    def record(self, row: Row) -> dict[str, Any]:
        """A row of the answer as a dictionary by column name."""
        return dict(zip((column.name for column in self.columns), row, strict=True))

    def frame(self) -> Any:
        """The rows as a frame of pandas, or of polars where only that is installed.

        Days are datetime64 or Date, numbers floats, lists lists. Raises QueryError where neither
        is there.
        """
        from mindet.catalogue.frames import frame

        return frame(self.columns, self.rows)


@dataclass(frozen=True)
class StoredQuery:
    """One question of the catalogue, in Cypher and in SPARQL."""

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str = field(repr=False)
    sparql: str = field(repr=False)
    finish: str = "none"
    ordered: bool = False
    whole: bool = False
    table: tuple[str, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    prepare: str = "none"
    prepared: tuple[Parameter, ...] = ()
    by: str = ""

    def values(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter with its value: the given one checked, else the default.

        Raises QueryError for an unknown parameter, one that lacks, a value of the wrong type.
        """
        for name in given:
            self.parameter(name)
        return {p.name: p.read(given.get(p.name, p.default)) for p in self.parameters}

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; QueryError with the nearest where there is none."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if name not in known:
            what = f"{self.name} has no parameter {name!r}"
            raise QueryError(what, remedy=near(name, known))
        return known[name]

    def sparql_text(self, values: Mapping[str, Value]) -> str:
        """The SPARQL text with the values in its VALUES blocks."""
        every = (*self.parameters, *self.prepared)
        terms = {p.name: sparql_term(p.type, values.get(p.name, ())) for p in every}
        return fill(self.sparql, terms)

    def cypher_text(self, values: Mapping[str, Value]) -> str:
        """The Cypher text with the values before it, to paste into Neo4j Browser or cypher-shell.

        >>> from mindet.catalogue import Catalogue
        >>> powers = Catalogue.one("powers")
        >>> print(powers.cypher_text(powers.values({})).partition("WITH")[0], end="")
        :param lang => 'en'
        :param as_of => null
        :param inferences => true
        """
        given = self.cypher_values(values).items()
        lines = [f":param {name} => {cypher_literal(value)}" for name, value in given]
        return "\n".join([*lines, self.cypher_body]) + ";\n"

    def cypher_values(self, values: Mapping[str, Value]) -> dict[str, Value | list[str]]:
        """What the Cypher text takes: all things, unless a batch of them is asked for."""
        taken = {**values, AMONG: values.get(AMONG)} if self.batched else values
        return {name: [*one] if isinstance(one, tuple) else one for name, one in taken.items()}

    @cached_property
    def batched(self) -> bool:
        """Whether its Cypher text can be asked about many things at once."""
        return AMONG in cypher_parameters(self.cypher)

    @property
    def cypher_body(self) -> str:
        """The Cypher text without its header."""
        lines = self.cypher.splitlines()
        return "\n".join(itertools.dropwhile(lambda line: line.startswith("//"), lines))

    def ask(
        self, engine: Engine, given: Mapping[str, object] | None = None, *, limit: int = 0
    ) -> Answer:
        """The answer of `engine` to the query with the parameters `given`.

        With a `limit` only its first rows, and what they do not need is not read.
        Raises QueryError for a wrong parameter or a query that fails there.
        """
        values = self._checked(engine, given or {})
        if limit and self.by and self._names_nothing(values):
            rows = piecewise.first_rows(self, engine, values, limit)
            if rows is not None:
                return replace(Answer(self, values, rows).first(limit), cut=None)
        ready = self.ready(engine, values)
        found = self._put(engine, values, ready) if ready else self.rows_of(engine, values)
        rows = found if ready and self.ordered else self.arranged(found, values)
        return Answer(self, values, rows).first(limit)

    def _names_nothing(self, values: Mapping[str, Value]) -> bool:
        """Whether it is asked about a whole country: what one thing is tied to is read at once."""
        things = [one for one in self.parameters if one.type == "iri"]
        return all(values[one.name] in (None, UNSTATED, one.default) for one in things)

    def arranged(self, rows: tuple[Row, ...], values: Mapping[str, Value]) -> tuple[Row, ...]:
        """The rows after the finishing step, in their order."""
        finished = finishing.REGISTRY[self.finish](rows, self.columns, values)
        return finished if self.ordered else tuple(in_order(finished))

    def rows_of(self, engine: Engine, values: Mapping[str, Value]) -> tuple[Row, ...]:
        """The rows as the engine gives them, in normal form."""
        return tuple(normal(self.columns, engine.rows(self, values)))

    def ready(self, engine: Engine, values: Mapping[str, Value]) -> preparing.Ready | None:
        """What the preparing step makes ready; None where the query has no such step."""
        step = preparing.REGISTRY.get(self.prepare)
        return step(engine, self, values) if step else None

    def whole_values(self, engine: Engine, given: Mapping[str, object]) -> dict[str, Value]:
        """The values with the things that the preparing step finds, as the query is put."""
        values = self._checked(engine, given)
        ready = self.ready(engine, values)
        return {**values, **(ready.values if ready else {})}

    def _put(
        self, engine: Engine, values: Mapping[str, Value], ready: preparing.Ready
    ) -> tuple[Row, ...]:
        """The finished rows for what was made ready; nothing found is not asked about."""
        found = any(ready.values.values())
        rows = self.rows_of(engine, {**values, **ready.values}) if found else ()
        return ready.finished([column.name for column in self.columns], rows)

    def _checked(self, engine: Engine, given: Mapping[str, object]) -> dict[str, Value]:
        """The values, of which all things are in the graph."""
        from mindet.catalogue import suggesting

        try:
            values = self.values(given)
        except QueryError:
            suggesting.check_readable(engine, self.parameters, given)
            raise
        for parameter in self.parameters:
            value = values[parameter.name]
            if parameter.type == "iri" and value not in (None, parameter.default):
                suggesting.check_there(engine, parameter, str(value))
        return values
