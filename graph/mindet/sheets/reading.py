"""From the tree of a fact sheet to JSON-LD nodes, each key checked against the ontology.

JSON-LD drops an unknown key and takes a misspelt value for an IRI, both in silence;
so keys, values, ids and types are checked here, with the line of each problem.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from mindet.errors import SheetError
from mindet.ontology import Class, Ontology, Property
from mindet.sheets import literals
from mindet.sheets.tree import Mapping, Node, Scalar, Sequence
from mindet.terms import XSD

# The lists of things that a sheet may hold: the class of their members, and the
# property by which a member points back at the thing that it stands in.
COLLECTIONS: dict[str, tuple[str, str | None]] = {
    "things": ("Thing", None),
    "claims": ("Claim", "inDocument"),
    "meetings": ("Meeting", None),
    "participations": ("Participation", "meeting"),
    "tenures": ("Tenure", None),
    "inferences": ("Inference", None),
    "links": ("Link", None),
    "assessments": ("Assessment", None),
}
_KIND_NAMES = {"ActorGroup": "group"}
_ID = re.compile(r"[a-z][a-z-]*/[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
_OUTSIDE = {"Resource", "Concept"}  # ranges of properties that may name things elsewhere


@dataclass(frozen=True)
class Reference:
    """A place that names another thing: its id, the property used, and where."""

    target: str
    prop: Property
    where: str


@dataclass
class Index:
    """What the sheets define and refer to, so that both can be compared once all are read."""

    classes: dict[str, str] = field(default_factory=dict)  # id: class name
    places: dict[str, str] = field(default_factory=dict)  # id: file and line
    references: list[Reference] = field(default_factory=list)
    problems: list[SheetError] = field(default_factory=list)


class SheetReader:
    """Reads the trees of sheets into JSON-LD nodes; problems gather in `index.problems`."""

    def __init__(self, ontology: Ontology) -> None:
        self.index = Index()
        self._ontology = ontology
        self._kinds = {_kind(c.name): c for c in ontology.classes.values()}
        self._nodes: list[dict[str, Any]] = []
        self._document: str | None = None

    def nodes(self, tree: Mapping) -> list[dict[str, Any]]:
        """The JSON-LD nodes of one sheet, in its order."""
        self._nodes = []
        self._document = _text(tree.entries.get("id"))
        if "id" in tree.entries:
            self._thing(tree, "Document", {})
        else:
            self._collections(tree, None)
            for key in set(tree.entries) - set(COLLECTIONS):
                self._unknown_key(key, tree, [*COLLECTIONS, "id"])
        return self._nodes

    def check_references(self) -> None:
        """Add a problem for each reference to nothing, or to a thing of the wrong class."""
        ids = self.index.classes
        for ref in self.index.references:
            if ref.target not in ids:
                remedy = _near(ref.target, ids, "describe it in a sheet")
                what = f"{ref.prop.name}: nothing has the id {ref.target!r}"
                self._problem(what, ref.where, remedy)
            elif not self._in_range(ids[ref.target], ref.prop):
                what = f"{ref.target!r} is a {ids[ref.target]}, which {ref.prop.name!r} can't take"
                wanted = " or ".join(self._range_names(ref.prop))
                self._problem(what, ref.where, f"name a {wanted}")

    # --- things

    def _thing(self, tree: Mapping, expected: str, extra: dict[str, Any]) -> str | None:
        """Read one thing with an id of its own; its id, or None where it has none."""
        identifier = self._identifier(tree)
        if identifier is None:
            return None
        cls = self._class_of(identifier, tree)
        if cls is None:
            return None
        if expected != "Thing" and expected not in self._ancestor_names(cls):
            self._problem(
                f"{identifier!r} is a {cls.name}, not a {expected}", tree.where, "move it"
            )
        self._define(identifier, cls, tree.where)
        node = {"id": identifier, "type": cls.name, **extra}
        self._nodes.append(node)
        self._fill(node, tree, cls, identifier)
        self._collections(tree, identifier)
        return identifier

    def _identifier(self, tree: Mapping) -> str | None:
        node = tree.entries.get("id")
        if not isinstance(node, Scalar):
            self._problem("a thing without an id", tree.where, "add the key 'id'")
            return None
        if not _ID.fullmatch(node.text):
            what = f"{node.text!r} is no id"
            self._problem(what, node.where, "write kind/slug in a-z, 0-9 and single hyphens")
            return None
        return node.text

    def _class_of(self, identifier: str, tree: Mapping) -> Class | None:
        kind = identifier.split("/", 1)[0]
        if kind not in self._kinds:
            self._problem(
                f"no kind {kind!r} in {identifier!r}", tree.where, _near(kind, self._kinds)
            )
            return None
        cls = self._kinds[kind]
        stated = tree.entries.get("type")
        return self._stated_class(stated, cls) if stated is not None else cls

    def _stated_class(self, stated: Node, general: Class) -> Class | None:
        names = self._ontology.class_by_name
        name = stated.text if isinstance(stated, Scalar) else ""
        if name not in names:
            self._problem(f"unknown type {name!r}", stated.where, _near(name, names))
            return None
        if general.name not in self._ancestor_names(names[name]):
            self._problem(f"a {name} is no {general.name}", stated.where, "change id or type")
        return names[name]

    def _define(self, identifier: str, cls: Class, where: str) -> None:
        first = self.index.places.get(identifier)
        if first is not None:
            self._problem(f"{identifier!r} is described twice", where, f"first at {first}; merge")
        self.index.classes.setdefault(identifier, cls.name)
        self.index.places.setdefault(identifier, where)

    def _collections(self, tree: Mapping, owner: str | None) -> None:
        for key, (class_name, back) in COLLECTIONS.items():
            extra = {back: owner} if back and owner else {}
            if class_name == "Participation" and self._document:
                extra["inDocument"] = self._document  # who tells of it, whatever it stands below
            for item in _items(tree.entries.get(key)):
                if isinstance(item, Mapping):
                    self._thing(item, class_name, extra)
                else:
                    self._problem(f"{key!r} holds things", item.where, "indent keys below it")

    # --- keys and values

    def _fill(self, node: dict[str, Any], tree: Mapping, cls: Class, owner: str) -> None:
        for key, value in tree.entries.items():
            if key in ("id", "type") or key in COLLECTIONS:
                continue
            prop = self._ontology.property_for(key, cls.iri)
            if prop is None or not self._fits(prop, cls):
                self._unknown_key(key, tree, self._keys_of(cls), cls.name)
                continue
            read = self._values(prop, value, owner, tree)
            if read is not None:
                node[key] = read

    def _values(self, prop: Property, value: Node, owner: str, tree: Mapping) -> Any:
        if prop.kind == "langString":
            return self._language_map(prop, value)
        items = list(_items(value))
        if not prop.many and len(items) != 1:
            self._problem(f"{prop.name!r} takes one value", value.where, "give one")
            return None
        several = isinstance(value, Sequence) and len(items) > 1
        read = []
        for number, item in enumerate(items, 1):
            part = f"{owner}/{_kebab(prop.name)}" + (f"/{number}" if several else "")
            one = self._value(prop, item, part, tree)
            if one is not None:
                read.append(one)
        return read if prop.many else (read[0] if read else None)

    def _value(self, prop: Property, item: Node, part: str, tree: Mapping) -> Any:
        if isinstance(item, Mapping):
            return self._part(prop, item, part)
        if not isinstance(item, Scalar):
            self._problem(f"a list within the list of {prop.name!r}", item.where, "flatten it")
            return None
        if prop.name == "literal":
            return self._inferred_literal(item, tree)
        if prop.kind == "literal":
            return self._literal(prop, item)
        if prop.kind == "enumeration":
            return self._term(prop, item)
        return self._reference(prop, item)

    def _language_map(self, prop: Property, value: Node) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            self._problem(f"{prop.name!r} needs its language", value.where, "write {kk: …, ru: …}")
            return None
        return {tag: self._texts(prop, tag, text) for tag, text in value.entries.items()}

    def _texts(self, prop: Property, tag: str, node: Node) -> Any:
        if not literals.is_language(tag):
            self._problem(f"{tag!r} is no language", node.where, "use en, ru, kk or kk-Latn")
        texts = [n.text if isinstance(n, Scalar) else "" for n in _items(node)]
        if not texts or not all(text.strip() for text in texts):
            self._problem(f"{prop.name!r} has an empty text", node.where, "write it or delete it")
        if len(texts) > 1 and not prop.many:
            self._problem(f"{prop.name!r} takes one text a language", node.where, "give one")
        return texts if prop.many else texts[0] if texts else ""

    def _literal(self, prop: Property, item: Scalar) -> str | None:
        datatype = (prop.datatype or "").removeprefix(XSD)
        trouble = literals.problem(item.text, datatype)
        if trouble:
            example = literals.EXAMPLES.get(datatype, "a text")
            self._problem(
                f"{prop.name}: {item.text!r} is {trouble}", item.where, f"as in {example}"
            )
            return None
        return item.text

    def _inferred_literal(self, item: Scalar, tree: Mapping) -> Any:
        """An inference's literal has the datatype of the property that it concludes."""
        named = tree.entries.get("property")
        prop = self._ontology.property_by_name.get(getattr(named, "text", ""))
        if prop is None or prop.kind != "literal":
            what = "a literal for a property that takes none"
            self._problem(what, item.where, "use 'value', or mend 'property'")
            return None
        text = self._literal(prop, item)
        return None if text is None else {"@value": text, "@type": prop.datatype or XSD + "string"}

    def _term(self, prop: Property, item: Scalar) -> str | None:
        known = self._concept_names(prop)
        if item.text not in known:
            what = f"{prop.name}: unknown value {item.text!r}"
            choice = f"write one of {', '.join(sorted(known))}"
            self._problem(what, item.where, _near(item.text, known, choice))
            return None
        return item.text

    def _reference(self, prop: Property, item: Scalar) -> str | None:
        text = item.text
        if text == "unstated" or self._is_word(prop, text):
            return text
        if "://" in text:
            return self._external(prop, item)
        if not _ID.fullmatch(text):
            self._problem(f"{prop.name}: {text!r} is no id", item.where, "write kind/slug")
            return None
        self.index.references.append(Reference(text, prop, item.where))
        return text

    def _is_word(self, prop: Property, text: str) -> bool:
        """An inference names a property, and may conclude an enumerated value."""
        if prop.name == "property":
            return text in self._ontology.property_by_name
        return prop.name == "value" and text in self._ontology.concept_by_name

    def _external(self, prop: Property, item: Scalar) -> str | None:
        if not _OUTSIDE.intersection(self._range_names(prop)):
            self._problem(f"{prop.name!r} takes our ids", item.where, "write kind/slug")
            return None
        trouble = literals.problem(item.text, "anyURI")
        if trouble:
            self._problem(f"{prop.name}: {item.text!r} is no address", item.where, "mend it")
            return None
        return item.text

    def _part(self, prop: Property, item: Mapping, part: str) -> dict[str, Any] | None:
        cls = self._part_class(prop, item)
        if cls is None:
            return None
        identifier = _part_id(item, part)
        self._define(identifier, cls, item.where)
        node: dict[str, Any] = {"id": identifier, "type": cls.name}
        self._fill(node, item, cls, identifier)
        return node

    def _part_class(self, prop: Property, item: Mapping) -> Class | None:
        if prop.kind != "part":
            self._problem(f"{prop.name!r} takes an id, not keys", item.where, "write kind/slug")
            return None
        general = self._ontology.classes[prop.ranges[0]]
        stated = item.entries.get("type")
        if stated is not None:
            return self._stated_class(stated, general)
        if general.name == "Statement":
            what = "a statement without its type"
            self._problem(what, item.where, "add 'type: Duty', 'type: Target' …")
            return None
        return general

    # --- what the ontology says

    def _ancestor_names(self, cls: Class) -> set[str]:
        ancestors = self._ontology.ancestors(cls.iri)
        return {self._ontology.classes[i].name for i in ancestors if i in self._ontology.classes}

    def _fits(self, prop: Property, cls: Class) -> bool:
        return not prop.domains or bool(set(prop.domains) & set(self._ontology.ancestors(cls.iri)))

    def _keys_of(self, cls: Class) -> list[str]:
        every = self._ontology.property_by_name
        return [name for name, prop in every.items() if self._fits(prop, cls)]

    def _in_range(self, class_name: str, prop: Property) -> bool:
        names = set(self._range_names(prop))
        cls = self._ontology.class_by_name[class_name]
        return not names or bool(names & (self._ancestor_names(cls) | _OUTSIDE | {"Thing"}))

    def _range_names(self, prop: Property) -> list[str]:
        return [re.split(r"[#/]", iri)[-1] for iri in prop.ranges]

    def _concept_names(self, prop: Property) -> list[str]:
        return [c.name for c in self._ontology.concepts_of(prop)]

    # --- problems

    def _unknown_key(self, key: str, tree: Mapping, known: Iterable[str], cls: str = "") -> None:
        names = self._ontology.property_by_name
        what = f"a {cls} has no key {key!r}" if cls and key in names else f"unknown key {key!r}"
        self._problem(what, tree.places[key], _near(key, known))

    def _problem(self, what: str, where: str, remedy: str) -> None:
        self.index.problems.append(SheetError(what, where=where, remedy=remedy))


def _part_id(item: Mapping, part: str) -> str:
    """Stretches of text are named by their offsets, a claim's statement after the claim."""
    start, end = item.entries.get("start"), item.entries.get("end")
    if isinstance(start, Scalar) and isinstance(end, Scalar):
        return f"{re.sub(r'/[0-9]+$', '', part)}/{start.text}-{end.text}"
    if part.startswith("claim/") and part.endswith("/states"):
        return "statement/" + part.removeprefix("claim/").removesuffix("/states")
    return part


def _items(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Sequence):
        yield from node.items
    elif node is not None:
        yield node


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _kind(class_name: str) -> str:
    return _KIND_NAMES.get(class_name) or _kebab(class_name)


def _near(word: str, known: Iterable[str], otherwise: str = "see ontology/mindet.ttl") -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f"did you mean {close[0]!r}?" if close else otherwise
