"""JSON-LD documents: our context, then an object a graph with an object a thing.

>>> from mindet.dataset import Dataset
>>> with Source.of(Dataset.parse(b"<urn:s> a <https://w3id.org/mindet#Duty> .", "turtle")) as one:
...     print(b"".join(flat(one)).decode().partition("@graph")[2])
": [
{"id": "urn:s", "type": "Duty"}
]}
<BLANKLINE>
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from mindet.exports.compact import Compact, Json
from mindet.exports.source import Source
from mindet.ontology import own
from mindet.terms import MN

SLASHES = 20  # of a part's id that may still be nested: foreign ids are of any depth
Graphs = Iterable[tuple[str | None, Iterable[Json]]]


def flat(source: Source) -> Iterator[bytes]:
    """One node object for all that a graph says of a thing, in a stream."""
    ontology = own()
    return _document(_nodes(source, Compact(ontology.context)), ontology.context)


def things(source: Source) -> Iterator[bytes]:
    """The same with the parts of a thing nested in it: a claim holds its passages and statement.

    One graph is in memory at a time.
    """
    ontology = own()
    owned = {p.iri for p in ontology.properties.values() if p.kind == "part"}
    return _document(_nested(source, Compact(ontology.context), owned), ontology.context)


def _document(
    graphs: Iterable[tuple[str | None, Iterable[Json]]], context: Json
) -> Iterator[bytes]:
    """A document with an object a graph; those of the default graph stand at the top."""
    yield f'{{"@context": {json.dumps(context, ensure_ascii=False)},\n"@graph": ['.encode()
    mark = "\n"
    for name, nodes in graphs:
        inner = mark if name is None else f'{mark}{{"@id": {_text(name)}, "@graph": [\n'
        for node in nodes:
            yield f"{inner}{_text(node)}".encode()
            inner = ",\n"
        yield b"" if name is None else b"\n]}"
        mark = ",\n"
    yield b"\n]}\n"


def _text(value: Any) -> str:
    return json.dumps(_single(value), ensure_ascii=False)


def _single(value: Any) -> Any:
    """A list of one is that one: JSON-LD does not tell them apart."""
    if isinstance(value, dict):
        return {key: _single(one) for key, one in value.items()}
    if isinstance(value, list):
        return _single(value[0]) if len(value) == 1 else [_single(one) for one in value]
    return value


def _graphs(source: Source, writer: Compact) -> Iterator[tuple[str | None, Iterator[ox.Quad]]]:
    quads = (
        quad
        for lines in source.by_graph()
        for quad in ox.parse("\n".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
    )
    for graph, inside in groupby(quads, lambda quad: quad.graph_name):
        yield (None if isinstance(graph, ox.DefaultGraph) else writer.name_of(graph)), inside


def _nodes(source: Source, writer: Compact) -> Iterator[tuple[str | None, Iterator[Json]]]:
    for name, inside in _graphs(source, writer):
        things = (writer.node(quads) for _, quads in groupby(inside, lambda quad: quad.subject))
        yield name, things


def _nested(
    source: Source, writer: Compact, owned: set[str]
) -> Iterator[tuple[str | None, Iterator[Json]]]:
    for name, inside in _graphs(source, writer):
        yield name, _Nesting(writer, owned, inside).tops()


class _Nesting:
    """A graph whose parts go into their owners, and statements into what states them.

    Nothing is in itself: a part's id begins with its owner's, and a statement goes only into
    what is no part and is not stated.
    """

    def __init__(self, writer: Compact, owned: set[str], quads: Iterator[ox.Quad]) -> None:
        self._writer = writer
        groups = groupby(quads, lambda quad: str(quad.subject))
        self._said = {subject: list(group) for subject, group in groups}
        self._owner = dict(self._ties(owned, _derived))
        stating = {subject for subject, _ in self._pairs({MN + "states"})}
        loose = {part: tie for part, tie in self._ties({MN + "states"}) if part not in stating}
        tops = {part: tie for part, tie in loose.items() if tie[0] not in self._owner}
        self._owner = {**tops, **self._owner}
        self._parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for part, (owner, predicate) in self._owner.items():
            self._parts[owner].append((predicate, part))

    def _pairs(self, predicates: set[str]) -> Iterator[tuple[str, ox.Quad]]:
        for subject, group in self._said.items():
            for quad in group:
                if quad.predicate.value in predicates:
                    yield subject, quad

    def _ties(
        self, predicates: set[str], fit: Callable[[str, str], bool] = lambda *_: True
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        """Each thing that is pointed at by those, with the first that points and by what."""
        seen = set()
        for subject, quad in self._pairs(predicates):
            part = str(quad.object)
            if part in self._said and part not in seen and fit(part, subject):
                seen.add(part)
                yield part, (subject, quad.predicate.value)

    def tops(self) -> Iterator[Json]:
        """The node objects of all that is in nothing."""
        return (self._object(subject) for subject in self._said if subject not in self._owner)

    def _object(self, subject: str) -> Json:
        parts = {(predicate, part): self._object(part) for predicate, part in self._parts[subject]}
        return self._writer.node(self._said[subject], parts)


def _derived(part: str, owner: str) -> bool:
    """Whether the id of a part begins with its owner's."""
    return part.startswith(f"{owner[:-1]}/") and part.count("/") < SLASHES
