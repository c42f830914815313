"""N-Quads terms and lines as text, in the very form that pyoxigraph prints.

Names are short here: `person/a` is a thing of ours, `plans` a term of the ontology.

>>> iri("person/a"), iri("plans")
('<https://w3id.org/mindet/id/person/a>', '<https://w3id.org/mindet#plans>')
>>> lines(graph("x"), iri("person/a"), [("a", iri("Person"))])
'<https://w3id.org/mindet/id/person/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
<https://w3id.org/mindet#Person> <https://w3id.org/mindet/graph/x> .\\n'
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

MN = "https://w3id.org/mindet#"
ID = "https://w3id.org/mindet/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
LANGUAGES = ("en", "ru", "kk")
UNSTATED = "unstated"

Pair = tuple[str, str]

_OUTSIDE = {
    "a": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "altLabel": "http://www.w3.org/2004/02/skos/core#altLabel",
    "language": "http://purl.org/dc/terms/language",
    "publisher": "http://purl.org/dc/terms/publisher",
    "issued": "http://purl.org/dc/terms/issued",
}


class _Predicates(dict[str, str]):
    """The IRI of each property by its short name, with the spaces around it."""

    def __missing__(self, name: str) -> str:
        self[name] = found = f" <{property_iri(name)}> "
        return found


def property_iri(name: str) -> str:
    """The whole IRI of a property that the ontology calls `name`."""
    return _OUTSIDE.get(name) or MN + name


_PREDICATES = _Predicates()


def iri(name: str) -> str:
    """The term for a thing (its name has a slash) or for a term of the ontology."""
    return f"<{ID}{name}>" if "/" in name else f"<{MN}{name}>"


def graph(name: str) -> str:
    """The end of each line in the graph `name`."""
    return f" <https://w3id.org/mindet/graph/{name}> .\n"


def text(words: str, language: str) -> str:
    """A literal with a language; `words` hold no quote, backslash or line end."""
    return f'"{words}"@{language}'


def string(words: str) -> str:
    """A plain literal, under the same condition."""
    return f'"{words}"'


def typed(words: object, datatype: str) -> str:
    """A literal with a datatype of XML Schema."""
    return f'"{words}"^^<{XSD}{datatype}>'


def day(date: datetime.date) -> str:
    """A day."""
    return f'"{date}"^^<{XSD}date>'


def flag(value: bool) -> str:
    """A truth value."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def trio(name: str, words: tuple[str, str, str]) -> list[Pair]:
    """A property with one text in each language."""
    return [(name, text(one, language)) for one, language in zip(words, LANGUAGES, strict=True)]


def lines(graph_end: str, subject: str, pairs: Iterable[Pair]) -> str:
    """One line for each property and value of `subject`."""
    known = _PREDICATES
    return "".join([f"{subject}{known[name]}{value}{graph_end}" for name, value in pairs])
