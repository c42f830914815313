"""What a dataset says of its documents: the quads by subject, and the stretches they point at.

>>> from mindet.dataset import Dataset
>>> data = Dataset.parse(b'<urn:s> <https://w3id.org/mindet#fileName> "a.txt" .', "nquads")
>>> Facts(data).one("urn:s", "fileName")
'a.txt'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.terms import DCTERMS, ID, MN, RDF, RDFS, SKOS, UNSTATED, XSD

_DATE = ox.NamedNode(XSD + "date")
_TYPE = RDF + "type"
_SPANS = ("due", "period", "inForce")


@dataclass(frozen=True)
class Stretch:
    """A passage or a stretch without a claim, as the dataset has it; a bad offset is None."""

    iri: str
    start: int | None
    end: int | None

    @property
    def bounds(self) -> tuple[int, int]:
        """Start and end; (0, 0) where one of them is missing."""
        return (0, 0) if self.start is None or self.end is None else (self.start, self.end)


class Facts:
    """A dataset's quads by subject and property; a bare property name is one of `mn:`."""

    def __init__(self, dataset: Dataset) -> None:
        self._objects: dict[str, dict[str, list[ox.Literal | str]]] = defaultdict(dict)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in dataset.quads:
            subject, value = _plain(quad.subject), _plain(quad.object)
            name = quad.predicate.value
            self._objects[str(subject)].setdefault(name, []).append(value)
            if isinstance(value, str):
                self._subjects[name, value].append(str(subject))

    def documents(self) -> list[str]:
        """The IRIs of the documents, sorted."""
        return sorted(set(self._subjects[_TYPE, MN + "Document"]))

    def properties(self, subject: str) -> dict[str, list[ox.Literal | str]]:
        """All that is said of `subject`: values by the IRI of the property; IRIs as strings."""
        return self._objects.get(subject, {})

    def values(self, subject: str, name: str) -> list[str]:
        """The values of one property, as plain strings, in the order of their quads."""
        found = self.properties(subject).get(name if "://" in name else MN + name, ())
        return [v if isinstance(v, str) else v.value for v in found]

    def one(self, subject: str, name: str) -> str | None:
        """The first value of one property, or None."""
        return next(iter(self.values(subject, name)), None)

    def subjects(self, name: str, value: str) -> list[str]:
        """Whatever has the IRI `value` for the property `name`, sorted."""
        return sorted(set(self._subjects[name if "://" in name else MN + name, value]))

    def label(self, iri: str, language: str) -> str | None:
        """The label in `language`, else in any language, else None."""
        found = [
            literal
            for name in (RDFS + "label", SKOS + "prefLabel")
            for literal in self.properties(iri).get(name, ())
            if isinstance(literal, ox.Literal)
        ]
        ranked = sorted(found, key=lambda x: (x.language != language, x.language != "en"))
        return ranked[0].value if ranked else None

    def language(self, document: str) -> str:
        """The language that a document is written in; empty where it is not told."""
        return self.one(document, DCTERMS + "language") or ""

    # --- stretches

    def claims(self, document: str) -> list[str]:
        """The claims of a document, sorted by IRI."""
        return self._told("Claim", document)

    def participations(self, document: str) -> list[str]:
        """The participations that a document tells of, sorted by IRI."""
        return self._told("Participation", document)

    def _told(self, kind: str, document: str) -> list[str]:
        told = self.subjects("inDocument", document)
        return [s for s in told if MN + kind in self.values(s, _TYPE)]

    def passages(self, owner: str) -> list[Stretch]:
        """The passages of a claim or participation, in text order."""
        return self._stretches(owner, "passage")

    def unclaimed(self, document: str) -> list[Stretch]:
        """The stretches of a document that hold no claim, in text order."""
        return self._stretches(document, "noClaim")

    def _stretches(self, owner: str, name: str) -> list[Stretch]:
        found = (
            Stretch(iri, _number(self.one(iri, "start")), _number(self.one(iri, "end")))
            for iri in self.values(owner, name)
        )
        return sorted(found, key=lambda s: (s.bounds, s.iri))

    # --- statements

    def statements(self, claim: str) -> list[str]:
        """What a claim states."""
        return self.values(claim, "states")

    def quantities(self, claim: str) -> list[str]:
        """The quantities of what a claim states."""
        return [q for s in self.statements(claim) for q in self.values(s, "quantity")]

    def parts(self, claim: str) -> list[str]:
        """The claim, its statements, and their deadlines, periods and quantities."""
        parts = [claim]
        for statement in self.statements(claim):
            nested = (self.values(statement, name) for name in (*_SPANS, "quantity"))
            parts += [statement, *(p for values in nested for p in values if p != UNSTATED)]
        return list(dict.fromkeys(parts))

    def inferences(self, claim: str) -> list[str]:
        """What we conclude about a claim, its statements and their parts."""
        found = (self.subjects("concerns", part) for part in self.parts(claim))
        return sorted({i for some in found for i in some})

    def has_time(self, claim: str) -> bool:
        """Whether a statement of the claim has a deadline or a period, if only by inference."""
        stated = (
            value
            for s in self.statements(claim)
            for name in _SPANS
            for value in self.values(s, name)
        )
        concluded = (self.one(i, "property") for i in self.inferences(claim))
        names = {MN + name for name in (*_SPANS, "from", "strictEnd", "lenientEnd")}
        return any(v != UNSTATED for v in stated) or any(c in names for c in concluded)

    def dates(self, claim: str) -> set[date]:
        """Every date of a claim, of what it states, and of the inferences on them."""
        about = [*self.parts(claim), *self.inferences(claim)]
        return {day for subject in about for day in self._dates_of(subject)}

    def document_dates(self, document: str) -> set[date]:
        """The stated dates of a document and of the meetings that it reports on."""
        about = [document, *self.values(document, "reportsOn")]
        return {day for subject in about for day in self._dates_of(subject)}

    def _dates_of(self, subject: str) -> Iterator[date]:
        for values in self.properties(subject).values():
            for value in values:
                if isinstance(value, ox.Literal) and value.datatype == _DATE:
                    try:
                        yield date.fromisoformat(value.value)
                    except ValueError:
                        continue  # the shapes report it

    def bounds(self, quantity: str) -> set[Decimal]:
        """The lower and upper bound of a quantity, as far as it has them."""
        found = (self.one(quantity, name) for name in ("lower", "upper"))
        return {d for text in found if text is not None for d in _decimals(text)}


def short(iri: str) -> str:
    """An IRI of ours without its beginning.

    >>> short("https://w3id.org/mindet/id/claim/002-21")
    'claim/002-21'
    """
    return iri.removeprefix(ID).removeprefix(MN)


def _plain(term: object) -> ox.Literal | str:
    if isinstance(term, ox.Literal):
        return term
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else ""


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 19 else None


def _decimals(text: str) -> Iterator[Decimal]:
    try:
        yield Decimal(text)
    except InvalidOperation:
        return  # the shapes report it
