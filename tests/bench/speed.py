"""How long the commands take as whole processes, and how much memory a build needs.

Run by `make bench`. Each command is run in turn with a bare Python that does nothing, so that
the last column, the ratio of the medians, holds when the machine's own speed drifts.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 5
CHECK = """
import time
from mindet.building import checked
from mindet.ontology import own
from mindet.resources import folder
import mindet.shapes, mindet.sheets
start = time.perf_counter()
checked(folder("seeds"), own())
print(time.perf_counter() - start)
"""


def wall(command: Sequence[str], folder: Path) -> float:
    """Seconds that `command` takes in `folder`."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def row(name: str, command: Sequence[str], folder: Path) -> None:
    """Print minimum, median, maximum and the ratio to an empty Python."""
    wall(command, folder)
    bare: list[float] = []
    times: list[float] = []
    for _ in range(RUNS):
        bare.append(wall([sys.executable, "-c", ""], folder))
        times.append(wall(command, folder))
    middle = statistics.median(times)
    ratio = middle / statistics.median(bare)
    print(f"{name:44} {min(times):7.2f} {middle:7.2f} {max(times):7.2f} {ratio:8.0f}x")


def beside_a_server(folder: Path, command: Sequence[str]) -> None:
    """The same question while another process has the store open."""
    hold = (
        "import sys; from mindet.store import open_store\n"
        "with open_store('build/graph'): print('open', flush=True); sys.stdin.read()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", hold], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin
    assert server.stdout
    server.stdout.readline()
    try:
        row("ask, beside a running server", command, folder)
    finally:
        server.stdin.close()
        server.wait()


def memory(command: Sequence[str], folder: Path) -> None:
    """Peak resident memory of a build, its embedded server included."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    print(f"{'build, peak resident memory':44} {used.ru_maxrss / 1024:7.0f} MB")


def main() -> None:
    """Print the table."""
    mindet = [sys.executable, "-m", "mindet"]
    ask = [*mindet, "ask", "powers"]
    print(
        f"{'seconds of wall time, ' + str(RUNS) + ' runs':44} {'min':>7} {'median':>7} {'max':>7}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        row("--help", [*mindet, "--help"], folder)
        inside = [
            float(subprocess.check_output([sys.executable, "-c", CHECK], cwd=folder))
            for _ in range(RUNS)
        ]
        label = "sheets to checked RDF, after start-up"
        print(f"{label:44} {min(inside):7.2f} {statistics.median(inside):7.2f} {max(inside):7.2f}")
        row("build", [*mindet, "build"], folder)
        row("ask, cold", ask, folder)
        row("ask --engine sparql, cold", [*ask, "--engine", "sparql"], folder)
        beside_a_server(folder, ask)
        memory([*mindet, "build"], folder)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'(this script itself)':44} {own:7.0f} MB")


if __name__ == "__main__":
    main()
