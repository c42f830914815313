"""Who holds up what, who answers for what, what is unsaid, what is only our conclusion."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

import asking
from mindet import tables
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology

DAY = datetime.date
QUAY = "project/silence-quay"
CREWS, HANDS, CRANE = "group/silence-crews", "group/silence-hands", "operator/silence-crane"


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up harbour with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "silence")


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer; claims without what all names of the harbour share."""
    found = asking.records(asking.ask(engine, query, given), *columns)
    return [tuple(_bare(value) for value in row) for row in found]


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    return value.removeprefix("claim/silence-") if isinstance(value, str) else value


# --- at-risk-if

PATH = ("actor", "undertaking", "tie", "task", "length", "basis", "claim", "claim_2")


def test_all_that_stands_still_without_one(sparql: SparqlEngine) -> None:
    """By its own duty, as a member of a group, and for a wider task; what is done is no more."""
    found = rows(sparql, "at-risk-if", *PATH[1:], actor=CRANE)
    berth, harbour = "task/silence-clear-berth", "task/silence-clear-harbour"
    buoys = "project/silence-buoys"
    assert found == [
        (buoys, "serves", "task/silence-paint-buoys", 1, "stated", "b-02", None),
        (QUAY, "enables", berth, 1, "knownMember", "a-01", "a-03"),
        (QUAY, "enables", berth, 1, "knownMember", "a-01", "b-05"),
        (QUAY, "enables", harbour, 2, "inferred", "a-04", "a-03"),
        (QUAY, "enables", harbour, 2, "inferred", "a-04", "b-05"),
    ]


def test_everyone_an_undertaking_waits_for(sparql: SparqlEngine) -> None:
    """Named, joined, unnamed, linked and inferred, each with the weakest step on the way."""
    found = rows(sparql, "at-risk-if", "actor", "claim", "length", "basis", undertaking=QUAY)
    assert sorted(set(found)) == [
        (CREWS, "a-01", 1, "stated"),
        (CREWS, "a-02", 2, "inferred"),
        (HANDS, "a-01", 1, "sameParty"),
        (HANDS, "a-02", 2, "inferred"),
        ("ministry/silence-harbours", "a-01", 1, "stated"),
        (CRANE, "a-01", 1, "knownMember"),
        (CRANE, "a-04", 2, "inferred"),
        ("unstated", "a-02", 2, "stated"),
    ]
    plain = rows(sparql, "at-risk-if", "actor", "claim", undertaking=QUAY, inferences=False)
    assert set(plain) == {
        (CREWS, "a-01"),
        ("ministry/silence-harbours", "a-01"),
        (CRANE, "a-01"),
        (CRANE, "a-05"),  # the letter has no day then: the report may be older than the demand
        ("unstated", "a-02"),
    }


def test_a_target_at_risk_keeps_quantity_and_days(sparql: SparqlEngine) -> None:
    """Quantity and deadline of each target; one is about the quay by our conclusion alone."""
    columns = ("claim_2", "basis_2", "quantity", "strict_end", "strict_end_inferred", "lenient_end")
    found = rows(sparql, "at-risk-if", *columns, actor=HANDS)
    quantity = "statement/silence-a-03/quantity"
    end = DAY(2021, 12, 31)
    assert set(found) == {
        ("a-03", "stated", quantity, None, end, None),
        ("b-05", "inferred", None, end, None, DAY(2022, 12, 31)),
    }
    plain = rows(sparql, "at-risk-if", *columns, actor=CREWS, inferences=False)
    assert plain == [("a-03", "stated", quantity, None, None, None)]


def test_at_risk_as_of(sparql: SparqlEngine) -> None:
    """Before the report the chain is not laid and the second target unknown; then it may be."""
    early = rows(
        sparql, "at-risk-if", "claim", "claim_2", "counts", actor=CRANE, as_of="2021-02-15"
    )
    assert early == [
        ("a-01", "a-03", "possible"),
        ("a-04", "a-03", "possible"),
        ("a-05", "a-03", "possible"),
    ]
    later = rows(
        sparql, "at-risk-if", "claim", "claim_2", "counts", actor=CRANE, as_of="2021-06-01"
    )
    assert ("a-01", "b-05", "certain") in later
    assert "a-05" not in {row[0] for row in later}
    undated = rows(
        sparql, "at-risk-if", "claim", "counts", actor=CREWS, as_of="2021-06-01", inferences=False
    )
    assert undated == [("a-01", "possible")]
    assert rows(sparql, "at-risk-if", "claim", as_of="1999-12-31") == []


@pytest.mark.parametrize("given", [{}, {"inferences": False}, {"as_of": "2021-02-15"}])
@pytest.mark.parametrize("world", ["sparql", "documents"])
def test_one_idea_of_blocking(
    request: pytest.FixtureRequest, world: str, given: dict[str, Any]
) -> None:
    """Whatever an undertaking waits for, undone, is at risk, and nothing else that enables it."""
    engine = request.getfixturevalue(world)
    columns = ("undertaking", "waits_for", "task", "claim")
    blocked = rows(engine, "blocked-by", *columns, "done", **given)
    risky = rows(engine, "at-risk-if", *columns, "tie", **given)
    assert {row[:4] for row in risky if row[4] == "enables"} == {
        row[:4] for row in blocked if not row[4]
    }


# --- responsibility-matrix

CELL = ("undertaking", "actor", "role", "basis", "number", "claims")


def test_a_cell_for_each_role(sparql: SparqlEngine) -> None:
    """Must, must not, responsible by our conclusion, who gave and who told of it."""
    found = rows(sparql, "responsibility-matrix", *CELL[1:], undertaking=QUAY)
    assert found == [
        (CREWS, "must", "stated", 2, ("a-01", "b-07")),
        (CREWS, "mustNot", "stated", 1, ("b-06",)),
        ("ministry/silence-harbours", "must", "stated", 1, ("a-01",)),
        ("ministry/silence-harbours", "responsible", "inferred", 1, ("b-05",)),
        (CRANE, "must", "stated", 1, ("a-05",)),
        ("person/silence-dana", "issuer", "stated", 1, ("a-05",)),
        ("person/silence-dana", "reports", "stated", 1, ("b-06",)),
    ]


def test_a_cell_is_as_old_as_its_claims(sparql: SparqlEngine) -> None:
    """Stated and inferred days stand apart, and the row shows the earliest claim."""
    columns = ("role", "first_known", "last_known", "first_earliest", "last_latest", "claim")
    report = DAY(2021, 6, 1)
    found = rows(sparql, "responsibility-matrix", *columns, undertaking=QUAY, actor=CREWS)
    assert found == [
        ("must", report, report, DAY(2021, 2, 1), DAY(2021, 3, 31), "a-01"),
        ("mustNot", report, report, None, None, "b-06"),
    ]
    plain = rows(
        sparql, "responsibility-matrix", *columns, undertaking=QUAY, actor=CREWS, inferences=False
    )
    assert plain == [
        ("must", report, report, None, None, "b-07"),
        ("mustNot", report, report, None, None, "b-06"),
    ]


def test_where_everybody_is_silent(sparql: SparqlEngine) -> None:
    """The ferry sails and is paid for, and nobody answers for it."""
    found = rows(sparql, "responsibility-matrix", *CELL, actor="mn:unstated")
    silent = ("project/silence-ferry", "unstated", "responsible", "stated", 2, ("b-03", "b-04"))
    assert found == [silent]
    whole = rows(sparql, "responsibility-matrix", *CELL)
    assert [row for row in whole if row[1] == "unstated"] == [silent]
    assert ("project/silence-ferry", CRANE, "funds", "stated", 1, ("b-04",)) in whole


def test_the_matrix_as_of(sparql: SparqlEngine) -> None:
    """A cell is certain as soon as one of its claims is; later claims are not in it."""
    given = {"undertaking": QUAY, "actor": CREWS}
    columns = ("role", "claims", "counts")
    for day, counts in (("2021-02-15", "possible"), ("2021-03-31", "certain")):
        found = rows(sparql, "responsibility-matrix", *columns, as_of=day, **given)
        assert found == [("must", ("a-01",), counts)]
    plain = rows(
        sparql, "responsibility-matrix", *columns, as_of="2021-06-01", inferences=False, **given
    )
    assert plain == [("must", ("a-01", "b-07"), "certain"), ("mustNot", ("b-06",), "certain")]
    assert rows(sparql, "responsibility-matrix", *columns, as_of="1999-12-31") == []


# --- unstated


def test_each_silence_is_a_row(sparql: SparqlEngine) -> None:
    """A claim and a field each; what we infer for the field stands beside it."""
    columns = ("claim", "field", "value_inferred", "value_earliest", "value_latest")
    found = rows(sparql, "unstated", *columns, document="document/silence-a")
    nothing = ((), None, None)
    assert found == [
        ("a-02", "bearer", (HANDS,), None, None),
        ("a-01", "due", (), DAY(2021, 4, 1), DAY(2021, 5, 31)),
        ("a-04", "due", *nothing),
        ("a-05", "due", *nothing),
        ("a-02", "due", *nothing),
        ("a-01", "issuer", *nothing),
        ("participation/silence-a-2", "participant", *nothing),
        ("a-03", "responsible", *nothing),
        ("a-01", "speaker", ("person/silence-dana",), None, None),
    ]
    plain = rows(sparql, "unstated", *columns, document="document/silence-a", inferences=False)
    assert sorted(row[:2] for row in plain) == sorted(row[:2] for row in found)
    assert {row[2:] for row in plain} == {nothing}


def test_one_field_of_silence(sparql: SparqlEngine) -> None:
    """Only that field, in every document that counts."""
    found = rows(sparql, "unstated", "claim", "field", "counts", field="issuer", as_of="2021-06-01")
    assert found == [
        ("a-01", "issuer", "certain"),
        ("b-02", "issuer", "certain"),
        ("b-07", "issuer", "certain"),
        ("b-06", "issuer", "certain"),
    ]
    early = rows(sparql, "unstated", "claim", "counts", field="issuer", as_of="2021-02-15")
    assert early == [("a-01", "possible")]
    assert rows(sparql, "unstated", "claim", as_of="1999-12-31") == []
    assert rows(sparql, "unstated", "claim", field="weather") == []


# --- inferences


def test_each_conclusion_leads_to_its_claim(sparql: SparqlEngine) -> None:
    """Of a claim, its statement or a part; of what attests a tenure; else its premise."""
    columns = ("inference", "property", "value_inferred", "claim")
    found = rows(sparql, "inferences", *columns, document="document/silence-a")
    told = [(one.removeprefix("inference/silence-"), *rest) for one, *rest in found]
    dana = ("person/silence-dana",)
    assert told == [
        ("a-1", "issued", (), "a-03"),
        ("a-2", "holder", dana, "participation/silence-a-2"),
        ("a-3", "speaker", dana, "a-01"),
        ("a-4", "due", (), "a-01"),
        ("a-5", "bearer", (HANDS,), "a-02"),
        ("a-6", "strictEnd", (), "a-03"),
        ("links-1", "succeeds", ("ministry/silence-piers",), "a-01"),
    ]
    assert rows(sparql, "inferences", "inference", inferences=False) == []


def test_what_is_concluded_in_its_own_form(sparql: SparqlEngine) -> None:
    """A day, a number or a span, with premises and the reason in the reader's language."""
    day = rows(sparql, "inferences", "day_inferred", "premises", property="strictEnd")
    assert day == [(DAY(2021, 12, 31), ("inference/silence-a-1",))]
    number = rows(sparql, "inferences", "number_inferred", "reason", property="upper", lang="kk")
    assert number == [(Decimal("12.5"), "Бұдан көп орын жоқ")]
    span = rows(sparql, "inferences", "value_earliest", "value_latest", property="issued")
    assert span == [(DAY(2021, 2, 1), DAY(2021, 3, 31))]


def test_a_conclusion_needs_its_premises(sparql: SparqlEngine) -> None:
    """As of a day it counts only when all that it rests on does, however far down."""
    names = ("inference", "claim", "counts")
    found = rows(sparql, "inferences", *names, as_of="2021-02-15", document="document/silence-a")
    assert "inference/silence-links-1" not in {row[0] for row in found}
    assert {row[2] for row in found} == {"possible"}
    later = rows(sparql, "inferences", *names, as_of="2021-06-01", property="succeeds")
    assert later == [
        ("inference/silence-links-1", "a-01", "certain"),
        ("inference/silence-links-1", "b-05", "certain"),
    ]
    assert rows(sparql, "inferences", *names, as_of="1999-12-31") == []


# --- a change is noticed

MN = "https://w3id.org/mindet#"
ID = "https://w3id.org/mindet/id/"


@pytest.mark.parametrize(
    ("old", "new", "name", "given", "gone"),
    [
        (f"b-01> <{MN}task> <{ID}task/silence-lay-chain>",
         f"b-01> <{MN}task> <{ID}task/silence-find-divers>", "at-risk-if", {}, "a-02"),
        (f"a-04> <{MN}bearer> <{ID}{CRANE}>", f"a-04> <{MN}bearer> <{ID}{HANDS}>",
         "at-risk-if", {"actor": CRANE}, "a-04"),
        (f"b-03> <{MN}responsible> <{MN}unstated>", f"b-03> <{MN}responsible> <{ID}{CRANE}>",
         "responsibility-matrix", {"actor": "mn:unstated"}, "b-03"),
        (f"a-01> <{MN}issuer> <{MN}unstated>", f"a-01> <{MN}issuer> <{ID}{CRANE}>",
         "unstated", {"field": "issuer"}, "a-01"),
        (f"a-5> <{MN}property> <{MN}bearer>", f"a-5> <{MN}property> <{MN}issuer>",
         "inferences", {"property": "bearer"}, "a-02"),
    ],
)  # fmt: skip
def test_a_changed_claim_changes_the_answer(
    dataset: Dataset, old: str, new: str, name: str, given: dict[str, str], gone: str
) -> None:
    """Another task, bearer or property, or a name instead of silence, takes the row away."""
    before = rows(SparqlEngine(dataset), name, "claim", **given)
    after = rows(asking.changed(dataset, old, new), name, "claim", **given)
    assert (gone,) in before
    assert (gone,) not in after


# --- what the texts say


def test_what_falls_without_the_akimats(documents: SparqlEngine) -> None:
    """Land and power hold up the 40,000 km of roads; poles the last mile; support the 5G."""
    found = rows(
        documents, "at-risk-if", "undertaking", "tie", "task", "basis", "claim_2",
        actor="group/akimats",
    )  # fmt: skip
    roads = {row[2:] for row in found if row[0] == "project/road-coverage" and row[3] == "stated"}
    assert {row[0] for row in roads} == {"task/provide-land-roads", "task/power-connection-roads"}
    assert {row[2] for row in roads} >= {"claim/001-18", "claim/002-11"}
    poles = [row for row in found if row[0] == "project/last-mile"]
    assert {row[2] for row in poles} == {"task/pole-access"}
    assert {row[4] for row in poles} == {"claim/001-15", "claim/001-16", "claim/002-07"}
    assert ("project/5g-rollout", "serves") in {row[:2] for row in found}


def test_land_for_villages_is_asked_of_them_by_another_name(documents: SparqlEngine) -> None:
    """Text 001 asks the local executive bodies; akimats only by our link."""
    found = rows(
        documents, "at-risk-if", "actor", "basis", "claim", undertaking="project/village-fibre"
    )
    asked = {row[:2] for row in found if row[2] == "claim/001-09"}
    assert asked >= {
        ("group/local-executive-bodies", "stated"),
        ("group/akimats", "sameParty"),
    }


def test_who_answers_for_what(documents: SparqlEngine) -> None:
    """Akimats must; Kazakhtelecom only by our conclusion; the World Bank is a partner."""
    cells = set(rows(documents, "responsibility-matrix", "undertaking", "actor", "role", "basis"))
    assert ("project/road-coverage", "group/akimats", "must", "stated") in cells
    fibre = ("project/village-fibre", "operator/kazakhtelecom", "responsible")
    assert (*fibre, "inferred") in cells
    assert (*fibre, "stated") not in cells
    bank = ("project/last-mile-subsidy", "international-organization/world-bank", "partner")
    assert (*bank, "stated") in cells


def test_nobody_answers_for_most_undertakings(documents: SparqlEngine) -> None:
    """The Caspian cable is planned by nobody named; the roads are not silent, akimats must."""
    silent = dict(
        rows(documents, "responsibility-matrix", "undertaking", "claims", actor="mn:unstated")
    )
    assert silent["project/caspian-cable"] == ("claim/002-21",)
    assert "project/road-coverage" not in silent
    assert "programme/international-events-plan" not in silent  # the Government plans it


def test_what_the_texts_leave_unsaid(documents: SparqlEngine) -> None:
    """Thirteen obligations without a bearer; seven of them we conclude, in a column apart."""
    found = rows(documents, "unstated", "claim", "value_inferred", field="bearer")
    assert len(found) == len({row[0] for row in found}) == 13
    assert dict(found)["claim/000-23"] == ("group/state-bodies",)
    assert sum(bool(row[1]) for row in found) == 7
    due = dict(rows(documents, "unstated", "claim", "value_earliest", field="due"))
    assert due["claim/002-33"] == DAY(2026, 1, 1)


def test_every_conclusion_has_a_reason_and_a_passage(documents: SparqlEngine) -> None:
    """In all three languages, whatever it concerns."""
    for lang in ("en", "ru", "kk"):
        found = rows(documents, "inferences", "inference", "reason", "passages", lang=lang)
        assert len(found) > 140
        assert all(reason and passages for _, reason, passages in found)
    dated = rows(documents, "inferences", "document", "value_earliest", "value_latest",
                 property="issued")  # fmt: skip
    assert dated == [
        ("document/004", DAY(2020, 3, 16), DAY(2020, 5, 11)),
        ("document/003", DAY(2022, 1, 1), DAY(2022, 12, 31)),
        ("document/000", DAY(2026, 1, 1), DAY(2026, 12, 31)),
    ]


def test_a_succession_rests_on_two_texts(documents: SparqlEngine) -> None:
    """It belongs to both, and before the later of them it could not be concluded."""
    given = {"property": "succeeds"}
    found = rows(documents, "inferences", "document", "claim", **given)
    assert found == [("document/003", "claim/003-12"), ("document/002", "claim/002-05")]
    assert rows(documents, "inferences", "document", as_of="2026-01-08", **given) == []


@pytest.mark.parametrize("name", ["at-risk-if", "responsibility-matrix", "unstated", "inferences"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_term_has_words(documents: SparqlEngine, name: str, language: str) -> None:
    """Roles, grounds and fields are read in the reader's language, none by its bare name."""
    answer = asking.ask(documents, name, {"lang": language})
    read = tables.readable(answer, documents, language)
    assert read.terms
    if language != "en":
        assert all(word.isascii() is False for term, word in read.terms.items()), read.terms
