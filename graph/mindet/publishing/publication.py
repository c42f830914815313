"""A dataset brought to an endpoint: whole, or what differs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from mindet.dataset import Dataset
from mindet.errors import EndpointError
from mindet.projection.ahead import ahead
from mindet.publishing import planning, sending, status, updates
from mindet.publishing.address import Address
from mindet.publishing.content import Content, InMemory
from mindet.publishing.sending import LIMIT, Sender
from mindet.publishing.server import REMEDIES, Server
from mindet.publishing.status import DEFAULT, Held, Row, Told
from mindet.publishing.updates import Change, Step
from mindet.web.connection import Connection
from mindet.web.login import Login


def publish(
    what: Dataset | Content, address: str | Address, *, login: Login | None = None,
    limit: int = LIMIT,
) -> Iterator[Change]:  # fmt: skip
    """Replace each graph of a dataset at the endpoint; yield what was done, as it is done.

    A request has at most about `limit` bytes; a graph of more is put together in parts.
    Graphs of the server that the dataset does not have stay as they are.
    Raises EndpointError where the server can't be reached or refuses something.
    """
    content = _content(what)
    parts, _ = content.besides(Told({}, {}))
    with _server(address, login) as server:
        held = server.held()
        present = server.present(list(parts))
        yield from _carry_out(server, planning.replacing(parts, held, present), content, limit)


def sync(
    what: Dataset | Content, address: str | Address, *, login: Login | None = None,
    limit: int = LIMIT,
) -> Iterator[Change]:  # fmt: skip
    """As `publish`, but send only what differs from what was published there before, and drop
    the graphs that were and are no more. What came from the same source is not read for that.

    Raises EndpointError also where a graph of the same name is there that we did not publish.
    """
    content = _content(what)
    with _server(address, login) as server, _server(address, login, reached=True) as reader:
        yield from _carry_out(server, _differing(server, content, reader), content, limit)


def preview(
    what: Dataset | Content, address: str | Address, *, login: Login | None = None,
    limit: int = LIMIT,
) -> Iterator[str]:  # fmt: skip
    """The SPARQL Update requests that `sync` would send; nothing is written.

    Raises EndpointError as `sync` does.
    """
    with _server(address, login) as server:
        for batch in planning.batches(_differing(server, _content(what), server)):
            exact, others = planning.parted(batch)
            yield from sending.requests(exact, limit)
            yield from map(updates.note, others)


def _content(what: Dataset | Content) -> Content:
    return InMemory(what) if isinstance(what, Dataset) else what


def _differing(server: Server, content: Content, reader: Server) -> Iterator[Step]:
    with ThreadPoolExecutor(1) as aside:  # a file's digest is taken while the server answers
        source = aside.submit(lambda: content.source)
        told = server.told()
        if source.result() and told.known(source.result()):
            return iter(())
    parts, same = content.besides(told)
    planning.refuse_foreign(
        server.present([name for name in parts if name not in told.rows]), server.address.store
    )
    rows = {name: row for name, row in told.rows.items() if name not in same}
    return planning.differing(parts, rows, reader)


def _carry_out(
    server: Server, steps: Iterator[Step], content: Content, limit: int
) -> Iterator[Change]:
    """The steps are made while the server is at work on those before.

    Raises EndpointError in the end if somebody else published the same graphs meanwhile.
    """
    seals = partial(status.seals, content.source, content.marks)
    with ahead(planning.batches(steps), run=1) as batches:
        first = next(batches, None)
        if first is None:
            return
        every = itertools.chain([first], batches)
        if not server.takes_updates():
            all_steps = itertools.chain.from_iterable(every)
            done = sending.by_graph_store(server, all_steps, server.held(), seals)
            yield from planning.shown(done)
            return
        sender, sent, rest = Sender(server, limit), dict[str | None, Row](), list[Step]()
        for batch in every:
            sent |= {name: row for step in batch for name, row in step.rows.items()}
            exact, others = planning.parted(batch)
            rest += others
            sender.send(exact)
            yield from planning.shown(exact)
        if rest:
            done = sending.by_graph_store(server, rest, server.held(), seals)
            yield from planning.shown(done)
        told = server.told()
        _agree(told.rows, sent, server.address.store)
        new = {name: s for name, s in seals(told.rows).items() if told.seals.get(name) != s}
        for request in updates.sealed(new):
            server.update(request)


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
