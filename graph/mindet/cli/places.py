"""Where a verb reads from or writes to: a store's options, and what is opened by them."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mindet.errors import MindetError, StoreError

if TYPE_CHECKING:
    from mindet.catalogue import CypherEngine, SparqlEngine
    from mindet.dataset import Dataset
    from mindet.store import Store

BUILD = Path("build")
ROWS = click.Choice(["table", "csv", "json", "markdown"])
LOADED = "loaded"  # in a store's folder: it holds what was loaded, no longer what was built


rows_option = click.option(
    "--format", "form", type=ROWS, default="table", show_default=True, help="How rows are printed."
)


@dataclass(frozen=True)
class Place:
    """A graph store as the options name it: a folder, or a server with its user."""

    address: str
    user: str | None = None
    password_file: Path | None = None
    database: str | None = None
    ca: Path | None = None

    def open(self, *, write: bool = False, bulk: bool = False) -> Store:
        """The store, to be used in a `with`, see `open_store`; StoreError if it can't be opened."""
        from mindet.store import is_server, open_store

        password = None
        if is_server(self.address):
            password = secret(self.user, self.password_file, "MINDET_PASSWORD")
        store = open_store(
            self.address,
            user=self.user,
            password=password,
            database=self.database,
            ca=self.ca,
            write=write,
            bulk=bulk,
        )
        if write:
            mark_loaded(self.address)
        return store

    @contextmanager
    def whole(self) -> Iterator[Store]:
        """The store for reading, refused while a load is under way or was cut off."""
        from mindet.projection import state

        with self.open() as store:
            if state.held(store).loading:
                what = "a load is under way or was cut off, so the graph is not whole"
                raise StoreError(what, where=self.address, remedy="load or build again")
            yield store

    def dataset(self) -> Dataset:
        """The RDF of the store: the file that it was built from, or what its graph holds."""
        from mindet.building import DATASET
        from mindet.dataset import Dataset
        from mindet.projection import mapping, reading

        folder = Path(self.address)
        beside = folder.parent / DATASET
        as_built = "://" not in self.address and not (folder / LOADED).exists()
        if as_built and beside.is_file():
            return Dataset.read([beside])
        with self.open() as store:
            return mapping.decode(reading.graph(store))

    @contextmanager
    def engine(self, name: str) -> Iterator[CypherEngine | SparqlEngine]:
        """Who answers stored queries: `cypher` on the store, `sparql` on its RDF."""
        from mindet.catalogue import CypherEngine, SparqlEngine

        if name == "sparql":
            yield SparqlEngine(self.dataset())
        else:
            with self.whole() as store:
                yield CypherEngine(store)


def mark_loaded(address: str) -> None:
    """Note in a store's folder that it no longer holds what was built beside it."""
    from mindet.store import is_server

    if not is_server(address):
        (Path(address) / LOADED).touch()


def store_options(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that name a store (`name` is --from or --to), given on as one `place`."""
    options = (
        click.option(
            name, "address", default=str(BUILD / "graph"), show_default=True, metavar="STORE",
            help="A store: a folder, or a bolt:// or neo4j:// address.",
        ),
        click.option("--user", envvar="MINDET_USER", help="The server's user [MINDET_USER]."),
        click.option(
            "--password-file", type=click.Path(path_type=Path),
            help="A file with the password; else MINDET_PASSWORD, else it is asked for.",
        ),
        click.option("--database", help="The server's database, if not its default one."),
        click.option(
            "--ca", type=click.Path(path_type=Path), envvar="MINDET_CA",
            help="A file with the certificate of a bolt+s:// server's own CA [MINDET_CA].",
        ),
    )  # fmt: skip

    def apply(verb: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(verb)
        def with_place(
            address: str,
            user: str | None,
            password_file: Path | None,
            database: str | None,
            ca: Path | None,
            **others: Any,
        ) -> None:
            verb(place=Place(address, user, password_file, database, ca), **others)

        wrapped: Callable[..., None] = with_place
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return apply


def secret(user: str | None, file: Path | None, variable: str) -> str | None:
    """A password from a file, the environment or a prompt; never an argument, which others see."""
    if file is not None:
        return _first_line(file)
    if user is None or variable in os.environ:
        return os.environ.get(variable)
    if not sys.stdin.isatty():
        raise MindetError(f"no password for {user}", remedy=f"set {variable}")
    return str(click.prompt(f"Password of {user}", hide_input=True, err=True))


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        what = "the password can't be read"
        raise MindetError(what, where=str(file), remedy="name a file of one line") from None
