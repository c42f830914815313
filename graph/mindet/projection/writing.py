"""The statements that write a property graph, for a store with or without dynamic labels.

Where labels and types may come from data, one statement serves all things and one all
relationships: a plan a label set is dear on a cold server. The embedded store takes none,
so it gets one statement a label set and one a type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mindet.projection.batches import RUN, Batch, Job, batched, grouped, packed, padded, runs
from mindet.projection.changing import Change, changes
from mindet.projection.comparison import Link
from mindet.projection.graph import RESERVED, Node
from mindet.projection.linking import LINK
from mindet.projection.names import Names, cypher_name
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.store import Store

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
Made = Callable[[Sequence[str], list[int]], None]
NOTHING: Mapping[str, Any] = {}


class Writer:
    """Writes to one store; what writes yields what has been done, a transaction at a time.

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
                yield from self.write(map(_creation, batched(maps)), made)
                continue
            groups = grouped(run, lambda node: node.labels)
            jobs = (
                (_create(labels), [dict(node.properties) for node in group])
                for labels, group in groups
            )
            for rows, ids, counters in self._jobs(jobs):
                yield len(rows), counters
                made([str(row["iri"]) for row in rows], [one for (some,) in ids for one in some])

    def all_like(
        self,
        labels: Iterable[str],
        shared: Mapping[str, Any],
        keys: Sequence[str],
        rows: Iterable[tuple[Any, ...]],
    ) -> Iterator[Batch]:
        """To create nodes with the same labels, the same `shared` properties and the same other
        keys, which is quickest for many.

        A row has the values of the other keys in their order, and its size in bytes.
        """
        statement = _create_alike(None if self._dynamic else labels, shared, keys)
        beside = {"labels": list(labels), **shared}
        place = keys.index("iri")
        for batch in batched(rows, itemgetter(-1)):
            yield Batch(statement, batch, len(batch), [row[place] for row in batch], beside)

    def write(self, batches: Iterable[Batch], made: Made = lambda *_: None) -> Done:
        """Write what has been made ready; `made` is told of nodes as by `create`."""
        for batch in batches:
            returned: list[list[Any]] = []
            counters = self._store.write_batch(
                batch.statement, batch.rows, returned.append, batch.beside
            )
            yield batch.number, counters
            made(batch.iris, [one for (ids,) in returned for one in ids])

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

    def unlink(self, links: Iterable[Link]) -> Done:
        """Take relationships away."""
        return self._batches(_UNLINK, (list(link) for link in links))

    def delete(self, iris: Iterable[str]) -> Done:
        """Take nodes away, with all that is tied to them."""
        return self._batches(_DELETE, iris)

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
        """Run a statement that begins with a MATCH by what is in the row."""
        rows = padded(batch) if self._dynamic else batch
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
    rows = {"rows": padded([])}
    return [(_UPDATE, {**rows, **_ours(names)}), (_UNLINK, rows), (LINK, rows)]


def _ours(names: Names) -> dict[str, list[str]]:
    """The labels and keys that are ours to take away."""
    keys = (RESERVED | names.keys.keys()) - {"iri"}
    return {"labels": sorted(names.labels), "keys": sorted(keys)}


def _creation(maps: Sequence[tuple[Sequence[str], Mapping[str, Any]]]) -> Batch:
    return Batch(_CREATE, maps, len(maps), [str(properties["iri"]) for _, properties in maps])


def _create(labels: Iterable[str]) -> str:
    return f"UNWIND $rows AS row CREATE (n{_labelled(labels)}) SET n = row {_IDS}"


def _relabel(verb: str, place: int, changes: Iterable[Change]) -> Iterator[Job]:
    pairs = [(tuple(change[place]), change[0]) for change in changes if change[place]]
    for labels, group in grouped(pairs, lambda pair: pair[0]):
        statement = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri})"
        yield f"{statement} {verb} n{_labelled(labels)}", [iri for _, iri in group]


def _create_alike(labels: Iterable[str] | None, shared: Iterable[str], keys: Iterable[str]) -> str:
    """Labels come from a parameter if none are given; a key that a row lacks is null and not set.

    Where labels come from data a Neo4j is quicker by a third, and has fewer plans to make.
    """
    held = [f"{cypher_name(key)}: row[{place}]" for place, key in enumerate(keys)]
    pairs = ", ".join(held + [f"{cypher_name(key)}: ${cypher_name(key)}" for key in shared])
    if labels is None:
        return f"CYPHER 5 UNWIND $rows AS row CREATE (n:$($labels) {{{pairs}}}) {_IDS}"
    return f"UNWIND $rows AS row CREATE (n{_labelled(labels)} {{{pairs}}}) {_IDS}"


def _labelled(labels: Iterable[str]) -> str:
    return "".join(f":{cypher_name(label)}" for label in labels)
