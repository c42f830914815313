"""The constraint and the index that a loaded graph has, as statements of Cypher."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mindet.store import Store

RESOURCE_IRI = (
    "CREATE CONSTRAINT mindet_resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE"
)
STATEMENTS = (RESOURCE_IRI,)


def make(store: Store) -> None:
    """Make them in `store`, as far as they are not there."""
    for statement in STATEMENTS:
        store.schema(statement)
