"""The questions that come before a stored one: pairs in `queries/steps`, as others are.

>>> sorted(parts())
['deadlines', 'edges', 'names']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from mindet.catalogue.rows import Row, normal
from mindet.resources import folder

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine
    from mindet.catalogue.library import Catalogue
    from mindet.catalogue.parameters import Value


@cache
def parts() -> Catalogue:
    """The pairs by name."""
    from mindet.catalogue.library import Catalogue

    return Catalogue.load(folder("queries") / "steps")


def found(engine: Engine, name: str, values: Mapping[str, Value]) -> Iterator[Row]:
    """The rows of a pair in their normal form, in no order."""
    query = parts()[name]
    return normal(query.columns, engine.rows(query, values))
