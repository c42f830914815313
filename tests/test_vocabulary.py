"""The ontology as a page: every term is there, in three languages, without a script."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mindet.ontology import Ontology
from mindet.terms import MN
from mindet.views import vocabulary


@pytest.fixture(scope="module")
def page(ontology: Ontology) -> str:
    """The page."""
    return vocabulary.render(ontology)


class Anchors(HTMLParser):
    """The ids of a page and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag has."""
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []


def test_every_term_has_an_anchor(page: str, ontology: Ontology) -> None:
    """A term's anchor is what follows the # of its IRI; each is there once; no link is dead."""
    anchors = Anchors()
    anchors.feed(page)
    assert len(anchors.ids) == len(set(anchors.ids))
    terms = [*ontology.classes, *ontology.properties, *ontology.concepts]
    own = {iri.removeprefix(MN) for iri in terms if iri.startswith(MN)}
    assert own <= set(anchors.ids)
    inner = {link[1:] for link in anchors.links if link.startswith("#")}
    assert inner <= set(anchors.ids)
    outer = [link for link in anchors.links if not link.startswith("#")]
    assert all(re.match(r"https?://[a-z]", link) for link in outer)


def test_no_script_and_nothing_from_elsewhere(page: str) -> None:
    """The page has no script, and its policy allows its own style alone."""
    assert "<script" not in page
    assert not re.search(r"\s(src|on\w+)=", page)
    assert "default-src 'none'; script-src 'none'; style-src 'sha256-" in html.unescape(page)


def test_matches_are_told(page: str) -> None:
    """What a term is elsewhere can be read: PROV, ORG, SKOS, ODRL."""
    for name in ("prov:Agent", "org:Post", "skos:Concept", "odrl:Duty"):
        assert f">{name}</a>" in page


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser(page: str, browser: Any, tmp_path: Path, width: int, scheme: str) -> None:
    """A language is chosen without loading again; nothing is wider than the window or refused."""
    path = tmp_path / "ontology.html"
    path.write_text(page, "utf-8")
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme)
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.goto(f"{path.as_uri()}#Duty")
    heading = opened.locator("#Duty > h3")
    for name, word in (("Қазақша", "міндет"), ("Русский", "обязанность"), ("English", "duty")):
        opened.get_by_label(name).check()
        assert heading.inner_text().startswith(word)
    wide = opened.evaluate("document.documentElement.scrollWidth")
    opened.screenshot(path=tmp_path / "page.png")
    context.close()
    assert wide <= width
    assert told == []
