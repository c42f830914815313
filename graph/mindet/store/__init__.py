"""Graph stores: one face for the embedded one (a folder) and any server that speaks Bolt.

    with open_store("build/graph") as store:
        table = store.read("MATCH (a:Actor) RETURN a.iri AS actor LIMIT 5")

Only this package knows which kind of store is behind an address.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mindet.errors import StoreError
from mindet.store.table import Counters, Table
from mindet.store.work import Work

if TYPE_CHECKING:
    from mindet.store.bolt import Store

__all__ = ["Counters", "Store", "Table", "Work", "is_server", "open_store"]

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(
    address: str | Path,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    ca: Path | None = None,
    write: bool = False,
    work: Work = Work.BRIEF,
) -> Store:
    """The store at `address`: a folder, or a `bolt://` or `neo4j://` address.

    For servers: `user` and `password` stand in for MINDET_USER and MINDET_PASSWORD, `ca` is
    a file of certificates that vouch for a `+s` address. For folders: one that is missing is
    made if `write` is set, and `work` says what it is for. To be used in a `with`.
    Raises StoreError, with the remedy, for what can't be opened or reached.
    """
    if is_server(address):
        from mindet.store.connection import connect

        return connect(str(address), user=user, password=password, database=database, ca=ca)
    _check_folder(str(address))
    from mindet.store.embedded import open_folder

    return open_folder(Path(address), write=write, work=work)


def is_server(address: str | Path) -> bool:
    """Whether `address` names a server, not a folder.

    >>> is_server("neo4j+s://db.example:7687"), is_server("build/graph")
    (True, False)
    """
    return isinstance(address, str) and address.partition("://")[0].lower() in SCHEMES


def _check_folder(address: str) -> None:
    if "://" in address:
        scheme = address.partition("://")[0]
        raise StoreError(
            f"{scheme}:// is no kind of graph store",
            remedy=f"give a folder or an address with {', '.join(SCHEMES)}",
        )


def __getattr__(name: str) -> object:
    """`Store` is imported on first use: the driver behind it takes a fifth of a second."""
    if name == "Store":
        from mindet.store.bolt import Store

        return Store
    raise AttributeError(name)
