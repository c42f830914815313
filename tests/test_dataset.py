"""Datasets: sorted, unique, with lexical forms kept through every format."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindet.dataset import FORMATS, Dataset
from mindet.errors import DatasetError
from mindet.terms import XSD

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
IRIS = st.sampled_from(["urn:x:a", "urn:x:b", "https://w3id.org/mindet/id/person/ә", "urn:x:p#1"])
NODES = st.builds(ox.NamedNode, IRIS)
BLANKS = st.builds(ox.BlankNode, st.sampled_from(["a", "b", "c"]))
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(ox.Literal, TEXTS, language=st.sampled_from(["kk", "ru", "kk-latn", "en-us"])),
    st.builds(
        ox.Literal,
        st.sampled_from(["1.10", "007", "-0.0", "INF", "abc", "2026-02-30", "true", "1", ""]),
        datatype=st.sampled_from(
            [
                ox.NamedNode(XSD + n)
                for n in ("decimal", "integer", "double", "date", "boolean", "int")
            ]
        ),
    ),
)
QUADS = st.builds(
    ox.Quad,
    st.one_of(NODES, BLANKS),
    st.builds(ox.NamedNode, st.sampled_from(["urn:x:p", "urn:x:q", "urn:x:label"])),
    st.one_of(NODES, BLANKS, LITERALS),
    st.one_of(NODES, st.just(ox.DefaultGraph())),
)
DATASETS = st.lists(QUADS, max_size=12).map(Dataset)


@given(DATASETS)
def test_nquads_round_trip(data: Dataset) -> None:
    """N-Quads give back every quad, whatever its literals."""
    assert Dataset.parse(data.serialise("nquads"), "nquads").quads == data.quads


@pytest.mark.parametrize("form", ["trig", "jsonld"])
@given(data=DATASETS)
def test_readable_round_trip(form: str, data: Dataset) -> None:
    """TriG and JSON-LD, which people read, hold the same dataset."""
    again = Dataset.parse(data.serialise(form), form)
    assert again.isomorphic(data)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_union_of_graphs(form: str) -> None:
    """A form without graphs holds each triple once."""
    lines = [
        '<urn:x:s> <urn:x:p> "1.10"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        *["<urn:x:g>"] * 0,
    ]
    text = f"{lines[0]} <urn:x:g> .\n{lines[0]} <urn:x:h> .\n"
    data = Dataset.parse(text.encode(), "nquads")
    (quad,) = Dataset.parse(data.serialise(form), form).quads
    assert (quad.object.value, quad.graph_name) == ("1.10", ox.DefaultGraph())


def test_isomorphic_sees_differences() -> None:
    """Blank node names don't matter; anything else does."""
    one = Dataset.parse(b'_:a <urn:p> _:b . _:b <urn:p> "x" .', "turtle")
    same = Dataset.parse(b'_:n <urn:p> _:m . _:m <urn:p> "x" .', "turtle")
    other = Dataset.parse(b'_:a <urn:p> _:b . _:a <urn:p> "x" .', "turtle")
    assert one.isomorphic(same)
    assert not one.isomorphic(other)


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    """One label in two files is two things."""
    (tmp_path / "a.nt").write_text('_:x <urn:p> "a" .')
    (tmp_path / "b.nt").write_text('_:x <urn:p> "b" .')
    data = Dataset.read([tmp_path / "a.nt", tmp_path / "b.nt"])
    assert len({q.subject for q in data}) == 2


@pytest.mark.parametrize("term", ["<<( <urn:c> <urn:d> <urn:e> )>>", '"x"@ar--rtl'])
def test_rdf_1_2_is_refused_by_name(term: str) -> None:
    """What the parser takes and RDF 1.1 does not have is an error with the file, not a crash."""
    with pytest.raises(DatasetError, match=r"new\.ttl: .* is RDF 1\.2"):
        Dataset.parse(f"<urn:a> <urn:b> {term} .".encode(), "turtle", where="new.ttl")


def test_errors_name_the_file(tmp_path: Path) -> None:
    """A file that is missing, broken or of an unknown kind is told by name."""
    (tmp_path / "bad.ttl").write_text("a b c")
    (tmp_path / "bad.doc").write_text("")
    for name, words in (("bad.ttl", "not turtle"), ("bad.doc", "unknown kind"), ("no.nt", "read")):
        with pytest.raises(DatasetError, match=words) as caught:
            Dataset.read([tmp_path / name])
        assert name in str(caught.value)


SCRIPT = """
import sys
from mindet.dataset import Dataset
data = Dataset.parse(sys.stdin.buffer.read(), "trig")
for form in sys.argv[1:]:
    sys.stdout.buffer.write(data.serialise(form))
"""


def test_no_hash_order() -> None:
    """The bytes of every format are the same under two seeds of Python's hash."""
    text = "\n".join(
        f'<urn:g{n % 3}> {{ <urn:s{n}> <urn:p{n % 4}> "{n}"@kk, <urn:o{n}>; a <urn:C> }}'
        for n in range(40)
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, *FORMATS],
            input=text.encode(),
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "graph"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0]
