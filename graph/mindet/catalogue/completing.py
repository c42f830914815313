"""The values that a parameter can have, as somebody begins to type one."""

from __future__ import annotations

from mindet.catalogue.engines import Engine
from mindet.catalogue.library import Catalogue
from mindet.catalogue.names import names_of
from mindet.catalogue.parameters import Parameter
from mindet.terms import ID
from mindet.words import short

Completion = tuple[str, str]


def completions(
    engine: Engine, parameter: Parameter, begun: str, limit: int = 20
) -> list[Completion]:
    """Values that begin so, with what they are called, the nearest first, at most `limit`.

    Things are found by a name like `begun` in any language, or by the beginning of their id; for
    a date the first and the last day of the documents in the graph are offered.
    """
    if parameter.type == "iri":
        return _things(engine, parameter, begun, limit)
    known = _days(engine) if parameter.type == "date" else parameter.choices
    if parameter.type == "boolean":
        known = ("true", "false")
    return [(one, "") for one in known if one.startswith(begun)]


def _things(engine: Engine, parameter: Parameter, begun: str, limit: int) -> list[Completion]:
    found = names_of(engine).find(begun, parameter.of, limit) if "/" not in begun else []
    named = {short(match.thing): match.name for match in found}
    ids = map(short, engine.ids(ID + begun)) if begun else ()
    return [*named.items(), *((one, "") for one in ids if one not in named)][:limit]


def _days(engine: Engine) -> tuple[str, ...]:
    """The first and the last day of a document, our span for it included."""
    rows = list(Catalogue.one("document-dates").ask(engine).records())
    days = sorted(
        str(row[column])
        for row in rows
        for column in ("issued", "issued_earliest", "issued_latest")
        if row[column]
    )
    return tuple(dict.fromkeys((days[0], days[-1]))) if days else ()
