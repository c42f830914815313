"""Which claims tell one target again, and which of those told before is the nearest."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import Claim, Dossier
from .figures import Figures
from .obligations import of_kind
from .reading import Reading

AGAIN = {"restates", "revises", "contradicts"}
PURSUED = {"fulfils", "follows"}
_KINDS = ("Target", "Duty", "Forecast", "Result")
Telling = tuple[Claim, Claim | None, set[str]]


def tellings(dossier: Dossier, reading: Reading) -> Iterator[Telling]:
    """Each telling with the nearest before it and how that is the same; a target may have none."""
    told = list(of_kind(dossier, reading, *_KINDS))
    for claim in told:
        found = list(_before(dossier, reading, claim, told))
        days = [day for one, _ in found if (day := reading.latest(one.document))]
        for one, ways in found:
            if reading.latest(one.document) == max(days):
                yield claim, one, ways
        if not found and claim.kind == "Target":
            yield claim, None, set()


def _before(
    dossier: Dossier, reading: Reading, claim: Claim, told: list[Claim]
) -> Iterator[tuple[Claim, set[str]]]:
    """The tellings that are surely earlier."""
    first = reading.earliest(claim.document)
    for one in told:
        last = reading.latest(one.document)
        fits = one.kind == "Target" or (claim.kind == "Target" and one.kind != "Result")
        if fits and first and last and last < first:
            ways = _ways(dossier, reading, claim, one)
            if ways:
                yield one, ways


def _ways(dossier: Dossier, reading: Reading, claim: Claim, one: Claim) -> set[str]:
    """How the two are of one target: by our links, the indicator or the task."""
    both = Figures.of(dossier, reading, claim, one)
    ways = set(both.links & AGAIN)
    if claim.kind == "Result" and reading.inferences:
        ends = (claim.statement, one.statement)
        kinds = {link.kind for link in dossier.links if (link.source, link.target) == ends}
        ways |= kinds & PURSUED
    now, then = both.sides
    if both.common("place") or not (now.has("place") and then.has("place")):
        about = both.common("about") or not (now.has("about") or then.has("about"))
        if about and both.common("indicator"):
            ways.add("sameIndicator")
        if _one_task(both, claim, one):
            ways.add("sameTask")
    return ways


def _one_task(both: Figures, claim: Claim, one: Claim) -> bool:
    now, then = both.sides
    alike = both.common("indicator") or not (now.has("indicator") and then.has("indicator"))
    planned = claim.kind in ("Target", "Result") and one.kind == "Target"
    return planned and alike and both.common("task")
