"""What was perhaps meant by a thing that is not in the graph: by its id, or by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mindet.catalogue.engines import Engine
from mindet.catalogue.header import near
from mindet.catalogue.names import names_of
from mindet.catalogue.parameters import Parameter
from mindet.errors import QueryError
from mindet.terms import ID
from mindet.words import short


def check_readable(
    engine: Engine, parameters: Iterable[Parameter], given: Mapping[str, object]
) -> None:
    """Raise QueryError with a suggestion for a name where an id is asked for."""
    for parameter in parameters:
        value = given.get(parameter.name)
        if parameter.type == "iri" and isinstance(value, str):
            try:
                parameter.read(value)
            except QueryError:
                if close := _named(engine, parameter, value):
                    raise missing(parameter, value, close) from None


def check_there(engine: Engine, parameter: Parameter, iri: str) -> None:
    """Raise QueryError, with what was perhaps meant, for a thing that is not in the graph."""
    if engine.facts([iri]):
        return
    told = short(iri)
    raise missing(parameter, told, _named(engine, parameter, told) or _near(engine, iri))


def missing(parameter: Parameter, told: str, remedy: str) -> QueryError:
    """The error for a thing that is not in the graph."""
    where = f"parameter {parameter.name}"
    return QueryError(f"{told!r} is not in the graph", where=where, remedy=remedy)


def _named(engine: Engine, parameter: Parameter, text: str) -> str:
    """The thing with a name like `text`, unless that is written as an id."""
    if "/" in text:
        return ""
    found = names_of(engine).find(text, parameter.of, 1)
    return f"did you mean {short(found[0].thing)!r}, {found[0].name}?" if found else ""


def _near(engine: Engine, iri: str) -> str:
    kind = iri.rpartition("/")[0] + "/"
    known = [short(one) for one in engine.ids(kind) or engine.ids(ID)]
    return near(short(iri), known) if known else "the graph is empty"
