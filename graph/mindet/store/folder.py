"""The folder of an embedded store: its passwords, its locks, and who serves it.

`lock` is held by the process whose server has the files open, `load.lock` by a load.
Both are locks of the operating system: it lets go of them when a process ends, however
it ends, so a lock is never stale. `running.json` says where the holder's server listens.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mindet.errors import StoreError

ROOM = 8 * 2**20  # bytes: more than one write of the embedded server takes
ACCESS, LOCK, LOAD_LOCK, RUNNING = "access.json", "lock", "load.lock", "running.json"


@dataclass(frozen=True)
class Access:
    """The passwords of the two users: `root` loads, `reader` asks."""

    root: str
    reader: str


@dataclass(frozen=True)
class Running:
    """The process that serves a store, and its Bolt port."""

    pid: int
    port: int


class Lock:
    """An open, locked file; let go by `release` or the end of the process."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def release(self) -> None:
        """Let the lock go."""
        self._file.close()


def prepare(folder: Path, *, create: bool) -> Access:
    """The passwords of the store in `folder`, which is made if `create` allows it."""
    if not (folder / ACCESS).is_file():
        _make(folder, create=create)
    try:
        return Access(**json.loads((folder / ACCESS).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(
            f"{ACCESS} can't be read: {error}",
            where=str(folder),
            remedy="remove the folder and load again",
        ) from None


def _make(folder: Path, *, create: bool) -> None:
    if not create:
        raise StoreError(
            "there is no graph store", where=str(folder), remedy="make one with `mindet build`"
        )
    if folder.exists() and (not folder.is_dir() or _others(folder)):
        raise StoreError("holds other files", where=str(folder), remedy="name an empty folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        passwords = {"root": secrets.token_urlsafe(32), "reader": secrets.token_urlsafe(32)}
        _write_private(folder / ACCESS, passwords, first=True)
    except OSError as error:
        raise StoreError(f"can't be made: {error.strerror}", where=str(folder)) from None


def _others(folder: Path) -> bool:
    """Whether a folder holds more than what another process has begun to make of it."""
    return any(not entry.name.startswith(Path(ACCESS).stem) for entry in folder.iterdir())


def try_lock(path: Path) -> Lock | None:
    """The lock on `path`, or None where another process holds it."""
    file = open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")  # noqa: PTH123, SIM115 -- the lock lives as long as the file is open
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return Lock(file)


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def full_disk(folder: Path, what: str) -> StoreError | None:
    """The error for `what` went wrong, if the reason is a disk without room; else None.

    The embedded server does not name that reason.
    """
    if shutil.disk_usage(folder).free > ROOM:
        return None
    remedy = "make room, then do it again: what is there stays as it is"
    return StoreError(f"the disk is full ({what})", where=str(folder), remedy=remedy)


def announce(folder: Path, port: int) -> None:
    """Say where this process serves the store."""
    _write_private(folder / RUNNING, {"pid": os.getpid(), "port": port})


def withdraw(folder: Path) -> None:
    """Take back what was announced, by this process or one that died."""
    (folder / RUNNING).unlink(missing_ok=True)


def running(folder: Path) -> Running | None:
    """Who serves the store, as far as announced."""
    try:
        return Running(**json.loads((folder / RUNNING).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_private(
    path: Path, content: dict[str, str] | dict[str, int], *, first: bool = False
) -> None:
    """Write whole or not at all, readable by the owner alone.

    `first`: of two processes that write at once the first one's stays.
    """
    draft = path.with_suffix(f".draft-{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 -- Path.open has no mode bits
        json.dump(content, file)
    if first:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    else:
        draft.replace(path)
