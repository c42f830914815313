"""The face for Python: the same answers as the command line's, as rows and as frames."""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import mindet
import servers
from mindet.catalogue import frames
from mindet.errors import QueryError, StoreError
from mindet.session import Graph

GIVEN = {"date": "2026-12-31"}


@pytest.fixture(scope="module")
def built(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a build of the five documents."""
    place = tmp_path_factory.mktemp("session")
    return Path(shutil.copytree(finished / "graph", place / "graph"))


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The build, open."""
    with mindet.open(built) as opened:
        yield opened


def test_an_answer_is_rows_by_name(graph: Graph) -> None:
    """A stored question with its parameters gives typed rows in the promised order."""
    rows = list(graph.ask("due-by", date=datetime.date(2026, 12, 31), lang="kk").records())
    assert rows
    assert all(row["last_day"] <= datetime.date(2026, 12, 31) for row in rows)
    assert rows == list(graph.ask("due-by", **GIVEN, lang="kk").records())


def test_both_engines_answer_alike(built: Path, graph: Graph) -> None:
    """SPARQL on the graph's RDF gives what Cypher gives."""
    with mindet.open(str(built), engine="sparql") as other:
        for name in ("powers", "instructions"):
            assert other.ask(name).rows == graph.ask(name).rows


def test_a_question_of_ones_own(graph: Graph) -> None:
    """Cypher with parameters and SPARQL, read-only both."""
    text = "MATCH (d:Document) WHERE d.language = $language RETURN count(d) AS n"
    count = "SELECT (COUNT(?d) AS ?n) { ?d a <https://w3id.org/mindet#Document> }"
    assert list(graph.cypher(text, language="ru").records()) == [{"n": 3}]
    assert [row["n"] for row in graph.sparql(count).records()] == [5]
    with pytest.raises(QueryError):
        graph.cypher("CREATE (n)")


def test_a_frame_of_pandas(graph: Graph) -> None:
    """Columns in their order, days as datetimes, numbers as floats, lists as lists."""
    answer = graph.ask("village-connectivity")
    frame = answer.frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == [column.name for column in answer.columns]
    assert len(frame) == len(answer.rows)
    assert 5163.0 in frame["lower"].to_list()
    assert frame["issued"].dtype.kind == "M"
    assert isinstance(frame["passages"].iloc[0], list)


def test_a_frame_of_polars(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only polars is installed, the same rows are a polars frame."""
    monkeypatch.setattr(frames, "find_spec", lambda name: None if name == "pandas" else object())
    frame = graph.ask("village-connectivity").frame()
    assert isinstance(frame, pl.DataFrame)
    assert 5163.0 in frame["lower"].to_list()
    assert frame.schema["issued"] == pl.Date
    assert frame.schema["passages"] == pl.List(pl.String)


@pytest.mark.parametrize("only", ["pandas", "polars"])
def test_an_empty_frame_has_its_columns(
    graph: Graph, only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row is no reason to lose names and types."""
    monkeypatch.setattr(frames, "find_spec", lambda name: object() if name == only else None)
    answer = graph.ask("powers", as_of="1999-01-01")
    assert list(answer.frame().columns) == [column.name for column in answer.columns]


def test_without_a_frame_library_it_says_so(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is named."""
    monkeypatch.setattr(frames, "find_spec", lambda _: None)
    with pytest.raises(QueryError, match="pip install pandas"):
        graph.ask("powers").frame()


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    """A folder without a graph is told at once."""
    with pytest.raises(StoreError):
        mindet.open(tmp_path / "nowhere")


def test_the_time_limit_is_kept(built: Path) -> None:
    """A stored question that is given no time is ended, and says so."""
    told = r"its time limit|took longer than"  # by the store, or by whoever waits for it
    with mindet.open(built, timeout=0.001) as graph, pytest.raises(QueryError, match=told):
        graph.ask("target-drift")


def test_it_closes_twice(built: Path) -> None:
    """Closing again does nothing; a closed graph leaves the store to others."""
    opened = mindet.open(built)
    opened.close()
    opened.close()


def test_on_a_server(neo4j_server: servers.Neo4j) -> None:
    """A Neo4j is opened with user and password by argument."""
    given: dict[str, Any] = {"user": neo4j_server.user, "password": neo4j_server.password}
    with mindet.open(neo4j_server.address, **given) as graph:
        assert graph.cypher("RETURN 1 AS one").rows == [[1]]


def test_the_import_is_light() -> None:
    """`import mindet` pulls in neither the driver nor the RDF library."""
    import subprocess

    code = "import sys, mindet; print({'neo4j', 'rdflib', 'pandas'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
