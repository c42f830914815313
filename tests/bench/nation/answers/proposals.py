"""Proposals and what followed; undertakings with parties from abroad."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..facts import Claim, Dossier
from .obligations import of_kind
from .reading import Columns, Reading

Given = Mapping[str, str]
Asked = tuple[str, Given, tuple[str, ...], Callable[[Dossier, Reading], Iterator[Columns]]]
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_SAID = (*_TOLD, "speaker", "speaker_inferred", "speaker_post", "passages")
_HALF = ("document", "issued", "issued_earliest", "issued_latest", "act", "kind")
_NEAR = ("fulfils", "follows", "restates", "sameTask", "sameUndertaking")
_LATER = ("relation", "claim_2", "stage_2", *(f"{name}_2" for name in _HALF))
_PROPOSALS = (*_SAID, "proposer", "task", *_LATER)
_PARTIES = (*_SAID, "act", "undertaking", "partner", "role", "ground", "basis", "kind", "others")
_GROUNDS = {
    "international-organization/lenders": "InternationalOrganization",
    "country/orda": "foreignCountry",
}
_HOME = {"home": "country/dala"}


def cases(first: Dossier) -> Iterator[Asked]:
    """All cases, with things of the first dossier where one is to be named."""
    project = f"project/{first.name}a"
    for given in (
        {}, {"undertaking": project}, {"undertaking": f"task/{first.name}b-part"},
        {"proposer": "mn:unstated"},
    ):  # fmt: skip
        yield "proposals", given, _PROPOSALS, partial(_proposed, given)
    for more in ({}, {"undertaking": project}, {"partner": "country/orda"}):
        yield "international-projects", _HOME | more, _PARTIES, partial(_foreign, more)


# --- proposals


def _proposed(given: Given, dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each proposal with each later claim that is near to it, or with none."""
    who = given.get("proposer", "").removeprefix("mn:")
    for claim in of_kind(dossier, reading, "Proposal"):
        of = _tasks(claim) | _undertakings(dossier, claim)
        if given.get("undertaking") in {None, *of} and (not who or who in claim.says["proposer"]):
            columns = reading.claim(claim) | {"proposer": sorted(claim.says["proposer"])}
            rows = list(_followed(dossier, reading, claim)) or [dict.fromkeys(_LATER) | _SILENCE]
            yield from ({**columns, **row} for row in rows)


_SILENCE: Columns = {"kind_2": []}


def _followed(dossier: Dossier, reading: Reading, claim: Claim) -> Iterator[Columns]:
    for document in dossier.documents:
        for other in document.claims if reading.counts(document) else ():
            relation = _relation(dossier, reading, claim, other)
            if relation:
                told = {**reading.claim(other), "kind": [other.kind]}
                half = {f"{name}_2": told[name] for name in _HALF}
                stage = other.says.get("stage", (None,))[0]
                known = {reading.counts(claim.document), reading.counts(document)}
                certain = "certain" if known == {"certain"} else "possible"
                yield {"relation": relation, "claim_2": other.id, "stage_2": stage,
                       "counts": certain, **half}  # fmt: skip


def _relation(dossier: Dossier, reading: Reading, claim: Claim, other: Claim) -> str | None:
    """The nearest way in which the other claim follows the proposal."""
    kinds = {link.kind for link in dossier.links if reading.inferences
             and (link.source, link.target) == (other.statement, claim.statement)}  # fmt: skip
    back = {link.kind for link in dossier.links if reading.inferences
            and (link.source, link.target) == (claim.statement, other.statement)}  # fmt: skip
    kinds |= {"restates"} & back
    kinds |= {"sameTask"} if _tasks(claim) & _tasks(other) else set()
    shared = _undertakings(dossier, claim) & _undertakings(dossier, other)
    kinds |= {"sameUndertaking"} if shared else set()
    nearest = next((kind for kind in _NEAR if kind in kinds), None)
    return nearest if nearest in _NEAR[:2] or _later(other, claim, reading) else None


def _later(other: Claim, claim: Claim, reading: Reading) -> bool:
    first, last = reading.earliest(other.document), reading.latest(claim.document)
    return bool(first and last and first > last)


def _tasks(claim: Claim) -> set[str]:
    told = claim.says.get("task", ()) + claim.says.get("about", ())
    return {one for one in told if one.startswith("task/")}


def _undertakings(dossier: Dossier, claim: Claim) -> set[str]:
    """What the claim is about or has a role in, and what its tasks serve."""
    told = {*claim.says.get("about", ()), *claim.says.get("undertaking", ())}
    served = {one for thing in dossier.things if thing.id in _tasks(claim)
              for one in thing.values.get("serves", ())}  # fmt: skip
    return {one for one in told if one.startswith(("project/", "legal-instrument/"))} | served


# --- international-projects


def _foreign(given: Given, dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each part that a party from abroad has in a project; no group is said to be foreign."""
    for claim in of_kind(dossier, reading, "Involvement"):
        (partner,), (undertaking,) = claim.says["actor"], claim.says["undertaking"]
        ground = _GROUNDS.get(partner)
        asked = given.get("partner", partner) == partner
        if not ground or not asked or given.get("undertaking", undertaking) != undertaking:
            continue
        yield {
            **reading.claim(claim),
            "undertaking": undertaking,
            "partner": partner,
            "role": claim.says["role"][0],
            "ground": ground,
            "basis": "stated",
            "others": _others(dossier, reading, claim, undertaking),
        }


def _others(dossier: Dossier, reading: Reading, claim: Claim, undertaking: str) -> list[str]:
    return sorted(
        other.id
        for document in dossier.documents
        if reading.counts(document)
        for other in document.claims
        if other is not claim
        and undertaking in other.says.get("about", ()) + other.says.get("undertaking", ())
    )
