"""The question what came of each plan."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import Claim, Dossier
from .figures import Figures
from .obligations import of_kind
from .reading import Columns, Reading

SHARED = ("indicator", "about", "task")
_NOTHING: Columns = {
    "relation": None,
    "comparison": None,
    "against": [],
    "claim_2": None,
    "document_2": None,
    "stage_2": None,
    "issued_2": None,
}


def outcomes(dossier: Dossier, reading: Reading, undertaking: str | None) -> Iterator[Columns]:
    """Each target with each later result for it, or with none."""
    links = {(link.source, link.target): link.kind for link in dossier.links}
    results = list(of_kind(dossier, reading, "Result"))
    for target in of_kind(dossier, reading, "Target"):
        about = target.says.get("about", ()) + target.says.get("task", ())
        if undertaking is None or undertaking in about:
            rows = list(_found(dossier, target, results, links, reading)) or [_NOTHING]
            yield from ({**reading.claim(target), **row} for row in rows)


def _found(
    dossier: Dossier,
    target: Claim,
    results: list[Claim],
    links: dict[tuple[str, str], str],
    reading: Reading,
) -> Iterator[Columns]:
    for result in results:
        link = links.get((result.statement, target.statement)) if reading.inferences else None
        pursued = link in ("fulfils", "follows")
        if pursued or (_things(target) & _things(result) and _later(result, target, reading)):
            against = Figures.of(dossier, reading, target, result).against()
            fits = link in ("fulfils", "comparable") or not against
            yield {
                "relation": link if pursued else _likeness(target, result),
                "comparison": "comparable" if fits else "notComparable",
                "against": sorted(against),
                "claim_2": result.id,
                "document_2": result.document.id,
                "stage_2": result.says["stage"][0],
                "issued_2": reading.document(result.document)["issued"],
            }


def _things(claim: Claim) -> set[str]:
    """What the statement counts or is about."""
    return {one for name in SHARED for one in claim.says.get(name, ())}


def _later(result: Claim, target: Claim, reading: Reading) -> bool:
    first, last = reading.earliest(result.document), reading.latest(target.document)
    return bool(first and last and first > last)


def _counted_alike(target: Claim, result: Claim) -> bool:
    return bool({*target.says.get("indicator", ())} & {*result.says.get("indicator", ())})


def _likeness(target: Claim, result: Claim) -> str:
    return "sameIndicator" if _counted_alike(target, result) else "sameUndertaking"
