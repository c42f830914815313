"""Every kind of page of the explorer before axe-core, which comes in a Python package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from explorers import Open

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
PAGES = (
    "/", "/?lang=kk", "/?date=soon", "/queries", "/queries/powers", "/queries/due-by",
    "/queries/overdue?date=2026-06-01&lang=ru", "/queries/actor-profile?actor=kazakhtelecom",
    "/id/document/002", "/id/person/zhaslan-madiyev?lang=kk", "/id/person/hostile",
    "/id/person/zhaslan-madiyev?relation=speaker&direction=in", "/kinds/Actor", "/id/nothing/here",
)  # fmt: skip
PICTURES = (
    "/explore/operator/kazakhtelecom", "/explore/person/zhaslan-madiyev?lang=ru",
    "/explore/person/hostile", "/explore/document/002?lang=kk",
)  # fmt: skip
DARK = (
    "/", "/?date=soon", "/queries", "/queries/powers", "/queries/actor-profile?actor=kazakhtelecom",
    "/id/document/002", "/id/person/zhaslan-madiyev?lang=kk", "/kinds/Actor",
    "/explore/person/zhaslan-madiyev?lang=ru",
)  # fmt: skip
"""One page of each kind: in the dark, on a wide screen, only colours and places are others."""
RUN = "axe.run({resultTypes: ['violations']})"  # what is well is not listed, a third of the work


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, with the elements."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate(RUN)["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:3]]}"
        for one in found
    ]


@pytest.mark.parametrize(
    ("width", "scheme", "paths"), [(390, "light", (*PAGES, *PICTURES)), (1440, "dark", DARK)]
)
def test_no_violation(visit: Open, width: int, scheme: str, paths: tuple[str, ...]) -> None:
    """No rule of axe-core is broken on any kind of page."""
    page = visit("/", viewport={"width": width, "height": 900}, color_scheme=scheme)
    home = page.url.rstrip("/")
    for path in paths:
        page.goto(home + path)
        if path in PICTURES:
            page.wait_for_selector("#picture[data-ready]")
            page.locator("#ties .link >> nth=0").click()
            page.wait_for_selector("#picture .name")
            page.wait_for_load_state("networkidle")
        assert violations(page) == [], path


def test_it_would_find_one(visit: Open) -> None:
    """A button without a name does not pass."""
    page = visit("/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(one.startswith("button-name") for one in violations(page))
