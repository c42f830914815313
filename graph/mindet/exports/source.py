"""What is exported: a graph's quads as sorted lines, however many, and its property graph.

>>> with Source.of(Dataset.parse(b"<urn:b> <urn:p> 1 . <urn:a> <urn:p> <urn:b> .", "turtle")) as it:
...     print(*it.lines(), sep="\\n")
['<urn:a> <urn:p> <urn:b> .', '<urn:b> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.closing import Closing
from mindet.dataset import PREFIXES, Dataset, kind_prefixes
from mindet.projection import reading
from mindet.projection.spool import Spool
from mindet.terms import ID

if TYPE_CHECKING:
    from mindet.projection.graph import PropertyGraph
    from mindet.store import Store


class Source(Closing):
    """Quads in a spool, on disk where they are too many; a property graph if it is asked for."""

    def __init__(self, spool: Spool, graph: Callable[[], PropertyGraph]) -> None:
        self._spool = spool
        self.graph = graph
        spool.normalise()

    @classmethod
    def of_store(cls, store: Store) -> Source:
        """What an open store holds; ProjectionError where that is nothing or no whole graph."""
        return cls(reading.spooled(reading.lines(store)), lambda: reading.graph(store))

    @classmethod
    def of(cls, dataset: Dataset) -> Source:
        """A dataset in memory."""
        return cls(Spool.of(dataset), lambda: _encoded(dataset))

    @classmethod
    def of_files(cls, paths: list[Path]) -> Source:
        """RDF files, each read by its suffix; DatasetError tells what is wrong with one."""
        return cls(Spool.read(paths), lambda: _encoded(Dataset.read(paths)))

    def close(self) -> None:
        """Free the memory and the disk."""
        self._spool.close()

    def lines(self) -> Iterator[list[str]]:
        """The quads as sorted lines of N-Quads, in runs."""
        return self._spool.sorted_runs()

    def by_graph(self) -> Iterator[list[str]]:
        """The same lines with those of one graph together, the default graph first."""
        return self._spool.sorted_runs(by_graph=True)

    def prefixes(self) -> dict[str, str]:
        """The usual prefixes, and one for each kind of thing that is described."""
        return {**PREFIXES, **kind_prefixes(self._spool.parts_of_names(ID))}

    def rows(self, query: str, given: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
        """The rows of SQL over the table `quad` (s, p, o, g: tokens of N-Quads)."""
        self._spool.view("quad")
        return self._spool.database.execute(query, given).fetchall()

    def canonical(self) -> Source:
        """The same with the names that RDFC-1.0 gives to blank nodes; this source is then closed.

        Raises DatasetError where blank nodes are too much alike to be told apart in a bounded time.
        """
        from mindet.exports import canonical

        with self:
            return Source(reading.spooled(canonical.named(self.lines())), self.graph)


def _encoded(dataset: Dataset) -> PropertyGraph:
    from mindet.ontology import own
    from mindet.projection.mapping import encode

    return encode(dataset, own())
