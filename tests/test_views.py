"""The pages' Python: what is chosen, where it stands, how it looks, what is written."""

import base64
import dataclasses
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyvis.network import Network

from mindet.errors import ViewError
from mindet.terms import LANGUAGES
from mindet.views import arrangement, excerpt, importance, layout, payload, style
from mindet.views.model import Claim, Document, Edge, PageModel, Span, Statement, Thing
from mindet.views.network import Page, json_block, read
from mindet.views.responsibility import render, write_page
from sample_pages import page_model

Columns = Callable[[PageModel, Iterable[str]], list[arrangement.Column]]

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'>",
    "\"'`${window.hacked=1}",
    "javascript:window.hacked=1",
    "\u202eevil\u2066\u200f\u0000\u2028",
    "<!--<script>{{ 7*7 }}{% raw %}",
)


def data_of(html: str) -> dict:
    """The JSON of a page."""
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert block
    return json.loads(block[1])


def hostile_model() -> PageModel:
    """A model with a hostile string in every field that holds free text."""
    model = page_model(12, 12, 24)
    bad = [dict.fromkeys(LANGUAGES, text) for text in HOSTILE]
    long = dict.fromkeys(LANGUAGES, "міндет" * 17_000)
    things = [
        dataclasses.replace(t, label=(long if i == 0 else bad[i % len(bad)]), aliases=HOSTILE)
        for i, t in enumerate(model.things)
    ]
    statements = [
        dataclasses.replace(
            s, gist=(long if i == 0 else bad[i % len(bad)]), figures=HOSTILE, stage=HOSTILE[0]
        )
        for i, s in enumerate(model.statements)
    ]
    papers = [dataclasses.replace(d, label=bad[0], file_name=HOSTILE[1]) for d in model.documents]
    terms = {name: bad[i % len(bad)] for i, name in enumerate(model.terms)}
    return dataclasses.replace(
        model,
        things=tuple(things),
        statements=tuple(statements),
        documents=tuple(papers),
        terms=terms,
    )


@pytest.fixture(scope="module")
def html() -> str:
    """The page of a model of a real size."""
    return render(page_model())


def test_is_a_pyvis_network_that_keeps_parallel_edges() -> None:
    """Our page is a pyvis Network, and two edges of one pair stay two."""
    page = Page("responsibility.html.j2", (), ())
    page.add_node(0, role="actor")
    page.add_node(1, role="task")
    page.add_edge(0, 1, role="bearer")
    page.add_edge(0, 1, role="issuer")
    assert isinstance(page, Network)
    assert (page.num_nodes(), page.num_edges()) == (2, 2)


def test_same_model_same_bytes_whatever_the_hash_seed() -> None:
    """Two processes with different hash seeds write the same page."""
    code = (
        "from sample_pages import page_model; from mindet.views.responsibility import render; "
        "import hashlib; html = render(page_model(30, 30, 60)).encode(); "
        "print(hashlib.sha256(html).hexdigest())"
    )
    path = os.pathsep.join(str(Path(__file__).parents[1] / part) for part in ("graph", "tests"))
    found = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_layout_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """Graphviz's needless messages don't reach the user's terminal."""
    layout.positions(["a", "b", "c"], [("a", "b"), ("b", "c")])
    assert capfd.readouterr() == ("", "")


def test_policy_allows_these_scripts_and_styles_only(html: str) -> None:
    """Each script and style is allowed by its own hash; nothing else, from nowhere."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for text in re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.S):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_page_names_nothing_outside_itself(html: str) -> None:
    """No element of the page loads anything."""
    shell = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.S)
    assert not re.search(r"\b(src|href)=(?!\"#)|<link|<iframe|@import|url\(|\bon\w+=", shell)
    assert "@import" not in read("page.css")
    assert "url(" not in read("page.css")


def test_size_of_a_page_of_three_hundred_nodes(html: str) -> None:
    """Under 1 MB, of which vis-network is half; the limit is 3."""
    assert len(html.encode()) < 1_000_000


def test_largest_page_stays_under_three_megabytes() -> None:
    """However large the graph, the page carries a bounded part of it and says of how many."""
    large = page_model(1500, 1500, 4000)
    html = render(large)
    data = data_of(html)
    assert len(html.encode()) < 3_000_000
    assert data["total"] == large.size
    assert sum("first" in node for node in data["nodes"]) <= 400


@given(st.text())
def test_json_block_is_read_back_and_ends_no_element(text: str) -> None:
    """Any text goes through the JSON block unchanged and holds no `<`."""
    block = json_block({"a": text})
    assert "<" not in block
    assert json.loads(block) == {"a": text.encode("utf-8", "replace").decode()}


def test_hostile_strings_stay_data() -> None:
    """Hostile labels are in the page only inside its JSON, and long ones are cut."""
    html = render(hostile_model())
    assert html.count("<script") == render(page_model(12, 12, 24)).count("<script")
    assert "window.hacked=1<" not in html
    assert len(html) < 1_000_000
    labels = {thing["label"]["en"] for thing in data_of(html)["things"].values()}
    assert HOSTILE[0] in labels


def test_lone_surrogates_do_not_stop_the_page() -> None:
    """A text that is no valid Unicode is drawn with marks in its place."""
    thing = Thing("x", "task", "task", "Task", {"en": "a\ud800b"})
    render(PageModel(things=(thing,))).encode("utf-8")


def test_empty_graph_has_a_page() -> None:
    """A graph without anything gives a page that says so."""
    assert data_of(render(PageModel()))["nodes"] == []


def test_first_sight_holds_what_matters_and_is_whole() -> None:
    """The first nodes are the most connected, and each statement comes with all its ends."""
    model = page_model(300, 300, 900)
    choice = payload.choose(model, 400, 1600)
    first = set(choice.first)
    ends = importance.ties(model)
    assert len(first) <= 400
    assert all(ends[node] <= first for node in first if node in ends)
    busiest = max((t.id for t in model.things), key=lambda i: choice.score[i])
    assert busiest in first


def test_what_is_tied_to_nothing_is_not_at_first_sight() -> None:
    """A thing without any edge waits behind 'show all'."""
    loose = Thing("loose", "actor", "state", "Ministry", {"en": "Loose"})
    model = page_model(10, 10, 20)
    choice = payload.choose(dataclasses.replace(model, things=(*model.things, loose)), 400, 1600)
    assert "loose" in choice.carried
    assert "loose" not in choice.first


def test_a_statement_that_nobody_bears_is_hollow() -> None:
    """The silence of a text on who must is seen on the map."""
    silent = Statement("s", "Duty", {"en": "d"}, unstated=("bearer",))
    stated = Statement("t", "Duty", {"en": "d"}, unstated=("due",))
    nodes = data_of(render(PageModel(statements=(silent, stated))))["nodes"]
    assert [node.get("hollow", False) for node in nodes] == [True, False]


def test_about_a_task_and_to_do_it_is_one_line() -> None:
    """Two roles of one statement towards one thing are drawn once."""
    thing = Thing("a", "task", "task", "Task", {"en": "t"})
    duty = Statement("s", "Duty", {"en": "d"})
    edges = (Edge("s", "a", "about"), Edge("s", "a", "task"))
    assert len(data_of(render(PageModel((thing,), (duty,), edges)))["edges"]) == 1


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"], ["a", 'b"];x', "c\n", "<d>"]])
def test_layout_places_every_node(nodes: list[str]) -> None:
    """Few nodes, none, or nodes with hostile names: each has one place of its own."""
    placed = layout.positions(nodes, [(nodes[0], nodes[-1])] if nodes else [], nodes)
    assert sorted(placed) == sorted(nodes)
    assert len(set(placed.values())) == len(nodes)


def test_every_word_is_there_in_every_language() -> None:
    """Each word of the controls has three languages and the same holes in each."""
    for by_language in payload.words().values():
        holes = [sorted(re.findall(r"\{\w+\}", by_language[lang])) for lang in LANGUAGES]
        assert holes[0] == holes[1] == holes[2]


def test_a_word_without_kazakh_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that lacks a language fails with the file, the word and the language."""
    (tmp_path / "words.yaml").write_text("title: {en: a, ru: b}\n", encoding="utf-8")
    monkeypatch.setattr(payload, "TEMPLATES", tmp_path)
    with pytest.raises(ViewError, match=r"words\.yaml: the word 'title' has no kk"):
        payload.words.__wrapped__()


def test_a_page_that_can_not_be_written_says_where(tmp_path: Path) -> None:
    """A file in a folder that is not there is an error with a remedy."""
    with pytest.raises(ViewError, match="name another file"):
        write_page(PageModel(), tmp_path / "no" / "page.html")


# --- colours

KINDS = {
    "statement": sorted(set(style.STATEMENTS.values())),
    "actor": ["business", "other", "state"],
}
# Machado, Oliveira and Fernandes (2009), full strength, on linear RGB.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    """#rrggbb as linear light."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def as_seen(colour: str, vision: tuple[tuple[float, ...], ...]) -> list[float]:
    """A colour as such eyes see it."""
    light = linear(colour)
    return [sum(a * b for a, b in zip(row, light, strict=True)) for row in vision]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """Linear light as CIE Lab (D65)."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [max(sum(a * b for a, b in zip(row, rgb, strict=True)), 0) for row in rows]
    f = [
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("theme", style.PALETTES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colours_of_one_shape_are_told_apart(theme: str, blindness: str) -> None:
    """Kinds that share a shape differ for every kind of colour vision (Lab distance over 12)."""
    palette = style.PALETTES[theme]
    for families in KINDS.values():
        seen = {name: lab(as_seen(palette[name], BLINDNESS[blindness])) for name in families}
        for one, other in combinations(families, 2):
            distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
            assert distance > 12, f"{one} and {other}: {distance:.1f}"


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG reckons it."""
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


@pytest.mark.parametrize("theme", style.PALETTES)
def test_text_stands_out(theme: str) -> None:
    """Text has the contrast of WCAG AA (4.5) on the paper of both themes; shapes have 1.6."""
    palette = style.PALETTES[theme]
    paper = luminance(palette["paper"])
    ratios = {
        name: (max(paper, luminance(colour)) + 0.05) / (min(paper, luminance(colour)) + 0.05)
        for name, colour in palette.items()
    }
    assert min(ratios[name] for name in ("ink", "muted", "accent")) >= 4.5
    assert min(ratios[name] for name in (*KINDS["statement"], *KINDS["actor"], "outline")) >= 1.6


def test_same_places_whatever_ran_before() -> None:
    """The second layout of a process is the first: no random number is left over from it."""
    from mindet.views.layout import positions

    nodes = [str(number) for number in range(40)]
    edges = [(str(number), str(number * 7 % 40)) for number in range(40)]
    assert positions(nodes, edges, nodes[:5]) == positions(nodes, edges, nodes[:5])


@pytest.mark.parametrize("columns", [arrangement.layers, arrangement.years])
def test_columns_hold_every_node_once(columns: Columns) -> None:
    """Each node stands in one column, who first and undertakings last; columns have one x each."""
    model = page_model()
    nodes = excerpt.node_ids(model)[::2]
    found = columns(model, nodes)
    assert sorted(node for column in found for node in column.nodes) == sorted(nodes)
    assert (found[0].head, found[-1].head) == ("who", "undertaking")
    drawn = arrangement.arranged(found, [(e.source, e.target) for e in model.edges])
    for column, (head, x) in zip(found, drawn.heads, strict=True):
        assert head == column.head
        assert {drawn.places[node][0] for node in column.nodes} == {x}
    assert [x for _, x in drawn.heads] == sorted(x for _, x in drawn.heads)
    assert len(set(drawn.places.values())) == len(nodes)


def test_a_statement_stands_in_the_year_in_which_it_is_due() -> None:
    """Due by its deadline, else by the day it was said, else by its document, else undated."""
    due = Statement("s1", "Duty", {}, spans=(Span("due", strict="2027-12-31"),))
    said = Statement("s2", "Duty", {}, (Claim("c2", "d", "plans", said_on="2020-04-15"),))
    told = Statement("s3", "Duty", {}, (Claim("c3", "d", "plans"),))
    bare = Statement("s4", "Duty", {}, (Claim("c4", "other", "plans"),))
    papers = (Document("d", {}, issued="2026-01-06"), Document("other", {}))
    model = PageModel(statements=(due, said, told, bare), documents=papers)
    found = {c.head: c.nodes for c in arrangement.years(model, ["s1", "s2", "s3", "s4"])}
    assert found == {"undated": ("s4",), "2020": ("s2",), "2026": ("s3",), "2027": ("s1",)}
