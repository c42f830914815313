"""What is published: all of it, or no more than an endpoint may lack.

A file of N-Quads is its lines by graph: lines whose digest the endpoint has are that graph, and
need no parser. A store has a digest of each of its graphs; where the endpoint has the seal of
the same digest, the graph need not be read.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from mindet.dataset import Dataset, form_of
from mindet.projection import reading, sources, state
from mindet.projection.names import graph_token
from mindet.publishing import graphs
from mindet.publishing.graphs import Parts
from mindet.publishing.status import Told

if TYPE_CHECKING:
    from mindet.place import Place
    from mindet.store import Store

CHUNK = 4 * 2**20  # bytes of lines that are told apart at a time: they stay in the cache
Groups = dict[bytes, list[bytes]]  # runs of lines by how they end
Names = Collection[str | None]  # of graphs; None is the default graph


class Content(Protocol):
    """What is to be published."""

    @property
    def source(self) -> str:
        """A fingerprint of all, or empty."""
        ...

    @property
    def marks(self) -> Mapping[str | None, str]:
        """A fingerprint of each graph of which that is known before it is read."""
        ...

    def besides(self, told: Told) -> tuple[Parts, Names]:
        """The graphs but those that the endpoint has, by what it told, and the names of these.

        Raises EndpointError for a graph that is named by a blank node, DatasetError for what
        can't be read.
        """
        ...


class InMemory:
    """A dataset; `source` is a fingerprint of what it came from."""

    marks: Mapping[str | None, str] = {}

    def __init__(self, dataset: Dataset, source: str = "") -> None:
        self._dataset, self.source = dataset, source

    def besides(self, told: Told) -> tuple[Parts, Names]:  # noqa: ARG002  # as others do
        """All graphs."""
        return graphs.parts(self._dataset), ()


class Lines:
    """A file of N-Quads."""

    marks: Mapping[str | None, str] = {}

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def source(self) -> str:
        """A digest of what the file says."""
        return sources.fingerprint([self._path])

    def besides(self, told: Told) -> tuple[Parts, Names]:
        """The graphs whose lines are others than those that were published, or in another form."""
        groups = self._by_graph()
        same = {
            end: name
            for name, row in told.rows.items()
            if name and (end := _end(name)) in groups and _digest(groups[end]) == row.digest
        }
        quads = self._parsed(groups, groups.keys() - same.keys())
        # Of a graph that is said in two forms all lines are wanted.
        if mixed := {end for end in map(_end, _names(quads)) if same.pop(end, None)}:
            quads += self._parsed(groups, mixed)
        return graphs.gathered(quads), set(same.values())

    def _by_graph(self) -> Groups:
        """The lines, in runs, by their last token in angle brackets: the graph, if there is one."""
        groups: Groups = defaultdict(list)
        for chunk in sources.chunks(self._path, CHUNK):
            for end, lines in _grouped(chunk.split(b"\n")).items():
                groups[end].append(b"\n".join([*lines, b""]))
        return groups

    def _parsed(self, groups: Groups, ends: Iterable[bytes]) -> list[ox.Quad]:
        text = b"".join(run for end in sorted(ends) for run in groups[end])
        return list(sources.parsed(text, [self._path]))


class Stored:
    """What an open store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        held = state.held(store).graphs
        self._codes = {_name(code): code for code in held}
        self.source = state.digest_of(held)
        self.marks = {name: held[code][1] for name, code in self._codes.items()}

    def besides(self, told: Told) -> tuple[Parts, Names]:
        """The graphs that have changed since the endpoint had them from this store."""
        same = {name for name, mark in self.marks.items() if told.sealed(name, mark)}
        codes = [code for name, code in self._codes.items() if name not in same]
        quads = reading.quads(self._store, codes if same else None)
        return graphs.gathered(q for q in quads if graphs.name_of(q.graph_name) not in same), same


def read(paths: list[Path]) -> Content:
    """What RDF files say together; DatasetError tells what is wrong with one."""
    if len(paths) == 1 and form_of(paths[0]) == "nquads":
        return Lines(paths[0])
    return InMemory(Dataset.read(paths), sources.fingerprint(paths))


@contextmanager
def opened(place: Place) -> Iterator[Content]:
    """What a store holds: the file that it was built from, or its graph."""
    if built := place.built():
        yield read([built])
    else:
        with place.whole() as store:
            yield Stored(store)


def _grouped(lines: list[bytes]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = defaultdict(list)
    end, group = b"\n", list[bytes]()
    for line in filter(None, lines):
        if not line.endswith(end):  # neighbours are mostly of one graph
            end = line[line.rfind(b"<") :]
            group = found[end]
        group.append(line)
    return found


def _digest(runs: list[bytes]) -> str:
    """As `Graph.digest` where the lines are sorted, in the usual form, and none is there twice."""
    digest = hashlib.sha256()
    for run in runs:
        digest.update(run)
    return digest.hexdigest()


def _end(name: str) -> bytes:
    return f"{ox.NamedNode(name)} .".encode()


def _names(quads: Iterable[ox.Quad]) -> set[str]:
    return {name for quad in quads if (name := graphs.name_of(quad.graph_name)) is not None}


def _name(code: str) -> str | None:
    token = graph_token(code)
    return token.strip("<>") or None
