"""Loads into a Neo4j that are broken in every way: see `test_faults.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import servers
from faults.kinds import NEO4J, once, trials
from faults.places import Server
from faults.scenes import Scene


@pytest.fixture(scope="module")
def scene(neo4j_server: servers.Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The Neo4j of the tests; where it was killed it is started again at the same address."""
    found = Scene(Server(neo4j_server), tmp_path_factory.mktemp("faults"), 1)
    yield found
    found.place.empty()


@pytest.mark.parametrize(("kind", "seed"), trials(NEO4J))
def test_neo4j(kind: str, seed: int, scene: Scene) -> None:
    """A Neo4j is before, after or visibly between, whether client, server or wire breaks."""
    assert once(kind, scene, seed)
