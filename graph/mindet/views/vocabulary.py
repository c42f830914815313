"""The ontology as a page to read: classes, properties, lists of values, in three languages.

One file without a script: the language is chosen by CSS. The anchor of a term of ours is its
local name, so that what follows the # in its IRI leads to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup

from mindet.dataset import PREFIXES
from mindet.ontology import Ontology
from mindet.terms import DCTERMS, LANGUAGES, MN, OWL, RDFS, SCHEMA, SKOS
from mindet.views import folio

STYLE, TEMPLATE, WORDS = "vocabulary.css", "vocabulary.html.j2", "vocabulary.yaml"
_FOREIGN = {
    "eli": "http://data.europa.eu/eli/ontology#", "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#", "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#", "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/", "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/", "cur": "http://qudt.org/vocab/currency/",
}  # fmt: skip
_NAMESPACES = {**PREFIXES, **_FOREIGN}
_MATCHES = {
    SKOS + name: name for name in ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")
}
_FLAGS = {"oneValue": "one_value", "mayBeUnstated": "may_be_unstated", "ownedPart": "owned_part"}
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Link:
    """Another term: how it is shown, and where it is told, on this page or elsewhere."""

    name: str
    href: str
    how: str = ""


@dataclass(frozen=True)
class Entry:
    """A class, property, list or value, as it is shown."""

    anchor: str
    name: str
    iri: str
    label: Texts
    definition: Texts
    note: Texts
    markers: Mapping[str, str]
    flags: tuple[str, ...]
    links: Mapping[str, tuple[Link, ...]]
    values: tuple[Entry, ...] = field(default=())


def render(ontology: Ontology) -> str:
    """The page; the same ontology gives the same bytes."""
    terms = _Terms(ontology)
    css = folio.read(STYLE)
    page = folio.environment().get_template(TEMPLATE)
    return str(
        page.render(
            css=Markup(css),  # noqa: S704  # our own file, hashed in the policy
            policy=folio.policy(css, []).replace("; require-trusted-types-for 'script'", ""),
            languages=folio.LANGUAGE_NAMES,
            words=folio.words(folio.TEMPLATES / WORDS),
            **terms.page(),
        )
    )


class _Terms:
    """What the ontology says, by subject and predicate."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._said: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in ontology.dataset():
            self._said[quad.subject.value][quad.predicate.value].append(quad.object)  # type: ignore[union-attr]  # RDF 1.1 only

    def page(self) -> dict[str, Any]:
        head = MN.rstrip("#")
        version = next((v.value for v in self._said[head][OWL + "versionInfo"]), "")
        return {
            "title": self._texts(head, DCTERMS + "title"),
            "about": self._texts(head, RDFS + "comment"),
            "version": version,
            "sections": {
                "classes": self._entries(self._ontology.classes),
                "properties": self._entries(self._ontology.properties),
                "schemes": self._schemes(),
            },
        }

    def _entries(self, iris: Iterable[str]) -> list[Entry]:
        return sorted(map(self._entry, iris), key=lambda entry: entry.name.casefold())

    def _schemes(self) -> list[Entry]:
        held: dict[str, list[str]] = defaultdict(list)
        for concept in self._ontology.concepts.values():
            held[concept.scheme].append(concept.iri)
        return [self._entry(iri, self._values(iris)) for iri, iris in sorted(held.items())]

    def _values(self, iris: Iterable[str]) -> list[Entry]:
        """A value that is a property, too, has its anchor there."""
        entries = self._entries(iris)
        twice = self._ontology.properties
        return [replace(e, anchor=f"value-{e.anchor}") if e.iri in twice else e for e in entries]

    def _entry(self, iri: str, values: Iterable[Entry] = ()) -> Entry:
        told = self._said[iri]
        name = _short(iri)
        label = self._texts(iri, SKOS + "prefLabel") or self._texts(iri, RDFS + "label")
        flags = tuple(_FLAGS[n] for n in _FLAGS if "true" in self._iris(told[MN + n]))
        return Entry(
            _anchor(name), name, iri, label,
            self._texts(iri, SKOS + "definition"), self._texts(iri, SKOS + "scopeNote"),
            self._texts(iri, MN + "marker"), flags,
            {kind: links for kind, links in self._links(iri).items() if links}, tuple(values),
        )  # fmt: skip

    def _links(self, iri: str) -> dict[str, tuple[Link, ...]]:
        told = self._said[iri]
        above = [*told[RDFS + "subClassOf"], *told[RDFS + "subPropertyOf"]]
        own = [p.iri for p in self._ontology.properties.values() if iri in p.domains]
        return {
            "parents": self._to(self._iris(above)),
            "domains": self._to(self._iris(told[SCHEMA + "domainIncludes"])),
            "ranges": self._to(self._iris(told[SCHEMA + "rangeIncludes"])),
            "used": self._to(own),
            "values": self._to(self._iris(told[DCTERMS + "type"])),
            "matches": tuple(
                link
                for predicate, how in _MATCHES.items()
                for link in self._to(self._iris(told[predicate]), how)
            ),
        }

    def _to(self, iris: Iterable[str], how: str = "") -> tuple[Link, ...]:
        return tuple(Link(_short(iri), self._href(iri), how) for iri in sorted(iris))

    def _href(self, iri: str) -> str:
        known = iri in self._ontology.classes or iri in self._ontology.properties
        if known or iri in self._ontology.concepts:
            return f"#{_anchor(_short(iri))}"
        return iri if re.match("https?://", iri) else ""

    def _texts(self, iri: str, predicate: str) -> dict[str, str]:
        found: dict[str, list[str]] = defaultdict(list)
        for text in self._said[iri][predicate]:
            if isinstance(text, ox.Literal):
                found[text.language or ""].append(text.value)
        return {tag: ", ".join(sorted(found[tag])) for tag in LANGUAGES if tag in found}

    @staticmethod
    def _iris(terms: Iterable[Any]) -> list[str]:
        return [term.value for term in terms]


def _short(iri: str) -> str:
    """A term of ours by its local name, another with its usual prefix.

    >>> _short(MN + "Duty"), _short(RDFS + "label")
    ('Duty', 'rdfs:label')
    """
    if iri.startswith(MN):
        return iri.removeprefix(MN)
    fit = (p for p, start in _NAMESPACES.items() if p != "mn" and iri.startswith(start))
    prefix = next(fit, None)
    return f"{prefix}:{iri.removeprefix(_NAMESPACES[prefix])}" if prefix else iri


def _anchor(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "-", name)
