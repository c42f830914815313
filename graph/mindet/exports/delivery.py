"""How an export is delivered: compressed by its suffix, with its checksum beside it.

>>> print(checksum_line("0123", "a\\nb"), end="")
\\0123  a\\nb
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from mindet.compression import packed
from mindet.files import write


def deliver(chunks: Iterable[bytes], target: str, *, checksum: bool = False) -> None:
    """Write an export to the file `target` (`-` is standard output), packed by its suffix.

    With a `checksum` the file TARGET.sha256 is there beside it, in the form of sha256sum.
    Raises DatasetError where a file can't be written.
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


def checksum_line(digest: str, name: str) -> str:
    """A line of sha256sum; a name with a line end or backslash is escaped and marked, as there."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{chr(92) if escaped != name else ''}{digest}  {escaped}\n"
