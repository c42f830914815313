"""The build: whole or not at all, and the last good one stays."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mindet import building
from mindet.building import DATASET, PAGE, STORE, build, checked, finish_interrupted
from mindet.dataset import Dataset
from mindet.errors import MindetError, ShapeError, SheetError, StoreError
from mindet.ontology import own
from mindet.resources import folder
from mindet.store import open_store
from mindet.terms import MN, RDF

COUNT = "MATCH (c:Claim) RETURN count(c)"


def quiet(_text: str) -> None:
    """No progress."""


@pytest.fixture(scope="module")
def built(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished build of our own sheets."""
    return Path(shutil.copytree(finished, tmp_path_factory.mktemp("built") / "build"))


def command(target: Path) -> list[str]:
    """The command line that builds into `target`."""
    return [sys.executable, "-m", "mindet", "build", "-o", str(target)]


def digest(path: Path) -> str:
    """The SHA-256 of a file: a failed comparison of two pages should not print them."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def claims(target: Path) -> int:
    """The claims in the store of a build."""
    with open_store(target / STORE) as store:
        return int(store.read(COUNT).rows[0][0])


def test_everything_is_made(built: Path) -> None:
    """The store, the page and the exports are there, hold the same data, and nothing else is."""
    names = {p.name for p in built.iterdir()}
    assert names == {DATASET, PAGE, STORE, building.TRIG, ".lock"}
    data = Dataset.read([built / DATASET])
    assert claims(built) == sum(
        q.predicate.value == RDF + "type" and str(q.object) == f"<{MN}Claim>" for q in data
    )
    assert Dataset.read([built / building.TRIG]).quads == data.quads


def test_same_bytes_again(built: Path, tmp_path: Path) -> None:
    """A second build gives the same bytes, under another seed of Python's hash; what else is in
    the folder stays.
    """
    (tmp_path / "notes.txt").write_text("mine")
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run(command(tmp_path), check=True, env=environment, capture_output=True)
    for name in (DATASET, PAGE, building.TRIG):
        assert digest(tmp_path / name) == digest(built / name), name
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_failed_build_leaves_the_last_one(built: Path, tmp_path: Path) -> None:
    """A mistake in a sheet stops the build before anything of the last one is touched."""
    seeds = tmp_path / "seeds"
    shutil.copytree(folder("seeds"), seeds)
    sheet = seeds / "003.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("act: plans", "act: planz", 1), "utf-8")
    before = {p.name: p.stat().st_mtime_ns for p in built.iterdir()}
    with pytest.raises(SheetError, match=r"003\.yaml:\d+: act: unknown value 'planz'"):
        build(seeds, built, progress=quiet)
    assert {p.name: p.stat().st_mtime_ns for p in built.iterdir()} == before


def test_breach_of_a_shape_names_its_line(tmp_path: Path) -> None:
    """What SHACL finds is told with the sheet's file and line, in the language asked for."""
    seeds = tmp_path / "seeds"
    shutil.copytree(folder("seeds"), seeds)
    sheet = seeds / "003.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("    voice: narrated\n", "", 1), "utf-8")
    with pytest.raises(ShapeError, match=r"003\.yaml:\d+: .*[а-я]"):
        checked(seeds, own(), "ru")


def test_store_open_elsewhere(built: Path) -> None:
    """A store that another command serves is not pulled from under it."""
    with open_store(built / STORE), pytest.raises(StoreError, match=f"process {os.getpid()} has"):
        build(folder("seeds"), built, progress=quiet)
    assert claims(built) > 0


@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_interrupted_between_renames(built: Path, tmp_path: Path, moved: int) -> None:
    """A build that was whole is put in its place by whoever comes next, however far it got."""
    target = tmp_path / "build"
    shutil.copytree(built, target)
    ready = target / building._READY
    ready.mkdir()
    names = sorted((DATASET, PAGE, STORE, building.TRIG))
    for name in names[moved:]:
        shutil.copytree(target / name, ready / name) if name == STORE else shutil.copy(
            target / name, ready / name
        )
    (target / building._OLD).mkdir()
    finish_interrupted(target)
    assert {p.name for p in target.iterdir()} == {*names, ".lock"}


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment(built: Path, tmp_path: Path, seed: int) -> None:
    """kill -9 in the middle of a build leaves a store that answers; the next build is whole."""
    target = tmp_path / "build"
    shutil.copytree(built, target)
    expected = claims(target)
    process = subprocess.Popen(command(target), stdout=subprocess.DEVNULL)
    time.sleep(random.Random(seed).uniform(0.5, 5))
    process.send_signal(signal.SIGKILL)
    process.wait()
    finish_interrupted(target)
    assert claims(target) == expected
    build(folder("seeds"), target, progress=quiet)
    assert claims(target) == expected
    assert digest(target / PAGE) == digest(built / PAGE)


def test_interrupt_leaves_no_half(built: Path, tmp_path: Path) -> None:
    """Ctrl-C ends the build with an exit code of its own and leaves nothing half-made."""
    target = tmp_path / "build"
    shutil.copytree(built, target)
    ends = []
    for _ in range(3):  # on a busy machine the build may be over before it hears of the signal
        ends.append(interrupted(target))
        assert claims(target) > 0
        if ends[-1] != 0:
            break
    assert ends[-1] != 0


def interrupted(target: Path) -> int:
    """The exit code of a build that is told to end once it has begun."""
    process = subprocess.Popen(command(target), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and not (target / building._STAGING).exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
    assert not (target / building._STAGING).exists()
    return process.returncode


def test_two_builds_at_once(built: Path) -> None:
    """The second of two builds in one folder is told so."""
    with building._alone(built), pytest.raises(MindetError, match="another build is at work"):
        build(folder("seeds"), built, progress=quiet)
