"""The shapes: what passes, what each of them catches, and that two validators agree."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from mindet import sheets
from mindet.dataset import Dataset
from mindet.errors import ShapeError
from mindet.ontology import Property, own
from mindet.resources import folder
from mindet.shapes import SHAPE, Violation, shapes_graph, terms, validate
from mindet.terms import GRAPH, ID, LANGUAGES, MN, RDF, XSD

_SH = "http://www.w3.org/ns/shacl#"

DATA = Path(__file__).parent / "data"
GOOD = Dataset.read([DATA / "shapes-good.ttl"])
BROKEN = yaml.safe_load((DATA / "shapes-broken.yaml").read_text("utf-8"))
PREFIXES = "".join(re.findall(r"@prefix.*\n", (DATA / "shapes-good.ttl").read_text("utf-8")))


def _quads(text: str) -> set[ox.Quad]:
    return set(Dataset.parse((PREFIXES + text).encode(), "turtle"))


def _things(name: str) -> set[str]:
    return set(BROKEN[name]["things"].split())


def _broken(name: str) -> Dataset:
    """The good dataset with the one fault `name`."""
    taken, put = (_quads(BROKEN[name].get(key, "")) for key in ("take", "put"))
    assert taken <= set(GOOD)
    return Dataset(set(GOOD) - taken | put)


def _pairs(violations: list[Violation]) -> set[tuple[str, str]]:
    return {(v.focus.removeprefix(ID), v.shape.removeprefix(SHAPE)) for v in violations}


def _pyshacl(data: Dataset) -> set[tuple[str, str]]:
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    graph = rdflib.Graph()
    lines = {f"{q.triple} ." for q in (*data, *terms())}
    graph.parse(data="\n".join(lines), format="nt")
    shapes = rdflib.Graph().parse(data=shapes_graph(), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    results = report.objects(None, SH.result)  # not the details that hang below a result
    pairs = ((report.value(r, SH.focusNode), report.value(r, SH.sourceShape)) for r in results)
    return {(str(f).removeprefix(ID), str(s).removeprefix(SHAPE)) for f, s in pairs}


def _near(data: Dataset, names: set[str]) -> Dataset:
    """The description of some things and of their neighbours: enough to compare validators."""
    centre = {ID + name for name in names}
    ends = [(q.subject.value, q.object.value, q) for q in data]
    near = centre | {o for s, o, _ in ends if s in centre} | {s for s, o, _ in ends if o in centre}
    return Dataset(q for s, _, q in ends if s in near)


def _apart(data: Dataset, case: str) -> Dataset:
    """The dataset with its things under a name of their own, so that cases can stand together."""
    text = data.serialise("nquads").decode().replace(f"<{ID}", f"<{ID}{case}/")
    return Dataset.parse(text.encode(), "nquads")


def _named_shapes() -> set[str]:
    found = ox.parse(shapes_graph().encode(), ox.RdfFormat.TURTLE)
    types = {_SH + "NodeShape", _SH + "PropertyShape"}
    return {
        q.subject.value.removeprefix(SHAPE)
        for q in found
        if q.predicate.value == RDF + "type" and q.object.value in types
    }


def test_good_data_passes() -> None:
    """A dataset that uses every class and keeps every rule has no violation."""
    assert validate(GOOD) == []


def test_the_sheets_pass_both_validators() -> None:
    """Mindet's own fact sheets break no shape; on the longest by itself, whose premises stand
    in the others, pySHACL finds the same as pyrudof.
    """
    dataset = sheets.load(folder("seeds")).dataset
    assert validate(dataset) == []
    own = {GRAPH + "registry", GRAPH + "002"}  # pySHACL takes half a minute for them all
    longest = Dataset(q for q in dataset if str(q.graph_name).strip("<>") in own)
    found = _pairs(validate(longest))
    assert {shape for _, shape in found} == {"inference-premise"}
    assert found == _pyshacl(longest)


def test_every_shape_has_a_case() -> None:
    """No shape is without its broken dataset."""
    assert {name for name in _named_shapes() if not name.startswith("values/")} == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_each_shape_catches_its_fault_alone(name: str) -> None:
    """One fault gives exactly the violations of its own shape."""
    assert _pairs(validate(_broken(name))) == {(thing, name) for thing in _things(name)}


def _all_faults() -> Dataset:
    cases = (_apart(_near(_broken(name), _things(name)), name) for name in BROKEN)
    return Dataset(quad for case in cases for quad in case)


def test_two_validators_agree_on_broken_data() -> None:
    """pyrudof and pySHACL find the same pairs of thing and shape in all broken datasets."""
    faults = _all_faults()
    found = _pairs(validate(faults))
    assert {shape for _, shape in found} >= set(BROKEN)
    assert found == _pyshacl(faults)


def test_two_validators_agree_on_good_data() -> None:
    """pySHACL finds nothing in the good dataset either."""
    assert _pyshacl(GOOD) == set()


def _bad_values(prop: Property) -> list[str]:
    """Two values that no property of this kind takes together: in number or in kind."""
    if prop.kind == "langString":
        return ['"a"@en', '"b"@en'] if not prop.many else ['"a"']
    if prop.kind == "literal":
        return [f'"a"^^<{XSD}anyURI>', f'"b"^^<{XSD}anyURI>']
    return ['"a"', '"b"']


def test_values_of_every_property_are_checked() -> None:
    """Both validators find a value of the wrong kind, or one too many, of each property."""
    properties = own().properties.values()
    lines = [
        f"<{ID}{p.name}> <{p.iri}> {value} <urn:g> ."
        for p in properties
        for value in _bad_values(p)
    ]
    data = Dataset.parse("\n".join(lines).encode(), "nquads")
    found = _pairs(validate(data))
    assert {(p.name, f"values/{p.name}") for p in properties} <= found
    assert found == _pyshacl(data)


@pytest.mark.parametrize("day", ["2026-13-01", "2026-04-31", "2026-02-30", "soon", "2026-1-1"])
def test_a_date_must_be_a_date(day: str) -> None:
    """A text that is no day is caught although it says it is a date."""
    data = f'<{ID}a> <{MN}saidOn> "{day}"^^<{XSD}date> <urn:g> .'
    shapes = {v.shape for v in validate(Dataset.parse(data.encode(), "nquads"))}
    assert shapes == {SHAPE + "values/saidOn"}


def test_silence_is_a_value_only_where_a_text_may_be_silent() -> None:
    """`unstated` passes as a speaker and not as a place."""
    data = f"<{ID}a> <{MN}speaker> <{MN}unstated> . <{ID}a> <{MN}place> <{MN}unstated> ."
    shapes = {v.shape for v in validate(Dataset.parse(data.encode(), "turtle"))}
    assert shapes == {SHAPE + "values/place"}


def test_messages_in_three_languages() -> None:
    """Every violation can be told in English, Russian and Kazakh, each in its own words."""
    for violation in validate(_all_faults()):
        assert len({violation.message_in(language) for language in LANGUAGES}) == 3
        assert violation.message == violation.message_in("en")


def test_a_second_dataset_does_not_see_the_first() -> None:
    """The validator keeps nothing of what it checked before."""
    assert validate(_broken("label"))
    assert validate(GOOD) == []


def test_violation_names_path_and_value() -> None:
    """A violation of a property's values tells the property and what is wrong with it."""
    data = f"<{ID}a> <{MN}speaker> <{ID}nobody> ."
    (violation,) = validate(Dataset.parse(data.encode(), "turtle"))
    assert violation.path == MN + "speaker"
    assert violation.value == f"{ID}nobody"
    assert violation.message == "speaker (speaker) – one value: actor or unstated."
    assert violation.message_in("kk") == "speaker (айтушы) – бір мән: субъект немесе unstated."


def test_the_dataset_need_not_carry_the_ontology() -> None:
    """Validation is the same with the ontology's graph in the dataset and without."""
    bare = _broken("act-kind")
    full = Dataset([*bare, *own().dataset()])
    assert validate(full) == validate(bare)


def test_unreadable_shapes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure of the validator is an error of ours, with a remedy."""
    monkeypatch.setattr("mindet.shapes.shapes_graph", lambda: "not turtle")
    with pytest.raises(ShapeError, match="can't be checked"):
        validate(Dataset([]))
