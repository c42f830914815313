"""The pages of one table: what is in their file, and that it is the same each time."""

import contextlib
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mindet.cli.viewing import view
from mindet.errors import PassageError, ViewError
from mindet.ontology import Ontology
from mindet.place import Place
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.store import Store
from mindet.terms import ID, UNSTATED, local
from mindet.views import document as documents
from mindet.views import importance, segments, style
from mindet.views import matrix as matrices
from mindet.views import timeline as timelines
from mindet.views.document import Proof
from mindet.views.folio import read
from mindet.views.matrix import Matrix
from mindet.views.timeline import Timeline
from sample_matrix import matrix
from sample_proof import SOURCE, proof
from sample_timeline import timeline
from test_views import HOSTILE, data_of, hostile_model


def hostile_matrix() -> Matrix:
    """A matrix with a hostile string in every field that holds free text."""
    whole = matrix(hostile_model())
    roles = {role: dict.fromkeys(label, HOSTILE[0]) for role, label in whole.roles.items()}
    return dataclasses.replace(whole, roles=roles)


def hostile_proof() -> Proof:
    """A document with a hostile string in every field that holds free text, its source too."""
    whole = proof(hostile_model(), "".join(HOSTILE) * 20)
    return dataclasses.replace(whole, document=whole.model.documents[0])


def parts_of(html: str) -> str:
    """A page without its scripts, its data and its styles."""
    return re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.S)


def test_matrix_same_bytes() -> None:
    """The same answer gives the same page."""
    assert matrices.render(matrix()) == matrices.render(matrix())


def test_matrix_has_every_cell_of_the_answer() -> None:
    """Each cell with its actor, undertaking, role, basis and claims is in the page."""
    whole = matrix()
    data = data_of(matrices.render(whole))
    found = {
        (data["undertakings"][u]["id"], data["actors"][a]["id"], role, bool(inferred), tuple(told))
        for a, u, role, inferred, told in data["cells"]
    }
    assert found == {
        (c.undertaking, c.actor, c.role, c.inferred, tuple(local(x, ID) for x in c.claims))
        for c in whole.cells
    }
    assert len(data["cells"]) == len(whole.cells) == data["total"]


def test_matrix_tells_every_claim_of_its_cells() -> None:
    """Each claim in a cell has its statement, and its document is named."""
    data = data_of(matrices.render(matrix()))
    told = {claim["id"]: claim for s in data["statements"] for claim in s["claims"]}
    papers = {paper["id"] for paper in data["documents"]}
    for *_, claims in data["cells"]:
        for claim in claims:
            assert told[claim]["document"] in papers
            assert told[claim]["passages"]


def test_matrix_of_much_carries_what_matters_and_says_so() -> None:
    """Of a large answer the page carries who and what matter most, silence too, and its size."""
    whole = matrix()
    score = importance.scores(whole.model)
    data = data_of(matrices.render(whole, carried=30))
    claims = {claim for cell in data["cells"] for claim in cell[4]}
    assert 15 < len(claims) <= 30
    assert UNSTATED in {actor["id"] for actor in data["actors"]}
    works = {cell.undertaking for cell in whole.cells}
    assert max(works, key=lambda one: (score[one], one)) in {u["id"] for u in data["undertakings"]}
    assert len(data["cells"]) < data["total"] == len(whole.cells)
    assert data["whole"] == [len({c.actor for c in whole.cells} - {UNSTATED}), len(works)]


def test_empty_matrix_has_a_page() -> None:
    """An answer without rows gives a page."""
    assert data_of(matrices.render(Matrix()))["cells"] == []


HOSTILE_PAGES = [
    matrices.render(hostile_matrix()),
    documents.render(hostile_proof()),
    documents.render(dataclasses.replace(hostile_proof(), source=None)),
    timelines.render(timeline(hostile_model())),
]
PAGES = [matrices.render(matrix()), documents.render(proof()), timelines.render(timeline())]


@pytest.mark.parametrize("html", HOSTILE_PAGES, ids=["matrix", "document", "no text", "timeline"])
def test_hostile_strings_stay_data(html: str) -> None:
    """Hostile labels are in the page only inside its JSON, long ones are cut."""
    assert html.count("<script") == html.count("</script>")
    assert "window.hacked" not in parts_of(html)
    assert "<img" not in html
    assert len(html) < 1_000_000


@pytest.mark.parametrize("html", PAGES, ids=["matrix", "document", "timeline"])
def test_pages_name_nothing_outside_themselves(html: str) -> None:
    """No element loads anything, and the policy allows hashed scripts and styles only."""
    assert not re.search(r"\b(src|href)=(?!\"#)|<link|<iframe|\bon\w+=", parts_of(html))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "unsafe" not in policy[1]
    assert "require-trusted-types-for" in policy[1]
    for sheet in ("base.css", "sheet.css", "matrix.css", "document.css", "timeline.css"):
        assert "@import" not in read(sheet)
        assert "url(" not in read(sheet)


def test_every_colour_of_a_role_is_in_both_themes() -> None:
    """The family of each role is a colour of the palettes, and signs tell equal colours apart."""
    looks = set(matrices.ROLES.values())
    assert len(looks) >= len(matrices.ROLES) - 1  # who funds and who invests look alike
    assert all(family in style.PALETTES[theme] for _, family in looks for theme in style.PALETTES)


# --- one document

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


@given(st.text(max_size=50), SPANS)
def test_segments_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever overlaps, the pieces joined are the text, and each is held by what spans it."""
    pieces = segments.cut(text, spans)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    at = 0
    for piece, held in pieces:
        for place in range(at, at + len(piece)):
            assert held == tuple(n for n, (a, b) in enumerate(spans) if a <= place < b)
        at += len(piece)


def test_document_same_bytes() -> None:
    """The same reading of the same text gives the same page."""
    assert documents.render(proof()) == documents.render(proof())


def test_document_holds_its_text_and_every_passage() -> None:
    """The pieces are the text, and each passage is made of the pieces that name it."""
    data = data_of(documents.render(proof()))
    assert "".join(piece for piece, *_ in data["segments"]) == SOURCE
    for number, (start, end, *_) in enumerate(data["stretches"]):
        found = "".join(piece for piece, held, _ in data["segments"] if number in held)
        assert found == SOURCE[start:end]


def test_document_tells_what_is_covered() -> None:
    """Letters of claims, of what is set aside, and of nothing add up; without a text too."""
    covered = data_of(documents.render(proof()))["covered"]
    assert 0 < covered["aside"] < covered["claims"] < covered["all"]
    assert covered["claims"] + covered["aside"] < covered["all"] < len(SOURCE)
    roughly = data_of(documents.render(proof(source=None)))
    assert roughly["covered"]["all"] == 2000
    assert roughly["segments"] == []


def test_document_without_text_has_none() -> None:
    """Without the text no word of it is in the page."""
    assert "мачта «dom»" in documents.render(proof())
    assert "мачта «dom»" not in documents.render(proof(source=None))


# --- the timeline


def test_timeline_same_bytes() -> None:
    """The same marks give the same page."""
    assert timelines.render(timeline()) == timelines.render(timeline())


def test_timeline_holds_every_mark_and_link() -> None:
    """Each mark with lane, days and claims is in the page, and each step of a drift."""
    whole = timeline()
    data = data_of(timelines.render(whole))
    assert len(data["marks"]) == data["total"] == len(whole.marks)
    for mark, (lane, _, start, end, lenient, inferred, claims, thing) in zip(
        whole.marks, data["marks"], strict=True
    ):
        assert (lane, start, end, lenient) == (mark.lane, mark.start, mark.end, mark.lenient)
        assert (bool(inferred), thing) == (mark.inferred, mark.thing)
        assert claims == [local(claim, ID) for claim in mark.claims]
    assert len(data["links"]) == 2
    assert {mark.lane for mark in whole.marks} == set(timelines.LANES)


def test_timeline_of_much_says_of_how_much() -> None:
    """A large timeline carries the rows that matter most, whole, and how many marks there are."""
    whole = timeline()
    score = importance.scores(whole.model)
    data = data_of(timelines.render(whole, carried=40))
    shown = {claim for mark in data["marks"] for claim in mark[6]}
    assert 15 < len(data["marks"]) + len(shown) <= 40
    rows = {mark[1] for mark in data["marks"]} & score.keys()
    assert len(data["marks"]) < data["total"]
    first = max((m.row for m in whole.marks if m.row in score), key=lambda row: (score[row], row))
    assert first in rows
    assert len([m for m in whole.marks if m.row in rows]) == len(
        [m for m in data["marks"] if m[1] in rows]
    )
    carried = {claim["id"] for one in data["statements"] for claim in one["claims"]}
    assert carried == shown != set()


def test_empty_timeline_has_a_page() -> None:
    """Without anything dated there is a page."""
    assert data_of(timelines.render(Timeline()))["marks"] == []


# --- from a store


@pytest.fixture(scope="module")
def loaded(embedded_store: Store, ontology: Ontology) -> Store:
    """The embedded store with the five documents."""
    from mindet import resources, sheets
    from mindet.dataset import Dataset

    facts = sheets.load(resources.folder("seeds"), ontology).dataset
    dataset = Dataset([*facts, *ontology.dataset()])
    with Spool.of(dataset) as spool:
        sync.load(embedded_store, spool, ontology)
    return embedded_store


def test_matrix_of_the_documents(loaded: Store, ontology: Ontology) -> None:
    """The page of the five documents has every row of the stored question, with its claims."""
    from mindet.catalogue import Catalogue, CypherEngine

    answer = Catalogue.load()["responsibility-matrix"].ask(CypherEngine(loaded))
    whole = matrices.collect(loaded, ontology)
    data = data_of(matrices.render(whole))
    assert len(data["cells"]) == len(answer.rows) > 50
    told = {claim["id"] for s in data["statements"] for claim in s["claims"]}
    assert told == {local(c, ID) for row in answer.records() for c in row["claims"]}
    names = {thing["id"] for side in ("actors", "undertakings") for thing in data[side]}
    assert {"en", "ru", "kk"} <= set.intersection(
        *(set(data["names"][name]) for name in names - {UNSTATED})
    )
    assert all(thing["kind"] != "Thing" for thing in data["actors"] + data["undertakings"])


def test_document_of_the_documents(loaded: Store, ontology: Ontology) -> None:
    """A document's page has all its claims, with quantities in words and no foreign claim."""
    found = documents.collect(loaded, ontology, "002")
    data = data_of(documents.render(found))
    claims = {claim["id"] for s in data["statements"] for claim in s["claims"]}
    assert len(claims) > 50
    assert all(claim.startswith("claim/002-") for claim in claims)
    assert {about for *_, kind, about, _ in data["stretches"] if kind == "claim"} == claims
    amounts = [amount["en"] for s in data["statements"] for amount in s.get("amounts", ())]
    assert any(amount.startswith("more than") for amount in amounts)
    assert 0 < data["covered"]["claims"] <= data["covered"]["all"]


def test_unknown_document_names_the_known(loaded: Store, ontology: Ontology) -> None:
    """A name that no document has is an error that lists those there are."""
    with pytest.raises(ViewError, match="no document '099'; known: 000, 001"):
        documents.collect(loaded, ontology, "099")


def test_another_text_is_refused(loaded: Store, ontology: Ontology, tmp_path: Path) -> None:
    """A file of that name with other bytes is not shown as if it had been read."""
    name = documents.collect(loaded, ontology, "000").document.file_name
    (tmp_path / name).write_text("another", encoding="utf-8")
    with pytest.raises(PassageError, match="SHA-256 differs"):
        documents.collect(loaded, ontology, "000", tmp_path)


def test_timeline_of_the_documents(loaded: Store, ontology: Ontology) -> None:
    """Every claim is on the timeline, undated texts by our spans; drifts are those of the query."""
    from mindet.catalogue import Catalogue, CypherEngine

    whole = timelines.collect(loaded, ontology)
    claims = {c.id for s in whole.model.statements for c in s.claims}
    assert {c for mark in whole.marks if mark.lane == "said" for c in mark.claims} == claims
    rows = Catalogue.load()["target-drift"].ask(CypherEngine(loaded)).records()
    pairs = [(row["claim_2"], row["claim"]) for row in rows if row["claim_2"]]
    assert [(link.source, link.target) for link in whole.links] == pairs
    spans = [mark for mark in whole.marks if mark.lane == "due" and mark.lenient > mark.end]
    assert spans
    inferred = {mark.start[:4] for mark in whole.marks if mark.inferred}
    assert {"2020", "2022"} <= inferred
    assert {mark.lane for mark in whole.marks} == set(timelines.LANES)


def test_view_writes_each_page(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`mindet view PAGE` writes a file of that name, or to -o; a document needs its name."""

    @contextlib.contextmanager
    def whole(_: Place, **_limits: float) -> Iterator[Store]:
        yield loaded

    monkeypatch.setattr(Place, "whole", whole)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    for arguments, file in [
        ([], "responsibility.html"),
        (["matrix"], "matrix.html"),
        (["timeline"], "timeline.html"),
        (["document", "002"], "document-002.html"),
        (["matrix", "-o", "x.html"], "x.html"),
    ]:
        done = run(view, arguments, catch_exceptions=False)
        assert done.output == f"{file}\n"
        assert (tmp_path / file).read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "x.html").read_bytes() == (tmp_path / "matrix.html").read_bytes()
    for wrong in (["document"], ["matrix", "002"], ["nonsense"]):
        assert run(view, wrong).exit_code == 2
