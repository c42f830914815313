"""Whether the files of the ontology agree: with themselves, with one another, with the context.

>>> from mindet.ontology import own
>>> check(own(), Path("ontology"))  # raises OntologyError where they don't
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mindet.errors import OntologyError
from mindet.terms import LANGUAGES, MN, UNSTATED, XSD, local

if TYPE_CHECKING:
    from mindet.ontology import Ontology, Property

FILES = ("mindet.ttl", "schemes.ttl")
CONTEXT = "context.jsonld"
Trouble = tuple[str, str, str]  # the term, what is wrong, what to do


def check(ontology: Ontology, folder: Path) -> None:
    """Raise OntologyError for the first inconsistency, with file, line and what to write."""
    for iri, what, remedy in _troubles(ontology):
        raise OntologyError(what, where=_place(iri, folder), remedy=remedy)
    for name, wanted in _context_terms(ontology):
        if _expanded(ontology, ontology.context.get(name)) != _expanded(ontology, wanted):
            where, line = str(folder / CONTEXT), f"{json.dumps(name)}: {json.dumps(wanted)}"
            raise OntologyError(f"no right key {name!r}", where=where, remedy=f"write {line}")


def _troubles(ontology: Ontology) -> Iterator[Trouble]:
    """Each inconsistency: the term, what is wrong, what to do."""
    yield from _unknown_parents(ontology)
    yield from _missing_labels(ontology)
    yield from _shared_names(ontology)
    yield from _unknown_ranges(ontology)


def _unknown_parents(ontology: Ontology) -> Iterator[Trouble]:
    for cls in ontology.classes.values():
        for parent in cls.parents:
            if parent not in ontology.classes:
                yield cls.iri, f"unknown parent {local(parent, MN)!r} of {cls.name!r}", "define it"
            elif cls.iri in ontology.ancestors(parent):
                yield cls.iri, f"{cls.name!r} is above itself", "break the cycle of subclasses"


def _missing_labels(ontology: Ontology) -> Iterator[Trouble]:
    for index in (ontology.classes, ontology.properties, ontology.concepts):
        for term in index.values():
            lacking = [language for language in LANGUAGES if not term.label.get(language)]
            if lacking:
                what = f"{term.name!r} has no label in {', '.join(lacking)}"
                yield term.iri, what, "add it"


def _shared_names(ontology: Ontology) -> Iterator[Trouble]:
    """One name is one IRI, or a sheet would be ambiguous."""
    first = {"unstated": UNSTATED}
    for index in (ontology.classes, ontology.properties, ontology.concepts):
        for term in index.values():
            if first.setdefault(term.name, term.iri) != term.iri:
                yield term.iri, f"two terms share the name {term.name!r}", "rename one"


def _unknown_ranges(ontology: Ontology) -> Iterator[Trouble]:
    for prop in ontology.properties.values():
        for iri in prop.domains + prop.ranges:
            if iri.startswith(MN) and iri not in ontology.classes:
                yield (
                    prop.iri,
                    f"{prop.name!r} names an unknown class {local(iri, MN)!r}",
                    "define it",
                )


def _context_terms(ontology: Ontology) -> Iterator[tuple[str, object]]:
    """What the context must say of each term for a sheet to be JSON-LD: the key, its meaning."""
    for prop in ontology.properties.values():
        yield prop.name, {"@id": _compact(prop.iri, ontology), **_coercion(prop, ontology)}
    for index in (ontology.classes, ontology.concepts):
        for term in index.values():
            if term.iri not in ontology.properties:
                yield term.name, _compact(term.iri, ontology)


def _coercion(prop: Property, ontology: Ontology) -> dict[str, str]:
    if prop.kind == "langString":
        return {"@container": "@language"}
    if prop.kind != "literal":
        return {"@type": "@vocab"}
    typed = prop.datatype not in (None, XSD + "string")
    return {"@type": _compact(str(prop.datatype), ontology)} if typed else {}


def _compact(iri: str, ontology: Ontology) -> str:
    prefixes = ((k, v) for k, v in ontology.context.items() if isinstance(v, str) and v[-1] in "#/")
    return next((f"{k}:{iri[len(v) :]}" for k, v in prefixes if iri.startswith(v)), iri)


def _expanded(ontology: Ontology, term: object) -> dict[str, str]:
    """A term of the context with full IRIs, without a context of its own."""
    parts = term if isinstance(term, dict) else {"@id": term}
    return {k: ontology.expand(str(v)) for k, v in parts.items() if k != "@context"}


def _place(iri: str, folder: Path) -> str:
    """The file and line on which the description of a term begins."""
    name = re.escape(re.split(r"[#/]", iri)[-1])
    start = "mn:" if iri.startswith(MN) else r"(?!mn:)\S*[:#/]"
    begin = re.compile(rf"{start}{name}>?(\s|$)")
    for path in (folder / name for name in FILES):
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if begin.match(text):
                return f"{path}:{number}"
    return str(folder)
