"""The client is ended: kill -9, SIGTERM, Ctrl-C, also where the server no longer answers."""

from __future__ import annotations

import random
import signal

from faults.commands import Done
from faults.moments import begun, byte, embedded_costs, ends_within, pause, struck
from faults.places import Folder
from faults.scenes import Scene
from faults.verdicts import judged
from faults.wrongs import Wrong

IMPATIENT = 0.7  # seconds until a user presses Ctrl-C
PROMPTLY = 15.0  # seconds in which a client then ends
POLITE = (signal.SIGTERM, signal.SIGINT)


def killed(scene: Scene, dice: random.Random) -> str:
    """The client is ended by kill -9 in the middle of a load."""
    return _ended(begun(scene, dice), dice, signal.SIGKILL)


def terminated(scene: Scene, dice: random.Random) -> str:
    """The client is ended by SIGTERM or Ctrl-C in the middle of a load."""
    return _ended(begun(scene, dice), dice, dice.choice(POLITE))


def _ended(scene: Scene, dice: random.Random, sign: signal.Signals) -> str:
    end = _ended_by_time if isinstance(scene.place, Folder) else _ended_by_bytes
    return judged(scene, end(scene, dice, sign), sign.name, sign)


def _ended_by_bytes(scene: Scene, dice: random.Random, sign: signal.Signals) -> Done:
    with struck(scene, byte(scene, dice), lambda _, process: process.send(sign)) as (_, process):
        return process.done()


def _ended_by_time(scene: Scene, dice: random.Random, sign: signal.Signals) -> Done:
    embedded_costs(scene)
    with scene.loading() as process:
        pause(scene, dice, process)
        process.send(sign)
        return process.done()


def gone(scene: Scene, dice: random.Random) -> str:
    """The server refuses, or is silent, from some moment on, and the user loses patience."""
    moment = byte(begun(scene, dice), dice)
    refuses, sign = dice.random() < 0.5, dice.choice(POLITE)
    what = f"server {'refuses' if refuses else 'is silent'}, {sign.name}"
    with struck(scene, moment, lambda w, _: w.close() if refuses else w.hold()) as (_, process):
        by_itself = ends_within(process, IMPATIENT)  # there is no server to take a lock from
        process.send(sign)
        if not ends_within(process, PROMPTLY):
            raise Wrong(f"{what}: the client does not end in {PROMPTLY:g} s")
        done = process.done()
    return judged(scene, done, what, None if by_itself else sign)
