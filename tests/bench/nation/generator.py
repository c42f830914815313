"""The whole data set as a stream of N-Quads: registry, dossiers one by one, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import gazette, registry, story, writing
from .country import Country
from .facts import Dossier, Thing
from .registry import described
from .revision import Revision
from .terms import iri, trio


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: about so many triples, by a seed, a share of it revised."""

    triples: int
    seed: int = 7
    revise: float = 0.0


def generate(order: Order) -> Iterator[tuple[Dossier | None, str]]:
    """Texts of N-Quads lines; with the last text of each dossier the dossier itself."""
    country, revise = Country.make(order.seed, order.triples), Revision(order.revise, order.seed)
    count = 0
    for text in _frame(country, revise):
        count += text.count("\n")
        yield None, text
    number = 0
    while count < order.triples:
        told = story.dossier(country, order.seed, number)
        text = "".join(_dossier(told, revise))
        count += text.count("\n")
        number += 1
        yield told, text


def _frame(country: Country, revise: Revision) -> Iterator[str]:
    """What every size has: registry, appointments, the link between names of one party."""
    yield from registry.registry(country)
    for told in gazette.gazette(country):
        yield from writing.document(told, revise)
    yield writing.link("same-party", gazette.SAME_PARTY)


def _dossier(told: Dossier, revise: Revision) -> Iterator[str]:
    for thing in told.things:
        yield _thing(thing)
    for document in told.documents:
        yield from writing.document(document, revise)
    for number, link in enumerate(told.links):
        yield writing.link(f"{told.name}-{number + 1}", link)


def _thing(told: Thing) -> str:
    more = [(name, iri(one)) for name, several in told.values.items() for one in several]
    if told.population:
        more += trio("population", told.population)
    return described(told.id, told.kind, told.label, *more)
