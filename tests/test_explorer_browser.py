"""The explorer in Chromium: what an analyst does, and what must never happen."""

from __future__ import annotations

from typing import Any

import pytest

from explorers import Open

SMALL = """() => [...document.querySelectorAll('body *')]
    .filter(one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize)).filter(size => size < 12)"""
FAINT = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const colour = text => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = rgb => rgb.slice(0, 3).map(one => one / 255)
        .map(one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
        .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = one => {
        for (let at = one; at; at = at.parentElement) {
            const found = colour(getComputedStyle(at).backgroundColor);
            if (found[3] === 255) return found;
        }
        return [255, 255, 255, 255];
    };
    return [...document.querySelectorAll('main *, header *, footer *')]
        .filter(one => one.offsetParent && !one.closest('.unseen, [hidden], .skip'))
        .filter(one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(one => {
            const pair = [light(colour(getComputedStyle(one).color)), light(ground(one))].sort();
            return [(Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05), one.outerHTML];
        })
        .filter(([ratio]) => ratio < 4.5).map(([ratio, html]) => `${ratio} ${html}`);
}"""
PAGES = (
    "/", "/queries", "/queries/powers", "/queries/overdue?date=2026-06-01", "/id/document/002",
    "/queries/actor-profile?actor=kazakhtelecom", "/id/person/zhaslan-madiyev", "/kinds/Actor",
    "/explore/operator/kazakhtelecom", "/explore/person/hostile", "/id/nothing/here",
    "/id/person/hostile", "/id/person/long",
)  # fmt: skip


def test_half_a_kazakh_name_leads_to_the_actor(visit: Open) -> None:
    """Half a name, an arrow, Enter: the page of the operator, with what is said of it."""
    page = visit("/")
    page.fill("#find", "қазақтел")
    page.wait_for_selector("[role=option]")
    assert page.get_attribute("#find", "aria-expanded") == "true"
    assert page.inner_text("#live").startswith("Found: ")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#find", "aria-activedescendant") == "find-list-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/operator/kazakhtelecom")
    assert page.inner_text("h1") == "Kazakhtelecom JSC"
    assert "investment agreement" in page.inner_text("main")


def test_a_click_on_what_is_found(visit: Open) -> None:
    """The mouse does the same from any page, in the language of the page."""
    page = visit("/queries?lang=ru")
    page.fill("#find", "мадиев")
    page.click("[role=option] >> nth=0")
    page.wait_for_url("**/id/person/zhaslan-madiyev?lang=ru")
    assert page.get_attribute("html", "lang") == "ru"


def test_search_without_choosing_is_the_stored_question(visit: Open) -> None:
    """Enter alone asks `search`, whose rows lead to the things."""
    page = visit("/")
    page.fill("#find", "last mile")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queries/search?text=last+mile")
    page.click("table.answer tbody a >> nth=0")
    assert "/id/" in page.url


def test_a_question_by_keyboard_alone(visit: Open) -> None:
    """Skip link, Tab, a name completed, Enter: the answer; no mouse anywhere."""
    page = visit("/queries/overdue")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    _tab_to(page, "p-date")
    page.keyboard.type("06012026")
    _tab_to(page, "p-actor")
    page.keyboard.type("қазақс")
    page.wait_for_selector("#list-actor [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#p-actor") == "country/kazakhstan"
    assert page.inner_text("output[for=p-actor]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queries/overdue?*date=2026-06-01*")
    assert "actor=country%2Fkazakhstan" in page.url
    assert "undertaking=" not in page.url
    assert page.locator("table.answer tbody tr").count() == 1


def _tab_to(page: Any, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(f"the keyboard never comes to {name}")


def test_escape_closes_the_list(visit: Open) -> None:
    """Escape leaves what was typed and takes the list away."""
    page = visit("/queries/actor-profile")
    page.fill("#p-actor", "akimat")
    page.wait_for_selector("#list-actor [role=option]")
    page.keyboard.press("Escape")
    assert page.is_hidden("#list-actor")
    assert page.input_value("#p-actor") == "akimat"


def test_the_box_for_inferences(visit: Open) -> None:
    """Unticked, the column of what we infer is gone, and the address says so."""
    page = visit("/queries/powers")
    assert page.locator("th.inferred").count() == 1
    page.uncheck("#p-inferences")
    page.click(".ask button")
    page.wait_for_url("**inferences=false*")
    assert page.locator("th.inferred").count() == 0
    assert not page.is_checked("#p-inferences")


def test_the_language_stays(visit: Open) -> None:
    """A press on Kazakh keeps the question; links and forms after it stay Kazakh."""
    page = visit("/queries/due-by?date=2026-12-31")
    page.click(".languages a[lang=kk]")
    assert page.get_attribute("html", "lang") == "kk"
    assert "date=2026-12-31" in page.url
    page.click("table.answer tbody a >> nth=0")
    assert page.get_attribute("html", "lang") == "kk"
    page.click(".brand")
    page.fill("#find", "last mile")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queries/search?*lang=kk*")
    assert page.get_attribute("html", "lang") == "kk"


def test_overdue_as_of_another_day(visit: Open) -> None:
    """The day on the first page can be changed there."""
    page = visit("/")
    before = page.locator("[aria-labelledby=overdue] tbody tr").count()
    page.fill("[name=date]", "2021-06-01")
    page.click("[aria-labelledby=overdue] button")
    assert 0 < page.locator("[aria-labelledby=overdue] tbody tr").count() < before


def test_a_near_miss_is_one_click_away(visit: Open) -> None:
    """A name instead of an id is told at its field, with the link that mends it."""
    page = visit("/queries/actor-profile?actor=kazakhtelecom")
    described = page.get_attribute("#p-actor", "aria-describedby")
    assert "error-actor" in described
    page.click(".error a")
    assert page.locator("table.answer tbody tr").count() > 0


def test_files_are_downloads(visit: Open) -> None:
    """The links to CSV, JSON and XLSX give files."""
    page = visit("/queries/powers")
    for form in ("csv", "json", "xlsx"):
        with page.expect_download() as found:
            page.click(f"a[download]:has-text('{form.upper()}')")
        assert found.value.suggested_filename == f"powers.{form}"


def test_the_map_draws(visit: Open) -> None:
    """The map runs under its own policy, on the live graph."""
    page = visit("/map")
    page.wait_for_function("performance.getEntriesByName('mindet-ready').length > 0")
    assert page.evaluate("Mindet.labels.length") > 5


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_every_page_can_be_read(visit: Open, width: int, scheme: str) -> None:
    """No sideways scroll, no text under 12 px, contrast of 4.5 and more, on each kind of page."""
    page = visit("/", viewport={"width": width, "height": 800}, color_scheme=scheme)
    home = page.url.rstrip("/")
    for path in PAGES:
        page.goto(home + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(SMALL) == [], path
        assert page.evaluate(FAINT) == [], path
        assert page.title() != "owned"


def test_pages_work_without_scripts(visit: Open) -> None:
    """Forms and links need no script."""
    page = visit("/queries/due-by", java_script_enabled=False)
    page.fill("#p-date", "2026-12-31")
    page.click(".ask button")
    assert page.locator("table.answer tbody tr").count() > 3
