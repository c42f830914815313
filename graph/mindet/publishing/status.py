"""What an endpoint says of itself: the digest of each graph that was published there.

It stands in a graph of its own, `terms.PUBLISHED`: two triples a published graph, its
digest and its digest by value, and seals that tell from which source one or all came. No
time is noted, so the same graphs make the same triples. A graph with an empty digest is one
that is ours and whose content is not known: a run is under way there, or was cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from mindet.terms import PUBLISHED

DIGEST = PUBLISHED + "#digest"
VALUES = PUBLISHED + "#valueDigest"
DEFAULT = PUBLISHED + "#defaultGraph"  # stands for the graph that has no name
STAGING = PUBLISHED + "#staging"  # so begins a graph in which a large one is put together
SOURCE = PUBLISHED + "#source"
PARTS = PUBLISHED + "#parts"  # how many parts of it are there


@dataclass(frozen=True)
class Row:
    """The digests of one graph; see `graphs.Graph`."""

    digest: str = ""
    values: str = ""


UNKNOWN = Row()
Held = Mapping[str | None, Row]


@dataclass(frozen=True)
class Told:
    """What the status graph says: the rows, and what they came from, by a seal each.

    The seal of `PUBLISHED` is that of all rows.
    """

    rows: Held
    seals: Mapping[str | None, str]

    @classmethod
    def of(cls, triples: Collection[ox.Triple]) -> Told:
        """What these triples say; what is not ours in them is passed by."""
        return cls(rows(triples), _values(triples, SOURCE))

    def known(self, source: str) -> bool:
        """Whether all rows are just those that came from the source with this fingerprint."""
        return self.seals.get(PUBLISHED) == _seal(source, self.rows)

    def sealed(self, name: str | None, mark: str) -> bool:
        """Whether a graph's row came from what has this fingerprint."""
        row = self.rows.get(name, UNKNOWN)
        return row != UNKNOWN and self.seals.get(name) == _seal(mark, {name: row})


def seals(source: str, marks: Mapping[str | None, str], held: Held) -> dict[str | None, str]:
    """What the seals are to be: of all rows by `source`, of each by its own mark."""
    found: dict[str | None, str] = {PUBLISHED: _seal(source, held)} if source else {}
    one = {n: _seal(mark, {n: held[n]}) for n, mark in marks.items() if n in held}
    return {**found, **one}


def sealing(seals: Mapping[str | None, str]) -> list[str]:
    """The lines that say so."""
    return [_line(name, SOURCE, seal) for name, seal in seals.items()]


def _seal(source: str, held: Held) -> str:
    """This says: from the source with this fingerprint came just these rows."""
    return hashlib.sha256("\n".join([source, *lines(held)]).encode()).hexdigest()


def rows(triples: Collection[ox.Triple]) -> dict[str | None, Row]:
    """The rows that the status graph holds; what is not ours in it is passed by."""
    digests, values = _values(triples, DIGEST), _values(triples, VALUES)
    return {name: Row(digest, values.get(name, "")) for name, digest in digests.items()}


def _values(triples: Iterable[ox.Triple], key: str) -> dict[str | None, str]:
    found: dict[str | None, str] = {}
    for triple in triples:
        if triple.predicate.value != key:
            continue
        said, of = triple.object, triple.subject
        if isinstance(said, ox.Literal) and isinstance(of, ox.NamedNode):
            name = None if of.value == DEFAULT else of.value
            # Two values for one: nobody knows which is right.
            found[name] = "" if name in found else said.value
    return found


def lines(held: Held) -> list[str]:
    """The rows as sorted lines of N-Triples.

    >>> lines({"urn:g": Row("00")})
    ['<urn:g> <https://w3id.org/mindet/published#digest> "00" .']
    """
    found = []
    for name, row in held.items():
        found.append(_line(name, DIGEST, row.digest))
        found += [_line(name, VALUES, row.values)] if row.values else []
    return sorted(found)


def parts(staging: str, count: int) -> str:
    """The line that says how many parts of a staging graph are there."""
    return _line(staging, PARTS, str(count))


def is_staging(name: str | None) -> bool:
    """Whether a graph is one in which a large one is put together."""
    return name is not None and name.startswith(STAGING)


def subject(name: str | None) -> ox.NamedNode:
    """What stands for a graph in the status graph."""
    return ox.NamedNode(DEFAULT if name is None else name)


def _line(name: str | None, key: str, value: str) -> str:
    return f"{subject(name)} {ox.NamedNode(key)} {ox.Literal(value)} ."
