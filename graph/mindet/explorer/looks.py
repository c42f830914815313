"""How the things and lines of a picture look: as on the pages of `mindet view`.

>>> group("bearer"), group("passage")
('who', 'other')
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from mindet.terms import MN
from mindet.views import style
from mindet.views.payload import GROUPS

OTHERS = {"Document": "document", "Claim": "claim", "Inference": "inference"}
"""What the pages don't draw as a node: its class → its shape; else it is a small square."""
SIZES = {"statement": 9.0, "document": 12.0, "claim": 8.0, "inference": 8.0, "thing": 7.0}
SIZE, FIRST = 11.0, 15.0
FLIPPED = ("who", "issuer", "speaker")
"""Read from who to what: the graph points from what is said to who."""
_STRONGEST = tuple(style.LINES)


class Look(NamedTuple):
    """The shape (role), the colour (family), and whether it is drawn hollow."""

    role: str
    family: str
    hollow: bool = False


def look(own: Collection[str], classes: Collection[str], facts: Mapping[str, Any]) -> Look:
    """The look of a thing of its `own` classes, which are `classes` with those above them."""
    for kind in own:
        if kind in style.STATEMENTS:
            return Look("statement", style.STATEMENTS[kind], _silent(facts, style.WHO_UNSTATED))
    found = style.role_and_family(list(classes))
    if found:
        return Look(*found)
    role = next((role for name, role in OTHERS.items() if name in classes), "thing")
    if "Statement" in classes:
        return Look("statement", "other", _silent(facts, style.WHO_UNSTATED))
    return Look(role, role, role == "claim" and _silent(facts, ("speaker",)))


def _silent(facts: Mapping[str, Any], roles: Collection[str]) -> bool:
    return any(facts.get(f"{role}_unstated") for role in roles)


def size(role: str, *, first: bool) -> float:
    """The size of a node; what the reader asked for first is larger."""
    return FIRST if first else SIZES.get(role, SIZE)


def group(relation: str) -> str:
    """What a relation tells: who, what, issuer, speaker, party, structure, or another thing."""
    return GROUPS.get(relation.removeprefix(MN), "other")


def line(relation: str, acts: Collection[str]) -> str:
    """The line of a relation: by the strongest act that says so, else plain."""
    said = [style.STRENGTHS.get(act, "told") for act in acts]
    told = group(relation) == "who" or relation == MN + "states"
    return min(said, key=_STRONGEST.index) if told and said else "plain"
