"""What a spool's quads use: classes, predicates of links, literals by type and language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mindet.projection import columns
from mindet.projection.spool import Spool
from mindet.projection.tokens import quoted
from mindet.terms import RDF, XSD

TYPE = RDF + "type"
STRING = XSD + "string"
Usage = tuple[str, str, str]  # a predicate, a datatype or "", a language or ""
_TYPE = quoted(f"<{TYPE}>")
_USED = "SELECT p, tail(o), count(*) FROM {quad} GROUP BY ALL"
# The ontology says of its own properties whether they have many values. Where no others have,
# to count hashes tells it in half the time.
_OTHERS = "FROM {quad} ANTI JOIN own USING (p) WHERE left(o, 1) = '\"'"
_ANY_MANY = f"SELECT count(*) - count(DISTINCT hash(s, p, g, tail(o))) {_OTHERS}"
_MANY = f"""SELECT DISTINCT p, t FROM (
  SELECT p, tail(o) AS t {_OTHERS} GROUP BY s, p, g, tail(o) HAVING count(*) > 1)"""
_CLASSES = f"SELECT DISTINCT o FROM {{quad}} WHERE p = {_TYPE} AND left(o, 1) = '<'"
_WORDS = "SELECT DISTINCT p, o FROM {quad} SEMI JOIN own USING (p) SEMI JOIN concept USING (o)"


@dataclass
class Survey:
    """IRIs of classes and of predicates of links; each usage of a literal's type or language.

    `datatypes` counts the types of a predicate's literals, `many` has the usages that some
    subject has several values of, `words` the predicates with values of an enumeration.
    """

    classes: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    datatypes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    usages: set[Usage] = field(default_factory=set)
    many: set[Usage] = field(default_factory=set)
    words: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, spool: Spool, own: Iterable[str], concepts: Iterable[str]) -> Survey:
        """The survey of a spool; `own` are the ontology's predicates, `concepts` its values."""
        columns.define(spool.database)
        spool.table("own (p TEXT)", [(f"<{iri}>",) for iri in sorted(own)])
        spool.table("concept (o TEXT)", [(f"<{iri}>",) for iri in sorted(concepts)])
        survey = cls()
        for quad in spool.quads.names:
            for p, tail, times in spool.rows(_USED.format(quad=quad)):
                survey._see(p[1:-1], tail, times)
            if spool.number(_ANY_MANY.format(quad=quad)):
                many = spool.rows(_MANY.format(quad=quad))
                survey.many.update(usage(p[1:-1], tail) for p, tail in many)
            survey.classes.update(o[1:-1] for (o,) in spool.rows(_CLASSES.format(quad=quad)))
            words = spool.rows(_WORDS.format(quad=quad))
            survey.words.update((p[1:-1], o[1:-1]) for p, o in words)
        return survey

    def _see(self, predicate: str, tail: str, times: int) -> None:
        if tail not in ("<", "_"):
            used = usage(predicate, tail)
            self.usages.add(used)
            self.datatypes[predicate][used[1]] += times
        elif predicate != TYPE or tail == "_":
            self.links.add(predicate)


def usage(predicate: str, tail: str) -> Usage:
    """Where a literal belongs, by what follows its quotes.

    >>> usage("urn:p", "@kk-latn"), usage("urn:p", "")
    (('urn:p', '', 'kk-latn'), ('urn:p', 'http://www.w3.org/2001/XMLSchema#string', ''))
    """
    if tail.startswith("@"):
        return predicate, "", tail[1:]
    return predicate, tail[3:-1] or STRING, ""


def tail_of(datatype: str, language: str) -> str:
    """What follows the quotes of a literal of that datatype or language.

    >>> tail_of(STRING, ""), tail_of("", "kk")
    ('', '@kk')
    """
    if language:
        return f"@{language}"
    return "" if datatype == STRING else f"^^<{datatype}>"
