"""The words of a Cypher or SPARQL text: enough of the two grammars to find parameters,
columns and refused keywords outside strings, comments and IRIs, and nothing more.

>>> cypher_parameters("MATCH (n) // $no\\nRETURN '$no', $yes")
('yes',)
>>> cypher_columns("MATCH (n) RETURN n.iri AS actor, count(n) AS times ORDER BY actor")
('actor', 'times')
>>> sparql_columns("SELECT DISTINCT ?actor (COUNT(?n) AS ?times) WHERE { ?n ?p ?actor }")
('actor', 'times')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """One word of a query: its kind (a group of the pattern), text, start and end offset."""

    kind: str
    text: str
    start: int
    end: int


_CYPHER = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<parameter>\$\w+)
      | (?P<name>`(?:[^`]|``)*`|[^\W\d]\w*)
      | (?P<number>\d[\w.]*)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_SPARQL = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
                 |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w.:\-·]|%[0-9A-Fa-f]{2}|\\.)*|_:\w[\w.\-]*)
      | (?P<word>[^\W\d]\w*)
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_SILENT = ("comment", "space")
_OPEN, _CLOSE = "([{", ")]}"


def cypher_tokens(text: str) -> tuple[Token, ...]:
    """The words of a Cypher text, without blanks and comments."""
    return _tokens(_CYPHER, text)


def sparql_tokens(text: str) -> tuple[Token, ...]:
    """The words of a SPARQL text, without blanks and comments."""
    return _tokens(_SPARQL, text)


def cypher_parameters(text: str) -> tuple[str, ...]:
    """The names of the parameters in a Cypher text, sorted."""
    return tuple(sorted({t.text[1:] for t in cypher_tokens(text) if t.kind == "parameter"}))


def cypher_columns(text: str) -> tuple[str, ...]:
    """The names after AS in the last RETURN outside brackets."""
    outer = list(_outside(cypher_tokens(text)))
    returns = [i for i, t in enumerate(outer) if t.text.upper() == "RETURN"]
    part = _until(outer[returns[-1] :], {"ORDER", "SKIP", "LIMIT", "UNION"}) if returns else []
    return tuple(_after_as(part))


def sparql_columns(text: str) -> tuple[str, ...]:
    """The variables of the first SELECT: bare ones, and those after AS in brackets."""
    tokens = sparql_tokens(text)
    first = next((i for i, t in enumerate(tokens) if t.text.upper() == "SELECT"), len(tokens))
    part = _until(tokens[first + 1 :], {"WHERE", "FROM", "{"})
    bare = (t.text[1:] for t in _outside(part) if t.kind == "variable")
    bracketed = _after_as(part)
    found = {*bare, *bracketed}
    order = dict.fromkeys(t.text[1:] for t in part if t.kind == "variable" and t.text[1:] in found)
    return tuple(order)


def line_of(text: str, offset: int) -> int:
    """The line, counted from one, at a character offset.

    >>> line_of("a\\nb", 2)
    2
    """
    return text.count("\n", 0, offset) + 1


@lru_cache(maxsize=2)  # a stored query is looked through several times on end, its twin too
def _tokens(pattern: re.Pattern[str], text: str) -> tuple[Token, ...]:
    return tuple(
        Token(found.lastgroup or "mark", found.group(), found.start(), found.end())
        for found in pattern.finditer(text)
        if found.lastgroup not in _SILENT
    )


def _outside(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that stand in no bracket."""
    depth = 0
    for token in tokens:
        depth -= token.kind == "mark" and token.text in _CLOSE
        if depth == 0 and not (token.kind == "mark" and token.text in _OPEN + _CLOSE):
            yield token
        depth += token.kind == "mark" and token.text in _OPEN


def _until(tokens: Iterable[Token], ends: set[str]) -> list[Token]:
    part = []
    for token in tokens:
        if token.text.upper() in ends:
            break
        part.append(token)
    return part


def _after_as(tokens: Iterable[Token]) -> Iterator[str]:
    before = ""
    for token in tokens:
        if before == "AS":
            yield token.text.strip("?$`")
        before = token.text.upper()
