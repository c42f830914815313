"""A release: a folder that is there whole, checks itself, and tells what changed."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from mindet import releasing
from mindet.dataset import Dataset
from mindet.description import Release
from mindet.errors import DatasetError
from mindet.exports import FORMS, Source

BEFORE = b"""
@prefix id: <https://w3id.org/mindet/id/> . @prefix mn: <https://w3id.org/mindet#> .
<https://w3id.org/mindet/graph/1> {
  <https://w3id.org/mindet/id/claim/1> mn:start 5 ; a mn:Claim .
  <https://w3id.org/mindet/id/claim/2> mn:start 7 .
  <https://w3id.org/mindet/id/claim/3> mn:start 9 .
}"""
AFTER = BEFORE.replace(b"start 5", b"start 6").replace(b"claim/3", b"claim/4")


def released(data: bytes, folder: Path, since: Path | None = None) -> dict[str, bytes]:
    """The files of a release."""
    with Source.of(Dataset.parse(data, "trig")) as source:
        told = Release(version="1.1", base="https://data.example/1.1")
        releasing.release(source, folder, told, since)
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their names."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Two releases, the second with what changed since the first."""
    folder = tmp_path_factory.mktemp("releases")
    first = released(BEFORE, folder / "1.0")
    return first, released(AFTER, folder / "1.1", folder / "1.0" / "mindet.nq.gz")


def test_every_file_is_there_and_checked(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Every form, the description, the licence; SHA256SUMS has the sum of each."""
    _, second = both
    names = {f"mindet{form.suffix}" for form in FORMS.values()}
    assert names <= {name.removesuffix(".gz") for name in second}
    lines = second.pop("SHA256SUMS").decode().splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in second.items()}
    assert "changes/added.nq" in sums


def test_the_description_tells_the_files(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """The description has the version, and each file with its address, size and sum."""
    _, second = both
    told = second["description.ttl"].decode()
    digest = hashlib.sha256(second["mindet.nq.gz"]).hexdigest()
    assert f'"{digest}"' in told
    assert "<https://data.example/1.1/mindet.nq.gz>" in told
    assert 'dcat:version "1.1"' in told


def test_what_changed_is_told(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """One thing new, one corrected, one gone; what stayed the same is not told."""
    first, second = both
    text = second["CHANGES.md"].decode()
    assert "2 triples added, 2 removed" in text
    assert "## New: 1\n\n- `claim/4`" in text
    assert "## Corrected: 1\n\n- `claim/1` (2)" in text
    assert "## Gone: 1\n\n- `claim/3`" in text
    assert "claim/2" not in text
    assert "CHANGES.md" not in first


def test_the_same_release_has_the_same_bytes(
    both: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """Made again, it is the same, to the byte."""
    assert released(BEFORE, tmp_path / "again") == both[0]


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where a form can't hold the data nothing is left; a folder with files is not touched."""
    with pytest.raises(DatasetError, match="another --format"):
        released(b'<urn:s> <urn:p> "\\u0001" .', tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("")
    with pytest.raises(DatasetError, match="holds other files"):
        released(BEFORE, tmp_path / "full")
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "mine"]
    with pytest.raises(DatasetError, match="can't be written"):
        released(BEFORE, tmp_path / "no" / "such")


def test_a_broken_earlier_release_is_told(tmp_path: Path) -> None:
    """A file that is cut off is an error, and nothing is left."""
    whole = gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n" * 100)
    (tmp_path / "old.nq.gz").write_bytes(whole[:-9])
    with pytest.raises(DatasetError, match="can't be unpacked"):
        released(BEFORE, tmp_path / "x", tmp_path / "old.nq.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["old.nq.gz"]
