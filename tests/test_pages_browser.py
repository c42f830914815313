"""The pages of one table in Chromium: what an analyst does, also by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mindet.views import document as documents
from mindet.views import matrix as matrices
from mindet.views import timeline as timelines
from page_files import Open, opening
from sample_matrix import matrix
from sample_proof import SOURCE, proof
from sample_timeline import timeline
from test_pages import hostile_matrix, hostile_proof
from test_views import hostile_model


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page's text; anything that it should not do fails the test."""
    with opening(browser, tmp_path) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def sheet() -> str:
    """The page of a made-up matrix."""
    return matrices.render(matrix())


FOCUS = "document.activeElement"


def test_matrix_shows_every_cell(visit: Open, sheet: str) -> None:
    """All cells are there, each with sign and word; the silent row is the first."""
    page = visit(sheet)
    pairs = page.evaluate("new Set(Mindet.data.cells.map(([a, u]) => `${a}|${u}`)).size")
    assert page.locator("button.cell").count() == pairs
    assert page.locator(".role").count() == page.evaluate("Mindet.data.cells.length")
    assert page.inner_text("tbody th >> nth=0").startswith("Nobody named")
    assert page.locator("tbody.nobody .role.hollow").count() > 0
    dashed = page.locator(".role.ours").first
    assert dashed.evaluate("e => getComputedStyle(e).borderTopStyle") == "dashed"


def test_matrix_heads_stay_in_view(visit: Open, sheet: str) -> None:
    """However far one scrolls, the heads of rows and columns are where they were."""
    page = visit(sheet)
    place = """(() => { const at = e => document.querySelector(e).getBoundingClientRect();
        return [at('thead .column').y, at('tbody th').x]; })()"""
    before = page.evaluate(place)
    page.evaluate("document.getElementById('sheet').scrollTo(600, 600)")
    assert page.evaluate("document.getElementById('sheet').scrollTop") > 0
    assert page.evaluate(place) == before


def test_matrix_switches_to_kazakh(visit: Open, sheet: str) -> None:
    """A press on a language changes every word without a reload, and the link keeps it."""
    page = visit(sheet)
    page.evaluate("window.same = true")
    page.click("[data-language=kk]")
    assert page.inner_text("h1") == "Кім неге қатысады"
    assert page.get_attribute("html", "lang") == "kk"
    assert "міндетті" in page.inner_text("#roles")
    assert page.evaluate("window.same && location.hash") == "#lang=kk"


def test_matrix_sorts(visit: Open, sheet: str) -> None:
    """Rows stand by name in the language's own order, or by number of claims."""
    page = visit(sheet, "#lang=kk")
    names = "[...document.querySelectorAll('tbody:nth-of-type(2) bdi')].map(e => e.textContent)"
    order = "names => names.sort(new Intl.Collator('kk', {numeric: true}).compare)"
    found = page.evaluate(names)
    assert len(found) > 1
    assert page.evaluate(order, found) == found
    page.select_option("#sort-actors", "count")
    counts = page.evaluate("""[...document.querySelectorAll('tbody')].map(
        b => [...b.querySelectorAll('th[scope=row] .number')].map(e => Number(e.textContent)))""")
    assert all(one == sorted(one, reverse=True) for one in counts)
    assert "actors=count" in page.evaluate("location.hash")


def test_matrix_filters_by_role_and_text(visit: Open, sheet: str) -> None:
    """A role taken away takes its cells; words leave the cells that hold them; reset restores."""
    page = visit(sheet)
    whole = page.locator(".role").count()
    duties = page.locator(".role[data-role=must]").count()
    page.locator("#roles input[data-key=must]").uncheck()
    assert page.locator(".role").count() == whole - duties
    page.fill("#text", "қызылорда")
    left = page.locator(".role").count()
    assert 0 < left < whole - duties
    assert str(left) in page.inner_text("#live")
    page.fill("#text", "xyzzy")
    assert page.is_visible("#empty")
    page.click("#reset")
    assert page.locator(".role").count() == whole


def test_matrix_folds_by_kind_with_counts(visit: Open, sheet: str) -> None:
    """A folded kind is one line with the number of its claims, and unfolds again."""
    page = visit(sheet)
    rows, columns = page.locator("th[scope=row]").count(), page.locator("th.column").count()
    members = int(page.inner_text("[data-fold='a.Ministry'] .number"))
    page.focus("[data-fold='a.Ministry']")
    page.keyboard.press("Enter")
    assert page.locator("th[scope=row]").count() == rows - members
    assert page.evaluate(f"{FOCUS}.dataset.fold") == "a.Ministry"
    assert page.locator("tr.group button.sum").count() > 0
    page.click("[data-fold='u.Programme']")
    assert page.locator("th.column").count() < columns
    assert page.get_attribute("[data-fold='u.Programme']", "aria-expanded") == "false"
    page.click("#fold")
    assert page.locator("th[scope=row]").count() == rows


def test_matrix_cell_by_keyboard_alone(visit: Open, sheet: str) -> None:
    """Tab reaches the cells, arrows walk them, Enter opens the claims, Escape goes back."""
    page = visit(sheet)
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(f"getComputedStyle({FOCUS}).outlineStyle") != "none"
        if page.evaluate(f"'cell' in {FOCUS}.dataset"):
            break
    first = page.evaluate(f"{FOCUS}.dataset.cell")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    second = page.evaluate(f"{FOCUS}.dataset.cell")
    assert first
    assert second not in (None, first)
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUS}.id") == "details"
    claims = page.evaluate(
        """key => Mindet.data.cells.filter(([a, u]) => key ===
        [Mindet.data.actors[a], Mindet.data.undertakings[u]].map(x => Mindet.short(x.id)).join('|'))
        .flatMap(c => c[4])""",
        second,
    )
    text = page.inner_text("#details")
    assert claims
    for claim in claims:
        assert claim in text
        told = page.evaluate("id => Mindet.claims.get(id).statement.gist.en", claim)
        assert told in text
    assert "Meeting report" in text
    assert "–" in page.inner_text("#details dl.claim code >> nth=0")
    page.keyboard.press("Escape")
    assert page.is_hidden("#details")
    assert page.evaluate(f"{FOCUS}.dataset.cell") == second


def test_matrix_link_opens_the_same_view(visit: Open, sheet: str) -> None:
    """Language, theme, sort, filters, folds and the open cell come back from the hash."""
    page = visit(sheet)
    page.click("[data-language=ru]")
    page.click("#theme")
    page.select_option("#sort-undertakings", "count")
    page.locator("#roles input[data-key=must]").uncheck()
    page.click("[data-fold='a.Akimat']")
    page.click("#turn")
    page.locator("button.cell:not(.sum)").first.click()
    look = "document.querySelector('main').innerText + document.documentElement.dataset.theme"
    seen, link = page.evaluate(look), page.evaluate("location.hash")
    again = visit(sheet, link)
    assert again.evaluate(look) == seen
    assert again.evaluate("location.hash") == link
    assert again.is_visible("#details")


def test_matrix_survives_a_broken_hash(visit: Open, sheet: str) -> None:
    """A hash that says nonsense opens the page as it is."""
    page = visit(sheet, "#lang=xx&open=%22%3Cb%3E&fold=u.None&actors=javascript&off=<script>")
    assert page.locator(".role").count() == page.evaluate("Mindet.data.cells.length")
    assert page.is_hidden("#details")


def test_hostile_matrix_runs_nothing(visit: Open) -> None:
    """Scripts, handlers, quotes and marks that turn the text stay plain text, in the panel too."""
    page = visit(matrices.render(hostile_matrix()))
    for index in range(min(12, page.locator("button.cell").count())):
        page.locator("button.cell").nth(index).evaluate("e => e.click()")
    page.click("[data-language=kk]")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


# --- one document


@pytest.fixture(scope="module")
def reading() -> str:
    """The page of a made-up document with its text."""
    return documents.render(proof())


def test_document_shows_its_text_unchanged(visit: Open, reading: str) -> None:
    """The text on the page is the text; each passage is marked, what nothing holds waves."""
    page = visit(reading)
    assert page.evaluate("document.getElementById('source').textContent") == SOURCE
    assert page.locator("mark").count() >= 40
    assert page.locator("mark[data-many]").count() > 10
    assert page.locator("#source .bare").count() > 0
    assert page.locator("#source .aside").count() == 2
    assert page.locator(".card").count() == 12
    assert "%" in page.inner_text("#covered")


def test_document_links_both_sides(visit: Open, reading: str) -> None:
    """Over a passage its claims light up, over a claim its passages."""
    page = visit(reading)
    page.locator("mark[data-many]").first.hover()
    assert page.locator(".card.lit").count() >= 1
    card = page.locator(".card").nth(1)
    card.locator(".place").focus()
    lit = page.locator("mark.lit").count()
    assert lit >= 2
    assert page.locator(".card.lit").count() == 1


def test_document_by_keyboard_alone(visit: Open, reading: str) -> None:
    """Arrows walk the passages, Enter shows the claims that hold one, Escape goes back."""
    page = visit(reading)
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(f"getComputedStyle({FOCUS}).outlineStyle") != "none"
        if page.evaluate(f"{FOCUS}.tagName") == "MARK":
            break
    page.keyboard.press("ArrowRight")
    number = int(page.evaluate(f"{FOCUS}.dataset.segment"))
    held = page.evaluate(
        """n => [...new Set(Mindet.data.segments[n][1].map(
        s => Mindet.data.stretches[s]).filter(s => s[2] === 'claim').map(s => s[3]))]""",
        number,
    )
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUS}.className") == "place"
    assert page.locator(".card").count() == len(held)
    for claim in held:
        gist = page.evaluate("id => Mindet.claims.get(id).statement.gist.en", claim)
        assert gist in page.inner_text("#cards")
        assert claim in page.inner_text("#cards")
    assert str(len(held)) in page.inner_text("#live")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUS}.dataset.segment") == str(number)
    assert page.locator(".card").count() == 12


def test_document_filters_and_its_link_restores(visit: Open, reading: str) -> None:
    """Kinds and words leave some claims; Kazakh, theme and the open claim come with the link."""
    page = visit(reading)
    tick = page.locator("#kinds input").first
    count = int(page.locator("#kinds label .number").first.inner_text())
    tick.uncheck()
    assert page.locator(".card").count() == 12 - count
    assert page.evaluate("document.getElementById('source').textContent") == SOURCE
    page.click("[data-language=kk]")
    page.click("#theme")
    page.locator(".place").nth(1).click()
    assert page.locator(".card.open").count() == 1
    assert page.inner_text("h1") == "Құжат және оның оқылуы"
    look = "document.querySelector('main').innerText + document.documentElement.dataset.theme"
    seen, link = page.evaluate(look), page.evaluate("location.hash")
    again = visit(reading, link)
    assert again.evaluate(look) == seen
    assert again.locator(".card.open").count() == 1
    again.fill("#text", "xyzzy")
    assert again.is_visible("#empty")
    again.click("#reset")
    assert again.locator(".card").count() == 12


def test_document_without_text_tells_offsets(visit: Open) -> None:
    """Without the text, the claims stand in its order with their offsets."""
    page = visit(documents.render(proof(source=None)))
    assert page.is_hidden("#sheet")
    places = page.locator(".place code").all_inner_texts()
    starts = [int(place.split("–")[0]) for place in places]
    assert starts == sorted(starts)
    assert len(starts) == 12


def test_hostile_document_runs_nothing(visit: Open) -> None:
    """A hostile text is shown letter by letter, and runs nothing."""
    whole = hostile_proof()
    page = visit(documents.render(whole), viewport={"width": 390, "height": 800})
    text = page.evaluate("document.getElementById('source').textContent")
    assert text == whole.source
    page.locator("mark").first.evaluate("e => e.click()")
    page.click("[data-language=ru]")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# --- the timeline


@pytest.fixture(scope="module")
def lanes() -> str:
    """The page of a made-up timeline."""
    return timelines.render(timeline())


def test_timeline_draws_every_dated_mark(visit: Open, lanes: str) -> None:
    """Each dated mark is in the picture, alone or with its neighbours; inferred ones are dashed."""
    page = visit(lanes)
    drawn = page.evaluate("""[...document.querySelectorAll('.mark')]
        .flatMap(e => e.dataset.key.split('-').map(Number)).sort((a, b) => a - b)""")
    dated = page.evaluate("Mindet.data.marks.flatMap((m, i) => m[2] ? [i] : [])")
    assert drawn == dated
    assert page.locator(".join").count() == 2
    dash = "e => getComputedStyle(e).strokeDasharray"
    assert page.locator(".join.ours").evaluate(dash) != "none"
    assert page.locator("[data-lane=tenures] .band.ours").evaluate(dash) != "none"
    assert page.locator("[data-lane=due] .mark path").count() > 0


def test_timeline_table_says_what_the_picture_says(visit: Open, lanes: str) -> None:
    """Each mark has its row, dated or not, and a drift tells how it changed."""
    page = visit(lanes)
    page.click("#tabular summary")
    assert page.locator("#rows tbody tr").count() == page.evaluate("Mindet.data.marks.length")
    text = page.inner_text("#rows")
    assert "later" in text
    for day in page.evaluate("Mindet.data.marks.flatMap(m => [m[2], m[3], m[4]]).filter(Boolean)"):
        assert day in text
    undated = page.evaluate("Mindet.data.marks.filter(m => !m[2]).length")
    assert undated > 0
    assert str(undated) in page.inner_text("#undated")


def test_timeline_zooms_by_year_with_keys(visit: Open, lanes: str) -> None:
    """Plus halves the years, full stop goes on by one, 0 shows all; the link keeps them."""
    page = visit(lanes)
    whole = page.evaluate("[Mindet.state.from, Mindet.state.to]")
    page.focus("#sheet")
    page.keyboard.press("+")
    page.keyboard.press("+")
    near = page.evaluate("[Mindet.state.from, Mindet.state.to]")
    assert near[1] - near[0] < whole[1] - whole[0]
    page.keyboard.press("Period")
    after = page.evaluate("[Mindet.state.from, Mindet.state.to]")
    assert after == [near[0] + 1, near[1] + 1]
    assert str(after[0]) in page.inner_text("#live")
    assert f"from={after[0]}" in page.evaluate("location.hash")
    page.keyboard.press("0")
    assert page.evaluate("[Mindet.state.from, Mindet.state.to]") == whole
    page.select_option("#from", str(whole[1]))
    assert page.evaluate("Mindet.state.from") == whole[1]


def test_timeline_mark_by_keyboard_alone(visit: Open, lanes: str) -> None:
    """Tab reaches the marks, arrows walk them, Enter opens the claims, Escape goes back."""
    page = visit(lanes)
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(f"getComputedStyle({FOCUS}).outlineStyle") != "none"
        if page.evaluate(f"'key' in {FOCUS}.dataset && {FOCUS}.tagName === 'g'"):
            break
    first = page.evaluate(f"{FOCUS}.dataset.key")
    page.keyboard.press("ArrowDown")
    second = page.evaluate(f"{FOCUS}.dataset.key")
    assert second != first
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUS}.id") == "details"
    for claim in page.evaluate("k => k.split('-').flatMap(i => Mindet.data.marks[i][6])", second):
        assert claim in page.inner_text("#details")
    page.keyboard.press("Escape")
    assert page.is_hidden("#details")
    assert page.evaluate(f"{FOCUS}.dataset.key") == second


def test_timeline_filters_folds_and_its_link_restores(visit: Open, lanes: str) -> None:
    """Lanes, words, folds, sort, language, theme and the open mark come back from the hash."""
    page = visit(lanes)
    page.locator("#lanes input[data-key=said]").uncheck()
    assert page.locator("[data-lane=said]").count() == 0
    page.click("[data-fold=results]")
    assert page.locator("[data-lane=results] .row").count() == 0
    page.select_option("#sort", "day")
    page.click("[data-language=kk]")
    page.click("#theme")
    page.focus(".mark")
    page.keyboard.press("Enter")
    assert page.is_visible("#details")
    assert page.inner_text("h1") == "Не қашан айтылды, мерзімі қашан, не істелді"
    look = "document.querySelector('main').innerText + document.documentElement.dataset.theme"
    seen, link = page.evaluate(look), page.evaluate("location.hash")
    again = visit(lanes, link)
    assert again.evaluate(look) == seen
    again.fill("#text", "xyzzy")
    assert again.is_visible("#empty")


def test_hostile_timeline_runs_nothing(visit: Open) -> None:
    """Hostile labels stay text in the picture, the table and the panel, on a phone too."""
    html = timelines.render(timeline(hostile_model()))
    page = visit(html, viewport={"width": 390, "height": 800})
    click = "e => e.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    for index in range(6):
        page.locator(".mark").nth(index).evaluate(click)
    page.evaluate("document.getElementById('tabular').open = true")
    page.click("[data-language=kk]")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# --- all of them

SMALL = """[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    && parseFloat(getComputedStyle(e).fontSize) < 12).length"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["sheet", "reading", "lanes"])
def test_phone_keeps_all_in_width(
    visit: Open, request: pytest.FixtureRequest, name: str, scheme: str
) -> None:
    """On a phone nothing sticks out sideways, the theme follows, and text is 12 px or more."""
    html = request.getfixturevalue(name)
    page = visit(html, viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.focus("button.cell, mark, .mark")
    page.keyboard.press("Enter")
    assert page.is_visible("#details")
    assert page.get_attribute("html", "data-theme") == scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(SMALL) == 0


@pytest.mark.parametrize("name", ["matrix", "timeline"])
def test_a_part_says_that_it_is_one(visit: Open, name: str) -> None:
    """A page of a part says of how much, and how to ask the rest; a whole one does not."""
    parts = {
        "matrix": matrices.render(matrix(), carried=30),
        "timeline": timelines.render(timeline(), carried=40),
    }
    page = visit(parts[name])
    assert "mindet ask" in page.inner_text("#notice")
    assert " of " in page.inner_text("#showing")
    page.click("[data-language=kk]")
    assert "қалғанын сұраңыз" in page.inner_text("#notice")


def test_a_whole_page_has_no_such_notice(visit: Open, sheet: str) -> None:
    """Where nothing is left out nothing says so."""
    assert not visit(sheet).is_visible("#notice")
