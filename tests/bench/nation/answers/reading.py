"""What every question shares: how a document counts, and the columns that each claim fills.

Values are as in the facts (short names); several values are sorted lists, days ISO texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..facts import Claim, Day, Document

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """As of which day, and whether our conclusions count."""

    as_of: Day | None = None
    inferences: bool = True

    def earliest(self, document: Document) -> Day | None:
        """The first day that the document may be of, as far as this reading knows."""
        return document.earliest if document.issued or self.inferences else None

    def latest(self, document: Document) -> Day | None:
        """The last one."""
        return document.latest if document.issued or self.inferences else None

    def counts(self, document: Document) -> str | None:
        """Whether it counts for certain or perhaps; None: it is later."""
        earliest, latest = self.earliest(document), self.latest(document)
        if self.as_of is None:
            return "certain"
        if earliest and earliest > self.as_of:
            return None
        return "certain" if latest and latest <= self.as_of else "possible"

    def inferred(self, claim: Claim, *names: str) -> list[str]:
        """What we conclude of these properties, where that counts."""
        return several(claim.inferred(name) for name in names) if self.inferences else []

    def day(self, claim: Claim, name: str) -> Day | None:
        """The day that we conclude, where that counts."""
        return claim.inferred_day(name) if self.inferences else None

    def document(self, document: Document) -> Columns:
        """The columns of a document."""
        spans = self.inferences and not document.issued
        return {
            "document": document.id,
            "issued": iso(document.issued),
            "issued_earliest": iso(document.earliest) if spans else None,
            "issued_latest": iso(document.latest) if spans else None,
            "counts": self.counts(document),
        }

    def claim(self, claim: Claim) -> Columns:
        """The columns of a claim, its document and the bearers of its statement."""
        said, says = claim.values, claim.says
        return {
            **self.document(claim.document),
            "claim": claim.id,
            "act": said["act"][0],
            "kind": [claim.kind],
            "speaker": said["speaker"][0],
            "speaker_inferred": self.inferred(claim, "speaker"),
            "speaker_post": sorted(said.get("speakerPost", ())),
            "passages": [f"{a}-{b}" for a, b in claim.passages],
            "bearer": sorted(says.get("bearer", ())),
            "bearer_inferred": self.inferred(claim, "bearer"),
            "issuer": sorted(says.get("issuer", ())),
            "jointly_with": sorted(says.get("jointlyWith", ())),
            "task": sorted(says.get("task", ())),
            "responsible": sorted(says.get("responsible", ())),
            "who": several(says.get(one, ()) for one in WHO),
            "who_inferred": self.inferred(claim, *WHO),
            **self._time(claim),
        }

    def _time(self, claim: Claim) -> Columns:
        span = claim.time[1] if claim.time and claim.time[0] != "inForce" else None
        return {
            "strict_end": iso(span.strict) if span else None,
            "lenient_end": iso(span.lenient) if span else None,
            "strict_end_inferred": iso(self.day(claim, "strictEnd")),
            "lenient_end_inferred": iso(self.day(claim, "lenientEnd")),
        }


WHO = ("bearer", "responsible", "actor", "proposer")


def iso(day: Day | None) -> str | None:
    """A day as text."""
    return None if day is None else day.isoformat()


def several(values: Iterable[Iterable[str]]) -> list[str]:
    """All of them, once each, in order."""
    return sorted({one for some in values for one in some})
