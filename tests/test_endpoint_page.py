"""The page at `/sparql`, and the stored questions asked there, on the five documents."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from asking import CATALOGUE
from explorers import HOSTILE, Answer, Explorer, Open
from mindet import sheets
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.endpoint.page import FIRST
from mindet.explorer import wording
from mindet.explorer.guarding import HEADERS
from mindet.ontology import own
from mindet.resources import folder
from mindet.terms import LANGUAGES
from queries_http import FORM, ask, post, send
from test_explorer import sound

DESCRIBE = "DESCRIBE <https://w3id.org/mindet/id/document/002>"
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Bare(SparqlEngine):
    """An endpoint asked without naming any graph: what its default graph is shows."""

    _graphs: list[str] = []  # type: ignore[assignment]  # noqa: RUF012  # a property there


@pytest.fixture(scope="module")
def here() -> SparqlEngine:
    """The same graph in this process."""
    ontology = own()
    known = sheets.load(folder("seeds"), ontology).dataset
    hostile = Dataset.parse(HOSTILE.encode(), "turtle")
    return SparqlEngine(Dataset([*known, *ontology.dataset(), *hostile]))


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_stored_questions(explorer: Explorer, here: SparqlEngine, name: str) -> None:
    """Each stored question has the same answer over HTTP as in process."""
    query = CATALOGUE[name]
    there = Bare(explorer.url + "sparql")
    assert query.ask(there, query.example).rows == query.ask(here, query.example).rows


def test_naming_all_graphs_is_the_default(explorer: Explorer, here: SparqlEngine) -> None:
    """An engine that names every graph gets the same."""
    there, query = SparqlEngine(explorer.url + "sparql"), CATALOGUE["powers"]
    assert query.ask(there).rows == query.ask(here).rows


def _page(explorer: Explorer, path: str) -> Answer:
    return send(explorer, path, Accept=HTML)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page(explorer: Explorer, language: str) -> None:
    """A browser gets a page with a form and every stored question, in each language."""
    answer = _page(explorer, f"/sparql?lang={language}")
    assert answer.status == 200
    sound(answer.text)
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert wording.word("sparql.query", language) in answer.text
    for query in CATALOGUE.values():
        assert f"example={query.name}" in answer.text
    asked = _page(explorer, f"/sparql?{urlencode({'query': FIRST, 'lang': language})}")
    assert wording.word("rows", language, n=20) in asked.text
    sound(asked.text)


@pytest.mark.parametrize("name", ["due-by", "search", "at-risk-if"])
def test_examples(explorer: Explorer, here: SparqlEngine, name: str) -> None:
    """An example is the text that `mindet ask --sparql` prints, ready to be asked."""
    query = CATALOGUE[name]
    answer = _page(explorer, f"/sparql?example={name}&lang=ru")
    sound(answer.text)
    shown = re.search(r"<textarea[^>]*>\n(.*)</textarea>", answer.text, re.DOTALL)
    assert shown
    values = query.whole_values(here, {**query.example, "lang": "ru"})
    assert html.unescape(shown[1]) == query.sparql_text(values)
    assert ask(explorer, html.unescape(shown[1]), format="csv").status in (200, 414)


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("ASK {}", 200, "<strong>Yes</strong>"),
        ("ASK { <urn:x> a <urn:y> }", 200, "<strong>No</strong>"),
        ("SELECT * { <urn:x> a ?y }", 200, "Nothing in the graph"),
        ("SELECT ?s { ?s ?p ?o }", 200, "Showing 200 of "),
        ("CONSTRUCT WHERE { ?s a ?o }", 200, 'value="turtle"'),
        (DESCRIBE, 200, "predicate"),
        ("SELECT ?x { BIND(<javascript:alert(1)> AS ?x) }", 200, "/thing?iri=javascript%3A"),
        ("SELECT ('<script>alert(1)</script>' AS ?x) {}", 200, "&lt;script&gt;"),
        ("SELECT ('1.10' AS ?x) ('x'@en-GB AS ?y) {}", 200, ">en-gb<"),
        ("SELECT", 400, "1:7"),
        ("CLEAR ALL", 400, "does not read"),
        ("ASK { SERVICE <urn:x> {} }", 400, "SERVICE"),
        ("</textarea><script>alert(1)</script>", 400, "&lt;/textarea&gt;"),
        ("SELECT * { ?s ?p ?o . ?a ?b ?c }", 413, "more than 100000 rows"),
    ],
)
def test_answers_on_the_page(explorer: Explorer, text: str, status: int, told: str) -> None:
    """Tables, triples, yes and no, errors: each is told beside the query, and nothing runs."""
    answer = post(explorer, text, HTML)
    assert answer.status == status
    assert answer.headers["content-type"].startswith("text/html")
    assert told in answer.text
    sound(answer.text)
    assert "Traceback" not in answer.text


def test_the_page_of_a_refusal(explorer: Explorer) -> None:
    """What is no query at all is told in text, whoever asks."""
    answer = send(
        explorer, "/sparql", "POST", b"update=CLEAR%20ALL", Content_Type=FORM, Accept=HTML
    )
    assert answer.status == 403
    assert ask(explorer, "ASK {}", format="html").headers["content-type"].startswith("text/html")


def test_past_the_limit_of_rows(explorer: Explorer) -> None:
    """A program is told of too many rows, and gets none of them."""
    answer = ask(explorer, "SELECT * { ?s ?p ?o . ?a ?b ?c }", "text/csv")
    assert answer.status == 413
    assert answer.text == "more than 100000 rows; add LIMIT\n"


@pytest.mark.parametrize(
    ("accept", "table", "triples"),
    [
        ("text/html;q=0.5, text/csv", "text/csv", "text/html"),
        ("text/html;q=0.5, text/turtle", "text/html", "text/turtle"),
        ("text/html, text/turtle;q=0.5", "text/html", "text/html"),
    ],
)
def test_a_page_for_what_has_no_other_form(
    explorer: Explorer, accept: str, table: str, triples: str
) -> None:
    """Where HTML is wished beside a form for the other kind, each kind gets what fits it."""
    for text, kind in (("SELECT ('<b>' AS ?x) {}", table),
                       ("CONSTRUCT { <urn:s> <urn:p> '<b>' } WHERE {}", triples)):  # fmt: skip
        answer = ask(explorer, text, accept)
        assert answer.headers["content-type"].partition(";")[0] == kind
        if kind == "text/html":
            sound(answer.text)
            assert 'class="part">&lt;b&gt;' in answer.text


# --- in a browser


def test_asking_by_keyboard_without_scripts(visit: Open) -> None:
    """The form needs no script: Tab, Enter, a table, a file, another language."""
    page = visit("/sparql", java_script_enabled=False)
    page.focus("#query")
    page.fill("#query", "SELECT ?s { ?s a <https://w3id.org/mindet#Document> } ORDER BY ?s")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("table.answer")
    assert page.locator("table.answer tbody tr").count() == 5
    with page.expect_download() as found:
        page.click("button[value=csv]")
    assert found.value.suggested_filename == "answer.csv"
    page.click(".languages a[lang=kk]")
    assert page.locator("table.answer tbody tr").count() == 5
    assert page.input_value("#query").startswith("SELECT ?s")
    page.click("table.answer tbody a >> nth=0")
    assert "/id/document/" in page.url


def test_a_question_of_the_catalogue(visit: Open) -> None:
    """One press fills the form with a stored question, another asks it."""
    page = visit("/sparql")
    page.click("#examples ~ ul a[href*=due-by]")
    assert "VALUES ?date" in page.input_value("#query")
    page.click(".ask button")
    assert page.locator("table.answer tbody tr").count() > 3


AXED: dict[int, tuple[dict[str, str], ...]] = {
    390: ({"query": FIRST}, {"query": "SELECT", "lang": "ru"}),
    1440: ({"query": DESCRIBE, "lang": "kk"}, {"example": "powers"}),
}


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_axe_finds_nothing(visit: Open, width: int, scheme: str) -> None:
    """No rule of axe-core is broken, with an answer, with an error, in any language."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    from test_explorer_axe import violations

    page: Any = visit("/", viewport={"width": width, "height": 900}, color_scheme=scheme)
    home = page.url.rstrip("/")
    for fields in AXED[width]:
        page.goto(f"{home}/sparql?{urlencode(fields)}")
        assert violations(page) == [], fields
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
