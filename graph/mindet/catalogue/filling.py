"""SPARQL parameters: the data of `VALUES ?name { … }` blocks, replaced and nothing else.

A value is never glued into a query: it is written as one RDF term by a serialiser, and
put where the grammar allows only such terms.

>>> blocks("SELECT ?x WHERE { VALUES ?lang { 'en' } ?x ?p ?o FILTER(LANG(?o) = ?lang) }")["lang"]
((33, 37),)
>>> fill('SELECT * { VALUES ?lang { "en" } }', {"lang": '"kk"'})
'SELECT * { VALUES ?lang { "kk" } }'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from mindet.catalogue.scan import sparql_tokens

Span = tuple[int, int]


def blocks(text: str) -> Mapping[str, tuple[Span, ...]]:
    """The stretches between the braces of each `VALUES ?name { … }`, by the variable's name."""
    tokens = sparql_tokens(text)
    found: dict[str, list[Span]] = defaultdict(list)
    for here, (values, variable, opening) in enumerate(
        zip(tokens, tokens[1:], tokens[2:], strict=False)
    ):
        if values.text.upper() == "VALUES" and variable.kind == "variable" and opening.text == "{":
            closing = next((t for t in tokens[here + 3 :] if t.text == "}"), None)
            if closing:
                span = _trimmed(text, opening.end, closing.start)
                found[variable.text[1:]].append(span)
    return {name: tuple(spans) for name, spans in found.items()}


def fill(text: str, terms: Mapping[str, str]) -> str:
    """`text` with the data of each block named in `terms` replaced by that serialised term."""
    found = blocks(text)
    spans = sorted((span, terms[name]) for name in terms for span in found.get(name, ()))
    parts, last = [], 0
    for (start, end), term in spans:
        parts += [text[last:start], term]
        last = end
    return "".join([*parts, text[last:]])


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the blanks at both ends, which stay in the text."""
    inner = text[start:end]
    if not inner.strip():
        return start, end
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
