"""Names for blank nodes from the content of their connected part.

RDF gives blank nodes no name that lasts: the same file read twice has others. Here a
node's name follows from the triples of all blank nodes that hang together with it, so
that a part that has not changed keeps its names whatever changes elsewhere. Nodes are
told apart by refining colours from their surroundings; in the few that still look
alike one is singled out and the refinement goes on. The work is bounded: past the
bound the labels of the input decide, which loses nothing but the names' lasting.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

WORK = 1_000_000  # steps for one connected part
Colours = dict[str, str]


def rename(quads: Sequence[ox.Quad], work: int = WORK) -> tuple[Sequence[ox.Quad], int]:
    """The quads with lasting names for their blank nodes, and how many parts hit the bound.

    >>> made = ox.parse(b"_:x <urn:p> _:y . _:y <urn:p> 'end' .", ox.RdfFormat.TURTLE)
    >>> same = ox.parse(b"_:b <urn:p> 'end' . _:a <urn:p> _:b .", ox.RdfFormat.TURTLE)
    >>> set(rename(list(made))[0]) == set(rename(list(same))[0])
    True
    """
    touching = [quad for quad in quads if _blanks(quad)]
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    over = 0
    for part in parts(touching):
        naming = _Part(part, work)
        certificate, local = naming.names()
        seen[certificate] += 1
        twin = f"x{seen[certificate]}" if seen[certificate] > 1 else ""
        names |= {old: f"b{_hash(certificate, new)[:24]}{twin}" for old, new in local.items()}
        over += naming.exhausted
    return [_renamed(quad, names) for quad in quads], over


class _Part:
    """A connected part and the colours of its nodes."""

    def __init__(self, quads: Sequence[ox.Quad], work: int) -> None:
        self.quads = quads
        self.left = work
        self.around: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.tokens = [_tokens(quad) for quad in quads]
        for tokens in self.tokens:
            for label in {t[2:] for t in tokens if t.startswith("_:")}:
                self.around[label].append(tokens)

    @property
    def exhausted(self) -> bool:
        return self.left <= 0

    def names(self) -> tuple[str, Colours]:
        """A certificate of the content, and a colour of its own for each node."""
        colours = self._refine(dict.fromkeys(sorted(self.around), ""))
        colours = self._refine(self._number_twins(colours))
        while (tied := _tied(colours)) and not self.exhausted:
            colours = min((self._single_out(colours, label) for label in tied), key=_invariant)
        for position, label in enumerate(sorted(_tied_all(colours))):
            colours[label] = _hash(colours[label], str(position))
        lines = sorted(_hash(*_coloured(tokens, colours, "")) for tokens in self.tokens)
        return _hash(*lines), colours

    def _number_twins(self, colours: Colours) -> Colours:
        """Nodes with the very same surroundings may change places: number them in any order."""
        numbered, seen = dict(colours), Counter[str]()
        for label in _tied_all(colours):
            own = (_coloured(t, _LABELS, label) for t in self.around[label])
            twins = _hash(colours[label], *sorted("\x1f".join(tokens) for tokens in own))
            seen[twins] += 1
            if seen[twins] > 1:
                numbered[label] = _hash(colours[label], str(seen[twins]))
        return numbered

    def _single_out(self, colours: Colours, label: str) -> Colours:
        if self.exhausted:
            return colours
        return self._refine({**colours, label: _hash(colours[label], "!")})

    def _refine(self, colours: Colours) -> Colours:
        """Colour by colour of the surroundings, until no more nodes are told apart."""
        kinds = len(set(colours.values()))
        while not self.exhausted:
            new = {label: self._colour(label, colours) for label in colours}
            more = len(set(new.values()))
            if more == kinds and "" not in colours.values():
                return colours
            colours, kinds = new, more
        return {label: colour or "-" for label, colour in colours.items()}

    def _colour(self, label: str, colours: Colours) -> str:
        around = self.around[label]
        self.left -= len(around)
        return _hash(
            colours[label],
            *sorted("\x1f".join(_coloured(tokens, colours, label)) for tokens in around),
        )


class _Labels(dict[str, str]):
    """Every node in its own colour, its label."""

    def __missing__(self, label: str) -> str:
        return label


_LABELS = _Labels()


def _coloured(tokens: Iterable[str], colours: Colours, own: str) -> Iterator[str]:
    for token in tokens:
        if token.startswith("_:"):
            yield "@" if token[2:] == own else "_:" + colours[token[2:]]
        else:
            yield token


def _tied(colours: Colours) -> list[str]:
    """The nodes of the smallest group that share a colour; empty where none do."""
    groups: dict[str, list[str]] = defaultdict(list)
    for label, colour in colours.items():
        groups[colour].append(label)
    shared = [(len(g), colour) for colour, g in groups.items() if len(g) > 1]
    return groups[min(shared)[1]] if shared else []


def _tied_all(colours: Colours) -> list[str]:
    counts = Counter(colours.values())
    return [label for label, colour in colours.items() if counts[colour] > 1]


def _invariant(colours: Colours) -> list[str]:
    return sorted(colours.values())


def parts(quads: Sequence[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """Quads with blank nodes by connected part, in the order of each part's first quad."""
    leader: dict[str, str] = {}

    def find(label: str) -> str:
        while (above := leader.setdefault(label, label)) != label:
            leader[label] = leader[above]
            label = above
        return label

    for quad in quads:
        first, *rest = _blanks(quad)
        for other in rest:
            leader[find(other)] = find(first)
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[find(_blanks(quad)[0])].append(quad)
    return iter(found.values())


def _blanks(quad: ox.Quad) -> list[str]:
    terms = (quad.subject, quad.object, quad.graph_name)
    return [term.value for term in terms if isinstance(term, ox.BlankNode)]


def _tokens(quad: ox.Quad) -> tuple[str, ...]:
    return tuple(str(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))


def _renamed(quad: ox.Quad, names: Mapping[str, str]) -> ox.Quad:
    if not _blanks(quad):
        return quad

    def name(term: object) -> object:
        return ox.BlankNode(names[term.value]) if isinstance(term, ox.BlankNode) else term

    return ox.Quad(name(quad.subject), quad.predicate, name(quad.object), name(quad.graph_name))  # type: ignore[arg-type]  # RDF 1.1 terms only


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\x1e".join(parts).encode(), digest_size=16).hexdigest()
