"""Fact sheets: YAML-LD that people write and proof-read, read into a dataset.

A sheet is YAML that is JSON-LD by `ontology/context.jsonld`. Its file's stem names
its graph: `seeds/002.yaml` becomes `https://w3id.org/mindet/graph/002`.

>>> from mindet.resources import folder
>>> sheets = load(folder("seeds"))
>>> "https://w3id.org/mindet/graph/registry" in sheets.dataset.graph_names()
True
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mindet.dataset import Dataset
from mindet.errors import SheetError
from mindet.ontology import Ontology, own
from mindet.sheets.reading import SheetReader
from mindet.sheets.tree import parse
from mindet.terms import GRAPH, ID

__all__ = ["Sheets", "load", "read"]
SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class Sheets:
    """The dataset of a folder of sheets, and the file and line of each thing by its IRI."""

    dataset: Dataset
    places: dict[str, str]


def load(folder: Path, ontology: Ontology | None = None) -> Sheets:
    """All sheets (`*.yaml`) of `folder`; SheetError lists what is wrong with them."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise SheetError("no fact sheet (*.yaml)", where=str(folder), remedy="name their folder")
    return read(paths, ontology or own())


def read(paths: Sequence[Path], ontology: Ontology) -> Sheets:
    """The sheets at `paths` together: they may refer to one another, and to nothing else.

    Raises SheetError with every problem found, each with file, line, key and remedy.
    """
    reader = SheetReader(ontology)
    graphs: dict[str, list[dict[str, object]]] = {}
    for path in paths:
        try:
            graphs[path.stem] = reader.nodes(parse(_bytes(path), str(path)))
        except SheetError as problem:
            reader.index.problems.append(problem)
    if not reader.index.problems:
        reader.check_references()
    _raise(reader.index.problems)
    quads = [q for name, nodes in graphs.items() for q in _quads(name, nodes, ontology)]
    places = {ID + identifier: where for identifier, where in reader.index.places.items()}
    return Sheets(Dataset(quads), places)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"can't be read: {error.strerror}"
        raise SheetError(what, where=str(path), remedy="check the name and the rights") from None


def _quads(name: str, nodes: list[dict[str, object]], ontology: Ontology) -> Dataset:
    document = {"@context": ontology.context, "@id": GRAPH + name, "@graph": nodes}
    data = json.dumps(document, ensure_ascii=False).encode()
    return Dataset.parse(data, "jsonld", where=f"the sheet {name!r}", base=ID)


def _raise(problems: list[SheetError]) -> None:
    if len(problems) == 1:
        raise problems[0]
    if problems:
        shown = [str(p) for p in problems[:SHOWN_PROBLEMS]]
        rest = len(problems) - len(shown)
        more = [f"… and {rest} more"] if rest else []
        raise SheetError("\n".join([f"{len(problems)} problems", *shown, *more]))
