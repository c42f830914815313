"""Fact sheets: read into RDF, and every mistake told with file, line, key and remedy."""

from pathlib import Path

import pytest

from mindet.dataset import Dataset
from mindet.errors import SheetError
from mindet.ontology import Ontology, own
from mindet.sheets import load, read
from mindet.terms import GRAPH, ID, MN, XSD

REGISTRY = """\
things:
  - id: person/a
    label: {en: A, ru: А, kk: Ә}
  - id: post/chief
    label: {en: chief, ru: глава, kk: басшы}
  - id: project/road
    label: {en: road, ru: дорога, kk: жол}
"""
DOCUMENT = """\
id: document/x
label: {en: x, ru: х, kk: х}
fileName: x.txt
textLength: 100
language: kk
publisher: unstated
issued: 2026-01-09
claims:
  - id: claim/x-01
    passage: [{start: 0, end: 10}, {start: 20, end: 30}]
    act: plans
    speaker: person/a
    speakerPost: [post/chief]
    voice: quoted
    states:
      type: Target
      gist: {en: g, ru: г, kk: ғ}
      about: project/road
      responsible: unstated
      due: {wording: endOfThisYear, strictEnd: 2026-12-31, lenientEnd: 2026-12-31}
      quantity:
        - {lower: 2.50, lowerInclusive: false, asPrinted: {kk: екіден астам}}
        - {lower: 3, upper: 3}
inferences:
  - id: inference/x-1
    concerns: statement/x-01
    property: strictEnd
    literal: 2026-06-30
    reason: {en: r, ru: р, kk: р}
noClaim:
  - {start: 11, end: 15, reason: creditLine}
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """Mindet's own ontology."""
    return own()


def write(folder: Path, document: str = DOCUMENT, registry: str = REGISTRY) -> Path:
    """A folder with the two sheets."""
    (folder / "registry.yaml").write_text(registry, encoding="utf-8")
    (folder / "x.yaml").write_text(document, encoding="utf-8")
    return folder


def lines(dataset: Dataset) -> set[str]:
    """The N-Quads lines with short names."""
    text = dataset.serialise("nquads").decode()
    short = text.replace(ID, "").replace(MN, "mn:").replace(GRAPH, "g:").replace(XSD, "xsd:")
    return set(short.splitlines())


def test_reads_into_rdf(tmp_path: Path, ontology: Ontology) -> None:
    """Ids, types, parts, back references and typed literals come out as the model says."""
    found = lines(load(write(tmp_path), ontology).dataset)
    for triple in (
        "<claim/x-01> <mn:inDocument> <document/x> <g:x> .",
        "<claim/x-01> <mn:passage> <claim/x-01/passage/20-30> <g:x> .",
        "<claim/x-01> <mn:act> <mn:plans> <g:x> .",
        "<claim/x-01> <mn:states> <statement/x-01> <g:x> .",
        "<statement/x-01> <mn:responsible> <mn:unstated> <g:x> .",
        "<statement/x-01> <mn:due> <statement/x-01/due> <g:x> .",
        "<statement/x-01> <mn:quantity> <statement/x-01/quantity/2> <g:x> .",
        '<statement/x-01/quantity/1> <mn:lower> "2.50"^^<xsd:decimal> <g:x> .',
        '<inference/x-1> <mn:literal> "2026-06-30"^^<xsd:date> <g:x> .',
        "<inference/x-1> <mn:property> <mn:strictEnd> <g:x> .",
        "<document/x/no-claim/11-15> <mn:why> <mn:creditLine> <g:x> .",
        '<person/a> <http://www.w3.org/2000/01/rdf-schema#label> "Ә"@kk <g:registry> .',
    ):
        assert triple in found


def test_a_participation_is_in_the_document_of_its_sheet(
    tmp_path: Path, ontology: Ontology
) -> None:
    """Below the meeting, or, of a meeting that another sheet describes, beside the claims."""
    who = "{id: participation/%s, participant: person/a, role: chair"
    meeting = "{id: meeting/m, heldOnUnstated: true, participations: [%s}]}" % (who % "x-1")
    more = f"meetings:\n  - {meeting}\nparticipations:\n  - {who % 'x-2'}, meeting: meeting/m}}\n"
    found = lines(load(write(tmp_path, DOCUMENT + more), ontology).dataset)
    for name in ("x-1", "x-2"):
        assert f"<participation/{name}> <mn:inDocument> <document/x> <g:x> ." in found
        assert f"<participation/{name}> <mn:meeting> <meeting/m> <g:x> ." in found


def test_places(tmp_path: Path, ontology: Ontology) -> None:
    """Each thing is known by the file and line that describes it."""
    places = load(write(tmp_path), ontology).places
    assert places[ID + "claim/x-01"] == f"{tmp_path / 'x.yaml'}:9"


MISTAKES = {
    "a misspelt key": ("voice: quoted", "voce: quoted", 14, "did you mean 'voice'"),
    "a key of another class": ("voice: quoted", "stage: signed", 14, "a Claim has no key 'stage'"),
    "a misspelt value": ("act: plans", "act: planz", 11, "did you mean 'plans'"),
    "a value of another list": ("voice: quoted", "voice: plans", 14, "unknown value 'plans'"),
    "an unknown reference": ("person/a", "person/b", 12, "speaker: nothing has the id 'person/b'"),
    "a value far from all": ("act: plans", "act: zzz", 11, "write one of appeals, commits"),
    "a thing of the wrong class": ("speaker: person/a", "speaker: post/chief", 12, "is a Post"),
    "a wrong date": ("2026-01-09", "2026-02-30", 7, "not a date"),
    "a wrong number": ("lower: 3,", "lower: three,", 23, "not a value of type decimal"),
    "a wrong language tag": ("{en: g,", "{e: g,", 17, "is no language"),
    "a text without language": ("{en: g, ru: г, kk: ғ}", "g", 17, "needs its language"),
    "an id of no kind": ("claim/x-01", "klaim/x-01", 9, "no kind 'klaim'"),
    "an id with bad letters": ("claim/x-01", "claim/ә", 9, "is no id"),
    "a thing without id": ("- id: claim/x-01\n    passage", "- passage", 9, "without an id"),
    "a statement without type": ("      type: Target\n", "", 16, "without its type"),
    "an unknown type": ("type: Target", "type: Tarket", 16, "did you mean 'Target'"),
    "a type that does not fit": ("type: Target", "type: Person", 16, "is no Statement"),
    "two values of one": ("voice: quoted", "voice: [quoted, narrated]", 14, "takes one value"),
    "keys where an id belongs": ("person/a", "{start: 1, end: 2}", 12, "takes an id"),
    "an empty text": ("{en: g,", "{en: '',", 17, "empty text"),
    "a word as address": ("project/road", "http://x.org/y", 18, "takes our ids"),
    "a bad inferred date": ("2026-06-30", "June", 28, "not a date"),
    "an unknown list": ("claims:", "clams:", 8, "unknown key 'clams'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes(mistake: str, tmp_path: Path, ontology: Ontology) -> None:
    """Each kind of mistake is refused with its line and what to do."""
    good, bad, line, words = MISTAKES[mistake]
    assert good in DOCUMENT
    folder = write(tmp_path, DOCUMENT.replace(good, bad, 1))
    with pytest.raises(SheetError) as caught:
        load(folder, ontology)
    message = str(caught.value)
    assert words in message
    assert f"x.yaml:{line}:" in message


def test_described_twice(tmp_path: Path, ontology: Ontology) -> None:
    """A second description of a thing is refused, with the place of the first."""
    folder = write(tmp_path, registry=REGISTRY + REGISTRY.removeprefix("things:\n"))
    with pytest.raises(SheetError, match=r"'person/a' is described twice; first at .*yaml:2"):
        load(folder, ontology)


def test_many_problems_at_once(tmp_path: Path, ontology: Ontology) -> None:
    """All problems of all sheets are told together, not one a run."""
    folder = write(tmp_path, DOCUMENT.replace("plans", "planz").replace("quoted", "kwoted"))
    (folder / "y.yaml").write_bytes(b"a: \xff")
    with pytest.raises(SheetError) as caught:
        load(folder, ontology)
    assert str(caught.value).startswith("3 problems\n")


def test_nothing_to_read(tmp_path: Path, ontology: Ontology) -> None:
    """An empty folder and a missing file are told by name."""
    with pytest.raises(SheetError, match="no fact sheet"):
        load(tmp_path, ontology)
    with pytest.raises(SheetError, match=r"gone\.yaml: can't be read"):
        read([tmp_path / "gone.yaml"], ontology)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", '"; DROP', "\u202eabc", "𝕬" * 1000, "a\u0301"]
)
def test_hostile_text_is_only_text(text: str, tmp_path: Path, ontology: Ontology) -> None:
    """Whatever stands in a label arrives as that label and nothing else."""
    import json

    registry = REGISTRY.replace("{en: A,", "{en: " + json.dumps(text, ensure_ascii=False) + ",")
    dataset = load(write(tmp_path, registry=registry), ontology).dataset
    labels = [q.object.value for q in dataset if str(q.subject) == f"<{ID}person/a>"]
    assert text in labels
