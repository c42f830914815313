"""Who held a post, and which duties passed on: answers that can be seen with the eye."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology

DAY = datetime.date


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up world of posts with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "tenures")


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


# --- post-holder


def held(engine: SparqlEngine, post: str, date: str, **given: Any) -> list[tuple[Any, ...]]:
    """Who held a post on a date."""
    columns = ("holder", "holder_inferred", "held", "claim")
    return rows(engine, "post-holder", *columns, post=f"post/{post}", date=date, **given)


def test_each_tenure_has_its_evidence(sparql: SparqlEngine) -> None:
    """A stated day, or our span for an undated letter; a participation has no speaker."""
    found = rows(
        sparql, "post-holder", "holder", "attested_on", "attested_earliest", "attested_latest",
        "claim", "act", "speaker", "held", post="post/ten-minister-canals",
    )  # fmt: skip
    spring = DAY(2021, 2, 1), DAY(2021, 4, 30)
    told = ("claim/ten-c-01", "plans", "person/ten-erlan", None)
    assert found == [
        ("person/ten-dana", None, *spring, "participation/ten-a-1", None, None, None),
        ("person/ten-dana", DAY(2020, 1, 15), None, None, *told),
    ]


def test_two_people_hold_one_post_on_one_day(sparql: SparqlEngine) -> None:
    """Both deputies are certain; what is only concluded of one of them then adds nothing."""
    assert held(sparql, "ten-deputy", "2023-10-02") == [
        ("person/ten-dana", None, "certain", "claim/ten-b-01"),
        ("person/ten-erlan", None, "certain", "claim/ten-b-03"),
    ]


def test_one_person_holds_two_posts(sparql: SparqlEngine) -> None:
    """Dana was a minister, then a deputy."""
    found = rows(sparql, "post-holder", "post", person="person/ten-dana")
    assert {row[0] for row in found} == {"post/ten-minister-canals", "post/ten-deputy"}


def test_within_stated_days_is_certain(sparql: SparqlEngine) -> None:
    """From the stated first day to the day of attestation; the day before is nobody's."""
    farid = ("person/ten-farid", None, "certain", "claim/ten-b-02")
    for day in ("2023-09-05", "2023-09-20", "2023-10-02"):
        assert held(sparql, "ten-minister-waters", day) == [farid]
    assert held(sparql, "ten-minister-waters", "2023-09-04") == []


def test_between_two_attestations_is_possible(sparql: SparqlEngine) -> None:
    """The nearest day on either side is the evidence, whoever is known in between."""
    found = held(sparql, "ten-akim", "2019-05-05")
    assert found == [
        ("person/ten-erlan", None, "possible", "claim/ten-b-03"),
        ("person/ten-erlan", None, "possible", "claim/ten-b-03"),
        ("person/ten-farid", None, "certain", "claim/ten-b-03"),
    ]
    days = rows(sparql, "post-holder", "attested_on", post="post/ten-akim", date="2019-08-08")
    assert days == [(DAY(2018, 5, 5),), (DAY(2020, 5, 5),)]


def test_after_the_last_attestation_is_possible(sparql: SparqlEngine) -> None:
    """Nobody else is known later; before the first attestation nobody is guessed."""
    assert held(sparql, "ten-akim", "2024-01-01") == [
        ("person/ten-erlan", None, "possible", "claim/ten-b-03")
    ]
    assert held(sparql, "ten-akim", "2018-05-04") == []


def test_a_stated_end_is_an_end(sparql: SparqlEngine) -> None:
    """Up to the last day perhaps; after it not."""
    assert held(sparql, "ten-minister-waters", "2024-05-05") == [
        ("person/ten-farid", None, "possible", "claim/ten-b-02"),
        ("person/ten-farid", None, "possible", "claim/ten-c-01"),
    ]
    assert held(sparql, "ten-minister-waters", "2025-02-28") == [
        ("person/ten-farid", None, "certain", "claim/ten-c-01")
    ]
    assert held(sparql, "ten-minister-waters", "2025-03-01") == []


def test_a_stated_beginning_is_a_beginning(sparql: SparqlEngine) -> None:
    """The letter of that spring can only be of a day from the stated first one on."""
    assert held(sparql, "ten-head", "2021-03-01") == []
    assert held(sparql, "ten-head", "2021-03-15") == [
        ("person/ten-farid", None, "certain", "claim/ten-b-03")
    ]
    assert held(sparql, "ten-head", "2021-03-16") == [
        ("person/ten-farid", None, "possible", "claim/ten-a-04"),
        ("person/ten-farid", None, "possible", "claim/ten-b-03"),
    ]


def test_nobody_is_guessed_in_a_body_that_was_succeeded(sparql: SparqlEngine) -> None:
    """The Ministry of Canals ended with August 2023, and the post in its heir is another one."""
    assert [row[0] for row in held(sparql, "ten-minister-canals", "2023-08-31")] == [
        "person/ten-dana"
    ]
    assert held(sparql, "ten-minister-canals", "2023-09-01") == []


def test_a_day_within_our_span_is_possible_only_with_inferences(sparql: SparqlEngine) -> None:
    """The undated letter may be of that day; without our span it is of no known day."""
    assert held(sparql, "ten-deputy", "2021-03-01") == [
        ("person/ten-erlan", None, "possible", "claim/ten-a-02")
    ]
    assert held(sparql, "ten-deputy", "2021-03-01", inferences=False) == []


def test_a_concluded_holder_is_never_certain(sparql: SparqlEngine) -> None:
    """Who the text does not name is not stated, and gone without inferences."""
    assert held(sparql, "ten-deputy", "2025-03-03") == [
        ("unstated", "person/ten-erlan", "possible", "claim/ten-c-02")
    ]
    plain = held(sparql, "ten-deputy", "2025-03-03", inferences=False)
    assert [row[0] for row in plain] == ["person/ten-dana", "person/ten-erlan"]
    assert {row[2:] for row in plain} == {
        ("possible", "claim/ten-b-01"),
        ("possible", "claim/ten-b-03"),
    }


def test_what_was_not_known_yet_changes_the_holder(sparql: SparqlEngine) -> None:
    """As of 2024 the last day that only the report of 2025 tells is unknown."""
    assert held(sparql, "ten-minister-waters", "2025-03-01") == []
    assert held(sparql, "ten-minister-waters", "2025-03-01", as_of="2024-12-31") == [
        ("person/ten-farid", None, "possible", "claim/ten-b-02")
    ]


# --- inherited-duties


def test_duties_pass_on_along_the_successions(sparql: SparqlEngine) -> None:
    """Two steps and one; a joint duty, one of the minister's and an inferred one are marked."""
    columns = ("heir", "predecessor", "steps", "succession", "succeeded_on", "basis", "claim")
    first = ("ministry/ten-transport", "ministry/ten-canals", Decimal(2), "inferred", "unstated")
    second = ("ministry/ten-waters", "ministry/ten-canals", Decimal(1), "stated", "2023-09-01")
    yard = ("organization/ten-yard", "organization/ten-shed", Decimal(1), "stated", "unstated")
    last = ("ministry/ten-transport", "ministry/ten-waters", Decimal(1), "inferred", "unstated")
    assert set(rows(sparql, "inherited-duties", *columns)) == {
        (*first, "stated", "claim/ten-a-01"),
        (*first, "throughPost", "claim/ten-a-02"),
        (*first, "inferred", "claim/ten-a-03"),
        (*second, "stated", "claim/ten-a-01"),
        (*second, "throughPost", "claim/ten-a-02"),
        (*second, "inferred", "claim/ten-a-03"),
        (*yard, "jointly", "claim/ten-a-04"),
        (*last, "jointly", "claim/ten-b-04"),
    }


def test_a_concluded_succession_is_gone_without_inferences(sparql: SparqlEngine) -> None:
    """What is left is stated, and nobody is shown as having succeeded the waters."""
    columns = ("heir", "succeeded_by", "succession", "claim")
    assert set(rows(sparql, "inherited-duties", *columns, inferences=False)) == {
        ("ministry/ten-waters", (), "stated", "claim/ten-a-01"),
        ("ministry/ten-waters", (), "stated", "claim/ten-a-02"),
        ("organization/ten-yard", (), "stated", "claim/ten-a-04"),
    }


def test_an_inherited_duty_may_have_been_done(sparql: SparqlEngine) -> None:
    """The result of 2023 is the evidence, once it was told."""
    columns = ("strict_end_inferred", "done", "evidence")
    given = {"actor": "ministry/ten-waters"}
    found = {
        claim: rest for claim, *rest in rows(sparql, "inherited-duties", "claim", *columns, **given)
    }
    assert found["claim/ten-a-01"] == [DAY(2021, 12, 31), True, ("claim/ten-b-02",)]
    assert found["claim/ten-a-02"] == [None, False, ()]
    early = rows(sparql, "inherited-duties", "claim", "done", as_of="2023-09-15", **given)
    assert ("claim/ten-a-01", False) in early


@pytest.mark.parametrize(
    ("as_of", "transport", "waters", "yard"),
    [
        ("2021-03-15", None, None, "possible"),
        ("2023-09-01", None, "certain", "possible"),
        ("2024-06-01", "possible", "certain", "possible"),
        ("2025-03-03", "certain", "certain", "possible"),
    ],
)
def test_a_later_succession_is_not_followed(
    sparql: SparqlEngine, as_of: str, transport: str | None, waters: str | None, yard: str
) -> None:
    """By its stated day, or by our span for it; one without a day is never certain."""
    found = dict(rows(sparql, "inherited-duties", "heir", "counts", as_of=as_of))
    assert found.get("ministry/ten-transport") == transport
    assert found.get("ministry/ten-waters") == waters
    assert found.get("organization/ten-yard") == yard


def test_a_circle_of_successions_ends(dataset: Dataset) -> None:
    """Two bodies that succeed each other inherit from each other, and not from themselves."""
    canals, waters = ("https://w3id.org/mindet/id/ministry/ten-" + x for x in ("canals", "waters"))
    succeeds = "https://w3id.org/mindet#succeeds"
    graph = "https://w3id.org/mindet/graph/circle"
    circle = Dataset.parse(f"<{canals}> <{succeeds}> <{waters}> <{graph}> .".encode(), "nquads")
    engine = SparqlEngine(Dataset([*dataset, *circle]))
    pairs = set(rows(engine, "inherited-duties", "heir", "predecessor"))
    assert ("ministry/ten-canals", "ministry/ten-waters") in pairs
    assert all(heir != predecessor for heir, predecessor in pairs)


# --- a change is noticed, nothing is invented

MN, ID = "https://w3id.org/mindet#", "https://w3id.org/mindet/id/"


@pytest.mark.parametrize(
    ("old", "new", "name", "given", "gone"),
    [
        (f'tenure/ten-b-1> <{MN}attestedOn> "2023-10-02"',
         f'tenure/ten-b-1> <{MN}attestedOn> "2023-10-03"',
         "post-holder", {"post": "post/ten-deputy", "date": "2023-10-02"}, "claim/ten-b-01"),
        (f"statement/ten-a-01> <{MN}bearer> <{ID}ministry/ten-canals>",
         f"statement/ten-a-01> <{MN}bearer> <{ID}operator/ten-barge>",
         "inherited-duties", {}, "claim/ten-a-01"),
    ],
)  # fmt: skip
def test_a_changed_claim_changes_the_answer(
    dataset: Dataset, old: str, new: str, name: str, given: asking.Parameters, gone: str
) -> None:
    """Another day or bearer takes the claim out of the answer."""
    assert gone in asking.claims(SparqlEngine(dataset), name, given)
    assert gone not in asking.claims(asking.changed(dataset, old, new), name, given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("post-holder", {"post": "post/ten-deputy", "date": "2001-01-01"}),
        ("inherited-duties", {"actor": "ministry/ten-canals"}),
    ],
)
def test_where_nothing_is_known_nothing_is_answered(
    sparql: SparqlEngine, name: str, given: asking.Parameters
) -> None:
    """No rows, and no error."""
    assert asking.ask(sparql, name, given).rows == ()


# --- what the five texts say


def test_ministers_and_prime_ministers_of_the_texts(documents: SparqlEngine) -> None:
    """The named ones of the day are certain; the last known minister of 2022 is a perhaps."""
    columns = ("post", "holder", "held")
    day = rows(documents, "post-holder", *columns, date="2026-01-09")
    assert {row for row in day if row[2] == "certain"} == {
        ("post/prime-minister", "person/olzhas-bektenov", "certain"),
        ("post/minister-ai-digital-development", "person/zhaslan-madiyev", "certain"),
    }
    post = "post/minister-digital-innovation-aerospace"
    found = {
        date: {row[1:] for row in rows(documents, "post-holder", *columns, post=post, date=date)}
        for date in ("2020-04-01", "2021-01-01", "2022-06-30", "2024-01-01", "2026-01-06")
    }
    assert found == {
        "2020-04-01": {("person/a-zhumagaliyev", "possible")},
        "2021-01-01": set(),
        "2022-06-30": {("person/bagdat-mussin", "possible")},
        "2024-01-01": {("person/bagdat-mussin", "possible")},
        "2026-01-06": set(),
    }


def test_one_post_under_two_names_in_the_texts(documents: SparqlEngine) -> None:
    """The vice premier of one text is the deputy prime minister of the others, by inference."""
    given = {"post": "post/deputy-prime-minister"}
    found = set(rows(documents, "post-holder", "document", "holder", "holder_inferred", **given))
    assert found == {
        ("document/000", "person/zhaslan-madiyev", None),
        ("document/001", "person/zhaslan-madiyev", None),
        ("document/002", "unstated", "person/zhaslan-madiyev"),
    }


def test_duties_of_the_former_ministry(documents: SparqlEngine) -> None:
    """One is its own by name, the others by inference; the succession is our conclusion."""
    columns = ("heir", "predecessor", "succession", "succeeded_on", "basis", "claim")
    found = rows(documents, "inherited-duties", *columns)
    pair = ("ministry/ai-digital-development", "ministry/digital-innovation-aerospace")
    assert {row[:4] for row in found} == {(*pair, "inferred", "unstated")}
    assert {row[4:] for row in found} == {
        ("stated", "claim/004-16"),
        ("inferred", "claim/003-06"),
        ("inferred", "claim/003-07"),
        ("inferred", "claim/003-15"),
        ("inferred", "claim/003-16"),
    }
    assert rows(documents, "inherited-duties", *columns, inferences=False) == []
