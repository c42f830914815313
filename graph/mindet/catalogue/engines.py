"""What answers stored queries: a graph store in Cypher, a dataset or an endpoint in SPARQL.

>>> from mindet.dataset import Dataset
>>> SparqlEngine(Dataset([])).facts(["https://w3id.org/mindet/id/person/nobody"])
{}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import pyoxigraph as ox

from mindet.catalogue.adhoc import endpoint_rows
from mindet.catalogue.filling import fill
from mindet.catalogue.parameters import Value, sparql_term
from mindet.catalogue.query import StoredQuery
from mindet.dataset import Dataset
from mindet.errors import QueryError
from mindet.ontology import own

if TYPE_CHECKING:
    from mindet.store import Store

Facts = Mapping[str, Mapping[str, Any]]


class Engine(Protocol):
    """What a stored query needs of whoever answers it."""

    batches: ClassVar[bool]
    """Whether it can be asked about many things at once."""

    def rows(self, query: StoredQuery, values: Mapping[str, Value]) -> list[Sequence[Any]]:
        """The rows of `query`, as the engine gives them."""

    def facts(self, iris: Iterable[str]) -> Facts:
        """For each known IRI its literals and terms by property name (label_ru, lower …)."""

    def ids(self, start: str) -> list[str]:
        """The IRIs that begin with `start`, a thousand at most."""

    def members(self, classes: Iterable[str]) -> list[str]:
        """The IRIs of all things of our classes with these local names, sorted."""

    def days(self, *, inferences: bool) -> dict[str, str]:
        """For each document its day, stated or else our earliest; "" where it has none."""

    def state(self) -> str | None:
        """What changes whenever the graph does; None where the engine can't tell."""


_CYPHER_FACTS = """
UNWIND $iris AS iri
MATCH (n:Resource {iri: iri})
RETURN iri, properties(n) AS facts,
       COLLECT { MATCH (n)<-[:QUANTITY]-()-[:INDICATOR]->(i) RETURN i.unit } AS units,
       [(n)-[:PUBLISHER]->(p) | p.iri] AS publishers, [(n)-[:SOURCE]->(s) | s.iri] AS sources
"""
_SPARQL_FACTS = """
PREFIX mn: <https://w3id.org/mindet#>
SELECT DISTINCT ?iri ?property (LANG(?value) AS ?language) ?value WHERE {
  VALUES ?iri { UNDEF }
  { ?iri ?property ?value }
  UNION
  { ?statement mn:quantity ?iri ; mn:indicator/mn:unit ?value . BIND(mn:unit AS ?property) }
}
"""


_CYPHER_IDS = """
MATCH (n:Resource) WHERE n.iri STARTS WITH $start
RETURN DISTINCT n.iri AS iri ORDER BY iri LIMIT 1000
"""
_SPARQL_IDS = """
SELECT DISTINCT ?iri WHERE {
  VALUES ?start { "" }
  { ?iri ?p ?o } UNION { ?s ?p ?iri }
  FILTER(ISIRI(?iri) && STRSTARTS(STR(?iri), ?start))
} ORDER BY ?iri LIMIT 1000
"""


_CYPHER_DAYS = """
MATCH (d:Document)
OPTIONAL MATCH (d)<-[:CONCERNS]-(i:Inference),
  (i)-[:PROPERTY]->({iri: 'http://purl.org/dc/terms/issued'})
WHERE $inferences
WITH d, min(i.earliest) AS earliest
RETURN coalesce(d.issued, earliest) AS day, collect(d.iri) AS iris
"""
_SPARQL_MEMBERS = "SELECT DISTINCT ?iri WHERE { VALUES ?class { UNDEF } ?iri a ?class }"
_SPARQL_DAYS = """
PREFIX mn: <https://w3id.org/mindet#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?iri (COALESCE(SAMPLE(?issued), MIN(?earliest)) AS ?day) WHERE {
  VALUES ?inferences { true }
  ?iri a mn:Document .
  OPTIONAL { ?iri dcterms:issued ?issued FILTER(?issued != mn:unstated) }
  OPTIONAL {
    ?i mn:concerns ?iri ; mn:property dcterms:issued ; mn:earliest ?earliest
    FILTER(?inferences)
  }
} GROUP BY ?iri
"""


class CypherEngine:
    """Stored queries in Cypher on a graph store."""

    batches: ClassVar[bool] = True

    def __init__(self, store: Store, *, timeout: float | None = None) -> None:
        self._store, self._timeout = store, timeout

    def rows(self, query: StoredQuery, values: Mapping[str, Value]) -> list[Sequence[Any]]:
        """The rows of `query` in the order of its columns."""
        given = query.cypher_values(values)
        table = self._store.read(query.cypher, given, timeout=self._timeout)
        return _arranged(query, table.columns, table.rows)

    def facts(self, iris: Iterable[str]) -> Facts:
        """For each known IRI the properties of its node, and the unit of what it measures."""
        parameters = {"iris": sorted(set(iris))}
        table = self._store.read(_CYPHER_FACTS, parameters, timeout=self._timeout)
        if not table.rows:  # the embedded store names no columns then
            return {}
        return {row["iri"]: _with_neighbours(row) for row in table.records()}

    def ids(self, start: str) -> list[str]:
        """The IRIs that begin with `start`, a thousand at most."""
        table = self._store.read(_CYPHER_IDS, {"start": start}, timeout=self._timeout)
        return [str(row[0]) for row in table.rows]

    def members(self, classes: Iterable[str]) -> list[str]:
        """The IRIs of all things of our classes with these local names, sorted."""
        labels = "|".join(own().class_by_name[name].name for name in classes)
        text = f"MATCH (n:{labels}) RETURN DISTINCT n.iri AS iri"
        return sorted(str(row[0]) for row in self._store.read(text, timeout=self._timeout).rows)

    def days(self, *, inferences: bool) -> dict[str, str]:
        """For each document its day, stated or else our earliest; "" where it has none."""
        given = {"inferences": inferences}
        rows = self._store.read(_CYPHER_DAYS, given, timeout=self._timeout).rows
        return {str(iri): str(day or "") for day, iris in rows for iri in iris}

    def state(self) -> str | None:
        """Number and digest of the last load; None while one is under way or was cut off."""
        from mindet.projection.state import last_load  # with it comes the driver

        return last_load(self._store, timeout=self._timeout)


class SparqlEngine:
    """Stored queries in SPARQL on a dataset in this process, or at an endpoint's URL."""

    batches: ClassVar[bool] = False

    def __init__(self, source: Dataset | str, *, timeout: float = 30.0) -> None:
        self._source, self._timeout = source, timeout

    def rows(self, query: StoredQuery, values: Mapping[str, Value]) -> list[Sequence[Any]]:
        """The rows of `query` in the order of its columns."""
        columns, rows = self._select(query.sparql_text(values), query.name)
        return _arranged(query, columns, rows)

    def facts(self, iris: Iterable[str]) -> Facts:
        """For each known IRI its literals and terms, and the unit of what it measures."""
        terms = " ".join(sparql_term("iri", iri) for iri in sorted(set(iris)))
        _, rows = self._select(fill(_SPARQL_FACTS, {"iri": terms}), "labels")
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for iri, name, language, value in rows:
            local = name.replace("/", "#").rpartition("#")[2]
            key = f"{local}_{language}" if language else local
            found[iri][key].append(value)
        return {iri: dict(facts) for iri, facts in found.items()}

    def ids(self, start: str) -> list[str]:
        """The IRIs that begin with `start`, a thousand at most."""
        text = fill(_SPARQL_IDS, {"start": sparql_term("string", start)})
        _, rows = self._select(text, "ids")
        return [str(row[0]) for row in rows]

    def members(self, classes: Iterable[str]) -> list[str]:
        """The IRIs of all things of our classes with these local names, sorted."""
        known = own()
        wanted = {known.class_by_name[name].iri for name in classes}
        below = [iri for iri in known.classes if wanted.intersection(known.ancestors(iri))]
        terms = " ".join(sparql_term("iri", iri) for iri in sorted(below))
        _, rows = self._select(fill(_SPARQL_MEMBERS, {"class": terms}), "members")
        return sorted(str(row[0]) for row in rows)

    def days(self, *, inferences: bool) -> dict[str, str]:
        """For each document its day, stated or else our earliest; "" where it has none."""
        text = fill(_SPARQL_DAYS, {"inferences": sparql_term("boolean", inferences)})
        _, rows = self._select(text, "days")
        return {str(iri): str(day or "") for iri, day in rows}

    def state(self) -> str | None:
        """A dataset never changes; of an endpoint nothing is known."""
        return None if isinstance(self._source, str) else "dataset"

    def _select(self, text: str, name: str) -> tuple[list[str], list[list[Any]]]:
        if isinstance(self._source, str):
            answer = endpoint_rows(self._source, text, self._graphs, self._timeout)
            return answer["columns"], [[cell and cell[1] for cell in r] for r in answer["rows"]]
        store = self._source.sparql_store()
        try:
            found = store.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(f"not SPARQL: {error}", where=f"{name}.rq") from None
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("no SELECT", where=f"{name}.rq", remedy="write a SELECT")
        rows = [[cell and cell.value for cell in row] for row in found]
        return [variable.value for variable in found.variables], rows

    @cached_property
    def _graphs(self) -> list[str]:
        """The endpoint's named graphs, which together are what the queries run over."""
        text = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { } }"
        answer = endpoint_rows(str(self._source), text, [], self._timeout)
        return sorted(cell[1] for (cell,) in answer["rows"] if cell)


def _arranged(
    query: StoredQuery, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> list[Sequence[Any]]:
    rows = list(rows)
    if not rows:  # the embedded store names no columns then
        return []
    places = [list(columns).index(column.name) for column in query.columns]
    return [[row[place] for place in places] for row in rows]


def _with_neighbours(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node's properties with what its neighbours tell: unit, publisher, web address."""
    facts = dict(row["facts"])
    for name in ("unit", "publisher", "source"):
        known = sorted(value for value in row[f"{name}s"] if value)
        if known and not facts.get(name):
            facts[name] = known[0]
    return facts
