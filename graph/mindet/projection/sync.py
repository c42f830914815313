"""Bring a store into step with a spool of quads, writing no more than needed.

    with Spool.read(paths) as spool, open_store(address, write=True) as store:
        report = load(store, spool, own())

Digests decide: first a graph's, then a thing's. A thing's digest is written together with
its properties, after its labels, so it tells the truth about them whenever a load is cut
off. Relationships come after all things; what a cut-off load has made of them is found by
comparing all. Analysts' own nodes, labels, properties and relationship types stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.errors import ProjectionError
from mindet.projection import feed, reading, schema, state
from mindet.projection.ahead import ahead
from mindet.projection.batches import batched
from mindet.projection.comparison import TASKS, Comparison, Link
from mindet.projection.decoding import Decoding
from mindet.projection.encoding import Encoding, bare, find_homes
from mindet.projection.graph import RESERVED, RESOURCE, Counts, Node
from mindet.projection.names import Names, graph_code, graph_token
from mindet.projection.naming import plan_of
from mindet.projection.node_tables import tables
from mindet.projection.spool import Progress, Spool
from mindet.projection.state import Run, State
from mindet.projection.writing import Done, Writer, likely
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store

OFTEN = 500  # nodes of the same classes that are worth a statement of their own
WIDE = 60  # keys that a statement names
LARGEST = 12 * 2**20  # bytes of one thing: what a message to the embedded store carries
_DIGESTS = """MATCH (n:Resource) WHERE n.digest <> '' {among}
RETURN collect(n.iri + ' ' + n.digest), substring(n.digest, 0, 2) AS bucket"""
_ALL_LINKS = "MATCH (n:Resource)-[r]->(m:Resource) RETURN n.iri, type(r), m.iri, r.graph"
_TIES = """UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) OPTIONAL MATCH (n)-[r]-()
RETURN n.iri, n.longIri, labels(n), keys(n), collect(DISTINCT type(r))"""


@dataclass
class Report:
    """What a load did or, `dry`, would do: `counts` says as what the triples are held."""

    counts: Counts = field(default_factory=Counts)
    written: Counters = field(default_factory=Counters)
    triples: int = 0
    run: int = 0
    created: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0


def load(
    store: Store,
    spool: Spool,
    ontology: Ontology,
    *,
    scope: str | None = None,
    source: str = "",
    dry: bool = False,
    changes: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make the store hold what the spool says; with a `scope`, an IRI, in that graph only.

    `changes` names an empty folder for lists of what is added and removed (see `feed`).
    `source` is a digest of the files that were read, for `known`.
    `dry` writes nothing and reports what would be done. `progress` is called with a phase,
    a count and a total. Raises StoreError if another load is under way, ProjectionError for
    a graph of another mapping version and for what no store can hold, before anything is
    written.
    """
    with nullcontext() if dry else store.exclusive():
        before = state.held(store)
        if before.loading and scope is not None:
            raise ProjectionError(
                "a load was cut off, so one graph alone can't be brought into step",
                where=store.address,
                remedy="load all graphs once",
            )
        return _Load(store, spool, ontology, before, scope, source, progress).run(dry, changes)


def known(store: Store, ontology: Ontology, source: str) -> Report | None:
    """The report of a load that would change nothing, if the last one read the same files."""
    before = state.held(store)
    if not source or before.loading or before.source != source or not before.names:
        return None
    if before.names.plan != plan_of(ontology):
        return None
    triples = sum(n for n, _ in before.graphs.values())
    return Report(triples=triples, unchanged=before.things)


def unload(store: Store) -> Counters:
    """Take out all that Mindet wrote, of whatever version, and nothing else."""
    from mindet.ontology import own

    with store.exclusive(), Spool() as nothing:
        nothing.settle()
        held = state.held(store, any_version=True)
        report = _Load(store, nothing, own(), replace(held, loading=True)).run()
        written = report.written + state.forget(store)
    return written + store.write("MATCH (l:MindetLock) DELETE l")


class _Load:
    """One load: what is there, what is wanted, and the statements between them."""

    def __init__(
        self,
        store: Store,
        spool: Spool,
        ontology: Ontology,
        before: State,
        scope: str | None = None,
        source: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.source = source
        self.store, self.spool, self.ontology, self.before = store, spool, ontology, before
        self.scope = None if scope is None else graph_token(scope)
        self.progress = progress or (lambda *_: None)
        self.known = before.names or Names()
        self.decoding = Decoding(self.known)
        self.report = Report()
        # After a cut-off load, or one by other rules, nothing but a thing's digest is trusted.
        self.afresh = before.loading or self.known.plan != plan_of(ontology)

    def run(self, dry: bool = False, changes: Path | None = None) -> Report:
        """All steps; the order is such that a load cut off anywhere can be done again."""
        differing = self._differing()
        if not differing and not self.afresh:
            return self._unchanged(dry)
        with self._planning(dry):
            return self._changed(differing, dry, changes)

    def _planning(self, dry: bool) -> AbstractContextManager[None]:
        """Plans take a server longer than to change a hundredth: it makes them meanwhile."""
        if dry or self.before.names is None or not self.store.dynamic_labels:
            return nullcontext()
        return self.store.planning(likely(self.before.names))

    def _changed(self, differing: set[str], dry: bool, changes: Path | None) -> Report:
        if self.scope is not None and differing:
            self._add_other_graphs()
        self._compare(differing)
        if not self._validate():  # some digests were of lines in another form
            self.spool.settle()
            differing = self._differing()
            self._compare(differing)
        if not differing and not self.afresh:
            return self._unchanged(dry)
        self._encode()
        if changes is not None:
            self._tell(changes)
        if not dry:
            self._write()
        return self.report

    def _unchanged(self, dry: bool) -> Report:
        if not dry and not self.before.indexed:
            self._constrain()
        return Report(triples=self.spool.triples, unchanged=self.before.things)

    def _tell(self, folder: Path) -> None:
        """Write down what will be added and removed."""
        keys = chain(self.comparison.keys("changed"), self.comparison.keys("gone"))
        there = reading.things(self.store, keys) if self.before.names else ()
        stored = reading.in_order(self.decoding.lines(node, links) for node, links in there)
        changes = feed.differences(chain.from_iterable(stored), self.comparison.lines())
        feed.write(changes, folder)

    # --- finding out

    def _differing(self) -> set[str]:
        """The codes of the graphs that are not as the store has them."""
        graphs = {graph_code(token): said for token, said in self.spool.graphs().items()}
        self.graphs: state.Graphs = graphs
        there = dict(self.before.graphs)
        if self.scope is not None:
            code = graph_code(self.scope)
            there = {code: there[code]} if code in there else {}
        return {c for c in there.keys() | graphs.keys() if there.get(c) != graphs.get(c)}

    def _compare(self, differing: set[str]) -> None:
        find_homes(self.spool, self.ontology)
        comparison = self.comparison = Comparison(self.spool)
        self.first = self.before.names is None and self._is_empty()
        everything = self.scope is None and (
            self.afresh or differing >= self.before.graphs.keys() | self.graphs.keys()
        )
        if not self.first:
            comparison.store_has(self._digests(None if everything else differing))
        comparison.decide(None if everything else {graph_token(code) for code in differing})
        if not self.first:
            comparison.exist(self._existing())

    def _validate(self) -> bool:
        """Look at the quads that are needed; whether all of them were in the usual form."""
        only = "" if self.before.loading or self.first else TASKS
        usual = self.spool.validate(only)
        if not usual:
            self.spool.validate()
        elif only:
            self.spool.keep(only)
        return usual

    def _encode(self) -> None:
        self._check_size()
        self.encoding = Encoding(self.spool, self.ontology, self.before.names)
        self.names = self.encoding.names.with_those_of(self.known)
        comparison, report = self.comparison, self.report
        report.triples = self.spool.triples
        report.created, report.changed = comparison.count("new"), comparison.count("changed")
        report.deleted = comparison.count("gone")
        report.unchanged = comparison.things() - report.created - report.changed

    def _is_empty(self) -> bool:
        return not list(self.store.scan("MATCH (n:Resource) RETURN 1 LIMIT 1"))

    def _digests(self, codes: set[str] | None) -> Iterator[str]:
        """Key and digest, a space between, of the things in those graphs.

        Many at a time, and as one text: that is quicker on the wire and at both ends.
        """
        query = _DIGESTS.format(among="" if codes is None else reading.AMONG)
        found = self.store.scan(query, reading.among(codes or ()))
        return chain.from_iterable(said for said, _ in found)

    def _existing(self) -> Iterator[str]:
        """Those of the new things that the store has all the same."""
        query = "UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) RETURN n.iri"
        for rows in batched(self.comparison.keys("new")):
            yield from (iri for (iri,) in self.store.scan(query, {"rows": rows}))

    def _add_other_graphs(self) -> None:
        """What other graphs say of the things in question belongs to the same nodes."""
        if self.before.names is None:
            return
        keys = self.spool.subjects()
        there = {said.split(" ", 1)[0] for said in self._digests({graph_code(str(self.scope))})}
        with self.spool.splitting(named=True) as split:
            for batch in batched(sorted(there | keys)):
                split("\n".join(self._other_lines(batch)).encode())
        self.spool.settle()

    def _other_lines(self, keys: list[str]) -> Iterator[str]:
        end = f" {self.scope} ."
        for node, links in reading.things(self.store, keys):
            if (
                node.properties.get("graph", "") != graph_code(str(self.scope))
                or "alsoIn" in node.properties
            ):
                for line in self.decoding.lines(node, links):
                    if not line.endswith(end):
                        yield line

    def _check_size(self) -> None:
        key, size = self.comparison.largest()
        if size > LARGEST:
            raise ProjectionError(
                f"what is said of it takes {size / 2**20:.0f} MiB, too much for one message",
                where=key,
                remedy="shorten its literals",
            )

    # --- writing

    def _write(self) -> None:
        self.writer = Writer(self.store, self.names)
        run = self._run_record(complete=False)
        self.report.run = run.id
        if not self.first:
            self._constrain()
        with state.claimed(self.store, self.before, self.names, run) as written:
            self._count(written)
            self._write_things()
            self._write_links()
            self._release()
            self._finish()

    def _finish(self) -> None:
        run = self._run_record(complete=True)
        if self.scope is None:
            things = self.comparison.things()
            gone = self.before.graphs.keys() - self.graphs.keys()
        else:
            things = self.before.things + self.report.created - self.report.deleted
            gone = {graph_code(self.scope)} - self.graphs.keys()
        end = state.whole(self.names, run, things, source=self.source)
        self._count(state.finish(self.store, end, run, self.graphs, sorted(gone)))

    def _constrain(self) -> None:
        for statement in schema.STATEMENTS:
            self.store.schema(statement)

    def _run_record(self, *, complete: bool) -> Run:
        counts, report = self.encoding.counts, self.report
        report.counts = counts
        held = (counts.properties, counts.relationships, counts.labels, counts.overflow)
        things = (report.created, report.changed, report.deleted)
        scope = "" if self.scope is None else graph_code(self.scope) or "default"
        digest = state.digest_of(self.graphs)
        number = self.report.run or self.before.run + 1
        return Run(number, digest, scope, complete, report.triples, *held, *things)

    def _count(self, counters: Counters) -> None:
        self.report.written += counters

    def _do(self, phase: str, steps: Done, total: int, done: int = 0) -> int:
        for number, counters in steps:
            self._count(counters)
            done += number
            self.progress(phase, done, total)
        return done

    def _write_things(self) -> None:
        """Nodes, a partition at a time: the next rows are made while the server writes."""
        new, changed = self.report.created, self.report.changed
        made = altered = 0
        join = "LEFT JOIN task USING (key)" if self.before.loading else "JOIN task USING (key)"
        for part in range(self.spool.partitions):
            self.encoding.place(part, join)
            self.comparison.wanted_links()
            if new:
                made = self._create_things(new, made)
            if changed:
                nodes = self.encoding.nodes("WHERE kind = 'changed'")
                altered = self._do("changes", self._alter(nodes), changed, altered)

    def _create_things(self, new: int, made: int) -> int:
        """Many nodes of the same classes by a statement of their own, which is quickest."""
        told = self.comparison.ids_are if self.first else _no_ids
        rest: list[int] = []
        for table in tables(self.encoding, "WHERE kind = 'new'", least=OFTEN):
            keys = [column.key for column in table.columns]
            if table.number == 0 or len(keys) > WIDE:
                rest.append(table.number)
                continue
            with ahead(table.rows()) as rows:
                steps = self.writer.create_all(table.labels, keys, rows, told)
                made = self._do("things", steps, new, made)
        if not rest:  # to gather none costs as much as to gather all
            return made
        numbers = ", ".join(map(str, rest))
        others = f"WHERE n IN (SELECT n FROM base WHERE number IN ({numbers}))"
        with ahead(self.encoding.nodes(others)) as nodes:
            return self._do("things", self.writer.create(nodes, told), new, made)

    def _alter(self, nodes: Iterable[Node]) -> Done:
        """Change things, and take up what relationships they have."""
        if self.before.loading:  # all relationships are looked at later
            yield from self.writer.update(nodes)
            return
        found: list[list[Any]] = []
        for step in self.writer.update(nodes, found.append):
            self.comparison.links_there(self._our_links(found))
            found.clear()
            yield step

    def _is_ours(self, key: str) -> bool:
        return key in RESERVED or key in self.names.keys

    def _write_links(self) -> None:
        comparison = self.comparison
        if not self.first:
            comparison.links_there(self._our_links(self._links_left()))
        make, remove = comparison.match_links()
        self._do("links gone", self.writer.unlink(comparison.to_remove()), remove)
        targets = (bare(token, key) for key, token in comparison.fresh_targets())
        if self.first:
            nodes = (Node(str(p["iri"]), (RESOURCE,), p) for p in targets)
            self._do("ends of links", self.writer.create(nodes, comparison.ids_are), 0)
        else:
            self._do("ends of links", self.writer.merge(targets), 0)
        by_ids, done = comparison.have_ids(), 0
        if by_ids:
            with ahead(comparison.to_make_by_ids()) as links:
                done = self._do("links", self.writer.link_by_ids(links), make)
        if self.first:  # on an empty store the index is made at once, not node by node
            self._constrain()
        with ahead(comparison.to_make(graphs_only=by_ids)) as rest:
            self._do("links", self.writer.link(rest), make, done)

    def _links_left(self) -> Iterator[list[Any]]:
        """The stored relationships that the change of things has not told of."""
        if self.before.loading:
            return self.store.scan(_ALL_LINKS)
        return self.writer.links_of(self.comparison.keys("gone"))

    def _our_links(self, rows: Iterable[list[Any]]) -> Iterator[Link]:
        for source, kind, target, graph in rows:
            if kind in self.names.relationships:
                yield source, kind, target, "" if graph is None else f"={graph}"

    def _release(self) -> None:
        """Things that are gone, and ends of links that nothing points at any more."""
        keys = list(self.comparison.keys("gone"))
        loose = self.comparison.loose_targets()
        if self.before.loading:
            rows = self.store.scan("MATCH (n:Resource) WHERE n.digest = '' RETURN n.iri")
            loose = (iri for (iri,) in rows)
        for batch in batched([*keys, *loose]):
            self._release_some(batch, set(keys))

    def _release_some(self, batch: list[str], gone: set[str]) -> None:
        """What an analyst has tied to a thing keeps it, without our words."""
        free: list[str] = []
        kept: list[Node] = []
        for iri, long, labels, keys, kinds in self.store.scan(_TIES, {"rows": batch}):
            pointed_at = bool(set(kinds) & self.names.relationships.keys())
            foreign = set(labels) - self.names.labels.keys() - {RESOURCE}
            tied = bool(foreign or kinds or [key for key in keys if not self._is_ours(key)])
            if pointed_at and iri in gone:
                rest = {"iri": iri, "digest": "", **({"longIri": long} if long else {})}
                kept.append(Node(iri, (RESOURCE,), rest))
            elif tied and not pointed_at:
                kept.append(Node(iri, (RESOURCE,), {"iri": iri}))
            elif not pointed_at:
                free.append(iri)
        self._do("things gone", self.writer.update(kept), len(gone))
        self._do("things gone", self.writer.delete(free), len(gone))


def _no_ids(*_: object) -> None:
    """Links of a later load find their ends by IRI."""
