"""Facts as lines of N-Quads, each document in its own graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from . import revision
from .facts import (
    Amount,
    Assessment,
    Claim,
    Document,
    Inference,
    Link,
    Meeting,
    Participation,
    Span,
    Tenure,
    Values,
)
from .terms import (
    Pair,
    day,
    flag,
    graph,
    iri,
    lines,
    property_iri,
    string,
    text,
    trio,
    typed,
)
from .words import reason

LINKS = graph("links")
_PARTS = {"due": "Deadline", "inForce": "Period", "period": "Period"}
_STRETCHES = (("pageFurniture", 0, 30), ("heading", 31, 60), ("leadIn", 61, 88))


def document(told: Document, revise: revision.Revision) -> Iterator[str]:
    """All that a document tells, in its graph, and what we conclude of it."""
    end = graph(told.name)
    yield from _about(told, end)
    for meeting in told.meetings:
        yield from _meeting(meeting, told, end)
    for tenure in told.tenures:
        yield lines(end, iri(tenure.id), _tenure(tenure))
    for claim in told.claims:
        yield _claim(claim, end, revise)
        yield _statement(claim, end, revise)
    found = [*told.inferences, *(one for claim in told.claims for one in claim.inferences)]
    for number, inference in enumerate(found):
        name = iri(f"inference/{told.name}-{number + 1}")
        yield lines(end, name, _inference(inference))


def link(number: str, told: Link) -> str:
    """A link in the graph of links."""
    pairs = [
        ("a", iri("Link")),
        ("kind", iri(told.kind)),
        ("source", iri(told.source)),
        ("target", iri(told.target)),
        *trio("reason", reason(told.kind)),
        *(("differsIn", iri(aspect)) for aspect in told.differs),
    ]
    return lines(LINKS, iri("link/" + number), pairs)


def assessment(number: str, told: Assessment) -> str:
    """An assessment, in the graph of links."""
    pairs = [
        ("a", iri("Assessment")),
        ("of", iri(told.of)),
        ("criterion", iri(told.criterion)),
        ("rating", iri(told.rating)),
        ("assessedAsOf", day(told.day)),
        *(("evidence", iri(one)) for one in told.evidence),
        *trio("reason", reason(told.why)),
    ]
    return lines(LINKS, iri("assessment/" + number), pairs)


def _references(values: Values) -> list[Pair]:
    return [(name, iri(value)) for name, several in values.items() for value in several]


# --- documents


def _about(told: Document, end: str) -> Iterator[str]:
    issued = ("issued", day(told.issued)) if told.issued else ("issuedUnstated", flag(True))
    stretches = [(f"{told.id}/no-claim/{a}-{b}", why, a, b) for why, a, b in _STRETCHES]
    yield lines(
        end,
        iri(told.id),
        [
            ("a", iri("Document")),
            *trio("label", told.label),
            ("language", typed(told.language, "language")),
            ("publisher", iri(told.publisher)),
            issued,
            ("sha256", string(hashlib.sha256(told.id.encode()).hexdigest())),
            ("textLength", typed(told.length + 40, "integer")),
            ("fileName", string(told.name + ".txt")),
            *(("reportsOn", iri(thing)) for thing in told.about),
            *(("noClaim", iri(stretch)) for stretch, *_ in stretches),
        ],
    )
    for stretch, why, first, last in stretches:
        pairs = [("a", iri("UnclaimedStretch")), ("why", iri(why)), *_ends(first, last)]
        yield lines(end, iri(stretch), pairs)


def _ends(first: int, last: int) -> list[Pair]:
    return [("start", typed(first, "integer")), ("end", typed(last, "integer"))]


def _passages(
    owner: str, passages: tuple[tuple[int, int], ...], end: str
) -> tuple[str, list[Pair]]:
    """The lines of the passages, and the pairs that point at them."""
    names = [iri(f"{owner}/passage/{a}-{b}") for a, b in passages]
    made = "".join(
        lines(end, name, [("a", iri("Passage")), *_ends(*passage)])
        for name, passage in zip(names, passages, strict=True)
    )
    return made, [("passage", name) for name in names]


def _meeting(told: Meeting, document: Document, end: str) -> Iterator[str]:
    held = ("heldOn", day(told.held)) if told.held else ("heldOnUnstated", flag(True))
    pairs = [*trio("label", told.label), *trio("topic", told.topic)]
    where = ("locatedIn", iri(told.place))
    yield lines(end, iri(told.id), [("a", iri("Meeting")), *pairs, held, where])
    for one in told.participations:
        yield _participation(one, told, document, end)


def _participation(told: Participation, meeting: Meeting, document: Document, end: str) -> str:
    made, passages = _passages(told.id, (told.passage,), end)
    pairs = [
        ("a", iri("Participation")),
        ("meeting", iri(meeting.id)),
        ("inDocument", iri(document.id)),
        ("participant", iri(told.participant)),
        ("role", iri(told.role)),
        ("nameAsPrinted", text(told.name, document.language)),
        *passages,
    ]
    if told.post:
        pairs.append(("inPost", iri(told.post)))
    return lines(end, iri(told.id), pairs) + made


def _tenure(told: Tenure) -> Iterator[Pair]:
    yield "a", iri("Tenure")
    yield "holder", iri(told.holder)
    yield "post", iri(told.post)
    yield "attestedBy", iri(told.by)
    if told.attested:
        yield "attestedOn", day(told.attested)
    else:
        yield "attestedOnUnstated", flag(True)
    if told.start:
        yield "validFrom", day(told.start)
    if told.end:
        yield "validTo", day(told.end)


# --- claims and their statements


def _claim(told: Claim, end: str, revise: revision.Revision) -> str:
    made, passages = _passages(told.id, told.passages, end)
    pairs = [
        ("a", iri("Claim")),
        ("inDocument", iri(told.document.id)),
        ("states", iri(told.statement)),
        *_references(revise.claim(told)),
        *passages,
        *_said(told.document),
    ]
    return lines(end, iri(told.id), pairs) + made


def _said(document: Document) -> list[Pair]:
    """The day of what is said at a meeting that the text dates."""
    held = document.meetings and document.meetings[0].held
    return [("saidOn", day(held))] if held else []


def _statement(told: Claim, end: str, revise: revision.Revision) -> str:
    name = told.statement
    gist, says = revise.statement(told)
    pairs = [("a", iri(told.kind)), *trio("gist", gist), *_references(says)]
    made = ""
    if told.time:
        pairs.append((told.time[0], iri(told.part if told.time[1] else "unstated")))
        made += _span(told, end)
    if told.amount:
        figure = f"{name}/quantity"
        pairs.append(("quantity", iri(figure)))
        made += lines(end, iri(figure), _amount(told.amount, told.document.language))
    if told.trigger:
        pairs += trio("trigger", told.trigger)
    return lines(end, iri(name), pairs) + made


def _span(told: Claim, end: str) -> str:
    if not told.time or not told.time[1]:
        return ""
    kind, span = told.time[0], told.time[1]
    language = told.document.language
    return lines(end, iri(told.part), _times(span, _PARTS[kind], language))


def _times(span: Span, kind: str, language: str) -> Iterator[Pair]:
    yield "a", iri(kind)
    yield "asPrinted", text(span.printed, language)
    if span.wording:
        yield "wording", iri(span.wording)
    if span.urgency:
        yield "urgency", iri(span.urgency)
    if span.start:
        yield "from", day(span.start)
    if span.strict and span.lenient:
        yield "strictEnd", day(span.strict)
        yield "lenientEnd", day(span.lenient)


def _amount(told: Amount, language: str) -> Iterator[Pair]:
    yield "a", iri("Quantity")
    yield "asPrinted", text(told.printed, language)
    if told.lower is not None:
        yield "lower", typed(told.lower, "decimal")
        yield "lowerInclusive", flag(told.lower_in)
    if told.upper is not None:
        yield "upper", typed(told.upper, "decimal")
        yield "upperInclusive", flag(told.upper_in)
    for name in told.flags:
        yield name, flag(True)
    if told.share_of:
        yield from trio("shareOf", told.share_of)


def _inference(told: Inference) -> Iterator[Pair]:
    yield "a", iri("Inference")
    yield "concerns", iri(told.concerns)
    yield "property", f"<{property_iri(told.property)}>"
    yield from trio("reason", reason(told.why))
    if told.value:
        yield "value", iri(told.value)
    if told.day:
        yield "literal", day(told.day)
    if told.earliest and told.latest:
        yield "earliest", day(told.earliest)
        yield "latest", day(told.latest)
    for premise in told.premises:
        yield "premise", iri(premise)
