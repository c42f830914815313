"""Comparing what is told: a small graph to see with the eye, and what the five texts say."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology

DAY = datetime.date
MN = "https://w3id.org/mindet#"
WELLS = {"indicator": "indicator/cmp-wells"}
JUDGED = ("claim", "claim_2", "comparison", "against", "second_is", "basis")
MOVED = ("claim", "value_change", "deadline_change", "deadline_change_lenient", "basis", "claim_2")
TOLD = ("field", "claim", "claim_2", "value", "value_2", "seen", "basis")


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up graph with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "comparisons")


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


def pairs(engine: SparqlEngine, *columns: str, **given: Any) -> dict[tuple[str, str], Any]:
    """Some columns of `comparability` by the ends of the two claims' names."""
    found = rows(engine, "comparability", "claim", "claim_2", *columns, **given)
    return {(row[0][-4:], row[1][-4:]): row[2:] for row in found}


# --- which figures may be compared


def test_what_may_stand_side_by_side(sparql: SparqlEngine) -> None:
    """One indicator, unit, place and kind of time; an order only where the bounds force one."""
    found = pairs(sparql, "against", "second_is", "basis", **WELLS)
    assert found["b-01", "c-01"] == ((), "orderNotTold", "stated")  # up to 500, and 500
    assert found["b-01", "d-01"] == ((), "greater", "stated")  # up to 500, and 600
    assert found["c-01", "d-02"] == ((), "smaller", "stated")
    assert found["b-03", "d-03"] == ((), "smaller", "stated")  # one year each
    assert found["b-01", "b-06"] == ((), "orderNotTold", "stated")  # almost 450
    assert found["a-01", "c-01"] == ((), "greater", "inferred")  # by a year of ours


def test_why_figures_may_not_be_compared(sparql: SparqlEngine) -> None:
    """Each reason is told, and no order with it."""
    found = pairs(sparql, "against", "second_is", undertaking="project/cmp-wells")
    assert found["b-01", "c-03"] == (("otherIndicator", "otherUnit"), None)
    assert found["b-01", "b-03"] == (("otherPlace", "otherTime"), None)
    assert found["b-03", "b-06"] == (("otherPlace", "timeInOneOnly"), None)
    assert found["b-05", "c-01"] == (("additionAgainstTotal",), None)
    assert found["b-02", "c-03"] == (("otherIndicator", "shareAgainstCount"), None)
    assert found["b-02", "c-01"] == (("byOurLink", "otherIndicator", "shareAgainstCount"), None)


def test_a_link_of_ours_decides(sparql: SparqlEngine) -> None:
    """Comparable in spite of what stands against it, or not comparable; gone with inferences."""
    columns = ("comparison", "against", "why", "basis")
    found = pairs(sparql, *columns, lang="ru", **WELLS)
    assert found["b-05", "b-06"] == (
        "comparable", ("additionAgainstTotal",), "20 добавляются к 450", "inferred",
    )  # fmt: skip
    why = "В одном случае считают и сухие"
    assert found["b-06", "d-01"] == ("notComparable", ("byOurLink",), why, "inferred")
    plain = pairs(sparql, *columns, inferences=False, **WELLS)
    assert plain["b-05", "b-06"] == ("notComparable", ("additionAgainstTotal",), None, "stated")
    assert plain["b-06", "d-01"] == ("comparable", (), None, "stated")


def test_pairs_of_a_document(sparql: SparqlEngine) -> None:
    """With a document the first figure is from it, with an undertaking besides one of the two is of
    it; so each pair belongs to one document.
    """
    every = pairs(sparql, "document", "comparison")
    for name in ("a", "b", "c", "d"):
        found = pairs(sparql, "document", "comparison", document=f"document/cmp-{name}")
        assert found == {ends: row for ends, row in every.items() if row[0][-1] == name}
    both = {"document": "document/cmp-b", "undertaking": "project/cmp-wells"}
    wells = pairs(sparql, "document", undertaking="project/cmp-wells")
    assert pairs(sparql, "document", **both).keys() == {p for p in wells if wells[p][0][-1] == "b"}


def test_figures_are_compared_as_they_were_known(sparql: SparqlEngine) -> None:
    """Both documents must be known; one that may be later counts as perhaps."""
    found = pairs(sparql, "counts", as_of="2026-01-08")
    assert {end for pair in found for end in pair} == {
        "a-01", "b-01", "b-02", "b-03", "b-05", "b-06",
    }  # fmt: skip
    assert set(found.values()) == {("certain",)}
    plain = pairs(sparql, "counts", as_of="2026-01-08", inferences=False)
    assert plain["a-01", "b-01"] == ("possible",)
    assert plain["b-01", "b-03"] == ("certain",)


# --- how a target drifts


def test_a_target_through_the_documents(sparql: SparqlEngine) -> None:
    """Raised, restated without its bound, lowered and put off; a result is greater."""
    assert rows(sparql, "target-drift", *MOVED, **WELLS) == [
        ("claim/cmp-a-01", "noEarlier", "noEarlier", "noEarlier", None, None),
        ("claim/cmp-b-06", "orderNotTold", None, None, "inferred", "claim/cmp-a-01"),
        ("claim/cmp-b-01", "up", "later", "later", "inferred", "claim/cmp-a-01"),
        ("claim/cmp-c-01", "boundChanged", "same", "later", "stated", "claim/cmp-b-01"),
        ("claim/cmp-d-01", "greater", None, None, "stated", "claim/cmp-c-01"),
        ("claim/cmp-d-02", "down", "later", "later", "stated", "claim/cmp-c-01"),
    ]


def test_without_a_date_there_is_no_earlier(sparql: SparqlEngine) -> None:
    """The undated letter can't be placed without inferences, and our links count for nothing."""
    found = rows(sparql, "target-drift", "claim", "claim_2", "relation", inferences=False, **WELLS)
    assert found == [
        ("claim/cmp-b-01", None, ()),
        ("claim/cmp-c-01", "claim/cmp-b-01", ("sameIndicator",)),
        ("claim/cmp-d-01", "claim/cmp-c-01", ("sameIndicator",)),
        ("claim/cmp-d-02", "claim/cmp-c-01", ("sameIndicator",)),
        ("claim/cmp-a-01", None, ()),
    ]


def test_a_target_as_it_was_known(sparql: SparqlEngine) -> None:
    """What was said later is not there; the letter counts as perhaps within its span."""
    found = rows(sparql, "target-drift", "claim", "counts", as_of="2020-04-15")
    assert found == [("claim/cmp-a-01", "possible")]
    found = rows(sparql, "target-drift", "claim", as_of="2026-01-08", **WELLS)
    assert found == [("claim/cmp-a-01",), ("claim/cmp-b-06",), ("claim/cmp-b-01",)]


# --- where two languages differ


def test_what_two_languages_tell_differently(sparql: SparqlEngine) -> None:
    """A row for each respect, both values beside each other, silence as such."""
    first, second = "claim/cmp-b-01", "claim/cmp-c-01"
    power, same = ("claim/cmp-b-04", "claim/cmp-c-02"), (first, second)
    figures = ("statement/cmp-b-01/quantity",), ("statement/cmp-c-01/quantity",)
    days = ("statement/cmp-b-01/due",), ("statement/cmp-c-01/due",)
    bearers = ("group/cmp-akimats",), ("group/cmp-regions",)
    assert set(rows(sparql, "language-differences", *TOLD)) == {
        ("bound", *same, *figures, "both", "stated"),
        ("date", *same, *days, "both", "stated"),
        ("speaker", *same, ("person/cmp-dana",), ("unstated",), "inStatements", "stated"),
        ("wording", *same, (), (), "byLink", "inferred"),
        ("bearer", *power, *bearers, "both", "stated"),
        ("counterparty", *power, ("unstated",), ("operator/cmp-pipe",), "inStatements", "stated"),
    }


def test_one_meeting_makes_a_pair_without_us(sparql: SparqlEngine) -> None:
    """Without links only what both texts tell of their meeting is compared, and only that."""
    found = rows(sparql, "language-differences", "field", "seen", "why", inferences=False)
    assert {row[1:] for row in found} == {("inStatements", None)}
    assert {row[0] for row in found} == {"bound", "date", "speaker", "bearer", "counterparty"}
    fines = rows(sparql, "language-differences", "field", undertaking="task/cmp-fine")
    assert fines == [("bearer",), ("counterparty",)]
    assert rows(sparql, "language-differences", "field", document="document/cmp-a") == []
    assert rows(sparql, "language-differences", "field", as_of="2026-01-08") == []


# --- a change is noticed


@pytest.mark.parametrize(
    ("query", "old", "new", "gone"),
    [
        ("comparability", f"indicator/cmp-money> <{MN}unit> <{MN}usd>",
         f"indicator/cmp-money> <{MN}unit> <{MN}count>",
         ("claim/cmp-b-01", "claim/cmp-c-03", "notComparable", ("otherIndicator", "otherUnit"),
          None, "stated")),
        ("target-drift", f'statement/cmp-d-02/due> <{MN}strictEnd> "2028',
         f'statement/cmp-d-02/due> <{MN}strictEnd> "2027',
         ("claim/cmp-d-02", "down", "later", "later", "stated", "claim/cmp-c-01")),
        ("language-differences", f"statement/cmp-c-02> <{MN}counterparty> "
         "<https://w3id.org/mindet/id/operator/cmp-pipe>",
         f"statement/cmp-c-02> <{MN}counterparty> <{MN}unstated>",
         ("counterparty", "claim/cmp-b-04", "claim/cmp-c-02", ("unstated",),
          ("operator/cmp-pipe",), "inStatements", "stated")),
    ],
)  # fmt: skip
def test_a_changed_claim_changes_the_answer(
    dataset: Dataset, query: str, old: str, new: str, gone: tuple[Any, ...]
) -> None:
    """Another unit, day or counterparty takes the row out of the answer."""
    columns = {"comparability": JUDGED, "target-drift": MOVED, "language-differences": TOLD}[query]
    assert gone in rows(SparqlEngine(dataset), query, *columns)
    assert gone not in rows(asking.changed(dataset, old, new), query, *columns)


# --- what the texts say


def test_figures_of_the_texts(documents: SparqlEngine) -> None:
    """Households with and without 'up to', villages of 2020 and 2026, three operators and two."""
    found = pairs(documents, "comparison", "against", "second_is")
    assert found["1-15", "2-07"] == ("comparable", (), "orderNotTold")
    assert found["1-18", "2-11"] == ("comparable", (), "equal")
    assert found["1-07", "2-05"] == ("comparable", (), "sameBounds")
    assert found["1-16", "2-08"] == ("notComparable", ("additionAgainstTotal",), None)
    assert found["2-12", "2-13"] == ("comparable", ("additionAgainstTotal",), "orderNotTold")
    assert found["2-31", "2-32"][:2] == ("notComparable", ("byOurLink", "otherIndicator",
                                                           "otherTime", "otherUnit"))  # fmt: skip
    assert found["2-05", "4-08"][0] == "notComparable"
    assert "byOurLink" in found["2-05", "4-08"][1]


def test_targets_of_the_texts(documents: SparqlEngine) -> None:
    """In three days 'up to' is lost, a lenient day moves, a plan becomes a task that was set."""
    columns = ("document", "value_change", "deadline_change", "deadline_change_lenient", "kind")
    found = {
        row[:2]: row[2:] for row in rows(documents, "target-drift", "claim", "claim_2", *columns)
    }
    later = "document/002"
    assert found["claim/002-07", "claim/001-15"] == (
        later, "boundChanged", "noDate", "noDate", ("Target",),
    )  # fmt: skip
    assert found["claim/002-11", "claim/001-18"] == (later, "same", "same", "later", ("Target",))
    assert found["claim/002-05", "claim/001-07"] == (later, "same", "same", "same", ("Target",))
    assert found["claim/002-10", "claim/001-21"][-1] == ("Duty",)
    assert found["claim/000-08", None][1] == "noEarlier"  # its year is inferred: no order


def test_5g_has_a_figure_after_a_plan_without_one(documents: SparqlEngine) -> None:
    """The 20 cities of 2026 follow the launch planned in 2022, which named no number."""
    found = rows(documents, "target-drift", "claim", "claim_2", "value_change", "basis")
    assert ("claim/001-19", "claim/003-12", "valueSet", "inferred") in found
    assert ("claim/002-09", "claim/003-12", "valueSet", "inferred") in found


def test_kazakh_and_russian_of_one_report(documents: SparqlEngine) -> None:
    """'Up to', 'in addition', who may fine whom, akimats and regions, a day later."""
    columns = ("field", "claim", "claim_2", "value", "value_2")
    found = rows(documents, "language-differences", *columns)
    powers = (("group/akimats",), ("group/regions",))
    assert ("bearer", "claim/001-11", "claim/002-19", *powers) in found
    assert ("bearer", "claim/001-10", "claim/002-18", *powers) in found
    fined = (("unstated",), ("group/telecom-operators",))
    assert ("counterparty", "claim/001-11", "claim/002-19", *fined) in found
    people = (("statement/001-16/quantity",), ("statement/002-08/quantity",))
    assert ("additional", "claim/001-16", "claim/002-08", *people) in found
    homes = (("statement/001-15/quantity",), ("statement/002-07/quantity",))
    assert ("bound", "claim/001-15", "claim/002-07", *homes) in found
    roads = (("statement/001-18/due",), ("statement/002-11/due",))
    assert ("date", "claim/001-18", "claim/002-11", *roads) in found
    seen = rows(documents, "language-differences", "field", "claim", "claim_2", "seen")
    for field, first, second in (
        ("place", "001-01", "002-03"),
        ("place", "001-25", "002-11"),
        ("object", "001-16", "002-08"),
        ("object", "001-11", "002-19"),
    ):
        assert (field, f"claim/{first}", f"claim/{second}", "both") in seen
    assert rows(documents, "language-differences", "field", inferences=False) == []


def test_sheets_and_statements_agree_on_the_differences(documents: SparqlEngine) -> None:
    """Numbers, bounds, additions and parties that our links name are seen in the statements."""
    found = rows(documents, "language-differences", "field", "seen", "claim", "claim_2")
    seen = {field: {row[1] for row in found if row[0] == field} for field, *_ in found}
    for field in ("value", "bound", "additional", "counterparty", "speaker"):
        assert seen[field] == {"both"}


def test_a_plan_and_its_outcome_stand_beside_its_drift(documents: SparqlEngine) -> None:
    """A result that answers a target in the drift is one of the target's outcomes too."""
    drift = rows(documents, "target-drift", "claim_2", "claim", "kind")
    answered = {row[:2] for row in drift if row[2] == ("Result",)}
    outcome = {row[:2] for row in rows(documents, "plan-outcome", "claim", "claim_2")}
    assert answered
    assert answered <= outcome
