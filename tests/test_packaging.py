"""The wheel and the sdist work where no checkout is."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist, built from the checkout."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return target


def test_wheel_builds_in_an_empty_folder(dist: Path, tmp_path: Path) -> None:
    """The installed wheel carries its data, and leaves only the build in the user's folder."""
    (wheel,) = dist.glob("*.whl")
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    script = f"import sys; sys.path.insert(0, {str(site)!r}); from mindet.cli import main; main()"
    for verb in (["build"], ["ask", "prohibitions"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *verb], cwd=empty, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    assert "QazTech" in done.stdout.decode()
    assert [p.name for p in empty.iterdir()] == ["build"]


def test_what_the_archives_hold(dist: Path) -> None:
    """Sheets, ontology, queries and templates are in; texts, caches and tests' servers are not."""
    (wheel,) = dist.glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "mindet/py.typed",
        "mindet/data/seeds/002.yaml",
        "mindet/data/ontology/mindet.ttl",
    } < names
    assert any(n.startswith("mindet/views/templates/") for n in names)
    with tarfile.open(sdist) as archive:
        members = archive.getnames()
    assert any(m.endswith("tests/test_packaging.py") for m in members)
    assert not [m for m in [*names, *members] if m.endswith((".txt.gz", ".pyc", ".jar"))]
