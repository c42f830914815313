"""What leaves Mindet: each form read back by readers that are not ours, and equal."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from xml.parsers import expat

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import assume, given, settings

import rdf
import servers
from endpoints import Endpoint, by_value, holds
from mindet import exports
from mindet.dataset import Dataset
from mindet.errors import DatasetError
from mindet.exports import canonical

WITH_GRAPHS = ("trig", "nquads", "jsonld", "jsonld-things")
UNION = ("turtle", "ntriples", "rdfxml")
READ_AS = {"jsonld-things": "jsonld"}


def written(data: Dataset, form: str) -> bytes:
    """A dataset in a form."""
    with exports.Source.of(data) as opened:
        return b"".join(exports.export(opened, form))


def union(data: Dataset) -> Dataset:
    """All graphs in one."""
    return Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in data)


def expected(data: Dataset, form: str) -> Dataset:
    """What a form can hold of a dataset."""
    return union(data) if form in UNION else data


@pytest.mark.parametrize("form", [*WITH_GRAPHS, *UNION])
def test_the_five_documents_by_pyoxigraph(
    form: str, source: exports.Source, dataset: Dataset
) -> None:
    """Every form of RDF holds the five documents."""
    text = b"".join(exports.export(source, form))
    again = Dataset.parse(text, READ_AS.get(form, form))
    assert again.isomorphic(expected(dataset, form))


@pytest.mark.parametrize("form", ["trig", "jsonld-things", "rdfxml"])
def test_the_five_documents_by_jena(
    form: str, source: exports.Source, dataset: Dataset, tmp_path: Path
) -> None:
    """Apache Jena reads what our own encoders and the writers of head and tail make as the same."""
    path = tmp_path / f"x{exports.FORMS[form].suffix}"
    exports.deliver(exports.export(source, form), str(path))
    again = Dataset.parse(servers.riot(path), "nquads")
    assert again.isomorphic(expected(dataset, form))


@pytest.mark.parametrize("form", ["trig", "jsonld", "rdfxml"])
def test_the_five_documents_by_rdflib(
    form: str, source: exports.Source, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """rdflib reads the forms that people read as the same dataset."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    text = b"".join(exports.export(source, form))
    names = {"rdfxml": "xml", "trig": "trig"}
    graph = rdflib.Dataset(default_union=form in UNION)
    graph.parse(data=text, format=names.get(form, "json-ld"))
    again = Dataset.parse(graph.serialize(format="nquads").encode(), "nquads")
    if form in UNION:
        again = union(again)
    assert again.isomorphic(expected(dataset, form))


@pytest.mark.parametrize("server", ["oxigraph", "fuseki"])
def test_every_form_loads_in_both_servers(
    server: str, source: exports.Source, dataset: Dataset, request: pytest.FixtureRequest
) -> None:
    """Oxigraph and Fuseki take each form of RDF over HTTP and then hold what it says, by value."""
    found = request.getfixturevalue(f"{server}_server")
    endpoint = Endpoint(f"{found}/{'store' if server == 'oxigraph' else 'data'}")
    for form in (*WITH_GRAPHS, *UNION):
        endpoint.clear()
        text = b"".join(exports.export(source, form))
        endpoint.put(text, exports.FORMS[form].media)
        if form in UNION:
            assert by_value(endpoint.default()).isomorphic(by_value(union(dataset))), form
        else:
            holds(endpoint, dataset)
    endpoint.clear()


@pytest.mark.parametrize("form", [*WITH_GRAPHS, "turtle", "ntriples"])
def test_hostile_data(form: str) -> None:
    """Foreign words, odd literals, blank graphs: every triple comes back."""
    again = Dataset.parse(written(rdf.nasty(), form), READ_AS.get(form, form))
    assert again.isomorphic(expected(rdf.nasty(), form))


def test_hostile_data_by_jena(tmp_path: Path) -> None:
    """Apache Jena reads as many triples of the hostile data."""
    form = "jsonld"
    path = tmp_path / f"x{exports.FORMS[form].suffix}"
    path.write_bytes(written(rdf.nasty(), form))
    assert len(Dataset.parse(servers.riot(path), "nquads")) == len(rdf.nasty())


@pytest.mark.parametrize("form", ["trig", "jsonld-things"])
@settings(max_examples=12)
@given(data=rdf.datasets)
def test_any_dataset(form: str, data: Dataset) -> None:
    """Whatever RDF 1.1 has, each form gives back."""
    again = Dataset.parse(written(data, form), READ_AS.get(form, form))
    assert again.isomorphic(expected(data, form))


@settings(max_examples=12)
@given(data=rdf.datasets)
def test_any_dataset_as_xml_or_refused(data: Dataset) -> None:
    """RDF/XML holds the triples and is XML, or says what it has no form for."""
    try:
        text = written(data, "rdfxml")
    except DatasetError:
        assume(False)
    expat.ParserCreate(namespace_separator=" ").Parse(text, True)
    assert Dataset.parse(text, "rdfxml").isomorphic(union(data))


@pytest.mark.parametrize("iri", ["mn:x", "xsd:date", "skos:a"])
def test_a_scheme_that_is_a_prefix_is_refused(iri: str) -> None:
    """JSON-LD would read <mn:x> as a term of ours, so it is not written."""
    data = Dataset.parse(f"<{iri}> <urn:p> <urn:o> .".encode(), "nquads")
    with pytest.raises(DatasetError, match="for a prefix"):
        written(data, "jsonld")


def test_things_hold_their_parts(source: exports.Source) -> None:
    """In jsonld-things a claim holds its statement, and that its deadline and quantity."""
    document = json.loads(b"".join(exports.export(source, "jsonld-things")))
    nodes = {n["id"]: n for graph in document["@graph"] for n in graph["@graph"]}
    claim = nodes["claim/002-21"]
    assert claim["states"]["type"] == "Target"
    assert claim["states"]["due"]["strictEnd"] == "2026-12-31"
    assert isinstance(claim["passage"]["start"], int)
    assert not any(name.startswith("claim/002-21/") for name in nodes)


def test_a_deep_id_is_not_nested_without_end() -> None:
    """Parts of parts of parts, a thousand deep, are written beside each other."""
    owner, lines = "https://w3id.org/mindet/id/a", []
    for _ in range(1000):
        lines.append(f"<{owner}> <https://w3id.org/mindet#states> <{owner}/x> .")
        owner += "/x"
    data = Dataset.parse("\n".join(lines).encode(), "nquads")
    assert Dataset.parse(written(data, "jsonld-things"), "jsonld").isomorphic(data)


def test_trig_names_each_graph_once(source: exports.Source) -> None:
    """A graph's quads stand together."""
    text = b"".join(exports.export(source, "trig")).decode()
    heads = [line for line in text.splitlines() if line.endswith("{")]
    assert len(heads) == len(set(heads)) == 8


SCRIPT = """
import sys
from mindet import compression, exports
from mindet.dataset import Dataset
data = Dataset.parse(sys.stdin.buffer.read(), "trig")
with exports.Source.of(data) as source:
    for form in exports.FORMS:
        for name in ("x.gz", "x.zst"):
            sys.stdout.buffer.writelines(compression.packed(exports.export(source, form), name))
"""


def test_the_same_bytes() -> None:
    """Every form, compressed, has the same bytes under two seeds of Python's hash."""
    text = "\n".join(
        f'<urn:g{n % 3}> {{ <urn:s{n}> <urn:p{n % 4}> "{n}"@kk, <urn:o{n}>; a <urn:C> }}'
        for n in range(40)
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=text.encode(),
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(servers.ROOT / "graph")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1] != b""


def test_gzip_has_no_time_in_it(tmp_path: Path) -> None:
    """A name that ends in .gz is compressed, the same at any time, and checked by its sum."""
    path = tmp_path / "x.nq.gz"
    exports.deliver([b"ab", b"c"], str(path), checksum=True)
    data = path.read_bytes()
    assert gzip.decompress(data) == b"abc"
    assert data[4:8] == b"\0\0\0\0"
    told = (tmp_path / "x.nq.gz.sha256").read_text("utf-8")
    assert told == f"{hashlib.sha256(data).hexdigest()}  x.nq.gz\n"


def test_unknown_format(source: exports.Source) -> None:
    """A format that is not known is told with those that are."""
    with pytest.raises(DatasetError, match="graphml"):
        exports.export(source, "doc")


# --- canonical names


@settings(max_examples=12)
@given(data=rdf.datasets)
def test_canonical_is_what_pyoxigraph_makes_of_the_whole(data: Dataset) -> None:
    """Only quads with blank nodes are named, yet the names are those of the whole dataset."""
    whole = ox.Dataset(data.quads)
    whole.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    with exports.Source.of(data).canonical() as named:
        text = b"".join(exports.export(named, "nquads")).decode()
    assert text == "".join(sorted(f"{quad} .\n" for quad in whole))


def test_canonical_does_not_look_at_the_labels() -> None:
    """Two files that differ in the labels of blank nodes alone become one."""
    texts = [
        f"_:{a} <urn:p> _:{b} . _:{b} <urn:p> _:{c} . _:{c} <urn:p> _:{a}, 'end' ."
        for a, b, c in ("xyz", "zxy")
    ]
    outputs = set()
    for text in texts:
        with exports.Source.of(Dataset.parse(text.encode(), "turtle")).canonical() as named:
            outputs.add(b"".join(exports.export(named, "nquads")))
    assert len(outputs) == 1


def clique(number: int) -> list[ox.Quad]:
    """Blank nodes that all know each other."""
    text = "".join(
        f"_:a{i} <urn:p> _:a{j} .\n" for i in range(number) for j in range(number) if i != j
    )
    return list(ox.parse(text.encode(), ox.RdfFormat.N_QUADS))


def test_a_poison_graph_is_refused_at_once() -> None:
    """Blank nodes that all know each other would take the algorithm years: it is not begun."""
    assert canonical.work(clique(60)) > canonical.WORK
    with (
        exports.Source.of(Dataset(clique(8))) as source,
        pytest.raises(DatasetError, match="without --canonical"),
    ):
        source.canonical()


@pytest.mark.parametrize("shape", ["list", "ring", "twins"])
def test_harmless_shapes_are_named(shape: str) -> None:
    """A long list of the same, a ring, many twins: alike, yet soon told apart."""
    numbers = range(100)
    text = {
        "list": f"<urn:s> <urn:p> ({' 1' * 100}) .",
        "ring": "".join(f"_:a{i} <urn:p> _:a{(i + 1) % 50} ." for i in numbers),
        "twins": "".join(f"_:a{i} <urn:p> 'same' ." for i in numbers),
    }[shape]
    quads = list(ox.parse(text.encode(), ox.RdfFormat.TURTLE))
    assert canonical.work(quads) <= canonical.WORK
    assert sum(map(len, canonical.named([[f"{quad} ." for quad in quads]]))) == len(set(quads))


# --- the property graph


def test_forms_of_graph_tools_refuse_nothing() -> None:
    """Control characters, huge numbers and odd names go into each form of the graph tools."""
    data = rdf.nasty()
    with exports.Source.of(data) as source:
        for form in ("graphml", "gexf", "cyjs", "csv"):
            assert b"".join(exports.export(source, form))
