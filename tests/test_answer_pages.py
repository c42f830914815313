"""Pages of an answer, of a neighbourhood and of what changed: what they hold, and in Chromium."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asking
import paper
from asking import CATALOGUE
from mindet import sheets
from mindet.catalogue.header import Column
from mindet.dataset import Dataset
from mindet.errors import QueryError, ViewError
from mindet.ontology import Ontology
from mindet.resources import folder
from mindet.store import Store
from mindet.terms import ID, LANGUAGES
from mindet.views import answer, changes, excerpt, neighbourhood, responsibility
from mindet.views.model import PageModel
from page_files import Open, opening
from sample_pages import page_model
from test_views import hostile_model


@pytest.fixture(scope="module")
def store(embedded_store: Store, ontology: Ontology) -> Store:
    """The five documents in an embedded store."""
    asking.load(embedded_store, Dataset(sheets.load(folder("seeds"), ontology).dataset))
    return embedded_store


@pytest.fixture(scope="module")
def powers(store: Store, ontology: Ontology) -> answer.Sheet:
    """The answer to a question of four rows."""
    return answer.collect(store, ontology, CATALOGUE["powers"], {})


@pytest.fixture(scope="module")
def compared(store: Store, ontology: Ontology) -> answer.Sheet:
    """What was due by the end of 2026, as of two days."""
    query = CATALOGUE["due-by"]
    return answer.compare(
        store, ontology, query, {"date": "2026-12-31"}, ("2025-12-31", "2026-12-31")
    )


def data_of(html: str) -> dict[str, Any]:
    """The data of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


# --- parts of a model


def test_a_neighbourhood_grows_line_by_line() -> None:
    """Depth 0 is the thing alone; each further line adds what is tied to what is there."""
    model = page_model()
    centre = model.edges[0].source
    sizes = [excerpt.around(model, centre, depth).size for depth in (0, 1, 2, 3)]
    assert sizes[0] == 1
    assert sizes == sorted(sizes)
    assert sizes[1] < sizes[3]


def test_a_neighbourhood_is_whole() -> None:
    """Every line ends at nodes that are there; every document told of is there."""
    model = page_model()
    near = excerpt.around(model, model.statements[0].id, 2)
    nodes = set(excerpt.node_ids(near))
    assert all({edge.source, edge.target} <= nodes for edge in near.edges)
    told = {claim.document for s in near.statements for claim in s.claims}
    assert told == {document.id for document in near.documents}


def test_who_says_everything_ties_nothing() -> None:
    """A speaker leads on only as the centre: two claims of one minister are not neighbours."""
    model = page_model()
    speaker = next(e.source for e in model.edges if e.role == "speaker")
    said = {e.target for e in model.edges if (e.source, e.role) == (speaker, "speaker")}
    assert said <= set(excerpt.node_ids(excerpt.around(model, speaker, 1)))
    start = min(said)
    near = set(excerpt.node_ids(excerpt.around(model, start, 1)))
    tied = {e.target for e in model.edges if e.source == start}
    tied |= {e.source for e in model.edges if e.target == start}
    assert near == {start, *tied}


def test_a_claim_and_a_document_are_centres_too() -> None:
    """A claim means its statement, a document all statements that it tells of."""
    model = page_model()
    statement = next(s for s in model.statements if s.claims)
    claim = statement.claims[0]
    assert [s.id for s in excerpt.around(model, claim.id, 0).statements] == [statement.id]
    told = [s.id for s in excerpt.around(model, claim.document, 0).statements]
    assert statement.id in told
    assert len(told) > 1


def test_what_is_not_on_the_map_is_refused() -> None:
    """An IRI that the map does not have is an error that says what could be named."""
    with pytest.raises(ViewError, match="not on the map"):
        excerpt.around(page_model(), "urn:nothing", 2)


# --- what changed

COLUMNS = (Column("who", "thing", {}), Column("claim", "claim", {}), Column("n", "number", {}))
ROWS = st.lists(st.tuples(*[st.sampled_from(["a", "b", "c"])] * 3), max_size=8)


@given(ROWS, ROWS)
def test_every_row_is_told_once(before: list[Any], after: list[Any]) -> None:
    """Each row of either answer stands in just one change, whatever the two are."""
    found = changes.between(COLUMNS, before, after)
    assert sorted(c.after for c in found if c.after is not None) == [*range(len(after))]
    assert sorted(c.before for c in found if c.before is not None) == [*range(len(before))]
    for one in found:
        assert (one.before is None) == (one.kind == changes.NEW)
        assert (one.after is None) == (one.kind == changes.GONE)
        if one.before is not None and one.after is not None:
            same = before[one.before] == after[one.after]
            assert one.kind == (changes.SAME if same else changes.CHANGED)


@given(ROWS)
def test_an_answer_does_not_differ_from_itself(rows: list[Any]) -> None:
    """Compared with itself, everything is as before."""
    assert {c.kind for c in changes.between(COLUMNS, rows, rows)} <= {changes.SAME}


def test_a_changed_row_is_known_by_claim_and_things() -> None:
    """Another number of one claim and actor is a change; another claim is new, and one gone."""
    before, after = [("a", "c1", 1), ("a", "c2", 1)], [("a", "c1", 2), ("a", "c3", 1)]
    found = {c.kind: (c.before, c.after) for c in changes.between(COLUMNS, before, after)}
    assert found == {"changed": (0, 0), "new": (None, 1), "gone": (1, None)}


# --- pages of the five documents


def test_an_answer_page_says_what_the_question_says(powers: answer.Sheet) -> None:
    """The rows are the question's, in three languages; the picture has their statements."""
    data = data_of(answer.render(powers))
    rows = data["answer"]["rows"]
    assert len(rows) == 4
    assert {*data["answer"]["heads"][1]} == {*LANGUAGES}
    assert "Әкімдіктер" in json.dumps(rows, ensure_ascii=False)
    drawn = {one["id"] for one in (*data["things"].values(), *data["statements"].values())}
    assert all(set(row["nodes"]) <= drawn and row["nodes"] for row in rows)
    assert {s["kind"] for s in data["statements"].values()} == {"Power"}
    assert "MATCH" in data["answer"]["texts"]["cypher"]
    assert "SELECT" in data["answer"]["texts"]["sparql"]


def test_the_rows_of_all_languages_are_the_same_rows(powers: answer.Sheet) -> None:
    """A cell that is no text (a claim, a date) is equal in each language."""
    for line in powers.lines:
        claims = [cell for cell in line.cells if re.match(r"00\d-\d\d", cell["en"])]
        assert claims
        assert all(len(set(cell.values())) == 1 for cell in claims)


def test_what_was_asked_stands_on_the_page(store: Store, ontology: Ontology) -> None:
    """Parameters are named, a thing by its name in each language; defaults are not."""
    query, given = CATALOGUE["actor-profile"], {"actor": "operator/kazakhtelecom"}
    sheet = answer.collect(store, ontology, query, given)
    assert [key for key, _ in sheet.asked] == ["actor"]
    assert sheet.asked[0][1]["kk"] != sheet.asked[0][1]["en"]
    assert "Kazakhtelecom" in sheet.asked[0][1]["en"]


def test_an_empty_answer_has_a_page(store: Store, ontology: Ontology) -> None:
    """No row is a page that says so."""
    given = {"as_of": "1999-12-31"}
    sheet = answer.collect(store, ontology, CATALOGUE["powers"], given)
    data = data_of(answer.render(sheet))
    assert (data["answer"]["rows"], data["nodes"]) == ([], [])


def test_a_comparison_tells_new_from_old(compared: answer.Sheet) -> None:
    """What only a document of 2026 tells is new by the end of 2026; what stood before stays."""
    kinds = {line.change for line in compared.lines}
    assert changes.NEW in kinds
    assert kinds <= {changes.NEW, changes.GONE, changes.CHANGED, changes.SAME}
    data = data_of(answer.render(compared))
    assert "2025-12-31 → 2026-12-31" in data["words"]["title"]["en"]
    assert {n["change"] for n in data["nodes"] if "change" in n} <= kinds


def test_same_answer_same_bytes(powers: answer.Sheet) -> None:
    """Two pages of one answer are equal byte by byte."""
    assert answer.render(powers) == answer.render(powers)


def test_the_centre_is_named(store: Store, ontology: Ontology) -> None:
    """The page's title names the thing, and a near miss is told what was perhaps meant."""
    found = neighbourhood.collect(store, ontology, "operator/kazakhtelecom", 2)
    data = data_of(neighbourhood.render(found))
    assert "Kazakhtelecom" in data["words"]["title"]["en"]
    assert f"{ID}operator/kazakhtelecom" in excerpt.node_ids(found.model)
    with pytest.raises(QueryError, match="kazakhtelecom"):
        neighbourhood.collect(store, ontology, "operator/kazaktelecom", 2)


# --- in Chromium


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page's text; anything that it should not do fails the test."""
    with opening(browser, tmp_path) as open_page:
        yield open_page


def test_an_answer_is_read_sorted_and_translated(visit: Open, powers: answer.Sheet) -> None:
    """The table has the answer; a row picks its node; a head sorts; Kazakh comes without reload."""
    page = visit(answer.render(powers))
    assert page.locator("#rows tbody tr").count() == 4
    page.locator("#rows tbody tr").nth(0).locator("td").nth(2).click()
    assert page.evaluate("Mindet.state.selected !== null")
    assert "at=" in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    page.click("[data-column='1']")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.click("[data-language=kk]")
    assert "Әкімдіктер" in page.inner_text("#rows")
    page.click("#behind summary")
    assert "MATCH" in page.inner_text("#cypher")


def test_changes_are_signed_and_filtered(visit: Open, compared: answer.Sheet) -> None:
    """Each row says how it changed, in words too; a kind of change can be put aside."""
    page = visit(answer.render(compared))
    signs = page.locator("#rows td.sign .unseen").all_inner_texts()
    assert len(signs) == len(compared.lines)
    assert "new" in signs
    page.locator("input[data-key='change.new']").uncheck()
    assert "new" not in page.locator("#rows td.sign .unseen").all_inner_texts()
    assert page.evaluate("location.hash").count("change.new") == 1


@pytest.fixture(scope="module")
def drawn() -> str:
    """The map of a real size."""
    return responsibility.render(page_model())


def test_a_link_opens_the_same_view_of_the_map(visit: Open, drawn: str) -> None:
    """Language, theme, filters and what is picked are in the address, and come back from it."""
    page = visit(drawn)
    page.click("[data-language=ru]")
    page.locator("input[data-key='kind.Duty']").uncheck()
    page.click("#theme")
    page.evaluate("Mindet.select([...Mindet.seen.nodes][3])")
    picked = page.evaluate("Mindet.idOf(Mindet.state.selected)")
    again = visit(drawn, page.evaluate("location.hash"))
    assert again.get_attribute("html", "lang") == "ru"
    assert again.get_attribute("html", "data-theme") == page.get_attribute("html", "data-theme")
    assert not again.locator("input[data-key='kind.Duty']").is_checked()
    assert again.evaluate("Mindet.idOf(Mindet.state.selected)") == picked


def test_what_is_on_screen_is_saved(visit: Open, drawn: str, tmp_path: Path) -> None:
    """PNG is a picture, SVG well-formed with the names on screen, CSV has the table's rows."""
    from xml.etree import ElementTree

    page = visit(drawn)
    saved = {}
    for form in ("png", "svg", "csv"):
        with page.expect_download() as found:
            page.click(f"#{form}")
        saved[form] = tmp_path / f"x.{form}"
        found.value.save_as(saved[form])
    assert saved["png"].read_bytes().startswith(b"\x89PNG")
    texts = [e.text for e in ElementTree.parse(saved["svg"]).iter() if e.tag.endswith("}text")]
    assert len(texts) >= 25
    rows = page.inner_text("#row-count")
    assert f"Rows: {len(saved['csv'].read_text('utf-8-sig').splitlines()) - 1:,}" == rows


def hostile_sheet() -> answer.Sheet:
    """Hostile strings in every field of an answer."""
    model: PageModel = hostile_model()
    evil = "</script><img src=x onerror=alert(1)>\u202e'\"" + "ә" * 5_000
    each = dict.fromkeys(LANGUAGES, evil)
    nodes = tuple(excerpt.node_ids(model))
    lines = (
        answer.Line((each, each), nodes, changes.CHANGED, ({**each, "en": "x"}, each)),
        answer.Line((each, each), (), changes.GONE),
    )
    return answer.Sheet(
        each, each, (each, each), lines, ((evil[:40], each),),
        {"cypher": evil, "sparql": evil}, model, (evil[:30], evil[:30]), 9,
    )  # fmt: skip


def test_hostile_answers_run_nothing(visit: Open) -> None:
    """Markup in titles, cells, parameters and queries stays text."""
    page = visit(answer.render(hostile_sheet()))
    page.locator("#rows tbody tr").first.click()
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("of", ["powers", "compared"])
def test_prints_well(visit: Open, request: pytest.FixtureRequest, of: str) -> None:
    """An answer and what changed on paper: nothing to press, every column, light."""
    page = visit(answer.render(request.getfixturevalue(of)), color_scheme="dark")
    assert paper.check(page) > 0
