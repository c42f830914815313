"""What is to be done at an endpoint so that it holds a dataset: the steps, graph by graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mindet.errors import EndpointError
from mindet.publishing import graphs
from mindet.publishing.delta import Difference, difference
from mindet.publishing.graphs import Graph, Parts
from mindet.publishing.server import Server
from mindet.publishing.status import DEFAULT, Held, Row, is_staging
from mindet.publishing.updates import Change, Step
from mindet.publishing.values import Values

FRESH = 4_000_000  # bytes of new graphs in one request
BYTES = 1_000_000  # bytes of other changes: taking out is the dear part for a server


def replacing(parts: Parts, held: Held, present: Iterable[str | None]) -> Iterator[Step]:
    """Steps that send every graph whole, whatever the server holds."""
    values, there = Values(), {*present, *held}
    for name, quads in parts.items():
        yield _whole(Graph(name, quads), values, fresh=name not in there)


def differing(parts: Parts, held: Held, reader: Server) -> Iterator[Step]:
    """Steps that send what is not there yet, and drop what was published and is no more."""
    values = Values()
    for name, quads in parts.items():
        graph, row = Graph(name, quads), held.get(name)
        if row is None:
            yield _whole(graph, values, fresh=True)
        elif row.digest != graph.digest:
            found = difference(graph, row, reader, values)
            if found:
                yield _part(graph, row, values, found)
            else:
                yield _whole(graph, values, fresh=False)
    for gone in sorted(held.keys() - parts.keys(), key=lambda n: n or ""):
        yield Step(Change(gone, "gone"))


def refuse_foreign(names: Iterable[str | None], where: str) -> None:
    """Raise EndpointError if there are graphs of our names that we did not put there."""
    foreign = sorted(name or DEFAULT for name in names)
    if foreign:
        what = f"{len(foreign)} graphs of our names are not from here, as {foreign[0]}"
        remedy = "publish without --sync to replace them"
        raise EndpointError(what, where=where, remedy=remedy)


def batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """The steps in runs that make one request each; a run of none but fresh graphs is longer."""
    run: list[Step] = []
    size = 0
    for step in steps:
        bound = FRESH if step.fresh and all(s.fresh for s in run) else BYTES
        if run and size + step.size > bound:
            yield run
            run, size = [], 0
        run.append(step)
        size += step.size
    if run:
        yield run


def parted(steps: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    """The steps that SPARQL Update can carry out, and those that it might not to the letter."""
    exact, others = list[Step](), list[Step]()
    for step in steps:
        (exact if step.exact else others).append(step)
    return exact, others


def shown(steps: Iterable[Step]) -> Iterator[Change]:
    """The changes that a user is told of: not what another run put together."""
    return (step.change for step in steps if not is_staging(step.change.graph))


def _whole(graph: Graph, values: Values, *, fresh: bool) -> Step:
    count = len(graph.lines)
    change = Change(graph.name, "new" if fresh else "changed", count, count)
    return Step(change, graph, _row(graph, values), fresh, inserts=graph.lines)


def _part(graph: Graph, known: Row, values: Values, found: Difference) -> Step:
    deletes, inserts = found
    change = Change(graph.name, "changed", len(graph.lines), len(inserts), len(deletes))
    row = _row(graph, values)
    return Step(change, graph, row, deletes=deletes, inserts=inserts, known=known)


def _row(graph: Graph, values: Values) -> Row:
    return Row(graph.digest, graphs.value_digest(graph, values))
