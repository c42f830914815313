"""The forms of RDF that are written in a stream: a run of lines at a time, no graph in memory.

>>> from mindet.dataset import Dataset
>>> from mindet.exports.source import Source
>>> with Source.of(Dataset.parse(b"<urn:g> { <urn:s> <urn:p> 'a' }", "trig")) as source:
...     print(b"".join(ntriples(source)).decode().strip())
<urn:s> <urn:p> "a" .
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mindet.dataset import tidy
from mindet.errors import DatasetError
from mindet.exports.networks import NOT_XML
from mindet.exports.source import Source
from mindet.projection.spool import QUADS

_NO_NAME = re.compile(r'<oxprefix: xmlns:oxprefix="([^"]*)"')
_ROOT = re.compile(r"<rdf:RDF[^>]*>\n?")
_END = "</rdf:RDF>"


def nquads(source: Source) -> Iterator[bytes]:
    """Sorted N-Quads (W3C 2014); canonical in the sense of RDFC-1.0 where the source is."""
    return ("\n".join([*lines, ""]).encode() for lines in source.lines())


def ntriples(source: Source) -> Iterator[bytes]:
    """Sorted N-Triples: the union of all graphs."""
    for triples in _triples(source):
        yield "".join(f"{triple} .\n" for triple in triples).encode()


def turtle(source: Source) -> Iterator[bytes]:
    """Turtle: the union of all graphs."""
    return _prefixed(_triples(source), ox.RdfFormat.TURTLE, source.prefixes())


def trig(source: Source) -> Iterator[bytes]:
    """TriG, graph by graph."""
    quads = (_quads(lines) for lines in _whole(source.by_graph()))
    return _prefixed(quads, ox.RdfFormat.TRIG, source.prefixes())


def rdfxml(source: Source) -> Iterator[bytes]:
    """RDF/XML: the union of all graphs.

    Raises DatasetError for what XML 1.0 has no form for: a control character, or a property
    whose IRI does not end in a name.
    """
    prefixes = source.prefixes()
    head, _, _ = tidy(_serialised([], ox.RdfFormat.RDF_XML, prefixes), "rdfxml").partition(_END)
    yield head.encode()
    for triples in _triples(source):
        yield _elements(_serialised(triples, ox.RdfFormat.RDF_XML, prefixes)).encode()
    yield f"{_END}\n".encode()


def _elements(text: str) -> str:
    """What stands between the tags of the root; a reader of XML would drop a bare U+000D."""
    if nameless := _NO_NAME.search(text):
        _refuse(f"the property {nameless[1]}, which does not end in a name")
    if control := NOT_XML.search(text):
        _refuse(f"the character U+{ord(control[0]):04X}")
    root = _ROOT.search(text)
    body = text[root.end() if root else 0 :].partition(_END)[0]
    return body.replace("\r", "&#13;")


def _refuse(what: str) -> None:
    raise DatasetError(f"RDF/XML has no form for {what}", remedy="use another --format")


def _prefixed(
    runs: Iterable[Iterable[ox.Triple | ox.Quad]], form: ox.RdfFormat, prefixes: dict[str, str]
) -> Iterator[bytes]:
    """A head of sorted prefixes, then the text of each run without a head of its own."""
    yield "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in sorted(prefixes.items())).encode()
    for run in runs:
        text = _serialised(run, form, prefixes)
        yield text[sum(map(len, _head(text))) :].encode()


def _head(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    return list(itertools.takewhile(lambda line: line.startswith("@prefix "), lines))


def _serialised(
    data: Iterable[ox.Triple | ox.Quad], form: ox.RdfFormat, prefixes: dict[str, str]
) -> str:
    try:
        return (ox.serialize(data, format=form, prefixes=prefixes) or b"").decode()  # type: ignore[arg-type]  # one kind at a time
    except OSError as error:  # a property that RDF/XML keeps for itself
        raise DatasetError(f"not to be written: {error}", remedy="use another --format") from None


def _triples(source: Source) -> Iterator[list[ox.Triple]]:
    """The triples of all graphs, each once: lines that differ in the graph alone are neighbours."""
    last = None
    for lines in _whole(source.lines()):
        triples = []
        for quad in _quads(lines):
            if quad.triple != last:
                last = quad.triple
                triples.append(last)
        yield triples


def _quads(lines: list[str]) -> Iterator[ox.Quad]:
    return ox.parse("\n".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)


def _whole(runs: Iterable[list[str]]) -> Iterator[list[str]]:
    """The lines in longer runs that end where a subject does."""
    kept: list[str] = []
    for run in runs:
        kept += run
        if len(kept) < QUADS:
            continue
        subject = kept[-1].partition(" ")[0]
        cut = len(kept)
        while cut and kept[cut - 1].partition(" ")[0] == subject:
            cut -= 1
        if cut:
            yield kept[:cut]
        kept = kept[cut:]
    if kept:
        yield kept
