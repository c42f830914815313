"""An endpoint over an open store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mindet.endpoint.answering import Endpoint
from mindet.endpoint.pool import Limits, Pool
from mindet.endpoint.snapshot import Snapshots

if TYPE_CHECKING:
    from mindet.explorer.desk import Desk
    from mindet.store import Store


@contextmanager
def opened(
    desk: Desk, store: Store, origins: Collection[str] = (), limits: Limits | None = None
) -> Iterator[Endpoint]:
    """The endpoint over the desk's store; nothing is read before the first query."""
    with Pool(Snapshots(store, desk.kept.state), limits or Limits()) as pool:
        yield Endpoint(desk, pool, origins)
