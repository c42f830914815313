"""The comment lines at the top of `queries/NAME.cypher`: what a stored query is, takes and gives.

    // title-en: Prohibitions
    // parameter: date (date, required) — last day that counts | последний день | соңғы күн
    // parameter: reading (string = strict, strict or lenient) — … | … | …
    // parameter: actor (iri of Actor, required) — … | … | …
    // column: bearer (things) — Who must | Кто обязан | Кім міндетті
    // column: claim
    // prepare: search
    // order: yes
    // reads: everything
    // by: document
    // example: date=2026-12-31 reading=lenient

A column or parameter without a type takes everything from `queries/shared.txt`. `by` names the
column in whose order the rows stand, so that the first of them can be had alone (`piecewise`). A
line that begins with more blanks goes on where the one above it ended.

>>> text = "// title-en: Powers\\n// title-ru: Права\\n// title-kk: Құқықтар\\n"
>>> Header.read(text, "powers.cypher").titles["kk"]
'Құқықтар'
>>> Header.read("// titel: Powers", "powers.cypher")
Traceback (most recent call last):
mindet.errors.QueryError: powers.cypher:1: unknown key 'titel'; did you mean 'title-ru'?
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from mindet.catalogue.parameters import TYPES, Parameter
from mindet.errors import QueryError
from mindet.terms import LANGUAGES

COLUMN_TYPES = (
    "thing", "things", "text", "date", "number", "boolean", "term", "terms", "claim", "claims",
    "document", "passages",
)  # fmt: skip
LISTS = ("things", "terms", "claims", "passages")
_T = TypeVar("_T")
_TRANSLATED = [f"{kind}-{tag}" for kind in ("title", "description") for tag in LANGUAGES]
_KEYS = [
    *_TRANSLATED, "parameter", "column", "word", "prepare", "finish", "order", "reads", "by",
    "table", "example",
]  # fmt: skip
_LINE = re.compile(r"//\s?(?P<key>[\w-]+):\s*(?P<value>.*)")
_ENTRY = re.compile(r"(?P<name>[a-z][A-Za-z0-9_]*)(?:\s*\((?P<type>[^()]*)\)\s+—\s+(?P<words>.+))?")
_WORD = re.compile(r"(?P<name>[A-Za-z]+)\s+—\s+(?P<words>.+)")


@dataclass(frozen=True)
class Column:
    """A column of an answer: its name, type, and heading in each language."""

    name: str
    type: str
    heading: Mapping[str, str]


class _Entry(NamedTuple):
    key: str
    value: str
    where: str


@dataclass
class Header:
    """What a header declares; `where` holds file and line of each declared name."""

    titles: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)
    words: dict[str, Mapping[str, str]] = field(default_factory=dict)
    prepare: str = "none"
    finish: str = "none"
    by: str = ""
    ordered: bool = False
    whole: bool = False
    table: tuple[str, ...] = ()
    example: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str, file: str, shared: Header | None = None) -> Header:
        """The header at the top of `text`; QueryError names `file` and line."""
        header = cls()
        for entry in _entries(text, file):
            header._take(entry, shared or cls())
        return header

    def _take(self, entry: _Entry, shared: Header) -> None:
        key, value, where = entry
        if key in _TRANSLATED:
            kind, _, language = key.partition("-")
            held = self.titles if kind == "title" else self.descriptions
            _put(held, language, value, where)
        elif key == "parameter":
            parameter = _parameter(entry, shared.parameters)
            _put(self.parameters, parameter.name, parameter, where)
            self.where[parameter.name] = where
        elif key == "column":
            column = _column(entry, shared.columns)
            _put(self.columns, column.name, column, where)
            self.where[column.name] = where
        elif key == "word":
            _put(self.words, *_word(entry), where)
        elif key == "table":
            self.table, self.where["table"] = tuple(value.split()), where
        elif key == "order":
            self.ordered = _one_of(entry, "no", "yes") == "yes"
        elif key == "reads":
            self.whole = _one_of(entry, "part", "everything") == "everything"
        elif key == "example":
            self.example, self.where["example"] = dict(_pairs(entry)), where
        elif key in ("finish", "prepare", "by"):
            setattr(self, key, value)
            self.where[key] = where
        else:
            raise QueryError(f"unknown key {key!r}", where=where, remedy=near(key, _KEYS))


def near(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known word, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    shown = ", ".join(names[:12]) + ("…" if len(names) > 12 else "")
    return f"there is {shown}" if names else "there is none"


def _entries(text: str, file: str) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        if entry and line.startswith("//   "):
            entry = entry._replace(value=f"{entry.value} {line[2:].strip()}".strip())
            continue
        if entry:
            yield entry
        entry = _entry(line, f"{file}:{number}")
    if entry:
        yield entry


def _entry(line: str, where: str) -> _Entry:
    found = _LINE.fullmatch(line.rstrip())
    if not found:
        raise QueryError(
            "no key in a line of the header", where=where, remedy="write // key: value"
        )
    return _Entry(found["key"], found["value"], where)


def _put(held: dict[str, _T], key: str, value: _T, where: str) -> None:
    if key in held:
        raise QueryError(f"{key!r} is declared twice", where=where, remedy="delete one")
    if value == "":
        raise QueryError(f"{key!r} is empty", where=where, remedy="write it")
    held[key] = value


def _pairs(entry: _Entry) -> Iterator[tuple[str, str]]:
    """`name=value` by `name=value`; a value with blanks stands in quotes."""
    for word in shlex.split(entry.value):
        name, equals, value = word.partition("=")
        if not equals:
            raise QueryError(f"{word!r} has no =", where=entry.where, remedy="write name=value")
        yield name, value


def _one_of(entry: _Entry, *allowed: str) -> str:
    if entry.value not in allowed:
        what, remedy = f"{entry.key}: {entry.value!r}", f"write {' or '.join(allowed)}"
        raise QueryError(what, where=entry.where, remedy=remedy)
    return entry.value


def _column(entry: _Entry, shared: Mapping[str, Column]) -> Column:
    name, kind, words = _parts(entry)
    if kind is None:
        return _from_shared(name, shared, entry)
    if kind not in COLUMN_TYPES:
        what = f"column {name}: unknown type {kind!r}"
        raise QueryError(what, where=entry.where, remedy=near(kind, COLUMN_TYPES))
    return Column(name, kind, words)


def _parameter(entry: _Entry, shared: Mapping[str, Parameter]) -> Parameter:
    name, kind, words = _parts(entry)
    if kind is None:
        return _from_shared(name, shared, entry)
    first, _, rest = kind.partition(",")
    named, _, default = (part.strip() for part in first.partition("="))
    named, _, of = (part.strip() for part in named.partition(" of "))
    rest = rest.strip()
    if named not in TYPES:
        what = f"parameter {name}: unknown type {named!r}"
        raise QueryError(what, where=entry.where, remedy=near(named, TYPES))
    choices = tuple(rest.split(" or ")) if rest and rest != "required" else ()
    classes = tuple(of.split(" or ")) if of else ()
    parameter = Parameter(name, named, rest == "required", None, words, choices, classes)
    return _with_default(parameter, default, entry)


def _with_default(parameter: Parameter, default: str, entry: _Entry) -> Parameter:
    if default in ("", "null"):
        return parameter
    try:
        value = parameter.read(default)
    except QueryError as error:
        raise QueryError(f"default: {error}", where=entry.where) from None
    return replace(parameter, required=False, default=value)


def _from_shared(name: str, shared: Mapping[str, _T], entry: _Entry) -> _T:
    if name not in shared:
        remedy = "write NAME (TYPE) — English | русский | қазақша"
        raise QueryError(
            f"{name!r} has no type and is not shared", where=entry.where, remedy=remedy
        )
    return shared[name]


def _parts(entry: _Entry) -> tuple[str, str | None, dict[str, str]]:
    found = _ENTRY.fullmatch(entry.value)
    if not found:
        remedy = "write NAME (TYPE) — English | русский | қазақша"
        raise QueryError(f"can't read the {entry.key}", where=entry.where, remedy=remedy)
    if found["type"] is None:
        return found["name"], None, {}
    return found["name"], found["type"].strip(), _translations(found, entry)


def _word(entry: _Entry) -> tuple[str, dict[str, str]]:
    found = _WORD.fullmatch(entry.value)
    if not found:
        remedy = "write NAME — English | русский | қазақша"
        raise QueryError("can't read the word", where=entry.where, remedy=remedy)
    return found["name"], _translations(found, entry)


def _translations(found: re.Match[str], entry: _Entry) -> dict[str, str]:
    words = [part.strip() for part in found["words"].split(" | ")]
    if len(words) != len(LANGUAGES) or not all(words):
        what = f"{found['name']} needs its words in {', '.join(LANGUAGES)}"
        raise QueryError(what, where=entry.where, remedy="put | between them")
    return dict(zip(LANGUAGES, words, strict=True))
