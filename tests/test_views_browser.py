"""The responsibility page in Chromium: what an analyst does, what must never happen."""

import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mindet.views.model import PageModel
from mindet.views.responsibility import render, write_page
from page_files import Open, opening
from sample_pages import page_model
from test_views import HOSTILE, hostile_model

SELECTED = "Mindet.state.selected === null ? null : Mindet.label(Mindet.state.selected)"


_PAGES: list[tuple[PageModel, str]] = []


def rendered(model: PageModel) -> str:
    """The page of a model, drawn once for all tests that open it."""
    found = next((html for known, html in _PAGES if known is model), None)
    if found is None:
        found = render(model)
        _PAGES.append((model, found))
    return found


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a model's page; anything that it should not do fails the test."""
    with opening(browser, tmp_path) as open_page:
        yield lambda model, **options: open_page(rendered(model), **options)


@pytest.fixture(scope="module")
def model() -> PageModel:
    """A model of a real size."""
    return page_model()


def spot(page: Any, node: int) -> dict[str, float]:
    """Where a node is in the window."""
    script = """id => {
        const box = document.getElementById('graph').getBoundingClientRect();
        const at = Mindet.network.canvasToDOM(Mindet.network.getPosition(id));
        return {x: at.x + box.x, y: at.y + box.y};
    }"""
    found: dict[str, float] = page.evaluate(script, node)
    return found


def test_draws_at_once(visit: Open, model: PageModel) -> None:
    """The map is drawn, with 25 names or more; how fast is told by `make bench`."""
    page = visit(model)
    colours = """(() => {
        const canvas = document.querySelector('#graph canvas');
        const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(all).size;
    })()"""
    assert page.evaluate("Mindet.labels.length") >= 25
    assert page.evaluate(colours) > 50


def test_no_name_lies_over_another(visit: Open, model: PageModel) -> None:
    """Names at fit are 12 px or more, inside the picture, and never over one another."""
    page = visit(model)
    size_of = "parseFloat(font.match(/([\\d.]+)px/)[1])"
    boxes = page.evaluate(f"Mindet.labels.map(({{box, font}}) => [box, {size_of}])")
    for index, (box, size) in enumerate(boxes):
        assert size >= 12
        for other, _ in boxes[:index]:
            beside = box["right"] <= other["left"] or other["right"] <= box["left"]
            assert beside or box["bottom"] <= other["top"] or other["bottom"] <= box["top"]


def test_language_switch_without_reload(visit: Open, model: PageModel) -> None:
    """A press on a language changes every word, and the page stays as it was."""
    page = visit(model)
    page.evaluate("window.same = true")
    assert page.inner_text("h1") == "Who is responsible for what"
    page.click("[data-language=kk]")
    assert page.inner_text("h1") == "Кім не үшін жауапты"
    assert page.get_attribute("html", "lang") == "kk"
    assert "Міндет" in page.inner_text("#filters")
    page.click("[data-language=ru]")
    assert "Обязанность" in page.inner_text("#filters") or "обязанность" in page.inner_text("#rows")
    assert page.evaluate("window.same")


FOUND = (
    ("Қызылорда", "Akimat of Kyzylorda"),
    ("кызылорда акимат", "Akimat of Kyzylorda"),
    ("КЫЗЫЛОРД", "Akimat of Kyzylorda"),
    ("қізілорда әкімд", "Akimat of Kyzylorda"),
    ("kyzyl akim", "Akimat of Kyzylorda"),
    ("уcть-каменогоpск акимат", "Akimat of Oskemen"),
    ("айгуль", "Aigul Sarsen"),
    ("ҚҰДАЙБЕРГЕН", "Yerlan Kudaibergen"),
    ("Кудаиберген", "Yerlan Kudaibergen"),
    ("Улытау министр", "Ministry of Ulytau"),
)


def test_search_folds_letters(visit: Open, model: PageModel) -> None:
    """A name is found in any language, by Kazakh or Russian letters, і or ы, any case."""
    page = visit(model)
    for typed, found in FOUND:
        page.fill("#search", typed)
        assert found in page.inner_text("#found"), typed


def test_search_by_keyboard_picks_and_shows(visit: Open, model: PageModel) -> None:
    """Slash, half a name, Enter: the node is picked, its details have the keyboard."""
    page = visit(model)
    page.keyboard.press("/")
    page.keyboard.type("Ерлан")
    assert page.get_attribute("#search", "aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert page.evaluate(SELECTED) == "Yerlan Kudaibergen"
    assert page.evaluate("document.activeElement.id") == "details"
    assert page.inner_text("#live").startswith("Yerlan Kudaibergen")


def test_click_tells_who_said_it_where_and_when(visit: Open, model: PageModel) -> None:
    """A click on a statement shows gist, act, speaker, document, date and passage."""
    page = visit(model)
    node = page.evaluate("""Mindet.data.nodes.find(n => n.first && n.role === 'statement'
        && Mindet.data.statements[n.id].claims[0].document.endsWith('000')).id""")
    look = "id => Mindet.network.moveTo({position: Mindet.network.getPosition(id), scale: 3})"
    page.evaluate(look, node)
    page.mouse.click(**spot(page, node))
    text = page.inner_text("#details")
    statement = page.evaluate("id => Mindet.data.statements[id]", node)
    claim = statement["claims"][0]
    assert statement["gist"]["en"] in text
    assert "Meeting report 0" in text
    assert "2026-01-01" in text
    assert f"{claim['passages'][0][0]}–{claim['passages'][0][1]}" in text
    assert claim["id"] in text
    spans = [span for span in statement.get("spans", []) if "strict" in span]
    assert all(span["strict"] in text for span in spans)
    assert page.locator("tr.current").count() == 1


def test_details_of_everything_are_words(visit: Open) -> None:
    """Whatever is picked, its details are readable text: nothing undefined, no object's name."""
    page = visit(page_model(30, 30, 60))
    texts = page.evaluate("""[...Mindet.seen.nodes].map(node => {
        Mindet.select(node);
        return document.getElementById('details').textContent;
    })""")
    assert len(texts) > 60
    for text in [*texts, page.inner_text("body")]:
        assert "[object" not in text
        assert "undefined" not in text


def test_click_on_an_actor_lists_its_statements(visit: Open, model: PageModel) -> None:
    """An actor's click shows what it must, and the table keeps only its rows."""
    page = visit(model)
    rows = page.locator("tbody tr").count()
    page.locator(".load button").first.click()
    name = page.evaluate(SELECTED)
    assert name in page.inner_text("#details h2")
    assert page.locator("#details li").count() >= 1
    assert 0 < page.locator("tbody tr").count() < rows
    page.keyboard.press("Escape")
    assert page.evaluate(SELECTED) is None
    assert page.locator("tbody tr").count() == rows


def test_an_edge_leads_to_its_claim(visit: Open, model: PageModel) -> None:
    """Picking an edge between an actor and a statement shows the claim behind it."""
    page = visit(model)
    page.evaluate("""Mindet.selectEdge(
        Mindet.data.edges.find(e => e.group === 'who' && Mindet.seen.edges.has(e.id)).id)""")
    assert "claim/" in page.inner_text("#details")


def test_legend_counts_and_filters_map_and_table(visit: Open, model: PageModel) -> None:
    """A tick taken away takes its kind from the map and the table; reset brings it back."""
    page = visit(model)
    shown = page.inner_text("#showing")
    line = page.locator("#filters li", has=page.locator("input[data-key='kind.Duty']"))
    duties = int(line.locator(".number").inner_text())
    rows = page.locator("tbody tr").count()
    page.locator("input[data-key='kind.Duty']").uncheck()
    assert page.locator("tbody tr").count() == rows - duties
    left = """[...Mindet.seen.nodes].filter(n => Mindet.isStatement(n)
        && Mindet.data.statements[n].kind === 'Duty').length"""
    assert page.evaluate(left) == 0
    page.click("#reset")
    assert page.inner_text("#showing") == shown


def test_only_shows_one_kind(visit: Open, model: PageModel) -> None:
    """'only' leaves one line of a group of the legend."""
    page = visit(model)
    line = page.locator("#filters li", has=page.locator("input[data-key='sure.silent']"))
    line.locator(".only").focus()
    page.keyboard.press("Enter")
    left = "[...Mindet.seen.nodes].filter(Mindet.isStatement)"
    assert page.evaluate(f"{left}.every(n => Mindet.data.nodes[n].hollow)")


def test_table_sorts(visit: Open, model: PageModel) -> None:
    """A press on a column's head sorts by it, a second one the other way round."""
    page = visit(model)
    page.click("[data-column=due]")
    dates = [d for d in page.locator("td.date div").all_inner_texts() if d[:2] == "20"]
    assert dates == sorted(dates)
    assert page.locator("th[aria-sort=ascending] [data-column=due]").count() == 1
    page.keyboard.press("Enter")
    dates = [d for d in page.locator("td.date div").all_inner_texts() if d[:2] == "20"]
    assert dates == sorted(dates, reverse=True)


def test_table_says_what_the_map_says(visit: Open, model: PageModel) -> None:
    """Every statement and every tie that is drawn has its row."""
    page = visit(model)
    statements = page.evaluate("[...Mindet.seen.nodes].filter(Mindet.isStatement).length")
    ties = page.evaluate("""Mindet.data.edges.filter(
        e => e.group === 'structure' && Mindet.seen.edges.has(e.id)).length""")
    assert page.locator("tbody tr").count() == statements + ties


def test_map_by_keyboard_alone(visit: Open, model: PageModel) -> None:
    """Arrows walk from node to node, Enter opens, Escape lets go; the focus is always seen."""
    page = visit(model)
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    first = page.evaluate(SELECTED)
    page.keyboard.press("ArrowDown")
    assert first
    assert page.evaluate(SELECTED) not in (None, first)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Escape")
    assert page.evaluate("[Mindet.state.selected, document.activeElement.id]") == [None, "graph"]


def test_tab_reaches_everything(visit: Open, model: PageModel) -> None:
    """Tab goes through search, languages, filters, map and table, and the focus shows."""
    page = visit(model)
    seen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        place, shown = page.evaluate("""(() => {
            const e = document.activeElement;
            const name = e.id || e.dataset.key || e.dataset.language || e.dataset.column || '';
            return [name, getComputedStyle(e).outlineStyle !== 'none' || e.id === 'divider'];
        })()""")
        assert shown, place
        seen.add(place)
    assert {"search", "kk", "theme", "graph", "fit", "divider", "who", "kind.Duty"} <= seen


def test_says_how_many_of_how_many(visit: Open) -> None:
    """Of a graph too large to show, the most important are shown, and a way leads to the rest."""
    large = page_model(400, 400, 1200)
    page = visit(large)
    assert page.evaluate("Mindet.seen.nodes.size") <= 400
    assert f"of {large.size:,}" in page.inner_text("#showing")
    page.click("#more")
    assert page.evaluate("Mindet.seen.nodes.size") > 400
    assert "mindet ask" in page.inner_text("#notice")
    page.click("#more")
    assert page.evaluate("Mindet.seen.nodes.size") <= 400


def test_svg_holds_every_node_and_line(visit: Open, model: PageModel) -> None:
    """Whatever is drawn at fit is in the file: statements too, which have no names there."""
    page = visit(model)
    drawn = page.evaluate("Mindet.svg().match(/<path[^>]* stroke=/g).length")
    lines = page.evaluate("Mindet.linesInSight().length")
    assert drawn == page.evaluate("Mindet.seen.nodes.size") + lines


def test_search_finds_what_is_not_shown(visit: Open) -> None:
    """A name beyond the first sight is found, and picking it shows it."""
    page = visit(page_model(200, 200, 600))
    node = page.evaluate("Mindet.data.nodes.find(n => !n.first && n.role !== 'statement').id")
    name = page.evaluate("id => Mindet.label(id)", node)
    page.fill("#search", name)
    page.keyboard.press("Enter")
    assert page.evaluate("Mindet.seen.nodes.has(Mindet.state.selected)")
    assert name in page.inner_text("#details h2")


def test_hostile_strings_run_nothing_and_break_nothing(visit: Open) -> None:
    """Scripts, handlers, quotes, marks that turn the text and endless labels stay plain text."""
    page = visit(hostile_model())
    for node in page.evaluate("[...Mindet.seen.nodes]"):
        page.evaluate("id => Mindet.select(id)", node)
    page.fill("#search", "script")
    page.click("[data-language=kk]")
    assert page.evaluate("window.hacked") is None
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, a[href^=javascript]').length") == 0
    )
    assert HOSTILE[1] in page.inner_text("body")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    aside = page.evaluate("(e => [e.scrollWidth, e.clientWidth])(document.querySelector('aside'))")
    assert aside[0] <= aside[1] + 1


def test_the_policy_stops_a_script_that_gets_in(browser: Any, tmp_path: Path) -> None:
    """Even markup written into the page runs nothing: the policy holds by itself."""
    path = tmp_path / "page.html"
    write_page(page_model(5, 5, 5), path)
    evil = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'></main>"
    text = path.read_text(encoding="utf-8").replace("</main>", evil)
    path.write_text(text, encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_follows_the_reader(visit: Open, model: PageModel, scheme: str) -> None:
    """The page is light or dark as the system is, and the button turns it round."""
    page = visit(model, color_scheme=scheme)
    assert page.get_attribute("html", "data-theme") == scheme
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") != scheme


@pytest.mark.parametrize("width", [1024, 390])
def test_narrow_screens_keep_everything_in_width(visit: Open, model: PageModel, width: int) -> None:
    """On a tablet and a phone nothing sticks out sideways."""
    page = visit(model, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.getElementById('graph').clientHeight") > 300


def test_an_empty_graph_says_so(visit: Open, model: PageModel) -> None:
    """A page without any node draws, and says that nothing is left to show."""
    page = visit(dataclasses.replace(model, things=(), statements=(), edges=()))
    assert page.is_visible("#empty")


@pytest.mark.parametrize("arrange", ["layers", "time"])
def test_the_map_stands_in_columns(visit: Open, model: PageModel, arrange: str) -> None:
    """A press arranges the map by layer or time; a link keeps it, and the network comes back."""
    page = visit(model)
    at = "id => Mindet.network.getPosition(id).x"
    pick = "role => Mindet.data.nodes.find(n => n.role === role && Mindet.seen.nodes.has(n.id)).id"
    before = page.evaluate(at, page.evaluate(pick, "actor"))
    page.click(f"[data-arrange={arrange}]")
    assert f"arrange={arrange}" in page.evaluate("location.hash")
    places = [page.evaluate(at, page.evaluate(pick, r)) for r in ("actor", "statement", "task")]
    assert places == sorted(places)
    assert len(set(places)) == 3
    assert page.get_attribute(f"[data-arrange={arrange}]", "aria-pressed") == "true"
    heads = page.evaluate("Mindet.columns().map(([text]) => text)")
    svg = page.evaluate("Mindet.svg()")
    assert [head for head in heads if f">{head}<" not in svg] == []
    page.click("[data-arrange='']")
    assert page.evaluate(at, page.evaluate(pick, "actor")) == before


@pytest.mark.parametrize(("width", "language"), [(1440, "ru"), (390, "kk")])
def test_every_heading_is_there_and_over_no_other(
    visit: Open, model: PageModel, width: int, language: str
) -> None:
    """In the layout by time each column has its heading, in two rows where one has no room."""
    page = visit(model, viewport={"width": width, "height": 800})
    page.click(f"[data-language={language}]")
    page.click("[data-arrange=time]")
    wide = page.evaluate("document.getElementById('graph').clientWidth")
    heads = page.evaluate("width => Mindet.headsInSight(width)", wide)
    assert [head["text"] for head in heads] == page.evaluate("Mindet.columns().map(([t]) => t)")
    for row in {head["row"] for head in heads}:
        ends = [(h["left"], h["left"] + h["wide"]) for h in heads if h["row"] == row]
        assert all(0 <= left < right <= wide for left, right in ends)
        assert all(one[1] < two[0] for one, two in itertools.pairwise(ends))
