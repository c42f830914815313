"""RDF files into a spool: lines by columns where that is sure, all else through a parser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from mindet import compression, dataset
from mindet.errors import DatasetError
from mindet.projection.spool import QUADS, Spool

CHUNK = 16 * 2**20  # bytes of lines that are cut at a time
_LINES = ("nquads", "ntriples")


def feed(spool: Spool, path: Path, progress: Callable[[int], None]) -> None:
    """Put what the file at `path` says into `spool`; `progress` is told the bytes read so far.

    Raises DatasetError for a file that can't be read or is not what its suffix says. Lines of
    N-Quads and N-Triples that are wrong are told when their quads are needed, at the latest.
    """
    form = dataset.form_of(path)
    prefix = cache(lambda: f"b{_digest(path)[:12]}")  # asked for where there are blank nodes
    if form in _LINES:
        spool.paths.append(path)
        _feed_lines(spool, path, form, prefix, progress)
        quads: Iterator[ox.Quad] = chain.from_iterable(
            parsed(lines, [path], form) for lines in spool.rejected()
        )
    else:
        quads = dataset.quads(path)
    with spool.splitting(prefix=prefix) as split:
        for text in _written(quads):
            split(text)


def fingerprint(paths: Iterable[Path], scope: str | None = None) -> str:
    """A digest of all that decides what the files say: their bytes unpacked, formats, addresses."""
    content = hashlib.sha256(repr(scope).encode())
    for path in paths:
        form = dataset.form_of(path)
        base = "" if form in _LINES else dataset.base_of(path)
        content.update(f"{form} {base} {_digest(path)}\n".encode())
    return content.hexdigest()[:32]


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with compression.reading(path) as stream:
        while block := stream.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def _feed_lines(
    spool: Spool, path: Path, form: str, prefix: Callable[[], str], progress: Callable[[int], None]
) -> None:
    done = 0
    graphs = form == "nquads"
    try:
        with spool.splitting(sure=False, graphs=graphs, prefix=prefix) as split:
            for chunk in chunks(path):
                split(chunk)
                done += len(chunk)
                progress(done)
    except UnicodeDecodeError:
        raise _complaint(path) or _not_utf_8(path) from None


def chunks(path: Path, size: int = CHUNK) -> Iterator[bytes]:
    """A file in runs of whole lines, of about so many bytes."""
    kept = b""
    with compression.reading(path) as file:
        while block := file.read(size):
            lines, end, rest = block.rpartition(b"\n")
            if end:
                yield kept + lines + end
                kept = rest
            else:
                kept += block
    yield kept


def parsed(text: bytes, paths: list[Path], form: str = "nquads") -> Iterator[ox.Quad]:
    """The quads of some lines of the files at `paths`; an error names its line in the file."""
    where = ", ".join(map(str, paths))
    try:
        for quad in ox.parse(text, dataset.FORMATS[form]):
            yield dataset.rdf_1_1(quad, where)
    except (SyntaxError, ValueError) as error:
        told = DatasetError(f"not {form}: {error}", where=where, remedy="mend the file")
        raise next(filter(None, map(_complaint, paths)), told) from None


def _complaint(path: Path) -> DatasetError | None:
    """What the parser says of the whole file, if anything."""
    try:
        for _ in dataset.quads(path):
            pass
    except DatasetError as error:
        return error
    return None


def _not_utf_8(path: Path) -> DatasetError:
    return DatasetError("not UTF-8", where=str(path), remedy="mend the file")


def _written(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    rest = iter(quads)
    while text := ox.serialize(islice(rest, QUADS), format=ox.RdfFormat.N_QUADS):
        yield text
