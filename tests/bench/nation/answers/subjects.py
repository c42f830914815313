"""Questions about one thing: a meeting, an actor, an undertaking, a place."""

from __future__ import annotations

from collections.abc import Iterator

from ..country import Country
from ..facts import Claim, Document, Dossier, Meeting
from .obligations import of_kind
from .reading import Columns, Reading, iso

STATES = ("Target", "Forecast", "Result", "Involvement", "Proposal", "Assertion")
_ALL = (*STATES, "Duty", "Prohibition", "Permission", "Power", "Liability")
_ROLES = (
    "bearer", "jointlyWith", "counterparty", "issuer", "responsible", "actor", "proposer",
    "beneficiary", "about",
)  # fmt: skip
_LIKENESS = {
    "comparable_with": ("comparable", "restates", "revises"),
    "not_comparable_with": ("notComparable",),
}
_SPEECH = ("speaker", "speakerPost", "addressee", "relayedBy")


# --- reporters


def reporters(dossier: Dossier, reading: Reading, meeting: str | None) -> Iterator[Columns]:
    """Who reported at each meeting, in the document that names them."""
    for document, told in _reports(dossier, reading):
        spans = reading.inferences and told.held is None
        columns = {
            **reading.document(document),
            "meeting": told.id,
            "held_on": iso(told.held),
            "held_earliest": iso(document.earliest) if spans else None,
            "held_latest": iso(document.latest) if spans else None,
        }
        for one in told.participations if meeting in (None, told.id) else ():
            if one.role == "reporter":
                post = [one.post] if one.post else []
                person = {"reporter": one.participant, "post": post, "printed": one.name}
                yield {**columns, **person, "claim": one.id}


def _reports(dossier: Dossier, reading: Reading) -> Iterator[tuple[Document, Meeting]]:
    """Each meeting with the document that names who took part, where that counts."""
    for document in dossier.documents:
        if reading.counts(document):
            yield from ((document, told) for told in document.meetings)


# --- actor-profile


def profile(dossier: Dossier, reading: Reading, actor: str) -> Iterator[Columns]:
    """Each role of an actor or post."""
    yield from _in_claims(dossier, reading, actor)
    yield from _in_meetings(dossier, reading, actor)


def _in_claims(dossier: Dossier, reading: Reading, actor: str) -> Iterator[Columns]:
    for claim in dossier.claims():
        if not reading.counts(claim.document):
            continue
        columns = reading.claim(claim)
        stated = [role for role in _ROLES if actor in claim.says.get(role, ())]
        stated += [role for role in _SPEECH if actor in claim.values.get(role, ())]
        yield from ({**columns, "role": role, "inferred": False} for role in stated)
        for one in claim.inferences if reading.inferences else ():
            if one.value == actor:
                yield {**columns, "role": one.property, "inferred": True}


def _in_meetings(dossier: Dossier, reading: Reading, actor: str) -> Iterator[Columns]:
    """Meetings that the actor took part in, and posts that a claim or participation shows."""
    tenures = [one for document in dossier.documents for one in document.tenures]
    shown = {tenure.by for tenure in tenures if tenure.holder == actor}
    held: Columns = {"role": "holder", "inferred": False}
    for document, told in _reports(dossier, reading):
        columns = reading.document(document)
        for one in told.participations:
            if actor in (one.participant, one.post):
                yield {**columns, "claim": one.id, "role": one.role, "inferred": False}
            if one.id in shown:
                yield {**columns, "claim": one.id, **held}
    for claim in dossier.claims():
        if claim.id in shown and reading.counts(claim.document):
            yield {**reading.document(claim.document), "claim": claim.id, **held}


# --- last-mile, road-coverage, village-connectivity


def named(dossier: Dossier, reading: Reading, undertaking: str) -> Iterator[Columns]:
    """All that is told of an undertaking or of tasks that serve or enable it."""
    tasks = {
        thing.id
        for thing in dossier.things
        if undertaking in thing.values.get("serves", ()) + thing.values.get("enables", ())
    }
    for claim in of_kind(dossier, reading, *_ALL):
        said = {one for name in ("about", "undertaking") for one in claim.says.get(name, ())}
        basis = "inferred" if undertaking in reading.inferred(claim, "about") else None
        if tasks & {*claim.says.get("task", ()), *claim.says.get("about", ())}:
            basis = "task"
        if undertaking in said:
            basis = "named"
        if basis:
            columns = {**reading.claim(claim), "undertaking": undertaking, "basis": basis}
            for name, kinds in _LIKENESS.items():
                linked = _linked(dossier, claim, kinds) if reading.inferences else []
                columns[name] = linked
            yield columns


def _linked(dossier: Dossier, claim: Claim, kinds: tuple[str, ...]) -> list[str]:
    """The claims at the other end of links of these kinds."""
    ends = {
        end
        for link in dossier.links
        if link.kind in kinds and claim.statement in (link.source, link.target)
        for end in (link.source, link.target)
    }
    return sorted(end.replace("statement/", "claim/") for end in ends - {claim.statement})


def covered(
    dossier: Dossier, reading: Reading, undertaking: str, indicator: str
) -> Iterator[Columns]:
    """Figures and stages of an undertaking or indicator."""
    for claim in of_kind(dossier, reading, *STATES):
        basis = "inferred" if undertaking in reading.inferred(claim, "about") else None
        if indicator in claim.says.get("indicator", ()):
            basis = "indicator"
        if undertaking in claim.says.get("about", ()) + claim.says.get("undertaking", ()):
            basis = "undertaking"
        if basis:
            yield {**reading.claim(claim), **figures(claim), "basis": basis}


def figures(claim: Claim) -> Columns:
    """Bounds and stage of what a claim states."""
    figure = claim.amount
    return {
        "lower": figure.lower if figure else None,
        "upper": figure.upper if figure else None,
        "stage": claim.says.get("stage", (None,))[0],
    }


def inside(country: Country, place: str) -> set[str]:
    """The place, and the villages in it where it is a district."""
    return {place, *(village for village, _ in country.villages.get(place, ()))}


def placed(dossier: Dossier, reading: Reading, places: set[str]) -> Iterator[Columns]:
    """Targets, forecasts and results for places, or counted as those are."""
    counted = {
        indicator
        for claim in dossier.claims()
        if places & {*_where(claim)}
        for indicator in claim.says.get("indicator", ())
    }
    for claim in of_kind(dossier, reading, "Target", "Forecast", "Result"):
        basis = "inferred" if places & {*reading.inferred(claim, "place")} else None
        if counted & {*claim.says.get("indicator", ())}:
            basis = "indicator"
        if places & {*_where(claim)}:
            basis = "place"
        if basis:
            yield {**reading.claim(claim), **figures(claim), "basis": basis}


def _where(claim: Claim) -> tuple[str, ...]:
    return claim.says.get("place", ()) + claim.says.get("beneficiary", ())
