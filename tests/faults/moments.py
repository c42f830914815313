"""Random moments of a load: after so many bytes on a wire, or in a log, or so many seconds."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from faults.commands import Process
from faults.disks import taken
from faults.proxy import Proxy
from faults.scenes import Costs, Scene

RUNNING = "running.json"  # in an embedded store's folder, while it is served
STARTING = 1.5  # seconds, about, from the start of a process to its open store


def begun(scene: Scene, dice: random.Random) -> Scene:
    """The scene, as often empty as filled."""
    scene.set(filled=dice.random() < 0.5)
    return scene


@contextmanager
def struck(
    scene: Scene, moment: int, act: Callable[[Proxy, Process], object]
) -> Iterator[tuple[Proxy, Process]]:
    """A load through a wire, once `act` was done after `moment` bytes, or the load has ended."""
    done = threading.Event()

    def strike() -> None:
        act(wire, process)
        done.set()

    with scene.wired() as (wire, process):
        wire.at(moment, strike)
        while process.runs() and not done.wait(0.01):
            pass
        yield wire, process


def byte(scene: Scene, dice: random.Random) -> int:
    """A number of bytes after which a load is in the middle."""
    return int(_bytes(scene) * dice.random())


def _bytes(scene: Scene) -> int:
    """How much goes through the wire in an unbroken load; measured once."""
    if scene.filled not in scene.traffic:
        with scene.wired() as (wire, process):
            process.done()
            scene.traffic[scene.filled] = wire.passed
        scene.set(filled=scene.filled)
    return scene.traffic[scene.filled]


def pause(scene: Scene, dice: random.Random, process: Process) -> None:
    """Wait for a moment: as the process starts, while the store is open, after so many writes."""
    costs = embedded_costs(scene)
    which, fraction = dice.random(), dice.random()
    if which < 0.2:
        time.sleep(fraction * STARTING)
        return
    _await(process, (scene.folder / "graph" / RUNNING).exists)
    if which < 0.4:
        time.sleep(fraction * costs.seconds)
    else:
        _await(process, lambda: _log(scene) >= fraction * costs.log)


def embedded_costs(scene: Scene) -> Costs:
    """What an unbroken load into an embedded store takes; measured once."""
    if scene.filled not in scene.embedded_costs:
        log = room = 0
        with scene.loading() as process:
            _await(process, (scene.folder / "graph" / RUNNING).exists)
            start = time.monotonic()
            while process.runs():
                log, room = max(log, _log(scene)), max(room, taken(scene.folder / "graph"))
                time.sleep(0.01)
            process.done()
        scene.embedded_costs[scene.filled] = Costs(time.monotonic() - start, log, room)
        scene.set(filled=scene.filled)
    return scene.embedded_costs[scene.filled]


def _log(scene: Scene) -> int:
    """Bytes in the write-ahead log: it grows all through a load."""
    sizes = []
    for path in (scene.folder / "graph" / "databases" / "graph").glob("*.wal"):
        with suppress(FileNotFoundError):
            sizes.append(path.stat().st_size)
    return sum(sizes)


def _await(process: Process, met: Callable[[], bool]) -> None:
    while process.runs() and not met():
        time.sleep(0.002)


def ends_within(process: Process, seconds: float) -> bool:
    """Whether the process ends in so many seconds from now."""
    deadline = time.monotonic() + seconds
    while process.runs() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not process.runs()
