"""Steps brought to a server: by SPARQL Update, by quads, or by the Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mindet.errors import EndpointError
from mindet.publishing import status, updates
from mindet.publishing.graphs import Graph
from mindet.publishing.server import Server
from mindet.publishing.status import UNKNOWN, Held, Row
from mindet.publishing.updates import Step
from mindet.terms import PUBLISHED
from mindet.web.connection import Reply

LIMIT = 16_000_000  # bytes of a request
SMALLEST = 10_000  # a server that takes no more than that is none to publish to


class Sender:
    """Brings steps to a server that has SPARQL Update, in requests of at most `limit` bytes."""

    def __init__(self, server: Server, limit: int = LIMIT) -> None:
        self._server, self._limit = server, limit
        self._quads: bool | None = None  # whether quads arrive, once that was seen

    def send(self, steps: Sequence[Step]) -> None:
        """Carry out the steps, each whole or not at all for a reader of its graph.

        Raises EndpointError for a refusal.
        """
        if not steps:
            return
        size = sum(step.size for step in steps)
        if size > self._limit:
            self._send_less(steps)
            return
        reply = self._send(steps)
        if not reply.done:
            self._limit = _less(min(size, self._limit), reply)
            self._send_less(steps)

    def _send_less(self, steps: Sequence[Step]) -> None:
        if len(steps) > 1:
            half = len(steps) // 2
            self.send(steps[:half])
            self.send(steps[half:])
        elif graph := steps[0].graph:
            self._stage(graph, steps[0].row)

    def _send(self, steps: Sequence[Step]) -> Reply:
        """The reply: done, or too large."""
        plain = all(s.fresh and s.graph and not s.graph.blank for s in steps)
        if plain and self._server.takes_quads and self._quads is not False:
            reply = self._server.add(updates.quads(steps))
            if reply.done:
                self._arrived(steps, reply)
            if reply.done or reply.status == 413:
                return reply
            self._quads = False
        return self._server.update(updates.request(steps))

    def _arrived(self, steps: Sequence[Step], reply: Reply) -> None:
        """Once: a server that takes the quads, and drops their graphs, is none for this."""
        if self._quads is None:
            held = self._server.held()
            if any(held.get(name) != row for step in steps for name, row in step.rows.items()):
                what = "the server took our graphs and does not show them"
                raise EndpointError(what, where=reply.url, remedy="see the server's log")
            self._quads = True

    def _stage(self, graph: Graph, row: Row) -> None:
        for request in updates.staged(graph, row, self._limit):
            reply = self._server.update(request)
            if not reply.done:
                self._limit = _less(self._limit, reply)
                self._stage(graph, row)
                return


def requests(steps: Sequence[Step], limit: int = LIMIT) -> Iterator[str]:
    """What a Sender would send as updates."""
    if not steps:
        return
    if sum(step.size for step in steps) <= limit:
        yield updates.request(steps)
    elif len(steps) > 1:
        half = len(steps) // 2
        yield from requests(steps[:half], limit)
        yield from requests(steps[half:], limit)
    elif graph := steps[0].graph:
        yield from updates.staged(graph, steps[0].row, limit)


def by_graph_store(
    server: Server,
    steps: Iterable[Step],
    held: Held,
    seals: Callable[[Held], Mapping[str | None, str]],
) -> Iterator[Step]:
    """Carry out the steps by the Graph Store Protocol, for a server without SPARQL Update.

    There a graph and its digest can't change at once: the digests of what changes are taken
    away first, and all are there again in the end, with the seals that `seals` gives for them.
    Raises EndpointError for a refusal.
    """
    steps = list(steps)
    marks = {step.change.graph: UNKNOWN for step in steps}
    if steps:
        server.put(PUBLISHED, status.lines({**held, **marks}))
    for step in steps:
        if step.graph:
            server.put(step.change.graph, step.graph.lines)
        else:
            server.delete(step.change.graph)
        yield step
    rows = {name: row for name, row in held.items() if name not in marks}
    rows |= {name: row for step in steps for name, row in step.rows.items()}
    if steps:
        server.put(PUBLISHED, [*status.lines(rows), *status.sealing(seals(rows))])


def _less(limit: int, reply: Reply) -> int:
    if limit // 2 < SMALLEST:
        raise reply.error()
    return limit // 2
