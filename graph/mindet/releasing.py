"""A release of the data set: a folder with every form, checksums, a description, what changed.

It is there whole or not at all. What changed is told against an earlier release: the quads
themselves, a list that people read, and which things are new, corrected or gone.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

from mindet import description
from mindet.description import File, Release
from mindet.errors import DatasetError
from mindet.exports import FORMS, Source, deliver, export
from mindet.exports.delivery import checksum_line
from mindet.projection import feed

NAME, SUMS, CHANGES = "mindet", "SHA256SUMS", "CHANGES.md"
_PACKED = ".zip"  # a form that is small already
_LICENCE = """The data in this folder are licensed under {licence}
Данные в этой папке распространяются на условиях {licence}
Бұл қалтадағы деректер мына шартпен таратылады: {licence}
"""


def release(source: Source, folder: Path, told: Release, since: Path | None = None) -> None:
    """Write a release of `source` into `folder`, which is empty or not there.

    `since` is the N-Quads of an earlier one, packed or not. Raises DatasetError where
    the folder holds something or can't be written, or a form can't hold the data.
    """
    with _whole(folder) as staging:
        files = [_file(source, form, staging) for form in FORMS]
        described = description.describe(source, replace(told, files=files))
        for form, suffix in (("turtle", ".ttl"), ("jsonld", ".jsonld")):
            data = description.written(described, form)
            (staging / f"description{suffix}").write_bytes(data)
        (staging / "LICENCE.txt").write_text(_LICENCE.format(licence=told.licence), "utf-8")
        if since is not None:
            _write_changes(source, since, told, staging)
        _write_sums(staging)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of `folder` at the end."""
    target = folder.absolute()
    try:
        if target.exists() and any(target.iterdir()):
            raise DatasetError("holds other files", where=str(folder), remedy="name an empty one")
        staging = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise _unwritten(folder, error) from None
    try:
        yield staging
        staging.chmod(0o755)
        if target.exists():
            target.rmdir()
        staging.rename(target)
    except OSError as error:
        raise _unwritten(folder, error) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _unwritten(folder: Path, error: OSError) -> DatasetError:
    what = f"can't be written: {error.strerror}"
    return DatasetError(what, where=str(folder), remedy="name another folder")


def _file(source: Source, form: str, folder: Path) -> File:
    suffix = FORMS[form].suffix
    path = folder / f"{NAME}{suffix}{'' if suffix.endswith(_PACKED) else '.gz'}"
    deliver(export(source, form), str(path))
    return File(form, path.name, path.stat().st_size, _digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_sums(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [checksum_line(_digest(path), path.relative_to(folder).as_posix()) for path in files]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def _write_changes(source: Source, since: Path, told: Release, folder: Path) -> None:
    with Source.of_files([since]) as before:
        changed: Counter[str] = Counter()
        triples = feed.write(_counted(before, source, changed), folder / "changes")
        ends = _subjects(before), _subjects(source)
        text = "".join(_changes(changed, *ends, told.version, triples))
        (folder / CHANGES).write_text(text, "utf-8", newline="\n")


def _counted(before: Source, after: Source, changed: Counter[str]) -> Iterator[tuple[str, str]]:
    """The differences, counted by their subjects as they pass."""
    for sign, line in feed.differences(*(chain.from_iterable(s.lines()) for s in (before, after))):
        changed[line.partition(" ")[0]] += 1
        yield sign, line


def _changes(
    changed: Mapping[str, int], old: set[str], new: set[str], version: str | None,
    triples: tuple[int, int],
) -> Iterator[str]:  # fmt: skip
    """Which things are new, corrected or gone; the quads lie in a folder beside."""
    yield f"# {version or 'Changes'}\n\n"
    yield f"{triples[0]} triples added, {triples[1]} removed; `changes/` has each of them.\n"
    for title, things in (
        ("New", changed.keys() - old),
        ("Corrected", changed.keys() & old & new),
        ("Gone", changed.keys() - new),
    ):
        yield f"\n## {title}: {len(things)}\n\n"
        yield from (f"- `{feed.short(token)}` ({changed[token]})\n" for token in sorted(things))


def _subjects(source: Source) -> set[str]:
    return {token for (token,) in source.rows("SELECT DISTINCT s FROM quad")}
