"""The terms of the graph: classes, properties and enumerations, read from `ontology/`.

>>> ontology = own()
>>> ontology.label("Duty", "kk")
'міндет'
>>> ontology.property_by_name["strictEnd"].datatype
'http://www.w3.org/2001/XMLSchema#date'
>>> [ontology.classes[iri].name for iri in ontology.ancestors(MN + "Duty")]
['Duty', 'Obligation', 'Statement']
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from mindet import consistency
from mindet.consistency import CONTEXT, FILES
from mindet.dataset import Dataset
from mindet.errors import OntologyError
from mindet.resources import folder as data_folder
from mindet.terms import GRAPH, MN, OWL, RDF, RDFS, SCHEMA, SKOS, XSD

__all__ = ["Class", "Concept", "Ontology", "Property"]

ONTOLOGY_GRAPH = GRAPH + "ontology"
Kind = Literal["object", "literal", "langString", "enumeration", "part"]

_CLASS = OWL + "Class"
_PROPERTY_CLASSES = {RDF + "Property"} | {
    OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
_TERM = MN + "Term"
_LABELS = (RDFS + "label", SKOS + "prefLabel")


@dataclass(frozen=True)
class Class:
    """A class; `parents` are its direct superclasses among our own."""

    iri: str
    name: str
    label: Mapping[str, str] = field(hash=False)
    parents: tuple[str, ...]


@dataclass(frozen=True)
class Property:
    """A property; `datatype` is None unless `kind` is 'literal' with one datatype only."""

    iri: str
    name: str
    label: Mapping[str, str] = field(hash=False)
    kind: Kind
    datatype: str | None
    many: bool
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    may_be_unstated: bool = False


@dataclass(frozen=True)
class Concept:
    """A value of an enumeration; `types` are its term classes, `markers` the words that show it."""

    iri: str
    name: str
    scheme: str
    label: Mapping[str, str] = field(hash=False)
    markers: Mapping[str, tuple[str, ...]] = field(hash=False)
    types: tuple[str, ...]


class Ontology:
    """What the files of the ontology folder say; `load` reads and checks them."""

    def __init__(self, quads: Iterable[ox.Quad], context: dict[str, Any]) -> None:
        self._facts = _Facts(quads)
        self.context = context
        facts = self._facts
        self.classes: Mapping[str, Class] = {i: facts.cls(i) for i in facts.of_type({_CLASS})}
        self.concepts: Mapping[str, Concept] = {i: facts.concept(i) for i in facts.in_schemes()}
        term_classes = {i for i in self.classes if _TERM in self.ancestors(i)}
        self.properties: Mapping[str, Property] = {
            i: facts.prop(i, term_classes) for i in facts.of_type(_PROPERTY_CLASSES)
        }

    @classmethod
    def load(cls, folder: Path) -> Ontology:
        """The ontology in `folder`; Mindet's is `own`.

        Raises OntologyError with file and line: not Turtle, not JSON, or terms that do not agree.
        """
        quads = [q for name in FILES for q in _turtle(folder / name)]
        ontology = cls(quads, _context(folder / CONTEXT))
        consistency.check(ontology, folder)
        return ontology

    @cached_property
    def class_by_name(self) -> Mapping[str, Class]:
        """Each class by its local name."""
        return {c.name: c for c in self.classes.values()}

    @cached_property
    def property_by_name(self) -> Mapping[str, Property]:
        """Each property by its key in a sheet, which is its local name."""
        return {p.name: p for p in self.properties.values()}

    @cached_property
    def concept_by_name(self) -> Mapping[str, Concept]:
        """Each value of an enumeration by its local name."""
        return {c.name: c for c in self.concepts.values()}

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """The class and its superclasses among ours, sorted; only itself where it is unknown."""
        return self._facts.closure(iri)

    def concepts_of(self, prop: Property) -> tuple[Concept, ...]:
        """The values that an enumerated property may take, by name; none for other properties."""
        ranges = set(prop.ranges)
        if prop.kind != "enumeration":
            return ()
        return tuple(
            c
            for c in sorted(self.concepts.values(), key=lambda c: c.name)
            if any(ranges.intersection(self.ancestors(t)) for t in c.types)
        )

    def property_for(self, key: str, class_iri: str) -> Property | None:
        """The property that a sheet's `key` means on a thing of that class; None if unknown.

        A class may give a key a meaning of its own (a type-scoped context in context.jsonld):
        `reason` of a stretch without a claim is one of a list, elsewhere it is a text.
        """
        for ancestor in self.ancestors(class_iri):
            scoped = self._scoped_keys.get(ancestor, {})
            if key in scoped:
                return self.properties.get(scoped[key])
        return self.property_by_name.get(key)

    @cached_property
    def _scoped_keys(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for term in self.context.values():
            if isinstance(term, dict) and "@context" in term:
                keys = term["@context"].items()
                found[self.expand(term["@id"])] = {k: self.expand(v["@id"]) for k, v in keys}
        return found

    def expand(self, compact: str) -> str:
        """The IRI that the context's prefixes make of `mn:Claim` and the like."""
        prefix, _, rest = compact.partition(":")
        start = self.context.get(prefix)
        return start + rest if isinstance(start, str) and not rest.startswith("//") else compact

    def label(self, term: str, language: str) -> str:
        """The label of a term, given by IRI or name, in `language`; else in English, else its name.

        >>> own().label("akimat", "ru")
        'akimat'
        >>> own().label("Akimat", "ru")
        'акимат'
        """
        found = self._facts.labels(term) or self._facts.labels(self._iri_of(term))
        return found.get(language) or found.get("en") or re.split(r"[#/:]", term)[-1]

    def _iri_of(self, name: str) -> str:
        for index in (self.class_by_name, self.property_by_name, self.concept_by_name):
            if name in index:
                return index[name].iri
        return MN + name

    def dataset(self) -> Dataset:
        """All that the two Turtle files say, in the graph https://w3id.org/mindet/graph/ontology."""
        return Dataset(self._facts.quads)


@cache
def own() -> Ontology:
    """Mindet's ontology, read once."""
    return Ontology.load(data_folder("ontology"))


class _Facts:
    """The quads of the ontology, found by subject and predicate."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.quads = tuple(quads)
        self._values: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.quads:
            self._values[quad.subject.value][quad.predicate.value].append(quad.object)  # type: ignore[union-attr]  # RDF 1.1 only
        self._closures: dict[str, tuple[str, ...]] = {}

    def subjects(self) -> list[str]:
        return sorted(self._values)

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        if subject not in self._values:
            return ()
        return tuple(sorted(o.value for o in self._values[subject].get(predicate, ())))

    def of_type(self, types: set[str]) -> Iterator[str]:
        return (s for s in self.subjects() if types.intersection(self.iris(s, RDF + "type")))

    def in_schemes(self) -> Iterator[str]:
        return (s for s in self.subjects() if self.iris(s, SKOS + "inScheme"))

    def texts(self, subject: str, predicate: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for text in self._values.get(subject, {}).get(predicate, ()):
            found[text.language or ""].append(text.value)
        return {language: tuple(sorted(texts)) for language, texts in sorted(found.items())}

    def labels(self, subject: str) -> dict[str, str]:
        texts = (self.texts(subject, predicate) for predicate in _LABELS)
        return {language: values[0] for found in texts for language, values in found.items()}

    def flag(self, subject: str, name: str) -> bool:
        return "true" in self.iris(subject, MN + name)

    def parents(self, iri: str) -> tuple[str, ...]:
        above = self.iris(iri, RDFS + "subClassOf")
        return tuple(i for i in above if i.startswith(MN))

    def closure(self, iri: str) -> tuple[str, ...]:
        if iri not in self._closures:
            self._closures[iri] = (iri,)  # a cycle ends here; the check reports it
            above = {a for parent in self.parents(iri) for a in self.closure(parent)}
            self._closures[iri] = tuple(sorted(above | {iri}))
        return self._closures[iri]

    def cls(self, iri: str) -> Class:
        return Class(iri, _local(iri), self.labels(iri), self.parents(iri))

    def prop(self, iri: str, term_classes: set[str]) -> Property:
        domains = self.iris(iri, SCHEMA + "domainIncludes")
        ranges = self.iris(iri, SCHEMA + "rangeIncludes")
        kind = _kind(ranges, term_classes, part=self.flag(iri, "ownedPart"))
        datatype = ranges[0] if kind == "literal" and len(ranges) == 1 else None
        many = not self.flag(iri, "oneValue")
        silent = self.flag(iri, "mayBeUnstated")
        label = self.labels(iri)
        return Property(iri, _local(iri), label, kind, datatype, many, domains, ranges, silent)

    def concept(self, iri: str) -> Concept:
        scheme = self.iris(iri, SKOS + "inScheme")[0]
        types = tuple(t for t in self.iris(iri, RDF + "type") if t.startswith(MN))
        markers = self.texts(iri, MN + "marker")
        return Concept(iri, _local(iri), scheme, self.labels(iri), markers, types)


def _kind(ranges: tuple[str, ...], term_classes: set[str], *, part: bool) -> Kind:
    if part:
        return "part"
    if ranges == (RDF + "langString",):
        return "langString"
    if ranges and all(r.startswith(XSD) for r in ranges):
        return "literal"
    return "enumeration" if ranges and term_classes.issuperset(ranges) else "object"


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"can't be read: {error.strerror}"
        raise OntologyError(what, where=str(path), remedy="restore the file") from None


def _turtle(path: Path) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    try:
        for q in ox.parse(_read(path), ox.RdfFormat.TURTLE):
            yield ox.Quad(q.subject, q.predicate, q.object, graph)
    except SyntaxError as error:
        where = f"{path}:{error.lineno or 1}"
        raise OntologyError(f"not Turtle: {error.msg}", where=where, remedy="mend it") from None


def _context(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_read(path))
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}"
        raise OntologyError(f"not JSON: {error.msg}", where=where, remedy="mend it") from None
    context = found.get("@context") if isinstance(found, dict) else None
    if not isinstance(context, dict):
        raise OntologyError("no '@context'", where=f"{path}:1", remedy="add the object '@context'")
    return context
