"""The endpoint as a web application: `/sparql` by the SPARQL 1.1 Protocol, read-only.

Who asks for RDF without a query gets the service description, who asks for HTML a page with a
form. Programs are told of errors in plain text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import anyio
import anyio.to_thread
import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from mindet.dataset import tidy
from mindet.endpoint import crossing, description, page, protocol
from mindet.endpoint.failing import Busy, failed
from mindet.endpoint.formats import GRAPHS, HTML, PAGE, SUFFIXES, Wish, media_type, named, wished
from mindet.endpoint.pool import Pool, Reply, Task, WrongForm
from mindet.endpoint.protocol import Asked, Refusal
from mindet.errors import MindetError
from mindet.explorer.negotiation import chosen

if TYPE_CHECKING:
    from mindet.explorer.desk import Desk

T = TypeVar("T")
ALLOW = ", ".join(protocol.METHODS)
DESCRIBED = {**GRAPHS, HTML: "html"}


class Endpoint:
    """Answers at one address; `origins` are those whose pages may read the answers."""

    def __init__(self, desk: Desk, pool: Pool, origins: Collection[str] = ()) -> None:
        self._desk, self._pool = desk, pool
        self._origins = frozenset(origins)
        self._asked = 0
        self._slots = anyio.CapacityLimiter(pool.limits.workers)

    def close(self) -> None:
        """End what is under way."""
        self._pool.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except ClientDisconnect:
            return  # nobody waits for the answer any more
        except Exception as error:
            response = failed(request, error)
        response.headers.add_vary_header("Accept")
        origin = request.headers.get("origin", "")
        for name, value in crossing.allowed(origin, self._origins).items():
            if name == "Vary":
                response.headers.add_vary_header(value)
            else:
                response.headers[name] = value
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._preflight(request)
        asked = await read(request)
        accept = request.headers.get("accept", "")
        wish = named(asked.form) if asked.form else wished(accept)
        if wish == Wish(None, None):
            raise WrongForm("no such form of an answer", remedy="ask for JSON or Turtle")
        if asked.text is not None:
            return await self._answer(request, asked, wish)
        media = wish.graphs if asked.form else chosen(accept, tuple(DESCRIBED))
        media = HTML if asked.example else media
        if media is None or request.method == "POST":
            raise Refusal(400, "no query", "send one as the parameter query")
        if media == HTML:
            return await self._page(request, asked)
        return await self._description(request, media)

    def _preflight(self, request: Request) -> Response:
        headers = crossing.preflight(request.headers.get("origin", ""), self._origins)
        return Response(status_code=204, headers={"Allow": ALLOW, **headers})

    async def _answer(self, request: Request, asked: Asked, wish: Wish) -> Response:
        """The answer as a page or as a program wants it, whichever is wished for its kind."""
        try:
            reply = await self._ask(request, asked, *wish.forms)
        except MindetError as error:
            if wish.results != HTML:
                raise
            return await self._page(request, asked, error)
        if reply.form == PAGE:
            return await self._page(request, asked, json.loads(reply.body))
        media = (wish.graphs if reply.graph else wish.results) or ""
        headers = {"Content-Type": media_type(media)}
        if asked.form:
            name = f"answer.{SUFFIXES[reply.form]}"
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(tidied(reply) if reply.graph else reply.body, headers=headers)

    async def _page(self, request: Request, asked: Asked, found: page.Found = None) -> Response:
        """The page with the form, and with what was found or went wrong."""
        made = partial(page.page, self._desk, request, asked, found, self._pool.limits)
        return await anyio.to_thread.run_sync(made)

    async def _description(self, request: Request, media: str) -> Response:
        reply = await self._ask(request, Asked(description.NAMES), "json", None)
        rows = json.loads(reply.body)["results"]["bindings"]
        names = [row["graph"]["value"] for row in rows if row["graph"]["type"] == "uri"]
        told = description.description(address(request), names, DESCRIBED[media])
        return Response(told, headers={"Content-Type": media_type(media)})

    async def _ask(
        self, request: Request, asked: Asked, results: str | None, graphs: str | None
    ) -> Reply:
        """What the pool answers, once one of its processes is free."""
        task = Task(asked.text or "", results, graphs, asked.default, asked.named, address(request))

        def work() -> Reply:
            self._desk.check_whole()
            return self._pool.ask(task)

        return await self._in_turn(request, work)

    async def _in_turn(self, request: Request, work: Callable[[], T]) -> T:
        limits = self._pool.limits
        if self._asked >= limits.workers + limits.waiting:
            raise Busy("too many queries at one time", remedy="ask again in a while")
        self._asked += 1
        try:
            async with self._slots:
                if await request.is_disconnected():
                    raise ClientDisconnect
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
        finally:
            self._asked -= 1


def address(request: Request) -> str:
    """The endpoint's own address, against which relative IRIs of a query are read."""
    try:
        return ox.NamedNode(str(request.url.replace(query="", fragment=""))).value
    except ValueError:
        raise Refusal(400, "a Host that is none", "send its name and port") from None


async def read(request: Request) -> Asked:
    """What the request asks; Refusal where it can't be read, or has another method.

    The body is read first, whatever comes of it: what is broken on the way shows there.
    """
    query, body = request.scope["query_string"], await _body(request)
    if request.method in ("GET", "HEAD"):
        return protocol.asked(query, None, b"")
    if request.method != "POST":
        what = f"{request.method} is no way to ask"
        raise Refusal(405, what, "send GET or POST", {"Allow": ALLOW})
    return protocol.asked(query, request.headers.get("content-type", ""), body)


async def _body(request: Request) -> bytes:
    """The body, while it is not too long."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > protocol.LONGEST:
            what = f"more than {protocol.LONGEST} bytes"
            raise Refusal(413, what, "send a shorter query", {"Connection": "close"})
        parts.append(part)
    return b"".join(parts)


def tidied(reply: Reply) -> bytes:
    """Triples whose prefixes stand in order."""
    if reply.form in ("ntriples", "nquads"):
        return reply.body
    return tidy(reply.body.decode(), reply.form).encode()
