"""What an analyst's query may do on a server that is not ours: read the graph, nothing else.

READ mode stops writes on a Neo4j but not `LOAD CSV`, which reads the server's
files, nor procedures that reach out. The plan that EXPLAIN gives shows both, whatever
the text looks like. Functions do not show in a plan, so the plug-in functions that
run Cypher given as a string are found in the text.

>>> refusal("RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV …', {})")
'apoc functions may run other statements'
>>> refusal("MATCH (n) WHERE n.note = 'apoc.cypher' RETURN n // apoc.load") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

ALLOWED_PROCEDURES = frozenset(
    {
        "db.awaitindex",
        "db.awaitindexes",
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "db.info",
        "db.labels",
        "db.ping",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
    }
)
# Other SHOW commands tell of settings and of other people's queries.
_HARMLESS_SHOWS = frozenset({"showprocedures", "showfunctions", "showindexes", "showconstraints"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
# Comments and strings, which can hold any words; a backtick name is kept, without its quotes.
_QUIET = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`((?:[^`]|``)*)`""", re.DOTALL
)
_PLUGIN = re.compile(r"\b(apoc|gds|genai|n10s|bloom)\s*\.", re.IGNORECASE)
_PREFIX = re.compile(r"\s*(EXPLAIN|PROFILE|TERMINATE)\b", re.IGNORECASE)


def refusal(cypher: str) -> str | None:
    """Why the text of `cypher` may not run, or None."""
    text = _QUIET.sub(lambda found: found[1] or " ", _unescape(cypher))
    if found := _PLUGIN.search(text):
        return f"{found[1].lower()} functions may run other statements"
    if found := _PREFIX.match(text):
        return f"{found[1].upper()} is not part of a query here"
    return None


def plan_refusal(plan: Mapping[str, Any], query_type: str | None) -> str | None:
    """Why the EXPLAINed `plan` may not run, or None.

    >>> plan_refusal({"operatorType": "LoadCSV@neo4j"}, "r")
    'LOAD CSV reads files and addresses'
    >>> plan_refusal({"operatorType": "Create@neo4j"}, "w")
    'it writes'
    """
    if query_type != "r":
        return "it writes" if query_type in ("w", "rw") else "it changes the schema or the server"
    return next((why for operator in _operators(plan) if (why := _operator(operator))), None)


def _operator(operator: Mapping[str, Any]) -> str | None:
    kind = operator.get("operatorType", "").partition("@")[0].lower()
    if "loadcsv" in kind:
        return "LOAD CSV reads files and addresses"
    if "procedurecall" in kind:
        return _procedure(str(operator.get("args", {}).get("Details", "")))
    if kind.startswith(("show", "terminate")) and kind not in _HARMLESS_SHOWS:
        return "it looks into the server or stops other people's queries"
    return None


def _procedure(details: str) -> str | None:
    name = details.partition("(")[0].replace("`", "").strip()
    if name.lower() in ALLOWED_PROCEDURES:
        return None
    return f"the procedure {name or '(unnamed)'} is not on the list of harmless ones"


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children") or ():
        yield from _operators(child)


def _unescape(cypher: str) -> str:
    """Cypher takes an escaped letter anywhere, in a name as well."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cypher)
