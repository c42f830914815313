"""Random moments of a load: after so many bytes on a wire, or so many seconds of a store."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from faults.commands import Process
from faults.proxy import Proxy
from faults.scenes import Scene

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


def _bytes(scene: Scene) -> float:
    """How much goes through the wire in an unbroken load; measured once."""
    if scene.filled not in scene.costs:
        with scene.wired() as (wire, process):
            process.done()
            scene.costs[scene.filled] = wire.passed
        scene.set(filled=scene.filled)
    return scene.costs[scene.filled]


def pause(scene: Scene, dice: random.Random, process: Process) -> None:
    """Wait for a moment, most often while the store is open, sometimes as the process starts."""
    starting, fraction = dice.random() < 0.2, dice.random()
    if starting:
        time.sleep(fraction * STARTING)
    else:
        _await_store(scene, process)
        time.sleep(fraction * scene.costs[scene.filled])


def learn_seconds(scene: Scene) -> None:
    """Measure, once, how long an embedded store is open in an unbroken load."""
    if scene.filled in scene.costs:
        return
    with scene.loading() as process:
        _await_store(scene, process)
        start = time.monotonic()
        process.done()
        scene.costs[scene.filled] = time.monotonic() - start
    scene.set(filled=scene.filled)


def _await_store(scene: Scene, process: Process) -> None:
    while process.runs() and not (scene.folder / "graph" / RUNNING).exists():
        time.sleep(0.002)


def ends_within(process: Process, seconds: float) -> bool:
    """Whether the process ends in so many seconds from now."""
    deadline = time.monotonic() + seconds
    while process.runs() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not process.runs()
