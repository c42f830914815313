"""An embedded store in one file, and back: a zip of its data, without its passwords.

    pack(Path("build/graph"), Path("graph.zip"))
    unpack(Path("graph.zip"), Path("elsewhere/graph"))

Both are done whole or not at all. An archive has no dates and no passwords in it: a
store that comes from one gets new ones. The same store gives the same bytes.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from mindet.errors import StoreError
from mindet.store.embedded import open_folder
from mindet.store.failures import busy
from mindet.store.folder import LOAD_LOCK, LOCK, prepare, running, try_lock
from mindet.store.serving import DATABASE

MARK = b"A backup of a Mindet graph store, format 1\n"
DATA = PurePosixPath("databases") / DATABASE
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can tell


def pack(folder: Path, file: Path) -> None:
    """Write the store in `folder` to the new `file`.

    Raises StoreError while the store is open anywhere, for a file that is there already,
    and for one that can't be written.
    """
    prepare(folder, create=False)
    if file.exists():
        raise StoreError("is there already", where=str(file), remedy="name another file")
    draft = file.with_name(file.name + ".draft")
    with _closed(folder), _draft(draft, file):
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.comment = MARK
            for path in sorted((folder / DATA).rglob("*")):
                if path.is_file():
                    _add(archive, path, path.relative_to(folder).as_posix())
        draft.replace(file)


def unpack(file: Path, folder: Path) -> None:
    """Make a store of the archive `file` in `folder`, which is empty or not there.

    The store is opened once to see that it is sound. Raises StoreError for what is no
    archive, or a damaged one, and for a folder that holds anything; nothing is left then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError("is not empty", where=str(folder), remedy="name a new folder")
    target = folder.resolve()
    draft = target.with_name(f".{target.name}.draft")
    with _draft(draft, folder), _archive(file) as archive:
        prepare(draft, create=True)
        for name in _names(archive, file):
            _extract(archive, name, draft / name)
        _try(draft, file)
        if target.exists():
            target.rmdir()
        draft.replace(target)


@contextmanager
def _closed(folder: Path) -> Iterator[None]:
    """Hold the store against loads and against being opened, by any process."""
    loading = try_lock(folder / LOAD_LOCK)
    if loading is None:
        raise busy(str(folder))
    files = try_lock(folder / LOCK)
    try:
        if files is None:
            there = running(folder)
            holder = f"process {there.pid}" if there else "another process"
            raise StoreError(f"is open in {holder}", where=str(folder), remedy="end it first")
        yield
    finally:
        if files:
            files.release()
        loading.release()


@contextmanager
def _draft(draft: Path, target: Path) -> Iterator[None]:
    """What is under way lies in `draft`, beside the `target`; no draft outlives this."""
    try:
        _remove(draft)
        draft.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise StoreError(f"can't be written: {error.strerror}", where=str(target)) from None
    finally:
        with suppress(OSError):
            _remove(draft)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o600 << 16  # alike on every system
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, 2**20)


@contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except OSError as error:
        raise StoreError(f"can't be read: {error.strerror}", where=str(file)) from None
    except zipfile.BadZipFile:
        raise StoreError("is no backup of a graph store", where=str(file)) from None
    try:
        with archive:
            if archive.comment != MARK:
                raise StoreError("is no backup of a graph store", where=str(file))
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise StoreError(f"is damaged: {error}", where=str(file)) from None


def _names(archive: zipfile.ZipFile, file: Path) -> list[str]:
    """The files in it, each of which belongs below the data's folder."""
    names = sorted(archive.namelist())
    for name in names:
        path = PurePosixPath(name)
        if ".." in path.parts or "\\" in name or not path.is_relative_to(DATA):
            raise StoreError(f"holds a file out of place: {name!r}", where=str(file))
    return names


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, 2**20)


def _try(draft: Path, file: Path) -> None:
    try:
        with open_folder(draft, write=False) as store:
            store.read("MATCH (n) RETURN count(n)")
    except StoreError as error:
        raise StoreError(f"can't be opened: {error.what}", where=str(file)) from error
