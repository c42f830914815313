"""The whole data set as a stream of N-Quads: registry, dossiers one by one, links."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import gazette, registry, story, writing
from .country import Country
from .facts import Dossier, Thing
from .registry import described
from .revision import Revision
from .terms import iri, trio

Heed = Callable[[Dossier], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: about so many triples, by a seed, a share of it revised."""

    triples: int
    seed: int = 7
    revise: float = 0.0

    def country(self) -> Country:
        """The country that the data is about."""
        return Country.make(self.seed, self.triples)


def generate(order: Order, heed: Heed = lambda _: None) -> Iterator[str]:
    """Texts of N-Quads lines; `heed` is told each dossier when it is made."""
    country, revise = order.country(), Revision(order.revise, order.seed)
    count = 0
    for text in _frame(country):
        count += text.count("\n")
        yield text
    for told in _dossiers(country, order.seed):
        text = "".join(_dossier(told, revise))
        count += text.count("\n")
        heed(told)
        yield text
        if count >= order.triples and told.things:
            break


def _dossiers(country: Country, seed: int) -> Iterator[Dossier]:
    """The gazette, then stories without end."""
    yield Dossier("gazette", documents=list(gazette.gazette(country)))
    for number in itertools.count():
        yield story.dossier(country, seed, number)


def _frame(country: Country) -> Iterator[str]:
    """What is no document's: the registry, and the link between names of one party."""
    yield from registry.registry(country)
    yield writing.link("same-party", gazette.SAME_PARTY)


def _dossier(told: Dossier, revise: Revision) -> Iterator[str]:
    for thing in told.things:
        yield _thing(thing)
    for document in told.documents:
        yield from writing.document(document, revise)
    for number, link in enumerate(told.links):
        yield writing.link(f"{told.name}-{number + 1}", link)
    for number, assessment in enumerate(told.assessments):
        yield writing.assessment(f"{told.name}-{number + 1}", assessment)


def _thing(told: Thing) -> str:
    more = [(name, iri(one)) for name, several in told.values.items() for one in several]
    if told.population:
        more += trio("population", told.population)
    return described(told.id, told.kind, told.label, *more)
