"""The stored queries on the five documents: what the texts say, from every engine alike."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

import asking
from mindet import tables
from mindet.catalogue import SparqlEngine

DAY = datetime.date
WHOLE = {"document-dates"}  # rows are whole documents; no passage carries a stated date
PAIRS = [
    pytest.param(other, name, id=f"{name}-{other}")
    for name in sorted(asking.CATALOGUE)
    for other in ("embedded", "endpoint", "fuseki")
]


@pytest.mark.parametrize(("other", "name"), PAIRS)
def test_every_engine_gives_the_same_rows(
    request: pytest.FixtureRequest, sparql: SparqlEngine, other: str, name: str
) -> None:
    """Cypher and SPARQL here and at two servers agree, row for row, in order."""
    engine = request.getfixturevalue(other)
    asked = asking.each_once if other == "embedded" else asking.first
    for parameters in asked("documents", name):
        expected = asking.ask(sparql, name, parameters).rows
        assert asking.ask(engine, name, parameters).rows == expected, parameters


@pytest.mark.parametrize("other", ["embedded", "endpoint"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_engine_gives_the_same_words(
    request: pytest.FixtureRequest, sparql: SparqlEngine, other: str, language: str
) -> None:
    """Names, quantities and deadlines read alike, whoever answers."""
    asking.same_words(sparql, request.getfixturevalue(other), language)


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_every_row_leads_to_its_passage(sparql: SparqlEngine, name: str) -> None:
    """Each row has a claim, a document and at least one passage."""
    for parameters in asking.each_once("documents", name):
        answer = asking.ask(sparql, name, parameters)
        for claim, document, passages in asking.records(answer, "claim", "document", "passages"):
            assert claim.split("/")[1][:3] == document.split("/")[1]
            assert passages or name in WHOLE


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_without_inferences_nothing_of_ours_is_left(sparql: SparqlEngine, name: str) -> None:
    """The columns of what we conclude are empty, and no row rests on a conclusion."""
    query = asking.CATALOGUE[name]
    ours = [
        c.name
        for c in query.columns
        if c.name.rstrip("_2").endswith(("_inferred", "_earliest", "_latest"))
    ]
    for own in asking.listed(name, "documents"):
        answer = asking.ask(sparql, name, {**own, "inferences": False})
        assert all(not any(row) for row in asking.records(answer, *ours))
        if "basis" in [c.name for c in query.columns]:
            assert not {"inferred", "sameParty"} & {
                row[0] for row in asking.records(answer, "basis")
            }


# --- what the texts say


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


def test_there_is_one_prohibition(sparql: SparqlEngine) -> None:
    """By presidential decree, from 2026, bearer unstated."""
    found = rows(sparql, "prohibitions", "bearer", "issuer", "legal_basis", "document")
    assert len(found) == 1
    bearer, issuer, basis, document = found[0]
    assert (bearer, issuer, document) == (("unstated",), ("post/president",), "document/002")
    assert len(basis) == 1
    ((since, inferred),) = rows(sparql, "prohibitions", "since", "since_inferred")
    assert (since or inferred) == DAY(2026, 1, 1)


def test_six_people_reported_in_2020(sparql: SparqlEngine) -> None:
    """With the initials as they are printed, and their posts."""
    found = rows(sparql, "reporters", "reporter", "printed", "post", meeting="meeting/004-session")
    assert [(who, printed.replace(". ", " "), post) for who, printed, post in found] == [
        ("person/a-zhumagaliyev", "А Жұмағалиев", ("post/minister-digital-innovation-aerospace",)),
        ("person/e-marzhykpayev", "Е Маржықпаев", ("post/akim-akmola",)),
        ("person/e-nastradin", "Е Настрадин", ("post/executive-director-kar-tel",)),
        ("person/k-aksakalov", "Қ Ақсақалов", ("post/akim-north-kazakhstan",)),
        ("person/k-yesekeyev", "К Есекеев", ("post/board-chair-kazakhtelecom",)),
        ("person/zh-nadyrov", "Ж Надыров", ("post/board-chair-transtelecom",)),
    ]


def test_what_falls_due_by_the_end_of_2026(sparql: SparqlEngine) -> None:
    """Strict: the Caspian cable and the move from 3G to 4G, not operators only expected."""
    answer = asking.ask(sparql, "due-by", {"date": "2026-12-31"})
    whats = dict(asking.records(answer, "claim", "what"))
    told = " ".join(whats.values())
    assert "Caspian" in told
    assert "3G to 4G" in told
    assert "operator" not in told.lower()
    assert {kind for (kind,) in asking.records(answer, "kind")} <= {("Target",), ("Duty",)}
    lenient = asking.ask(sparql, "due-by", {"date": "2026-12-31", "reading": "lenient"})
    assert "3G to 4G" not in " ".join(w for (w,) in asking.records(lenient, "what"))


def test_forty_thousand_kilometres_of_roads(sparql: SparqlEngine) -> None:
    """One strict end, two lenient ones: the two texts are three days apart."""
    found = rows(sparql, "road-coverage", "lower", "upper", "strict_end", "lenient_end", "document")
    dated = {row for row in found if row[2]}
    assert {(row[2], row[3], row[4]) for row in dated} == {
        (DAY(2027, 12, 31), DAY(2028, 1, 6), "document/001"),
        (DAY(2027, 12, 31), DAY(2028, 1, 9), "document/002"),
    }
    assert {row[:2] for row in dated if row[0]} == {(Decimal(40000), Decimal(40000))}


def test_land_and_power_were_demanded_again(sparql: SparqlEngine) -> None:
    """Instructed in 2020, required again in 2026; the headline counts once."""
    found = rows(sparql, "repeated-instructions", "task", "act", "document", "act_2", "issued_2")
    assert {row[0] for row in found} == {"task/provide-land", "task/provide-power"}
    assert {row[1:3] for row in found} == {("instructs", "document/004")}
    assert {row[3] for row in found} == {"requires"}
    assert {row[4] for row in found} == {DAY(2026, 1, 6), DAY(2026, 1, 9)}
    assert rows(sparql, "repeated-instructions", "task", inferences=False) == []
    mine = [row for row in rows(sparql, "instructions", "claim", "document", "passages", "bearer")
            if row[1] == "document/004" and row[3] == ("group/akimats",)]  # fmt: skip
    assert len(mine) == len({row[0] for row in mine}) == 3
    assert all(len(passages) == 2 for _, _, passages, _ in mine)


def test_who_gave_the_powers_is_not_said(sparql: SparqlEngine) -> None:
    """Control and fines, in both languages; akimats in one text, regions in the other."""
    found = rows(sparql, "powers", "bearer", "issuer", "document")
    assert {row[1] for row in found} == {("unstated",)}
    assert {(row[0], row[2]) for row in found} == {
        (("group/akimats",), "document/001"),
        (("group/regions",), "document/002"),
    }


def test_first_heads_are_liable(sparql: SparqlEngine) -> None:
    """One individual liability, for leaks."""
    assert rows(sparql, "liabilities", "bearer", "act") == [(("group/first-heads",), "reminds")]


def test_land_is_demanded_for_villages_and_for_roads(sparql: SparqlEngine) -> None:
    """Two duties in one text; local bodies are akimats only by our link."""
    found = rows(sparql, "akimat-requirements", "task", "bearer", "basis", "document")
    tasks = {row[0][0]: row[1:] for row in found if row[3] == "document/001"}
    assert tasks["task/provide-land-villages"][:2] == (
        ("group/local-executive-bodies",),
        "sameParty",
    )
    assert tasks["task/provide-land-roads"][:2] == (("group/akimats",), "stated")
    assert {"task/pole-access", "task/support-mobile-operators"} <= set(tasks)


def test_the_villages_document_by_document(sparql: SparqlEngine) -> None:
    """More than 3,000 in three texts, more than 300 by satellite, 5,163 in 2020."""
    found = rows(sparql, "village-connectivity", "document", "lower", "upper")
    more = {document for document, lower, upper in found if (lower, upper) == (Decimal(3000), None)}
    assert more == {"document/000", "document/001", "document/002"}
    assert ("document/000", Decimal(300), None) in found
    assert ("document/004", Decimal(5163), Decimal(5163)) in found


def test_one_name_two_projects(sparql: SparqlEngine) -> None:
    """'Up to 400,000' in one text is 400,000 in the other; the subsidy is another project."""
    found = rows(sparql, "last-mile", "undertaking", "document", "lower", "upper")
    assert ("project/last-mile", "document/001", None, Decimal(400000)) in found
    assert ("project/last-mile", "document/002", Decimal(400000), Decimal(400000)) in found
    assert ("project/last-mile-subsidy", "document/000", None, Decimal(50)) in found
    for name in ("Последняя миля", "СОҢҒЫ МИЛЬ"):
        assert {row[0] for row in rows(sparql, "last-mile", "undertaking", name=name)} >= {
            "project/last-mile"
        }


def test_roads_wait_for_the_akimats(sparql: SparqlEngine) -> None:
    """Land and power stand between the project and its end; nobody has reported them done."""
    found = rows(sparql, "blocked-by", "undertaking", "task", "bearer", "done")
    roads = {row[1:] for row in found if row[0] == "project/road-coverage"}
    assert ("task/provide-land-roads", ("group/akimats",), False) in roads
    assert ("task/power-connection-roads", ("group/akimats",), False) in roads


def test_5g_followed_but_is_not_the_same_figure(sparql: SparqlEngine) -> None:
    """The launch planned in 2022 and the 20 cities of 2026 are related, not comparable."""
    found = rows(sparql, "plan-outcome", "document", "relation", "comparison", "document_2", "why")
    follow = [row for row in found if row[0] == "document/003" and row[1] == "follows"]
    assert {row[3] for row in follow} == {"document/001", "document/002"}
    assert {row[2] for row in follow} == {"notComparable"}
    assert all(row[4] for row in follow)


def test_a_minister_in_every_role(sparql: SparqlEngine) -> None:
    """Speaker, chair, reporter and holder of posts, inferred roles marked."""
    found = rows(sparql, "actor-profile", "role", "inferred", actor="person/zhaslan-madiyev")
    assert {("speaker", False), ("speaker", True), ("chair", False), ("holder", False)} <= set(
        found
    )


def test_answers_read_in_kazakh(sparql: SparqlEngine) -> None:
    """Headings, names, terms, quantities and silence are all in the reader's language."""
    answer = asking.ask(sparql, "village-connectivity", {"lang": "kk"})
    text = tables.text(tables.readable(answer, sparql, "kk"), "table", 200)
    markdown = tables.text(tables.readable(answer, sparql, "kk"), "markdown")
    for word in ("Ауылдардың байланысы", "3000-нан астам", "айтылмаған", "болжам", "Мөлшері"):
        assert word in markdown
    assert "not stated" not in text + markdown
