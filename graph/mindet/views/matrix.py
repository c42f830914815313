"""The page of who has which part in what: actors by undertakings, with the role in each cell.

`collect` asks the stored question responsibility-matrix, `render` makes the page of the answer.
An undertaking for which nobody is named has its cell in the row 'not stated'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.terms import ID, LANGUAGES, UNSTATED, local
from mindet.views import folio, importance
from mindet.views.gathering import collect as gather
from mindet.views.model import PageModel, Text
from mindet.views.payload import text
from mindet.views.record import KINDS, SCRIPTS, amounts, only, record

if TYPE_CHECKING:
    from mindet.catalogue import StoredQuery
    from mindet.ontology import Ontology
    from mindet.store import Store

__all__ = ["CARRIED", "Cell", "Matrix", "collect", "render", "write_page"]

QUESTION = "responsibility-matrix"
CARRIED = 1800
"""So many claims at most: those of the actors and undertakings that matter most."""
FOLDED = 150
"""A page of more rows or columns than that opens with its kinds folded."""
STYLES = ("base.css", "sheet.css", "matrix.css")

ROLES: dict[str, tuple[str, str]] = {
    "must": ("●", "duty"), "mustNot": ("✕", "ban"), "liable": ("§", "ban"), "may": ("▲", "power"),
    "responsible": ("◆", "target"), "carriesOut": ("▶", "involvement"),
    "operates": ("⚙", "involvement"), "owner": ("⌂", "involvement"),
    "supervises": ("◉", "involvement"), "partner": ("∞", "involvement"),
    "funds": ("¤", "forecast"), "investor": ("¤", "forecast"), "issuer": ("✎", "state"),
    "proposer": ("✦", "proposal"), "reports": ("≡", "result"),
}  # fmt: skip
"""Role → its sign and the family whose colour it has; the sign tells roles apart without it."""


@dataclass(frozen=True)
class Cell:
    """One actor's role in one undertaking, with its claims; the actor is mn:unstated if silent."""

    undertaking: str
    actor: str
    role: str
    inferred: bool
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """The cells, and all that is told of their claims; `roles` are the words for the roles,
    `amounts` the quantities in words."""

    cells: tuple[Cell, ...] = ()
    model: PageModel = field(default_factory=PageModel)
    roles: Mapping[str, Text] = field(default_factory=dict)
    amounts: Mapping[str, Text] = field(default_factory=dict)


def collect(store: Store, ontology: Ontology) -> Matrix:
    """The answer of `store` with the texts of its claims; raises what a stored query raises."""
    from mindet.catalogue import Catalogue, CypherEngine

    query = Catalogue.one(QUESTION)
    cells = tuple(_cell(record) for record in query.ask(CypherEngine(store)).records())
    claims = (claim for cell in cells for claim in cell.claims)
    model = only(gather(store.read, ontology, KINDS), claims)
    return Matrix(cells, model, _roles(query, ontology, cells), amounts(store, model))


def _cell(row: Mapping[str, Any]) -> Cell:
    inferred = row["basis"] == "inferred"
    return Cell(row["undertaking"], row["actor"], row["role"], inferred, tuple(row["claims"]))


def _roles(query: StoredQuery, ontology: Ontology, cells: Iterable[Cell]) -> dict[str, Text]:
    return {
        role: query.words.get(role) or {lang: ontology.label(role, lang) for lang in LANGUAGES}
        for role in sorted({cell.role for cell in cells})
    }


def render(matrix: Matrix, *, carried: int = CARRIED) -> str:
    """The page as text; ViewError where a part of it is missing."""
    kept = _kept(matrix, carried)
    actors = _numbered(cell.actor for cell in kept)
    undertakings = _numbered(cell.undertaking for cell in kept)
    model = only(matrix.model, (claim for cell in kept for claim in cell.claims))
    data = {
        **record(model, "matrix.title", (*actors, *undertakings), matrix.amounts),
        "actors": _members(model, actors),
        "undertakings": _members(model, undertakings),
        "cells": [
            [actors[c.actor], undertakings[c.undertaking], c.role, int(c.inferred),
             [local(claim, ID) for claim in c.claims]]
            for c in kept
        ],
        "roles": {role: [*ROLES.get(role, ("○", "other")), text(label)]
                  for role, label in sorted(matrix.roles.items())},
        "total": len(matrix.cells),
        "whole": [len({c.actor for c in matrix.cells} - {UNSTATED}),
                  len({c.undertaking for c in matrix.cells})],
        "folded": max(len(actors), len(undertakings)) > FOLDED,
    }  # fmt: skip
    scripts = [folio.read(script) for script in (*SCRIPTS, "grid.js", "panel.js", "matrix.js")]
    return folio.html("matrix.html.j2", STYLES, scripts, data)


def write_page(matrix: Matrix, path: Path, *, carried: int = CARRIED) -> None:
    """Write the page to one file; ViewError where it can't be written."""
    folio.write(render(matrix, carried=carried), path)


def _kept(matrix: Matrix, limit: int) -> list[Cell]:
    """The cells between those who matter most and what matters most; all of them if they fit."""
    if len({claim for cell in matrix.cells for claim in cell.claims}) <= limit:
        return list(matrix.cells)
    taken = {*importance.within(_grown(matrix), limit), UNSTATED}
    return [cell for cell in matrix.cells if {cell.actor, cell.undertaking} <= taken]


def _grown(matrix: Matrix) -> Iterator[tuple[str, set[str]]]:
    """Actors and undertakings in turn by importance, each with the claims that it brings along."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for cell in matrix.cells:
        cells[cell.actor].append(cell)
        cells[cell.undertaking].append(cell)
    sides = {c.undertaking for c in matrix.cells}, {c.actor for c in matrix.cells} - {UNSTATED}
    taken = {UNSTATED}
    for member in importance.in_turn(sides, importance.scores(matrix.model)):
        taken.add(member)
        some = [c for c in cells[member] if {c.actor, c.undertaking} <= taken]
        yield member, {claim for cell in some for claim in cell.claims}


def _numbered(iris: Iterable[str]) -> dict[str, int]:
    return {iri: place for place, iri in enumerate(sorted(set(iris)))}


def _members(model: PageModel, iris: Iterable[str]) -> list[dict[str, str]]:
    """Each actor or undertaking with its kind; silence has none."""
    kinds = {**{t.id: t.kind for t in model.things}, UNSTATED: ""}
    return [{"id": iri, "kind": kinds.get(iri, "Thing")} for iri in iris]
