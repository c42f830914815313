"""Deadlines and promises: the made-up world of mills and ovens, and what the five texts say."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology

DAY = datetime.date
JUDGED = "2026-01-15"


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up graph with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "deadlines")


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer, the prefix of the made-up world cut off."""
    found = asking.records(asking.ask(engine, query, given), *columns)
    return [tuple(_plain(value) for value in row) for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    return value.replace("deadlines-", "") if isinstance(value, str) else value


# --- overdue


def overdue(engine: SparqlEngine, **given: Any) -> dict[str, tuple[Any, ...]]:
    """Why each claim is overdue, with what was found and does not count."""
    found = rows(engine, "overdue", "claim", "why", "found", **{"date": JUDGED, **given})
    return {claim: (why, claims) for claim, why, claims in found}


def test_each_way_of_being_overdue(sparql: SparqlEngine) -> None:
    """Nothing found, another task, under way, in part, too old, too late: each with its claims."""
    assert overdue(sparql) == {
        "claim/a-11": (("noEvidence",), ()),
        "claim/a-08": (("partOnly",), ("claim/b-06",)),
        "claim/a-05": (("notComparable",), ("claim/b-03",)),
        "claim/a-07": (("notCompleted",), ("claim/b-05",)),
        "claim/a-12": (("partOnly", "toldAfter"), ("claim/b-08", "claim/c-02")),
        "claim/b-09": (("noEvidence",), ()),
        "claim/a-03": (("toldBefore",), ("claim/z-1",)),
        "claim/a-02": (
            ("notComparable", "partOnly", "toldAfter"),
            ("claim/b-02", "claim/b-07", "claim/c-01"),
        ),
    }


def test_what_is_done_is_not_overdue(sparql: SparqlEngine) -> None:
    """Done by its task, signed, launched, by our link, by our assessment, in the same text."""
    due = {claim for (claim,) in rows(sparql, "due-by", "claim", date=JUDGED)}
    done = {f"claim/a-{number}" for number in ("01", "04", "06", "09", "10", "13")}
    assert due - set(overdue(sparql)) == done
    assert "claim/a-14" not in due


def test_the_day_of_judgement(sparql: SparqlEngine) -> None:
    """The last day itself is in time; what is told after the day of judgement does not count."""
    assert "claim/a-01" not in overdue(sparql, date="2025-06-30")
    assert overdue(sparql, date="2025-07-01")["claim/a-01"] == (("toldAfter",), ("claim/b-01",))
    assert not {"claim/a-02", "claim/a-12"} & overdue(sparql, date="2026-02-01").keys()
    assert overdue(sparql, date="2024-03-01") == {}


def test_a_lenient_reading_gives_more_time(sparql: SparqlEngine) -> None:
    """Before 2026 is over in 2025, or in 2026."""
    assert "claim/a-03" in overdue(sparql)
    assert "claim/a-03" not in overdue(sparql, reading="lenient")
    ends = rows(sparql, "overdue", "claim", "last_day", "strict_end", date="2027-01-01",
                reading="lenient", actor="operator/deadlines-grain")  # fmt: skip
    assert ("claim/a-03", DAY(2026, 12, 31), DAY(2025, 12, 31)) in ends


def test_overdue_as_of_an_earlier_day(sparql: SparqlEngine) -> None:
    """What had not been said is not known: neither the demand nor its completion."""
    assert overdue(sparql, as_of="2024-02-29") == {}
    early = overdue(sparql, as_of="2024-12-31")
    assert early["claim/a-01"] == early["claim/a-02"] == (("noEvidence",), ())
    assert "claim/b-09" not in early
    midway = overdue(sparql, as_of="2025-06-01")
    assert midway["claim/a-01"] == (("toldAfter",), ("claim/b-01",))
    counts = dict(rows(sparql, "overdue", "claim", "counts", date=JUDGED, as_of="2025-06-01"))
    assert (counts["claim/a-01"], counts["claim/b-09"]) == ("certain", "possible")


def test_overdue_without_inferences(sparql: SparqlEngine) -> None:
    """Our link, our assessment and the inferred year count for nothing; nor can b be placed."""
    plain = overdue(sparql, inferences=False)
    assert "claim/b-09" not in plain
    assert plain["claim/a-09"] == plain["claim/a-10"] == (("noEvidence",), ())
    assert plain["claim/a-01"] == (("toldBefore",), ("claim/b-01",))
    assert "claim/a-13" not in plain


def test_who_is_late_and_what_was_sought(sparql: SparqlEngine) -> None:
    """By actor, named, joint or inferred; by undertaking, with tasks that serve it."""
    columns = ("claim", "who", "who_inferred", "jointly_with", "sought")
    given = {"date": JUDGED, "actor": "group/deadlines-bakers"}
    joint = ("claim/a-03", ("unstated",), ("group/bakers",), ("operator/grain",),
             ("task/give-flour",))  # fmt: skip
    swept = ("claim/a-08", ("group/bakers",), (), (), ("task/sweep",))
    assert rows(sparql, "overdue", *columns, **given) == [swept, joint]
    assert rows(sparql, "overdue", *columns, **given, inferences=False) == [swept]
    mill = {"undertaking": "project/deadlines-mill", "date": "2025-07-01"}
    assert rows(sparql, "overdue", "claim", **mill) == [("claim/a-01",)]
    assert rows(sparql, "overdue", "claim", **mill, actor="operator/deadlines-grain") == []


def test_our_rating_stands_beside_it(sparql: SparqlEngine) -> None:
    """Assessed as limited is overdue; before the assessment there is none."""
    columns = ("claim", "rating_inferred")
    assert ("claim/a-11", ("limited",)) in rows(sparql, "overdue", *columns, date=JUDGED)
    before = rows(sparql, "overdue", *columns, date="2025-01-01")
    assert {("claim/a-10", ()), ("claim/a-11", ())} <= set(before)


# --- targets without


def test_targets_without_deadline(sparql: SparqlEngine) -> None:
    """Soon, some day, silence; a day that hangs on an inferred year is a deadline."""
    columns = ("claim", "due", "urgency", "due_earliest")
    assert rows(sparql, "targets-without-deadline", *columns) == [
        ("claim/a-16", "statement/a-16/due", (), None),
        ("claim/a-15", "statement/a-15/due", ("soon",), None),
        ("claim/a-17", "unstated", (), DAY(2025, 1, 1)),
    ]
    plain = rows(sparql, "targets-without-deadline", *columns, inferences=False)
    assert {row[0] for row in plain} == {"claim/a-15", "claim/a-16", "claim/a-17"}
    assert {row[3] for row in plain} == {None}


def test_duties_without_deadline(sparql: SparqlEngine) -> None:
    """Only if asked for, and of one undertaking, named or inferred."""
    given = {"undertaking": "project/deadlines-mill", "duties": True}
    columns = ("claim", "kind", "about", "about_inferred")
    mill = ("project/mill",)
    assert set(rows(sparql, "targets-without-deadline", *columns, **given)) == {
        ("claim/a-15", ("Target",), mill, ()),
        ("claim/a-16", ("Target",), mill, ()),
        ("claim/a-17", ("Target",), (), mill),
        ("claim/a-18", ("Duty",), mill, ()),
    }
    plain = rows(sparql, "targets-without-deadline", "claim", **given, inferences=False)
    assert "claim/a-17" not in {claim for (claim,) in plain}
    assert rows(sparql, "targets-without-deadline", "claim", as_of="2024-02-29") == []


def test_targets_without_responsible(sparql: SparqlEngine) -> None:
    """Nobody named; whom we infer stands apart; an undated text has its inferred day."""
    columns = ("claim", "responsible", "responsible_inferred", "strict_end", "strict_end_inferred")
    assert rows(sparql, "targets-without-responsible", *columns) == [
        ("claim/a-15", ("unstated",), ("operator/grain",), None, None),
        ("claim/a-17", ("unstated",), (), None, None),
        ("claim/a-02", ("unstated",), (), DAY(2025, 12, 31), None),
        ("claim/b-09", ("unstated",), (), None, DAY(2025, 12, 31)),
    ]
    mill = {"undertaking": "project/deadlines-mill"}
    found = rows(sparql, "targets-without-responsible", "claim", **mill)
    assert found == [("claim/a-15",), ("claim/a-17",)]
    plain = rows(sparql, "targets-without-responsible", *columns[:3], **mill, inferences=False)
    assert plain == [("claim/a-15", ("unstated",), ())]
    assert rows(sparql, "targets-without-responsible", "claim", as_of="2024-02-29") == []


# --- expectations


def promises(engine: SparqlEngine, **given: Any) -> dict[str, tuple[Any, ...]]:
    """What commits to each forecast."""
    columns = ("commitment", "same_indicator", "same_undertaking", "committed_inferred")
    found = rows(engine, "expectations-only", "claim", *columns, **given)
    return {claim: tuple(more) for claim, *more in found}


def test_who_committed_to_what_is_expected(sparql: SparqlEngine) -> None:
    """The same indicator, a task that serves it, our inference; an actor commits to nothing."""
    assert promises(sparql) == {
        "claim/a-21": ("sameIndicator", ("claim/a-02",), ("claim/a-02",), ()),
        "claim/a-22": (
            "sameUndertaking",
            (),
            ("claim/a-01", "claim/a-07", "claim/a-15", "claim/a-16", "claim/a-18"),
            ("claim/a-17",),
        ),
        "claim/a-23": ("nobodyCommitted", (), (), ()),
        "claim/a-24": ("inferred", (), (), ("claim/a-02",)),
        "claim/a-25": ("nobodyCommitted", (), (), ()),
        "claim/a-26": ("sameUndertaking", (), ("claim/c-03",), ()),
    }


def test_commitments_as_of_a_day_and_as_stated(sparql: SparqlEngine) -> None:
    """A later promise is not known yet; without inferences only what is stated ties them."""
    assert promises(sparql, as_of=JUDGED)["claim/a-26"][0] == "nobodyCommitted"
    assert promises(sparql, as_of="2024-02-29") == {}
    plain = promises(sparql, inferences=False)
    assert plain["claim/a-24"][0] == "nobodyCommitted"
    assert plain["claim/a-22"][3] == ()
    ovens = promises(sparql, undertaking="project/deadlines-ovens")
    assert ovens.keys() == {"claim/a-21", "claim/a-24"}


def test_for_when_it_is_expected(sparql: SparqlEngine) -> None:
    """By a deadline, for a past year, or unstated, and as a consequence of what."""
    columns = ("claim", "due", "period", "strict_end", "results_from")
    found = {row[0]: row[1:] for row in rows(sparql, "expectations-only", *columns)}
    assert found["claim/a-21"] == ("statement/a-21/due", None, DAY(2025, 12, 31), ())
    assert found["claim/a-22"] == ("unstated", None, None, ("claim/a-01",))
    assert found["claim/a-24"] == (None, "statement/a-24/period", DAY(2023, 12, 31), ())


# --- a change is noticed

_ID, _MN = "https://w3id.org/mindet/id/", "https://w3id.org/mindet#"


@pytest.mark.parametrize(
    ("subject", "name", "old", "new", "query", "gone"),
    [
        ("a-05", "task", f"{_ID}task/deadlines-cover-bakeries", f"{_ID}task/deadlines-pass-law",
         "overdue", "a-05"),
        ("b-05", "stage", f"{_MN}launched", f"{_MN}completed", "overdue", "a-07"),
        ("b-06", "place", f"{_ID}place/deadlines-hamlet", f"{_ID}place/deadlines-valley",
         "overdue", "a-08"),
        ("a-15/due", "urgency", f"{_MN}soon", f"{_MN}promptly", "targets-without-deadline", None),
        ("a-16/due", "wording", f"{_MN}unspecifiedFuture", f"{_MN}endOfThisYear",
         "targets-without-deadline", "a-16"),
        ("a-02", "responsible", f"{_MN}unstated", f"{_ID}operator/deadlines-grain",
         "targets-without-responsible", "a-02"),
        ("a-25", "about", f"{_ID}project/deadlines-canteen", f"{_ID}project/deadlines-mill",
         "expectations-only", None),
    ],
)  # fmt: skip
def test_a_change_is_noticed(
    dataset: Dataset, subject: str, name: str, old: str, new: str, query: str, gone: str | None
) -> None:
    """Another task, stage, place, urgency, wording, responsible or undertaking changes the rows."""
    fact = f"<{_ID}statement/deadlines-{subject}> <{_MN}{name}> "
    given = {"date": JUDGED} if query == "overdue" else {}
    before = asking.ask(SparqlEngine(dataset), query, given)
    mended = asking.changed(dataset, f"{fact}<{old}>", f"{fact}<{new}>")
    after = asking.ask(mended, query, given)
    assert before.rows != after.rows
    claims = [set(asking.records(answer, "claim")) for answer in (before, after)]
    assert claims[0] - claims[1] == ({(f"claim/deadlines-{gone}",)} if gone else set())


# --- what the five texts say


def test_overdue_in_march_2026(documents: SparqlEngine) -> None:
    """The shares of 2020, the villages and 5G of 2022, the exports of 2025: none told as done."""
    found = overdue(documents, date="2026-03-01")
    assert found == {
        "claim/004-06": (("noEvidence",), ()),
        "claim/004-07": (("noEvidence",), ()),
        "claim/003-10": (("notComparable",), ()),
        "claim/003-12": (("notComparable",), ("claim/001-19", "claim/002-09", "claim/003-11")),
        "claim/002-32": (("noEvidence",), ()),
    }
    assert set(overdue(documents, date="2026-03-01", inferences=False)) == {
        "claim/003-10",  # the text prints the year
        "claim/002-32",
    }


def test_overdue_when_two_years_are_over(documents: SparqlEngine) -> None:
    """40,000 km of roads: late on 1 January 2028 strictly, leniently not before their day."""
    roads = {"claim/001-18", "claim/001-25", "claim/002-11"}
    assert roads <= overdue(documents, date="2028-01-01").keys()
    lenient = overdue(documents, date="2028-01-08", reading="lenient").keys()
    assert lenient & roads == {"claim/001-18", "claim/001-25"}
    cable = overdue(documents, date="2026-12-31").keys(), overdue(documents, date="2027-01-01")
    assert [("claim/002-21" in one) for one in cable] == [False, True]


def test_which_targets_have_no_deadline(documents: SparqlEngine) -> None:
    """Last mile, 5G, satellites and funds; 'soon' is no day; the roads have one."""
    found = dict(rows(documents, "targets-without-deadline", "claim", "urgency"))
    assert found["claim/002-56"] == ("soon",)
    assert {claim for claim, urgency in found.items() if not urgency} == {
        f"claim/{number}"
        for number in (
            "000-08", "001-15", "001-16", "001-20", "001-21", "002-07", "002-22", "002-38",
            "002-42", "002-45", "002-57", "003-01", "003-02", "003-13",
        )
    }  # fmt: skip
    columns = ("claim", "urgency", "urgency_inferred", "due_earliest")
    told = rows(documents, "targets-without-deadline", *columns, duties=True)
    duties = {row[0]: row[1:] for row in told}
    assert duties["claim/004-01"] == (("promptly",), (), None)
    assert duties["claim/002-17"] == ((), ("promptly",), None)
    assert duties["claim/002-33"] == ((), (), DAY(2026, 1, 1))


def test_hardly_a_target_names_who_is_responsible(documents: SparqlEngine) -> None:
    """All but Kazakhstan's exports and the Government's plan; Kazakhtelecom only by inference."""
    columns = ("claim", "responsible_inferred")
    found = dict(rows(documents, "targets-without-responsible", *columns))
    assert not {"claim/002-32", "claim/002-56"} & found.keys()
    assert len(found) == 26
    assert {claim for claim, who in found.items() if who} == {
        "claim/000-08",
        "claim/001-07",
        "claim/002-05",
    }


def test_what_is_only_expected(documents: SparqlEngine) -> None:
    """A plan in Kazakh stands behind 2.5 million people; behind trains and planes nothing."""
    found = promises(documents)
    assert len(found) == 15
    assert found["claim/002-08"][:2] == ("sameIndicator", ("claim/001-16",))
    for claim in ("claim/001-08", "claim/002-06"):
        assert found[claim][0] == "sameUndertaking"
        assert {"claim/001-07", "claim/002-05"} == set(found[claim][2])
    assert found["claim/004-08"][0] == "inferred"
    silent = {claim for claim, (kind, *_) in found.items() if kind == "nobodyCommitted"}
    assert silent == found.keys() - {
        "claim/001-08", "claim/002-06", "claim/002-08", "claim/004-08",
    }  # fmt: skip
