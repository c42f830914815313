"""What Mindet writes to a file: it is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mindet.errors import DatasetError


def write(data: bytes | Iterable[bytes], target: str) -> None:
    """Write `data`, whole or in chunks, to the file `target`; `-` is standard output.

    A file is there whole or not at all.

    A device or a pipe is written to, never replaced. Raises DatasetError where that fails.
    """
    chunks = [data] if isinstance(data, bytes) else data
    if target == "-":
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if not path.parent.is_dir():
        what = "the folder does not exist"
        raise DatasetError(what, where=str(path.parent), remedy="make it, or name another")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(chunks)
        else:
            _replace(path.resolve(), chunks)
    except OSError as error:
        what = f"can't be written: {error.strerror}"
        raise DatasetError(what, where=target, remedy="name another file") from None


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
