"""What a check looks at and what it answers: one document with its text, and findings.

A finding is an error, save what only a reader can judge, which is a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mindet.passages.facts import Facts, Stretch, short
from mindet.passages.messages import WARNINGS, render
from mindet.passages.texts import Text

_SHOWN = 120  # characters of an uncovered stretch


@dataclass(frozen=True)
class Finding:
    """One disagreement: the document, the thing at fault, what is wrong, where, what to do."""

    document: str
    code: str
    subject: str
    what: str
    remedy: str
    where: str
    span: tuple[int, int] | None = None
    warning: bool = False

    def __str__(self) -> str:
        advice = f"; {self.remedy}" if self.remedy else ""
        return f"{self.where}: {short(self.subject)}: {self.what}{advice}"


@dataclass(frozen=True)
class Checked:
    """What the checks counted in one document."""

    document: str
    file: str
    covered: int
    letters: int
    accounted: int
    numbers: int


@dataclass(frozen=True)
class Verification:
    """All findings and, document by document, how much is accounted for."""

    findings: tuple[Finding, ...]
    documents: tuple[Checked, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings aside."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are more than a warning."""
        return tuple(f for f in self.findings if not f.warning)

    @property
    def covered(self) -> Fraction:
        """Which part of all letters and digits lies in a passage or a noClaim stretch."""
        letters = sum(d.letters for d in self.documents)
        return Fraction(sum(d.covered for d in self.documents), letters) if letters else Fraction(1)

    @property
    def numbers(self) -> tuple[int, int]:
        """How many printed numbers are accounted for, and how many there are."""
        return sum(d.accounted for d in self.documents), sum(d.numbers for d in self.documents)

    def summary(self, language: str = "en") -> str:
        """The counts in one line."""
        accounted, every = self.numbers
        ratio = f"{int(self.covered * 1000) / 10:.1f} %"  # rounded down: 100 means all
        wrong = len(self.errors)
        counts = {"errors": wrong, "warnings": len(self.findings) - wrong}
        return render(
            "summary", language, ratio=ratio, accounted=accounted, numbers=every, **counts
        )[0]


@dataclass(frozen=True)
class Case:
    """One document with its text: what every check looks at."""

    facts: Facts
    document: str
    text: Text
    language: str
    places: Mapping[str, str]

    def finding(
        self, code: str, subject: str, span: tuple[int, int] | None = None, **values: object
    ) -> Finding:
        """A finding about `subject`, at `span` of the text."""
        where = self.text.name
        if span:
            line, column = self.text.place(min(span[0], len(self.text.text)))
            where += f":{line}:{column} [{span[0]}-{span[1]}]"
        if subject in self.places:
            where = f"{self.places[subject]}: {where}"
        what, remedy = render(code, self.language, **values)
        warning = code in WARNINGS
        return Finding(self.document, code, subject, what, remedy, where, span, warning)

    def words(self, start: int, end: int) -> str:
        """A stretch of the text on one line, cut where it is long."""
        words = " ".join(self.text.text[start:end].split())
        return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"

    def inside(self, stretch: Stretch) -> bool:
        """Whether the stretch lies in the text and holds something."""
        start, end = stretch.bounds
        return 0 <= start < end <= len(self.text.text)

    def owners(self) -> list[str]:
        """The document's claims and participations."""
        return [*self.facts.claims(self.document), *self.facts.participations(self.document)]

    def passages(self, owner: str) -> list[tuple[int, int]]:
        """The passages of a claim or participation that lie in the text."""
        return [s.bounds for s in self.facts.passages(owner) if self.inside(s)]

    def unclaimed(self) -> list[tuple[int, int]]:
        """The noClaim stretches that lie in the text."""
        return [s.bounds for s in self.facts.unclaimed(self.document) if self.inside(s)]

    def covering(self) -> list[tuple[int, int]]:
        """Every stretch that accounts for letters."""
        return [*(p for owner in self.owners() for p in self.passages(owner)), *self.unclaimed()]
