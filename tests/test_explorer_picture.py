"""The picture of a thing's ties: what the server draws, its bounds, and the shortest way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

import asking
import explorers
from explorers import Explorer
from mindet.dataset import Dataset
from mindet.errors import QueryError, ViewError
from mindet.explorer import drawers, forms, looks, paths, picture, sketches, steps
from mindet.explorer.desk import Desk
from mindet.explorer.keeping import Kept
from mindet.explorer.placement import positions
from mindet.explorer.reader import Reader
from mindet.ontology import own
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.store import Store, open_store
from mindet.store.table import Table
from mindet.terms import ID, LANGUAGES, MN
from mindet.views import style

MADIYEV, TELECOM = "person/zhaslan-madiyev", "operator/kazakhtelecom"
HUB = 10_000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small store in which one company is spoken of by ten thousand posts."""
    kind, label = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", explorers.LABEL
    lines = [f"<{ID}company/hub> <{kind}> <{MN}Company> .\n"]
    for number in range(HUB):
        post = f"<{ID}post/p{number:05}>"
        lines.append(f'{post} <{kind}> <{MN}Post> ; {label} "post {number}"@en ;\n')
        lines.append(f"  <{MN}postIn> <{ID}company/hub> .\n")
    ontology = own()
    data = Dataset.parse("".join(lines).encode(), "turtle")
    folder = tmp_path_factory.mktemp("crowd") / "graph"
    with open_store(folder, write=True) as store:
        with Spool.of(Dataset([*data, *ontology.dataset()])) as spool:
            sync.load(store, spool, ontology)
        yield store


def drawn(explorer: Explorer, *wanted: str, language: str = "en") -> dict[str, list[dict]]:  # type: ignore[type-arg]
    """What the steps make."""
    pairs = [("step", one) for one in wanted] + [("lang", language)]
    answer = explorer.get(f"/api/picture?{urlencode(pairs)}")
    assert answer.status == 200, answer.text
    found: dict[str, list[dict]] = answer.json  # type: ignore[type-arg]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_comes_in_each_language(explorer: Explorer, language: str) -> None:
    """The page of a picture has its words, no inline script or style, and links to the thing."""
    page = explorer.get(f"/explore/{MADIYEV}?lang={language}")
    assert page.status == 200
    assert f'<html lang="{language}">' in page.text
    assert "<script>" not in page.text
    assert " style=" not in page.text
    assert f"/id/{MADIYEV}" in page.text
    assert f"/explore/{MADIYEV}" in explorer.get(f"/id/{MADIYEV}?lang={language}").text


def test_vis_network_is_ours_to_serve(explorer: Explorer) -> None:
    """Scripts of other parts have addresses of their own, by their content."""
    for address in sketches.scripts().values():
        answer = explorer.get(address)
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]


def test_counts_before_the_click_come_true(explorer: Explorer) -> None:
    """As many things come as the menu says, up to twenty, then twenty more."""
    links = explorer.get(f"/api/links?thing={MADIYEV}").json["relations"]
    assert any(one["relation"].startswith("~") for one in links)
    for one in links:
        here = f"{one['relation']} {one['direction']}"
        for most in (20, 40):
            shown = drawn(explorer, f"n {MADIYEV}", f"x {here} {most} {MADIYEV}")["nodes"]
            assert len(shown) - 1 == min(one["count"], most), here


def test_what_stands_somewhere_stays(explorer: Explorer) -> None:
    """A further click moves nothing, and the same steps give the same picture."""
    first = [f"n {MADIYEV}", f"+ participant in 20 {MADIYEV}"]
    before = {n["id"]: (n["x"], n["y"]) for n in drawn(explorer, *first)["nodes"]}
    more = drawn(explorer, *first, f"x speaker in 20 {MADIYEV}")
    after = {n["id"]: (n["x"], n["y"]) for n in more["nodes"]}
    assert len(after) > len(before)
    assert {one: after[one] for one in before} == before
    assert len(set(after.values())) == len(after)
    again = positions(Kept(lambda: None), [tuple(after)], [])
    assert again == positions(Kept(lambda: None), [tuple(after)], [])


def test_a_process_that_has_drawn_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws the same as a fresh one; one that fails or is late is told, and replaced."""

    def wave(size: int) -> dict[str, object]:
        return {"nodes": list(range(size)), "edges": [[0, n] for n in range(1, size)], "apart": []}

    task = {"places": {}, "waves": [wave(12)]}
    monkeypatch.setattr(drawers, "_idle", [])
    fresh = drawers.run(task, 20)
    drawers.run({"places": {}, "waves": [wave(5), wave(7)]}, 20)
    assert len(drawers._idle) == 1
    assert drawers.run(task, 20) == fresh
    with pytest.raises(ViewError, match="Graphviz"):
        drawers.run({"places": {}}, 20)
    assert drawers._idle == []
    with pytest.raises(ViewError, match="Graphviz"):
        drawers.run(task, 0.0)
    assert drawers.run(task, 20) == fresh


def columns_of(explorer: Explorer, layout: str, *wanted: str) -> dict[str, set[str]]:
    """What stands under each heading."""
    asked = [("step", one) for one in wanted] + [("layout", layout)]
    picture = explorer.get(f"/api/picture?{urlencode(asked)}").json
    heads = {x: head for head, x in picture["heads"]}
    found: dict[str, set[str]] = {head: set() for head in heads.values()}
    for node in picture["nodes"]:
        found[heads[node["x"]]].add(node["id"])
    assert [head for head, _ in picture["heads"]] == [heads[x] for x in sorted(heads)]
    return found


def test_columns_by_layer(explorer: Explorer) -> None:
    """From left to right: who, where it is said, what, which task, for what; the rest last."""
    statement = "statement/001-11"
    steps = [f"n {statement}"] + [f"x {way} 9 {statement}" for way in
             ("states in", "bearer out", "task out", "recipient out")]  # fmt: skip
    found = columns_of(explorer, "layers", *steps)
    assert found["statement"] == {statement}
    assert found["said"] == {"claim/001-11"}
    assert found["who"] == {"group/akimats"}
    assert list(found) == [h for h in ("who", "said", "statement", "task", "undertaking", "other")
                           if h in found]  # fmt: skip


def test_columns_by_time(explorer: Explorer) -> None:
    """What is said stands in the year in which it is due, else in that of its document."""
    found = columns_of(explorer, "time", "n document/000 document/002 document/004")
    rows = explorer.get("/api/queries/document-dates").json["rows"]
    for row in rows:
        name = row["document"]["iri"].removeprefix("https://w3id.org/mindet/id/")
        years = {str(row[key] or "")[:4] for key in ("issued_earliest", "issued_latest")}
        year = str(row["issued"] or "")[:4] or (years.pop() if len(years) == 1 else "undated")
        if name in ("document/000", "document/002", "document/004"):
            assert name in found[year or "undated"], (name, found)


def test_no_such_layout(explorer: Explorer) -> None:
    """A layout that there is not is told as one."""
    assert explorer.get("/api/picture?step=n+document/000&layout=circle").status == 400


def test_taking_away_and_closing(explorer: Explorer) -> None:
    """A thing taken away is gone with its lines; a closed relation takes what it opened."""
    open_ = drawn(explorer, f"n {TELECOM}", f"x postIn in 20 {TELECOM}")
    other = next(n["id"] for n in open_["nodes"] if n["id"] != TELECOM)
    gone = drawn(explorer, f"n {TELECOM}", f"x postIn in 20 {TELECOM}", f"- {other}")
    assert [n["id"] for n in gone["nodes"]] == [TELECOM]
    assert gone["edges"] == []
    orphan = drawn(explorer, f"n {TELECOM}", f"x holder in 20 {other}")
    assert [n["id"] for n in orphan["nodes"]] == [TELECOM]


def test_lines_say_how_it_is_said(explorer: Explorer) -> None:
    """A duty of the akimats: who must by an act's line; what we conclude is dashed."""
    step = f"n {TELECOM}", f"x ~responsible in 20 {TELECOM}"
    edges = drawn(explorer, *step)["edges"]
    assert edges
    for edge in edges:
        assert edge["inferred"]
        assert (edge["from"], edge["role"], edge["group"]) == (TELECOM, "responsible", "who")
        assert edge["line"] in style.LINES
        assert edge["how"]
    nodes = drawn(explorer, *step)["nodes"]
    assert all(node["hollow"] for node in nodes if node["role"] == "statement")


def test_looks_are_those_of_the_pages() -> None:
    """Shapes and colours are the pages' own, for all that they draw."""
    seen = looks.look(["Company"], ["Company", "Organization", "Actor"], {})
    assert (seen.role, seen.family) == ("actor", "business")
    hollow = looks.look(["Duty"], ["Duty", "Statement"], {"bearer_unstated": True})
    assert hollow == ("statement", "duty", True)
    assert looks.look(["Document"], ["Document"], {}).role == "document"
    assert looks.line(MN + "bearer", ["reports", "instructs"]) == "binding"
    assert looks.line(MN + "place", ["instructs"]) == "plain"


@pytest.mark.parametrize(
    "step", ["", "n", "y task/tax", "x bearer 20 a", "x bearer up 20 a", "x bearer in -1 a",
             "x bearer in 1e9 a", "n " + "a " * 300],
)  # fmt: skip
def test_what_is_no_step(explorer: Explorer, step: str) -> None:
    """It is refused in words."""
    answer = explorer.get(f"/api/picture?{urlencode([('step', step)])}")
    assert answer.status == 400
    with pytest.raises(QueryError):
        steps.parsed([step])


def test_too_many_steps() -> None:
    """A picture has an end."""
    with pytest.raises(QueryError, match="more than"):
        steps.parsed(["n a"] * (steps.MOST_STEPS + 1))


def test_hostile_things_in_a_picture(explorer: Explorer) -> None:
    """Names of all kinds come as text, cut where nobody would read on; unknown ones are told."""
    odd = "<javascript:alert(1)>", "post/odd'();"
    found = drawn(explorer, f"n person/hostile person/long {' '.join(odd)} person/nobody")
    assert [n["id"] for n in found["nodes"]] == ["person/hostile", "person/long", *odd]
    assert found["missing"] == ["person/nobody"]
    assert all(len(n["label"]) <= 240 for n in found["nodes"])
    for page in ("/explore/person/hostile", "/explore?iri=javascript%3Aalert(1)",
                 "/explore/person/long"):  # fmt: skip
        answer = explorer.get(page)
        assert answer.status == 200
        assert "<script>document" not in answer.text
    assert explorer.get("/explore/person/nobody").status == 404
    assert explorer.get("/api/links?thing=person/nobody").status == 404
    assert explorer.get("/api/path?start=person/nobody&end=document/001").status == 404


def test_the_shortest_way(explorer: Explorer) -> None:
    """Between actors a chain of claims, else by any links; each step is a line."""
    for start, end, how in ((TELECOM, "company/kazakhstan-temir-zholy", "claims"),
                            ("document/001", "document/004", "links")):  # fmt: skip
        way = explorer.get(f"/api/path?start={start}&end={end}").json
        assert (way["how"], way["cut"]) == (how, False)
        assert (way["things"][0], way["things"][-1]) == (start, end)
        edges = drawn(explorer, f"n {' '.join(way['things'])}")["edges"]
        pairs = {frozenset((edge["from"], edge["to"])) for edge in edges}
        for one, other in zip(way["things"], way["things"][1:], strict=False):
            assert frozenset((one, other)) in pairs
    alone = explorer.get(f"/api/path?start={TELECOM}&end=person/hostile").json
    assert (alone["things"], alone["how"]) == ([], "")


class Counting:
    """A store that notes the most rows that were ever fetched."""

    def __init__(self, store: Store) -> None:
        self._store, self.most, self.address = store, 0, store.address

    def read(self, cypher: str, parameters: dict[str, object], **options: object) -> Table:
        """The answer of the store."""
        table = self._store.read(cypher, parameters, **options)  # type: ignore[arg-type]
        self.most = max(self.most, len(table.rows))
        return table


def test_nothing_unbounded_is_fetched(crowd: Store) -> None:
    """Of ten thousand neighbours the count is told, and a click brings twenty."""
    counting = Counting(crowd)
    desk = Desk(crowd)
    desk.reader = Reader(counting)  # type: ignore[arg-type]  # has what a reader uses
    hub = ID + "company/hub"
    (relation,) = picture.relations(desk, hub)
    assert (relation.name, relation.direction, relation.count) == (MN + "postIn", "in", HUB)
    counting.most = 0
    first = picture.first_steps(desk, hub)
    found = picture.drawn(desk, first)
    assert len(found.shown) == 21
    whole = [steps.written(one) for one in first] + ["x postIn in 99999 company/hub"]
    assert len(picture.drawn(desk, steps.parsed(whole)).shown) == 1 + steps.MOST_AT_ONCE
    full = picture.drawn(desk, steps.parsed(
        [*whole, "n " + " ".join(f"post/p{number:05}" for number in range(900, 1090))]
    ))  # fmt: skip
    assert (len(full.shown), full.cut) == (picture.MOST, True)
    way = paths.shortest(desk, ID + "post/p00001", ID + "post/p09999")
    assert way.things in ((ID + "post/p00001", hub, ID + "post/p09999"), ())
    assert way.things or way.cut
    assert counting.most <= paths.MOST_LINKS + 1


def test_choices_are_in_the_readers_language() -> None:
    """A choice is told in words; what the form sends stays the term."""
    for query in asking.CATALOGUE.values():
        for language in ("ru", "kk"):
            for field in forms.fields(query, {}, language):
                for choice in field.choices:
                    assert not choice.label.isascii(), (query.name, choice)
    reading = next(f for f in forms.fields(asking.CATALOGUE["due-by"], {}, "ru")
                   if f.name == "reading")  # fmt: skip
    assert [one.value for one in reading.choices] == ["strict", "lenient"]


def test_what_is_new_comes_first(explorer: Explorer) -> None:
    """The newest document is the first on the first page, with the number of its claims."""
    home = explorer.get("/").text
    told = home[home.index('aria-labelledby="documents"') :]
    order = [f"/id/document/00{n}" for n in range(5)]
    places = sorted(order, key=told.index)
    dates = {row["document"]["iri"][-3:]: row["issued"] or row["issued_latest"]
             for row in explorer.get("/api/queries/document-dates").json["rows"]}  # fmt: skip
    days = [str(dates[place[-3:]] or "") for place in places]
    assert days == sorted(days, reverse=True)


def test_picture_words_are_used() -> None:
    """Every word that the scripts ask for is there, and every one that is there is asked for."""
    folder = Path(sketches.__file__).with_name("static")
    code = "".join(path.read_text("utf-8") for path in sorted(folder.glob("picture-*.js")))
    own = {key for key in sketches._words("en") if not key.startswith(sketches.SAME)}
    for key in own:
        assert f'"{key}"' in code or f"{key.partition('.')[0]}.${{" in code, key
