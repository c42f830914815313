"""The property graph in the forms of graph tools, read by networkx and by the standard library."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from mindet.exports import networks
from mindet.projection.graph import Node, PropertyGraph, Relationship
from mindet.projection.names import Names


class Drawn:
    """A source that has a property graph."""

    def __init__(self, graph: PropertyGraph) -> None:
        self.graph = lambda: graph


@pytest.fixture(scope="module")
def drawn() -> Any:
    """Nodes with hostile text and names, parallel edges."""
    text = "Ә<&>\x01\ufffe"
    odd = {"label_kk": text, "names": ["x", "y"], "id": "own", "parent": "p", "iri": "urn:a"}
    return Drawn(
        PropertyGraph(
            nodes=[
                Node("urn:a", ("Person", "Resource"), odd),
                Node(
                    "urn:b",
                    ("Resource",),
                    {"n": 1, "start": 5, "label": '=1+"2"\n', "big": 2**70, "f": 0.5},
                ),
                Node("urn:c", ("Resource",), {"n": "many", "f": float("inf")}),
            ],
            relationships=[
                Relationship("urn:a", "KNOWS", "urn:b", {}),
                Relationship("urn:a", "KNOWS", "urn:b", {"graph": "g"}),
            ],
            names=Names(),
        )
    )


def written(chunks: Any) -> bytes:
    """All of a form."""
    return b"".join(chunks)


def test_graphml_holds_everything(drawn: Any, tmp_path: Path) -> None:
    """GraphML keeps nodes, parallel edges, lists and text; control characters are replaced."""
    path = tmp_path / "x.graphml"
    path.write_bytes(written(networks.graphml(drawn)))
    read = nx.read_graphml(path, force_multigraph=True)
    assert read.nodes["urn:a"]["label_kk"] == "Ә<&>\ufffd\ufffd"
    assert json.loads(read.nodes["urn:a"]["names"]) == ["x", "y"]
    assert read.number_of_edges("urn:a", "urn:b") == 2


def test_gexf_holds_everything_and_no_day(drawn: Any, tmp_path: Path) -> None:
    """GEXF keeps nodes, edges and values, one type an attribute, and not when it was written."""
    path = tmp_path / "x.gexf"
    path.write_bytes(written(networks.gexf(drawn)))
    assert b"lastmodified" not in path.read_bytes()
    read = nx.read_gexf(path)
    assert read.nodes["urn:a"]["label_kk"] == "Ә<&>\ufffd\ufffd"
    assert read.nodes["urn:b"]["label_"] == '=1+"2"\n'
    assert read.nodes["urn:a"]["id_"] == "own"
    assert (read.nodes["urn:b"]["n"], read.nodes["urn:c"]["n"]) == ("1", "many")
    assert sorted(d["relation"] for *_, d in read.edges(data=True)) == ["KNOWS", "KNOWS"]


def test_cytoscape_holds_everything(drawn: Any) -> None:
    """A property that is called as one of Cytoscape's own keys does not take its place."""
    document = json.loads(written(networks.cyjs(drawn)))
    nodes = {node["data"]["id"]: node["data"] for node in document["elements"]["nodes"]}
    assert set(nodes) == {"urn:a", "urn:b", "urn:c"}
    data = nodes["urn:a"]
    assert (data["id_"], data["parent_"], data["names"]) == ("own", "p", ["x", "y"])
    assert nodes["urn:c"]["f"] == "inf"
    edges = [edge["data"] for edge in document["elements"]["edges"]]
    assert [(e["source"], e["interaction"], e["target"]) for e in edges] == [
        ("urn:a", "KNOWS", "urn:b")
    ] * 2


def test_tables_hold_everything(drawn: Any) -> None:
    """The two tables have a row a node and a row an edge, and the archive no time of its own."""
    data = written(networks.tables(drawn))
    assert data == written(networks.tables(drawn))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        nodes, edges = (
            list(csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8", newline="")))
            for name in ("nodes.csv", "edges.csv")
        )
    assert [n["iri"] for n in nodes] == ["urn:a", "urn:b", "urn:c"]
    assert nodes[1]["label"] == '=1+"2"\n'
    assert nodes[0]["label_kk"] == "Ә<&>\x01\ufffe"
    assert [(e["source"], e["type"], e["graph"]) for e in edges] == [
        ("urn:a", "KNOWS", ""),
        ("urn:a", "KNOWS", "g"),
    ]


def test_an_empty_graph() -> None:
    """Nothing is written as nothing, in each form."""
    empty: Any = Drawn(PropertyGraph([], [], Names()))
    for form in (networks.graphml, networks.gexf, networks.cyjs, networks.tables):
        assert written(form(empty))
