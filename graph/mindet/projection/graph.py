"""A property graph as plain data: what is written to a store and read back from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mindet.projection.literals import Value
from mindet.projection.names import Names

RESOURCE = "Resource"
# Keys of our own on a node; no term gets one of these names.
RESERVED = frozenset({"iri", "longIri", "types", "graph", "alsoIn", "digest", "overflow"})


@dataclass(frozen=True)
class Node:
    """A thing. `properties` holds the `digest` too; it is "" where nothing is said of the thing."""

    iri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


@dataclass(frozen=True)
class Relationship:
    """A triple between two things; `graph` among the properties only where the source's differs."""

    source: str
    type: str
    target: str
    properties: Mapping[str, Value]


@dataclass
class Counts:
    """As what the triples are held; `unnamed` parts have blank nodes whose names may not last."""

    properties: int = 0
    relationships: int = 0
    labels: int = 0
    overflow: int = 0
    unnamed: int = 0

    @property
    def triples(self) -> int:
        """All of them."""
        return self.properties + self.relationships + self.labels + self.overflow


@dataclass(frozen=True)
class PropertyGraph:
    """Nodes sorted by IRI, relationships by their ends, and the table of names."""

    nodes: Sequence[Node]
    relationships: Sequence[Relationship]
    names: Names
    counts: Counts = field(default_factory=Counts, compare=False)
