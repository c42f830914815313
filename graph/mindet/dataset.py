"""RDF datasets as sorted, unique quads with their lexical forms: the source of truth.

A pyoxigraph `Store` rewrites literals (1.10 becomes 1.1), so it is made from a
dataset to answer SPARQL and never read back.

>>> data = Dataset.parse(b'<urn:s> <urn:p> "1.10"^^<urn:decimal> <urn:g> .', "nquads")
>>> data.serialise("nquads").decode().strip()
'<urn:s> <urn:p> "1.10"^^<urn:decimal> <urn:g> .'
>>> data.graph_names()
('urn:g',)
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mindet import compression
from mindet.errors import DatasetError
from mindet.terms import DCTERMS, GRAPH, ID, MN, OWL, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    import rdflib

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".owl": "rdfxml",
    ".jsonld": "jsonld",
}
PREFIXES = {
    "mn": MN, "dcterms": DCTERMS, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD,
}  # fmt: skip
_KIND = re.compile("[a-z][a-z-]*")
_WITH_GRAPHS = ("nquads", "trig", "jsonld")


class Dataset:
    """An immutable RDF 1.1 dataset: its quads, unique and sorted by their N-Quads lines."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.quads: tuple[ox.Quad, ...] = tuple(sorted(set(quads), key=line))

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.quads)

    def __len__(self) -> int:
        return len(self.quads)

    @classmethod
    def parse(cls, data: bytes, form: str, *, where: str = "", base: str | None = None) -> Dataset:
        """The quads of `data` in `form` (a key of FORMATS); DatasetError names `where`."""
        rdf_format = _format(form)
        with _parsing(form, where):
            return cls(rdf_1_1(quad, where) for quad in ox.parse(data, rdf_format, base_iri=base))

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Dataset:
        """The quads of all files together, each read by its suffix; blank nodes kept apart."""
        parts = [_file(path) for path in paths]
        return parts[0] if len(parts) == 1 else cls(itertools.chain.from_iterable(parts))

    def graph_names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted; blank and default graphs are left out."""
        names = {q.graph_name.value for q in self.quads if isinstance(q.graph_name, ox.NamedNode)}
        return tuple(sorted(names))

    def graph(self, name: str) -> Dataset:
        """The part of the dataset in the graph with the IRI `name`."""
        return Dataset(q for q in self.quads if q.graph_name == ox.NamedNode(name))

    def digest(self) -> str:
        """SHA-256 of the sorted N-Quads, in hexadecimal."""
        return hashlib.sha256(self.serialise("nquads")).hexdigest()

    def serialise(self, form: str) -> bytes:
        """The dataset in `form`; forms without graphs get the union of all graphs."""
        return serialised(self, form, self._prefixes())

    def _prefixes(self) -> dict[str, str]:
        """The usual prefixes, and one for each kind of thing that the dataset has."""
        names = {q.subject.value for q in self.quads if isinstance(q.subject, ox.NamedNode)}
        kinds = {i.removeprefix(ID).split("/")[0] for i in names if i.startswith(ID)}
        return {**PREFIXES, **kind_prefixes(kinds)}

    @cached_property
    def _store(self) -> ox.Store:
        store = ox.Store()
        store.bulk_extend(self.quads)
        return store

    def sparql_store(self) -> ox.Store:
        """An in-memory store to answer SPARQL; made once."""
        return self._store

    def rdflib(self) -> rdflib.Dataset:
        """The same dataset for Python users, with the usual prefixes bound."""
        import rdflib

        data = rdflib.Dataset()
        with _lexical_forms_kept(rdflib):
            data.parse(data=self.serialise("nquads"), format="nquads")
        for prefix, iri in {**PREFIXES, "id": ID, "graph": GRAPH}.items():
            data.bind(prefix, iri)
        return data

    def isomorphic(self, other: Dataset) -> bool:
        """Whether the two differ in nothing but the names of blank nodes (RDFC-1.0)."""
        if len(self) != len(other):
            return False
        return _canonical(self) == _canonical(other)


def serialised(data: Dataset, form: str, prefixes: dict[str, str]) -> bytes:
    """A dataset in `form` with those prefixes; DatasetError for a form that is not known."""
    rdf_format = _format(form)
    items = data.quads if form in _WITH_GRAPHS else _union(data.quads)
    if form in ("nquads", "ntriples"):
        return "".join(f"{item} .\n" for item in items).encode()
    text = ox.serialize(items, format=rdf_format, prefixes=prefixes)
    return tidy((text or b"").decode(), form).encode()


def form_of(path: Path) -> str:
    """The format that the file's suffix means, before that of its packing.

    Raises DatasetError for a suffix that is not known.
    """
    form = SUFFIXES.get(compression.plain_name(path).suffix.lower())
    if form is None:
        known = f"{', '.join(SUFFIXES)}, packed or not ({', '.join(compression.SUFFIXES)})"
        raise DatasetError("unknown kind of file", where=str(path), remedy=f"use {known}")
    return form


def base_of(path: Path) -> str:
    """The IRI that relative ones in a file are resolved against, however it is packed."""
    return compression.plain_name(path.resolve()).as_uri()


def quads(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file as they are parsed, by its suffix; DatasetError tells what is wrong."""
    form, where = form_of(path), str(path)
    with compression.reading(path) as stream, _parsing(form, where):
        for quad in ox.parse(stream, FORMATS[form], base_iri=base_of(path)):
            yield rdf_1_1(quad, where)


@contextmanager
def _parsing(form: str, where: str) -> Iterator[None]:
    """The parser's errors in our words."""
    try:
        yield
    except MemoryError:  # pyoxigraph's limit for one token
        what = "a literal of more than 16 MiB"
        raise DatasetError(what, where=where, remedy="split it") from None
    except (SyntaxError, ValueError) as error:
        what = f"not {form}: {error}"
        raise DatasetError(what, where=where, remedy="mend the file") from None


def rdf_1_1(quad: ox.Quad, where: str) -> ox.Quad:
    """`quad`, if RDF 1.1 has such a thing: the parser takes RDF 1.2 as well."""
    item = quad.object
    if isinstance(item, ox.Triple) or (isinstance(item, ox.Literal) and item.direction):
        raise notrdf_1_1(str(item), where)
    return quad


def notrdf_1_1(item: str, where: str) -> DatasetError:
    """The error for what only RDF 1.2 has."""
    what = f"{item} is RDF 1.2, a triple as a term or a direction of writing"
    return DatasetError(what, where=where, remedy="say it in RDF 1.1")


def kind_prefixes(kinds: Iterable[str]) -> dict[str, str]:
    """A prefix for each kind of thing, by its part of an id; what can't be a prefix is left out.

    >>> kind_prefixes(["person", "Ә", "rdf"])
    {'person': 'https://w3id.org/mindet/id/person/'}
    """
    fit = sorted(kind for kind in kinds if _KIND.fullmatch(kind) and kind not in PREFIXES)
    return {kind: f"{ID}{kind}/" for kind in fit}


def line(quad: ox.Quad) -> str:
    """`quad` as one N-Quads line, without its line end."""
    return f"{quad} ."


def _format(form: str) -> ox.RdfFormat:
    if form not in FORMATS:
        raise DatasetError(f"unknown format {form!r}", remedy=f"use {', '.join(FORMATS)}")
    return FORMATS[form]


def _file(path: Path) -> Dataset:
    form = form_of(path)
    with compression.reading(path) as stream:
        data = stream.read()
    found = Dataset.parse(data, form, where=str(path), base=base_of(path))
    if not any(map(_has_blank_node, found)):
        return found
    return Dataset(_rename_blank_nodes(found, hashlib.sha256(data).hexdigest()[:12]))


def _has_blank_node(quad: ox.Quad) -> bool:
    node = ox.BlankNode
    return node in (type(quad.subject), type(quad.object), type(quad.graph_name))


def _rename_blank_nodes(quads: Iterable[ox.Quad], salt: str) -> Iterator[ox.Quad]:
    """Two files may use one blank node label for two things: `salt` keeps them apart."""

    def name(term: object) -> object:
        return ox.BlankNode(f"b{salt}{term.value}") if isinstance(term, ox.BlankNode) else term

    for q in quads:
        yield ox.Quad(name(q.subject), q.predicate, name(q.object), name(q.graph_name))  # type: ignore[arg-type]  # RDF 1.1 terms only


@contextmanager
def _lexical_forms_kept(rdflib: ModuleType) -> Iterator[None]:
    """rdflib turns "007" into "7" as it reads, unless this switch of its module is off."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # type: ignore[attr-defined]  # a module variable
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before  # type: ignore[attr-defined]  # as above


def _canonical(data: Dataset) -> list[str]:
    canon = ox.Dataset(data.quads)
    canon.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(line(q) for q in canon)


def _union(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return sorted({q.triple for q in quads}, key=str)


def tidy(text: str, form: str) -> str:
    """What pyoxigraph wrote, in order: it puts prefixes in any, and JSON on one line."""
    if form == "jsonld":
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    if form == "rdfxml":
        root = re.search(r"<rdf:RDF( [^>]*)>", text)
        if root is None:
            return text
        names = " ".join(sorted(re.findall(r'xmlns:\S+="[^"]*"', root[1])))
        return text.replace(root[0], f"<rdf:RDF {names}>", 1)
    lines = text.splitlines(keepends=True)
    head = list(itertools.takewhile(lambda one: one.startswith("@prefix "), lines))
    return "".join([*sorted(head), *lines[len(head) :]])
