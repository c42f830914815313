"""The verb that writes the graph to a file."""

from __future__ import annotations

import click

from mindet.cli.places import store_options
from mindet.place import Place


@click.command()
@click.option("--format", "form", default="trig", show_default=True, metavar="FORMAT")
@click.option("-o", "--output", default="-", help="A file; - is standard output.")
@store_options("--from")
def export(form: str, output: str, place: Place) -> None:
    """Write the graph as turtle, trig, nquads, ntriples, rdfxml, jsonld or graphml."""
    from mindet import exports
    from mindet.files import write
    from mindet.projection import mapping, reading

    with place.open() as store:
        if form == "nquads":  # of any size
            runs = reading.sorted_lines(store)
            write(("\n".join([*lines, ""]).encode() for lines in runs), output)
            return
        graph = reading.graph(store)
    dataset = mapping.decode(graph)
    write(exports.export(dataset, form, lambda: graph), output)
