"""The verb that brings the graph to a SPARQL endpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mindet.cli.places import endpoint_options, store_options
from mindet.errors import MindetError
from mindet.place import Place

if TYPE_CHECKING:
    from mindet.publishing import Change, Login

LIMIT = 16_000_000


@click.command()
@click.argument("url")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sync", is_flag=True, help="Send only what differs; drop what is no more.")
@click.option("--dry-run", is_flag=True, help="Print what --sync would send; write nothing.")
@click.option("--update", help="Where it takes SPARQL Update, if that does not follow from URL.")
@click.option("--query", help="Where it answers SPARQL queries, likewise.")
@click.option(
    "--request-bytes", type=click.IntRange(min=20_000), default=LIMIT, show_default=True,
    help="A larger graph is put together in parts.",
)  # fmt: skip
@endpoint_options
@store_options("--from")
def publish(
    url: str,
    files: tuple[Path, ...],
    sync: bool,
    dry_run: bool,
    update: str | None,
    query: str | None,
    request_bytes: int,
    login: Callable[[], Login | None],
    place: Place,
) -> None:
    """Replace each of our graphs at a SPARQL endpoint, by the URL of its Graph Store.

    What is published is the store, or else the RDF FILES, each read by its suffix.
    """
    from mindet import publishing

    if dry_run and not sync:
        raise MindetError("--dry-run shows what --sync would send", remedy="add --sync")
    address = publishing.Address.of(url, update=update, query=query)
    who = login()
    with nullcontext(publishing.read(list(files))) if files else publishing.opened(place) as what:
        if dry_run:
            for number, text in enumerate(
                publishing.preview(what, address, login=who, limit=request_bytes), 1
            ):
                click.echo(f"# request {number}\n{text}", nl=False)
        else:
            verb = publishing.sync if sync else publishing.publish
            _tell(verb(what, address, login=who, limit=request_bytes))


def _tell(changes: Iterable[Change]) -> None:
    """A line a graph, as it is done, and the totals."""
    counts: Counter[str] = Counter()
    for change in changes:
        counts[change.kind] += 1
        name = change.graph or "default graph"
        part = "" if change.removed is None else f"  (+{change.added} -{change.removed})"
        click.echo(f"{change.kind:<8}{change.triples:>8} triples  {name}{part}")
    if counts:
        click.echo(", ".join(f"{counts[k]} {k}" for k in ("new", "changed", "gone") if counts[k]))
    else:
        click.echo("unchanged")
