"""Literals by value: what is the same for a server that rewrites 1.10 to 1.1.

>>> decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
>>> Values().lines([f'<urn:s> <urn:p> "1.10"^^{decimal} .', '<urn:s> <urn:p> "1.10" .'])
['<urn:s> <urn:p> "1.1"^^<http://www.w3.org/2001/XMLSchema#decimal> .', '<urn:s> <urn:p> "1.10" .']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox


class Values:
    """A table of literals and how each is written for its value; it grows with what it meets."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def lines(self, lines: Sequence[str]) -> list[str]:
        """Lines of N-Triples, each literal with a datatype in the one form of its value."""
        self._learn({_literal(line) for line in lines if _typed(line)})
        return [self._line(line) if _typed(line) else line for line in lines]

    def _line(self, line: str) -> str:
        literal = _literal(line)
        return f"{line[: -len(literal) - 2]}{self._known[literal]} ."

    def _learn(self, literals: Iterable[str]) -> None:
        """A store writes back what it has understood: the value."""
        new = [literal for literal in literals if literal not in self._known]
        if new:
            store = ox.Store()
            text = "".join(f"<urn:{n}> <urn:p> {new[n]} .\n" for n in range(len(new)))
            store.load(text.encode(), ox.RdfFormat.N_TRIPLES)
            for quad in store:
                place = int(quad.subject.value.removeprefix("urn:"))
                self._known[new[place]] = str(quad.object)


def _typed(line: str) -> bool:
    """No IRI has a quotation mark in it, and only a datatype or an IRI ends so."""
    return line.endswith("> .") and '"' in line


def _literal(line: str) -> str:
    return line[line.index('"') : -2]
