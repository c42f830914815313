"""The setting of a dossier: its place, field and people, and its documents before any claim."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from random import Random

from .country import START, Area, Country, Firm, Spell
from .facts import Day, Document, Dossier, Inference, Meeting, Participation, Tenure
from .words import Trio, thing, words

GOLDEN = 0.6180339887498949
SPREAD = 365 * 7  # the days over which dossiers begin; each lasts up to three years
# Days after the dossier's begin, language, whether dated, which meeting (a number: of that text).
PLAN = (
    (0, "ru", True, "own"),
    (3, "kk", True, 0),
    (300, "ru", True, "own"),
    (430, "kk", False, "own"),
    (640, "ru", True, None),
    (980, "kk", True, "own"),
)


@dataclass(slots=True)
class Scene:
    """Where and about what a dossier is, and who speaks in each of its documents."""

    random: Random
    country: Country
    dossier: Dossier
    topic: str
    district: Area
    firm: Firm
    day: Day
    speakers: list[list[Spell]] = field(default_factory=list)

    @classmethod
    def make(cls, country: Country, seed: int, number: int) -> Scene:
        """The scene of the dossier with this number, its documents still without claims."""
        random = Random(f"{seed} {number}")
        topics = tuple(words()["topics"])
        scene = cls(
            random,
            country,
            Dossier(f"d{number:05}"),
            topics[number % len(topics)],
            country.districts[number % len(country.districts)],
            random.choice(country.firms),
            START + datetime.timedelta(days=30 + int((number * GOLDEN % 1) * SPREAD)),
        )
        for place in range(len(PLAN)):
            scene.dossier.documents.append(scene._document(place))
        return scene

    def said(self, key: str) -> Trio:
        """Words of the topic."""
        found: Trio = words()["topics"][self.topic][key]
        return found

    @property
    def unit(self) -> str:
        """The unit of the topic's indicator."""
        found: str = words()["topics"][self.topic]["unit"]
        return found

    def region(self, day: Day) -> Area:
        """The region in which the district lies on a day."""
        area = next(unit for unit in self.country.units if unit.id == self.district.inside)
        return area if area.since <= day or area.parent is None else area.parent

    def ministry(self, day: Day) -> str:
        """The ministry of the topic's field on a day."""
        return self.country.body(words()["topics"][self.topic]["line"], day).id

    def village(self) -> str:
        """A village of the district, or the district where it has none."""
        villages = self.country.villages.get(self.district.id)
        return (
            villages[int(self.random.random() * len(villages))][0] if villages else self.district.id
        )

    def city(self) -> str:
        """A city of the country."""
        return self.random.choice(tuple(self.country.cities))

    # --- documents

    def _document(self, place: int) -> Document:
        after, language, dated, meeting = PLAN[place]
        day = self.day + datetime.timedelta(days=after + (place > 1) * self.random.randrange(60))
        kind = "session" if place < 2 else "news"
        document = Document(
            f"{self.dossier.name}-{place}",
            thing(kind, self.said("name") if place < 2 else self.district.name),
            language,
            self._publisher(day),
            day if dated else None,
            day,
        )
        self.speakers.append(self._people(day))
        if not dated:
            first, last = document.earliest, document.latest
            document.inferences.append(
                Inference(document.id, "issued", "year", earliest=first, latest=last)
            )
        if meeting == "own":
            self._meet(document, self.speakers[place])
        elif isinstance(meeting, int):
            document.about = self.dossier.documents[meeting].about
        return document

    def _publisher(self, day: Day) -> str:
        choices = ("media-outlet/dala-news", "unstated", self.region(day).akimat)
        return choices[int(self.random.random() * 3)]

    def _people(self, day: Day) -> list[Spell]:
        """Who may speak on a day: minister, akim of the region, akim of the district, operator."""
        day -= datetime.timedelta(days=1)  # the day of the meeting that is told of
        body = self.country.body(words()["topics"][self.topic]["line"], day)
        posts = (body.post, self.region(day).post, self.district.post, self.firm.post)
        return [self.country.holder(post, day) for post in posts]

    def _meet(self, document: Document, people: list[Spell]) -> None:
        """A meeting of these people under the Prime Minister, and their tenures."""
        held = document.issued and document.day - datetime.timedelta(days=1)
        label = thing("session", self.said("name"))
        meeting = Meeting(
            f"meeting/{document.name}", label, self.said("name"), held, self.district.id
        )
        document.meetings.append(meeting)
        document.about = (meeting.id,)
        if held is None:
            first, last = document.earliest, document.latest
            document.inferences.append(
                Inference(meeting.id, "heldOn", "day", earliest=first, latest=last)
            )
        chair = self.country.holder(
            "post/prime-minister", document.day - datetime.timedelta(days=1)
        )
        for number, spell in enumerate([chair, *people]):
            self._attend(document, meeting, spell, number)

    def _printed(self, name: Trio, language: str) -> str:
        """The name in the language of the text, sometimes with an initial only."""
        whole = name[1 if language == "ru" else 2]
        given, _, lineage = whole.partition(" ")
        return f"{given[0]}. {lineage}" if self.random.random() < 0.25 else whole

    def _attend(self, document: Document, meeting: Meeting, spell: Spell, number: int) -> None:
        role = ("chair", "reporter", "reporter", "attendee", "reporter")[number]
        name = f"participation/{document.name}-{number + 1}"
        post = spell.post if self.random.random() < 0.85 else None
        printed = self._printed(spell.name, document.language)
        passage = document.passage(40)
        meeting.participations.append(
            Participation(name, spell.person, post, role, printed, passage)
        )
        if post is None:
            document.inferences.append(Inference(name, "inPost", "post", value=spell.post))
            return
        tenure = f"tenure/{document.name}-{number + 1}"
        document.tenures.append(Tenure(tenure, spell.person, post, meeting.held, name))
