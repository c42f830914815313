"""Questions about deadlines and promises: what is overdue, what lacks a day or a name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from ..facts import Amount, Claim, Day, Dossier
from .obligations import last_day, of_kind
from .reading import Columns, Reading, several

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
_Evidence = list[tuple[Claim, str]]
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest", "act")
_ENDS = ("strict_end", "lenient_end", "strict_end_inferred", "lenient_end_inferred")
_ABOUT = ("about", "about_inferred")
_OVERDUE = (
    *_TOLD, *_ENDS, "last_day", "who", "who_inferred", "jointly_with", "sought", "sought_inferred",
    "why", "found", "found_inferred", "rating_inferred",
)  # fmt: skip
_PROMISES = ("commitment", "same_indicator", "same_undertaking", "committed_inferred")
_THINGS = ("task", "about", "indicator")
_RELATED = ("follows", "comparable", "notComparable")


def cases(first: Dossier) -> Iterator[tuple[str, Mapping[str, str], tuple[str, ...], Rows]]:
    """Question, parameters, columns and rows of each case."""
    project = f"project/{first.name}a"
    for date in (datetime.date(2021, 12, 31), datetime.date(2026, 3, 31)):
        for how in ("strict", "lenient"):
            given = {"date": str(date), "reading": how}
            yield "overdue", given, _OVERDUE, _overdue(date, how == "lenient", None)
            given = {**given, "undertaking": project}
            yield "overdue", given, _OVERDUE, _overdue(date, how == "lenient", project)
    for undertaking in (None, project):
        given = {"undertaking": undertaking} if undertaking else {}
        columns = (*_TOLD, *_ABOUT, "who", "who_inferred", "kind", "urgency")
        for duties in (False, True):
            both = {**given, "duties": str(duties).lower()}
            yield "targets-without-deadline", both, columns, _undated(undertaking, duties)
        columns = (*_TOLD, *_ABOUT, *_ENDS, "responsible")
        yield "targets-without-responsible", given, columns, _unanswered(undertaking)
        columns = (*_TOLD, *_ABOUT, *_ENDS, *_PROMISES, "responsible", "results_from")
        yield "expectations-only", given, columns, _expected(undertaking)


# --- what each statement is about


def _stated(claim: Claim, *names: str) -> set[str]:
    return {one for name in names for one in claim.says.get(name, ())} - {"unstated"}


def _serving(dossier: Dossier, things: set[str]) -> set[str]:
    """The things, and the undertakings that the tasks among them serve."""
    served = (t.values.get("serves", ()) for t in dossier.things if t.id in things)
    return {*things, *several(served)}


def _concerns(dossier: Dossier, reading: Reading, claim: Claim, undertaking: str | None) -> bool:
    """Whether it is about the undertaking, by what it says, by its task or as we infer."""
    if undertaking is None:
        return True
    said = _serving(dossier, _stated(claim, "about", "task"))
    return undertaking in said or undertaking in reading.inferred(claim, "about", "task")


def _columns(reading: Reading, claim: Claim) -> Columns:
    span = claim.time[1] if claim.time else None
    return {
        **reading.claim(claim),
        "about": sorted(_stated(claim, "about", "task")),
        "about_inferred": reading.inferred(claim, "about", "task"),
        "urgency": [span.urgency] if span and span.urgency else [],
    }


# --- overdue


def _overdue(date: Day, lenient: bool, undertaking: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        known = Reading(min(date, reading.as_of or date), reading.inferences)
        for claim in of_kind(dossier, known, "Duty", "Target"):
            last = last_day(claim, reading, lenient)
            if last and last < date and _concerns(dossier, reading, claim, undertaking):
                ratings = _ratings(dossier, known, claim)
                evidence = _evidence(dossier, reading, known, claim)
                if "complete" not in ratings and "done" not in {why for _, why in evidence}:
                    yield {
                        **known.claim(claim),
                        **_sought(reading, claim, evidence),
                        "last_day": last.isoformat(),
                        "rating_inferred": ratings,
                    }

    return rows


def _sought(reading: Reading, claim: Claim, evidence: _Evidence) -> Columns:
    """What was looked for, what was found and why it is not enough."""
    things = _stated(claim, *_THINGS)
    stated = {one.id for one, _ in evidence if things & _stated(one, *_THINGS)}
    return {
        "sought": sorted(things),
        "sought_inferred": reading.inferred(claim, *_THINGS),
        "why": sorted({why for _, why in evidence}) or ["noEvidence"],
        "found": sorted(stated),
        "found_inferred": sorted({one.id for one, _ in evidence} - stated),
    }


def _ratings(dossier: Dossier, known: Reading, claim: Claim) -> list[str]:
    """How far we say it has come, by the day that is known."""
    day = known.as_of or datetime.date.max
    rated = (
        one.rating
        for one in dossier.assessments
        if one.of == claim.statement and one.criterion == "completion" and one.day <= day
    )
    return sorted({*rated}) if known.inferences else []


def _evidence(dossier: Dossier, reading: Reading, known: Reading, claim: Claim) -> _Evidence:
    """Each result that has to do with the claim, and whether it is done by that."""
    links = _links(dossier, claim) if reading.inferences else {}
    things = _stated(claim, *_THINGS) | {*reading.inferred(claim, *_THINGS)}
    found = []
    for result in of_kind(dossier, reading, "Result"):
        theirs = _stated(result, *_THINGS) | {*reading.inferred(result, *_THINGS)}
        link = links.get(result.statement)
        if things & theirs or link:
            told = "done" if known.counts(result.document) == "certain" else "toldAfter"
            short = None if link == "fulfils" else _short_of(reading, claim, result)
            found.append((result, short or told))
    return found


def _links(dossier: Dossier, claim: Claim) -> dict[str, str]:
    """The results that we link to it, by their statement."""
    found = {}
    for link in dossier.links:
        if link.target == claim.statement and link.kind in (*_RELATED, "fulfils"):
            found[link.source] = link.kind
        if link.source == claim.statement and link.kind in _RELATED:
            found[link.target] = link.kind
    return found


def _short_of(reading: Reading, claim: Claim, result: Claim) -> str | None:
    """Why a result is no completion; None where it is one, if it is known in time."""
    shared = _stated(claim, "task", "about") & _stated(result, "task", "about")
    if not any(one.startswith("task/") for one in shared):
        return "notComparable"
    if result.says["stage"][0] != "completed":
        return "notCompleted"
    if result.amount and not _reached(claim, result, result.amount):
        return "partOnly"
    first, last = reading.earliest(result.document), reading.latest(claim.document)
    in_time = result.document is claim.document or bool(first and last and first >= last)
    return None if in_time else "toldBefore"


def _reached(claim: Claim, result: Claim, got: Amount) -> bool:
    """Whether the figure is all, or at least the one that was demanded of the same indicator."""
    if "universal" in got.flags:
        return True
    want = claim.amount
    if not want or not _stated(claim, "indicator") & _stated(result, "indicator"):
        return False
    least, whole = (want.upper, True) if want.lower is None else (want.lower, want.lower_in)
    if least is None or got.lower is None:
        return False
    return got.lower > least or (got.lower == least and (whole or not got.lower_in))


# --- no day, no name


def _undated(undertaking: str | None, duties: bool) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for claim in of_kind(dossier, reading, "Target", *(["Duty"] if duties else [])):
            if _no_day(claim) and _concerns(dossier, reading, claim, undertaking):
                yield _columns(reading, claim)

    return rows


def _no_day(claim: Claim) -> bool:
    span = claim.time[1] if claim.time else None
    if span is None:
        return True
    return span.strict is None and span.wording in (None, "unspecifiedFuture")


def _unanswered(undertaking: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for claim in of_kind(dossier, reading, "Target"):
            nobody = claim.says["responsible"] == ("unstated",)
            if nobody and _concerns(dossier, reading, claim, undertaking):
                yield _columns(reading, claim)

    return rows


# --- only expected


def _expected(undertaking: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for claim in of_kind(dossier, reading, "Forecast"):
            if _concerns(dossier, reading, claim, undertaking):
                yield {**_columns(reading, claim), **_committed(dossier, reading, claim)}

    return rows


def _committed(dossier: Dossier, reading: Reading, claim: Claim) -> Columns:
    """Who has committed to what is expected, and what it is a consequence of."""
    counted, pursued, concluded = set(), set(), set()
    inferred = {*reading.inferred(claim, *_THINGS)}
    for other in of_kind(dossier, reading, "Duty", "Target"):
        if _stated(claim, "indicator") & _stated(other, "indicator"):
            counted.add(other.id)
        said = _serving(dossier, _stated(other, "about", "task"))
        if _stated(claim, "about", "task") & said:
            pursued.add(other.id)
        theirs = {*reading.inferred(other, *_THINGS)}
        if inferred & (said | theirs) or theirs & _stated(claim, *_THINGS):
            concluded.add(other.id)
    found = (counted, pursued, concluded - counted - pursued)
    kinds = ("sameIndicator", "sameUndertaking", "inferred")
    kind = next((kind for kind, some in zip(kinds, found, strict=True) if some), "nobodyCommitted")
    causes = (one for d in dossier.documents if reading.counts(d) for one in d.claims)
    origin = claim.says.get("resultsFrom", ())
    return {
        **dict(zip(_PROMISES, (kind, *map(sorted, found)), strict=True)),
        "results_from": sorted(one.id for one in causes if one.statement in origin),
    }
