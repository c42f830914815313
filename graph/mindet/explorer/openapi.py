"""The OpenAPI document of the API, made of its endpoints and of the catalogue's headers.

>>> number("limit").parameter()["schema"]
{'type': 'integer', 'minimum': 0}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mindet import __version__
from mindet.catalogue.parameters import Parameter
from mindet.explorer import problems

if TYPE_CHECKING:
    from mindet.catalogue import Catalogue, StoredQuery
    from mindet.explorer.api import Endpoint

Schema = Mapping[str, Any]
_STRING: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TYPES: Mapping[str, Schema] = {
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
}


@dataclass(frozen=True)
class Given:
    """A parameter of an endpoint."""

    name: str
    where: str
    schema: Schema
    required: bool = False
    meaning: str = ""

    def parameter(self) -> dict[str, Any]:
        """It as OpenAPI writes it."""
        told = {"description": self.meaning} if self.meaning else {}
        return {
            "name": self.name, "in": self.where, "required": self.required,
            "schema": dict(self.schema), **told,
        }  # fmt: skip


def text(name: str, *, required: bool = False) -> Given:
    """A text in the query."""
    return Given(name, "query", {"type": "string", "maxLength": 200}, required)


def number(name: str) -> Given:
    """A number in the query."""
    return Given(name, "query", _COUNT)


def document(endpoints: Iterable[Endpoint], catalogue: Catalogue) -> dict[str, Any]:
    """The whole document; each stored question is a path of its own."""
    paths: dict[str, Any] = {}
    for one in endpoints:
        path = one.path.replace(":path}", "}")
        if path == "/api/queries/{name}":
            rest = tuple(given for given in one.takes if given.where == "query")
            for query in catalogue.values():
                own = f"/api/queries/{query.name}"
                paths[own] = _asked(own, query, rest)
        paths[path] = {"get": _operation(path, one.summary, one.gives, one.takes)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mindet", "version": __version__,
            "description": "Who said that who must do what, by when, for which project.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }  # fmt: skip


def _asked(path: str, query: StoredQuery, rest: tuple[Given, ...]) -> dict[str, Any]:
    own = (_of(parameter) for parameter in query.parameters if parameter.name != "lang")
    shown = _operation(path, query.titles["en"], "Answer", (*own, *rest))
    return {"get": {**shown, "description": query.descriptions["en"]}}


def _of(parameter: Parameter) -> Given:
    schema = dict(_TYPES.get(parameter.type, _STRING))
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    meaning = parameter.meaning["en"]
    return Given(parameter.name, "query", schema, parameter.required, meaning)


def _operation(path: str, summary: str, gives: str, takes: Iterable[Given]) -> dict[str, Any]:
    words = [part.strip("{}") for part in path.split("/")[2:]]
    return {
        "operationId": "-".join(words).removesuffix(".json"),
        "summary": summary,
        "parameters": [given.parameter() for given in takes],
        "responses": {
            "200": _content("What was asked for", "application/json", gives),
            "4XX": _content(
                "What is wrong with the request", "application/problem+json", "Problem"
            ),
            "5XX": _content("What the server can't do", "application/problem+json", "Problem"),
        },
    }


def _content(description: str, media: str, schema: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {"description": description, "content": {media: {"schema": reference}}}


def _object(**properties: Schema) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> dict[str, Any]:
    return {"type": "array", "items": items}


_MENTION = _object(iri=_STRING, page=_STRING, label=_STRING, kinds=_list(_STRING))
_RELATION = _object(relation=_STRING, label=_STRING, direction=_STRING, count=_COUNT)
SCHEMAS: dict[str, Any] = {
    "Document": {"type": "object"},
    "Problem": _object(
        title=_STRING, status=_COUNT, detail=_STRING,
        code={"type": "string", "enum": [*problems.CODES.values(), "wrong-parameter"]},
        english=_STRING,
    ),
    "Summary": _object(
        classes=_list(_object(**{"class": _STRING, "label": _STRING, "count": _COUNT})),
        questions=_COUNT,
    ),
    "Found": _object(
        found=_list({"allOf": [_MENTION, _object(name=_STRING, score=_COUNT, match=_STRING)]})
    ),
    "Values": _object(values=_list(_object(value=_STRING, label=_STRING))),
    "Questions": _object(
        questions=_list(
            _object(name=_STRING, title=_STRING, description=_STRING, parameters=_list({}))
        )
    ),
    "Answer": _object(
        query=_STRING, title=_STRING, parameters={"type": "object"}, columns={"type": "object"},
        cut={"type": ["integer", "null"], "minimum": 0}, rows=_list({"type": "object"}),
    ),
    "Thing": {
        "allOf": [
            _MENTION,
            _object(classes=_list(_STRING), properties=_list({}), relations=_list(_RELATION)),
        ]
    },
    "Picture": _object(
        nodes=_list(_object(
            id=_STRING, page=_STRING, label=_STRING, kind=_STRING, role=_STRING, family=_STRING,
        )),
        edges=_list(_object(**{"from": _STRING, "to": _STRING}, label=_STRING, how=_STRING)),
        heads=_list(_list({"type": ["string", "integer"]})), missing=_list(_STRING), most=_COUNT,
    ),
    "Links": _object(thing=_STRING, page=_STRING, relations=_list(_RELATION)),
    "Path": _object(things=_list(_STRING), how=_STRING),
    "Neighbours": {"allOf": [_RELATION, _object(skip=_COUNT, neighbours=_list(_MENTION))]},
}  # fmt: skip
