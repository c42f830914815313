"""Literals by value: what is the same for a server that rewrites 1.10 to 1.1.

>>> ten = ox.Literal("1.10", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
>>> triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ten)
>>> Values().lines([triple])
['<urn:s> <urn:p> "1.1"^^<http://www.w3.org/2001/XMLSchema#decimal> .']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from mindet.terms import RDF, XSD

_PLAIN = {ox.NamedNode(XSD + "string"), ox.NamedNode(RDF + "langString")}
_P = ox.NamedNode("urn:p")


class Values:
    """A table of literals and how each is written for its value; it grows with what it meets."""

    def __init__(self) -> None:
        self._known: dict[ox.Literal, ox.Literal] = {}

    def lines(self, triples: Sequence[ox.Triple]) -> list[str]:
        """The triples as lines of N-Triples, each literal in the one form of its value."""
        self._learn({t.object for t in triples if _typed(t.object)})
        return [self._line(triple) for triple in triples]

    def _line(self, triple: ox.Triple) -> str:
        item = triple.object
        found = self._known[item] if _typed(item) else item  # type: ignore[index]  # a literal
        return f"{triple.subject} {triple.predicate} {found} ."

    def _learn(self, literals: Iterable[object]) -> None:
        """A store writes back what it has understood: the value."""
        new = [item for item in literals if item not in self._known]
        if new:
            store, keys = ox.Store(), [ox.NamedNode(f"urn:{n}") for n in range(len(new))]
            store.extend(ox.Quad(key, _P, item) for key, item in zip(keys, new, strict=True))  # type: ignore[arg-type]  # literals
            by_key = {quad.subject: quad.object for quad in store}
            self._known |= {item: by_key[key] for key, item in zip(keys, new, strict=True)}  # type: ignore[misc]  # as above


def _typed(item: object) -> bool:
    return isinstance(item, ox.Literal) and item.datatype not in _PLAIN
