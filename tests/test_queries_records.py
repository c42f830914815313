"""Dates, results, legal instruments, parties from abroad, proposals: answers seen with the eye."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology
from mindet.terms import MN, RDF

DAY = datetime.date
HOME = {"home": "country/records-home"}


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up graph with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "records")


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


def mine(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows with the world's name taken from the ids."""
    return [tuple(map(_bare, row)) for row in found]


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    return value.replace("records-", "") if isinstance(value, str) else value


# --- document-dates


def test_document_dates(sparql: SparqlEngine) -> None:
    """Stated, or our span with each reason; what it rests on, and where that is read."""
    columns = ("document", "basis", "issued", "issued_earliest", "issued_latest", "premises")
    span = (None, DAY(2019, 1, 1), DAY(2019, 12, 31))
    assert mine(rows(sparql, "document-dates", *columns)) == [
        ("document/a", "inferred", *span, ("claim/b-01",)),
        ("document/a", "inferred", *span, ("claim/a-02", "person/dana")),
        ("document/b", "stated", DAY(2021, 5, 10), None, None, ()),
        ("document/c", "stated", DAY(2022, 2, 1), None, None, ()),
    ]
    reasons = rows(sparql, "document-dates", "why", "passages", document="document/records-a")
    assert reasons == [
        ("It was before the signing", ()),
        ("The draft is of 2019", ("50-80", "300-330")),
    ]


def test_a_document_is_told_with_language_publisher_meeting_and_claims(
    sparql: SparqlEngine,
) -> None:
    """An unnamed publisher is shown; a meeting that we conclude stands apart."""
    columns = ("document", "language", "publisher", "reports_on", "reports_on_inferred", "claims")
    assert mine(rows(sparql, "document-dates", *columns, lang="kk"))[1:] == [
        ("document/a", "kk", "unstated", (), (), Decimal(4)),
        ("document/b", "ru", "media-outlet/news", ("meeting/b",), (), Decimal(8)),
        ("document/c", "kk", "unstated", (), ("meeting/b",), Decimal(8)),
    ]
    named = rows(sparql, "document-dates", "document", publisher="media-outlet/records-news")
    assert named == [("document/records-b",)]
    silent = rows(sparql, "document-dates", "document", publisher="mn:unstated", inferences=False)
    assert silent == [("document/records-c",), ("document/records-a",)]


def test_without_inferences_an_undated_document_is_undated(sparql: SparqlEngine) -> None:
    """The date is not stated, and nothing of ours is left."""
    columns = ("basis", "issued", "issued_earliest", "why", "premises", "passages", "counts")
    given = {"document": "document/records-a", "inferences": False, "as_of": "2019-05-01"}
    (row,) = rows(sparql, "document-dates", *columns, **given)
    assert row == ("unstated", None, None, None, (), (), "possible")


# --- results


def test_results(sparql: SparqlEngine) -> None:
    """Stage, whoever is responsible, bounds; what is not told is shown as such."""
    columns = ("claim", "stage", "responsible", "responsible_inferred", "lower", "upper")
    silent = ("unstated",)
    assert mine(rows(sparql, "results", *columns)) == [
        ("claim/a-04", "unstated", silent, (), Decimal(12), None),
        ("claim/a-02", "drafted", silent, ("ministry/water",), None, None),
        ("claim/b-07", "underWay", ("ministry/water",), (), Decimal(5), Decimal(6)),
        ("claim/b-01", "signed", ("person/dana",), (), None, None),
        ("claim/c-01", "enteredIntoForce", silent, (), None, None),
        ("claim/c-04", "completed", silent, (), None, None),
        ("claim/c-07", "launched", silent, ("post/banker",), None, None),
    ]


def test_the_period_of_a_result(sparql: SparqlEngine) -> None:
    """Strict and lenient differ; days that we conclude stand apart; none told is not stated."""
    columns = ("since", "strict_end", "lenient_end", "since_inferred", "strict_end_inferred")
    told = {row[0]: row[1:] for row in rows(sparql, "results", "claim", *columns, "period")}
    stated = (DAY(2021, 5, 10), DAY(2022, 12, 31), DAY(2023, 5, 10), None, None)
    assert told["claim/records-b-07"] == (*stated, "statement/records-b-07/period")
    ours = (None, None, None, DAY(2019, 1, 1), DAY(2019, 12, 31))
    assert told["claim/records-a-02"] == (*ours, "statement/records-a-02/period")
    assert {told[f"claim/records-{name}"][5] for name in ("a-04", "c-01", "c-04")} == {"unstated"}
    plain = rows(sparql, "results", "since_inferred", "strict_end_inferred", inferences=False)
    assert set(plain) == {(None, None)}


def test_results_of_an_undertaking_or_of_somebody(sparql: SparqlEngine) -> None:
    """A task that serves it counts; an inferred responsible actor only with inferences."""

    def found(**given: Any) -> list[str]:
        return [claim for (claim,) in mine(rows(sparql, "results", "claim", **given))]

    canal, water = "project/records-canal", "ministry/records-water"
    assert found(undertaking=canal) == ["claim/a-04", "claim/b-07", "claim/c-04"]
    assert found(undertaking="task/records-dig") == ["claim/a-04"]
    assert found(undertaking="legal-instrument/records-decree") == ["claim/c-01"]
    assert found(undertaking="legal-instrument/records-decree", inferences=False) == []
    assert found(responsible=water) == ["claim/a-02", "claim/b-07"]
    assert found(responsible=water, inferences=False) == ["claim/b-07"]
    assert found(responsible=water, undertaking=canal) == ["claim/b-07"]
    assert found(responsible="mn:unstated", undertaking=canal) == ["claim/a-04", "claim/c-04"]


# --- legal-instruments


def test_legal_instruments(sparql: SparqlEngine) -> None:
    """Stage after stage; without one, each claim that speaks of it; the unheard-of is not there."""
    columns = ("claim", "instrument", "stage", "basis", "issuer", "party", "obligations")
    silent = ("unstated",)
    assert mine(rows(sparql, "legal-instruments", *columns)) == [
        ("claim/a-02", "legal-instrument/code", "drafted", "stated", silent, (), ()),
        ("claim/b-01", "legal-instrument/code", "signed", "stated", silent, (), ()),
        ("claim/c-02", "legal-instrument/agreement", "unstated", "stated", silent,
         ("group/locals",), ()),
        ("claim/c-03", "legal-instrument/agreement", "unstated", "stated", silent,
         ("group/locals",), ()),
        ("claim/c-01", "legal-instrument/decree", "enteredIntoForce", "inferred",
         ("post/minister",), (), ("claim/b-02",)),
    ]  # fmt: skip


def test_a_stage_that_we_conclude_is_gone_without_inferences(sparql: SparqlEngine) -> None:
    """The decree is then known by the prohibition alone; what we take to rest on it is gone."""
    columns = ("claim", "stage", "issuer", "obligations", "obligations_inferred")
    decree: dict[str, Any] = {"instrument": "legal-instrument/records-decree", "inferences": False}
    assert mine(rows(sparql, "legal-instruments", *columns, **decree)) == [
        ("claim/b-02", "unstated", ("post/minister",), ("claim/b-02",), ())
    ]
    code = {"instrument": "legal-instrument/records-code", "stage": "signed"}
    ((rests,),) = rows(sparql, "legal-instruments", "obligations_inferred", **code)
    assert rests == ("claim/records-c-06",)
    plain = {**code, "inferences": False}
    assert rows(sparql, "legal-instruments", "obligations_inferred", **plain) == [((),)]


def test_legal_instruments_as_of_a_day(sparql: SparqlEngine) -> None:
    """The code was a draft in 2020, and what is told later is not yet known."""
    columns = ("claim", "stage", "counts", "mentions")
    found = rows(sparql, "legal-instruments", *columns, as_of="2020-01-01")
    assert mine(found) == [("claim/a-02", "drafted", "certain", ("claim/a-02",))]
    (early,) = rows(sparql, "legal-instruments", "counts", as_of="2019-04-01")
    assert early == ("possible",)
    may = rows(sparql, "legal-instruments", "claim", "stage", as_of="2021-06-01")
    assert mine(may)[-1] == ("claim/b-02", "unstated")


def test_the_stages_that_may_be_asked_for_are_those_of_the_ontology(ontology: Ontology) -> None:
    """A stage more in the scheme must be one more choice."""
    (stage,) = [p for p in asking.CATALOGUE["legal-instruments"].parameters if p.name == "stage"]
    kind = ox.NamedNode(RDF + "type"), ox.NamedNode(MN + "Stage")
    known = {q.subject for q in ontology.dataset() if (q.predicate, q.object) == kind}
    assert known == {ox.NamedNode(MN + one) for one in {*stage.choices} - {"any", "unstated"}}


# --- international-projects


def test_international_projects(sparql: SparqlEngine) -> None:
    """By body, country, seat, post or group as stated; by silence only as our inference."""
    columns = ("claim", "undertaking", "partner", "role", "ground", "basis")
    canal, pump, lock = "project/canal", "project/pump", "project/lock"
    bank, abroad = "InternationalOrganization", "inForeignCountry"
    stated = [
        ("claim/a-01", canal, "company/harbour", "about", abroad, "stated"),
        ("claim/b-05", canal, "company/harbour", "jointlyWith", abroad, "stated"),
        ("claim/b-03", canal, "international-organization/bank", "funds", bank, "stated"),
        ("claim/b-04", lock, "country/abroad", "place", "foreignCountry", "stated"),
        ("claim/c-08", "facility/pier", "city/port", "locatedIn", abroad, "stated"),
        ("claim/b-06", pump, "group/strangers", "about", "foreignGroup", "stated"),
    ]
    ours = [
        ("claim/b-04", lock, "place/sea", "place", "noCountry", "inferred"),
        ("claim/c-07", pump, "post/banker", "responsible", bank, "inferred"),
    ]
    found = mine(rows(sparql, "international-projects", *columns, **HOME))
    assert set(found) == {*stated, *ours}
    plain = mine(rows(sparql, "international-projects", *columns, **HOME, inferences=False))
    assert set(plain) == {*stated}


def test_an_international_name_or_a_gain_proves_nothing(sparql: SparqlEngine) -> None:
    """The fair is international by name only, and the other country merely gains from it."""
    found = rows(sparql, "international-projects", "undertaking", **HOME)
    assert ("project/records-fair",) not in found
    other = rows(sparql, "international-projects", "undertaking", home="country/records-abroad")
    assert {("project/records-canal",), ("project/records-fair",)} <= set(other)


def test_a_group_is_foreign_to_a_country_and_not_by_words(sparql: SparqlEngine) -> None:
    """Newcomers are foreign to the homeland alone; words on foreign ports make none foreign."""
    found = rows(sparql, "international-projects", "partner", **HOME)
    assert ("group/records-strangers",) in found
    assert ("group/records-locals",) not in found
    other = rows(sparql, "international-projects", "partner", home="country/records-abroad")
    assert ("group/records-strangers",) not in other


def test_what_else_is_told_of_an_international_project(sparql: SparqlEngine) -> None:
    """The other claims on it that are known by the day, and when it is planned."""
    lock = {**HOME, "undertaking": "project/records-lock", "partner": "country/records-abroad"}
    columns = ("strict_end", "lenient_end", "others")
    days = (DAY(2022, 12, 31), DAY(2023, 12, 31))
    (late,) = rows(sparql, "international-projects", *columns, **lock)
    assert late == (*days, ("claim/records-c-05",))
    (early,) = rows(sparql, "international-projects", *columns, **lock, as_of="2021-12-31")
    assert early == (*days, ())
    assert rows(sparql, "international-projects", "claim", **lock, as_of="2021-05-09") == []


# --- proposals


def test_proposals(sparql: SparqlEngine) -> None:
    """What fulfils it by our link, what is told of its task or project later; else silence."""
    columns = ("claim", "proposer", "proposer_inferred", "relation", "claim_2", "kind_2")
    dana = ("claim/a-01", ("person/dana",), ())
    assert mine(rows(sparql, "proposals", *columns)) == [
        ("claim/a-03", ("unstated",), ("ministry/water",), None, None, ()),
        (*dana, "fulfils", "claim/c-04", ("Result",)),
        (*dana, "sameTask", "claim/b-05", ("Duty",)),
        (*dana, "sameUndertaking", "claim/b-07", ("Result",)),
        (*dana, "sameUndertaking", "claim/b-03", ("Involvement",)),
        ("claim/c-05", ("post/minister",), (), None, None, ()),
    ]
    ((why,),) = {
        row[1:] for row in rows(sparql, "proposals", "relation", "why") if row[0] == "fulfils"
    }
    assert why == "The canal that was proposed"


def test_what_can_not_be_placed_in_time_follows_nothing(sparql: SparqlEngine) -> None:
    """Without inferences the letter has no day and our link does not count."""
    plain = rows(sparql, "proposals", "claim_2", "why", "proposer_inferred", inferences=False)
    assert set(plain) == {(None, None, ())}
    assert len(plain) == 3


def test_a_proposal_counts_for_certain_when_both_documents_do(sparql: SparqlEngine) -> None:
    """What follows counts from its own day; a proposer that we conclude can be asked for."""
    columns = ("claim", "claim_2", "counts")
    early = rows(sparql, "proposals", *columns, as_of="2019-07-01")
    assert mine(early) == [("claim/a-03", None, "possible"), ("claim/a-01", None, "possible")]
    canal = {"undertaking": "project/records-canal", "as_of": "2021-05-10"}
    known = mine(rows(sparql, "proposals", *columns, **canal))
    assert known == [("claim/a-01", f"claim/b-{n}", "certain") for n in ("05", "07", "03")]
    water = {"proposer": "ministry/records-water"}
    assert mine(rows(sparql, "proposals", "claim", **water)) == [("claim/a-03",)]
    assert rows(sparql, "proposals", "claim", **water, inferences=False) == []
    assert mine(rows(sparql, "proposals", "claim", proposer="mn:unstated")) == [("claim/a-03",)]


# --- a change is noticed


@pytest.mark.parametrize(
    ("old", "new", "name", "gone"),
    [
        ('records-b> <http://purl.org/dc/terms/issued> "2021-05-10',
         'records-b> <http://purl.org/dc/terms/issued> "2023-05-10',
         "document-dates", ("document/records-b", DAY(2021, 5, 10))),
        ("records-b-07> <https://w3id.org/mindet#stage> <https://w3id.org/mindet#underWay>",
         "records-b-07> <https://w3id.org/mindet#stage> <https://w3id.org/mindet#completed>",
         "results", ("claim/records-b-07", "underWay")),
        ("records-b-01> <https://w3id.org/mindet#stage> <https://w3id.org/mindet#signed>",
         "records-b-01> <https://w3id.org/mindet#stage> <https://w3id.org/mindet#submitted>",
         "legal-instruments", ("claim/records-b-01", "signed")),
        ("place> <https://w3id.org/mindet/id/country/records-abroad>",
         "place> <https://w3id.org/mindet/id/country/records-home>",
         "international-projects", ("claim/records-b-04", "country/records-abroad")),
        ("records-b-05> <https://w3id.org/mindet#task> <https://w3id.org/mindet/id/task/records-dig>",
         "records-b-05> <https://w3id.org/mindet#task> <https://w3id.org/mindet/id/task/records-gauge>",
         "proposals", ("claim/records-a-01", "claim/records-b-05")),
    ],
)  # fmt: skip
def test_a_changed_fact_changes_the_answer(
    dataset: Dataset, old: str, new: str, name: str, gone: tuple[Any, ...]
) -> None:
    """Another day, stage, place or task takes the row out of the answer."""
    columns = {
        "document-dates": ("document", "issued"),
        "results": ("claim", "stage"),
        "legal-instruments": ("claim", "stage"),
        "international-projects": ("claim", "partner"),
        "proposals": ("claim", "claim_2"),
    }[name]
    given = HOME if name == "international-projects" else {}
    assert gone in rows(SparqlEngine(dataset), name, *columns, **given)
    assert gone not in rows(asking.changed(dataset, old, new), name, *columns, **given)
