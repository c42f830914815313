"""The page of what is near one thing: the part of the map within so many lines of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mindet.catalogue.parameters import Parameter
from mindet.terms import LANGUAGES
from mindet.views import excerpt, responsibility
from mindet.views.gathering import collect as gather
from mindet.views.model import PageModel, Text
from mindet.views.payload import cut
from mindet.views.record import KINDS
from mindet.words import name

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store

CENTRE = Parameter("around", "iri", True, None, {})


@dataclass(frozen=True)
class Neighbourhood:
    """What is near the thing with the IRI `centre`, and what that is called."""

    centre: str
    name: Text
    model: PageModel


def collect(store: Store, ontology: Ontology, centre: str, depth: int) -> Neighbourhood:
    """What is within `depth` lines of the thing that `centre` names, an id or an IRI.

    A statement is one line from those who bear it. Raises QueryError for what is not in the
    graph, with what was perhaps meant, and ViewError for what is there and not on the map.
    """
    iri, facts = _known(store, centre)
    whole = gather(store.read, ontology, KINDS)
    model = excerpt.around(whole, iri, depth)
    return Neighbourhood(iri, {tag: name(iri, facts, tag, ontology) for tag in LANGUAGES}, model)


def _known(store: Store, centre: str) -> tuple[str, Mapping[str, Any]]:
    """The IRI that an id means, with what is known of it."""
    from mindet.catalogue import CypherEngine, suggesting

    engine = CypherEngine(store)
    suggesting.check_readable(engine, [CENTRE], {CENTRE.name: centre})
    iri = str(CENTRE.read(centre))
    suggesting.check_there(engine, CENTRE, iri)
    return iri, engine.facts([iri])[iri]


def render(found: Neighbourhood) -> str:
    """The page as text; ViewError where a part of it is missing."""
    page = responsibility.paged(found.model)
    title = page.data["words"]["around.title"]
    heads = {tag: title[tag].replace("{name}", cut(found.name[tag], 120)) for tag in LANGUAGES}
    page.data["words"] = {**page.data["words"], "title": heads}
    return page.generate_html()
