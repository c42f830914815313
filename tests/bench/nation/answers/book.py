"""The right answers of a data set, collected while it is made and kept on disk meanwhile.

The file: `{"triples": …, "seed": …, "answers": [{"question", "parameters", "columns", "rows"}]}`.
Values are as in `reading`; rows are unique, in the order of their making.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..country import Country
from ..facts import Dossier
from .cases import READINGS, Case, cases
from .reading import Reading


@dataclass(frozen=True, slots=True)
class _Page:
    """One case in one reading, and the file of its rows so far."""

    case: Case
    parameters: Mapping[str, str]
    reading: Reading
    file: Path

    def note(self, dossier: Dossier) -> None:
        """Add the rows of a dossier."""
        rows = (
            json.dumps([columns[name] for name in self.case.columns], ensure_ascii=False)
            for columns in self.case.rows(dossier, self.reading)
        )
        text = "".join(f"{row}\n" for row in dict.fromkeys(rows))
        if text:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(text)

    def write(self, file: TextIO) -> None:
        """Write it as JSON, a row a line."""
        head = {
            "question": self.case.question,
            "parameters": self.parameters,
            "columns": self.case.columns,
        }
        file.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [')
        with self.file.open(encoding="utf-8") as rows:
            for place, row in enumerate(rows):
                file.write(("," if place else "") + "\n" + row.rstrip("\n"))
        file.write("\n]}")


class Book:
    """Takes in each dossier, then writes the file."""

    def __init__(self, country: Country) -> None:
        self._country = country
        self._folder = tempfile.TemporaryDirectory()
        self._pages: list[_Page] = []
        self._waiting: list[Dossier] = []

    def add(self, dossier: Dossier) -> None:
        """Note the rows of a dossier; the first with a project gives the parameters."""
        self._waiting.append(dossier)
        if not self._pages and dossier.things:
            self._open(dossier)
        if self._pages:
            for one in self._waiting:
                for page in self._pages:
                    page.note(one)
            self._waiting.clear()

    def _open(self, first: Dossier) -> None:
        folder = Path(self._folder.name)
        for case in cases(self._country, first):
            for parameters, reading in READINGS:
                file = folder / str(len(self._pages))
                file.touch()
                self._pages.append(_Page(case, {**case.parameters, **parameters}, reading, file))

    def write(self, file: TextIO, triples: int, seed: int) -> None:
        """Write the answers to a data set of so many triples by that seed."""
        file.write(f'{{"triples": {triples}, "seed": {seed}, "answers": [\n')
        for number, page in enumerate(self._pages):
            file.write(",\n" if number else "")
            page.write(file)
        file.write("\n]}\n")
        self._folder.cleanup()
