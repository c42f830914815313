"""Whether a stored query's header, its Cypher and its SPARQL hold together."""

from __future__ import annotations

from collections.abc import Iterator

from mindet.catalogue import finishing, preparing
from mindet.catalogue.filling import blocks
from mindet.catalogue.header import Header, near
from mindet.catalogue.piecewise import AMONG, DUE
from mindet.catalogue.query import StoredQuery
from mindet.catalogue.scan import cypher_columns, cypher_parameters, sparql_columns
from mindet.errors import QueryError

Trouble = tuple[str, str, str]  # what, where, what to do


def troubles(query: StoredQuery, header: Header, cypher: str, sparql: str) -> Iterator[Trouble]:
    """Each thing that does not hold together; the texts are in the files `cypher` and `sparql`."""
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
) -> Iterator[Trouble]:
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
) -> Iterator[Trouble]:
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
