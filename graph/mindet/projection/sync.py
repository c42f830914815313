"""Bring a store into step with a property graph, and read one back.

    names = sync.names(store)
    report = sync.load(store, encode(dataset, ontology, names))

Each thing carries the digest of what is said of it, so that a load writes only what has
changed and deletes what is gone. Analysts' own nodes, labels, properties and
relationship types stay as they are. While a load is under way the store says so; one
that was cut off is finished by the next, which trusts no digest then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from mindet.errors import ProjectionError
from mindet.projection.graph import RESOURCE, Counts, Node, PropertyGraph, Relationship
from mindet.projection.names import VERSION, Names
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.store import Store

ROWS = 2000
BYTES = 4 * 2**20  # a batch; the embedded server refuses messages of 16 MiB
LARGEST = 12 * 2**20  # one thing
CONSTRAINT = (
    "CREATE CONSTRAINT mindet_resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE"
)
Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much
Row = dict[str, Any]
Job = tuple[str, list[Any]]  # a statement and its rows
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass
class Report:
    """What a load did: `counts` says as what the triples are held."""

    counts: Counts
    written: Counters = field(default_factory=Counters)
    created: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0

    @property
    def triples(self) -> int:
        """How many triples went in."""
        return self.counts.triples


@dataclass(frozen=True)
class State:
    """What a store says of its last load; `loading` while one is under way or was cut off."""

    names: Names | None = None
    digest: str = ""
    loading: bool = False


def state(store: Store) -> State:
    """The state of `store`; ProjectionError if another version of Mindet wrote it."""
    query = "MATCH (s:MindetState {name: 'state'}) RETURN s.version, s.names, s.digest, s.loading"
    for version, names, digest, loading in store.scan(query):
        if version != VERSION:
            raise ProjectionError(
                f"the graph was written by mapping version {version}, this is {VERSION}",
                where=store.address,
                remedy="unload it and load again",
            )
        return State(Names.from_json(names) if names else None, digest or "", bool(loading))
    return State()


def names(store: Store) -> Names | None:
    """The names that `store` uses, for `encode`; None where nothing has been loaded."""
    return state(store).names


def load(store: Store, graph: PropertyGraph, *, progress: Progress | None = None) -> Report:
    """Make the store hold `graph`, writing no more than needed.

    `progress` is called with a phase, a count and a total. Raises StoreError if another
    load is under way, ProjectionError for what no store can hold, before anything is written.
    """
    for node in graph.nodes:
        _check_size(node)
    with store.exclusive():
        before = state(store)
        if before.digest == graph.digest != "" and _same(before, graph):
            return Report(graph.counts, unchanged=len(graph.nodes))
        return _Load(store, graph, before, progress or (lambda *_: None)).run()


def unload(store: Store) -> Counters:
    """Take out all that Mindet wrote, and nothing else."""
    with store.exclusive():
        held = state(store)
        nothing = PropertyGraph((), (), held.names or Names())
        report = _Load(store, nothing, held, lambda *_: None).run()
        written = report.written + store.write("MATCH (s:MindetState) DELETE s")
    return written + store.write("MATCH (l:MindetLock) DELETE l")


def read(store: Store) -> PropertyGraph:
    """The property graph that `store` holds, for `decode`.

    Raises ProjectionError where nothing is held, or a load was cut off.
    """
    held = state(store)
    if held.names is None:
        raise ProjectionError("nothing is loaded", where=store.address, remedy="load it first")
    if held.loading:
        raise ProjectionError(
            "a load is under way or was cut off", where=store.address, remedy="load again"
        )
    found = store.scan(
        "MATCH (n:Resource) WHERE n.digest IS NOT NULL RETURN labels(n), properties(n)"
    )
    nodes = [Node(p["iri"], tuple(sorted(labels)), p) for labels, p in found]
    nodes.sort(key=lambda node: node.iri)
    query = "MATCH (a:Resource)-[r]->(b:Resource) RETURN a.iri, type(r), b.iri, properties(r)"
    links = [Relationship(*row) for row in store.scan(query) if row[1] in held.names.relationships]
    return PropertyGraph(nodes, sorted(links, key=_link_id), held.names, digest=held.digest)


class _Load:
    """One load: what is there, what is wanted, and the statements between them."""

    def __init__(
        self, store: Store, graph: PropertyGraph, before: State, progress: Progress
    ) -> None:
        self.store, self.graph, self.progress = store, graph, progress
        self.known = before.names or Names()
        self.names = graph.names.with_those_of(self.known)
        self.trusted = not before.loading and (
            before.names is None or graph.names.agrees(before.names)
        )
        self.report = Report(graph.counts)
        self.wanted = {node.iri: node for node in graph.nodes}
        self.stored: dict[str, str | None] = {}

    def run(self) -> Report:
        """All steps; the order is such that a load cut off anywhere can be done again."""
        self.store.schema(CONSTRAINT)
        self._mark(loading=True)
        # Without a digest a thing is not ours, or was left for an analyst's sake: it is taken over.
        there = dict(self.store.scan("MATCH (n:Resource) RETURN n.iri, n.digest"))
        self.stored = {i: d for i, d in there.items() if d is not None or i in self.wanted}
        new = [node for node in self.graph.nodes if node.iri not in self.stored]
        changed = [node for node in self.graph.nodes if self._is_changed(node)]
        gone = [iri for iri in self.stored if iri not in self.wanted]
        links = self._links(new, changed, gone)
        self._delete_links(links)
        self._create(new)
        self._update(changed)
        self._create_links(links)
        self._delete(gone)
        self._mark(loading=False)
        return self._finished(new, changed, gone)

    def _finished(self, new: list[Node], changed: list[Node], gone: list[str]) -> Report:
        report = self.report
        report.created, report.changed, report.deleted = len(new), len(changed), len(gone)
        report.unchanged = len(self.wanted) - len(new) - len(changed)
        return report

    def _is_changed(self, node: Node) -> bool:
        if node.iri not in self.stored:
            return False
        return not self.trusted or self.stored[node.iri] != node.properties["digest"]

    def _mark(self, *, loading: bool) -> None:
        names = self.names if loading else self.graph.names.with_those_of(self.known)
        properties = {
            "name": "state",
            "version": VERSION,
            "names": names.to_json(),
            "digest": "" if loading else self.graph.digest,
            "loading": loading,
        }
        self._write(
            "MERGE (s:MindetState {name: 'state'}) SET s += $properties", properties=properties
        )

    def _create(self, nodes: Sequence[Node]) -> None:
        """New nodes, one statement a label set: the embedded store takes no dynamic labels."""
        groups = _grouped(nodes, lambda node: node.labels)
        jobs = (
            (
                f"UNWIND $rows AS row CREATE (n{_labelled(labels)}) SET n = row",
                [dict(node.properties) for node in group],
            )
            for labels, group in groups
        )
        self._run("things", jobs, len(nodes))

    def _update(self, nodes: Sequence[Node]) -> None:
        """Changed nodes: our properties and labels as wanted, an analyst's as they are."""
        if not nodes:
            return
        current = {iri: (labels, keys) for iri, labels, keys in self._current(nodes)}
        rows = [self._update_row(node, current[node.iri][1]) for node in nodes]
        statement = "UNWIND $rows AS row MATCH (n:Resource {iri: row.iri}) SET n += row.p"
        self._run("changes", [(statement, rows)], len(rows))
        self._relabel("SET", nodes, lambda n: set(n.labels) - set(current[n.iri][0]))
        self._relabel("REMOVE", nodes, lambda n: self._stale(n, current[n.iri][0]))

    def _current(self, nodes: Sequence[Node]) -> Iterator[list[Any]]:
        query = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) RETURN n.iri, labels(n), keys(n)"
        for rows in _batched(node.iri for node in nodes):
            yield from self.store.scan(query, {"rows": rows})

    def _update_row(self, node: Node, there: list[str]) -> Row:
        """What to set; null takes a property of ours away."""
        stale = {key: None for key in there if key in _OURS or key in self.names.keys}
        return {"iri": node.iri, "p": {**stale, **node.properties}}

    def _stale(self, node: Node, there: Iterable[str]) -> set[str]:
        return {label for label in there if label in self.names.labels} - set(node.labels)

    def _relabel(
        self, verb: str, nodes: Sequence[Node], labels_of: Callable[[Node], set[str]]
    ) -> None:
        """The embedded store relabels a node once a transaction: SET and REMOVE go apart."""
        pairs = [(tuple(sorted(found)), n.iri) for n in nodes if (found := labels_of(n))]
        jobs = (
            (
                f"UNWIND $rows AS iri MATCH (n:Resource {{iri: iri}}) {verb} n{_labelled(labels)}",
                [iri for _, iri in group],
            )
            for labels, group in _grouped(pairs, lambda pair: pair[0])
        )
        self._run("labels", jobs, len(pairs))

    def _links(self, new: list[Node], changed: list[Node], gone: list[str]) -> _Links:
        """The relationships to make and to take away, of all things that are not as they were."""
        sources = {node.iri for node in (*new, *changed)}
        wanted = {_link_id(link): link for link in self.graph.relationships}
        wanted = {key: link for key, link in wanted.items() if key[0] in sources}
        there = set(self._stored_links([node.iri for node in changed] + gone))
        make = [link for key, link in wanted.items() if key not in there]
        return _Links(make, sorted(there - wanted.keys()))

    def _stored_links(self, sources: list[str]) -> Iterator[tuple[str, str, str, str]]:
        query = (
            "UNWIND $rows AS iri MATCH (a:Resource {iri: iri})-[r]->(b:Resource) "
            "RETURN a.iri, type(r), b.iri, r.graph"
        )
        for rows in _batched(sources):
            for source, kind, target, graph in self.store.scan(query, {"rows": rows}):
                if kind in self.names.relationships:
                    yield source, kind, target, _mark_of(graph)

    def _create_links(self, links: _Links) -> None:
        jobs = (
            (
                "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) "
                f"MATCH (b:Resource {{iri: row[1]}}) CREATE (a)-[r:{_quoted(kind)}]->(b) "
                "SET r = row[2]",
                [[link.source, link.target, dict(link.properties)] for link in group],
            )
            for kind, group in _grouped(links.make, lambda link: link.type)
        )
        self._run("links", jobs, len(links.make))

    def _delete_links(self, links: _Links) -> None:
        jobs = (
            (
                "UNWIND $rows AS row "
                f"MATCH (a:Resource {{iri: row[0]}})-[r:{_quoted(kind)}]->"
                "(b:Resource {iri: row[1]}) "
                "WHERE coalesce('=' + r.graph, '') = row[2] DELETE r",
                [[source, target, graph] for source, _, target, graph in group],
            )
            for kind, group in _grouped(links.remove, lambda key: key[1])
        )
        self._run("links gone", jobs, len(links.remove))

    def _delete(self, iris: list[str]) -> None:
        """Things that are gone. What an analyst has tied to one keeps it, without our words."""
        tied = set(self._tied(iris))
        statement = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) DETACH DELETE n"
        free = [iri for iri in iris if iri not in tied]
        self._run("things gone", [(statement, free)], len(free))
        self._strip(sorted(tied))

    def _tied(self, iris: list[str]) -> Iterator[str]:
        """The things to which an analyst has added something."""
        query = (
            "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) OPTIONAL MATCH (n)-[r]-() "
            "RETURN n.iri, labels(n), keys(n), collect(DISTINCT type(r))"
        )
        for rows in _batched(iris):
            for iri, labels, keys, kinds in self.store.scan(query, {"rows": rows}):
                foreign = set(labels) - self.names.labels.keys() - {RESOURCE}
                foreign |= set(keys) - self.names.keys.keys() - _OURS - {"iri"}
                if foreign or set(kinds) - self.names.relationships.keys():
                    yield iri

    def _strip(self, iris: list[str]) -> None:
        bare = [Node(iri, (RESOURCE,), {"iri": iri}) for iri in iris]
        self._update(bare)

    def _run(self, phase: str, jobs: Iterable[Job], total: int) -> None:
        done = 0
        for transaction in _packed(jobs):
            statements = [(text, {"rows": rows}) for text, rows in transaction]
            self.report.written += self.store.write_all(statements)
            done += sum(len(rows) for _, rows in transaction)
            self.progress(phase, done, total)

    def _write(self, statement: str, **parameters: Any) -> None:
        self.report.written += self.store.write(statement, parameters)


@dataclass(frozen=True)
class _Links:
    make: list[Relationship]
    remove: list[tuple[str, str, str, str]]


_OURS = frozenset({"longIri", "types", "graph", "digest", "overflow"})


def _same(before: State, graph: PropertyGraph) -> bool:
    held = before.names
    return held is not None and not before.loading and graph.names.agrees(held)


def _link_id(link: Relationship) -> tuple[str, str, str, str]:
    return link.source, link.type, link.target, _mark_of(link.properties.get("graph"))


def _mark_of(graph: object) -> str:
    """No graph of its own, and the default graph, are two things."""
    return "" if graph is None else f"={graph}"


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return sorted(groups.items(), key=lambda pair: str(pair[0]))


def _packed(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """The jobs in transactions, each bounded in rows and in bytes."""
    transaction: list[Job] = []
    room = ROWS
    for statement, rows in jobs:
        for batch in _batched(rows):
            if transaction and len(batch) > room:
                yield transaction
                transaction, room = [], ROWS
            transaction.append((statement, batch))
            room -= max(len(batch), ROWS * _size(batch) // BYTES)
    if transaction:
        yield transaction


def _batched(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Runs of rows, bounded in number and in bytes."""
    batch: list[Any] = []
    size = 0
    for row in rows:
        weight = _size(row)
        if batch and (len(batch) == ROWS or size + weight > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += weight
    if batch:
        yield batch


def _size(value: object) -> int:
    """About how many bytes a value takes on the wire; never less."""
    if isinstance(value, str):
        return 5 + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, Mapping):
        return 5 + sum(_size(k) + _size(v) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return 5 + sum(map(_size, value))
    return 32 if isinstance(value, date) else 9


def _check_size(node: Node) -> None:
    if (size := _size(node.properties)) > LARGEST:
        raise ProjectionError(
            f"what is said of it takes {size / 2**20:.0f} MiB, more than one message to a store",
            where=node.iri,
            remedy="shorten its literals",
        )


def _labelled(labels: Iterable[str]) -> str:
    return "".join(f":{_quoted(label)}" for label in labels)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
