"""Typed parameters of stored queries: read from text, checked, written as SPARQL terms.

>>> date = Parameter("date", "date", required=True, default=None, meaning={})
>>> date.read("2026-12-31")
datetime.date(2026, 12, 31)
>>> date.read("2026-13-01")
Traceback (most recent call last):
mindet.errors.QueryError: parameter date: '2026-13-01' is no date; write it as 2026-12-31
>>> sparql_term("date", date.read("2026-12-31"))
'"2026-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from mindet.errors import QueryError
from mindet.terms import ID, MN, XSD

Value = str | int | bool | datetime.date | tuple[str, ...] | None


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: its name, type, whether it must be given, default and meaning.

    `of` names the classes (local names) of the things that can be its value.
    """

    name: str
    type: str
    required: bool
    default: Value
    meaning: Mapping[str, str]
    choices: tuple[str, ...] = ()
    of: tuple[str, ...] = ()

    def read(self, given: object) -> Value:
        """The value of `given` (text, or already of the type); QueryError where it does not fit."""
        value = self._typed(given)
        if value is not None and self.choices and value not in self.choices:
            known = " or ".join(self.choices)
            raise QueryError(
                f"{given!r} is not allowed", where=self._where, remedy=f"write {known}"
            )
        return value

    def _typed(self, given: object) -> Value:
        if given is None and not self.required:
            return None
        if given is None:
            raise QueryError("no value", where=self._where, remedy=f"give a {self.type}")
        reader, example = _READERS[self.type]
        try:
            return reader(given)
        except (ValueError, TypeError, OverflowError):
            what = f"{given!r} is no {self.type}"
            raise QueryError(what, where=self._where, remedy=f"write it as {example}") from None

    @property
    def _where(self) -> str:
        return f"parameter {self.name}"


def sparql_term(kind: str, value: Value) -> str:
    """`value` as the SPARQL term of a parameter type; UNDEF for None.

    >>> sparql_term("string", 'a"} # b')
    '"a\\\\"} # b"'
    >>> sparql_term("boolean", True), sparql_term("iri", None)
    ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', 'UNDEF')
    """
    if value is None:
        return "UNDEF"
    if isinstance(value, tuple):  # things that a preparing step found; none of them is no row
        return " ".join(sparql_term("iri", one) for one in value)
    if kind == "iri":
        return str(ox.NamedNode(str(value)))
    if kind == "string":
        return str(ox.Literal(str(value)))
    lexical = str(value).lower() if kind == "boolean" else str(value)
    return str(ox.Literal(lexical, datatype=ox.NamedNode(XSD + kind)))


def cypher_literal(value: Value | list[str]) -> str:
    """`value` as the Cypher expression of a literal, on one line.

    >>> cypher_literal(datetime.date(2026, 12, 31)), cypher_literal(None), cypher_literal("l'x")
    ("date('2026-12-31')", 'null', "'l\\\\'x'")
    """
    if value is None:
        return "null"
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(cypher_literal, value))}]"
    if isinstance(value, datetime.date):
        return f"date('{value}')"
    return f"'{''.join(map(_cypher_character, value))}'"


def _cypher_character(one: str) -> str:
    """Quotes and backslashes are escaped, and so is what could end a line."""
    if one in "\\'":
        return f"\\{one}"
    return one if one.isprintable() else "".join(f"\\u{unit:04x}" for unit in _utf16(one))


def _utf16(one: str) -> Iterator[int]:
    data = one.encode("utf-16-be")
    return (int.from_bytes(data[i : i + 2]) for i in range(0, len(data), 2))


def _date(given: object) -> datetime.date:
    if isinstance(given, datetime.datetime) or not isinstance(given, datetime.date | str):
        raise TypeError
    if isinstance(given, datetime.date):
        return given
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
        raise ValueError
    return datetime.date.fromisoformat(given)


def _string(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError
    given.encode()  # a lone surrogate is no text
    return given


def _integer(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise TypeError
    number = int(given, 10) if isinstance(given, str) else given
    if not -(2**63) <= number < 2**63:
        raise OverflowError
    return number


def _boolean(given: object) -> bool:
    if isinstance(given, bool):
        return given
    return {"true": True, "false": False, "yes": True, "no": False}[str(given).lower()]


def _iri(given: object) -> str:
    text = _string(given)
    if text.startswith("mn:"):
        text = MN + text.removeprefix("mn:")
    elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text):
        text = ID + text.removeprefix("/")
    if text == ID:
        raise ValueError
    return ox.NamedNode(text).value


_READERS: Mapping[str, tuple[Callable[[object], Value], str]] = {
    "date": (_date, "2026-12-31"),
    "string": (_string, "plain text"),
    "integer": (_integer, "12"),
    "boolean": (lambda given: _or_value_error(_boolean, given), "true or false"),
    "iri": (_iri, "akimat/akmola-region, or a whole IRI"),
}
PREPARED = "iris"  # things that a preparing step finds; nobody gives them
TYPES = (*_READERS, PREPARED)


def _or_value_error(reader: Callable[[object], Value], given: object) -> Value:
    try:
        return reader(given)
    except KeyError:
        raise ValueError from None
