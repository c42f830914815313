"""One question put to every engine: what the tests of the stored queries share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from endpoints import Endpoint
from mindet import publishing, tables
from mindet.catalogue import (
    Answer,
    Catalogue,
    CypherEngine,
    Engine,
    SparqlEngine,
    StoredQuery,
)
from mindet.catalogue.parameters import Parameter, Value
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import Ontology, own
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.store import Store

Parameters = Mapping[str, Any]
CATALOGUE = Catalogue.load()
BATCHED = sorted(name for name, query in CATALOGUE.items() if query.batched)
ASKED = Path(__file__).parent / "asked"
WORLDS = Path(__file__).parent / "data" / "worlds"
FILES = sorted(WORLDS.glob("*.trig"))
READINGS: tuple[Parameters, ...] = (
    {},
    {"inferences": "false"},
    {"lang": "kk", "as_of": "2026-01-08"},
    {"lang": "ru", "as_of": "2020-04-15"},
    {"as_of": "2020-04-15", "inferences": "false"},
    {"as_of": "1999-12-31"},
)
HOSTILE = (
    "x' OR 1=1 //", 'x"} ?s ?p ?o {"', "x`) DETACH DELETE n //", "\\u0022 } #",
    "} UNION { ?s ?p ?o",
    "$lang", "\n// title-en: x", "ä\u0301\u202e\U0001f600",
)  # fmt: skip


class Remembering(SparqlEngine):
    """SPARQL over a dataset, of which many tests want the same rows: each is asked for once."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(dataset)
        self._known: dict[tuple[str, str], list[Sequence[Any]]] = {}

    def rows(self, query: StoredQuery, values: Mapping[str, Value]) -> list[Sequence[Any]]:
        """The rows of `query`, found now or by an earlier test."""
        asked = query.name, query.sparql_text(values)
        if asked not in self._known:
            self._known[asked] = super().rows(query, values)
        return self._known[asked]


def load(store: Store, dataset: Dataset) -> CypherEngine:
    """An engine on `store`, which holds `dataset` from now on."""
    with Spool.of(dataset) as spool:
        sync.load(store, spool, own())
    return CypherEngine(store)


def published(dataset: Dataset, store: str) -> SparqlEngine:
    """An engine on the SPARQL server of this Graph Store, which holds nothing else then."""
    server = Endpoint(store)
    server.clear()
    list(publishing.publish(dataset, store))
    return SparqlEngine(server.address.query)


def worlds(ontology: Ontology, *names: str) -> Dataset:
    """The made-up graphs of these names, else all, with the ontology beside them as in a build."""
    files = [WORLDS / f"{name}.trig" for name in names] or FILES
    return Dataset([*Dataset.read(files), *ontology.dataset()])


def each_once(
    data: str, name: str, readings: tuple[Parameters, ...] = READINGS
) -> list[Parameters]:
    """Each parameter set and each reading at least once, not each with each."""
    known = listed(name, data)
    turns = range(max(len(known), len(readings)))
    return [{**known[t % len(known)], **readings[t % len(readings)]} for t in turns]


def first(data: str, name: str) -> list[Parameters]:
    """The first parameter set alone, where one tells whether it is asked alike."""
    return listed(name, data)[:1]


def telling(sparql: SparqlEngine, data: str, name: str) -> Parameters:
    """The first parameter set that finds something; there must be one."""
    return next(one for one in each_once(data, name) if ask(sparql, name, one).rows)


def listed(name: str, data: str) -> list[Parameters]:
    """The parameter sets of a stored query: `data` is `made_up` or `documents`."""
    file = ASKED / f"{name}.yaml"
    sets = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
    return [
        {key: str(value) for key, value in parameters.items()}
        for parameters in sets.get(data, [{}])
    ]


def required(query: StoredQuery) -> Parameters:
    """What must be given to ask about a whole country, as in the example of the header."""
    return {one.name: query.example[one.name] for one in query.parameters if one.required}


def changed(dataset: Dataset, old: str, new: str) -> SparqlEngine:
    """An engine on `dataset` with a piece of its N-Quads replaced; the piece must be there."""
    text = dataset.serialise("nquads").decode()
    assert old in text
    return SparqlEngine(Dataset(ox.parse(text.replace(old, new).encode(), ox.RdfFormat.N_QUADS)))


def claims(engine: Engine, name: str, parameters: Parameters) -> set[str]:
    """The claims in the answer of `engine`."""
    return {claim for (claim,) in records(ask(engine, name, parameters), "claim")}


def ask(engine: Engine, name: str, parameters: Parameters | None = None) -> Answer:
    """The answer of `engine`."""
    return CATALOGUE[name].ask(engine, parameters)


def same_words(one: Engine, other: Engine, language: str) -> None:
    """Both engines have the same names, quantities and deadlines for the things in an answer."""
    for name in ("road-coverage", "village-connectivity", "instructions"):
        answer = ask(one, name, {"lang": language})
        texts = [
            tables.text(tables.readable(answer, engine, language), "json")
            for engine in (one, other)
        ]
        assert texts[0] == texts[1]


def harmless(engine: Engine, name: str, data: str, texts: Iterable[str]) -> None:
    """Hostile texts find, change and break nothing, in each parameter that takes text."""
    before = ask(engine, "powers").rows
    for parameter, given in _openings(CATALOGUE[name], data):
        for text in texts:
            hostile = {**given, parameter.name: text}
            if parameter.type == "iri" or parameter.choices:
                with pytest.raises(QueryError):
                    ask(engine, name, hostile)
            else:
                assert ask(engine, name, hostile).rows == ()
    assert ask(engine, "powers").rows == before


def _openings(query: StoredQuery, data: str) -> Iterator[tuple[Parameter, Parameters]]:
    """The parameters into which text goes, each with a good set of the others."""
    for parameter in query.parameters:
        if parameter.type in ("iri", "string"):
            yield parameter, listed(query.name, data)[0]


def records(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of each row, IRIs cut to what follows /id/."""
    names = [column.name for column in answer.columns]
    places = [names.index(column) for column in columns]
    return [tuple(_short(row[place]) for place in places) for row in answer.rows]


def _short(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_short(one) for one in value)
    if not isinstance(value, str):
        return value
    return value.replace("https://w3id.org/mindet/id/", "").replace("https://w3id.org/mindet#", "")
