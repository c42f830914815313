"""Bolt values as plain Python: dates as `datetime`, nodes and relationships as dictionaries."""

from __future__ import annotations

from typing import Any

import neo4j.time
from neo4j.graph import Node, Path, Relationship

_SIMPLE = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """`value` without any type of the driver.

    A node becomes `{"iri", "labels", "properties"}`, a relationship
    `{"type", "source", "target", "properties"}`, a path the list of its parts.
    """
    kind = type(value)  # most values are simple, and there are very many
    if kind in _SIMPLE:
        return value
    if kind is dict:
        return {key: v if type(v) in _SIMPLE else plain(v) for key, v in value.items()}
    if kind is list:
        return [v if type(v) in _SIMPLE else plain(v) for v in value]
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, Relationship):
        return _relationship(value)
    if isinstance(value, Path):
        return _path(value)
    if isinstance(value, tuple) and not hasattr(value, "srid"):
        return [plain(part) for part in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, (neo4j.time.Date, neo4j.time.DateTime, neo4j.time.Time)):
        try:
            return value.to_native()
        except ValueError:  # a year that Python's calendar does not hold
            return value.iso_format()
    if isinstance(value, neo4j.time.Duration):
        return value.iso_format()
    return value


def _node(node: Node) -> dict[str, Any]:
    properties = {key: plain(value) for key, value in sorted(node.items())}
    return {"iri": properties.get("iri"), "labels": sorted(node.labels), "properties": properties}


def _relationship(link: Relationship) -> dict[str, Any]:
    ends = [end.get("iri") if end is not None else None for end in link.nodes]
    properties = {key: plain(value) for key, value in sorted(link.items())}
    return {"type": link.type, "source": ends[0], "target": ends[1], "properties": properties}


def _path(path: Path) -> list[Any]:
    parts: list[Any] = [plain(path.start_node)]
    for link, node in zip(path.relationships, path.nodes[1:], strict=True):
        parts += [plain(link), plain(node)]
    return parts
