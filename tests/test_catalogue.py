"""The catalogue: headers, parameters, values in SPARQL texts, and what analysts may ask."""

from __future__ import annotations

import datetime
import re
import socket
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindet.catalogue import Catalogue, SparqlEngine, adhoc, run_sparql
from mindet.catalogue.filling import blocks, fill
from mindet.catalogue.guard import check
from mindet.catalogue.header import Column, Header
from mindet.catalogue.library import COMMON
from mindet.catalogue.parameters import Parameter, Value, cypher_literal, sparql_term
from mindet.catalogue.rows import in_order, normal
from mindet.catalogue.scan import cypher_columns, cypher_parameters, sparql_columns
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology
from mindet.store import Store
from mindet.terms import LANGUAGES

HEADER = """\
// title-en: Bridges
// title-ru: Мосты
// title-kk: Көпірлер
// description-en: All bridges
//   of a place.
// description-ru: Все мосты.
// description-kk: Барлық көпір.
// parameter: place (string = here) — where | где | қайда
// column: bridge (thing) — Bridge | Мост | Көпір
"""
CYPHER = HEADER + "MATCH (b:Bridge {place: $place}) RETURN b.iri AS bridge\n"
SPARQL = 'SELECT ?bridge WHERE { VALUES ?place { "here" } ?bridge <urn:place> ?place }\n'


def load(folder: Path, cypher: str | None = CYPHER, sparql: str | None = SPARQL) -> Catalogue:
    """The catalogue of one made-up pair."""
    for suffix, text in (("cypher", cypher), ("rq", sparql)):
        if text is not None:
            (folder / f"bridges.{suffix}").write_text(text, "utf-8")
    return Catalogue.load(folder)


# --- our own pairs


def test_every_pair_has_its_words_and_the_three_common_parameters() -> None:
    """Each stored query is told in three languages and takes lang, as_of and inferences."""
    catalogue = Catalogue.load()
    assert len(catalogue) >= 14
    for query in catalogue.values():
        assert set(query.titles) == set(query.descriptions) == set(LANGUAGES)
        assert set(COMMON) <= {p.name for p in query.parameters}
        assert {"claim", "document", "passages"} <= {c.name for c in query.columns}
        assert all(set(c.heading) == set(LANGUAGES) for c in query.columns)


@pytest.mark.parametrize("name", sorted(Catalogue.load()))
def test_a_subquery_goes_a_hop_at_a_time(name: str) -> None:
    """The embedded store plans a subquery for each row, and compares two hops of one MATCH with
    every type that it has: six times the work. Hops of one type need that, for they may not meet.
    """
    for text in _subqueries(Catalogue.load()[name].cypher_body):
        for clause in re.findall(
            r"\bMATCH\s(.*?)(?=\b(?:MATCH|WHERE|WITH|RETURN|UNWIND)\b|$)", text, re.S
        ):
            hops = [set(types.split("|")) for types in re.findall(r"\[\w*:\s*([\w|\s]+)", clause)]
            assert len(hops) < 2 or any(a & b for a, b in combinations(hops, 2)), clause


def _subqueries(text: str) -> Iterator[str]:
    """What stands in braces, without what stands in further ones."""
    text = re.sub(r"//[^\n]*|'[^']*'", "", text)
    while found := re.search(r"\{([^{}]*)\}", text):
        yield found[1]
        text = text[: found.start()] + text[found.end() :]


def test_the_values_in_the_sparql_text_are_the_defaults() -> None:
    """A text that is pasted as it stands asks what the catalogue asks by default."""
    for query in Catalogue.load().values():
        for parameter in query.parameters:
            if parameter.required:
                continue
            term = sparql_term(parameter.type, parameter.default)
            for start, end in blocks(query.sparql).get(parameter.name, ()):
                written = query.sparql[start:end]
                same = {written, written.replace("true", sparql_term("boolean", True))}
                same.add(f'"{written}"^^<http://www.w3.org/2001/XMLSchema#integer>')
                assert term in same, (query.name, parameter.name, written)


def test_listing_names_each_query_in_the_language() -> None:
    """The list of queries has a row for each, titles and parameters in Kazakh."""
    table = Catalogue.load().listing("kk")
    by_name = {row[0]: row for row in table.rows}
    assert by_name["prohibitions"][1] == "Тыйымдар"
    assert by_name["due-by"][2].startswith("date=міндетті")


def test_a_parameter_names_classes_that_there_are(ontology: Ontology) -> None:
    """What a parameter may be is a class of the ontology, so that its values can be listed."""
    for query in Catalogue.load().values():
        for parameter in query.parameters:
            assert (parameter.type == "iri") == bool(parameter.of), (query.name, parameter.name)
            assert set(parameter.of) <= set(ontology.class_by_name), (query.name, parameter.name)


# --- headers that do not hold together


def test_a_pair_is_read(tmp_path: Path) -> None:
    """A good pair loads; a description goes on over several lines."""
    query = load(tmp_path)["bridges"]
    assert query.descriptions["en"] == "All bridges of a place."
    assert query.values({}) == {"place": "here"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// title-kk: Көпірлер\n", "", ".cypher:1: no title in kk"),
        ("title-kk", "title-kz", ".cypher:3: unknown key 'title-kz'; did you mean 'title-kk'"),
        ("(string = here)", "(text)", ".cypher:8: parameter place: unknown type 'text'"),
        ("(string = here)", "(date = today)", ".cypher:8: default: parameter place: 'today'"),
        ("(string = here)", "string", ".cypher:8: can't read the parameter"),
        ("$place", "$plaice", "parameter $plaice is not declared; did you mean 'place'"),
        ("{place: $place}", "", ".cypher:8: parameter place is not used"),
        ("(thing)", "(entity)", ".cypher:9: column bridge: unknown type 'entity'"),
        (" | Көпір\n", "\n", ".cypher:9: bridge needs its words in en, ru, kk"),
        ("b.iri AS bridge", "b.iri AS span", "column bridge is not returned by"),
        ("AS bridge", "AS bridge, b.km AS km", ".cypher:10: column km is not declared"),
        ("(thing) — Bridge | Мост | Көпір", "", "'bridge' has no type and is not shared"),
        ("// column", "// finish: sortt\n// column", "unknown finishing step 'sortt'"),
        ("// column", "// table: brigde\n// column", "no column 'brigde'; did you mean 'bridge'"),
        ("// column", "// order: maybe\n// column", ".cypher:9: order: 'maybe'"),
        ("// column", "// title-en: Again\n// column", ".cypher:9: 'en' is declared twice"),
        ("// column", "//\n// column", ".cypher:9: no key in a line of the header"),
    ],
)
def test_a_wrong_header_fails_at_load(tmp_path: Path, old: str, new: str, message: str) -> None:
    """What does not hold together is named with file and line."""
    assert old in CYPHER
    with pytest.raises(QueryError) as error:
        load(tmp_path, CYPHER.replace(old, new, 1))
    assert message in str(error.value)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        (SPARQL.replace("?place {", "?plaice {"), "bridges.rq:1: parameter place is not used"),
        (SPARQL.replace("SELECT ?bridge", "SELECT ?span"), "column bridge is not returned by"),
        (SPARQL.replace("SELECT", "SELECT ?km"), "bridges.rq:1: column km is not declared"),
        (None, "bridges.cypher has no twin; add bridges.rq"),
    ],
)
def test_a_wrong_twin_fails_at_load(tmp_path: Path, sparql: str | None, message: str) -> None:
    """The SPARQL text takes and returns what the header says, or the catalogue does not load."""
    with pytest.raises(QueryError) as error:
        load(tmp_path, CYPHER, sparql)
    assert message in str(error.value)


def test_a_twin_without_cypher_fails_at_load(tmp_path: Path) -> None:
    """A .rq alone is no stored query."""
    with pytest.raises(QueryError, match=r"bridges\.rq has no twin; add bridges\.cypher"):
        load(tmp_path, None)


def test_a_file_that_is_not_utf8_fails_at_load(tmp_path: Path) -> None:
    """A text in another encoding is named."""
    (tmp_path / "bridges.rq").write_text(SPARQL, "utf-8")
    (tmp_path / "bridges.cypher").write_bytes(CYPHER.encode("cp1251", "replace"))
    with pytest.raises(QueryError, match="not UTF-8"):
        Catalogue.load(tmp_path)


def test_parameters_and_columns_are_not_found_in_strings_and_comments() -> None:
    """A $name or AS within a string, a comment or a subquery is neither parameter nor column."""
    cypher = (
        "MATCH (n) // $a\nWHERE n.x = '$b' AND n.`$c` = $d /* $e */ "
        "RETURN COLLECT { RETURN 1 AS no } AS yes"
    )
    assert cypher_parameters(cypher) == ("d",)
    assert cypher_columns(cypher) == ("yes",)
    sparql = "SELECT ?a (COUNT(?x) AS ?b) # ?c\nWHERE { SELECT ?d { ?d ?e '?f' } }"
    assert sparql_columns(sparql) == ("a", "b")
    assert blocks("SELECT * { # VALUES ?x { 1 }\n ?s ?p 'VALUES ?y { 2 }' }") == {}


def test_a_shared_word_is_taken() -> None:
    """A column or parameter without a type takes all from shared.txt."""
    shared = Header.read("// column: claim (claim) — Claim | Утв. | Мәл.", "shared.txt")
    header = Header.read("// column: claim", "x.cypher", shared)
    assert header.columns["claim"] == Column(
        "claim", "claim", {"en": "Claim", "ru": "Утв.", "kk": "Мәл."}
    )


def test_one_is_as_one_of_all() -> None:
    """A query that is read alone is the one of the whole catalogue."""
    assert all(Catalogue.one(name) == query for name, query in Catalogue.load().items())


# --- parameters


def test_an_unknown_query_or_parameter_is_told_with_the_nearest() -> None:
    """A misspelt name gets a suggestion."""
    for found in (Catalogue.load().__getitem__, Catalogue.one):
        with pytest.raises(QueryError, match="did you mean 'prohibitions'"):
            found("prohibition")
    with pytest.raises(QueryError, match="due-by has no parameter 'dat'; did you mean 'date'"):
        Catalogue.load()["due-by"].values({"dat": "2026-12-31"})


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2026-13-01"), ("date", "2026-1-1"), ("date", "31.12.2026"), ("date", ""),
        ("date", "20261231"), ("date", "２０２６-12-31"), ("integer", "1.5"), ("integer", "9" * 40),
        ("integer", "x"), ("boolean", "maybe"), ("iri", ""), ("iri", "a b"), ("iri", "urn:<x>"),
        ("string", "\ud800"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_refused(kind: str, text: str) -> None:
    """The message names the parameter, the value and how to write it."""
    with pytest.raises(QueryError, match=r"parameter x: .* is no .*; write it as"):
        Parameter("x", kind, True, None, {}).read(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2026-12-31", datetime.date(2026, 12, 31)),
        ("date", datetime.date(2026, 12, 31), datetime.date(2026, 12, 31)),
        ("integer", "12", 12),
        ("boolean", "False", False),
        ("boolean", True, True),
        ("iri", "akimat/x", "https://w3id.org/mindet/id/akimat/x"),
        ("iri", "urn:x", "urn:x"),
        ("iri", "mn:unstated", "https://w3id.org/mindet#unstated"),
        ("string", "Әкімдік", "Әкімдік"),
    ],
)
def test_a_value_is_read_by_its_type(kind: str, text: object, value: object) -> None:
    """Text from a command line and values from Python come out alike."""
    assert Parameter("x", kind, True, None, {}).read(text) == value


def test_a_parameter_is_required_or_one_of_its_choices() -> None:
    """A required parameter must be given; one with choices takes these only."""
    due_by = Catalogue.load()["due-by"]
    with pytest.raises(QueryError, match="parameter date: no value"):
        due_by.values({})
    with pytest.raises(
        QueryError, match="parameter reading: 'lax' is not allowed; write strict or"
    ):
        due_by.values({"date": "2026-12-31", "reading": "lax"})


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.lists(
    st.sampled_from(['"', "'", "\\", "}", "{", "\n", "\r", "#", "<", ">", "u0041", "`", "$", "?"]),
    max_size=12,
).map("".join)


@given(HOSTILE)
def test_no_string_leaves_its_place_in_a_sparql_text(text: str) -> None:
    """Whatever the string, the query gives back that string, and is the same query."""
    query = 'SELECT ?x WHERE { VALUES ?x { "x" } BIND("}" AS ?brace) # VALUES ?x { "no" }\n }'
    filled = fill(query, {"x": sparql_term("string", text)})
    found = ox.Store().query(filled)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"].value for row in found] == [text]  # type: ignore[union-attr]  # a literal


@given(HOSTILE)
def test_no_iri_leaves_its_place_in_a_sparql_text(text: str) -> None:
    """A string that is no IRI is refused; one that is comes back as it is."""
    try:
        value = Parameter("x", "iri", True, None, {}).read("urn:" + text)
    except QueryError:
        return
    filled = fill("SELECT ?x WHERE { VALUES ?x { UNDEF } }", {"x": sparql_term("iri", value)})
    found = ox.Store().query(filled)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"].value for row in found] == [value]  # type: ignore[union-attr]  # an IRI


def test_every_block_of_a_parameter_is_filled() -> None:
    """A parameter may stand in several scopes; a null is UNDEF in each."""
    query = Catalogue.load()["plan-outcome"]
    text = query.sparql_text(query.values({"lang": "kk", "inferences": "false"}))
    assert 'VALUES ?lang { "en" }' not in text
    assert text.count("VALUES ?undertaking { UNDEF }") == 2


# --- rows


def test_values_of_both_engines_have_one_form() -> None:
    """Floats, lexical forms, lists and strings of several come out equal."""
    columns = [Column(n, t, {}) for n, t in (("n", "number"), ("t", "term"), ("l", "things"))]
    here = [3000.0, "plans", ["urn:b", "urn:a", None, "urn:a"]]
    there = ["3000.00", "https://w3id.org/mindet#plans", "urn:a urn:b"]
    one, two, none = normal(columns, [here, there, [None, "", ""]])
    assert one == two == (Decimal(3000), "plans", ("urn:a", "urn:b"))
    assert none == (None, None, ())
    with pytest.raises(QueryError, match="column n: 'x' is no number"):
        list(normal(columns, [here, ["x", None, None]]))


def test_rows_are_unique_and_sorted() -> None:
    """Rows are sorted column by column, no value last."""
    day = datetime.date(2026, 1, 1)
    rows = [(None, "b"), (day, "b"), (day, "a"), (day, "a")]
    assert in_order(rows) == [(day, "a"), (day, "b"), (None, "b")]


# --- an analyst's own SPARQL

DATA = Dataset.parse(
    b'@prefix : <urn:> . :g1 { :a :p 7, 1.50, "x"@kk, true } '
    b':g2 { :a :p "2026-01-09"^^<http://www.w3.org/2001/XMLSchema#date>, :b }',
    "trig",
)


def test_own_sparql_sees_the_union_of_all_graphs() -> None:
    """Values come as plain Python, over all named graphs together."""
    rows = run_sparql(DATA, "SELECT ?o WHERE { <urn:a> <urn:p> ?o }").rows
    day = datetime.date(2026, 1, 9)
    assert sorted(map(str, (r[0] for r in rows))) == sorted(
        ["7", "1.5", "x", "True", str(day), "urn:b"]
    )
    assert run_sparql(DATA, "ASK { ?s ?p 7 }").rows == [[True]]
    built = run_sparql(DATA, "CONSTRUCT { ?s <urn:q> 1 } WHERE { ?s ?p 7 }")
    assert built.rows == [["urn:a", "urn:q", 1]]
    assert run_sparql(DATA, "SELECT ?x WHERE { OPTIONAL { <urn:z> ?p ?x } }").rows == [[None]]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX s: <urn:#> SELECT * { ?s ?p '#' . SeRvIcE s:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 5SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "PREFIX : <urn:> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX e: <urn:> SELECT * { SERVICEe:x { ?s ?p ?o } }",
        "SELECT * { BIND(1 AS ?a) FILTER(?a<1)SERVICE#>\n<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { BIND(1 AS ?a) FILTER(?a<'x>y')SERVICE<http://127.0.0.1:9/>{ ?s?p'o' } }",
        "SELECT * { BIND(1 AS ?a) FILTER(?a<<b:c#>'''\n)SERVICE<http://127.0.0.1:9/>{} #''' }",
        'SELECT * { ?s ?p """a"b\\"""" SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
        "# SELECT\nSELECT * { ?s ?p 'it\\'s' SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_hidden(text: str) -> None:
    """No other server is called, whatever case, glue, comment or string is around the word."""
    with pytest.raises(QueryError, match=r"SERVICE calls another server|less-than or an IRI"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <urn:x> { }" } # SERVICE',
        "SELECT * { ?service <http://e.org/service#> 'a service' . ?s a <urn:Service> }",
        "PREFIX mn: <https://w3id.org/mindet#> SELECT * { ?s a mn:Service FILTER(1 < 2 && 3 > 2) }",
        "BASE <http://e.org/> PREFIX : <#> ASK { ?s :service ?o FILTER(CONTAINS(?o, 'service')) }",
        "DESCRIBE <urn:service>",
        "SELECT * { ?s ?p ?o FILTER(?o<5&&?o>3) }",
    ],
)
def test_the_word_service_elsewhere_is_allowed(text: str) -> None:
    """A string, a variable, an IRI, a prefixed name or a comment may say service."""
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <urn:a> <urn:p> 1 }", "CLEAR ALL",
        "LOAD <file:///etc/passwd>", "PREFIX a: <urn:> DROP ALL", "", "# nothing", "WITH <urn:g>",
    ],
)  # fmt: skip
def test_updates_are_refused(text: str) -> None:
    """What does not begin as a reading query is not run."""
    with pytest.raises(QueryError):
        run_sparql(DATA, text)
    with pytest.raises(QueryError):
        run_sparql(DATA, "SELECT * { ?s ?p ?o } ; " + text if text else "SELECT")


def test_a_query_that_runs_too_long_is_stopped() -> None:
    """The time limit holds for a query that would take years."""
    many = Dataset.parse(
        "".join(f"<urn:{i}> <urn:p> {i} .\n" for i in range(300)).encode(), "turtle"
    )
    with pytest.raises(QueryError, match="stopped after 1 seconds"):
        run_sparql(
            many, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=1
        )


def test_more_rows_than_the_limit_are_refused() -> None:
    """A flood of rows is an error with the remedy, not a full memory."""
    with pytest.raises(QueryError, match="more than 3 rows; add LIMIT"):
        run_sparql(DATA, "SELECT * { ?s ?p ?o }", limit=3)


def test_a_syntax_error_is_told() -> None:
    """The parser's place is in the message."""
    with pytest.raises(QueryError, match="error at 1:"):
        run_sparql(DATA, "SELECT * { ?s ?p }")


class Silent(BaseHTTPRequestHandler):
    """Counts who calls; answers by the path: half a JSON, a late one, an error."""

    calls = 0

    def do_POST(self) -> None:
        """Answer as the path says."""
        Silent.calls += 1
        if self.path == "/late":
            time.sleep(3)
        self.send_response(500 if self.path == "/error" else 200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        if self.path != "/late":
            self.wfile.write(b'{"head": {"vars": ["x"]}, "resu')

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server on loopback that never answers well."""
    server = HTTPServer(("127.0.0.1", 0), Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_process_itself_can_call_nobody(silent: str) -> None:
    """Even a SERVICE that no check had found reaches no server, and no file is read."""
    before = Silent.calls
    task = {"endpoint": None, "graphs": [], "limit": 10, "union": False}
    with pytest.raises(QueryError):
        adhoc.ask(task | {"text": f"SELECT * {{ SERVICE <{silent}/> {{ ?s ?p ?o }} }}"}, b"", 20)
    text = "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"
    assert adhoc.ask(task | {"text": text}, b"", 20)["rows"] == []
    assert Silent.calls == before


def test_a_bad_endpoint_is_told(silent: str) -> None:
    """A cut-off answer, an error, a late answer, nobody there, no address: each has its message."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    for url, message in (
        (f"{silent}/half", "cut off"), (f"{silent}/error", "said 500"),
        (f"{silent}/late", "stopped after"), (f"http://127.0.0.1:{closed}/", "no answer"),
        ("file:///etc/passwd", "not an http address"),
    ):  # fmt: skip
        with pytest.raises(QueryError, match=message):
            run_sparql(url, "SELECT * { ?s ?p ?o }", timeout=2)


def test_own_sparql_at_an_endpoint(oxigraph_server: str) -> None:
    """The same call asks an endpoint by its URL."""
    assert run_sparql(f"{oxigraph_server}/query", "SELECT (1 AS ?x) {}").rows == [[1]]
    assert run_sparql(f"{oxigraph_server}/query", "ASK {}").rows == [[True]]


def test_a_thing_that_is_not_there_is_told_with_the_nearest() -> None:
    """Asking about a misspelt thing is an error, with a suggestion."""
    text = b"<https://w3id.org/mindet/id/akimat/north> <urn:p> 1 ."
    engine = SparqlEngine(Dataset.parse(text, "turtle"))
    with pytest.raises(
        QueryError, match="'akimat/nort' is not in the graph; did you mean 'akimat/north'"
    ):
        Catalogue.load()["actor-profile"].ask(engine, {"actor": "akimat/nort"})
    with pytest.raises(QueryError, match="the graph is empty"):
        Catalogue.load()["actor-profile"].ask(SparqlEngine(Dataset([])), {"actor": "akimat/nort"})


@given(value=st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.dates() | st.text())
def test_a_cypher_literal_is_its_value(embedded_store: Store, value: Value) -> None:
    """What is written for pasting is read back as the value, on one line."""
    text = cypher_literal(value)
    assert text.isprintable()
    ((found,),) = embedded_store.read(f"RETURN {text} AS value").rows
    assert found == value


@pytest.mark.parametrize(
    "value", ["l'x", 'q"', "\\", "a\nb\u2028\x00", "ә\U0001f600", "// x", "*/"]
)
def test_a_cypher_literal_is_its_value_on_neo4j(neo4j_store: Store, value: str) -> None:
    """A Neo4j reads the same."""
    assert neo4j_store.read(f"RETURN {cypher_literal(value)} AS value").rows == [[value]]
