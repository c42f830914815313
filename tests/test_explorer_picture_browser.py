"""The picture of ties in Chromium: clicks, keys, links, files, and what must never happen."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from explorers import Open

MADIYEV, TELECOM = "person/zhaslan-madiyev", "operator/kazakhtelecom"
RAILWAY = "company/kazakhstan-temir-zholy"


@pytest.fixture
def visit(visit: Open) -> Open:
    """Open a picture, and wait until it is drawn."""

    def drawn(path: str, **options: Any) -> Any:
        page = visit(path, **options)
        page.wait_for_selector("#picture[data-ready]")
        return page

    return drawn


def shown(page: Any) -> list[str]:
    """The things in the picture."""
    found: list[str] = page.evaluate("[...Mindet.nodes.keys()]")
    return found


def settled(page: Any) -> None:
    """Wait until nothing is asked of the server any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("#graph:not([aria-busy])")


def spot(page: Any, thing: str) -> dict[str, float]:
    """Where on the page a thing is drawn."""
    at = page.evaluate("id => Mindet.network.canvasToDOM(Mindet.network.getPosition(id))", thing)
    box = page.locator("#graph").bounding_box()
    return {"x": box["x"] + at["x"], "y": box["y"] + at["y"]}


def press(page: Any, thing: str) -> None:
    """Click a thing with the mouse."""
    page.mouse.click(**spot(page, thing))
    page.wait_for_selector(".relations button")


def test_a_click_opens_the_ties_and_another_closes_them(visit: Open) -> None:
    """From the page of a thing to its picture; a relation opens twenty, then more, then none."""
    page = visit(f"/explore/{MADIYEV}")
    before = len(shown(page))
    press(page, MADIYEV)
    relation = page.locator('[data-key="speaker in"]')
    assert relation.get_attribute("aria-expanded") == "true"
    count = int(relation.locator(".count").inner_text())
    assert count > 20
    page.click('[data-key="more speaker in"]')
    settled(page)
    assert len(shown(page)) > before
    assert page.evaluate("document.activeElement.dataset.key") in ("more speaker in", "speaker in")
    relation.click()
    settled(page)
    assert relation.get_attribute("aria-expanded") == "false"
    assert len(shown(page)) < before
    assert page.inner_text("#live").startswith("Things: ")


def test_nothing_moves_at_a_click(visit: Open) -> None:
    """What is there keeps its place when more comes."""
    page = visit(f"/explore/{TELECOM}")
    where = "Object.fromEntries([...Mindet.nodes.values()].map(n => [n.id, [n.x, n.y]]))"
    before = page.evaluate(where)
    press(page, TELECOM)
    page.click('[data-key="value in"]')
    settled(page)
    after = page.evaluate(where)
    assert len(after) > len(before)
    assert {one: after[one] for one in before} == before


def test_by_keyboard_alone(visit: Open) -> None:
    """Tab to the picture, arrows to a thing, Enter to its ties, Enter opens one, Escape back."""
    page = visit(f"/explore/{TELECOM}")
    before = len(shown(page))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "graph":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("Mindet.picked") == TELECOM
    assert page.inner_text("#live").startswith("Kazakhtelecom JSC")
    settled(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "tie"
    while page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(page)
    assert len(shown(page)) > before
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "graph"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Mindet.picked") != TELECOM
    picked = page.evaluate("Mindet.picked")
    page.keyboard.press("Delete")
    settled(page)
    assert picked not in shown(page)
    page.keyboard.press("Escape")
    assert page.evaluate("Mindet.picked") is None


def test_picture_and_table_are_linked(visit: Open) -> None:
    """Each line is a row; a press on a name there picks the thing here, and the other way."""
    page = visit(f"/explore/{MADIYEV}")
    edges = page.evaluate("Mindet.edges.length")
    tied = page.evaluate("new Set(Mindet.edges.flatMap(e => [e.from, e.to])).size")
    rows = page.locator("#ties tbody tr").count()
    assert rows == edges + len(shown(page)) - tied
    other = next(one for one in shown(page) if one.startswith("statement/"))
    page.locator(f'#ties [data-thing="{other}"] >> nth=0').click()
    assert page.evaluate("Mindet.picked") == other
    assert page.evaluate("document.activeElement.dataset.thing") == other
    assert page.locator("#ties tr.picked-row").count() > 0
    press(page, MADIYEV)
    first = page.locator("#ties tbody tr >> nth=0")
    assert "Madiyev" in first.inner_text()
    assert page.locator("#ties [aria-pressed=true] >> nth=0").get_attribute("data-thing") == MADIYEV


def test_adding_a_thing_and_the_shortest_way(visit: Open) -> None:
    """Half a name adds a thing; path from one to the other puts the chain there and says it."""
    page = visit(f"/explore/{TELECOM}")
    page.fill("#add", "temir zh")
    page.wait_for_selector("#add-list [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert RAILWAY in shown(page)
    assert page.evaluate("Mindet.picked") == RAILWAY
    assert page.locator("#ties td.muted").count() == 1  # not tied to the rest yet
    page.click('[data-key="path"]')
    assert "pick the other end" in page.inner_text("#live")
    press(page, TELECOM)
    page.click('[data-key="path"]')
    page.wait_for_selector("#told:not([hidden])")
    settled(page)
    assert page.inner_text("#told").startswith("Shortest chain of claims")
    assert MADIYEV in shown(page)
    assert page.locator("#ties td.muted").count() == 0


def test_a_link_opens_the_same_view(visit: Open) -> None:
    """Steps, pick and language are in the address; going back undoes a step."""
    page = visit(f"/explore/{TELECOM}?lang=kk")
    first = shown(page)
    press(page, TELECOM)
    page.click('[data-key="value in"]')
    settled(page)
    where = "[...Mindet.nodes.values()].map(n => [n.id, n.x, n.y, n.label])"
    seen, link = page.evaluate(where), page.url
    assert "step=" in link
    other = visit(link[link.index("/explore") :])
    assert other.evaluate(where) == seen
    assert other.evaluate("Mindet.picked") == TELECOM
    assert other.get_attribute("html", "lang") == "kk"
    other.click(".languages a[lang=ru]")
    other.wait_for_selector("#picture[data-ready]")
    assert [one[0] for one in other.evaluate(where)] == [one[0] for one in seen]
    page.go_back()
    settled(page)
    page.wait_for_timeout(300)
    assert shown(page) == first


@pytest.mark.parametrize("layout", ["layers", "time"])
def test_in_columns(visit: Open, layout: str) -> None:
    """The picture turns into columns with headings; the link opens it so; and back again."""
    page = visit(f"/explore/{MADIYEV}")
    as_network = page.evaluate("[...Mindet.nodes.values()].map(n => n.x)")
    page.click(f'[data-arrange="{layout}"]')
    page.wait_for_selector(f'[data-arrange="{layout}"][aria-pressed="true"]')
    settled(page)
    heads = page.evaluate("Mindet.columns()")
    places = set(page.evaluate("[...Mindet.nodes.values()].map(n => n.x)"))
    assert places == {x for _, x in heads}
    svg = page.evaluate("Mindet.svg()")
    assert all(f">{text}<" in svg for text, _ in heads[:1])
    link = page.url
    assert f"layout={layout}" in link
    other = visit(link[link.index("/explore") :])
    assert other.evaluate("Mindet.columns()") == heads
    other.click('[data-arrange=""]')
    other.wait_for_selector('[data-arrange=""][aria-pressed="true"]')
    settled(other)
    assert other.evaluate("[...Mindet.nodes.values()].map(n => n.x)") == as_network
    assert other.evaluate("Mindet.columns()") == []


def test_files_of_what_is_on_screen(visit: Open, tmp_path: Path) -> None:
    """PNG has pixels, SVG has the same names and nodes as the screen, CSV all rows."""
    page = visit(f"/explore/{MADIYEV}")
    data = {}
    for name in ("png", "svg", "csv"):
        with page.expect_download() as found:
            page.click(f"#{name}")
        found.value.save_as(tmp_path / name)
        assert found.value.suggested_filename == f"mindet.{name}"
        data[name] = (tmp_path / name).read_bytes()
    assert data["png"].startswith(b"\x89PNG")
    assert len(data["png"]) > 20_000
    root = ET.fromstring(data["svg"])  # our own
    words = " ".join(one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Madiyev" in words
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > len(shown(page))
    rows = list(csv.reader(io.StringIO(data["csv"].decode("utf-8-sig"))))
    assert len(rows) - 1 == page.locator("#ties tbody tr").count()


@pytest.mark.parametrize("path", ["person/hostile", "person/long"])
def test_hostile_names_stay_text(visit: Open, path: str, tmp_path: Path) -> None:
    """Nothing runs, nothing breaks; the files hold the names as text too."""
    steps = "step=n+person/hostile+person/long+%3Cjavascript:alert(1)%3E+post/odd'();"
    page = visit(f"/explore/{path}#{steps}")
    assert len(shown(page)) == 4
    assert page.title() != "owned"
    assert page.locator("#picture img, #picture script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    with page.expect_download() as found:
        page.click("#svg")
    found.value.save_as(tmp_path / "svg")
    root = ET.fromstring((tmp_path / "svg").read_bytes())  # our own
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {"svg", "rect", "path", "text"}
    page.locator('#ties [data-thing="<javascript:alert(1)>"]').click()
    settled(page)
    assert page.locator("#menu a").get_attribute("href") == "/thing?iri=javascript%3Aalert%281%29"


def test_steps_that_make_no_sense(visit: Open) -> None:
    """A broken link says so, and the search still adds a thing."""
    page = visit(f"/explore/{TELECOM}#step=q+what")
    assert page.inner_text("#told") == "The server could not answer: try again in a while."
    page.click("#again")
    settled(page)
    assert TELECOM in shown(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(visit: Open, scheme: str) -> None:
    """At 390 px nothing scrolls sideways, and a tap opens the ties."""
    view = {"width": 390, "height": 800}
    page = visit(f"/explore/{MADIYEV}", viewport=view, color_scheme=scheme, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator("#graph").scroll_into_view_if_needed()
    at = spot(page, MADIYEV)
    page.touchscreen.tap(at["x"], at["y"])
    page.wait_for_selector(".relations button")
    assert page.evaluate("Mindet.theme") == scheme
    assert re.match(r"\d+", page.inner_text(".relations .count >> nth=0"))
