"""What publishing decides before anything is sent: digests, values, rows, parts, batches."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindet.dataset import Dataset
from mindet.publishing import graphs, planning, status, updates
from mindet.publishing.graphs import Graph
from mindet.publishing.status import Row
from mindet.publishing.updates import Change, Step
from mindet.publishing.values import Values
from mindet.terms import PUBLISHED, XSD

WORDS = st.text(max_size=30)
TYPES = st.sampled_from(["decimal", "integer", "double", "boolean", "date", "dateTime", "string"])
LEXICAL = st.one_of(WORDS, st.from_regex(r"\A-?0{0,2}[0-9]{1,4}(\.[0-9]{1,4})?\Z"))
LITERALS = st.builds(
    lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), LEXICAL, TYPES
)
OBJECTS = st.one_of(
    LITERALS,
    WORDS.map(ox.Literal),
    WORDS.map(lambda text: ox.Literal(text, language="kk")),
    st.sampled_from(["urn:a", 'http://h/"'[:-1], "urn:ү"]).map(ox.NamedNode),
    st.integers(0, 3).map(lambda n: ox.BlankNode(f"b{n}")),
)
G, S = ox.NamedNode("urn:g"), ox.NamedNode("urn:s")


def graph(objects: Sequence[ox.Literal | ox.NamedNode | ox.BlankNode]) -> Graph:
    """A graph of a triple for each object."""
    quads = [ox.Quad(S, ox.NamedNode(f"urn:p{n}"), item, G) for n, item in enumerate(objects)]
    (found,) = graphs.parts(Dataset(quads)).items()
    return Graph(*found)


@given(st.lists(OBJECTS, min_size=1, max_size=12))
def test_values_are_those_of_a_store(objects: list[ox.Literal]) -> None:
    """Each line by value is what a store makes of it, and a second time nothing more."""
    some = graph([item for item in objects if not isinstance(item, ox.BlankNode)] or [S])
    values = Values()
    lines = values.lines(some.lines)
    stored = ox.Store()
    stored.load("\n".join(some.lines).encode(), ox.RdfFormat.N_TRIPLES)
    assert sorted(lines) == sorted(f"{quad.triple} ." for quad in stored)
    assert Values().lines(lines) == lines


@given(st.lists(OBJECTS, min_size=1, max_size=12))
def test_a_graph_comes_back_from_its_lines(objects: list[ox.Literal]) -> None:
    """The lines are the graph; the digest is the same whatever blank nodes are called."""
    made = graph(objects)
    back = Dataset.parse("\n".join(made.lines).encode(), "ntriples")
    again = graphs.told("urn:g", [quad.triple for quad in back])
    assert again.lines == made.lines
    assert again.digest == made.digest
    assert made.blank == ("_:" in "".join(map(str, objects)) and _blank(objects))


def _blank(objects: Sequence[object]) -> bool:
    return any(isinstance(item, ox.BlankNode) for item in objects)


@given(st.lists(OBJECTS, min_size=1, max_size=40), st.integers(400, 900))
def test_pieces_are_the_graph(objects: list[ox.Literal], limit: int) -> None:
    """Together the pieces are the graph, none is too long, no blank node is in two."""
    made = graph(objects)
    try:
        pieces = list(graphs.pieces(made, limit))
    except graphs.EndpointError:
        assert made.blank or max(map(len, made.lines)) > limit
        return
    assert sorted(line for piece in pieces for line in piece) == sorted(made.lines)
    assert all(sum(map(len, piece)) <= limit for piece in pieces)
    nodes = [
        {w for line in piece for w in (line.split(" ")[0], line.split(" ")[2]) if w[:2] == "_:"}
        for piece in pieces
    ]
    assert sum(map(len, nodes)) == len(set().union(*nodes))


def test_rows_of_a_status_graph() -> None:
    """Rows are read back as they were written; what is not ours, or says two things, is not
    believed.
    """
    held: dict[str | None, Row] = {None: Row("0"), "urn:a": Row("1", "2"), "urn:b": Row()}
    text = "\n".join(status.lines(held))
    hostile = f"""
        <urn:twice> <{status.DIGEST}> "1", "2" .
        <urn:other> <urn:p> "1" .
        <urn:iri> <{status.DIGEST}> <urn:x> .
        [] <{status.DIGEST}> "3" .
        <urn:b> <{status.DIGEST}s> "4" ."""
    triples = [q.triple for q in ox.parse((text + hostile).encode(), ox.RdfFormat.TURTLE)]
    assert status.rows(triples) == {**held, "urn:twice": Row()}


def test_what_is_none_of_ours_is_left_out() -> None:
    """The status graph and the staging graph of an endpoint are not published."""
    names = [PUBLISHED, status.STAGING, PUBLISHED + "2", "urn:a"]
    data = Dataset(ox.Quad(S, S, S, ox.NamedNode(name)) for name in names)
    assert list(graphs.parts(data)) == [PUBLISHED + "2", "urn:a"]


def step(size: int, *, fresh: bool) -> Step:
    """A step of so many bytes."""
    return Step(Change("urn:g", "new"), fresh=fresh, inserts=("x" * size,))


@pytest.mark.parametrize(
    ("fresh", "runs"), [(True, [4, 2]), (False, [1] * 6)], ids=["new", "changed"]
)
def test_batches(fresh: bool, runs: list[int]) -> None:
    """New graphs share longer requests than changed ones; a large one is alone."""
    steps = [step(900_000, fresh=fresh) for _ in range(6)]
    assert [len(batch) for batch in planning.batches(steps)] == runs
    assert [len(b) for b in planning.batches([step(9_000_000, fresh=fresh)] * 2)] == [1, 1]
    assert list(planning.batches([])) == []


def test_one_insert_a_request() -> None:
    """A blank node's label stands in one operation only, as SPARQL wants it."""
    data = Dataset.parse(b"_:x <urn:p> _:y <urn:a> .\n_:x <urn:p> _:y <urn:b> .", "nquads")
    steps = list(planning.replacing(graphs.parts(data), {}, ()))
    assert updates.request(steps).count("INSERT DATA") == 1
