"""A stored question on a page: its form, its answer as a table, the texts behind it, its files."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from mindet import tables
from mindet.catalogue import StoredQuery
from mindet.errors import QueryError
from mindet.explorer import answers, forms, mistakes, problems, rendering
from mindet.explorer.desk import Desk
from mindet.terms import ID

FILES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ENOUGH = 5 * answers.PAGE  # rows that are asked for at once
_VIEW = ("page", "columns")  # what an address says besides parameters


def stored(desk: Desk, request: Request) -> StoredQuery:
    """The question that the address names; NoSuch with the nearest where there is none."""
    name = request.path_params["name"]
    try:
        return desk.catalogue[name]
    except QueryError as error:
        raise mistakes.no_question(name, error) from None


def given(query: StoredQuery, request: Request) -> dict[str, str]:
    """The parameters in the address; QueryError for a name that is none."""
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k not in (*_VIEW, "lang")]
    return forms.given(query, pairs, rendering.language_of(request))


def question(desk: Desk, request: Request) -> Response:
    """The page of a question; errors stand at the field that they are about."""
    query, language = stored(desk, request), rendering.language_of(request)
    asked: dict[str, str] = dict(request.query_params.items())
    shown: dict[str, Any] = {"sheet": None, "texts": None}
    status, fault = 200, None
    try:
        asked = given(query, request)
        if not forms.lacking(query, asked) or len(asked) > 1:
            shown = _answered(desk, query, asked, request)
    except QueryError as error:
        status = _status(error)
        fault = forms.fault(query, asked, error, language)
    errors = {fault.name: fault.text} if fault and fault.name else {}
    meant = desk.titles([ID + fault.meant], language) if fault and fault.meant else {}
    return rendering.page(
        request, "question.html.j2", status,
        query=query, fields=forms.fields(query, asked, language, errors), given=asked,
        fault=fault, example=dict(query.example), files=list(FILES),
        named=_named(desk, query, asked, language),
        meant=next((one.text for one in meant.values()), ""), **shown,
    )  # fmt: skip


def _named(
    desk: Desk, query: StoredQuery, asked: Mapping[str, str], language: str
) -> dict[str, tuple[str, str] | None]:
    """For each parameter that is a thing: which it is, and what it is called."""
    found: dict[str, str] = {}
    for parameter in query.parameters:
        if parameter.type == "iri":
            with contextlib.suppress(QueryError):
                value = parameter.read(asked.get(parameter.name, parameter.default))
                found[parameter.name] = str(value or "")
    titles = desk.titles(found.values(), language)
    known = {iri: title.text for iri, title in titles.items() if title.kinds}
    names = (p.name for p in query.parameters)
    return {
        name: (found[name], known[found[name]]) if found.get(name) in known else None
        for name in names
    }


def _status(error: QueryError) -> int:
    """404 for a thing that is not in the graph, else what the error itself means."""
    return 404 if "is not in the graph" in error.what else problems.status_of(error)


def _answered(
    desk: Desk, query: StoredQuery, asked: dict[str, str], request: Request
) -> dict[str, Any]:
    number = rendering.number_of(request)
    answer = desk.ask(query, asked, limit=_ENOUGH * -(-number * answers.PAGE // _ENOUGH))
    every = request.query_params.get("columns") == "all"
    skip = (number - 1) * answers.PAGE
    language = rendering.language_of(request)
    sheet = answers.sheet(desk, answer, language, skip=skip, every=every)
    return {"sheet": sheet, "texts": _texts(desk, query, asked), "number": number, "every": every}


def _texts(desk: Desk, query: StoredQuery, asked: dict[str, str]) -> dict[str, str]:
    """The question as it was put, to paste elsewhere."""

    def made() -> dict[str, str]:
        whole = query.whole_values(desk.engine, asked) if query.prepared else query.values(asked)
        return {"Cypher": query.cypher_text(whole), "SPARQL": query.sparql_text(whole)}

    key = ("texts", query.name, tuple(sorted(asked.items())))
    return desk.kept.get(key, made)


def file(desk: Desk, request: Request, form: str) -> Response:
    """All rows of the answer as a file."""
    query = stored(desk, request)
    answer = desk.ask(query, given(query, request))
    readable = tables.readable(answer, desk.engine, rendering.language_of(request))
    headers = {"Content-Disposition": f'attachment; filename="{query.name}.{form}"'}
    return Response(tables.data(readable, form), media_type=FILES[form], headers=headers)
