"""The verbs that ask: stored questions, and questions of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mindet.cli.completing import PAIR, QUESTION
from mindet.cli.places import documents_option, rows_option, store_options, timeout_option
from mindet.errors import QueryError
from mindet.place import Place

READABLE = {"table": 1000, "markdown": 1000}  # rows that a reader may want to scroll through
LIMIT = 30.0


@click.command()
@click.option(
    "--pages", type=click.Path(path_type=Path), metavar="DIR",
    help="Write a page for each question, with an answer from the store.",
)  # fmt: skip
@rows_option
@store_options("--from")
def queries(pages: Path | None, language: str, form: str, output: str, place: Place) -> None:
    """List the stored queries with their parameters."""
    from mindet import tables
    from mindet.catalogue import Catalogue

    if pages:
        _write_pages(pages, place)
        return
    tables.echo(Catalogue.load().listing(language), form, output)


def _write_pages(folder: Path, place: Place) -> None:
    from mindet.catalogue import Catalogue
    from mindet.files import write
    from mindet.handbook import handbook

    folder.mkdir(parents=True, exist_ok=True)
    with place.engine("cypher") as engine:
        for name, text in handbook(Catalogue.load(), engine):
            write(text.encode(), str(folder / name))


@click.command()
@click.argument("name", type=QUESTION)
@click.option("-p", "--param", "pairs", type=PAIR, multiple=True, metavar="KEY=VALUE")
@click.option("--as-of", metavar="DATE", help="Only what had been said by that day.")
@click.option("--no-inferences", is_flag=True, help="Leave out what we conclude.")
@click.option(
    "--engine", type=click.Choice(["cypher", "sparql"]), default="cypher", show_default=True
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="ROWS",
    help="Only the first; 0 for all.  [default: 1000 in a table or Markdown, else all]",
)
@click.option("--cypher", "text", flag_value="cypher", help="Print the Cypher text, to paste.")
@click.option("--sparql", "text", flag_value="sparql", help="Print the SPARQL text, to paste.")
@timeout_option(LIMIT)
@rows_option
@documents_option
@store_options("--from")
def ask(
    name: str, pairs: tuple[str, ...], language: str, as_of: str | None, no_inferences: bool,
    engine: str, limit: int | None, text: str | None, timeout: float, form: str, output: str,
    documents: Path | None, place: Place,
) -> None:  # fmt: skip
    """Run the stored query NAME."""
    from mindet import tables
    from mindet.catalogue import Catalogue
    from mindet.files import write

    parameters = asked(pairs, language, as_of, no_inferences)
    stored = Catalogue.one(name)
    if text:
        values = stored.values(parameters)
        if stored.prepared:  # with the things that the step before the query finds
            with place.engine(engine, timeout=timeout) as chosen:
                values = stored.whole_values(chosen, parameters)
        shown = stored.cypher_text(values) if text == "cypher" else stored.sparql_text(values)
        write(shown.encode(), output)
        return
    with place.engine(engine, timeout=timeout) as chosen:
        most = READABLE.get(form, 0) if limit is None else limit
        answer = stored.ask(chosen, parameters, limit=most)
        tables.echo(tables.readable(answer, chosen, language, documents), form, output)


@click.command()
@click.argument("text")
@rows_option
@timeout_option(LIMIT)
@store_options("--from")
def cypher(text: str, form: str, output: str, timeout: float, place: Place) -> None:
    """Run an openCypher query of your own, read-only; - reads it from standard input."""
    from mindet import tables

    with place.open() as store:
        tables.echo(store.read(_text(text), timeout=timeout), form, output)


@click.command()
@click.argument("text")
@rows_option
@timeout_option(LIMIT)
@store_options("--from")
def sparql(text: str, form: str, output: str, timeout: float, place: Place) -> None:
    """Run a SPARQL query of your own, read-only; - reads it from standard input."""
    from mindet import tables
    from mindet.catalogue import run_sparql

    dataset = place.dataset()
    tables.echo(run_sparql(dataset, _text(text), timeout=timeout), form, output)


VERBS = (queries, ask, cypher, sparql)


def _text(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


_OPTIONS = {"lang": "--lang", "as_of": "--as-of DATE", "inferences": "--no-inferences"}


def asked(
    pairs: tuple[str, ...], language: str, as_of: str | None, no_inferences: bool
) -> dict[str, str]:
    """The parameters of a stored query as they were given; QueryError for half a pair."""
    parameters: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(f"--param {pair!r} has no value", remedy="write --param key=value")
        if key in parameters:
            raise QueryError(f"the parameter {key!r} is given twice", remedy="give it once")
        if option := _OPTIONS.get(key):
            raise QueryError(f"{key!r} is an option of its own", remedy=f"write {option}")
        parameters[key] = value
    parameters["lang"] = language
    if as_of is not None:
        parameters["as_of"] = as_of
    if no_inferences:
        parameters["inferences"] = "false"
    return parameters
