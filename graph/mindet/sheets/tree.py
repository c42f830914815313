"""YAML as a tree of strings that knows its lines: what a fact sheet is before it has a meaning.

Every scalar is a string (YAML's own types turn `on` into true and `7.60` into 7.6).
Anchors, aliases and tags are refused: a sheet is data that a person proof-reads,
and an alias is how a small file grows without bound.

>>> tree = parse(b"id: document/1\\nclaims: [{act: plans}]", "a.yaml")
>>> tree.entries["id"].text, tree.entries["id"].where
('document/1', 'a.yaml:1')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from mindet.errors import SheetError

MAX_DEPTH = 20
MAX_BYTES = 20_000_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    """One value, as written."""

    text: str
    where: str


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    where: str


@dataclass(frozen=True)
class Mapping:
    """Keys with their nodes, in the order of the file; `places` has the line of each key."""

    where: str
    entries: dict[str, Node] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def parse(data: bytes, name: str) -> Mapping:
    """The tree of the YAML file with these bytes; `name` stands in the error messages.

    Raises SheetError: not UTF-8, not YAML, anchors, tags, a duplicate key, too deep, too large.
    """
    events = _Events(_text(data, name), name)
    tree = events.document()
    if not isinstance(tree, Mapping):
        raise SheetError("a sheet is a mapping of keys", where=f"{name}:1", remedy="begin: id: …")
    return tree


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise SheetError(f"larger than {MAX_BYTES:,} bytes", where=name, remedy="split the sheet")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8: byte 0x{data[error.start]:02x} at {error.start}"
        raise SheetError(what, where=f"{name}:{line}", remedy="save the file as UTF-8") from None


class _Events:
    """Builds the tree from the parser's events."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._events = self._stream(text)

    def _stream(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line if mark else 0
            raise self._syntax_error(text, line, error.problem or "not YAML") from None
        except yaml.YAMLError as error:  # a character that YAML forbids
            what = str(error).splitlines()[0]
            raise SheetError(f"not YAML: {what}", where=self._name, remedy="delete it") from None

    def _syntax_error(self, text: str, line: int, problem: str) -> SheetError:
        lines = text.splitlines()
        where = f"{self._name}:{min(line + 1, max(1, len(lines)))}"
        for near in range(max(0, line - 1), min(len(lines), line + 2)):
            if lines[near].lstrip(" ").startswith("\t"):
                where = f"{self._name}:{near + 1}"
                return SheetError("a tab as indentation", where=where, remedy="use spaces")
        return SheetError(f"not YAML: {problem}", where=where, remedy="mend the line")

    def document(self) -> Node:
        """The one document of the stream."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise SheetError(
                        "a second YAML document", where=self._at(event), remedy="split"
                    )
                root = self._node(next(self._events), 0)
        if root is None:
            raise SheetError("the sheet is empty", where=self._name, remedy="begin: id: …")
        return root

    def _at(self, event: yaml.Event) -> str:
        mark = event.start_mark
        return f"{self._name}:{mark.line + 1 if mark else 1}"

    def _node(self, event: yaml.Event, depth: int) -> Node:
        where = self._at(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise SheetError("an anchor or alias", where=where, remedy="write the value out")
        if tag := getattr(event, "tag", None):
            raise SheetError(f"a YAML tag {tag!r}", where=where, remedy="delete it")
        if depth > MAX_DEPTH:
            raise SheetError("nested too deeply", where=where, remedy="check the indentation")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, where)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(list(self._items(depth)), where)
        return self._mapping(where, depth)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, where: str, depth: int) -> Mapping:
        mapping = Mapping(where)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise SheetError("a key must be one word", where=key.where, remedy="quote it")
            if key.text in mapping.entries:
                first = mapping.places[key.text]
                what = f"the key {key.text!r} stands twice"
                raise SheetError(what, where=key.where, remedy=f"first at {first}; delete one")
            mapping.places[key.text] = key.where
            mapping.entries[key.text] = self._node(next(self._events), depth + 1)
        return mapping
