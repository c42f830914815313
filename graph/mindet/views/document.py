"""The page of one document, to be proof-read with the eye: passages beside what we read there.

`collect` reads it from a graph store, `render` makes the page: with the source text, each
passage is marked in it; without, the claims stand in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mindet.errors import PassageError, ViewError
from mindet.passages import coverage, texts
from mindet.passages.texts import is_word
from mindet.terms import ID, LANGUAGES, local
from mindet.views import folio, segments
from mindet.views.gathering import collect as gather
from mindet.views.model import Document, PageModel, Text
from mindet.views.payload import text
from mindet.views.record import KINDS, SCRIPTS, amounts, only, record

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store

__all__ = ["Proof", "Stretch", "collect", "render", "write_page"]

STYLES = ("base.css", "sheet.css", "document.css")

ABOUT = """
MATCH (d:Document {iri: $document})
RETURN d.sha256 AS sha256, d.textLength AS length"""
UNCLAIMED = """
MATCH (:Document {iri: $document})-[:NO_CLAIM]->(s)
RETURN s.start AS start, s.end AS end, s.why AS why"""
PARTICIPANTS = """
MATCH (d:Document {iri: $document})-[:REPORTS_ON]->()<-[:MEETING]-(p:Participation)-[:PASSAGE]->(s)
WHERE p.graph = d.graph
RETURN DISTINCT s.start AS start, s.end AS end, p.role AS role,
  [(p)-[:PARTICIPANT]->(x) | x.iri] AS who"""


@dataclass(frozen=True)
class Stretch:
    """A part of a text: a `claim`'s passage, a `participant`'s, or one without a claim.

    `about` is the claim, the participant, or nothing; `term` says in which role, or why.
    """

    start: int
    end: int
    kind: str
    about: str = ""
    term: str = ""


@dataclass(frozen=True)
class Proof:
    """One document with its claims and stretches; `source` is its text, None if not at hand."""

    document: Document
    model: PageModel = field(default_factory=PageModel)
    stretches: tuple[Stretch, ...] = ()
    amounts: Mapping[str, Text] = field(default_factory=dict)
    length: int = 0
    source: str | None = None


def collect(store: Store, ontology: Ontology, name: str, folder: Path | None = None) -> Proof:
    """The document called `name` (an IRI, or as in 002), with its text where `folder` is given.

    Raises ViewError for an unknown one, PassageError where the text is not the one that was read.
    """
    whole = gather(store.read, ontology, KINDS)
    document = _chosen(whole.documents, name)
    claims = (c.id for s in whole.statements for c in s.claims if c.document == document.id)
    model = replace(only(whole, claims), documents=(document,))
    given = {"document": document.id}
    about = next(iter(store.read(ABOUT, given).rows))
    stretches = sorted(
        {*_passages(model), *_set_aside(store, given)}, key=lambda s: (s.start, -s.end, s.about)
    )
    terms = {
        s.term: {lang: ontology.label(s.term, lang) for lang in LANGUAGES}
        for s in stretches if s.term
    }  # fmt: skip
    model = replace(model, terms={**model.terms, **terms})
    source = None if folder is None else _source(folder, document, str(about[0] or ""))
    length = int(about[1] or 0) if source is None else len(source)
    return Proof(document, model, tuple(stretches), amounts(store, model), length, source)


def _chosen(documents: Iterable[Document], name: str) -> Document:
    known = {local(document.id, ID).removeprefix("document/"): document for document in documents}
    short = local(name, ID).removeprefix("document/")
    if short not in known:
        remedy = f"known: {', '.join(sorted(known)) or 'none'}"
        raise ViewError(f"no document {name!r}", remedy=remedy)
    return known[short]


def _source(folder: Path, document: Document, sha256: str) -> str:
    found = texts.source(folder, document.file_name)
    if sha256 and found.sha256 != sha256.lower():
        what = "this is not the text that was read: its SHA-256 differs"
        raise PassageError(what, where=found.name, remedy="see what differs: mindet verify")
    return found.text


def _passages(model: PageModel) -> Iterator[Stretch]:
    for statement in model.statements:
        for claim in statement.claims:
            for start, end in claim.passages:
                yield Stretch(start, end, "claim", claim.id)


def _set_aside(store: Store, given: Mapping[str, Any]) -> Iterator[Stretch]:
    for start, end, why in store.read(UNCLAIMED, given).rows:
        yield Stretch(start, end, "unclaimed", "", str(why or ""))
    for start, end, role, who in store.read(PARTICIPANTS, given).rows:
        yield Stretch(start, end, "participant", min(who, default=""), str(role or ""))


def render(proof: Proof) -> str:
    """The page as text; ViewError where a part of it is missing."""
    named = [s.about for s in proof.stretches if s.kind == "participant"]
    data = {
        **record(proof.model, "document.title", named, proof.amounts),
        "document": {**text_of(proof.document), "length": proof.length},
        "stretches": [
            [s.start, s.end, s.kind, local(s.about, ID) if s.kind == "claim" else s.about, s.term]
            for s in proof.stretches
        ],
        "segments": _segments(proof),
        "covered": _covered(proof),
    }
    scripts = [folio.read(script) for script in (*SCRIPTS, "document.js")]
    return folio.html("document.html.j2", STYLES, scripts, data)


def write_page(proof: Proof, path: Path) -> None:
    """Write the page to one file; ViewError where it can't be written."""
    folio.write(render(proof), path)


def text_of(document: Document) -> dict[str, Any]:
    """What the page's head tells of the document."""
    return {
        "id": document.id, "label": text(document.label), "language": document.language,
        "file": document.file_name,
    }  # fmt: skip


def _segments(proof: Proof) -> list[list[Any]]:
    """Each piece of the text, with the stretches that hold it, and whether it says anything."""
    if proof.source is None:
        return []
    pieces = segments.cut(proof.source, [(s.start, s.end) for s in proof.stretches])
    return [[piece, list(held), int(any(map(is_word, piece)))] for piece, held in pieces]


def _covered(proof: Proof) -> dict[str, int]:
    """How many letters and digits claims hold, what else holds, and how many there are.

    Without the text, characters are counted in place of them.
    """
    claims = [(s.start, s.end) for s in proof.stretches if s.kind == "claim"]
    every = [(s.start, s.end) for s in proof.stretches]
    if proof.source is None:
        said, held = (sum(b - a for a, b in coverage.merge(some)) for some in (claims, every))
        return {"claims": said, "aside": held - said, "all": proof.length}
    said, letters = coverage.measure(proof.source, claims)
    held, _ = coverage.measure(proof.source, every)
    return {"claims": said, "aside": held - said, "all": letters}
