"""The server, the wire to it or the disk fails for a while: the load goes on, or says what is."""

from __future__ import annotations

import random
import shutil
import time

from faults.commands import Process
from faults.disks import PAGE, small, taken
from faults.moments import begun, byte, embedded_costs, struck
from faults.places import Folder, Server
from faults.proxy import Proxy
from faults.scenes import Scene
from faults.verdicts import judged
from faults.wrongs import Wrong
from mindet.errors import StoreError

CUTS = 8
STARTING = 60.0  # seconds for a database to answer once its server listens


def server_killed(scene: Scene, dice: random.Random) -> str:
    """The server is ended by kill -9 and started again."""
    assert isinstance(scene.place, Server)
    server = scene.place.neo4j.process
    moment = byte(begun(scene, dice), dice)
    with struck(scene, moment, lambda *_: server.kill()) as (_, process):
        if not server.runs():
            server.start()
        done = process.done()
    _await_database(scene)
    return judged(scene, done, "server killed")


def _await_database(scene: Scene) -> None:
    deadline = time.monotonic() + STARTING
    while True:
        try:
            with scene.place.open() as store:
                list(store.scan("RETURN 1"))
            return
        except StoreError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def cut_once(scene: Scene, dice: random.Random) -> str:
    """All connections break; new ones are let through, at once or after a moment."""
    moment = byte(begun(scene, dice), dice)
    outage = dice.choice([0.0, dice.uniform(0, 1)])
    with struck(scene, moment, lambda wire, _: wire.cut(hold=outage > 0)) as (wire, process):
        time.sleep(outage)
        wire.flow()
        done = process.done()
    return judged(scene, done, "cut once")


def cut_often(scene: Scene, dice: random.Random) -> str:
    """All connections break, each time after some more bytes."""
    gaps = [byte(begun(scene, dice), dice) // 2 + 1 for _ in range(CUTS)]

    def act(wire: Proxy, process: Process) -> None:
        wire.cut()
        if gaps:
            wire.at(wire.passed + gaps.pop(), lambda: act(wire, process))

    with struck(scene, gaps.pop(), act) as (_, process):
        done = process.done()
    return judged(scene, done, "cut often")


def slow(scene: Scene, dice: random.Random) -> str:
    """All traffic stands still for up to two seconds: the load comes through."""
    moment, seconds = byte(begun(scene, dice), dice), dice.uniform(0.2, 2)
    with struck(scene, moment, lambda wire, _: wire.hold()) as (wire, process):
        time.sleep(seconds)
        wire.flow()
        done = process.done()
    if done.code:
        raise Wrong(f"a pause of {seconds:.1f} s broke the load: {done.errors}")
    return judged(scene, done, "slow")


def full(scene: Scene, dice: random.Random) -> str:
    """The disk of an embedded store takes only a part of what a load writes; then it is larger."""
    assert isinstance(scene.place, Folder)
    most = embedded_costs(begun(scene, dice)).room
    folder, before = scene.place.path, scene.folder / "before"
    shutil.rmtree(before, ignore_errors=True)  # of a run for which there was no disk
    if scene.filled:
        folder.rename(before)
    folder.mkdir()
    room = taken(before)
    size = room + int((most - room) * dice.random()) + PAGE
    with small(folder, size) as grow:
        if scene.filled:
            shutil.copytree(before, folder, dirs_exist_ok=True)
            shutil.rmtree(before)
        with scene.loading() as process:
            done = process.done()
        told = f"mindet: {scene.place.address}: the disk is full"
        if done.code and not done.errors.startswith(told):
            raise Wrong(f"not told of a full disk: {done.errors}")
        grow()
        return judged(scene, done, "disk full")
