"""A process of its own for one SPARQL query, so that it can be killed at its time limit.

Run as a file, with a line of JSON and then N-Quads on standard input; it answers with one
JSON object. It reads nothing of Mindet, so that it starts quickly.
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

MEMORY = 4 << 30


def main() -> None:
    """Answer the one query on standard input."""
    task = json.loads(sys.stdin.buffer.readline())
    try:
        answer = ask_endpoint(task) if task["endpoint"] else ask_here(task)
    except Exception as error:  # the parent shows it as a QueryError
        answer = {"error": str(error) or type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def ask_here(task: dict[str, Any]) -> dict[str, Any]:
    """The answer of an in-memory store that holds the N-Quads of standard input."""
    import pyoxigraph as ox

    store = ox.Store()
    data = sys.stdin.buffer.read()
    close_the_doors(len(data))
    store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
    found = store.query(task["text"], use_default_graph_as_union=task["union"])
    if isinstance(found, ox.QueryBoolean):
        return {"columns": ["answer"], "rows": [[["boolean", str(bool(found)).lower()]]]}
    if isinstance(found, ox.QueryTriples):
        triples = ([term(t.subject), term(t.predicate), term(t.object)] for t in found)
        return table(["subject", "predicate", "object"], triples, task["limit"])
    rows = ([term(value) for value in row] for row in found)
    return table([v.value for v in found.variables], rows, task["limit"])


def close_the_doors(size: int) -> None:
    """No file or socket can be opened from here on, and memory is bounded, where POSIX is."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    memory = MEMORY + 10 * size
    if resource.getrlimit(resource.RLIMIT_AS)[1] == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def term(value: Any) -> list[str] | None:
    """A pyoxigraph term as [kind, text]."""
    import pyoxigraph as ox

    if value is None:
        return None
    if isinstance(value, ox.Literal):
        return [value.datatype.value.rpartition("#")[2], value.value]
    return ["iri", value.value] if isinstance(value, ox.NamedNode) else ["other", str(value)]


def table(columns: list[str], rows: Any, limit: int) -> dict[str, Any]:
    """Columns and at most `limit` rows."""
    kept: list[Any] = []
    for row in rows:
        if len(kept) == limit:
            return {"error": f"more than {limit} rows", "remedy": "add LIMIT"}
        kept.append(row)
    return {"columns": columns, "rows": kept}


def ask_endpoint(task: dict[str, Any]) -> dict[str, Any]:
    """The answer of an endpoint by the SPARQL protocol."""
    fields = [("query", task["text"])] + [("default-graph-uri", g) for g in task["graphs"]]
    accept = "application/sparql-results+json, application/n-triples;q=0.9"
    headers = {"Accept": accept, "User-Agent": "mindet"}
    if urllib.parse.urlsplit(task["endpoint"]).scheme not in ("http", "https"):
        return {"error": "not an http address", "remedy": "give the query address of an endpoint"}
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(task["endpoint"], body, headers)  # noqa: S310  # http only, see above
    seconds = task.get("timeout", 3600.0)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310  # as above
            body = whole(response, time.monotonic() + seconds)
            return parsed(body, response.headers.get_content_type(), task["limit"])
    except urllib.error.HTTPError as error:
        return {
            "error": f"the endpoint said {error.code}: {error.read(500).decode(errors='replace')}"
        }
    except TimeoutError:
        return {"error": f"stopped after {seconds:g} seconds", "remedy": "allow more time"}
    except urllib.error.URLError as error:
        return {"error": f"no answer: {error.reason}", "remedy": "check the address"}


def whole(response: Any, deadline: float) -> bytes:
    """The body, however slowly it drips, or TimeoutError."""
    parts = []
    while part := response.read1(1 << 16):
        parts.append(part)
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def parsed(body: bytes, content_type: str, limit: int) -> dict[str, Any]:
    """The endpoint's answer as columns and rows; a cut-off one is an error."""
    if content_type.endswith("n-triples"):
        import pyoxigraph as ox

        triples = ox.parse(body, ox.RdfFormat.N_TRIPLES)
        rows = ([term(t.subject), term(t.predicate), term(t.object)] for t in triples)
        return table(["subject", "predicate", "object"], rows, limit)
    try:
        answer = json.loads(body)
    except ValueError:
        return {"error": "the endpoint's answer is cut off or no JSON", "remedy": "ask for less"}
    if "boolean" in answer:
        return {"columns": ["answer"], "rows": [[["boolean", str(answer["boolean"]).lower()]]]}
    columns = answer["head"]["vars"]
    rows = ([bound(row.get(name)) for name in columns] for row in answer["results"]["bindings"])
    return table(columns, rows, limit)


def bound(binding: dict[str, str] | None) -> list[str] | None:
    """A binding of the JSON results as [kind, text]."""
    if binding is None:
        return None
    if binding["type"] in ("literal", "typed-literal"):
        return [binding.get("datatype", "#string").rpartition("#")[2], binding["value"]]
    return ["iri" if binding["type"] == "uri" else "other", binding["value"]]


if __name__ == "__main__":
    main()
