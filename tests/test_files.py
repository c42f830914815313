"""How a file is written: whole or not at all."""

import os
from pathlib import Path

import pytest

from mindet.errors import DatasetError
from mindet.files import write


def test_files_are_whole_or_not_there(tmp_path: Path) -> None:
    """A file is put in place in one step, and nothing else is left beside it."""
    write(b"1", str(tmp_path / "x"))
    write(b"2", str(tmp_path / "x"))
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").read_bytes() == b"2"
    with pytest.raises(DatasetError, match="does not exist"):
        write(b"3", str(tmp_path / "no" / "x"))


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """A pipe stays a pipe, as /dev/null stays a device; a link leads to the same file as before."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(b"1", str(pipe))
    assert os.read(reader, 9) == b"1"
    os.close(reader)
    assert pipe.is_fifo()
    link.symlink_to("file")
    write(b"2", str(link))
    assert link.is_symlink()
    assert (tmp_path / "file").read_bytes() == b"2"


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    """A folder's name is refused with a message, and nothing is left in it or beside it."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(DatasetError, match="folder: can't be written: Is a directory"):
        write(b"1", str(tmp_path / "folder"))
    assert [p.name for p in tmp_path.rglob("*")] == ["folder"]
