"""Publishing and keeping in step, against two real SPARQL servers that share no code."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from endpoints import TEXT, Endpoint, by_value, data, holds
from faults.gate import Answer, Gate, Request
from mindet.dataset import Dataset
from mindet.errors import EndpointError
from mindet.publishing import Change, InMemory, preview, publish, sync, updates
from mindet.publishing.graphs import Graph, parts
from mindet.publishing.graphs import told as graph_told
from mindet.publishing.status import Row, rows
from mindet.publishing.updates import Step
from mindet.terms import PUBLISHED

BIG = "urn:big"
NAMES = ["urn:g1", "urn:g2", "urn:g3"]


@pytest.fixture(params=["oxigraph", "fuseki"])
def endpoint(request: pytest.FixtureRequest) -> Endpoint:
    """Each server in turn, empty."""
    base = request.getfixturevalue(f"{request.param}_server")
    found = Endpoint(f"{base}/{'data' if request.param == 'fuseki' else 'store'}")
    found.clear()
    return found


@pytest.fixture
def fuseki(fuseki_server: str) -> Endpoint:
    """The server that keeps literals as they are written, empty."""
    found = Endpoint(f"{fuseki_server}/data")
    found.clear()
    return found


def told(changes: Iterator[Change]) -> list[tuple[str | None, str]]:
    """Which graphs changed, and how."""
    return [(change.graph, change.kind) for change in changes]


def test_publish_replaces_each_graph(endpoint: Endpoint) -> None:
    """Each graph arrives under its name; a second publication takes the place of the first."""
    done = list(publish(data(), endpoint.store))
    assert [(d.graph, d.kind, d.triples) for d in done] == [
        (None, "new", 1), ("urn:g1", "new", 1), ("urn:g2", "new", 3), ("urn:g3", "new", 2),
    ]  # fmt: skip
    holds(endpoint, data())
    changed = data("ә", "other")
    assert {kind for _, kind in told(publish(changed, endpoint.store))} == {"changed"}
    holds(endpoint, changed)


def test_publish_leaves_other_graphs(endpoint: Endpoint) -> None:
    """What the dataset does not have stays, be it ours or somebody else's."""
    endpoint.update("INSERT DATA { GRAPH <urn:theirs> { <urn:x> <urn:y> <urn:z> } }")
    list(publish(data(), endpoint.store))
    list(publish(data().graph("urn:g1"), endpoint.store))
    assert endpoint.names() == {*NAMES, "urn:theirs"}


def test_a_sync_sends_what_differs(endpoint: Endpoint) -> None:
    """New, changed and gone graphs arrive; unchanged and foreign ones are not touched."""
    endpoint.update("INSERT DATA { GRAPH <urn:theirs> { <urn:x> <urn:y> <urn:z> } }")
    list(sync(data(), endpoint.store))
    later = data("ә", "ү", "<urn:g3>", "<urn:g4>")
    assert told(sync(later, endpoint.store)) == [
        ("urn:g1", "changed"), ("urn:g4", "new"), ("urn:g3", "gone"),
    ]  # fmt: skip
    assert len(endpoint.graph("urn:theirs")) == 1
    endpoint.update("DROP GRAPH <urn:theirs>")
    holds(endpoint, later)


def test_nothing_changed_is_one_small_question(endpoint: Endpoint) -> None:
    """A second sync asks for the digests and sends nothing."""
    list(sync(data(), endpoint.store))
    with Gate(endpoint.store, lambda _: None) as gate:
        assert list(sync(data(), gate.address)) == []
    assert [len(request.body) < 300 for request in gate.seen] == [True]


def test_an_unchanged_source_is_known(endpoint: Endpoint) -> None:
    """By the fingerprint of its source a dataset is known to be there without being read, until
    anything about the publication is otherwise.
    """

    def known(source: str) -> bool:
        other = data(text="<urn:x> <urn:y> <urn:z> <urn:w> .")
        return not list(preview(InMemory(other, source), endpoint.store))

    assert not known("one")
    list(publish(InMemory(data(), "one"), endpoint.store))
    assert known("one")
    assert not known("other")
    list(sync(InMemory(data("ә", "ү"), "other"), endpoint.store))
    assert not known("one")
    assert known("other")
    list(zip(range(1), sync(data(), endpoint.store), strict=False))
    assert not known("other")
    assert list(sync(InMemory(data(), "one"), endpoint.store)) == []
    assert not known("one"), "nothing was sent, so nothing is noted"


def test_blank_nodes_have_other_names(endpoint: Endpoint) -> None:
    """The same graph with other labels of its blank nodes has not changed."""
    list(sync(data(), endpoint.store))
    assert list(sync(data("_:x", "_:other", "_:y", "_:x"), endpoint.store)) == []


def test_a_graph_with_blank_nodes_is_replaced_whole(endpoint: Endpoint) -> None:
    """No blank node of an earlier state is left."""
    list(sync(data(), endpoint.store))
    later = data("<urn:p> _:y", "<urn:p> _:x")
    (change,) = sync(later, endpoint.store)
    assert (change.graph, change.triples, change.removed) == ("urn:g3", 2, None)
    holds(endpoint, later)


def test_a_difference_is_sent_as_one(endpoint: Endpoint) -> None:
    """One line of three is sent, on a server that rewrites 1.10 and 007 as well."""
    list(sync(data(), endpoint.store))
    later = data('"1.10"', '"1.20"')
    (change,) = sync(later, endpoint.store)
    assert (change.graph, change.triples, change.added, change.removed) == ("urn:g2", 3, 1, 1)
    holds(endpoint, later)


def test_a_graph_that_others_changed_is_replaced_whole(endpoint: Endpoint) -> None:
    """Where the endpoint does not hold what we published, nothing of that is left."""
    list(sync(data(), endpoint.store))
    endpoint.update("INSERT DATA { GRAPH <urn:g2> { <urn:x> <urn:y> <urn:z> } }")
    later = data('"1.10"', '"1.20"')
    assert [change.removed for change in sync(later, endpoint.store)] == [None]
    holds(endpoint, later)


def test_a_literal_written_otherwise_is_sent(fuseki: Endpoint) -> None:
    """1.10 that becomes 1.1 arrives where the server keeps such a difference."""
    list(sync(data(), fuseki.store))
    later = data('"1.10"', '"1.1"')
    (change,) = sync(later, fuseki.store)
    assert change.removed == 1
    assert '"1.1"' in fuseki.graph("urn:g2").serialise("ntriples").decode()


def test_a_foreign_graph_is_not_replaced(endpoint: Endpoint) -> None:
    """A sync refuses a graph of our name that is not from us; a publication takes it over."""
    endpoint.update("INSERT DATA { GRAPH <urn:g2> { <urn:x> <urn:y> <urn:z> } }")
    with pytest.raises(EndpointError, match=r"1 graphs of our names .* urn:g2"):
        list(sync(data(), endpoint.store))
    assert endpoint.names() == {"urn:g2"}
    list(publish(data(), endpoint.store))
    assert list(sync(data(), endpoint.store)) == []
    holds(endpoint, data())


def test_a_foreign_default_graph_is_not_replaced(endpoint: Endpoint) -> None:
    """The graph without a name as well, though one with the name is in it for some servers."""
    endpoint.update("INSERT DATA { <urn:x> <urn:y> <urn:z> }")
    with pytest.raises(EndpointError, match="defaultGraph"):
        list(sync(data(), endpoint.store))
    assert len(endpoint.default()) == 1


def test_the_default_graph_comes_and_goes(endpoint: Endpoint) -> None:
    """The graph without a name is kept in step like any other."""
    list(sync(data(), endpoint.store))
    assert len(endpoint.default()) == 1
    assert told(sync(data("<urn:b> <urn:p> <urn:c> .\n", ""), endpoint.store)) == [(None, "gone")]
    assert len(endpoint.default()) == 0


def test_an_empty_dataset_empties(endpoint: Endpoint) -> None:
    """A sync of nothing drops all that was published, and the status graph with it."""
    list(sync(data(), endpoint.store))
    list(sync(Dataset([]), endpoint.store))
    assert endpoint.names() == set()
    assert len(endpoint.graph(PUBLISHED)) == 0


def test_the_status_graph_is_no_graph_of_ours(endpoint: Endpoint) -> None:
    """What one endpoint noted is not published at another."""
    noted = f'<urn:g> <{PUBLISHED}#digest> "00" <{PUBLISHED}> .\n'
    list(sync(data(text=TEXT + noted), endpoint.store))
    holds(endpoint, data())


def test_graphs_go_as_quads_where_that_is_safe(endpoint: Endpoint) -> None:
    """A server that refuses a body cut off gets new graphs as quads; another gets updates only,
    since of quads it takes what came, be it half a graph.
    """
    dataset = data("_:x <urn:p> _:y <urn:g3> .\n", "", "_:x", "<urn:x>")
    with Gate(endpoint.store, lambda _: None) as gate:
        list(sync(dataset, gate.address))
    paths = [request.path for request in gate.seen if request.body[:20] != b"query=CONSTRUCT+%7B+"]
    careful = endpoint.store.endswith("/store")
    assert paths[-1] == "/store" if careful else set(paths) == {"/ds/update"}
    holds(endpoint, dataset)


def big(count: int, blank: str = "") -> Dataset:
    """A graph of so many triples, and one of two blank nodes where asked for."""
    lines = "".join(f'<urn:s{n}> <urn:p> "{n}" <urn:big> .\n' for n in range(count))
    return data(text=lines + blank + TEXT)


def big_graph(count: int, blank: str) -> Graph:
    """The large one alone."""
    return Graph(BIG, parts(big(count, blank))[BIG])


@pytest.mark.parametrize("blank", ["", "_:x <urn:p> _:y <urn:big> .\n"])
def test_a_large_graph_is_put_together(endpoint: Endpoint, blank: str) -> None:
    """A graph of more than a request may have arrives in parts; nothing of those is left."""
    dataset = big(2000, blank)
    with Gate(endpoint.store, lambda _: None) as gate:
        assert ("urn:big", "new") in told(sync(dataset, gate.address, limit=20_000))
    assert max(len(request.body) for request in gate.seen) < 21_000
    holds(endpoint, dataset)
    assert list(sync(dataset, endpoint.store)) == []


def test_a_server_with_a_limit(endpoint: Endpoint) -> None:
    """One that answers 413 is sent less, as far as needed."""

    def narrow(request: Request) -> Answer | None:
        return Answer(413) if len(request.body) > 25_000 else None

    dataset = big(2000)
    with Gate(endpoint.store, narrow) as gate:
        list(sync(dataset, gate.address))
    holds(endpoint, dataset)


def test_a_server_that_takes_nothing(endpoint: Endpoint) -> None:
    """One that finds everything too large is an error, not a loop."""

    def closed(request: Request) -> Answer | None:
        return Answer(413) if len(request.body) > 500 else None

    with Gate(endpoint.store, closed) as gate, pytest.raises(EndpointError, match="413"):
        list(sync(big(2000), gate.address))


def test_parts_that_hang_together_are_not_torn(endpoint: Endpoint) -> None:
    """Blank nodes in one chain are one part, or an error."""
    chain = "".join(f"_:n{n} <urn:p> _:n{n + 1} <urn:big> .\n" for n in range(900))
    with pytest.raises(EndpointError, match="blank nodes"):
        list(sync(data(text=chain), endpoint.store, limit=20_000))
    assert list(sync(Dataset([]), endpoint.store)) == []
    assert endpoint.names() == set()


def test_a_preview_writes_nothing(endpoint: Endpoint) -> None:
    """What a preview shows is what a sync does: by hand it has the same end."""
    list(sync(data(), endpoint.store))
    later = data("ә", "ү", "<urn:g3>", "<urn:g4>", '"1.10"', '"1.20"')
    shown = list(preview(later, endpoint.store))
    holds(endpoint, data())
    for text in shown:
        endpoint.update(text)
    holds(endpoint, later)
    assert list(sync(later, endpoint.store)) == []
    assert list(preview(later, endpoint.store)) == []


@pytest.mark.parametrize("first", [data(), Dataset([])], ids=["changed", "new"])
def test_two_at_once(endpoint: Endpoint, first: Dataset) -> None:
    """One that another publication overtook says so; no digest tells of a mixture of both."""
    list(sync(first, endpoint.store))
    mine, theirs = data('"1.10"', '"1.20"', "ә", "ү"), data('"007"', '"008"', "ә", "і")
    waiting = iter([theirs])

    def overtaken(request: Request) -> None:
        if request.method == "POST" and not request.path.endswith("/query"):
            for other in waiting:
                list(sync(other, endpoint.store))

    told = pytest.raises(EndpointError, match="somebody else published")
    with Gate(endpoint.store, overtaken) as gate, told:
        list(sync(mine, gate.address))
    assert list(sync(mine, endpoint.store))
    holds(endpoint, mine)
    assert list(sync(mine, endpoint.store)) == []


@pytest.mark.parametrize("blank", ["", "_:x <urn:p> _:y <urn:big> .\n"])
@pytest.mark.parametrize("same", [True, False], ids=["same", "other"])
@pytest.mark.parametrize("seed", range(3))
def test_two_large_ones_at_once(endpoint: Endpoint, *, same: bool, blank: str, seed: int) -> None:
    """However the requests of two publications meet, some of them come twice, a reader sees the
    graph before, or the one or the other, whole, and its digest is never that of another."""
    dice = random.Random(seed)
    before, one = big_graph(1, ""), big_graph(600, blank)
    graphs = [before, one, one if same else big_graph(700, blank)]
    step = Step(Change(BIG, "new"), before, Row(before.digest), True, inserts=before.lines)
    endpoint.update(updates.request([step]))
    queues = [list(updates.staged(g, Row(g.digest), 20_000)) for g in graphs[1:]]
    while any(queues):
        queue = dice.choice([queue for queue in queues if queue])
        endpoint.update(queue[0])
        if dice.random() < 0.7:
            queue.pop(0)
        held = graph_told(BIG, [quad.triple for quad in endpoint.graph(BIG)]).digest
        assert held in {graph.digest for graph in graphs}
        row = rows(quad.triple for quad in endpoint.graph(PUBLISHED)).get(BIG)
        assert row is not None
        assert row.digest == held
    assert held != before.digest or same  # two of the same can hinder each other, never mix


def test_a_server_without_updates(endpoint: Endpoint) -> None:
    """By the Graph Store Protocol alone a sync has the same end."""

    def only_store(request: Request) -> Answer | None:
        return Answer(404) if request.path.endswith(("/query", "/update")) else None

    later = data("ә", "ү", "<urn:g3>", "<urn:g4>")
    with Gate(endpoint.store, only_store) as gate:
        list(publish(data(), gate.address))
        holds(endpoint, data())
        assert list(sync(data(), gate.address)) == []
        assert [name for name, _ in told(sync(later, gate.address))] == [
            "urn:g1", "urn:g4", "urn:g3",
        ]  # fmt: skip
    holds(endpoint, later)
    assert list(sync(later, endpoint.store)) == []


def _iri(rest: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://example.org/{rest}")


def _fits(rest: str) -> bool:
    try:
        return bool(_iri(rest))
    except ValueError:
        return False


TERMS = st.one_of(
    st.text(max_size=40).map(ox.Literal),
    st.sampled_from(
        ['"', "\\", "\\u0022 } ; DROP ALL #", "'''", "\n\r\t\b\f", "\x00", "\ufffe", "} GRAPH",
         "\\\\u005C", "\u2028", "😀", "a\u0301", "<urn:x>", "?x $y", "# no comment"]
    ).map(ox.Literal),
    st.sampled_from(["kk", "kk-latn", "ru", "en-gb", "x-y"]).map(
        lambda tag: ox.Literal("x", language=tag)
    ),
    st.text(alphabet="abcéә😀?#&=%20'()*+,;:@!$~-._/", max_size=20).filter(_fits).map(_iri),
)  # fmt: skip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TERMS, min_size=1, max_size=30))
def test_terms_come_back(endpoint: Endpoint, terms: list[ox.Literal | ox.NamedNode]) -> None:
    """Whatever a term holds, it arrives as itself and ends no request."""
    graph, subject = ox.NamedNode("urn:g"), ox.NamedNode("urn:s")
    quads = [ox.Quad(subject, ox.NamedNode(f"urn:p{n}"), t, graph) for n, t in enumerate(terms)]
    # A blank node keeps them from being sent as quads: the words are an update's.
    dataset = Dataset([*quads, ox.Quad(ox.BlankNode("b"), subject, subject, graph)])
    list(publish(dataset, endpoint.store))
    assert by_value(endpoint.graph("urn:g")).isomorphic(by_value(dataset))


def test_dot_segments_stay(endpoint: Endpoint) -> None:
    """An IRI that a parser of SPARQL may shorten arrives, changes and goes as it is."""
    name = "http://example.org/a/../g"
    states: list[tuple[list[str], list[str]]] = [
        (["<http://example.org/.>", "_:b"], ["new", "new"]),
        (["<http://example.org/x/./y>", "<urn:./z>"], ["changed", "gone"]),
        (["<http://example.org/y>"], ["changed"]),
    ]
    for terms, kinds in states:
        lines = [f"<urn:s> <urn:p> {term} <urn:g1> ." for term in terms]
        if "new" in kinds:
            lines.append(f'<urn:s> <urn:p> "x" <{name}> .')
        now = data(text="\n".join(lines))
        by_updates = [one for one in preview(now, endpoint.store) if one[0] != "#"]
        assert len(by_updates) == (kinds == ["changed"]), "to drop the graph needs no IRI of it"
        assert [kind for _, kind in told(sync(now, endpoint.store))] == kinds
        assert endpoint.names() == set(now.graph_names())
        assert by_value(endpoint.graph("urn:g1")).isomorphic(by_value(now.graph("urn:g1")))
        assert list(sync(now, endpoint.store)) == []


def test_the_default_graph_is_called_so(endpoint: Endpoint) -> None:
    """What a preview can't put into SPARQL it names."""
    (noted,) = preview(data(text="<urn:s> <urn:p> <http://example.org/..> ."), endpoint.store)
    assert noted.startswith("# default graph: by the Graph Store Protocol")


def test_nobody_listens() -> None:
    """A server that is not there is told with its address, at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="can't be reached"):
        list(publish(data(), f"http://127.0.0.1:{port}/store"))


def test_blank_graph_is_refused() -> None:
    """A graph without an IRI can't be addressed."""
    dataset = Dataset.parse(b"<urn:a> <urn:b> <urn:c> _:g .", "nquads")
    with pytest.raises(EndpointError, match="blank node"):
        list(publish(dataset, "http://127.0.0.1:1/store"))


Verb = Callable[..., Iterator[Any]]


@pytest.mark.parametrize("verb", [publish, sync, preview])
def test_a_server_that_is_none(verb: Verb, fuseki: Endpoint) -> None:
    """An answer that is no RDF is told, not believed."""
    page = Answer(200, {"Content-Type": "text/html"}, b"<html>hello</html>")
    with Gate(fuseki.store, lambda _: page) as gate, pytest.raises(EndpointError, match="read"):
        list(verb(data(), gate.address))
