"""The face for Python: open a graph, ask its stored questions or your own.

    import mindet

    with mindet.open("build/graph") as graph:
        for row in graph.ask("due-by", date="2026-12-31", lang="kk").records():
            print(row["last_day"], row["what"])
        frame = graph.ask("powers").frame()  # pandas or polars, whichever is installed

Answers are those of `mindet ask`: the same rows in the same order.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from mindet.closing import Closing

if TYPE_CHECKING:
    from mindet.catalogue import Answer, Catalogue
    from mindet.dataset import Dataset
    from mindet.place import Place
    from mindet.store.table import Table


class Graph(Closing):
    """An open graph; to be used in a `with`, or closed by `close`."""

    def __init__(self, place: Place, engine: str = "cypher", *, timeout: float = 30.0) -> None:
        from mindet.catalogue import Catalogue

        self.catalogue: Catalogue = Catalogue.load()
        self._place, self._timeout = place, timeout
        self._open = ExitStack()
        self._engine = self._open.enter_context(place.engine(engine, timeout=timeout))

    def ask(self, question: str, **parameters: object) -> Answer:
        """The answer to a stored query; its parameters by name.

        Raises QueryError for an unknown question, a wrong parameter, a query that fails.
        """
        return self.catalogue[question].ask(self._engine, parameters)

    def complete(self, question: str, parameter: str, begun: str) -> list[tuple[str, str]]:
        """Values of a parameter that begin so, or are called so, with their names.

        Raises QueryError for an unknown question or parameter.
        """
        from mindet.catalogue.completing import completions

        return completions(self._engine, self.catalogue[question].parameter(parameter), begun)

    def cypher(self, text: str, **parameters: object) -> Table:
        """The rows of a Cypher query of your own, read-only.

        Raises QueryError where it is refused, fails or runs too long.
        """
        with self._place.open() as store:
            return store.read(text, parameters, timeout=self._timeout)

    def sparql(self, text: str) -> Table:
        """The rows of a SPARQL query of your own, read-only.

        Raises QueryError where it is refused, fails or runs too long.
        """
        from mindet.catalogue import run_sparql

        return run_sparql(self._dataset, text, timeout=self._timeout)

    @cached_property
    def _dataset(self) -> Dataset:
        """The RDF of the graph as it was when it was first asked for."""
        return self._place.dataset()

    def close(self) -> None:
        """Close what was opened; a second time does nothing."""
        self._open.close()
