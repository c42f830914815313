"""Publications that are broken off: nobody sees half a graph, and the next run ends right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import servers
from faults.publications import Scene, once
from mindet.web import connection

TRIALS = {
    "oxigraph": [("killed", 6), ("cut", 0), ("slow", 3), ("busy", 0), ("stopped", 0)],
    "fuseki": [("killed", 1), ("cut", 2), ("gone", 0), ("redirected", 0)],
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests need no patience."""
    monkeypatch.setattr(connection, "PAUSES", (0.0, 0.1))


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Scene]]:
    """A server of each kind, with its data on the disk."""
    home = tmp_path_factory.mktemp("publications")
    (home / "tdb2").mkdir()
    database = ("--tdb2", "--loc", str(home / "tdb2"))
    with (
        servers.oxigraph_process(home / "oxigraph") as oxigraph,
        servers.fuseki(home / "fuseki", database=database) as fuseki,
    ):
        yield {"oxigraph": Scene(oxigraph, "/store", 1), "fuseki": Scene(fuseki, "/ds/data", 2)}


@pytest.mark.parametrize(
    ("server", "kind", "seed"), [(s, *trial) for s, trials in TRIALS.items() for trial in trials]
)
def test_the_next_run_mends_it(scenes: dict[str, Scene], server: str, kind: str, seed: int) -> None:
    """After each fault the next run ends right, and a reader never saw half a graph."""
    once(kind, scenes[server], seed)
