"""Names for blank nodes by RDF Dataset Canonicalization (RDFC-1.0, W3C 2024), in a bounded time.

The algorithm tries all orders of nodes that look alike, which a small graph made for the
purpose drives past any patience. So the orders are counted first: past `WORK` it is refused.

>>> [line for run in named([['_:x <urn:p> "a" .', '<urn:s> <urn:p> _:x .']]) for line in run]
['<urn:s> <urn:p> _:c14n0 .', '_:c14n0 <urn:p> "a" .']
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mindet.errors import DatasetError
from mindet.projection import blanks

WORK = 10_000_000


def named(runs: Iterable[list[str]]) -> Iterator[list[str]]:
    """Lines of N-Quads with canonical names for their blank nodes; those that have some come last.

    Raises DatasetError where the blank nodes are too much alike.
    """
    touching: list[ox.Quad] = []
    for run in runs:
        rest = []
        for line in run:
            quad = _quad(line) if "_:" in line else None
            if quad and _labels(quad):
                touching.append(quad)
            else:
                rest.append(line)
        yield rest
    yield _canonical(touching)


def _quad(line: str) -> ox.Quad:
    quads: Iterator[ox.Quad] = ox.parse(line.encode(), ox.RdfFormat.N_QUADS, lenient=True)
    return next(quads)


def _canonical(quads: list[ox.Quad]) -> list[str]:
    if work(quads) > WORK:
        what = "blank nodes are too much alike to be named by RDFC-1.0 in a bounded time"
        raise DatasetError(what, remedy="export without --canonical, or give them IRIs")
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad} ." for quad in dataset)


def work(quads: Iterable[ox.Quad]) -> float:
    """At most how many steps the algorithm takes: the orders of alike neighbours, multiplied."""
    around: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        for label in sorted(_labels(quad)):
            around[label].append(quad)
    looks = {label: _look(label, near) for label, near in around.items()}
    shared = Counter(looks.values())
    tied = {label for label, look in looks.items() if shared[look] > 1}
    quads = {quad for label in sorted(tied) for quad in around[label]}
    parts = blanks.parts([_among(quad, tied) for quad in sorted(quads, key=str)])
    labels = ({label for quad in part for label in _labels(quad)} for part in parts)
    return sum(_work(sorted(part), around, looks, tied) for part in labels)


def _ends(quad: ox.Quad) -> tuple[object, object, object]:
    """The terms that may be blank nodes."""
    return quad.subject, quad.object, quad.graph_name


def _labels(quad: ox.Quad) -> set[str]:
    return {term.value for term in _ends(quad) if isinstance(term, ox.BlankNode)}


def _among(quad: ox.Quad, tied: set[str]) -> ox.Quad:
    """The quad without the blank nodes that are known by their look: they connect nothing."""

    def keep(term: object) -> object:
        known = isinstance(term, ox.BlankNode) and term.value not in tied
        return ox.NamedNode("urn:known") if known else term

    subject, value, graph = map(keep, _ends(quad))
    return ox.Quad(subject, quad.predicate, value, graph)  # type: ignore[arg-type]  # RDF 1.1 terms only


def _look(own: str, near: list[ox.Quad]) -> str:
    """What the node's quads say with all blank nodes but itself made one (RDFC-1.0, 4.6)."""
    lines = sorted(
        f"{quad.predicate} " + " ".join(_masked(term, own) for term in _ends(quad)) for quad in near
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _masked(term: object, own: str) -> str:
    if isinstance(term, ox.BlankNode):
        return "_:a" if term.value == own else "_:z"
    return str(term)


def _work(
    part: list[str], around: dict[str, list[ox.Quad]], looks: dict[str, str], tied: set[str]
) -> float:
    """Each node of a part begins once, and meets the others in all orders of those alike."""
    orders = 1.0
    for label in part:
        alike: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for quad in around[label]:
            for place, term in enumerate(_ends(quad)):
                if isinstance(term, ox.BlankNode) and term.value in tied and term.value != label:
                    alike[place, quad.predicate.value, looks[term.value]].add(term.value)
        orders *= math.prod(float(math.factorial(min(len(group), 20))) for group in alike.values())
        if orders > WORK:
            return math.inf
    return orders * len(part) * sum(len(around[label]) for label in part)
