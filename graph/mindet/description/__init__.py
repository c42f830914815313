"""What a data set says of itself: VoID, DCAT-AP, its licence, its figures and example queries.

    with Source.of_store(store) as source:
        print(written(describe(source, Release(version="1.0")), "turtle").decode())

No clock is asked: all dates come from the data, a version from whoever publishes.
"""

from __future__ import annotations

from mindet.catalogue import Catalogue
from mindet.dataset import PREFIXES, Dataset, serialised
from mindet.description import dcat, examples, statistics
from mindet.description.figures import figures
from mindet.description.release import File, Release
from mindet.description.statements import NAMESPACES
from mindet.exports.source import Source

__all__ = ["FORMS", "File", "Release", "describe", "written"]
FORMS = ("turtle", "jsonld", "ntriples", "rdfxml")


def describe(source: Source, release: Release | None = None) -> Dataset:
    """The description of what `source` holds, as it is released."""
    found, release = figures(source), release or Release()
    return Dataset(
        [
            *statistics.quads(found),
            *dcat.quads(found, release),
            *examples.quads(Catalogue.load(), release),
        ]
    )


def written(description: Dataset, form: str) -> bytes:
    """A description in one of FORMS; DatasetError for another."""
    return serialised(description, form, {**PREFIXES, **NAMESPACES})
