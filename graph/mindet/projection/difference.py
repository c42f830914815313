"""What a load would change: the graphs, then the things, that are not as a store has them.

Digests decide: first a graph's, then a thing's. After a cut-off load, or one by other rules,
nothing but a thing's digest is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from mindet.errors import ProjectionError
from mindet.projection import reading, state
from mindet.projection.batches import batched
from mindet.projection.comparison import TASKS, Comparison
from mindet.projection.decoding import Decoding
from mindet.projection.encoding import find_homes
from mindet.projection.names import Names, graph_code, graph_token
from mindet.projection.naming import plan_of
from mindet.projection.spool import Spool
from mindet.projection.state import State

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store

LARGEST = 12 * 2**20  # bytes of one thing: what a message to the embedded store carries
_DIGESTS = """MATCH (n:Resource) WHERE n.digest <> '' {among}
RETURN collect(n.iri + ' ' + n.digest), substring(n.digest, 0, 2) AS bucket"""


class Difference:
    """Between what `store` holds, by its state `before`, and what `spool` wants of it.

    With a `scope`, an IRI, only that graph is looked at. `graphs` are the spool's, `comparison`
    has the things once `compare` was called, `first` is whether the store has none, `afresh`
    whether all is to be written anew.
    """

    graphs: state.Graphs
    comparison: Comparison
    first: bool

    def __init__(
        self, store: Store, spool: Spool, ontology: Ontology, before: State, scope: str | None
    ) -> None:
        self.store, self.spool, self.ontology, self.before = store, spool, ontology, before
        self.scope = None if scope is None else graph_token(scope)
        self.known = before.names or Names()
        self.decoding = Decoding(self.known)
        self.afresh = before.loading or self.known.plan != plan_of(ontology)
        self._differing: set[str] = set()

    def graphs_differ(self) -> bool:
        """Whether anything is to be done, as far as the graphs' digests tell."""
        self._differing = self._codes()
        return bool(self._differing) or self.afresh

    def compare(self) -> bool:
        """Tell new, changed and gone things apart; whether there is anything to be done at all.

        Lines in another form have other digests and may say the same. Raises DatasetError for a
        line that is no quad, ProjectionError for a thing too large for one message.
        """
        if self.scope is not None and self._differing:
            self._add_other_graphs()
        self._compare()
        if not self._validate():
            self.spool.settle()
            self._differing = self._codes()
            self._compare()
        if not self._differing and not self.afresh:
            return False
        self._check_size()
        return True

    def _codes(self) -> set[str]:
        """The codes of the graphs that are not as the store has them."""
        graphs = {graph_code(token): said for token, said in self.spool.graphs().items()}
        self.graphs = graphs
        there = dict(self.before.graphs)
        if self.scope is not None:
            code = graph_code(self.scope)
            there = {code: there[code]} if code in there else {}
        return {c for c in there.keys() | graphs.keys() if there.get(c) != graphs.get(c)}

    def _compare(self) -> None:
        differing = self._differing
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
