"""A dataset brought to an endpoint: whole, or what differs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from mindet.dataset import Dataset
from mindet.errors import EndpointError
from mindet.projection.ahead import ahead
from mindet.publishing import graphs, planning, sending, status, updates
from mindet.publishing.address import Address
from mindet.publishing.sending import LIMIT, Sender
from mindet.publishing.server import REMEDIES, Server
from mindet.publishing.status import DEFAULT, Held, Row
from mindet.publishing.updates import Change, Step
from mindet.terms import PUBLISHED
from mindet.web.connection import Connection
from mindet.web.login import Login


def publish(
    dataset: Dataset, address: str | Address, *, source: str = "",
    login: Login | None = None, limit: int = LIMIT,
) -> Iterator[Change]:  # fmt: skip
    """Replace each graph of `dataset` at the endpoint; yield what was done, as it is done.

    `source` is a fingerprint of what the dataset came from, for `known` to tell it again.
    A request has at most about `limit` bytes; a graph of more is put together in parts.
    Graphs of the server that the dataset does not have stay as they are.
    Raises EndpointError where the server can't be reached or refuses something.
    """
    parts = graphs.parts(dataset)
    with _server(address, login) as server:
        held = server.held()
        present = server.present(list(parts))
        yield from _carry_out(server, planning.replacing(parts, held, present), source, limit)


def known(source: str, address: str | Address, *, login: Login | None = None) -> int | None:
    """How many graphs the endpoint has, if they are just those that were published from the
    source with this fingerprint: a `sync` of it would change nothing. Raises as `sync` does.
    """
    with _server(address, login) as server:
        triples = server.graph(PUBLISHED)
        held = status.rows(triples)
        sealed = status.seal(source, held) in {f"{triple} ." for triple in triples}
        return len(held) if sealed else None


def sync(
    dataset: Dataset, address: str | Address, *, source: str = "",
    login: Login | None = None, limit: int = LIMIT,
) -> Iterator[Change]:  # fmt: skip
    """As `publish`, but send only what differs from what was published there before, and drop
    the graphs that were and are no more.

    Raises EndpointError also where a graph of the same name is there that we did not publish.
    """
    parts = graphs.parts(dataset)
    with _server(address, login) as server, _server(address, login, reached=True) as reader:
        yield from _carry_out(server, _differing(server, parts, reader), source, limit)


def preview(
    dataset: Dataset, address: str | Address, *, login: Login | None = None, limit: int = LIMIT
) -> Iterator[str]:
    """The SPARQL Update requests that `sync` would send; nothing is written.

    Raises EndpointError as `sync` does.
    """
    parts = graphs.parts(dataset)
    with _server(address, login) as server:
        for batch in planning.batches(_differing(server, parts, server)):
            yield from sending.requests(batch, limit)


def _differing(server: Server, parts: graphs.Parts, reader: Server) -> Iterator[Step]:
    held = server.held()
    planning.refuse_foreign(
        server.present([name for name in parts if name not in held]), server.address.store
    )
    return planning.differing(parts, held, reader)


def _carry_out(server: Server, steps: Iterator[Step], source: str, limit: int) -> Iterator[Change]:
    """The steps are made while the server is at work on those before.

    Raises EndpointError in the end if somebody else published the same graphs meanwhile.
    """
    with ahead(planning.batches(steps), run=1) as batches:
        first = next(batches, None)
        if first is None:
            return
        if not server.takes_updates():
            every = [*first, *(step for batch in batches for step in batch)]
            done = sending.by_graph_store(server, every, server.held(), source)
            yield from planning.shown(done)
            return
        sender = Sender(server, limit)
        sent: dict[str | None, Row] = {}
        for batch in itertools.chain([first], batches):
            sender.send(batch)
            sent |= {name: row for step in batch for name, row in step.rows.items()}
            yield from planning.shown(batch)
        held = server.held()
        _agree(held, sent, server.address.store)
        if source:
            server.update(updates.sealed(status.seal(source, held)))


def _agree(held: Held, sent: Held, where: str) -> None:
    others = sorted(name or DEFAULT for name, row in sent.items() if held.get(name) != row)
    if others:
        what = f"somebody else published {len(others)} of the same graphs meanwhile, as {others[0]}"
        remedy = "publish with --sync again, one at a time"
        raise EndpointError(what, where=where, remedy=remedy)


@contextmanager
def _server(
    address: str | Address, login: Login | None, *, reached: bool = False
) -> Iterator[Server]:
    if isinstance(address, str):
        address = Address.of(address)
    own = login.again() if login else None
    connection = Connection(own, remedies=REMEDIES, reached=reached)
    try:
        yield Server(address, connection)
    finally:
        connection.close()
