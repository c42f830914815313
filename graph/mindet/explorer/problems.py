"""What went wrong, as a page in the reader's words, or as JSON for programs (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mindet.errors import MindetError, ProjectionError, QueryError, StoreError, TooMuch, TooSlow
from mindet.explorer import rendering
from mindet.explorer.things import NotThere

_WORDED = (400, 404, 405, 406, 413, 503, 504)


class NoSuch(MindetError):
    """An address of something that there is not: a question, a class, a relation."""


def status_of(error: Exception) -> int:
    """The HTTP status of an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, NotThere | NoSuch):
        return 404
    if isinstance(error, TooMuch):
        return 413
    if isinstance(error, TooSlow):
        return 504
    if isinstance(error, QueryError):
        return 400
    return 503 if isinstance(error, StoreError | ProjectionError) else 500


def response(request: Request, error: Exception) -> Response:
    """The answer that tells of the error."""
    status = status_of(error)
    detail = str(error) if isinstance(error, MindetError) else ""
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.startswith("/api/"):
        title = HTTPStatus(status).phrase
        content = {"title": title, "status": status, "detail": detail}
        return JSONResponse(content, status, headers, "application/problem+json")
    told = f"problem.{status if status in _WORDED else 500}"
    near = error.near if isinstance(error, NotThere) else ()
    shown = rendering.page(
        request, "problem.html.j2", status, told=told, detail=detail, near=near, code=status
    )
    shown.headers.update(headers or {})
    return shown
