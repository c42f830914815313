"""The stored queries: each a pair `NAME.cypher` and `NAME.rq`, read and checked together.

>>> catalogue = Catalogue.load()
>>> catalogue["powers"].titles["en"]
'Powers'
>>> catalogue["power"]
Traceback (most recent call last):
mindet.errors.QueryError: there is no stored query 'power'; did you mean 'powers'?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mindet.catalogue import finishing
from mindet.catalogue.filling import blocks, fill
from mindet.catalogue.header import Column, Header, near
from mindet.catalogue.parameters import Parameter, Value, sparql_term
from mindet.catalogue.rows import Row, in_order, normal
from mindet.catalogue.scan import cypher_columns, cypher_parameters, sparql_columns
from mindet.errors import QueryError
from mindet.resources import folder as data_folder
from mindet.store.table import Table
from mindet.terms import ID
from mindet.words import short

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine

SHARED = "shared.txt"
COMMON = ("lang", "as_of", "inferences")


@dataclass(frozen=True)
class Answer:
    """The rows of a stored query, values in their normal form, and what was asked."""

    query: StoredQuery
    parameters: Mapping[str, Value]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows, in their order."""
        return self.query.columns


@dataclass(frozen=True)
class StoredQuery:
    """One question of the catalogue, in Cypher and in SPARQL."""

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str = field(repr=False)
    sparql: str = field(repr=False)
    finish: str = "none"
    ordered: bool = False
    whole: bool = False
    table: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def values(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter with its value: the given one checked, else the default.

        Raises QueryError for an unknown parameter, one that lacks, a value of the wrong type.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                what = f"{self.name} has no parameter {name!r}"
                raise QueryError(what, remedy=near(name, names))
        return {p.name: p.read(given.get(p.name, p.default)) for p in self.parameters}

    def sparql_text(self, values: Mapping[str, Value]) -> str:
        """The SPARQL text with the values in its VALUES blocks."""
        terms = {p.name: sparql_term(p.type, values[p.name]) for p in self.parameters}
        return fill(self.sparql, terms)

    def ask(self, engine: Engine, given: Mapping[str, object] | None = None) -> Answer:
        """The answer of `engine` to the query with the parameters `given`.

        Raises QueryError for a wrong parameter or a query that fails there.
        """
        values = self.values(given or {})
        self._check_things(engine, values)
        rows = [normal(self.columns, row) for row in engine.rows(self, values)]
        finished = finishing.REGISTRY[self.finish](tuple(rows), self.columns, values)
        kept = finished if self.ordered else in_order(finished)
        return Answer(self, values, tuple(kept))

    def _check_things(self, engine: Engine, values: Mapping[str, Value]) -> None:
        """Raise QueryError for a thing that was asked about and is not in the graph."""
        for parameter in self.parameters:
            iri = values[parameter.name]
            if parameter.type != "iri" or iri in (None, parameter.default):
                continue
            if not engine.facts([str(iri)]):
                kind = str(iri).rpartition("/")[0] + "/"
                known = [short(one) for one in engine.ids(kind) or engine.ids(ID)]
                close = near(short(str(iri)), known) if known else "the graph is empty"
                what = f"{short(str(iri))!r} is not in the graph"
                raise QueryError(what, where=f"parameter {parameter.name}", remedy=close)


class Catalogue(Mapping[str, StoredQuery]):
    """The stored queries by name."""

    def __init__(
        self, queries: Iterable[StoredQuery], words: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._queries = {query.name: query for query in queries}
        self._words = words or {}

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalogue:
        """All pairs in `folder` (default: Mindet's own).

        Raises QueryError with file and line: a missing twin, translation, parameter or column.
        """
        folder = folder or data_folder("queries")
        names = {path.stem for path in folder.iterdir() if path.suffix in (".cypher", ".rq")}
        shared = Header.read(_text(folder / SHARED), SHARED) if (folder / SHARED).exists() else None
        queries = (_read(folder, name, shared) for name in sorted(names))
        return cls(queries, shared.words if shared else {})

    def listing(self, language: str = "en") -> Table:
        """Name, title and parameters of each query, in `language`."""
        heads = [
            self._words.get(key, {}).get(language, key) for key in ("name", "question", "takes")
        ]
        rows = [[q.name, q.titles[language], _takes(q, language)] for q in self.values()]
        return Table(heads, rows)

    def __getitem__(self, name: str) -> StoredQuery:
        if name not in self._queries:
            raise QueryError(f"there is no stored query {name!r}", remedy=near(name, self._queries))
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, name: object) -> bool:
        return name in self._queries


def _read(folder: Path, name: str, shared: Header | None) -> StoredQuery:
    cypher, sparql = folder / f"{name}.cypher", folder / f"{name}.rq"
    for path, twin in ((cypher, sparql), (sparql, cypher)):
        if not path.exists():
            raise QueryError(
                f"{twin.name} has no twin", where=f"{twin}:1", remedy=f"add {path.name}"
            )
    text = _text(cypher)
    header = Header.read(text, str(cypher), shared)
    query = StoredQuery(
        name, header.titles, header.descriptions, tuple(header.parameters.values()),
        tuple(header.columns.values()), text, _text(sparql), header.finish, header.ordered,
        header.whole, header.table, shared.words if shared else {},
    )  # fmt: skip
    for what, where, remedy in _troubles(query, header, str(cypher), str(sparql)):
        raise QueryError(what, where=where, remedy=remedy)
    return query


def _takes(query: StoredQuery, language: str) -> str:
    """The parameters that are the query's own, as they are given to it."""
    own = (p for p in query.parameters if p.name not in COMMON)
    must = query.words.get("required", {}).get(language, "required")
    return "\n".join(
        f"{p.name}={must if p.required else short(str(p.default or ''))} ({p.meaning[language]})"
        for p in own
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise QueryError("not UTF-8", where=f"{path}:1", remedy="save it as UTF-8") from None


_Trouble = tuple[str, str, str]


def _troubles(query: StoredQuery, header: Header, cypher: str, sparql: str) -> Iterator[_Trouble]:
    """Each thing that does not hold together: what, where, what to do."""
    for kind, texts in (("title", header.titles), ("description", header.descriptions)):
        for language in ("en", "ru", "kk"):
            if language not in texts:
                yield f"no {kind} in {language}", f"{cypher}:1", f"add // {kind}-{language}: …"
    if header.finish not in finishing.REGISTRY:
        remedy = near(header.finish, finishing.REGISTRY)
        yield f"unknown finishing step {header.finish!r}", header.where["finish"], remedy
    for name in header.table:
        if name not in header.columns:
            yield f"no column {name!r}", header.where["table"], near(name, header.columns)
    yield from _parameter_troubles(query, header, cypher, sparql)
    yield from _column_troubles(query, header, cypher, sparql)


def _parameter_troubles(
    query: StoredQuery, header: Header, cypher: str, sparql: str
) -> Iterator[_Trouble]:
    declared = set(header.parameters)
    for name in sorted(set(cypher_parameters(query.cypher)) - declared):
        where = f"{cypher}:{_line(query.cypher, '$' + name)}"
        yield f"parameter ${name} is not declared", where, near(name, declared)
    used = set(cypher_parameters(query.cypher))
    for name in sorted(declared - used):
        yield f"parameter {name} is not used", header.where[name], "use it or delete it"
    for name in sorted(declared - set(blocks(query.sparql))):
        where = f"{sparql}:1"
        yield f"parameter {name} is not used", where, f"add VALUES ?{name} {{ … }}"


def _column_troubles(
    query: StoredQuery, header: Header, cypher: str, sparql: str
) -> Iterator[_Trouble]:
    declared = list(header.columns)
    if not declared:
        yield "no columns", f"{cypher}:1", "add // column: NAME (TYPE) — …"
    for file, returned in ((cypher, cypher_columns), (sparql, sparql_columns)):
        text = query.cypher if file == cypher else query.sparql
        found = list(returned(text))
        for name in declared:
            if name not in found:
                yield f"column {name} is not returned by {file}", header.where[name], "return it"
        for name in found:
            if name not in declared:
                yield f"column {name} is not declared", f"{file}:{_line(text, name)}", "declare it"


def _line(text: str, word: str) -> int:
    return text.count("\n", 0, text.rfind(word)) + 1
