"""The stored queries on a small made-up graph whose answers can be seen with the eye."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

import asking
from mindet.catalogue import Engine, SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up graph with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "bridges")


def test_akimat_requirements(sparql: SparqlEngine) -> None:
    """Named, of the same party under another name, or inferred: each with its ground."""
    answer = asking.ask(sparql, "akimat-requirements")
    assert asking.records(answer, "claim", "act", "bearer", "basis") == [
        ("claim/a-01", "instructs", ("group/akimats",), "stated"),
        ("claim/b-07", "requires", ("unstated",), "inferred"),
        ("claim/b-01", "requires", ("group/local-bodies",), "sameParty"),
        ("claim/c-03", "reminds", ("group/local-bodies",), "sameParty"),
    ]
    plain = asking.ask(sparql, "akimat-requirements", {"inferences": "false"})
    assert asking.records(plain, "claim", "basis", "issued_earliest", "speaker_inferred") == [
        ("claim/a-01", "stated", None, ())
    ]


def test_an_instruction_told_twice_counts_once(sparql: SparqlEngine) -> None:
    """Headline and body are one claim with two passages; a requirement is no instruction."""
    answer = asking.ask(sparql, "instructions")
    columns = ("claim", "issuer", "issuer_inferred", "bearer", "jointly_with", "passages")
    assert asking.records(answer, *columns) == [
        ("claim/a-01", ("unstated",), ("person/bolat",), ("group/akimats",), (),
         ("21-60", "100-140")),
        ("claim/c-06", ("person/bolat",), (), ("ministry/bridges",), ("operator/signal",),
         ("200-230",)),
    ]  # fmt: skip


def test_powers_prohibitions_liabilities(sparql: SparqlEngine) -> None:
    """Who may, who must not, who answers: silence stays silence, an inferred day stands apart."""
    powers = asking.ask(sparql, "powers")
    assert asking.records(powers, "bearer", "issuer", "counterparty") == [
        (("group/akimats",), ("unstated",), ("operator/signal",))
    ]
    prohibitions = asking.ask(sparql, "prohibitions")
    columns = ("bearer", "legal_basis", "since", "since_inferred")
    assert asking.records(prohibitions, *columns) == [
        (("unstated",), ("legal-instrument/decree",), None, datetime.date(2026, 1, 1))
    ]
    liabilities = asking.ask(sparql, "liabilities", {"lang": "kk"})
    assert asking.records(liabilities, "trigger", "bearer") == [
        ("Көпір құлады", ("group/local-bodies",))
    ]


def test_due_by(sparql: SparqlEngine) -> None:
    """Strict and lenient differ; an inferred day stands apart; a forecast is not due."""
    strict = asking.ask(sparql, "due-by", {"date": "2026-12-31"})
    columns = ("claim", "last_day", "strict_end", "strict_end_inferred")
    year_end = datetime.date(2026, 12, 31)
    assert asking.records(strict, *columns) == [
        ("claim/a-02", datetime.date(2020, 12, 31), None, datetime.date(2020, 12, 31)),
        ("claim/c-06", datetime.date(2026, 5, 31), datetime.date(2026, 5, 31), None),
        ("claim/b-03", year_end, year_end, None),
    ]
    lenient = asking.ask(sparql, "due-by", {"date": "2026-12-31", "reading": "lenient"})
    assert asking.records(lenient, "claim") == [("claim/a-02",), ("claim/c-06",)]
    plain = asking.ask(sparql, "due-by", {"date": "2026-12-31", "inferences": "false"})
    assert asking.records(plain, "claim") == [("claim/c-06",), ("claim/b-03",)]


def test_village_connectivity(sparql: SparqlEngine) -> None:
    """By place, within it, or by an indicator that counts there."""
    whole = asking.ask(sparql, "village-connectivity", {"place": "place-group/hamlets"})
    assert asking.records(whole, "claim", "basis", "lower") == [
        ("claim/a-02", "place", Decimal(50)),
        ("claim/b-05", "place", Decimal(7)),
    ]
    part = asking.ask(sparql, "village-connectivity", {"place": "place/hamlet-one"})
    assert asking.records(part, "claim", "basis") == [
        ("claim/a-02", "indicator"),
        ("claim/b-05", "place"),
    ]


def test_last_mile(sparql: SparqlEngine) -> None:
    """One name, three projects, each row with its own; our links say what may be compared."""
    answer = asking.ask(sparql, "last-mile", {"name": "Last-Yard"})
    columns = ("claim", "undertaking", "basis", "not_comparable_with")
    assert asking.records(answer, *columns) == [
        ("claim/a-02", "project/hamlet-wire", "named", ()),
        ("claim/b-06", "project/hamlet-wire", "named", ()),
        ("claim/b-05", "project/hamlet-wire", "named", ()),
        ("claim/b-07", "project/yard-grants", "inferred", ()),
        ("claim/c-04", "project/last-yard", "named", ("claim/c-05",)),
        ("claim/c-05", "project/yard-grants", "named", ("claim/c-04",)),
    ]


def test_road_coverage(sparql: SparqlEngine) -> None:
    """The figures of an undertaking with strict and lenient last day."""
    given = {"undertaking": "project/bridge", "indicator": "indicator/bridge-km"}
    answer = asking.ask(sparql, "road-coverage", given)
    assert asking.records(answer, "claim", "lower", "strict_end", "lenient_end") == [
        ("claim/b-02", Decimal("40.5"), datetime.date(2027, 12, 31), datetime.date(2028, 1, 6))
    ]


def test_blocked_by(sparql: SparqlEngine) -> None:
    """A result told as completed is the evidence; land for masts that stand holds nothing up."""
    answer = asking.ask(sparql, "blocked-by")
    columns = ("undertaking", "waits_for", "bearer", "done", "evidence")
    assert asking.records(answer, *columns) == [
        ("project/bridge", "task/give-land-bridge", ("group/local-bodies",), False, ()),
        ("project/tunnel", "task/raise-masts", ("ministry/bridges",), True, ("claim/c-07",)),
    ]


def test_a_chain_holds_until_its_step_is_told_as_done(sparql: SparqlEngine) -> None:
    """A day before the masts are told of, the land for them still stands in the way."""
    answer = asking.ask(sparql, "blocked-by", {"as_of": "2026-01-08"})
    columns = ("undertaking", "waits_for", "done")
    assert ("project/tunnel", "task/give-land-masts", False) in asking.records(answer, *columns)
    risk = asking.ask(sparql, "at-risk-if", {"undertaking": "project/tunnel"})
    assert risk.rows == ()


def test_undated_evidence_counts_by_its_span(dataset: Dataset) -> None:
    """A report of spring 2020 may be older than the demand: perhaps evidence, and not done."""
    moved = asking.changed(
        dataset,
        "claim/c-07> <https://w3id.org/mindet#inDocument> <https://w3id.org/mindet/id/document/c>",
        "claim/c-07> <https://w3id.org/mindet#inDocument> <https://w3id.org/mindet/id/document/a>",
    )
    columns = ("waits_for", "done", "evidence", "evidence_possible")
    tunnel = {"undertaking": "project/tunnel"}
    told = asking.records(asking.ask(moved, "blocked-by", tunnel), *columns)
    assert told == [
        ("task/give-land-masts", False, (), ()),
        ("task/raise-masts", False, (), ()),
    ]
    plain = asking.ask(moved, "blocked-by", {**tunnel, "inferences": "false"})
    assert ("task/raise-masts", False, (), ("claim/c-07",)) in asking.records(plain, *columns)


def test_repeated_instructions(sparql: SparqlEngine) -> None:
    """Two parts of one task, surely a year apart; without inferences nothing can be placed."""
    answer = asking.ask(sparql, "repeated-instructions")
    columns = ("task", "months_between", "claim", "claim_2")
    row = ("task/give-land", Decimal(67), "claim/a-01", "claim/b-01")
    assert asking.records(answer, *columns) == [row]
    assert asking.records(
        asking.ask(sparql, "repeated-instructions", {"months": 67}), *columns
    ) == [row]
    assert asking.ask(sparql, "repeated-instructions", {"months": 68}).rows == ()
    assert asking.ask(sparql, "repeated-instructions", {"inferences": "false"}).rows == ()


def test_reporters(sparql: SparqlEngine) -> None:
    """The one who reported, as printed, in her post; not the one who led."""
    answer = asking.ask(sparql, "reporters")
    assert asking.records(answer, "reporter", "printed", "post", "passages") == [
        ("person/aisha", "А. Айша", ("post/minister-bridges",), ("0-9",))
    ]


@pytest.mark.parametrize("engine", ["sparql", "embedded"])
def test_each_of_two_reports_shows_those_whom_it_names(
    ontology: Ontology, request: pytest.FixtureRequest, engine: str
) -> None:
    """A participation stands beside the document that tells of it, and beside no other."""
    asked = _meetings(ontology, request, engine)
    told = asking.records(asking.ask(asked, "reporters"), "document", "claim", "passages")
    assert told == [
        ("document/meet-a", "participation/meet-a-2", ("20-25",)),
        ("document/meet-a", "participation/meet-a-1", ("0-12",)),
        ("document/meet-a", "participation/visit-1", ("30-35",)),
        ("document/meet-b", "participation/meet-b-1", ("40-52",)),
    ]
    silent = asking.records(asking.ask(asked, "unstated"), "document", "claim", "field")
    assert silent == [("document/meet-a", "participation/meet-a-2", "participant")]
    held = asking.records(asking.ask(asked, "post-holder"), "document", "claim", "passages")
    assert set(held) == {
        ("document/meet-a", "participation/meet-a-1", ("0-12",)),
        ("document/meet-a", "participation/meet-a-2", ("20-25",)),
    }
    assert len(held) == 2
    for document, shown in ((None, 1), ("document/meet-a", 1), ("document/meet-b", 0)):
        given = {} if document is None else {"document": document}
        concluded = asking.records(asking.ask(asked, "inferences", given), "document", "claim")
        assert concluded == [("document/meet-a", "participation/meet-a-2")] * shown


@pytest.mark.parametrize("engine", ["sparql", "embedded"])
def test_a_post_held_only_by_our_inference_is_marked(
    ontology: Ontology, request: pytest.FixtureRequest, engine: str
) -> None:
    """Nobody names the head of works; without inferences he holds no post."""
    asked = _meetings(ontology, request, engine)
    columns = ("role", "inferred", "claim", "document")

    def roles(**given: Any) -> list[tuple[Any, ...]]:
        return asking.records(asking.ask(asked, "actor-profile", given), *columns)

    held = ("holder", True, "participation/meet-a-2", "document/meet-a")
    plain = roles(actor="person/meet-erlan", inferences=False)
    assert {row[0] for row in plain} == {"reporter"}
    assert set(roles(actor="person/meet-erlan")) == {*plain, held}
    assert roles(actor="person/meet-dana") == [
        ("holder", False, "participation/meet-a-1", "document/meet-a"),
        ("reporter", False, "participation/meet-a-1", "document/meet-a"),
        ("reporter", False, "participation/meet-b-1", "document/meet-b"),
    ]


def _meetings(ontology: Ontology, request: pytest.FixtureRequest, engine: str) -> Engine:
    meetings = asking.worlds(ontology, "meetings")
    if engine == "sparql":
        return SparqlEngine(meetings)
    return asking.load(request.getfixturevalue("embedded_store"), meetings)


def test_plan_outcome(sparql: SparqlEngine) -> None:
    """One hamlet in a year is not all hamlets by a day, nor money hamlets; silence is empty."""
    answer = asking.ask(sparql, "plan-outcome")
    columns = ("claim", "relation", "comparison", "against", "claim_2")
    money = ("otherIndicator", "otherUnit", "placeInOneOnly")
    assert asking.records(answer, *columns) == [
        ("claim/a-02", "follows", "notComparable", ("otherPlace", "otherTime"), "claim/b-05"),
        ("claim/a-02", "sameUndertaking", "notComparable", money, "claim/b-06"),
        ("claim/b-02", None, None, (), None),
        ("claim/b-03", None, None, (), None),
        ("claim/c-04", None, None, (), None),
    ]
    plain = asking.ask(sparql, "plan-outcome", {"inferences": "false"})
    assert {row[1] for row in asking.records(plain, *columns)} == {None}  # no date, no order


def test_actor_profile(sparql: SparqlEngine) -> None:
    """Every role, an inferred one marked."""
    answer = asking.ask(sparql, "actor-profile", {"actor": "person/bolat"})
    assert asking.records(answer, "role", "inferred", "claim") == [
        ("chair", False, "participation/a-2"),
        ("issuer", True, "claim/a-01"),
        ("speaker", True, "claim/a-01"),
        ("issuer", False, "claim/c-06"),
        ("issuer", False, "claim/c-01"),
        ("speaker", False, "claim/c-06"),
    ]


@pytest.mark.parametrize(
    ("as_of", "inferences", "counts"),
    [
        ("2020-02-29", True, None),
        ("2020-04-15", True, "possible"),
        ("2020-05-31", True, "certain"),
        ("2020-02-29", False, "possible"),
        ("2030-01-01", False, "possible"),
    ],
)
def test_as_of(sparql: SparqlEngine, as_of: str, inferences: bool, counts: str | None) -> None:
    """An undated document counts by our span for it; without inferences it may be of any day."""
    answer = asking.ask(sparql, "instructions", {"as_of": as_of, "inferences": inferences})
    found = dict(asking.records(answer, "claim", "counts"))
    assert found.get("claim/a-01") == counts


# --- a change is noticed


@pytest.mark.parametrize(
    ("old", "new", "name", "gone"),
    [
        ("claim/c-06> <https://w3id.org/mindet#act> <https://w3id.org/mindet#instructs>",
         "claim/c-06> <https://w3id.org/mindet#act> <https://w3id.org/mindet#appeals>",
         "instructions", "claim/c-06"),
        ("statement/a-01> <https://w3id.org/mindet#bearer> <https://w3id.org/mindet/id/group/akimats>",
         "statement/a-01> <https://w3id.org/mindet#bearer> <https://w3id.org/mindet/id/operator/signal>",
         "akimat-requirements", "claim/a-01"),
        ('statement/b-03/due> <https://w3id.org/mindet#strictEnd> "2026',
         'statement/b-03/due> <https://w3id.org/mindet#strictEnd> "2027', "due-by", "claim/b-03"),
        ("statement/c-01> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/mindet#Prohibition>",
         "statement/c-01> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/mindet#Duty>",
         "prohibitions", "claim/c-01"),
        ('document/b> <http://purl.org/dc/terms/issued> "2026-01-06"',
         'document/b> <http://purl.org/dc/terms/issued> "2020-06-06"',
         "repeated-instructions", "claim/a-01"),
    ],
)  # fmt: skip
def test_a_changed_claim_changes_the_answer(
    dataset: Dataset, old: str, new: str, name: str, gone: str
) -> None:
    """Another act, bearer, day or kind takes the claim out of the answer."""
    given = {"date": "2026-12-31"} if name == "due-by" else {}
    assert gone in asking.claims(SparqlEngine(dataset), name, given)
    assert gone not in asking.claims(asking.changed(dataset, old, new), name, given)
