"""From a page model to what the page's scripts read: numbered nodes, edges, words.

Texts are cut where nobody would read on: a label of 100,000 characters stays a label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mindet.terms import ID, LANGUAGES, local
from mindet.views import arrangement, folio, importance, layout, style
from mindet.views.folio import TEMPLATES
from mindet.views.model import (
    STRUCTURE_ROLES,
    WHAT_ROLES,
    WHO_ROLES,
    Claim,
    Document,
    Edge,
    Inference,
    PageModel,
    Span,
    Statement,
    Text,
    Thing,
)  # fmt: skip
from mindet.views.network import Page

LABEL, GIST, ALIASES = 240, 800, 12
NAMED = 45
"""So many of the most important things have room for their names at first sight."""
GROUPS = {
    **dict.fromkeys(WHO_ROLES, "who"), **dict.fromkeys(WHAT_ROLES, "what"),
    **dict.fromkeys(STRUCTURE_ROLES, "structure"),
    "issuer": "issuer", "speaker": "speaker", "speakerPost": "speaker", "counterparty": "party",
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What is shown: the `first` nodes at first sight, `carried` in all, each with its score."""

    first: tuple[str, ...]
    carried: tuple[str, ...]
    score: Mapping[str, float]


def choose(model: PageModel, first: int, carried: int) -> Choice:
    """The most important `first` and `carried` nodes; what is tied to nothing is not first."""
    score = importance.scores(model)
    order = importance.choose(model, carried, score)
    tied = {end for edge in model.edges for end in (edge.source, edge.target)}
    tied |= {statement.id for statement in model.statements}
    return Choice(tuple(n for n in order[:first] if n in tied), tuple(order), score)


def fill(page: Page, model: PageModel, choice: Choice) -> None:
    """Put nodes, edges and everything that is told about them into `page`."""
    number = {node: index for index, node in enumerate(choice.carried)}
    things = [t for t in model.things if t.id in number]
    statements = [s for s in model.statements if s.id in number]
    edges = [e for e in model.edges if e.source in number and e.target in number]
    _add_nodes(page, things, statements, edges, choice, number)
    _add_edges(page, edges, statements, number)
    page.data = {
        "arrangements": _arrange(page, model, choice, edges),
        "language": LANGUAGES[0],
        "languages": LANGUAGES,
        "total": model.size,
        "first": len(choice.first),
        "things": {number[t.id]: thing_data(t) for t in things},
        "statements": {number[s.id]: statement_data(s) for s in statements},
        "documents": [document_data(d) for d in model.documents],
        "names": {i: text(n) for i, n in sorted(names_data(model, statements).items())},
        "terms": {k: text(v) for k, v in sorted(model.terms.items())},
        "words": words(),
        "palettes": style.PALETTES,
        "lines": style.LINES,
        "strengths": style.STRENGTHS,
        "kinds": style.KINDS,
        "inferredDashes": style.INFERRED_DASHES,
    }  # fmt: skip


def _arrange(
    page: Page, model: PageModel, choice: Choice, edges: Iterable[Edge]
) -> dict[str, list[tuple[str, int]]]:
    """Give the nodes at first sight their places in columns; the headings of the columns."""
    first = choice.first or choice.carried
    if not first or len(first) > arrangement.MOST:
        return {}
    pairs = [(e.source, e.target) for e in edges if GROUPS[e.role] not in ("speaker", "structure")]
    number = {node: index for index, node in enumerate(choice.carried)}
    heads = {}
    for name, columns in (("layers", arrangement.layers), ("time", arrangement.years)):
        found = arrangement.arranged(columns(model, first), pairs)
        heads[name] = list(found.heads)
        for node, place in found.places.items():
            page.node_map[number[node]][name] = place
    return heads


def _add_nodes(
    page: Page, things: list[Thing], statements: list[Statement], edges: list[Edge],
    choice: Choice, number: Mapping[str, int],
) -> None:  # fmt: skip
    pairs = [(e.source, e.target) for e in edges if GROUPS[e.role] != "speaker"]
    thing_ids = {t.id for t in things}
    named = [node for node in choice.carried if node in thing_ids][:NAMED]
    everywhere = layout.positions(choice.carried, pairs, named)
    at_first = everywhere
    if len(choice.first) < len(choice.carried):
        at_first = layout.positions(choice.first, pairs, named)
    looks = {t.id: (t.role, t.family) for t in things}
    looks |= {s.id: ("statement", style.KINDS[s.kind]) for s in statements}
    hollow = {s.id for s in statements if set(s.unstated).intersection(style.WHO_UNSTATED)}
    for node in choice.carried:
        role, family = looks[node]
        score = choice.score[node]
        extra: dict[str, Any] = {"hollow": True} if node in hollow else {}
        if node in at_first:
            extra["first"] = at_first[node]
        x, y = everywhere[node]
        page.add_node(
            number[node], role=role, family=family, x=x, y=y,
            size=style.radius(role, score), score=round(score, 4), **extra,
        )  # fmt: skip


def _add_edges(
    page: Page, edges: list[Edge], statements: list[Statement], number: Mapping[str, int]
) -> None:
    acts = {s.id: [c.act for c in s.claims] for s in statements}
    strongest = list(style.LINES)
    pairs: dict[tuple[int, int], int] = {}
    for edge in edges:
        source, target = number[edge.source], number[edge.target]
        group = GROUPS[edge.role]
        if group == "what" and (source, target) in pairs:
            continue  # about a task and to do that task: one line, not two
        said = [style.STRENGTHS.get(a, "told") for a in acts.get(edge.target, ())]
        line = min(said, key=strongest.index) if group == "who" and said else "plain"
        nth = pairs[source, target] = pairs.get((source, target), -1) + 1
        bend = {"smooth": {"type": "curvedCW", "roundness": 0.15 + 0.1 * nth}} if nth else {}
        sure: dict[str, Any] = {"inferred": True} if edge.inferred else {}
        page.add_edge(source, target, role=edge.role, group=group, line=line, **bend, **sure)


def thing_data(thing: Thing) -> dict[str, Any]:
    """A thing as the scripts read it."""
    return {
        "id": local(thing.id, ID),
        "kind": thing.kind,
        "label": text(thing.label),
        "also": [cut(alias) for alias in thing.aliases[:ALIASES]],
    }


def statement_data(statement: Statement) -> dict[str, Any]:
    """A statement with its claims as the scripts read it."""
    return _full({
        "id": local(statement.id, ID),
        "kind": statement.kind,
        "gist": text(statement.gist, GIST),
        "claims": [_claim(c) for c in statement.claims],
        "unstated": list(statement.unstated),
        "spans": [_span(s) for s in statement.spans],
        "figures": [cut(f) for f in statement.figures],
        "stage": statement.stage,
        "context": [list(pair) for pair in statement.context],
        "inferences": [_inference(i) for i in statement.inferences],
    })  # fmt: skip


def document_data(document: Document) -> dict[str, Any]:
    """A document as the scripts read it."""
    return {
        "id": document.id, "label": text(document.label), "issued": document.issued,
        "language": document.language, "file": cut(document.file_name),
        "concluded": cut(document.concluded),
    }  # fmt: skip


def _span(span: Span) -> dict[str, Any]:
    return _full({
        "property": span.property, "start": span.start, "strict": span.strict,
        "lenient": span.lenient, "wording": span.wording,
    })  # fmt: skip


def _claim(claim: Claim) -> dict[str, Any]:
    return _full({
        "id": local(claim.id, ID), "document": claim.document, "act": claim.act,
        "voice": claim.voice, "speaker": claim.speaker, "posts": list(claim.posts),
        "relays": list(claim.relays), "addressees": list(claim.addressees),
        "saidOn": claim.said_on, "passages": [list(p) for p in claim.passages],
    })  # fmt: skip


def _inference(inference: Inference) -> dict[str, Any]:
    return _full({
        "id": local(inference.id, ID), "property": inference.property,
        "reason": text(inference.reason, GIST), "things": list(inference.things),
        "text": cut(inference.text),
    })  # fmt: skip


def _full(record: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, which the scripts take for granted: half the size."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def names_data(model: PageModel, statements: Iterable[Statement]) -> dict[str, Text]:
    """Labels of all that the statements mention, drawn or not."""
    known = {**model.names, **{t.id: t.label for t in model.things}}
    mentioned: set[str] = set()
    for statement in statements:
        mentioned.update(thing for _, thing in statement.context)
        mentioned.update(thing for i in statement.inferences for thing in i.things)
        for claim in statement.claims:
            mentioned.update((claim.speaker or "", *claim.posts, *claim.relays, *claim.addressees))
    return {name: known[name] for name in mentioned if name in known}


def text(value: Text, limit: int = LABEL) -> dict[str, str]:
    """A text by language, in the order of the languages, each cut to `limit`."""
    return {lang: cut(value[lang], limit) for lang in sorted(value, key=_rank) if value[lang]}


def _rank(language: str) -> tuple[int, str]:
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), language)


def cut(value: str, limit: int = LABEL) -> str:
    """`value`, with an ellipsis where it is longer than `limit`.

    >>> cut("міндет", 4)
    'мін…'
    """
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"


@cache
def words() -> dict[str, dict[str, str]]:
    """The words of the page's controls; ViewError where one lacks a language."""
    return folio.words(TEMPLATES / "words.yaml")
