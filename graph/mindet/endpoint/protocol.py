"""A request of the SPARQL 1.1 Protocol read: its query, its graphs, its wishes.

>>> asked(b"query=ASK%20%7B%7D&default-graph-uri=urn:g", None, b"").default
('urn:g',)
>>> asked(b"query=a&query=b", None, b"")
Traceback (most recent call last):
mindet.endpoint.protocol.Refusal: query is given twice; give it once
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import parse_qsl

import pyoxigraph as ox

from mindet.errors import QueryError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
LONGEST = 256 << 10  # bytes of a body
FIELDS = 1_000
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_ONCE = ("query", "update", "format", "lang", "example")
_ACCEPTED = {"Accept-Post": f"{QUERY}, {FORM}"}
_UTF8 = ("", "utf-8", "utf8", "us-ascii")


class Refusal(QueryError):
    """A request that is not answered, with the status that says why."""

    def __init__(
        self, status: int, what: str, remedy: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(what, remedy=remedy)
        self.status, self.headers = status, dict(headers or {})


@dataclass(frozen=True)
class Asked:
    """What a request asks; no `text` where it brings no query."""

    text: str | None = None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str | None = None
    example: str | None = None


def asked(address: bytes, content_type: str | None, body: bytes) -> Asked:
    """What the query part of an address and a body ask; no `content_type` for a GET (2.1).

    Raises Refusal: 400 for what is malformed, 403 for an update, 415 for another type of body.
    """
    fields = _fields(address)
    if content_type is not None:
        fields += _posted(content_type, body)
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    for name in _ONCE:
        if len(values.get(name, ())) > 1:
            raise Refusal(400, f"{name} is given twice", "give it once")
    if "update" in values:
        _refuse_update()
    return Asked(
        values.get("query", [None])[0],
        _graphs(values.get("default-graph-uri", [])),
        _graphs(values.get("named-graph-uri", [])),
        values.get("format", [None])[0],
        values.get("example", [None])[0],
    )


def _kind(content_type: str) -> str:
    """The media type of a body that can be read; Refusal for another, or an update."""
    kind, *settings = (part.strip().lower() for part in content_type.split(";"))
    if kind == UPDATE:
        _refuse_update()
    if kind not in (FORM, QUERY):
        what = f"a body of type {kind!r}" if kind else "a body without a type"
        raise Refusal(415, what, f"send {QUERY} or {FORM}", _ACCEPTED)
    charset = next((one[8:].strip('"') for one in settings if one.startswith("charset=")), "")
    if charset not in _UTF8:
        raise Refusal(415, f"a body in {charset}", "send UTF-8", _ACCEPTED)
    return kind


def _posted(content_type: str, body: bytes) -> list[tuple[str, str]]:
    if _kind(content_type) == FORM:
        return _fields(body)
    try:
        return [("query", body.decode("utf-8-sig"))]
    except UnicodeDecodeError:
        raise Refusal(400, "the query is not UTF-8", "send UTF-8") from None


def _fields(data: bytes) -> list[tuple[str, str]]:
    """The fields of a form or an address; percent-encoded UTF-8 and nothing else."""
    try:
        return parse_qsl(
            data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS
        )
    except UnicodeError:
        raise Refusal(400, "not percent-encoded UTF-8", "encode it as UTF-8") from None
    except ValueError:
        raise Refusal(400, f"more than {FIELDS} fields") from None


def _graphs(names: list[str]) -> tuple[str, ...]:
    """The names of graphs, each an absolute IRI, once and in order."""
    for name in names:
        try:
            ox.NamedNode(name)
        except ValueError:
            raise Refusal(400, f"{name[:200]!r} is no IRI of a graph", "give it whole") from None
    return tuple(dict.fromkeys(names))


def _refuse_update() -> NoReturn:
    raise Refusal(403, "this endpoint only reads", "send an update to where the graph is kept")
