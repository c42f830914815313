"""The national data of the benchmarks: valid, repeatable, streamed, with the right answers."""

from __future__ import annotations

import datetime
import io
import itertools
import json
import os
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import asking
from bench.nation import Book, Order, generate
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.ontology import Ontology
from mindet.shapes import validate
from mindet.terms import ID, MN, RDF, RDFS

ORDER = Order(25_000)  # every word occurs in it
REVISED = Order(12_000, revise=0.1)
ASKED = Order(12_000)
FOLDER = Path(__file__).parent / "bench"


def _lines(order: Order) -> list[str]:
    return "".join(generate(order)).splitlines(keepends=True)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The data as it is written."""
    return _lines(ORDER)


@pytest.fixture(scope="module")
def dataset(lines: list[str]) -> Dataset:
    """The data as it is read."""
    return Dataset.parse("".join(lines).encode(), "nquads")


@pytest.fixture(scope="module")
def engine(ontology: Ontology) -> SparqlEngine:
    """SPARQL over less of such data with the ontology beside it."""
    data = Dataset.parse("".join(_lines(ASKED)).encode(), "nquads")
    return asking.Remembering(Dataset([*data, *ontology.dataset()]))


def _answers(order: Order) -> list[dict[str, Any]]:
    book, file = Book(order.country()), io.StringIO()
    for _ in generate(order, book.add):
        pass
    book.write(file, order.triples, order.seed)
    found: list[dict[str, Any]] = json.loads(file.getvalue())["answers"]
    return found


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    """What the maker of the data that are asked knows."""
    return _answers(ASKED)


def test_every_fact_passes_the_shapes(dataset: Dataset) -> None:
    """SHACL finds nothing wrong in any graph."""
    assert validate(dataset) == []


def test_every_revised_fact_passes_them_too() -> None:
    """A later state of the data is as valid."""
    assert validate(Dataset.parse("".join(_lines(REVISED)).encode(), "nquads")) == []


def test_lines_are_those_of_the_parser(lines: list[str], dataset: Dataset) -> None:
    """Each triple is written once, in the very form in which a dump would write it."""
    assert "".join(sorted(lines)).encode() == b"".join(
        sorted(dataset.serialise("nquads").splitlines(keepends=True))
    )


def test_the_size_is_the_one_asked_for(lines: list[str]) -> None:
    """No fewer triples than asked for, and at most one dossier more."""
    assert ORDER.triples <= len(lines) < ORDER.triples * 1.15


def test_a_seed_is_a_data_set(tmp_path: Path) -> None:
    """The same seed gives the same bytes in any process, another seed other ones."""
    made = [tmp_path / name for name in "abc"]
    for place, (file, seed) in enumerate(zip(made, ("7", "7", "8"), strict=True)):
        subprocess.run(
            [sys.executable, "-m", "nation", "--triples", "9000", "--seed", seed, "-o", file],
            env={**os.environ, "PYTHONPATH": str(FOLDER), "PYTHONHASHSEED": str(place + 1)},
            check=True,
        )
    one, same, other = (file.read_bytes() for file in made)
    assert one == same
    assert one != other


def test_it_is_a_stream() -> None:
    """The first lines of a billion triples come without the rest."""
    assert len(list(itertools.islice(generate(Order(10**9)), 5))) == 5


@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_the_stored_queries_find_the_right_answers(
    engine: SparqlEngine, answers: list[dict[str, Any]], name: str
) -> None:
    """What the maker knows is what the query finds, column for column, in each reading."""
    for case in (case for case in answers if case["question"] == name):
        answer = asking.ask(engine, name, case["parameters"])
        found = {
            json.dumps(row, default=_plain) for row in asking.records(answer, *case["columns"])
        }
        assert found == {json.dumps(row) for row in case["rows"]}, case["parameters"]


def _plain(value: object) -> str | int:
    if isinstance(value, Decimal):
        return int(value)
    assert isinstance(value, datetime.date)
    return value.isoformat()


def test_every_question_has_an_answer_that_is_not_empty(answers: list[dict[str, Any]]) -> None:
    """Each stored query is answered, and with at least one row."""
    assert {case["question"] for case in answers if case["rows"]} == set(asking.CATALOGUE)


def test_a_revision_changes_the_share_asked_for() -> None:
    """About a tenth of the claims and statements differ, all over the documents."""
    before, after = _subjects(_lines(ASKED)), _subjects(_lines(REVISED))
    assert before.keys() == after.keys()
    changed = {subject for subject in before if before[subject] != after[subject]}
    told = {one for one in before if one.count("/") == ID.count("/") + 1}
    told = {one for one in told if one.startswith((f"<{ID}claim/", f"<{ID}statement/"))}
    assert changed <= told
    assert 0.07 < len(changed) / len(told) < 0.13
    assert len({_document(one) for one in changed}) > 0.8 * len({_document(one) for one in told})


def test_a_revision_keeps_the_right_answers(answers: list[dict[str, Any]]) -> None:
    """What is revised is in no column of the answers."""
    assert _answers(REVISED) == answers


def _subjects(lines: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        subject, _, rest = line.partition(" ")
        found[subject].add(rest)
    return found


def _document(subject: str) -> str:
    return subject.rpartition("/")[2].rpartition("-")[0]


@pytest.mark.parametrize("scheme", ["Act", "Wording", "Urgency", "LinkKind", "Stage", "Voice"])
def test_every_way_of_speaking_occurs(dataset: Dataset, ontology: Ontology, scheme: str) -> None:
    """No speech act, wording, kind of link or stage is left out."""
    of = ox.NamedNode(RDF + "type"), ox.NamedNode(MN + scheme)
    terms = {q.subject for q in ontology.dataset() if (q.predicate, q.object) == of}
    assert terms
    assert terms <= {quad.object for quad in dataset}


def test_every_kind_of_statement_occurs(dataset: Dataset, ontology: Ontology) -> None:
    """No kind of statement is left out, and each thing is described in one graph."""
    above = ox.NamedNode(RDFS + "subClassOf")
    kinds = {
        q.subject
        for q in ontology.dataset()
        if q.predicate == above
        and q.object in (ox.NamedNode(MN + "Statement"), ox.NamedNode(MN + "Obligation"))
    }
    types = [q for q in dataset if q.predicate == ox.NamedNode(RDF + "type")]
    assert kinds - {ox.NamedNode(MN + "Obligation")} <= {q.object for q in types}
    assert len({q.subject for q in types}) == len(types)


@pytest.mark.parametrize("name", ["bearer", "issuer", "due", "responsible", "speaker", "inForce"])
def test_texts_are_silent(dataset: Dataset, name: str) -> None:
    """Some texts name no bearer, issuer, deadline or speaker, others do."""
    found = [q.object for q in dataset if q.predicate == ox.NamedNode(MN + name)]
    silent = found.count(ox.NamedNode(MN + "unstated"))
    assert 0 < silent < len(found)


def test_a_post_has_one_holder_at_a_time() -> None:
    """Regions are 17, then 20; each post passes from one person to the next without a gap."""
    country = Order(400_000).country()
    assert [len([u for u in country.units if u.since.year <= year]) for year in (2020, 2023)] == [
        17,
        20,
    ]
    assert sum(map(len, country.villages.values())) == 6000
    for spells in country.spells.values():
        for one, following in itertools.pairwise(spells):
            assert one.end
            assert following.start == one.end + datetime.timedelta(days=1)
