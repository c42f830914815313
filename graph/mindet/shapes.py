"""SHACL: what must hold of a dataset before anything is built from it.

The rules are in `ontology/shapes.ttl`. What kind of value a property takes, and how
many, is said once, in `mindet.ttl`: those shapes are made from it here.

>>> from mindet.dataset import Dataset
>>> claim = b"<https://w3id.org/mindet/id/claim/1> a <https://w3id.org/mindet#Claim> ."
>>> found = validate(Dataset.parse(claim, "turtle"))
>>> [v.shape.rsplit("/", 1)[1] for v in found][:2]
['claim-act', 'claim-document']
>>> found[1].message_in("ru")
'Высказыванию нужен документ.'
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.errors import ShapeError
from mindet.ontology import ONTOLOGY_GRAPH, Ontology, Property, own
from mindet.resources import folder
from mindet.terms import LANGUAGES, MN, RDF, RDFS, SCHEMA, XSD, local

__all__ = ["Violation", "shapes_graph", "terms", "validate"]

SHAPE = "https://w3id.org/mindet/shape/"
_SH = "http://www.w3.org/ns/shacl#"
# What the shapes read of the ontology; its labels and definitions would only slow them down.
_USED = {
    RDF + "type", RDFS + "subClassOf", MN + "mayState", SCHEMA + "rangeIncludes",
}  # fmt: skip


@dataclass(frozen=True)
class Violation:
    """One breach: `focus` is the thing (IRI), `value` what offends, `shape` the rule's IRI."""

    focus: str
    path: str | None
    message: str
    severity: str
    shape: str
    value: str | None = None
    messages: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    def message_in(self, language: str) -> str:
        """The message in `language`, in English where the rule has none in it."""
        return self.messages.get(language) or self.message


def validate(dataset: Dataset) -> list[Violation]:
    """What in the union of all graphs of `dataset` breaks the shapes, sorted.

    Terms are those of Mindet's ontology, whether or not `dataset` carries them.
    Raises ShapeError where the validator itself fails.
    """
    lines = {f"{q.triple} ." for q in (*_facts(dataset), *terms())}
    report = _report("\n".join(sorted(lines)))
    found = {_key(entry): entry for entry in report.violations}
    return [_violation(entry) for _, entry in sorted(found.items(), key=lambda item: item[0])]


def _facts(dataset: Dataset) -> Iterator[ox.Quad]:
    ontology = ox.NamedNode(ONTOLOGY_GRAPH)
    return (q for q in dataset if q.graph_name != ontology)


@cache
def terms() -> tuple[ox.Quad, ...]:
    """The part of the ontology that the shapes read."""
    return tuple(q for q in own().dataset() if q.predicate.value in _USED)


def _report(data: str) -> Any:
    """The validator's report; each from a session of its own, as a used one finds nothing new."""
    import pyrudof

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        session.read_data(data, format=pyrudof.RDFFormat.NTriples)
        session.read_shacl(shapes_graph(), format=pyrudof.ShaclFormat.Turtle)
        return session.validate_shacl()
    except pyrudof.RudofError as error:
        what = f"the data can't be checked: {error}"
        raise ShapeError(what, remedy="check that it is RDF 1.1") from None


def _key(entry: Any) -> tuple[str, str, str, str]:
    return str(entry.source_shape), str(entry.focus_node), str(entry.path), str(entry.value)


def _violation(entry: Any) -> Violation:
    shape = str(entry.source_shape)
    messages = _messages().get(shape, {})
    return Violation(
        focus=str(entry.focus_node),
        path=None if entry.path is None else str(entry.path),
        message=messages.get("en") or str(entry.message),
        severity=str(entry.severity),
        shape=shape,
        value=None if entry.value is None else str(entry.value),
        messages=messages,
    )


@cache
def _messages() -> dict[str, dict[str, str]]:
    """The messages of each named shape by language: the validator shows one language only."""
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(shapes_graph().encode(), ox.RdfFormat.TURTLE):
        if quad.predicate.value == _SH + "message" and isinstance(quad.object, ox.Literal):
            messages = found.setdefault(str(quad.subject.value), {})
            messages[quad.object.language or "en"] = quad.object.value
    return found


# --- shapes made from the ontology


@cache
def shapes_graph() -> str:
    """All shapes as Turtle: those of `shapes.ttl`, and one for the values of each property."""
    written = (folder("ontology") / "shapes.ttl").read_text("utf-8")
    ontology = own()
    made = (_value_shape(prop, ontology) for prop in ontology.properties.values())
    return written + "\n" + "\n".join(text for text in made if text)


def _value_shape(prop: Property, ontology: Ontology) -> str:
    rules = [*_count(prop), *_range(prop, ontology)]
    if not rules:
        return ""
    messages = ", ".join(_message(prop, ontology, language) for language in LANGUAGES)
    return (
        f"<{SHAPE}values/{prop.name}> a sh:PropertyShape ;\n"
        f"    sh:targetSubjectsOf <{prop.iri}> ; sh:path <{prop.iri}> ;\n"
        f"    {' ; '.join(rules)} ;\n    sh:message {messages} .\n"
    )


def _count(prop: Property) -> Iterator[str]:
    if not prop.many:
        yield "sh:uniqueLang true" if prop.kind == "langString" else "sh:maxCount 1"


def _range(prop: Property, ontology: Ontology) -> Iterator[str]:
    """One alternative for each range, and `mn:unstated` where the text may be silent."""
    known = [iri for iri in prop.ranges if iri in ontology.classes]
    if len(known) < len(prop.ranges) and prop.kind == "object":
        yield "sh:nodeKind sh:IRI"  # open to the world: rdfs:Resource and the like
        return
    tests = [f"sh:class <{iri}>" for iri in known] or [_datatype(iri) for iri in prop.ranges]
    if prop.may_be_unstated:
        tests.append("sh:in ( mn:unstated )")
    if tests:
        yield tests[0] if len(tests) == 1 else f"sh:or ( {' '.join(f'[ {t} ]' for t in tests)} )"


def _datatype(iri: str) -> str:
    """The test for a datatype; dates get a pattern too, as pyrudof takes any text for a date."""
    pattern = f' ; sh:pattern "{_DATE}"' if iri == XSD + "date" else ""
    return f"sh:datatype <{iri}>{pattern}"


_DATE = (
    "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
)
_COUNTS = {
    "en": ("one value", "values"),
    "ru": ("одно значение", "значения"),
    "kk": ("бір мән", "мәндер"),
}
_OR = {"en": "or", "ru": "или", "kk": "немесе"}
_DATATYPES = {
    XSD + "date": ("date", "дата", "күн"),
    XSD + "integer": ("whole number", "целое число", "бүтін сан"),
    XSD + "decimal": ("decimal number", "десятичное число", "ондық сан"),
    XSD + "boolean": ("true or false", "true или false", "true немесе false"),
    XSD + "string": ("text", "текст", "мәтін"),
    XSD + "language": ("language tag", "код языка", "тіл коды"),
    RDF + "langString": ("text in a language", "текст на языке", "тілі көрсетілген мәтін"),
    RDFS + "Resource": ("web address or thing", "веб-адрес или предмет", "веб-мекенжай не нысан"),
    RDF + "Property": ("property", "свойство", "қасиет"),
    RDFS + "Class": ("class", "класс", "класс"),
}


def _message(prop: Property, ontology: Ontology, language: str) -> str:
    names = [_range_name(iri, ontology, language) for iri in prop.ranges]
    if prop.may_be_unstated:
        names.append("unstated")
    count = _COUNTS[language][prop.many]
    text = f"{prop.name} ({prop.label[language]}) – {count}: {_joined(names, _OR[language])}."
    return f"{json.dumps(text, ensure_ascii=False)}@{language}"


def _range_name(iri: str, ontology: Ontology, language: str) -> str:
    if iri in _DATATYPES:
        return _DATATYPES[iri][LANGUAGES.index(language)]
    return ontology.label(iri, language) if iri in ontology.classes else local(iri, MN)


def _joined(names: Iterable[str], word: str) -> str:
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
