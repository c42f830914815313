"""Whoever knows none of our terms reads the same: docs/foreign against the stored questions."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

import servers
from mindet.catalogue import Catalogue, SparqlEngine
from mindet.dataset import Dataset
from mindet.terms import MN, UNSTATED

FOREIGN = servers.ROOT / "docs" / "foreign"
QUERIES = sorted(FOREIGN.glob("*.rq"))
ODRL = "http://www.w3.org/ns/odrl/2/"
Rows = list[dict[str, Any]]


def foreign(dataset: Dataset, name: str) -> Rows:
    """The rows of a query in foreign words."""
    text = (FOREIGN / f"{name}.rq").read_text("utf-8")
    found: Any = dataset.sparql_store().query(text, use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]
    return [{n: term and term.value for n, term in zip(names, row, strict=True)} for row in found]


def asked(dataset: Dataset, name: str) -> Rows:
    """The rows of a stored question, everything asked."""
    return list(Catalogue.load()[name].ask(SparqlEngine(dataset)).records())


def stating(dataset: Dataset) -> dict[str, str]:
    """The claim of each statement."""
    states = ox.NamedNode(MN + "states")
    return {q.object.value: q.subject.value for q in dataset if q.predicate == states}  # type: ignore[union-attr]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_no_word_of_ours(path: Any) -> None:
    """A query in foreign words names nothing of Mindet, and is told of in the page beside it."""
    assert "mindet" not in path.read_text("utf-8").lower()
    assert f"({path.name})" in (FOREIGN / "README.md").read_text("utf-8")


def test_powers_are_permissions(dataset: Dataset) -> None:
    """Who may do what, and where nobody is named: as the stored question tells."""
    claims = stating(dataset)
    found = [r for r in foreign(dataset, "rules") if r["kind"] == f"{ODRL}Permission"]
    ours = [(row["claim"], who) for row in asked(dataset, "powers") for who in row["bearer"]]
    assert sorted((claims[row["rule"]], row["who"]) for row in found) == sorted(ours)
    assert len(ours) == 4


def test_duties_of_akimats(dataset: Dataset) -> None:
    """What akimats must and must not do by name: as the stored question tells."""
    claims = stating(dataset)
    group = "https://w3id.org/mindet/id/group/akimats"
    kinds = (f"{ODRL}Duty", f"{ODRL}Prohibition")
    found = {
        claims[row["rule"]]
        for row in foreign(dataset, "rules")
        if row["who"] == group and row["kind"] in kinds
    }
    ours = {row["claim"] for row in asked(dataset, "akimat-requirements") if group in row["bearer"]}
    assert found == ours != set()


def test_silence_travels(dataset: Dataset) -> None:
    """Where no bearer is stated, somebody who knows only ODRL and PROV sees that nobody is."""
    claims = stating(dataset)
    silent = [row for row in foreign(dataset, "rules") if row["named"] == "false"]
    ours = {row["claim"] for row in asked(dataset, "unstated") if row["field"] == "bearer"}
    assert {row["who"] for row in silent} == {UNSTATED}
    assert {claims[row["rule"]] for row in silent} == ours != set()


def test_conclusions_travel(dataset: Dataset) -> None:
    """Who is bound by our conclusion only, is told as derived and not as stated."""
    found = {(r["conclusion"], r["rule"], r["who"]) for r in foreign(dataset, "conclusions")}
    ours = {
        (row["inference"], row["concerns"], who)
        for row in asked(dataset, "inferences")
        if row["property"] == "bearer"
        for who in row["value_inferred"]
    }
    assert found == ours != set()
    stated = {(row["rule"], row["who"]) for row in foreign(dataset, "rules")}
    assert not stated & {(rule, who) for _, rule, who in found}


def test_speakers_are_who_it_is_attributed_to(dataset: Dataset) -> None:
    """Who said what in which document: as the claims say, silence left out."""
    found = {(row["said"], row["by"]) for row in foreign(dataset, "attribution")}
    quoted = {
        (row["claim"], row["speaker"])
        for row in asked(dataset, "quotes")
        if row["speaker"] not in (None, UNSTATED)
    }
    assert quoted
    assert quoted <= found
    assert not any(by == UNSTATED for _, by in found)


def test_posts_are_those_of_org(dataset: Dataset) -> None:
    """Who held which post: as the stored question tells, our conclusions left out."""
    found = {(row["post"], row["member"]) for row in foreign(dataset, "posts")}
    posts = sorted({post for post, _ in found})
    ours = set()
    for post in posts[:1]:
        rows = Catalogue.load()["post-holder"].ask(SparqlEngine(dataset), {"post": post}).records()
        ours |= {(post, row["holder"]) for row in rows if row["holder"] != UNSTATED}
    assert {pair for pair in found if pair[0] in posts[:1]} == ours != set()
