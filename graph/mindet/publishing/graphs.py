"""The graphs of a dataset as they are published: sorted lines of N-Triples, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.errors import PublishError
from mindet.projection import blanks
from mindet.publishing.values import Values
from mindet.terms import PUBLISHED

Parts = dict[str | None, list[ox.Triple]]


@dataclass(frozen=True)
class Graph:
    """One graph: its name (None: the default graph) and its lines, unique and sorted.

    `digest` is of the lines. `values` is of the same by value, in `by_value` (which leads from
    each line by value to the line); it is empty for a graph with blank nodes, which have no
    name that another could know.
    """

    name: str | None
    lines: tuple[str, ...]
    blank: bool
    digest: str
    values: str
    by_value: dict[str, str] = field(repr=False)

    @property
    def size(self) -> int:
        """About so many bytes."""
        return sum(map(len, self.lines))

    @classmethod
    def of(cls, name: str | None, triples: Sequence[ox.Triple], values: Values) -> Graph:
        """The graph of these triples; its blank nodes get names that follow from the content."""
        blank = any(map(has_blank, triples))
        if blank:
            quads, _ = blanks.rename([ox.Quad(*triple) for triple in triples])
            lines = sorted(f"{quad.triple} ." for quad in quads)
            return cls(name, tuple(lines), True, digest(lines), "", {})
        lines = [f"{triple} ." for triple in triples]
        by_value = dict(zip(values.lines(triples), lines, strict=True))
        lines.sort()
        return cls(name, tuple(lines), False, digest(lines), digest(sorted(by_value)), by_value)


def digest(lines: Iterable[str]) -> str:
    """SHA-256 of sorted lines, in hexadecimal.

    >>> digest(["<urn:s> <urn:p> <urn:o> ."])[:8]
    'e1081078'
    """
    found = hashlib.sha256()
    found.update("".join(f"{line}\n" for line in lines).encode())
    return found.hexdigest()


def parts(dataset: Dataset) -> Parts:
    """The triples by graph, the default graph first, then by name; the status graph left out,
    which each endpoint has of its own.

    Raises PublishError for a graph that is named by a blank node.
    """
    found: Parts = {}
    for quad in dataset:
        name = quad.graph_name
        if isinstance(name, ox.BlankNode):
            what = "a graph is named by a blank node, which no endpoint can address"
            raise PublishError(what, remedy="give it an IRI")
        key = name.value if isinstance(name, ox.NamedNode) else None
        found.setdefault(key, []).append(quad.triple)
    names = [name for name in found if name is None or name.partition("#")[0] != PUBLISHED]
    return {name: found[name] for name in sorted(names, key=lambda n: (n is not None, n or ""))}


def pieces(graph: Graph, limit: int) -> Iterator[list[str]]:
    """The lines in runs of at most about `limit` bytes; what hangs together by blank nodes
    stays in one.

    Raises PublishError where that is more than `limit`.
    """
    run: list[str] = []
    size = 0
    for group in _inseparable(graph):
        more = sum(map(len, group))
        if more > limit:
            what = f"{graph.name}: {more} bytes hang together by blank nodes, or in one triple"
            raise PublishError(what, remedy="let the server take larger requests")
        if run and size + more > limit:
            yield run
            run, size = [], 0
        run += group
        size += more
    yield run


def _inseparable(graph: Graph) -> Iterator[list[str]]:
    if not graph.blank:
        yield from ([line] for line in graph.lines)
        return
    quads = list(ox.parse("\n".join(graph.lines).encode(), ox.RdfFormat.N_TRIPLES))
    yield from ([f"{quad.triple} ."] for quad in quads if not has_blank(quad.triple))
    for part in blanks.parts([quad for quad in quads if has_blank(quad.triple)]):
        yield [f"{quad.triple} ." for quad in part]


def has_blank(triple: ox.Triple) -> bool:
    """Whether a blank node stands in the triple."""
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
