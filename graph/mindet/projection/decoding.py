"""Nodes and relationships back into lines of N-Quads.

    for line in lines(node, links, names): ...

What the table of names does not know is an analyst's own and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mindet.errors import ProjectionError
from mindet.projection.graph import Node
from mindet.projection.literals import has_companion, lexical
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


def lines(node: Node, links: Iterable[Link], names: Names) -> Iterator[str]:
    """What is said of a node, each quad as a line without its line end.

    Raises ProjectionError for a value that has been changed into something no RDF comes from.
    """
    subject, home = token(full(node)), str(node.properties.get("graph", ""))
    end = _end(home)
    for rest in _rests(node, names):
        yield f"{subject} {rest}{end}"
    for link in links:
        if link.type in names.relationships:
            predicate = names.relationships[link.type]
            tail = end if link.graph is None else _end(link.graph)
            yield f"{subject} <{predicate}> {token(link.target)}{tail}"
    for rest in _list(node.properties.get("overflow", [])):
        yield f"{subject} {rest}"


def _rests(node: Node, names: Names) -> Iterator[str]:
    """Predicate and object of each label and property."""
    for name in _list(node.properties.get("types", [])):
        yield f"<{TYPE}> <{_iri(names.labels, name, node)}>"
    for key, value in node.properties.items():
        slot = names.keys.get(key)
        if slot and slot.form != "lexical":
            texts = node.properties.get(key + "_lexical") if has_companion(slot.form) else value
            for term in _terms(slot, texts, names, node, key):
                yield f"<{slot.predicate}> {term}"


def _terms(slot: Slot, value: object, names: Names, node: Node, key: str) -> Iterator[str]:
    if slot.form == "unstated":
        yield f"<{UNSTATED}>"
    elif slot.form == "concept":
        for part in _list(value):
            yield f"<{_iri(names.concepts, part, node)}>"
    else:
        form = "text" if has_companion(slot.form) else slot.form
        tail = tail_of(slot.datatype, slot.language)
        for part in _list(value):
            try:
                yield f'"{_escape(lexical(form, part))}"{tail}'
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
