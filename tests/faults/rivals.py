"""Others at work in the same store: an analyst who writes or locks, a second load."""

from __future__ import annotations

import random
import time

import neo4j

from faults.commands import Done, Process, run
from faults.moments import begun, byte, ends_within, struck
from faults.places import Place, Server
from faults.proxy import Proxy
from faults.scenes import Scene
from faults.verdicts import BUSY, judged, repaired, standing
from faults.wrongs import Wrong
from mindet.errors import StoreError

BLOCKED = 3.0  # seconds; a load that takes longer waits for a lock
MARK = "UNWIND $things AS iri MATCH (n:Resource {iri: iri}) SET n.analyst = 1"
UNMARK = "MATCH (n:Resource) WHERE n.analyst IS NOT NULL REMOVE n.analyst"


def locked(scene: Scene, dice: random.Random) -> str:
    """An analyst's transaction holds things that change, then wants others: a deadlock."""
    assert isinstance(scene.place, Server)
    scene.set(filled=True)
    server = scene.place.neo4j
    things = dice.sample(scene.pair.kept, len(scene.pair.kept))
    share, login = dice.randrange(1, 40), (server.user, server.password)
    with (
        neo4j.GraphDatabase.driver(server.address, auth=login) as driver,
        driver.session() as session,
        session.begin_transaction() as analyst,
    ):
        analyst.run(MARK, things=things[:share]).consume()
        with scene.wired() as (wire, process):
            _await_standstill(wire, process)
            loser = "the analyst" if _deadlocked(analyst, things[share:]) else "the load, if any,"
            analyst.close()
            done = process.done()
    if done.code:
        raise Wrong(f"a lock broke the load: {done.errors}")
    return judged(scene, done, f"locked: {loser} gave way")


def _deadlocked(analyst: neo4j.Transaction, things: list[str]) -> bool:
    try:
        analyst.run(MARK, things=things).consume()
    except neo4j.exceptions.TransientError:
        return True
    return False


def _await_standstill(wire: Proxy, process: Process) -> None:
    """Until something and then nothing more has gone through for a moment."""
    passed, since = 0, time.monotonic()
    while process.runs() and (wire.passed == 0 or time.monotonic() - since < 0.4):
        if wire.passed != passed:
            passed, since = wire.passed, time.monotonic()
        time.sleep(0.02)


def beside_writer(scene: Scene, dice: random.Random) -> str:
    """An analyst marks one thing after the other while the load goes on."""
    scene.set(filled=True)
    refused = 0
    with scene.place.open() as store, scene.loading() as process:
        while process.runs():
            try:
                store.write(MARK, {"things": [dice.choice(scene.pair.kept)]})
            except StoreError:
                refused += 1
        done = process.done()
        store.write(UNMARK)
    return judged(scene, done, f"beside a writer, who was refused: {'yes' if refused else 'no'}")


def two_loads(scene: Scene, dice: random.Random) -> str:
    """A load of the first dataset while one of the second is somewhere: one of them works."""
    both = _two_by_bytes if isinstance(scene.place, Server) else _two_by_time
    done, other = both(begun(scene, dice), dice)
    for one in (done, other):
        if one.ends_clearly(scene.place).code and BUSY not in one.errors:
            raise Wrong(f"no word of the other load: {one.errors}")
    found = standing(scene)
    allowed = [name for name, one in (("second", done), ("first", other)) if one.code == 0]
    if found not in allowed:
        raise Wrong(f"exit codes {done.code} and {other.code}, and the store is {found}")
    repaired(scene)
    return f"{' and '.join(allowed)} told of success, the store is {found}"


def _two_by_bytes(scene: Scene, dice: random.Random) -> tuple[Done, Done]:
    with struck(scene, byte(scene, dice), lambda wire, _: wire.hold()) as (wire, process):
        other = run(scene.place, *_first(scene, scene.place))
        wire.flow()
        return process.done(), other


def _two_by_time(scene: Scene, dice: random.Random) -> tuple[Done, Done]:
    with scene.loading() as process:
        time.sleep(dice.random())
        with Process(scene.place, *_first(scene, scene.place)) as other:
            return process.done(), other.done()


def _first(scene: Scene, place: Place) -> tuple[str, ...]:
    return "load", str(scene.first), "--to", place.address


def overtaken(scene: Scene, dice: random.Random) -> str:
    """A load loses its connections, and its lock with them; another begins, then both go on."""
    moment = byte(begun(scene, dice), dice)
    later = int(byte(scene, dice) * 1.5)
    with struck(scene, moment, lambda wire, _: wire.cut(hold=True)) as (wire, process):
        done, other = _both(scene, wire, process, later)
    codes = [one.ends_clearly(scene.place).code for one in (done, other)]
    found = standing(scene)
    if (found == "second", found == "first") not in (
        (codes[0] == 0, False),
        (False, codes[1] == 0),
    ):
        raise Wrong(f"exit codes {codes}, and the store is {found}")
    repaired(scene)
    return f"overtaken: exit codes {codes[0]} and {codes[1]}, the store is {found}"


def _both(scene: Scene, wire: Proxy, process: Process, later: int) -> tuple[Done, Done]:
    """How the two end: the later is held at byte `later` until the other has ended, or waits."""
    assert isinstance(scene.place, Server)
    with Proxy(wire.target) as own:
        own.at(later, own.hold)
        place = Server(scene.place.neo4j, own.port)
        with Process(place, *_first(scene, place)) as other:
            while other.runs() and own.flows():
                time.sleep(0.01)
            wire.flow()
            ends_within(process, BLOCKED)
            own.flow()
            return process.done(), other.done()
