"""Where loads go: an embedded store's folder and a Neo4j, emptied or filled before each run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import mindet
import servers
from mindet.store import Store, open_store

BATCH = "40"  # rows a transaction, so that little data makes many

RULES = {"CONSTRAINT": "CONSTRAINTS", "INDEX": "INDEXES"}


class Place(Protocol):
    """An address that commands know, with what they find in their environment."""

    @property
    def address(self) -> str:
        """What stands after --to and --from."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables of a command's process."""

    def open(self) -> Store:
        """The store."""

    def empty(self, *, of_rules: bool = True) -> None:
        """Nothing is left, as if there never had been a load; its rules may stay."""

    def rules(self, store: Store) -> list[str]:
        """Its constraints and indexes, as far as they can be asked for."""


@dataclass(frozen=True)
class Folder:
    """An embedded store, in a folder that need not be there."""

    path: Path

    @property
    def address(self) -> str:
        """The folder's path."""
        return str(self.path)

    @property
    def environment(self) -> Mapping[str, str]:
        """Small batches."""
        return _environment({})

    def open(self) -> Store:
        """The store, served by this process."""
        return open_store(self.path, write=True)

    def empty(self, *, of_rules: bool = True) -> None:  # noqa: ARG002 -- as in Place
        """No folder."""
        shutil.rmtree(self.path, ignore_errors=True)

    def rules(self, store: Store) -> list[str]:  # noqa: ARG002 -- as in Place
        """Nothing: openCypher can't ask for them here."""
        return []

    def restore(self, copy: Path) -> None:
        """Make the folder a copy of another."""
        self.empty()
        shutil.copytree(copy, self.path)


@dataclass(frozen=True)
class Server:
    """A Neo4j; `port` may be that of a wire before it, `scheme` bolt or neo4j, which routes."""

    neo4j: servers.Neo4j
    port: int | None = None
    scheme: str = "bolt"

    @property
    def address(self) -> str:
        """The address that a client is given."""
        return f"{self.scheme}://127.0.0.1:{self.port or self.neo4j.process.port}"

    @property
    def environment(self) -> Mapping[str, str]:
        """Small batches, the user and the password."""
        return _environment(
            {"MINDET_USER": self.neo4j.user, "MINDET_PASSWORD": self.neo4j.password}
        )

    def open(self) -> Store:
        """The store, by a connection of its own."""
        server = self.neo4j
        return open_store(self.address, user=server.user, password=server.password)

    def empty(self, *, of_rules: bool = True) -> None:
        """No nodes, and no constraints or indexes; dropping them costs the server its plans."""
        with self.open() as store:
            store.write("MATCH (n) DETACH DELETE n")
            for kind, kinds in RULES.items() if of_rules else ():
                rows = store.scan(f"SHOW {kinds} YIELD name, type RETURN name, type")
                for name, use in list(rows):
                    if use != "LOOKUP":
                        store.write(f"DROP {kind} `{name}` IF EXISTS")

    def rules(self, store: Store) -> list[str]:
        """Its constraints and indexes."""
        shown = [
            store.scan(f"SHOW {kinds} YIELD * RETURN name, type, labelsOrTypes, properties")
            for kinds in RULES.values()
        ]
        return sorted(str(row) for rows in shown for row in rows)


def _environment(more: Mapping[str, str]) -> Mapping[str, str]:
    """The command is of the same code as this process."""
    code = str(Path(mindet.__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": code, "MINDET_BATCH_ROWS": BATCH, **more}
