"""What whoever publishes a data set tells of it, beside what is in it."""

from __future__ import annotations

import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass

from mindet import web
from mindet.errors import DatasetError

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class File:
    """A file of a release: its form of export, name, size and SHA-256."""

    form: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Release:
    """A version, where its files and an endpoint are on the web, who publishes, under what licence.

    Raises DatasetError for an address that is no http or https one.
    """

    version: str | None = None
    base: str | None = None
    endpoint: str | None = None
    publisher: str | None = None
    licence: str = LICENCE
    files: Sequence[File] = ()

    def __post_init__(self) -> None:
        for address in filter(None, (self.base, self.endpoint, self.licence)):
            _check(address)

    def address(self, name: str) -> str | None:
        """Where a file of the release is on the web, if it is there.

        >>> Release(base="https://data.example/1").address("a b.ttl")
        'https://data.example/1/a%20b.ttl'
        """
        return f"{self.base.rstrip('/')}/{urllib.parse.quote(name)}" if self.base else None


def _check(address: str) -> None:
    if web.plain(address) is None or set(address).intersection('<>"{}|\\^`'):
        raise DatasetError(f"{address!r} is no web address", remedy="write https://…")
