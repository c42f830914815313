"""JSON-LD 1.1 in the words of our context: what a term can hold goes under it, all else by IRI.

Nothing is guessed from a document: each quad is written alone, under the term whose
definition (type, language) gives exactly its value back, or under the property's whole IRI
as an expanded value. So no JSON-LD algorithm is needed here, and any processor reads it.

>>> from mindet.dataset import Dataset
>>> from mindet.ontology import own
>>> writer = Compact(own().context)
>>> (quad,) = Dataset.parse(b'<urn:s> <https://w3id.org/mindet#start> 5 .', "turtle")
>>> writer.node([quad])
{'id': 'urn:s', 'start': [5]}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from mindet.errors import DatasetError
from mindet.terms import RDF, XSD

Json = dict[str, Any]
Parts = Mapping[tuple[str, str], Json]
_RELATIVE = re.compile(r"[a-z][a-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every reader of JSON keeps
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_ABSOLUTE = re.compile(r"[^:]*://")


class Compact:
    """Terms of a context by the IRIs that they stand for."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = context
        self._base = str(context["@base"])
        self._prefixes = {k for k, v in context.items() if isinstance(v, str) and v[-1:] in "#/:"}
        self._terms: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
        self._named: dict[str, str] = {}  # classes and values of enumerations
        self._scoped: dict[str, frozenset[str]] = {}  # keys that mean something else in a class
        for term, told in context.items():
            self._take(term, told)

    def _take(self, term: str, told: Any) -> None:
        if isinstance(told, dict) and "@id" not in told:  # a property read backwards
            return
        if isinstance(told, dict):
            iri = self.whole(told["@id"])
            if inner := told.get("@context"):
                self._scoped[iri] = frozenset(inner)
                self._named[iri] = term
            else:
                self._terms[iri].append((term, told))
        elif isinstance(told, str) and ":" in told and term not in self._prefixes:
            self._named[self.whole(told)] = term

    def whole(self, name: str) -> str:
        """The IRI that a prefixed name of the context stands for."""
        prefix, _, local = name.partition(":")
        start = self._context.get(prefix)
        return f"{start}{local}" if isinstance(start, str) else name

    def node(self, quads: Iterable[ox.Quad], parts: Parts | None = None) -> Json:
        """The node object of one subject's quads.

        `parts` has node objects by predicate and object, to stand in the place of a mere id.
        """
        quads = list(quads)
        types = {q.object.value for q in quads if q.predicate.value == RDF + "type"}  # type: ignore[union-attr]  # RDF 1.1 only
        barred = frozenset().union(*(self._scoped.get(one, frozenset()) for one in types))
        found: Json = {"id": self.name_of(quads[0].subject)}
        for quad in quads:
            key = (quad.predicate.value, str(quad.object))
            if parts and key in parts:
                term = self._object_term(quad.predicate.value, barred)
                found.setdefault(term or self._iri(quad.predicate.value), []).append(parts[key])
            else:
                self._put(found, quad.predicate.value, quad.object, barred)
        return found

    def _put(self, found: Json, predicate: str, value: Any, barred: frozenset[str]) -> None:
        if predicate == RDF + "type" and not isinstance(value, ox.Literal):
            found.setdefault("type", []).append(self.vocabulary(value))
            return
        for term, told in self._terms.get(predicate, ()):
            if term in barred or (held := _held(value, told, self)) is None:
                continue
            if told.get("@container") == "@language":
                found.setdefault(term, {}).setdefault(value.language, []).append(held)
            else:
                found.setdefault(term, []).append(held)
            return
        found.setdefault(self._iri(predicate), []).append(self._expanded(value))

    def _object_term(self, predicate: str, barred: frozenset[str]) -> str | None:
        terms = self._terms.get(predicate, ())
        fit = (term for term, told in terms if told.get("@type") == "@vocab")
        return next((term for term in fit if term not in barred), None)

    def _expanded(self, value: Any) -> Json:
        if not isinstance(value, ox.Literal):
            return {"@id": self.name_of(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == XSD + "string":
            return {"@value": value.value}
        return {"@value": value.value, "@type": self._iri(value.datatype.value)}

    def vocabulary(self, value: Any) -> str:
        """The name of a node where terms are looked for first."""
        named = None if isinstance(value, ox.BlankNode) else self._named.get(value.value)
        return named or self.name_of(value)

    def name_of(self, node: Any) -> str:
        """The id of a node: by its label, or relative to the base of the context where it can."""
        if isinstance(node, ox.BlankNode):
            return str(node)
        rest = node.value.removeprefix(self._base)
        if rest != node.value and _RELATIVE.fullmatch(rest):
            return str(rest)
        return self._iri(node.value)

    def _iri(self, iri: str) -> str:
        """An absolute IRI, which no prefix of the context may take for one of its own."""
        scheme = _SCHEME.match(iri)
        if scheme and scheme[0] in self._prefixes and not _ABSOLUTE.match(iri):
            what = f"<{iri}>: our JSON-LD context takes {scheme[0]} for a prefix"
            raise DatasetError(what, remedy="use another --format")
        return iri


def _held(value: Any, told: Mapping[str, Any], names: Compact) -> Any:
    """The value as a term so defined writes it; None where that would be read as another."""
    kind = told.get("@type")
    if not isinstance(value, ox.Literal):
        return names.vocabulary(value) if kind == "@vocab" else None
    if told.get("@container") == "@language":
        return value.value if value.language else None
    if value.language or kind == "@vocab":
        return None
    if kind is None:
        return value.value if value.datatype.value == XSD + "string" else None
    return _typed(value.value, kind) if value.datatype.value == names.whole(kind) else None


def _typed(lexical: str, kind: str) -> Any:
    """JSON's own booleans and whole numbers where they give the same letters back."""
    if kind == "xsd:boolean" and lexical in ("true", "false"):
        return lexical == "true"
    return int(lexical) if kind == "xsd:integer" and _INTEGER.fullmatch(lexical) else lexical
