"""How a file of an export is packed: compressed by its suffix, with its checksum beside it.

>>> import gzip
>>> gzip.decompress(b"".join(packed([b"abc", b"def"], "x.nq.gz")))
b'abcdef'
>>> print(checksum_line("0123", "a\\nb"), end="")
\\0123  a\\nb
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from mindet.errors import DatasetError
from mindet.files import write

LEVEL = 6


def deliver(chunks: Iterable[bytes], target: str, *, checksum: bool = False) -> None:
    """Write an export to the file `target` (`-` is standard output), packed by its suffix.

    With a `checksum` the file TARGET.sha256 is there beside it, in the form of sha256sum.
    Raises DatasetError where a file can't be written or the compression is not there.
    """
    digest = hashlib.sha256()

    def told() -> Iterator[bytes]:
        for chunk in packed(chunks, target):
            digest.update(chunk)
            yield chunk

    write(told() if checksum else packed(chunks, target), target)
    if checksum:
        line = checksum_line(digest.hexdigest(), Path(target).name)
        write(line.encode(), f"{target}.sha256")


def packed(chunks: Iterable[bytes], name: str) -> Iterable[bytes]:
    """The bytes as the suffix of `name` says: `.gz` (RFC 1952, no time in it), `.zst`, or as is."""
    if name.endswith(".gz"):
        return _gzipped(chunks)
    if name.endswith(".zst"):
        return _zstandard(chunks)
    return chunks


def checksum_line(digest: str, name: str) -> str:
    """A line of sha256sum; a name with a line end or backslash is escaped and marked, as there."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{chr(92) if escaped != name else ''}{digest}  {escaped}\n"


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
    try:
        zstd = importlib.import_module("compression.zstd")
    except ImportError:
        what = "Zstandard needs Python 3.14 or later"
        raise DatasetError(what, remedy="name a file that ends in .gz") from None
    return _compressed(zstd.ZstdCompressor(), chunks)


def _compressed(compressor: object, chunks: Iterable[bytes]) -> Iterator[bytes]:
    press = compressor.compress, compressor.flush  # type: ignore[attr-defined]  # from 3.14 on
    for chunk in chunks:
        yield press[0](chunk)
    yield press[1]()
