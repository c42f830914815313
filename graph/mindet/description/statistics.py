"""The figures in the Vocabulary of Interlinked Datasets (VoID, W3C 2011)."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from mindet.description.figures import Figures
from mindet.description.statements import SELF, about, iri
from mindet.terms import ID, MN

_FEATURE = "http://www.w3.org/ns/formats/N-Quads"


def quads(found: Figures) -> Iterator[ox.Quad]:
    """Counts, vocabularies and partitions: by class, by property, and each graph as a subset."""
    yield from about(SELF, {
        "rdf:type": iri("void:Dataset"),
        "void:triples": found.triples,
        "void:entities": found.entities,
        "void:distinctSubjects": found.subjects,
        "void:distinctObjects": found.objects,
        "void:classes": len(found.classes),
        "void:properties": len(found.properties),
        "void:uriSpace": ID,
        "void:feature": ox.NamedNode(_FEATURE),
        "void:vocabulary": [ox.NamedNode(name) for name in found.vocabularies],
        "void:subset": [ox.NamedNode(name) for name in found.graphs],
    })  # fmt: skip
    for name, triples in found.graphs.items():
        yield from about(name, {"rdf:type": iri("void:Dataset"), "void:triples": triples})
    yield from _partitions("class", found.classes, "void:entities")
    yield from _partitions("property", found.properties, "void:triples")


def _partitions(kind: str, counts: Mapping[str, int], counted: str) -> Iterator[ox.Quad]:
    for name, count in counts.items():
        part = f"{SELF}/{kind}/{_slug(name)}"
        yield from about(SELF, {f"void:{kind}Partition": ox.NamedNode(part)})
        yield from about(part, {f"void:{kind}": ox.NamedNode(name), counted: count})


def _slug(name: str) -> str:
    """A term of ours by its local name, another by all of its IRI.

    >>> _slug(MN + "Duty"), _slug("http://a/b")
    ('Duty', 'http%3A%2F%2Fa%2Fb')
    """
    return urllib.parse.quote(name.removeprefix(MN), safe="")
