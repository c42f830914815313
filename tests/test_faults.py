"""Loads that are broken in every way: no store lies about its state, the next load mends it.

A few seeds a fault; `tests/bench/faults.py` runs as many as one likes. The same on a Neo4j stands
in `test_faults_neo4j.py`: two test processes share the work.
"""

from __future__ import annotations

import pytest

import servers
from faults.disks import NoDisk
from faults.kinds import EMBEDDED, once, trials
from faults.places import Folder
from faults.scenes import Scene
from faults.verdicts import standing
from faults.wrongs import Wrong


@pytest.fixture(scope="module")
def embedded_scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """An embedded store's folder."""
    folder = tmp_path_factory.mktemp("faults")
    return Scene(Folder(folder / "graph"), folder, 1)


@pytest.mark.parametrize(("kind", "seed"), trials(EMBEDDED))
def test_embedded(kind: str, seed: int, embedded_scene: Scene) -> None:
    """An embedded store is before, after or visibly between; the next load is as a fresh one."""
    try:
        assert once(kind, embedded_scene, seed)
    except NoDisk as why:
        servers.missing["a full disk"] = str(why)
        pytest.skip(str(why))


def test_what_is_wrong_is_seen(embedded_scene: Scene) -> None:
    """A store with one word too few, that says it is whole, is found out."""
    embedded_scene.set(filled=True)
    assert standing(embedded_scene) == "first"
    with embedded_scene.place.open() as store:
        store.write(
            "MATCH (n:Resource) WHERE n.gist_kk IS NOT NULL WITH n LIMIT 1 REMOVE n.gist_kk"
        )
    with pytest.raises(Wrong, match="says that it is whole"):
        standing(embedded_scene)
