"""The ontology: complete in three languages, true to the model, at one with its context."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from mindet.dataset import Dataset
from mindet.errors import OntologyError
from mindet.ontology import ONTOLOGY_GRAPH, Ontology, own
from mindet.resources import folder
from mindet.terms import DCTERMS, LANGUAGES, MN, RDFS, SKOS, XSD

DATA = Path(__file__).parent / "data"
ONTOLOGY = own()
DEFINITION = SKOS + "definition"

# What the model fixes: the names that queries, sheets and pages rest on.
CLASSES = """
    Actor Person Organization StateBody Government Ministry Akimat Company Operator
    InternationalOrganization MediaOutlet ResearchBody Technopark ActorGroup Post Tenure Place
    Country Region City PlaceGroup Undertaking Programme Project Initiative Service Facility
    LegalInstrument Task Meeting Participation Document Claim Passage Statement Obligation Duty
    Prohibition Permission Power Liability Target Forecast Result Involvement Proposal Assertion
    Indicator Quantity Deadline Period Link Inference Assessment UnclaimedStretch
"""
KEYS = """
    membership knownMember memberCount memberCountOn postIn holder post attestedOn attestedBy
    attestedOnUnstated validFrom validTo succeeds succeededOn partOf serves enables broaderTask
    topic heldOn heldOnUnstated meeting participant inPost role nameAsPrinted passage language
    publisher issued issuedUnstated sha256 textLength fileName source reportsOn inDocument act
    speaker speakerPost voice relayedBy relayVoice saidOn addressee states start end gist about
    beneficiary place indicator quantity resultsFrom distribution bearer jointlyWith counterparty
    issuer issuedOn task legalBasis due inForce trigger responsible period stage actor undertaking
    proposer trend unit population direction lower upper lowerInclusive upperInclusive approximate
    additional universal shareOf asPrinted reading from strictEnd lenientEnd wording urgency target
    kind reason concerns property value literal earliest latest premise of criterion rating
    evidence assessedAsOf label altLabel printedName exactMatch note iso3166 jurisdiction locatedIn
    differsIn noClaim
"""
VALUES = {
    "act": "instructs requires reminds appeals enacts plans commits expects reports proposes",
    "voice": "quoted paraphrased narrated",
    "role": "chair host reporter attendee "
    "carriesOut funds partner investor owner operates supervises",
    "stage": "drafted submitted signed enteredIntoForce underWay launched completed",
    "wording": "endOfThisYear beforeYear inYear inThisYear thisAndNextYear inNextTwoYears "
    "fromThisYear forPastYear byResultsOfYear atPresent byDate unspecifiedFuture",
    "urgency": "promptly inTime soon aheadOfSchedule",
    "distribution": "each together",
    "reading": "levelToReach limit",
    "trend": "rising falling stable",
    "direction": "higherIsBetter lowerIsBetter neutral",
    "unit": "count percent kilometre usd kzt",
    "kind": "restates revises contradicts fulfils follows sameParty comparable notComparable",
    "differsIn": "bound value addressee bearer counterparty date object place act wording "
    "additional speaker",
    "why": "pageFurniture leadIn speechTag creditLine heading name separator background topicOnly",
}
OBLIGATIONS = {"Obligation"}
MAY_STATE = {
    **dict.fromkeys(("instructs", "requires", "reminds", "appeals", "enacts"), OBLIGATIONS),
    "plans": {"Target"},
    "commits": {"Target"},
    "expects": {"Forecast"},
    "reports": {"Result", "Involvement", "Assertion", "Obligation"},
    "proposes": {"Proposal"},
}


def _objects(subject: str, predicate: str) -> list[ox.Literal | ox.NamedNode]:
    key = ox.NamedNode(subject), ox.NamedNode(predicate)
    return [q.object for q in ONTOLOGY.dataset() if (q.subject, q.predicate) == key]


def test_the_model_is_there() -> None:
    """Every class and key that the model fixes is a term."""
    assert set(CLASSES.split()) <= set(ONTOLOGY.class_by_name)
    assert set(KEYS.split()) <= set(ONTOLOGY.property_by_name)


@pytest.mark.parametrize("key", VALUES)
def test_enumerations(key: str) -> None:
    """An enumerated key takes exactly the values of its scheme."""
    prop = ONTOLOGY.property_by_name[key]
    assert prop.kind == "enumeration"
    assert {c.name for c in ONTOLOGY.concepts_of(prop)} == set(VALUES[key].split())


def test_only_enumerations_have_values() -> None:
    """A key of another kind has no list of values."""
    assert ONTOLOGY.concepts_of(ONTOLOGY.property_by_name["speaker"]) == ()


def test_labels_and_definitions_in_three_languages() -> None:
    """Each term has one label and one definition in each of en, ru and kk."""
    definitions = _definitions()
    for term in (*ONTOLOGY.classes, *ONTOLOGY.properties, *ONTOLOGY.concepts):
        found = sorted(o.language for o in definitions.get(term, []))
        assert found == sorted(LANGUAGES), term
        assert all(ONTOLOGY.label(term, language) for language in LANGUAGES)


def _definitions() -> dict[str, list[ox.Literal]]:
    found: dict[str, list[ox.Literal]] = {}
    for quad in ONTOLOGY.dataset():
        if quad.predicate.value == DEFINITION:
            found.setdefault(quad.subject.value, []).append(quad.object)
    return found


def test_russian_and_kazakh_are_not_english() -> None:
    """Texts in Russian and Kazakh are in Cyrillic, save for codes and names of terms."""
    latin = re.compile(r"^[\x00-\x7f]+$")
    for quad in ONTOLOGY.dataset():
        text = quad.object
        if isinstance(text, ox.Literal) and text.language in ("ru", "kk"):
            assert not latin.match(text.value) or text.value in ("%", "$"), text


def test_no_blank_nodes() -> None:
    """Everything in the two Turtle files has a name."""
    for quad in ONTOLOGY.dataset():
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_dataset_is_one_graph() -> None:
    """The ontology's quads lie in the graph `ontology`."""
    assert ONTOLOGY.dataset().graph_names() == (ONTOLOGY_GRAPH,)


def test_every_property_has_guidance() -> None:
    """Each property names the classes that take it and what it takes."""
    assert all(p.domains and p.ranges for p in ONTOLOGY.properties.values())


@pytest.mark.parametrize(
    ("key", "kind", "datatype", "many"),
    [
        ("speaker", "object", None, False),
        ("bearer", "object", None, True),
        ("strictEnd", "literal", XSD + "date", False),
        ("lower", "literal", XSD + "decimal", False),
        ("literal", "literal", None, False),
        ("gist", "langString", None, False),
        ("altLabel", "langString", None, True),
        ("act", "enumeration", None, False),
        ("urgency", "enumeration", None, True),
        ("due", "part", None, False),
        ("passage", "part", None, True),
        ("property", "object", None, False),
    ],
)
def test_kinds(key: str, kind: str, datatype: str | None, many: bool) -> None:
    """What a key takes, and how many, is read from the ontology."""
    prop = ONTOLOGY.property_by_name[key]
    assert (prop.kind, prop.datatype, prop.many) == (kind, datatype, many)


def test_silence() -> None:
    """A bearer may be unstated, a place may not."""
    assert ONTOLOGY.property_by_name["bearer"].may_be_unstated
    assert not ONTOLOGY.property_by_name["place"].may_be_unstated


def test_foreign_terms_keep_their_iris() -> None:
    """Keys for Dublin Core, SKOS and RDFS are those vocabularies' own terms."""
    keys = {"issued": DCTERMS, "language": DCTERMS, "altLabel": SKOS, "note": SKOS, "label": RDFS}
    for key, namespace in keys.items():
        assert ONTOLOGY.property_by_name[key].iri == namespace + key


def test_ancestors() -> None:
    """A class has all its superclasses; a country is an actor and a place."""
    names = {iri.removeprefix(MN) for iri in ONTOLOGY.ancestors(MN + "Country")}
    assert names == {"Country", "Actor", "Place", "Thing"}
    assert ONTOLOGY.ancestors("urn:unknown") == ("urn:unknown",)


@pytest.mark.parametrize("act", MAY_STATE)
def test_which_act_states_which_kind(act: str) -> None:
    """The acts state the kinds that the model gives them; two of them create duties."""
    kinds = {o.value.removeprefix(MN) for o in _objects(MN + act, MN + "mayState")}
    assert kinds == MAY_STATE[act]
    creates = bool(_objects(MN + act, MN + "createsDuty"))
    assert creates == (act in ("instructs", "enacts"))


def test_marker_words() -> None:
    """Each act, wording and urgency is known by words in three languages."""
    for key in ("act", "wording", "urgency"):
        for concept in ONTOLOGY.concepts_of(ONTOLOGY.property_by_name[key]):
            if concept.iri not in ONTOLOGY.properties:
                assert set(concept.markers) == set(LANGUAGES), concept.name


def test_labels_fall_back() -> None:
    """A label is found by IRI or name; failing a language it is English, failing all the name."""
    assert ONTOLOGY.label(MN + "Akimat", "kk") == "әкімдік"
    assert ONTOLOGY.label("Akimat", "de") == "akimat"
    assert ONTOLOGY.label("bearer", "ru") == "на ком лежит"
    assert ONTOLOGY.label("promptly", "kk") == "жедел"
    assert ONTOLOGY.label("http://example.org/Thing", "kk") == "Thing"
    assert ONTOLOGY.label("unstated", "kk") == "айтылмаған"


def test_a_key_may_mean_another_thing_in_a_class() -> None:
    """`reason` is one of a list on a stretch without a claim, a text elsewhere."""
    here = ONTOLOGY.property_for("reason", MN + "UnclaimedStretch")
    there = ONTOLOGY.property_for("reason", MN + "Inference")
    assert here is ONTOLOGY.property_by_name["why"]
    assert there is ONTOLOGY.property_by_name["reason"]
    assert ONTOLOGY.property_for("raeson", MN + "Inference") is None


def test_context_has_a_key_for_every_term() -> None:
    """Properties, classes and values are terms of the context, and nothing else is but keywords."""
    terms = {*ONTOLOGY.property_by_name, *ONTOLOGY.class_by_name, *ONTOLOGY.concept_by_name}
    frame = {"id", "type", "unstated", "claims", "participations"}
    included = {key for key, term in ONTOLOGY.context.items() if term == "@included"}
    prefixes = {key for key, term in ONTOLOGY.context.items() if str(term)[-1:] in "#/"}
    keywords = {"@version", "@base"}
    assert set(ONTOLOGY.context) == terms | frame | included | prefixes | keywords


def test_context_coerces_each_key() -> None:
    """A sheet with every key comes out with the datatypes that the ontology names."""
    for prop in ONTOLOGY.properties.values():
        value = {"kk": "мән"} if prop.kind == "langString" else "unstated"
        document = {"@context": ONTOLOGY.context, "id": "claim/1", prop.name: value}
        (quad,) = ox.parse(json.dumps(document).encode(), ox.RdfFormat.JSON_LD)
        assert quad.predicate.value == prop.iri
        if prop.kind == "langString":
            assert quad.object == ox.Literal("мән", language="kk")
        elif prop.kind == "literal":
            datatype = ox.NamedNode(prop.datatype or XSD + "string")
            assert quad.object == ox.Literal("unstated", datatype=datatype)
        else:
            assert quad.object == ox.NamedNode(MN + "unstated")


def _sheet() -> bytes:
    sheet = json.loads((DATA / "sheet.jsonld").read_text("utf-8"))
    return json.dumps({"@context": ONTOLOGY.context, **sheet}).encode()


def test_a_sheet_is_json_ld() -> None:
    """A whole sheet, its lists included, means what it seems to say."""
    assert Dataset.parse(_sheet(), "jsonld").isomorphic(Dataset.read([DATA / "sheet.ttl"]))


def test_rdflib_reads_the_sheet_alike() -> None:
    """The context gives rdflib the same triples as pyoxigraph."""
    import rdflib

    graph = rdflib.Graph().parse(data=_sheet(), format="json-ld")
    read = Dataset.parse(graph.serialize(format="nt").encode(), "ntriples")
    assert read.isomorphic(Dataset.parse(_sheet(), "jsonld"))


def test_rdflib_reads_the_ontology_alike() -> None:
    """Turtle of the ontology is the same to rdflib as to pyoxigraph."""
    import rdflib

    for name in ("mindet.ttl", "schemes.ttl", "shapes.ttl"):
        path = folder("ontology") / name
        graph = rdflib.Graph().parse(path)
        read = Dataset.parse(graph.serialize(format="nt").encode(), "ntriples")
        assert read.isomorphic(Dataset.read([path])), name


def _edited(path: Path, name: str, edit: Callable[[str], str]) -> Path:
    """A copy of the ontology in which one file is changed."""
    shutil.copytree(folder("ontology"), path / "ontology")
    file = path / "ontology" / name
    text = file.read_text("utf-8")
    assert edit(text) != text
    file.write_text(edit(text), "utf-8")
    return path / "ontology"


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("mindet.ttl", "mn:Person a owl:Class ;", "mn:Person a owl:Class ,,", r"not Turtle"),
        (
            "mindet.ttl",
            "rdfs:subClassOf mn:Company",
            "rdfs:subClassOf mn:Compny",
            r"unknown parent",
        ),
        ("mindet.ttl", '"akimat"@en, "акимат"@ru', '"akimat"@en', r"'Akimat' has no label in ru"),
        ("mindet.ttl", "Includes mn:Tenure ;", "Includes mn:Tenur ;", r"unknown class 'Tenur'"),
        (
            "mindet.ttl",
            "a owl:Class ;",
            "a owl:Class ; rdfs:subClassOf mn:Person ;",
            r"above itself",
        ),
        ("schemes.ttl", '"председатель"@ru, ', "", r"'chair' has no label in ru"),
        ("schemes.ttl", "mn:chair a", "dcterms:speaker a", r"two terms share the name 'speaker'"),
        ("context.jsonld", '"@version": 1.1,', '"@version": 1.1', r"not JSON"),
        ("context.jsonld", '"@context"', '"context"', r"no '@context'"),
        ("context.jsonld", '"bearer": {', '"barer": {', r"no right key 'bearer'.*write \"bearer\""),
        ("context.jsonld", '"mn:strictEnd", "@type": "xsd:date"', '"mn:strictEnd"', r"'strictEnd'"),
    ],
)
def test_files_that_do_not_agree(tmp_path: Path, name: str, old: str, new: str, says: str) -> None:
    """Bad syntax or terms that don't agree fail at load, with the file and what to do."""
    ontology = _edited(tmp_path, name, lambda text: text.replace(old, new, 1))
    with pytest.raises(OntologyError, match=says) as caught:
        Ontology.load(ontology)
    assert name in str(caught.value)
    assert caught.value.remedy


def test_errors_name_the_line(tmp_path: Path) -> None:
    """The line in the message is the one to mend."""
    ontology = _edited(tmp_path, "mindet.ttl", lambda t: t.replace('"министерство"@ru, ', ""))
    line = next(
        number
        for number, text in enumerate((ontology / "mindet.ttl").read_text().splitlines(), 1)
        if text.startswith("mn:Ministry a")
    )
    with pytest.raises(OntologyError, match=rf"mindet\.ttl:{line}: 'Ministry'"):
        Ontology.load(ontology)


def test_a_missing_file(tmp_path: Path) -> None:
    """A folder without the files is told by the first one that is missing."""
    with pytest.raises(OntologyError, match=r"mindet\.ttl: can't be read"):
        Ontology.load(tmp_path)
