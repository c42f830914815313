"""Which name each term of a dataset gets: by the ontology, by an earlier load, or by guess.

The ontology says of its own properties what type they have and whether they have one
value or many. Of other vocabularies' properties the first load decides, and the
decision stays with the stored graph.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mindet.projection.graph import RESERVED, RESOURCE
from mindet.projection.literals import Form, form_of, has_companion
from mindet.projection.names import VERSION, Names, Slot, candidates, upper_snake
from mindet.projection.survey import STRING, Survey, Usage
from mindet.terms import UNSTATED, XSD

if TYPE_CHECKING:
    from mindet.ontology import Ontology, Property


class Naming:
    """The names for one dataset: `names` is the table, the rest finds a name in it."""

    def __init__(self, ontology: Ontology, known: Names | None = None) -> None:
        self._ontology = ontology
        self._own = {p.iri: p for p in ontology.properties.values()}
        self.plan = plan_of(ontology)
        names = self.names = Names(plan=self.plan)
        if known and (known.plan, known.version) == (self.plan, VERSION):
            names = self.names = names.with_those_of(known)
        self.slots = {(s.predicate, s.datatype, s.language): k for k, s in _plain(names)}
        self.concept_keys = {s.predicate: k for k, s in names.keys.items() if s.form == "concept"}
        self.flags = {s.predicate: k for k, s in names.keys.items() if s.form == "unstated"}
        self.types = {iri: name for name, iri in names.relationships.items()}
        self.labels = {iri: name for name, iri in names.labels.items()}
        self._bases = set(ontology.property_by_name)
        # A label and a relationship type may not be the same word on the embedded store.
        self._words = {*ontology.class_by_name, RESOURCE, *names.labels, *names.relationships}
        self._words |= {upper_snake(name) for name in self._bases}

    @property
    def own(self) -> frozenset[str]:
        """The predicates that the ontology knows."""
        return frozenset(self._own)

    @property
    def values(self) -> frozenset[str]:
        """What may be held as a word: values of enumerations, and `mn:unstated`."""
        return frozenset({*self._ontology.concepts, UNSTATED})

    def add(self, survey: Survey) -> None:
        """Name every term that is used and has no name yet, in an order of the terms' own."""
        for iri in sorted(survey.classes):
            self.label(iri)
            self.closure(iri)
        for iri in sorted(survey.links):
            self.relationship(iri)
        for predicate, value in sorted(survey.words):
            self.word(predicate, value)
        main = {iri: self._main(iri, types) for iri, types in sorted(survey.datatypes.items())}
        for usage in sorted(survey.usages, key=lambda u: (u[0], u[1] != main[u[0]], u)):
            self._slot(usage, main[usage[0]], many=usage in survey.many)

    def label(self, iri: str) -> str:
        """The label for a class."""
        if iri not in self.labels:
            known = self._ontology.classes.get(iri)
            name = known.name if known else self._word(candidates(iri))
            self.labels[iri] = name
            self._words.add(name)
            self.names.labels[name] = iri
        return self.labels[iri]

    def relationship(self, iri: str) -> str:
        """The relationship type for a predicate."""
        if iri not in self.types:
            known = self._own.get(iri)
            name = (
                upper_snake(known.name) if known else self._word(map(upper_snake, candidates(iri)))
            )
            self.types[iri] = name
            self._words.add(name)
            self.names.relationships[name] = iri
        return self.types[iri]

    def closure(self, iri: str) -> tuple[str, ...]:
        """The labels that a node of the class has: the class's and its superclasses'."""
        above = self._ontology.ancestors(iri) if iri in self._ontology.classes else ()
        return tuple(self.label(a) for a in above if a in self._ontology.classes)

    def word(self, predicate: str, value: str) -> tuple[str, str] | None:
        """Key and word that hold a value of an enumeration or `mn:unstated`; None for a link."""
        if value == UNSTATED and (flag := self.unstated(predicate)):
            return flag, "true"
        return self.concept(predicate, value)

    def concept(self, predicate: str, value: str) -> tuple[str, str] | None:
        """Key and name for a value of an enumeration; None if it is to be a relationship."""
        prop, concept = self._own.get(predicate), self._ontology.concepts.get(value)
        if not (prop and concept and prop.kind == "enumeration"):
            return None
        if self.names.concepts.setdefault(concept.name, value) != value:
            return None
        key = self.concept_keys.get(predicate)
        if key is None:
            slot = Slot(predicate, "concept", many=prop.many)
            key = self.concept_keys[predicate] = self._claim(predicate, "", slot)
        return key, concept.name

    def unstated(self, predicate: str) -> str | None:
        """The key of the flag that says that a text leaves `predicate` open."""
        prop = self._own.get(predicate)
        if not prop or prop.kind in ("literal", "langString"):
            return None
        if predicate not in self.flags:
            self.flags[predicate] = self._claim(predicate, "_unstated", Slot(predicate, "unstated"))
        return self.flags[predicate]

    def _main(self, iri: str, types: Counter[str]) -> str:
        """The datatype that goes under the bare name."""
        stored = [s for k, s in _plain(self.names) if s.predicate == iri and not s.language]
        if stored and not self._own.get(iri):
            return stored[0].datatype
        prop = self._own.get(iri)
        if prop and prop.kind == "literal":
            return prop.datatype or (STRING if STRING in prop.ranges else min(prop.ranges))
        if prop and prop.kind == "langString":
            return STRING
        typed = {t: n for t, n in types.items() if t}
        return min(typed, key=lambda t: (-typed[t], t)) if typed else STRING

    def _slot(self, usage: Usage, main: str, *, many: bool) -> None:
        predicate, datatype, language = usage
        foreign = datatype != main and not datatype.startswith(XSD)
        if usage in self.slots or (foreign and not language):
            return
        prop = self._own.get(predicate)
        form: Form = "text" if language else form_of(datatype)
        many = prop.many if prop else many
        slot = Slot(predicate, form, datatype, language, many)
        self.slots[usage] = self._claim(predicate, _suffix(usage, main), slot)

    def _claim(self, predicate: str, suffix: str, slot: Slot) -> str:
        """The first free key for the slot, taken; with its companion for the lexical form."""
        prop = self._own.get(predicate)
        companions = ["", "_lexical"] if has_companion(slot.form) else [""]
        own = prop.name + suffix if prop else ""
        if not own or any(own + c in self.names.keys for c in companions):
            bases = (base + suffix for base in candidates(predicate))
            own = next(k for k in bases if all(self._free(k + c) for c in companions))
        self.names.keys[own] = slot
        if has_companion(slot.form):
            self.names.keys[own + "_lexical"] = Slot(predicate, "lexical", many=slot.many)
        return own

    def _free(self, key: str) -> bool:
        """Whether a key is nobody's, and not one that the ontology may come to need."""
        starts = (key[:i] for i in range(1, len(key) + 1) if i == len(key) or key[i] == "_")
        return (
            key not in RESERVED
            and key not in self.names.keys
            and not any(start in self._bases for start in starts)
        )

    def _word(self, found: Iterator[str]) -> str:
        return next(w for w in found if w not in self._words and not w.startswith("Mindet"))


def _suffix(used: Usage, main: str) -> str:
    _, datatype, language = used
    if language:
        return "_" + language.replace("-", "_")
    return "" if datatype == main else "_" + datatype.removeprefix(XSD)


def _plain(names: Names) -> Iterator[tuple[str, Slot]]:
    special = ("concept", "unstated", "lexical")
    return ((key, slot) for key, slot in names.keys.items() if slot.form not in special)


def plan_of(ontology: Ontology) -> str:
    """A digest of all that decides how the ontology's own terms are held."""
    properties = [_planned(p) for _, p in sorted(ontology.properties.items())]
    classes = [[iri, *ontology.ancestors(iri)] for iri in sorted(ontology.classes)]
    content = json.dumps([VERSION, properties, classes, sorted(ontology.concepts)])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _planned(prop: Property) -> list[object]:
    return [prop.iri, prop.name, prop.kind, prop.datatype, prop.many, sorted(prop.ranges)]
