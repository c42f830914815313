"""What the documents say, as plain facts: made by `story` and `gazette`, written by `writing`.

Values are short names as in `terms`: `akimat/r03`, `plans`, `unstated`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from .words import Trio

Day = datetime.date
Values = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class Span:
    """A deadline or period: its wording, its days where stated, or only an urgency."""

    wording: str | None = None
    start: Day | None = None
    strict: Day | None = None
    lenient: Day | None = None
    urgency: str | None = None
    printed: str = ""


@dataclass(slots=True)
class Amount:
    """A figure with its bounds; a bound and whether it is included stand together."""

    lower: int | None = None
    upper: int | None = None
    lower_in: bool = True
    upper_in: bool = True
    flags: tuple[str, ...] = ()  # approximate, additional, universal
    share_of: Trio | None = None
    printed: str = ""


@dataclass(slots=True)
class Inference:
    """A conclusion of ours about `concerns`: things, a day, or a span of days."""

    concerns: str
    property: str
    why: str
    value: str | None = None
    day: Day | None = None
    earliest: Day | None = None
    latest: Day | None = None
    premises: tuple[str, ...] = ()


@dataclass(slots=True)
class Link:
    """That one statement (or group) stands to another in a way of `kind`."""

    kind: str
    source: str
    target: str
    differs: tuple[str, ...] = ()


@dataclass(slots=True)
class Assessment:
    """Our rating of a statement by one criterion."""

    of: str
    criterion: str
    rating: str
    day: Day
    why: str
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Participation:
    """Who took part in a meeting, in which post and role."""

    id: str
    participant: str
    post: str | None
    role: str
    name: str
    passage: tuple[int, int]


@dataclass(slots=True)
class Meeting:
    """A meeting that a document reports on."""

    id: str
    label: Trio
    topic: Trio
    held: Day | None
    place: str
    participations: list[Participation] = field(default_factory=list)


@dataclass(slots=True)
class Tenure:
    """That a person held a post, shown by a claim or participation."""

    id: str
    holder: str
    post: str
    attested: Day | None
    by: str
    start: Day | None = None
    end: Day | None = None


@dataclass(slots=True)
class Claim:
    """One claim with its one statement, whose number is the claim's."""

    number: str
    document: Document
    values: Values  # act, voice, speaker and the like
    passages: tuple[tuple[int, int], ...]
    kind: str
    gist: Trio
    says: Values  # bearer, task, place and the like: the statement's
    time: tuple[str, Span | None] | None = None  # due, inForce or period; None: unstated
    amount: Amount | None = None
    trigger: Trio | None = None
    inferences: list[Inference] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The claim's name."""
        return "claim/" + self.number

    @property
    def statement(self) -> str:
        """The statement's name."""
        return "statement/" + self.number

    @property
    def part(self) -> str:
        """The name of its deadline or period."""
        return f"statement/{self.number}/{self.time[0] if self.time else ''}"

    def inferred(self, name: str) -> tuple[str, ...]:
        """What we conclude of a property of the claim or statement."""
        return tuple(i.value for i in self.inferences if i.property == name and i.value)

    def inferred_day(self, name: str) -> Day | None:
        """The day that we conclude for a property of its deadline or period."""
        return next((i.day for i in self.inferences if i.property == name and i.day), None)


@dataclass(slots=True)
class Document:
    """One text in one language, with all that is told in it."""

    name: str
    label: Trio
    language: str
    publisher: str
    issued: Day | None
    day: Day  # the day that it is of, stated or not
    about: tuple[str, ...] = ()
    claims: list[Claim] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    inferences: list[Inference] = field(default_factory=list)
    length: int = 90

    @property
    def id(self) -> str:
        """The document's name among things."""
        return "document/" + self.name

    @property
    def earliest(self) -> Day:
        """The day of issue, or the first day of our span for it."""
        return self.issued or self.day.replace(month=1, day=1)

    @property
    def latest(self) -> Day:
        """The day of issue, or the last day of our span for it."""
        return self.issued or self.day.replace(month=12, day=31)

    def passage(self, length: int, gap: int = 2) -> tuple[int, int]:
        """The next stretch of the text."""
        start = self.length + gap
        self.length = start + length
        return start, self.length


@dataclass(slots=True)
class Thing:
    """A shared thing of a dossier, for the registry."""

    id: str
    kind: str
    label: Trio
    values: Values = field(default_factory=dict)
    population: Trio | None = None


@dataclass(slots=True)
class Dossier:
    """Documents that belong together, and the things and links that only they are about."""

    name: str
    things: list[Thing] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)

    def claims(self) -> Iterator[Claim]:
        """All claims in the order of their making."""
        for document in self.documents:
            yield from document.claims
