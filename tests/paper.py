"""A page of ours as it is printed, for tests."""

import re
from typing import Any

SHEET = {False: (703, 1032), True: (1047, 718)}
"""Pixels of A4 within our margins: upright, across."""
CONTROLS = """[...document.querySelectorAll(
    'input:not([type=date]), select, textarea, .languages, button:not(.cell, .fold, .link, .place)'
)].filter(e => e.getClientRects().length && !e.closest('thead')).map(e => e.outerHTML)"""
WIDE = """width => [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && getComputedStyle(e).clipPath === 'none' && box.right > width + 1;
}).map(e => e.outerHTML.slice(0, 200))"""
SCROLLED = """[...document.querySelectorAll('body *')].filter(e => {
    const {overflowX, overflowY, clipPath} = getComputedStyle(e);
    const cut = side => side === 'auto' || side === 'scroll';
    return clipPath === 'none' && e.getClientRects().length && (
        (cut(overflowX) && e.scrollWidth > e.clientWidth + 1) ||
        (cut(overflowY) && e.scrollHeight > e.clientHeight + 1));
}).map(e => e.outerHTML.slice(0, 200))"""
HEADS = """[...document.querySelectorAll('thead')].filter(e => e.getClientRects().length
    && getComputedStyle(e.closest('table')).clipPath === 'none').every(e =>
    getComputedStyle(e).display === 'table-header-group'
    && [...e.querySelectorAll('th')].every(th => getComputedStyle(th).position === 'static')
    && ![...e.querySelectorAll('button')].some(b => b.getClientRects().length))"""
COLOURS = """(() => { const {color, backgroundColor} = getComputedStyle(document.documentElement);
    return [color, backgroundColor]; })()"""


def sheets(page: Any) -> tuple[int, bool]:
    """How many sheets of A4 the page takes, and whether they lie across."""
    data = page.pdf(format="A4", prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert boxes
    return len(boxes), float(boxes[0][0]) > float(boxes[0][1])


def check(page: Any) -> int:
    """Nothing to press, nothing cut, heads that come again, dark ink; how many sheets it takes.

    Whatever the page's theme is; afterwards it is on screen as it was.
    """
    before = page.evaluate(COLOURS)
    count, across = sheets(page)
    width, height = SHEET[across]
    was = page.viewport_size
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(WIDE, width) == []
    assert page.evaluate(SCROLLED) == []
    assert page.evaluate(HEADS)
    assert page.evaluate(COLOURS) == ["rgb(20, 32, 46)", "rgb(255, 255, 255)"]
    page.emulate_media(media="screen")
    page.set_viewport_size(was)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(COLOURS) == before
    return count
