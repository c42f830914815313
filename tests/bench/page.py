"""How long the responsibility page of the five documents takes to its first drawing.

Run by `make bench`. Chromium measures from the start of the navigation to the mark that the
page sets when vis-network has drawn; a blank page's load event stands beside it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from mindet.building import PAGE, build
from mindet.resources import folder

sys.path.insert(0, str(Path(__file__).parent.parent))
import servers

RUNS = 7
DRAWN = "performance.getEntriesByName('mindet-drawn')[0].startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def times(page: Page, path: Path, what: str) -> list[float]:
    """Milliseconds of RUNS visits."""
    found = []
    for _ in range(RUNS):
        page.goto("about:blank")
        page.goto(path.as_uri())
        page.wait_for_timeout(1000)
        found.append(float(page.evaluate(what)))
    return found


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
        print(f"{'milliseconds, ' + str(RUNS) + ' visits':44} {'min':>7} {'median':>7} {'max':>7}")
        for label, path, what in (
            ("a blank page, load event", blank, LOADED),
            ("the page of the five documents, drawn", place / PAGE, DRAWN),
        ):
            found = times(page, path, what)
            print(f"{label:44} {min(found):7.0f} {statistics.median(found):7.0f} {max(found):7.0f}")
        print(f"{'its size':44} {(place / PAGE).stat().st_size / 1e6:7.2f} MB")
        browser.close()


if __name__ == "__main__":
    main()
