"""Literals as the values of a property graph, and back, without loss.

Each datatype has a form. Where the plain value alone would lose the lexical form
(1.10 and 1.1 are one float), the lexical form is kept beside it.

>>> from_text("integer", "42"), from_text("number", "1.10")
(42, 1.1)
>>> lexical("date", from_text("date", "2026-12-31"))
'2026-12-31'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Literal

from mindet.terms import XSD

Form = Literal[
    "text", "integer", "boolean", "date", "number", "moment", "concept", "unstated", "lexical"
]
Scalar = str | int | float | bool | date | datetime
Value = Scalar | list[str] | list[int] | list[float] | list[bool] | list[date] | list[datetime]

_INTEGERS = (
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
)
_FORMS: dict[str, Form] = {
    **{XSD + name: "integer" for name in _INTEGERS.split()},
    XSD + "boolean": "boolean",
    XSD + "date": "date",
    XSD + "decimal": "number",
    XSD + "double": "number",
    XSD + "float": "number",
    XSD + "dateTime": "moment",
    XSD + "dateTimeStamp": "moment",
}
_FRACTION = re.compile(r"(\.[0-9]{6})[0-9]+")  # a value has microseconds


def form_of(datatype: str) -> Form:
    """How values of `datatype` are held; text for every type that Bolt lacks.

    >>> form_of(XSD + "decimal"), form_of("http://example.org/kelvin")
    ('number', 'text')
    """
    return _FORMS.get(datatype, "text")


def has_companion(form: Form) -> bool:
    """Whether the lexical form is kept beside the value."""
    return form in ("number", "moment")


def from_text(form: Form, text: str) -> Scalar:
    """The value for the lexical form `text`, which fits the form (see `columns.fits`)."""
    return _FROM[form](text) if form in _FROM else text


def lexical(form: Form, value: object) -> str:
    """The lexical form of a `value` that `from_text` gave; ValueError for any other value."""
    if form == "text" and isinstance(value, str):
        return value
    if form == "boolean" and isinstance(value, bool):
        return "true" if value else "false"
    if form == "integer" and isinstance(value, int):
        return str(value)
    if form == "date" and isinstance(value, date):
        return value.isoformat()
    raise ValueError(f"{value!r} is no {form}")


def _moment(text: str) -> datetime:
    """A moment to filter by; one without a zone counts as UTC, its lexical form says so not."""
    moment = datetime.fromisoformat(_FRACTION.sub(r"\1", text))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_FROM: dict[Form, Callable[[str], Scalar]] = {
    "integer": int,
    "boolean": lambda text: text == "true",
    "date": date.fromisoformat,
    "number": float,
    "moment": _moment,
    "unstated": lambda _: True,
}
