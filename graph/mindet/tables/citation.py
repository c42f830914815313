"""How a row is cited: document, publisher, date, web address, passage, claim.

>>> source = Source("Report B", "Bridge News", "2026-01-06", "https://news.example/b")
>>> words = {"publisher": "Publisher", "unstated": "not stated", "inferred": "ours"}
>>> cited(source, Place("claim/b-01", ("5-50",), ""), words)
'Report B. Publisher: Bridge News. 2026-01-06. https://news.example/b. [5-50]. claim/b-01'
>>> cited(Source("Letter A"), Place("claim/a-01", (), "2020-03-01 – 2020-05-31"), words)
'Letter A. Publisher: not stated. 2020-03-01 – 2020-05-31 (ours). claim/a-01'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from mindet.terms import UNSTATED
from mindet.words import first, short, span

if TYPE_CHECKING:
    from mindet.catalogue.rows import Row
    from mindet.tables.reading import Readable

Facts = Mapping[str, Mapping[str, Any]]


class Source(NamedTuple):
    """What a citation tells of a document; "" where the document does not."""

    label: str
    publisher: str = ""
    issued: str = ""
    address: str = ""


class Place(NamedTuple):
    """What a citation tells of a row: claim, passages, and our span for an undated document."""

    claim: str
    passages: tuple[str, ...]
    span: str


def sources(facts: Facts, documents: Sequence[str], names: Mapping[str, str]) -> dict[str, Source]:
    """The source of each of `documents`; `names` holds the publishers' names too."""
    found = {}
    for iri in documents:
        told = facts.get(iri, {})
        publisher = first(told.get("publisher"))
        known = names.get(publisher, short(publisher)) if publisher != UNSTATED else ""
        address, issued = first(told.get("source")), first(told.get("issued"))
        found[iri] = Source(names[iri], known, issued, address)
    return found


def citations(what: Readable, row: Row) -> str:
    """The citations of a row, one a document, on a line each."""
    record = what.answer.record(row)
    words = {**what.terms, "inferred": what.word("inferred")}
    lines = (
        cited(what.sources[record[f"document{end}"]], _place(record, end), words)
        for end in ("", "_2")
        if record.get(f"document{end}")
    )
    return "\n".join(lines)


def _place(record: Mapping[str, Any], end: str) -> Place:
    claim, passages = record.get(f"claim{end}"), record.get(f"passages{end}")
    days = [record.get(f"issued_{which}{end}") for which in ("earliest", "latest")]
    return Place(short(claim or ""), tuple(passages or ()), span(*days))


def cited(source: Source, place: Place, words: Mapping[str, str]) -> str:
    """One citation; `words` are in the reader's language."""
    return ". ".join(_parts(source, place, words))


def _parts(source: Source, place: Place, words: Mapping[str, str]) -> Iterator[str]:
    yield source.label
    yield f"{words['publisher'].capitalize()}: {source.publisher or words['unstated']}"
    ours = f"{place.span} ({words['inferred']})" if place.span else ""
    yield source.issued or ours or words["issuedUnstated"].capitalize()
    if source.address:
        yield source.address
    if place.passages:
        yield f"[{', '.join(place.passages)}]"
    if place.claim:
        yield place.claim
