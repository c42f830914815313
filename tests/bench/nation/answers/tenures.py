"""Questions about posts and their holders, and about the duties that a body inherits."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..country import Country
from ..facts import Claim, Day, Document, Dossier, Tenure
from .obligations import of_kind
from .reading import Columns, Reading, iso

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
Case = tuple[str, Mapping[str, str], tuple[str, ...], Rows]
_OBLIGATIONS = ("Duty", "Prohibition", "Permission", "Power", "Liability")
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_HELD = (
    *_TOLD, "post", "holder", "holder_inferred", "held", "valid_from", "valid_to", "attested_on",
    "attested_earliest", "attested_latest",
)  # fmt: skip
_INHERITED = (
    *_TOLD, "act", "speaker", "speaker_inferred", "speaker_post", "passages", "kind", "bearer",
    "bearer_inferred", "issuer", "jointly_with", "task", "heir", "succeeded_by", "predecessor",
    "steps", "succession", "succeeded_on", "basis", "done", "evidence",
)  # fmt: skip


def cases(country: Country, first: Dossier) -> Iterator[Case]:
    """Question, parameters, columns and rows of each case.

    Only the gazette tells of the ministers of culture, so what it tells decides who may have held
    that post. The first akim of a region held his throughout 2017.
    """
    for tenure in first.documents[0].tenures[:2]:
        yield "post-holder", {"post": tenure.post}, _HELD, _holders(tenure.post, None)
        given = {"person": tenure.holder}
        yield "post-holder", given, _HELD, _holders(None, None, tenure.holder)
    culture, nature = "post/minister-culture-1", "post/minister-nature-1"
    years = ((culture, 2018), (culture, 2030), (nature, 2030), (country.units[0].post, 2017))
    for post, year in years:
        date = datetime.date(year, 7, 1)
        given = {"post": post, "date": str(date)}
        yield "post-holder", given, _HELD, _holders(post, date)
    heirs = list(_heirs(country))
    for actor in (None, heirs[0].heir):
        given = {"actor": actor} if actor else {}
        yield "inherited-duties", given, _INHERITED, _inherited(heirs, actor)


# --- post-holder


def _holders(post: str | None, date: Day | None, person: str | None = None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        shown = [(t, d) for t, d in _shown(dossier, reading) if post in (None, t.post)]
        for tenure, document in shown:
            held = _held(tenure, date, [t for t, _ in shown]) if date else None
            if person in (None, tenure.holder) and (held or not date):
                yield _tenure(tenure, document, reading) | {"held": held}

    return rows


def _shown(dossier: Dossier, reading: Reading) -> Iterator[tuple[Tenure, Document]]:
    """Each tenure with the document whose claim or participation attests it, where that counts."""
    where = {claim.id: claim.document for claim in dossier.claims()}
    for document in dossier.documents:
        for meeting in document.meetings:
            where |= {one.id: document for one in meeting.participations}
    shown = [(one, where[one.by]) for home in dossier.documents for one in home.tenures]
    yield from ((tenure, document) for tenure, document in shown if reading.counts(document))


def _tenure(tenure: Tenure, document: Document, reading: Reading) -> Columns:
    spans = reading.inferences and not (tenure.attested or document.issued)
    return {
        **reading.document(document),
        "claim": tenure.by,
        "post": tenure.post,
        "holder": tenure.holder,
        "holder_inferred": None,
        "valid_from": iso(tenure.start),
        "valid_to": iso(tenure.end),
        "attested_on": iso(tenure.attested),
        "attested_earliest": iso(document.earliest) if spans else None,
        "attested_latest": iso(document.latest) if spans else None,
    }


def _held(tenure: Tenure, date: Day, known: list[Tenure]) -> str | None:
    """Within stated days, or since the last first day that is known and has no end."""
    days = [day for day in (tenure.start, tenure.end, tenure.attested) if day]
    if days and min(days) <= date <= max(days):
        return "certain"
    last = all(one.start <= tenure.start for one in known if one.start and tenure.start)
    since = tenure.start and tenure.start <= date and not tenure.end
    return "possible" if since and last else None


# --- inherited-duties


@dataclass(frozen=True, slots=True)
class _Heir:
    """A body, one that was before it with its post, and how and when the duties passed on."""

    heir: str
    old: str
    post: str
    steps: int
    since: Day
    after: tuple[str, Day] | None = None


def _heirs(country: Country) -> Iterator[_Heir]:
    for bodies in country.lines.values():
        for here, body in enumerate(bodies):
            later = bodies[here + 1] if here + 1 < len(bodies) else None
            after = (later.id, later.since) if later else None
            for steps, old in enumerate(reversed(bodies[:here]), 1):
                yield _Heir(body.id, old.id, old.post, steps, body.since, after)
    for area in country.units:
        if area.parent:
            yield _Heir(area.akimat, area.parent.akimat, area.parent.post, 1, area.since)


def _inherited(heirs: list[_Heir], actor: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        by_then = [one for one in heirs if not reading.as_of or one.since <= reading.as_of]
        for claim in of_kind(dossier, reading, *_OBLIGATIONS):
            for one in by_then:
                basis = _basis(claim, one, reading)
                if basis and actor in (None, one.heir):
                    evidence = _evidence(dossier, claim, reading)
                    columns = {"basis": basis, "done": bool(evidence), "evidence": evidence}
                    yield {**reading.claim(claim), **_succession(one, reading), **columns}

    return rows


def _basis(claim: Claim, one: _Heir, reading: Reading) -> str | None:
    """How the body, or its post, has to do with the obligation."""
    bearer, jointly = claim.says.get("bearer", ()), claim.says.get("jointlyWith", ())
    if one.old in bearer:
        return "stated"
    if one.old in jointly:
        return "jointly"
    if one.post in bearer + jointly:
        return "throughPost"
    inferred = reading.inferred(claim, "bearer", "jointlyWith")
    return "inferred" if {one.old, one.post} & {*inferred} else None


def _succession(one: _Heir, reading: Reading) -> Columns:
    after = one.after
    known = after and (reading.as_of is None or after[1] <= reading.as_of)
    return {
        "heir": one.heir,
        "predecessor": one.old,
        "steps": one.steps,
        "succession": "stated",
        "succeeded_on": one.since.isoformat(),
        "succeeded_by": [after[0]] if after and known else [],
    }


def _evidence(dossier: Dossier, claim: Claim, reading: Reading) -> list[str]:
    """Results that complete its task, not surely told before, and what we link as fulfilling it."""
    links = {one.source for one in dossier.links
             if one.kind == "fulfils" and one.target == claim.statement}  # fmt: skip
    first = reading.earliest(claim.document)
    found = set()
    for other in of_kind(dossier, reading, "Result"):
        shared = {*claim.says.get("task", ())} & {*other.says.get("task", ()),
                                                  *other.says.get("about", ())}  # fmt: skip
        last = reading.latest(other.document)
        late = first is None or last is None or last >= first
        if shared and other.says["stage"] == ("completed",) and late:
            found.add(other.id)
        if reading.inferences and other.statement in links:
            found.add(other.id)
    return sorted(found)
