"""Nodes and relationships back into lines of N-Quads.

    for line in Decoding(names).lines(node, links): ...

What the table of names does not know is an analyst's own and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from mindet.errors import ProjectionError
from mindet.projection.graph import Node
from mindet.projection.literals import Form, has_companion, lexical
from mindet.projection.names import Names, Slot, graph_token
from mindet.projection.survey import TYPE, tail_of
from mindet.terms import UNSTATED

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


class Link(NamedTuple):
    """A relationship as its source has it: `target` is a full IRI or a blank node's label."""

    type: str
    target: str
    graph: str | None


class Decoding:
    """What is said of nodes, by the table of names that they were written with."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # For each key: where its texts are, what comes before and after one, and its form.
        self._literals = {
            key: (
                f"{key}_lexical" if has_companion(slot.form) else key,
                f'<{slot.predicate}> "',
                f'"{tail_of(slot.datatype, slot.language)}',
                "text" if has_companion(slot.form) else slot.form,
            )
            for key, slot in names.keys.items()
            if slot.form not in ("lexical", "concept", "unstated")
        }

    def lines(self, node: Node, links: Iterable[Link]) -> list[str]:
        """What is said of a node, each quad as a line without its line end.

        Raises ProjectionError for a value that has been changed into something no RDF comes
        from.
        """
        subject, home = token(full(node)), str(node.properties.get("graph", ""))
        end = _end(home)
        found = [f"{subject} {rest}{end}" for rest in self._rests(node)]
        for link in links:
            if link.type in self._names.relationships:
                predicate = self._names.relationships[link.type]
                tail = end if link.graph is None else _end(link.graph)
                found.append(f"{subject} <{predicate}> {token(link.target)}{tail}")
        found += (f"{subject} {rest}" for rest in _list(node.properties.get("overflow", [])))
        return found

    def quads(self, node: Node, links: Iterable[Link]) -> list[ox.Quad]:
        """The same as quads; raises as `lines` does, and for an overflow that is no N-Quads."""
        text = "".join(f"{line}\n" for line in self.lines(node, links))
        try:
            return list(ox.parse(text.encode(), ox.RdfFormat.N_QUADS, lenient=True))
        except SyntaxError as error:
            raise changed(node, f"overflow: {error.msg}") from None

    def _rests(self, node: Node) -> list[str]:
        """Predicate and object of each label and property."""
        names, properties = self._names, node.properties
        found = [
            f"<{TYPE}> <{_iri(names.labels, name, node)}>"
            for name in _list(properties.get("types", []))
        ]
        for key, value in properties.items():
            if literal := self._literals.get(key):
                place, head, tail, form = literal
                texts = value if place == key else properties.get(place)
                if form == "text" and type(texts) is str:
                    found.append(f"{head}{_escape(texts)}{tail}")
                else:
                    found += (
                        f"{head}{_text(form, part, node, key)}{tail}" for part in _list(texts)
                    )
            elif slot := names.keys.get(key):
                found += (f"<{slot.predicate}> <{iri}>" for iri in self._words(slot, value, node))
        return found

    def _words(self, slot: Slot, value: object, node: Node) -> Iterator[str]:
        if slot.form == "unstated":
            yield UNSTATED
        elif slot.form == "concept":
            for part in _list(value):
                yield _iri(self._names.concepts, part, node)


def _text(form: Form, value: object, node: Node, key: str) -> str:
    try:
        return _escape(lexical(form, value))
    except ValueError as error:
        raise changed(node, f"{key}: {error}") from None


def full(node: Node) -> str:
    """The IRI of a node, or its label after `_:`."""
    return str(node.properties.get("longIri", node.iri))


def token(name: str) -> str:
    """An IRI or a blank node as N-Quads writes it."""
    return name if name.startswith("_:") else f"<{name}>"


def changed(node: Node, what: str) -> ProjectionError:
    """The error for a node that somebody has changed by hand."""
    return ProjectionError(
        f"the stored graph has been changed: {what}",
        where=node.iri,
        remedy="load the dataset again",
    )


def _end(code: str) -> str:
    graph = graph_token(code)
    return f" {graph} ." if graph else " ."


def _escape(text: str) -> str:
    return _ESCAPED.sub(_escaped, text) if _ESCAPED.search(text) else text


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _iri(table: Mapping[str, str], name: object, node: Node) -> str:
    if name not in table:
        raise changed(node, f"{name!r} is no name of ours")
    return table[str(name)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
