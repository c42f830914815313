"""Twenty analysts at once for twelve seconds; `tests/bench/explorer.py` times ten minutes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import explorers
from bench import explorer


def test_twenty_analysts_meet_no_error(explored: Path, tmp_path: Path) -> None:
    """Pages of each kind are answered and the memory of the server stays level."""
    store = shutil.copytree(explored, tmp_path / "graph")
    with explorers.serving(store) as served:
        load = explorer.run(served, analysts=20, seconds=12, pause=1.0)
    assert load.errors == []
    assert {"overview", "answer", "document", "thing", "picture", "search"} <= load.times.keys()
    before, after = load.memory
    assert after < 1.3 * before, "the memory of the server grows"
