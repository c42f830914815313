"""The way to a server: its address, its user, and whose certificates count."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions as failure

from mindet.errors import StoreError
from mindet.store.bolt import Store
from mindet.store.failures import telling


def connect(
    address: str,
    *,
    user: str | None,
    password: str | None,
    database: str | None,
    ca: Path | None = None,
) -> Store:
    """The server at `address`, checked to be there and to let us in.

    With `ca`, a file of PEM certificates, a `bolt+s://` or `neo4j+s://` server is trusted
    if one of these has signed its own; without, those that the system trusts count.
    """
    _check_address(address)
    user = user or os.environ.get("MINDET_USER") or "neo4j"
    password = password or os.environ.get("MINDET_PASSWORD")
    auth = (user, password) if password else None
    store = Store(address, driver(address, auth, ca=ca), database)
    try:
        with telling(StoreError, address):
            store.verify()
    except BaseException:
        store.close()
        raise
    return store


def _check_address(address: str) -> None:
    if "@" in urlsplit(address).netloc:
        raise StoreError(
            "an address holds no user and no password",
            remedy="give --user, and the password in MINDET_PASSWORD or at the prompt",
        )


def driver(
    address: str, auth: tuple[str, str] | None, *, ca: Path | None = None, **settings: Any
) -> neo4j.Driver:
    """A driver that gives up on a silent server after seconds, not minutes."""
    if ca is not None:
        address, trust = _trusting(address, ca)
        settings |= trust
    try:
        return neo4j.GraphDatabase.driver(
            address, auth=auth, **{"connection_timeout": 10, **settings}
        )
    except (failure.ConfigurationError, ValueError) as error:
        raise StoreError(str(error), where=address, remedy="correct the address") from None


def _trusting(address: str, ca: Path) -> tuple[str, dict[str, Any]]:
    """The address and the settings for it: an own CA can't be had with the driver's +s."""
    scheme, _, rest = address.partition("://")
    kind, plus, encryption = scheme.lower().partition("+")
    if plus + encryption != "+s":
        raise StoreError(
            "a CA is for an encrypted address", where=address, remedy=f"write {kind}+s://{rest}"
        )
    try:
        ssl.create_default_context(cafile=str(ca))
    except OSError as error:  # an SSLError is one
        what = f"no certificates can be read: {error.strerror or error}"
        raise StoreError(what, where=str(ca), remedy="name a file in PEM form") from None
    trusted = neo4j.TrustCustomCAs(str(ca))
    return f"{kind}://{rest}", {"encrypted": True, "trusted_certificates": trusted}
