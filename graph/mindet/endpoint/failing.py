"""Errors told to programs: a status, and one line of plain text."""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from mindet.endpoint.pool import WrongForm
from mindet.endpoint.protocol import Refusal
from mindet.endpoint.snapshot import NotReady
from mindet.errors import MindetError, StoreError
from mindet.explorer import problems

AGAIN = "5"  # seconds after which it is worth asking again
_log = logging.getLogger(__name__)


class Busy(StoreError):
    """More questions at once than can wait."""


def failed(request: Request, error: Exception) -> Response:
    """The answer that tells of an error in plain words; our own mistakes only in the log."""
    status = status_of(error)
    headers = dict(error.headers) if isinstance(error, Refusal) else {}
    if isinstance(error, NotReady | Busy):
        headers["Retry-After"] = AGAIN
    if status == 500:
        _log.error("%s failed", request.url.path, exc_info=error)
    told = str(error) if isinstance(error, MindetError) else HTTPStatus(status).phrase
    return PlainTextResponse(f"{told}\n", status, headers)


def status_of(error: Exception) -> int:
    """The HTTP status of an error."""
    if isinstance(error, Refusal):
        return error.status
    return 406 if isinstance(error, WrongForm) else problems.status_of(error)
