"""The graphs of a dataset as they are published: sorted lines of N-Triples, and their digests."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.errors import EndpointError
from mindet.projection import blanks
from mindet.publishing.values import Values
from mindet.terms import PUBLISHED

Parts = dict[str | None, "Quads"]
_DOTS = re.compile(rb"<[^<>\s]*?[/:]\.\.?(?=[/?#>])")


class Quads(NamedTuple):
    """The quads of one graph: `ordered` if they are unique and sorted already."""

    found: list[ox.Quad]
    ordered: bool = True


class Graph:
    """One graph: its name (None: the default graph) and its quads.

    All else is found out when it is asked for, as of most graphs nothing but the digest is.
    """

    def __init__(self, name: str | None, quads: Quads) -> None:
        self.name, self._given = name, quads

    @cached_property
    def _quads(self) -> Sequence[ox.Quad]:
        return self._given.found if self._given.ordered else Dataset(self._given.found).quads

    @cached_property
    def blank(self) -> bool:
        """Whether it has blank nodes."""
        return b"_:" in self._written and any(map(has_blank, self._quads))

    @cached_property
    def _written(self) -> bytes:
        return ox.serialize(self._quads, format=ox.RdfFormat.N_QUADS) or b""

    @cached_property
    def content(self) -> bytes:
        """Its N-Quads; blank nodes have names that follow from the content."""
        if not self.blank:
            return self._written
        quads, _ = blanks.rename(self._quads)
        return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()

    @property
    def size(self) -> int:
        """About so many bytes."""
        return len(self.content)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the N-Quads, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The triples as lines of N-Triples."""
        tail = len(_tail(self.name))
        return tuple(f"{line[:-tail]} ." for line in self.content.decode().split("\n")[:-1])


def dotted(content: bytes) -> bool:
    """Whether an IRI in N-Triples or N-Quads has dot segments.

    A server may take them out of what it reads as SPARQL, as from a relative reference (RFC 3986,
    5.2.4); Jena does. A text in which the like of it stands in a literal is taken for one, too.

    >>> dotted(b"<urn:s> <urn:p> <http://example.org/a/../b> .")
    True
    >>> dotted(b"<urn:s> <urn:p> <http://example.org/.well-known/a...b> .")
    False
    """
    return (b"/." in content or b":." in content) and _DOTS.search(content) is not None


def by_value(graph: Graph, values: Values) -> dict[str, str]:
    """The lines of a graph without blank nodes: from each line by value to the line itself."""
    return dict(zip(values.lines(graph.lines), graph.lines, strict=True))


def value_digest(graph: Graph, values: Values) -> str:
    """SHA-256 of the graph by value; empty for one with blank nodes, which have no name that
    another could know.
    """
    if graph.blank:
        return ""
    lines = sorted({f"{line}\n" for line in values.lines(graph.lines)})
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def told(name: str | None, triples: Iterable[ox.Triple]) -> Graph:
    """The graph that an endpoint tells."""
    term = ox.DefaultGraph() if name is None else ox.NamedNode(name)
    quads = [ox.Quad(t.subject, t.predicate, t.object, term) for t in triples]
    return Graph(name, Quads(quads, ordered=False))


def parts(dataset: Dataset) -> Parts:
    """The quads by graph, the default graph first, then by name; the status graph left out,
    which each endpoint has of its own.

    Raises EndpointError for a graph that is named by a blank node.
    """
    return _parted(dataset.quads, ordered=True)


def gathered(quads: Iterable[ox.Quad]) -> Parts:
    """The same of quads in any order, of which some may be there twice."""
    return _parted(quads, ordered=False)


def _parted(quads: Iterable[ox.Quad], *, ordered: bool) -> Parts:
    found: dict[object, list[ox.Quad]] = {}
    # Neighbours are mostly of one graph: that is seen more quickly than a name is looked up.
    for term, some in groupby(quads, attrgetter("graph_name")):
        found.setdefault(term, []).extend(some)
    named = {name_of(term): Quads(run, ordered) for term, run in found.items()}
    names = [name for name in named if name is None or name.partition("#")[0] != PUBLISHED]
    return {name: named[name] for name in sorted(names, key=lambda n: (n is not None, n or ""))}


def name_of(term: object) -> str | None:
    """The IRI of a graph; None for the default graph. Raises as `parts` does."""
    if isinstance(term, ox.BlankNode):
        what = "a graph is named by a blank node, which no endpoint can address"
        raise EndpointError(what, remedy="give it an IRI")
    return term.value if isinstance(term, ox.NamedNode) else None


def pieces(graph: Graph, limit: int) -> Iterator[list[str]]:
    """The lines in runs of at most about `limit` bytes; what hangs together by blank nodes
    stays in one.

    Raises EndpointError where that is more than `limit`.
    """
    run: list[str] = []
    size = 0
    for group in _inseparable(graph):
        more = sum(len(line) + 1 for line in group)
        if more > limit:
            what = f"{graph.name}: {more} bytes hang together by blank nodes, or in one triple"
            raise EndpointError(what, remedy="let the server take larger requests")
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
    yield from ([f"{quad.triple} ."] for quad in quads if not has_blank(quad))
    for part in blanks.parts([quad for quad in quads if has_blank(quad)]):
        yield [f"{quad.triple} ." for quad in part]


def has_blank(quad: ox.Quad) -> bool:
    """Whether the subject or object is a blank node."""
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _tail(name: str | None) -> str:
    return " ." if name is None else f" {ox.NamedNode(name)} ."
