"""The verb that brings the graph to a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from mindet.cli.places import secret, store_options
from mindet.place import Place


@click.command()
@click.argument("url")
@click.option("--endpoint-user", envvar="MINDET_ENDPOINT_USER", help="[MINDET_ENDPOINT_USER]")
@click.option(
    "--endpoint-password-file", type=click.Path(path_type=Path),
    help="A file with the password; else MINDET_ENDPOINT_PASSWORD, else it is asked for.",
)  # fmt: skip
@store_options("--from")
def publish(
    url: str, endpoint_user: str | None, endpoint_password_file: Path | None, place: Place
) -> None:
    """Replace each of our graphs at a SPARQL Graph Store URL."""
    from mindet import publishing

    dataset = place.dataset()
    password = secret(endpoint_user, endpoint_password_file, "MINDET_ENDPOINT_PASSWORD")
    for done in publishing.publish(dataset, url, user=endpoint_user, password=password):
        click.echo(f"{done.triples:>8} triples  {done.graph or 'default graph'}")
