"""Changes of graphs as SPARQL 1.1 Update requests.

One request holds the whole change of a graph together with its digest, so that a server
that takes a request as one transaction never shows half a graph, nor a digest that is not
the graph's. Every term in it was written by pyoxigraph's N-Triples writer. Every request
may be sent twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from mindet.projection.batches import runs
from mindet.publishing import graphs, status
from mindet.publishing.graphs import Graph
from mindet.publishing.status import UNKNOWN, Row
from mindet.terms import PUBLISHED

Lines = dict[str | None, Sequence[str]]
SEALS = 1000  # in one request


@dataclass(frozen=True)
class Change:
    """What is to be done to one graph, or was: `kind` is new, changed or gone.

    `triples` are in the graph afterwards, of which so many were `added`; `removed` were taken
    out, None where the graph was replaced whole.
    """

    graph: str | None
    kind: str
    triples: int = 0
    added: int = 0
    removed: int | None = None


@dataclass(frozen=True)
class Step:
    """A change with all that it takes; `graph` is None for one that is gone.

    `fresh`: nothing was there before. `deletes` and `inserts` are the difference where the
    triples that are there are known, else None and all that the graph has; `known` is then the
    row that they were known by.
    """

    change: Change
    graph: Graph | None = None
    row: Row = UNKNOWN
    fresh: bool = False
    deletes: tuple[str, ...] | None = None
    inserts: tuple[str, ...] = ()
    known: Row | None = None

    @property
    def size(self) -> int:
        """About so many bytes."""
        return 200 + sum(map(len, self.inserts)) + sum(map(len, self.deletes or ()))

    @property
    def exact(self) -> bool:
        """Whether every server reads in SPARQL what it says: see `graphs.dotted`."""
        name = f"<{self.change.graph}>".encode()
        content = self.graph.content if self.graph else b""
        gone = (line.encode() for line in self.deletes or ())
        return not any(map(graphs.dotted, (name, content, *gone)))

    @property
    def rows(self) -> dict[str | None, Row]:
        """What the status graph then says of the graph."""
        return {self.graph.name: self.row} if self.graph else {}


def request(steps: Sequence[Step]) -> str:
    """The steps as one request.

    A difference takes out the one row that it rests on. If another publication has changed the
    graph since, that one's row stays beside the new: of two rows `status.rows` believes none.
    """
    whole = [s.change.graph for s in steps if s.known is None and not _new(s)]
    rows = {name: row for step in steps for name, row in step.rows.items()}
    known = {s.change.graph: s.known for s in steps if s.known}
    inserts: Lines = {s.change.graph: s.inserts for s in steps if s.inserts}
    deletes: Lines = {s.change.graph: s.deletes for s in steps if s.deletes}
    return _joined(
        *(f"DROP SILENT {_reference(name)}" for name in whole),
        _data("DELETE", deletes | {PUBLISHED: status.lines(known)}),
        _forget(whole),
        _data("INSERT", inserts | {PUBLISHED: status.lines(rows)}),
    )


def note(step: Step) -> str:
    """What stands for a step that is not carried out by updates."""
    why = "SPARQL may change its IRIs with dot segments"
    name = step.change.graph or "default graph"
    return f"# {name}: by the Graph Store Protocol, as {why}\n"


def _new(step: Step) -> bool:
    """Whether adding is enough; blank nodes that two publications add at once would be double."""
    return step.fresh and not (step.graph and step.graph.blank)


def quads(steps: Iterable[Step]) -> bytes:
    """Fresh graphs and their rows as N-Quads."""
    found: list[bytes] = []
    for step in steps:
        found.append(step.graph.content if step.graph else b"")
        rows = (f"{line[:-2]} <{PUBLISHED}> .\n" for line in status.lines(step.rows))
        found.append("".join(rows).encode())
    return b"".join(found)


def staged(graph: Graph, row: Row, limit: int) -> Iterator[str]:
    """A graph as requests of at most about `limit` bytes, whole for readers of the graph at once.

    It is put together in a graph of its own, named for the content and the cut. A part counts
    only where the one before it is there, and the graph takes its place only where all are:
    not where another publication of the same has begun anew meanwhile. While that lasts the
    staging graph is noted as ours, so that the next run after a break drops it.
    Raises EndpointError for what can't be cut.
    """
    staging = f"{status.STAGING}-{graph.digest[:32]}-{limit}"
    count = 0
    yield _joined(*_dropped(staging), _data("INSERT", {PUBLISHED: _begun(staging)}))
    for count, piece in enumerate(graphs.pieces(graph, limit), 1):
        before, after = ([status.parts(staging, n)] for n in (count - 1, count))
        yield _joined(
            _changed({PUBLISHED: before}, {PUBLISHED: before}, {PUBLISHED: after, staging: piece})
        )
    yield _joined(*_placed(staging, count, graph.name, row))
    yield _joined(*_dropped(staging))


def _placed(staging: str, count: int, name: str | None, row: Row) -> Iterator[str]:
    """The operations that put a staged graph into its place, if all its parts are there."""
    whole: Lines = {PUBLISHED: [status.parts(staging, count)]}
    every = ["?s ?p ?o ."]
    if name is None:  # there are servers where a DELETE that names no graph means all of them
        yield f"COPY {_reference(staging)} TO DEFAULT"
    else:
        yield _changed({**whole, name: every}, {name: every}, {})
        yield _changed({**whole, staging: every}, {}, {name: every})
    known = f"{status.subject(name)} ?key ?value ."
    yield _changed({PUBLISHED: [*whole[PUBLISHED], known]}, {PUBLISHED: [known]}, {})
    yield _changed(whole, {}, {PUBLISHED: status.lines({name: row})})


def _begun(staging: str) -> list[str]:
    return [*status.lines({staging: UNKNOWN}), status.parts(staging, 0)]


def _dropped(staging: str) -> tuple[str, str]:
    return f"DROP SILENT {_reference(staging)}", _forget([staging])


def sealed(seals: Mapping[str | None, str]) -> Iterator[str]:
    """Requests that leave these seals, and no others of the same graphs, in the status graph."""
    for run in runs(seals.items(), SEALS):
        some = dict(run)
        yield _joined(
            _forget(list(some), f"<{status.SOURCE}>"),
            _data("INSERT", {PUBLISHED: status.sealing(some)}),
        )


def _joined(*operations: str) -> str:
    return " ;\n".join(filter(None, operations)) + "\n"


def _reference(name: str | None) -> str:
    return "DEFAULT" if name is None else f"GRAPH {ox.NamedNode(name)}"


def _data(verb: str, by_graph: Lines) -> str:
    """One operation for all graphs: a blank node's label may not stand in two."""
    blocks = [_block(name, lines) for name, lines in by_graph.items() if lines]
    return f"{verb} DATA {{\n{''.join(blocks)}}}" if blocks else ""


def _changed(where: Lines, deletes: Lines, inserts: Lines) -> str:
    """What is deleted and inserted where a pattern is found, as one operation."""
    verbs = {"DELETE": deletes, "INSERT": inserts, "WHERE": where}
    return "".join(
        f"{verb} {{\n{''.join(_block(*one) for one in by_graph.items())}}}\n"
        for verb, by_graph in verbs.items()
        if by_graph
    ).rstrip()


def _block(name: str | None, lines: Sequence[str]) -> str:
    body = "".join(f"{line}\n" for line in lines)
    return body if name is None else f"{_reference(name)} {{\n{body}}}\n"


def _forget(names: Sequence[str | None], key: str = "?key") -> str:
    if not names:
        return ""
    subjects = " ".join(str(status.subject(name)) for name in names)
    pattern = f"GRAPH <{PUBLISHED}> {{ ?graph {key} ?value }}"
    return f"DELETE {{ {pattern} }} WHERE {{ VALUES ?graph {{ {subjects} }} {pattern} }}"
