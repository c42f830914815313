"""The responsibility page's data, read from a graph store over Bolt.

Each query reads one kind of node or tie; they are joined here, in sorted order, so that
any store gives the same model.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mindet.terms import LANGUAGES, MN
from mindet.views import extraction, style
from mindet.views.model import (
    OTHER_PARTY_ROLES,
    STRUCTURE_ROLES,
    VOICE_ROLES,
    WHAT_ROLES,
    WHO_ROLES,
    Claim,
    Document,
    Edge,
    Inference,
    PageModel,
    Statement,
    Text,
    Thing,
)  # fmt: skip

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Table

Read = Callable[[str, Mapping[str, Any]], "Table"]
Ties = Mapping[str, list[tuple[str, str]]]

SPAN_ROLES = ("due", "period", "inForce")
PART_ROLES = (*SPAN_ROLES, "quantity", "passage")
CONTEXT_ROLES = ("place", "indicator", "beneficiary", "legalBasis")
STATEMENT_ROLES = (*WHO_ROLES, *OTHER_PARTY_ROLES, "issuer", *WHAT_ROLES, *CONTEXT_ROLES)
CLAIM_ROLES = ("states", "inDocument", "speaker", "speakerPost", "relayedBy", "addressee")
INFERENCE_ROLES = ("concerns", "property", "value")


def _upper_snake(role: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", role).upper()


_ROLE_OF = {
    _upper_snake(role): role
    for roles in (STATEMENT_ROLES, CLAIM_ROLES, INFERENCE_ROLES, PART_ROLES, STRUCTURE_ROLES)
    for role in roles
}


def _types(roles: Iterable[str]) -> str:
    return "|".join(_upper_snake(role) for role in roles)


NODES = "MATCH (n:{label}) RETURN n AS node"
TIES = """
MATCH (a:{label})-[r:{types}]->(b:Resource)
RETURN a.iri AS source, type(r) AS type, b.iri AS target"""
PARTS = """
MATCH (a:{label})-[r:{types}]->(b:{part})
RETURN a.iri AS source, type(r) AS type, b AS node"""
HOLDERS = """
MATCH (t:Tenure)-[:HOLDER]->(h:Person), (t)-[:POST]->(p:Post)
RETURN DISTINCT h.iri AS source, p.iri AS target"""


def collect(
    read: Read, ontology: Ontology, kinds: Collection[str] = tuple(style.STATEMENTS)
) -> PageModel:
    """All that a page can show of the statements of these `kinds`, from a store's `read`.

    Assertions are left out unless asked for: they make nobody responsible. Raises what `read`
    raises.
    """
    return _Gathering(read, ontology, kinds).model()


class _Gathering:
    """One reading of a store, joined into a page model."""

    def __init__(self, read: Read, ontology: Ontology, kinds: Collection[str]) -> None:
        self._read, self._ontology, self._kinds = read, ontology, kinds

    def model(self) -> PageModel:
        statements = tuple(self._statements())
        known = {t.id for t in self.things} | {s.id for s in statements}
        edges = {e for e in self._edges(statements) if e.source in known and e.target in known}
        return PageModel(
            things=self.things,
            statements=statements,
            edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, e.role, e.inferred))),
            documents=tuple(self._documents()),
            terms=self._terms(statements),
            names=self._names(statements),
        )

    # --- reading

    def _nodes(self, label: str) -> dict[str, dict[str, Any]]:
        rows = self._read(NODES.format(label=label), {}).rows
        return {node["iri"]: node for node in sorted((r[0] for r in rows), key=lambda n: n["iri"])}

    def _ties(self, label: str, roles: Iterable[str]) -> Ties:
        ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
        rows = self._read(TIES.format(label=label, types=_types(roles)), {}).rows
        for source, kind, target in sorted(map(tuple, rows)):
            ties[source].append((_ROLE_OF[kind], target))
        return ties

    def _parts(
        self, label: str, roles: Iterable[str], part: str
    ) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        parts: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        rows = self._read(PARTS.format(label=label, types=_types(roles), part=part), {}).rows
        for source, kind, node in sorted(rows, key=lambda r: (r[0], r[2]["iri"])):
            parts[source].append((_ROLE_OF[kind], node))
        return parts

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        nodes: dict[str, dict[str, Any]] = {}
        for label in ("Actor", "Post", "Undertaking", "Task"):
            nodes |= self._nodes(label)
        return tuple(extraction.thing(node) for _, node in sorted(nodes.items()))

    @cached_property
    def thing_ids(self) -> frozenset[str]:
        return frozenset(thing.id for thing in self.things)

    @cached_property
    def claim_ties(self) -> Ties:
        return self._ties("Claim", CLAIM_ROLES)

    @cached_property
    def statement_ties(self) -> Ties:
        return self._ties("Statement", STATEMENT_ROLES)

    @cached_property
    def spans(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        return self._parts("Statement", SPAN_ROLES, "TimeSpan")

    @cached_property
    def figures(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        return self._parts("Statement", ["quantity"], "Quantity")

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """The claims of each statement."""
        passages = self._parts("Claim", ["passage"], "Passage")
        claims: dict[str, list[Claim]] = defaultdict(list)
        for iri, node in self._nodes("Claim").items():
            spots = sorted(
                (n["properties"]["start"], n["properties"]["end"]) for _, n in passages[iri]
            )
            claim = extraction.claim(
                node, dict(_grouped(self.claim_ties.get(iri, ()))), tuple(spots)
            )
            for role, statement in self.claim_ties.get(iri, ()):
                if role == "states":
                    claims[statement].append(claim)
        return claims

    @cached_property
    def inferences(self) -> dict[str, list[Inference]]:
        """The inferences about each node that they concern."""
        ties = self._ties("Inference", INFERENCE_ROLES)
        found: dict[str, list[Inference]] = defaultdict(list)
        for iri, node in self._nodes("Inference").items():
            roles = _grouped(ties.get(iri, ()))
            for about in roles.get("concerns", ()):
                found[about].append(extraction.inference(node, roles))
        return found

    # --- joining

    def _statements(self) -> Iterator[Statement]:
        for iri, node in self._nodes("Statement").items():
            kind = next((t for t in self._kinds if t in node["labels"]), None)
            if kind is not None:
                yield self._statement(iri, kind, node["properties"])

    def _statement(self, iri: str, kind: str, properties: Mapping[str, Any]) -> Statement:
        claims = tuple(self.claims[iri])
        spans, figures = self.spans.get(iri, []), self.figures.get(iri, [])
        parts = [iri, *(c.id for c in claims), *(part["iri"] for _, part in spans + figures)]
        return Statement(
            iri,
            kind,
            extraction.text(properties, "gist"),
            claims,
            extraction.unstated(properties),
            tuple(extraction.span(role, part["properties"]) for role, part in spans),
            tuple(
                t
                for _, f in figures
                for t in extraction.text(f["properties"], "asPrinted").values()
            ),
            extraction.value(properties, "stage"),
            tuple(self._context(iri)),
            tuple(inference for part in parts for inference in self.inferences.get(part, ())),
            tuple(figure["iri"] for _, figure in figures),
        )

    def _context(self, iri: str) -> Iterator[tuple[str, str]]:
        """What a statement mentions and the map does not draw: places, indicators …"""
        for role, other in self.statement_ties.get(iri, ()):
            if role in CONTEXT_ROLES or other not in self.thing_ids:
                yield role, other

    def _edges(self, statements: Iterable[Statement]) -> Iterator[Edge]:
        for statement in statements:
            for role, other in self.statement_ties.get(statement.id, ()):
                if role not in CONTEXT_ROLES:
                    yield _edge(statement.id, role, other)
            for claim in statement.claims:
                yield from (Edge(s, statement.id, "speaker") for s in [claim.speaker] if s)
                yield from (Edge(post, statement.id, "speakerPost") for post in claim.posts)
            for inference in statement.inferences:
                if inference.property in {*STATEMENT_ROLES, *VOICE_ROLES}.difference(CONTEXT_ROLES):
                    for other in inference.things:
                        yield _edge(statement.id, inference.property, other, inferred=True)
        yield from self._structure()

    def _structure(self) -> Iterator[Edge]:
        roles = [role for role in STRUCTURE_ROLES if role != "holder"]
        for source, ties in self._ties("Resource", roles).items():
            yield from (Edge(source, target, role) for role, target in ties)
        yield from (Edge(person, post, "holder") for person, post in self._read(HOLDERS, {}).rows)

    def _documents(self) -> Iterator[Document]:
        for iri, node in self._nodes("Document").items():
            properties = node["properties"]
            guesses = [i.text for i in self.inferences.get(iri, ()) if i.property == "issued"]
            yield Document(
                iri,
                extraction.text(properties, "label"),
                extraction.value(properties, "issued"),
                extraction.value(properties, "language"),
                extraction.value(properties, "fileName"),
                "; ".join(guesses),
            )

    def _terms(self, statements: Iterable[Statement]) -> dict[str, Text]:
        """The words for every class, role, act and wording that the page uses."""
        used = {*WHO_ROLES, *OTHER_PARTY_ROLES, *VOICE_ROLES, *WHAT_ROLES, *STRUCTURE_ROLES}
        used |= {*SPAN_ROLES, *CONTEXT_ROLES, *self._kinds, *(t.kind for t in self.things)}
        for s in statements:
            used |= {s.stage, *s.unstated, *(x.wording for x in s.spans)}
            used |= {i.property for i in s.inferences}
            used |= {term for c in s.claims for term in (c.act, c.voice)}
        return {
            name: {lang: self._ontology.label(name, lang) for lang in LANGUAGES}
            for name in sorted(used - {""})
        }

    def _names(self, statements: Iterable[Statement]) -> dict[str, Text]:
        """Labels of what statements mention and the map does not draw."""
        wanted = {other for s in statements for _, other in s.context}
        wanted |= {other for s in statements for i in s.inferences for other in i.things}
        wanted -= self.thing_ids
        names: dict[str, Text] = {}
        for label in ("Place", "Indicator", "Meeting", "Document"):
            for iri, node in self._nodes(label).items():
                names |= (
                    {iri: extraction.text(node["properties"], "label")} if iri in wanted else {}
                )
        for iri in sorted(wanted - set(names)):
            if iri.startswith(MN):
                names[iri] = {lang: self._ontology.label(iri, lang) for lang in LANGUAGES}
        return names


def _edge(statement: str, role: str, other: str, *, inferred: bool = False) -> Edge:
    """Who → statement → what: the direction in which one reads it."""
    outward = role in WHAT_ROLES or role in OTHER_PARTY_ROLES
    return Edge(*((statement, other) if outward else (other, statement)), role, inferred)


def _grouped(ties: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for role, target in ties:
        grouped[role].append(target)
    return grouped
