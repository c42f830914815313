"""RDF to a property graph and back, without loss; pure, no store.

    graph = encode(dataset, Ontology.load())
    assert decode(graph).isomorphic(dataset)

A subject or object is a node with its classes and their superclasses as labels. A
literal is a property, a link a relationship, a value of an enumeration a word. What
none of these can hold exactly goes into the node's `overflow`, as N-Quads without the
subject.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from mindet.dataset import Dataset, line
from mindet.errors import ProjectionError
from mindet.projection import blanks
from mindet.projection.graph import RESOURCE, Counts, Node, PropertyGraph, Relationship
from mindet.projection.literals import Value, has_companion, lexical, native
from mindet.projection.names import Names, Slot
from mindet.projection.naming import TYPE, Naming, usage
from mindet.terms import GRAPH, UNSTATED

if TYPE_CHECKING:
    from mindet.ontology import Ontology

__all__ = ["Node", "PropertyGraph", "Relationship", "decode", "encode"]

# A unique index of a Neo4j holds keys of up to about 8 kB.
LONG = 2000
LONG_PREFIX = "urn:mindet:long:"


def encode(dataset: Dataset, ontology: Ontology, names: Names | None = None) -> PropertyGraph:
    """The property graph of `dataset`; `names` are those that a store has from earlier loads."""
    quads, over = blanks.rename(dataset.quads)
    ordered = sorted(quads, key=line)
    naming = Naming(ontology, names)
    naming.add(ordered)
    encoder = _Encoder(naming, Counts(unnamed=over))
    for _, group in groupby(ordered, key=lambda q: q.subject):
        encoder.add(list(group))
    return encoder.graph(_digest(ordered))


class _Encoder:
    """The nodes and relationships made so far."""

    def __init__(self, naming: Naming, counts: Counts) -> None:
        self.naming, self.counts = naming, counts
        self.nodes: dict[str, Node] = {}
        self.relationships: list[Relationship] = []
        self._targets: dict[str, str] = {}

    def add(self, quads: list[ox.Quad]) -> None:
        """Encode all quads of one subject."""
        subject = _Subject(self.naming, quads)
        for quad in quads:
            kind = subject.place(quad)
            setattr(self.counts, kind, getattr(self.counts, kind) + 1)
        spilt = subject.settle()
        self.counts.overflow += spilt
        self.counts.properties -= spilt
        self.nodes[subject.iri] = subject.node()
        self.relationships += subject.relationships
        self._targets |= subject.targets

    def graph(self, digest: str) -> PropertyGraph:
        """All of it, in order; things that are only pointed at are nodes too."""
        for key, full in self._targets.items():
            if key not in self.nodes:
                self.nodes[key] = Node(key, (RESOURCE,), _bare(key, full))
        nodes = [node for _, node in sorted(self.nodes.items())]
        links = sorted(self.relationships, key=_link_key)
        return PropertyGraph(nodes, links, self.naming.names, self.counts, digest)


class _Subject:
    """One thing in the making: its home graph, its values by key, its links."""

    def __init__(self, naming: Naming, quads: list[ox.Quad]) -> None:
        self.naming, self.quads = naming, quads
        self.full = _name(quads[0].subject)
        self.iri = _key(self.full)
        sizes = Counter(str(q.graph_name) for q in quads)
        self._home = min(sizes, key=lambda g: (-sizes[g], g))
        self._home_name = next(q.graph_name for q in quads if str(q.graph_name) == self._home)
        self.classes: list[str] = []
        self.properties: dict[str, Value] = {}
        self.relationships: list[Relationship] = []
        self.targets: dict[str, str] = {}
        self._literals: dict[str, list[ox.Quad]] = defaultdict(list)
        self._concepts: dict[str, list[tuple[str, ox.Quad]]] = defaultdict(list)
        self._overflow: list[str] = []

    def place(self, quad: ox.Quad) -> str:
        """Put a quad where it belongs; as what it is counted."""
        at_home = str(quad.graph_name) == self._home
        if isinstance(quad.object, ox.Literal):
            return self._place_literal(quad, at_home)
        if quad.predicate.value == TYPE and isinstance(quad.object, ox.NamedNode):
            return self._place_type(quad, at_home)
        if self._place_word(quad, at_home):
            return "properties"
        return self._place_link(quad, at_home)

    def _place_literal(self, quad: ox.Quad, at_home: bool) -> str:
        literal = quad.object
        key = self.naming.slots.get(usage(quad.predicate.value, literal))  # type: ignore[arg-type]  # a literal, the caller saw
        if key is None or not at_home:
            return self._spill(quad)
        form = self.naming.names.keys[key].form
        if native(form, literal.value) is None:  # type: ignore[union-attr]  # likewise
            return self._spill(quad)
        self._literals[key].append(quad)
        return "properties"

    def _place_type(self, quad: ox.Quad, at_home: bool) -> str:
        if not at_home:
            return self._spill(quad)
        self.classes.append(quad.object.value)  # type: ignore[union-attr]  # a named node, the caller saw
        return "labels"

    def _place_word(self, quad: ox.Quad, at_home: bool) -> bool:
        """Hold a value of an enumeration, or what a text leaves open, as a property."""
        predicate, value = quad.predicate.value, quad.object.value  # type: ignore[union-attr]  # no literal
        if not at_home or not isinstance(quad.object, ox.NamedNode):
            return False
        if value == UNSTATED and (flag := self.naming.unstated(predicate)):
            self.properties[flag] = True
            return True
        if found := self.naming.concept(predicate, value):
            self._concepts[found[0]].append((found[1], quad))
            return True
        return False

    def _place_link(self, quad: ox.Quad, at_home: bool) -> str:
        full = _name(quad.object)
        target = _key(full)
        self.targets[target] = full
        properties: dict[str, Value] = {} if at_home else {"graph": _graph_code(quad.graph_name)}
        kind = self.naming.relationship(quad.predicate.value)
        self.relationships.append(Relationship(self.iri, kind, target, properties))
        return "relationships"

    def _spill(self, quad: ox.Quad) -> str:
        self._overflow.append(line(quad).removeprefix(f"{quad.subject} "))
        return "overflow"

    def settle(self) -> int:
        """Make properties of the values; how many of a single-valued key spilt over."""
        spilt = 0
        for key, quads in self._literals.items():
            kept = quads if self.naming.names.keys[key].many else quads[:1]
            spilt += len(quads) - len(kept)
            for quad in quads[len(kept) :]:
                self._spill(quad)
            self._set_literals(key, [q.object.value for q in kept])  # type: ignore[union-attr]  # literals only
        for key, words in self._concepts.items():
            many = self.naming.names.keys[key].many
            for _, quad in [] if many else words[1:]:
                self._spill(quad)
                spilt += 1
            self.properties[key] = sorted(w for w, _ in words) if many else words[0][0]
        return spilt

    def _set_literals(self, key: str, texts: list[str]) -> None:
        slot = self.naming.names.keys[key]
        values: list[Any] = [native(slot.form, text) for text in texts]
        self.properties[key] = values if slot.many else values[0]
        if has_companion(slot.form):
            self.properties[key + "_lexical"] = texts if slot.many else texts[0]

    def node(self) -> Node:
        """The finished node."""
        names = sorted(self.naming.label(iri) for iri in self.classes)
        labels = {RESOURCE, *names}.union(*(self.naming.closure(c) for c in self.classes))
        properties = _bare(self.iri, self.full) | self.properties
        if names:
            properties["types"] = names
        if code := _graph_code(self._home_name):
            properties["graph"] = code
        if self._overflow:
            properties["overflow"] = sorted(self._overflow)
        properties["digest"] = _digest(self.quads)
        return Node(self.iri, tuple(sorted(labels)), dict(sorted(properties.items())))


def decode(graph: PropertyGraph) -> Dataset:
    """The dataset that `graph` holds.

    What the table of names does not know is an analyst's own and left out. Raises
    ProjectionError for a value that has been changed into something no RDF comes from.
    """
    homes = {node.iri: node for node in graph.nodes}
    quads = [quad for node in graph.nodes for quad in _quads(node, graph.names)]
    quads += [q for link in graph.relationships for q in _link_quads(link, homes, graph.names)]
    return Dataset([*quads, *_overflow(graph.nodes)])


def _quads(node: Node, names: Names) -> Iterator[ox.Quad]:
    subject, home = _term(_full(node)), _graph(node.properties.get("graph", ""))
    for name in _list(node.properties.get("types", [])):
        yield ox.Quad(
            subject, ox.NamedNode(TYPE), ox.NamedNode(_iri(names.labels, name, node)), home
        )
    for key, value in node.properties.items():
        slot = names.keys.get(key)
        if slot and slot.form != "lexical":
            texts = node.properties.get(key + "_lexical") if has_companion(slot.form) else value
            for term in _terms(slot, texts, names, node, key):
                yield ox.Quad(subject, ox.NamedNode(slot.predicate), term, home)


def _terms(
    slot: Slot, value: object, names: Names, node: Node, key: str
) -> Iterator[ox.NamedNode | ox.Literal]:
    if slot.form == "unstated":
        yield ox.NamedNode(UNSTATED)
        return
    for part in _list(value):
        if slot.form == "concept":
            yield ox.NamedNode(_iri(names.concepts, part, node))
        else:
            yield _literal(slot, part, node, key)


def _literal(slot: Slot, value: object, node: Node, key: str) -> ox.Literal:
    form = "text" if has_companion(slot.form) else slot.form
    try:
        text = lexical(form, value)
    except ValueError as error:
        raise _changed(node, f"{key}: {error}") from None
    if slot.language:
        return ox.Literal(text, language=slot.language)
    return ox.Literal(text, datatype=ox.NamedNode(slot.datatype))


def _link_quads(link: Relationship, nodes: Mapping[str, Node], names: Names) -> Iterator[ox.Quad]:
    predicate = names.relationships.get(link.type)
    source, target = nodes.get(link.source), nodes.get(link.target)
    if predicate and source and target:
        code = link.properties.get("graph", source.properties.get("graph", ""))
        ends = _term(_full(source)), _term(_full(target))
        yield ox.Quad(ends[0], ox.NamedNode(predicate), ends[1], _graph(code))


def _overflow(nodes: Iterable[Node]) -> Iterator[ox.Quad]:
    """The spilt quads; the lines get their subjects back."""
    for node in nodes:
        rests = _list(node.properties.get("overflow", []))
        subject = str(_term(_full(node))) if rests else ""
        text = "".join(f"{subject} {rest}\n" for rest in rests)
        try:
            yield from ox.parse(text.encode(), ox.RdfFormat.N_QUADS, lenient=True)
        except SyntaxError as error:
            raise _changed(node, f"overflow: {error.msg}") from None


def _digest(quads: Iterable[ox.Quad]) -> str:
    """Of quads in their order, their blank nodes named by content."""
    digest = hashlib.sha256()
    for quad in quads:
        digest.update(f"{line(quad)}\n".encode())
    return digest.hexdigest()[:32]


def _bare(key: str, full: str) -> dict[str, Value]:
    bare: dict[str, Value] = {"iri": key, "digest": ""}
    return bare if key == full else bare | {"longIri": full}


def _key(full: str) -> str:
    """The value of the unique key `iri`: the IRI itself, or its digest where it is too long."""
    if len(full.encode()) <= LONG and not full.startswith(LONG_PREFIX):
        return full
    return LONG_PREFIX + hashlib.sha256(full.encode()).hexdigest()


def _full(node: Node) -> str:
    return str(node.properties.get("longIri", node.iri))


def _name(term: object) -> str:
    """An IRI, or a blank node's label after `_:`, with which no IRI begins."""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value  # type: ignore[attr-defined]  # a named node


def _term(name: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)


def _graph_code(graph: object) -> str:
    """The last part of a graph of ours, the whole name of another, nothing for the default one."""
    if isinstance(graph, ox.DefaultGraph):
        return ""
    name = _name(graph)
    short = name.removeprefix(GRAPH)
    return short if short and ":" not in short else name


def _graph(code: object) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph:
    text = str(code)
    if not text:
        return ox.DefaultGraph()
    return _term(text if ":" in text else GRAPH + text)


def _iri(table: Mapping[str, str], name: object, node: Node) -> str:
    if name not in table:
        raise _changed(node, f"{name!r} is no name of ours")
    return table[str(name)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _link_key(link: Relationship) -> tuple[str, str, str, str]:
    return link.source, link.type, link.target, str(link.properties.get("graph", ""))


def _changed(node: Node, what: str) -> ProjectionError:
    return ProjectionError(
        f"the stored graph has been changed: {what}",
        where=node.iri,
        remedy="load the dataset again",
    )
