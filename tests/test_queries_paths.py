"""Chains of claims and search by name, on a small made-up graph and on what the texts say."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import asking
from mindet.catalogue import Catalogue, Engine, SparqlEngine
from mindet.catalogue.names import names_of
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology
from mindet.resources import folder
from mindet.store import Store

AMIRBEK, KONYR, DANA = "person/paths-amirbek", "operator/paths-konyr", "person/paths-dana"
DAY = datetime.date
HOPS = ("step", "thing", "role", "basis", "thing_2", "role_2", "basis_2", "claim")


@pytest.fixture(scope="module")
def dataset(ontology: Ontology) -> Dataset:
    """The made-up graph with the ontology beside it, as a build makes it."""
    return asking.worlds(ontology, "paths")


def rows(engine: Engine, query: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    return asking.records(asking.ask(engine, query, given), *columns)


# --- chains


def test_the_shortest_chain_may_rest_on_an_inference(sparql: SparqlEngine) -> None:
    """One claim joins the two if its speaker is who we take him for, and says so."""
    found = rows(sparql, "evidence-path", *HOPS, start=AMIRBEK, end=KONYR)
    assert found == [
        (1, AMIRBEK, "speaker", "inferred", KONYR, "about", "stated", "claim/paths-b-01")
    ]  # fmt: skip


def test_of_equal_chains_the_first_by_its_ids(sparql: SparqlEngine) -> None:
    """Without inferences two claims are needed: by the crews, before the pylons."""
    given = {"start": AMIRBEK, "end": KONYR, "inferences": "false"}
    crews = "group/paths-crews"
    assert rows(sparql, "evidence-path", *HOPS, **given) == [
        (1, AMIRBEK, "speaker", "stated", crews, "bearer", "stated", "claim/paths-a-01"),
        (2, crews, "bearer", "stated", KONYR, "counterparty", "stated", "claim/paths-a-02"),
    ]
    assert rows(sparql, "evidence-path", *HOPS, **given, max=1) == []
    assert len(rows(sparql, "evidence-path", "step", **given, max=2)) == 2


def test_a_chain_can_be_walked_back(sparql: SparqlEngine) -> None:
    """From the other end it is as long, and its things come in the other order."""
    there = rows(sparql, "evidence-path", "thing", "thing_2", start=DANA, end=KONYR)
    back = rows(sparql, "evidence-path", "thing", "thing_2", start=KONYR, end=DANA)
    assert len(there) == len(back)
    assert (there[0][0], there[-1][1]) == (DANA, KONYR) == (back[-1][1], back[0][0])


def test_taking_part_and_holding_a_post_join(sparql: SparqlEngine) -> None:
    """Two at one meeting are joined by it; a holder and a post by the tenure, with its source."""
    meeting = "meeting/paths-a"
    assert rows(sparql, "evidence-path", *HOPS, start=DANA, end=AMIRBEK) == [
        (1, DANA, "reporter", "stated", meeting, "meeting", "stated", "participation/paths-a-2"),
        (2, meeting, "meeting", "stated", AMIRBEK, "chair", "stated", "participation/paths-a-1"),
    ]
    columns = (*HOPS, "kind", "passages", "sentence")
    (row,) = rows(sparql, "evidence-path", *columns, start=AMIRBEK, end="post/paths-foreman")
    assert row[1:8] == (
        AMIRBEK, "holder", "stated", "post/paths-foreman", "post", "stated", "claim/paths-a-03",
    )  # fmt: skip
    assert row[8:] == (
        ("Tenure",),
        ("80-99",),
        "Who held a post: holder — Amirbek Sarydalategi; post — Foreman of pylons "
        "[paths-a-03, 2026-02-02]",
    )


def test_a_chain_is_of_what_was_said_by_the_day(sparql: SparqlEngine) -> None:
    """The letter of 2024 is enough in 2025; within its span it counts as 'perhaps'."""
    given = {"start": AMIRBEK, "end": KONYR}
    columns = ("claim", "counts")
    later = rows(sparql, "evidence-path", *columns, **given, as_of="2025-01-01")
    assert later == [("claim/paths-b-01", "certain")]
    within = rows(sparql, "evidence-path", *columns, **given, as_of="2024-04-01")
    assert within == [("claim/paths-b-01", "possible")]
    assert rows(sparql, "evidence-path", *columns, **given, as_of="2024-02-01") == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Amirbek Sarydalategi requires: Crews must raise pylons (bearer — Pylon crews) "
               "[paths-a-01, 2026-02-02]"),
        ("ru", "Амирбек Сарыдалатеги требует: Бригады должны поставить пилоны (на ком лежит — "
               "Бригады пилонов) [paths-a-01, 2026-02-02]"),
        ("kk", "Әмірбек Сарыдалатегі талап етеді: Бригадалар тіреу қоюы керек (кімге жүктелген — "
               "Тіреу бригадалары) [paths-a-01, 2026-02-02]"),
    ],
)  # fmt: skip
def test_a_step_is_a_sentence(sparql: SparqlEngine, language: str, sentence: str) -> None:
    """Who said what, in which role the other stands, and where it is written."""
    given = {"start": AMIRBEK, "end": "group/paths-crews", "lang": language}
    assert rows(sparql, "evidence-path", "sentence", **given) == [(sentence,)]


def test_a_sentence_tells_what_is_inferred_and_what_is_silent(sparql: SparqlEngine) -> None:
    """An inferred speaker and an inferred span are told; who is silent is not named."""
    ((told,),) = rows(sparql, "evidence-path", "sentence", start=AMIRBEK, end=KONYR)
    assert told.startswith("Amirbek Sarydalategi (by our inference) expects: Wire will come")
    assert "2024-03-01 – 2024-05-31" in told
    ((told,),) = rows(sparql, "evidence-path", "sentence", start="group/paths-crews", end=KONYR)
    assert told.startswith("It is instructed: Crews must let Konyrtelecom hang wire")
    ((told,),) = rows(sparql, "evidence-path", "sentence", start=DANA, end="meeting/paths-a")
    assert told.startswith("At the meeting “Pylon day”: reporter — Dana")


@pytest.mark.parametrize(
    ("start", "end"),
    [(AMIRBEK, "group/paths-loners"), (AMIRBEK, AMIRBEK), (KONYR, "operator/paths-boztel")],
)
def test_no_chain_is_an_empty_answer(sparql: SparqlEngine, start: str, end: str) -> None:
    """Somebody of whom nothing is said, and oneself."""
    assert rows(sparql, "evidence-path", "step", start=start, end=end) == []


def test_a_changed_role_breaks_the_chain(dataset: Dataset) -> None:
    """Where another bears the second duty, the pylons join the two."""
    iri = "https://w3id.org/mindet"
    line = f"<{iri}/id/statement/paths-a-02> <{iri}#bearer> <{iri}/id/group/paths-"
    engine = asking.changed(dataset, f"{line}crews>", f"{line}loners>")
    given = {"start": AMIRBEK, "end": KONYR, "inferences": "false"}
    assert rows(engine, "evidence-path", "claim", "thing_2", **given) == [
        ("claim/paths-a-01", "project/paths-pylons"),
        ("claim/paths-a-03", KONYR),
    ]


def test_the_minister_and_the_akimats(documents: SparqlEngine) -> None:
    """Madiyev demands in person; that the text prints it needs no conclusion of ours."""
    columns = ("claim", "role", "role_2", "basis", "basis_2", "act")
    given = {"start": "person/zhaslan-madiyev", "end": "group/akimats"}
    ((claim, *told),) = rows(documents, "evidence-path", *columns, **given)
    assert claim.startswith("claim/001-")
    assert told == ["speaker", "bearer", "stated", "stated", "requires"]


def test_the_session_of_2020_leads_to_the_minister_of_2026(documents: SparqlEngine) -> None:
    """From a reporter by his chair and the president, all of it stated."""
    given = {"start": "person/k-yesekeyev", "end": "person/zhaslan-madiyev"}
    found = rows(documents, "evidence-path", "thing_2", "document", "basis", "basis_2", **given)
    assert [row[:2] for row in found] == [
        ("meeting/004-session", "document/004"),
        ("person/askar-mamin", "document/004"),
        ("post/president", "document/004"),
        ("person/zhaslan-madiyev", "document/002"),
    ]
    assert {basis for row in found for basis in row[2:]} == {"stated"}


# --- search


@pytest.mark.parametrize("text", ["Қоңыртелеком", "коныртелеком", "Qoñyrtelekom", "KONYRTELECOM"])
def test_search_in_each_script(sparql: SparqlEngine, text: str) -> None:
    """One thing, first mentioned in the letter, by four names."""
    columns = ("thing", "kind", "mentions", "claim", "document", "issued_earliest", "passages")
    found = rows(sparql, "search", *columns, text=text)
    assert found[0] == (
        KONYR, ("Operator",), 3, "claim/paths-b-01", "document/paths-b", DAY(2024, 3, 1), ("5-30",),
    )  # fmt: skip


def test_search_tells_how_it_matched(sparql: SparqlEngine) -> None:
    """The nearest name, its language, its score and how near it is."""
    columns = ("thing", "name", "language", "score", "match")
    first = (KONYR, "Коныртелеком", "ru", 100, "exact")
    assert rows(sparql, "search", *columns, text="коныртелеком")[0] == first
    ((*_, match),) = rows(sparql, "search", *columns, text="коныртелком")
    assert match == "spelling"
    ((thing, name, *_, match),) = rows(sparql, "search", *columns, text="Konyrtelec")[:1]
    assert (thing, name, match) == (KONYR, "Konyrtelecom", "part")


def test_search_by_other_and_printed_names(sparql: SparqlEngine) -> None:
    """What else it is called, and how a text prints the one who took part."""
    assert rows(sparql, "search", "thing", "name", text="konyr tel group") == [
        (KONYR, "Konyr-Tel Group")
    ]
    assert rows(sparql, "search", "thing", "name", text="Тегова") == [(DANA, "Д. К. Тегова")]


def test_search_by_kind_and_limit(sparql: SparqlEngine) -> None:
    """Of all that is called after pylons, one kind, or the nearest."""
    found = {row[0] for row in rows(sparql, "search", "thing", text="pylon")}
    assert found == {
        "group/paths-crews", "project/paths-pylons", "post/paths-foreman", "document/paths-a",
        "document/paths-b", "meeting/paths-a",
    }  # fmt: skip
    assert rows(sparql, "search", "thing", text="pylon", kind="post") == [("post/paths-foreman",)]
    assert len(rows(sparql, "search", "thing", text="pylon", limit=2)) == 2
    assert rows(sparql, "search", "thing", text="pylon", limit=0) == []


def test_search_as_of_a_day(sparql: SparqlEngine) -> None:
    """A thing is found from its first mention on; a span that may be later is 'perhaps'."""
    columns = ("thing", "mentions", "counts")
    given = {"text": "Konyrtelecom"}
    assert rows(sparql, "search", *columns, **given, as_of="2024-04-01") == [(KONYR, 1, "possible")]
    assert rows(sparql, "search", *columns, **given, as_of="2024-02-01") == []
    undated = rows(sparql, "search", *columns, **given, as_of="2024-02-01", inferences="false")
    assert undated == [(KONYR, 1, "possible")]


def test_search_finds_what_nobody_mentions(sparql: SparqlEngine) -> None:
    """Known by name alone: no claim, no document, nought mentions."""
    columns = ("thing", "mentions", "claim", "document", "passages", "counts")
    nobody = [("operator/paths-boztel", 0, None, None, (), None)]
    assert rows(sparql, "search", *columns, text="Бозтел") == nobody


@pytest.mark.parametrize("text", ["", "   ", "qwertyuiop", "…"])
def test_search_for_nothing(sparql: SparqlEngine, text: str) -> None:
    """No name, no answer."""
    assert rows(sparql, "search", "thing", text=text) == []


def test_a_changed_name_is_noticed(dataset: Dataset) -> None:
    """The old name finds nothing, the new one the thing."""
    engine = asking.changed(dataset, '"Boztel"@en', '"Sarytel"@en')
    assert rows(engine, "search", "thing", text="sarytel") == [("operator/paths-boztel",)]


def test_names_are_read_anew_after_each_load(embedded_store: Store, dataset: Dataset) -> None:
    """What is kept of a store is dropped when another load has changed it, and only then."""
    engine = asking.load(embedded_store, dataset)
    assert names_of(engine) is names_of(engine)
    text = dataset.serialise("nquads").decode().replace('"Boztel"@en', '"Sarytel"@en')
    asking.load(embedded_store, Dataset.parse(text.encode(), "nquads"))
    assert rows(engine, "search", "thing", text="sarytel") == [("operator/paths-boztel",)]
    asking.load(embedded_store, dataset)
    assert rows(engine, "search", "name", text="boztel") == [("Boztel",)]


def test_the_operator_of_the_texts_in_each_script(documents: SparqlEngine) -> None:
    """Kazakhtelecom is first told of in the undated text, by whatever name it is sought."""
    for text in ("казахтелеком", "Қазақтелеком", "Qazaqtelekom", "Kazakhtelecom", "казахтелекм"):
        found = rows(documents, "search", "thing", "claim", "document", text=text)
        assert found[0] == ("operator/kazakhtelecom", "claim/000-09", "document/000")


def test_people_of_the_texts(documents: SparqlEngine) -> None:
    """By surname in three languages, and as the text of 2020 prints it."""
    for text in ("Мәдиев", "Мадиев", "Madiyev"):
        assert rows(documents, "search", "thing", text=text)[0] == ("person/zhaslan-madiyev",)
    assert rows(documents, "search", "thing", "document", text="Жұмағалиев", kind="actor") == [
        ("person/a-zhumagaliyev", "document/004")
    ]


# --- steps before a query


def test_an_unknown_step_fails_at_load(tmp_path: Path) -> None:
    """With file and line, and the step that was perhaps meant."""
    for file in (*folder("queries").glob("search.*"), folder("queries") / "shared.txt"):
        text = file.read_text("utf-8").replace("// prepare: search", "// prepare: serch")
        (tmp_path / file.name).write_text(text, "utf-8")
    with pytest.raises(QueryError, match=r"search.cypher:\d+: unknown preparing step 'serch'; did"):
        Catalogue.load(tmp_path)


def test_what_a_step_finds_is_nobodys_parameter(sparql: SparqlEngine) -> None:
    """It can't be given, and stands in the texts that are printed to be pasted."""
    with pytest.raises(QueryError, match="no parameter 'found'"):
        asking.ask(sparql, "search", {"text": "Boztel", "found": "operator/paths-konyr"})
    query = asking.CATALOGUE["search"]
    values = query.whole_values(sparql, {"text": "Boztel"})
    iri = "https://w3id.org/mindet/id/operator/paths-boztel"
    assert f":param found => ['{iri}']" in query.cypher_text(values)
    assert f"VALUES ?found {{ <{iri}> }}" in query.sparql_text(values)


# --- what was perhaps meant


@pytest.mark.parametrize("name", ["Zhaslan Madiyev", "Мәдиев", "мадиев жаслан"])
def test_a_name_in_place_of_an_id_gets_the_id(documents: SparqlEngine, name: str) -> None:
    """Who writes a name is told the id of the nearest thing of the right class."""
    with pytest.raises(QueryError, match=r"did you mean 'person/zhaslan-madiyev', "):
        asking.ask(documents, "actor-profile", {"actor": name})
