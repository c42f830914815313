"""The statements that write a property graph, for a store with or without dynamic labels.

Where labels and types may come from data, one statement serves all things and one all
relationships: a plan a label set is dear on a cold server. The embedded store takes none,
so it gets one statement a label set and one a type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mindet.projection.batches import ROWS, Job, batched, grouped, packed, runs
from mindet.projection.changing import Change, changes
from mindet.projection.comparison import Link
from mindet.projection.graph import RESERVED, Node
from mindet.projection.names import Names
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.store import Store

FAN = 1000  # relationships of one source in one row
# Internal ids live as long as this load; Cypher 25 no longer tells them.
_IDS = "RETURN collect(id(n))"
_CREATE = f"CYPHER 5 UNWIND $rows AS row CREATE (n:$(row[0])) SET n = row[1] {_IDS}"
# Labels and properties of ours that are no longer wanted go, an analyst's own stay. What
# relationships there are is told with it: a statement less for a server to plan.
_UPDATE = (
    "UNWIND $rows AS row MATCH (n:Resource {iri: row[0]}) WITH n, row, "
    "[l IN labels(n) WHERE l IN $labels AND NOT l IN row[1]] AS stale, "
    "[k IN keys(n) WHERE k IN $keys AND row[2][k] IS NULL] AS unset "
    "REMOVE n:$(stale) SET n:$(row[1]) SET n += row[2] FOREACH (k IN unset | REMOVE n[k]) "
    "WITH n MATCH (n)-[r]->(m:Resource) RETURN n.iri, type(r), m.iri, r.graph"
)
_LINK = (
    "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) UNWIND row[1] AS o "
    "MATCH (b:Resource {iri: o[1]}) CREATE (a)-[:$(o[0])]->(b)"
)
_LINK_IDS = (
    "CYPHER 5 UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] UNWIND row[1] AS o "
    "MATCH (b) WHERE id(b) = o[1] CREATE (a)-[:$(o[0])]->(b)"
)
_LINK_GRAPH = _LINK.replace("[:$(o[0])]", "[r:$(o[0])]") + " SET r.graph = o[2]"
_UNLINK = (
    "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]})-[r]->(b:Resource {iri: row[2]}) "
    "WHERE type(r) = row[1] AND coalesce('=' + r.graph, '') = row[3] DELETE r"
)
_LINKS = (
    "UNWIND $rows AS iri MATCH (n:Resource {iri: iri})-[r]->(m:Resource) "
    "RETURN n.iri, type(r), m.iri, r.graph"
)
_SET = "UNWIND $rows AS row MATCH (n:Resource {iri: row[0]}) SET n += row[1]"
_DELETE = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) DETACH DELETE n"
_MERGE = (
    "UNWIND $rows AS row MERGE (n:Resource {iri: row.iri}) "
    "ON CREATE SET n = row ON MATCH SET n.digest = coalesce(n.digest, '')"
)
Done = Iterator[tuple[int, Counters]]  # how many a transaction wrote, and what the server counted
Found = Callable[[list[Any]], None]
Made = Callable[[list[str], list[int]], None]
NOTHING: Mapping[str, Any] = {}
RUN = 20_000  # that are sorted into statements at a time


class Writer:
    """Writes to one store; each method yields what has been done, a transaction at a time.

    `names` has every label and key that a load of ours may have written.
    """

    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._dynamic = store.dynamic_labels
        self._ours = _ours(names)

    def create(self, nodes: Iterable[Node], made: Made = lambda *_: None) -> Done:
        """Nodes that are not there; `made` is told their IRIs and the server's ids for them."""
        for run in runs(nodes, RUN):
            if self._dynamic:
                maps = ((node.labels, dict(node.properties)) for node in run)
                for batch in batched(maps):
                    iris = [str(properties["iri"]) for _, properties in batch]
                    yield from self._made(_CREATE, batch, iris, made)
                continue
            groups = grouped(run, lambda node: node.labels)
            jobs = (
                (_create(labels), [dict(node.properties) for node in group])
                for labels, group in groups
            )
            for rows, ids, counters in self._jobs(jobs):
                yield len(rows), counters
                made([str(row["iri"]) for row in rows], [one for (some,) in ids for one in some])

    def create_all(
        self,
        labels: Iterable[str],
        keys: list[str],
        rows: Iterable[tuple[Any, ...]],
        made: Made = lambda *_: None,
    ) -> Done:
        """Nodes with the same labels and keys, which is quickest for many.

        A row has the labels, the values of the keys in their order, and its size in bytes.
        """
        statement = _create_keyed(None if self._dynamic else labels, keys)
        place = keys.index("iri") + 1
        for batch in batched(rows, itemgetter(-1)):
            yield from self._made(statement, batch, [row[place] for row in batch], made)

    def _made(self, statement: str, batch: Sequence[Any], iris: list[str], made: Made) -> Done:
        ids: list[int] = []
        yield len(batch), self._store.write_batch(statement, batch, lambda row: ids.extend(row[0]))
        made(iris, ids)

    def update(self, nodes: Iterable[Node], linked: Found | None = None) -> Done:
        """Nodes that are there: what is ours becomes as wanted, the digest last.

        `linked`, if given, is told the relationships that start from them, as by `links_of`.
        """
        if self._dynamic:
            rows = ([node.iri, list(node.labels), dict(node.properties)] for node in nodes)
            for batch in batched(rows):
                yield len(batch), self._matched(_UPDATE, batch, linked, self._ours)
            return
        for run in runs(changes(self._store, nodes, **self._ours), RUN):
            # The embedded store relabels a node once a transaction: SET and REMOVE go apart.
            for verb, place in (("REMOVE", 1), ("SET", 2)):
                for _, _, counters in self._jobs(_relabel(verb, place, run)):
                    yield 0, counters
            if linked:
                for link in self.links_of(change[0] for change in run):
                    linked(link)
            yield from self._batches(_SET, ([change[0], change[3]] for change in run))

    def links_of(self, iris: Iterable[str]) -> Iterator[list[Any]]:
        """Source, type, target and graph code, if any, of what starts from those things."""
        for batch in batched(iris):
            yield from self._store.scan(_LINKS, {"rows": batch})

    def merge(self, rows: Iterable[dict[str, Any]]) -> Done:
        """Things that are only pointed at, unless they are there."""
        for batch in batched(rows):
            yield len(batch), self._store.write_batch(_MERGE, batch)

    def link(self, links: Iterable[Link]) -> Done:
        """Relationships, in the order of their sources."""
        for run in runs(links, RUN):
            if self._dynamic:
                yield from self._link_dynamic(run)
            else:
                yield from self._link_static(run)

    def link_by_ids(self, links: Iterable[tuple[int, str, int]]) -> Done:
        """Relationships between nodes that `create` has told the ids of."""
        for run in runs(links, RUN):
            if self._dynamic:
                rows = _fans([(source, kind, target, "") for source, kind, target in run])
                yield from self._fanned(_LINK_IDS, rows)
                continue
            for kind, group in grouped(run, lambda link: link[1]):
                yield from self._tied(_link_ids(kind), [(a, b) for a, _, b in group])

    def unlink(self, links: Iterable[Link]) -> Done:
        """Take relationships away."""
        return self._batches(_UNLINK, (list(link) for link in links))

    def delete(self, iris: Iterable[str]) -> Done:
        """Take nodes away, with all that is tied to them."""
        return self._batches(_DELETE, iris)

    def _link_dynamic(self, links: list[Link]) -> Done:
        plain = _fans([link for link in links if not link[3]])
        graphed = _fans([link for link in links if link[3]])
        yield from self._fanned(_LINK, plain)
        yield from self._fanned(_LINK_GRAPH, graphed)

    def _link_static(self, links: list[Link]) -> Done:
        for kind, group in grouped(links, lambda link: link[1]):
            plain = [(a, b) for a, _, b, mark in group if not mark]
            yield from self._tied(_link(kind), plain)
            marked = [[a, b, mark[1:]] for a, _, b, mark in group if mark]
            yield from self._batches(_link_graph(kind), marked)

    def _tied(self, statement: str, pairs: Iterable[tuple[Any, Any]]) -> Done:
        """Relationships of the one type that stands in the statement."""
        fans = _fans((source, target, "", "") for source, target in pairs)
        return self._fanned(statement, ([a, [b for b, _ in ends]] for a, ends in fans))

    def _fanned(self, statement: str, rows: Iterable[list[Any]]) -> Done:
        for batch in batched(rows):
            done = sum(len(row[1]) for row in batch)
            yield done, self._matched(statement, batch)

    def _batches(self, statement: str, rows: Iterable[Any]) -> Done:
        for batch in batched(rows):
            yield len(batch), self._matched(statement, batch)

    def _matched(
        self,
        statement: str,
        batch: list[Any],
        found: Found | None = None,
        beside: Mapping[str, Any] = NOTHING,
    ) -> Counters:
        """Run a statement that begins with a MATCH by what is in the row.

        For each order of magnitude of a list's length a Neo4j makes a plan of its own. Rows of
        nothing, for which nothing is matched, make all lists as long.
        """
        rows = [*batch, *[None] * (ROWS - len(batch))] if self._dynamic else batch
        return self._store.write_batch(statement, rows, found or (lambda _: None), beside)

    def _jobs(self, jobs: Iterable[Job]) -> Iterator[tuple[list[Any], list[Any], Counters]]:
        """The rows of each transaction, what its statements returned, what was counted."""
        for transaction in packed(jobs):
            statements = [(text, {"rows": rows}) for text, rows in transaction]
            returned: list[Any] = []
            counters = self._store.write_all(statements, returned.append)
            yield [row for _, rows in transaction for row in rows], returned, counters


def likely(names: Names) -> list[tuple[str, Mapping[str, Any]]]:
    """The statements that a change of a graph with these names takes, for `Store.planning`."""
    rows = {"rows": [None] * ROWS}
    return [(_UPDATE, {**rows, **_ours(names)}), (_UNLINK, rows), (_LINK, rows)]


def _ours(names: Names) -> dict[str, list[str]]:
    """The labels and keys that are ours to take away."""
    keys = (RESERVED | names.keys.keys()) - {"iri"}
    return {"labels": sorted(names.labels), "keys": sorted(keys)}


def _create(labels: Iterable[str]) -> str:
    return f"UNWIND $rows AS row CREATE (n{_labelled(labels)}) SET n = row {_IDS}"


def _relabel(verb: str, place: int, changes: Iterable[Change]) -> Iterator[Job]:
    pairs = [(tuple(change[place]), change[0]) for change in changes if change[place]]
    for labels, group in grouped(pairs, lambda pair: pair[0]):
        statement = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri})"
        yield f"{statement} {verb} n{_labelled(labels)}", [iri for _, iri in group]


def _link(kind: str) -> str:
    return (
        "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) UNWIND row[1] AS iri "
        f"MATCH (b:Resource {{iri: iri}}) CREATE (a)-[:{_quoted(kind)}]->(b)"
    )


def _link_ids(kind: str) -> str:
    return (
        "UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] UNWIND row[1] AS other "
        f"MATCH (b) WHERE id(b) = other CREATE (a)-[:{_quoted(kind)}]->(b)"
    )


def _link_graph(kind: str) -> str:
    return (
        "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]}) "
        f"CREATE (a)-[r:{_quoted(kind)}]->(b) SET r.graph = row[2]"
    )


def _create_keyed(labels: Iterable[str] | None, keys: Iterable[str]) -> str:
    """Labels come from the row if none are given; a key that a row lacks is null and not set.

    With labels from the row a Neo4j is quicker by a third, and has fewer plans to make.
    """
    pairs = ", ".join(f"{_quoted(key)}: row[{place}]" for place, key in enumerate(keys, 1))
    if labels is None:
        return f"CYPHER 5 UNWIND $rows AS row CREATE (n:$(row[0]) {{{pairs}}}) {_IDS}"
    return f"UNWIND $rows AS row CREATE (n{_labelled(labels)} {{{pairs}}}) {_IDS}"


def _fans(links: Iterable[tuple[Any, Any, Any, str]]) -> Iterator[list[Any]]:
    """Rows of a source and its relationships; one that has very many takes several rows."""
    for source, group in groupby(links, key=lambda link: link[0]):
        rest = (
            [kind, target, mark[1:]] if mark else [kind, target] for _, kind, target, mark in group
        )
        while run := list(islice(rest, FAN)):
            yield [source, run]


def _labelled(labels: Iterable[str]) -> str:
    return "".join(f":{_quoted(label)}" for label in labels)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
