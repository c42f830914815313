"""The six criteria of each instruction: the analyst's rating, and what the dossier holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ..facts import Claim, Dossier
from .obligations import AKIMATS, TOLD, of_kind
from .reading import Columns, Reading, iso
from .tasks import Tasks

Given = Mapping[str, str]
Asked = tuple[str, Given, tuple[str, ...], Callable[[Dossier, Reading], Iterator[Columns]]]
MONEY = ("kzt", "usd")
CRITERIA = (
    "workedThrough", "fitsStrategy", "concreteResult", "realisticDeadline", "resourced",
    "noDuplicate",
)  # fmt: skip
_COLUMNS = (
    "claim", "document", "counts", "issued", "issued_earliest", "issued_latest", "act", "speaker",
    "speaker_inferred", "speaker_post", "passages", "bearer", "bearer_inferred", "strict_end",
    "lenient_end", "strict_end_inferred", "lenient_end_inferred", "criterion", "rating",
    "assessed_as_of", "rated_on", "in_graph", "found", "named",
)  # fmt: skip


def cases(first: Dossier) -> Iterator[Asked]:
    """All instructions, one alone, those of its document, and those to the akimats."""
    one = next(claim for claim in first.claims() if claim.values["act"][0] == "instructs")
    for given in ({}, {"claim": one.id}, {"document": one.document.id}, {"actor": AKIMATS[0]}):
        yield "instruction-quality", given, _COLUMNS, partial(_asked, given)


def _asked(given: Given, dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    return (row for claim, row in quality(dossier, reading) if _meant(given, reading, claim))


def _meant(given: Given, reading: Reading, claim: Claim) -> bool:
    bearers = (*claim.says["bearer"], *reading.inferred(claim, "bearer"))
    return (
        given.get("claim") in (None, claim.id)
        and given.get("document") in (None, claim.document.id)
        and given.get("actor") in (None, *bearers)
    )


@dataclass(frozen=True, slots=True)
class Find:
    """What one claim holds for one criterion, and the thing that it names."""

    criterion: str
    term: str
    claim: Claim
    named: str | None = None


def quality(dossier: Dossier, reading: Reading) -> Iterator[tuple[Claim, Columns]]:
    """Each instruction with its six rows."""
    tasks = Tasks.of(dossier)
    known = [c for d in dossier.documents if reading.counts(d) for c in d.claims]
    for claim in of_kind(dossier, reading, "Duty"):
        if claim.values["act"][0] in TOLD:
            finds = [
                *_own(dossier, reading, claim),
                *_earlier(dossier, reading, claim, known),
                *_money(dossier, claim, known),
                *_again(tasks, reading, claim, known),
                *_linked(dossier, reading, claim, known),
            ]
            for criterion in CRITERIA:
                held = [find for find in finds if find.criterion == criterion]
                yield claim, _row(dossier, reading, claim, criterion, held)


def _row(
    dossier: Dossier, reading: Reading, claim: Claim, criterion: str, held: list[Find]
) -> Columns:
    silent = criterion == "realisticDeadline" and not (claim.time and claim.time[1])
    sure = {reading.counts(find.claim.document) for find in held} <= {"certain"}
    own = reading.claim(claim)
    return {
        **own,
        **_rating(dossier, reading, claim, criterion),
        "criterion": criterion,
        "in_graph": sorted({find.term for find in held})
        or ["unstated" if silent else "nothingFound"],
        "found": sorted({find.claim.id for find in held}),
        "named": sorted({find.named for find in held if find.named}),
        "counts": own["counts"] if sure else "possible",
    }


def _rating(dossier: Dossier, reading: Reading, claim: Claim, criterion: str) -> Columns:
    """The latest rating that is known."""
    rated = [
        one
        for one in dossier.assessments
        if (one.of, one.criterion) == (claim.statement, criterion)
        and reading.inferences
        and (reading.as_of is None or one.day <= reading.as_of)
    ]
    last = max(rated, key=lambda one: one.day, default=None)
    return {
        "rating": last.rating if last else "notAssessed",
        "assessed_as_of": iso(last.day) if last else None,
        "rated_on": sorted(last.evidence) if last else [],
    }


def _own(dossier: Dossier, reading: Reading, claim: Claim) -> Iterator[Find]:
    """What the instruction itself says: figure, time, and what it is part of."""
    figure, says = claim.amount, claim.says
    if figure and (figure.lower is not None or figure.upper is not None):
        yield Find("concreteResult", "figureNamed", claim, f"{claim.statement}/quantity")
    elif figure and "universal" in figure.flags:
        yield Find("concreteResult", "allWithoutFigure", claim, f"{claim.statement}/quantity")
    for name in says.get("indicator", ()):
        yield Find("concreteResult", "indicatorNamed", claim, name)
    if term := _deadline(reading, claim):
        yield Find("realisticDeadline", term, claim, claim.part)
    for name in says.get("legalBasis", ()):
        yield Find("fitsStrategy", "legalBasisNamed", claim, name)
    for name in _wholes(dossier, _around(dossier, claim)):
        if name.startswith("programme/"):
            yield Find("fitsStrategy", "partOfProgramme", claim, name)
        elif name.startswith("legal-instrument/"):
            yield Find("fitsStrategy", "legalInstrumentNamed", claim, name)


def _deadline(reading: Reading, claim: Claim) -> str | None:
    span = claim.time[1] if claim.time else None
    if span is None:
        return None
    if span.strict or span.lenient:
        return "lastDayStated"
    if reading.day(claim, "strictEnd") or reading.day(claim, "lenientEnd"):
        return "lastDayInferred"
    return "urgencyOnly" if span.urgency else "dayNotReckoned"


def _around(dossier: Dossier, claim: Claim, *more: str) -> set[str]:
    """What the instruction is about, and what that serves or enables."""
    things = {thing.id: thing.values for thing in dossier.things}
    about = {name for key in ("task", "about", *more) for name in claim.says.get(key, ())}
    steps = {
        goal
        for name in about
        for key in ("serves", "enables")
        for goal in things.get(name, {}).get(key, ())
    }
    return about | steps


def _wholes(dossier: Dossier, names: set[str]) -> set[str]:
    """Those undertakings, and the ones that they are part of."""
    larger = {thing.id: set(thing.values.get("partOf", ())) for thing in dossier.things}
    found = set(names)
    while more := {whole for name in found for whole in larger.get(name, ())} - found:
        found |= more
    return found


def _earlier(
    dossier: Dossier, reading: Reading, claim: Claim, known: list[Claim]
) -> Iterator[Find]:
    """Proposals and results on the task, and drafts, of documents that are surely earlier."""
    start = reading.earliest(claim.document)
    tasks = set(claim.says.get("task", ()) + claim.says.get("about", ()))
    tasks = {name for name in tasks if name.startswith("task/")}
    drafts = {n for n in _around(dossier, claim, "legalBasis") if n.startswith("legal-instrument/")}
    for other in known:
        end = reading.latest(other.document)
        if not (start and end and end < start):
            continue
        on = set(other.says.get("task", ()) + other.says.get("about", ()))
        term = {"Proposal": "proposedBefore", "Result": "resultBefore"}.get(other.kind)
        for name in on & tasks if term else ():
            yield Find("workedThrough", term or "", other, name)
        if other.kind == "Result" and other.says.get("stage") in (("drafted",), ("submitted",)):
            for name in drafts.intersection(other.says.get("about", ())):
                yield Find("workedThrough", "draftedBefore", other, name)


def _money(dossier: Dossier, claim: Claim, known: list[Claim]) -> Iterator[Find]:
    """Who pays for what the instruction is about, and money told of it."""
    around = _around(dossier, claim)
    units = {thing.id: thing.values.get("unit", ("",))[0] for thing in dossier.things}
    for other in known:
        if other.kind == "Involvement" and other.says["role"][0] in ("funds", "investor"):
            actor = other.says["actor"][0]
            if around.intersection(other.says["undertaking"]):
                named = None if actor == "unstated" else actor
                yield Find("resourced", "funderNamed", other, named)
        on = around.intersection(other.says.get("task", ()) + other.says.get("about", ()))
        counted = {units.get(name) for name in other.says.get("indicator", ())}
        if on and counted.intersection(MONEY) and other is not claim:
            named = f"{other.statement}/quantity" if other.amount else None
            yield Find("resourced", "moneyTold", other, named)


def _again(tasks: Tasks, reading: Reading, claim: Claim, known: list[Claim]) -> Iterator[Find]:
    """Duties on the task, on a wider one or on a part of it, not later."""
    for other in known:
        if other.kind != "Duty" or other is claim or not _not_later(reading, other, claim):
            continue
        (mine,), (theirs,) = claim.says["task"], other.says["task"]
        given = other.values["act"][0] in ("instructs", "enacts")
        if mine == theirs:
            term = "instructedToo" if given else "demandedToo"
            yield Find("noDuplicate", term, other, theirs)
        elif theirs in tasks.upwards(mine) or mine in tasks.upwards(theirs):
            yield Find("noDuplicate", "widerOrPartDemanded", other, theirs)


def _linked(dossier: Dossier, reading: Reading, claim: Claim, known: list[Claim]) -> Iterator[Find]:
    """What our links call the same, or what the instruction carries on from."""
    told = {other.statement: other for other in known if _not_later(reading, other, claim)}
    for link in dossier.links if reading.inferences else ():
        ends = (link.source, link.target)
        if link.kind == "restates" and claim.statement in ends:
            other = told.get(ends[ends[0] == claim.statement])
            if other:
                yield Find("noDuplicate", "restatesByLink", other)
        if link.kind == "follows" and link.source == claim.statement:
            other = told.get(link.target)
            if other and other.kind == "Duty":
                yield Find("noDuplicate", "followsByLink", other)


def _not_later(reading: Reading, other: Claim, claim: Claim) -> bool:
    end, start = reading.latest(other.document), reading.earliest(claim.document)
    return other.document is claim.document or bool(end and start and end <= start)
