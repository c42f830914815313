"""Nodes made by columns are those made one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import rdf
from mindet.building import checked
from mindet.dataset import Dataset
from mindet.ontology import own
from mindet.projection.encoding import Encoding
from mindet.projection.node_tables import tables
from mindet.projection.spool import Spool
from mindet.resources import folder

ONTOLOGY = own()
Nodes = dict[str, tuple[tuple[str, ...], dict[str, Any]]]


def both(data: Dataset) -> tuple[Nodes, Nodes]:
    """Labels and properties by IRI: from tables, and one by one."""
    with Spool.of(data) as spool:
        encoding = Encoding.whole(spool, ONTOLOGY)
        encoding.place(0)
        one_by_one = {n.iri: (n.labels, dict(n.properties)) for n in encoding.nodes()}
        by_tables: Nodes = {}
        for table in tables(encoding):
            keys = [column.key for column in table.varying]
            for *values, size in table.rows():
                held = {k: v for k, v in zip(keys, values, strict=True) if v is not None}
                assert size > 0
                by_tables[held["iri"]] = table.labels, {**held, **table.shared}
    return by_tables, one_by_one


@pytest.mark.parametrize("name", ["documents", "traps"])
def test_same_nodes(name: str) -> None:
    """Every label and every value, by its type too, of the five documents and of the traps."""
    data = Dataset(checked(folder("seeds"), ONTOLOGY)) if name == "documents" else rdf.nasty()
    by_tables, one_by_one = both(data)
    assert by_tables == one_by_one
    types = [
        {iri: {k: type(v) for k, v in held.items()} for iri, (_, held) in nodes.items()}
        for nodes in (by_tables, one_by_one)
    ]
    assert types[0] == types[1]


@settings(max_examples=25)
@given(rdf.datasets)
def test_same_nodes_of_any_data(data: Dataset) -> None:
    """The same for datasets that hypothesis makes."""
    by_tables, one_by_one = both(data)
    assert by_tables == one_by_one


def test_sets_of_few_nodes_share_a_table() -> None:
    """What has fewer nodes than asked for, or comes after the largest sets, is in table 0."""
    data = rdf.nasty()
    with Spool.of(data) as spool:
        encoding = Encoding.whole(spool, ONTOLOGY)
        encoding.place(0)
        assert [table.number for table in tables(encoding, least=10_000)] == [0]
        assert [table.number for table in tables(encoding, most=1)] == [0, 1]
        nodes = sum(len(list(table.rows())) for table in tables(encoding, most=1))
        assert nodes == len(list(encoding.nodes()))
