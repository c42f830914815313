"""What an endpoint says of itself: the digest of each graph that was published there.

It stands in a graph of its own, `terms.PUBLISHED`: two triples a published graph, its
digest and its digest by value, and one that tells from which source all of them came. No
time is noted, so the same graphs make the same triples. A graph with an empty digest is one
that is ours and whose content is not known: a run is under way there, or was cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
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


def seal(source: str, held: Held) -> str:
    """The line that says: from the source with this fingerprint came just these rows."""
    digest = hashlib.sha256("\n".join([source, *lines(held)]).encode())
    return _line(PUBLISHED, SOURCE, digest.hexdigest())


def rows(triples: Iterable[ox.Triple]) -> dict[str | None, Row]:
    """The rows that the status graph holds; what is not ours in it is passed by."""
    found: dict[str | None, dict[str, str]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
            name = None if triple.subject.value == DEFAULT else triple.subject.value
            row, key = found.setdefault(name, {}), triple.predicate.value
            # Two values for one: nobody knows which is right.
            row[key] = "" if key in row else triple.object.value
    return {
        name: Row(row.get(DIGEST, ""), row.get(VALUES, ""))
        for name, row in found.items()
        if DIGEST in row
    }


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
