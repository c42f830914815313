"""What leaves Mindet as a file: RDF from a dataset, GraphML from its property graph."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mindet.dataset import FORMATS, Dataset
from mindet.errors import DatasetError

if TYPE_CHECKING:
    from mindet.projection.graph import PropertyGraph

EXPORT_FORMATS = ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld", "graphml")


def export(dataset: Dataset, form: str, graph: Callable[[], PropertyGraph]) -> bytes:
    """`dataset` in `form`, one of EXPORT_FORMATS; `graph` is asked only for GraphML.

    The same dataset gives the same bytes. Raises DatasetError for an unknown format.
    """
    if form == "graphml":
        return graphml(graph())
    if form not in FORMATS:
        known = ", ".join(EXPORT_FORMATS)
        raise DatasetError(f"unknown format {form!r}", remedy=f"use {known}")
    return dataset.serialise(form)


def graphml(graph: PropertyGraph) -> bytes:
    """`graph` as GraphML (Brandes et al. 2002); lists and dates as JSON and ISO 8601 text."""
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        values = {key: _attribute(value) for key, value in sorted(node.properties.items())}
        network.add_node(node.iri, **{**values, "labels": _attribute(sorted(node.labels))})
    for edge in graph.relationships:
        values = {key: _attribute(value) for key, value in sorted(edge.properties.items())}
        network.add_edge(edge.source, edge.target, **{**values, "type": edge.type})
    target = BytesIO()
    nx.write_graphml(network, target, infer_numeric_types=True)
    return target.getvalue()


def _attribute(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float | str):
        return _xml_text(value) if isinstance(value, str) else value
    if isinstance(value, list | tuple):
        return _xml_text(json.dumps([_attribute(v) for v in value], ensure_ascii=False))
    return str(value)


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _xml_text(text: str) -> str:
    """XML 1.0 has no form for most control characters and two others: U+FFFD stands for them."""
    return _NOT_XML.sub("�", text)
