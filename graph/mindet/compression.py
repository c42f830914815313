"""Files packed by gzip or Zstandard, by their suffix: `.gz` (RFC 1952), `.zst` (RFC 8878).

>>> gzip.decompress(b"".join(packed([b"abc", b"def"], "x.nq.gz")))
b'abcdef'
>>> plain_name(Path("x.nq.zst")).name
'x.nq'
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from mindet.errors import DatasetError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 6
CHUNK = 2**20
SUFFIXES = (".gz", ".zst")


def packed(chunks: Iterable[bytes], name: str) -> Iterable[bytes]:
    """The bytes as the suffix of `name` says: gzip with no time in it, Zstandard, or as is."""
    if name.endswith(".gz"):
        return _gzipped(chunks)
    if name.endswith(".zst"):
        return _zstandard(chunks)
    return chunks


def plain_name(path: Path) -> Path:
    """The name without what tells how the file is packed."""
    return path.with_suffix("") if path.suffix.lower() in SUFFIXES else path


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked as its suffix says.

    Raises DatasetError for a file that can't be opened, or is not packed as its name says.
    """
    try:
        with _opened(path) as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error, zstd.ZstdError) as error:
        what = f"can't be unpacked: {error}"
        raise DatasetError(what, where=str(path), remedy="fetch it again") from None
    except OSError as error:
        raise DatasetError(f"can't be read: {error.strerror}", where=str(path)) from None


def size(path: Path) -> int:
    """The number of bytes when unpacked; a packed file is read for it. Raises as `reading` does."""
    with reading(path) as stream:
        if plain_name(path) == path:
            return os.fstat(stream.fileno()).st_size
        return sum(map(len, iter(partial(stream.read, CHUNK), b"")))


def _opened(path: Path) -> BinaryIO:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return cast("BinaryIO", gzip.open(path))
    return cast("BinaryIO", zstd.open(path)) if suffix == ".zst" else path.open("rb")


def _gzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    kept = io.BytesIO()
    with gzip.GzipFile("", "wb", LEVEL, kept, mtime=0) as stream:
        for chunk in chunks:
            stream.write(chunk)
            yield kept.getvalue()
            kept.seek(0)
            kept.truncate()
    yield kept.getvalue()


def _zstandard(chunks: Iterable[bytes]) -> Iterator[bytes]:
    press = zstd.ZstdCompressor()
    for chunk in chunks:
        yield press.compress(chunk)
    yield press.flush()
