"""Packed files: what is written comes back, and what is broken is told."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindet import compression
from mindet.compression import zstd
from mindet.dataset import Dataset, base_of, quads
from mindet.errors import DatasetError
from mindet.projection.sources import fingerprint
from mindet.projection.spool import Spool

LINES = b'<urn:s> <urn:p> "1.10"^^<urn:d> .\n<urn:s> <urn:q> _:b .\n' * 50
PACKERS = {".gz": gzip.compress, ".zst": zstd.compress}
suffixes = pytest.mark.parametrize("suffix", PACKERS)


@given(chunks=st.lists(st.binary()), suffix=st.sampled_from(["", *PACKERS]))
def test_what_was_packed_comes_back(
    chunks: list[bytes], suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any bytes in any chunks, with their size when unpacked."""
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(b"".join(compression.packed(chunks, path.name)))
    with compression.reading(path) as stream:
        assert stream.read() == b"".join(chunks)
    assert compression.size(path) == sum(map(len, chunks))


@suffixes
@pytest.mark.parametrize("form", [".nt", ".ttl"])
def test_a_packed_file_says_what_the_plain_one_says(suffix: str, form: str, tmp_path: Path) -> None:
    """Its quads, the base of its relative IRIs and its fingerprint do not tell of the packing."""
    plain, packed = tmp_path / f"a{form}", tmp_path / f"a{form}{suffix}"
    data = LINES + (b"" if form == ".nt" else b"<rel> <urn:p> <#x> .\n")
    plain.write_bytes(data)
    packed.write_bytes(PACKERS[suffix](data))
    assert list(quads(plain)) == list(quads(packed))
    assert Dataset.read([plain]).digest() == Dataset.read([packed]).digest()
    assert base_of(plain) == base_of(packed)
    assert fingerprint([plain]) == fingerprint([packed])
    with Spool.read([plain]) as one, Spool.read([packed]) as other:
        assert list(one.sorted_runs()) == list(other.sorted_runs())


@suffixes
@pytest.mark.parametrize("harm", ["cut", "foreign", "bent"])
def test_a_broken_file_is_told(suffix: str, harm: str, tmp_path: Path) -> None:
    """A file that was cut off, is not packed at all, or was changed on the way is never read as
    if it were whole."""
    whole = PACKERS[suffix](LINES)
    data = {"cut": whole[:-9], "foreign": LINES, "bent": whole[:40] + b"\0\0\0\0" + whole[44:]}
    path = tmp_path / f"a.nt{suffix}"
    path.write_bytes(data[harm])
    for read in (Dataset.read, Spool.read, fingerprint):
        with pytest.raises(
            DatasetError, match=r"can.t be unpacked.*fetch it again|not ntriples"
        ) as told:
            read([path])
        assert str(path) in str(told.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Is told with its name, packed or not."""
    for name in ("a.nt", "a.nt.gz", "a.nt.zst"):
        with pytest.raises(DatasetError, match=rf"{name}: can't be read"):
            Dataset.read([tmp_path / name])
