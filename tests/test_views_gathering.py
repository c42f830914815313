"""The responsibility page's data, read from real stores that hold the real fact sheets."""

import pytest

from mindet import resources, sheets
from mindet.dataset import Dataset
from mindet.ontology import Ontology
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.store import Store
from mindet.terms import ID, MN, RDF, local
from mindet.views import style
from mindet.views.model import PageModel
from mindet.views.responsibility import collect, render


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The five documents and the ontology."""
    facts = sheets.load(resources.folder("seeds"), ontology).dataset
    return Dataset([*facts, *ontology.dataset()])


@pytest.fixture(scope="module")
def model(embedded_store: Store, dataset: Dataset, ontology: Ontology) -> PageModel:
    """The page model of the five documents, by way of the embedded store."""
    sync.load(embedded_store, Spool.of(dataset), ontology)
    return collect(embedded_store.read, ontology)


def test_every_statement_but_assertions_is_there(model: PageModel, dataset: Dataset) -> None:
    """Each duty, target, result … of the sheets is on the page, and no assertion."""
    kinds = {MN + kind for kind in style.STATEMENTS}
    stated = {
        quad.subject.value
        for quad in dataset.quads
        if quad.predicate.value == RDF + "type" and quad.object.value in kinds
    }
    assert {s.id for s in model.statements} == stated


def test_every_edge_leads_to_a_claim_with_its_passage(model: PageModel) -> None:
    """Each statement has a claim, and each claim an act, a known document and a passage."""
    papers = {document.id for document in model.documents}
    for statement in model.statements:
        assert statement.claims, statement.id
        for claim in statement.claims:
            assert claim.act in style.STRENGTHS
            assert claim.document in papers
            assert all(start < end for start, end in claim.passages)
            assert claim.passages


def test_everything_has_three_names(model: PageModel) -> None:
    """Things, gists, documents and the ontology's words are there in en, ru and kk."""
    texts = [t.label for t in model.things] + [s.gist for s in model.statements]
    for text in texts + [d.label for d in model.documents] + list(model.terms.values()):
        assert {"en", "ru", "kk"} <= set(text), text


def test_akimats_must_provide_land(model: PageModel) -> None:
    """What the texts demand of akimats is tied to them as to its bearer."""
    duties = {e.target for e in model.edges if e.source == ID + "group/akimats"}
    kinds = {s.kind for s in model.statements if s.id in duties}
    assert "Duty" in kinds


def test_the_prohibition_has_no_bearer(model: PageModel) -> None:
    """The one prohibition is silent on its bearer: hollow on the map, no actor made up."""
    (prohibition,) = [s for s in model.statements if s.kind == "Prohibition"]
    assert "bearer" in prohibition.unstated
    edges = [e for e in model.edges if e.target == prohibition.id and e.role == "bearer"]
    assert all(edge.inferred for edge in edges)


def test_inferred_edges_are_marked_and_have_reasons(model: PageModel) -> None:
    """An edge that we concluded is dashed, and its statement tells why."""
    reasons = {s.id: [i for i in s.inferences if i.reason] for s in model.statements}
    inferred = [edge for edge in model.edges if edge.inferred]
    assert inferred
    assert all(reasons.get(e.source) or reasons.get(e.target) for e in inferred)


def test_undated_documents_say_what_we_conclude(model: PageModel) -> None:
    """A document without a date has our reading of it beside."""
    undated = [d for d in model.documents if not d.issued]
    assert {local(d.id, ID) for d in undated} >= {"document/000", "document/004"}
    assert all(d.concluded for d in undated)


def test_all_stores_give_the_same_page(
    model: PageModel, dataset: Dataset, ontology: Ontology, neo4j_store: Store
) -> None:
    """The page from a real Neo4j is, byte for byte, that from the embedded store."""
    sync.load(neo4j_store, Spool.of(dataset), ontology)
    assert render(collect(neo4j_store.read, ontology)) == render(model)
