"""What is kept on record: dates of documents, results, laws, parties from abroad, proposals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..facts import Claim, Document, Dossier
from ..words import reason
from . import proposals
from .obligations import of_kind
from .proposals import Asked, Given
from .reading import Columns, Reading, iso, several

_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_SAID = (*_TOLD, "act", "speaker", "speaker_inferred", "speaker_post", "passages")
_ENDS = ("since", "strict_end", "lenient_end", "strict_end_inferred", "lenient_end_inferred")
_DATES = (*_TOLD, "basis", "language", "publisher", "reports_on", "claims", "why", "premises")
_RESULTS = (
    *_SAID, *_ENDS, "about", "about_inferred", "task", "stage", "responsible", "lower", "upper",
    "indicator", "place", "place_inferred", "period",
)  # fmt: skip
_LAWS = (
    *_SAID, *_ENDS, "instrument", "stage", "basis", "kind", "due", "issuer", "obligations",
    "obligations_inferred", "mentions", "party",
)  # fmt: skip


def cases(first: Dossier) -> Iterator[Asked]:
    """All cases, with things of the first dossier where one is to be named."""
    yield from _dates(first)
    yield from _results(first)
    yield from _laws(first)
    yield from proposals.cases(first)


# --- document-dates


def _dates(first: Dossier) -> Iterator[Asked]:
    parameters = (
        {}, {"document": first.documents[3].id}, {"publisher": "media-outlet/dala-news"},
        {"publisher": "mn:unstated"},
    )  # fmt: skip
    for given in parameters:
        yield "document-dates", given, _DATES, partial(_dated, given)


def _dated(given: Given, dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each document; an undated one with the one inference that is made for it."""
    for document in dossier.documents:
        publisher = given.get("publisher", document.publisher).removeprefix("mn:")
        asked = given.get("document", document.id) == document.id
        if asked and publisher == document.publisher and reading.counts(document):
            yield _about(document, reading)


def _about(document: Document, reading: Reading) -> Columns:
    why = [i.why for i in document.inferences if i.concerns == document.id and reading.inferences]
    return {
        **reading.document(document),
        "claim": document.id,
        "basis": "stated" if document.issued else "inferred" if why else "unstated",
        "language": document.language,
        "publisher": document.publisher,
        "reports_on": sorted(document.about),
        "claims": len(document.claims),
        "why": reason(why[0])[0] if why else None,
        "premises": [],
    }


# --- results


def _results(first: Dossier) -> Iterator[Asked]:
    project = f"project/{first.name}a"
    named = several(one.says["responsible"] for one in first.claims() if one.kind == "Result")
    for given in (
        {}, {"undertaking": project}, {"undertaking": f"task/{first.name}a-ground"},
        {"undertaking": project, "responsible": "mn:unstated"},
        {"responsible": named[0]},
    ):  # fmt: skip
        yield "results", given, _RESULTS, partial(_reported, given)


def _reported(given: Given, dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Results about an undertaking or a task, or on a task that serves it, by whom it is asked."""
    who = given.get("responsible", "").removeprefix("mn:")
    for claim in of_kind(dossier, reading, "Result"):
        named = {*claim.says.get("responsible", ()), *reading.inferred(claim, "responsible")}
        about = _about_what(dossier, claim) | {*reading.inferred(claim, "about", "task")}
        if given.get("undertaking") in {None, *about} and (not who or who in named):
            yield {**reading.claim(claim), **_result(claim, reading)}


def _about_what(dossier: Dossier, claim: Claim) -> set[str]:
    """What a claim is about, its tasks, and what these serve."""
    told = {*claim.says.get("about", ()), *claim.says.get("task", ())}
    return told | {
        u for thing in dossier.things if thing.id in told for u in thing.values.get("serves", ())
    }


def _result(claim: Claim, reading: Reading) -> Columns:
    names = ("about", "indicator", "place")
    return {
        **{name: sorted(claim.says.get(name, ())) for name in names},
        "about_inferred": reading.inferred(claim, "about"),
        "place_inferred": reading.inferred(claim, "place"),
        "stage": claim.says["stage"][0],
        "lower": claim.amount.lower if claim.amount else None,
        "upper": claim.amount.upper if claim.amount else None,
        "period": _part(claim),
        "since": _since(claim),
    }


def _part(claim: Claim) -> str | None:
    """The claim's deadline or period, told or not."""
    return (claim.part if claim.time[1] else "unstated") if claim.time else None


def _since(claim: Claim) -> str | None:
    return iso(claim.time[1].start) if claim.time and claim.time[1] else None


# --- legal-instruments


def _laws(first: Dossier) -> Iterator[Asked]:
    for given in (
        {}, {"instrument": f"legal-instrument/{first.name}"}, {"stage": "signed"},
        {"stage": "unstated"},
    ):  # fmt: skip
        yield "legal-instruments", given, _LAWS, partial(_stages, given)


def _stages(given: Given, dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each stage that is told of the dossier's decree, else each claim that speaks of it."""
    decree = f"legal-instrument/{dossier.name}"
    known = [claim for document in dossier.documents if reading.counts(document)
             for claim in document.claims if _speaks(claim, decree)]  # fmt: skip
    staged = [claim for claim in known if "stage" in claim.says]
    resting = [claim for claim in known if decree in claim.says.get("legalBasis", ())]
    issuers = several(claim.says["issuer"] for claim in resting)
    columns = {
        "instrument": decree,
        "basis": "stated",
        "issuer": [one for one in issuers if one != "unstated"] or ["unstated"],
        "obligations": sorted(claim.id for claim in resting),
        "obligations_inferred": [],
        "mentions": sorted(claim.id for claim in known),
        "party": [],
    }
    for claim in staged or known if given.get("instrument") in (None, decree) else ():
        stage = claim.says.get("stage", ("unstated",))[0]
        if given.get("stage") in (None, stage):
            yield {**reading.claim(claim), **columns, "stage": stage, **_time(claim)}


def _speaks(claim: Claim, decree: str) -> bool:
    names = ("about", "legalBasis", "undertaking")
    return any(decree in claim.says.get(name, ()) for name in names)


def _time(claim: Claim) -> Columns:
    """Deadline, period or time in force, whichever the claim has."""
    span = claim.time[1] if claim.time else None
    return {
        "due": _part(claim),
        "since": _since(claim),
        "strict_end": iso(span.strict) if span else None,
        "lenient_end": iso(span.lenient) if span else None,
    }
