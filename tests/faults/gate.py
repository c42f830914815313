"""An HTTP gate before a real server: it passes requests on, or answers some of them itself.

with Gate(address, lambda request: Answer(503) if busy() else None) as gate:
    ...  # a client of gate.address
"""

from __future__ import annotations

import http.client
import threading
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

HOP = {"connection", "content-length", "transfer-encoding", "keep-alive"}


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What a client is told."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Gate:
    """Passes on to the server at `target` what `answer` gives no answer to; keeps a list."""

    def __init__(self, target: str, answer: Callable[[Request], Answer | None]) -> None:
        self.seen: list[Request] = []
        parts = urllib.parse.urlsplit(target)
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def any(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                asked = Request(
                    self.command, self.path, dict(self.headers.items()), self.rfile.read(size)
                )
                gate.seen.append(asked)
                told = answer(asked) or _passed_on(parts.netloc, asked)
                self.send_response(told.status)
                for name, value in told.headers.items():
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body)

            do_GET = do_POST = do_PUT = do_DELETE = any

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

            def send_header(self, keyword: str, value: str) -> None:
                """The server's own name and date are told, not this one's."""
                if keyword != "Server" or not value.startswith("BaseHTTP"):
                    super().send_header(keyword, value)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}{parts.path}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _passed_on(host: str, asked: Request) -> Answer:
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        own = {n: v for n, v in asked.headers.items() if n.lower() not in {*HOP, "host"}}
        connection.request(asked.method, asked.path, asked.body, own)
        reply = connection.getresponse()
        return Answer(reply.status, dict(reply.getheaders()), reply.read())
    finally:
        connection.close()
