"""The graphs of an endpoint, page by page, with a proof that nothing lacks.

A graph's triples come in pages by LIMIT and OFFSET. Many servers cap an answer and do not say
so, some order literals as they like; so what has come is counted: as many different triples as
the graph has are all of them, and fewer are an error. Blank nodes last within one answer only:
all graphs that have some come together in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from mindet.errors import EndpointError
from mindet.harvest.endpoint import Endpoint, Row
from mindet.terms import PUBLISHED

PAGE = 50_000  # triples that are asked for at a time
Progress = Callable[[str, int, int], None]
_TRIPLE = "?s ?p ?o"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE"
_ELSEWHERE = "GRAPH ?h { ?s ?p ?o }"
_BLANK = "FILTER(ISBLANK(?s) || ISBLANK(?o))"


@dataclass(frozen=True)
class Part:
    """What is fetched at once: a name to show, a pattern of triples and the graph that it fills."""

    name: str
    pattern: str
    graph: ox.NamedNode | ox.DefaultGraph
    triples: int


def lines(
    endpoint: Endpoint, only: str | None = None, progress: Progress = lambda *_: None
) -> Iterator[list[str]]:
    """All quads of an endpoint, or those of the graph `only`, as lines of N-Quads, in runs.

    What a publication notes of itself there is left out. Raises EndpointError where the endpoint
    does not tell all of it.
    """
    parts = list(_parts(endpoint, only))
    total, done = sum(part.triples for part in parts), 0
    blank = [part for part in parts if endpoint.holds(f"ASK {{ {part.pattern} {_BLANK} }}")]
    for part in parts:
        if part in blank:
            continue
        for run in _pages(endpoint, part):
            done += len(run)
            progress("triples fetched", min(done, total), total)
            yield run
    yield _together(endpoint, blank, named=only is None)


def _parts(endpoint: Endpoint, only: str | None) -> Iterator[Part]:
    names = _names(endpoint) if only is None else [only]
    if only is None and (own := _default_graph(endpoint)):
        yield own
    for name in names:
        graph = _named(name)
        pattern = f"GRAPH {graph} {{ {_TRIPLE} }}"
        yield Part(name, pattern, graph, endpoint.number(f"{_COUNT} {{ {pattern} }}"))


def _named(name: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(name)
    except ValueError:
        raise EndpointError(f"{name!r} is no IRI", remedy="name a graph by its IRI") from None


def _names(endpoint: Endpoint) -> list[str]:
    """The names of the graphs that have some; of blank ones `_together` takes care."""
    found = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {_TRIPLE} }} }}"
    names = {row["g"] for row in endpoint.rows(found)}
    count = f"SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE {{ GRAPH ?g {{ {_TRIPLE} }} }}"
    if len(names) != (wanted := endpoint.number(count)):
        raise _lacking(endpoint, "its graphs", len(names), wanted)
    iris = (name.value for name in names if isinstance(name, ox.NamedNode))
    return sorted(name for name in iris if name.partition("#")[0] != PUBLISHED)


def _default_graph(endpoint: Endpoint) -> Part | None:
    """The default graph, if it has triples of its own: many servers show all graphs in it."""
    all_of_it = _different(endpoint, _TRIPLE)
    if not all_of_it:
        return None
    pattern = _TRIPLE
    shared = _different(endpoint, f"{_TRIPLE} FILTER EXISTS {{ {_ELSEWHERE} }}")
    if shared and shared == _different(endpoint, _ELSEWHERE):  # a view of all graphs
        pattern, all_of_it = f"{_TRIPLE} FILTER NOT EXISTS {{ {_ELSEWHERE} }}", all_of_it - shared
    return Part("default graph", pattern, ox.DefaultGraph(), all_of_it) if all_of_it else None


def _different(endpoint: Endpoint, pattern: str) -> int:
    """How many triples; a server may tell one in two graphs twice."""
    return endpoint.number(f"{_COUNT} {{ SELECT DISTINCT {_TRIPLE} WHERE {{ {pattern} }} }}")


def _pages(endpoint: Endpoint, part: Part) -> Iterator[list[str]]:
    """A server that gives less than was asked for gives no more at a time: that is its page."""
    seen: set[int] = set()
    offset = 0
    while len(seen) < part.triples:
        page = f"ORDER BY {_TRIPLE} LIMIT {PAGE} OFFSET {offset}"
        run = [_line(row, part.graph) for row in _select(endpoint, part.pattern, page)]
        offset += len(run)
        new = [line for line in dict.fromkeys(run) if hash(line) not in seen]
        seen.update(map(hash, new))
        if not run or offset > 2 * part.triples + PAGE:
            break
        yield new
    if len(seen) != part.triples:
        raise _lacking(endpoint, part.name, len(seen), part.triples)


def _together(endpoint: Endpoint, parts: Iterable[Part], *, named: bool) -> list[str]:
    """The parts with blank nodes, and all graphs that are named by one, in one answer."""
    parts = list(parts)
    groups = [f"{{ {p.pattern} BIND({n} AS ?part) }}" for n, p in enumerate(parts)]
    blank = f"GRAPH ?g {{ {_TRIPLE} }} FILTER(ISBLANK(?g))"
    wanted = sum(part.triples for part in parts)
    if named and (more := endpoint.number(f"{_COUNT} {{ {blank} }}")):
        groups.append(f"{{ {blank} }}")
        wanted += more
    if not groups:
        return []
    query = f"SELECT ?part ?g {_TRIPLE} WHERE {{ {' UNION '.join(groups)} }}"
    found = set()
    for row in endpoint.rows(query):
        graph = parts[int(row["part"].value)].graph if "part" in row else row["g"]
        found.add(_line(row, graph))
    if len(found) != wanted:
        raise _lacking(endpoint, "the graphs with blank nodes", len(found), wanted)
    return sorted(found)


def _select(endpoint: Endpoint, pattern: str, page: str) -> Iterator[Row]:
    return endpoint.rows(f"SELECT {_TRIPLE} WHERE {{ {pattern} }} {page}")


def _line(row: Row, graph: object) -> str:
    return f"{ox.Quad(row['s'], row['p'], row['o'], graph)} ."  # type: ignore[arg-type]  # RDF 1.1 only


def _lacking(endpoint: Endpoint, what: str, found: int, wanted: int) -> EndpointError:
    told = f"{what}: {found} of {wanted} came"
    remedy = "it cuts answers short or was changed meanwhile: try again, or load from a file"
    return EndpointError(told, where=endpoint.url, remedy=remedy)
