"""The kinds of faults: each is a function of a scene and dice, and says what came of it."""

from __future__ import annotations

import random
from collections.abc import Callable

from faults import endings, outages, rivals
from faults.scenes import Scene

EMBEDDED, NEO4J = "embedded", "neo4j"
BOTH, SERVER = (EMBEDDED, NEO4J), (NEO4J,)
KINDS: dict[str, tuple[Callable[[Scene, random.Random], str], tuple[str, ...]]] = {
    "killed": (endings.killed, BOTH),
    "terminated": (endings.terminated, BOTH),
    "gone": (endings.gone, SERVER),
    "server-killed": (outages.server_killed, SERVER),
    "cut-once": (outages.cut_once, SERVER),
    "cut-often": (outages.cut_often, SERVER),
    "slow": (outages.slow, SERVER),
    "locked": (rivals.locked, SERVER),
    "beside-writer": (rivals.beside_writer, BOTH),
    "two-loads": (rivals.two_loads, BOTH),
    "overtaken": (rivals.overtaken, SERVER),
}


def kinds_for(store: str) -> list[str]:
    """The names of the faults that `store` (EMBEDDED or NEO4J) can meet."""
    return [kind for kind, (_, stores) in KINDS.items() if store in stores]


def once(kind: str, scene: Scene, seed: int) -> str:
    """What came of one fault of the `kind`; Wrong for a wrong end."""
    return KINDS[kind][0](scene, random.Random(f"{kind} {seed}"))
