"""Columns in which the things of a picture can stand: by layer, or by time.

By layer one reads from left to right who, where it is said, what, which task, for what. By time
what is said stands in the year in which it is due, else in that of its document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from mindet.explorer import looks, things
from mindet.explorer.desk import Desk, Facts, kinds
from mindet.explorer.placement import Spot
from mindet.terms import DCTERMS
from mindet.views import arrangement
from mindet.views.arrangement import STATEMENT, UNDATED, WHAT, WHO, Column

LAYERS, TIME = "layers", "time"
LAYOUTS = (LAYERS, TIME)
SHAPE = 1.5  # width by height of the picture
SAID, OTHER = "said", "other"
Head = tuple[str, int]
_HEADS = {
    "person": WHO, "actor": WHO, "group": WHO, "post": WHO, "statement": STATEMENT,
    "document": SAID, "claim": SAID, "inference": SAID, **{role: role for role in WHAT},
}  # fmt: skip
_DUE = """
UNWIND $iris AS iri
MATCH (s:Resource {iri: iri})-[:DUE]->(t:Resource)
RETURN iri, coalesce(t.strictEnd, t.lenientEnd) AS day"""
_DUE_INFERRED = """
UNWIND $iris AS iri
MATCH (s:Resource {iri: iri})-[:DUE]->(t:Resource)<-[:CONCERNS]-(i:Inference)
WHERE i.literal_date IS NOT NULL
RETURN iri, i.literal_date AS day"""
_STATED = """
UNWIND $iris AS iri
MATCH (s:Resource {iri: iri})<-[:STATES]-(c:Claim)-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT iri, d.iri AS document"""
_CLAIMED = """
UNWIND $iris AS iri
MATCH (c:Resource {iri: iri})-[:IN_DOCUMENT]->(d:Document)
RETURN DISTINCT iri, d.iri AS document"""
_DATED = """
UNWIND $iris AS iri
MATCH (d:Resource {iri: iri})<-[:CONCERNS]-(i:Inference)-[:PROPERTY]->(p:Resource {iri: $issued})
RETURN iri, i.earliest AS earliest, i.latest AS latest"""


def positions(
    desk: Desk, shown: Mapping[str, Facts], edges: Iterable[tuple[str, str]], layout: str
) -> tuple[Mapping[str, Spot], tuple[Head, ...]]:
    """A place for each of the things shown, y upwards, and where each column's heading stands.

    ViewError where Graphviz fails.
    """
    tied = [edge for edge in edges if shown.keys() >= {*edge}]
    found = _columns(desk, shown, layout)
    key = ("columns", tuple(found), tuple(tied))
    drawn = desk.kept.get(key, partial(arrangement.arranged, found, tied, SHAPE))
    places = {iri: (float(x), -float(y)) for iri, (x, y) in drawn.places.items()}
    return places, drawn.heads


def _columns(desk: Desk, shown: Mapping[str, Facts], layout: str) -> list[Column]:
    heads = {iri: _head(desk, iri, facts) for iri, facts in shown.items()}
    order = [WHO, SAID, STATEMENT]
    if layout == TIME:
        told = [iri for iri, head in heads.items() if head in (SAID, STATEMENT)]
        years = _years(desk, {iri: shown[iri] for iri in told})
        heads |= {iri: years.get(iri, UNDATED) for iri in told}
        order = [WHO, UNDATED, *sorted(set(years.values()))]
    held: dict[str, list[str]] = defaultdict(list)
    for iri, head in heads.items():
        held[head].append(iri)
    return [Column(head, tuple(held[head])) for head in [*order, *WHAT, OTHER] if held[head]]


def _head(desk: Desk, iri: str, facts: Facts) -> str:
    seen = looks.look(kinds(facts), things.classes(desk, things.Thing(iri, facts)), facts)
    return _HEADS.get(seen.role, OTHER)


def _years(desk: Desk, shown: Mapping[str, Facts]) -> dict[str, str]:
    """The year of each thing that has one: due, else issued."""
    iris = list(shown)
    documents = dict.fromkeys(iris, "")
    documents |= {iri: iri for iri, facts in shown.items() if "Document" in kinds(facts)}
    for query in (_CLAIMED, _STATED):
        documents |= dict(_rows(desk, query, iris))
    issued = _issued(desk, {document for document in documents.values() if document})
    years = {iri: issued.get(document, "") for iri, document in documents.items()}
    due: dict[str, str] = {}
    for query in (_DUE_INFERRED, _DUE):  # what is stated counts for more
        due |= _earliest((iri, _year(day)) for iri, day in _rows(desk, query, iris))
    return {iri: year for iri, year in {**years, **due}.items() if year}


def _issued(desk: Desk, documents: Iterable[str]) -> dict[str, str]:
    """The years of documents, ours where both ends of our span are in it."""
    iris = sorted(documents)
    facts = desk.facts(iris)
    found = {iri: _year(facts[iri].get("issued")) for iri in facts}
    for iri, earliest, latest in _rows(desk, _DATED, iris, issued=DCTERMS + "issued"):
        if not found.get(iri) and _year(earliest) == _year(latest):
            found[iri] = _year(earliest)
    return found


def _rows(desk: Desk, query: str, iris: list[str], **asked: str) -> list[list[Any]]:
    return desk.reader.read(query, {"iris": iris, **asked}).rows if iris else []


def _earliest(pairs: Iterable[tuple[object, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for iri, year in pairs:
        if year:
            found[str(iri)] = min(year, found.get(str(iri), year))
    return found


def _year(day: object) -> str:
    return str(day)[:4] if day else ""
