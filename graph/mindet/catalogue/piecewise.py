"""The first rows of an answer about a whole country, asked thing by thing.

A question whose header says `by: X` answers for all X together what it answers for each X, and
its rows stand in the order of X, or of the days of the documents or deadlines. So its first rows
need the first X alone, and a country's answer begins as quickly as a village's.

A Cypher text with `$among` is asked about many X at once: what a question costs by itself is then
paid a few times and not for each X. How many X the rest needs is told by the rows so far.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mindet.catalogue.rows import in_order
from mindet.catalogue.steps import found

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine
    from mindet.catalogue.parameters import Value
    from mindet.catalogue.query import StoredQuery
    from mindet.catalogue.rows import Row

FEW = 60
"""No more things than that are asked about at once: it is quicker."""
PIECES = 400
"""After so many questions without enough rows the whole is asked for after all."""
DUE = "due"
"""The column of a deadline; rows of such questions begin with its last day."""
AMONG = "among"
"""The parameter of a Cypher text with the things that its rows are wanted of; null for all."""
LEAST = 20
"""So many things at least are asked about together."""
SHARE = 48
"""The first of a country's things that are asked about together are one in so many."""
GROWTH = 2
"""Each time at most so many times as many as the time before: rows may lie unevenly."""


def first_rows(
    query: StoredQuery, engine: Engine, values: Mapping[str, Value], limit: int
) -> tuple[Row, ...] | None:
    """The first rows, more than `limit` of them; None where the whole is better asked at once.

    That is so where there are few things, and where there are few rows: then what belongs to no
    thing has its place among them.
    """
    batches = query.batched and engine.batches
    if not batches and all(parameter.name != query.by for parameter in query.parameters):
        return None
    groups = list(_groups(query, engine, values))
    if sum(map(len, groups)) <= FEW:
        return None
    if batches:
        return _by_batches(query, engine, values, limit, groups)
    rows: list[Row] = []
    asked = 0
    for group in groups:
        asked += len(group)
        if asked > PIECES:
            return None
        pieces = (_under(query, engine, values, query.by, thing) for thing in group)
        rows += query.arranged(tuple(itertools.chain.from_iterable(pieces)), values)
        if len(rows) > limit:
            return tuple(rows)
    return None


def _by_batches(
    query: StoredQuery,
    engine: Engine,
    values: Mapping[str, Value],
    limit: int,
    groups: Sequence[Sequence[str]],
) -> tuple[Row, ...] | None:
    """The first rows of many things at a time; None where nearly all things are needed for them."""
    every = sum(map(len, groups))
    left = iter(groups)
    rows: list[Row] = []
    asked, size = 0, max(LEAST, every // SHARE)
    while asked + size < every * 3 // 4:
        batch: dict[str, None] = {}
        while len(batch) < size and (group := next(left, None)):
            batch.update(dict.fromkeys(group))
        ours = _under(query, engine, values, AMONG, tuple(batch))
        rows += query.arranged(tuple(ours), values)
        if len(rows) > limit:
            return tuple(rows)
        asked += len(batch)
        wanted = asked * limit * 11 // (10 * len(rows)) - asked if rows else size
        size = max(LEAST, min(wanted, GROWTH * size))
    return None


def _under(
    query: StoredQuery,
    engine: Engine,
    values: Mapping[str, Value],
    name: str,
    asked: str | tuple[str, ...],
) -> Iterator[Row]:
    """The rows that stand under the things that the parameter is set to: what one document says may
    be told of another one too, whose turn is another.
    """
    place = [column.name for column in query.columns].index(query.by)
    things = {asked} if isinstance(asked, str) else set(asked)
    rows = query.rows_of(engine, {**values, name: asked})
    return (row for row in rows if row[place] in things)


def _groups(
    query: StoredQuery, engine: Engine, values: Mapping[str, Value]
) -> Iterator[Sequence[str]]:
    """The things in the order of their rows; those of one day together, undated ones not."""
    if query.by == DUE:
        taken = {name: values[name] for name in ("date", "reading", "inferences")}
        for _, deadlines in in_order(found(engine, "deadlines", taken)):
            yield deadlines if isinstance(deadlines, tuple) else ()
    elif query.finish == "chronological":
        days = engine.days(inferences=bool(values["inferences"]))
        dated = sorted((day, iri) for iri, day in days.items() if day)
        for _, group in itertools.groupby(dated, key=lambda pair: pair[0]):
            yield [iri for _, iri in group]
    else:
        yield from ([thing] for thing in engine.members(query.parameter(query.by).of))
