"""The verbs that load a graph store and tell of its loads."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

import click

from mindet.cli.places import BUILD, endpoint_options, rows_option, store_options
from mindet.errors import MindetError
from mindet.place import Place
from mindet.store.work import Work

MUCH = 20 * 2**20  # bytes of sources that are worth more memory for the embedded store
PATIENCE = 5.0  # seconds after which a load that was told to end is ended

if TYPE_CHECKING:
    from mindet.projection.spool import Spool
    from mindet.projection.state import Run
    from mindet.projection.sync import Report
    from mindet.web.login import Login


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--graph", "scope", metavar="IRI", help="This named graph alone; the others stay.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--bulk", type=click.Path(path_type=Path), metavar="DIR",
    help="Write the files of an offline import of Neo4j into DIR instead.",
)  # fmt: skip
@click.option(
    "--changes", type=click.Path(path_type=Path), metavar="DIR",
    help="Write what is added and removed into DIR, as N-Quads and as a list.",
)  # fmt: skip
@endpoint_options
@store_options("--to")
def load(
    sources: tuple[str, ...], scope: str | None, dry_run: bool, bulk: Path | None,
    changes: Path | None, login: Callable[[], Login | None], place: Place,
) -> None:  # fmt: skip
    """Bring a graph store into step with RDF; without a SOURCE, with what was built last.

    A SOURCE is a file, or the http address at which a SPARQL endpoint answers queries. The
    store then holds what the sources say and nothing else of ours: what they no longer
    say is deleted, what somebody else put there stays. A second run writes nothing. With
    --graph that is so within one named graph.
    """
    # From here on a signal waits for a moment at which none harms.
    with Progress() as shown, ExitStack() as stack:
        files = tuple(_file(one, scope, login, stack, shown) for one in sources)
        if bulk is not None:
            told = _bulk(files or (_built(),), scope, bulk, shown)
        else:
            told = _loaded(files or (_built(),), scope, dry_run, changes, place, shown)
    click.echo(told)


def _file(
    source: str, scope: str | None, login: Callable[[], Login | None], stack: ExitStack,
    shown: Progress,
) -> Path:  # fmt: skip
    """The file that a source is; an endpoint's graphs are fetched into one that goes at the end."""
    from mindet import harvest

    if not harvest.is_address(source):
        return Path(source)
    endpoint = harvest.Endpoint(source, login())
    return stack.enter_context(harvest.fetched(endpoint, scope, shown))


def _loaded(
    files: tuple[Path, ...], scope: str | None, dry_run: bool, changes: Path | None,
    place: Place, shown: Progress,
) -> str:  # fmt: skip
    from mindet.compression import size
    from mindet.ontology import own
    from mindet.projection import sources, sync

    ontology, source = own(), sources.fingerprint(files, scope)
    much = sum(map(size, files)) > MUCH
    with place.open(write=not dry_run, work=Work.BULK if much else Work.BRIEF) as store:
        shown.check()
        report = None if changes else sync.known(store, ontology, source)
        if report is None:
            with _spooled(files, scope, shown) as spool:
                report = sync.load(
                    store, spool, ontology, scope=scope,
                    source=source, dry=dry_run, changes=changes, progress=shown,
                )  # fmt: skip
    return _told(report, dry_run)


def _spooled(files: tuple[Path, ...], scope: str | None, shown: Progress) -> Spool:
    """What the files say, or what they say in one graph."""
    from mindet.projection.names import graph_token
    from mindet.projection.spool import Spool

    spool = Spool.read(files, shown)
    if scope and (left_out := spool.confine(graph_token(scope))):
        click.echo(f"mindet: {left_out} triples in other graphs are left out", err=True)
    return spool


def _bulk(files: tuple[Path, ...], scope: str | None, folder: Path, shown: Progress) -> str:
    from mindet.ontology import own
    from mindet.projection import bulk, sources

    ontology, source = own(), sources.fingerprint(files, scope)
    with _spooled(files, scope, shown) as spool:
        run = bulk.write(spool, ontology, folder, source=source, progress=shown)
    return _written(run, folder)


def _written(run: Run, folder: Path) -> str:
    return (
        f"{run.triples} triples of {run.created} things, held as {run.properties} properties, "
        f"{run.relationships} relationships, {run.labels} labels, {run.overflow} overflow\n"
        f"import: cd {folder} && neo4j-admin database import full neo4j @import.args\n"
        "then start the server; the next load makes the constraint"
    )


def _told(report: Report, dry: bool) -> str:
    held = report.counts
    would = "would be " if dry else ""
    lines = [
        f"{report.created} things {would}created, {report.changed} changed, "
        f"{report.deleted} deleted, {report.unchanged} unchanged; {report.triples} triples in all"
    ]
    if report.run:
        lines.append(
            f"run {report.run}: {held.triples} triples written, held as {held.properties} "
            f"properties, {held.relationships} relationships, {held.labels} labels, "
            f"{held.overflow} overflow"
        )
    if held.unnamed:
        lines.append(
            f"{held.unnamed} connected parts of blank nodes look too much alike to get names "
            "that last; loading them again may rewrite them"
        )
    return "\n".join(lines)


@click.command()
@rows_option
@store_options("--from")
def runs(form: str, output: str, place: Place) -> None:
    """List the loads that changed a store."""
    from dataclasses import astuple, fields

    from mindet import tables
    from mindet.projection import state
    from mindet.store.table import Table

    with place.open() as store:
        found = state.runs(store)
    columns = [field.name for field in fields(state.Run)]
    tables.echo(Table(columns, [list(astuple(run)) for run in found]), form, output)


def _built() -> Path:
    from mindet import building

    path = BUILD / building.DATASET
    if not path.is_file():
        raise MindetError("nothing was built here", where=str(BUILD), remedy="run: mindet build")
    return path


class Progress:
    """How far a load has come and how long it may still take, on one line of a terminal.

    While it is entered, Ctrl-C and SIGTERM end the load between two transactions: an
    exception in the middle of the driver's talk would leave it confused, one in the middle
    of an import of foreign code aborts the process.
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._phase, self._begun, self._last = "", 0.0, 0.0
        self._ended_by = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """Remember the signal; a server that does not answer is not waited for any longer."""
        if not self._ended_by:
            timer = threading.Timer(PATIENCE, os._exit, [128 + number])
            timer.daemon = True
            timer.start()
        self._ended_by = number

    def check(self) -> None:
        """End here if a signal has come."""
        if self._ended_by:
            click.echo("mindet: ended; load again to finish", err=True)
            sys.exit(128 + self._ended_by)

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Show a phase with what is done of its total; end here if a signal has come."""
        self.check()
        now = time.monotonic()
        if not self._shown or (phase == self._phase and done < total and now - self._last < 0.2):
            return
        if phase != self._phase:
            self._phase, self._begun = phase, now
        self._last = now
        rest = (now - self._begun) * (total - done) / done if done else 0.0
        left = f", {rest:.0f} s left" if rest >= 1 else ""
        line = f"\r… {phase}: {done:,} of {total:,}{left}"
        click.echo(f"{line:<70}", err=True, nl=done >= total)
