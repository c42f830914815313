"""The stored queries: questions to the graph, each in Cypher and in SPARQL.

A query is two files in `queries/`; a comment at the top of `NAME.cypher` says what it
takes and gives. Nobody needs Python to add one.

>>> from mindet.dataset import Dataset
>>> powers = Catalogue.load()["powers"]
>>> powers.ask(SparqlEngine(Dataset([])), {"lang": "kk"}).rows
()
"""

from mindet.catalogue.adhoc import run_sparql
from mindet.catalogue.engines import CypherEngine, Engine, SparqlEngine
from mindet.catalogue.library import Catalogue
from mindet.catalogue.query import Answer, StoredQuery

__all__ = [
    "Answer",
    "Catalogue",
    "CypherEngine",
    "Engine",
    "SparqlEngine",
    "StoredQuery",
    "run_sparql",
]
