"""What all pages work with: the open store, the catalogue, the ontology, names of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from mindet import words
from mindet.catalogue import Answer, Catalogue, CypherEngine, StoredQuery
from mindet.errors import StoreError
from mindet.explorer.keeping import Kept, weight
from mindet.explorer.reader import TIMEOUT, Reader
from mindet.ontology import own
from mindet.projection import reading, state
from mindet.terms import UNSTATED
from mindet.words import first, short

if TYPE_CHECKING:
    from mindet.projection.names import Names
    from mindet.store import Store

_NAME = re.compile(r"[^\W\d]\w*")
# What a thing without a name of its own is told by: a claim by its statement, and so on.
_BEHIND = """
UNWIND $iris AS iri
MATCH (n:Resource {iri: iri})-[:STATES|HOLDER|POST|PARTICIPANT]->(x:Resource)
RETURN iri, x.iri AS behind ORDER BY iri, behind
"""
Facts = Mapping[str, Any]


class Title(NamedTuple):
    """What a thing is called in a language, and its classes by local name."""

    text: str
    kinds: tuple[str, ...] = ()


class Desk:
    """The open graph with all that a page needs to read of it."""

    def __init__(self, store: Store, *, timeout: float = TIMEOUT) -> None:
        self.reader = Reader(store, timeout=timeout)
        face = cast("Store", self.reader)  # it has what an engine uses of a store
        self.engine = CypherEngine(face, timeout=timeout)
        self.catalogue = Catalogue.load()
        self.ontology = own()
        self.kept = Kept(self.engine.state)

    def ask(self, query: StoredQuery, given: Mapping[str, str], *, limit: int = 0) -> Answer:
        """The answer to a stored query, or its first `limit` rows.

        Raises QueryError for a wrong parameter or a query that fails.
        """
        key = ("answer", query.name, limit, tuple(sorted(given.items())))
        return self.kept.get(
            key,
            lambda: query.ask(self.engine, given, limit=limit),
            lambda answer: weight(answer.rows),
        )

    def facts(self, iris: Iterable[str]) -> dict[str, Facts]:
        """For each known IRI the properties of its node, as CypherEngine.facts; read only."""
        return self.kept.each("facts", sorted(set(iris)), self.engine.facts)

    def check_whole(self) -> None:
        """Raise StoreError while a load goes on or was cut off: half a graph answers nothing."""
        if self.kept.state() is None and state.held(cast("Store", self.reader)).loading:
            what = "a load is under way or was cut off, so the graph is not whole"
            raise StoreError(what, remedy="wait for it, or load again")

    def names(self) -> Names:
        """The table of names that the graph was written with."""
        face = cast("Store", self.reader)
        return self.kept.get("names", lambda: reading.names(face))

    def checked(self, name: str, known: Iterable[str]) -> str:
        """A label or relationship type fit to stand in a query: it is known, and an identifier."""
        if name not in known or not _NAME.fullmatch(name):
            raise KeyError(name)
        return f"`{name}`"

    def titles(self, iris: Iterable[str], language: str) -> dict[str, Title]:
        """What each thing is called; what the graph does not know goes by its id."""
        wanted = sorted({iri for iri in iris if iri})
        facts = self.facts(wanted)
        named = {iri: self._name(iri, facts.get(iri), language) for iri in wanted}
        nameless = [iri for iri in wanted if named[iri] == short(iri) and iri in facts]
        behind = self._behind(nameless, language)
        return {
            iri: Title(
                self._told(iri, facts[iri], behind.get(iri, ()), language), kinds(facts[iri])
            )
            if iri in nameless
            else Title(named[iri], kinds(facts.get(iri, {})))
            for iri in wanted
        }

    def term(self, term: str, language: str) -> str:
        """The label of a class, a property or a value of an enumeration."""
        return self.ontology.label(term, language)

    def _name(self, iri: str, facts: Facts | None, language: str) -> str:
        return words.name(iri, facts, language, self.ontology)

    def _behind(self, iris: list[str], language: str) -> dict[str, list[str]]:
        def read(iris: Sequence[str]) -> dict[str, list[str]]:
            found: dict[str, list[str]] = {}
            for iri, behind in self.reader.read(_BEHIND, {"iris": iris}).rows:
                found.setdefault(iri, []).append(behind)
            return found

        told = self.kept.each("behind", iris, read)
        facts = self.facts({one for behind in told.values() for one in behind})
        return {
            iri: [self._name(one, facts.get(one), language) for one in behind]
            for iri, behind in told.items()
        }

    def _told(self, iri: str, facts: Facts, behind: Iterable[str], language: str) -> str:
        """A name made of what the thing says: its term, then what it is about or why."""
        if "start" in facts and "end" in facts:
            return f"{facts['start']}–{facts['end']}"
        terms = [first(facts[key]) for key in ("act", "kind", "role") if facts.get(key)]
        lead = ", ".join(self.term(term, language) for term in terms)
        reason = first(facts.get(f"reason_{language}") or facts.get("reason_en"))
        return ": ".join(part for part in (lead, " — ".join(behind) or reason) if part) or short(
            iri
        )


def kinds(facts: Facts) -> tuple[str, ...]:
    """The classes that a thing was given, by local name."""
    found = facts.get("types") or ()
    return (found,) if isinstance(found, str) else tuple(map(str, found))


def is_unstated(iri: object) -> bool:
    """Whether this is what stands for silence."""
    return iri == UNSTATED
