"""How long a responsibility page takes to its first drawing, and a frame while it is panned.

Run by `make bench`: the five documents, and made-up pages of NODES. Chromium measures from the
start of the navigation to the mark that the page sets when vis-network has drawn; a blank page's
load event stands beside it. A page is panned by dragging the picture; a frame's time is that
between two calls of requestAnimationFrame.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from mindet.building import PAGE, build
from mindet.resources import folder
from mindet.views import responsibility

sys.path.insert(0, str(Path(__file__).parent.parent))
import servers
from sample_pages import page_model

RUNS = 7
NODES = {400: (90, 90, 220), 2_000: (450, 450, 1_100), 100_000: (20_000, 20_000, 60_000)}
FRAMES = """() => {
    window.frames_ = [];
    let last = performance.now();
    const tick = (now) => {
        window.frames_.push(now - last);
        last = now;
        requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
}"""
DRAWN = "performance.getEntriesByName('mindet-drawn')[0].startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"

ALL = """async () => {
    const start = performance.now();
    document.getElementById("more").click();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
}"""


def times(page: Page, path: Path, what: str) -> list[float]:
    """Milliseconds of RUNS visits."""
    found = []
    for _ in range(RUNS):
        page.goto("about:blank")
        page.goto(path.as_uri())
        page.wait_for_timeout(1000)
        found.append(float(page.evaluate(what)))
    return found


def panned(page: Page) -> list[float]:
    """Milliseconds of the frames while the picture is dragged to and fro."""
    page.evaluate(FRAMES)
    page.mouse.move(500, 450)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(500 + 4 * (step % 30), 450 + 3 * (step % 20))
    page.mouse.up()
    return [float(one) for one in page.evaluate("window.frames_")][2:]


def made(nodes: int, path: Path) -> Path:
    """A page of a made-up model of about so many nodes, 400 of them at first sight."""
    path.write_text(responsibility.render(page_model(*NODES[nodes])), "utf-8")
    return path


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        place = Path(name)
        blank = place / "blank.html"
        blank.write_text("<!doctype html><title>blank</title>")
        build(folder("seeds"), place, progress=lambda _: None)
        browser = driver.chromium.launch(
            executable_path=servers.chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        print(f"{'milliseconds, ' + str(RUNS) + ' visits':44} {'median':>7} {'95 %':>7} {'max':>7}")
        told("a blank page, load event", times(page, blank, LOADED))
        pages = {"the five documents": place / PAGE}
        pages |= {f"{n:,} nodes": made(n, place / f"{n}.html") for n in NODES}
        for name, path in pages.items():
            told(f"{name}, drawn", times(page, path, DRAWN))
            told(f"{name}, a frame while panned", panned(page))
            if page.is_visible("#more") and name != "100,000 nodes":
                print(f"{f'{name}, from the first to all of them':44} {page.evaluate(ALL):7.0f}")
                told(f"{name}, all, a frame while panned", panned(page))
            size, status = path.stat().st_size / 1e6, page.inner_text("header")
            print(
                f"{f'{name}, size':44} {size:7.2f} MB; {' '.join(status.split())[:60]}", flush=True
            )
        browser.close()


def told(label: str, found: list[float]) -> None:
    """A line of the table."""
    numbers = (
        statistics.median(found),
        statistics.quantiles(found, n=20, method="inclusive")[-1],
        max(found),
    )
    print(f"{label:44} " + " ".join(f"{one:7.0f}" for one in numbers), flush=True)


if __name__ == "__main__":
    main()
