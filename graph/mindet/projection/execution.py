"""The statements that make a store what is wanted: things, then relationships, then what is gone.

A thing's digest is written together with its properties, after its labels, so it tells the truth
about them whenever a load is cut off. Relationships come after all things; what a cut-off load
has made of them is found by comparing all. Analysts' own nodes, labels, properties and
relationship types stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import chain
from typing import TYPE_CHECKING, Any

from mindet.projection import schema
from mindet.projection.ahead import ahead
from mindet.projection.batches import Batch, batched
from mindet.projection.comparison import Link
from mindet.projection.difference import Difference
from mindet.projection.encoding import Encoding, bare
from mindet.projection.graph import RESERVED, RESOURCE, Node
from mindet.projection.linking import linked, linked_by_ids
from mindet.projection.names import Names
from mindet.projection.node_tables import NodeTable, tables
from mindet.projection.spool import Progress
from mindet.projection.writing import Done, Writer
from mindet.store.table import Counters

if TYPE_CHECKING:
    from mindet.store import Store

OFTEN = 500  # nodes of the same classes that are worth a statement of their own
WIDE = 60  # keys that a statement names
READY = 3  # batches that wait for the server
_ALL_LINKS = "MATCH (n:Resource)-[r]->(m:Resource) RETURN n.iri, type(r), m.iri, r.graph"
_TIES = """UNWIND $rows AS iri MATCH (n:Resource {iri: iri}) OPTIONAL MATCH (n)-[r]-()
RETURN n.iri, n.longIri, labels(n), keys(n), collect(DISTINCT type(r))"""


class Execution:
    """One load's writing to `store`; `names` are all that it may need or find.

    `count` is told what the server counted, `progress` a phase, how many are done, of how many.
    """

    def __init__(
        self,
        store: Store,
        difference: Difference,
        encoding: Encoding,
        names: Names,
        count: Callable[[Counters], None],
        progress: Progress,
    ) -> None:
        self.store, self.encoding, self.names = store, encoding, names
        self.comparison, self.first = difference.comparison, difference.first
        self.partitions = difference.spool.partitions
        self.after_cut = difference.before.loading  # what is there of relationships is not known
        self.writer = Writer(store, names)
        self._count, self.progress = count, progress

    def things(self) -> None:
        """Nodes, a partition at a time: the next rows are made while the server writes."""
        new, changed = self.comparison.count("new"), self.comparison.count("changed")
        made = altered = 0
        join = "LEFT JOIN task USING (key)" if self.after_cut else "JOIN task USING (key)"
        for part in range(self.partitions):
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
        found = tables(self.encoding, "WHERE kind = 'new'", least=OFTEN)
        alike = [table for table in found if table.number and len(table.columns) <= WIDE]
        with _ready(map(self._all_of, alike)) as batches:
            made = self._do("things", self.writer.write(batches, told), new, made)
        rest = [table.number for table in found if table not in alike]
        if not rest:  # to gather none costs as much as to gather all
            return made
        numbers = ", ".join(map(str, rest))
        others = f"WHERE n IN (SELECT n FROM base WHERE number IN ({numbers}))"
        with ahead(self.encoding.nodes(others)) as nodes:
            return self._do("things", self.writer.create(nodes, told), new, made)

    def _all_of(self, table: NodeTable) -> Iterator[Batch]:
        keys = [column.key for column in table.varying]
        return self.writer.all_like(table.labels, table.shared, keys, table.rows())

    def _alter(self, nodes: Iterable[Node]) -> Done:
        """Change things, and take up what relationships they have."""
        if self.after_cut:  # all relationships are looked at later
            yield from self.writer.update(nodes)
            return
        found: list[list[Any]] = []
        for step in self.writer.update(nodes, found.append):
            self.comparison.links_there(self._our_links(found))
            found.clear()
            yield step

    def links(self) -> None:
        """Relationships, and the things that only they name; the index of an empty store."""
        comparison = self.comparison
        if not self.first:
            comparison.links_there(self._our_links(self._links_left()))
        make, remove = comparison.match_links()
        dynamic = self.store.dynamic_labels
        self._do("links gone", self.writer.unlink(comparison.to_remove()), remove)
        targets = (bare(token, key) for key, token in comparison.fresh_targets())
        if self.first:
            nodes = (Node(str(p["iri"]), (RESOURCE,), p) for p in targets)
            self._do("ends of links", self.writer.create(nodes, comparison.ids_are), 0)
        else:
            self._do("ends of links", self.writer.merge(targets), 0)
        by_ids, done = comparison.have_ids(), 0
        if by_ids:
            links = linked_by_ids(comparison.to_make_by_ids(), dynamic=dynamic)
            with _ready([links]) as batches:
                done = self._do("links", self.writer.write(batches), make)
        if self.first:  # on an empty store the index is made at once, not node by node
            schema.make(self.store)
        rest = linked(comparison.to_make(graphs_only=by_ids), dynamic=dynamic)
        with _ready([rest]) as batches:
            self._do("links", self.writer.write(batches), make, done)

    def _links_left(self) -> Iterator[list[Any]]:
        """The stored relationships that the change of things has not told of."""
        if self.after_cut:
            return self.store.scan(_ALL_LINKS)
        return self.writer.links_of(self.comparison.keys("gone"))

    def _our_links(self, rows: Iterable[list[Any]]) -> Iterator[Link]:
        for source, kind, target, graph in rows:
            if kind in self.names.relationships:
                yield source, kind, target, "" if graph is None else f"={graph}"

    def release(self) -> None:
        """Things that are gone, and ends of links that nothing points at any more."""
        keys = list(self.comparison.keys("gone"))
        loose = self.comparison.loose_targets()
        if self.after_cut:
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

    def _is_ours(self, key: str) -> bool:
        return key in RESERVED or key in self.names.keys

    def _do(self, phase: str, steps: Done, total: int, done: int = 0) -> int:
        for number, counters in steps:
            self._count(counters)
            done += number
            self.progress(phase, done, total)
        return done


def _ready(batches: Iterable[Iterable[Batch]]) -> AbstractContextManager[Iterator[Batch]]:
    """The batches of all, made ready while the server writes those before them."""
    return ahead(chain.from_iterable(batches), run=1, depth=READY)


def _no_ids(*_: object) -> None:
    """Links of a later load find their ends by IRI."""
