"""Questions that each claim answers alone: powers, prohibitions, duties and when they fall due."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import Claim, Day, Dossier
from .reading import Columns, Reading, iso, several

TOLD = ("instructs", "enacts", "reports", "reminds")
AKIMATS = ("group/akimats", "group/pilot-akimats")  # and each akimat by its own name
SAME_PARTY = "group/local-bodies"


def of_kind(dossier: Dossier, reading: Reading, *kinds: str) -> Iterator[Claim]:
    """The claims that state something of these kinds, in documents that count."""
    for document in dossier.documents:
        if reading.counts(document):
            yield from (claim for claim in document.claims if claim.kind in kinds)


def in_force(dossier: Dossier, reading: Reading, *kinds: str) -> Iterator[Columns]:
    """Powers, permissions, prohibitions or liabilities."""
    for claim in of_kind(dossier, reading, *kinds):
        span = claim.time[1] if claim.time else None
        yield {
            **reading.claim(claim),
            "counterparty": sorted(claim.says.get("counterparty", ())),
            "legal_basis": sorted(claim.says.get("legalBasis", ())),
            "since": iso(span.start) if span else None,
            "since_inferred": iso(reading.day(claim, "from")),
            "until": iso(span.lenient) if span else None,
        }


def instructions(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Duties that are given, told of or reminded of."""
    for claim in of_kind(dossier, reading, "Duty"):
        if claim.values["act"][0] in TOLD:
            yield reading.claim(claim)


def due_by(dossier: Dossier, reading: Reading, date: Day, lenient: bool) -> Iterator[Columns]:
    """Duties and targets with a last day until `date`."""
    for claim in of_kind(dossier, reading, "Duty", "Target"):
        last = last_day(claim, reading, lenient)
        if last and last <= date:
            yield {**reading.claim(claim), "last_day": iso(last)}


def last_day(claim: Claim, reading: Reading, lenient: bool) -> Day | None:
    """The last day of a duty or target in the strict or the lenient reading, if it has one."""
    span = claim.time[1] if claim.time else None
    if span is None:
        return None
    strictly = span.strict or reading.day(claim, "strictEnd")
    leniently = span.lenient or reading.day(claim, "lenientEnd")
    return leniently if lenient else strictly


def akimats(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """What is required of akimats under any of their names."""
    for claim in of_kind(dossier, reading, "Duty", "Prohibition", "Liability"):
        basis = _basis(claim, reading)
        if basis:
            yield {**reading.claim(claim), "basis": basis}


def _basis(claim: Claim, reading: Reading) -> str | None:
    named = several(claim.says.get(name, ()) for name in ("bearer", "jointlyWith"))
    if any(map(_is_akimat, named)):
        return "stated"
    if reading.inferences and SAME_PARTY in named:
        return "sameParty"
    concluded = reading.inferred(claim, "bearer", "jointlyWith")
    return "inferred" if any(map(_is_akimat, concluded)) else None


def _is_akimat(name: str) -> bool:
    return name.startswith("akimat/") or name in AKIMATS
