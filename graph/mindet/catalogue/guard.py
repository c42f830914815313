"""What an analyst's own SPARQL may not do: write, or call another server.

The words are read as the parsers read them. Where a `<` could be less-than or the
beginning of an IRI, so that the word SERVICE might hide behind it, the query is refused too.

>>> check('SELECT * { ?s ?p "SERVICE" } # SERVICE')
>>> check("SELECT * { service <http://127.0.0.1/> { ?s ?p ?o } }")
Traceback (most recent call last):
mindet.errors.QueryError: line 1: SERVICE calls another server; ask that server itself
>>> check("DELETE WHERE { ?s ?p ?o }")
Traceback (most recent call last):
mindet.errors.QueryError: line 1: DELETE does not read; write SELECT, ASK, CONSTRUCT or DESCRIBE
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mindet.catalogue.scan import Token, line_of, sparql_tokens
from mindet.errors import QueryError

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_OPERANDS = ("variable", "string", "language", "name", "word", "number", "iri")
_WORD = "service"


def check(text: str) -> None:
    """Raise QueryError where `text` is no reading query or calls another server."""
    tokens = sparql_tokens(text)
    form = next(_after_prologue(tokens), None)
    if form is None:
        raise QueryError("an empty query", remedy="write a SELECT")
    if form.text.upper() not in _FORMS:
        remedy = f"write {', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
        raise QueryError(f"{form.text} does not read", where=_line(text, form), remedy=remedy)
    for token in tokens:
        if _calls(token):
            what = "SERVICE calls another server"
            raise QueryError(what, where=_line(text, token), remedy="ask that server itself")
    unclear = next(_unclear(tokens), None)
    if unclear and re.search(_WORD, text, re.IGNORECASE):
        remedy = "put a blank after <, or leave the word service out"
        raise QueryError("< is less-than or an IRI", where=_line(text, unclear), remedy=remedy)


def names_graphs(text: str) -> bool:
    """Whether the query says itself, by FROM, which graphs it is about.

    >>> names_graphs("SELECT * FROM <urn:g> { ?s ?p ?o }"), names_graphs("SELECT ?from {}")
    (True, False)
    """
    return any(t.kind == "word" and t.text.upper() == "FROM" for t in sparql_tokens(text))


def _line(text: str, token: Token) -> str:
    return f"line {line_of(text, token.start)}"


def _after_prologue(tokens: Sequence[Token]) -> Iterator[Token]:
    rest = iter(tokens)
    for token in rest:
        if token.text.upper() == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif token.text.upper() == "BASE":
            next(rest, None)
        else:
            yield token


def _calls(token: Token) -> bool:
    """Whether the keyword is, or is glued to, this word: parsers need no blank around it."""
    if token.kind == "name":
        return _WORD in token.text.partition(":")[0].lower()
    return token.kind == "word" and _WORD in token.text.lower()


def _unclear(tokens: Iterable[Token]) -> Iterator[Token]:
    """The seeming IRIs that stand in round brackets right after an operand, or glued to a <."""
    depth, before = 0, Token("mark", "", 0, 0)
    for token in tokens:
        operand = before.kind in _OPERANDS or before.text == ")"
        glued = before.text == "<" and before.end == token.start
        if token.kind == "iri" and (glued or (depth > 0 and operand)):
            yield token
        depth += (token.text == "(") - (token.text == ")")
        before = token
