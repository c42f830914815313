"""How pages look: on paper, and on screen beside the pictures that are kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import looks
import paper
import servers
from explorers import Open
from mindet.views import matrix, responsibility
from page_files import opening
from sample_matrix import matrix as sample_matrix
from sample_pages import page_model

ADDRESSES = (
    "/", "/queries/overdue?date=2026-12-31&columns=all", "/id/person/zhaslan-madiyev?lang=kk",
    "/explore/person/zhaslan-madiyev",
)  # fmt: skip


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page's text; anything that it should not do fails the test."""
    with opening(browser, tmp_path) as open_page:
        yield open_page


@pytest.mark.parametrize("name", looks.PAGES)
def test_a_page_prints_well(open_page: Open, name: str) -> None:
    """A dark page on paper: light, all of it, and its picture as wide as the sheet at most."""
    page = open_page(looks.text(name), color_scheme="dark")
    assert paper.check(page) > 0


def test_the_whole_table_is_printed(open_page: Open) -> None:
    """On screen a table begins with so many rows; on paper they are all there."""
    page = open_page(responsibility.render(page_model(24, 24, 260), first=400))
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


# --- beside the pictures that are kept


def beside(page: Any, name: str, view: looks.View) -> None:
    """The page looks as it did when its picture was kept."""
    now = looks.taken(page)
    blank = page.context.new_page()
    if not looks.usual(blank):
        servers.unavailable("the letters of the pictures", "system-ui is not DejaVu Sans here")
    assert looks.far(blank, f"{name}-{view.width}", now) < looks.FAR
    blank.close()


@pytest.mark.parametrize("view", looks.VIEWS, ids=lambda view: f"{view.language}-{view.width}")
@pytest.mark.parametrize("name", looks.PAGES)
def test_a_page_looks_as_its_picture(
    browser: Any, tmp_path: Path, name: str, view: looks.View
) -> None:
    """Each page in a language, a theme and a width; `python tests/looks.py` takes them anew."""
    with looks.seen(browser, tmp_path, name, view) as page:
        beside(page, name, view)


@pytest.mark.parametrize("view", looks.VIEWS, ids=lambda view: f"{view.language}-{view.width}")
@pytest.mark.parametrize("name", looks.ADDRESSES)
def test_the_explorer_looks_as_its_picture(visit: Open, name: str, view: looks.View) -> None:
    """The explorer's first page and an answer likewise."""
    beside(visit(looks.address(name, view), **view.options), name, view)


def test_a_broken_look_is_seen(browser: Any, tmp_path: Path) -> None:
    """Without its frames or tools, in other letters or another language it is far from it."""
    broken = (
        ".role { border: 0 !important; background: none !important }",
        ".tools { display: none !important }",
        "* { font-family: 'DejaVu Serif' !important }",
    )
    with looks.seen(browser, tmp_path, "matrix", looks.VIEWS[0]) as page:
        for style in broken:
            added = page.add_style_tag(content=style)
            assert looks.far(page, "matrix-1440", looks.taken(page)) > looks.FAR
            added.evaluate("style => style.remove()")
        page.click("[data-language=ru]")
        assert looks.far(page, "matrix-1440", looks.taken(page)) > looks.FAR
