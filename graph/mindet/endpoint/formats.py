"""The forms of an answer: what they are called here, by media type, and by the W3C.

>>> wished("text/csv, application/n-triples;q=0.5")
Wish(results='text/csv', graphs='application/n-triples')
>>> wished("image/png")
Wish(results=None, graphs=None)
>>> named("json")
Wish(results='application/sparql-results+json', graphs='application/ld+json')
"""

from __future__ import annotations

from typing import NamedTuple

from mindet.explorer.negotiation import chosen

PAGE = "page"
HTML = "text/html"
RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
}
W3C = "http://www.w3.org/ns/formats/"
NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD", "trig": "TriG", "nquads": "N-Quads",
}  # fmt: skip
"""The name of each form in the W3C's list, from which a service description speaks."""
SUFFIXES = {
    "json": "srj", "xml": "srx", "csv": "csv", "tsv": "tsv", "turtle": "ttl", "ntriples": "nt",
    "rdfxml": "rdf", "jsonld": "jsonld", "trig": "trig", "nquads": "nq",
}  # fmt: skip
TABLES = tuple(dict.fromkeys(RESULTS.values()))
TRIPLES = tuple(dict.fromkeys(GRAPHS.values()))
_TWINS = {"json": "jsonld", "xml": "rdfxml"}  # a name that means something for triples as well


class Wish(NamedTuple):
    """The media type wished for a table or a yes, and for triples; None where nothing fits."""

    results: str | None
    graphs: str | None

    @property
    def forms(self) -> tuple[str | None, str | None]:
        """The two as forms."""
        return _form(self.results, RESULTS), _form(self.graphs, GRAPHS)


def wished(accept: str) -> Wish:
    """What an Accept header wishes for; JSON and Turtle where it does not care."""
    return Wish(chosen(accept, (*RESULTS, HTML)), chosen(accept, (*GRAPHS, HTML)))


def named(form: str) -> Wish:
    """What the name of a form wishes for: nothing at all where there is no such form."""
    if form == "html":
        return Wish(HTML, HTML)
    return Wish(_media(form, RESULTS), _media(_TWINS.get(form, form), GRAPHS))


def media_type(media: str) -> str:
    """The media type with its charset, as a header says it."""
    if media == "text/csv":
        return "text/csv; charset=utf-8; header=present"
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _form(media: str | None, known: dict[str, str]) -> str | None:
    return PAGE if media == HTML else known.get(media or "")


def _media(form: str, known: dict[str, str]) -> str | None:
    return next((media for media, one in known.items() if one == form), None)
