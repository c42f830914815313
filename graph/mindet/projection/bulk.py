"""The files of an offline import: the same graph, node for node, as a load over Bolt makes.

    write(spool, own(), Path("import"))

`neo4j-admin database import full` takes them by the arguments in `import.args`. All rows
are made and written by DuckDB, a partition at a time, one file for each set of classes.
https://neo4j.com/docs/operations-manual/5/import/
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.errors import StoreError
from mindet.projection import state
from mindet.projection.columns import SEPARATOR
from mindet.projection.encoding import Encoding
from mindet.projection.literals import Form
from mindet.projection.names import graph_code
from mindet.projection.node_tables import Column, tables
from mindet.projection.numbering import Numbering
from mindet.projection.splitting import THREADS
from mindet.projection.spool import Progress, Spool
from mindet.projection.state import Run
from mindet.projection.tokens import quoted

if TYPE_CHECKING:
    from mindet.ontology import Ontology

ARGUMENTS = "import.args"
OWN_FILES = 48  # sets of classes in a partition that get files of their own; the rest share one
_TYPES: dict[Form, str] = {
    "integer": "long",
    "boolean": "boolean",
    "unstated": "boolean",
    "date": "date",
    "number": "double",
    "moment": "datetime",
}
_KINDS: dict[type, str] = {str: "string", int: "long", bool: "boolean"}
_SEPARATOR = f"chr({ord(SEPARATOR)})"
_CSV = "(FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '')"
# A moment as a load over Bolt gives it: microseconds, and UTC where no zone is told.
_MOMENT = r"""regexp_replace({0}, '(\.[0-9]{{6}})[0-9]+', '\1')
  || CASE WHEN regexp_matches({0}, '(Z|[+-][0-9:]{{5}})$') THEN '' ELSE 'Z' END"""
_LINKS = ":START_ID,:END_ID,:TYPE,graph"
_BROKEN = """SELECT count(*) FROM cell
WHERE place = 'p' AND (contains(v, chr(10)) OR contains(v, chr(13)))"""


def write(
    spool: Spool,
    ontology: Ontology,
    folder: Path,
    *,
    source: str = "",
    progress: Progress = lambda *_: None,
) -> Run:
    """Write the files of an import into `folder`, which must be empty or not there.

    Gives the run as the imported graph will tell of it. Raises StoreError for a folder that
    holds other things or can't be written.
    """
    _make(folder)
    encoding = Encoding.whole(spool, ontology)
    files = _Files(folder, spool)
    numbering = Numbering(spool)
    multiline = False
    for part in range(spool.partitions):
        encoding.place(part)
        _write_nodes(encoding, files, numbering, part)
        multiline = multiline or spool.number(_BROKEN) > 0
        progress("partitions", part + 1, spool.partitions)
    files.copy([("nodes", "bare", ":ID,iri,longIri,digest,:LABEL", numbering.bare())])
    run = _write_state(encoding, files, numbering, source)
    files.copy([("relationships", "all", _LINKS, numbering.relationships())])
    files.finish(multiline=multiline)
    return run


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError("holds other files", where=str(folder), remedy="name an empty folder")
    except OSError as error:
        raise StoreError(f"can't be written: {error.strerror}", where=str(folder)) from None


def _write_nodes(encoding: Encoding, files: _Files, numbering: Numbering, part: int) -> None:
    wanted = []
    for table in tables(encoding, most=OWN_FILES):
        header = [":ID", *(f"{c.key}:{_type_of(c)}" for c in table.columns), ":LABEL"]
        labels = f"array_to_string(labels, {_SEPARATOR})"
        rows = table.query([numbering.id, *map(_text, table.columns), labels])
        wanted.append(("nodes", f"{part:03}-{table.number:02}", ",".join(header), rows))
    files.copy(wanted)
    numbering.take()


def _type_of(column: Column) -> str:
    return _TYPES.get(column.form, "string") + ("[]" if column.many else "")


def _text(column: Column) -> str:
    """SQL for the value as a file has it."""
    moment = column.form == "moment"
    if not column.many:
        return _MOMENT.format(column.text) if moment else column.text
    each = f"list_transform({column.text}, lambda x: {_MOMENT.format('x')})"
    return f"array_to_string({each if moment else column.text}, {_SEPARATOR})"


def _write_state(encoding: Encoding, files: _Files, numbering: Numbering, source: str) -> Run:
    """The nodes that tell of the load, as `state` writes them; all rows are few."""
    spool, held = encoding.spool, encoding.counts
    graphs = {graph_code(g): said for g, said in spool.graphs().items()}
    spool.view("home")
    things = spool.number("SELECT count(*) FROM home")
    counts = (held.properties, held.relationships, held.labels, held.overflow)
    run = Run(1, state.digest_of(graphs), "", True, spool.triples, *counts, things)
    rows = [{"name": name, "triples": n, "digest": d} for name, (n, d) in sorted(graphs.items())]
    end = state.whole(encoding.names, run, things, source=source, indexed=False)
    first = numbering.count
    for label, told in (
        ("MindetGraph", rows),
        ("MindetRun", [asdict(run)]),
        ("MindetState", [end]),
    ):
        files.table(label, told, first)
        first += len(told)
    return run


class _Files:
    """The files of one import, each with its header beside it, and the arguments that name them."""

    def __init__(self, folder: Path, spool: Spool) -> None:
        self._folder, self._spool = folder, spool
        self._arguments: list[str] = []

    def copy(self, wanted: Sequence[tuple[str, str, str, str]]) -> None:
        """Kind, name, header and query of each file; rows in order are written by one core each."""
        with ThreadPoolExecutor(THREADS) as pool:
            for _ in pool.map(self._copy, wanted):
                pass
        for kind, name, header, _ in wanted:
            self._name(kind, name, header)

    def _copy(self, wanted: tuple[str, str, str, str]) -> None:
        kind, name, _, query = wanted
        path = self._folder / f"{kind}-{name}.csv"
        with self._spool.database.cursor() as cursor:
            cursor.execute(f"COPY ({query}) TO {quoted(str(path))} {_CSV}")

    def table(self, label: str, rows: list[dict[str, Any]], first: int) -> None:
        """Nodes with one label and the same properties, numbered from `first` on."""
        if not rows:
            return
        header = [f"{key}:{_KINDS[type(value)]}" for key, value in rows[0].items()]
        with (self._folder / f"nodes-{label}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            for number, row in enumerate(rows, first):
                values = (str(v).lower() if isinstance(v, bool) else v for v in row.values())
                writer.writerow([number, *values, label])
        self._name("nodes", label, ",".join([":ID", *header, ":LABEL"]))

    def _name(self, kind: str, name: str, header: str) -> None:
        head = f"{kind}-{name}-header.csv"
        (self._folder / head).write_text(f"{header}\n", "utf-8")
        self._arguments.append(f"--{kind}={head},{kind}-{name}.csv")

    def finish(self, *, multiline: bool) -> None:
        """The arguments of the import, and the statements to run after it."""
        options = ["--array-delimiter=U+001F", "--id-type=integer", "--bad-tolerance=0"]
        options += ["--multiline-fields=true"] * multiline
        lines = [*options, *self._arguments]
        (self._folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), "utf-8")
