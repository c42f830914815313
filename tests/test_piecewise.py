"""The first rows of a whole answer: the same rows, in the same order, without the rest."""

import datetime
import itertools
from pathlib import Path

import pytest

from asking import BATCHED, CATALOGUE, Remembering, required
from bench.nation import Order, generate
from mindet import tables
from mindet.catalogue import (
    Answer,
    Catalogue,
    CypherEngine,
    SparqlEngine,
    piecewise,
    steps,
)
from mindet.catalogue.parameters import Value
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology
from mindet.resources import folder

BY = sorted(
    name
    for name, query in CATALOGUE.items()
    if any(parameter.name == query.by for parameter in query.parameters)
)
READINGS = ({}, {"as_of": "2022-01-01"}, {"inferences": "false"})


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """A small country with the ontology beside it."""
    lines = "".join(generate(Order(2_500))).encode()
    return Dataset([*Dataset.parse(lines, "nquads"), *ontology.dataset()])


@pytest.fixture(scope="module")
def engine(dataset: Dataset) -> SparqlEngine:
    """SPARQL over it."""
    return Remembering(dataset)


@pytest.fixture
def by_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few things there are, each is asked about by itself."""
    monkeypatch.setattr(piecewise, "FEW", 0)
    monkeypatch.setattr(piecewise, "LEAST", 1)


@pytest.mark.usefixtures("by_pieces")
@pytest.mark.parametrize(("name", "reading"), [*itertools.product(BY, READINGS)])
def test_the_first_rows_are_the_first(
    engine: SparqlEngine, name: str, reading: dict[str, str]
) -> None:
    """What is asked thing by thing begins as the whole answer does, however many are wanted: all
    of them in one reading, some in each.
    """
    query = CATALOGUE[name]
    reading = {**required(query), **reading}
    whole = query.ask(engine, reading).rows
    for limit in {1, len(whole) // (2 if reading else 1)} - {0}:
        answer = query.ask(engine, reading, limit=limit)
        assert answer.rows == whole[:limit]
        assert (answer.cut == 0) == (limit >= len(whole))


@pytest.mark.usefixtures("by_pieces")
@pytest.mark.parametrize(
    ("name", "reading"),
    [*itertools.product(BATCHED, READINGS), ("overdue", {"reading": "lenient"})],
)
def test_the_first_rows_of_batches_are_the_first(
    embedded: CypherEngine, monkeypatch: pytest.MonkeyPatch, name: str, reading: dict[str, str]
) -> None:
    """What is asked for some things at a time begins as the whole answer does."""
    monkeypatch.setattr(piecewise, "GROWTH", 1)
    query, asked = CATALOGUE[name], []
    reading = {**required(query), **reading}
    whole = query.ask(embedded, reading).rows
    rows = embedded.rows
    monkeypatch.setattr(
        embedded, "rows", lambda q, v: asked.append(v.get(piecewise.AMONG)) or rows(q, v)
    )
    for limit in {1, len(whole) // 3, len(whole)} - {0}:
        answer = query.ask(embedded, reading, limit=limit)
        assert answer.rows == whole[:limit]
        assert (answer.cut == 0) == (limit >= len(whole))
    assert any(asked)


def test_a_text_to_paste_is_not_narrowed() -> None:
    """What the batches narrow by is null in a text that is shown."""
    for name in BATCHED:
        text = CATALOGUE[name].cypher_text({})
        assert f":param {piecewise.AMONG} => null" in text


@pytest.mark.usefixtures("by_pieces")
def test_what_is_not_needed_is_not_asked(
    engine: SparqlEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row of blocked-by asks about no more undertakings than it takes to find two."""
    query, asked = CATALOGUE["blocked-by"], []
    rows = engine.rows
    monkeypatch.setattr(engine, "rows", lambda q, v: asked.append(v["undertaking"]) or rows(q, v))
    assert len(query.ask(engine, limit=1).rows) == 1
    assert None not in asked
    assert len(asked) < len(engine.members(("Undertaking",)))


@pytest.mark.usefixtures("by_pieces")
def test_what_names_a_thing_is_asked_once(
    engine: SparqlEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question about one actor is not asked undertaking by undertaking."""
    asked = []
    rows = engine.rows
    monkeypatch.setattr(engine, "rows", lambda q, v: asked.append(v["undertaking"]) or rows(q, v))
    for name in ("at-risk-if", "responsibility-matrix"):
        CATALOGUE[name].ask(engine, {"actor": engine.members(("Akimat",))[0]}, limit=1)
    assert asked == [None, None]


@pytest.mark.usefixtures("by_pieces")
def test_after_many_questions_the_whole_is_asked(
    engine: SparqlEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where piece after piece is empty, one question about all of them ends it."""
    monkeypatch.setattr(piecewise, "PIECES", 3)
    query = CATALOGUE["unstated"]
    whole = query.ask(engine, {"field": "proposer"}).rows
    assert query.ask(engine, {"field": "proposer"}, limit=5).rows == whole[:5]


@pytest.mark.usefixtures("by_pieces")
def test_a_reader_is_told_that_there_is_more(engine: SparqlEngine) -> None:
    """A table of the first rows says that there are more, without a number that nobody counted."""
    answer = CATALOGUE["unstated"].ask(engine, limit=2)
    assert isinstance(answer, Answer)
    for language in ("en", "ru", "kk"):
        shown = tables.text(tables.readable(answer, engine, language), "table", 120)
        assert "--limit 0" in shown


def test_days_of_documents(engine: SparqlEngine) -> None:
    """A document's day is the stated one, else our earliest, else none."""
    ours, stated = engine.days(inferences=True), engine.days(inferences=False)
    assert ours.keys() == stated.keys() == set(engine.members(("Document",)))
    assert {iri for iri, day in ours.items() if day} > {iri for iri, day in stated.items() if day}


@pytest.mark.parametrize("reading", ["strict", "lenient"])
@pytest.mark.parametrize("inferences", [True, False])
def test_deadlines_up_to_a_day(
    engine: SparqlEngine, embedded: CypherEngine, reading: str, inferences: bool
) -> None:
    """Deadlines by their last day, as the wording is read, and on both engines."""
    date = datetime.date(2024, 1, 1)
    values: dict[str, Value] = {"date": date, "reading": reading, "inferences": inferences}
    here, there = ({*steps.found(one, "deadlines", values)} for one in (engine, embedded))
    assert here == there
    assert len({day for day, _ in here}) > 5
    assert max(str(day) for day, _ in here) <= str(date)


def test_a_header_that_promises_another_order_is_refused(tmp_path: Path) -> None:
    """`by` must name the thing whose order the rows have."""
    text = CATALOGUE["blocked-by"].cypher.replace("// by: undertaking", "// by: document")
    assert "// by: document" in text
    for file in ("shared.txt", "blocked-by.rq"):
        (tmp_path / file).write_bytes((folder("queries") / file).read_bytes())
    (tmp_path / "blocked-by.cypher").write_text(text, "utf-8")
    with pytest.raises(QueryError, match="not in the order of 'document'"):
        Catalogue.load(tmp_path)
