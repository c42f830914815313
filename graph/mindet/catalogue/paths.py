"""The step of `evidence-path`: the shortest chain of claims between two actors.

The graph is never read whole. From both ends things and claims are reached level by level, the
end with less to do first, each level by one question to the engine; where the ends meet, all
shortest chains are known. Of those the one is taken that rests on fewest inferred roles, and of
these the first by the ids of its claims and things, from the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from mindet.catalogue.preparing import Ready, Records
from mindet.catalogue.sentences import Sentences
from mindet.catalogue.steps import found

if TYPE_CHECKING:
    import networkx as nx

    from mindet.catalogue.engines import Engine
    from mindet.catalogue.parameters import Value
    from mindet.catalogue.query import StoredQuery

_EDGES_OF_CLAIM, _EDGES_OF_THING = 4, 50  # about, in the national data
_STEP = 1_000_000  # what a link weighs beside an inferred role: length first


class _Edge(NamedTuple):
    """A role of a thing in a claim."""

    claim: str
    role: str
    inferred: bool
    thing: str


class Hop(NamedTuple):
    """One claim of a chain, and what it joins in which roles."""

    claim: str
    thing: str
    role: str
    inferred: bool
    thing_2: str
    role_2: str
    inferred_2: bool


@dataclass
class _End:
    """What has been reached from one end: `rim` was reached last, things or claims in turn."""

    reached: set[str]
    rim: set[str]
    levels: int = 0

    @property
    def effort(self) -> int:
        """About how many edges stand at the rim: a claim has few, a thing may have thousands."""
        return len(self.rim) * (_EDGES_OF_CLAIM if self.levels % 2 else _EDGES_OF_THING)

    def grow(self, edges: Iterable[_Edge]) -> None:
        """Take in all that is next to the rim."""
        near = {edge.thing if self.levels % 2 else edge.claim for edge in edges}
        self.rim = near - self.reached
        self.reached |= near
        self.levels += 1


@dataclass
class _Chart:
    """The edges that were met on the way."""

    engine: Engine
    values: Mapping[str, Value]
    edges: set[_Edge] = field(default_factory=set)

    def beside(self, end: _End) -> list[_Edge]:
        """The edges at the rim of an end."""
        around: dict[str, Value] = {"thing": (), "claim": ()}
        around["claim" if end.levels % 2 else "thing"] = tuple(sorted(end.rim))
        asked = {name: self.values[name] for name in ("as_of", "inferences")}
        rows: Iterable[Any] = found(self.engine, "edges", asked | around)
        edges = [_Edge(*row) for row in rows]
        self.edges.update(edges)
        return edges


def prepare(engine: Engine, query: StoredQuery, values: Mapping[str, Value]) -> Ready:
    """The claims of the chain; its records in order, each with its sentence."""
    hops = chain(engine, values)
    tell = Sentences(engine, query, str(values["lang"]))

    def finish(records: Records) -> Records:
        by_claim: dict[str, Records] = {}
        for record in sorted(records, key=_earliest):
            by_claim.setdefault(record["thing"], []).append(record)
        told = [
            by_claim[hop.claim][0] | _joined(number, hop)
            for number, hop in enumerate(hops, 1)
            if hop.claim in by_claim
        ]
        return tell.told(told)

    return Ready({"found": tuple(hop.claim for hop in hops)}, finish)


def _earliest(record: Mapping[str, Any]) -> tuple[str, str]:
    """Of several texts that attest a tenure the earliest."""
    return str(record["issued"] or record["issued_earliest"] or "undated"), record["claim"]


def _joined(number: int, hop: Hop) -> dict[str, Any]:
    return {
        "step": number, "thing": hop.thing, "role": hop.role, "basis": _basis(hop.inferred),
        "thing_2": hop.thing_2, "role_2": hop.role_2, "basis_2": _basis(hop.inferred_2),
    }  # fmt: skip


def _basis(inferred: bool) -> str:
    return "inferred" if inferred else "stated"


def chain(engine: Engine, values: Mapping[str, Value]) -> list[Hop]:
    """The hops from `start` to `end`; none where there is no chain of at most `max` claims."""
    start, end = str(values["start"]), str(values["end"])
    most = values["max"]
    limit = None if most is None else 2 * int(str(most))
    chart = _Chart(engine, values)
    if start == end or not _met(chart, _End({start}, {start}), _End({end}, {end}), limit):
        return []
    return _hops(chart.edges, start, end)


def _met(chart: _Chart, one: _End, other: _End, limit: int | None) -> bool:
    """Let the ends grow until they meet; whether they do, within so many links."""
    while not one.reached & other.reached:
        if not one.rim or not other.rim or one.levels + other.levels == limit:
            return False
        end = min(one, other, key=lambda e: e.effort)
        end.grow(chart.beside(end))
    return True


def _hops(edges: Iterable[_Edge], start: str, end: str) -> list[Hop]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    best = _best(edges)
    for (claim, thing), edge in sorted(best.items()):
        graph.add_edge(claim, thing, weight=_STEP + edge.inferred)
    nodes = _first_path(graph, start, end)
    pairs = zip(nodes[::2], nodes[1::2], nodes[2::2], strict=False)
    return [_hop(best[claim, thing], best[claim, other]) for thing, claim, other in pairs]


def _hop(here: _Edge, there: _Edge) -> Hop:
    return Hop(here.claim, *(here.thing, here.role, here.inferred), *_side(there))


def _side(edge: _Edge) -> tuple[str, str, bool]:
    return edge.thing, edge.role, edge.inferred


def _best(edges: Iterable[_Edge]) -> dict[tuple[str, str], _Edge]:
    """Of several roles of a thing in a claim a stated one, the first by its name."""
    best: dict[tuple[str, str], _Edge] = {}
    for edge in sorted(edges, key=lambda e: (e.inferred, e.role)):
        best.setdefault((edge.claim, edge.thing), edge)
    return best


def _first_path(graph: nx.Graph[str], start: str, end: str) -> list[str]:
    """Of the lightest paths the first by the ids of its nodes."""
    import networkx as nx

    left = nx.single_source_dijkstra_path_length(graph, end)
    nodes = [start]
    while nodes[-1] != end:
        here = nodes[-1]
        ahead = (n for n in graph[here] if n in left)
        nodes.append(min(n for n in ahead if left[n] + graph[here][n]["weight"] == left[here]))
    return nodes
