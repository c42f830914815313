"""The quads of a spool by their subjects: one partition is a table, several are files of columns.

>>> import duckdb, tempfile
>>> with tempfile.TemporaryDirectory() as name, duckdb.connect() as database:
...     parts = Partitions(database, Path(name), 2)
...     parts.insert(database, "SELECT '<urn:a>' AS s, '<urn:p>' AS p, '\\"x\\"' AS o, '' AS g")
...     parts.show()
...     sorted(database.execute(f"SELECT s, o FROM {name}").fetchall() for name in parts.names)
[[], [('<urn:a>', '"x"')]]

Tables of a nation's quads don't fit in memory: the database would write them to disk and read
them again for each look at them. Files in its columns' form are smaller by far, and written once.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import duckdb

from mindet.projection.tokens import quoted

COLUMNS = "s TEXT, p TEXT, o TEXT, g TEXT"
_NOTHING = "SELECT ''::TEXT AS s, ''::TEXT AS p, ''::TEXT AS o, ''::TEXT AS g WHERE false"


class Partitions:
    """Quads (s, p, o, g) by the hash of their subjects, to be read from `names`.

    What is inserted is there after the next `show`.
    """

    def __init__(self, database: duckdb.DuckDBPyConnection, folder: Path, number: int) -> None:
        self._database, self._folder, self._number = database, folder / "quads", number
        self._runs = count()
        self.names = [f"quad_{part}" for part in range(number)]
        if number == 1:
            database.execute(f"CREATE TABLE {self.names[0]} ({COLUMNS})")
        else:
            self._folder.mkdir()
            self.show()

    def insert(
        self, cursor: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, str] | None = None
    ) -> None:
        """Put the rows of a query to their partitions; several threads may, each by its cursor."""
        if self._number == 1:
            cursor.execute(f"INSERT INTO {self.names[0]} {query}", given)
            return
        parted = f"SELECT *, hash(s) % {self._number} AS part FROM ({query})"
        folder = self._folder / f"{next(self._runs)}"
        try:
            options = "FORMAT parquet, PARTITION_BY (part)"
            cursor.execute(f"COPY ({parted}) TO {quoted(str(folder))} ({options})", given)
        except BaseException:  # what there is of them is not to be read
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def replace(self, part: int, query: str) -> None:
        """Leave in a partition what a query of it gives."""
        if self._number == 1:
            self._database.execute(f"CREATE OR REPLACE TABLE {self.names[part]} AS {query}")
            return
        there = self._files(part)
        folder = self._folder / f"{next(self._runs)}" / f"part={part}"
        folder.mkdir(parents=True)
        path = quoted(str(folder / "0.parquet"))
        self._database.execute(f"COPY ({query}) TO {path} (FORMAT parquet)")
        for file in there:
            file.unlink()
        self._show(part)

    def show(self) -> None:
        """Let what has been inserted be read."""
        if self._number > 1:
            for part in range(self._number):
                self._show(part)

    def _show(self, part: int) -> None:
        files = ", ".join(quoted(str(path)) for path in self._files(part))
        read = f"SELECT s, p, o, g FROM read_parquet([{files}], hive_partitioning = false)"
        made = f"CREATE OR REPLACE VIEW {self.names[part]} AS {read if files else _NOTHING}"
        self._database.execute(made)

    def _files(self, part: int) -> list[Path]:
        return sorted(self._folder.glob(f"*/part={part}/*.parquet"))
