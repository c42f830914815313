"""Pages on paper: without what one presses, nothing cut, light, table heads on every sheet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import paper
from explorers import Open
from mindet.views import document, matrix, responsibility, timeline
from page_files import opening
from sample_matrix import matrix as sample_matrix
from sample_pages import page_model
from sample_proof import proof
from sample_timeline import timeline as sample_timeline

PAGES = {
    "map": lambda: responsibility.render(page_model(24, 24, 150), first=90),
    "matrix": lambda: matrix.render(sample_matrix()),
    "timeline": lambda: timeline.render(sample_timeline()),
    "document": lambda: document.render(proof()),
}
ADDRESSES = (
    "/", "/queries/overdue?date=2026-12-31&columns=all", "/id/person/zhaslan-madiyev?lang=kk",
    "/explore/person/zhaslan-madiyev", "/sparql?example=powers",
)  # fmt: skip


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page's text; anything that it should not do fails the test."""
    with opening(browser, tmp_path) as open_page:
        yield open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_well(open_page: Open, name: str) -> None:
    """A dark page on paper: light, all of it, and its picture as wide as the sheet at most."""
    page = open_page(PAGES[name](), color_scheme="dark")
    assert paper.check(page) > 0


def test_the_whole_table_is_printed(open_page: Open) -> None:
    """On screen a table begins with so many rows; on paper they are all there."""
    page = open_page(responsibility.render(page_model(60, 60, 400), first=700))
    rows = "document.querySelectorAll('#rows tbody tr').length"
    before = page.evaluate(rows)
    assert page.is_visible("#more-rows")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    every = page.evaluate("Mindet.records().length - 1")
    assert page.evaluate(rows) == every > before
    assert page.evaluate("document.getElementById('printed').width > 2000")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(rows) == before
    assert page.locator("#printed").count() == 0


def test_a_wide_matrix_is_printed_in_parts(open_page: Open) -> None:
    """Every column is printed once, with the names of the rows beside it each time."""
    page = open_page(matrix.render(sample_matrix(page_model(24, 70, 140))))
    columns = page.locator("#matrix .column").count()
    assert columns > 24
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    parts = page.locator(".block")
    assert parts.count() == -(-columns // 24)
    assert page.locator(".block .column").count() == columns
    rows = page.locator("#matrix th[scope=row]").count()
    assert page.locator(".block th[scope=row]").count() == rows * parts.count()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_explorer_prints_well(visit: Open, address: str) -> None:
    """The explorer's pages likewise, the picture of ties among them."""
    page = visit(address, color_scheme="dark")
    if address.startswith("/explore"):
        page.wait_for_selector("#picture[data-ready]")
    assert paper.check(page) > 0
