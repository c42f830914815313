"""Answers as they are printed: tables, cards, CSV, JSON, Markdown, and the words in them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asking
from mindet import tables, words
from mindet.catalogue import SparqlEngine
from mindet.dataset import Dataset
from mindet.errors import PassageError, QueryError
from mindet.ontology import Ontology
from mindet.store import Table
from mindet.tables.cells import Grid
from mindet.tables.workbook import as_xlsx

TEXTS = tuple(form for form in tables.FORMS if form != "xlsx")
FILE = Path(__file__).parent / "data" / "worlds" / "bridges.trig"


@pytest.fixture(scope="module")
def engine(ontology: Ontology) -> SparqlEngine:
    """The small made-up graph."""
    return SparqlEngine(Dataset([*Dataset.read([FILE]), *ontology.dataset()]))


@pytest.fixture(scope="module")
def all_worlds(ontology: Ontology) -> SparqlEngine:
    """All made-up graphs."""
    return SparqlEngine(asking.worlds(ontology))


def printed(
    engine: SparqlEngine,
    query: str,
    form: str,
    language: str = "en",
    width: int = 120,
    **given: Any,
) -> str:
    """An answer in a form."""
    answer = asking.ask(engine, query, {"lang": language, **given})
    return tables.text(tables.readable(answer, engine, language), form, width)


def test_the_first_rows_tell_of_the_rest(engine: SparqlEngine) -> None:
    """A cut answer says in each language, in a table and in Markdown, how many rows there are."""
    whole = asking.ask(engine, "instructions", {})
    assert len(whole.rows) > 1
    assert whole.first(0) is whole is whole.first(len(whole.rows))
    told = {"en": "The first 1 of", "ru": "Первые 1 из", "kk": "жолдың алғашқы 1"}
    for language, words_ in told.items():
        what = tables.readable(whole.first(1), engine, language)
        assert all(words_ in tables.text(what, form) for form in ("table", "markdown"))
        assert json.loads(tables.text(what, "json"))["cut"] == len(whole.rows) - 1


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", sorted(asking.CATALOGUE))
def test_a_table_fits_its_width(all_worlds: SparqlEngine, name: str, width: int) -> None:
    """No line is wider than the terminal; no word is broken that fits."""
    given = asking.listed(name, "made_up")[0]
    text = printed(all_worlds, name, "table", "kk", width, **given)
    assert max(map(len, text.splitlines())) <= width


def test_a_table_says_what_is_inferred(engine: SparqlEngine) -> None:
    """What we conclude stands in one column of its own, with whom it is about."""
    text = printed(engine, "akimat-requirements", "table", "ru", 160)
    assert "Наш вывод" in text
    assert "не раньше: 2020-03-01" in text
    assert "кто дал: Болат" in text
    assert "не указано" in text
    assert "[21-60," in text
    assert "Наш вывод" not in printed(
        engine, "akimat-requirements", "table", "ru", 160, inferences=False
    )


def test_doubt_gets_a_column_only_where_there_is_some(engine: SparqlEngine) -> None:
    """'Perhaps' is shown where a document may be later than the day asked about."""
    assert "perhaps" in printed(engine, "instructions", "table", as_of="2020-04-15")
    assert "Known by that day" not in printed(engine, "instructions", "table", as_of="2026-12-31")


def test_a_narrow_terminal_gets_cards(engine: SparqlEngine) -> None:
    """Where columns would be too narrow to read, each row is a list of lines."""
    text = printed(engine, "prohibitions", "table", "kk", 50)
    assert "Не: Ағаш көпірге тыйым салынды" in text
    assert "Кімге болмайды: айтылмаған" in text


def test_nothing_found_is_said(engine: SparqlEngine) -> None:
    """An empty answer says so in the reader's language, in each readable form."""
    assert "Ничего не найдено" in printed(engine, "last-mile", "table", "ru")
    assert "Ештеңе табылмады" in printed(engine, "last-mile", "markdown", "kk")
    assert len(printed(engine, "last-mile", "csv").splitlines()) == 1
    assert json.loads(printed(engine, "last-mile", "json"))["rows"] == []


def test_csv_has_labels_and_iris(engine: SparqlEngine) -> None:
    """A thing is its name and, in a column beside, its IRI; nothing reads as a day of the year."""
    text = printed(engine, "last-mile", "csv", "kk", name="last yard")
    rows = list(csv.DictReader(io.StringIO(text)))
    by_claim = {row["claim"]: row for row in rows}
    row = by_claim["claim/c-04"]
    assert row["undertaking"] == "Соңғы ярд"
    assert row["undertaking_iri"] == "https://w3id.org/mindet/id/project/last-yard"
    assert (row["quantity"], row["lower"], row["upper"]) == ("400-ге дейін", "", "400")
    assert row["passages"] == "[130-160]"
    assert row["not_comparable_with"] == "claim/c-05"


def test_json_is_typed(engine: SparqlEngine) -> None:
    """Numbers are numbers, things have IRI and label, terms their name and label."""
    given = {"undertaking": "project/bridge", "indicator": "indicator/bridge-km"}
    answer = json.loads(printed(engine, "road-coverage", "json", "ru", **given))
    (row,) = answer["rows"]
    assert row["lower"] == 40.5
    assert row["quantity"]["label"] == "40,5 км"
    assert row["act"] == {"term": "plans", "label": "планирует"}
    assert row["due"]["label"].endswith("последний день 2027-12-31 (строго), 2028-01-06 (мягко)")
    assert answer["parameters"]["inferences"] is True


def test_each_row_is_cited(engine: SparqlEngine) -> None:
    """Document, publisher, date (ours marked), passage and claim, in CSV, JSON and Markdown."""
    letter = "Письмо А. Издатель: не указано. 2020-03-01 – 2020-05-31 (по нашему выводу). "
    cited = letter + "[21-60, 100-140]. claim/a-01"
    rows = list(csv.DictReader(io.StringIO(printed(engine, "instructions", "csv", "ru"))))
    assert cited in {row["citation"] for row in rows}
    records = json.loads(printed(engine, "instructions", "json", "ru"))["rows"]
    assert cited in {record["citation"] for record in records}
    assert "- Отчёт В. Издатель: не указано. 2026-01-09. " in printed(
        engine, "instructions", "markdown", "ru"
    )
    undated = printed(engine, "instructions", "csv", "en", inferences=False)
    assert "Letter A. Publisher: not stated. Date of issue unstated. " in undated


def test_a_pair_is_cited_twice(engine: SparqlEngine) -> None:
    """A row that compares two documents cites both, a line each."""
    rows = json.loads(printed(engine, "repeated-instructions", "json"))["rows"]
    assert [len(row["citation"].splitlines()) for row in rows] == [2]


def workbook(engine: SparqlEngine, query: str, language: str = "en", **given: Any) -> Any:
    """An answer as a workbook, read again by another library."""
    answer = asking.ask(engine, query, {"lang": language, **given})
    made = [as_xlsx(Grid.of_answer(tables.readable(answer, engine, language))) for _ in "ab"]
    assert made[0] == made[1]
    return openpyxl.load_workbook(io.BytesIO(made[0]))


def test_a_workbook_is_typed(engine: SparqlEngine) -> None:
    """Days are days, numbers numbers, Kazakh letters whole; a second sheet tells the question."""
    book = workbook(engine, "village-connectivity", "kk", place="place-group/hamlets")
    names, *rows = book.worksheets[0].iter_rows(values_only=True)
    records = [dict(zip(names, row, strict=True)) for row in rows]
    assert {record["lower"] for record in records} == {50, 7}
    assert {record["issued"] for record in records} == {datetime.datetime(2026, 1, 6), None}
    assert {record["document"] for record in records} == {"А хаты", "Б есебі"}
    about = dict(book["about"].iter_rows(values_only=True))
    assert about["place"] == "https://w3id.org/mindet/id/place-group/hamlets"
    assert about["village-connectivity"] == "Ауылдардың байланысы"


@pytest.mark.parametrize("value", ["=1+1", "+cmd", "@x", "http://x.example", "\x01", "x" * 32_767])
def test_a_workbook_takes_text_as_text(value: str) -> None:
    """No formula, no link: what a text looks like is of no account."""
    made = as_xlsx(Grid.of_table(Table(["a"], [[value]])))
    (cell,) = openpyxl.load_workbook(io.BytesIO(made)).active["A2":"A2"][0]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == value or value == "\x01"


def test_a_workbook_keeps_numbers_exact() -> None:
    """What a double can't hold is text; what a cell can't hold is refused."""
    values = Decimal("12345678901234567890"), Decimal("0.1"), True, datetime.date(1899, 1, 1)
    made = as_xlsx(Grid.of_table(Table(["a"], [[value] for value in values])))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    found = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == ["12345678901234567890", 0.1, True, "1899-01-01"]
    with pytest.raises(QueryError, match="32768 characters are too many"):
        as_xlsx(Grid.of_table(Table(["a"], [["x" * 32_768]])))


HOSTILE = (
    "\x1b[31mred", "=1+1", "+cmd", "@x", "-2", "a|b\nc", "<script>", "[x](y)", "\u202egnirts",
    "`*_", "\x9b2J", "a\rb", "[bold]x[/bold]",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """No escape reaches the terminal, no formula the spreadsheet, no markup the page."""
    table = Table(["x", text], [[text, 1]])
    shown = tables.text(table, "table", 80) + tables.text(table, "markdown")
    assert not {"\x1b", "\x9b", "\r", "\u202e"} & set(shown)
    row = list(csv.reader(io.StringIO(tables.text(table, "csv"))))[1]
    assert row[0][0] not in "=+-@"
    assert row[0].lstrip("'") == text.replace("\r", "\n")
    assert json.loads(tables.text(table, "json"))[0]["x"] == text
    assert "<script>" not in tables.text(table, "markdown").replace("\\<", "")
    if text.startswith("[bold]"):
        assert "[bold]x[/bold]" in tables.text(table, "table", 80)


@given(
    st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=5),
    st.integers(20, 90),
)
def test_any_table_can_be_printed(rows: list[list[str]], width: int) -> None:
    """Every form prints whatever text there is, within the width."""
    table = Table(["a", "b"], [list(row) for row in rows])
    for form in TEXTS:
        tables.text(table, form, width)
    json.loads(tables.text(table, "json"))
    assert (
        len(list(csv.reader(io.StringIO(tables.text(table, "csv"), newline="")))) == len(rows) + 1
    )


def test_an_own_query_prints_in_every_form() -> None:
    """Nodes, lists and numbers of an ad-hoc query print too."""
    node = {"iri": "urn:a", "labels": ["Task"], "properties": {"label_kk": "Жер"}}
    table = Table(["n", "l", "d"], [[node, ["a", 1], Decimal("1E+3")], [None, True, 2.5]])
    assert '"Жер"' in tables.text(table, "csv")
    assert json.loads(tables.text(table, "json"))[0]["d"] == 1000
    assert "Жер" in tables.text(table, "table", 200)
    assert "| true | 2.5 |" in tables.text(table, "markdown")


SCRIPT = """
from mindet import tables
from mindet.store import Table
tables.echo(Table(["атауы"], [["Әкімдік"]]), "csv")
"""


def test_a_csv_file_opens_in_a_spreadsheet_and_a_pipe_is_clean(tmp_path: Path) -> None:
    """Redirected into a file it begins with the UTF-8 mark; into a pipe it does not."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(tables.__file__).parents[2]),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", SCRIPT]
    piped = subprocess.run(command, capture_output=True, env=environment, check=True).stdout
    assert piped.decode() == "атауы\nӘкімдік\n"
    with (tmp_path / "x.csv").open("wb") as file:
        subprocess.run(command, stdout=file, env=environment, check=True)
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbf" + piped


def test_passages_are_printed_beside(engine: SparqlEngine, tmp_path: Path) -> None:
    """With the folder of texts, each row shows its passages; a text that lacks is told."""
    text = b'<https://w3id.org/mindet/id/document/c> <https://w3id.org/mindet#fileName> "c.txt" .'
    more = Dataset.parse(text, "turtle")
    answer = asking.ask(engine, "powers")
    source = SparqlEngine(Dataset([*Dataset.read([FILE]), *more]))
    with pytest.raises(PassageError):
        tables.readable(answer, source, "en", tmp_path)
    (tmp_path / "c.txt").write_text("-" * 50 + "who may fine whom, and why!!!!" + "-" * 50, "utf-8")
    shown = tables.readable(answer, source, "en", tmp_path)
    assert json.loads(tables.text(shown, "json"))["rows"][0]["text"] == [
        "who may fine whom, and why!!!!"
    ]
    for form in TEXTS:
        assert "who may fine" in tables.text(shown, form, 200)


# --- words


@pytest.mark.parametrize(
    ("facts", "en", "ru", "kk"),
    [
        ({"lower": "5", "upper": "6", "lowerInclusive": "true", "upperInclusive": "true"},
         "5–6", "5–6", "5–6"),
        ({"lower": "3000", "lowerInclusive": "false"}, "more than 3,000", "более 3000",
         "3000-нан астам"),
        ({"lower": "250", "lowerInclusive": "true"}, "at least 250", "не менее 250", "кемінде 250"),
        ({"upper": "400000", "upperInclusive": "true"}, "up to 400,000", "до 400\xa0000",
         "400\xa0000-ға дейін"),
        ({"upper": "1000000", "upperInclusive": "false", "approximate": "true"},
         "almost 1,000,000", "почти 1\xa0000\xa0000", "1\xa0000\xa0000-ға жуық"),
        ({"lower": "140", "upper": "140", "additional": "true"},
         "another 140", "ещё 140", "тағы 140"),
        ({"lower": "20", "upper": "20", "approximate": "true"},
         "about 20", "около 20", "шамамен 20"),
        ({"lower": "900000000", "lowerInclusive": "false", "unit": "usd"}, "more than $900,000,000",
         "более 900\xa0000\xa0000 долл. США", "900\xa0000\xa0000 АҚШ долларынан астам"),
        ({"upper": "75.0", "upperInclusive": "true", "unit": ["percent"]}, "up to 75%", "до 75 %",
         "75 пайызға дейін"),
        ({"lower": "25", "upper": "25", "unit": "percent", "shareOf_en": "members",
          "shareOf_ru": "участников", "shareOf_kk": "қатысушылар"},
         "25% of members", "25 % (участников)", "25 пайыз (қатысушылар)"),
        ({"universal": "true"}, "all", "все", "барлығы"),
        ({"lower": "7.6", "lowerInclusive": "false"},
         "more than 7.6", "более 7,6", "7,6-дан астам"),
        ({"lower": "1", "upper": "9", "lowerInclusive": "false", "upperInclusive": "true"},
         "more than 1, up to 9", "более 1, до 9", "1-ден астам, 9-ға дейін"),
        ({"label": "x"}, "", "", ""),
    ],
)  # fmt: skip
def test_quantities_keep_their_bounds(facts: dict[str, Any], en: str, ru: str, kk: str) -> None:
    """More than, up to, almost, another, all: each bound has its words, Kazakh its endings."""
    assert [words.quantity(facts, language) for language in ("en", "ru", "kk")] == [en, ru, kk]


def test_a_thing_without_a_label_in_the_language_has_another(ontology: Ontology) -> None:
    """Another language steps in, then the short IRI; silence is in the reader's language."""
    assert words.name("urn:x", {"label_kk": "Жер"}, "ru", ontology) == "Жер"
    assert words.name("https://w3id.org/mindet/id/task/x", None, "ru", ontology) == "task/x"
    assert words.name("https://w3id.org/mindet#unstated", None, "kk", ontology) == "айтылмаған"
