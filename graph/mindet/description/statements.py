"""The words of a description: namespaces, and quads from short statements.

>>> [str(quad) for quad in about("urn:s", {"void:triples": 3})]
['<urn:s> <http://rdfs.org/ns/void#triples> "3"^^<http://www.w3.org/2001/XMLSchema#integer>']
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from mindet.dataset import PREFIXES
from mindet.terms import XSD

SELF = "https://w3id.org/mindet/dataset"
NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_KNOWN = {**PREFIXES, **NAMESPACES}
Texts = Mapping[str, str]  # by language


def iri(name: str) -> ox.NamedNode:
    """The node of an IRI, or of a name with one of the prefixes."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_KNOWN[prefix] + local if prefix in _KNOWN else name)


def about(subject: str, told: Mapping[str, Any]) -> Iterator[ox.Quad]:
    """A quad for each value of each property; None says nothing.

    A text by language is a mapping, a node an `ox.NamedNode`, several values a list.
    """
    for name, value in told.items():
        for term in _terms(value):
            yield ox.Quad(iri(subject), iri(name), term)


def _terms(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [ox.Literal(text, language=tag) for tag, text in value.items()]
    if isinstance(value, list | tuple):
        return [term for one in value for term in _terms(one)]
    if isinstance(value, ox.NamedNode | ox.Literal):
        return [value]
    if isinstance(value, datetime.date):
        return [_typed(value.isoformat(), "date")]
    return [_typed(str(value), "integer")] if isinstance(value, int) else [ox.Literal(value)]


def _typed(lexical: str, name: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(XSD + name))
