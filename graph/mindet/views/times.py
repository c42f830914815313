"""What a graph tells of times: what was said, is due, was reported and changed when.

Marks and links of a timeline, read from a graph store; those days that we infer say so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mindet.terms import LANGUAGES
from mindet.views.gathering import collect as gather
from mindet.views.model import WHAT_ROLES, Claim, Document, PageModel, Span, Statement, Text
from mindet.views.record import KINDS, amounts

if TYPE_CHECKING:
    from mindet.catalogue import StoredQuery
    from mindet.ontology import Ontology
    from mindet.store import Store

QUESTION = "target-drift"
LANES = ("due", "drift", "results", "said", "tenures", "bodies")
TENURES = """
MATCH (t:Tenure)-[:POST]->(p:Post), (t)-[:HOLDER]->(h)
OPTIONAL MATCH (d:Document {graph: t.graph})
RETURN p.iri AS post, h.iri AS holder, toString(t.attestedOn) AS day, d.iri AS document"""

Days = tuple[str, str, bool]
"""First and last possible day, and whether we inferred them; empty where there is none."""


@dataclass(frozen=True)
class Mark:
    """A point or band in the row of a lane: a day or days, a later lenient end, whose or which.

    `row` is a thing, or the first claim of a drift; `thing` is a post's holder or a body.
    """

    lane: str
    row: str
    start: str = ""
    end: str = ""
    lenient: str = ""
    inferred: bool = False
    claims: tuple[str, ...] = ()
    thing: str = ""


@dataclass(frozen=True)
class Link:
    """From a telling of a target to the next: how value and deadline changed."""

    row: str
    source: str
    target: str
    value: str
    deadline: str
    inferred: bool


@dataclass(frozen=True)
class Timeline:
    """All marks and links, and what is told of their claims; `changes` are words."""

    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    model: PageModel = field(default_factory=PageModel)
    changes: Mapping[str, Text] = field(default_factory=dict)
    amounts: Mapping[str, Text] = field(default_factory=dict)


def collect(store: Store, ontology: Ontology) -> Timeline:
    """What `store` tells of times; raises what a stored query raises."""
    from mindet.catalogue import Catalogue, CypherEngine

    model = gather(store.read, ontology, KINDS)
    query = Catalogue.one(QUESTION)
    links = tuple(_links(query.ask(CypherEngine(store)).records()))
    marks = {
        *_told(model), *_due(model), *_drifts(model, links),
        *_tenures(model, store), *_bodies(model, store),
    }  # fmt: skip
    ordered = sorted(marks, key=lambda m: (LANES.index(m.lane), m.row, m.start, m.end, m.claims))
    return Timeline(
        tuple(ordered), links, model, _changes(query, ontology, links), amounts(store, model)
    )


# --- when something was said


def _days(document: Document | None) -> Days:
    """When a document was issued, or our span for it."""
    if document is None:
        return "", "", False
    if document.issued:
        return document.issued, document.issued, False
    found = re.findall(r"\d{4}-\d\d-\d\d", document.concluded)
    return (min(found), max(found), True) if found else ("", "", False)


def _said(claim: Claim, papers: Mapping[str, Document]) -> Days:
    if claim.said_on:
        return claim.said_on, claim.said_on, False
    return _days(papers.get(claim.document))


def whats(model: PageModel) -> dict[str, list[str]]:
    """The undertakings of each statement; its tasks where it has none."""
    roles = {thing.id: thing.role for thing in model.things}
    found: dict[str, set[str]] = defaultdict(set)
    for edge in model.edges:
        if edge.role in WHAT_ROLES:
            found[edge.source].add(edge.target)
    by_statement = {}
    for statement, things in found.items():
        works = sorted(t for t in things if roles.get(t) == "undertaking")
        by_statement[statement] = works or sorted(t for t in things if roles.get(t) == "task")
    return by_statement


def _told(model: PageModel) -> Iterator[Mark]:
    """A mark for all that is said of a thing on a day, and one for its results."""
    papers, things = {d.id: d for d in model.documents}, whats(model)
    groups: dict[tuple[str, str, Days], set[str]] = defaultdict(set)
    for statement in model.statements:
        for claim in statement.claims:
            for what in things.get(statement.id) or [""]:
                days = _said(claim, papers)
                groups["said", what, days].add(claim.id)
                if statement.kind == "Result":
                    groups["results", what, days].add(claim.id)
    for (lane, what, (start, end, inferred)), claims in groups.items():
        yield Mark(lane, what, start, end, "", inferred, tuple(sorted(claims)))


# --- when something is due


def _ends(statement: Statement) -> Iterator[tuple[Span, bool]]:
    """The deadlines and periods, with the ends that we inferred where the text names none."""
    ours = {i.property: i.text for i in statement.inferences if i.text}
    for span in statement.spans:
        strict, lenient = (ours.get(key, "") for key in ("strictEnd", "lenientEnd"))
        if span.strict or span.lenient:
            yield span, False
        elif strict or lenient:
            yield Span(span.property, span.start, strict, lenient, span.wording), True
        elif span.start:
            yield span, "from" in ours


def _due(model: PageModel) -> Iterator[Mark]:
    things = whats(model)
    for statement in model.statements:
        if statement.kind in ("Result", "Assertion"):
            continue
        claims = tuple(sorted(claim.id for claim in statement.claims))
        for span, inferred in _ends(statement):
            strict, lenient = span.strict or span.lenient, span.lenient or span.strict
            start = span.start or strict
            for what in things.get(statement.id) or [""]:
                yield Mark("due", what, start, strict or start, lenient, inferred, claims)


# --- how a target drifted


def _links(rows: Iterable[Mapping[str, Any]]) -> Iterator[Link]:
    import networkx

    pairs = [row for row in rows if row["claim_2"]]
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_edges_from((row["claim_2"], row["claim"]) for row in pairs)
    chain = {one: min(part) for part in networkx.connected_components(graph) for one in part}
    for row in pairs:
        changes = str(row["value_change"] or ""), str(row["deadline_change"] or "")
        inferred = row["basis"] == "inferred"
        yield Link(chain[row["claim"]], row["claim_2"], row["claim"], *changes, inferred)


def _drifts(model: PageModel, links: Iterable[Link]) -> Iterator[Mark]:
    """A mark for each telling; its lenient end is the deadline that it sets."""
    papers = {d.id: d for d in model.documents}
    told = {c.id: (s, c) for s in model.statements for c in s.claims}
    for link in links:
        for one in (link.source, link.target):
            if one in told:
                statement, claim = told[one]
                start, end, inferred = _said(claim, papers)
                last = max((s.lenient or s.strict for s, _ in _ends(statement)), default="")
                yield Mark("drift", link.row, start, end, last, inferred, (one,))


def _changes(query: StoredQuery, ontology: Ontology, links: Iterable[Link]) -> dict[str, Text]:
    used = {word for link in links for word in (link.value, link.deadline)} - {""}
    return {
        word: query.words.get(word) or {lang: ontology.label(word, lang) for lang in LANGUAGES}
        for word in sorted(used)
    }


# --- who held a post, which body followed which


def _attested(model: PageModel, store: Store) -> Iterator[tuple[str, str, Days]]:
    papers = {d.id: d for d in model.documents}
    for post, holder, day, document in store.read(TENURES, {}).rows:
        days = (str(day), str(day), False) if day else _days(papers.get(document))
        yield post, holder, days


def _tenures(model: PageModel, store: Store) -> Iterator[Mark]:
    """A band from the first to the last day on which a text has the holder in the post."""
    held: dict[tuple[str, str], list[Days]] = defaultdict(list)
    for post, holder, days in _attested(model, store):
        held[post, holder].append(days)
    for (post, holder), every in held.items():
        yield _band("tenures", post, holder, every)


def _band(lane: str, row: str, thing: str, days: Iterable[Days]) -> Mark:
    """From first to last; stated days count alone where there are any."""
    dated = sorted(d for d in days if d[0])
    stated = [d for d in dated if not d[2]]
    used = stated or dated
    if not used:
        return Mark(lane, row, thing=thing)
    return Mark(lane, row, used[0][0], max(d[1] for d in used), "", not stated, (), thing)


def _bodies(model: PageModel, store: Store) -> Iterator[Mark]:
    """For a body that succeeds another, a band each: when texts tell of it or of a post in it."""
    pairs = sorted((e.source, e.target) for e in model.edges if e.role == "succeeds")
    known = _mentions(model, store) if pairs else {}
    for new, old in pairs:
        for body in (old, new):
            yield _band("bodies", new, body, known.get(body, ()))


def _mentions(model: PageModel, store: Store) -> dict[str, set[Days]]:
    papers = {d.id: d for d in model.documents}
    said = {s.id: {_said(c, papers) for c in s.claims} for s in model.statements}
    home = {e.source: e.target for e in model.edges if e.role == "postIn"}
    found: dict[str, set[Days]] = defaultdict(set)
    for edge in model.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            found[one] |= said.get(other, set())
    for post, _, days in _attested(model, store):
        found[home.get(post, "")].add(days)
    return found
