"""A disk that takes only so much: a file system of its own over a folder, where root may make one.

with small(folder, 4 * 2**20) as grow:
    ...              # what is written into the folder soon finds no room
    grow()           # now it does
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LARGE = "256m"
PAGE = 4096  # what a file takes is whole pages


class NoDisk(Exception):
    """This machine lets us make no file system."""


@contextmanager
def small(folder: Path, size: int) -> Iterator[Callable[[], None]]:
    """Give the empty `folder` a disk of `size` bytes; what is in it is gone afterwards.

    Yields what makes the disk large. Raises NoDisk.
    """
    try:
        _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoDisk("no file system can be mounted here: it takes root's rights") from error
    try:
        yield lambda: _mount("-o", f"remount,size={LARGE}", str(folder))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def taken(folder: Path) -> int:
    """How many bytes of a disk the files in `folder` take."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += -(-path.stat().st_size // PAGE) * PAGE
        except FileNotFoundError:  # gone meanwhile
            continue
    return total


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
