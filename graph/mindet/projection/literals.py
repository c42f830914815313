"""Literals as the values of a property graph, and back, without loss.

Each datatype has a form. Where the plain value alone would lose the lexical form
(1.10 and 1.1 are one float), the lexical form is kept beside it.

>>> native("integer", "42"), native("integer", "007")
(42, None)
>>> lexical("date", native("date", "2026-12-31"))
'2026-12-31'
"""

from __future__ import annotations

import math
import re
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
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,6})?[0-9]*"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def form_of(datatype: str) -> Form:
    """How values of `datatype` are held; text for every type that Bolt lacks.

    >>> form_of(XSD + "decimal"), form_of("http://example.org/kelvin")
    ('number', 'text')
    """
    return _FORMS.get(datatype, "text")


def has_companion(form: Form) -> bool:
    """Whether the lexical form is kept beside the value."""
    return form in ("number", "moment")


def native(form: Form, text: str) -> Scalar | None:
    """The value for the lexical form `text`, or None where it would not come back the same."""
    match form:
        case "text":
            return text
        case "integer":
            return _integer(text)
        case "boolean":
            return {"true": True, "false": False}.get(text)
        case "date":
            return _date(text)
        case "number":
            return _number(text)
        case "moment":
            return _moment(text)
        case _:
            return None


def lexical(form: Form, value: object) -> str:
    """The lexical form of a `value` that `native` gave; ValueError for any other value."""
    if form == "text" and isinstance(value, str):
        return value
    if form == "boolean" and isinstance(value, bool):
        return "true" if value else "false"
    if form == "integer" and isinstance(value, int):
        return str(value)
    if form == "date" and isinstance(value, date):
        return value.isoformat()
    raise ValueError(f"{value!r} is no {form}")


def _integer(text: str) -> int | None:
    if not _INTEGER.fullmatch(text):
        return None
    number = int(text)
    return number if -(2**63) <= number < 2**63 else None


def _date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    """A finite float; what is no number, or too large for one, is None."""
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else None


def _moment(text: str) -> datetime | None:
    """A moment to filter by; one without a zone counts as UTC, its lexical form says so not."""
    found = _MOMENT.fullmatch(text)
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(found[1] + (found[2] or "") + (found[3] or ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
