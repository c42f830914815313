"""The property graph as files of graph tools: GraphML, GEXF, Cytoscape JSON, tables.

A value that such a form has no type for is text: a list as JSON, a date as ISO 8601.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from mindet.exports.source import Source

if TYPE_CHECKING:
    import networkx as nx

    from mindet.projection.graph import Node, PropertyGraph

Scalar = str | int | float | bool
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 has no form for."""
_NODE, _EDGE = ("iri", "labels"), ("source", "type", "target")
_GEXF_OWN = frozenset(
    ("end", "id", "label", "parents", "pid", "slices", "start", "timeformat", "type", "viz",
     "weight")
)  # fmt: skip
_GEXF = "http://www.gexf.net/1.2draft"
_LONGEST = 2**63  # of a number in the tools that read these files


def graphml(source: Source) -> Iterator[bytes]:
    """GraphML (Brandes et al. 2002)."""
    import networkx as nx

    target = io.BytesIO()
    nx.write_graphml(_network(source.graph()), target, infer_numeric_types=True)
    yield target.getvalue()


def gexf(source: Source) -> Iterator[bytes]:
    """GEXF 1.2, without the day on which it was written; a node's label is its English one."""
    import networkx as nx

    network = _network(source.graph())
    for name, values in network.nodes(data=True):
        kept = _marked(values, _GEXF_OWN)
        values.clear()
        values |= {**kept, "label": str(kept.get("label_en") or name)}
    for number, (*_, values) in enumerate(network.edges(data=True)):
        values["relation"] = values.pop("type")  # in GEXF the type is directed or not
        kept = _marked(values, _GEXF_OWN)
        values.clear()
        values |= {**kept, "id": str(number), "label": str(kept["relation"])}
    _even(network)
    ElementTree.register_namespace("", _GEXF)
    root = ElementTree.fromstring("\n".join(nx.generate_gexf(network)))  # noqa: S314  # our own
    for meta in root.findall(f"{{{_GEXF}}}meta"):
        root.remove(meta)
    yield ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n"


def cyjs(source: Source) -> Iterator[bytes]:
    """The JSON of Cytoscape and Cytoscape.js: elements with their data."""
    graph = source.graph()
    nodes = [
        {"data": _data({"id": n.iri, "name": _name(n), "labels": list(n.labels)}, n.properties)}
        for n in graph.nodes
    ]
    edges = [
        {"data": _data({"id": f"e{number}", "source": e.source, "target": e.target,
                        "interaction": e.type}, e.properties)}
        for number, e in enumerate(graph.relationships)
    ]  # fmt: skip
    document = {"data": {"name": "mindet"}, "elements": {"nodes": nodes, "edges": edges}}
    yield (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def tables(source: Source) -> Iterator[bytes]:
    """A ZIP archive of nodes.csv and edges.csv (RFC 4180), to be read by programs.

    A text stands as it is; a spreadsheet may take one that begins with = for a formula.
    """
    graph = source.graph()
    nodes = [
        {"iri": n.iri, "labels": ";".join(n.labels)} | _plain(n.properties) for n in graph.nodes
    ]
    edges = [
        {"source": e.source, "type": e.type, "target": e.target} | _plain(e.properties)
        for e in graph.relationships
    ]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows, first in (("nodes.csv", nodes, _NODE), ("edges.csv", edges, _EDGE)):
            entry = zipfile.ZipInfo(name)  # of 1980-01-01, on whatever system
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _csv(rows, first))
    yield kept.getvalue()


def _csv(rows: list[dict[str, Any]], first: tuple[str, ...]) -> str:
    others = sorted({key for row in rows for key in row} - set(first))
    out = io.StringIO()
    writer = csv.DictWriter(out, [*first, *others], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _network(graph: PropertyGraph) -> nx.MultiDiGraph[str]:
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        values = {key: _attribute(value) for key, value in sorted(node.properties.items())}
        network.add_node(node.iri, **{**values, "labels": _attribute(sorted(node.labels))})
    for edge in graph.relationships:
        values = {key: _attribute(value) for key, value in sorted(edge.properties.items())}
        network.add_edge(edge.source, edge.target, **{**values, "type": edge.type})
    return network


def _even(network: nx.MultiDiGraph[str]) -> None:
    """GEXF declares one type for an attribute: where values have several, all are text."""
    for entries in (network.nodes(data=True), network.edges(data=True)):
        held = [entry[-1] for entry in entries]
        types: dict[str, set[type]] = {}
        for values in held:
            for key, value in values.items():
                types.setdefault(key, set()).add(type(value))
        for values in held:
            values |= {k: str(v) for k, v in values.items() if len(types[k]) > 1}


def _attribute(value: Any) -> Scalar:
    if isinstance(value, int) and not isinstance(value, bool) and not -_LONGEST <= value < _LONGEST:
        return str(value)
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return _xml_text(json.dumps([_attribute(v) for v in value], ensure_ascii=False))
    return _xml_text(str(value))


def _xml_text(text: str) -> str:
    """XML 1.0 has no form for most control characters and two others: U+FFFD stands for them."""
    return NOT_XML.sub("�", text)


def _name(node: Node) -> str:
    return str(node.properties.get("label_en") or node.iri)


def _data(own: dict[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Cytoscape's own keys, then the properties; one that has such a name gets a mark."""
    told = {key: _jsonable(value) for key, value in properties.items() if key != "iri"}
    return {**own, **_marked(told, frozenset([*own, "parent"]))}


def _marked(values: Mapping[str, Any], taken: frozenset[str]) -> dict[str, Any]:
    """The values with a _ after each key that the form has a meaning of its own for.

    >>> _marked({"id": 1, "id_": 2, "n": 3}, frozenset(["id"]))
    {'id__': 1, 'id_': 2, 'n': 3}
    """
    marked = {}
    for key, value in sorted(values.items()):
        name = key
        while name in taken or (name != key and name in values):
            name += "_"
        marked[name] = value
    return marked


def _jsonable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_jsonable(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, bool | int | float | str) else str(value)


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _cell(value) for key, value in sorted(properties.items()) if key != "iri"}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return json.dumps([_jsonable(one) for one in value], ensure_ascii=False)
    return value
