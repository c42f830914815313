"""The figures of a data set, counted once over all its quads, in SQL beside them.

>>> from mindet.dataset import Dataset
>>> text = b"<urn:g> { <urn:s> a <urn:C>; <urn:p> 'x'@kk, 'y'@ru } <urn:h> { <urn:s> a <urn:C> }"
>>> with Source.of(Dataset.parse(text, "trig")) as source:
...     found = figures(source)
>>> found.triples, found.graphs, found.classes, found.languages
(3, {'urn:g': 3, 'urn:h': 1}, {'urn:C': 1}, ('kk', 'ru'))
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from mindet.exports.source import Source
from mindet.terms import DCTERMS, ID, RDF

_UNION = "(SELECT DISTINCT s, p, o FROM quad)"
_TYPE = f"<{RDF}type>"
_LANGUAGE = """regexp_extract(o, '"@([A-Za-z0-9-]+)$', 1)"""


@dataclass(frozen=True)
class Figures:
    """Counts over the union of all graphs; of `graphs`, `classes` and `properties` for each."""

    triples: int
    entities: int
    subjects: int
    objects: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    languages: tuple[str, ...]
    days: tuple[datetime.date, ...]  # on which its documents were issued, sorted

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The namespaces of its classes and properties."""
        names = [*self.classes, *self.properties]
        ends = [max(name.rfind("#"), name.rfind("/")) + 1 for name in names]
        return tuple(sorted({name[:end] for name, end in zip(names, ends, strict=True) if end}))


def figures(source: Source) -> Figures:
    """The figures of all that `source` holds."""
    counts = f"count(*), count(DISTINCT s), count(DISTINCT o) FROM {_UNION}"
    ((triples, subjects, objects),) = source.rows(f"SELECT {counts}")
    own = "SELECT count(DISTINCT s) FROM quad WHERE starts_with(s, $start)"
    ((entities,),) = source.rows(own, {"start": f"<{ID}"})
    classes = f"SELECT o, count(DISTINCT s) FROM quad WHERE p = $type {_grouped('o')}"
    languages = f"SELECT DISTINCT {_LANGUAGE} AS tag FROM quad WHERE o LIKE '%\"@%' ORDER BY tag"
    return Figures(
        triples, entities, subjects, objects,
        _named(source.rows(f"SELECT g, count(*) FROM quad WHERE g <> '' {_grouped('g')}")),
        _named(source.rows(classes, {"type": _TYPE})),
        _named(source.rows(f"SELECT p, count(*) FROM {_UNION} WHERE true {_grouped('p')}")),
        tuple(tag for (tag,) in source.rows(languages) if tag),
        _days(source),
    )  # fmt: skip


def _grouped(column: str) -> str:
    return f"GROUP BY {column} ORDER BY {column}"


def _named(rows: list[tuple[str, int]]) -> dict[str, int]:
    """Counts by IRI; a blank node or a literal has no name to be told by."""
    return {token[1:-1]: count for token, count in rows if token.startswith("<")}


def _days(source: Source) -> tuple[datetime.date, ...]:
    query = "SELECT DISTINCT split_part(o, '\"', 2) FROM quad WHERE p = $issued"
    days = set()
    for (text,) in source.rows(query, {"issued": f"<{DCTERMS}issued>"}):
        with suppress(ValueError):  # what is no day of RDF's is none of ours
            days.add(datetime.date.fromisoformat(text))
    return tuple(sorted(days))
