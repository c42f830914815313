"""The verbs that write the graph to a file, and what it says of itself."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mindet.cli.places import store_options
from mindet.place import Place

if TYPE_CHECKING:
    from mindet.exports import Source


def release_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The options that tell of a release what is not in its data."""
    options = (
        click.option("--base", metavar="URL", help="The web folder in which its files will be."),
        click.option("--endpoint", metavar="URL", help="Where a SPARQL endpoint answers over it."),
        click.option("--publisher", metavar="NAME", help="Who publishes it."),
    )
    return functools.reduce(lambda so_far, option: option(so_far), reversed(options), verb)


@click.command()
@click.option(
    "--format", "form", default="trig", show_default=True, metavar="FORMAT",
    help="trig, turtle, nquads, ntriples, rdfxml, jsonld, jsonld-things (parts inside their "
    "owners), graphml, gexf, cyjs (Cytoscape), csv (a ZIP of nodes and edges).",
)  # fmt: skip
@click.option(
    "-o", "--output", default="-",
    help="A file, packed where it ends in .gz or .zst; - is standard output.",
)  # fmt: skip
@click.option("--canonical", is_flag=True, help="Name blank nodes by RDFC-1.0.")
@click.option("--checksum", is_flag=True, help="Write FILE.sha256 beside the file.")
@click.option(
    "--release", "version", metavar="VERSION",
    help="Write a folder: every format, checksums, a description, what changed.",
)  # fmt: skip
@click.option(
    "--since", type=click.Path(path_type=Path), metavar="FILE",
    help="The N-Quads of the release before, to tell what changed.",
)  # fmt: skip
@release_options
@store_options("--from")
def export(
    form: str, output: str, canonical: bool, checksum: bool, version: str | None,
    since: Path | None, place: Place, **told: str | None,
) -> None:  # fmt: skip
    """Write the graph to a file: as RDF, or for a tool that draws graphs.

    The same graph gives the same bytes. RDF is written in a stream, whatever its size.
    """
    from mindet import exports

    if output == "-" and (checksum or version):
        raise click.UsageError("--checksum and --release need a name: give -o")
    if version is None and (since or any(told.values())):
        raise click.UsageError("--since, --base, --endpoint and --publisher belong to --release")
    with place.open() as store, exports.Source.of_store(store) as source:
        if canonical:
            source = source.canonical()
        with source:
            if version is not None:
                _release(source, Path(output), since, version=version, **told)
                return
            exports.deliver(exports.export(source, form), output, checksum=checksum)


def _release(source: Source, folder: Path, since: Path | None, **told: str | None) -> None:
    from mindet import description, releasing

    release = description.Release(**told)  # type: ignore[arg-type]  # click's names are its own
    releasing.release(source, folder, release, since)


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["turtle", "jsonld", "ntriples", "rdfxml"]),
    default="turtle", show_default=True,
)  # fmt: skip
@click.option("-o", "--output", default="-", help="A file; - is standard output.")
@click.option("--release", "version", metavar="VERSION", help="The version of the data set.")
@release_options
@store_options("--from")
def describe(form: str, output: str, place: Place, **told: str | None) -> None:
    """Write what the data set says of itself: figures (VoID), DCAT-AP, licence, example queries."""
    from mindet import description
    from mindet.exports import Source
    from mindet.files import write

    release = description.Release(**told)  # type: ignore[arg-type]  # click's names are its own
    with place.open() as store, Source.of_store(store) as source:
        found = description.describe(source, release)
    write(description.written(found, form), output)
