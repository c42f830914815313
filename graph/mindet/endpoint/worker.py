"""A process of its own that holds the graph and answers one SPARQL query after another.

Run as a file. Standard input begins with a line of JSON, {"bytes": so many}, and so many bytes
of N-Quads; then each line is a task. Each answer is a line of JSON on standard output, with
the `bytes` that follow it. It ends with its input, and by itself where a task takes longer
than it may: whoever started it may be gone by then. It reads nothing of Mindet, so that it
starts quickly.
"""

import faulthandler
import json
import os
import re
import sys
from io import BytesIO
from typing import Any, BinaryIO

import pyoxigraph as ox

MEMORY = 2 << 30
GRACE = 2.0  # seconds for whoever started it to end it first
SHOWN = 200  # rows of a table on a page
LONGEST = 2_001  # characters of a value there: one more than are shown
PAGE = "page"
RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
MARKS = {"json": b"},{", "xml": b"<result>", "csv": b"\r\n", "tsv": b"\n"}
_STRINGS = {
    "json": re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*("|\\?\Z)'),
    "csv": re.compile(rb'"[^"]*("|\Z)'),
}
_XML = ("xml", "rdfxml")
_CONTROLS = bytes(sorted({*range(32)} - {*b"\t\n\r"}))  # XML 1.0 has no way to say them,
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())  # nor these
_ELEMENT = re.compile(r"[^\W\d][\w.\-]*\Z")  # the end of an IRI that can name an element
Told = tuple[dict[str, Any], bytes]


class Refused(Exception):
    """An answer that is not given: `kind` says why, the message what."""

    def __init__(self, kind: str, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.kind, self.remedy = kind, remedy


class Bounded(BytesIO):
    """Memory for so many bytes and not one more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: Any) -> int:
        """Take the bytes, or raise Refused."""
        self._left -= len(data)
        if self._left < 0:
            raise Refused("much", "an answer of too many bytes", "add LIMIT")
        return super().write(data)


def main() -> None:
    """Load the graph, then answer until the input ends."""
    given, told = sys.stdin.buffer, sys.stdout.buffer
    size = json.loads(given.readline())["bytes"]
    store = ox.Store()
    load(store, given, size)
    close_the_doors(size)
    say(told, {"ready": True}, b"")
    while line := given.readline():
        task = json.loads(line)
        faulthandler.dump_traceback_later(task["seconds"] + GRACE, exit=True)
        head, body = answer(store, task)
        faulthandler.cancel_dump_traceback_later()
        say(told, head, body)


def load(store: ox.Store, given: BinaryIO, size: int) -> None:
    """The N-Quads that stand next in the input."""
    store.bulk_load(given.read(size), format=ox.RdfFormat.N_QUADS)


def say(told: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    """An answer: what it is, then its bytes."""
    told.write(json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body)
    told.flush()


def close_the_doors(size: int) -> None:
    """No file or socket can be opened from here on, and memory is bounded, where POSIX is."""
    try:
        import resource
    except ImportError:  # Windows
        return
    os.nice(5)  # pages come before queries
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    memory = MEMORY + 10 * size
    if resource.getrlimit(resource.RLIMIT_AS)[1] == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def answer(store: ox.Store, task: dict[str, Any]) -> Told:
    """What the query finds, in the first of the wished forms that fits, or why not."""
    try:
        found = store.query(task["text"], base_iri=task["base"], **dataset(task))
        return told_of(found, task)
    except Refused as error:
        return {"error": error.kind, "what": str(error), "remedy": error.remedy}, b""
    except MemoryError:
        return {"error": "much", "what": "memory ran out", "remedy": "ask for less"}, b""
    except Exception as error:  # the parent shows it as a QueryError
        return {"error": "query", "what": str(error) or type(error).__name__}, b""


def dataset(task: dict[str, Any]) -> dict[str, Any]:
    """What the query is about: the graphs that the request names, or the union of all."""
    default, named = task["default"], task["named"]
    if not default and not named:
        return {"use_default_graph_as_union": task["union"]}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in default],
        "named_graphs": [ox.NamedNode(iri) for iri in named],
    }


def told_of(found: Any, task: dict[str, Any]) -> Told:
    """The answer and the form that it has."""
    graph = isinstance(found, ox.QueryTriples)
    form = task["graphs"] if graph else task["results"]
    if form is None:
        known = ", ".join(GRAPHS if graph else RESULTS)
        raise Refused("form", f"such an answer is one of {known}", "ask for one of these")
    if form == PAGE:
        body = json.dumps(page(found, task["rows"])).encode()
    elif graph:
        body = described(found, form, task)
    else:
        body = listed(found, form, task["rows"], task["most"])
    return {"form": form, "graph": graph}, in_xml(body) if form in _XML else body


def in_xml(body: bytes) -> bytes:
    """The same where XML can say it; a carriage return would be read as a line feed."""
    odd = any(one in body for one in _NONCHARACTERS)
    if odd or len(body.translate(None, _CONTROLS)) < len(body):
        raise Refused("form", "the answer has characters that XML can't have", "ask for JSON")
    return body.replace(b"\r", b"&#13;")


# --- rows


class Rows(Bounded):
    """Memory for a table of at most `limit` rows."""

    def __init__(self, form: str, limit: int, most: int) -> None:
        super().__init__(most)
        self._form, self._limit = form, limit
        self._marks, self._enough = 0, limit

    def write(self, data: Any) -> int:
        """Take the bytes; Refused as soon as there are too many rows."""
        size = super().write(data)
        self._marks += bytes(data).count(MARKS[self._form])
        if self._marks > self._enough:
            self._enough = 2 * self._marks
            self.check()
        return size

    def check(self) -> None:
        """Raise Refused where there are too many rows."""
        data, form, limit = self.getvalue(), self._form, self._limit
        # Text within a row may look like a mark, so what seems too much is counted without it.
        if rows(data, form) > limit and rows(without_text(data, form), form) > limit:
            raise too_many(limit)


def listed(found: Any, form: str, limit: int, most: int) -> bytes:
    """A table or a yes, at most `limit` rows and `most` bytes."""
    table = isinstance(found, ox.QuerySolutions)
    into = Rows(form, limit, most) if table else Bounded(most)
    found.serialize(into, format=RESULTS[form])
    if isinstance(into, Rows):
        into.check()
    return into.getvalue()


def rows(data: bytes, form: str) -> int:
    """The rows by the marks between them."""
    mark = MARKS[form]
    return data.count(mark) + (1 if form == "json" else 0 if form == "xml" else -1)


def without_text(data: bytes, form: str) -> bytes:
    """A table, or the beginning of one, without its strings."""
    return _STRINGS[form].sub(b"", data) if form in _STRINGS else data


def too_many(limit: int) -> Refused:
    """The answer at the limit of rows: none."""
    return Refused("much", f"more than {limit} rows", "add LIMIT")


# --- triples


def described(found: Any, form: str, task: dict[str, Any]) -> bytes:
    """The triples in order, so that equal answers are equal bytes."""
    triples = sorted(bounded(found, task["rows"]), key=str)
    if form == "rdfxml" and not all(_ELEMENT.search(t.predicate.value) for t in triples):
        what = "a property that can't be the name of an XML element"
        raise Refused("form", what, "ask for Turtle or N-Triples")
    into = Bounded(task["most"])
    named = prefixes(triples, task["prefixes"], task["ids"])
    ox.serialize(triples, into, format=GRAPHS[form], prefixes=named)
    return into.getvalue()


def prefixes(triples: Any, usual: dict[str, str], ids: str) -> dict[str, str]:
    """The usual prefixes, and one for each kind of thing that is said something of."""
    kind = re.compile(re.escape(ids) + "([a-z][a-z-]*)/")
    names = {found[1] for t in triples if (found := kind.match(str(t.subject.value)))}
    return {**usual, **{name: f"{ids}{name}/" for name in names}}


def bounded(found: Any, limit: int) -> set[Any]:
    """All that is found, where it is not more than `limit`."""
    kept: set[Any] = set()
    for one in found:
        kept.add(one)
        if len(kept) > limit:
            raise too_many(limit)
    return kept


# --- for the page


def page(found: Any, limit: int) -> dict[str, Any]:
    """Columns, the first rows, and how many there are."""
    if isinstance(found, ox.QueryBoolean):
        return {"columns": [], "rows": [], "total": 1, "yes": bool(found)}
    if isinstance(found, ox.QueryTriples):
        triples = sorted(bounded(found, limit), key=str)
        first = [[cell(t.subject), cell(t.predicate), cell(t.object)] for t in triples[:SHOWN]]
        columns = ["subject", "predicate", "object"]
        return {"columns": columns, "rows": first, "total": len(triples), "graph": True}
    first, total = [], 0
    for row in found:
        total += 1
        if total > limit:
            raise too_many(limit)
        if total <= SHOWN:
            first.append([cell(value) for value in row])
    return {"columns": [v.value for v in found.variables], "rows": first, "total": total}


def cell(term: Any) -> list[str] | None:
    """A term as [kind, text, language or datatype]."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value[:LONGEST], ""]
    if isinstance(term, ox.Literal):
        return ["literal", term.value[:LONGEST], term.language or term.datatype.value]
    return ["other", str(term)[:LONGEST], ""]


if __name__ == "__main__":
    main()
