"""The stored queries: each a pair `NAME.cypher` and `NAME.rq`, read and checked together.

>>> catalogue = Catalogue.load()
>>> catalogue["powers"].titles["en"]
'Powers'
>>> catalogue["power"]
Traceback (most recent call last):
mindet.errors.QueryError: there is no stored query 'power'; did you mean 'powers'?
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.catalogue import finishing, piecewise, preparing
from mindet.catalogue.filling import blocks, fill
from mindet.catalogue.header import Column, Header, near
from mindet.catalogue.parameters import PREPARED, Parameter, Value, cypher_literal, sparql_term
from mindet.catalogue.piecewise import AMONG, DUE
from mindet.catalogue.rows import Row, in_order, normal
from mindet.catalogue.scan import cypher_columns, cypher_parameters, sparql_columns
from mindet.errors import QueryError
from mindet.resources import folder as data_folder
from mindet.store.table import Table
from mindet.terms import UNSTATED
from mindet.words import short

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine

SHARED = "shared.txt"
COMMON = ("lang", "as_of", "inferences")


@dataclass(frozen=True)
class Answer:
    """The rows of a stored query, values in their normal form, and what was asked.

    `cut` counts the rows that there are besides, where only the first were kept; None where
    there are some and nobody has counted them.
    """

    query: StoredQuery
    parameters: Mapping[str, Value]
    rows: tuple[Row, ...]
    cut: int | None = 0

    def first(self, rows: int) -> Answer:
        """The answer with its first `rows` only, if it has more; 0 keeps all."""
        if not 0 < rows < len(self.rows):
            return self
        cut = None if self.cut is None else self.cut + len(self.rows) - rows
        return replace(self, rows=self.rows[:rows], cut=cut)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows, in their order."""
        return self.query.columns

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a dictionary by column name."""
        return map(self.record, self.rows)

    def record(self, row: Row) -> dict[str, Any]:
        """A row of the answer as a dictionary by column name."""
        return dict(zip((column.name for column in self.columns), row, strict=True))

    def frame(self) -> Any:
        """The rows as a frame of pandas, or of polars where only that is installed.

        Days are datetime64 or Date, numbers floats, lists lists. Raises QueryError where neither
        is there.
        """
        from mindet.catalogue.frames import frame

        return frame(self.columns, self.rows)


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
    example: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    prepare: str = "none"
    prepared: tuple[Parameter, ...] = ()
    by: str = ""

    def values(self, given: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter with its value: the given one checked, else the default.

        Raises QueryError for an unknown parameter, one that lacks, a value of the wrong type.
        """
        for name in given:
            self.parameter(name)
        return {p.name: p.read(given.get(p.name, p.default)) for p in self.parameters}

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; QueryError with the nearest where there is none."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if name not in known:
            what = f"{self.name} has no parameter {name!r}"
            raise QueryError(what, remedy=near(name, known))
        return known[name]

    def sparql_text(self, values: Mapping[str, Value]) -> str:
        """The SPARQL text with the values in its VALUES blocks."""
        every = (*self.parameters, *self.prepared)
        terms = {p.name: sparql_term(p.type, values.get(p.name, ())) for p in every}
        return fill(self.sparql, terms)

    def cypher_text(self, values: Mapping[str, Value]) -> str:
        """The Cypher text with the values before it, to paste into Neo4j Browser or cypher-shell.

        >>> powers = Catalogue.load()["powers"]
        >>> print(powers.cypher_text(powers.values({})).partition("WITH")[0], end="")
        :param lang => 'en'
        :param as_of => null
        :param inferences => true
        """
        given = self.cypher_values(values).items()
        lines = [f":param {name} => {cypher_literal(value)}" for name, value in given]
        return "\n".join([*lines, self.cypher_body]) + ";\n"

    def cypher_values(self, values: Mapping[str, Value]) -> dict[str, Value | list[str]]:
        """What the Cypher text takes: all things, unless a batch of them is asked for."""
        taken = {**values, AMONG: values.get(AMONG)} if self.batched else values
        return {name: [*one] if isinstance(one, tuple) else one for name, one in taken.items()}

    @cached_property
    def batched(self) -> bool:
        """Whether its Cypher text can be asked about many things at once."""
        return AMONG in cypher_parameters(self.cypher)

    @property
    def cypher_body(self) -> str:
        """The Cypher text without its header."""
        lines = self.cypher.splitlines()
        return "\n".join(itertools.dropwhile(lambda line: line.startswith("//"), lines))

    def ask(
        self, engine: Engine, given: Mapping[str, object] | None = None, *, limit: int = 0
    ) -> Answer:
        """The answer of `engine` to the query with the parameters `given`.

        With a `limit` only its first rows, and what they do not need is not read.
        Raises QueryError for a wrong parameter or a query that fails there.
        """
        values = self._checked(engine, given or {})
        if limit and self.by and self._names_nothing(values):
            rows = piecewise.first_rows(self, engine, values, limit)
            if rows is not None:
                return replace(Answer(self, values, rows).first(limit), cut=None)
        ready = self.ready(engine, values)
        found = self._put(engine, values, ready) if ready else self.rows_of(engine, values)
        rows = found if ready and self.ordered else self.arranged(found, values)
        return Answer(self, values, rows).first(limit)

    def _names_nothing(self, values: Mapping[str, Value]) -> bool:
        """Whether it is asked about a whole country: what one thing is tied to is read at once."""
        things = [one for one in self.parameters if one.type == "iri"]
        return all(values[one.name] in (None, UNSTATED, one.default) for one in things)

    def arranged(self, rows: tuple[Row, ...], values: Mapping[str, Value]) -> tuple[Row, ...]:
        """The rows after the finishing step, in their order."""
        finished = finishing.REGISTRY[self.finish](rows, self.columns, values)
        return finished if self.ordered else tuple(in_order(finished))

    def rows_of(self, engine: Engine, values: Mapping[str, Value]) -> tuple[Row, ...]:
        """The rows as the engine gives them, in normal form."""
        return tuple(normal(self.columns, engine.rows(self, values)))

    def ready(self, engine: Engine, values: Mapping[str, Value]) -> preparing.Ready | None:
        """What the preparing step makes ready; None where the query has no such step."""
        step = preparing.REGISTRY.get(self.prepare)
        return step(engine, self, values) if step else None

    def whole_values(self, engine: Engine, given: Mapping[str, object]) -> dict[str, Value]:
        """The values with the things that the preparing step finds, as the query is put."""
        values = self._checked(engine, given)
        ready = self.ready(engine, values)
        return {**values, **(ready.values if ready else {})}

    def _put(
        self, engine: Engine, values: Mapping[str, Value], ready: preparing.Ready
    ) -> tuple[Row, ...]:
        """The finished rows for what was made ready; nothing found is not asked about."""
        found = any(ready.values.values())
        rows = self.rows_of(engine, {**values, **ready.values}) if found else ()
        return ready.finished([column.name for column in self.columns], rows)

    def _checked(self, engine: Engine, given: Mapping[str, object]) -> dict[str, Value]:
        """The values, of which all things are in the graph."""
        from mindet.catalogue import suggesting

        try:
            values = self.values(given)
        except QueryError:
            suggesting.check_readable(engine, self.parameters, given)
            raise
        for parameter in self.parameters:
            value = values[parameter.name]
            if parameter.type == "iri" and value not in (None, parameter.default):
                suggesting.check_there(engine, parameter, str(value))
        return values


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
        shared = _shared(folder)
        queries = (_read(folder, name, shared) for name in sorted(_names(folder)))
        return cls(queries, shared.words if shared else {})

    @staticmethod
    def one(name: str) -> StoredQuery:
        """One of Mindet's own alone: to read and check all takes as long as to answer many.

        Raises QueryError, with the nearest name, where there is none of that name.

        >>> Catalogue.one("powers").name
        'powers'
        """
        folder = data_folder("queries")
        if name not in (names := _names(folder)):
            raise _unknown(name, names)
        return _read(folder, name, _shared(folder))

    def listing(self, language: str = "en") -> Table:
        """Name, title and parameters of each query, in `language`."""
        heads = [
            self._words.get(key, {}).get(language, key) for key in ("name", "question", "takes")
        ]
        rows = [[q.name, q.titles[language], _takes(q, language)] for q in self.values()]
        return Table(heads, rows)

    def __getitem__(self, name: str) -> StoredQuery:
        if name not in self._queries:
            raise _unknown(name, self._queries)
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, name: object) -> bool:
        return name in self._queries


def _unknown(name: str, names: Iterable[str]) -> QueryError:
    return QueryError(f"there is no stored query {name!r}", remedy=near(name, names))


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir() if path.suffix in (".cypher", ".rq")}


def _shared(folder: Path) -> Header | None:
    """What all queries of a folder have in common."""
    return Header.read(_text(folder / SHARED), SHARED) if (folder / SHARED).exists() else None


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
        name, header.titles, header.descriptions,
        tuple(p for p in header.parameters.values() if p.type != PREPARED),
        tuple(header.columns.values()), text, _text(sparql), header.finish, header.ordered,
        header.whole, header.table, header.example,
        {**(shared.words if shared else {}), **header.words},
        header.prepare, tuple(p for p in header.parameters.values() if p.type == PREPARED),
        header.by,
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
    if header.prepare not in ("none", *preparing.REGISTRY):
        remedy = near(header.prepare, preparing.REGISTRY)
        yield f"unknown preparing step {header.prepare!r}", header.where["prepare"], remedy
    if header.by and not _orders(header, batched=query.batched):
        remedy = "name the thing in the first column, or document where rows are chronological"
        yield f"rows are not in the order of {header.by!r}", header.where["by"], remedy
    for name in header.table:
        if name not in header.columns:
            yield f"no column {name!r}", header.where["table"], near(name, header.columns)
    if header.example:
        try:
            query.values(header.example)
        except QueryError as error:
            yield f"example: {error.what}", header.where["example"], error.remedy
    yield from _parameter_troubles(query, header, cypher, sparql)
    yield from _column_troubles(query, header, cypher, sparql)


def _orders(header: Header, *, batched: bool) -> bool:
    """Whether the rows stand in the order of the things that `by` names."""
    if batched and header.by == DUE:  # deadlines and documents need no parameter that names them
        return next(iter(header.columns), "") == "last_day" and header.by in header.columns
    if batched and header.finish == "chronological":
        return header.by == "document" and header.by in header.columns
    parameter = header.parameters.get(header.by)
    if parameter is None or parameter.type != "iri" or not parameter.of:
        return False
    if header.finish == "chronological":
        return parameter.of == ("Document",) and header.by in header.columns
    return next(iter(header.columns), "") == header.by


def _parameter_troubles(
    query: StoredQuery, header: Header, cypher: str, sparql: str
) -> Iterator[_Trouble]:
    declared = set(header.parameters)
    among = {AMONG} if header.by else set()
    for name in sorted(set(cypher_parameters(query.cypher)) - declared - among):
        where = f"{cypher}:{_line(query.cypher, '$' + name)}"
        yield f"parameter ${name} is not declared", where, near(name, declared)
    step = preparing.REGISTRY.get(header.prepare)
    own = declared - set(step.takes if step else ())  # the rest is the step's
    for name in sorted(own - set(cypher_parameters(query.cypher))):
        yield f"parameter {name} is not used", header.where[name], "use it or delete it"
    for name in sorted(own - set(blocks(query.sparql))):
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
