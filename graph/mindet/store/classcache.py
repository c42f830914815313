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
from contextlib import contextmanager, suppress
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
    try:
        target = file()
        own = sys.prefix != sys.base_prefix
        if own and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent) as folder:
                yield from _making(Path(folder), target)
            return
    except (OSError, importlib.metadata.PackageNotFoundError):
        pass
    yield


def _making(folder: Path, target: Path) -> Iterator[None]:
    made = folder / target.name
    command = [sys.executable, "-m", "mindet.store.training", str(made), str(folder)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:  # noqa: S603  # our own module
        try:
            yield
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            pass
        finally:
            process.kill()
    if made.is_file() and process.returncode == 0:
        made.replace(target)


if __name__ == "__main__":
    with made_beside():
        pass
