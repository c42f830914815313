"""The step of `search`: the things whose names are nearest, for the query to tell more of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mindet.catalogue.names import names_of
from mindet.catalogue.preparing import Ready, Records

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine
    from mindet.catalogue.parameters import Value
    from mindet.catalogue.query import StoredQuery

MOST = 200  # things that one question gives


def prepare(engine: Engine, _query: StoredQuery, values: Mapping[str, Value]) -> Ready:
    """The nearest things; as of a day some of them will be gone, so more are looked at."""
    limit = min(int(str(values["limit"])), MOST)
    kind = values["kind"]
    classes = (str(kind).capitalize(),) if kind else ()
    sought = limit if values["as_of"] is None else 3 * limit
    found = names_of(engine).find(str(values["text"]), classes, sought) if limit > 0 else []
    matches = {match.thing: match for match in found}

    def finish(records: Records) -> Records:
        rank = {thing: place for place, thing in enumerate(matches)}
        told = []
        for record in sorted(records, key=lambda one: rank[one["thing"]]):
            match = matches[record["thing"]]
            named = {"name": match.name, "language": match.language or None}
            told.append(record | named | {"score": match.score, "match": match.how})
        return told[:limit]

    return Ready({"found": tuple(matches)}, finish)
