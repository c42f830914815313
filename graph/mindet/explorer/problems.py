"""What went wrong, as a page in the reader's words, or as JSON for programs (RFC 9457).

A problem's `title` and `detail` are in the reader's language, its `code` and `english` stay.
"""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mindet.errors import MindetError, ProjectionError, QueryError, StoreError, TooMuch, TooSlow
from mindet.explorer import negotiation, rendering
from mindet.explorer.mistakes import NoSuch, Worded, Wrong
from mindet.explorer.things import NotThere
from mindet.explorer.wording import word
from mindet.terms import LANGUAGES

CODES = {
    400: "bad-request", 404: "not-found", 405: "method-not-allowed", 406: "not-acceptable",
    413: "too-much", 500: "failed", 503: "unavailable", 504: "too-slow",
}  # fmt: skip
"""Of each status that has words; programs may rely on them."""


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
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if request.url.path.startswith("/api/"):
        return _document(request, error, status, headers)
    near = error.near if isinstance(error, NotThere) else ()
    language = rendering.language_of(request)
    own = _detail(error, language)
    detail = own or _english(error)
    shown = rendering.page(
        request, "problem.html.j2", status, told=f"problem.{_worded(status)}", detail=detail,
        detail_in=language if own else "en", near=near, code=status,
    )  # fmt: skip
    shown.headers.update(headers)
    return shown


def _document(
    request: Request, error: Exception, status: int, headers: dict[str, str]
) -> JSONResponse:
    """The problem as in RFC 9457, section 3; it has no `type`: its title tells of the status."""
    asked = request.query_params.get("lang", "")
    wished = negotiation.language(request.headers.get("accept-language", ""), LANGUAGES)
    language = asked if asked in LANGUAGES else wished
    title = word(f"problem.{_worded(status)}", language)
    content: dict[str, Any] = {
        "title": title, "status": status, "detail": _detail(error, language) or title,
        "code": CODES[_worded(status)], "english": _english(error),
    }  # fmt: skip
    if isinstance(error, Wrong):
        content |= {"code": "wrong-parameter", "parameter": error.parameter}
    headers |= {"Content-Language": language, "Vary": "Accept-Language"}
    return JSONResponse(content, status, headers, "application/problem+json")


def _worded(status: int) -> int:
    return status if status in CODES else 400 if 400 < status < 500 else 500


def _detail(error: Exception, language: str) -> str:
    """The error in the language; empty where there is no sentence for it."""
    if language == "en":
        return _english(error)
    return error.told(language) if isinstance(error, Worded | NotThere) else ""


def _english(error: Exception) -> str:
    return str(error) if isinstance(error, MindetError) else ""
