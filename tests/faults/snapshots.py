"""All that a store holds, our bookkeeping apart, as values that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mindet.store import Store

_OURS = "none(l IN labels({}) WHERE l STARTS WITH 'Mindet')"
_NODES = f"MATCH (n) WHERE {_OURS.format('n')} RETURN labels(n), properties(n)"
_LINKS = (
    f"MATCH (a)-[r]->(b) WHERE {_OURS.format('a')} AND {_OURS.format('b')} "
    "RETURN properties(a), type(r), properties(b), properties(r)"
)


@dataclass(frozen=True)
class Snapshot:
    """Nodes, relationships and rules as texts, with how often each is there."""

    nodes: Counter[str]
    links: Counter[str]
    rules: Counter[str]

    @classmethod
    def of(cls, store: Store, rules: Iterable[str]) -> Snapshot:
        """What `store` holds; `rules` are its constraints and indexes."""
        nodes = (f"{sorted(labels)} {_text(of)}" for labels, of in store.scan(_NODES))
        links = (f"{_key(a)} {kind} {_key(b)} {_text(of)}" for a, kind, b, of in store.scan(_LINKS))
        return cls(Counter(nodes), Counter(links), Counter(rules))

    def differences(self, other: Snapshot) -> Iterator[str]:
        """What is here and not in `other`, and the other way round, one of each kind told."""
        for name in ("nodes", "links", "rules"):
            ours, theirs = getattr(self, name), getattr(other, name)
            for sign, more in (("+", ours - theirs), ("-", theirs - ours)):
                if more:
                    yield f"{sign}{sum(more.values())} {name}: {min(more)[:300]}"


def _key(properties: dict[str, Any]) -> str:
    return str(properties.get("longIri") or properties.get("iri"))


def _text(properties: dict[str, Any]) -> str:
    return str(sorted((key, repr(value)) for key, value in properties.items()))
