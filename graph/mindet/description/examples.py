"""The stored questions as example queries that a machine can find and run (SHACL-SPARQL).

Each is whole: its parameters have the values of the catalogue's own example, else their
defaults. They ask over the union of all graphs. A question that a step in Python prepares
(a search by name, a path) is none that SPARQL could answer alone, so it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from mindet.catalogue import Catalogue
from mindet.description.release import Release
from mindet.description.statements import SELF, about, iri


def quads(catalogue: Catalogue, release: Release) -> Iterator[ox.Quad]:
    """A sh:SPARQLSelectExecutable for each question, with its labels in three languages."""
    for query in catalogue.values():
        if query.prepare != "none":
            continue
        yield from about(f"{SELF}/query/{query.name}", {
            "rdf:type": [iri("sh:SPARQLExecutable"), iri("sh:SPARQLSelectExecutable")],
            "rdfs:label": query.titles,
            "rdfs:comment": query.descriptions,
            "sh:select": query.sparql_text(query.values(query.example)),
            "schema:target": iri(release.endpoint) if release.endpoint else None,
            "dcterms:isPartOf": iri(SELF),
        })  # fmt: skip
