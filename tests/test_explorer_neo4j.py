"""The explorer before a Neo4j."""

from __future__ import annotations

from pathlib import Path

import explorers
import servers
from mindet.store import Store

MADIYEV = "person/zhaslan-madiyev"


def test_over_a_neo4j(neo4j_store: Store, neo4j_server: servers.Neo4j, tmp_path: Path) -> None:
    """The same pages come from any server that speaks Bolt."""
    explorers.load(neo4j_store)
    options = {"MINDET_USER": neo4j_server.user, "MINDET_PASSWORD": neo4j_server.password}
    with explorers.serving(neo4j_server.address, log=tmp_path, **options) as running:
        for path in ("/", "/id/document/002", f"/id/{MADIYEV}?lang=kk", "/queries/powers",
                     "/kinds/Actor?page=2", "/thing?iri=https%3A%2F%2Fw3id.org%2Fmindet%23speaker",
                     f"/api/neighbours/{MADIYEV}?relation=speaker&direction=in&skip=3",
                     "/id/person/hostile", "/api/search?text=мадиев", "/map"):  # fmt: skip
            assert running.get(path).status == 200, path
        asked = "ASK%20{%20?claim%20a%20<https://w3id.org/mindet%23Claim>%20}"
        assert running.get(f"/sparql?query={asked}").json["boolean"]
        assert running.get("/id/claim/002-21", Accept="text/turtle").body.count(b"mn:act") == 1
