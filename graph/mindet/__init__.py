"""Mindet: actors, programmes and obligations from public documents as a knowledge graph.

    import mindet

    with mindet.open("build/graph") as graph:
        answer = graph.ask("due-by", date="2026-12-31")

`mindet.session` tells what a graph can do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mindet.session import Graph

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def open(  # mindet.open reads as what it does
    address: str | Path = "build/graph",
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    ca: Path | None = None,
    engine: str = "cypher",
    timeout: float = 30.0,
) -> Graph:
    """The graph at `address`, a folder or a bolt:// or neo4j:// address, to be used in a `with`.

    `user` and `password` stand in for MINDET_USER and MINDET_PASSWORD; `engine` says how stored
    queries are asked, `cypher` or `sparql`; `timeout` is seconds a query. Raises StoreError, with
    the remedy, for what can't be opened.
    """
    from mindet.place import Place
    from mindet.session import Graph

    return Graph(Place(str(address), user, password, database, ca), engine, timeout=timeout)
