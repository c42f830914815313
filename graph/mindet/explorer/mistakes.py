"""What a request gets wrong, also in the reader's language.

>>> error = Wrong("rows", "'x' is no number", partial(word, "wrong.integer", value="x"))
>>> str(error), error.told("kk")
("parameter rows: 'x' is no number", '«x» бүтін сан емес.')
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mindet.catalogue import StoredQuery
from mindet.errors import MindetError, QueryError
from mindet.explorer.wording import word

Told = Callable[[str], str]
"""From a language to the sentence in it."""


class Worded(MindetError):
    """An error that has a sentence in each language; `what`, where and remedy are English."""

    def __init__(self, what: str, told: Told, *, where: str = "", remedy: str = "") -> None:
        self.told = told
        super().__init__(what, where=where, remedy=remedy)


class NoSuch(Worded):
    """An address of something that there is not: a question, a class, a relation."""


class Wrong(Worded, QueryError):
    """A parameter that can't be read."""

    def __init__(self, parameter: str, what: str, told: Told, *, remedy: str = "") -> None:
        self.parameter = parameter
        super().__init__(what, told, where=f"parameter {parameter}", remedy=remedy)


def no_question(name: str, error: QueryError) -> NoSuch:
    """The catalogue's error for a question that there is not."""
    return NoSuch(error.what, partial(word, "none.question", name=name), remedy=error.remedy)


def no_parameter(query: StoredQuery, name: str, error: QueryError) -> Wrong:
    """The question's error for a parameter that it has not."""
    told = partial(word, "none.parameter", name=name, question=query.name)
    return Wrong(name, error.what, told, remedy=error.remedy)
