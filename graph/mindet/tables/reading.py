"""An answer with what a reader needs: names of things, words, and the passages' text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.tables.citation import Source, sources
from mindet.terms import UNSTATED

if TYPE_CHECKING:
    from mindet.catalogue import Answer, Engine
    from mindet.catalogue.rows import Row

CITED = ("publisher", "unstated", "issuedUnstated")  # words of a citation
THINGS = ("thing", "things", "claim", "claims", "document")


@dataclass(frozen=True)
class Readable:
    """An answer with what a reader needs: names of things, words, and the passages' text."""

    answer: Answer
    language: str
    names: Mapping[str, str]
    terms: Mapping[str, str]
    quotes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """A word of the catalogue in the language."""
        return self.answer.query.words.get(key, {}).get(self.language, key)


def readable(
    answer: Answer, engine: Engine, language: str, documents: Path | None = None
) -> Readable:
    """`answer` with names and words from `engine`, and the passages from the folder `documents`.

    Raises QueryError from the engine, PassageError where a text is not there.
    """
    from mindet import words
    from mindet.catalogue.rows import values_of
    from mindet.ontology import own
    from mindet.words import first

    ontology = own()
    iris = sorted(set(values_of(answer.columns, answer.rows, THINGS)))
    facts = engine.facts(iris) if iris else {}
    names = {iri: words.name(iri, facts.get(iri), language, ontology) for iri in iris}
    worded = answer.query.words
    terms = {
        term: worded[term][language] if term in worded else ontology.label(term, language)
        for term in (*values_of(answer.columns, answer.rows, ("term", "terms")), *CITED)
    }
    quotes = _quotes(answer, facts, documents) if documents else {}
    told = sorted(set(values_of(answer.columns, answer.rows, ("document",))))
    publishers = {first(facts.get(iri, {}).get("publisher")) for iri in told} - {"", UNSTATED}
    others = engine.facts(publishers - set(names)) if publishers - set(names) else {}
    known = {iri: words.name(iri, others.get(iri), language, ontology) for iri in publishers}
    return Readable(
        answer, language, names, terms, quotes, sources(facts, told, {**known, **names})
    )


def _quotes(
    answer: Answer, facts: Mapping[str, Mapping[str, Any]], folder: Path
) -> dict[tuple[str, str], str]:
    """The text of each passage of the answer, by document and offsets."""
    from mindet.passages.texts import source
    from mindet.words import first

    wanted = [(p, s) for row in answer.rows for p, s in places(answer, row)]
    files = {document: first(facts.get(document, {}).get("fileName")) for document, _ in wanted}
    texts = {document: source(folder, file) for document, file in files.items() if file}
    return {
        (document, span): texts[document].text[slice(*map(int, span.split("-")))]
        for document, span in wanted
        if document in texts
    }


def places(answer: Answer, row: Row) -> Iterator[tuple[str, str]]:
    """The passages of a row: document and offsets."""
    record = answer.record(row)
    for end in ("", "_2"):
        for span in record.get(f"passages{end}") or ():
            yield record[f"document{end}"], span


def texts(what: Readable, row: Row) -> list[str]:
    """The text of each passage of a row."""
    return [what.quotes.get(place, "") for place in places(what.answer, row)]
