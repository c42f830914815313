"""The page of the endpoint: a form for a query, its answer as a table, examples to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from mindet.catalogue import StoredQuery
from mindet.endpoint.formats import TABLES, TRIPLES
from mindet.endpoint.pool import Limits
from mindet.endpoint.protocol import Asked, Refusal
from mindet.errors import MindetError, QueryError
from mindet.explorer import problems, rendering
from mindet.explorer.addresses import page_of
from mindet.explorer.answers import Part, Sheet
from mindet.explorer.desk import Desk
from mindet.terms import XSD
from mindet.words import short

Found = Mapping[str, Any] | MindetError | None
LINKED = 6_000  # characters of an address that still has the query in it
LONGEST = 2_000  # characters of a value that is shown
FIRST = """\
PREFIX mn: <https://w3id.org/mindet#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?class (COUNT(?thing) AS ?things) WHERE {
  ?thing a ?class .
}
GROUP BY ?class
ORDER BY DESC(?things) ?class
LIMIT 20
"""
_STRING = XSD + "string"
_WORDS = {403: 405, 406: 406, 413: 413, 503: 503, 504: 504}


def page(desk: Desk, request: Request, asked: Asked, found: Found, limits: Limits) -> HTMLResponse:
    """The page with what was asked and found, or what was wrong."""
    query = _example(desk, asked.example) if asked.example else None
    text = (
        asked.text if asked.text is not None else _text(desk, query, rendering.language_of(request))
    )
    fault = found if isinstance(found, MindetError) else None
    answer = found if isinstance(found, Mapping) else None
    status = _status(fault)
    return rendering.page(
        _addressed(request, asked), "sparql.html.j2", status,
        text=text, fault=fault, told=f"problem.{_WORDS.get(status, 400)}", answer=answer,
        sheet=_sheet(answer) if answer else None, asked=asked,
        files=_files(answer) if answer else (), queries=list(desk.catalogue.values()),
        query=query, seconds=f"{limits.seconds:g}", rows=limits.rows,
    )  # fmt: skip


def _example(desk: Desk, name: str) -> StoredQuery:
    try:
        return desk.catalogue[name]
    except QueryError as error:
        raise Refusal(404, error.what, error.remedy) from None


def _text(desk: Desk, query: StoredQuery | None, language: str) -> str:
    """The SPARQL of a stored question with its example filled in, or a query to begin with."""
    if query is None:
        return FIRST
    given = {**query.example, "lang": language}
    whole = query.whole_values(desk.engine, given) if query.prepared else query.values(given)
    return query.sparql_text(whole)


def _status(fault: MindetError | None) -> int:
    if fault is None:
        return 200
    return fault.status if isinstance(fault, Refusal) else problems.status_of(fault)


def _addressed(request: Request, asked: Asked) -> Request:
    """The same request with its query in the address, where it fits: the page's links keep it."""
    if request.method != "POST" or asked.text is None:
        return request
    pairs = [("query", asked.text)]
    pairs += [("default-graph-uri", name) for name in asked.default]
    pairs += [("named-graph-uri", name) for name in asked.named]
    lang = rendering.language_of(request)
    told = urlencode([*pairs, ("lang", lang)])
    if len(told) > LINKED:
        told = urlencode({"lang": lang})
    return Request({**request.scope, "query_string": told.encode()})


def _files(answer: Mapping[str, Any]) -> tuple[str, ...]:
    return TRIPLES if answer.get("graph") else TABLES


def _sheet(answer: Mapping[str, Any]) -> Sheet:
    rows = [[_parts(cell) for cell in row] for row in answer["rows"]]
    columns = answer["columns"]
    return Sheet(columns, rows, 0, answer["total"], [False] * len(columns))


def _parts(cell: list[str] | None) -> list[Part]:
    """A term: a link for a thing, text with its language or datatype for a literal."""
    if cell is None:
        return []
    kind, text, note = cell
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    if kind == "iri":
        return [Part(short(shown), page_of(text) if len(text) <= LONGEST else "")]
    told = [Part(shown)]
    if note and note != _STRING:
        told.append(Part(note.rpartition("#")[2] or note, "", "tag"))
    return told
