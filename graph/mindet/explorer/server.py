"""The explorer on an address: bound first, then the store, then requests, until a signal ends it.

>>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
(True, True, False)
"""

from __future__ import annotations

import contextlib
import ipaddress
import signal
import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from mindet.errors import MindetError
from mindet.explorer.application import application
from mindet.explorer.desk import Desk
from mindet.store.work import Work

if TYPE_CHECKING:
    from mindet.endpoint import Limits
    from mindet.place import Place

CONNECTIONS = 256
PATIENCE = 5  # seconds for requests that are under way at the end
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    place: Place, host: str, port: int, names: Collection[str], say: Callable[[str], None],
    *, origins: Collection[str] = (), limits: Limits | None = None,
) -> None:  # fmt: skip
    """Serve the graph at `place` until Ctrl-C or SIGTERM; `say` is told the address.

    Pages of the `origins` may read what `/sparql` answers, each query within its `limits`.

    Raises MindetError for a host that others reach without `names` to reach it by, or an
    address that is taken; StoreError for a store that can't be opened.
    """
    from mindet.endpoint import opened  # which has its pages from here

    if not is_loopback(host) and not names:
        what = f"{host} is open to other machines"
        remedy = "name what they may call it by: --allow-host NAME"
        raise MindetError(what, where="--host", remedy=remedy)
    with ExitStack() as held:
        held.enter_context(_ended_by_signals())
        listening = held.enter_context(_bound(host, port))
        store = held.enter_context(place.whole(Work.LASTING))
        desk = Desk(store)
        sparql = held.enter_context(opened(desk, store, origins, limits))
        app = application(desk, {*LOOPBACK, host, *names}, sparql)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False,
            proxy_headers=False, ws="none", loop="asyncio", http="h11",
            limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=PATIENCE,
        )  # fmt: skip
        server = _Telling(config, lambda: say(_address(host, listening)), sparql.close)
        server.run(sockets=[listening])


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM are the way to end: whatever is open is closed, and that is no error."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class _Telling(uvicorn.Server):
    """A server that tells when it listens, and when it is about to end."""

    def __init__(
        self, config: uvicorn.Config, tell: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._tell, self._ending = tell, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and tell it."""
        await super().startup(sockets)
        if self.started:
            self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End long work first, so that nobody waits for it."""
        self._ending()
        await super().shutdown(sockets)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bound(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, _, _, _, address = found[0]
        return socket.create_server((str(address[0]), port), family=family)
    except OSError as error:
        what = f"can't listen: {error.strerror or error}"
        where = f"{host}:{port}"
        raise MindetError(what, where=where, remedy="choose another --port") from None


def _address(host: str, listening: socket.socket) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}/"
