"""The Java runtime's cache of loaded classes (JEP 483, 515): half of what the start would cost.

It lies in the environment that Mindet is installed in, once for each version of the database.
Where it is not, or does not fit, the runtime starts as if there were none.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

PATIENCE = 120.0  # seconds that making it may take
PACKAGES = ("arcadedb-embedded", "jpype1")


def file() -> Path:
    """Where the cache is, or would be."""
    versions = "-".join(importlib.metadata.version(package) for package in PACKAGES)
    return Path(sys.prefix) / "var" / "cache" / "mindet" / f"classes-{versions}.aot"


def options() -> Iterator[str]:
    """The runtime's options to use the cache; none where there is no cache."""
    with suppress(importlib.metadata.PackageNotFoundError):
        if (known := file()).is_file():
            yield f"-XX:AOTCache={known}"


@contextmanager
def made_beside() -> Iterator[None]:
    """Make the cache while other work is done, if there is none; a failure is no error.

    Only in an environment of one's own: nothing is written among a system's files.
    """
    with ExitStack() as held:
        making = None
        with suppress(OSError, importlib.metadata.PackageNotFoundError):
            target = file()
            if sys.prefix != sys.base_prefix and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                folder = tempfile.TemporaryDirectory(dir=target.parent)
                made = Path(held.enter_context(folder)) / target.name
                making = _started(made)
                held.callback(_ended, making)
        yield
        if making:
            _taken(making, made, target)


def _started(made: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mindet.store.training", str(made), str(made.parent)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603  # our own module


def _ended(making: subprocess.Popen[bytes]) -> None:
    making.kill()
    making.wait()


def _taken(making: subprocess.Popen[bytes], made: Path, target: Path) -> None:
    """Wait for the cache and put it in its place, whole."""
    with suppress(OSError, subprocess.TimeoutExpired):
        if making.wait(PATIENCE) == 0:
            made.replace(target)


if __name__ == "__main__":
    with made_beside():
        pass
