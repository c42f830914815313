"""Columns in which a map can stand: by layer (who, must, for what) and by time.

>>> from mindet.views.model import Edge, Statement, Thing
>>> body = Thing("a", "actor", "state", "Akimat", {"en": "Akimat"})
>>> duty = Statement("s", "Duty", {"en": "give land"})
>>> model = PageModel(things=(body,), statements=(duty,), edges=(Edge("a", "s", "bearer"),))
>>> [column.head for column in layers(model, ["a", "s"])]
['who', 'statement']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mindet.views import layout
from mindet.views.layout import Point
from mindet.views.model import PageModel, Statement

WHO, STATEMENT, UNDATED = "who", "statement", "undated"
WHAT = ("task", "undertaking")
MOST = 500
"""More nodes than that are not put in columns: nobody would read them."""


@dataclass(frozen=True)
class Column:
    """Nodes of one column; `head` is a layer, a year, or 'undated'."""

    head: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Arrangement:
    """A place for each node, and where each column's heading stands."""

    places: Mapping[str, Point]
    heads: tuple[tuple[str, int], ...]


def layers(model: PageModel, nodes: Iterable[str]) -> list[Column]:
    """Who, what is said, tasks, undertakings."""
    return _columns(model, nodes, lambda _: STATEMENT, [WHO, STATEMENT, *WHAT])


def years(model: PageModel, nodes: Iterable[str]) -> list[Column]:
    """Who, then what is said by the year in which it is due, else was said; then for what."""
    issued = {d.id: d.issued[:4] or _year(d.concluded) for d in model.documents}
    found = {s.id: _due(s) or _said(s, issued) or UNDATED for s in model.statements}
    between = sorted(set(found.values()) - {UNDATED})
    return _columns(model, nodes, found.__getitem__, [WHO, UNDATED, *between, *WHAT])


def arranged(
    columns: Sequence[Column], edges: Iterable[tuple[str, str]], shape: float = layout.SHAPE
) -> Arrangement:
    """The columns as dot draws them into a room of that `shape`; ViewError where it fails."""
    places = layout.columns([column.nodes for column in columns], edges, shape)
    heads = [(c.head, places[c.nodes[0]][0]) for c in columns if c.nodes]
    return Arrangement(places, tuple(heads))


def _columns(
    model: PageModel, nodes: Iterable[str], of: Callable[[str], str], order: Sequence[str]
) -> list[Column]:
    """The nodes under the heads in `order`; `of` tells that of a statement."""
    kinds = {t.id: t.role if t.role in WHAT else WHO for t in model.things}
    held: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        held[kinds.get(node) or of(node)].append(node)
    return [Column(head, tuple(held[head])) for head in order if held[head]]


def _due(statement: Statement) -> str:
    spans = sorted(statement.spans, key=lambda span: span.property != "due")
    return next((day[:4] for s in spans for day in (s.strict, s.lenient) if day), "")


def _said(statement: Statement, issued: Mapping[str, str]) -> str:
    years = (c.said_on[:4] or issued.get(c.document, "") for c in statement.claims)
    return min(filter(None, years), default="")


def _year(told: str) -> str:
    return told[:4] if told[:4].isdigit() else ""
