"""What leaves Mindet as a file: RDF in seven forms, and the property graph for graph tools.

>>> from mindet.dataset import Dataset
>>> with Source.of(Dataset.parse(b"<urn:s> <urn:p> <urn:o> .", "turtle")) as source:
...     b"".join(export(source, "nquads"))
b'<urn:s> <urn:p> <urn:o> .\\n'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from mindet.errors import DatasetError
from mindet.exports import jsonld, networks, rdf
from mindet.exports.delivery import deliver
from mindet.exports.source import Source

__all__ = ["FORMS", "Form", "Source", "deliver", "export"]


class Form(NamedTuple):
    """A form of export: who writes it, the suffix of its files, its media type."""

    write: Callable[[Source], Iterator[bytes]]
    suffix: str
    media: str


FORMS: Mapping[str, Form] = {
    "trig": Form(rdf.trig, ".trig", "application/trig"),
    "turtle": Form(rdf.turtle, ".ttl", "text/turtle"),
    "nquads": Form(rdf.nquads, ".nq", "application/n-quads"),
    "ntriples": Form(rdf.ntriples, ".nt", "application/n-triples"),
    "rdfxml": Form(rdf.rdfxml, ".rdf", "application/rdf+xml"),
    "jsonld": Form(jsonld.flat, ".jsonld", "application/ld+json"),
    "jsonld-things": Form(jsonld.things, ".things.jsonld", "application/ld+json"),
    "graphml": Form(networks.graphml, ".graphml", "application/graphml+xml"),
    "gexf": Form(networks.gexf, ".gexf", "application/gexf+xml"),
    "cyjs": Form(networks.cyjs, ".cyjs", "application/json"),
    "csv": Form(networks.tables, ".csv.zip", "application/zip"),
}


def export(source: Source, form: str) -> Iterator[bytes]:
    """`source` in `form`, one of FORMS, in chunks; the same source gives the same bytes.

    Raises DatasetError for an unknown form, and while the chunks are read for what it can't hold.
    """
    if form not in FORMS:
        what = f"unknown format {form!r}"
        raise DatasetError(what, remedy=f"use {', '.join(FORMS)}")
    return FORMS[form].write(source)
