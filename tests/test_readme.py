"""The README tells the truth: what it shows is run and compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mindet.catalogue import Catalogue

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """Each command shown with its output below it."""
    parts = [
        part for block in CONSOLE for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part
    ]
    return [(p.partition("\n")[0], p.partition("\n")[2]) for p in parts]


@pytest.fixture(scope="module")
def workplace(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `mindet build` was run."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(finished, place / "build")
    return place


@pytest.mark.parametrize("number", range(len(examples())))
def test_console_examples(number: int, workplace: Path) -> None:
    """A command of the README prints what stands below it."""
    command, expected = examples()[number]
    program, *arguments = shlex.split(command)
    assert program == "mindet"
    done = subprocess.run(
        [sys.executable, "-m", "mindet", *arguments],
        cwd=workplace,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().rstrip() == expected.rstrip()


def test_it_shows_examples() -> None:
    """There is at least one worked question."""
    assert any(command.startswith("mindet ask") for command, _ in examples())


def test_two_commands() -> None:
    """The README's two commands are targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text()
    for target in ("run", "test"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_links_lead_somewhere() -> None:
    """Each picture and file that the README links is there."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_verb_is_told() -> None:
    """Each verb of the command line stands in the README."""
    from mindet.cli import cli

    for verb in cli.commands:
        assert f"mindet {verb}" in README, verb


def test_it_counts_the_questions() -> None:
    """The number of stored questions is that of the catalogue."""
    assert f"There are {len(Catalogue.load())} stored questions" in README


def test_the_python_example_runs(workplace: Path) -> None:
    """What it shows of Python works as it stands, in a folder with a build."""
    (code,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=workplace, capture_output=True, text=True, check=True)
    assert "2026-12-31 " in done.stdout
