"""The pages of the catalogue: those in docs/ are what is made today, and each shows an answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import asking
from mindet.catalogue import SparqlEngine
from mindet.handbook import handbook

FOLDER = Path(__file__).parent.parent / "docs" / "questions"


@pytest.fixture(scope="module")
def pages(documents: SparqlEngine) -> Mapping[str, str]:
    """The pages as they are made from the five documents."""
    return dict(handbook(asking.CATALOGUE, documents))


def test_the_pages_in_docs_are_those_of_today(pages: Mapping[str, str]) -> None:
    """`make docs` would change nothing."""
    assert {path.name for path in FOLDER.iterdir()} == set(pages)
    for name, text in pages.items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name}: run make docs"


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_each_example_finds_something(documents: SparqlEngine, name: str) -> None:
    """The example in a header has a real answer, so that a reader sees one."""
    query = asking.CATALOGUE[name]
    assert query.ask(documents, query.example).rows


def test_each_page_has_both_texts_and_all_languages(pages: Mapping[str, str]) -> None:
    """Title and description in three languages, each parameter and column, Cypher and SPARQL."""
    for query in asking.CATALOGUE.values():
        page = pages[f"{query.name}.md"]
        assert all(f"**{title}.**" in page for title in query.titles.values())
        assert query.cypher_body in page
        assert query.sparql.rstrip() in page
