"""The gazette: a text a year that tells who held which post.

A tenure that has ended is told in the year of its end, with both days; the others with the first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from .country import Country, Spell
from .facts import Claim, Document, Link, Tenure, Values
from .words import gist, thing

SAME_PARTY = Link("sameParty", "group/local-bodies", "group/akimats")
PUBLISHER = "media-outlet/dala-gazette"


def gazette(country: Country) -> Iterator[Document]:
    """The documents, in order."""
    by_year: dict[int, list[Spell]] = {}
    for spells in country.spells.values():
        for spell in spells:
            by_year.setdefault((spell.end or spell.start).year, []).append(spell)
    for year in sorted(by_year):
        yield _document(year, by_year[year])


def _document(year: int, spells: list[Spell]) -> Document:
    day = datetime.date(year, 12, 28)
    label = thing("gazette", (str(year),) * 3)
    document = Document(f"gazette-{year}", label, "ru" if year % 2 else "kk", PUBLISHER, day, day)
    for number, spell in enumerate(spells):
        _appointment(document, spell, f"{document.name}-{number + 1:03}")
    return document


def _appointment(document: Document, spell: Spell, number: str) -> None:
    values: Values = {"act": ("reports",), "speaker": ("unstated",), "voice": ("narrated",)}
    post = spell.post.removeprefix("post/")
    told = gist("appointed", spell.name, (post,) * 3)
    says: Values = {"about": (spell.person,)}
    passages = (document.passage(60),)
    claim = Claim(number, document, values, passages, "Assertion", told, says)
    document.claims.append(claim)
    document.tenures.append(
        Tenure(
            f"tenure/{number}",
            spell.person,
            spell.post,
            spell.start,
            claim.id,
            spell.start,
            spell.end,
        )
    )
