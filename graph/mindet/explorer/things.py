"""A thing of the graph as its page and the API tell it: texts, properties, relations, claims."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from mindet.catalogue.names import names_of
from mindet.dataset import Dataset
from mindet.errors import MindetError, TooMuch
from mindet.explorer.desk import Desk, kinds
from mindet.explorer.wording import word
from mindet.projection import reading
from mindet.projection.decoding import Decoding
from mindet.terms import ID, LANGUAGES, MN
from mindet.words import short

if TYPE_CHECKING:
    from mindet.store import Store

SHOWN = 50  # neighbours of a relation at once
AT_ONCE = 400  # so many neighbours in all are read by one query
MOST_TRIPLES = 5_000  # links of a thing whose RDF is written
OUT, IN = "out", "in"
_OWN = ("iri", "longIri", "types", "graph", "digest", "overflow", "also")
_NODE = "MATCH (n:Resource {iri: $iri}) RETURN properties(n) AS facts"
_COUNTS = {
    OUT: """MATCH (n:Resource {iri: $iri})-[r]->(m:Resource)
            RETURN type(r) AS type, count(DISTINCT m) AS n""",
    IN: """MATCH (n:Resource {iri: $iri})<-[r]-(m:Resource)
           RETURN type(r) AS type, count(DISTINCT m) AS n""",
}
_ALL = {
    OUT: """MATCH (n:Resource {{iri: $iri}})-[r]->(m:Resource)
            RETURN DISTINCT type(r) AS type, m.iri AS iri LIMIT {limit}""",
    IN: """MATCH (n:Resource {{iri: $iri}})<-[r]-(m:Resource)
           RETURN DISTINCT type(r) AS type, m.iri AS iri LIMIT {limit}""",
}
_SOME = {
    OUT: "MATCH (n:Resource {{iri: $iri}})-[:{type}]->(m:Resource) ",
    IN: "MATCH (n:Resource {{iri: $iri}})<-[:{type}]-(m:Resource) ",
}
_PARTICIPATIONS = f"""
MATCH (:Document {{iri: $iri}})<-[:IN_DOCUMENT]-(p:Participation)
WITH DISTINCT p.iri AS iri ORDER BY iri
RETURN count(iri) AS n, collect(iri)[..{SHOWN}] AS shown"""
_PAGE = "RETURN DISTINCT m.iri AS iri ORDER BY iri SKIP {skip} LIMIT {limit}"
_CLAIMS = {
    "Document": "MATCH (x:Resource {iri: $iri})<-[:IN_DOCUMENT]-(c:Claim) ",
    "Statement": "MATCH (x:Resource {iri: $iri})<-[:STATES]-(c:Claim) ",
    "Claim": "MATCH (c:Claim {iri: $iri}) ",
}
_CLAIM_ROWS = """
RETURN c.iri AS claim, c.act AS act, c.voice AS voice, c.speaker_unstated AS silent,
       [(c)-[:STATES]->(s) | s.iri] AS statements, [(c)-[:SPEAKER]->(a) | a.iri] AS speakers,
       COLLECT {{ MATCH (c)<-[:CONCERNS]-(i:Inference)-[:VALUE]->(v), (i)-[:PROPERTY]->(p)
                 WHERE p.iri = $speaker RETURN v.iri }} AS inferred,
       [(c)-[:PASSAGE]->(p) | toString(p.start) + '–' + toString(p.end)] AS passages
ORDER BY claim SKIP {skip} LIMIT {limit}"""
_LISTED = "MATCH (n:{label}) RETURN n.iri AS iri ORDER BY iri SKIP {skip} LIMIT {limit}"
_COUNTED = "MATCH (n:{label}) RETURN count(n) AS n"


class NotThere(MindetError):
    """A thing that is not in the graph; `near` are those that were perhaps meant."""

    def __init__(self, iri: str, near: tuple[str, ...]) -> None:
        self.iri, self.near = iri, near
        remedy = f"did you mean {short(near[0])!r}?" if near else "search for it by a name"
        super().__init__(f"{short(iri)!r} is not in the graph", remedy=remedy)

    def told(self, language: str) -> str:
        """The same in the language."""
        missing = word("picture.missing", language, name=short(self.iri))
        meant = f" {word('meant', language)} {short(self.near[0])}" if self.near else ""
        return missing + meant


class Property(NamedTuple):
    """A property with its values: texts by language, or plain ones; or the text is silent."""

    name: str
    texts: Mapping[str, list[str]]
    values: list[str]
    terms: bool = False
    silent: bool = False


@dataclass(frozen=True)
class Relation:
    """The neighbours by one relation in one direction: how many, and some of them."""

    name: str
    direction: str
    count: int
    shown: tuple[str, ...] = ()
    skip: int = 0


@dataclass(frozen=True)
class Thing:
    """A thing with its facts, as the store has them."""

    iri: str
    facts: Mapping[str, Any] = field(repr=False)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Its classes by local name."""
        return kinds(self.facts)


def find(desk: Desk, iri: str) -> Thing:
    """The thing; NotThere with what was perhaps meant."""
    rows = desk.reader.read(_NODE, {"iri": iri}).rows
    if not rows:
        raise NotThere(iri, near(desk, iri))
    return Thing(iri, rows[0][0])


def near(desk: Desk, iri: str) -> tuple[str, ...]:
    """The things with an id like this one, else with a name like its last part."""
    kind, _, slug = short(iri).rpartition("/")
    ids = desk.engine.ids(f"{ID}{kind}/") if kind else []
    close = difflib.get_close_matches(iri, ids, n=5, cutoff=0.85)
    if close:
        return tuple(close)
    found = names_of(desk.engine).find(slug.replace("-", " "), (), 5)
    return tuple(match.thing for match in found)


def classes(desk: Desk, thing: Thing) -> list[str]:
    """The classes of a thing and those above them, by local name, its own first."""
    own = list(thing.kinds)
    above = {c for kind in own for c in desk.ontology.ancestors(MN + kind)}
    names = sorted(iri.removeprefix(MN) for iri in above if iri.startswith(MN))
    return own + [name for name in names if name not in own]


def properties(desk: Desk, thing: Thing) -> list[Property]:
    """What the store says of the thing itself, by property; texts in all their languages."""
    texts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    found: list[Property] = []
    for key, slot in sorted(desk.names().keys.items()):
        if key not in thing.facts or key in _OWN or slot.form == "lexical":
            continue
        value = thing.facts.get(f"{key}_lexical", thing.facts[key])
        told = [_plain(one) for one in (value if isinstance(value, list) else [value])]
        name = slot.predicate
        if slot.language:
            texts[name][slot.language] = told
        elif slot.form == "unstated":
            found.append(Property(name, {}, [], silent=True))
        else:
            found.append(Property(name, {}, told, terms=slot.form == "concept"))
    return [Property(name, told, []) for name, told in sorted(texts.items())] + found


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def languages(shown: Iterable[Property]) -> list[str]:
    """The languages of the texts: ours first, in their order."""
    found = {tag for one in shown for tag in one.texts}
    return [*LANGUAGES, *sorted(found - set(LANGUAGES))] if found else []


def counts(desk: Desk, iri: str) -> list[Relation]:
    """How many neighbours there are by each relation, in each direction."""
    known = desk.names().relationships
    return [
        Relation(known[kind], direction, int(count))
        for direction in (OUT, IN)
        for kind, count in sorted(desk.reader.read(_COUNTS[direction], {"iri": iri}).rows)
        if kind in known
    ]


def relations(desk: Desk, iri: str) -> list[Relation]:
    """The relations with their first neighbours."""
    few = [_few(desk, iri, direction) for direction in (OUT, IN)]
    if None not in few:
        return [relation for found in few for relation in found or ()]
    return [neighbours(desk, iri, one) for one in counts(desk, iri)]


def _few(desk: Desk, iri: str, direction: str) -> list[Relation] | None:
    """The relations in one direction, by one query; None where there are too many for that."""
    text = _ALL[direction].format(limit=AT_ONCE + 1)
    rows = desk.reader.read(text, {"iri": iri}).rows
    if len(rows) > AT_ONCE:
        return None
    known, found = desk.names().relationships, defaultdict(list)
    for kind, other in sorted(rows):
        if kind in known:
            found[known[kind]].append(str(other))
    return [
        Relation(name, direction, len(ends), tuple(ends[:SHOWN]))
        for name, ends in sorted(found.items())
    ]


def neighbours(
    desk: Desk, iri: str, relation: Relation, skip: int = 0, limit: int = SHOWN
) -> Relation:
    """The same relation with `limit` of its neighbours after the first `skip`."""
    kind = next(k for k, name in desk.names().relationships.items() if name == relation.name)
    fit = desk.checked(kind, desk.names().relationships)
    text = _SOME[relation.direction].format(type=fit) + _PAGE.format(skip=skip, limit=limit)
    rows = desk.reader.read(text, {"iri": iri}).rows
    shown = tuple(str(row[0]) for row in rows)
    return Relation(relation.name, relation.direction, relation.count, shown, skip)


class Claimed(NamedTuple):
    """A claim with what it states, who says it by the text or by our inference, and where."""

    claim: str
    act: str
    voice: str
    silent: bool
    statements: list[str]
    speakers: list[str]
    inferred: list[str]
    passages: list[str]


def claims(desk: Desk, thing: Thing, skip: int = 0, limit: int = SHOWN) -> list[Claimed]:
    """The claims of a document, the claim itself, or those that make a statement."""
    own = classes(desk, thing)
    start = next((text for name, text in _CLAIMS.items() if name in own), None)
    if start is None:
        return []
    text = start + _CLAIM_ROWS.format(skip=skip, limit=limit)
    rows = desk.reader.read(text, {"iri": thing.iri, "speaker": MN + "speaker"}).rows
    return [_claimed(row) for row in rows]


def participations(desk: Desk, thing: Thing) -> Relation | None:
    """Who took part by a document in what it tells of, which is in no table of claims."""
    if "Document" not in classes(desk, thing):
        return None
    rows = desk.reader.read(_PARTICIPATIONS, {"iri": thing.iri}).rows
    count, shown = rows[0] if rows else (0, [])
    return Relation(MN + "inDocument", IN, int(count), tuple(map(str, shown))) if count else None


def _claimed(row: list[Any]) -> Claimed:
    claim, act, voice, silent, statements, speakers, inferred, passages = row
    places = sorted(passages, key=_start)
    told = sorted(statements), sorted(speakers), sorted(inferred)
    return Claimed(claim, act or "", voice or "", bool(silent), *told, places)


def _start(passage: str) -> int:
    return int(passage.partition("–")[0])


def rdf(desk: Desk, iri: str, form: str) -> bytes:
    """The RDF that describes the thing and the parts that it owns, in a form of datasets."""
    out = sum(one.count for one in counts(desk, iri) if one.direction == OUT)
    if out > MOST_TRIPLES:
        raise TooMuch(f"{out} links start from here", remedy="use mindet export")
    face = cast("Store", desk.reader)
    found = list(reading.things(face, [iri]))
    ends = (link.target for _, links in found for link in links)
    parts = {end for end in ends if end.startswith(f"{iri}/")}
    found += reading.things(face, sorted(parts)) if parts else []
    decoding = Decoding(desk.names())
    lines = [line for node, links in found for line in decoding.lines(node, links)]
    return Dataset.parse("".join(f"{one}\n" for one in lines).encode(), "nquads").serialise(form)


def listed(desk: Desk, kind: str, skip: int, limit: int = SHOWN) -> list[str]:
    """Some of the things of a class, by id; KeyError for an unknown class."""
    label = desk.checked(kind, desk.ontology.class_by_name)
    text = _LISTED.format(label=label, skip=skip, limit=limit)
    return [str(row[0]) for row in desk.reader.read(text).rows]


def counted(desk: Desk, kind: str) -> int:
    """How many things of a class there are."""
    label = desk.checked(kind, desk.ontology.class_by_name)
    text = _COUNTED.format(label=label)
    return desk.kept.get(("count", kind), lambda: int(desk.reader.read(text).rows[0][0]))
