"""The explorer's web application: which address is answered by what, and how errors are told."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from mindet.errors import MindetError
from mindet.explorer import api, atlas, pages, problems, questions, rendering, sketches
from mindet.explorer.desk import Desk
from mindet.explorer.guarding import Guard
from mindet.explorer.keeping import USUAL

if TYPE_CHECKING:
    from mindet.endpoint import Endpoint

AT_ONCE = 8  # questions put to the store at one time
LONG = 1_000  # characters of an address and its wishes whose answer is not kept
_log = logging.getLogger(__name__)
Handler = Callable[[Desk, Request], Response]


def application(desk: Desk, hosts: Collection[str], sparql: Endpoint) -> ASGIApp:
    """The application over an open graph, for requests to one of `hosts`."""
    app = Starlette(
        routes=[*routes(desk), Route("/sparql", sparql, name="/sparql")],
        exception_handlers={
            MindetError: _told,
            HTTPException: _told,
            Exception: _told,
        },
        lifespan=_bounded,
    )
    app.router.redirect_slashes = False
    return Guard(app, hosts)


def routes(desk: Desk) -> list[BaseRoute]:
    """All addresses that are answered."""

    def at(path: str, handler: Handler) -> Route:
        return Route(path, _endpoint(handler, desk), name=path)

    return [
        at("/", pages.home),
        at("/queries", pages.catalogue),
        *(at(f"/queries/{{name}}.{form}", partial(questions.file, form=form))
          for form in questions.FILES),
        at("/queries/{name}", questions.question),
        at("/id/{name:path}", pages.thing),
        at("/thing", pages.other_thing),
        at("/kinds/{name}", pages.kind),
        at("/explore", sketches.other_page),
        at("/explore/{name:path}", sketches.page),
        *(Route(path, partial(sketches.script, name=name)) for name, path in sketches.PATHS),
        at("/map", atlas.page),
        *(at(endpoint.path, api.answering(endpoint)) for endpoint in api.ENDPOINTS),
        at("/static/palette.css", pages.palette),
        Mount("/static", StaticFiles(directory=rendering.STATIC)),
    ]  # fmt: skip


def _endpoint(handler: Handler, desk: Desk) -> Callable[[Request], Response]:
    """The handler for one address after another; what it said is said again on the same graph."""

    def answer(request: Request) -> Response:
        desk.check_whole()
        url = request.url
        asked = (url.path, url.query, request.headers.get("accept", ""))
        if sum(map(len, asked)) > LONG:
            return handler(desk, request)
        key = ("response", *asked)
        return desk.kept.get(key, lambda: handler(desk, request), lambda one: len(one.body) + USUAL)

    return answer


@asynccontextmanager
async def _bounded(_app: Starlette) -> AsyncIterator[None]:
    """So many threads work at once; further requests wait for one."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def _told(request: Request, error: Exception) -> Response:
    """Told in words to the reader; our own mistakes in full to whoever runs the server."""
    if problems.status_of(error) == 500:
        _log.error("%s failed", request.url.path, exc_info=error)
    return problems.response(request, error)
