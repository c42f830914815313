"""The cache of classes that the embedded store's runtime starts with."""

import subprocess
import sys
from pathlib import Path

import pytest

from mindet.store import Store, classcache, jvm

OPEN = """
import sys
from pathlib import Path
from mindet.store import classcache, open_store
classcache.file = lambda: Path(sys.argv[1])
with open_store(Path(sys.argv[2]), write=True) as store:
    print(store.read("RETURN 1 AS one", {}).rows)
"""


def test_the_runtime_uses_it(embedded_store: Store) -> None:
    """Where there is a cache, the running store was started with it."""
    assert embedded_store
    beans = jvm.java("java.lang.management.ManagementFactory").getRuntimeMXBean()
    given = [str(one) for one in beans.getInputArguments()]
    assert [one for one in given if "AOTCache" in one] == list(classcache.options())


def test_a_broken_cache_is_no_error(tmp_path: Path) -> None:
    """What is no cache, or one of another runtime, is passed over without a word."""
    cache = tmp_path / "classes.aot"
    cache.write_bytes(b"no cache" * 1000)
    command = [sys.executable, "-c", OPEN, str(cache), str(tmp_path / "graph")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[[1]]\n", "")


def test_what_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that could not be made is not there, nor anything of its making."""
    target = tmp_path / "cache" / "classes.aot"
    monkeypatch.setattr(classcache, "file", lambda: target)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with classcache.made_beside():
        assert target.parent.is_dir()
    assert list(target.parent.iterdir()) == []


def test_nothing_is_written_among_a_systems_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside an environment of its own nothing is made, and the work is done all the same."""
    target = tmp_path / "classes.aot"
    monkeypatch.setattr(classcache, "file", lambda: target)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    with classcache.made_beside():
        pass
    assert not target.exists()
