"""The six criteria of an instruction: an analyst's ratings beside what the graph holds."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology

NAME = "instruction-quality"
DAY = datetime.date
CLAIM = "claim/assess-b-01"
HELD = ("criterion", "in_graph", "found", "named")
RATED = ("criterion", "rating", "assessed_as_of", "reason", "rated_on")
NONE = ("nothingFound",)


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up graph with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "assessments")


def held(engine: SparqlEngine, claim: str, **given: str) -> dict[str, list[Any]]:
    """What the graph holds for each criterion of an instruction: terms, claims, things."""
    answer = asking.ask(engine, NAME, {"claim": claim, **given})
    return {criterion: rest for criterion, *rest in asking.records(answer, *HELD)}


def test_six_rows_an_instruction(sparql: SparqlEngine) -> None:
    """Each instruction has one row a criterion, by date; a requirement is no instruction."""
    answer = asking.ask(sparql, NAME)
    criteria = [
        "concreteResult", "fitsStrategy", "noDuplicate", "realisticDeadline", "resourced",
        "workedThrough",
    ]  # fmt: skip
    claims = ["a-02", "b-01", "b-04", "c-04", "c-01", "c-02"]
    assert asking.records(answer, "claim", "criterion") == [
        (f"claim/assess-{claim}", criterion) for claim in claims for criterion in criteria
    ]


def test_the_instruction_with_everything(sparql: SparqlEngine) -> None:
    """Each criterion shows the kinds of evidence, the claims that hold it and what they name."""
    assert held(sparql, CLAIM) == {
        "workedThrough": [
            ("draftedBefore", "proposedBefore"),
            ("claim/assess-a-01", "claim/assess-a-03"),
            ("legal-instrument/assess-code", "task/assess-dig"),
        ],
        "fitsStrategy": [
            ("legalBasisNamed", "partOfProgramme"),
            (CLAIM,),
            ("legal-instrument/assess-code", "programme/assess-water"),
        ],
        "concreteResult": [
            ("figureNamed", "indicatorNamed"),
            (CLAIM,),
            ("indicator/assess-km", "statement/assess-b-01/quantity"),
        ],
        "realisticDeadline": [("lastDayStated",), (CLAIM,), ("statement/assess-b-01/due",)],
        "resourced": [
            ("funderNamed", "moneyTold"),
            ("claim/assess-b-02", "claim/assess-b-05"),
            ("company/assess-bank", "statement/assess-b-05/quantity"),
        ],
        "noDuplicate": [
            ("instructedToo", "widerOrPartDemanded"),
            ("claim/assess-a-02", "claim/assess-b-03"),
            ("task/assess-dig", "task/assess-dig-north"),
        ],
    }


def test_the_instruction_with_nothing(sparql: SparqlEngine) -> None:
    """What is not in the graph is said to be so; a text that is silent on time is silent."""
    found = held(sparql, "claim/assess-b-04")
    assert found.pop("realisticDeadline") == [("unstated",), (), ()]
    assert list(found.values()) == [[NONE, (), ()]] * 5


def test_all_is_no_figure_and_an_inferred_day_is_ours(sparql: SparqlEngine) -> None:
    """'All' counts nothing; the day of an undated letter is inferred, else it is not reckoned."""
    claim, due = "claim/assess-a-02", "statement/assess-a-02/due"
    found = held(sparql, claim)
    assert found["concreteResult"][0] == ("allWithoutFigure",)
    assert found["realisticDeadline"] == [("lastDayInferred",), (claim,), (due,)]
    plain = held(sparql, claim, inferences="false")
    assert plain["realisticDeadline"] == [("dayNotReckoned",), (claim,), (due,)]


def test_an_urgency_is_no_day(sparql: SparqlEngine) -> None:
    """'Promptly' is neither a day nor silence; an indicator without a figure is shown as such."""
    assert held(sparql, "claim/assess-c-01")["realisticDeadline"][0] == ("urgencyOnly",)
    assert held(sparql, "claim/assess-c-02")["concreteResult"][0] == ("indicatorNamed",)


def test_what_came_later_is_no_duplicate_and_no_groundwork(sparql: SparqlEngine) -> None:
    """The first instruction is not repeated by later ones; a result of the same day comes late."""
    first = held(sparql, "claim/assess-a-02")
    assert (first["noDuplicate"][0], first["workedThrough"][0]) == (NONE, NONE)
    last = held(sparql, "claim/assess-c-04")
    assert last["workedThrough"] == [
        ("proposedBefore",),
        ("claim/assess-a-01",),
        ("task/assess-dig",),
    ]


def test_the_other_part_of_a_task_is_no_duplicate(sparql: SparqlEngine) -> None:
    """North and south are two things; the whole of which both are parts is not."""
    found = held(sparql, "claim/assess-c-01")["noDuplicate"]
    assert found[0] == ("followsByLink", "widerOrPartDemanded")
    assert "claim/assess-b-03" not in found[1]


def test_links_are_ours(sparql: SparqlEngine) -> None:
    """What only our links call the same is gone without inferences, and undated is unplaced."""
    claim = "claim/assess-c-02"
    assert held(sparql, claim)["noDuplicate"][:2] == [("restatesByLink",), ("claim/assess-b-04",)]
    assert held(sparql, claim, inferences="false")["noDuplicate"][0] == NONE
    plain = held(sparql, CLAIM, inferences="false")
    assert plain["workedThrough"] == [NONE, (), ()]
    assert plain["noDuplicate"][1] == ("claim/assess-b-03",)


def test_the_rating_of_the_day(sparql: SparqlEngine) -> None:
    """The latest rating of the day or earlier, of statement or claim; else 'not assessed'."""
    late = (
        "realisticDeadline", "partlyMet", DAY(2026, 3, 1), "Работы идут", ("claim/assess-c-03",)
    )  # fmt: skip
    early = (
        "realisticDeadline", "notMet", DAY(2025, 4, 1), "Два прочтения дня",
        (CLAIM, "document/assess-b"),
    )  # fmt: skip
    result = ("concreteResult", "met", DAY(2025, 4, 1), "Километры можно посчитать", ())

    def rated(**given: str) -> list[tuple[object, ...]]:
        answer = asking.ask(sparql, NAME, {"claim": CLAIM, "lang": "ru", **given})
        found = asking.records(answer, *RATED)
        assert {row[1:] for row in found if row[1] == "notAssessed"} == {
            ("notAssessed", None, None, ())
        }
        return [row for row in found if row[1] != "notAssessed"]

    assert rated() == [result, late]
    assert rated(as_of="2026-02-28") == [result, early]
    assert rated(as_of="2025-03-31") == []
    assert rated(inferences="false") == []


def test_a_row_is_as_sure_as_what_it_shows(sparql: SparqlEngine) -> None:
    """A row that rests on a letter that may be later is 'perhaps'; what is later is not shown."""
    answer = asking.ask(sparql, NAME, {"as_of": "2025-03-01", "inferences": "false"})
    counts = dict(asking.records(answer, "claim", "counts"))
    assert counts == {
        "claim/assess-a-02": "possible",
        CLAIM: "certain",
        "claim/assess-b-04": "certain",
    }
    early = asking.ask(sparql, NAME, {"as_of": "2024-06-30"})
    assert set(asking.records(early, "claim", "counts", "in_graph")) == {
        ("claim/assess-a-02", "possible", terms)
        for terms in (NONE, ("allWithoutFigure",), ("partOfProgramme",), ("lastDayInferred",))
    }


def test_narrowing(sparql: SparqlEngine) -> None:
    """By document, and by who must, whether stated or inferred; both must hold."""

    def claims(**given: str) -> set[str]:
        return {row[0] for row in asking.records(asking.ask(sparql, NAME, given), "claim")}

    ministry = "ministry/assess-canals"
    assert claims(document="document/assess-b") == {CLAIM, "claim/assess-b-04"}
    assert claims(actor=ministry, document="document/assess-b") == {CLAIM, "claim/assess-b-04"}
    assert claims(actor=ministry, document="document/assess-b", inferences="false") == {CLAIM}
    assert claims(actor=ministry) == {
        "claim/assess-a-02", CLAIM, "claim/assess-b-04", "claim/assess-c-01", "claim/assess-c-04",
    }  # fmt: skip
    assert claims(claim=CLAIM, actor="person/assess-dana") == set()


@pytest.mark.parametrize(
    ("old", "new", "criterion"),
    [
        ("a-02/quantity> <https://w3id.org/mindet#universal>",
         "a-02/quantity> <https://w3id.org/mindet#approximate>", "concreteResult"),
        ('b-01/due> <https://w3id.org/mindet#strictEnd> "2026-12-31"',
         'b-01/due> <https://w3id.org/mindet#from> "2026-12-31"', None),
        ("assess-b-02> <https://w3id.org/mindet#role> <https://w3id.org/mindet#funds>",
         "assess-b-02> <https://w3id.org/mindet#role> <https://w3id.org/mindet#partner>",
         "resourced"),
        ("indicator/assess-cost> <https://w3id.org/mindet#unit> <https://w3id.org/mindet#kzt>",
         "indicator/assess-cost> <https://w3id.org/mindet#unit> <https://w3id.org/mindet#percent>",
         "resourced"),
        # money is what the ontology says is money
        ("<https://w3id.org/mindet#kzt> <http://qudt.org/schema/qudt/hasQuantityKind>",
         "<https://w3id.org/mindet#kilometre> <http://qudt.org/schema/qudt/hasQuantityKind>",
         "resourced"),
        ("project/assess-canal> <https://w3id.org/mindet#partOf>",
         "project/assess-canal> <https://w3id.org/mindet#exactMatch>", "fitsStrategy"),
        ("statement/assess-a-03> <https://w3id.org/mindet#stage> <https://w3id.org/mindet#drafted>",
         "statement/assess-a-03> <https://w3id.org/mindet#stage> <https://w3id.org/mindet#signed>",
         "workedThrough"),
        ("link/assess-1> <https://w3id.org/mindet#kind> <https://w3id.org/mindet#restates>",
         "link/assess-1> <https://w3id.org/mindet#kind> <https://w3id.org/mindet#comparable>",
         "noDuplicate"),
        ("assessment/assess-2> <https://w3id.org/mindet#rating> <https://w3id.org/mindet#partlyMet>",
         "assessment/assess-2> <https://w3id.org/mindet#rating> <https://w3id.org/mindet#met>",
         "realisticDeadline"),
        ("assessment/assess-3> <https://w3id.org/mindet#of> <https://w3id.org/mindet/id/claim/assess-b-01>",
         "assessment/assess-3> <https://w3id.org/mindet#of> <https://w3id.org/mindet/id/claim/assess-b-02>",
         "concreteResult"),
    ],
)  # fmt: skip
def test_a_changed_fact_changes_its_criterion_alone(
    dataset: Dataset, old: str, new: str, criterion: str | None
) -> None:
    """Another role, unit, stage, link or rating is noticed where it belongs, and nowhere else."""
    columns = ("claim", "criterion", "rating", "in_graph", "found")
    before = set(asking.records(asking.ask(SparqlEngine(dataset), NAME), *columns))
    after = set(asking.records(asking.ask(asking.changed(dataset, old, new), NAME), *columns))
    assert {row[1] for row in before ^ after} == ({criterion} if criterion else set())


# --- what the five texts say


def test_the_texts_name_urgency_more_than_days(documents: SparqlEngine) -> None:
    """The instructions of 004 are to be met promptly or in time; no text sets one a last day."""
    answer = asking.ask(documents, NAME)
    deadlines = {
        claim: terms
        for claim, criterion, terms in asking.records(answer, "claim", "criterion", "in_graph")
        if criterion == "realisticDeadline"
    }
    urgent = {claim for claim, terms in deadlines.items() if terms == ("urgencyOnly",)}
    numbers = ("000-23", "000-24", "004-01", "004-02", "004-03", "004-16")
    assert urgent == {f"claim/{number}" for number in numbers}
    assert {terms for claim, terms in deadlines.items() if claim not in urgent} == {("unstated",)}


def test_what_the_texts_hold(documents: SparqlEngine) -> None:
    """75 % of the cities' area is a figure, 'all measures' is none; 5G was told three days before.

    The exports have money told of them in the same text; no text names who pays for anything.
    """
    answer = asking.ask(documents, NAME)
    found = {
        (claim, criterion): (terms, claims)
        for claim, criterion, terms, claims in asking.records(
            answer, "claim", "criterion", "in_graph", "found"
        )
        if criterion != "realisticDeadline" and terms != NONE
    }
    assert found == {
        ("claim/000-23", "concreteResult"): (("allWithoutFigure",), ("claim/000-23",)),
        ("claim/000-24", "concreteResult"): (("allWithoutFigure",), ("claim/000-24",)),
        ("claim/004-16", "concreteResult"): (("allWithoutFigure",), ("claim/004-16",)),
        ("claim/002-10", "concreteResult"): (("figureNamed", "indicatorNamed"), ("claim/002-10",)),
        ("claim/002-10", "noDuplicate"): (("restatesByLink",), ("claim/001-21",)),
        ("claim/000-23", "noDuplicate"): (("followsByLink",), ("claim/004-16",)),
        ("claim/002-33", "resourced"): (("moneyTold",), ("claim/002-32",)),
        ("claim/002-02", "workedThrough"): (("resultBefore",), ("claim/001-01",)),
    }
    assert {row[0] for row in asking.records(answer, "rating")} == {"notAssessed"}
