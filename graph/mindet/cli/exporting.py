"""The verb that writes the graph to a file."""

from __future__ import annotations

import click

from mindet.cli.places import store_options
from mindet.place import Place


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
@store_options("--from")
def export(form: str, output: str, canonical: bool, checksum: bool, place: Place) -> None:
    """Write the graph to a file: as RDF, or for a tool that draws graphs.

    The same graph gives the same bytes. RDF is written in a stream, whatever its size.
    """
    from mindet import exports

    if checksum and output == "-":
        raise click.UsageError("--checksum needs a file: give -o FILE")
    with place.open() as store, exports.Source.of_store(store) as source:
        if canonical:
            source = source.canonical()
        with source:
            exports.deliver(exports.export(source, form), output, checksum=checksum)
