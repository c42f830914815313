"""What goes wrong around a command: streams, folders, options given twice, another load."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import command_line
from mindet.catalogue import run_sparql
from mindet.dataset import Dataset
from mindet.store import Table
from mindet.tables import text


@pytest.fixture(scope="module")
def built(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished build."""
    target = tmp_path_factory.mktemp("mishaps")
    shutil.copytree(finished, target / "build")
    return target


def run(place: Path, line: str, code: int) -> tuple[str, str]:
    """Standard output and error of a shell's `mindet …`, after a look at the exit code."""
    command = f'exec "{sys.executable}" -m mindet {line}'
    done = subprocess.run(
        command, shell=True, cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """What can't be written is told in a message."""
    assert run(tmp_path, "queries > /dev/full", 1)[1] == "mindet: No space left on device\n"


def test_closed_streams(tmp_path: Path) -> None:
    """A caller may close the streams that it does not want."""
    run(tmp_path, "queries >&-", 0)
    run(tmp_path, "queries 2>&-", 0)


@pytest.mark.parametrize("output", ["file", "file/below"])
def test_a_build_needs_a_folder(output: str, tmp_path: Path) -> None:
    """A file in the place of the folder is named, and stays as it is."""
    (tmp_path / "file").write_text("mine")
    _, errors = run(tmp_path, f"build -o {output}", 1)
    assert errors.startswith(f"mindet: {output}: nothing can be built here: ")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_build_needs_a_folder_that_it_may_write_to(tmp_path: Path) -> None:
    """A read-only folder is told as such."""
    (tmp_path / "locked").mkdir(mode=0o555)
    assert "Permission denied" in run(tmp_path, "build -o locked", 1)[1]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("-p name=a -p name=b", "given twice"),
        ("-p lang=kk", "write --lang"),
        ("-p as_of=2026-01-06", "write --as-of DATE"),
        ("-p inferences=false", "write --no-inferences"),
    ],
)
def test_no_parameter_is_dropped_in_silence(given: str, told: str, tmp_path: Path) -> None:
    """What stands twice, or has an option of its own, is refused."""
    assert told in run(tmp_path, f"ask last-mile {given}", 1)[1]


def test_page_into_a_pipe(built: Path) -> None:
    """As everywhere, - is standard output."""
    output, errors = run(built, "view -o -", 0)
    assert output.startswith("<!doctype html>")
    assert errors == ""
    assert not (built / "-").exists()


def test_sparql_sees_what_was_loaded_last(built: Path, tmp_path: Path) -> None:
    """After a load the file that lies beside is no longer what the store holds."""
    shutil.copytree(built / "build", tmp_path / "build")
    (tmp_path / "one.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    count = ("sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv")
    assert int(command_line.run(tmp_path, *count)[0].split()[1]) > 10_000
    command_line.run(tmp_path, "load", "one.ttl", "--to", "build/graph")
    assert command_line.run(tmp_path, *count)[0].split() == ["n", "1"]


def test_from_names_the_graphs_that_count() -> None:
    """FROM narrows a SPARQL query to its graphs; a file or an unknown graph is empty."""
    data = Dataset.parse(
        b"<urn:a> <urn:p> <urn:c> <urn:g> .\n<urn:b> <urn:p> <urn:c> <urn:h> .", "nquads"
    )
    counts = [
        run_sparql(data, f"SELECT (COUNT(*) AS ?n) {clause} {{ ?s ?p ?o }}").rows[0][0]
        for clause in ("", "FROM <urn:g>", "FROM <urn:g> FROM <urn:h>", "FROM <file:///etc/passwd>")
    ]
    assert [int(count) for count in counts] == [2, 1, 2, 0]


def test_json_has_no_infinity() -> None:
    """Numbers that JSON does not have are written as text."""
    table = Table(["n", "list"], [[float("inf"), [float("nan"), 1.5]]])
    assert json.loads(text(table, "json")) == [{"n": "inf", "list": ["nan", 1.5]}]
