"""The kinds of faults: each is a function of a scene and dice, and says what came of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from faults import endings, outages, rivals
from faults.scenes import Scene

EMBEDDED, NEO4J = "embedded", "neo4j"


class Kind(NamedTuple):
    """A fault, how many seeds of it each test run tries, and the stores that can meet it."""

    happen: Callable[[Scene, random.Random], str]
    seeds: int
    stores: tuple[str, ...] = (NEO4J,)


KINDS = {
    "killed": Kind(endings.killed, 5, (EMBEDDED, NEO4J)),
    "terminated": Kind(endings.terminated, 5, (EMBEDDED, NEO4J)),
    "gone": Kind(endings.gone, 3),
    "server-killed": Kind(outages.server_killed, 5),
    "full": Kind(outages.full, 5, (EMBEDDED,)),
    "cut-once": Kind(outages.cut_once, 5),
    "cut-often": Kind(outages.cut_often, 1),
    "slow": Kind(outages.slow, 1),
    "locked": Kind(rivals.locked, 5),
    "beside-writer": Kind(rivals.beside_writer, 1, (EMBEDDED, NEO4J)),
    "two-loads": Kind(rivals.two_loads, 2, (EMBEDDED, NEO4J)),
    "overtaken": Kind(rivals.overtaken, 2),
}


def kinds_for(store: str) -> list[str]:
    """The names of the faults that `store` (EMBEDDED or NEO4J) can meet."""
    return [name for name, kind in KINDS.items() if store in kind.stores]


def trials(store: str) -> list[tuple[str, int]]:
    """The faults and seeds that a test run tries."""
    return [(name, seed) for name in kinds_for(store) for seed in range(KINDS[name].seeds)]


def once(kind: str, scene: Scene, seed: int) -> str:
    """What came of one fault of the `kind`; Wrong for a wrong end.

    By every second seed with routing, by every fourth on a store without rules, whose making
    and dropping costs a server all its plans.
    """
    scene.routed, scene.bare = seed % 2 == 1, seed % 4 == 0
    return KINDS[kind].happen(scene, random.Random(f"{kind} {seed}"))
