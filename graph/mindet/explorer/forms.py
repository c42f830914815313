"""A stored question as a form: a field for each parameter of its header, and what is wrong there.

>>> from mindet.catalogue import Catalogue
>>> [field.widget for field in fields(Catalogue.load()["due-by"], {}, "en")][:2]
['date', 'select']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from mindet.catalogue import StoredQuery
from mindet.catalogue.library import COMMON
from mindet.catalogue.parameters import Parameter
from mindet.errors import QueryError
from mindet.explorer.mistakes import Worded, Wrong, no_parameter
from mindet.explorer.wording import table, word
from mindet.ontology import own
from mindet.tables.cells import cell
from mindet.words import short

LONGEST = 500  # characters of a value


class Choice(NamedTuple):
    """A value that can be chosen, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """What a page shows of a parameter."""

    name: str
    widget: str
    label: str
    hint: str
    value: str
    required: bool
    choices: tuple[Choice, ...] = ()
    error: str = ""

    @property
    def common(self) -> bool:
        """Whether all questions have it."""
        return self.name in COMMON


def fields(
    query: StoredQuery, given: Mapping[str, str], language: str,
    errors: Mapping[str, str] | None = None,
) -> list[Field]:  # fmt: skip
    """The fields of a question but its language, filled with what was given."""
    return [
        _field(query, parameter, given, language, (errors or {}).get(parameter.name, ""))
        for parameter in query.parameters
        if parameter.name != "lang"
    ]


def _field(
    query: StoredQuery, parameter: Parameter, given: Mapping[str, str], language: str, error: str
) -> Field:
    default = short(cell(parameter.default))
    meaning = parameter.meaning[language]
    choices = tuple(Choice(one, _choice(query, one, language)) for one in parameter.choices)
    if parameter.choices and parameter.default is None and not parameter.required:
        choices = (Choice("", word("any", language)), *choices)
    return Field(
        parameter.name, _widget(parameter), meaning[:1].upper() + meaning[1:],
        _hint(parameter, language), given.get(parameter.name, default), parameter.required,
        choices, error,
    )  # fmt: skip


def _widget(parameter: Parameter) -> str:
    if parameter.choices:
        return "select"
    kinds = {"date": "date", "iri": "thing", "boolean": "checkbox", "integer": "number"}
    return kinds.get(parameter.type, "text")


def _hint(parameter: Parameter, language: str) -> str:
    """Of which classes a thing is to be."""
    return ", ".join(own().label(name, language) for name in parameter.of)


def _choice(query: StoredQuery, term: str, language: str) -> str:
    if term in query.words:
        return query.words[term][language]
    if f"choice.{term}" in table():
        return word(f"choice.{term}", language)
    known = own()
    names = (term, term.capitalize())
    found = next((n for n in names if n in known.concept_by_name or n in known.class_by_name), term)
    return known.label(found, language)


def given(query: StoredQuery, pairs: Iterable[tuple[str, str]], language: str) -> dict[str, str]:
    """The parameters among the pairs of an address, the last of each name; empty ones left out.

    Raises QueryError for a name that is no parameter, or a value that is too long.
    """
    found = {key: value.strip() for key, value in pairs if value.strip()}
    for key, value in found.items():
        try:
            query.parameter(key)
        except QueryError as error:
            raise no_parameter(query, key, error) from None
        if len(value) > LONGEST:
            told = partial(word, "wrong.long", n=LONGEST)
            raise Wrong(key, f"more than {LONGEST} characters", told, remedy="write less")
    return {**found, "lang": language}


def lacking(query: StoredQuery, given: Mapping[str, str]) -> list[str]:
    """The names of the required parameters that have no value."""
    return [p.name for p in query.parameters if p.required and p.name not in given]


class Fault(NamedTuple):
    """What is wrong with one field: its name, the words for it, and a value that was meant."""

    name: str
    text: str
    meant: str = ""


def fault(query: StoredQuery, given: Mapping[str, str], error: QueryError, language: str) -> Fault:
    """The error of a parameter in the reader's words; without a field for any other error."""
    name = error.where.removeprefix("parameter ")
    parameter = next((p for p in query.parameters if p.name == name), None)
    if parameter is None:
        own = error.told(language) if isinstance(error, Worded) and language != "en" else ""
        return Fault("", own or str(error))
    value = given.get(name, "")
    if name not in given:
        return Fault(name, word("wrong.none", language))
    if len(value) > LONGEST:
        return Fault(name, word("wrong.long", language, n=LONGEST))
    if parameter.choices:
        return Fault(name, word("wrong.choice", language, value=value))
    meant = error.remedy.partition("did you mean '")[2].partition("'")[0]
    kind = parameter.type if parameter.type in ("date", "integer", "boolean", "iri") else "text"
    return Fault(name, word(f"wrong.{kind}", language, value=value), meant)


def worded(query: StoredQuery, given: Mapping[str, str], error: QueryError) -> QueryError:
    """The error as one of a parameter, told in every language; itself where it is none."""
    if isinstance(error, Worded) or not (name := fault(query, given, error, "en").name):
        return error

    def told(language: str) -> str:
        found = fault(query, given, error, language)
        return (
            f"{found.text} {word('meant', language)} {found.meant}" if found.meant else found.text
        )

    return Wrong(name, error.what, told, remedy=error.remedy)
