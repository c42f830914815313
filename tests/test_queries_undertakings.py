"""What was said, by whom and about which undertaking: answers that can be seen with the eye."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology

DAY = datetime.date
CANAL = {"undertaking": "project/ten-canal"}
DIG = {"undertaking": "task/ten-dig"}


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up world of posts with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "tenures")


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


# --- quotes


def test_speaker_voice_and_relay(sparql: SparqlEngine) -> None:
    """Who said it, in whose words, through whom and to whom."""
    columns = ("claim", "speaker", "voice", "relayed_by", "relay_voice", "addressee")
    assert rows(sparql, "quotes", *columns, speaker="person/ten-erlan") == [
        ("claim/ten-a-01", "unstated", "narrated", (), None, ("ministry/ten-canals",)),
        ("claim/ten-a-02", "person/ten-erlan", "paraphrased", ("state-body/ten-press",), "quoted",
         ("person/ten-dana",)),
        ("claim/ten-c-02", "unstated", "narrated", (), None, ()),
        ("claim/ten-c-01", "person/ten-erlan", "paraphrased", (), None, ()),
    ]  # fmt: skip
    plain = rows(sparql, "quotes", "claim", speaker="person/ten-erlan", inferences=False)
    assert plain == [("claim/ten-c-01",), ("claim/ten-a-02",)]  # the undated one last


def test_one_voice_only(sparql: SparqlEngine) -> None:
    """Quoted words are Dana's alone; silence about the addressee is shown."""
    columns = ("claim", "speaker", "addressee")
    assert rows(sparql, "quotes", *columns, voice="quoted") == [
        ("claim/ten-b-01", "person/ten-dana", ()),
        ("claim/ten-b-04", "person/ten-dana", ("unstated",)),
    ]


def test_every_voice_unless_one_is_named(sparql: SparqlEngine) -> None:
    """Nothing named is no voice named `any`; all claims are there."""
    voices = ("quoted", "paraphrased", "narrated")
    each = {voice: set(rows(sparql, "quotes", "claim", voice=voice)) for voice in voices}
    assert all(each.values())
    assert set(rows(sparql, "quotes", "claim")) == set().union(*each.values())
    with pytest.raises(QueryError, match="quoted"):
        rows(sparql, "quotes", "claim", voice="any")


def test_the_post_of_that_day(sparql: SparqlEngine) -> None:
    """Not an earlier post told of in the same text; a concluded one stands apart."""
    columns = ("claim", "speaker_post", "post_held", "post_held_inferred")
    found = {row[0]: row[1:] for row in rows(sparql, "quotes", *columns)}
    deputy, waters = ("post/ten-deputy",), ("post/ten-minister-waters",)
    assert found["claim/ten-b-02"] == ((), waters, ())
    assert found["claim/ten-b-04"] == ((), deputy, ())
    assert found["claim/ten-a-02"] == (deputy, deputy, ())
    assert found["claim/ten-a-01"] == ((), (), deputy)
    assert found["claim/ten-c-01"] == ((), (), deputy)
    plain = rows(sparql, "quotes", "post_held_inferred", inferences=False)
    assert set(plain) == {((),)}


def test_what_was_said_about_an_undertaking(sparql: SparqlEngine) -> None:
    """By name, through its task, or as we conclude."""
    found = {row[0][-4:] for row in rows(sparql, "quotes", "claim", **CANAL)}
    assert found == {"a-01", "a-03", "b-01", "b-02", "b-03", "b-05", "c-01", "c-02", "c-03"}
    plain = {row[0][-4:] for row in rows(sparql, "quotes", "claim", inferences=False, **CANAL)}
    assert found - plain == {"b-05"}


# --- known-as-of


def test_later_claims_revise_and_contradict(sparql: SparqlEngine) -> None:
    """A link is read by the dates where they tell, else from its source."""
    columns = ("claim", "basis", "through", "relation", "claim_2")
    dig = ("task/ten-dig",)
    assert rows(sparql, "known-as-of", *columns, **CANAL) == [
        ("claim/ten-a-03", "named", (), None, None),
        ("claim/ten-a-02", "part", ("project/ten-lock",), None, None),
        ("claim/ten-a-01", "task", dig, "restates", "claim/ten-a-02"),
        ("claim/ten-b-05", "inferred", (), None, None),
        ("claim/ten-b-03", "named", (), None, None),
        ("claim/ten-b-01", "named", (), "revises", "claim/ten-c-01"),
        ("claim/ten-b-02", "task", dig, "contradicts", "claim/ten-c-02"),
        ("claim/ten-c-01", "named", (), None, None),
        ("claim/ten-c-03", "named", (), None, None),
        ("claim/ten-c-02", "task", dig, None, None),
    ]


def test_what_came_later_was_not_known(sparql: SparqlEngine) -> None:
    """As of 2024 the target stands unrevised; without inferences there are no links."""
    columns = ("claim", "lower", "strict_end", "relation", "counts")
    row = ("claim/ten-b-01", Decimal(40), DAY(2024, 12, 31), None, "certain")
    known = rows(sparql, "known-as-of", *columns, as_of="2024-12-31", **CANAL)
    assert row in known
    assert not any(claim.startswith("claim/ten-c") for claim, *_ in known)
    plain = rows(sparql, "known-as-of", "relation", "why", inferences=False, **CANAL)
    assert set(plain) == {(None, None)}


def test_both_documents_must_be_known_for_certain(sparql: SparqlEngine) -> None:
    """Two claims of an undated letter that may be of a later day."""
    found = rows(sparql, "known-as-of", "claim", "relation", "counts", as_of="2021-03-01", **CANAL)
    assert ("claim/ten-a-01", "restates", "possible") in found


# --- undertaking-profile


def test_every_role_in_an_undertaking(sparql: SparqlEngine) -> None:
    """Named, through its task or its part, or inferred; silence is a row of its own."""
    columns = ("claim", "role", "who", "inferred", "way", "through")
    dig, both = ("task/ten-dig",), ("enables", "serves")
    about, unsaid = ("about",), "unstated"
    lock = (("partOf",), ("project/ten-lock",))
    found = [
        (claim.removeprefix("claim/ten-"), *rest)
        for claim, *rest in rows(sparql, "undertaking-profile", *columns, **CANAL)
    ]
    assert found == [
        ("a-03", "bearer", unsaid, False, about, ()),
        ("a-01", "bearer", "ministry/ten-canals", False, both, dig),
        ("a-03", "bearer", "ministry/ten-canals", True, about, ()),
        ("a-02", "bearer", "post/ten-minister-canals", False, *lock),
        ("a-03", "issuer", unsaid, False, about, ()),
        ("a-01", "issuer", unsaid, False, both, dig),
        ("a-02", "issuer", "person/ten-erlan", False, *lock),
        ("b-05", "about", None, True, about, ()),
        ("b-03", "carriesOut", "operator/ten-barge", False, ("undertaking",), ()),
        ("b-02", "responsible", unsaid, False, both, dig),
        ("b-01", "responsible", "ministry/ten-waters", False, about, ()),
        ("c-01", "responsible", unsaid, False, about, ()),
        ("c-03", "responsible", unsaid, False, about, ()),
        ("c-03", "responsible", "ministry/ten-transport", True, about, ()),
        ("c-02", "responsible", "operator/ten-barge", False, both, dig),
    ]
    plain = rows(sparql, "undertaking-profile", "inferred", inferences=False, **CANAL)
    assert plain == [(False,)] * 12


def test_a_task_and_a_law_have_profiles_too(sparql: SparqlEngine) -> None:
    """A narrower task counts; a power rests on the law."""
    columns = ("claim", "role", "way")
    assert ("claim/ten-b-04", "jointlyWith", ("broaderTask",)) in rows(
        sparql, "undertaking-profile", *columns, **DIG
    )
    law = rows(sparql, "undertaking-profile", *columns, undertaking="legal-instrument/ten-act")
    assert {row[2] for row in law} == {("legalBasis",)}


# --- a change is noticed, nothing is invented

MN, ID = "https://w3id.org/mindet#", "https://w3id.org/mindet/id/"


@pytest.mark.parametrize(
    ("old", "new", "name", "given", "gone"),
    [
        (f"claim/ten-b-01> <{MN}voice> <{MN}quoted>",
         f"claim/ten-b-01> <{MN}voice> <{MN}narrated>",
         "quotes", {"voice": "quoted"}, "claim/ten-b-01"),
        ('document/ten-b> <http://purl.org/dc/terms/issued> "2023-10-02"',
         'document/ten-b> <http://purl.org/dc/terms/issued> "2025-01-01"',
         "known-as-of", {"as_of": "2024-12-31", **CANAL}, "claim/ten-b-01"),
        (f"statement/ten-b-03> <{MN}undertaking> <{ID}project/ten-canal>",
         f"statement/ten-b-03> <{MN}undertaking> <{ID}programme/ten-rivers>",
         "undertaking-profile", CANAL, "claim/ten-b-03"),
    ],
)  # fmt: skip
def test_a_changed_claim_changes_the_answer(
    dataset: Dataset, old: str, new: str, name: str, given: asking.Parameters, gone: str
) -> None:
    """Another voice, date or undertaking takes the claim out of the answer."""
    assert gone in asking.claims(SparqlEngine(dataset), name, given)
    assert gone not in asking.claims(asking.changed(dataset, old, new), name, given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("quotes", {"speaker": "operator/ten-barge"}),
        ("known-as-of", {"as_of": "2001-01-01", **CANAL}),
        ("undertaking-profile", {"as_of": "2001-01-01", **CANAL}),
    ],
)
def test_where_nothing_is_known_nothing_is_answered(
    sparql: SparqlEngine, name: str, given: asking.Parameters
) -> None:
    """No rows, and no error."""
    assert asking.ask(sparql, name, given).rows == ()


# --- what the five texts say


def test_a_press_service_relays_a_minister(documents: SparqlEngine) -> None:
    """Speaker, relay and publisher are three, and each has its own voice."""
    columns = ("voice", "relayed_by", "relay_voice", "post_held")
    found = rows(documents, "quotes", *columns, speaker="person/bagdat-mussin", inferences=False)
    post = ("post/minister-digital-innovation-aerospace",)
    press = ("state-body/presidential-press-service",)
    assert set(found) == {
        ("paraphrased", press, "quoted", post),
        ("paraphrased", (), None, post),
    }


def test_the_prime_minister_is_quoted_once(documents: SparqlEngine) -> None:
    """In his own words, in the text of 2020."""
    found = rows(documents, "quotes", "document", speaker="person/askar-mamin", voice="quoted")
    assert {row[0] for row in found} == {"document/004"}


def test_four_hundred_thousand_were_told_again(documents: SparqlEngine) -> None:
    """'Up to' falls away three days later; two days before that nobody knew."""
    given = {"undertaking": "project/last-mile"}
    columns = ("document", "lower", "upper", "relation", "document_2")
    upper, days = Decimal(400000), ("2026-01-09", "2026-01-07")
    one, other = (rows(documents, "known-as-of", *columns, as_of=day, **given) for day in days)
    assert ("document/001", None, upper, "restates", "document/002") in one
    assert ("document/001", None, upper, None, None) in other
    assert {row[0] for row in other} == {"document/001"}


def test_the_roads_project_in_every_role(documents: SparqlEngine) -> None:
    """Akimats must give land and power; who answers for the target is not said."""
    columns = ("role", "who", "inferred", "through", "document")
    found = rows(documents, "undertaking-profile", *columns, undertaking="project/road-coverage")
    for task in ("task/provide-land-roads", "task/power-connection-roads"):
        assert ("bearer", "group/akimats", False, (task,), "document/001") in found
    assert {row[1] for row in found if row[0] == "responsible"} == {"unstated"}
    assert ("bearer", "group/akimats", True, (), "document/002") in found
