"""How things look: colour by kind, shape by role, line by act. Tested for the colour-blind.

A colour is told apart from the others of its own shape; the shape tells the rest.
"""

from __future__ import annotations

import math

FAMILIES: tuple[tuple[str, str, str], ...] = (
    ("Person", "person", "person"),
    ("StateBody", "actor", "state"),
    ("Company", "actor", "business"),
    ("ActorGroup", "group", "group"),
    ("Post", "post", "post"),
    ("Task", "task", "task"),
    ("Undertaking", "undertaking", "undertaking"),
    ("Actor", "actor", "other"),
)
"""Class → role (its shape) and family (its colour); the first that fits counts."""

STATEMENTS: dict[str, str] = {
    "Duty": "duty", "Prohibition": "ban", "Liability": "ban", "Permission": "power",
    "Power": "power", "Target": "target", "Forecast": "forecast", "Result": "result",
    "Involvement": "involvement", "Proposal": "proposal",
}  # fmt: skip
"""Kind of statement → family. Assertions are not responsibilities: the map leaves them out."""
KINDS = {**STATEMENTS, "Assertion": "other"}
"""The same for the pages that tell of everything that is said."""

PALETTES: dict[str, dict[str, str]] = {
    "light": {
        "state": "#1d3f72", "business": "#a4590f", "other": "#7d8794", "person": "#4b5563",
        "group": "#1d3f72", "post": "#4b5563", "undertaking": "#f4f6f9", "task": "#f4f6f9",
        "duty": "#d86216", "ban": "#742746", "power": "#c18991", "target": "#097da5",
        "forecast": "#4cbbe1", "result": "#00b05d", "involvement": "#223125",
        "proposal": "#dba200",
        "ink": "#14202e", "muted": "#5b6776", "paper": "#ffffff", "line": "#9aa5b1",
        "outline": "#2b3a4a", "accent": "#0b57d0",
    },
    "dark": {
        "state": "#8fb8f2", "business": "#e2a04a", "other": "#8a94a1", "person": "#c3ccd6",
        "group": "#8fb8f2", "post": "#c3ccd6", "undertaking": "#26313d", "task": "#26313d",
        "duty": "#f0742a", "ban": "#a8325c", "power": "#e59cc6", "target": "#2f8fd6",
        "forecast": "#8fd0f7", "result": "#1fb58a", "involvement": "#dde3ea",
        "proposal": "#f2d43d",
        "ink": "#e8edf3", "muted": "#a3afbc", "paper": "#11171e", "line": "#5d6a78",
        "outline": "#b9c5d2", "accent": "#8ab4ff",
    },
}  # fmt: skip

STRENGTHS: dict[str, str] = {
    "instructs": "binding", "enacts": "binding", "requires": "demanded", "reminds": "demanded",
    "appeals": "demanded", "plans": "intended", "commits": "intended", "expects": "expected",
    "proposes": "expected", "reports": "told",
}  # fmt: skip
"""Act → how strongly it is said, which makes the line."""

LINES: dict[str, dict[str, object]] = {
    "binding": {"width": 3.4, "dashes": False, "arrow": "triangle"},
    "demanded": {"width": 2.0, "dashes": False, "arrow": "vee"},
    "intended": {"width": 1.6, "dashes": False, "arrow": "circle"},
    "told": {"width": 1.2, "dashes": False, "arrow": "bar"},
    "expected": {"width": 1.8, "dashes": [1.5, 4], "arrow": "vee"},
    "plain": {"width": 1.0, "dashes": False, "arrow": "triangle"},
}
INFERRED_DASHES = [8, 5]

WHO_UNSTATED = ("bearer", "responsible", "actor", "proposer")
"""A statement on whose bearer the text is silent is drawn hollow."""


def role_and_family(labels: list[str]) -> tuple[str, str] | None:
    """The role and family of a thing with these classes; None for what is not drawn.

    >>> role_and_family(["Actor", "Company", "Operator", "Organization"])
    ('actor', 'business')
    """
    return next(((role, family) for name, role, family in FAMILIES if name in labels), None)


def radius(role: str, score: float) -> float:
    """The size of a node, by its importance (0 to 1)."""
    if role == "statement":
        return 6.0
    return round(6.5 + 8 * math.sqrt(score), 1)
