"""The explorer for programs: search, completion, answers, things and neighbours as JSON.

ENDPOINTS is the one list from which both the routes and the OpenAPI document are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mindet import tables
from mindet.catalogue.completing import completions
from mindet.catalogue.names import names_of
from mindet.errors import QueryError
from mindet.explorer import (
    addresses,
    columns,
    forms,
    mistakes,
    openapi,
    questions,
    rendering,
    sketches,
    steps,
    things,
)
from mindet.explorer.desk import Desk
from mindet.explorer.mistakes import Wrong
from mindet.explorer.pages import COUNTED, relation_key
from mindet.explorer.wording import word

LONGEST = 200  # characters of what is typed
MOST = 50  # things found at once
ROWS = 10_000  # rows of an answer at once
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Endpoint:
    """An address of the API: what it gives (a schema of the document), and what it takes."""

    path: str
    summary: str
    gives: str
    takes: tuple[openapi.Given, ...]
    handler: Callable[[Desk, Request], Content]


def answering(endpoint: Endpoint) -> Callable[[Desk, Request], Response]:
    """The endpoint as what answers a request."""

    def answer(desk: Desk, request: Request) -> Response:
        return JSONResponse(endpoint.handler(desk, request))

    return answer


def _text(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    if len(value) > LONGEST:
        told = partial(word, "wrong.long", n=LONGEST)
        raise Wrong(name, f"more than {LONGEST} characters", told, remedy="write less")
    return value


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        told = partial(word, "wrong.integer", value=text)
        raise Wrong(name, f"{text!r} is no number", told, remedy=f"write 0 to {most}")
    return min(int(text), most)


def _told(desk: Desk, iris: list[str], language: str) -> list[dict[str, Any]]:
    titles = desk.titles(iris, language)
    return [
        {
            "iri": iri,
            "page": addresses.page_of(iri),
            "label": titles[iri].text,
            "kinds": [desk.term(kind, language) for kind in titles[iri].kinds],
        }
        for iri in iris
    ]


def _summary(desk: Desk, request: Request) -> Content:
    language = rendering.language_of(request)
    classes = [
        {"class": n, "label": desk.term(n, language), "count": things.counted(desk, n)}
        for n in COUNTED
    ]
    return {"classes": classes, "questions": len(desk.catalogue)}


def _search(desk: Desk, request: Request) -> Content:
    language, text = rendering.language_of(request), _text(request, "text").strip()
    limit = _number(request, "limit", 8, MOST)
    found = names_of(desk.engine).find(text, (), limit) if text and limit else []
    told = _told(desk, [match.thing for match in found], language)
    return {
        "found": [
            {**one, "name": match.name, "score": match.score, "match": match.how}
            for one, match in zip(told, found, strict=True)
        ]
    }


def _complete(desk: Desk, request: Request) -> Content:
    question, name = _text(request, "question"), _text(request, "parameter")
    try:
        query = desk.catalogue[question]
    except QueryError as error:
        raise mistakes.no_question(question, error) from None
    try:
        parameter = query.parameter(name)
    except QueryError as error:
        told = mistakes.no_parameter(query, name, error).told
        raise mistakes.NoSuch(error.what, told, remedy=error.remedy) from None
    begun = _text(request, "begun").strip()
    found = completions(desk.engine, parameter, begun, 12)
    return {"values": [{"value": value, "label": label} for value, label in found]}


def _queries(desk: Desk, request: Request) -> Content:
    language = rendering.language_of(request)
    return {
        "questions": [
            {
                "name": query.name,
                "title": query.titles[language],
                "description": query.descriptions[language],
                "parameters": [
                    {"name": p.name, "type": p.type, "required": p.required, "of": list(p.of),
                     "choices": list(p.choices), "meaning": p.meaning[language]}
                    for p in query.parameters
                ],
            }
            for query in desk.catalogue.values()
        ]
    }  # fmt: skip


def _answer(desk: Desk, request: Request) -> Content:
    query = questions.stored(desk, request)
    rows = _number(request, "rows", 200, ROWS)
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k not in ("rows", "lang")]
    language = rendering.language_of(request)
    asked = forms.given(query, pairs, language)
    try:
        answer = desk.ask(query, asked, limit=max(rows, 1))
    except QueryError as error:
        raise forms.worded(query, asked, error) from error
    readable = tables.readable(answer, desk.engine, language)
    content: Content = json.loads(tables.text(readable, "json"))
    return content


def _thing(desk: Desk, request: Request) -> Content:
    language, iri = rendering.language_of(request), _iri(request)
    found = things.find(desk, iri)
    told = _told(desk, [iri], language)[0]
    return {
        **told,
        "classes": things.classes(desk, found),
        "properties": [_property(desk, one, language) for one in things.properties(desk, found)],
        "relations": [_relation(desk, one, language) for one in things.counts(desk, iri)],
    }


def _iri(request: Request) -> str:
    return addresses.iri_of(request.path_params["name"])


def _property(desk: Desk, one: things.Property, language: str) -> Content:
    told: dict[str, Any] = {"property": one.name, "label": desk.term(one.name, language)}
    if one.silent:
        return {**told, "unstated": True}
    return {**told, "texts": one.texts} if one.texts else {**told, "values": one.values}


def _relation(desk: Desk, one: things.Relation, language: str) -> dict[str, Any]:
    return {
        "relation": relation_key(one.name),
        "label": desk.term(one.name, language),
        "direction": one.direction,
        "count": one.count,
    }


def _neighbours(desk: Desk, request: Request) -> Content:
    language, iri = rendering.language_of(request), _iri(request)
    things.find(desk, iri)
    wanted = _text(request, "relation"), _text(request, "direction") or things.OUT
    known = {(relation_key(r.name), r.direction): r for r in things.counts(desk, iri)}
    if wanted not in known:
        lacking = partial(word, "none.relation", name=wanted[0])
        raise mistakes.NoSuch(
            f"no relation {wanted[0]!r} there", lacking, remedy="see its relations"
        )
    skip, limit = _number(request, "skip", 0, 10**9), _number(request, "limit", 50, 200)
    found = things.neighbours(desk, iri, known[wanted], skip, limit)
    told = _relation(desk, found, language)
    return {**told, "skip": skip, "neighbours": _told(desk, list(found.shown), language)}


def _document(desk: Desk, _request: Request) -> Content:
    return openapi.document(ENDPOINTS, desk.catalogue)


_LANG = openapi.Given("lang", "query", {"type": "string", "enum": ["en", "ru", "kk"]})
_NAME = openapi.Given("name", "path", {"type": "string"}, required=True)
_STEP = openapi.Given(
    "step", "query", {"type": "array", "items": {"type": "string"}, "maxItems": steps.MOST_STEPS},
    meaning="“n ID…” puts things there, “x RELATION in|out COUNT ID” what one is tied to, "
    "“- ID…” takes away",
)  # fmt: skip
_LAYOUT = openapi.Given(
    "layout", "query", {"type": "string", "enum": list(columns.LAYOUTS)},
    meaning="in columns, instead of as a network",
)  # fmt: skip


def _key(name: str) -> openapi.Given:
    """A thing: by its id, or by its IRI in angle brackets."""
    schema = {"type": "string", "maxLength": sketches.LONGEST}
    return openapi.Given(name, "query", schema, required=True, meaning="ID or <IRI>")


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/api/openapi.json", "This document", "Document", (), _document),
    Endpoint("/api/summary", "What is in the graph, by class", "Summary", (_LANG,), _summary),
    Endpoint(
        "/api/search", "Things found by a name in any language, as one types", "Found",
        (openapi.text("text", required=True), openapi.number("limit"), _LANG), _search,
    ),
    Endpoint(
        "/api/complete", "Values of a question's parameter that begin so", "Values",
        (openapi.text("question", required=True), openapi.text("parameter", required=True),
         openapi.text("begun"), _LANG), _complete,
    ),
    Endpoint("/api/queries", "The stored questions", "Questions", (_LANG,), _queries),
    Endpoint(
        "/api/queries/{name}", "The answer to a stored question", "Answer",
        (_NAME, openapi.number("rows"), _LANG), _answer,
    ),
    Endpoint(
        "/api/neighbours/{name:path}", "Neighbours of a thing by one relation", "Neighbours",
        (_NAME, openapi.text("relation", required=True),
         openapi.Given("direction", "query", {"type": "string", "enum": ["out", "in"]}),
         openapi.number("skip"), openapi.number("limit"), _LANG), _neighbours,
    ),
    Endpoint(
        "/api/things/{name:path}", "A thing: classes, properties, relations with counts", "Thing",
        (_NAME, _LANG), _thing,
    ),
    Endpoint(
        "/api/picture", "Things and what ties them, step by step, with places to draw them",
        "Picture", (_STEP, _LAYOUT, _LANG), sketches.drawing,
    ),
    Endpoint(
        "/api/links", "The relations of anything in the graph, with counts", "Links",
        (_key("thing"), _LANG), sketches.links,
    ),
    Endpoint(
        "/api/path", "The shortest way from one thing to another", "Path",
        (_key("start"), _key("end")), sketches.path,
    ),
)  # fmt: skip
