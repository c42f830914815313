"""Dates, results, legal instruments, parties from abroad, proposals: what the five texts say."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import asking
from mindet.catalogue import SparqlEngine

DAY = datetime.date


def rows(engine: SparqlEngine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


def test_three_of_five_texts_have_no_date(documents: SparqlEngine) -> None:
    """The emergency of 2020, a report on 2021, a look ahead from 2025: each with its reason."""
    columns = ("document", "issued", "issued_earliest", "issued_latest", "language", "publisher")
    assert rows(documents, "document-dates", *columns) == [
        ("document/004", None, DAY(2020, 3, 16), DAY(2020, 5, 11), "kk", "media-outlet/zakon-kz"),
        ("document/003", None, DAY(2022, 1, 1), DAY(2022, 12, 31), "ru", "unstated"),
        ("document/000", None, DAY(2026, 1, 1), DAY(2026, 12, 31), "ru", "unstated"),
        ("document/001", DAY(2026, 1, 6), None, None, "kk", "media-outlet/baq-kz"),
        ("document/002", DAY(2026, 1, 9), None, None, "ru", "unstated"),
    ]
    for language in ("en", "ru", "kk"):
        told = rows(documents, "document-dates", "basis", "why", "premises", lang=language)
        assert all(bool(why) == (basis == "inferred") == bool(rest) for basis, why, rest in told)


def test_results_with_a_year(documents: SparqlEngine) -> None:
    """628 settlements in 2021, more than 300 villages by satellite in 2025."""
    columns = ("document", "since", "strict_end", "stage", "lower", "upper")
    dated = {row for row in rows(documents, "results", *columns) if row[1]}
    first, last = (DAY(2021, 1, 1), DAY(2021, 12, 31)), (DAY(2025, 1, 1), DAY(2025, 12, 31))
    assert ("document/003", *first, "completed", Decimal(628), Decimal(628)) in dated
    assert ("document/000", *last, "completed", Decimal(300), None) in dated
    almost = {row[4:] for row in rows(documents, "results", *columns) if row[5] == 10**6}
    assert almost == {(None, Decimal(10**6))}


def test_5g_was_tested_and_then_available(documents: SparqlEngine) -> None:
    """By the mobile operators in three cities; in 20 cities later, by nobody named."""
    found = rows(
        documents, "results", "document", "responsible", "place", undertaking="project/5g-rollout"
    )
    cities = ("city/almaty", "city/astana", "city/shymkent")
    assert found[0] == ("document/003", ("group/mobile-operators",), cities)
    later = (("unstated",), ("place-group/cities-with-5g",))
    assert found[1:] == [("document/001", *later), ("document/002", *later)]


def test_a_law_is_signed_and_a_code_submitted(documents: SparqlEngine) -> None:
    """The decree and the agreement are only spoken of; the President issued the decree."""
    columns = ("instrument", "stage", "issuer", "obligations", "party")
    found = set(rows(documents, "legal-instruments", *columns))
    silent = ("unstated",)
    assert found == {
        ("legal-instrument/ai-law", "signed", silent, (), ()),
        ("legal-instrument/digital-code", "submitted", silent, (), ()),
        ("legal-instrument/presidential-decree-qaztech", "unstated", ("post/president",),
         ("claim/002-40",), ()),
        ("legal-instrument/kazakhtelecom-investment-agreement", "unstated", silent, (),
         ("operator/kazakhtelecom",)),
    }  # fmt: skip
    assert rows(documents, "legal-instruments", "claim", as_of="2020-12-31") == []


def test_the_cable_and_the_world_bank(documents: SparqlEngine) -> None:
    """Stated: a cable to Azerbaijan, the World Bank, foreign companies; the rest is our reading."""
    columns = ("undertaking", "partner", "role", "strict_end")
    plain = rows(documents, "international-projects", *columns, inferences=False)
    assert set(plain) == {
        ("project/last-mile-subsidy", "international-organization/world-bank", "partner", None),
        ("project/caspian-cable", "country/azerbaijan", "place", DAY(2026, 12, 31)),
        ("project/satellite-internet", "group/foreign-satellite-companies", "about", None),
    }
    found = rows(documents, "international-projects", "undertaking", "partner", "basis")
    assert {row[:2] for row in found if row[2] == "inferred"} == {
        ("project/caspian-cable", "place/caspian-sea"),
        ("service/internet-traffic-transit", "place/asia"),
        ("service/internet-traffic-transit", "place/europe"),
    }


def test_two_proposals_of_a_minister(documents: SparqlEngine) -> None:
    """A platform of the state exists later, by our link; nothing is told of the experts."""
    columns = ("task", "proposer", "relation", "document_2", "kind_2", "act_2")
    minister = ("person/bagdat-mussin",)
    assert rows(documents, "proposals", *columns) == [
        (("task/engage-platform-experts",), minister, None, None, (), None),
        (("task/create-digitalisation-platform",), minister, "follows", "document/002",
         ("Prohibition",), "reports"),
    ]  # fmt: skip
    assert {row[0] for row in rows(documents, "proposals", "claim_2", as_of="2025-12-31")} == {None}
