"""Names that a Cypher user would guess for the terms of any vocabulary, and the table of them.

What the ontology knows keeps its own names. Another vocabulary's term gets its local
name; where that is taken or is no identifier, a prefix goes before it. The table is
stored with the graph: reading it back needs nothing else, and a later load keeps the names.

>>> upper_snake("inDocument"), upper_snake("sha256")
('IN_DOCUMENT', 'SHA256')
>>> names = candidates("http://xmlns.com/foaf/0.1/name")
>>> next(names), next(names)
('name', 'foaf_name')
>>> next(candidates("http://www.w3.org/1999/02/22-rdf-syntax-ns#_1"))
'rdf_1'
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from mindet.projection.literals import Form
from mindet.terms import GRAPH

VERSION = 2
PREFIXES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://schema.org/": "schema",
    "https://schema.org/": "schema",
    "http://www.w3.org/ns/prov#": "prov",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/odrl/2/": "odrl",
    "http://www.w3.org/2006/time#": "time",
    "http://qudt.org/schema/qudt/": "qudt",
    "http://www.w3.org/ns/oa#": "oa",
    "http://www.w3.org/ns/shacl#": "sh",
    "http://purl.org/vocab/vann/": "vann",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
    "http://www.w3.org/ns/dcat#": "dcat",
    "http://www.opengis.net/ont/geosparql#": "geo",
    "https://w3id.org/mindet#": "mn",
}
DEFAULT = ":"  # the default graph in a list of codes
_SPLIT = re.compile(r"^(.*[#/:])([^#/:]+)[#/:]*$", re.DOTALL)
_GOOD = re.compile(r"[^\W\d_]\w*")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_DULL = {"www", "http", "https", "ns", "core", "schema", "vocab", "ontology", "org", "com", "urn"}


@dataclass(frozen=True)
class Slot:
    """What a property key holds: the literals of a predicate in one form, type or language."""

    predicate: str
    form: Form
    datatype: str = ""
    language: str = ""
    many: bool = False


@dataclass
class Names:
    """Property keys, relationship types, labels and values of enumerations, with their IRIs.

    `plan` is a digest of the ontology that chose them.
    """

    keys: dict[str, Slot] = field(default_factory=dict)
    relationships: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    concepts: dict[str, str] = field(default_factory=dict)
    plan: str = ""
    version: int = VERSION

    def agrees(self, other: Names) -> bool:
        """Whether no name means one thing here and another thing there."""
        pairs = ((vars(self)[table], vars(other)[table]) for table in _TABLES)
        return (self.plan, self.version) == (other.plan, other.version) and all(
            ours[name] == theirs[name] for ours, theirs in pairs for name in ours.keys() & theirs
        )

    def with_those_of(self, other: Names) -> Names:
        """These names and those of `other` that are not among them."""
        tables = {t: {**vars(other)[t], **vars(self)[t]} for t in _TABLES}
        return Names(**tables, plan=self.plan, version=self.version)

    def to_json(self) -> str:
        """The table as one line of JSON, sorted."""
        content = {**vars(self), "keys": {k: _brief(s) for k, s in self.keys.items()}}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Names:
        """The table that `to_json` wrote."""
        content: dict[str, Any] = json.loads(text)
        content["keys"] = {key: Slot(**slot) for key, slot in content["keys"].items()}
        return cls(**content)


_TABLES = ("keys", "relationships", "labels", "concepts")


def _brief(slot: Slot) -> dict[str, Any]:
    return {key: value for key, value in dataclasses.asdict(slot).items() if value}


def candidates(iri: str) -> Iterator[str]:
    """Names for a term, the best first, without end."""
    found = _SPLIT.match(iri)
    space, name = (found[1], found[2]) if found else ("", iri)
    if _GOOD.fullmatch(name):
        yield name
    plain = re.sub(r"\W+", "_", name).strip("_") or "term"
    long = f"{_prefix(space)}_{plain[:200]}"
    yield long
    yield from (f"{long}_{number}" for number in count(2))


def _prefix(space: str) -> str:
    if space in PREFIXES:
        return PREFIXES[space]
    words = [w for w in _WORD.findall(space) if w.lower() not in _DULL]
    return words[-1].lower()[:20] if words else "ns"


def upper_snake(name: str) -> str:
    """The name of a relationship type."""
    return _HUMPS.sub("_", name).upper()


def cypher_name(name: str) -> str:
    """The name as it may stand in openCypher, whatever it is.

    >>> cypher_name("a`b")
    '`a``b`'
    """
    return "`" + name.replace("`", "``") + "`"


def graph_code(token: str) -> str:
    """The last part of a graph of ours, the whole name of another, nothing for the default one.

    >>> graph_code("<https://w3id.org/mindet/graph/002>"), graph_code("<urn:g>"), graph_code("")
    ('002', 'urn:g', '')
    """
    name = token[1:-1] if token.startswith("<") else token
    short = name.removeprefix(GRAPH)
    return short if short and ":" not in short else name


def also_code(token: str) -> str:
    """The code in a list of graphs, where the default one has a name too, which no IRI is.

    >>> also_code("<urn:g>"), also_code("")
    ('urn:g', ':')
    """
    return graph_code(token) or DEFAULT


def graph_token(code: str) -> str:
    """The token of the graph that `graph_code` gave a code for.

    >>> graph_token("002"), graph_token("_:b"), graph_token("")
    ('<https://w3id.org/mindet/graph/002>', '_:b', '')
    """
    if not code or code.startswith("_:"):
        return code
    return f"<{code}>" if ":" in code else f"<{GRAPH}{code}>"
