"""A part of a page's model: what is near a thing, or what some claims tell.

>>> from mindet.views.model import Edge, Statement, Thing
>>> body = Thing("a", "actor", "state", "Akimat", {"en": "Akimat"})
>>> duty = Statement("s", "Duty", {"en": "give land"})
>>> model = PageModel(things=(body,), statements=(duty,), edges=(Edge("a", "s", "bearer"),))
>>> [s.id for s in around(model, "a", 1).statements], around(model, "a", 0).statements
(['s'], ())
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from mindet.errors import ViewError
from mindet.views.model import Edge, PageModel
from mindet.views.record import only

SAID_BY = ("speaker", "speakerPost")


def around(model: PageModel, centre: str, depth: int) -> PageModel:
    """What is within `depth` lines of a thing, statement, claim or document with this IRI.

    Who said it leads on from the centre alone: a minister who says everything would tie all
    to all. Raises ViewError for what the model does not have.
    """
    import networkx

    starts = _starts(model, centre)
    if not starts:
        remedy = "name an actor, undertaking, task, claim or document, as in akimat/akmola-region"
        raise ViewError(f"{centre!r} is not on the map", where="--around", remedy=remedy)
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(starts))
    graph.add_edges_from(
        (e.source, e.target)
        for e in model.edges
        if e.role not in SAID_BY or e.source in starts or e.target in starts
    )
    near = networkx.multi_source_dijkstra_path_length(graph, sorted(starts), cutoff=depth)
    return cut_to(model, near)


def _starts(model: PageModel, centre: str) -> set[str]:
    """The nodes of the map that an IRI means."""
    found = {node for node in node_ids(model) if node == centre}
    for statement in model.statements:
        if any(centre in (claim.id, claim.document) for claim in statement.claims):
            found.add(statement.id)
    return found


def node_ids(model: PageModel) -> list[str]:
    """All that can be drawn."""
    return [*(t.id for t in model.things), *(s.id for s in model.statements)]


def told(model: PageModel, claims: Iterable[str], things: Collection[str]) -> PageModel:
    """The statements of these claims, whom and what they tie together, and these things."""
    kept = only(model, claims)
    statements = {statement.id for statement in kept.statements}
    ends = {
        end
        for edge in model.edges
        if edge.role not in SAID_BY and statements.intersection((edge.source, edge.target))
        for end in (edge.source, edge.target)
    }
    return replace(
        cut_to(model, statements | ends | {*things}),
        statements=kept.statements,
        documents=kept.documents,
    )


def cut_to(model: PageModel, nodes: Collection[str]) -> PageModel:
    """The model with these nodes, the lines between them, and the documents that tell of them."""
    statements = tuple(s for s in model.statements if s.id in nodes)
    papers = {claim.document for s in statements for claim in s.claims}
    return replace(
        model,
        things=tuple(t for t in model.things if t.id in nodes),
        statements=statements,
        edges=tuple(e for e in model.edges if _both(e, nodes)),
        documents=tuple(d for d in model.documents if d.id in papers),
    )


def _both(edge: Edge, nodes: Collection[str]) -> bool:
    return edge.source in nodes and edge.target in nodes
