"""What a page tells of statements and claims: the part of its data that all pages share.

>>> sorted(record(PageModel(), "title"))[:4]
['documents', 'families', 'language', 'languages']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mindet.terms import LANGUAGES
from mindet.views import style
from mindet.views.model import PageModel, Statement, Text
from mindet.views.payload import (
    GROUPS,
    document_data,
    names_data,
    statement_data,
    text,
    words,
)  # fmt: skip
from mindet.words import quantity

if TYPE_CHECKING:
    from mindet.store import Store

KINDS = tuple(style.KINDS)
"""Pages of this kind tell of assertions too."""
SCRIPTS = ("text.js", "frame.js", "claims.js", "statements.js")


_NONE: Mapping[str, Text] = {}


def record(
    model: PageModel, title: str, also: Iterable[str] = (), amounts: Mapping[str, Text] = _NONE
) -> dict[str, Any]:
    """Statements with their ends, documents, names (those of `also` too), terms and words.

    `title` is the key of the page's title among the words, `amounts` are quantities in words.
    """
    ends = _ends(model)
    mentioned = {other for some in ends.values() for _, other, _ in some} | set(also)
    known = {**model.names, **{t.id: t.label for t in model.things}}
    names = {name: known[name] for name in mentioned if name in known}
    names |= names_data(model, model.statements)
    every = words()
    return {
        "language": LANGUAGES[0],
        "languages": LANGUAGES,
        "statements": [_statement(s, ends[s.id], amounts) for s in model.statements],
        "documents": [document_data(d) for d in model.documents],
        "names": {name: text(label) for name, label in sorted(names.items())},
        "terms": {name: text(label) for name, label in sorted(model.terms.items())},
        "words": {**every, "title": every[title]},
        "palettes": style.PALETTES,
        "families": style.KINDS,
    }


def only(model: PageModel, claims: Iterable[str]) -> PageModel:
    """The model with these claims alone, and their statements and documents."""
    wanted = set(claims)
    kept = [
        replace(s, claims=tuple(c for c in s.claims if c.id in wanted))
        for s in model.statements
        if wanted.intersection(c.id for c in s.claims)
    ]
    papers = {c.document for s in kept for c in s.claims}
    documents = tuple(d for d in model.documents if d.id in papers)
    return replace(model, statements=tuple(kept), documents=documents)


End = tuple[str, str, int]


def _ends(model: PageModel) -> dict[str, list[End]]:
    """Who and what each statement ties together: role, thing, whether inferred."""
    ends: dict[str, list[End]] = defaultdict(list)
    statements = {s.id for s in model.statements}
    for edge in model.edges:
        if GROUPS[edge.role] in ("speaker", "structure"):
            continue
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in statements and other not in statements:
                ends[one].append((edge.role, other, int(edge.inferred)))
    return ends


def _statement(
    statement: Statement, ends: list[End], amounts: Mapping[str, Text]
) -> dict[str, Any]:
    told = statement_data(statement)
    figures = [text(amounts[q]) for q in statement.quantities if any(amounts.get(q, {}).values())]
    more = {"ends": sorted(ends), "amounts": figures}
    return {**told, **{key: value for key, value in more.items() if value}}


def amounts(store: Store, model: PageModel) -> dict[str, Text]:
    """The quantities of the model's statements, in the words of each language."""
    from mindet.catalogue import CypherEngine

    facts = CypherEngine(store).facts(q for s in model.statements for q in s.quantities)
    return {
        iri: {lang: quantity(known, lang) for lang in LANGUAGES}
        for iri, known in sorted(facts.items())
    }
