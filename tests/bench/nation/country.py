"""The shared things of the country: places, bodies, posts, and who held which when.

>>> country = Country.make(seed=7, triples=20_000)
>>> len([unit for unit in country.units if unit.since == START]), len(country.units)
(17, 20)
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from .facts import Day
from .words import Trio, fill, thing, words

START = datetime.date(2016, 1, 1)
END = datetime.date(2025, 12, 31)
SPLIT = datetime.date(2022, 6, 8)  # three regions are made of parts of others
FULL = 400_000  # from so many triples on the country has its full size


@dataclass(frozen=True, slots=True)
class Area:
    """A region, city or district with its akimat and the post of its akim."""

    id: str
    name: Trio
    akimat: str
    post: str
    inside: str
    since: Day = START
    parent: Area | None = None  # the area of which it was split off


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry for the years in which it had this name."""

    id: str
    name: Trio
    post: str
    since: Day
    before: Body | None


@dataclass(frozen=True, slots=True)
class Firm:
    """An operator and the post of its head."""

    id: str
    name: Trio
    post: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A person in a post, from a day to a day."""

    post: str
    person: str
    name: Trio
    start: Day
    end: Day | None


@dataclass(slots=True)
class Country:
    """All of it; lists are in the order of their making."""

    units: list[Area] = field(default_factory=list)
    districts: list[Area] = field(default_factory=list)
    cities: dict[str, tuple[Trio, str]] = field(default_factory=dict)
    villages: dict[str, list[tuple[str, Trio]]] = field(default_factory=dict)
    lines: dict[str, list[Body]] = field(default_factory=dict)
    firms: list[Firm] = field(default_factory=list)
    spells: dict[str, list[Spell]] = field(default_factory=dict)

    @classmethod
    def make(cls, seed: int, triples: int) -> Country:
        """The country of `seed`, smaller where few triples are asked for."""
        random, country = Random(f"country {seed}"), cls()
        share = min(1.0, triples / FULL)
        _units(country, random)
        _districts(country, random, max(20, round(200 * share)))
        _villages(country, random, round(6000 * share))
        _bodies(country)
        _firms(country, random, max(6, round(60 * share)))
        _careers(country, random)
        return country

    def body(self, line: str, day: Day) -> Body:
        """The ministry of a field on a day."""
        return next(body for body in reversed(self.lines[line]) if body.since <= day)

    def holder(self, post: str, day: Day) -> Spell:
        """Who held a post on a day, or held it first where nobody did yet."""
        spells = self.spells[post]
        return next((one for one in reversed(spells) if one.start <= day), spells[0])

    def people(self) -> Iterator[tuple[str, Trio]]:
        """Each person and name."""
        for spells in self.spells.values():
            yield from ((spell.person, spell.name) for spell in spells)


def _name(random: Random) -> Trio:
    """The name of a place, of two parts."""
    first, second = random.choice(words()["first"]), random.choice(words()["second"])
    return fill(("{0}{1}", "{0}{1}", "{0}{1}"), first, second)


def _slug(name: Trio) -> str:
    return name[0].lower().replace(" ", "-")


def _area(kind: str, slug: str, name: Trio, inside: str, **more: object) -> Area:
    label = thing("district" if kind == "place" else kind, name)
    return Area(
        f"{kind}/{slug}",
        label,
        f"akimat/{slug}",
        f"post/akim-{slug}",
        inside,
        **more,  # type: ignore[arg-type]  # the two optional fields
    )


def _units(country: Country, random: Random) -> None:
    """14 regions and 3 great cities; three regions more from SPLIT on."""
    for number in range(20):
        name = _name(random)
        kind = "city" if 14 <= number < 17 else "region"
        more: dict[str, object] = {}
        if number >= 17:
            more = {"since": SPLIT, "parent": country.units[number - 17]}
        slug = f"{_slug(name)}-{number + 1:02}"
        country.units.append(_area(kind, slug, name, "country/dala", **more))
        for place in range(3 if kind == "region" else 0):
            town = _name(random)
            country.cities[f"city/{_slug(town)}-{number + 1:02}{'abc'[place]}"] = (
                thing("city", town),
                country.units[-1].id,
            )


def _districts(country: Country, random: Random, count: int) -> None:
    for number in range(count):
        name, unit = _name(random), country.units[number % 20]
        slug = f"{_slug(name)}-d{number + 1:03}"
        country.districts.append(_area("place", slug, name, unit.id))


def _villages(country: Country, random: Random, count: int) -> None:
    rural = [district for district in country.districts if district.inside.startswith("region")]
    for number in range(count):
        name, district = _name(random), rural[number % len(rural)]
        village = f"place/{_slug(name)}-v{number + 1:04}"
        country.villages.setdefault(district.id, []).append((village, thing("village", name)))


def _bodies(country: Country) -> None:
    """Each field's ministries; a field is reorganised as often as it has names."""
    for place, (line, names) in enumerate(words()["lines"].items()):
        bodies: list[Body] = []
        for number, name in enumerate(names):
            slug = f"{line}-{number + 1}"
            since = START if not number else datetime.date(2015 + 4 * number, 2 + place % 9, 17)
            bodies.append(
                Body(
                    f"ministry/{slug}",
                    thing("ministry", name),
                    f"post/minister-{slug}",
                    since,
                    bodies[-1] if bodies else None,
                )
            )
        country.lines[line] = bodies


def _firms(country: Country, random: Random, count: int) -> None:
    for number in range(count):
        brand, trade = random.choice(words()["brand"]), random.choice(words()["trade"])
        name = fill(("{0} {1}", "{0} {1}", "{0} {1}"), brand, trade)
        slug = f"{_slug(name)}-{number + 1:02}"
        firm = Firm(f"operator/{slug}", thing("operator", name), f"post/head-{slug}")
        country.firms.append(firm)


# --- careers


def _careers(country: Country, random: Random) -> None:
    """A chain of people for each post, from the post's first day to its last."""
    _career(country, random, "post/prime-minister", START, END, 900)
    for area in country.units:
        _career(country, random, area.post, area.since, END, 1100)
    for area in country.districts:
        _career(country, random, area.post, START, END, 1700)
    for bodies in country.lines.values():
        ends = [body.since - datetime.timedelta(1) for body in bodies[1:]] + [END]
        for body, end in zip(bodies, ends, strict=True):
            _career(country, random, body.post, body.since, end, 900)
    for firm in country.firms:
        _career(country, random, firm.post, START, END, 2000)


def _career(country: Country, random: Random, post: str, start: Day, end: Day, days: int) -> None:
    """Terms of about so many days; the last one has no end unless the post has."""
    while start < end:
        last = start + datetime.timedelta(days=days + random.randrange(-200, 200))
        over = last < end
        person, name = _person(country, random)
        stop = last if over else (None if end == END else end)
        country.spells.setdefault(post, []).append(Spell(post, person, name, start, stop))
        start = last + datetime.timedelta(days=1)


def _person(country: Country, random: Random) -> tuple[str, Trio]:
    number = sum(map(len, country.spells.values())) + 1
    given, lineage = random.choice(words()["given"]), words()["lineage"]
    name = fill(("{0} {1}{2}", "{0} {1}{2}", "{0} {1}{2}"), given, _name(random), lineage)
    return f"person/{_slug(name)}-{number:04}", name
