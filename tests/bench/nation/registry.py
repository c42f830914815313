"""The registry graph: the shared things as lines."""

from __future__ import annotations

from collections.abc import Iterator

from .country import END, Area, Country
from .terms import Pair, day, graph, iri, lines, text, trio, typed
from .words import Trio, thing, words

REGISTRY = graph("registry")


def registry(country: Country) -> Iterator[str]:
    """All of the country's shared things, a text of lines for each."""
    yield from _fixed(country)
    yield from _areas(country)
    yield from _places(country)
    yield from _ministries(country)
    yield from _programmes()
    for firm in country.firms:
        yield described(firm.id, "Operator", firm.name)
        yield _post(firm.post, thing("head", firm.name), firm.id)
    for person, name in country.people():
        yield described(person, "Person", name)


def described(name: str, kind: str, label: Trio, *more: Pair) -> str:
    """A thing of the registry: its class, its labels, and what more there is."""
    pairs = [("a", iri(kind)), *trio("label", label), *more]
    return lines(REGISTRY, iri(name), pairs)


_KINDS = {
    "country": "Country",
    "government": "Government",
    "media-outlet": "MediaOutlet",
    "state-body": "StateBody",
    "international-organization": "InternationalOrganization",
    "group": "ActorGroup",
    "place-group": "PlaceGroup",
    "region": "Region",
    "city": "City",
    "place": "Place",
}


def kind(name: str) -> str:
    """The class that the name of a shared thing tells."""
    return _KINDS[name.partition("/")[0]]


def _fixed(country: Country) -> Iterator[str]:
    for name, label in words()["fixed"].items():
        if name.startswith("post/"):
            yield _post(name, label, "government/dala")
        else:
            yield described(name, kind(name), label)
    for name, said in words()["groups"].items():
        yield described(name, kind(name), said["label"], *trio("membership", said["membership"]))
    counted = [("memberCount", typed(len(country.firms), "integer")), ("memberCountOn", day(END))]
    yield lines(REGISTRY, iri("group/telecom-operators"), counted)


def _post(name: str, label: Trio, where: str) -> str:
    return described(name, "Post", label, ("postIn", iri(where)))


def _areas(country: Country) -> Iterator[str]:
    for place, area in enumerate(country.units + country.districts):
        inside: list[Pair] = [("locatedIn", iri(area.inside))]
        yield described(area.id, kind(area.id), area.name, *inside)
        yield described(area.akimat, "Akimat", thing("akimat", area.name), *_duties(area))
        yield _post(area.post, thing("akim", area.name), area.akimat)
        if place in (1, 2, 5):
            member = [("knownMember", iri(area.akimat))]
            yield lines(REGISTRY, iri("group/pilot-akimats"), member)


def _duties(area: Area) -> list[Pair]:
    """What an akimat administers, and whose duties it took over."""
    pairs = [("jurisdiction", iri(area.id))]
    if area.parent:
        pairs += [("succeeds", iri(area.parent.akimat)), ("succeededOn", day(area.since))]
    return pairs


def _places(country: Country) -> Iterator[str]:
    for city, (name, inside) in country.cities.items():
        yield described(city, "City", name, ("locatedIn", iri(inside)))
    for district, villages in country.villages.items():
        for village, name in villages:
            yield described(village, "Place", name, ("locatedIn", iri(district)))


def _ministries(country: Country) -> Iterator[str]:
    for bodies in country.lines.values():
        for body in bodies:
            printed = [("printedName", text(body.name[1], "ru"))]
            office: list[Pair] = []
            if body.before:
                taken = ("succeededOn", day(body.since))
                printed += [("succeeds", iri(body.before.id)), taken]
                office = [("succeeds", iri(body.before.post)), taken]
            yield described(body.id, "Ministry", body.name, *printed)
            label = thing("minister", body.name)
            yield described(body.post, "Post", label, ("postIn", iri(body.id)), *office)


def _programmes() -> Iterator[str]:
    for topic, said in words()["topics"].items():
        yield described(f"programme/{topic}", "Programme", thing("programme", said["name"]))
