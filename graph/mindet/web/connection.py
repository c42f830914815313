"""HTTP to an endpoint: connections kept alive, a login, repeats, bounds of time and size.

A redirect is never followed: it would carry the password to another server.
"""

from __future__ import annotations

import http.client
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from mindet.errors import EndpointError
from mindet.web.login import Login

PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds before each repeat
LONGEST = 30.0  # seconds; a server that asks for more patience than that does not get it
NONE: Mapping[Any, str] = MappingProxyType({})
BUSY = (429, 502, 503, 504)
CHUNK = 2**16
DETAIL = 10_000  # bytes of a refusal in which the secret is looked for
_ASK_LESS = "is it an endpoint? ask for less, or load from a file"
_REMEDIES = {401: "give --endpoint-user, and the password in MINDET_ENDPOINT_PASSWORD"}


@dataclass(frozen=True)
class Bounds:
    """How long a server may stay silent, how long an answer may take from its beginning to its
    end (seconds), and how large it may be (bytes).
    """

    silence: float = 120.0
    whole: float = 1200.0
    size: int = 256 * 2**20


BOUNDS = Bounds()


@dataclass(frozen=True)
class Reply:
    """What a server answered, and to which request."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
    url: str
    login: Login | None = None
    remedies: Mapping[int, str] = field(default_factory=dict, repr=False)

    @property
    def done(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300

    @property
    def absent(self) -> bool:
        """Whether the server has no such address, or not for this method or format."""
        return self.status in (404, 405, 415, 501)

    def error(self) -> EndpointError:
        """The refusal, told."""
        detail = self.body[:DETAIL].decode("utf-8", "replace")
        if self.login:
            detail = self.login.hidden(detail)
        words = " ".join(f"{self.status} {self.reason} {detail}".split())[:300]
        what = f"the server answered {''.join(filter(str.isprintable, words))}"
        remedy = self.remedies.get(self.status, "see the server's log")
        return EndpointError(what, where=self.url, remedy=remedy)


class Connection:
    """Requests to the servers of one endpoint, one after another."""

    def __init__(
        self, login: Login | None = None, *, bounds: Bounds = BOUNDS,
        remedies: Mapping[int, str] = NONE, reached: bool = False,
    ) -> None:  # fmt: skip
        """`remedies` tell what to do about a status; `reached`, that the server has answered."""
        self._login, self._bounds, self._remedies = login, bounds, {**_REMEDIES, **remedies}
        self._open: dict[str, http.client.HTTPConnection] = {}
        self._reached = reached  # once: a server that never answered is not waited for

    def close(self) -> None:
        """Let the servers go."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def request(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] = NONE
    ) -> Reply:
        """The reply, whatever its status; asked again where the server is too busy or the
        connection breaks, so that the request must be one that may come twice.

        Raises EndpointError where no reply comes.
        """
        for pause in (*PAUSES, None):
            try:
                reply = self._authorised(method, url, body, headers)
            except (OSError, http.client.HTTPException) as error:
                if pause is None or not self._reached:
                    raise _unreachable(url, error) from None
            else:
                if pause is None or reply.status not in BUSY:
                    return reply
                pause = max(pause, _asked_patience(reply))
            time.sleep(pause)
        raise AssertionError("the last turn returns or raises")

    def _authorised(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        reply = self._once(method, url, body, headers)
        challenge = reply.headers.get("www-authenticate", "")
        if reply.status == 401 and self._login and self._login.challenged(challenge):
            return self._once(method, url, body, headers)
        return reply

    def _once(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        parts = urllib.parse.urlsplit(url)
        target = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        own = self._login.headers(method, target) if self._login else {}
        connection = self._to(parts.scheme, parts.netloc)
        try:
            whole = _send(connection, method, target, body, {**headers, **own})
            self._reached = True
            response = connection.getresponse()
            content = self._content(response, url)
        except BaseException:
            connection.close()
            raise
        if not whole:
            connection.close()
        found = {name.lower(): value for name, value in response.getheaders()}
        told = response.status, response.reason, found, content, url
        return Reply(*told, self._login, self._remedies)

    def _content(self, response: http.client.HTTPResponse, url: str) -> bytes:
        """The body, however slowly it drips, within bounds."""
        parts, size, end = [], 0, time.monotonic() + self._bounds.whole
        while part := response.read1(CHUNK):
            parts.append(part)
            size += len(part)
            if size > self._bounds.size:
                raise EndpointError("the answer is too long", where=url, remedy=_ASK_LESS)
            if time.monotonic() > end:
                what = f"no whole answer after {self._bounds.whole:g} seconds"
                raise EndpointError(what, where=url, remedy=_ASK_LESS)
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        response.close()  # read1 does not, and the connection would take no other request
        return b"".join(parts)

    def _to(self, scheme: str, host: str) -> http.client.HTTPConnection:
        origin = f"{scheme}://{host}"
        if origin not in self._open:
            secure = scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            self._open[origin] = kind(host, timeout=self._bounds.silence)
        return self._open[origin]


def _send(
    connection: http.client.HTTPConnection,
    method: str,
    target: str,
    body: bytes,
    headers: Mapping[str, str],
) -> bool:
    """Whether all was sent: a server that does not want the rest may say why and close."""
    try:
        connection.request(method, target, body, {"User-Agent": "mindet", **headers})
    except ConnectionError:
        if connection.sock is None:
            raise
        return False
    return True


def _asked_patience(reply: Reply) -> float:
    """The seconds of a Retry-After header, within bounds; its other form, a date, is passed by."""
    asked = reply.headers.get("retry-after", "")
    return min(float(asked), LONGEST) if asked.isascii() and asked.isdigit() else 0.0


def _unreachable(url: str, error: Exception) -> EndpointError:
    if isinstance(error, http.client.IncompleteRead):
        return EndpointError("the answer is cut off", where=url, remedy="try again")
    what = f"the server can't be reached: {error or type(error).__name__}"
    return EndpointError(what, where=url, remedy="check the address; is it running?")
