"""The verbs of an administrator: what a store needs, taking out, backing up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from mindet.cli.places import BUILD, store_options
from mindet.errors import StoreError
from mindet.place import Place, mark_loaded

ARCHIVE = ".zip"


@click.command()
@store_options("--from")
def unload(place: Place) -> None:
    """Take all that Mindet wrote out of a graph store, and nothing else."""
    from mindet.projection import state, sync

    with place.open() as store:
        held = state.held(store, any_version=True)
        if held.names is None and not held.loading:
            click.echo("nothing is loaded")
            return
        mark_loaded(place.address)
        gone = sync.unload(store)
    click.echo(f"{gone.nodes_deleted} nodes, {gone.relationships_deleted} relationships deleted")


@click.command()
@click.option("--database", default="neo4j", show_default=True, help="The server's database.")
def schema(database: str) -> None:
    """Print what a server needs: constraints and indexes, and the least rights, to paste."""
    from mindet.projection.schema import STATEMENTS
    from mindet.store.rights import grants

    click.echo("// Constraints and indexes. A load makes those that are missing.")
    _statements(STATEMENTS)
    click.echo("\n// The least rights, for loading and for asking: Neo4j Enterprise and Aura.")
    click.echo("// A Community server has no roles: its users may do everything.")
    _statements(grants(database))


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--from", "address", default=str(BUILD / "graph"), show_default=True, metavar="FOLDER",
    help="The folder of an embedded store.",
)  # fmt: skip
def backup(target: Path, address: str) -> None:
    """Write the embedded store in FOLDER to one file, TARGET, or into the folder TARGET."""
    from mindet.store.archive import pack

    _embedded(address)
    with Place(address).whole():
        pass  # opened and closed: what a crash left undone is done, and it is whole
    name = Path(address).resolve().name + ARCHIVE
    file = target / name if target.is_dir() else target
    pack(Path(address), file)
    click.echo(file)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to", "address", default=str(BUILD / "graph"), show_default=True, metavar="FOLDER",
    help="A folder that is empty or not there.",
)  # fmt: skip
def restore(file: Path, address: str) -> None:
    """Make an embedded store in FOLDER of FILE, which `mindet backup` wrote."""
    from mindet.store.archive import unpack

    _embedded(address)
    unpack(file, Path(address))
    mark_loaded(address)
    click.echo(address)


VERBS = (unload, schema, backup, restore)


def _statements(statements: Iterable[str]) -> None:
    for statement in statements:
        click.echo(f"{statement};")


def _embedded(address: str) -> None:
    from mindet.store import is_server

    if is_server(address):
        raise StoreError(
            "a server is backed up by its own tools, not from here",
            where=address,
            remedy="use neo4j-admin database dump and load, or the snapshots of Aura",
        )
