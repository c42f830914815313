"""What a page holds: things, statements, the edges between them, and where all of it is said.

Plain data, in a fixed order: the same model gives the same bytes.

>>> tax = Thing("task/tax", "task", "task", kind="Task", label={"en": "collect the tax"})
>>> PageModel(things=(tax,)).size
1
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Text = Mapping[str, str]
"""A text by language."""

WHO_ROLES = ("bearer", "responsible", "actor", "proposer", "jointlyWith")
"""An actor who must, did or proposes: drawn from the actor to the statement."""
OTHER_PARTY_ROLES = ("counterparty",)
VOICE_ROLES = ("issuer", "speaker", "speakerPost")
"""Who says or orders it: drawn from the actor or post to the statement."""
WHAT_ROLES = ("about", "task", "undertaking")
"""What it is for: drawn from the statement to the undertaking, task or actor."""
STRUCTURE_ROLES = (
    "serves", "enables", "broaderTask", "partOf", "postIn", "holder", "knownMember", "succeeds",
)  # fmt: skip
"""How things hang together, whoever speaks."""


@dataclass(frozen=True)
class Thing:
    """An actor, group, post, undertaking or task: `role` is its shape, `family` its colour,
    `kind` its class; `aliases` are other names."""

    id: str
    role: str
    family: str
    kind: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """Who said a statement where: `speaker` is None where the text does not say."""

    id: str
    document: str
    act: str
    voice: str = ""
    speaker: str | None = None
    posts: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    said_on: str = ""
    passages: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Span:
    """A deadline, period or time in force (`property`), in ISO dates, with its wording class."""

    property: str
    start: str = ""
    strict: str = ""
    lenient: str = ""
    wording: str = ""


@dataclass(frozen=True)
class Inference:
    """What we conclude and the text does not print: of which property, which value, and why."""

    id: str
    property: str
    reason: Text
    things: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Statement:
    """A duty, target, result …; `unstated` names the properties on which the text is silent,
    `quantities` are the ids of its numbers."""

    id: str
    kind: str
    gist: Text
    claims: tuple[Claim, ...] = ()
    unstated: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    figures: tuple[str, ...] = ()
    stage: str = ""
    context: tuple[tuple[str, str], ...] = ()
    inferences: tuple[Inference, ...] = ()
    quantities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One text: `issued` is empty where the text does not say, `concluded` our reading of it."""

    id: str
    label: Text
    issued: str = ""
    language: str = ""
    file_name: str = ""
    concluded: str = ""


@dataclass(frozen=True)
class Edge:
    """From who to statement, from statement to what, or between things (a structure role)."""

    source: str
    target: str
    role: str
    inferred: bool = False


@dataclass(frozen=True)
class PageModel:
    """All of a page, before anything is chosen, placed or drawn.

    `terms` are the words for classes, roles, acts, wordings; `names` label what is
    mentioned and not drawn (places, indicators).
    """

    things: tuple[Thing, ...] = ()
    statements: tuple[Statement, ...] = ()
    edges: tuple[Edge, ...] = ()
    documents: tuple[Document, ...] = ()
    terms: Mapping[str, Text] = field(default_factory=dict)
    names: Mapping[str, Text] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many nodes the whole picture has."""
        return len(self.things) + len(self.statements)
