"""An analyst's own SPARQL: read-only, in a process that is killed at its time limit.

>>> from mindet.dataset import Dataset
>>> data = Dataset.parse(b"<urn:a> <urn:p> 7 .", "turtle")
>>> run_sparql(data, "SELECT ?o WHERE { ?s ?p ?o }")
Table(columns=['o'], rows=[[7]], complete=True)
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from mindet.catalogue.guard import check, names_graphs
from mindet.catalogue.worker import ask_endpoint
from mindet.dataset import Dataset
from mindet.errors import QueryError, TooSlow
from mindet.store.table import Table

WORKER = Path(__file__).with_name("worker.py")
ROWS = 100_000


def run_sparql(
    source: Dataset | str, text: str, *, timeout: float = 30.0, limit: int = ROWS
) -> Table:
    """The answer to `text` over a dataset, or of an endpoint's URL.

    The default graph is the union of all graphs, unless the query names its own by FROM.

    Raises QueryError: an update, SERVICE, a syntax error, more than `limit` rows, `timeout` over.
    """
    check(text)
    endpoint = source if isinstance(source, str) else None
    data = source.serialise("nquads") if isinstance(source, Dataset) else b""
    task: dict[str, Any] = {"text": text, "endpoint": endpoint, "graphs": [], "limit": limit}
    answer = ask({**task, "union": not names_graphs(text)}, data, timeout)
    rows = [[_plain(cell) for cell in row] for row in answer["rows"]]
    return Table(answer["columns"], rows)


def endpoint_rows(url: str, text: str, graphs: Iterable[str], timeout: float) -> dict[str, Any]:
    """Columns and lexical rows of an endpoint's answer, for our own queries."""
    task = {"text": text, "endpoint": url, "graphs": list(graphs), "limit": ROWS}
    return _checked(ask_endpoint(task | {"timeout": timeout}))


def ask(task: Mapping[str, Any], data: bytes, timeout: float) -> dict[str, Any]:
    """What the worker answers; QueryError where it fails or is too slow."""
    sent = json.dumps(task).encode() + b"\n" + data
    command = [sys.executable, "-I", str(WORKER)]
    try:
        done = subprocess.run(command, input=sent, capture_output=True, timeout=timeout)  # noqa: S603  # our own file
    except subprocess.TimeoutExpired:
        what = f"stopped after {timeout:g} seconds"
        raise TooSlow(what, remedy="ask for less, or allow more time") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise QueryError("the query broke off", remedy="ask for less: memory ran out") from None
    return _checked(answer)


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise QueryError(answer["error"].strip(), remedy=answer.get("remedy", "mend the query"))
    return answer


def _plain(cell: list[str] | None) -> Any:
    """[kind, text] as a Python value; as text where that fails."""
    if cell is None:
        return None
    kind, text = cell
    try:
        return _TYPES.get(kind, str)(text)
    except (ValueError, ArithmeticError, KeyError):
        return text


_TYPES: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "decimal": Decimal,
    "double": float,
    "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
    "date": datetime.date.fromisoformat,
}
