"""`mindet serve` over HTTP: pages, questions, things, API, refusals, and how it ends."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import pytest

import explorers
from asking import CATALOGUE
from explorers import Explorer
from mindet import sheets
from mindet.dataset import Dataset
from mindet.errors import StoreError, TooMuch
from mindet.explorer import api, openapi, problems, wording
from mindet.explorer.guarding import HEADERS, POLICY
from mindet.explorer.keeping import FRESH, Kept
from mindet.explorer.reader import Reader
from mindet.explorer.server import is_loopback
from mindet.ontology import own
from mindet.resources import folder
from mindet.store import Store, open_store
from mindet.store.failures import too_long
from mindet.store.table import Table
from mindet.terms import GRAPH, LANGUAGES, MN, RDF

TURTLE, JSONLD = "text/turtle", "application/ld+json"
FAMILIES = ("problem", "wrong", "relations", "choice", "picture")  # words chosen by a value
MADIYEV = "person/zhaslan-madiyev"


@pytest.fixture(scope="module")
def store(explored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the five documents."""
    return Path(shutil.copytree(explored, tmp_path_factory.mktemp("explorer") / "graph"))


@pytest.fixture(scope="module")
def explorer(store: Path) -> Iterator[Explorer]:
    """The explorer of that store."""
    with explorers.serving(store) as running:
        yield running


class Links(HTMLParser):
    """The addresses that a page leads to, what it runs, and how its elements nest."""

    VOID = ("meta", "link", "input", "img", "br", "hr")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        known = dict(attrs)
        self.hrefs += [value for key, value in attrs if key in ("href", "src", "action") and value]
        handlers = [key for key in known if key.startswith("on") or key == "style"]
        bare = tag == "style" or (tag == "script" and "src" not in known)
        self.inline += [tag] * bare + handlers
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Each end has its beginning."""
        assert self._open.pop() == tag


def sound(text: str) -> Links:
    """A page that is well nested, runs nothing inline, and leads nowhere else."""
    links = Links(text)
    assert links.inline == []
    assert all(re.match(r"[/#](?!/)", href) for href in links.hrefs)
    return links


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_tells_what_is_there(explorer: Explorer, language: str) -> None:
    """The first page counts things, lists documents, what is overdue and silence, all questions."""
    answer = explorer.get(f"/?lang={language}")
    assert answer.status == 200
    assert f'<html lang="{language}">' in answer.text
    links = sound(answer.text).hrefs
    for document in range(5):
        assert any(f"/id/document/00{document}" in one for one in links)
    for query in CATALOGUE.values():
        assert any(one.startswith(f"/queries/{query.name}") for one in links)
    assert wording.word("overdue", language) in answer.text
    assert ">147<" in answer.text


def test_overdue_as_of_a_day(explorer: Explorer) -> None:
    """The day can be chosen; one that is none is told at the field."""
    early = explorer.get("/?date=2019-01-01").text
    assert wording.word("none", "en") in early
    wrong = explorer.get("/?date=soon")
    assert wrong.status == 400
    assert "“soon” is no date" in wrong.text


@pytest.mark.parametrize(
    ("name", "language"), [*zip(sorted(CATALOGUE), itertools.cycle(LANGUAGES), strict=False)]
)
def test_every_question_answers(explorer: Explorer, name: str, language: str) -> None:
    """Each question has a form with all its fields, an answer, and the texts behind it."""
    query = CATALOGUE[name]
    asked = urlencode({**query.example, "lang": language})
    bare, answer = explorer.get(f"/queries/{name}?lang={language}"), None
    assert bare.status == 200
    answer = explorer.get(f"/queries/{name}?{asked}")
    assert answer.status == 200
    sound(answer.text)
    for parameter in query.parameters:
        assert f'name="{parameter.name}"' in answer.text or parameter.name == "lang"
    assert query.titles[language].split("'")[0] in answer.text
    assert "PREFIX" in answer.text
    assert "MATCH" in answer.text
    assert 'class="answer"' in answer.text or wording.word("nothing", language) in answer.text


def test_an_answer_leads_to_things_and_passages(explorer: Explorer) -> None:
    """Claims, things, passages, silence and inferences are shown as what they are."""
    text = explorer.get("/queries/powers").text
    assert 'href="/id/claim/002-19"' in text
    assert "[1489–1586]" in text
    assert 'class="unstated"' in text
    assert 'class="inferred"' in text
    assert f'href="/id/{MADIYEV}"' in text


def test_leaving_inferences_out(explorer: Explorer) -> None:
    """The box that is not ticked says no."""
    with_them = explorer.get("/queries/powers?inferences=false&inferences=true").text
    without = explorer.get("/queries/powers?inferences=false").text
    assert 'class="inferred"' in with_them
    assert 'class="inferred"' not in without


def test_many_rows_come_in_pages(explorer: Explorer) -> None:
    """200 rows are shown of more; the rest is a page on, and in the files."""
    first, second = explorer.get("/queries/unstated"), explorer.get("/queries/unstated?page=2")
    total = int(re.findall(r"Showing 200 of (\d+)", first.text)[0])
    assert first.text.count("<tr>") == 201
    assert f"Showing 201–{total} of {total}" in second.text
    rows = explorer.get("/queries/unstated.csv").text.count("claim/")
    assert rows >= total


@pytest.mark.parametrize(
    ("form", "begins"), [("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("xlsx", b"PK")]
)
def test_answers_as_files(explorer: Explorer, form: str, begins: bytes) -> None:
    """A file of all rows, to be saved under the question's name."""
    answer = explorer.get(f"/queries/powers.{form}?lang=kk")
    assert answer.status == 200
    assert answer.body.startswith(begins)
    assert f'filename="powers.{form}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/queries/due-by?date=2026-13-01", 400, "“2026-13-01” is no date"),
        ("/queries/due-by?date=2026-12-31&reading=lax", 400, "“lax” can&#39;t be chosen"),
        ("/queries/due-by?reading=strict", 400, "Please fill this in"),
        ("/queries/due-by?dat=2026-12-31", 400, "did you mean &#39;date&#39;?"),
        ("/queries/search?text=x&limit=many", 400, "no whole number"),
        (f"/queries/search?text={'x' * 600}", 400, "Too long"),
        ("/queries/actor-profile?actor=operator/kazakhtelekom", 404, "Kazakhtelecom JSC"),
        ("/queries/actor-profile?actor=қазақтел", 404, "operator%2Fkazakhtelecom"),
        ("/queries/due-bi", 404, "did you mean &#39;due-by&#39;?"),
        ("/id/operator/kar-tell", 404, 'href="/id/operator/kar-tel"'),
        ("/id/nothing/at-all", 404, "not in the graph"),
        ("/kinds/Akimatt", 404, "not in the graph"),
        ("/id/operator/kar-tel?relation=loves", 404, "not in the graph"),
        ("/nowhere", 404, "not in the graph"),
        ("/thing", 404, "not in the graph"),
    ],
)
def test_errors_in_plain_words(explorer: Explorer, path: str, status: int, told: str) -> None:
    """What is wrong is told where it is, with what was perhaps meant."""
    answer = explorer.get(path)
    assert answer.status == status
    assert told in answer.text
    assert "Traceback" not in answer.text
    sound(answer.text)


@pytest.mark.parametrize(
    ("language", "told"),
    [("ru", "нет в графе"), ("kk", "графта жоқ")],
)
def test_errors_in_the_readers_language(explorer: Explorer, language: str, told: str) -> None:
    """Errors speak the language of the page."""
    query = f"actor=operator/nobody&lang={language}"
    assert told in explorer.get(f"/queries/actor-profile?{query}").text
    assert told in explorer.get(f"/id/operator/nobody?lang={language}").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    ["document/002", "claim/002-21", "statement/002-21", MADIYEV, "statement/002-21/due",
     "claim/002-21/passage/1694-1812", "project/caspian-cable", "inference/000-10", "link/000-10"],
)  # fmt: skip
def test_every_thing_has_a_page(explorer: Explorer, name: str, language: str) -> None:
    """A page for whatever is in the graph, in each language."""
    answer = explorer.get(f"/id/{name}?lang={language}")
    assert answer.status == 200
    assert "Accept" in answer.headers["vary"]
    links = sound(answer.text).hrefs
    plain = [one for one in links if one.startswith(("/id/", "/queries/")) and "lang=" not in one]
    assert language == "en" or set(plain) <= {f"/id/{name}", "/queries/search"}


def test_a_document_lists_its_claims(explorer: Explorer) -> None:
    """Fifty claims at once with act and passage, the rest a page on."""
    first, second = explorer.get("/id/document/002").text, explorer.get("/id/document/002?page=2")
    assert first.count('<a class="claim"') == 50
    assert second.text.count('<a class="claim"') == 12
    assert "[1694–1812]" in first
    assert "narrated" in first
    assert 'class="ours"' in first


def test_relations_have_counts_and_pages(explorer: Explorer) -> None:
    """A relation has its number; more than fifty neighbours come page by page."""
    text = explorer.get("/thing?iri=https%3A%2F%2Fw3id.org%2Fmindet%23speaker").text
    more = re.search(r'href="(/thing[^"]*relation=property[^"]*)"', text)
    assert more
    page = explorer.get(more[1].replace("&amp;", "&"))
    assert page.status == 200
    assert "Showing 51–" in page.text


def test_a_document_tells_who_took_part(explorer: Explorer) -> None:
    """The participations that a document tells of are on its page, and not counted as claims."""
    page, read = explorer.get("/id/document/000").text, sheets.load(folder("seeds"), own())
    told = read.dataset.graph(f"{GRAPH}000")
    kinds = [q.object.value for q in told if q.predicate.value == RDF + "type"]  # type: ignore[union-attr]  # an IRI
    taken, claims = kinds.count(MN + "Participation"), kinds.count(MN + "Claim")
    assert taken > 3
    assert len(set(re.findall(r"/id/participation/000-\d+", page))) == taken
    heading = re.search(r'id="claims">.*?class="count">(\d+)<', page)
    assert heading
    assert int(heading[1]) == claims


@pytest.mark.parametrize("name", ["claim/002-21", MADIYEV, "document/000"])
@pytest.mark.parametrize(("media", "form"), [(TURTLE, "turtle"), (JSONLD, "jsonld")])
def test_things_as_rdf(explorer: Explorer, name: str, media: str, form: str) -> None:
    """The same address gives the thing's RDF to who asks for it, as the dataset has it."""
    answer = explorer.get(f"/id/{name}", Accept=media)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(media)
    assert answer.headers["vary"] == "Accept"
    iri = f"https://w3id.org/mindet/id/{name}"
    found = {str(q.triple) for q in Dataset.parse(answer.body, form) if q.subject.value == iri}
    assert found == {str(q.triple) for q in _known() if q.subject.value == iri}
    assert explorer.get(f"/id/{name}?format={form}").body == answer.body


def _known() -> Dataset:
    from mindet import sheets
    from mindet.resources import folder

    return sheets.load(folder("seeds"), own()).dataset


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        ("*/*", 200, "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200, "text/html"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", 200, JSONLD),
        ("application/pdf", 406, "text/html"),
        ("text/turtle;q=rubbish", 406, "text/html"),
    ],
)
def test_negotiation(explorer: Explorer, accept: str, status: int, media: str) -> None:
    """What is wished for most is given; what there is not is told."""
    answer = explorer.get("/id/document/002", Accept=accept)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (status, media)


def test_hostile_things_are_harmless(explorer: Explorer) -> None:
    """Script tags, quotes, marks of direction, endless names: text, and nothing else."""
    for language in LANGUAGES:
        for name in ("person/hostile", "person/long", "post/odd%27%28%29%3B"):
            answer = explorer.get(f"/id/{name}?lang={language}")
            assert answer.status == 200, name
            assert "<script>" not in answer.text
            assert "49" not in re.findall(r"<h1[^>]*>.*?</h1>", answer.text, re.S)[0]
            sound(answer.text)
    foreign = explorer.get("/thing?iri=javascript:alert(1)")
    assert foreign.status == 200
    assert 'href="javascript:' not in foreign.text
    sound(foreign.text)
    assert explorer.get("/id/person/hostile", Accept=TURTLE).status == 200


@pytest.mark.parametrize(
    "text",
    [explorers.SCRIPT, "x' OR 1=1 //", "x`) DETACH DELETE n //", '"} UNION { ?s ?p ?o }', "$lang",
     "../../etc/passwd", "{{7*7}}", "\u202ex", "%00", "\\u0022"],
)  # fmt: skip
def test_hostile_questions_are_text(explorer: Explorer, text: str) -> None:
    """Whatever is typed is searched for, said back as text, or refused in words."""
    encoded = urlencode({"text": text})
    for path in (f"/queries/search?{encoded}", f"/queries/due-by?date=x&{encoded}",
                 f"/kinds/{encoded[5:]}", f"/id/{encoded[5:]}", f"/thing?iri={encoded[5:]}",
                 f"/id/{MADIYEV}?relation={encoded[5:]}&direction={encoded[5:]}"):  # fmt: skip
        answer = explorer.get(path)
        assert answer.status in (200, 400, 404), path
        assert "<script>document" not in answer.text
        sound(answer.text)
    for path in (f"/api/search?{encoded}", f"/api/things/{encoded[5:]}",
                 f"/api/queries/search?{encoded}"):  # fmt: skip
        assert explorer.get(path).status in (200, 400, 404)
    assert explorer.get("/").status == 200


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/queries/due-bi", "/api/summary", "/api/nothing", "/static/no.js",
             "/static/explorer.js", "/static/palette.css", "/queries/powers.csv"],
)  # fmt: skip
def test_headers_on_every_answer(explorer: Explorer, path: str) -> None:
    """No answer lacks the policy and its companions, and none tells what serves it."""
    headers = explorer.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name.lower()] == value
    assert "server" not in headers


def test_the_map_has_its_own_policy(explorer: Explorer) -> None:
    """The map's scripts run by their hashes, and the page is never framed."""
    answer = explorer.get("/map")
    assert answer.status == 200
    policy = answer.headers["content-security-policy"]
    carried = re.findall(r'Content-Security-Policy" content="([^"]*)"', answer.text)[0]
    assert policy == f"{carried.replace('&#39;', chr(39))}; frame-ancestors 'none'"
    assert policy != POLICY


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_another_name_is_refused(explorer: Explorer, host: str) -> None:
    """A page elsewhere that has its name point here gets nothing (DNS rebinding)."""
    answer = explorer.get("/", Host=host)
    assert answer.status == 421
    assert explorer.get("/", Host="localhost:1").status == 200


def test_it_only_reads(explorer: Explorer) -> None:
    """Other methods are refused, HEAD gives the headers alone, an endless address is refused."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = explorer.get("/queries", method=method)
        assert answer.status == 405
    assert explorer.get("/queries", method="HEAD").body == b""
    assert explorer.get(f"/queries/search?text={'x' * 9000}").status == 414


def test_search_and_completion(explorer: Explorer) -> None:
    """Half a name in any language finds the thing, with its page and its name in mine."""
    found = explorer.get("/api/search?text=қазақтел&lang=ru").json["found"]
    assert found[0]["page"] == "/id/operator/kazakhtelecom"
    assert found[0]["label"] == "АО «Казахтелеком»"
    asked = "question=actor-profile&parameter=actor&begun=казактелком"
    values = explorer.get(f"/api/complete?{asked}").json["values"]
    assert values[0]["value"] == "operator/kazakhtelecom"
    days = explorer.get("/api/complete?question=due-by&parameter=date&begun=20").json["values"]
    assert days


def test_things_by_api(explorer: Explorer) -> None:
    """A thing with counts of its relations, and its neighbours within bounds."""
    thing = explorer.get(f"/api/things/{MADIYEV}").json
    speaker = next(one for one in thing["relations"] if one["relation"] == "speaker")
    assert speaker["direction"] == "in"
    path = f"/api/neighbours/{MADIYEV}?relation=speaker&direction=in"
    found = explorer.get(f"{path}&limit=5&skip=2").json
    assert len(found["neighbours"]) == 5
    assert found["count"] == speaker["count"]
    every = [explorer.get(f"{path}&skip={skip}").json["neighbours"] for skip in (0, 50)]
    assert len({one["iri"] for part in every for one in part}) == min(speaker["count"], 100)


def test_api_problems(explorer: Explorer) -> None:
    """Errors of the API are problem documents."""
    for path, status in (("/api/nothing", 404), ("/api/things/x/y", 404), ("/api/queries/x", 404),
                         ("/api/queries/due-by?date=x", 400), ("/api/search?text=a&limit=x", 400),
                         ("/api/complete?question=x", 404)):  # fmt: skip
        answer = explorer.get(path)
        assert answer.status == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json["status"] == status


PROBLEMS = (
    ("/api/queries/due-by?date=x", "wrong-parameter", "date", "«x» күн емес"),
    ("/api/queries/due-by?dat=x", "wrong-parameter", "dat", "«dat» параметрі жоқ"),
    ("/api/queries/due-by", "wrong-parameter", "date", "толтырыңыз"),
    ("/api/queries/no", "not-found", None, "«no» деген сұрақ жоқ"),
    ("/api/complete?question=due-by&parameter=no", "not-found", None, "«no» параметрі жоқ"),
    ("/api/search?text=a&limit=x", "wrong-parameter", "limit", "бүтін сан емес"),
    (f"/api/search?text={'a' * 201}", "wrong-parameter", "text", "200 таңба"),
    ("/api/things/person/zhaslan-madiev", "not-found", None, "person/zhaslan-madiyev"),
    (f"/api/neighbours/{MADIYEV}?relation=no", "not-found", None, "«no» байланысы жоқ"),
    ("/api/picture?step=dance", "wrong-parameter", "step", "«dance» сызбаның қадамы емес"),
    ("/api/picture?layout=heap", "wrong-parameter", "layout", "«heap» мыналардың бірі емес"),
    ("/api/links", "wrong-parameter", "thing", "толтырыңыз"),
    ("/api/nothing", "not-found", None, "Бұл графта жоқ"),
)  # fmt: skip


@pytest.mark.parametrize(("path", "code", "parameter", "told"), PROBLEMS)
def test_problems_in_the_readers_language(
    explorer: Explorer, path: str, code: str, parameter: str | None, told: str
) -> None:
    """A problem is told in Kazakh, its code and its English stay; a header asks as `lang` does."""
    problem = explorer.get(path, Accept_Language="kk-KZ, ru;q=0.7")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.headers["content-language"] == "kk"
    assert (problem.json["code"], problem.json.get("parameter")) == (code, parameter)
    assert told in problem.json["detail"]
    plain = explorer.get(path)
    assert plain.headers["content-language"] == "en"
    same = ("code", "status", "english")
    assert [plain.json[key] for key in same] == [problem.json[key] for key in same]
    assert re.search("[а-яәғқңөұүһі]", plain.json["title"] + plain.json["detail"]) is None
    mark = "&" if "?" in path else "?"
    asked = explorer.get(f"{path}{mark}lang=ru", Accept_Language="kk")
    assert asked.headers["content-language"] == "ru"
    assert asked.json["title"] != problem.json["title"]


def test_a_page_tells_its_problem_in_the_readers_language(explorer: Explorer) -> None:
    """A page of what there is not says so in Russian, in detail too."""
    text = explorer.get("/id/person/zhaslan-madiev?lang=ru").text
    assert '<p class="muted" lang="ru">' in text
    assert "Нет в графе: person/zhaslan-madiev" in text


def test_openapi_tells_what_is_there(explorer: Explorer) -> None:
    """The document names each route and no other, and what it says of each comes true."""
    document = explorer.get("/api/openapi.json").json
    routes = {endpoint.path.replace(":path}", "}") for endpoint in api.ENDPOINTS}
    asked = {f"/api/queries/{name}" for name in CATALOGUE}
    assert set(document["paths"]) == routes | asked
    names = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(names) == len(set(names))
    example = {"text": "мадиев", "question": "due-by", "parameter": "date", "relation": "speaker",
               "direction": "in", "step": f"n {MADIYEV}", "thing": MADIYEV, "start": MADIYEV,
               "end": "document/001"}  # fmt: skip
    for path, operations in document["paths"].items():
        operation = operations["get"]
        query = dict(CATALOGUE).get(path.removeprefix("/api/queries/"))
        given = {p["name"]: example[p["name"]] for p in operation["parameters"]
                 if p["name"] in example and not query}  # fmt: skip
        given |= dict(query.example) if query else {}
        name = "powers" if "queries" in path else MADIYEV
        answer = explorer.get(f"{path.replace('{name}', name)}?{urlencode(given)}")
        assert answer.status == 200, path
        gives = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        _conforms(answer.json, openapi.SCHEMAS[gives.rpartition("/")[2]])


def _conforms(value: object, schema: dict[str, object]) -> None:
    """What the few schema words that we use say is so."""
    for part in schema.get("allOf", ()):  # type: ignore[attr-defined]  # a list
        _conforms(value, part)
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    if told := schema.get("type"):
        names = told if isinstance(told, list) else [told]
        assert isinstance(value, tuple(kinds[name] for name in names))
    for name, part in schema.get("properties", {}).items():  # type: ignore[attr-defined]  # a dict
        assert isinstance(value, dict)
        _conforms(value[name], part)
    if "items" in schema:
        assert isinstance(value, list)
        for one in value:
            _conforms(one, schema["items"])  # type: ignore[arg-type]  # a dict


def test_twenty_at_once(explorer: Explorer) -> None:
    """Twenty analysts at once get what one alone gets, and no error."""
    paths = ["/", "/?lang=kk", f"/id/{MADIYEV}", "/id/document/001?lang=ru", "/queries/powers",
             "/queries/due-by?date=2026-12-31", "/api/search?text=мадиев", "/kinds/Actor",
             "/queries/search?text=last%20mile", "/api/things/document/002"]  # fmt: skip
    alone = {path: explorer.get(path).body for path in paths}
    with ThreadPoolExecutor(20) as analysts:
        jobs = [(path, analysts.submit(explorer.get, path)) for path in paths * 8]
        for path, job in jobs:
            assert job.result().status == 200
            assert job.result().body == alone[path], path


def test_half_a_graph_answers_nothing(explorer: Explorer) -> None:
    """While a load is under way pages say so, and nothing is told of a part."""
    mark = "MATCH (s:MindetState {name: 'state'}) SET s.loading = $loading"
    with open_store(explorer.folder) as joined:
        try:
            joined.write(mark, {"loading": True})
            time.sleep(FRESH + 0.2)
            answers = [explorer.get(path) for path in ("/", "/queries/powers", "/api/summary")]
        finally:
            joined.write(mark, {"loading": False})
    time.sleep(FRESH + 0.2)
    assert [answer.status for answer in answers] == [503] * 3
    assert "a load is under way" in answers[0].text
    assert explorer.get("/queries/powers").status == 200


def test_an_empty_store_has_pages(tmp_path: Path) -> None:
    """Where nothing is loaded there is nothing, and no error."""
    open_store(tmp_path / "graph", write=True).close()
    with explorers.serving(tmp_path / "graph") as running:
        for path in ("/", "/queries/powers", "/queries/search?text=x", "/kinds/Actor", "/map",
                     "/sparql?query=ASK%20{}", "/sparql"):  # fmt: skip
            assert running.get(path).status == 200, path
        assert running.get("/id/operator/kar-tel").status == 404


def test_others_join_its_store(explorer: Explorer) -> None:
    """While it runs, another command reads the same store."""
    command = [sys.executable, "-m", "mindet", "ask", "powers", "--format", "csv"]
    done = subprocess.run(
        [*command, "--from", str(explorer.folder)], capture_output=True, check=True, text=True
    )
    assert done.stdout.count("claim/") >= 4


def test_it_takes_over_a_store(store: Path, explorer: Explorer, tmp_path: Path) -> None:
    """An explorer that joined another's store goes on when that one ends."""
    del explorer
    copy = _copied(store, tmp_path)
    with explorers.serving(copy) as first, explorers.serving(copy, name="second") as second:
        assert second.get("/api/summary").status == 200
        explorers.end(first.process)
        for path in ("/id/document/002", "/queries/powers?lang=kk", "/"):
            assert second.get(path).status == 200
        assert explorers.end(second.process) == 0
    with open_store(copy) as opened:
        assert opened.read("MATCH (c:Claim) RETURN count(c)").rows == [[147]]


def _copied(store: Path, folder: Path) -> Path:
    copy = folder / "graph"
    shutil.copytree(store, copy, ignore=shutil.ignore_patterns("lock", "*.lock", "running.json"))
    return copy


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_well(tmp_path: Path, store: Path, number: int, explorer: Explorer) -> None:
    """Ctrl-C and SIGTERM end it soon and quietly; the store opens afterwards."""
    del explorer  # its own store stays open meanwhile
    copy = _copied(store, tmp_path)
    with explorers.serving(copy) as running:
        assert running.get("/api/summary").status == 200
        os.kill(running.process.pid, number)
        assert explorers.waited(running.process) < 15
        assert running.process.returncode == 0
    assert copy.with_name("first.log").read_text() == ""
    with open_store(copy) as opened:
        assert opened.read("MATCH (c:Claim) RETURN count(c)").rows == [[147]]


def test_an_open_address_needs_a_name(store: Path) -> None:
    """A host that other machines reach is refused unless it is said how they call it."""
    assert not is_loopback("192.0.2.1")
    command = [sys.executable, "-m", "mindet", "serve", "--host", "0.0.0.0", "--from", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "--allow-host" in done.stderr


def test_a_taken_port_is_told(explorer: Explorer) -> None:
    """A port that somebody has is told with what to do."""
    port = explorer.url.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "mindet", "serve", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "--port" in done.stderr


class Endless:
    """A store whose every answer has more rows than may be fetched."""

    address = "endless"

    def read(self, _cypher: str, _given: object, *, timeout: float, limit: int) -> Table:
        """The first rows of very many."""
        assert timeout <= 20
        return Table(["n"], [[n] for n in range(limit)], complete=False)


def test_too_much_is_never_fetched() -> None:
    """What has too many rows is refused, what takes too long is told as such."""
    reader = Reader(cast("Store", Endless()), timeout=20, most=10)
    with pytest.raises(TooMuch, match="more than 10 rows; narrow the question") as raised:
        reader.read("MATCH (n) RETURN n", timeout=99)
    assert problems.status_of(raised.value) == 413
    assert problems.status_of(too_long(20)) == 504
    assert problems.status_of(StoreError("gone")) == 503


def test_what_is_kept_goes_with_the_graph() -> None:
    """A load makes old answers new; while one goes on nothing is kept; the oldest go first."""
    states = iter(["1", "2", None, "2"])
    kept = Kept(lambda: next(states), room=100)
    found = []
    for number in range(4):
        kept.expire()
        found.append(kept.get("key", lambda number=number: number, lambda _: 6))
    assert found == [0, 1, 2, 1]
    for number in range(16):
        assert kept.get("key", lambda: 6, lambda _: 6) == 1  # asked for again, so not the oldest
        kept.get(number, lambda: 5, lambda _: 6)
    assert kept.get(15, lambda: 7, lambda _: 6) == 5
    assert kept.get(0, lambda: 7, lambda _: 6) == 7
    assert [kept.get("large", lambda n=n: n, lambda _: 7) for n in (1, 2)] == [1, 2]


def test_each_is_asked_for_once() -> None:
    """Of many names those alone are asked for that are not kept; that there is none is kept too."""
    asked: list[list[str]] = []

    def make(names: Sequence[str]) -> dict[str, str]:
        asked.append([*names])
        return {name: name.upper() for name in names if name != "none"}

    states = ["1"]
    kept = Kept(lambda: states[-1])
    assert kept.each("facts", ["a", "none"], make) == {"a": "A"}
    assert kept.each("facts", ["b", "a", "none"], make) == {"a": "A", "b": "B"}
    assert kept.each("facts", ["a"], make) == {"a": "A"}
    states.append("2")
    kept.expire()
    assert kept.each("facts", ["a"], make) == {"a": "A"}
    assert asked == [["a", "none"], ["b"], ["a"]]


def test_words_in_all_languages() -> None:
    """Every word of a template is in the file, and every word of the file is used."""
    folder = wording.TEMPLATES
    code = "".join(
        p.read_text("utf-8") for p in [*folder.glob("*.j2"), *folder.parent.glob("*.py")]
    )
    used = set(re.findall(r"""\b(?:w|word)\(["']([a-z_.]+)["'][,)]""", code))
    assert used <= set(wording.table())
    for key in set(wording.table()) - used:
        quoted = f"'{key}'" in code or f'"{key}"' in code
        assert quoted or key.partition(".")[0] in FAMILIES, key
