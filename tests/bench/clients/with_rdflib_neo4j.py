"""A load by the package rdflib-neo4j, batching on, as its documentation shows it.

MINDET_PASSWORD=… python with_rdflib_neo4j.py FILE bolt://localhost:7687
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """The command; what it needs is in an environment of its own, hence the imports here."""
    from rdflib import Graph, Namespace
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    source, address = sys.argv[1:]
    access = {"uri": address, "database": "neo4j", "user": "neo4j"}
    config = Neo4jStoreConfig(
        auth_data={**access, "pwd": os.environ["MINDET_PASSWORD"]},
        custom_prefixes={name: Namespace(f"http://example.org/{name}#") for name in ("v", "other")},
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.SHORTEN,
        batching=True,
    )
    graph = Graph(store=Neo4jStore(config=config))
    graph.parse(source, format="nquads" if source.endswith(".nq") else "nt")
    graph.close(True)


if __name__ == "__main__":
    main()
