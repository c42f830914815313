"""The command line: each verb parses, makes one call and prints.

What is long or heavy is imported inside the verb, so that `--help` is quick.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import click

from mindet import __version__
from mindet.cli import administration, asking, assessing, exporting, loading, publishing, viewing
from mindet.cli.places import BUILD, documents_option, store_options
from mindet.errors import MindetError
from mindet.place import Place

LANGUAGES = click.Choice(["en", "ru", "kk"])
FRAMES = ("numpy", "pandas", "pyarrow")


def main() -> None:
    """The entry point: errors that a user can mend are one message and exit code 1."""
    _utf8_pipes()
    _leave_out_frames()
    try:
        try:
            cli.main(prog_name="mindet")
        finally:
            sys.stdout.flush()  # a full disk is told here, not at the interpreter's end
    except MindetError as error:
        click.echo(f"mindet: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:  # whoever read has had enough
        _drop_output()
        sys.exit(1)
    except OSError as error:  # a full disk, a file that may not be read or written
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"mindet: {where}{error.strerror or error}", err=True)
        _drop_output()
        sys.exit(1)
    except Exception as error:
        if not _out_of_room(error):
            raise
        what = str(error).partition("\n")[0]
        click.echo(f"mindet: too much for this machine's memory or disk: {what}", err=True)
        sys.exit(1)


def _out_of_room(error: Exception) -> bool:
    """Whether DuckDB, which sorts and compares what is read, had too little memory or disk."""
    kind = type(error)
    return kind.__module__ == "_duckdb" and kind.__name__ in ("OutOfMemoryException", "IOException")


def _leave_out_frames() -> None:
    """The driver of Bolt imports these wherever they are installed, which takes longer than all
    else of a short verb; no verb has a use for them.
    """
    for package in FRAMES:
        sys.modules.setdefault(package, None)  # type: ignore[arg-type]  # Python's own way


def _drop_output() -> None:
    """What is still in the buffer has nowhere to go; Python would try once more, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _utf8_pipes() -> None:
    """What goes into a pipe or a file is UTF-8 on any locale; a terminal has its own."""
    # A stream that the caller closed is None. What takes its place is open to the end.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def progress(text: str) -> None:
    """Say what is being done, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"… {text}", err=True)


language_option = click.option(
    "--lang", "language", type=LANGUAGES, default="en", envvar="MINDET_LANG", show_default=True,
    help="The language of labels and words.",
)  # fmt: skip
seeds_option = click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    help="The folder of fact sheets; default: Mindet's own.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mindet")
def cli() -> None:
    """Who said that who must do what, by when, for which project, and what came of it."""


# --- making


@cli.command()
@seeds_option
@click.option("-o", "--output", type=click.Path(path_type=Path), default=BUILD, show_default=True)
@language_option
def build(seeds: Path | None, output: Path, language: str) -> None:
    """Read the fact sheets, check them, load the graph, draw the page."""
    from mindet import building
    from mindet.store import classcache

    with classcache.made_beside():
        made = building.build(_seeds(seeds), output, language=language, progress=progress)
    click.echo(
        f"{made.claims} claims, {made.triples} triples in {made.graphs} graphs, "
        f"{made.nodes} nodes and {made.relationships} relationships"
    )
    for name, what in building.OUTPUTS.items():
        click.echo(f"  {output / name}: {what}")


cli.add_command(loading.load)
cli.add_command(loading.runs)
for verb in administration.VERBS:
    cli.add_command(verb)


# --- against the texts


@cli.command()
@documents_option
@seeds_option
@click.option("--document", help="Only this one, as in 002.")
@click.option("--proof/--no-proof", default=True, help="Print each passage beside its reading.")
@language_option
def verify(
    documents: Path | None, seeds: Path | None, document: str | None, proof: bool, language: str
) -> None:
    """Hold the fact sheets against the source texts: hashes, offsets, coverage, numbers, leaks."""
    from mindet import passages

    if documents is None:
        raise click.UsageError("name the folder of the source texts: --documents DIR")
    ok = passages.report(_seeds(seeds), documents, document, proof=proof, language=language)
    sys.exit(0 if ok else 1)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words")
def locate(file: Path, words: str) -> None:
    """Find WORDS in a source text: the offsets for a new claim's passage."""
    from mindet import passages

    for span in passages.locate(file, words):
        click.echo(str(span))


cli.add_command(language_option(assessing.assess))


for verb in asking.VERBS:
    cli.add_command(language_option(verb) if verb.name in ("ask", "queries") else verb)


# --- showing and publishing


cli.add_command(viewing.view)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
    help="0 for any that is free.",
)  # fmt: skip
@click.option(
    "--allow-host", "names", multiple=True, metavar="NAME",
    help="A name that others call this machine by, for a host that they can reach.",
)  # fmt: skip
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN",
    help="A site whose pages may read what /sparql answers; * for all.  [default: none]",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True,
    help="Seconds that a query at /sparql may take.",
)  # fmt: skip
@store_options("--from")
def serve(
    host: str, port: int, names: tuple[str, ...], origins: tuple[str, ...], timeout: float,
    place: Place,
) -> None:  # fmt: skip
    """Explore the graph in a browser, and ask it in SPARQL at /sparql; Ctrl-C ends it."""
    from mindet import explorer
    from mindet.endpoint import Limits, crossing

    allowed = [crossing.origin(one) for one in origins]
    progress("opening the graph")
    limits = Limits(seconds=timeout)
    explorer.serve(place, host, port, names, click.echo, origins=allowed, limits=limits)


cli.add_command(exporting.export)
cli.add_command(exporting.describe)
cli.add_command(publishing.publish)


# --- what the verbs share


def _seeds(seeds: Path | None) -> Path:
    from mindet.resources import folder

    return seeds or folder("seeds")
