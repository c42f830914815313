"""The verb that writes pages to look at: one file each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mindet.cli.places import documents_option, store_options
from mindet.place import Place

if TYPE_CHECKING:
    from mindet.store import Store

PAGES = ("responsibility", "matrix", "timeline", "document", "ontology")


@click.command()
@click.argument("page", type=click.Choice(PAGES), default="responsibility")
@click.argument("name", required=False)
@click.option(
    "-o", "--output",
    help="A file; - is standard output.  [default: the page's name, as in responsibility.html]",
)  # fmt: skip
@documents_option
@store_options("--from")
def view(
    page: str, name: str | None, output: str | None, documents: Path | None, place: Place
) -> None:
    """Write a page to look at: one file, nothing else needed.

    responsibility: the map of who is responsible for what. matrix: who has which part in what,
    as a table. timeline: what was said, is due, was reported and changed when. document NAME: one
    document, as in 002, and what we read in it; with --documents beside its text. ontology: the
    terms, whatever the store.
    """
    from mindet.files import write

    if page == "document" and name is None:
        raise click.UsageError("name a document, as in: mindet view document 002")
    if page != "document" and (name or documents):
        raise click.UsageError(f"{page} takes no name and no texts; did you mean document?")
    if page == "ontology":
        html = _ontology()
    else:
        with place.whole() as store:
            html = _html(store, page, name or "", documents)
    target = output or (f"{page}-{Path(name).name}.html" if name else f"{page}.html")
    if target == "-":
        write(html.encode(), target)
        return
    from mindet.views import folio

    folio.write(html, target)
    click.echo(target)


def _ontology() -> str:
    from mindet.ontology import Ontology
    from mindet.views import vocabulary

    return vocabulary.render(Ontology.load())


def _html(store: Store, page: str, name: str, documents: Path | None) -> str:
    from mindet.ontology import Ontology
    from mindet.views import document, matrix, responsibility, timeline

    ontology = Ontology.load()
    if page == "matrix":
        return matrix.render(matrix.collect(store, ontology))
    if page == "timeline":
        return timeline.render(timeline.collect(store, ontology))
    if page == "document":
        return document.render(document.collect(store, ontology, name, documents))
    return responsibility.render(responsibility.collect(store.read, ontology))
