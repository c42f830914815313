"""A short life of the embedded store, in which its runtime learns what it will need again.

Run as a program, with the cache to write and a folder to work in. The runtime writes the cache
as it ends; a process that has been asked to be quick has no time for that.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mindet.store import jvm, open_store


def main(cache: str, folder: str) -> None:
    """Load a graph, ask all questions that need no answer to another, and end the runtime."""
    from mindet.catalogue import Catalogue, CypherEngine
    from mindet.ontology import own
    from mindet.projection import sync
    from mindet.projection.spool import Spool

    jvm.start(Path(folder), more=(f"-XX:AOTCacheOutput={cache}",))
    with open_store(Path(folder) / "graph", write=True) as store:
        with Spool.of(own().dataset()) as spool:
            sync.load(store, spool, own())
        for query in Catalogue.load().values():
            if not any(parameter.required for parameter in query.parameters):
                query.ask(CypherEngine(store))
    jvm.java("java.lang.System").exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
